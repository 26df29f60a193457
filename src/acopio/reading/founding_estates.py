"""How estates and family businesses began: the first field planted, the family that has farmed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from acopio.claims.records import FoundingClaim
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.founding_themes import ThemeFinder

_FIRST_NEAR: Final = 6  # tokens from "planted" to "the first bushes"
_BEGUN_NEAR: Final = 3  # tokens from "began" to "cutting"
_OPENED_NEAR: Final = 4  # tokens from "opened" to "the estate"
_EXACT: Final = frozenset({"day", "month", "year"})
_BARRED: Final = frozenset({"until", "before", "after", "by"})
_OF_MEMBERS: Final = frozenset({"cooperative", "association", "union"})


class EstateReader:
    """Finds how an estate or a company came to be, in a text where no verb of founding tells it."""

    def __init__(self, context: ReadingContext, themes: ThemeFinder) -> None:
        """Keep the context and what tells clauses about others."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings
        self._foreign = themes.foreign

    def read(self, claims: Sequence[FoundingClaim], skipped: frozenset[int]) -> Iterator[FoundingClaim]:
        """Yield at most one claim, where none of `claims` tells how it was formed."""
        context = self._context
        types = context.naming.types
        if not types or types & _OF_MEMBERS or any(claim.kind == "formed" for claim in claims):
            return
        for sentence in context.sentences:
            block = context.blocks[sentence.block]
            if block.start in skipped or block.kind not in ("paragraph", "item"):
                continue
            if not context.within(context.dates, sentence):
                continue
            for clause in context.clauses_of(sentence):
                date = self._date(clause)
                if date is None or self._foreign.clause(clause) or not self._begins(clause, date):
                    continue
                yield FoundingClaim(
                    passage=context.quote(clause, date),
                    rule="founding.pioneers",
                    assertion="inferred",
                    support=context.support(date),
                    kind="formed",
                    date=date.date,
                )
                return

    def _date(self, clause: Clause) -> DateMention | None:
        dates = [
            d
            for d in self._context.within(self._context.dates, clause)
            if d.precision in _EXACT and d.cue not in _BARRED
        ]
        return dates[0] if len(dates) == 1 else None

    def _begins(self, clause: Clause, date: DateMention) -> bool:
        subject = self._context.subject(clause)
        by_itself = subject.who == "self" and subject.first is not None and not subject.carried
        if not by_itself and (self._first_planted(clause) or self._opened(clause)):
            return True  # not "the estate planted its first shade trees"
        return self._household(clause) and (date.cue == "since" or self._begun(clause))

    def _first_planted(self, clause: Clause) -> bool:
        """True for "in 1908 a Scot cleared the first 90 acres", "the oldest bushes were planted in 1886"."""
        for index in range(clause.first, clause.last + 1):
            if self._norms[index] in self._words["planted"]:
                near = range(
                    max(clause.first, index - _FIRST_NEAR), min(clause.last, index + _FIRST_NEAR) + 1
                )
                return any(self._norms[i] in self._words["first"] for i in near)
        return False

    def _opened(self, clause: Clause) -> bool:
        """True for "James Ogilvie opened the estate in 1887"."""
        for index in range(clause.first + 1, clause.last):
            if self._norms[index] in self._words["opened"]:
                near = range(index + 1, min(clause.last, index + _OPENED_NEAR) + 1)
                return self._norms[index + 1] in self._language.definite and any(
                    self._context.is_self(i) for i in near
                )
        return False

    def _household(self, clause: Clause) -> bool:
        """True where a family, named or the one there is, farms."""
        context = self._context
        farming = [
            i for i in range(clause.first, clause.last + 1) if self._norms[i] in self._words["farming"]
        ]
        if not farming:
            return False
        first = clause.first
        if clause.kind == "relative" and clause.index:  # "the Otálora family, who began cutting"
            first = context.clauses[clause.index - 1].first
        return any(
            self._norms[i] in self._words["households"] and self._determined(i, first)
            for i in range(first, farming[-1])
        )

    def _determined(self, household: int, first: int) -> bool:
        """True for "the Otálora family", "la familia Cevallos", "the family", not "her family"."""
        near = range(household - 1, max(first, household - 4) - 1, -1)
        determined = next((i for i in near if self._norms[i] in self._language.definite), None)
        if determined is None:
            return False
        between = range(determined + 1, household)
        return all(self._context.tokens[i].capitalised for i in between)

    def _begun(self, clause: Clause) -> bool:
        """True for "began cutting carnations"."""
        return any(
            self._norms[i] in self._words["begun"]
            and any(norm in self._words["farming"] for norm in self._norms[i + 1 : i + 1 + _BEGUN_NEAR])
            for i in range(clause.first, clause.last)
        )
