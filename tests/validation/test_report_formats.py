"""The report as text, JSON, CSV and Turtle."""

import csv
import io
import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib.namespace import RDF, SH

from acopio.validation.machine_reports import CSV_COLUMNS, csv_report, json_report, turtle_report
from acopio.validation.property_path import PropertyPath, of_predicate
from acopio.validation.report import Excerpt, Place, Report, Result
from acopio.validation.terms import sh
from acopio.validation.text_report import text_report

COUNT = NamedNode("https://w3id.org/acopio/id/acopagro/count/1a2b3c4d")
UNIT = NamedNode("https://w3id.org/acopio/ns#countedUnit")
WRONG = Result(
    focus_node=COUNT,
    source_shape=NamedNode("https://w3id.org/acopio/shape/count-claim/unit"),
    component=sh("NodeConstraintComponent"),
    severity=sh("Violation"),
    path=of_predicate(UNIT),
    value=NamedNode("https://w3id.org/acopio/concept/product/cocoa"),
    messages=(Literal("Give a unit.", language="en"), Literal("Dé una unidad.", language="es")),
    rule="count-claim/unit",
    place=Place("claims/a.ttl", 12, 5),
    passage=Place("profiles/a.md", 9, 3),
    details=(
        Result(
            focus_node=NamedNode("https://w3id.org/acopio/concept/product/cocoa"),
            source_shape=BlankNode("node-1"),
            component=sh("HasValueConstraintComponent"),
            severity=sh("Violation"),
            path=of_predicate(NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")),
            messages=(Literal("Use a unit of the scheme."),),
        ),
    ),
)
WARNING = replace(
    WRONG, severity=sh("Warning"), rule="share/base-given", value=None, details=(), passage=None,
    messages=(Literal("Give a base."),), component=sh("MinCountConstraintComponent"),
)  # fmt: skip
INFO = replace(WARNING, severity=sh("Info"), rule="claim/reviewed", messages=(Literal("Review."),))
REPORT = Report(
    results=[WRONG, WARNING, INFO], profile="draft", engine="pyshacl", files=2, triples=9, notes=("a note",)
)


def test_text() -> None:
    assert text_report(REPORT) == (
        "Does not conform: 1 violation, 1 warning, 1 info (2 files, 9 triples, profile draft).\n"
        "\n"
        "1  Violation  count-claim/unit  Give a unit.\n"
        "1  Warning    share/base-given  Give a base.\n"
        "1  Info       claim/reviewed    Review.\n"
        "\n"
        "claims/a.ttl:12:5: Violation [count-claim/unit] Give a unit.\n"
        "    focus node  id:acopagro/count/1a2b3c4d\n"
        "    path        acopio:countedUnit\n"
        "    value       product:cocoa\n"
        "    document    profiles/a.md:9:3\n"
        "    because     Use a unit of the scheme. (skos:inScheme)\n"
        "\n"
        "claims/a.ttl:12:5: Warning [share/base-given] Give a base.\n"
        "    focus node  id:acopagro/count/1a2b3c4d\n"
        "    path        acopio:countedUnit\n"
        "\n"
        "Infos are counted only; --strict lists them, and so does every other --format.\n"
        "\n"
        "note: a note\n"
    )


def test_text_without_results() -> None:
    assert text_report(Report(files=1, triples=3)) == "Conforms: no results (1 file, 3 triples).\n"


@pytest.mark.parametrize(("limit", "shown"), [(2, 2), (0, 5), (9, 5)])
def test_text_is_capped_by_rule(limit: int, shown: int) -> None:
    report = Report(results=[replace(WRONG, place=Place("a.ttl", line, 1)) for line in range(1, 6)])
    text = text_report(report, limit)
    assert text.count("focus node") == shown
    assert ("… and 3 more of these rules; --limit 0 shows all." in text) == (shown < 5)
    assert "5  Violation" in text


def test_counts_put_the_gravest_first_then_the_most_frequent() -> None:
    report = Report(results=[INFO, WARNING, WRONG, replace(WRONG, rule="z"), replace(WRONG, rule="z")])
    assert [(each.rule, each.count) for each in report.counts()] == [
        ("z", 2), ("count-claim/unit", 1), ("share/base-given", 1), ("claim/reviewed", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("results", "lenient", "strict"),
    [((), True, True), ((INFO,), True, False), ((WARNING, INFO), True, False), ((WRONG,), False, False)],
)
def test_what_conforms(results: tuple[Result, ...], lenient: bool, strict: bool) -> None:
    assert Report(results=results).conforms is lenient
    assert Report(results=results, strict=True).conforms is strict


def test_unknown_severities_stand_against_conformance() -> None:
    odd = replace(WRONG, severity=NamedNode("http://e.org/Dire"))
    assert not Report(results=[odd]).conforms
    assert odd.severity_name == "<http://e.org/Dire>"


def test_json() -> None:
    whole = json.loads(json_report(REPORT))
    assert whole["conforms"] is False
    assert whole["severities"] == {"Violation": 1, "Warning": 1, "Info": 1}
    assert [each["rule"] for each in whole["counts"]] == [
        "count-claim/unit",
        "share/base-given",
        "claim/reviewed",
    ]
    assert whole["notes"] == ["a note"]
    first = whole["results"][0]
    assert first["focus_node"] == COUNT.value
    assert first["path"] == "acopio:countedUnit"
    assert first["place"] == {"file": "claims/a.ttl", "line": 12, "column": 5}
    assert first["document"] == {"file": "profiles/a.md", "line": 9, "column": 3}
    assert first["details"][0]["message"] == "Use a unit of the scheme."


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_report(REPORT), newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row["rule"] for row in rows] == ["count-claim/unit", "share/base-given", "claim/reviewed"]
    assert (rows[0]["file"], rows[0]["line"], rows[0]["document_line"]) == ("claims/a.ttl", "12", "9")
    assert (rows[1]["value"], rows[1]["document_file"]) == ("", "")


def test_turtle() -> None:
    graph = rdflib.Graph().parse(data=turtle_report(REPORT), format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    assert len(list(graph.objects(report, SH.result))) == 3
    (wrong,) = graph.subjects(SH.value, rdflib.URIRef("https://w3id.org/acopio/concept/product/cocoa"))
    assert graph.value(wrong, SH.focusNode) == rdflib.URIRef(COUNT.value)
    assert graph.value(wrong, SH.resultPath) == rdflib.URIRef(UNIT.value)
    assert {str(message) for message in graph.objects(wrong, SH.resultMessage)} == {
        "Give a unit.",
        "Dé una unidad.",
    }
    detail = graph.value(wrong, SH.detail)
    assert detail is not None
    assert graph.value(detail, SH.sourceConstraintComponent) == SH.HasValueConstraintComponent


def test_turtle_conforms_as_shacl_says() -> None:
    """A warning stands against sh:conforms, though not against the exit code (SHACL, 3.6.1.1)."""
    assert "sh:conforms true" in turtle_report(Report())
    assert Report(results=[WARNING]).conforms
    assert "sh:conforms false" in turtle_report(Report(results=[WARNING]))


def test_turtle_with_a_path() -> None:
    path = PropertyPath("inverse", parts=(of_predicate(UNIT),))
    graph = rdflib.Graph().parse(
        data=turtle_report(Report(results=[replace(WRONG, path=path, details=())])), format="turtle"
    )
    (node,) = graph.objects(None, SH.resultPath, unique=True)
    assert rdflib.URIRef(UNIT.value) in set(graph.objects(node, SH.inversePath))


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.integers(1, 9))
def test_any_message_and_value_come_through(text: str, line: int) -> None:
    result = replace(WRONG, messages=(Literal(text),), value=Literal(text), place=Place("a.ttl", line, 1))
    report = Report(results=[result])
    assert json.loads(json_report(report))["results"][0]["message"] == text
    (row,) = csv.DictReader(io.StringIO(csv_report(report), newline=""))
    assert row["message"] == text
    assert text_report(report).count("focus node") == 1
    graph = rdflib.Graph().parse(data=turtle_report(report), format="turtle")
    assert {str(message) for message in graph.objects(None, SH.resultMessage)} == {
        text,
        "Use a unit of the scheme.",
    }


@pytest.mark.parametrize(
    ("line", "start", "length", "shown"),
    [
        (
            "    acopio:part part:wimmin ;",
            16,
            11,
            "    acopio:part part:wimmin ;\n                ^^^^^^^^^^^\n",
        ),
        ("\t\tp\tx", 4, 1, "    p\tx\n     \t^\n"),
        ("日本 x", 3, 1, "    日本 x\n         ^\n"),
        ("p \x1b[31m\u202ex", 8, 1, "    p \ufffd[31m\ufffdx\n            ^\n"),
    ],
)
def test_the_line_is_shown_with_the_value_marked(line: str, start: int, length: int, shown: str) -> None:
    text = text_report(Report(results=[replace(WRONG, excerpt=Excerpt(line, start, length, 12, 9))]))
    assert shown in text


def test_the_line_in_json() -> None:
    report = Report(results=[replace(WRONG, excerpt=Excerpt("a b c", 2, 1, 12, 6))])
    assert json.loads(json_report(report))["results"][0]["excerpt"] == {
        "text": "a b c", "start": 2, "length": 1, "end_line": 12, "end_column": 6,
    }  # fmt: skip
