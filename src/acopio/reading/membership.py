"""How many belong to the organisation, in all and by parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate
from typing import Final

from acopio.claims.records import Claim, CountClaim, Passage, Quantity
from acopio.documents.blocks import Block
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.foreign import foreign_signs
from acopio.reading.membership_dates import date_of_count
from acopio.reading.membership_facts import announces_others, of_side_groups, read_facts
from acopio.reading.membership_feminine import told_whole
from acopio.reading.membership_rules import CountRules
from acopio.reading.membership_tables import read_tables
from acopio.reading.membership_verdict import Verdict
from acopio.reading.quantity_mentions import QuantityMention, ShareMention
from acopio.reading.span import Span

_SKIPPED: Final = frozenset({"heading", "attribution", "row"})
_HIRED: Final = frozenset({"plantation", "company"})
_JOINED: Final = frozenset({"member", "farmer", "producer", "family"})
_FRESH: Final = 2  # sentences in which "of these" still speaks of a membership counted


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield counts from tables and labels, then those of sentences about the organisation or its members."""
    yield from told_whole(context, _counts(context))


def _counts(context: ReadingContext) -> Iterator[CountClaim]:
    hired = _hires(context)
    tabled = [
        (start, made)
        for start, made in read_tables(context, hired)
        if context.block_number(start) not in context.aside
    ]
    rows = {start for start, _ in tabled}
    yield from (made for _, made in tabled)
    labelled = [made for made in read_facts(context, hired) if _block_start(context, made) not in rows]
    yield from labelled
    yield from _prose(context, hired, [*labelled, *(made for _, made in tabled)])


def _hires(context: ReadingContext) -> bool:
    """True for a plantation or company, whose people are its workers."""
    if context.naming.types & _HIRED and not context.naming.types - _HIRED:
        units = [mention.value for mention in context.words("unit")]
        if "plantation" in context.naming.types:
            return True
        return units.count("worker") >= sum(1 for unit in units if unit in _JOINED)
    called = [m.value for m in context.words("generic") if m.value != "any" and context.is_self(m.first)]
    return bool(called) and called.count("plantation") * 2 > len(called)


def _block_start(context: ReadingContext, made: CountClaim) -> int:
    block = context.blocks[context.block_number(made.passage.start)]
    return block.start if block.start <= made.passage.start < block.end else -1


class _Told:
    """Passages that have been told already, asked for what overlaps one of them."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        spans = sorted((passage.start, passage.end) for passage in passages)
        self._starts = [start for start, _ in spans]
        self._furthest = list(accumulate((end for _, end in spans), max))

    def within(self, span: Span) -> bool:
        """True where a passage overlaps a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start


def _prose(context: ReadingContext, hired: bool, labelled: list[CountClaim]) -> Iterator[CountClaim]:
    rules, foreign = CountRules(context, hired), foreign_signs(context)
    rules.note_labelled(labelled)
    told = _Told(made.passage for made in labelled)
    counted = -_FRESH - 1  # the sentence in which a membership was counted last
    for clause in context.clauses:
        sentence = context.sentences[clause.sentence]
        block = context.blocks[sentence.block]
        if told.within(sentence):
            counted = sentence.index
            if told.within(clause):
                continue
        if block.kind in _SKIPPED and not _one_cell(context, block):
            continue
        if foreign.block(sentence.block) or _elsewhere(context, sentence.block):
            continue
        if _of_label(context, block, hired):
            continue
        fresh = sentence.index - counted <= _FRESH
        numbers: list[QuantityMention | ShareMention] = [
            *context.within(context.quantities, clause),
            *context.within(context.shares, clause),
        ]
        for mention in sorted(numbers, key=lambda number: number.start):
            if context.clause_at(mention.start) != clause:
                continue
            around = rules.narrowed(clause, mention.first)
            if isinstance(mention, QuantityMention):
                verdict = rules.of_quantity(mention, around, fresh)
            else:
                verdict = rules.of_share(mention, around, fresh)
            if verdict is None:
                continue
            second = rules.also(mention, around, verdict)
            rules.note(verdict, mention)
            counted, fresh = sentence.index, True
            yield _claim(context, mention, clause, verdict)
            if second is not None:
                number, whole = second
                rules.note_whole(whole.unit, Decimal(number))
                yield _claim(context, mention, clause, whole, number)


def _one_cell(context: ReadingContext, block: Block) -> bool:
    """True for a row that is one cell: a table that only lays out a page's prose."""
    return block.kind == "row" and context.text.find("|", block.start, block.end) < 0


def _of_label(context: ReadingContext, block: Block, hired: bool) -> bool:
    """True for "Savings groups: 22", and for "Staff: 7 (4 women)" on the page of those who are no employees."""
    if not block.label or block.kind not in ("fact", "item", "row"):
        return False
    label = Passage(*block.label, "")
    if of_side_groups(context, label):
        return True
    return not hired and {mention.value for mention in context.words("unit", label)} == {"worker"}


def _elsewhere(context: ReadingContext, number: int) -> bool:
    """True under a heading that announces other producers, or the page's own publisher."""
    block = context.blocks[number]
    label = block.label
    if any(m.start == block.start for m in context.words("elsewhere", block)):
        return True  # "More producer profiles", its lines run together
    if label and announces_others(context, Passage(*label, "")):
        return True
    return any(
        context.has("elsewhere", heading) and not context.opens_page(heading)
        for heading in context.headings(number)
    )


def _claim(
    context: ReadingContext,
    mention: QuantityMention | ShareMention,
    clause: Clause,
    verdict: Verdict,
    number: int | None = None,
) -> CountClaim:
    passage = context.passage(verdict.start, verdict.end)
    dates = context.within(context.dates, Passage(verdict.start, verdict.end, ""))
    date = date_of_count(context, mention, dates)
    quantity = mention.quantity if isinstance(mention, QuantityMention) else None
    share = mention.share if isinstance(mention, ShareMention) else None
    if share is not None and share.count is not None and share.percent is None:
        count, stated = number or share.count, context.text[mention.start : mention.end]
        quantity = Quantity(Decimal(count), "exactly", count, count, stated, verdict.unit)
        share = None
    return CountClaim(
        passage=passage,
        rule=f"membership.{verdict.rule}",
        quantity=quantity,
        share=share,
        unit=verdict.unit,
        part=verdict.part,
        date=date.date if date else None,
        support=context.support(date) if date else (),
    )
