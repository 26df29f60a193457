"""A bound variable has one value in the whole query, whatever the query's form."""

from __future__ import annotations

import pytest
from catalogue_samples import store
from pyoxigraph import Literal, NamedNode

from acopio.catalogue.engines import run
from acopio.catalogue.stored_query import parse_query
from acopio.catalogue.variables import with_variables

ALTO = NamedNode("https://w3id.org/acopio/id/alto-verde")
PREFIX = "PREFIX schema: <https://schema.org/>\n"


def bound(text: str, **terms: NamedNode | Literal) -> int:
    return len(run(parse_query(with_variables(PREFIX + text, terms), "test.rq"), store()))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT DISTINCT ?o WHERE { ?o schema:name ?n }", 1),
        ("SELECT DISTINCT ?o { ?o schema:name ?n }", 1),
        ("SELECT (COUNT(DISTINCT ?o) AS ?c) WHERE { ?o schema:name ?n }", 1),
        ("SELECT (EXISTS { ?o schema:name ?m } AS ?e) WHERE { ?o schema:name ?n } LIMIT 1", 1),
        ("SELECT DISTINCT ?o WHERE { { ?o schema:name ?n } UNION { ?o schema:alternateName ?n } }", 1),
        ("SELECT DISTINCT ?o WHERE { { SELECT DISTINCT ?o { ?o schema:name ?n } } }", 1),
        ("SELECT DISTINCT ?o WHERE { ?x schema:name ?n FILTER(?x = ?o) }", 1),
        ("CONSTRUCT { ?o schema:name 'x' } WHERE { ?o schema:name ?n }", 1),
        ("CONSTRUCT { } WHERE { ?o schema:name ?n }", 0),
    ],
)
def test_variable_has_one_value_in_every_form(text: str, rows: int) -> None:
    assert bound(text, o=ALTO) == rows
    assert bound(text.replace("?o", "$o"), o=ALTO) == rows


def test_ask_and_describe() -> None:
    nobody = NamedNode("https://w3id.org/acopio/id/nobody")
    ask = PREFIX + "ASK { ?o schema:name ?n }"
    answers = [
        run(parse_query(with_variables(ask, {"o": iri}), "t.rq"), store()).rows for iri in (ALTO, nobody)
    ]
    assert answers == [[{"answer": True}], [{"answer": False}]]
    assert bound("DESCRIBE ?o WHERE { ?o schema:name ?n }", o=nobody) == 0


def test_several_variables_and_lines_that_stay() -> None:
    text = "SELECT ?a\nWHERE {\n  FILTER(?a > ?b) }"
    with_both = with_variables(text, {"a": Literal(5), "b": Literal(3)})
    assert with_both.count("\n") == text.count("\n")
    assert [row["a"] for row in run(parse_query(with_both, "t.rq"), store())] == [5]
    assert with_variables(text, {}) == text


def test_braces_in_strings_and_comments_open_nothing() -> None:
    text = "# { a comment\nSELECT ('{' AS ?s) ?a WHERE { }"
    assert run(parse_query(with_variables(text, {"a": Literal("x")}), "t.rq"), store()).rows == [
        {"s": "{", "a": "x"}
    ]
