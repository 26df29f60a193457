"""What is said to have come of the producers' efforts and of fair trade."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.claims.records import Claim, OutcomeClaim
from acopio.reading.context import ReadingContext
from acopio.reading.purposes import purposes_of


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that tell of a change for the better."""
    for clause in context.clauses:
        if context.block_of(clause).kind in ("heading", "fact", "caption"):
            continue
        changes = context.words("outcome", clause)
        if len(changes) >= 2 and not context.has("plan", clause) and not context.has("hedge", clause):
            yield OutcomeClaim(
                passage=context.passage(clause.start, clause.end),
                rule="outcomes.change",
                topics=purposes_of(context, clause),
            )
