"""Shapes that are not compiled here, handed to pySHACL with their own targets alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from acopio.errors import AcopioError
from acopio.shacl.compiler import Compiled
from acopio.shacl.describe import describe
from acopio.shacl.pyshacl_limit import EndlessSearchError, limited_searches
from acopio.shacl.report import Result
from acopio.shacl.shapes_graph import sh
from acopio.shacl.table import Table
from acopio.shacl.terms import OWL, RDF_TYPE, RDFS, from_rdflib, to_rdflib

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_TARGETS: Final = {
    sh(name) for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf", "target")
}
_CLASSES: Final = {f"<{RDFS}Class>", f"<{OWL}Class>"}


def delegate(compiled: Compiled, table: Table, advanced: bool) -> tuple[list[Result], list[str]]:
    """Return pySHACL's results for the shapes that were not compiled, and a note for each.

    Raises:
        AcopioError: shapes-invalid, where pySHACL cannot evaluate them either; pattern-undecided.
    """
    import pyshacl
    from rdflib import RDF, SH, Graph

    chosen = compiled.delegated
    shapes = Graph()
    for subject, predicate, value in compiled.graph.triples():
        targets = predicate in _TARGETS or (predicate == RDF_TYPE and value in _CLASSES)
        if targets and subject in compiled.shapes and subject not in chosen:
            continue
        shapes.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value, normalize=False)))
    data = Graph()
    for triple in table.triples():  # literals are reported, and so stay as they are written
        data.add(tuple(to_rdflib(part, normalize=False) for part in triple))  # type: ignore[arg-type]
    for graph, prefixes in ((shapes, compiled.graph.prefixes), (data, table.prefixes)):
        for prefix, namespace in prefixes.items():
            graph.bind(prefix, namespace)
    try:
        with limited_searches():
            _, found, text = pyshacl.validate(data, shacl_graph=shapes, advanced=advanced, inplace=True)
    except EndlessSearchError as error:
        name = "" if error.shape is None else f"Shape {describe(compiled.graph, error.shape)}: "
        raise AcopioError("pattern-undecided", f"{name}{error}") from error
    except Exception as error:  # whatever pySHACL meets in shapes is told as a fault of the shapes
        names = ", ".join(describe(compiled.graph, node) for node in sorted(chosen))
        raise AcopioError("shapes-invalid", f"pySHACL cannot evaluate {names}: {error}") from error
    if not isinstance(found, Graph):
        raise AcopioError("shapes-invalid", str(text).strip())
    logging.getLogger(__name__).debug("%s", text)
    report = found.value(None, RDF.type, SH.ValidationReport)
    results = [_result(compiled, found, node) for node in found.objects(report, SH.result)]
    notes = [
        f"{describe(compiled.graph, node)} was evaluated by pySHACL: {reason}"
        for node, reason in sorted(chosen.items())
    ]
    return results, notes


def _result(compiled: Compiled, graph: Graph, node: Node) -> Result:
    from rdflib import SH

    def one(predicate: Any) -> str | None:
        value = graph.value(node, predicate)
        return None if value is None else from_rdflib(value)

    source = one(SH.sourceShape) or ""
    shape = compiled.shapes.get(source)
    path = one(SH.resultPath)
    written = shape.path.text if shape and shape.path and path == shape.path_node else path
    return Result(
        focus_node=one(SH.focusNode) or "",
        source_shape=source,
        component=one(SH.sourceConstraintComponent) or "",
        severity=one(SH.resultSeverity) or "",
        path=path,
        path_text=written,
        value=one(SH.value),
        source_constraint=one(SH.sourceConstraint),
        messages=tuple(sorted(from_rdflib(message) for message in graph.objects(node, SH.resultMessage))),
        detail=tuple(_result(compiled, graph, inner) for inner in graph.objects(node, SH.detail)),
    )
