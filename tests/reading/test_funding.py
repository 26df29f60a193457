"""Money and help from others: who gives, in which form, and what is no such thing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from reading_samples import document

from acopio.claims.records import FundingClaim
from acopio.reading.read_claims import read_claims

BANK = tomllib.loads((Path(__file__).parent / "bank" / "funding.toml").read_text("utf-8"))


def funding_of(text: str) -> list[FundingClaim]:
    claims = read_claims(
        document(f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{text}\n")
    ).claims
    return [claim for claim in claims if isinstance(claim, FundingClaim)]


def told() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in BANK["told"]
    ]


@pytest.mark.parametrize("case", told())
def test_funding_is_read(case: dict[str, str]) -> None:
    (claim,) = funding_of(case["text"])
    assert case["funder"] in claim.funder
    assert claim.funding_kind == case["kind"]


@pytest.mark.parametrize("text", BANK["silent"])
def test_nothing_is_claimed(text: str) -> None:
    assert funding_of(text) == []


def test_sum_and_date() -> None:
    (claim,) = funding_of("In 2014 it received a grant of $50,000 from the Ford Foundation.")
    assert claim.amount is not None
    assert claim.amount.currency == "USD"
    assert claim.amount.value == 50000
    assert claim.date is not None
    assert claim.date.earliest is not None
    assert claim.date.earliest.year == 2014
