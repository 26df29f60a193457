"""What people say, directly or as it is reported."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.claims.records import Claim, TestimonyClaim
from acopio.reading.context import ReadingContext


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield one testimony for each sentence (or quoted block) that is tied to a speaker by name."""
    previous: tuple[int, int] | None = None
    for speech in context.speeches:
        key = (speech.block, speech.speaker[0])
        if key == previous:
            continue
        previous = key
        yield TestimonyClaim(
            passage=context.passage(speech.start, speech.end),
            rule="testimony.direct" if speech.direct else "testimony.reported",
            speaker=context.text[slice(*speech.speaker)],
            role=context.text[slice(*speech.role)] if speech.role else None,
        )
