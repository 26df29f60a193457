"""Random shapes over random data: the same report as pySHACL's, whatever they say."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import pyshacl_rows, rows_of
from rdflib import Graph

from acopio.shacl import validate
from acopio.shacl.compiler import compile_shapes
from acopio.shacl.engine import validate_compiled
from acopio.shacl.load import load_table
from acopio.shacl.sparql.query import Parsed

PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODES = [f"ex:n{number}" for number in range(6)]
PROPERTIES = ["ex:p", "ex:q", "ex:r"]
LITERALS = [
    "1", "2", "10", "1.5", "2e0", '"a"', '"b"', '"abc"', '"a"@en', '"b"@en', '"a"@en-GB', '"a"@de', "true",
    '"2020-01-01"^^xsd:date', '"2021-06-30"^^xsd:date', '"2020-01-01T00:00:00"^^xsd:dateTime',
    '"x"^^xsd:integer', '"1"^^xsd:int', '"v"^^ex:own',
]  # fmt: skip
CLASSES = ["ex:C", "ex:D", "ex:E"]
DATATYPES = [
    "xsd:integer",
    "xsd:decimal",
    "xsd:double",
    "xsd:string",
    "rdf:langString",
    "xsd:date",
    "xsd:boolean",
    "ex:own",
    "xsd:int",
]
KINDS = [
    "sh:IRI",
    "sh:BlankNode",
    "sh:Literal",
    "sh:BlankNodeOrIRI",
    "sh:BlankNodeOrLiteral",
    "sh:IRIOrLiteral",
]

properties = st.sampled_from(PROPERTIES)
terms = st.sampled_from([*NODES, *LITERALS])


@st.composite
def data(draw: st.DrawFn) -> str:
    lines = ["ex:D rdfs:subClassOf ex:C ."] if draw(st.booleans()) else []
    for node, class_ in draw(
        st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(CLASSES)), max_size=6)
    ):
        lines.append(f"{node} a {class_} .")
    triples = st.tuples(st.sampled_from([*NODES, "_:b"]), properties, st.one_of(terms, st.just("_:b")))
    lines += [f"{s} {p} {o} ." for s, p, o in draw(st.lists(triples, min_size=3, max_size=16))]
    return "\n".join(lines)


paths = st.recursive(
    properties,
    lambda inner: st.one_of(
        inner.map(lambda path: f"[ sh:inversePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:oneOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrOnePath {path} ]"),
        st.tuples(inner, inner).map(lambda pair: f"[ sh:alternativePath ( {pair[0]} {pair[1]} ) ]"),
        st.tuples(inner, inner).map(lambda pair: f"( {pair[0]} {pair[1]} )"),
    ),
    max_leaves=3,
)
value_constraints = st.one_of(
    st.sampled_from(CLASSES).map(lambda value: f"sh:class {value}"),
    st.sampled_from(DATATYPES).map(lambda value: f"sh:datatype {value}"),
    st.sampled_from(KINDS).map(lambda value: f"sh:nodeKind {value}"),
    st.tuples(
        st.sampled_from(["minExclusive", "minInclusive", "maxExclusive", "maxInclusive"]),
        st.sampled_from(LITERALS[:8]),
    ).map(lambda pair: f"sh:{pair[0]} {pair[1]}"),
    st.tuples(st.sampled_from(["minLength", "maxLength"]), st.integers(0, 3)).map(
        lambda p: f"sh:{p[0]} {p[1]}"
    ),
    st.sampled_from(["a", "^b$", "[0-9]", "http"]).map(lambda value: f'sh:pattern "{value}"'),
    st.sampled_from(['"en"', '"de" "en-GB"', '"*"']).map(lambda value: f"sh:languageIn ( {value} )"),
    st.lists(terms, min_size=1, max_size=3).map(lambda values: f"sh:in ( {' '.join(values)} )"),
    terms.map(lambda value: f"sh:hasValue {value}"),
    st.tuples(st.sampled_from(["equals", "disjoint"]), properties).map(
        lambda pair: f"sh:{pair[0]} {pair[1]}"
    ),
)
path_constraints = st.one_of(
    st.tuples(st.sampled_from(["minCount", "maxCount"]), st.integers(0, 3)).map(
        lambda p: f"sh:{p[0]} {p[1]}"
    ),
    st.just("sh:uniqueLang true"),
)


def joined(constraints: list[str]) -> str:
    """Return constraints without a second value of a parameter that takes one."""
    return " ; ".join({each.split()[0]: each for each in constraints}.values())


def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return node shapes (in brackets) made of others."""
    list_of = st.lists(inner, min_size=1, max_size=3).map(" ".join)
    property_shape = st.tuples(
        paths,
        st.lists(st.one_of(value_constraints, path_constraints), min_size=1, max_size=3).map(joined),
        st.one_of(st.just(""), inner.map(lambda shape: f" ; sh:node {shape}")),
        st.one_of(
            st.just(""),
            st.tuples(inner, st.sampled_from(["Min", "Max"]), st.integers(0, 2), st.booleans()).map(
                lambda q: (
                    f" ; sh:qualifiedValueShape {q[0]} ; sh:qualified{q[1]}Count {q[2]}"
                    f" ; sh:qualifiedValueShapesDisjoint {str(q[3]).lower()}"
                )
            ),
        ),
    ).map(lambda parts: f"[ sh:path {parts[0]} ; {parts[1]}{parts[2]}{parts[3]} ]")
    constraint = st.one_of(
        value_constraints,
        inner.map(lambda shape: f"sh:not {shape}"),
        inner.map(lambda shape: f"sh:node {shape}"),
        st.tuples(st.sampled_from(["and", "or", "xone"]), list_of).map(
            lambda pair: f"sh:{pair[0]} ( {pair[1]} )"
        ),
        st.lists(property_shape, min_size=1, max_size=3).map(lambda each: f"sh:property {', '.join(each)}"),
        st.just("sh:closed true ; sh:ignoredProperties ( rdf:type ex:p )"),
    )
    return st.lists(constraint, min_size=1, max_size=3).map(lambda each: f"[ {joined(each)} ]")


node_shapes = st.recursive(
    st.lists(value_constraints, min_size=1, max_size=2).map(lambda each: f"[ {joined(each)} ]"),
    deeper,
    max_leaves=4,
)
targets = st.one_of(
    st.sampled_from(CLASSES).map(lambda value: f"sh:targetClass {value}"),
    terms.map(lambda value: f"sh:targetNode {value}"),
    properties.map(lambda value: f"sh:targetSubjectsOf {value}"),
    properties.map(lambda value: f"sh:targetObjectsOf {value}"),
)
extras = st.sampled_from(
    ["", " ; sh:severity sh:Warning", ' ; sh:message "Mend it."@en', " ; sh:deactivated true"]
)
shapes = st.lists(st.tuples(deeper(node_shapes), targets, targets, extras), min_size=1, max_size=3).map(
    lambda all_: "\n".join(
        f"ex:S{number} a sh:NodeShape ; {first} ; {second} ; {shape[1:-1].strip()}{extra} ."
        for number, (shape, first, second, extra) in enumerate(all_)
    )
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data(), shapes)
def test_same_report_as_pyshacl(facts: str, rules: str) -> None:
    data_graph = Graph().parse(data=PREFIXES + facts)
    shapes_graph = Graph().parse(data=PREFIXES + rules)
    assert rows_of(validate(data_graph, shapes_graph)) == pyshacl_rows(data_graph, shapes_graph)


CONDITIONS = (
    "?value = 1", "?value != ?x", "?x < 5", "?value >= 1.5", "BOUND(?x)", "!BOUND(?y)", "isLiteral(?value)",
    "STR(?value) = 'a'", "STRLEN(STR(?value)) > 1", "LANG(?value) = 'en'", "DATATYPE(?value) = xsd:integer",
    "?value IN (1, 'a', ex:n1)", "?value NOT IN (2, ex:n0)", "STRSTARTS(STR(?value), 'http')", "?x + 1 = 2",
    "FLOOR(?value) = ?value",
    "?value", "REGEX(STR(?value), '^a')", "SUBSTR(STR(?value), 2) = 'b'",
    "CONCAT(STR(?value), 'x') != 'ax'", "$this != ?value", "COALESCE(?x, ?value) = 1",
    "COALESCE(?y, ?x) != ?value", "IF(BOUND(?x), ?x != ?value, STR(?value) = 'a')", "COALESCE(?x, 1) = 1",
    "IF(?value = 1, true, false)", "IF(?x, ?value = 2, ?x = ?value)",
)  # fmt: skip
conditions = st.recursive(
    st.sampled_from(CONDITIONS),
    lambda inner: st.one_of(
        inner.map(lambda each: f"!({each})"),
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(
            lambda each: f"({each[0]} {each[1]} {each[2]})"
        ),
    ),
    max_leaves=3,
)
steps = st.sampled_from(
    ["ex:p", "ex:q", "^ex:p", "ex:p/ex:q", "(ex:p|ex:r)", "ex:p+", "ex:q*", "ex:r?", "?p"]
)
elements = st.one_of(
    steps.map(lambda step: f"$this {step} ?value ."),
    steps.map(lambda step: f"?value {step} ?x ."),
    steps.map(lambda step: f"OPTIONAL {{ $this {step} ?x }}"),
    st.tuples(steps, conditions).map(lambda each: f"OPTIONAL {{ ?value {each[0]} ?y FILTER ({each[1]}) }}"),
    st.tuples(steps, steps).map(
        lambda each: f"{{ $this {each[0]} ?value }} UNION {{ ?value {each[1]} $this }}"
    ),
    conditions.map(lambda each: f"FILTER ({each})"),
    steps.map(lambda step: f"FILTER NOT EXISTS {{ ?value {step} ?z }}"),
    st.tuples(steps, conditions).map(
        lambda each: f"FILTER EXISTS {{ $this {each[0]} ?z FILTER ({each[1]}) }}"
    ),
)
queries = st.tuples(
    st.lists(elements, min_size=1, max_size=3),
    st.sampled_from(
        [
            "",
            "BIND (STR(?value) AS ?w)",
            "BIND (?x + 1 AS ?w) FILTER (BOUND(?w))",
            "BIND (COALESCE(?x, ?y) AS ?w) FILTER (?w != ?value)",
            "BIND (SUBSTR(?value, 2) AS ?w) FILTER (?w = 'b')",
            "BIND (CONCAT(?value, ?x) AS ?w) FILTER (STRLEN(?w) > 1)",
            "BIND (IF(?value = 1, ?x, ?value) AS ?w)",
        ]
    ),
    st.sampled_from(
        [
            "$this ?value",
            "$this",
            "?value",
            "$this (?x AS ?path)",
            "DISTINCT $this ?value ?x",
            "$this ?value ?w",
        ]
    ),
).map(lambda each: f"SELECT {each[2]} WHERE {{ {' '.join(each[0])} {each[1]} }}")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data(), st.lists(queries, min_size=1, max_size=3))
def test_same_solutions_as_pyshacl(facts: str, texts: list[str]) -> None:
    declared = " sh:prefixes ex: ; "
    constraints = "".join(
        f' ; sh:sparql [{declared} sh:message "{{?value}}" ; sh:select """{t}""" ]' for t in texts
    )
    prefixes = "".join(
        f'ex: sh:declare [ sh:prefix "{name}" ; sh:namespace "{iri}"^^xsd:anyURI ] .\n'
        for name, iri in (("ex", "http://example.org/"), ("xsd", "http://www.w3.org/2001/XMLSchema#"))
    )
    rules = (
        f"{prefixes} ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:targetNode ex:n0, ex:n1, 1{constraints} ."
    )
    data_graph = Graph().parse(data=PREFIXES + facts)
    shapes_graph = Graph().parse(data=PREFIXES + rules)
    expected = pyshacl_rows(data_graph, shapes_graph)
    parsed: Parsed = {}
    for _ in range(2):  # parsed now, and as queries that were kept are read
        compiled = compile_shapes(load_table(shapes_graph), parsed=parsed)
        assert rows_of(validate_compiled(compiled, load_table(data_graph))) == expected
        parsed = json.loads(json.dumps(parsed))
