"""A result as a table in Markdown, with nothing of a document's words working as a mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from acopio.catalogue.table import cell

if TYPE_CHECKING:
    from acopio.catalogue.result import Result

# What could begin code, emphasis, a link, an image, HTML, an entity, a formula or the next cell.
_MARKS: Final = re.compile(r"[\\`*_\[\]<>|~&$]")


def to_markdown(result: Result, *, wide: bool = False) -> str:
    """Return a table in the form of GitHub Flavored Markdown; without columns of detail unless `wide`."""
    shown = [index for index, column in enumerate(result.columns) if wide or not column.detail]
    columns = [result.columns[index] for index in shown]
    rules = ["---:" if column.type in ("integer", "decimal") else "---" for column in columns]
    lines = [[escaped(column.label) for column in columns], rules]
    lines += [[escaped(cell(row[index], result.columns[index])) for index in shown] for row in result.terms]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def escaped(words: str) -> str:
    """Return words on one line that Markdown shows as they are."""
    return _MARKS.sub(r"\\\g<0>", words)
