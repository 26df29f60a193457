"""Results as text for programs: CSV, TSV, JSON, JSON lines, Turtle, N-Triples; the others by name.

CSV and TSV follow SPARQL 1.1 Query Results CSV and TSV Formats, JSON the SPARQL 1.1 Query Results
JSON Format. Turtle is the graph of a CONSTRUCT query; for SELECT and ASK it is the result-set
vocabulary of the W3C's test suites, the only RDF form of a result that other tools read.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from acopio.catalogue.format_names import FORMATS, SUFFIXES
from acopio.catalogue.result import Result, Value, python_value
from acopio.errors import AcopioError
from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from acopio.catalogue.citation import Citation
    from acopio.catalogue.result import Term

__all__ = [
    "CITED",
    "FORMATS",
    "SUFFIXES",
    "to_csv",
    "to_json",
    "to_jsonl",
    "to_ntriples",
    "to_tsv",
    "to_turtle",
    "written",
]

_XSD_STRING: Final = f"{PREFIXES['xsd']}string"
_RESULT_SET: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
# Formats that can say below or beside the rows how to cite them.
CITED: Final = tuple(form for form in FORMATS if form != "jsonl")


def written(
    result: Result, form: str, *, wide: bool = False, citation: Citation | None = None
) -> str | bytes:
    """Return a result in one of the formats, all but `table`; raises KeyError for another one.

    `wide` shows the columns of detail in Markdown. `citation` is put where the format has a place for
    it; AcopioError format-unknown where it has none, module-missing where a library is missing.
    """
    if citation is not None:
        refuse_citation(form)
    match form:
        case "xlsx":
            from acopio.catalogue.spreadsheet import to_xlsx

            return to_xlsx(result, citation)
        case "parquet":
            from acopio.catalogue.parquet import to_parquet

            return to_parquet(result, citation)
        case "markdown":
            from acopio.catalogue.markdown import escaped, to_markdown

            below = f"\n{escaped(citation.line())}\n" if citation else ""
            return to_markdown(result, wide=wide) + below
        case "json":
            return to_json(result, citation)
    text = {"csv": to_csv, "tsv": to_tsv, "jsonl": to_jsonl, "turtle": to_turtle, "ntriples": to_ntriples}
    end = "\r\n" if form == "csv" else "\n"
    above = f"# {citation.line()}{end}" if citation else ""
    return above + text[form](result)


def refuse_citation(form: str) -> None:
    """Raise AcopioError format-unknown where a format has no place to say how the rows are cited."""
    if form not in CITED:
        raise AcopioError(
            "format-unknown",
            f"the format {form} has no place for a citation",
            remedy=f"Give one of {', '.join(CITED)}, or ask acopio cite beside.",
        )


def to_csv(result: Result) -> str:
    """Return CSV: a header row, bare values, nothing for what is unbound, lines ended by CR LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in result.columns)
    for row in result.terms:
        # A row of one empty value would be an empty line: csv writes "" for it, as RFC 4180 wants.
        writer.writerow([_bare(term) for term in row])
    return out.getvalue()


def to_tsv(result: Result) -> str:
    """Return TSV: variables with `?`, terms as in Turtle, nothing for what is unbound."""
    lines = ["\t".join(f"?{column.name}" for column in result.columns)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in result.terms]
    return "\n".join(lines) + "\n"


def to_json(result: Result, citation: Citation | None = None) -> str:
    """Return SPARQL JSON: `head` and `results`, or `boolean` for an ASK query.

    A citation is a member of the head, where readers of the format pass over it (not so beside it:
    some end there).
    """
    about = {"citation": {"line": citation.line(), **citation.parts()}} if citation else {}
    if result.form == "ask":
        answer = {"head": about, "boolean": python_value(result.terms[0][0])}
        return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    names = [column.name for column in result.columns]
    bindings = [
        {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in result.terms
    ]
    document = {"head": {"vars": names, **about}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_jsonl(result: Result) -> str:
    """Return one JSON object a row, values typed: numbers as numbers, dates as text, null for unbound."""
    return "".join(f"{json.dumps(_plain(row), ensure_ascii=False)}\n" for row in result)


def to_turtle(result: Result) -> str:
    """Return Turtle: the triples of a CONSTRUCT query, else the rows as a `rs:ResultSet`."""
    if result.form == "construct":
        return "".join(f"{subject} {predicate} {value} .\n" for subject, predicate, value in result.terms)
    head = [f"@prefix rs: <{_RESULT_SET}> .", "", "[] a rs:ResultSet"]
    if result.form == "ask":
        return "\n".join(head) + f" ;\n  rs:boolean {str(python_value(result.terms[0][0])).lower()} .\n"
    names = [column.name for column in result.columns]
    parts = [f"  rs:resultVariable {', '.join(json.dumps(name) for name in names)}"]
    for index, row in enumerate(result.terms, start=1):
        bindings = [
            f"rs:binding [ rs:variable {json.dumps(name)} ; rs:value {term} ]"
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        parts.append("  rs:solution [\n    " + " ;\n    ".join([f"rs:index {index}", *bindings]) + "\n  ]")
    return "\n".join(head) + " ;\n" + " ;\n".join(parts) + " .\n"


def to_ntriples(result: Result) -> str:
    """Return what `to_turtle` says as N-Triples."""
    if result.form == "construct":
        return to_turtle(result)
    rs, rdf = _RESULT_SET, PREFIXES["rdf"]
    lines = [f"_:resultSet <{rdf}type> <{rs}ResultSet> .\n"]
    if result.form == "ask":
        return f"{lines[0]}_:resultSet <{rs}boolean> {result.terms[0][0]} .\n"
    names = [column.name for column in result.columns]
    lines += [f"_:resultSet <{rs}resultVariable> {json.dumps(name)} .\n" for name in names]
    for index, row in enumerate(result.terms, start=1):
        lines.append(f"_:resultSet <{rs}solution> _:row{index} .\n")
        lines.append(f'_:row{index} <{rs}index> "{index}"^^<{PREFIXES["xsd"]}integer> .\n')
        for place, (name, term) in enumerate(zip(names, row, strict=True)):
            if term is not None:
                cell = f"_:row{index}cell{place}"
                lines.append(f"_:row{index} <{rs}binding> {cell} .\n")
                lines.append(f"{cell} <{rs}variable> {json.dumps(name)} .\n")
                lines.append(f"{cell} <{rs}value> {term} .\n")
    return "".join(lines)


def _bare(term: Term | None) -> str:
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return ""
    return term.value if isinstance(term, (Literal, NamedNode)) else str(term)


def _json_term(term: Term) -> dict[str, Any]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "literal", "value": str(term)}
    found: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        found["datatype"] = term.datatype.value
    return found


def _plain(row: dict[str, Value]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, (str, int, float, bool)) or value is None else value.isoformat()
