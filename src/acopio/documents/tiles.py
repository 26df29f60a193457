"""Figures above their captions, as pages set them in large type: "366", below it "farmers", then "12", "villages"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from acopio.documents.line_looks import ENDS, Line, looks_like_label

_FIGURE: Final = re.compile(
    r"(?:#{1,6}[ \t]+)?(?:\*\*)?([~≈<>+]?[ \t]?\d[\d.,’']{0,12}\+?(?:[ \t]?[^\W\d]{1,3}|[ \t]?[%€$£])?)(?:\*\*)?\Z"
)
_LONGEST_CAPTION: Final = 48  # code points
_FEWEST: Final = 2  # figures of a row; one alone is more often the value of a label above


def tile_rows(chunks: Sequence[list[Line]]) -> dict[int, list[tuple[int, int]]]:
    """Return rows of figures with captions, by the number of their first chunk.

    A row has the offsets of each figure with its caption, one for every two chunks. A row that a label
    stands above, or that a figure ends, is one of labels above their values: none of ours.
    """
    rows: dict[int, list[tuple[int, int]]] = {}
    after = 0
    for index in range(len(chunks) - 1):
        if index < after or not _is_figure(chunks[index]):
            continue
        row = list(_row(chunks, index))
        after = index + 2 * len(row)
        labelled = index > 0 and len(chunks[index - 1]) == 1 and looks_like_label(chunks[index - 1][0].text)
        valued = after < len(chunks) and _is_figure(chunks[after])
        if len(row) >= _FEWEST and not labelled and not valued:
            rows[index] = row
    return rows


def _row(chunks: Sequence[list[Line]], index: int) -> Iterator[tuple[int, int]]:
    while index + 1 < len(chunks) and _is_figure(chunks[index]) and _is_caption(chunks[index + 1]):
        figure = chunks[index][0]
        found = _FIGURE.match(figure.text)
        yield figure.start + (found.start(1) if found else 0), chunks[index + 1][0].end
        index += 2


def _is_figure(chunk: list[Line]) -> bool:
    return len(chunk) == 1 and _FIGURE.match(chunk[0].text) is not None


def _is_caption(chunk: list[Line]) -> bool:
    text = chunk[0].text
    return len(chunk) == 1 and len(text) <= _LONGEST_CAPTION and text[0].isalpha() and not text.endswith(ENDS)
