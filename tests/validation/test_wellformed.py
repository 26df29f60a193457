"""Shapes that break a rule of SHACL are named with the rule and their place."""

import pytest
from pyoxigraph import RdfFormat

from acopio.errors import AcopioError
from acopio.validation.data import Source
from acopio.validation.shapes import Shapes
from acopio.validation.wellformed import check_shapes, find_flaws, unknown_names

PRELUDE = """@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def shapes(turtle: str) -> Shapes:
    return Shapes([Source("s.ttl", (PRELUDE + turtle).encode(), RdfFormat.TURTLE)])


def node(rest: str) -> str:
    return f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {rest} ."


def prop(rest: str) -> str:
    return node(f"sh:property [ sh:path ex:p ; {rest} ]")


def query(text: str) -> str:
    return node(f'sh:sparql [ sh:select """{text}""" ]')


RIGHT = {
    "core": prop(
        'sh:minCount 1 ; sh:maxCount 2 ; sh:datatype xsd:string ; sh:pattern "^a" ; sh:in ( "a" "b" )'
    ),
    "logic": node("sh:or ( [ sh:path ex:p ; sh:minCount 1 ] [ sh:not [ sh:class ex:D ] ] )"),
    "qualified": prop("sh:qualifiedValueShape [ sh:class ex:D ] ; sh:qualifiedMinCount 1"),
    "query": query("SELECT $this ?value WHERE { $this ex:p ?value # VALUES\n FILTER (?value != 'MINUS') }"),
    "query on a path": node(
        'sh:property [ sh:path ex:p ; sh:sparql [ sh:select "SELECT $this ?value { $this $PATH ?value }" ] ]'
    ),
}
FLAWS = {
    "class-nodeKind": node('sh:class "C"'),
    "datatype-nodeKind": prop('sh:datatype "xsd:string"'),
    "targetClass-nodeKind": 'ex:S a sh:NodeShape ; sh:targetClass "C" .',
    "minCount-datatype": prop('sh:minCount "1"'),
    "closed-datatype": node('sh:closed "yes"'),
    "datatype-maxCount": prop("sh:datatype xsd:string, xsd:date"),
    "severity-maxCount": node("sh:severity sh:Info, sh:Warning"),
    "nodeKind-in": prop("sh:nodeKind sh:Iri"),
    "in-node": prop("sh:in ex:notAList"),
    "or-node": node('sh:or "no list"'),
    "and-members-node": node("sh:and ()"),
    "xone-members-node": node("sh:xone ( 5 )"),
    "NodeShape-path-maxCount": node("sh:path ex:p"),
    "path-minCount": "ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:minCount 1 .",
    "path-maxCount": "ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:path ex:p, ex:q .",
    "path-node": 'ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:path [ sh:inversePath "p" ] .',
    "minCount-scope": node("sh:minCount 1"),
    "lessThan-scope": node("sh:lessThan ex:p"),
    "node-nodeKind": prop('sh:node "D"'),
    "node-node": prop("sh:node ex:Nowhere"),
    "property-path": node("sh:property [ sh:minCount 1 ]"),
    "qualifiedValueShape-count": prop("sh:qualifiedValueShape [ sh:class ex:D ]"),
    "pattern-datatype": prop("sh:pattern 5"),
    "pattern-regex": prop('sh:pattern "(a"'),
    "sparql-select-count": node("sh:sparql [ sh:message 'no query' ]"),
    "sparql-this": query("SELECT ?s WHERE { ?s ex:p 1 }"),
    "sparql-syntax": query("SELECT $this WHERE { $this ex:p }"),
    "pre-binding": query("SELECT $this WHERE { $this ex:p ?o MINUS { $this ex:q ?o } }"),
    "targetNode-nodeKind": "ex:S a sh:NodeShape ; sh:targetNode [] .",
    "shapesGraph-nodeKind": "ex:S a sh:NodeShape . ex:G sh:shapesGraph 'g' .",
    "minInclusive-nodeKind": prop("sh:minInclusive ex:five"),
    "message-datatype": prop("sh:message 5"),
    "flags-datatype": prop("sh:pattern 'a' ; sh:flags 1"),
    "multiple-parameters": prop("sh:pattern 'a', 'b' ; sh:flags 'i'"),
    "implicit-targetClass-nodeKind": "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    " [] a rdfs:Class, sh:NodeShape .",
    "ignoredProperties-members-nodeKind": node("sh:closed true ; sh:ignoredProperties ( 'p' )"),
    "languageIn-members-datatype": prop("sh:languageIn ( 'en' ex:fr )"),
    "qualifiedValueShapesDisjoint-datatype": prop("sh:qualifiedValueShapesDisjoint 'yes'"),
    "ConstraintComponent-parameter": "ex:C a sh:ConstraintComponent .",
    "Parameter-predicate": "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path 'p' ], [ sh:path ex:q ] .",
    "Parameter-name": "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:value ] .",
    "recursion": node("sh:node ex:T")
    + "ex:T sh:property [ sh:path ex:p ; sh:or ( [ sh:not ex:S ] ex:T ) ] .",
    "declare-prefix": query("SELECT $this { $this ex:p 1 }") + "ex:O sh:declare [ sh:prefix 'ex' ] .",
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_shapes_pass(name: str) -> None:
    check_shapes(shapes(RIGHT[name]))
    assert not unknown_names(shapes(RIGHT[name]))


@pytest.mark.parametrize("rule", FLAWS)
def test_flaw_is_named(rule: str) -> None:
    assert rule in {flaw.rule for flaw in find_flaws(shapes(FLAWS[rule]))}


def test_recursion_is_told_with_its_circle() -> None:
    (flaw,) = find_flaws(
        shapes(node("sh:node ex:T") + "ex:T a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:node ex:S ] .")
    )
    assert flaw.problem.startswith("it refers to itself (ex:S -> ex:T -> ex:T/ex:p -> ex:S);")


def test_long_chains_of_shapes_are_no_recursion() -> None:
    """Deeper than Python's own recursion; a shape that is switched off refers to nothing."""
    chain = "".join(f"ex:S{number} sh:node ex:S{number + 1} .\n" for number in range(3000))
    assert not list(
        find_flaws(shapes(f"{chain}ex:S3000 sh:node ex:S ; sh:deactivated true . ex:S sh:not ex:S0 ."))
    )


def test_message_names_shape_rule_and_place() -> None:
    with pytest.raises(AcopioError) as raised:
        check_shapes(shapes("\n" + prop('sh:minCount "1"')))
    error = raised.value
    assert error.kind.code == "shapes-invalid"
    assert (str(error.path), error.line, error.column) == ("s.ttl", 4, 57)
    assert (
        error.problem
        == 'ex:S/ex:p: the value of sh:minCount must be an xsd:integer, not "1" (rule minCount-datatype)'
    )


def test_prefix_that_is_not_declared_is_told_with_its_line() -> None:
    (flaw,) = find_flaws(shapes(query("SELECT $this WHERE {\n  $this nowhere:p 1 }")))
    assert flaw.rule == "sparql-syntax"
    assert flaw.problem == "its query does not parse at line 2, column 18: a prefix is not declared"


def test_misspelt_names_are_told() -> None:
    """SHACL lets unknown properties stand, so that they are no fault; in silence they would do harm."""
    assert unknown_names(shapes(prop("sh:mincount 1"))) == [
        "s.ttl:3:57: SHACL has no sh:mincount, so it has no effect; did you mean sh:minCount?"
    ]
