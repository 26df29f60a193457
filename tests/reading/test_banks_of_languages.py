"""What a careful person reads in plain sentences and fact boxes of the languages beside English."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from acopio.claims.records import (
    CertificationClaim,
    Claim,
    CountClaim,
    FoundingClaim,
    PremiumUseClaim,
)
from acopio.documents import Metadata, document_from_bytes
from acopio.reading.certification_names import family
from acopio.reading.read_claims import read_claims

BANK = Path(__file__).with_name("bank")
PAGES = {
    "es": "# Valle Verde\n\nLa Cooperativa Valle Verde cultiva café en el norte del Perú.\n\n",
    "fr": "# Valle Verde\n\nLa coopérative Valle Verde cultive du café dans le nord du Pérou.\n\n",
}
EVENTS = {"formed": "founded", "legally-established": "registered"}


def read(words: str, language: str) -> set[str]:
    options = Metadata(language=language, organization="Valle Verde")
    page = f"{PAGES[language]}{words}\n".encode()
    document = document_from_bytes(page, "valle-verde--example.md", options=options)
    return {told for claim in read_claims(document).claims if (told := notation(claim))}


def notation(claim: Claim) -> str | None:
    """The claim in the words of a bank; None for a kind that banks leave out."""
    if isinstance(claim, FoundingClaim):
        year = claim.date.earliest.year if claim.date and claim.date.earliest else "?"
        return f"{EVENTS.get(claim.kind, claim.kind)} {year}"
    if isinstance(claim, CountClaim):
        number: Decimal | int | str | None = None
        if claim.share is not None and claim.share.percent is not None:
            number = f"{int(claim.share.percent)}%"
        elif claim.quantity is not None:
            number = claim.quantity.value or claim.quantity.minimum or claim.quantity.maximum
        part = "" if claim.part == "all" else f" {claim.part}"
        return f"count {number}{part}"
    if isinstance(claim, CertificationClaim):
        held = claim.certification_status == "certified"
        year = claim.date.earliest.year if held and claim.date and claim.date.earliest else ""
        return f"{claim.certification_status} {family(claim.scheme)} {year}".strip()
    return f"use {claim.purposes[0]}" if isinstance(claim, PremiumUseClaim) else None


def cases() -> list[Any]:
    found: list[Any] = []
    for language in PAGES:
        path = BANK / f"{language}.yaml"
        bank = yaml.safe_load(path.read_text("utf-8"))
        for words, told in bank["read"].items():
            found.append(pytest.param(words, language, told, id=f"{language}-{slug(words)}"))
        for words, entry in bank["not yet"].items():
            mark = pytest.mark.xfail(reason=entry["why"], strict=True)
            found.append(
                pytest.param(words, language, entry["read"], id=f"{language}-{slug(words)}", marks=mark)
            )
    return found


def slug(words: str) -> str:
    return re.sub(r"\W+", "-", words).strip("-")[:80]


@pytest.mark.parametrize(("words", "language", "told"), cases())
def test_a_careful_person_would_read(words: str, language: str, told: str | None) -> None:
    wanted = {part.strip() for part in (told or "").split(";") if part.strip()}
    assert read(words, language) == wanted
