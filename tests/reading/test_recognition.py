"""Awards and public recognition, and what only sounds like them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from reading_samples import document

from acopio.claims.records import RecognitionClaim
from acopio.reading.read_claims import read_claims

BANK = tomllib.loads((Path(__file__).parent / "bank" / "recognition.toml").read_text("utf-8"))


def recognitions_of(text: str) -> list[RecognitionClaim]:
    claims = read_claims(
        document(f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{text}\n")
    ).claims
    return [claim for claim in claims if isinstance(claim, RecognitionClaim)]


def told() -> list[Any]:
    return [
        pytest.param(
            case["text"],
            id=case["text"],
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in BANK["told"]
    ]


@pytest.mark.parametrize("text", told())
def test_recognition_is_read(text: str) -> None:
    assert recognitions_of(text)


@pytest.mark.parametrize("text", BANK["silent"])
def test_nothing_is_claimed(text: str) -> None:
    assert recognitions_of(text) == []


def test_year_of_a_prize() -> None:
    (claim,) = recognitions_of("The co-operative was awarded the National Quality Prize in 2011.")
    assert claim.date is not None
    assert claim.date.earliest is not None
    assert claim.date.earliest.year == 2011
