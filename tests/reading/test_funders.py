"""The funder's text is its name and nothing else; sums in the money of any country are no funders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from reading_samples import document

from acopio.claims.records import FundingClaim
from acopio.reading.currencies import currency_before
from acopio.reading.read_claims import read_claims

BANK = Path(__file__).with_name("bank") / "funders.yaml"
PAGE = (
    "# Kilima\n\nKilima is a coffee co-operative in Tanzania. It was founded in 1990 by 30 families.\n\n{}\n"
)


def funders(words: str) -> str:
    claims = read_claims(document(PAGE.format(words))).claims
    return "; ".join(claim.funder for claim in claims if isinstance(claim, FundingClaim))


def cases() -> list[object]:
    bank = yaml.safe_load(BANK.read_text("utf-8"))
    mark = pytest.mark.xfail(reason="phrasing that is not read yet", strict=True)
    read = [pytest.param(words, told, id=slug(words)) for words, told in bank["read"].items()]
    return [
        *read,
        *(pytest.param(words, told, id=slug(words), marks=mark) for words, told in bank["not yet"].items()),
    ]


def slug(words: str) -> str:
    return re.sub(r"\W+", "-", words).strip("-")[:80]


@pytest.mark.parametrize(("words", "told"), cases())
def test_funders_are_named(words: str, told: str) -> None:
    assert funders(words) == told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("MK 50,000", "MWK"),
        ("Tk. 800", "BDT"),
        ("FBu 3,000", "BIF"),
        ("(TZS 4,000", "TZS"),
        ("KM 50", None),
        ("ISO 9001", None),
        ("ALL 320", None),
        ("NAD 2019", None),
    ],
)
def test_signs_of_currencies(words: str, code: str | None) -> None:
    digits = re.search(r"\d[\d,]*", words)
    assert digits is not None
    found = currency_before(words, digits.start(), digits.group())
    assert (found[0] if found else None) == code
