"""Tables and pairs of HTML pages: those that lay out a page told from those that hold facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LAID_OUT: Final = "table, h1, h2, h3, h4, h5, p + p, p + ul, p + ol, blockquote, article, section, form"
_LONGEST_CELL: Final = 600  # characters; a longer cell is a column of a page
_LABEL_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:label|key|term|caption|heading|name|title)(?:$|[\s_-])", re.I
)
_VALUE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:value|data|desc|description|number|content|text)(?:$|[\s_-])", re.I
)
_PAIRED: Final = frozenset({"div", "span", "p", "li", "strong", "b", "em", "small", "a"})
_LEAVES: Final = frozenset({"div", "span", "p", "strong", "b", "em", "small"})
_LONGEST_LABEL: Final = 40
_LONGEST_VALUE: Final = 160
_SPACES: Final = re.compile(r"\s+")


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
    return first is not None and first.text(strip=True) != ""


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


def pair_of(node: LexborNode) -> tuple[str, str] | None:
    """Return label and value of an element that holds just two of words each: `<span>Founded</span><span>1998</span>`.

    Told by a class that says label or value, or by two spans that nothing parts. A figure above its
    label ("450", "Members") is given in that order, with an empty label.
    """
    if node.tag not in _PAIRED:
        return None
    parts: list[LexborNode] = []
    parted = False
    child = node.child
    while child is not None:
        if child.tag == "-text":
            words = child.text_content or ""
            if words.strip():
                return None
            parted = parted or (words != "" and len(parts) == 1)
        elif child.tag in _LEAVES and len(parts) < 2 and _leaf(child):
            parts.append(child)
        else:
            return None
        child = child.next
    if len(parts) != 2:
        return None
    label, value = (_SPACES.sub(" ", part.text()).strip() for part in parts)
    if not label or not value or len(label) > _LONGEST_VALUE or len(value) > _LONGEST_VALUE:
        return None
    named = _LABEL_CLASS.search(_names(parts[0])) or _VALUE_CLASS.search(_names(parts[1]))
    if label[0].isdigit():
        turned = _LABEL_CLASS.search(_names(parts[1])) or _VALUE_CLASS.search(_names(parts[0]))
        return (
            ("", f"{label} {value}")
            if turned and len(value) <= _LONGEST_LABEL and value[0].isalpha()
            else None
        )
    spans = parts[0].tag in ("span", "strong", "b") and parts[1].tag == "span" and not parted
    if len(label) > _LONGEST_LABEL or not label[0].isalpha() or label.endswith((".", "!", "?", ",")):
        return None
    return (label, value) if named or spans else None


def _leaf(node: LexborNode) -> bool:
    child = node.child
    while child is not None:
        if child.tag not in ("-text", "a", "b", "strong", "em", "i", "span"):
            return False
        child = child.next
    return True


def _names(node: LexborNode) -> str:
    return (node.attributes.get("class") or "")[:300]
