"""The project's shapes over generated producers with every kind of fault: the same report as pySHACL's."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from oracle import pyshacl_rows, rows_of
from rdflib import Graph

from acopio.assets import ontology_folder, shapes_folder
from acopio.shacl import validate

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
producers_generator = importlib.import_module("producers_generator")

SHAPES = sorted(shapes_folder().glob("*.ttl"))
CONCEPTS = sorted((ontology_folder() / "concepts").glob("*.ttl"))


def graph_of(turtle: str) -> Graph:
    graph = Graph().parse(data=producers_generator.HEADER + turtle)
    for path in CONCEPTS:
        graph.parse(path)
    return graph


def test_generated_producers_conform() -> None:
    text = producers_generator.HEADER + "".join(text for _, text in producers_generator.producers(20))
    report = validate([text.encode(), *CONCEPTS], SHAPES)
    assert report.sorted() == []
    assert report.notes == ()
    assert report.triples > 20 * 140


def test_generation_is_repeatable() -> None:
    assert list(producers_generator.producers(3, seed=5)) == list(producers_generator.producers(3, seed=5))
    assert producers_generator.producer(1, seed=5) != producers_generator.producer(1, seed=6)


@pytest.mark.parametrize("kind", sorted(producers_generator.FAULTS))
def test_every_kind_of_fault_is_found(kind: str) -> None:
    clean = producers_generator.producer(3)
    faulty = producers_generator.FAULTS[kind](clean)
    assert faulty != clean
    report = validate([(producers_generator.HEADER + faulty).encode(), *CONCEPTS], SHAPES)
    assert not report.conforms
    assert report.notes == ()


def test_faults_are_found_as_pyshacl_finds_them() -> None:
    shapes = Graph()
    for path in SHAPES:
        shapes.parse(path)
    kinds = sorted(producers_generator.FAULTS)
    producers = [producers_generator.producer(number) for number in range(3)]
    for turn, kind in enumerate(kinds):
        producers[turn % 3] = producers_generator.FAULTS[kind](producers[turn % 3])
    graph = graph_of("".join(producers))
    rows = rows_of(validate(graph, shapes))
    assert len(rows) > len(kinds)
    assert rows == pyshacl_rows(graph, shapes, advanced=False)
