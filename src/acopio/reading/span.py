"""A stretch of a text."""

from __future__ import annotations

from typing import Protocol


class Span(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
