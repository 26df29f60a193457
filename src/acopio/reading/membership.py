"""How many belong to the organisation, in all and by parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.claims.records import Claim, CountClaim, Passage, StatedDate
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.quantities import QuantityMention

_NOT_MEMBERS: Final = frozenset({"community", "people", "artisan"})


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield counts of people or member organisations in clauses about the organisation or its members."""
    for block, labels in context.facts():
        if block.kind == "fact" and any(label.value in ("members", "organizations") for label in labels):
            value = Passage(block.value_start, block.end, "")
            unit = _label_unit(context, Passage(block.start, block.value_start, ""))
            for mention in context.within(context.quantities, value)[:1]:
                if not mention.measure:
                    passage = context.passage(block.start, mention.noun_end)
                    yield _count(context, mention, mention.unit.value if mention.unit else unit, passage)
    for clause in context.clauses:
        if context.block_of(clause).kind in ("fact", "heading", "caption"):
            continue
        if context.subject(clause).who not in ("self", "members"):
            continue
        for mention in context.within(context.quantities, clause):
            if mention.unit is None or mention.unit.value in _NOT_MEMBERS or mention.loose or mention.measure:
                continue
            if context.clause_at(mention.start) != clause or context.has("founding", clause):
                continue
            yield _count(
                context, mention, mention.unit.value, context.passage(clause.start, clause.end), clause
            )


def _label_unit(context: ReadingContext, label: Passage) -> str:
    units = context.words("unit", label)
    return units[-1].value if units else "member"


def _count(
    context: ReadingContext,
    mention: QuantityMention,
    unit: str,
    passage: Passage,
    clause: Clause | None = None,
) -> CountClaim:
    part = mention.part.value if mention.part else "all"
    dates = context.within(context.dates, clause) if clause else []
    date: StatedDate | None = dates[0].date if len(dates) == 1 else None
    return CountClaim(
        passage=passage,
        rule="membership.clause" if clause else "membership.label",
        quantity=mention.quantity,
        share=None,
        unit=unit,
        part=part,
        date=date,
    )
