"""`docs/queries/<name>.md`: a page a stored query, with its SPARQL and its answer on the bundled data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from acopio.catalogue.header import Header, Parameter
from acopio.catalogue.stored_query import StoredQuery, catalogue, read_query

if TYPE_CHECKING:
    from pyoxigraph import Store

FOLDER: Final = "queries"
_ROWS: Final = 8  # of the answer that are shown


def query_pages() -> dict[str, Callable[[], str]]:
    """Return a function that makes the page of each query, by the page's path below `docs/`."""
    return {f"{FOLDER}/{name}.md": partial(_page, name) for name in catalogue()}


def _page(name: str) -> str:
    query = read_query(catalogue()[name])
    if query.header is None:
        raise ValueError(f"the stored query {name} has no header")
    header = query.header
    source = f"../../queries/{query.topic}/{name}.rq"
    parts = [
        f"# {header.title}",
        "",
        f"**{header.question}** {header.description}",
        "",
        "```",
        f"acopio query {name}",
        f"acopio query {name} --help",
        "```",
        "",
        *_parameters(header),
        *_columns(header),
        "## Answer",
        "",
        *_answer(query),
        "## SPARQL",
        "",
        f"[`queries/{query.topic}/{name}.rq`]({source}) ({', '.join(header.tags)})",
        "",
        "```sparql",
        "\n".join(line for line in query.text.splitlines() if not line.startswith("#+")).strip(),
        "```",
        "",
        "[All queries](../queries.md)",
    ]
    return "\n".join(parts) + "\n"


def _parameters(header: Header) -> list[str]:
    if not header.parameters:
        return []
    rows = [
        f"| `--{each.name.replace('_', '-')}` | {_type(each)} | {each.description} |"
        for each in header.parameters
    ]
    return ["## Parameters", "", "| parameter | type | what it does |", "| --- | --- | --- |", *rows, ""]


def _type(parameter: Parameter) -> str:
    kind = f"{parameter.type} of `{parameter.scheme}`" if parameter.scheme else str(parameter.type)
    kind += f", one of {', '.join(f'`{word}`' for word in parameter.choices)}" if parameter.choices else ""
    default = f", default `{parameter.default}`" if parameter.default else ""
    return f"{kind}{default}{', required' if parameter.required else ''}"


def _columns(header: Header) -> list[str]:
    rows = [f"| `{each.name}` | {each.type} | {each.label} |" for each in header.columns]
    return ["## Columns", "", "| column | type | what it is |", "| --- | --- | --- |", *rows, ""]


def _answer(query: StoredQuery) -> list[str]:
    """Return the first rows of the answer, without the columns of detail."""
    from acopio.catalogue.markdown import to_markdown
    from acopio.catalogue.query import answer

    result = answer(query, _bundled())
    if not result.terms:
        return ["Of the data set that comes with acopio: no rows.", ""]
    shown = replace(result, terms=result.terms[:_ROWS])
    total = len(result.terms)
    words = "the one row" if total == 1 else f"{total} rows"
    first = f", the first {_ROWS}" if total > _ROWS else ""
    return [f"Of the data set that comes with acopio: {words}{first}.", "", to_markdown(shown)]


@cache
def _bundled() -> Store:
    """The data set that comes with acopio, in memory: nothing is written beside it."""
    from pyoxigraph import Store

    from acopio.assets import bundled_dataset_folder
    from acopio.dataset.folder import DatasetFolder
    from acopio.dataset.graph_files import QuadSource, graph_files

    store = Store()
    store.bulk_extend(QuadSource().read(graph_files(DatasetFolder(bundled_dataset_folder()))))
    return store
