"""Money and help from others in the words of pages: who gives, in which form, how much, when."""

from __future__ import annotations

from typing import Any

import pytest
from reading_samples import document, page_cases

from acopio.claims.records import FundingClaim
from acopio.reading.read_claims import read_claims

BANKS = ("funding_pages.toml", "funding_pages_2.toml", "funding_pages_3.toml")


def funding_of(text: str) -> list[FundingClaim]:
    words = f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{text.strip()}\n"
    return [claim for claim in read_claims(document(words)).claims if isinstance(claim, FundingClaim)]


@pytest.mark.parametrize("case", page_cases(*BANKS))
def test_funding_of_a_page(case: dict[str, Any]) -> None:
    found = funding_of(case["text"])
    for funder, kinds, *told in case["funding"]:
        claim = next((one for one in found if funder in one.funder), None)
        assert claim is not None, f"{funder}: {[one.funder for one in found]}"
        assert claim.funding_kind in kinds.split(), funder
        if told and told[0]:
            assert claim.amount is not None and claim.amount.value == int(told[0]), funder
        if len(told) > 1:
            assert claim.date is not None and claim.date.earliest is not None, funder
            assert str(claim.date.earliest.year) == told[1], funder
        found.remove(claim)
    assert not found, [(claim.funder, claim.passage.text) for claim in found]
