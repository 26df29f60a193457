"""Property paths: read, shown, written."""

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from acopio.validation.property_path import PropertyPath, read_list, read_path
from acopio.validation.terms import Term, Triple

E = {"": "http://e.org/"}
PRELUDE = "@prefix : <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
PATHS = {
    ":a": ":a",
    "[ sh:inversePath :a ]": "^:a",
    "( :a :b :c )": ":a/:b/:c",
    "[ sh:alternativePath ( :a :b ) ]": ":a|:b",
    "[ sh:zeroOrMorePath :a ]": ":a*",
    "[ sh:oneOrMorePath :a ]": ":a+",
    "[ sh:zeroOrOnePath :a ]": ":a?",
    "( :a [ sh:alternativePath ( :b [ sh:inversePath :c ] ) ] )": ":a/(:b|^:c)",
    "[ sh:inversePath ( :a :b ) ]": "^(:a/:b)",
    "[ sh:zeroOrMorePath [ sh:inversePath :a ] ]": "^:a*",
}


def graph(turtle: str) -> list[Triple]:
    quads = parse((PRELUDE + f":shape sh:path {turtle} .").encode(), format=RdfFormat.TURTLE)
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


def read(triples: list[Triple], node: Term) -> PropertyPath:
    return read_path(
        node, lambda s, p: [value for subject, predicate, value in triples if (subject, predicate) == (s, p)]
    )


def root(triples: list[Triple]) -> Term:
    return next(value for subject, _, value in triples if isinstance(subject, NamedNode))


@pytest.mark.parametrize(("turtle", "sparql"), PATHS.items())
def test_paths_are_shown_as_sparql_and_written_back(turtle: str, sparql: str) -> None:
    triples = graph(turtle)
    path = read(triples, root(triples))
    assert path.sparql(E) == sparql
    node, written = path.triples("path")
    assert read(written, node) == path


@pytest.mark.parametrize(
    "turtle", ["[]", "[ :p :a ]", "( :a )", "()", '"a"', "[ sh:alternativePath :a ]", "[ sh:inversePath 5 ]"]
)
def test_ill_formed_paths(turtle: str) -> None:
    triples = graph(turtle)
    with pytest.raises(ValueError, match=r"path|list|blank"):
        read(triples, root(triples))


def test_a_path_within_itself_is_ill_formed() -> None:
    node, inverse = BlankNode("x"), NamedNode("http://www.w3.org/ns/shacl#inversePath")
    with pytest.raises(ValueError, match="itself"):
        read([(node, inverse, node)], node)


def test_a_list_that_is_a_ring_is_ill_formed() -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    node = BlankNode("x")
    triples: list[Triple] = [(node, NamedNode(rdf + "first"), node), (node, NamedNode(rdf + "rest"), node)]
    with pytest.raises(ValueError, match="list"):
        read_list(
            node,
            lambda s, p: [value for subject, predicate, value in triples if (subject, predicate) == (s, p)],
        )
