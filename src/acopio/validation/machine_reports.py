"""Reports for programs: JSON, CSV, and Turtle as SHACL has it (section 3.6, Validation Report)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, serialize
from pyoxigraph import Triple as OxTriple

from acopio.catalogue.extras import optional
from acopio.namespaces import PREFIXES
from acopio.validation.report import Excerpt, Place, Report, Result
from acopio.validation.terms import RDF_TYPE, Term, Triple, sh

CSV_COLUMNS: Final = (
    "severity", "rule", "focus_node", "path", "value", "message", "file", "line", "column",
    "document_file", "document_line", "document_column", "component", "source_shape",
)  # fmt: skip
_BOOLEAN: Final = NamedNode(PREFIXES["xsd"] + "boolean")
_PREFIXES: Final = {name: PREFIXES[name] for name in ("sh", "xsd")}
_TOGETHER: Final = 50  # results that are written as Turtle at once


def json_report(report: Report) -> str:
    """Return the report as one JSON object; terms are strings as in N-Triples, IRIs without brackets."""
    return "".join(write_json(report))


def write_json(report: Report) -> Iterator[str]:
    """Yield the JSON of a report, result by result."""
    counts = [
        {"rule": c.rule, "severity": c.severity, "count": c.count, "message": c.message}
        for c in report.counts()
    ]
    before = {
        "conforms": report.conforms,
        "strict": report.strict,
        "profile": report.profile,
        "engine": report.engine,
        "files": report.files,
        "triples": report.triples,
        "shapes": report.shapes,
        "severities": dict(report.severities()),
        "counts": counts,
    }
    yield f'{_json(before)[:-2]},\n  "results": ['
    between = "\n"
    for result in report.results:
        yield between + "    " + _json(_json_result(result, report)).replace("\n", "\n    ")
        between = ",\n"
    end = "]" if between == "\n" else "\n  ]"
    yield f"{end},\n{_json({'notes': list(report.notes)})[2:]}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def csv_report(report: Report) -> str:
    """Return the report as CSV (RFC 4180), one row a result; details are left to the other formats."""
    return "".join(write_csv(report))


def write_csv(report: Report) -> Iterator[str]:
    """Yield the CSV of a report, row by row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows(report):
        yield _taken(out)
        writer.writerow(row)
    yield _taken(out)


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield a flat row a result, with the columns of `CSV_COLUMNS`; None for what a result has not."""
    for result in report.results:
        row = _json_result(result, report)
        place, passage = row["place"] or {}, row["document"] or {}
        row |= {name: place.get(name) for name in ("file", "line", "column")}
        row |= {f"document_{name}": passage.get(name) for name in ("file", "line", "column")}
        yield {name: row[name] for name in CSV_COLUMNS}


def to_dataframe(report: Report) -> Any:
    """Return a pandas DataFrame of the rows: words as `string`, lines and columns as `Int64`."""
    pandas = optional("pandas", "tables", "DataFrame")
    frame = pandas.DataFrame(list(rows(report)), columns=list(CSV_COLUMNS))
    numbers = [name for name in CSV_COLUMNS if name.endswith(("line", "column"))]
    return frame.astype({name: "Int64" if name in numbers else "string" for name in CSV_COLUMNS})


def _taken(out: io.StringIO) -> str:
    """Return what was written so far, and forget it."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def turtle_report(report: Report) -> str:
    """Return the report as a sh:ValidationReport.

    sh:conforms is what SHACL says: true where there is no result at all, of whatever severity.
    """
    return "".join(write_turtle(report))


def write_turtle(report: Report) -> Iterator[str]:
    """Yield the Turtle of a report, some results at a time."""
    yield "".join(f"@prefix {name}: <{space}> .\n" for name, space in _PREFIXES.items())
    node = BlankNode("report")
    conforms = Literal("false" if report.results else "true", datatype=_BOOLEAN)
    yield _turtle([(node, RDF_TYPE, sh("ValidationReport")), (node, sh("conforms"), conforms)])
    results = enumerate(report.results, 1)
    while some := list(islice(results, _TOGETHER)):
        triples: list[Triple] = [(node, sh("result"), BlankNode(f"result-{number}")) for number, _ in some]
        for number, result in some:
            triples += _result_triples(result, f"result-{number}")
        yield _turtle(triples)


def _turtle(triples: Iterable[Triple]) -> str:
    """Return triples as Turtle without the lines that declare the prefixes."""
    out = io.BytesIO()
    made = (OxTriple(*triple) for triple in triples)  # type: ignore[arg-type]
    serialize(made, out, format=RdfFormat.TURTLE, prefixes=_PREFIXES)
    return out.getvalue().decode().split("\n", len(_PREFIXES))[-1]


def _json_result(result: Result, report: Report) -> dict[str, Any]:
    return {
        "severity": result.severity_name,
        "rule": result.rule,
        "focus_node": _text(result.focus_node),
        "path": result.path.sparql(report.prefixes) if result.path else None,
        "value": None if result.value is None else _text(result.value),
        "message": result.message,
        "place": _json_place(result.place),
        "excerpt": _json_excerpt(result.excerpt),
        "document": _json_place(result.passage),
        "component": result.component.value,
        "source_shape": _text(result.source_shape),
        "source_constraint": None if result.source_constraint is None else _text(result.source_constraint),
        "details": [_json_result(detail, report) for detail in result.details],
    }


def _json_place(place: Place | None) -> dict[str, Any] | None:
    return {"file": str(place.path), "line": place.line, "column": place.column} if place else None


def _json_excerpt(excerpt: Excerpt | None) -> dict[str, Any] | None:
    if excerpt is None:
        return None
    return {
        "text": excerpt.line,
        "start": excerpt.start,
        "length": excerpt.length,
        "end_line": excerpt.end_line,
        "end_column": excerpt.end_column,
    }


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _result_triples(result: Result, label: str) -> Iterator[Triple]:
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
