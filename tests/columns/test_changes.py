"""Columns that were changed answer as those that are written anew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from columns_samples import PREFIXES, graph_of, in_columns
from pyoxigraph import Literal, NamedNode, Quad

from acopio.columns import changes, file
from acopio.columns.encode import Encoder

QUERIES = [
    "SELECT ?s ?o WHERE { ?s ex:p0 ?o } ORDER BY ?s ?o",
    "SELECT ?s ?o ?e WHERE { ?s ex:p1 ?o OPTIONAL { ?o ex:p2 ?e } } ORDER BY DESC(?s) ?o ?e",
    "SELECT ?s ?o WHERE { ?s ex:p1 ?x . ?s ex:p0* ?o FILTER EXISTS { ?s ex:p1 ex:n1 } } ORDER BY ?s ?o",
    "SELECT ?s ?e WHERE { ?s ex:p0 ex:n2 ; ex:p2 ?e } ORDER BY ?e ?s",
    "SELECT ?s (MIN(?e) AS ?m) (COUNT(?e) AS ?c) WHERE { ?s ex:p2 ?e } GROUP BY ?s ORDER BY ?s",
    "SELECT ?s ?o WHERE { VALUES ?s { ex:n1 ex:new } ?s ex:p0* ?o } ORDER BY ?s ?o",
]


def node(name: object) -> NamedNode:
    return NamedNode(f"http://example.org/{name}")


def some(rng: random.Random, count: int, names: int) -> set[Quad]:
    """Triples with nodes as objects, and with texts where the predicate is the last."""
    found = set()
    for _ in range(count):
        predicate = rng.randrange(3)
        value = rng.randrange(names)
        object_ = Literal(f"text {value}") if predicate == 2 else node(f"n{value}")
        found.add(Quad(node(f"n{rng.randrange(names)}"), node(f"p{predicate}"), object_))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_changed_columns_answer_as_new_ones(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    before = some(rng, 300, 40)
    gone = set(rng.sample(sorted(before, key=str), 15 * seed))
    new = some(rng, 5 * seed, 60) - gone
    encoder = Encoder()
    encoder.take((quad.subject, quad.predicate, quad.object) for quad in before)
    file.write(tmp_path / "columns", encoder.parts())
    changes.write(
        tmp_path / "changes",
        *({(quad.subject, quad.predicate, quad.object) for quad in quads} for quads in (gone, new)),
    )
    graph = file.read(tmp_path / "columns")
    graph.change(*changes.read(tmp_path / "changes"))
    anew = graph_of((before - gone) | new)
    for query in QUERIES:
        assert in_columns(graph, PREFIXES + query) == in_columns(anew, PREFIXES + query), query


def test_a_small_change_keeps_the_order_of_many(tmp_path: Path) -> None:
    before = [Quad(node(f"n{number:05}"), node("p2"), Literal(f"text {number:05}")) for number in range(3000)]
    new = [
        Quad(node(f"n{number:05}x"), node("p2"), Literal(f"text {number:05} more")) for number in (7, 7, 2999)
    ]
    graph = graph_of(before)
    graph.change(set(), {(quad.subject, quad.predicate, quad.object) for quad in new})
    rows = in_columns(graph, f"{PREFIXES} SELECT ?s ?o WHERE {{ ?s ex:p2 ?o }} ORDER BY DESC(?o)")
    assert [row[1].value for row in rows] == sorted((row[1].value for row in rows), reverse=True)
    assert len(rows) == 3002
