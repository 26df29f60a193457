"""Needs that the source names."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.claims.records import Claim, NeedClaim
from acopio.reading.context import ReadingContext
from acopio.reading.purposes import purposes_of


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that speak of a lack or a challenge and say of what."""
    for clause in context.clauses:
        if context.block_of(clause).kind in ("heading", "fact", "caption") or not context.has("need", clause):
            continue
        purposes = purposes_of(context, clause)
        if purposes and not context.has("premium", clause):
            yield NeedClaim(
                passage=context.passage(clause.start, clause.end), rule="needs.lack", purposes=purposes
            )
