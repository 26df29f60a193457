"""SHACL property paths (SHACL, section 2.3.1) as values, read from a shapes graph and shown as SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import BlankNode, NamedNode

from acopio.namespaces import PREFIXES
from acopio.validation.terms import RDF, SH, Term, short_iri

Kind = Literal[
    "predicate", "inverse", "sequence", "alternative", "zero-or-more", "one-or-more", "zero-or-one"
]

_KINDS: Final[dict[str, Kind]] = {
    f"{SH}inversePath": "inverse",
    f"{SH}alternativePath": "alternative",
    f"{SH}zeroOrMorePath": "zero-or-more",
    f"{SH}oneOrMorePath": "one-or-more",
    f"{SH}zeroOrOnePath": "zero-or-one",
}
_PROPERTIES: Final = {kind: NamedNode(iri) for iri, kind in _KINDS.items()}
_SUFFIXES: Final[dict[Kind, str]] = {"zero-or-more": "*", "one-or-more": "+", "zero-or-one": "?"}
_FIRST: Final = NamedNode(f"{RDF}first")
_REST: Final = NamedNode(f"{RDF}rest")
_NIL: Final = NamedNode(f"{RDF}nil")

# The objects of a subject and a predicate in the graph that a path is read from.
Objects = Callable[[Term, NamedNode], Iterable[Term]]


@dataclass(frozen=True, slots=True)
class PropertyPath:
    """A path: a predicate, or an operator over other paths."""

    kind: Kind
    predicate: NamedNode | None = None
    parts: tuple[PropertyPath, ...] = ()

    def sparql(self, prefixes: Mapping[str, str] = PREFIXES) -> str:
        """Return the path as SPARQL writes it (SPARQL 1.1, section 9.1)."""
        return self._sparql(prefixes, top=True)

    def _sparql(self, prefixes: Mapping[str, str], top: bool = False) -> str:
        if self.predicate is not None:
            return short_iri(self.predicate.value, prefixes)
        parts = [part._sparql(prefixes) for part in self.parts]
        if self.kind == "inverse":
            return f"^{parts[0]}"
        if self.kind in _SUFFIXES:
            return parts[0] + _SUFFIXES[self.kind]
        joined = ("/" if self.kind == "sequence" else "|").join(parts)
        return joined if top else f"({joined})"

    def predicates(self) -> Iterable[NamedNode]:
        """Yield the predicates in the path, in its order."""
        if self.predicate is not None:
            yield self.predicate
        for part in self.parts:
            yield from part.predicates()

    def triples(self, label: str) -> tuple[Term, list[tuple[Term, NamedNode, Term]]]:
        """Return the path's node and its triples; `label` begins the names of its blank nodes."""
        if self.predicate is not None:
            return self.predicate, []
        found: list[tuple[Term, NamedNode, Term]] = []
        nodes: list[Term] = []
        for number, part in enumerate(self.parts, 1):
            node, below = part.triples(f"{label}-{number}")
            nodes.append(node)
            found += below
        if self.kind == "sequence":
            return _list(nodes, label, found), found
        node = BlankNode(label)
        value = _list(nodes, f"{label}-list", found) if self.kind == "alternative" else nodes[0]
        found.append((node, _PROPERTIES[self.kind], value))
        return node, found


def of_predicate(predicate: NamedNode) -> PropertyPath:
    """Return the path of one predicate."""
    return PropertyPath("predicate", predicate)


def read_path(node: Term, objects: Objects) -> PropertyPath:
    """Read the path that a node stands for; raises ValueError where it is not well-formed."""
    return _read(node, objects, frozenset())


def _read(node: Term, objects: Objects, seen: frozenset[Term]) -> PropertyPath:
    if isinstance(node, NamedNode) and node != _NIL:
        return of_predicate(node)
    if not isinstance(node, BlankNode):
        raise ValueError(f"{node} is no property path")
    if node in seen:
        raise ValueError("a property path contains itself")
    seen |= {node}
    if any(objects(node, _FIRST)):
        parts = tuple(_read(item, objects, seen) for item in read_list(node, objects))
        return _of_two("sequence", parts)
    for kind, predicate in _PROPERTIES.items():
        for value in objects(node, predicate):
            if kind == "alternative":
                return _of_two(kind, tuple(_read(item, objects, seen) for item in read_list(value, objects)))
            return PropertyPath(kind, parts=(_read(value, objects, seen),))
    raise ValueError("a blank node is no property path")


def _of_two(kind: Kind, parts: tuple[PropertyPath, ...]) -> PropertyPath:
    if len(parts) < 2:
        raise ValueError(f"a path that is a {kind} has two parts or more")
    return PropertyPath(kind, parts=parts)


def read_list(node: Term, objects: Objects) -> list[Term]:
    """Return the members of an RDF list; raises ValueError where it is not well-formed."""
    members: list[Term] = []
    seen: set[Term] = set()
    while node != _NIL:
        firsts, rests = list(objects(node, _FIRST)), list(objects(node, _REST))
        if len(firsts) != 1 or len(rests) != 1 or node in seen:
            raise ValueError("a list is not well-formed")
        seen.add(node)
        members.append(firsts[0])
        node = rests[0]
    return members


def _list(nodes: list[Term], label: str, triples: list[tuple[Term, NamedNode, Term]]) -> Term:
    heads = [BlankNode(f"{label}-item-{number}") for number in range(1, len(nodes) + 1)]
    for number, (head, node) in enumerate(zip(heads, nodes, strict=True), 1):
        triples.append((head, _FIRST, node))
        triples.append((head, _REST, heads[number] if number < len(heads) else _NIL))
    return heads[0] if heads else _NIL
