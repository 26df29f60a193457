"""The passages of one document as evidence: which IRI stands for which words at which place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import NamedNode

from acopio.claims.records import Passage
from acopio.graph.iris import LONG, SHORT, document_iri, evidence_iri
from acopio.graph.terms import Description, natural, text


class PassageIndex:
    """The passages that the claims of one document rest on, by the IRI of their evidence."""

    def __init__(self, stem: str, document_text: str) -> None:
        self.stem = stem
        self.text = document_text
        self._passages: dict[NamedNode, Passage] = {}

    def evidence(self, passage: Passage) -> NamedNode:
        """Return the IRI of a passage, noting it; raises ValueError where its words do not stand there."""
        if not passage.text or self.text[passage.start : passage.end] != passage.text:
            raise ValueError(
                f"{self.stem}: the words at {passage.start}-{passage.end} are not {passage.text!r}"
            )
        occurrence = self.occurrence(passage)
        for length in (SHORT, LONG):
            iri = evidence_iri(self.stem, passage.text, occurrence, length)
            if self._passages.setdefault(iri, passage) == passage:
                return iri
        raise ValueError(f"{self.stem}: two passages share the IRI {iri.value}")

    def keep(self, iri: NamedNode, passage: Passage) -> None:
        """Note a passage under an IRI that it already has, wherever its words stand now, if anywhere."""
        self._passages.setdefault(iri, passage)

    def __contains__(self, iri: object) -> bool:
        return iri in self._passages

    def __getitem__(self, iri: NamedNode) -> Passage:
        return self._passages[iri]

    def occurrence(self, passage: Passage) -> int:
        """Return which of the places with these words the passage is, counted from 1."""
        return sum(place.start < passage.start for place in self.places(passage.text, passage.start)) + 1

    def places(self, words: str, before: int | None = None) -> list[Passage]:
        """Return the places where the words stand, all of them or those that begin before an offset."""
        found: list[Passage] = []
        at = self.text.find(words) if words else -1
        while at >= 0 and (before is None or at < before):
            found.append(Passage(at, at + len(words), words))
            at = self.text.find(words, at + 1)
        return found

    def describe(self, iri: NamedNode) -> list[Description]:
        """Describe a passage without its position: source, words, digest (Web Annotation, 4.2.4)."""
        passage = self._passages[iri]
        words, position = NamedNode(f"{iri.value}/words"), NamedNode(f"{iri.value}/position")
        digest = hashlib.sha256(passage.text.encode()).hexdigest()
        return [
            Description(iri)
            .a("acopio:Evidence")
            .add("oa:hasSource", document_iri(self.stem))
            .add("oa:hasSelector", words, position)
            .add("acopio:quoteDigest", text(digest)),
            Description(words).a("oa:TextQuoteSelector").add("oa:exact", text(passage.text)),
        ]

    def describe_positions(self, iris: Iterable[NamedNode]) -> list[Description]:
        """Describe where passages stand, in the order of the text (Web Annotation Data Model, 4.2.5)."""
        placed = sorted((self._passages[iri].start, self._passages[iri].end, iri.value) for iri in iris)
        return [
            Description(NamedNode(f"{iri}/position"))
            .a("oa:TextPositionSelector")
            .add("oa:start", natural(start))
            .add("oa:end", natural(end))
            for start, end, iri in placed
        ]
