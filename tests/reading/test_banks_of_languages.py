"""What a careful person reads in plain sentences and fact boxes of the languages beside English."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from acopio.claims import records
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
#: Pages on which the organisation speaks of itself.
OWN_PAGES = {
    "es": "# Quiénes somos\n\nSomos la Cooperativa Valle Verde, de pequeños productores de café del Perú.\n\n",
    "fr": "# Qui sommes-nous\n\nNous sommes la coopérative Valle Verde, de petits producteurs de café du Pérou.\n\n",
}
EVENTS = {"formed": "founded", "legally-established": "registered"}


def read(words: str, page: str, language: str, *, every_kind: bool) -> set[str]:
    """What is read from a passage that stands under a page's beginning, in the notation of the banks."""
    options = Metadata(language=language, organization="Valle Verde")
    document = document_from_bytes(f"{page}{words}\n".encode(), "valle-verde--example.md", options=options)
    tell = notation_wide if every_kind else notation
    return {told for claim in read_claims(document).claims if (told := tell(claim))}


def notation(claim: Claim) -> str | None:
    """The claim in the words of a bank of the four kinds; None for the other kinds."""
    if isinstance(claim, FoundingClaim):
        year = claim.date.earliest.year if claim.date and claim.date.earliest else "?"
        return f"{EVENTS.get(claim.kind, claim.kind)} {year}"
    if isinstance(claim, CountClaim):
        number: Decimal | int | str | None = None
        if claim.share is not None and claim.share.percent is not None:
            number = f"{int(claim.share.percent)}%"
        elif claim.quantity is not None:
            number = claim.quantity.value or claim.quantity.minimum or claim.quantity.maximum
        part = "" if claim.part in ("all", "other-subset", "founders") else f" {claim.part}"
        return f"count {number}{part}"
    if isinstance(claim, CertificationClaim):
        held = claim.certification_status == "certified"
        year = claim.date.earliest.year if held and claim.date and claim.date.earliest else ""
        return f"{claim.certification_status} {family(claim.scheme)} {year}".strip()
    return f"use {claim.purposes[0]}" if isinstance(claim, PremiumUseClaim) else None


def notation_wide(claim: Claim) -> str | None:
    """The claim in the words of a bank of all kinds; None for statements."""
    if isinstance(claim, records.NeedClaim):
        return f"need {claim.purposes[0]}"
    if isinstance(claim, records.TestimonyClaim):
        return f"says {(claim.speaker or '?').split()[-1]}"
    kinds = {
        records.OutcomeClaim: "outcome",
        records.RecognitionClaim: "award",
        records.FundingClaim: "funding",
    }
    return kinds.get(type(claim)) or notation(claim)


def compare(wanted: list[str], found: list[str]) -> tuple[list[str], list[str]]:
    """What is missing and what is too much: "use education/youth" is either, "outcome?" may be read or not."""
    left = sorted(set(found))
    missing = []
    for want in wanted:
        kind, _, values = want.rstrip("?").partition(" ")
        fits = [f"{kind} {value}".strip() for value in values.split("/")]
        met = next((told for told in left if told in fits), None)
        if met is not None:
            left.remove(met)
        elif not want.endswith("?"):
            missing.append(want)
    return missing, left


def cases() -> list[Any]:
    found: list[Any] = []
    for path in sorted(BANK.glob("[ef][sr]*.yaml")):
        bank = yaml.safe_load(path.read_text("utf-8"))
        language, every = path.stem[:2], path.stem not in PAGES
        read_of = {words: (PAGES, told) for words, told in bank["read"].items()}
        read_of |= {words: (OWN_PAGES, told) for words, told in (bank.get("ourselves") or {}).items()}
        failing = bank.get("not yet") or {}
        for words, (pages, told) in read_of.items():
            marks = []
            if words in failing:
                marks = [pytest.mark.xfail(reason=failing[words], strict=True)]
            case = (words, pages[language], language, told, every)
            found.append(pytest.param(*case, id=f"{path.stem}-{slug(words)}", marks=marks))
    return found


def slug(words: str) -> str:
    return re.sub(r"\W+", "-", words).strip("-")[:80]


@pytest.mark.parametrize(("words", "page", "language", "told", "every_kind"), cases())
def test_a_careful_person_would_read(
    words: str, page: str, language: str, told: str | None, every_kind: bool
) -> None:
    wanted = [part.strip() for part in (told or "").split(";") if part.strip()]
    assert compare(wanted, sorted(read(words, page, language, every_kind=every_kind))) == ([], [])
