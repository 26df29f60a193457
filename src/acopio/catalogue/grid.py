"""Rows of plain cells laid out in columns of text: widths, folding, alignment.

Written here because rich needs more than a millisecond a row and cuts off what it cannot fit; this
one never loses a character, and a row that does not fit grows downwards.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

_GAP: Final = "  "
# Columns that fold give way to where a word or a name of usual length stays whole; if that is not
# enough, to the last width.
_WORD: Final = 24
_NAME: Final = 32
_LAST: Final = 12
_SAMPLE: Final = 60  # rows that the widths are chosen by


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its heading, whether it is set to the right, and whether it may be folded."""

    heading: str
    right: bool = False
    folds: Literal["no", "words", "names"] = "no"


def grid(
    columns: Sequence[GridColumn], rows: Sequence[Sequence[str]], width: int, *, styled: bool = False
) -> str:
    """Return the rows below their headings and a rule, folded to `width` cells where that can be done.

    The cells hold no line breaks and no control characters. `styled` makes the headings bold.
    """
    natural = [
        max([_least_heading(column), *(cell_width(row[index]) for row in rows)])
        for index, column in enumerate(columns)
    ]
    sample = rows[:: len(rows) // _SAMPLE + 1]
    widths = _fitted(columns, natural, sample, width - len(_GAP) * (len(columns) - 1))
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    headings = list(_lines(columns, [column.heading for column in columns], widths))
    if styled:
        headings = [f"\x1b[1m{line}\x1b[0m" for line in headings]
    body = (line for row in rows for line in _lines(columns, row, widths))
    return "".join(f"{line}\n" for line in [*headings, rule, *body])


def _least_heading(column: GridColumn) -> int:
    """Return the width that a heading needs: a column of numbers is no wider than its longest word."""
    words = [column.heading] if column.folds != "no" else column.heading.split()
    return max(map(cell_width, words), default=0)


def cell_width(words: str) -> int:
    """Return how many cells of a terminal the words take (UAX 11: wide characters take two)."""
    if words.isascii():
        return len(words)
    return sum(map(_character_width, words))


def fold(words: str, width: int) -> list[str]:
    """Return the words in lines of at most `width` cells, broken at spaces, and inside a word if need be."""
    if cell_width(words) <= width:
        return [words]
    lines: list[str] = []
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_width(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width)
        lines += full
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    """Return a word cut into pieces of at most `width` cells."""
    pieces = [""]
    room = width
    for character in word:
        needed = _character_width(character)
        if needed > room and pieces[-1]:
            pieces.append("")
            room = width
        pieces[-1] += character
        room -= needed
    return pieces


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _fitted(
    columns: Sequence[GridColumn], natural: Sequence[int], rows: Sequence[Sequence[str]], width: int
) -> list[int]:
    """Return widths that fit, narrowed a cell at a time where it costs `rows` the fewest lines.

    Where nothing more gives way, the table is wider.
    """
    foldable = [index for index, column in enumerate(columns) if column.folds != "no"]
    widths = [min(each, width) if index in foldable else each for index, each in enumerate(natural)]
    lengths = [[cell_width(words) for words in row] for row in rows]
    whole = {index: _whole(columns[index], [row[index] for row in rows]) for index in foldable}
    for floors in (whole, dict.fromkeys(foldable, _LAST)):
        while sum(widths) > width:
            costs = [
                (_height(lengths, widths, index), -widths[index], index)
                for index in foldable
                if widths[index] > floors[index]
            ]
            if not costs:
                break
            widths[min(costs)[2]] -= 1
    return widths


def _whole(column: GridColumn, cells: Sequence[str]) -> int:
    """Return the width at which the words, or the names, of a column stay whole unless they are long."""
    if column.folds == "names":
        return _NAME
    longest = max((cell_width(word) for words in cells for word in words.split(" ")), default=0)
    return max(_LAST, min(longest, _WORD))


def _height(lengths: Sequence[Sequence[int]], widths: Sequence[int], narrowed: int) -> int:
    """Return about how many lines the rows take once a column is a cell narrower."""
    tried = [max(1, each - (index == narrowed)) for index, each in enumerate(widths)]
    return sum(max(-(-length // each) for length, each in zip(row, tried, strict=True)) for row in lengths)


def _lines(columns: Sequence[GridColumn], row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    """Yield the lines that one row takes."""
    folded = [fold(words, width) for words, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, folded), default=0)):
        cells = []
        for column, lines, width in zip(columns, folded, widths, strict=True):
            words = lines[number] if number < len(lines) else ""
            padding = " " * (width - cell_width(words))
            cells.append(padding + words if column.right else words + padding)
        yield _GAP.join(cells).rstrip()
