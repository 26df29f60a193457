"""A claims file as it stands: its claims, those that people have decided, the words they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from acopio.claims.records import Passage
from acopio.graph.claim_graph import CLAIM_CLASSES, ClaimEntry, rename
from acopio.graph.terms import Description, Object, term

REVIEW: Final = frozenset(term(f"acopio:{name}") for name in ("reviewedBy", "reviewedOn", "reviewNote"))
_DRAFT: Final = term("status:draft")
_REVISION_OF: Final = term("prov:wasRevisionOf")
_KIND_OF_CLASS: Final[dict[Object, str]] = {term(name): kind for kind, name in CLAIM_CLASSES.items()}


@dataclass(slots=True)
class StoredClaims:
    """A claims file as it stands: what is said of each subject, and the organisation it is about."""

    organization: NamedNode | None = None
    descriptions: dict[NamedNode, Description] = field(default_factory=dict)

    @classmethod
    def from_triples(cls, triples: Iterable[Triple], document: NamedNode) -> StoredClaims:
        """Group triples by subject in the order of the file; blank nodes are left out."""
        stored = cls()
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                described = stored.descriptions.setdefault(subject, Description(subject))
                described.properties.append((triple.predicate, value))
        if document in stored.descriptions:
            about = stored.descriptions[document].value("schema:about")
            stored.organization = about if isinstance(about, NamedNode) else None
        return stored

    def move(self, organization: NamedNode) -> None:
        """Speak of another organisation: claims, persons and plain triples get its IRIs."""
        if self.organization is None or self.organization == organization:
            return
        nodes = list(self.descriptions.values())
        rename(nodes, {self.organization.value: organization.value})
        self.descriptions = {node.subject: node for node in nodes}
        self.organization = organization

    def entries(self) -> list[ClaimEntry]:
        """Return all the claims, in the order of the file."""
        return [entry for node in self.descriptions.values() if (entry := self._entry(node))]

    def decided(self) -> list[ClaimEntry]:
        """Return the claims that people have had a hand in, in the order of the file.

        Those with a status other than draft, a reviewer, or no rule that made them (written by hand),
        and the claims that they revise.
        """
        entries = {entry.iri: entry for entry in self.entries()}
        chosen = {iri for iri, entry in entries.items() if _is_decided(entry.claim)}
        waiting = list(chosen)
        while waiting:
            for revised in entries[waiting.pop()].claim.values("prov:wasRevisionOf"):
                if isinstance(revised, NamedNode) and revised in entries and revised not in chosen:
                    chosen.add(revised)
                    waiting.append(revised)
        return [entry for iri, entry in entries.items() if iri in chosen]

    def named(self) -> dict[NamedNode, Description]:
        """Return the descriptions of the persons and bodies that the claims speak of."""
        wanted = {term("schema:Person"), term("org:Organization")}
        return {iri: node for iri, node in self.descriptions.items() if wanted & set(node.values("rdf:type"))}

    def passage(self, evidence: NamedNode) -> Passage | None:
        """Return the words that a passage had when it was written; None where there are none."""
        words, start = "", 0
        for selector in self.descriptions.get(evidence, Description(evidence)).values("oa:hasSelector"):
            described = self.descriptions.get(selector) if isinstance(selector, NamedNode) else None
            if described is None:
                continue
            exact, begin = described.value("oa:exact"), described.value("oa:start")
            words = exact.value if isinstance(exact, Literal) else words
            start = int(begin.value) if isinstance(begin, Literal) and begin.value.isdigit() else start
        return Passage(start, start + len(words), words) if words else None

    def _entry(self, node: Description) -> ClaimEntry | None:
        kinds = [kind for c in node.values("rdf:type") if (kind := _KIND_OF_CLASS.get(c))]
        if not kinds:
            return None
        below = f"{node.subject.value}/"
        parts = [part for iri, part in self.descriptions.items() if iri.value.startswith(below)]
        return ClaimEntry(kinds[0], node, parts)


def _is_decided(claim: Description) -> bool:
    properties = {predicate for predicate, _ in claim.properties}
    drafted = claim.value("acopio:status") in (None, _DRAFT)
    by_rule = claim.value("acopio:rule") is not None
    return not drafted or not by_rule or bool(properties & REVIEW) or _REVISION_OF in properties
