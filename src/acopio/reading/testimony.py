"""What people say, directly or as it is reported."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.claims.records import Claim, TestimonyClaim
from acopio.reading.context import ReadingContext


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield one testimony for each speaker in a block, with the first words that are said there."""
    for speech in context.speeches:
        if speech.opening:
            yield TestimonyClaim(
                passage=context.passage(speech.start, speech.end),
                rule="testimony.direct" if speech.direct else "testimony.reported",
                speaker=context.text[slice(*speech.speaker)],
                role=context.text[slice(*speech.role)] if speech.role else None,
            )
