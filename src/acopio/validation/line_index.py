"""Lines and columns of a text, and the line that a report shows of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from acopio.validation.report import Excerpt

Span = tuple[int, int]
"""Where something begins and ends in a text, in code points, the end exclusive."""

_SHOWN: Final = 160  # characters of a long line that an excerpt holds
_BEFORE: Final = 60  # of them, those before the place at most


class LineIndex:
    """Turns offsets of a text into lines and columns, both counted from 1; columns count code points."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def excerpt(self, span: Span) -> Excerpt:
        """Return the line where a span begins, with what of the span is in it."""
        start, end = span
        line, _ = self.place(start)
        begin = self._starts[line - 1]
        stop = self._starts[line] if line < len(self._starts) else len(self._text)
        whole = self._text[begin:stop].rstrip("\r\n")
        at, until = start - begin, min(end - begin, len(whole))
        before, after = "", ""
        if len(whole) > _SHOWN:
            cut = max(0, min(at - _BEFORE, len(whole) - _SHOWN))
            if cut:
                before, whole, at, until = "…", whole[cut:], at - cut, until - cut
            if len(whole) > _SHOWN:
                after, whole, until = "…", whole[:_SHOWN], min(until, _SHOWN)
        return Excerpt(
            before + whole + after, at + len(before), max(until - at, 1), *self.place(max(end, start))
        )
