"""The reference engine: pySHACL, its report graph read back as results."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pyshacl
import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from acopio.errors import AcopioError
from acopio.shacl.pyshacl_limit import EndlessSearchError, limited_searches
from acopio.shacl.terms import to_oxigraph
from acopio.validation.data import Data, Source
from acopio.validation.engine import Verdict
from acopio.validation.property_path import of_predicate, read_path
from acopio.validation.report import Result
from acopio.validation.shapes import Shapes
from acopio.validation.terms import RDF_TYPE, from_rdflib, sh, to_rdflib

# Terms of SHACL Advanced Features; pySHACL looks for them only when told to.
_ADVANCED: Final = frozenset(map(sh, ("target", "rule", "expression")))
_ADVANCED_TYPES: Final = frozenset(map(sh, ("SPARQLFunction", "SPARQLTargetType")))


class PyshaclEngine:
    """pySHACL on rdflib, for the whole of the data at once."""

    name = "pyshacl"

    def run(self, data: Data, shapes: Shapes) -> Verdict:
        """Validate; raises AcopioError shapes-invalid where pySHACL cannot use the shapes, pattern-undecided."""
        with _quiet():
            graph = _shapes_graph(shapes)
            target = data.rdflib_graph(_PreparedGraph())
            _bind(target, (*shapes.sources, *data.sources))
            try:
                with limited_searches():
                    _, report, text = pyshacl.validate(
                        target, shacl_graph=graph, advanced=_is_advanced(shapes)
                    )
            except EndlessSearchError as error:
                name = "" if error.shape is None else f"{shapes.rule(to_oxigraph(error.shape))}: "
                raise AcopioError("pattern-undecided", f"{name}{error}", path=_files(shapes)) from error
            except AcopioError:
                raise
            except (
                Exception
            ) as error:  # pySHACL raises what it likes: shapes it cannot load, queries it cannot run
                raise _fault(error, shapes) from error
        if not isinstance(report, rdflib.Graph):
            raise _fault(report if isinstance(report, Exception) else text, shapes)
        found = report.value(predicate=rdflib.RDF.type, object=SH.ValidationReport)
        nodes = report.objects(found, SH.result) if found is not None else ()
        return Verdict([_result(report, node, shapes) for node in nodes])


class _PreparedGraph(rdflib.Graph):
    """A graph that parses each query text once: pySHACL asks the same one for every focus node."""

    def __init__(self) -> None:
        super().__init__()
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> rdflib.query.Result:
        """Answer a query, given as text or prepared."""
        if isinstance(query_object, str):
            known = self._prepared.get(query_object)
            if known is None:
                namespaces = {name: rdflib.URIRef(space) for name, space in self.namespaces()}
                known = self._prepared[query_object] = prepareQuery(query_object, initNs=namespaces)
            query_object = known
        return super().query(query_object, *args, **options)


def _shapes_graph(shapes: Shapes) -> rdflib.Graph:
    """Return the shapes for pySHACL, with the prefixes that its messages write terms with."""
    graph = rdflib.Graph()
    for subject, predicate, value in shapes.for_engine():
        graph.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value)))
    _bind(graph, shapes.sources)
    return graph


def _bind(graph: rdflib.Graph, sources: Sequence[Source]) -> None:
    """Bind the prefixes of files; where two give one prefix two meanings, the first has its way."""
    for source in reversed(sources):
        for name, space in source.prefixes.items():
            graph.bind(name, space, replace=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from writing about ill-typed literals to stderr: the report tells of them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _is_advanced(shapes: Shapes) -> bool:
    return any(
        predicate in _ADVANCED or (predicate == RDF_TYPE and value in _ADVANCED_TYPES)
        for _, predicate, value in shapes.triples
    )


def _result(report: rdflib.Graph, node: Node, shapes: Shapes) -> Result:
    def one(predicate: Node) -> Any:
        value = report.value(node, predicate)
        return None if value is None else from_rdflib(value)

    path = one(SH.resultPath)
    messages = sorted(map(from_rdflib, report.objects(node, SH.resultMessage)), key=str)
    details = (_result(report, detail, shapes) for detail in report.objects(node, SH.detail))
    return Result(
        focus_node=one(SH.focusNode),
        path=of_predicate(path) if isinstance(path, NamedNode) else path and read_path(path, shapes.objects),
        value=one(SH.value),
        messages=tuple(message for message in messages if isinstance(message, Literal)),
        severity=one(SH.resultSeverity) or sh("Violation"),
        source_shape=one(SH.sourceShape),
        component=one(SH.sourceConstraintComponent),
        source_constraint=one(SH.sourceConstraint),
        details=tuple(sorted(details, key=Result.sort_key)),
    )


def _fault(problem: object, shapes: Shapes) -> AcopioError:
    reason = str(getattr(problem, "message", "") or problem).strip().splitlines()
    return AcopioError(
        "shapes-invalid",
        f"pySHACL cannot use the shapes: {reason[0] if reason else 'no reason given'}",
        path=_files(shapes),
    )


def _files(shapes: Shapes) -> str:
    return ", ".join(source.name for source in shapes.sources[:3])
