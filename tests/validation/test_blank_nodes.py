"""Matching the blank nodes of two readings of one graph."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.validation.blank_nodes import match_blank_nodes
from acopio.validation.terms import Triple

P = NamedNode("http://e.org/p")
S = NamedNode("http://e.org/s")


def b(name: str) -> BlankNode:
    return BlankNode(name)


@pytest.mark.parametrize(
    "triples",
    [
        [(b("x"), P, Literal("1")), (b("y"), P, Literal("2"))],
        [(S, P, b("x")), (b("x"), P, b("y")), (b("y"), P, b("z")), (b("z"), P, Literal("end"))],
        [(b("x"), P, b("x")), (b("y"), P, b("x"))],
    ],
)
def test_nodes_are_told_apart(triples: list[Triple]) -> None:
    names = {"x": "one", "y": "two", "z": "three"}
    theirs = [
        tuple(BlankNode(names[t.value]) if isinstance(t, BlankNode) else t for t in triple)
        for triple in triples
    ]
    random.Random(1).shuffle(theirs)
    mapping = match_blank_nodes(triples, theirs)  # type: ignore[arg-type]
    assert mapping == {
        b(new): b(old) for old, new in names.items() if any(b(old) in triple for triple in triples)
    }


def test_alike_nodes_are_taken_in_their_order() -> None:
    ours = [(S, P, b("x")), (S, P, b("y"))]
    assert match_blank_nodes(ours, [(S, P, b("1")), (S, P, b("2"))]) == {b("1"): b("x"), b("2"): b("y")}


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.integers(0, 1)), max_size=8))
def test_a_mapping_is_one_to_one(edges: list[tuple[str, str, int]]) -> None:
    predicates = [P, NamedNode("http://e.org/q")]
    ours: list[Triple] = [(b(x), predicates[p], b(y)) for x, y, p in edges]
    theirs: list[Triple] = [(b(x * 2), predicates[p], b(y * 2)) for x, y, p in edges]
    mapping = match_blank_nodes(ours, theirs)
    nodes = {name for x, y, _ in edges for name in (x, y)}
    assert set(mapping) == {b(name * 2) for name in nodes}
    assert set(mapping.values()) == {b(name) for name in nodes}
