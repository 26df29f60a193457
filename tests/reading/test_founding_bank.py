"""Foundings read in banks of sentences, boxes of facts and lines of time: each case one test."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from reading_samples import document

from acopio.claims.records import FoundingClaim
from acopio.reading.read_claims import read_claims

BANKS = [
    yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "bank").glob("founding*.yaml"))
]
CASES = [
    {"organization": bank["organization"], "language": bank.get("language", "en"), **case}
    for bank in BANKS
    for case in bank["cases"]
]


def foundings(text: str, organization: str, language: str = "en") -> set[str]:
    """Kind and date of each founding that is read; dates in EDTF, about 1998 as 1998."""
    claims = read_claims(document(text, language=language, organization=organization)).claims
    return {
        f"{claim.kind} {claim.date.edtf.rstrip('~') if claim.date else None}"
        for claim in claims
        if isinstance(claim, FoundingClaim)
    }


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) > 300


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_founding(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if reason := case.get("fails"):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    assert foundings(case["text"], case["organization"], case["language"]) == set(case["reads"])
