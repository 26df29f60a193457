"""The graph of one document: the document, its organisation, its claims and the passages they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from acopio.graph.passages import PassageIndex
from acopio.graph.places import describe_place, place_code
from acopio.graph.terms import Description, Object, term
from acopio.graph.turtle import TurtleWriter

# The order of claims in a file; the word stands in a claim's IRI, the class is its type.
CLAIM_CLASSES: Final = {
    "founding": "acopio:FoundingClaim",
    "count": "acopio:CountClaim",
    "certification": "acopio:CertificationClaim",
    "premium-use": "acopio:PremiumUseClaim",
    "need": "acopio:NeedClaim",
    "outcome": "acopio:OutcomeClaim",
    "testimony": "acopio:TestimonyClaim",
    "recognition": "acopio:RecognitionClaim",
    "funding": "acopio:FundingClaim",
    "statement": "acopio:StatementClaim",
}
CLAIM_KINDS: Final = tuple(CLAIM_CLASSES)
# The plain properties of an organisation, in the order in which they are written.
PLAIN_PROPERTIES: Final = {
    "name": "schema:name",
    "alternate-name": "schema:alternateName",
    "country": "acopio:country",
    "region": "acopio:region",
    "type": "acopio:organizationType",
    "product": "acopio:product",
}
_NOT_ASSERTED: Final = frozenset({term("status:rejected"), term("status:corrected")})
_HEADING: Final = """What {stem} claims; made by `acopio load`, written anew when the document changes.
People decide here: acopio:status, acopio:reviewedBy, acopio:reviewedOn, acopio:reviewNote, and new claims
with prov:wasRevisionOf are kept by every later load."""


@dataclass(slots=True)
class ClaimEntry:
    """A claim with the nodes below it (quantities, amounts), and where its quote stands in the document."""

    kind: str
    claim: Description
    parts: list[Description] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def iri(self) -> NamedNode:
        """The claim's IRI."""
        return self.claim.subject

    def nodes(self) -> Iterator[Description]:
        """Yield the claim, then its parts."""
        yield self.claim
        yield from self.parts

    def evidence(self) -> list[NamedNode]:
        """Return the passages that the claim rests on, the quote first."""
        return [iri for iri in self.claim.values("acopio:evidence") if isinstance(iri, NamedNode)]


@dataclass(slots=True)
class ClaimGraph:
    """All that one document's claims file says, in parts that decisions of people can be laid over."""

    document: Description
    organization: NamedNode
    passages: PassageIndex
    entries: list[ClaimEntry] = field(default_factory=list)
    named: dict[NamedNode, Description] = field(default_factory=dict)  # persons, bodies, publishers

    def sort(self) -> None:
        """Put the claims in the order of the file: kind, then position, then IRI."""
        self.entries.sort(key=lambda e: (CLAIM_KINDS.index(e.kind), e.start, e.end, natural_order(e.iri)))

    def descriptions(self) -> Iterator[Description]:
        """Yield what the file says but for positions: document, organisation, places, names, claims."""
        yield self.document
        yield self._describe_organization()
        used: set[Object] = {value for _, value in self.document.properties}
        for entry in self.entries:
            used.update(value for node in entry.nodes() for _, value in node.properties)
        codes = {code for value in used if isinstance(value, NamedNode) and (code := place_code(value))}
        places = {place.subject: place for code in sorted(codes) for place in _known_place(code)}
        for described in (places, self.named):
            yield from (described[iri] for iri in sorted(described, key=natural_order) if iri in used)
        written: set[NamedNode] = set()
        for entry in self.entries:
            yield from entry.nodes()
            for iri in entry.evidence():
                if iri in self.passages and iri not in written:
                    written.add(iri)
                    yield from self.passages.describe(iri)

    def positions(self) -> list[Description]:
        """Describe where the passages stand, in the order of the text."""
        used = {iri for entry in self.entries for iri in entry.evidence() if iri in self.passages}
        return self.passages.describe_positions(used)

    def turtle(self) -> str:
        """Return the claims file: the same graph gives the same text.

        Positions come last, a line each: where an edit moves the text, one block of lines changes.
        """
        heading = _HEADING.format(stem=self.passages.stem)
        return TurtleWriter().document(heading, self.descriptions(), lines=self.positions())

    def _describe_organization(self) -> Description:
        """Assert the plain triples of the statements that nobody has rejected or corrected."""
        stated: dict[NamedNode, list[Object]] = {}
        for entry in self.entries:
            predicate, value = entry.claim.value("rdf:predicate"), entry.claim.value("rdf:object")
            if isinstance(predicate, NamedNode) and value is not None and asserted(entry.claim):
                values = stated.setdefault(predicate, [])
                if value not in values:
                    values.append(value)
        described = Description(self.organization).a("acopio:ProducerOrganization")
        for name in PLAIN_PROPERTIES.values():
            described.add(name, *stated.pop(term(name), ()))
        return described


def asserted(claim: Description) -> bool:
    """Tell whether a claim stands: nobody has rejected it or put a corrected one in its place."""
    return claim.value("acopio:status") not in _NOT_ASSERTED


def natural_order(iri: NamedNode) -> tuple[int, str]:
    """Return a sorting key that puts `…-2` before `…-10`."""
    return len(iri.value), iri.value


def rename(nodes: list[Description], names: Mapping[str, str]) -> None:
    """Put IRIs for IRIs, in place: those named, and those below them (`<claim>/item-1`)."""

    def renamed(node: NamedNode) -> NamedNode:
        path = node.value
        while path:
            if path in names:
                return NamedNode(names[path] + node.value[len(path) :])
            path = path.rpartition("/")[0]
        return node

    for node in nodes:
        node.subject = renamed(node.subject)
        node.properties = [
            (predicate, renamed(value) if isinstance(value, NamedNode) else value)
            for predicate, value in node.properties
        ]


def _known_place(code: str) -> list[Description]:
    """Describe a place; nothing for a code that does not exist, which validation will name."""
    try:
        return describe_place(code)
    except LookupError:
        return []
