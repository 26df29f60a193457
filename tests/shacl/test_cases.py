"""The cases of this project: each file is data and shapes at once, and pySHACL says what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from oracle import pyshacl_rows, rows_of
from rdflib import Graph

from acopio.shacl import validate

FOLDER = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ttl"))
COMPONENTS = [
    "Class",
    "Datatype",
    "NodeKind",
    "MinCount",
    "MaxCount",
    "MinExclusive",
    "MinInclusive",
    "MaxExclusive",
    "MaxInclusive",
    "MinLength",
    "MaxLength",
    "Pattern",
    "LanguageIn",
    "UniqueLang",
    "Equals",
    "Disjoint",
    "LessThan",
    "LessThanOrEquals",
    "Not",
    "And",
    "Or",
    "Xone",
    "Node",
    "QualifiedMinCount",
    "QualifiedMaxCount",
    "Closed",
    "HasValue",
    "In",
]


def test_number_of_cases() -> None:
    assert len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_same_report_as_pyshacl(name: str) -> None:
    graph = Graph().parse(FOLDER / f"{name}.ttl")
    report = validate(graph, graph)
    assert report.notes == ()
    assert report.count > 0
    assert rows_of(report) == pyshacl_rows(graph, graph)


@pytest.mark.parametrize("name", NAMES)
def test_file_and_rdflib_graph_give_the_same(name: str) -> None:
    path = FOLDER / f"{name}.ttl"
    graph = Graph().parse(path)
    assert (
        validate(path, path).count == validate(graph, graph).count == validate(path.read_bytes(), path).count
    )


def test_cases_break_every_component() -> None:
    found = {
        result.component
        for name in NAMES
        for result in validate(FOLDER / f"{name}.ttl", FOLDER / f"{name}.ttl")
    }
    wanted = {f"<http://www.w3.org/ns/shacl#{name}ConstraintComponent>" for name in [*COMPONENTS, "SPARQL"]}
    assert wanted <= found
    assert {"<http://example.org/LengthComponent>", "<http://example.org/ShowComponent>"} <= found
