"""The triple patterns without whose match a query has no answer, from the algebra that rdflib makes of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from rdflib.paths import Path
    from rdflib.term import Node

    Part: TypeAlias = Node | Path


@dataclass(frozen=True)
class Pattern:
    """One triple pattern; `graph` is the term of the GRAPH clause around it."""

    subject: Part
    predicate: Part
    object: Part
    graph: Part | None = None

    def written(self, **parts: str) -> str:
        """Write the pattern as SPARQL with whole IRIs; `subject`, `predicate` or `object` in other words."""
        words = [
            parts.get(name) or words_of(getattr(self, name)) for name in ("subject", "predicate", "object")
        ]
        triple = " ".join(words)
        return f"GRAPH {words_of(self.graph)} {{ {triple} }}" if self.graph is not None else triple

    def terms(self) -> list[str]:
        """Return the property of the pattern, or what stands beside rdf:type or a path."""
        from rdflib import RDF, URIRef

        own = [str(part) for part in (self.predicate,) if isinstance(part, URIRef) and part != RDF.type]
        return own or [str(part) for part in (self.subject, self.object) if isinstance(part, URIRef)]

    def variables(self) -> set[str]:
        """Return the variables and blank nodes of the pattern, as they are written."""
        parts = (self.subject, self.predicate, self.object)
        return {words for part in parts if (words := words_of(part)).startswith("?")}


@dataclass
class Required:
    """What must match together: patterns, and of each union at least one branch."""

    patterns: list[Pattern] = field(default_factory=list)
    unions: list[list[Required]] = field(default_factory=list)

    def sort(self, key: Callable[[Pattern], int]) -> None:
        """Put the patterns in an order, those of the unions too; the algebra has them in the engine's."""
        self.patterns.sort(key=key)
        for branch in itertools.chain.from_iterable(self.unions):
            branch.sort(key)


def required(text: str) -> Required | None:
    """Return what a query requires; None where rdflib does not understand it, or another server is asked."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(text)).algebra
    except Exception:  # it raises many kinds, some of them bare; without an algebra nothing is explained
        return None
    found = Required()
    return found if _collect(algebra, found, None) else None


def property_sets(predicate: Part) -> Iterator[frozenset[str]]:
    """Yield the properties that a predicate or path needs, each as a set of which one will do."""
    from rdflib import URIRef
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    match predicate:
        case URIRef():
            yield frozenset([str(predicate)])
        case SequencePath():
            for part in predicate.args:
                yield from property_sets(part)
        case AlternativePath():
            sets = [list(property_sets(part)) for part in predicate.args]
            if all(len(each) == 1 for each in sets):
                yield frozenset().union(*(each[0] for each in sets))
        case InvPath():
            yield from property_sets(predicate.arg)
        case MulPath() if predicate.mod == "+":
            yield from property_sets(predicate.path)


def _collect(part: Any, found: Required, graph: Part | None) -> bool:
    """Add what a part of the algebra requires; False where it asks another server."""
    match part.name:
        case "BGP":
            found.patterns += [Pattern(s, p, o, graph) for s, p, o in part.triples]
            return True
        case "ServiceGraphPattern":
            return False
        case "Graph":
            if not part.p.get("triples", True):  # GRAPH <…> {} asks for the graph itself
                return True
            return _collect(part.p, found, part.term)
        case "Join":
            return _collect(part.p1, found, graph) and _collect(part.p2, found, graph)
        case "LeftJoin" | "Minus":
            return _collect(part.p1, found, graph)
        case "Union":
            branches = [Required(), Required()]
            found.unions.append(branches)
            return _collect(part.p1, branches[0], graph) and _collect(part.p2, branches[1], graph)
        case "values":
            return True
    return _collect(part.p, found, graph) if part.get("p") is not None else True


def words_of(part: Part | None) -> str:
    """Write a term or path as SPARQL with whole IRIs, a blank node as a variable."""
    from rdflib import BNode, Variable

    if isinstance(part, Variable):
        return f"?{part}"
    if isinstance(part, BNode):
        return f"?blank_{part}"
    return str(part.n3())  # type: ignore[union-attr]
