"""Results as a table to read: prefixes shortened, long words folded, nothing that could steer a terminal.

Cells come from documents of strangers. They are shown as plain text: control and format characters
are taken out, so that no escape sequence and no reversal of the writing direction gets through, and
the cells of a row stay in their columns.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, Final

from acopio.catalogue.grid import GridColumn, grid
from acopio.catalogue.header import Column
from acopio.catalogue.result import Result
from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

PIPE_WIDTH: Final = 120
_NAMESPACES: Final = sorted(
    ((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0])
)


def output_width() -> int:
    """Return the width of the terminal, or 120 where the output is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH


def to_table(result: Result, *, wide: bool = False, width: int | None = None, styled: bool = False) -> str:
    """Return a result as a table of at most `width` columns of text.

    Columns of detail are left out unless `wide`; `styled` sets the header off with escape sequences,
    for a terminal only.
    """
    shown = [index for index, column in enumerate(result.columns) if wide or not column.detail]
    rows = [[cell(row[index], result.columns[index]) for index in shown] for row in result.terms]
    return grid(
        [_grid_column(result.columns[index]) for index in shown], rows, width or output_width(), styled=styled
    )


def _grid_column(column: Column) -> GridColumn:
    match column.type:
        case "text":
            return GridColumn(column.label, folds="words")
        case "iri" | "concept":
            return GridColumn(column.label, folds="names")
        case "integer" | "decimal":
            return GridColumn(column.label, right=True)
        case _:
            return GridColumn(column.label)


def cell(term: Term | None, column: Column) -> str:
    """Return a term as it stands in a table: concepts by slug, other IRIs with their prefix."""
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return plain(concept_slug(term.value) if column.type == "concept" else shortened(term.value))
    return plain(term.value if isinstance(term, Literal) else str(term))


def shortened(iri: str) -> str:
    """Return an IRI with its prefix, whole where no prefix fits."""
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def concept_slug(iri: str) -> str:
    """Return the end of a concept's IRI, which is also how a parameter names it."""
    return shortened(iri).partition(":")[2].rpartition("/")[2] or iri


def plain(words: str) -> str:
    """Return words on one line, without control, format and other characters that have no shape."""
    kept = (" " if character.isspace() else character for character in words)
    shaped = (c for c in kept if c == " " or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(shaped).split())
