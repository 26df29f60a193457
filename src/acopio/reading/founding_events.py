"""Which events of a sentence are the organisation's own founding, registration or renaming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.founding_dates import DateChooser
from acopio.reading.founding_themes import Theme, ThemeFinder
from acopio.reading.lexicon import Mention

_RANK: Final = {
    "legally-established": 0,
    "renamed": 1,
    "predecessor": 2,
    "formed": 3,
    "became": 4,
    "charter": 5,
    "legal-noun": 6,
    "noun": 7,
    "united": 8,
    "existing": 9,
}
_KIND: Final = {"legal-noun": "legally-established", "charter": "legally-established", "renamed": "renamed"}
_CHARTER_NEAR: Final = 12


class Event(NamedTuple):
    """An event of the organisation's founding with its date; `rule` says what told it."""

    kind: str
    rule: str
    clause: Clause
    date: DateMention


def begins_clause(event: Mention, clause: Clause) -> bool:
    """True for an event that opens its clause, but for an adverb."""
    return event.first - clause.first <= 1


class EventReader:
    """Reads the events of founding in the sentences of one text."""

    def __init__(self, context: ReadingContext) -> None:
        """Keep the context and what tells themes and dates."""
        self._context = context
        self._language = context.language
        self._norms = context.norms
        self._words = context.language.foundings
        self._themes = ThemeFinder(context)
        self._dates = DateChooser(context)
        self._foreign = self._themes.foreign
        self.undated: list[Clause] = []  # clauses that tell of the founding without a year
        self._typed = {m.first: m.value for m in context.words("generic")}

    def read(self, clauses: Sequence[Clause]) -> Iterator[Event]:
        """Yield the events of a sentence, given its clauses; each date is used once."""
        used: set[int] = set()
        told: list[tuple[int, Event]] = []
        for clause in clauses:
            events = [
                m
                for m in self._context.words("founding", clause)
                if self._context.clause_at(m.start) == clause
            ]
            if not events or self._foreign.clause(clause):
                continue
            happenings = [m for m in events if m.value in _RANK]
            for event in sorted(happenings, key=lambda m: (_RANK[m.value], m.first)):
                kind, rule = self._kind(event, clause, clauses, events), event.value
                if kind is None and self._forerunner(event, clause):
                    kind, rule = "predecessor", "forerunner"
                if kind is None:
                    continue
                others = [
                    m for m in happenings if m.value not in ("noun", "united", "existing") or m == event
                ]
                date = self._dates.choose(event, clause, clauses, others)
                if (
                    date is None
                    and kind == "formed"
                    and rule in ("formed", "united")
                    and self._undated(event, clause)
                ):
                    self.undated.append(clause)
                if date is None or date.start in used or self._denied(event, clause, date):
                    continue
                used.add(date.start)
                told.append((date.start, Event(kind, rule, clause, date)))
        yield from (event for _, event in sorted(told, key=lambda pair: pair[0]))

    def _denied(self, event: Mention, clause: Clause, date: DateMention) -> bool:
        """True for what did not happen, or is only planned."""
        context = self._context
        if self._governs("negation", event, clause) and date.cue not in ("until", "before"):
            return True
        if self._governs("hedge", event, clause):
            return True
        return any(m.last == event.first - 1 for m in context.words("plan", clause))

    def _governs(self, kind: str, event: Mention, clause: Clause) -> bool:
        """True where a word stands before an event with no comma or "and" between."""
        dated = {date.first for date in self._context.within(self._context.dates, clause)}
        for mention in self._context.words(kind, clause):
            if mention.first in dated:
                continue  # "in May 2004"
            between = range(mention.last + 1, event.first)
            if mention.first < event.first and not any(
                self._context.tokens[i].text in ",;" or self._language.coordinators.at(self._norms, i)
                for i in between
            ):
                return True
        return False

    def _kind(
        self, event: Mention, clause: Clause, clauses: Sequence[Clause], events: Sequence[Mention]
    ) -> str | None:
        value = event.value
        if self._certifies(event, clause):
            return None
        if value in ("formed", "legally-established"):
            origin = [m for m in events if m.value == "origin" and m.last < event.first]
            if origin:
                return "formed" if value == "formed" and self._own_origin(origin[-1], clause) else None
            return value if self._is_own(event, clause, clauses) else None
        if value == "renamed":
            return (
                "renamed"
                if self._subject(event, clause, clauses) in ("self", "some", "people", "none")
                else None
            )
        if value == "predecessor":
            theme = self._subject(event, clause, clauses)
            return "predecessor" if theme in ("self", "some") else None
        if value == "existing":
            return self._existing(event, clause, clauses, events)
        if value == "became":
            return self._became(event, clause, clauses)
        if value == "united":
            return self._united(event, clause, clauses)
        if value == "noun":
            return "formed" if self._own_noun(event, clause) else None
        return self._paper(event, clause, clauses)

    def _certifies(self, event: Mention, clause: Clause) -> bool:
        """True for "registered as producers of organic rooibos", "entered in the FLO register"."""
        context = self._context
        if any(m.first <= event.last and m.last >= event.first for m in context.words("certified", clause)):
            return True
        near = [m for m in context.words("scheme", clause) if 0 < m.first - event.last <= 6]
        return bool(near) and event.value in ("legally-established", "legal-noun", "became", "charter")

    def _is_own(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        passive = self._themes.passive(event, clause)
        start = self._themes.start(event, clause)
        after = self._themes.after(event, clause, passive=passive)
        if after == "self":
            return True
        if after == "some":
            return not passive and self._by_people(clause) and self._fitting(event, clause)
        if after in ("other", "thing", "people"):
            return False
        if self._norms[start] in self._words["what"] and after == "none":
            return True  # "What started in 1991 as a savings group"
        theme = self._subject(event, clause, clauses, passive=passive)
        if theme == "people" and event.value == "legally-established":
            return self._context.subject(clause).first in self._they
        return theme == "self" or (theme == "some" and self._told_before(event, clause, clauses))

    def _told_before(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True where "a cooperative set up in 2000" says what the organisation, named before, is."""
        context = self._context
        if self._foreign.named_other(clause) or self._themes.follows_name(event, clause):
            return False
        first = clauses[0].first
        origin = any(
            m.value == "origin" and m.last < event.first
            for c in clauses
            for m in context.words("founding", c)
        )
        return origin or any(context.is_self(i) for i in range(first, event.first))

    def _undated(self, event: Mention, clause: Clause) -> bool:
        """True where founders are counted and no year stands in the sentence."""
        context = self._context
        counted = [
            q for q in context.within(context.quantities, clause) if q.unit and not q.measure and not q.loose
        ]
        sentence = context.sentences[clause.sentence]
        denied = self._governs("negation", event, clause) or self._governs("hedge", event, clause)
        return bool(counted) and not denied and not context.within(context.dates, sentence)

    def _forerunner(self, event: Mention, clause: Clause) -> bool:
        """True for people who got together, or formed a committee: what came before, if anything did."""
        if event.value == "united":
            return self._by_people(clause)
        if event.value != "formed" or self._themes.passive(event, clause) or not self._by_people(clause):
            return False
        near = range(event.last + 1, min(event.last + 7, clause.last + 1))
        if event.last + 1 not in near or self._norms[event.last + 1] not in self._language.indefinite:
            return False
        return any(self._norms[i] in self._words["bodies"] for i in near)

    def _by_people(self, clause: Clause) -> bool:
        """True where farmers, they, or somebody unnamed does it, not the organisation itself."""
        subject = self._context.subject(clause)
        counted = self._context.within(self._context.quantities, clause)
        if counted and counted[0].unit and counted[0].first - clause.first <= 4 and subject.who != "self":
            return True
        if subject.who in ("members", "unknown"):
            return not self._foreign.named_other(clause)
        first = subject.first
        if subject.who == "other" and first in self._typed:
            people = {m.first for m in self._context.words("unit", clause)}
            return any(
                i in people for i in range(first, min(first + 7, clause.last + 1))
            )  # "a group of 23 farmers"
        return subject.who == "self" and (first is None or first in self._they)

    @property
    def _they(self) -> set[int]:
        return {m.first for m in self._context.words("pronoun") if m.value == "they"}

    def _fitting(self, event: Mention, clause: Clause) -> bool:
        """True where the noun after "formed a" is of the organisation's own type."""
        types = self._context.naming.types
        near = [value for first, value in self._typed.items() if 0 < first - event.last <= 6]
        return not types or any(value == "any" or value in types for value in near)

    def _subject(
        self, event: Mention, clause: Clause, clauses: Sequence[Clause], *, passive: bool = False
    ) -> Theme:
        """Tell what an intransitive or passive verb, or a participle, is about."""
        context = self._context
        verbs = [
            i
            for i in range(clause.first, event.first)
            if self._language.is_finite(self._norms[i]) or self._norms[i] in self._words["passive"]
        ]
        if self._themes.before(event, clause) == "self":
            return "self"
        if clause.kind == "shared" and begins_clause(event, clause) and self._after_joiner(clause):
            return "self" if self._context.subject(clause).who == "self" else "none"
        joined = self._joined(event, clause)
        if joined is not None:
            return self._subject(joined, clause, clauses, passive=self._themes.passive(joined, clause))
        start = self._themes.start(event, clause)
        begins = all(
            self._norms[i] in self._words["having"]
            or self._norms[i] in self._words["passive"]
            or self._norms[i].endswith("ly")
            for i in range(start, event.first)
        ) or (event.first - start <= 1 and not passive)
        if (
            clause.kind == "relative"
            or (begins and not self._opens_sentence(clause))
            or (not verbs and not begins and not passive)
        ):
            before = self._themes.before(event, clause)
            if before != "none" and (before != "thing" or clause.kind == "relative" or begins):
                return before
        if begins and self._opens_sentence(clause):
            position = clauses.index(clause) + 1
            if position < len(clauses) and clauses[position].finite is not None:
                following = context.subject(clauses[position])
                return "self" if following.who == "self" else "other"
        subject = context.subject(clause)
        if begins and self._opens_sentence(clause) and subject.first is None and subject.who == "unknown":
            return "self"  # "Year established 2003"
        if subject.first is not None and self._themes.named_after(subject.first):
            return "other"
        if subject.who == "self":
            named = self._foreign.named_other(clause) and subject.carried
            return "other" if named else "self"
        if subject.who == "members":
            return "people"
        return "other" if subject.who == "other" else "none"

    def _after_joiner(self, clause: Clause) -> bool:
        """True for a clause after "and": "was established in 2011 and registered in 2012"."""
        before = clause.first - 1
        return before >= 0 and self._language.coordinators.at(self._norms, before) is not None

    def _joined(self, event: Mention, clause: Clause) -> Mention | None:
        """The verb before in "established in 2011 by 84 families and registered in 2012"."""
        index = event.first - 1
        if index <= clause.first or not self._language.coordinators.at(self._norms, index):
            return None
        before = [m for m in self._context.words("founding", clause) if m.last < index]
        return before[0] if before and before[0].value in ("formed", "legally-established") else None

    def _opens_sentence(self, clause: Clause) -> bool:
        return clause.first - self._context.sentences[clause.sentence].first <= 1

    def _existing(
        self, event: Mention, clause: Clause, clauses: Sequence[Clause], events: Sequence[Mention]
    ) -> str | None:
        origin = [m for m in events if m.value in ("origin", "noun") and m.last < event.first]
        if origin:
            return "formed" if self._own_origin(origin[-1], clause) else None
        return "formed" if self._subject(event, clause, clauses) == "self" else None

    def _own_origin(self, origin: Mention, clause: Clause) -> bool:
        """True for "its story", "the history of the cooperative", "the story" of nobody else."""
        context = self._context
        before = self._norms[origin.first - 1] if origin.first else ""
        named = any(context.is_self(i) for i in range(clause.first, min(origin.last + 5, clause.last + 1)))
        if named:
            return True
        if (
            origin.last < clause.last
            and self._norms[origin.last + 1] in self._language.membership["of_words"]
        ):
            return False
        return before in self._language.definite and context.subject(clause).who != "other"

    def _became(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> str | None:
        context = self._context
        after = self._themes.after(event, clause, passive=False)
        if context.has("scheme", clause) or after not in ("some", "self"):
            return None
        if after == "self" and context.subject(clause).who != "other":
            return "formed"
        if self._subject(event, clause, clauses) not in ("self", "people", "some", "none"):
            return None
        if self._foreign.named_other(clause):
            return None
        legal = context.words("founding", clause)
        return "legally-established" if any(m.value == "legal-noun" for m in legal) else "formed"

    def _united(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> str | None:
        """People who came together: as the organisation that is named after, or told of already."""
        context = self._context
        rest = clauses[clauses.index(clause) :]
        if any(
            m.value == "formed" and m.first > event.last for c in rest for m in context.words("founding", c)
        ):
            return None  # "came together to form"
        named = any(context.is_self(i) for i in range(event.last + 1, clause.last + 1))
        subject = context.subject(clause)
        if subject.who == "other" or self._foreign.named_other(clause):
            return None
        return "formed" if named or (subject.who == "self" and subject.first not in self._they) else None

    def _own_noun(self, event: Mention, clause: Clause) -> bool:
        """True for "its founding in 1999", "the creation of the cooperative in 1999"."""
        context, norms = self._context, self._norms
        index, of_words = event.last + 1, self._language.membership["of_words"]
        own = False
        if index <= clause.last and norms[index] in of_words:
            own = any(context.is_self(i) for i in range(index + 1, min(index + 4, clause.last + 1)))
            if not own:
                return False
        before = norms[event.first - 1] if event.first else ""
        owned = event.first > 0 and context.tokens[event.first - 1].possessive
        possessive = event.first - 1 in {m.first for m in context.words("pronoun", clause)}
        definite = before in self._language.definite and norms[event.first] not in self._words["vague"]
        if not (own or possessive or definite or owned or self._chronicled(event, clause)):
            return False
        if self._chronicled(event, clause):
            return True
        if own and context.within(context.dates, clause):
            return context.subject(clause).who != "other"  # "1992 saw the birth of the cooperative"
        dates = [d for d in context.within(context.dates, clause) if d.first > event.last]
        reach = 3
        return bool(dates) and dates[0].first - event.last <= reach and context.subject(clause).who != "other"

    def _chronicled(self, event: Mention, clause: Clause) -> bool:
        """True in a line of a chronicle: "1994 Foundation", "| 1994 | Foundation of the cooperative"."""
        context = self._context
        first = context.sentences[clause.sentence].first
        dates = [d for d in context.dates if d.first == first] if event.first - first <= 4 else []
        if not dates:
            return False
        return all(
            context.tokens[i].kind != "word" or self._norms[i] in self._language.articles
            for i in range(dates[0].last + 1, event.first)
        )

    def _paper(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> str | None:
        """Statutes and legal status: somebody's own, unless another organisation is the subject."""
        context = self._context
        if context.subject(clause).who == "other" and not any(
            context.is_self(i) for i in range(event.last + 1, clause.last + 1)
        ):
            return None
        if self._foreign.named_other(clause):
            return None
        if event.value == "legal-noun":
            return "legally-established"
        whole = range(clause.first, clause.last + 1)
        return "formed" if any(self._norms[i] in self._words["sealed"] for i in whole) else None
