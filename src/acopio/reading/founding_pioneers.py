"""What pioneers did together before, or as, the organisation came to be, told without a verb of founding.

"In 1993 nineteen households refused to sell at four rupees. A co-operative was registered in 1996": the
first is the beginning of what the second gives a form to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from acopio.claims.records import FoundingClaim
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.founding_themes import ThemeFinder
from acopio.reading.sentences import Sentence

_LEAD: Final = 6  # years by which what pioneers did may precede the founding
_SENTENCES: Final = 4  # sentences between the two
_SUBJECT: Final = 12  # tokens before the verb in which the pioneers must be counted
_LONG_BEFORE: Final = 40  # years after which a year is of another story
_MOST: Final = 400  # more people than that do not sit down together
_EXACT: Final = frozenset({"day", "month", "year"})
_BARRED: Final = frozenset({"until", "before", "after", "by"})


class _Deed(NamedTuple):
    clause: Clause
    date: DateMention


class PioneerReader:
    """Finds the clauses in which a counted few do something together, with a date."""

    def __init__(self, context: ReadingContext, themes: ThemeFinder) -> None:
        """Keep the context and what tells clauses about others."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings
        self._foreign, self._themes = themes.foreign, themes
        self._folk = {m.first for kind in ("unit", "part", "folk") for m in context.words(kind)}

    def read(self, claims: Sequence[FoundingClaim], skipped: frozenset[int]) -> Iterator[FoundingClaim]:
        """Yield at most one claim, from what is told shortly before the first founding among `claims`."""
        dated = [
            c for c in claims if c.date and c.date.earliest and c.kind in ("formed", "legally-established")
        ]
        if not dated:
            yield from self._alone(claims, skipped)
            return
        first = min(
            dated, key=lambda c: (c.date.earliest if c.date and c.date.earliest else None, c.passage.start)
        )
        assert first.date is not None and first.date.earliest is not None
        year = first.date.earliest.year
        told = {
            c.date.earliest.year for c in claims if c.date and c.date.earliest and c.kind == "predecessor"
        }
        for deed in self._deeds(first, year, skipped):
            if any(c.passage.start < deed.clause.end and deed.clause.start < c.passage.end for c in claims):
                continue  # read already
            gap = year - (deed.date.year or year)
            if any(year - gap <= other <= year for other in told) and gap:
                return
            as_one = gap == 0 or (gap == 1 and first.kind == "legally-established")
            yield FoundingClaim(
                passage=self._context.quote(deed.clause, deed.date),
                rule="founding.pioneers",
                assertion="inferred",
                support=(*self._context.support(deed.date), first.passage),
                kind="formed" if as_one else "predecessor",
                date=deed.date.date,
            )
            return

    def _alone(self, claims: Sequence[FoundingClaim], skipped: frozenset[int]) -> Iterator[FoundingClaim]:
        """Yield what pioneers resolved in the first year that is told, where nothing tells of a founding."""
        context = self._context
        if any(claim.date for claim in claims):
            return
        for sentence, dated in self._dated(skipped):
            for clause, date in dated:
                if date.year is None or not self._is_first(date.year, skipped):
                    continue
                told = self._told_to_begin(sentence.block)
                if self._together(clause, resolved=not told) and (told or self._as_one(sentence)):
                    yield FoundingClaim(
                        passage=context.quote(clause, date),
                        rule="founding.pioneers",
                        assertion="inferred",
                        support=context.support(date),
                        kind="formed",
                        date=date.date,
                    )
                    return

    def _dated(
        self, skipped: frozenset[int]
    ) -> Iterator[tuple[Sentence, Iterator[tuple[Clause, DateMention]]]]:
        """Yield the sentences with dates of what is told at length, and their clauses that have one of them."""
        context = self._context
        for sentence in context.sentences:
            block = context.blocks[sentence.block]
            if block.start in skipped or block.kind not in ("paragraph", "item"):
                continue
            dates = [d for d in context.within(context.dates, sentence) if self._fits(d)]
            if dates:
                yield sentence, self._clauses_with(sentence, dates)

    def _clauses_with(
        self, sentence: Sentence, dates: list[DateMention]
    ) -> Iterator[tuple[Clause, DateMention]]:
        for clause in self._context.clauses_of(sentence):
            date = self._date_of(clause, dates)
            if date is not None:
                yield clause, date

    def _as_one(self, sentence: Sentence) -> bool:
        """True where a sentence, or the next, says that they did it together, for themselves, as an association."""
        context = self._context
        if any(context.has(kind, sentence) for kind in ("scheme", "certified", "conversion")):
            return False
        near = context.sentences[max(0, sentence.index - 1) : sentence.index + 2]
        for other in near:
            if other.block != sentence.block:
                continue
            if context.has("founding", other, "formed", "united", "noun", "origin", "charter"):
                return True
            if other.index < sentence.index:
                continue
            joint = any(norm in self._words["jointly"] for norm in self._norms[other.first : other.last + 1])
            if joint or context.has("generic", other):
                return True
        return False

    def _is_first(self, year: int, skipped: frozenset[int]) -> bool:
        """True for the first year of the page, but for what was long before."""
        context = self._context
        years = [
            d.year
            for d in context.dates
            if d.year and context.blocks[context.block_number(d.start)].start not in skipped
        ]
        return all(other >= year or year - other > _LONG_BEFORE for other in years)

    def _told_to_begin(self, number: int) -> bool:
        """True under a heading such as "How it began"."""
        heading = self._context.heading(number)
        return heading is not None and self._context.has("founding", heading)

    def _deeds(self, first: FoundingClaim, year: int, skipped: frozenset[int]) -> Iterator[_Deed]:
        context = self._context
        home = context.sentence_at(first.passage.start)
        for sentence, dated in self._dated(skipped):
            for clause, date in dated:
                if date.year is None or not 0 <= year - date.year <= _LEAD:
                    continue
                if date.year != year and not self._shortly_before(sentence, home):
                    continue
                if self._together(clause):
                    yield _Deed(clause, date)
                    break

    def _shortly_before(self, sentence: Sentence, home: Sentence | None) -> bool:
        """True for a sentence of the same paragraph as the founding, not long before it."""
        if home is None or sentence.block != home.block:
            return False
        return 0 <= home.index - sentence.index <= _SENTENCES

    def _date_of(self, clause: Clause, dates: Sequence[DateMention]) -> DateMention | None:
        """The one date in a clause, or the one of its sentence that opens it: "In 1993, …"."""
        inside = [date for date in dates if clause.start <= date.start < clause.end]
        if inside:
            return inside[0] if len(inside) == 1 else None
        sentence = self._context.sentences[clause.sentence]
        opens = len(dates) == 1 and dates[0].first - sentence.first <= 1
        return dates[0] if opens else None

    def _fits(self, date: DateMention) -> bool:
        return date.precision in _EXACT and date.year is not None and date.cue not in _BARRED

    def _together(self, clause: Clause, *, resolved: bool = False) -> bool:
        """True where a few people, counted but not yet known, do something: "nineteen households refused"."""
        context = self._context
        if clause.finite is None or clause.kind in ("relative", "subordinate", "parenthesis"):
            return False
        verb = self._resolve(clause) if resolved else self._deed(clause)
        if verb is None or self._foreign.clause(clause) or self._of_something_else(clause):
            return False
        if not any(i in self._folk for i in range(clause.first, verb)):
            return False
        for number in context.within(context.quantities, clause):
            amount = number.quantity.value or number.quantity.minimum
            if number.first >= verb or verb - number.first > _SUBJECT:
                continue
            if number.measure or number.loose or amount is None or not 2 <= amount <= _MOST:
                continue
            before = self._norms[number.first - 1] if number.first > clause.first else ""
            bound = before in self._language.definite and before not in self._language.relative_words
            if not bound and before not in self._words["owning"]:
                return True
        return False

    def _resolve(self, clause: Clause) -> int | None:
        """The verb of those who decide, refuse, meet; that of their being members is none."""
        if any(m.value == "member" for m in self._context.words("unit", clause)):
            return None
        near = range(clause.first, clause.last + 1)
        return next((i for i in near if self._norms[i] in self._words["resolving"]), None)

    def _of_something_else(self, clause: Clause) -> bool:
        """True for "ARICLA and four other associations founded an export company"."""
        events = [m for m in self._context.words("founding", clause) if m.value == "formed"]
        return any(
            self._themes.after(m, clause, passive=False) in ("other", "thing") for m in events
        ) and any(self._context.is_self(i) for i in range(clause.first, events[0].first))

    def _deed(self, clause: Clause) -> int | None:
        """The first finite verb that says what somebody did: neither "was" nor "had been cured"."""
        words = self._words
        dates = self._context.within(self._context.dates, clause)
        dated = {index for date in dates for index in range(date.first, date.last + 1)}
        for index in range(clause.first, clause.last + 1):
            norm, before = self._norms[index], self._norms[index - 1] if index > clause.first else ""
            if (
                index in dated
                or not self._language.is_finite(norm)
                or norm in words["passive"]
                or norm in words["carriers"]
            ):
                continue
            if before in words["passive"] or before in words["carriers"]:
                continue
            return None if norm in words["not_deeds"] else index
        return None
