"""What is not compiled goes to pySHACL whole: its own targets, those in SPARQL too, and rules."""

from __future__ import annotations

import pytest
from oracle import pyshacl_rows, rows_of
from rdflib import Graph

from acopio.shacl import validate

PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
DATA = """
ex:kilima a ex:Producer ; ex:members 350 .
ex:rufiji a ex:Producer .
"""
SPARQL_TARGET = """
ex:Counted a sh:NodeShape ;
    sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this WHERE { ?this a <http://example.org/Producer> }" ] ;
    sh:property [ sh:path ex:members ; sh:minCount 1 ] .
"""
RULE = """
ex:Inferring a sh:NodeShape ; sh:targetClass ex:Producer ;
    sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate rdf:type ; sh:object ex:Organization ] .
ex:Organized a sh:NodeShape ; sh:targetClass ex:Organization ;
    sh:property [ sh:path ex:members ; sh:minCount 1 ] .
"""


@pytest.mark.parametrize("shapes", [SPARQL_TARGET, RULE, SPARQL_TARGET + RULE])
def test_same_report_as_pyshacl(shapes: str) -> None:
    data = Graph().parse(data=PREFIXES + DATA, format="turtle")
    graph = Graph().parse(data=PREFIXES + shapes, format="turtle")
    report = validate(data, graph)
    assert report.count > 0
    assert rows_of(report) == pyshacl_rows(data, graph)
    assert all("was evaluated by pySHACL" in note for note in report.notes)
    assert bool(report.notes) == ("sh:rule" in shapes)
