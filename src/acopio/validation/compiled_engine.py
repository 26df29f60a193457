"""The default engine: `acopio.shacl`, which compiles the shapes and evaluates them over sets of nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from acopio.errors import AcopioError
from acopio.shacl import Report as CompiledReport
from acopio.shacl import Result as CompiledResult
from acopio.shacl import workers
from acopio.shacl.compiler import compile_shapes
from acopio.shacl.engine import validate_compiled
from acopio.shacl.load import load_table
from acopio.shacl.reads import Reads, reads_of
from acopio.shacl.sparql.query import Parsed
from acopio.shacl.terms import to_oxigraph
from acopio.validation.data import Data, Source
from acopio.validation.engine import Verdict
from acopio.validation.property_path import PropertyPath, read_path
from acopio.validation.report import Result
from acopio.validation.shapes import Shapes
from acopio.validation.terms import Term, Triple

if TYPE_CHECKING:
    from acopio.shacl.table import Table


class CompiledEngine:
    """Compiled shapes, for the whole of the data at once; what cannot be compiled goes to pySHACL."""

    name = "compiled"

    def run(self, data: Data, shapes: Shapes) -> Verdict:
        """Validate; raises AcopioError shapes-invalid where the shapes cannot be used."""
        return CompiledShapes(shapes).run(data.triples(), dict(sorted(prefixes_of(data.sources).items())))


class CompiledShapes:
    """Shapes compiled once, for several runs; raises AcopioError shapes-invalid where they cannot be used.

    `queries` are those of the same shapes that were parsed before, as JSON; the others are added.
    """

    def __init__(self, shapes: Shapes, queries: Parsed | None = None) -> None:
        self._shapes = shapes
        self.queries: Parsed = {} if queries is None else queries
        with self._told():
            graph = _table(shapes.for_engine(), prefixes_of(shapes.sources))
            self._compiled = compile_shapes(graph, parsed=self.queries)

    def reads(self) -> Reads:
        """Return what the shapes read of the data."""
        return reads_of(self._compiled)

    def run(
        self,
        triples: Iterable[Triple],
        prefixes: Mapping[str, str],
        among: Callable[[str], bool] | None = None,
    ) -> Verdict:
        """Validate triples; `prefixes` are those of their files, `among` tells the focus nodes by their text."""
        own = prefixes_of(self._shapes.sources)
        table = _table(triples, own | {name: prefixes[name] for name in prefixes if name not in own})
        with self._told():
            report = validate_compiled(self._compiled, table, processes=workers.cores(), among=among)
            return Verdict(_Results(report, ResultReader(self._shapes)), report.notes)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Name the files of the shapes in a fault that names none."""
        files = ", ".join(source.name for source in self._shapes.sources[:3])
        try:
            yield
        except AcopioError as error:
            if error.path is not None:
                raise
            raise AcopioError(error.kind.code, error.problem, path=files, remedy=error.remedy) from error
        except RecursionError as error:  # rdflib, from 1 + "x"^^xsd:integer in a query
            raise AcopioError(
                "shapes-invalid", "a query cannot be evaluated on this data", path=files
            ) from error


def prefixes_of(sources: Iterable[Source]) -> dict[str, str]:
    """Return the prefixes of files; where two give one two meanings, the first has its way."""
    found: dict[str, str] = {}
    for source in sources:
        for name, space in source.prefixes.items():
            found.setdefault(name, space)
    return found


def _table(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Table:
    """Return triples as a table: the terms are the parser's own, so lexical forms stay as they are written."""
    table = load_table(iter(triples))
    table.prefixes.update(prefixes)
    return table


class _Results(Collection[Result]):
    """The results of a report of `acopio.shacl`, made one at a time while they are iterated."""

    def __init__(self, report: CompiledReport, reader: ResultReader) -> None:
        self._report = report
        self._reader = reader

    def __len__(self) -> int:
        return self._report.count

    def __iter__(self) -> Iterator[Result]:
        return map(self._reader.result, self._report)

    def __contains__(self, item: object) -> bool:
        return any(result == item for result in self)


class ResultReader:
    """Turns texts into terms; those that most results share (shape, component, severity, message) once."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._terms: dict[str, Term] = {}
        self._paths: dict[str, PropertyPath] = {}

    def result(self, found: CompiledResult) -> Result:
        """Return a result, with its details, as validation has it."""
        messages = sorted(map(self._term, set(found.messages)), key=str)
        return Result(
            focus_node=to_oxigraph(found.focus_node),
            path=None if found.path is None else self._path(found.path),
            value=None if found.value is None else to_oxigraph(found.value),
            messages=tuple(message for message in messages if isinstance(message, Literal)),
            severity=self._iri(found.severity),
            source_shape=self._term(found.source_shape),
            component=self._iri(found.component),
            source_constraint=self._optional(found.source_constraint),
            details=tuple(sorted(map(self.result, found.detail), key=Result.sort_key)),
        )

    def _term(self, text: str) -> Term:
        term = self._terms.get(text)
        if term is None:
            term = self._terms[text] = to_oxigraph(text)
        return term

    def _optional(self, text: str | None) -> Term | None:
        return None if text is None else self._term(text)

    def _iri(self, text: str) -> NamedNode:
        term = self._term(text)
        if not isinstance(term, NamedNode):
            raise AcopioError("shapes-invalid", f"{term} stands where an IRI is wanted")
        return term

    def _path(self, text: str) -> PropertyPath:
        """Return a path: a predicate, or what a blank node of the shapes says."""
        if text not in self._paths:
            node = self._term(text)
            self._paths[text] = read_path(node, self._shapes.objects)
        return self._paths[text]
