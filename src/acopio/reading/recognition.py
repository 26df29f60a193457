"""Awards and public recognition."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.claims.records import Claim, RecognitionClaim
from acopio.reading.context import ReadingContext


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses with a word of award or honour."""
    for clause in context.clauses:
        if context.block_of(clause).kind in ("heading", "fact", "caption"):
            continue
        if context.has("recognition", clause) and not context.has("negation", clause):
            dates = context.within(context.dates, clause)
            yield RecognitionClaim(
                passage=context.passage(clause.start, clause.end),
                rule="recognition.award",
                date=dates[0].date if dates else None,
            )
