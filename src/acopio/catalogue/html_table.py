"""A result as a table of HTML for notebooks: escaped, cut where it is long, IRIs as links."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from acopio.catalogue.table import cell, plain

if TYPE_CHECKING:
    from acopio.catalogue.header import Column
    from acopio.catalogue.result import Result, Term

_ROWS: Final = 200
_NUMBERS: Final = ("integer", "decimal")


def to_html(result: Result) -> str:
    """Return a table with the title of the query above, and below it what is left out and the notes.

    Columns of detail are left out, and rows after the first 200.
    """
    shown = [index for index, column in enumerate(result.columns) if not column.detail]
    head = "".join(_cell("th", html.escape(result.columns[i].label), result.columns[i]) for i in shown)
    rows = [
        "".join(_cell("td", _content(row[i], result.columns[i]), result.columns[i]) for i in shown)
        for row in result.terms[:_ROWS]
    ]
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    caption = f"<caption>{html.escape(result.title)}</caption>\n" if result.title else ""
    return (
        f"<table>\n{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        f"<p>{_below(result, len(result.columns) - len(shown))}</p>{_notes(result)}"
    )


def _below(result: Result, hidden: int) -> str:
    told = [f"{len(result):,} {'row' if len(result) == 1 else 'rows'}"]
    if len(result) > _ROWS:
        told.append(f"the first {_ROWS} are shown")
    if hidden:
        told.append(f"{hidden} more {'column' if hidden == 1 else 'columns'} in <code>.to_dataframe()</code>")
    return "; ".join(told)


def _notes(result: Result) -> str:
    items = "".join(f"<li>{html.escape(note)}</li>" for note in result.notes)
    return f"\n<ul>{items}</ul>" if items else ""


def _cell(tag: str, content: str, column: Column) -> str:
    side = "right" if column.type in _NUMBERS else "left"
    return f'<{tag} style="text-align: {side}">{content}</{tag}>'


def _content(term: Term | None, column: Column) -> str:
    from pyoxigraph import NamedNode

    words = html.escape(cell(term, column))
    if isinstance(term, NamedNode) and term.value.startswith(("http://", "https://")):
        return f'<a href="{html.escape(plain(term.value))}" rel="noreferrer">{words}</a>'
    return words
