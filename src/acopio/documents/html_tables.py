"""Tables of HTML pages: those that lay out a page told from those that hold facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LAID_OUT: Final = "table, h1, h2, h3, h4, h5, p + p, p + ul, p + ol, blockquote, article, section, form"
_LONGEST_CELL: Final = 600  # characters; a longer cell is a column of a page


def lays_out(table: LexborNode) -> bool:
    """True for a table that only places parts of the page side by side: its cells hold blocks, or it has one cell."""
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return True
    cells = 0
    for row in rows_of(table):
        for cell in cells_of(row):
            cells += 1
            if len(cell.text(strip=True)) > _LONGEST_CELL or _holds_block(cell):
                return True
    return cells <= 1


def _holds_block(cell: LexborNode) -> bool:
    first = cell.css_first(_LAID_OUT)
    if first is not None and first.text(strip=True) != "":
        return True
    return sum(_parts_paragraphs(line_end) for line_end in cell.css("br")) > 1


def _parts_paragraphs(line_end: LexborNode) -> bool:
    after = line_end.next
    while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
        after = after.next
    return after is not None and after.tag == "br"


def rows_of(table: LexborNode) -> Iterator[LexborNode]:
    """Yield the rows of a table, none of a table within it."""
    child = table.child
    while child is not None:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from rows_of(child)
        child = child.next


def cells_of(row: LexborNode) -> Iterator[LexborNode]:
    """Yield the cells of a row, none of a table within it."""
    child = row.child
    while child is not None:
        if child.tag in ("td", "th"):
            yield child
        child = child.next


def as_pairs(rows: list[list[tuple[bool, str]]]) -> list[list[str]]:
    """Return rows of cells (heads or not, and their words), label and value in a row of their own where they are pairs.

    So of a row of heads above a single row of values, and of rows "head, value, head, value".
    """
    if (
        len(rows) == 2
        and len(rows[0]) == len(rows[1]) >= 3
        and all(head for head, _ in rows[0])
        and not any(head for head, _ in rows[1])
    ):
        return [[head, value] for (_, head), (_, value) in zip(*rows, strict=True) if head and value]
    paired: list[list[str]] = []
    for row in rows:
        alternating = len(row) in (4, 6) and all(head == (at % 2 == 0) for at, (head, _) in enumerate(row))
        step = 2 if alternating else len(row)
        for at in range(0, len(row), step or 1):
            words = [words for _, words in row[at : at + step] if words]
            if words:
                paired.append(words)
    return paired
