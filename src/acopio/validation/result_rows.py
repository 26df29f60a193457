"""Results as rows of JSON: small enough to keep a hundred thousand, and to keep from one run to the next."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.shacl.terms import to_oxigraph
from acopio.validation.property_path import PropertyPath
from acopio.validation.report import Excerpt, Place, Result
from acopio.validation.terms import XSD_STRING, Term


def write_row(result: Result) -> str:
    """Return a result as one line of JSON, without its place's path, which its block has."""
    return json.dumps(_row(result), ensure_ascii=False, separators=(",", ":"))


def read_row(row: str, path: str) -> Result:
    """Return the result that `write_row` wrote; `path` is its place's."""
    return _result(json.loads(row), path)


def term_text(term: Term) -> str:
    """Return a term as a text: `<iri>`, `_:label`, or a literal with its lexical form raw in quotes."""
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if term.language:
        return f'"{term.value}"@{term.language}'
    datatype = term.datatype.value
    return f'"{term.value}"' if datatype == XSD_STRING else f'"{term.value}"^^<{datatype}>'


def _row(result: Result) -> list[Any]:
    place, passage, excerpt = result.place, result.passage, result.excerpt
    return [
        term_text(result.focus_node),
        term_text(result.source_shape),
        result.component.value,
        result.severity.value,
        _path_row(result.path) if result.path else 0,
        term_text(result.value) if result.value is not None else 0,
        [term_text(message) for message in result.messages],
        term_text(result.source_constraint) if result.source_constraint is not None else 0,
        [_row(detail) for detail in result.details],
        result.rule,
        [place.line, place.column] if place else 0,
        [str(passage.path), passage.line, passage.column] if passage else 0,
        [excerpt.line, excerpt.start, excerpt.length, excerpt.end_line, excerpt.end_column] if excerpt else 0,
    ]


def _path_row(path: PropertyPath) -> list[Any]:
    predicate = path.predicate.value if path.predicate is not None else 0
    return [path.kind, predicate, [_path_row(part) for part in path.parts]]


def _result(row: list[Any], path: str) -> Result:
    (
        focus, shape, component, severity, result_path, value, messages, constraint, details, rule, place,
        passage, excerpt,
    ) = row  # fmt: skip
    found = [_term(message) for message in messages]
    return Result(
        focus_node=to_oxigraph(focus),
        source_shape=_term(shape),
        component=_iri(component),
        severity=_iri(severity),
        path=_path(json.dumps(result_path)) if result_path else None,
        value=to_oxigraph(value) if value else None,
        messages=tuple(message for message in found if isinstance(message, Literal)),
        source_constraint=_term(constraint) if constraint else None,
        details=tuple(_result(detail, path) for detail in details),
        rule=rule,
        place=Place(path, *place) if place else None,
        passage=Place(*passage) if passage else None,
        excerpt=Excerpt(*excerpt) if excerpt else None,
    )


# Shapes, components, messages and paths are few; focus nodes and values are not, and are not remembered.


@lru_cache(maxsize=4096)
def _term(text: str) -> Term:
    return to_oxigraph(text)


@lru_cache(maxsize=1024)
def _iri(value: str) -> NamedNode:
    return NamedNode(value)


@lru_cache(maxsize=4096)
def _path(row: str) -> PropertyPath:
    kind, predicate, parts = json.loads(row)
    inside = tuple(_path(json.dumps(part)) for part in parts)
    return PropertyPath(kind, _iri(predicate) if predicate else None, inside)
