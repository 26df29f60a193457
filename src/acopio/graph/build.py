"""A document and the claims read from it, put together as the graph of one claims file."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from acopio.claims.records import Claim, Passage
from acopio.documents.source_document import SourceDocument
from acopio.graph.claim_graph import CLAIM_KINDS, ClaimGraph
from acopio.graph.describe_claims import KIND_OF, ClaimDescriber
from acopio.graph.iris import claim_digest, claim_iri, document_iri, license_iri, publisher_iri, web_iri
from acopio.graph.passages import PassageIndex
from acopio.graph.terms import Description, date, text


def build_graph(
    document: SourceDocument, claims: Sequence[Claim], organization: NamedNode, language: str | None = None
) -> ClaimGraph:
    """Build the graph of one document.

    `claims` come in reading order; `language` is what the reader took the text for, where the
    metadata does not say. Raises ValueError for a claim whose words do not stand in the document.
    """
    passages = PassageIndex(document.stem, document.text)
    ordered = sorted(
        claims, key=lambda c: (CLAIM_KINDS.index(KIND_OF[type(c)]), c.passage.start, c.passage.end)
    )
    iris = _number_claims(ordered, organization, passages)
    uses: dict[Passage, NamedNode] = {}
    for iri, claim in zip(iris, ordered, strict=True):
        if KIND_OF[type(claim)] == "premium-use":
            uses.setdefault(claim.passage, iri)
    describer = ClaimDescriber(organization, passages, uses)
    entries = [describer.entry(iri, claim) for iri, claim in zip(iris, ordered, strict=True)]
    described, publisher = describe_document(document, organization, language)
    named = describer.named | ({publisher.subject: publisher} if publisher else {})
    return ClaimGraph(described, organization, passages, entries, named)


def describe_document(
    document: SourceDocument, organization: NamedNode, language: str | None = None
) -> tuple[Description, Description | None]:
    """Describe a document and its publisher, as far as they are known."""
    known = document.metadata
    publisher = None
    if known.publisher:
        publisher = Description(publisher_iri(known.publisher)).a("org:Organization")
        publisher.add("schema:name", text(known.publisher))
    license_node = license_iri(known.license) if known.license else None
    # What is neither an IRI nor an SPDX identifier is still worth telling, as a statement of rights.
    rights = list(filter(None, (known.rights, known.license if license_node is None else None)))
    address = web_iri(known.source) if known.source else None
    described = Description(document_iri(document.stem)).a("acopio:SourceDocument")
    described.add("dcterms:title", text(known.title))
    described.add("schema:about", organization)
    described.add("schema:url", address)
    described.add("schema:publisher", publisher.subject if publisher else None)
    described.add("dcterms:language", text(known.language or language))
    described.add("acopio:writtenOn", date(known.written))
    described.add("schema:datePublished", date(known.published))
    described.add("acopio:retrievedOn", date(known.retrieved))
    described.add("schema:license", license_node)
    described.add("dcterms:rights", *(Literal(words) for words in rights))
    described.add("schema:sha256", text(document.sha256))
    described.add("acopio:originalSha256", text(document.original_sha256))
    return described, publisher


def _number_claims(
    ordered: Sequence[Claim], organization: NamedNode, passages: PassageIndex
) -> list[NamedNode]:
    """Name every claim: `-2`, `-3` … where claims of one kind rest on the very same words."""
    iris: list[NamedNode] = []
    counts: dict[tuple[str, str], int] = {}
    for claim in ordered:
        kind = KIND_OF[type(claim)]
        digest = claim_digest(passages.stem, claim.passage.text, passages.occurrence(claim.passage))
        counts[kind, digest] = counts.get((kind, digest), 0) + 1
        iris.append(claim_iri(organization, kind, digest, counts[kind, digest]))
    return iris
