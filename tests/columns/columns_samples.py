"""Graphs for these tests, and a query answered in columns beside the store's answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, parse

from acopio.columns import file, plan
from acopio.columns.answer import answer
from acopio.columns.encode import Encoder
from acopio.columns.graph import Graph
from acopio.shacl.sparql.tree import Node

PREFIXES = """PREFIX ex: <http://example.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def graph_of(quads: Iterable[Quad]) -> Graph:
    """Encode quads."""
    encoder = Encoder()
    encoder.take((quad.subject, quad.predicate, quad.object) for quad in quads)
    return file.graph_of(*encoder.parts())


def both(turtle: str) -> tuple[Store, Graph]:
    """The same triples in a store and in columns."""
    quads = [Quad(*triple.triple) for triple in parse(f"{PREFIXES}\n{turtle}", format=RdfFormat.TURTLE)]
    store = Store()
    store.extend(quads)
    return store, graph_of(quads)


def in_store(store: Store, text: str) -> list[tuple[Any, ...]]:
    """The rows of the store's engine."""
    return [tuple(row) for row in store.query(text, use_default_graph_as_union=True)]  # type: ignore[union-attr]


def in_columns(graph: Graph, text: str, bindings: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows in columns; raises NotCovered."""
    return list(answer(graph, plan.read(plan.algebra(text)), bindings or {}))


def same(algebra: Node, mine: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]]) -> bool:
    """Whether rows are the same and in the same order, as far as the query tells them apart."""
    places = []
    for condition in ordered_by(algebra):
        if condition.expr not in algebra.PV:
            break
        places.append(algebra.PV.index(condition.expr))
    keys = [[tuple(row[place] for place in places) for row in rows] for rows in (mine, theirs)]
    return mine == theirs or (sorted(map(str, mine)) == sorted(map(str, theirs)) and keys[0] == keys[1])


def ordered_by(algebra: Node) -> list[Node]:
    """The conditions of a query's order."""
    inner = algebra.p
    while inner.name != "OrderBy":
        inner = inner.p
    found: list[Node] = inner.expr
    return found
