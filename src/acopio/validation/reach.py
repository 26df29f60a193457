"""How shapes come from node to node along the triples of files, and by which numbers nodes are known."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.namespaces import PREFIXES
from acopio.shacl.reads import Reads
from acopio.validation.data import Source
from acopio.validation.result_rows import term_text
from acopio.validation.terms import Term, Triple

_SUBCLASS: Final = NamedNode(PREFIXES["rdfs"] + "subClassOf")


def digest64(text: str) -> int:
    """Return 64 bits of a digest as a signed number."""
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


class NodeNumbers:
    """The numbers of nodes, which literals are not: shapes come to no others through them (`bears_on_all`)."""

    def __init__(self) -> None:
        self._known: dict[Term, int] = {}

    def of(self, term: Term) -> int:
        """Return the number of a term."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = digest64(term_text(term))
        return found

    def object(self, triple: Triple) -> int | None:
        """Return the number of the object of a triple; None where it is a literal."""
        return None if isinstance(triple[2], Literal) else self.of(triple[2])

    def mentioned(self, triples: Iterable[Triple]) -> set[int]:
        """Return the numbers of all nodes of some triples."""
        found = set()
        for triple in triples:
            found.add(self.of(triple[0]))
            number = self.object(triple)
            if number is not None:
                found.add(number)
        return found


class Reach:
    """How shapes come from node to node."""

    def __init__(self, reads: Reads, leading: Iterable[str]) -> None:
        self._forward = {predicate[1:-1] for predicate in reads.forward} | set(leading)
        self.backward = {predicate[1:-1] for predicate in reads.backward}
        self._anywhere = reads.anywhere

    def forwards(self, triple: Triple) -> bool:
        """Tell whether one comes from the subject to the object; blank nodes are written out in messages."""
        return self._anywhere or triple[1].value in self._forward or isinstance(triple[2], BlankNode)

    def backwards(self, triple: Triple) -> bool:
        """Tell whether one comes from the object to the subject."""
        return triple[1].value in self.backward


def bears_on_all(source: Source, reads: Reads) -> bool:
    """Tell whether a file says what bears on nodes that it does not mention.

    That is that a class is one of another; and where shapes go back along a property, a literal as its
    value, for they may come to it from any other node with this literal.
    """
    back = {predicate[1:-1] for predicate in reads.backward}
    return any(
        predicate == _SUBCLASS or (predicate.value in back and isinstance(value, Literal))
        for _, predicate, value in source.triples
    )


def background_nodes(behind: Iterable[Triple], reads: Reads, numbers: NodeNumbers) -> set[int]:
    """Return the nodes that shapes come to from anywhere: those of the background, and those that queries name."""
    found = {numbers.of(part) for triple in behind for part in triple}
    return found | {digest64(text) for text in reads.fixed}


def reached(triples: Iterable[Triple], reach: Reach, numbers: NodeNumbers, shared: set[int]) -> set[int]:
    """Return the nodes that shapes come to from shared nodes by one of these triples, and that are not shared."""
    found: set[int] = set()
    for triple in triples:
        subject, value = numbers.of(triple[0]), numbers.object(triple)
        if value is None:
            continue
        if subject in shared and value not in shared and reach.forwards(triple):
            found.add(value)
        if value in shared and subject not in shared and reach.backwards(triple):
            found.add(subject)
    return found


def about_shared(triples: Iterable[Triple], numbers: NodeNumbers, shared: set[int]) -> list[Triple]:
    """Return the triples that are to be kept: those that shapes can read at a shared node.

    A triple that is read backwards from a shared node has a shared subject too, for shapes come to it so.
    """
    return [triple for triple in triples if numbers.of(triple[0]) in shared]
