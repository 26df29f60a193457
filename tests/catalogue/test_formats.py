"""Each format says the same rows, as its specification has it and as other tools read it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal

import pytest
from catalogue_samples import QUERIES, store, stored
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, Store, parse_query_results

from acopio.catalogue.engines import run
from acopio.catalogue.formats import (
    FORMATS,
    SUFFIXES,
    to_csv,
    to_json,
    to_jsonl,
    to_ntriples,
    to_tsv,
    to_turtle,
    written,
)
from acopio.catalogue.header import Column
from acopio.catalogue.result import Result, python_value
from acopio.catalogue.stored_query import parse_query
from acopio.cli.query import command

XSD = "http://www.w3.org/2001/XMLSchema#"
ROWS = Result(
    "select",
    (Column("a", "iri", "A"), Column("b", "text", "B")),
    [
        (NamedNode("http://x/1"), Literal('comma, "quotes"\nand a line')),
        (BlankNode("n"), Literal("hola", language="es")),
        (None, Literal(5)),
        (NamedNode("http://x/2"), None),
    ],
)
EMPTY = Result("select", (Column("a", "iri", "A"),), [])


def ask(text: str) -> Result:
    made = Store()
    made.update("INSERT DATA { <http://x/s> <http://x/p> <http://x/o>, 'v', 5 }")
    return run(parse_query(text, "test.rq"), made)


def test_csv_is_what_the_specification_says() -> None:
    assert to_csv(ROWS) == (
        'a,b\r\nhttp://x/1,"comma, ""quotes""\nand a line"\r\n_:n,hola\r\n,5\r\nhttp://x/2,\r\n'
    )
    assert to_csv(EMPTY) == "a\r\n"


def test_csv_of_one_empty_value_is_still_a_row() -> None:
    text = to_csv(Result("select", (Column("a", "iri", "A"),), [(None,), (None,)]))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a"], [""], [""]]


def test_tsv_is_what_the_specification_says() -> None:
    assert to_tsv(ROWS) == (
        '?a\t?b\n<http://x/1>\t"comma, \\"quotes\\"\\nand a line"\n_:n\t"hola"@es\n'
        f'\t"5"^^<{XSD}integer>\n<http://x/2>\t\n'
    )


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("form", ["json", "tsv"])
def test_result_is_read_back_by_the_engine(name: str, form: str) -> None:
    result = run(stored(name), store())
    made = {"json": QueryResultsFormat.JSON, "tsv": QueryResultsFormat.TSV}[form]
    read = parse_query_results(written(result, form), made)
    assert [tuple(solution) for solution in read] == list(result.terms)  # type: ignore[union-attr]


def test_json_of_each_form() -> None:
    quoted = {"type": "literal", "value": 'comma, "quotes"\nand a line'}
    assert json.loads(to_json(ROWS))["results"]["bindings"] == [
        {"a": {"type": "uri", "value": "http://x/1"}, "b": quoted},
        {"a": {"type": "bnode", "value": "n"}, "b": {"type": "literal", "value": "hola", "xml:lang": "es"}},
        {"b": {"type": "literal", "value": "5", "datatype": f"{XSD}integer"}},
        {"a": {"type": "uri", "value": "http://x/2"}},
    ]  # fmt: skip
    assert json.loads(to_json(EMPTY)) == {"head": {"vars": ["a"]}, "results": {"bindings": []}}
    assert json.loads(to_json(ask("ASK { ?s ?p 'w' }"))) == {"head": {}, "boolean": False}


def test_jsonl_has_typed_values() -> None:
    lines = [json.loads(line) for line in to_jsonl(run(stored("certification_dates"), store())).splitlines()]
    assert lines[2]["name"] == "Alto Verde"
    assert (lines[2]["earliest"], lines[2]["percent"], lines[0]["percent"]) == ("2000-01-01", 60, None)


@pytest.mark.parametrize("name", ["founding", "disagreements"])
def test_turtle_of_rows_is_a_result_set_that_rdflib_reads(name: str) -> None:
    from rdflib import Graph
    from rdflib.plugins.sparql.results.rdfresults import RDFResult

    result = run(stored(name), store())
    read = RDFResult(Graph().parse(data=to_turtle(result), format="turtle"))
    names = [column.name for column in result.columns]
    found = [{str(key): str(value) for key, value in row.items()} for row in read.bindings]
    wanted = [
        {
            key: str(getattr(term, "value", term))
            for key, term in zip(names, row, strict=True)
            if term is not None
        }
        for row in result.terms
    ]
    assert sorted(map(str, found)) != [] and len(found) == len(wanted)
    assert all(row in found for row in wanted)


@pytest.mark.parametrize("name", ["founding", "disagreements"])
def test_ntriples_say_what_turtle_says(name: str) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    result = run(stored(name), store())
    turtle = Graph().parse(data=to_turtle(result), format="turtle")
    assert isomorphic(Graph().parse(data=to_ntriples(result), format="nt"), turtle)


def test_ntriples_of_a_boolean_and_of_triples() -> None:
    assert to_ntriples(ask("ASK { ?s ?p 'v' }")).splitlines()[1].endswith(f'"true"^^<{XSD}boolean> .')
    made = ask("CONSTRUCT { ?o <http://x/q> ?s } WHERE { ?s ?p ?o FILTER(ISIRI(?o)) }")
    assert to_ntriples(made) == "<http://x/o> <http://x/q> <http://x/s> .\n"


def test_turtle_of_a_boolean_and_of_triples() -> None:
    from rdflib import Graph

    assert "rs:boolean true ." in to_turtle(ask("ASK { ?s ?p 'v' }"))
    made = ask("CONSTRUCT { ?o <http://x/q> ?s } WHERE { ?s ?p ?o FILTER(ISIRI(?o)) }")
    assert to_turtle(made) == "<http://x/o> <http://x/q> <http://x/s> .\n"
    assert len(Graph().parse(data=to_turtle(ask("DESCRIBE <http://x/s>")), format="turtle")) == 3


def test_triples_are_rows_of_three_columns_elsewhere() -> None:
    made = ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert to_csv(made).splitlines()[0] == "subject,predicate,object"
    assert [row["object"] for row in made] == [5, "v", "http://x/o"]


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (Literal("5", datatype=NamedNode(f"{XSD}integer")), 5),
        (Literal("12.50", datatype=NamedNode(f"{XSD}decimal")), Decimal("12.50")),
        (Literal("1.5", datatype=NamedNode(f"{XSD}double")), 1.5),
        (Literal("2004-05-17", datatype=NamedNode(f"{XSD}date")), dt.date(2004, 5, 17)),
        (
            Literal("2004-05-17T01:02:03", datatype=NamedNode(f"{XSD}dateTime")),
            dt.datetime(2004, 5, 17, 1, 2, 3),
        ),
        (Literal("true", datatype=NamedNode(f"{XSD}boolean")), True),
        (Literal("maybe", datatype=NamedNode(f"{XSD}boolean")), "maybe"),
        (Literal("no number", datatype=NamedNode(f"{XSD}integer")), "no number"),
        (Literal("2004", datatype=NamedNode(f"{XSD}gYear")), "2004"),
        (Literal("hola", language="es"), "hola"),
        (NamedNode("http://x/"), "http://x/"),
        (None, None),
    ],
)
def test_values_are_typed_by_their_datatype(literal: NamedNode | Literal | None, value: object) -> None:
    assert python_value(literal) == value
    assert type(python_value(literal)) is type(value)


def test_formats_of_the_command_are_those_there_are() -> None:
    (option,) = (param for param in command.params if param.name == "form")
    assert tuple(option.type.choices) == FORMATS  # type: ignore[attr-defined]
    assert set(SUFFIXES.values()) == set(FORMATS)
    assert all(written(EMPTY, form) for form in FORMATS if form not in ("table", "jsonl"))
