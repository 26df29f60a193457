"""Which events of a sentence are the organisation's own founding, registration or renaming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.founding_dates import DateChooser
from acopio.reading.founding_denial import Denial
from acopio.reading.founding_entries import EntryDates
from acopio.reading.founding_forerunners import Forerunners
from acopio.reading.founding_nouns import FoundingNouns
from acopio.reading.founding_split import SplitVerbs
from acopio.reading.founding_subjects import FoundingSubjects
from acopio.reading.founding_themes import ThemeFinder
from acopio.reading.founding_turns import FoundingTurns
from acopio.reading.lexicon import Mention
from acopio.reading.sentences import Sentence

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
    "parted": 8,
    "existing": 9,
    "revived": 10,
    "handed": 11,
    "registration": 12,
    "together": 13,
    "followed": 14,
    "sprung": 15,
    "named": 16,
    "acknowledged": 17,
    "becoming": 18,
    "former": 19,
}
_PASSED: Final = frozenset(
    {"noun", "united", "existing", "parted", "followed", "sprung", "acknowledged", "becoming", "former"}
)
_JOINT: Final = ("united", "together", "parted")
_NAMED_NEAR: Final = 4  # tokens after "we started" in which our name may stand
_YEAR_NEAR: Final = 5  # code points from "its founding" to its year, "in 2004"
_TYPE_NEAR: Final = 6  # tokens from an event in which the people of it may stand


class Event(NamedTuple):
    """An event of the organisation's founding with its date; `rule` says what told it."""

    kind: str
    rule: str
    clause: Clause
    date: DateMention


class EventReader:
    """Reads the events of founding in the sentences of one text."""

    def __init__(self, context: ReadingContext) -> None:
        """Keep the context and what tells themes and dates."""
        self._context = context
        self._language = context.language
        self._norms = context.norms
        self._words = context.language.foundings
        self.themes = ThemeFinder(context)
        self._subjects = FoundingSubjects(context, self.themes)
        self._nouns = FoundingNouns(context, self.themes, self._subjects)
        self._turns = FoundingTurns(context, self.themes, self._subjects)
        self._forerunners = Forerunners(context, self.themes, self._subjects, self._turns)
        self._dates = DateChooser(context)
        self._entries = EntryDates(context)
        self._denial = Denial(context)
        self._split = SplitVerbs(context)
        self.foreign = self.themes.foreign
        self.undated: list[Clause] = []  # clauses that tell of the founding without a year

    def read(self, clauses: Sequence[Clause]) -> Iterator[Event]:
        """Yield the events of a sentence, given its clauses; each date is used once."""
        told: dict[int, Event] = {}
        own: set[int] = set()  # clauses that tell of the organisation's founding
        for clause in clauses:
            events = [
                m
                for m in self._context.words("founding", clause)
                if self._context.clause_at(m.start) == clause
            ]
            taken = {index for m in events for index in range(m.first, m.last + 1)}
            events += [m for m in self._split.read(clause) if m.first not in taken and m.last not in taken]
            if not events:
                continue
            foreign = self.foreign.clause(clause) and not self._own_subject(clause)
            if foreign and not self._we_made(events, clause):
                continue
            dated = self._context.within(self._context.dates, clause)
            happenings = [
                m for m in events if m.value in _RANK and not any(self._counts(d, m) for d in dated)
            ]
            for event in sorted(happenings, key=lambda m: (_RANK[m.value], m.first)):
                kind, rule = self._kind(event, clause, clauses, events), event.value
                if kind is None and clause.index - 1 in own and self._continued(event, clause):
                    kind = event.value
                if kind is None and self._forerunners.forerunner(event, clause):
                    kind, rule = "predecessor", "together" if rule in _JOINT else "forerunner"
                if kind is None or self._subjects.of_project(event, clause):
                    continue
                passed = _PASSED | ({"together"} if event.value == "predecessor" else set())
                others = [
                    m
                    for m in happenings
                    if m == event or (m.value not in passed and not self._beside_name(event, m))
                ]
                date = self._dates.choose(event, clause, clauses, others) or self._entries.date(clause)
                if date is not None and date.cue == "by" and event.value == "united":
                    continue  # "by the next year 200 had got together"
                if (
                    date is None
                    and kind == "formed"
                    and rule in ("formed", "united")
                    and self._undated(event, clause)
                ):
                    self.undated.append(clause)
                if date is None or self._denial.denied(event, clause, date):
                    continue
                for second in self._again(event, date, clause) if kind != "predecessor" else ():
                    told.setdefault(second.start, Event(self._later_kind(kind), rule, clause, second))
                if kind in ("formed", "legally-established"):
                    own.add(clause.index)
                before = told.get(date.start)
                if before is None or (before.rule == "forerunner" and rule != "forerunner"):
                    told[date.start] = Event(kind, rule, clause, date)
        yield from (told[start] for start in sorted(told))

    def _continued(self, event: Mention, clause: Clause) -> bool:
        """True for the second of "The committee became an association in 2006 and was registered in 2007"."""
        if clause.kind != "shared" or event.value not in ("formed", "legally-established"):
            return False
        opens = event.first - clause.first <= 2
        return (
            opens
            and self.themes.passive(event, clause)
            and self.themes.after(event, clause, passive=True) in ("none", "thing")
        )

    def asks(self, question: Sentence) -> bool:
        """True for a question on our founding: it has no other subject, and asks of no relation, "with KANTU"."""
        clauses = self._context.clauses_of(question)
        near = range(question.first, question.last + 1)
        related = any(
            self._norms[i] in self._words["merging"] and self._context.is_self(i + 1) for i in near[:-1]
        )
        return not related and not any(
            self.foreign.clause(clause) or self.foreign.named_other(clause) for clause in clauses
        )

    @staticmethod
    def _beside_name(event: Mention, other: Mention) -> bool:
        """True for the statutes of "changed the name and the statutes in 2006"."""
        return event.value == "renamed" and other.value == "charter" and other.first > event.last

    @staticmethod
    def _counts(date: DateMention, event: Mention) -> bool:
        """True for an event that a date counts from: "after its founding", where no year follows."""
        told = date.support is not None and 0 < date.support[0] - event.end <= _YEAR_NEAR
        return date.first <= event.first <= date.last and not told

    @staticmethod
    def _later_kind(kind: str) -> str:
        return "legally-established" if kind == "legally-established" else "formed"

    def _again(self, event: Mention, date: DateMention, clause: Clause) -> Iterator[DateMention]:
        """Yield the date of "registered as a group in 2009 and as a cooperative in 2016", without a second verb."""
        context, norms = self._context, self._norms
        if event.value not in ("legally-established", "became"):
            return
        index = date.last + 1
        index += index <= clause.last and context.tokens[index].text == ","
        joined = self._language.coordinators.at(norms, index) if index <= clause.last else None
        if joined is None:
            return
        index = joined[1]
        while index <= clause.last and norms[index] in self._words["adverbs"]:
            index += 1
        index += index <= clause.last and norms[index] in self._words["as"]
        if index > clause.last or norms[index] not in self._language.indefinite:
            return
        near = Passage(context.tokens[index].start, clause.end, "")
        dates = context.within(context.dates, near)
        typed = self._subjects.typed_within(range(index + 1, index + _TYPE_NEAR))
        if dates and typed and typed[0].first < dates[0].first and dates[0].first - index <= _TYPE_NEAR:
            yield dates[0]

    def _own_subject(self, clause: Clause) -> bool:
        """True for "when the co-operative was founded", in a sentence that begins with somebody's name."""
        context, subject = self._context, self._context.subject(clause)
        block = context.sentences[clause.sentence].block
        if clause.kind != "subordinate" or subject.who != "self" or self.foreign.block(block):
            return False
        if subject.first is None or subject.carried or self.foreign.owner.we(clause):
            return False
        return context.is_self(subject.first)

    def _we_made(self, events: Sequence[Mention], clause: Clause) -> bool:
        """True for "We started KANTU", whose speaker is no publisher, and "We buy from KANTU, founded in 2001"."""
        if not self.foreign.owner.we(clause):
            return False
        if clause.kind == "shared" and clause.first == events[0].first:
            return self.themes.before(events[0], clause) == "self"
        return any(
            m.value == "formed"
            and self.themes.after(m, clause, passive=False) == "self"
            and self._context.named_in(m.last + 1, m.last + _NAMED_NEAR)
            for m in events
        )

    def _kind(
        self, event: Mention, clause: Clause, clauses: Sequence[Clause], events: Sequence[Mention]
    ) -> str | None:
        value = event.value
        if self._turns.certifies(event, clause):
            return None
        if value in ("legally-established", "registration") and self._attribute(event, clause, clauses):
            return "legally-established"
        if value == "became" and any(d.first == event.last + 1 for d in self._context.dates):
            value = "formed"  # "se constituyó en 1992"
        if value == "formed" and self._subjects.of_former(event, clause):
            return "predecessor"
        if value in ("formed", "legally-established"):
            if value == "formed" and self._forerunners.beforehand(event, clause):
                return "predecessor"
            if self._forerunners.before_us(event, clause, clauses):
                return "predecessor"
            origin = [m for m in events if m.value == "origin" and m.last < event.first]
            if origin and self.themes.after(event, clause, passive=False) != "self":
                return "formed" if value == "formed" and self._turns.own_origin(origin[-1], clause) else None
            return value if self._is_own(event, clause, clauses) else None
        if value in ("renamed", "named"):
            return (
                "renamed"
                if self._subjects.theme(event, clause, clauses) in ("self", "some", "people", "none")
                or self._context.named_in(event.last + 1, event.last + _NAMED_NEAR)  # "adoptó el nombre de"
                else None
            )
        if value == "predecessor":
            if self._came_of_it(event, clause):
                return "formed"
            theme = self._subjects.theme(event, clause, clauses)
            if theme == "self" and self._turns.of_a_cause(event, clause):
                return "formed"
            return "predecessor" if theme in ("self", "some") else None
        if value == "acknowledged":
            return "legally-established" if self._turns.acknowledged(event, clause) else None
        if value == "becoming":
            return "formed" if self._turns.became_us(event, clause, clauses) else None
        if value == "former":
            return "predecessor" if self._forerunners.dated_former(event, clause) else None
        if value == "revived":
            return "other" if self._is_own(event, clause, clauses) else None
        if value == "handed":
            return "other" if self._handed(event, clause, clauses) else None
        if value == "registration":
            return "legally-established" if self._nouns.registration(event, clause) else None
        if value == "existing":
            return self._turns.existing(event, clause, clauses, events)
        if value == "became":
            return self._turns.became(event, clause, clauses)
        if value == "united" and self._forerunners.before_us(event, clause, clauses):
            return "predecessor"
        if value in ("united", "parted"):
            return self._turns.unions.united(event, clause, clauses)
        if value == "noun":
            return "formed" if self._nouns.own_noun(event, clause) else None
        if value == "together":
            return None  # only of those who came before
        if value == "sprung":
            return "formed" if self._turns.sprung(event, clause, clauses) else None
        if value == "followed":
            return "formed" if self._turns.followed(event, clause) else None
        return self._nouns.paper(event, clause)

    def _came_of_it(self, event: Mention, clause: Clause) -> bool:
        """True for "a union came out of it": the organisation, without its name."""
        following = event.last + 1
        if following > clause.last or self.foreign.named_other(clause):
            return False
        taken_up = following in {m.first for m in self._context.words("pronoun", clause)}
        if not taken_up and self._norms[following] not in self._words["that"]:
            return False
        opening = self._norms[clause.first] in self._language.indefinite
        generics = [m for m in self._context.words("generic", clause) if m.last < event.first]
        return opening and bool(generics)

    def _attribute(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True for "it has been a registered co-operative since 2001", "they were a legal entity by 2001"."""
        before, following = event.first - 1, event.last + 1
        if before <= clause.first or following > clause.last:
            return False
        if self._norms[before] not in self._language.indefinite:
            return False
        verbs = [i for i in range(clause.first, before) if self._norms[i] in self._words["passive"]]
        if not verbs or self._context.tokens[following].kind != "word":
            return False
        theme = self._subjects.theme(event, clause, clauses)
        people = self._context.subject(clause).first in self._subjects.people.they
        return theme == "self" or (theme == "people" and people)

    def _handed(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True for "it was bought by 109 farmers": the organisation passes to those who work in it."""
        near = Passage(event.start, clause.end, "")
        people = [
            m
            for m in self._context.words("unit", near)
            if m.first - event.last <= _TYPE_NEAR and not self._context.tokens[m.first - 1].capitalised
        ]
        within = [m for m in self._context.words("unit", clause) if event.first <= m.first <= event.last]
        cue = self._language.date_cues.at(self._norms, event.last)
        if not people and not within and not (cue and cue[0] == "since"):  # "farmer-owned since"
            return False
        return self._subjects.theme(event, clause, clauses, passive=True) in ("self", "some")

    def _is_own(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        if self._publishers(event, clause):
            return False
        if any(
            self._context.is_self(i) or i in self._subjects.people.it
            for i in range(event.first + 1, event.last + 1)
        ):
            return True  # "Sister Agnes set the group up", "entered it in the register"
        inside = self._subjects.typed_within(range(event.first + 1, event.last + 1))
        if any(m.value in self._context.naming.types for m in inside):
            return self._subjects.people.by_people(clause)  # "they found an association"
        passive = self.themes.passive(event, clause)
        start = self.themes.start(event, clause)
        after = self.themes.after(event, clause, passive=passive)
        if after == "self":
            return True
        if after == "some":
            if self._among_members(event, clause):
                return False
            return (
                not passive
                and (
                    self._subjects.people.by_people(clause) or self._subjects.people.persuaded(event, clause)
                )
                and self._subjects.fitting(event, clause)
            )
        if passive and after in ("none", "thing") and self._subjects.unnamed(event, clause):
            return not self.foreign.named_other(clause)
        if after in ("other", "thing", "people") or self.themes.begins_doing(event, clause):
            return False
        if self._norms[start] in self._words["what"] and after == "none":
            return True  # "What started in 1991 as a savings group"
        theme = self._subjects.theme(event, clause, clauses, passive=passive)
        if theme in ("people", "none") and self._turns.into_us(event, clause):
            return not self.foreign.named_other(clause)
        if theme == "people" and event.value == "legally-established":
            they = self._context.subject(clause).first in self._subjects.people.they
            return they or (not passive and self._turns.as_our_type(event, clause))
        return theme == "self" or (theme == "some" and self._subjects.told_before(event, clause, clauses))

    def _undated(self, event: Mention, clause: Clause) -> bool:
        """True where founders are counted and no year stands in the sentence."""
        context = self._context
        counted = [
            q for q in context.within(context.quantities, clause) if q.unit and not q.measure and not q.loose
        ]
        sentence = context.sentences[clause.sentence]
        if context.block_of(clause).kind in ("fact", "row", "item"):
            return False  # "Growers: 43,000, organised in a union"
        denied = self._denial.governs("negation", event, clause) or self._denial.governs(
            "hedge", event, clause
        )
        return bool(counted) and not denied and not context.within(context.dates, sentence)

    def _publishers(self, event: Mention, clause: Clause) -> bool:
        """True for "when Pete and I founded our company", outside of speech: the page's publisher."""
        following = event.last + 1
        if following > clause.last or self._norms[following] not in self._language.membership["we_words"]:
            return False
        own = bool(self._context.naming.mentions) and self._context.block_of(clause).kind != "quote"
        return own and not self.foreign.owner.own_page and not self.foreign.spoken(clause)

    def _among_members(self, event: Mention, clause: Clause) -> bool:
        """True for "thirty women of the society formed a savings group"."""
        of_words = self._language.membership["of_words"]
        return any(
            self._context.is_self(i)
            and (self._context.tokens[i].text.isupper() or not self._context.tokens[i].capitalised)
            and not of_words.isdisjoint(self._norms[max(clause.first, i - 2) : i])
            for i in range(clause.first, event.first)
        )
