"""What has changed since columns were written: triples that are gone and triples that are new."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

Triples = set[tuple[Any, Any, Any]]

_GONE: Final = NamedNode("urn:acopio:gone")
_NEW: Final = NamedNode("urn:acopio:new")


def read(path: Path) -> tuple[Triples, Triples]:
    """Return the triples that are gone and those that are new; none where there is no such file."""
    gone: Triples = set()
    new: Triples = set()
    if path.exists():
        for quad in parse(path=path, format=RdfFormat.N_QUADS):
            (gone if quad.graph_name == _GONE else new).add((quad.subject, quad.predicate, quad.object))
    return gone, new


def write(path: Path, gone: Triples, new: Triples) -> None:
    """Write a new file of changes."""
    quads = [Quad(*triple, graph) for triples, graph in ((gone, _GONE), (new, _NEW)) for triple in triples]
    with path.open("xb") as file:
        serialize(quads, file, RdfFormat.N_QUADS)


def merged(
    before: tuple[Triples, Triples],
    old: Store,
    new: Store,
    graphs: Iterable[NamedNode],
    quads: Iterable[Quad],
) -> tuple[Triples, Triples]:
    """Return changes and further ones together: `graphs` of the old store were replaced by `quads`."""
    added = {  # as the store has them, for so they are found when they are replaced in turn
        (quad.subject, quad.predicate, quad.object)
        for graph in {quad.graph_name for quad in quads}
        for quad in new.quads_for_pattern(None, None, None, graph)
    }
    removed = {
        triple
        for graph in graphs
        for quad in old.quads_for_pattern(None, None, None, graph)
        if (triple := (quad.subject, quad.predicate, quad.object)) not in added
        and next(new.quads_for_pattern(*triple, None), None) is None
    }
    return (before[0] - added) | removed, (before[1] - removed) | added
