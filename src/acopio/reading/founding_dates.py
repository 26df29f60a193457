"""When: the date in a sentence that belongs to the founding told in one of its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.founding_beside import BesideDates
from acopio.reading.lexicon import Mention

_REACH: Final = 28  # tokens between an event and its date
_NEAR: Final = 12  # tokens between "has existed" and "since 1998"
_SINCE_NEAR: Final = 2  # tokens between "has existed" and "since the project closed"
_ASIDE: Final = 7  # tokens from the start of words without a verb, ", with 18 members, in 2003"
_OPENING: Final = 4  # tokens from the start of a sentence in which its date may stand
_NOUNS: Final = frozenset({"noun", "charter", "legal-noun"})
_PRELUDES: Final = frozenset(
    {
        "united",
        "origin",
        "existing",
        "together",
        "sprung",
        "followed",
        "acknowledged",
        "becoming",
        "beforehand",
    }
)  # may lead up to a founding
_AT_ONCE: Final = frozenset({"formed", "united", "noun", "existing"})  # what happens at a moment
_CARRIED: Final = 3  # tokens from "had" to its verb
_PAST: Final = frozenset({"until", "before"})


class DateChooser:
    """Finds the dates of founding events in one text."""

    def __init__(self, context: ReadingContext) -> None:
        """Keep the context; no founding can be later than the document, where that is dated."""
        self._context = context
        self._words = context.language.foundings
        self._beside = BesideDates(context, self.fits)
        self._negations = {m.last for m in context.words("negation")}
        self._event_nouns = {m.first for m in context.words("founding") if m.value in _NOUNS}
        self._roles = {m.last for m in context.words("role")}
        known = context.document.metadata
        dated = [date.year for date in (known.published, known.written, known.retrieved) if date]
        self._latest = max(dated, default=None)

    def choose(
        self, event: Mention, clause: Clause, clauses: Sequence[Clause], events: Sequence[Mention]
    ) -> DateMention | None:
        """Return the date of an event, or None; `events` are all those of the clause, in order."""
        inside = [d for d in self._usable(clause, event) if not self._interrupted(event, d)]
        if event.value == "existing":
            near = next((d for d in inside if self._since(event, d)), None)
            near = near or next((d for d in inside if self._of_roots(event, d)), None)
            return near or self._leading_since(event, inside) or self._since_clause(event, clause, clauses)
        before = [e for e in events if e.last < event.first]
        after = [e for e in events if e.first > event.last]
        low = before[-1].last if before else clause.first - 1
        high = after[0].first if after else clause.last + 1
        following = [d for d in inside if event.last < d.first < high and d.first - event.last <= _REACH]
        leading = [d for d in inside if low < d.first < event.first and event.first - d.last <= _REACH]
        purpose = (
            event.first > 0 and self._context.norms[event.first - 1] in self._context.language.infinitive
        )
        if before and leading and not following and not purpose:
            leading = [d for d in leading if not self._taken(d, before[-1], event)]
        if following and not (self._aside_of(event, following[0]) and self._counts_from(event, clause)):
            return following[0]
        if not inside and (waited := self._waited(clause, clauses)):
            return waited
        if self._counts_from(event, clause):
            return self._waited_for(event, clause, clauses)
        if leading:
            return leading[-1]
        if inside:
            return None
        return self._around(event, clause, clauses) or self._beside.choose(event, clause)

    def _interrupted(self, event: Mention, date: DateMention) -> bool:
        """True where another verb stands between event and date: "grew out of it had 43 members by 2008"."""
        if event.value in ("predecessor", "origin") and date.cue == "since":
            return False
        between = range(event.last + 1, date.first)
        carriers = self._words["carriers"]
        if event.value == "predecessor":  # "goes back to a course which the college held in 1998"
            carriers = carriers - self._context.language.relative_words
        return any(self._context.norms[i] in carriers for i in between)

    def _waited(self, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """Read "It took four more years before it was registered"."""
        context, position = self._context, clauses.index(clause)
        dates = context.within(context.dates, clauses[position - 1]) if position else []
        if not dates or not dates[-1].relative or clause.first - dates[-1].last > _SINCE_NEAR:
            return None
        took = context.language.relative_dates["waited"]
        near = range(max(0, dates[-1].first - _CARRIED), dates[-1].first)
        return dates[-1] if any(took.at(context.norms, i) for i in near) else None

    def _counts_from(self, event: Mention, clause: Clause) -> bool:
        """True for "three years after it was founded": the other date is not the founding's."""
        norms = self._context.norms
        dates = self._context.within(self._context.dates, clause)
        if any(date.last + 1 == event.first for date in dates):
            return False  # "since the 1991 founding"
        dated = {index for date in dates for index in range(date.first - 1, date.last + 1)}
        return any(
            norms[i] in self._words["after"] and i not in dated and self._context.tokens[i + 1].kind == "word"
            for i in range(max(clause.first - 1, event.first - 8), event.first)
        )

    def _aside_of(self, event: Mention, date: DateMention) -> bool:
        """True for a date after a comma: "nine years after its founding, in 2018"."""
        return any(self._context.tokens[i].text == "," for i in range(event.last + 1, date.first))

    def _taken(self, date: DateMention, before: Mention, event: Mention) -> bool:
        """True for a date that the event before it has: "formed in 1992 and registered"."""
        return date.first - before.last <= event.first - date.last

    def _usable(self, clause: Clause, event: Mention) -> list[DateMention]:
        return [date for date in self._context.within(self._context.dates, clause) if self.fits(date, event)]

    def fits(self, date: DateMention, event: Mention) -> bool:
        """True for a date that can be a founding's: no season, no future, none of something else."""
        if date.precision in ("season", "span") or date.cue == "after":
            return False
        if date.cue == "by" and event.value in _AT_ONCE:
            return False
        if date.cue == "since" and date.first - 2 in self._roles:
            return False  # "president since 2018"
        earliest = date.date.earliest
        if earliest is not None and self._latest is not None and earliest.year > self._latest:
            return False
        norms = self._context.norms
        if event.value == "named" or (date.cue in _PAST and event.value == "renamed"):
            return date.cue == "until"  # "until 2009 it was known as"
        if date.cue in _PAST:
            waited = date.first < event.first and event.value in ("legally-established", "legal-noun")
            return waited or self._negated(event) or self._awaited(date)
        of_words = self._context.language.membership["of_words"]
        if date.first >= 2 and norms[date.first - 1] in of_words and not date.relative:
            governor = norms[date.first - 2]
            bound = governor in self._words["moments"] or event.value in _NOUNS or event.value == "existing"
            bound = bound or self._during(date) or self._moving(date)
            if (
                not bound
                and date.first - event.last != 2
                and self._context.tokens[date.first - 2].kind == "word"
            ):
                return False
        return not self._attributive(date)

    def _during(self, date: DateMention) -> bool:
        """True for "in the drought of 1983": a time, by what happened then."""
        context = self._context
        article = date.first - 3
        if article < 1 or context.norms[article] not in context.language.definite:
            return False
        cue = context.language.date_cues.before(context.norms, article)
        return cue is not None and cue[0] == "in"

    def _moving(self, date: DateMention) -> bool:
        """True for "The drought of 1998 led 32 families to": what happened then made people do it."""
        following = date.last + 1
        clause = self._context.clause_at(date.start)
        if clause is None or following > clause.last or date.first - clause.first > _OPENING + 1:
            return False
        article = self._context.norms[clause.first] in self._context.language.definite
        return article and self._context.norms[following] in self._words["persuading"]

    def _attributive(self, date: DateMention) -> bool:
        """True for "the 1998 hurricane"."""
        context = self._context
        before = context.norms[date.first - 1] if date.first else ""
        following = date.last + 1
        owned = (
            date.first > 0 and context.tokens[date.first - 1].possessive
        )  # "the ministry's 2001 programme"
        if date.precision != "year" or date.relative or not (owned or before in context.language.articles):
            return False
        if following >= len(context.tokens) or context.tokens[following].kind != "word":
            return False
        norm = context.norms[following]
        if following in self._event_nouns:
            return False  # "the 1991 founding of KANTU"
        return norm not in context.language.prepositions and not context.language.is_finite(norm)

    def _awaited(self, date: DateMention) -> bool:
        """True for "not until 2001"."""
        near = range(max(0, date.first - 3), date.first + 1)
        return any(i in self._negations for i in near)

    def _negated(self, event: Mention) -> bool:
        clause = self._context.clause_at(event.start)
        return clause is not None and self._context.has("negation", clause)

    def _since(self, event: Mention, date: DateMention) -> bool:
        if not event.last < date.first <= event.last + _NEAR:
            return False
        return date.cue == "since" or date.first - event.last <= 2

    def _of_roots(self, event: Mention, date: DateMention) -> bool:
        """True for "has its origins in a savings group of 1994"."""
        norms, of_words = self._context.norms, self._context.language.membership["of_words"]
        led = event.last > event.first and norms[event.last] in self._context.language.prepositions
        if any(norms[i] in self._words["after"] for i in range(event.last + 1, date.first)):
            return False  # "in the relief work after the cyclone of 1990"
        return led and event.last < date.first <= event.last + _NEAR and norms[date.first - 1] in of_words

    def _leading_since(self, event: Mention, inside: Sequence[DateMention]) -> DateMention | None:
        """Read "Since 1998 it has been working for better schools"."""
        if self._context.norms[event.first] not in self._words["carriers"]:
            return None
        leading = [d for d in inside if d.cue == "since" and 0 < event.first - d.last <= _NEAR]
        return leading[-1] if leading else None

    def _since_clause(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """Read "has existed only since the project closed, at the end of 2014"."""
        if clause.last - event.last > _SINCE_NEAR:
            return None
        for other in clauses[clauses.index(clause) + 1 :][:1]:
            cue = self._context.language.date_cues.at(self._context.norms, other.first)
            if cue and cue[0] == "since":
                return next(iter(self._usable(other, event)), None)
        return None

    def _around(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """Look into the clauses beside: "In 1998, when …,", "(in 1998)", "which it had run since 1999"."""
        context = self._context
        position = clauses.index(clause)
        for other in clauses[position + 1 : position + 2]:
            aside = other.kind == "parenthesis" or other.finite is None or other.first <= event.last
            traced = event.value in ("predecessor", "origin") and other.kind == "relative"
            when = context.norms[other.first] in self._words["when"] or self._it_happened(other)
            if when and not context.has("founding", other) and (dates := self._usable(other, event)):
                return dates[0]
            if (aside or traced) and not context.has("founding", other):
                dates = self._usable(other, event)
                reach = _ASIDE if other.finite is None else _OPENING
                traced = traced or other.first <= event.last  # "Empezaron | como grupo en 2010"
                if dates and (traced or dates[0].first - other.first <= reach):
                    return dates[0]
        for other in clauses[position + 1 : position + 3] if event.value in _NOUNS else ():
            dates = self._usable(other, event)
            copula = context.norms[other.first] in self._words["passive"]
            if other.kind == "shared" and copula and dates and dates[0].first - other.first <= _SINCE_NEAR:
                return dates[0]  # "The licence, which hangs on the wall, is of 1994"
        if position and (led := self._led_on(clauses[position - 1], event)):
            return led
        at_that_time = context.norms[clause.first] in self._words["when"] and clause.kind != "relative"
        for other in reversed(clauses[max(0, position - 2) : position]):
            if any(m.value not in _PRELUDES for m in context.words("founding", other)):
                beside = at_that_time and other == clauses[position - 1]
                same = self._usable(other, event) if beside else []
                return same[0] if len(same) == 1 and same[0].last >= other.last - 1 else None
            dates = self._usable(other, event)
            if not dates and context.norms[clause.first] in self._words["when"]:
                told = context.within(context.dates, other)  # "until 2001, when they founded"
                dates = [d for d in told if d.cue == "until" and d.last >= other.last - 1]
            if not dates:
                continue
            united = context.has("founding", other, "united")
            when = context.norms[clause.first] in self._words["when"]
            temporal = (
                united or when or other.finite is None or other.kind == "subordinate" or self._temporal(other)
            )
            opening = dates[0].first - clauses[0].first <= _OPENING
            if temporal:
                return dates[-1]
            sequel = (
                position > 0 and other == clauses[position - 1] and clause.kind in ("shared", "coordinate")
            )
            if sequel and len(dates) > 1 and dates[-1].last >= other.last - 1:
                return dates[-1]  # "bought a press in 2000 and, in 2003, formed"
            if sequel or (opening and clause.kind in ("shared", "coordinate", "main")):
                return dates[0]
            return None
        return None

    def _it_happened(self, clause: Clause) -> bool:
        """True for "it took place in 1991", after "Registration had to wait"."""
        opens = any(
            m.first == clause.first and m.value == "it" for m in self._context.words("pronoun", clause)
        )
        return opens and self._context.norms[clause.first + 1] in self._words["sequel"]

    def _led_on(self, before: Clause, event: Mention) -> DateMention | None:
        """The date of "comenzamos a reunirnos, y el 15 de mayo de 1991, día de San Isidro, | se fundó"."""
        context = self._context
        for date in reversed(self._usable(before, event)):
            joiners = range(max(before.first, date.first - 2), date.first)
            later = any(
                context.language.is_finite(context.norms[i]) for i in range(date.last, before.last + 1)
            )
            if not later and any(context.language.coordinators.at(context.norms, i) for i in joiners):
                return date
        return None

    def _waited_for(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> DateMention | None:
        """Read "It was 2006 before the state recognised it"."""
        position = clauses.index(clause)
        before = clauses[position - 1] if position else clause
        if before == clause or not self._says_when(before):
            return None
        return next(iter(self._usable(before, event)), None)

    def _says_when(self, clause: Clause) -> bool:
        """True for "It was 2006" before "before the state recognised the group"."""
        norms, pronouns = self._context.norms, self._context.words("pronoun", clause)
        opens = any(m.first == clause.first and m.value == "it" for m in pronouns)
        short = clause.last - clause.first < _OPENING
        return opens and short and norms[clause.first + 1] in self._words["passive"]

    def _temporal(self, clause: Clause) -> bool:
        """True for a clause that opens with "when", "after"."""
        return self._context.language.subordinators.at(self._context.norms, clause.first) is not None
