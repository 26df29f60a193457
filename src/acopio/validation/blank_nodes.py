"""Which blank node of one reading of a file is which of another: parsers name them as they like."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from pyoxigraph import BlankNode

from acopio.validation.terms import Triple


def match_blank_nodes(ours: Sequence[Triple], theirs: Sequence[Triple]) -> dict[BlankNode, BlankNode]:
    """Map the blank nodes of `theirs` to those of `ours`, two readings of one file.

    Nodes are told apart by what is said of them and by what they are said of, refined until nothing
    more can be told (colour refinement); nodes that cannot be told apart are taken in their order.
    """
    mapping: dict[BlankNode, BlankNode] = {}
    groups = _groups(ours)
    for colour, nodes in _groups(theirs).items():
        for node, ours_node in zip(nodes, groups.get(colour, ()), strict=False):
            mapping[node] = ours_node
    return mapping


def _groups(triples: Sequence[Triple]) -> dict[Hashable, list[BlankNode]]:
    """Group the blank nodes by colour, each group in order of appearance."""
    nodes = dict.fromkeys(_blank_nodes(triples))
    touching: dict[BlankNode, list[Triple]] = {node: [] for node in nodes}
    for triple in triples:
        for node in {part for part in triple if isinstance(part, BlankNode)}:
            touching[node].append(triple)
    colours: dict[BlankNode, int] = dict.fromkeys(nodes, 0)
    classes = 1
    while True:
        colours = {
            node: hash(tuple(sorted(_signature(node, triple, colours) for triple in touching[node])))
            for node in nodes
        }
        found = len(set(colours.values()))
        if found <= classes:
            break
        classes = found
    grouped: dict[Hashable, list[BlankNode]] = {}
    for node in nodes:
        grouped.setdefault(colours[node], []).append(node)
    return grouped


def _signature(node: BlankNode, triple: Triple, colours: dict[BlankNode, int]) -> tuple[str, ...]:
    return tuple(
        "this" if part == node else str(colours[part]) if isinstance(part, BlankNode) else str(part)
        for part in triple
    )


def _blank_nodes(triples: Iterable[Triple]) -> Iterable[BlankNode]:
    for triple in triples:
        for part in triple:
            if isinstance(part, BlankNode):
                yield part
