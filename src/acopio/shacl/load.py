"""Reading data and shapes into tables: files, bytes, rdflib graphs, pyoxigraph stores, on both cores."""

from __future__ import annotations

import gc
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from acopio.errors import AcopioError
from acopio.shacl import workers
from acopio.shacl.table import Columns, Table
from acopio.shacl.terms import from_oxigraph, from_rdflib

if TYPE_CHECKING:
    pass

Source = Any  # a path, bytes of Turtle, an rdflib graph, a pyoxigraph store, quads; or a sequence of these
_ParsedPart = tuple[list[str], dict[int, tuple[bytes, bytes]], dict[str, str]]

_SUFFIXES: Final = {
    ".ttl": "TURTLE", ".turtle": "TURTLE", ".nt": "N_TRIPLES", ".nq": "N_QUADS", ".trig": "TRIG",
    ".rdf": "RDF_XML", ".owl": "RDF_XML", ".xml": "RDF_XML", ".n3": "N3", ".jsonld": "JSON_LD",
}  # fmt: skip
_PARALLEL_BYTES: Final = 4_000_000  # below this a second process costs more than it saves
_DIRECTIVE: Final = re.compile(rb"(?im)^[ \t]*@?(?:prefix|base)\b[^\n]*\n")
_NO_DIRECTIVE: Final = re.compile(rb"(?m)^(?![ \t]*(?:#|@?(?:prefix|base)\b|\r?$))", re.IGNORECASE)


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector off while millions of lasting objects are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load_table(source: Source, processes: int = 1) -> Table:
    """Read a source, or several, into one table; named graphs are merged.

    Raises:
        AcopioError: path-missing, path-kind, path-permission, turtle-syntax, format-unknown.
    """
    sources = list(source) if isinstance(source, (list, tuple)) else [source]
    with no_collection():
        parts = list(_parts(sources))
        size = sum(len(part[0]) if isinstance(part[0], bytes) else 0 for part in parts)
        if processes > 1 and size > _PARALLEL_BYTES and workers.can_fork():
            return _load_parallel(parts, size, processes)
        table = Table()
        for number, (content, format_, name) in enumerate(parts):
            _read(table, content, format_, name, f"f{number}x" if len(parts) > 1 else "")
        return table


def expand(path: Path | str) -> list[Path]:
    """Return the RDF files that a path names: itself, or those below a folder, sorted."""
    path = Path(path)
    if path.is_dir():
        return sorted(each for each in path.rglob("*") if each.suffix.lower() in _SUFFIXES)
    if not path.exists():
        raise AcopioError("path-missing", f"There is no file {path}", path=path)
    return [path]


def _parts(sources: Sequence[Source]) -> Iterator[tuple[Any, str, str]]:
    """Yield content, format and name: bytes where the source has bytes, otherwise the object itself."""
    for source in sources:
        if isinstance(source, (str, Path)):
            for path in expand(source):
                format_ = _SUFFIXES.get(path.suffix.lower())
                if format_ is None:
                    known = ", ".join(sorted(_SUFFIXES))
                    raise AcopioError("format-unknown", f"{path.suffix!r} is none of {known}", path=path)
                try:
                    yield path.read_bytes(), format_, str(path)
                except PermissionError as error:
                    raise AcopioError("path-permission", f"{path} may not be read", path=path) from error
        elif isinstance(source, bytes):
            yield source, "TURTLE", ""
        else:
            yield source, "", ""


def _read(table: Table, content: Any, format_: str, name: str, scope: str) -> None:
    """Read one part into a table; `scope` is put before labels of blank nodes."""
    if isinstance(content, bytes):
        import pyoxigraph

        parser = pyoxigraph.parse(
            content,
            format=getattr(pyoxigraph.RdfFormat, format_),
            base_iri=Path(name).absolute().as_uri() if name else "urn:acopio:data",
        )
        _encode(table, parser, name, scope)
        for prefix, namespace in parser.prefixes.items():
            table.prefixes.setdefault(prefix, namespace)
    elif hasattr(content, "namespace_manager"):
        for subject, predicate, value, *_ in content.quads() if hasattr(content, "quads") else content:
            table.add(from_rdflib(subject), from_rdflib(predicate), from_rdflib(value))
        for prefix, namespace in content.namespaces():
            table.prefixes.setdefault(prefix, str(namespace))
    else:
        _encode(table, ((*tuple(each)[:3], None) for each in content), name, "")


def _encode(table: Table, triples: Iterable[Any], name: str, scope: str) -> None:
    """Number the terms of pyoxigraph triples or quads and put the numbers in the table's columns."""
    columns, number = table.columns, table.number
    numbers: dict[Any, int] = {}
    pairs: dict[Any, tuple[list[int], list[int]]] = {}
    get = numbers.get

    def first_seen(term: Any) -> int:
        text = from_oxigraph(term)
        if scope and text[0] == "_":
            text = f"_:{scope}{text[2:]}"
        found = numbers[term] = number(text)
        return found

    try:
        for subject, predicate, value, _ in triples:
            column = pairs.get(predicate)
            if column is None:
                column = pairs[predicate] = columns.setdefault(first_seen(predicate), ([], []))
            found = get(subject)
            column[0].append(first_seen(subject) if found is None else found)
            found = get(value)
            column[1].append(first_seen(value) if found is None else found)
    except SyntaxError as error:
        raise AcopioError(
            "turtle-syntax", str(error.msg), path=name or None, line=error.lineno, column=error.offset
        ) from error
    except (TypeError, ValueError) as error:
        raise AcopioError("turtle-syntax", str(error), path=name or None) from error


def _load_parallel(parts: list[tuple[Any, str, str]], size: int, processes: int) -> Table:
    """Read parts in several processes and bring their numbers together."""
    pieces: list[tuple[Any, str, str, str]] = []
    for number, (content, format_, name) in enumerate(parts):
        scope = f"f{number}x" if len(parts) > 1 else ""
        cut = _cut(content, format_, processes) if isinstance(content, bytes) else None
        pieces += [(each, format_, name, scope) for each in cut or [content]]
    shares: list[list[tuple[Any, str, str, str]]] = [[] for _ in range(processes)]
    loads = [0] * processes
    for piece in pieces:
        least = loads.index(min(loads))
        shares[least].append(piece)
        loads[least] += len(piece[0]) if isinstance(piece[0], bytes) else 1

    def read(share: list[tuple[Any, str, str, str]]) -> _ParsedPart | None:
        table = Table()
        try:
            for content, format_, name, scope in share:
                _read(table, content, format_, name, scope)
        except AcopioError:
            return None  # told apart by reading the parts as they are, for the right line number
        columns = {
            predicate: (array("q", subjects).tobytes(), array("q", objects).tobytes())
            for predicate, (subjects, objects) in table.columns.items()
        }
        return table.texts, columns, table.prefixes

    table = Table()
    for result in workers.run(read, shares):
        if result is None:
            table = Table()
            for number, (content, format_, name) in enumerate(parts):
                _read(table, content, format_, name, f"f{number}x" if len(parts) > 1 else "")
            return table
        _merge(table, result)
    return table


def _merge(table: Table, part: _ParsedPart) -> None:
    texts, columns, prefixes = part
    for prefix, namespace in prefixes.items():
        table.prefixes.setdefault(prefix, namespace)
    if not table.texts:
        table.texts = texts
        table.ids = dict(zip(texts, range(len(texts)), strict=True))
        table.columns = {p: (_numbers(s), _numbers(o)) for p, (s, o) in columns.items()}
        return
    number = [table.number(text) for text in texts].__getitem__
    into: Columns = table.columns
    for predicate, (subjects, objects) in columns.items():
        column = into.setdefault(number(predicate), ([], []))
        column[0].extend(map(number, _numbers(subjects)))
        column[1].extend(map(number, _numbers(objects)))


def _numbers(content: bytes) -> list[int]:
    numbers = array("q")
    numbers.frombytes(content)
    return numbers.tolist()


def _cut(content: bytes, format_: str, pieces: int) -> list[bytes] | None:
    """Cut Turtle or N-Triples into texts of their own at ends of statements, or return None.

    Wrong cuts (inside a long string, say) leave texts that do not parse; then the whole is read again.
    """
    if len(content) < _PARALLEL_BYTES or format_ not in ("TURTLE", "N_TRIPLES"):
        return None
    start = _NO_DIRECTIVE.search(content)
    head = content[: start.start()] if start and format_ == "TURTLE" else b""
    if format_ == "TURTLE" and _DIRECTIVE.search(content, len(head)):
        return None
    marks = [len(head)]
    for piece in range(1, pieces):
        wanted = len(head) + (len(content) - len(head)) * piece // pieces
        found = re.compile(rb"\.[ \t]*\r?\n(?=[^ \t\r\n])|\.[ \t]*\r?\n\r?\n").search(content, wanted)
        if found is None:
            return None
        marks.append(found.end())
    marks.append(len(content))
    return [head + content[a:b] for a, b in pairwise(marks)]
