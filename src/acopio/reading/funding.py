"""Money or help from somebody else than buyers and the premium."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.claims.records import Claim, FundingClaim
from acopio.reading.context import ReadingContext


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that name another organisation and a word of funding."""
    for clause in context.clauses:
        if context.block_of(clause).kind in ("heading", "caption") or context.has("premium", clause):
            continue
        words = context.words("funding", clause)
        funders = [(a, b) for a, b in context.others if clause.first <= a <= clause.last]
        if not words or not funders:
            continue
        first, last = funders[0]
        kinds = {word.value for word in words}
        money = context.within(context.money, clause)
        yield FundingClaim(
            passage=context.passage(clause.start, clause.end),
            rule="funding.named",
            funder=context.text[context.tokens[first].start : context.tokens[last].end],
            funding_kind="loan" if "loan" in kinds else "grant" if "grant" in kinds else "support",
            amount=money[0].money if money else None,
        )
