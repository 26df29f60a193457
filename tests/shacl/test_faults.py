"""Shapes that are not well-formed: refused with the shape and the rule that it breaks."""

from __future__ import annotations

import pytest

from acopio.errors import AcopioError
from acopio.shacl import validate

PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = (PREFIXES + "ex:a a ex:Thing ; ex:p 1 .").encode()

ILL_FORMED = {
    "a sh:NodeShape, sh:PropertyShape ; sh:path ex:p": "both",
    "a sh:NodeShape ; sh:path ex:p": "sh:path",
    "a sh:PropertyShape": "needs a sh:path",
    "a sh:PropertyShape ; sh:path ex:p, ex:q": "exactly one sh:path",
    "a sh:PropertyShape ; sh:path [ sh:inversePath ex:p, ex:q ]": "more than one value",
    'a sh:PropertyShape ; sh:path "p"': "literal",
    "a sh:PropertyShape ; sh:path ( ex:p )": "two members",
    "a sh:PropertyShape ; sh:path [ ex:unknown ex:p ]": "none of an IRI",
    "a sh:NodeShape ; sh:minCount 1": "sh:minCount",
    'a sh:PropertyShape ; sh:path ex:p ; sh:minCount "one"': "sh:minCount",
    "a sh:PropertyShape ; sh:path ex:p ; sh:maxCount -1": "sh:maxCount",
    "a sh:PropertyShape ; sh:path ex:p ; sh:maxCount 1, 2": "more than one sh:maxCount",
    "a sh:NodeShape ; sh:nodeKind sh:Thing": "sh:nodeKind",
    "a sh:NodeShape ; sh:datatype xsd:string, xsd:date": "more than one sh:datatype",
    'a sh:NodeShape ; sh:datatype "string"': "sh:datatype",
    'a sh:NodeShape ; sh:pattern "("': "no regular expression",
    "a sh:NodeShape ; sh:in ex:a": "well-formed RDF list",
    "a sh:NodeShape ; sh:or ()": "one member",
    "a sh:NodeShape ; sh:not 5": "shape",
    "a sh:NodeShape ; sh:node [ sh:path ex:p ]": "node shape",
    "a sh:NodeShape ; sh:property [ sh:class ex:C ]": "property shape",
    "a sh:NodeShape ; sh:closed 5": "sh:closed",
    "a sh:NodeShape ; sh:lessThan ex:p": "sh:lessThan",
    "a sh:PropertyShape ; sh:path ex:p ; sh:qualifiedValueShape []": "qualified",
    "a sh:NodeShape ; sh:severity sh:Info, sh:Warning": "sh:severity",
    "a sh:NodeShape ; sh:message ex:a": "sh:message",
    "a sh:NodeShape ; sh:deactivated 1": "sh:deactivated",
    'a sh:NodeShape ; sh:targetClass "Thing"': "sh:targetClass",
    "a sh:NodeShape ; sh:sparql [ ]": "sh:select",
    'a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this { $this ?p ?o MINUS { $this ?p 1 } }" ]': "MINUS",
    'a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this { VALUES ?x { 1 } $this ?p ?x }" ]': "VALUES",
    'a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this { SERVICE <urn:a> { ?s ?p ?x } }" ]': "SERVICE",
    'a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this { $this $PATH ?x }" ]': "PATH",
}


@pytest.mark.parametrize("rest", ILL_FORMED)
def test_ill_formed_shape(rest: str) -> None:
    shapes = f"{PREFIXES} ex:Bad {rest} ; sh:targetClass ex:Thing ."
    with pytest.raises(AcopioError, match="shapes-invalid") as caught:
        validate(DATA, shapes.encode())
    assert ILL_FORMED[rest] in caught.value.problem
    assert "ex:Bad" in caught.value.problem


@pytest.mark.parametrize(
    "rest",
    [
        "sh:node ex:S",
        "sh:property [ sh:path ex:p ; sh:node ex:S ]",
        "sh:not [ sh:or ( [ sh:and ( ex:S ) ] ) ]",
        "sh:property [ sh:path ex:p ; sh:qualifiedValueShape ex:S ; sh:qualifiedMinCount 1 ]",
    ],
)
def test_recursive_shape(rest: str) -> None:
    shapes = f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; {rest} ."
    with pytest.raises(AcopioError, match="refers to itself"):
        validate(DATA, shapes.encode())


def test_what_is_not_compiled_goes_to_pyshacl() -> None:
    shapes = f"""{PREFIXES}
    ex:Nested a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:select
      "SELECT $this ?value {{ {{ SELECT $this (COUNT(?o) AS ?value) {{ $this ?p ?o }} GROUP BY $this }} }}"
    ] .
    ex:Plain a sh:NodeShape ; sh:targetClass ex:Thing ; sh:nodeKind sh:Literal .
    """
    report = validate(DATA, shapes.encode())
    assert [note.split()[0] for note in report.notes] == ["ex:Nested"]
    assert report.count == 2
    assert [(result.source_shape, result.value) for result in report.sorted()] == [
        ("<http://example.org/Nested>", '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("<http://example.org/Plain>", "<http://example.org/a>"),
    ]


def test_advanced_features_go_to_pyshacl() -> None:
    rules = f"""{PREFIXES}
    ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:made ; sh:maxCount 0 ] ;
      sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate ex:made ; sh:object ex:b ] .
    """
    report = validate(DATA, rules.encode())
    assert report.count == 1
    assert "sh:rule" in report.notes[0]
    assert validate(DATA, rules.encode(), advanced=False).conforms


def test_javascript_is_told_of() -> None:
    shapes = f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:js [ sh:jsFunctionName 'f' ] ."
    assert validate(DATA, shapes.encode()).notes == ("sh:js of ex:S was not evaluated",)


def test_results_are_made_one_at_a_time() -> None:
    data = PREFIXES + "".join(f"ex:n{n} a ex:Thing .\n" for n in range(2000))
    shapes = f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:nodeKind sh:Literal ."
    report = validate(data.encode(), shapes.encode())
    assert report.count == 2000
    assert next(iter(report)).component.endswith("NodeKindConstraintComponent>")
    assert sum(1 for _ in report) == 2000
