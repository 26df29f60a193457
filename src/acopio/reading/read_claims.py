"""Reading a document: from its text to the claims it makes, each bound to its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from acopio.claims.records import Claim
from acopio.documents.source_document import SourceDocument
from acopio.reading.context import ReadingContext
from acopio.reading.detect_language import detect_language
from acopio.reading.language import language_codes, load_language

#: The readers of claim kinds, one module each, in the order in which their claims are listed.
KINDS: Final = (
    "statements",
    "founding",
    "membership",
    "certification",
    "premium",
    "needs",
    "outcomes",
    "testimony",
    "recognition",
    "funding",
)

KindReader = Callable[[ReadingContext], Iterator[Claim]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document states: its organisation, the claims in order, and what could not be told.

    `language` is None where it is unknown or cannot be read; then there are no claims and a note says so.
    """

    organization_name: str | None
    alternate_names: tuple[str, ...]
    claims: tuple[Claim, ...]
    language: str | None
    notes: tuple[str, ...] = ()


def read_claims(document: SourceDocument) -> Reading:
    """Read the claims that a document makes about its organisation.

    Claims come by kind in the order of `KINDS`, within a kind in the order of their words; a claim made
    twice in the same words comes once. Every passage holds words of the document.
    """
    language = document.metadata.language or detect_language(document.text[document.body_start :])
    if language is None or language not in language_codes():
        said = f"the language {language!r} cannot be read" if language else "the language is not known"
        readable = ", ".join(language_codes())
        return Reading(
            document.metadata.organization,
            (),
            (),
            None,
            (f"{said} (give one of {readable}); nothing is claimed",),
        )
    context = ReadingContext(document, load_language(language))
    naming = context.naming
    notes = () if naming.name else ("no organisation could be named; give its name",)
    claims: list[Claim] = []
    for kind in KINDS:
        claims += _unique(document, kind_reader(kind)(context))
    return Reading(naming.name, naming.alternate_names, tuple(claims), language, notes)


def kind_reader(kind: str) -> KindReader:
    """Return the `read` function of a kind's module."""
    reader: KindReader = import_module(f"acopio.reading.{kind}").read
    return reader


def _unique(document: SourceDocument, claims: Iterator[Claim]) -> list[Claim]:
    """Sort claims by their words and drop repetitions; a passage that is not in the text is a fault here."""
    kept: dict[Claim, None] = {}
    for claim in claims:
        for passage in (claim.passage, *claim.support):
            if document.text[passage.start : passage.end] != passage.text or not passage.text.strip():
                raise AssertionError(
                    f"rule {claim.rule} quotes words that are not in {document.stem}: {passage}"
                )
        kept.setdefault(claim)
    return sorted(kept, key=lambda claim: (claim.passage.start, claim.passage.end))
