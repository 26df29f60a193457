"""What shapes read of the data: a property too few here would let a change elsewhere go unnoticed."""

from __future__ import annotations

from typing import Any

import pytest

from acopio.shacl import reads
from acopio.shacl.compiler import compile_shapes
from acopio.shacl.load import load_table
from acopio.shacl.reads import Reads, reads_of

PREFIXES = """@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:all sh:declare [ sh:prefix "ex" ; sh:namespace "http://e.org/"^^xsd:anyURI ] .
"""


def read(turtle: str) -> Reads:
    return reads_of(compile_shapes(load_table((PREFIXES + turtle).encode())))


def target(rest: str) -> str:
    return f"ex:A sh:targetClass ex:C ; {rest} ."


def path(text: str) -> str:
    return target(f"sh:property [ sh:path {text} ; sh:minCount 1 ]")


def query(where: str) -> str:
    return target(f'sh:sparql [ sh:prefixes ex:all ; sh:select """SELECT $this WHERE {{ {where} }}""" ]')


def component(where: str) -> str:
    return f"""ex:Own a sh:ConstraintComponent ; sh:parameter [ sh:path ex:own ] ;
        sh:validator [ sh:prefixes ex:all ; sh:ask \"\"\"ASK {{ {where} }}\"\"\" ] .
        ex:A sh:targetClass ex:C ; ex:own ex:node ."""


NEAR: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": (target("sh:nodeKind sh:IRI"), {}),
    "a predicate": (path("ex:p"), {"forward": {"p"}}),
    "an inverse": (path("[ sh:inversePath ex:p ]"), {"backward": {"p"}}),
    "a sequence": (path("( ex:p [ sh:inversePath ex:q ] ex:r )"), {"forward": {"p", "r"}, "backward": {"q"}}),
    "an inverse of a sequence": (path("[ sh:inversePath ( ex:p ex:q ) ]"), {"backward": {"p", "q"}}),
    "alternatives": (path("[ sh:alternativePath ( ex:p ex:q ) ]"), {"forward": {"p", "q"}}),
    "repetition": (path("[ sh:zeroOrMorePath [ sh:inversePath ex:p ] ]"), {"backward": {"p"}}),
    "shapes that shapes refer to": (
        target("sh:node ex:B")
        + "ex:B sh:or ( [ sh:path ex:p ; sh:not ex:D ] ex:D ) . ex:D sh:property [ sh:path ex:q ; sh:in ( 1 ) ] .",
        {"forward": {"p", "q"}},
    ),
    "shapes beside a qualified one": (
        target("sh:property ex:One, ex:Two")
        + """ex:One sh:path ex:p ; sh:qualifiedValueShape [ sh:path ex:q ; sh:minCount 1 ] ;
            sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 .
            ex:Two sh:path ex:p ; sh:qualifiedValueShape [ sh:path ex:r ; sh:minCount 1 ] ; sh:qualifiedMinCount 1 .""",
        {"forward": {"p", "q", "r"}},
    ),
    "not what is switched off": (target("sh:deactivated true ; sh:property [ sh:path ex:p ]"), {}),
    "nodes that are targets": ("ex:A sh:targetNode ex:n ; sh:nodeKind sh:IRI .", {"targets": {"n"}}),
    "a query forwards": (query("$this ex:p ?x . ?x ex:q ?y"), {"forward": {"p", "q"}}),
    "a query backwards": (query("?y ex:q ?x . ?x ex:p $this"), {"backward": {"p", "q"}}),
    "a path of a query, backwards": (query("?y ex:q/^ex:p $this"), {"backward": {"q"}, "forward": {"p"}}),
    "a path of a query": (query("$this ex:q+/^ex:p ?x"), {"backward": {"p"}, "forward": {"q"}}),
    "any property": (query("$this ?p ?x"), {"anywhere": True}),
    "any property of a value that is known": (query("$this ex:p ?x . $this ?p ?x"), {"forward": {"p"}}),
    "a property that is a value": (query("$this ex:p ?p . $this ?p ?x"), {"forward": {"p"}, "anywhere": True}),
    "a node of the query": (query("$this ex:p 1 . ex:n ex:q ?x"), {"forward": {"p", "q"}, "fixed": {"n"}}),
    "back from a node of the query": (
        query("$this ex:p 1 . ?x ex:q ex:n"), {"forward": {"p"}, "backward": {"q"}, "fixed": {"n"}}
    ),
    "OPTIONAL": (query("$this ex:p ?x OPTIONAL { ?x ex:q ?y }"), {"forward": {"p", "q"}}),
    "OPTIONAL of more": (
        query("$this ex:p ?x OPTIONAL { ?x ex:q ?y . ?y ex:r ?z }"), {"forward": {"p", "q", "r"}}
    ),
    "EXISTS": (query("$this ex:p ?x FILTER EXISTS { ?x ex:q ?y . ?z ex:r ?y }"),
        {"forward": {"p", "q"}, "backward": {"r"}}),
    "UNION, both of which give a value": (
        query("{ $this ex:p ?x } UNION { ?x ex:q $this } ?x ex:r ?y"), {"forward": {"p", "r"}, "backward": {"q"}}
    ),
    "BIND": (query("$this ex:p ?x BIND (STR(?x) AS ?y)"), {"forward": {"p"}}),
    "a component": (component("$this ex:p ?x . $value ex:q ?x"), {"forward": {"p", "q"}}),
}  # fmt: skip
WHOLE = {
    "targets that are objects": "ex:A sh:targetObjectsOf ex:p ; sh:nodeKind sh:IRI .",
    "a target that is a literal": 'ex:A sh:targetNode ex:n, "n" ; sh:nodeKind sh:IRI .',
    "a target in SPARQL": """ex:A sh:target [ a sh:SPARQLTarget ; sh:prefixes ex:all ;
        sh:select "SELECT ?this { ?this ex:p 1 }" ] ; sh:nodeKind sh:IRI .""",
    "a shape left to pySHACL": query("{ SELECT $this { $this ex:p ?x } }"),
    "a shape left to pySHACL, referred to": target("sh:node ex:B")
    + query("{ SELECT $this { $this ex:p ?x } }").replace("ex:A sh:targetClass ex:C", "ex:B a sh:NodeShape"),
    "results at other nodes": target("sh:property [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:maxCount 1 ] ]"),
    "a triple apart": query("$this ex:p ?x . ?y ex:q ?z"),
    "from a literal": query('$this ex:p ?x . ?y ex:q "v"'),
    "any property backwards": query("?x ?p $this"),
    "a property as a node": query("$this ?p ?x . ?p ex:q ?y"),
    "on from OPTIONAL": query("OPTIONAL { $this ex:p ?y } ?y ex:q ?x"),
    "on from OPTIONAL of more": query("OPTIONAL { $this ex:p ?y . ?y ex:r ?z } ?z ex:q ?x"),
    "on from one side of UNION": query("{ $this ex:p ?x } UNION { $this ex:q ?y } ?x ex:r ?z"),
    "on from EXISTS": query("$this ex:p ?x FILTER EXISTS { ?x ex:q ?y } ?y ex:r ?z"),
    "on from BIND": query("$this ex:p ?x BIND (?x AS ?y) ?y ex:r ?z"),
    "on from a parameter": component("$this ex:p ?x . $own ex:q ?y"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEAR)
def test_what_is_read(name: str) -> None:
    turtle, wanted = NEAR[name]
    found = read(turtle)
    for kind in ("forward", "backward", "fixed", "targets"):
        assert getattr(found, kind) == {f"<http://e.org/{each}>" for each in wanted.get(kind, ())}, kind
    assert found.anywhere is wanted.get("anywhere", False)
    assert found.whole == []


@pytest.mark.parametrize("name", WHOLE)
def test_what_cannot_be_told(name: str) -> None:
    assert read(WHOLE[name]).whole


def test_a_constraint_that_is_not_known_is_not_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "NEAR", ())
    assert read(path("ex:p")).whole
