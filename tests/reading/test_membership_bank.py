"""Banks of sentences and fact boxes on memberships, as web editors put them: what is read of each."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from acopio.claims.records import CountClaim
from acopio.documents.read_document import document_from_bytes
from acopio.reading.read_claims import read_claims

BANKS = sorted(Path(__file__).with_name("bank").glob("membership*.yaml"))
COOPERATIVE = "Cooperativa Agraria Valle Verde (CAVAVE)"
HEADER = "---\norganization: {}\nlanguage: en\npublisher: Rainy Day Roasters\n---\n\n"
ORGANIZATIONS = {"cooperative", "association", "group", "organizations"}


def _cases() -> list[Any]:
    cases = []
    for bank in BANKS:
        for case in yaml.safe_load(bank.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            cases.append(pytest.param(case, marks=marks, id=" ".join(case["text"].split())[:70]))
    return cases


CASES = _cases()


def _said(claim: CountClaim) -> set[str]:
    """Return what a claim says in the words of the bank; a range says its ends."""
    unit = "organisations" if claim.unit in ORGANIZATIONS else "people"
    part = claim.part if claim.part in ("all", "women", "men") else "part"
    if claim.share is not None:
        values = [claim.share.percent, claim.share.minimum]
        return {f"{value:g}% {unit} {part}" for value in values if value is not None}
    assert claim.quantity is not None
    numbers = [claim.quantity.value, claim.quantity.minimum, claim.quantity.maximum]
    return {f"{int(number)} {unit} {part}" for number in numbers if number is not None}


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_read(case: dict[str, Any]) -> None:
    header = HEADER.format(case.get("organization", COOPERATIVE))
    document = document_from_bytes((header + case["text"]).encode(), "page.md")
    claims = [_said(claim) for claim in read_claims(document).claims if isinstance(claim, CountClaim)]
    wanted, allowed = set(case["reads"]), set(case.get("may", ())) | set(case["reads"])
    assert [wish for wish in wanted if not any(wish in said for said in claims)] == [], claims
    assert [said for said in claims if not said & allowed] == []


def test_the_banks_are_whole() -> None:
    assert len(CASES) >= 350
    assert len([case for case in CASES if case.values[0]["reads"] == []]) >= 70
