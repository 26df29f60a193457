"""Clauses that speak of somebody else: the publisher, another producer, a name in a list."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.membership_owner import OwnerSigns
from acopio.reading.once import once_a_document

_NAME_LINE: Final = 80  # code points of a line that is only somebody's name
_AFTER_NAME: Final = 5  # tokens after a name in such a line: ", Dominican Republic"
_BY_PLACE: Final = frozenset({"country", "organization-word", "unit"})


class ForeignSigns:
    """Tells which clauses of one text are not about its own organisation."""

    def __init__(self, context: ReadingContext, things: frozenset[int] = frozenset()) -> None:
        """Keep the context and the direct speeches, in which "we" is the organisation.

        `things` are first tokens of names that are nobody's: "Rainforest Alliance" as a certificate.
        """
        self._things = things
        self._context = context
        self.owner = _owner(context)
        prose = (b.start for b in context.blocks if b.kind == "paragraph" and b.end - b.start > _NAME_LINE)
        self._head = next(prose, 0)  # headings above the first running text are the page's own
        self._runs = {run.first: run for run in context.capital_runs}
        self._others: dict[int, bool] = {}  # by block
        self._said = [(speech.start, speech.end) for speech in context.speeches if speech.direct]

    def clause(self, clause: Clause) -> bool:
        """True for a clause about somebody else, or said by the page's publisher of itself."""
        context = self._context
        number = context.sentences[clause.sentence].block
        if self.block(number):
            return True
        if self.owner.we(clause) and not self.spoken(clause):
            return True
        if (self.owner.foreign(clause) and not self._opens_with_thing(clause)) or self._of_another_before(
            clause
        ):
            return True
        return context.subject(clause).first is None and self._after_name(number)

    def _opens_with_thing(self, clause: Clause) -> bool:
        first = self._context.sentences[clause.sentence].first
        run = next((self._runs[i] for i in range(first, first + 4) if i in self._runs), None)
        return run is not None and run.first in self._things

    def block(self, number: int) -> bool:
        """True for a block in a part of the page about others, or under another's name."""
        if number not in self._others:
            self._others[number] = number in self._context.aside or self._under_name(number)
        return self._others[number]

    def _of_another_before(self, clause: Clause) -> bool:
        """True for "it" that takes up the other name that opens the sentence before: "Ndera is a private farm."""
        context = self._context
        subject = context.subject(clause)
        if not subject.carried or subject.first is None:
            return False
        sentence = context.sentences[clause.sentence]
        if sentence.index == 0 or context.sentences[sentence.index - 1].block != sentence.block:
            return False
        before = context.clauses_of(context.sentences[sentence.index - 1])
        return (
            bool(before) and context.subject(before[0]).who == "unknown" and self._opens_with_name(before[0])
        )

    def _opens_with_name(self, clause: Clause) -> bool:
        run = self._runs.get(clause.first)
        if run is None or clause.finite != run.last + 1 or self.owner.own_run(run.first, run.last):
            return False
        following = self._context.norms[clause.finite + 1 : clause.finite + 2]
        said = following and following[0] in self._context.language.indefinite
        if run.last == run.first and not said and self._context.norms[run.first] not in self._inside:
            return False  # "Prices fell": a capital only for standing first
        known = ("product", "scheme", "country", "demonym", "unit", "generic", "premium")
        return not any(
            self._context.has(kind, clause) and m.first == run.first
            for kind in known
            for m in self._context.words(kind, clause)
        )

    @cached_property
    def _inside(self) -> frozenset[str]:
        """Words with a capital that stand elsewhere than at the beginning of a sentence."""
        firsts = {sentence.first for sentence in self._context.sentences}
        runs = self._context.capital_runs
        return frozenset(self._context.norms[run.first] for run in runs if run.first not in firsts)

    def spoken(self, clause: Clause) -> bool:
        """True in somebody's direct speech."""
        index = bisect_right(self._said, (clause.start, len(self._context.text))) - 1
        return index >= 0 and self._said[index][1] >= clause.end

    def named_other(self, clause: Clause) -> bool:
        """True where another's name is the subject; one capitalised word that opens a sentence only before its verb."""
        if not self.owner.named_other(clause):
            return False
        run = self._runs.get(clause.first)
        opens = clause.first == self._context.sentences[clause.sentence].first
        if run is None or run.last > run.first or not opens:
            return True
        return clause.finite == run.last + 1

    def _after_name(self, number: int) -> bool:
        """True where the line before is another's name: "Miel Ka'aguy, Paraguay" above "Founded in 1988"."""
        if number == 0 or not self._is_name(number - 1, frozenset({"heading", "paragraph"})):
            return False
        return number < 2 or not self._names_us(number - 2)  # our own name, a line with our place

    def _names_us(self, number: int) -> bool:
        context = self._context
        block = context.blocks[number]
        if block.kind != "heading" and block.end - block.start > _NAME_LINE:
            return False
        return context.named_in(context.token_at(block.start), context.token_at(block.end))

    def _under_name(self, number: int) -> bool:
        heading = self._context.heading(number)
        if heading is None or heading.level < 2 or heading.start <= self._head:
            return False
        above = self._context.blocks.index(heading)
        named = self._is_name(above, frozenset({"heading"}))
        return named and not (above > 0 and self._names_us(above - 1))

    def _is_name(self, number: int, kinds: frozenset[str]) -> bool:
        context = self._context
        block = context.blocks[number]
        if block.kind not in kinds or block.label or block.end - block.start > _NAME_LINE:
            return False
        first, stop = context.token_at(block.start), context.token_at(block.end)
        run = self._runs.get(first)
        if run is None or run.last == run.first or self.owner.own_run(run.first, run.last):
            return False
        if stop - run.last > _AFTER_NAME:
            return False
        if any(context.is_self(i) for i in range(first, context.token_at(block.end))):
            return False
        return any(context.has(kind, block) for kind in _BY_PLACE)


@once_a_document
def _owner(context: ReadingContext) -> OwnerSigns:
    return OwnerSigns(context, hired=False)


@once_a_document
def foreign_signs(context: ReadingContext) -> ForeignSigns:
    """Return the signs of others in a document, made once for all who ask."""
    return ForeignSigns(context)
