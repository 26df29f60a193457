"""Reports for programs: JSON, CSV, and Turtle as SHACL has it (section 3.6, Validation Report)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from acopio.namespaces import PREFIXES
from acopio.validation.report import Place, Report, Result
from acopio.validation.terms import RDF_TYPE, Term, sh

CSV_COLUMNS: Final = (
    "severity", "rule", "focus_node", "path", "value", "message", "file", "line", "column",
    "document_file", "document_line", "document_column", "component", "source_shape",
)  # fmt: skip
_BOOLEAN: Final = NamedNode(PREFIXES["xsd"] + "boolean")


def json_report(report: Report) -> str:
    """Return the report as one JSON object; terms are strings as in N-Triples, IRIs without brackets."""
    counts = [
        {"rule": c.rule, "severity": c.severity, "count": c.count, "message": c.message}
        for c in report.counts()
    ]
    whole = {
        "conforms": report.conforms,
        "strict": report.strict,
        "profile": report.profile,
        "engine": report.engine,
        "files": report.files,
        "triples": report.triples,
        "shapes": report.shapes,
        "severities": dict(report.severities()),
        "counts": counts,
        "results": [_json_result(result, report) for result in report.results],
        "notes": list(report.notes),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def csv_report(report: Report) -> str:
    """Return the report as CSV (RFC 4180), one row a result; details are left to the other formats."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for result in report.results:
        row = _json_result(result, report)
        place, passage = row["place"] or {}, row["document"] or {}
        row |= {name: place.get(name) for name in ("file", "line", "column")}
        row |= {f"document_{name}": passage.get(name) for name in ("file", "line", "column")}
        writer.writerow({name: row[name] for name in CSV_COLUMNS})
    return out.getvalue()


def turtle_report(report: Report) -> str:
    """Return the report as a sh:ValidationReport.

    sh:conforms is what SHACL says: true where there is no result at all, of whatever severity.
    """
    triples = [Triple(*triple) for triple in _triples(report)]  # type: ignore[arg-type]
    prefixes = {name: PREFIXES[name] for name in ("sh", "xsd")}
    out = io.BytesIO()
    serialize(triples, out, format=RdfFormat.TURTLE, prefixes=prefixes)
    return out.getvalue().decode("utf-8")


def _json_result(result: Result, report: Report) -> dict[str, Any]:
    return {
        "severity": result.severity_name,
        "rule": result.rule,
        "focus_node": _text(result.focus_node),
        "path": result.path.sparql(report.prefixes) if result.path else None,
        "value": None if result.value is None else _text(result.value),
        "message": result.message,
        "place": _json_place(result.place),
        "document": _json_place(result.passage),
        "component": result.component.value,
        "source_shape": _text(result.source_shape),
        "source_constraint": None if result.source_constraint is None else _text(result.source_constraint),
        "details": [_json_result(detail, report) for detail in result.details],
    }


def _json_place(place: Place | None) -> dict[str, Any] | None:
    return {"file": str(place.path), "line": place.line, "column": place.column} if place else None


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _triples(report: Report) -> Iterator[tuple[Term, NamedNode, Term]]:
    node = BlankNode("report")
    yield node, RDF_TYPE, sh("ValidationReport")
    yield node, sh("conforms"), Literal("false" if report.results else "true", datatype=_BOOLEAN)
    for number in range(1, len(report.results) + 1):
        yield node, sh("result"), BlankNode(f"result-{number}")
    for number, result in enumerate(report.results, 1):
        yield from _result_triples(result, f"result-{number}")


def _result_triples(result: Result, label: str) -> Iterator[tuple[Term, NamedNode, Term]]:
    node = BlankNode(label)
    yield node, RDF_TYPE, sh("ValidationResult")
    yield node, sh("focusNode"), result.focus_node
    if result.path:
        path, triples = result.path.triples(f"{label}-path")
        yield node, sh("resultPath"), path
        yield from triples
    if result.value is not None:
        yield node, sh("value"), result.value
    for message in result.messages:
        yield node, sh("resultMessage"), message
    yield node, sh("resultSeverity"), result.severity
    yield node, sh("sourceShape"), result.source_shape
    yield node, sh("sourceConstraintComponent"), result.component
    if result.source_constraint is not None:
        yield node, sh("sourceConstraint"), result.source_constraint
    for number in range(1, len(result.details) + 1):
        yield node, sh("detail"), BlankNode(f"{label}-detail-{number}")
    for number, detail in enumerate(result.details, 1):
        yield from _result_triples(detail, f"{label}-detail-{number}")
