"""A stored query: one `.rq` file with its header, checked against each other; and the catalogue."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from acopio.assets import queries_folder
from acopio.catalogue.header import Column, Header, Parameter, read_header
from acopio.catalogue.sparql import (
    ParameterRow,
    check_iris,
    check_prefixes,
    parameter_rows,
    refuse_remote,
    selected_variables,
)
from acopio.catalogue.suggest import did_you_mean
from acopio.errors import AcopioError

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A query with what it says of itself; `header` is None for a plain query of somebody's own.

    `path` is the file, or a name to show in messages; `topic` the folder it lies in.
    """

    name: str
    path: Path | str
    text: str
    header: Header | None
    rows: tuple[ParameterRow, ...] = ()
    topic: str = ""
    columns: tuple[Column, ...] = field(default=())

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters in the order of the header."""
        return self.header.parameters if self.header else ()

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by name (`-` and `_` are one); AcopioError names those there are."""
        wanted = name.replace("-", "_")
        for parameter in self.parameters:
            if parameter.name == wanted:
                return parameter
        names = [parameter.name for parameter in self.parameters]
        there = f"Its parameters: {', '.join(names)}." if names else "It has none."
        raise AcopioError(
            "query-parameter",
            f"the query '{self.name}' has no parameter '{name}'",
            remedy=f"{did_you_mean(wanted, names)}{there} See acopio query {self.name} --help.",
        )


def catalogue() -> dict[str, Path]:
    """Return the files of the stored queries by name, in the order of topic and name."""
    files: dict[str, Path] = {}
    for path in sorted(queries_folder().glob("*/*.rq")):
        if path.stem in files:
            raise AcopioError(
                "query-header", f"two stored queries have the name '{path.stem}'", path=path, line=1
            )
        files[path.stem] = path
    return files


def find_query(name: str, *, allow_remote: bool = False) -> StoredQuery:
    """Return the query of a name in the catalogue, of a file, or of standard input (`-`).

    Raises AcopioError: no such query or file (with the closest names), a header that breaks its
    contract, a prefix that is not declared, a syntax error, remote access where it is not allowed.
    """
    files = catalogue()
    if name == STANDARD_INPUT:
        return parse_query(_decoded(sys.stdin.buffer.read(), "<stdin>"), "<stdin>", allow_remote=allow_remote)
    if name in files:
        return read_query(files[name], allow_remote=allow_remote)
    path = Path(name)
    if path.is_file() or path.suffix in (".rq", ".sparql") or len(path.parts) > 1:
        return read_query(path, allow_remote=allow_remote)
    raise AcopioError(
        "query-unknown",
        f"there is no query '{name}'",
        remedy=f"{did_you_mean(name, files)}There are: {', '.join(files)}.",
    )


def read_query(path: Path, *, allow_remote: bool = False) -> StoredQuery:
    """Read and check one query file; AcopioError as `find_query`."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise AcopioError("path-missing", "there is no such query file", path=path) from None
    except IsADirectoryError:
        raise AcopioError("path-kind", "this is a folder, not a query file", path=path) from None
    except PermissionError:
        raise AcopioError("path-permission", "the query file may not be read", path=path) from None
    return parse_query(_decoded(data, path), path, allow_remote=allow_remote)


def parse_query(text: str, path: Path | str, *, allow_remote: bool = False) -> StoredQuery:
    """Check a query's text against SPARQL and its header; AcopioError as `find_query`."""
    header = read_header(text, path)
    check_prefixes(text, path)
    check_iris(text, path)
    if not allow_remote:
        refuse_remote(text, path)
    selected = selected_variables(text, path)
    rows = parameter_rows(text, path) if header else ()
    if header:
        _check_columns(header, selected, path)
        _check_parameters(header, rows, path)
        columns = header.columns
    else:
        columns = tuple(Column(name, "text", name) for name in selected or ())
    stem = path.stem if isinstance(path, Path) else path
    topic = path.parent.name if isinstance(path, Path) else ""
    return StoredQuery(stem, path, text, header, rows, topic, columns)


def _decoded(data: bytes, path: Path | str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AcopioError(
            "query-syntax",
            "the bytes are not UTF-8",
            path=path,
            line=line,
            remedy="Save the query as UTF-8.",
        ) from None


def _check_columns(header: Header, selected: tuple[str, ...] | None, path: Path | str) -> None:
    """The columns of the header are what the query selects, in that order."""
    if selected is None:
        raise AcopioError("query-header", "a query with a header is a SELECT query", path=path, line=1)
    for column in header.columns:
        if column.name not in selected:
            raise AcopioError(
                "query-header", f"the query does not select '?{column.name}'", path=path, line=column.line
            )
    described = tuple(column.name for column in header.columns)
    for name in selected:
        if name not in described:
            raise AcopioError(
                "query-header",
                f"the header does not describe the column '?{name}'",
                path=path,
                line=header.columns[-1].line,
            )
    if described != selected:
        raise AcopioError(
            "query-header",
            f"the header names the columns in another order than the query: {' '.join(selected)}",
            path=path,
            line=header.columns[0].line,
        )


def _check_parameters(header: Header, rows: tuple[ParameterRow, ...], path: Path | str) -> None:
    """Each parameter stands in a row of the query, and each row's variables are parameters."""
    placed = {name[1:] for row in rows for name in row.variables}
    named = {parameter.name for parameter in header.parameters}
    for parameter in header.parameters:
        if parameter.name not in placed:
            raise AcopioError(
                "query-header",
                f"the parameter '{parameter.name}' has no place in the query: "
                f"VALUES (?_{parameter.name}) {{ (UNDEF) }}",
                path=path,
                line=parameter.line,
            )
    for row in rows:
        for name in row.variables:
            if name[1:] not in named:
                raise AcopioError(
                    "query-header",
                    f"the header does not describe the parameter '?{name}'",
                    path=path,
                    line=row.line,
                )
