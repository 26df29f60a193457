"""Foundings read in a bank of sentences, boxes of facts and lines of time: each case one test."""

from pathlib import Path

import pytest
import yaml
from reading_samples import document

from acopio.claims.records import FoundingClaim
from acopio.reading.read_claims import read_claims

FILE = Path(__file__).parent / "bank" / "founding.yaml"
BANK = yaml.safe_load(FILE.read_text("utf-8"))
CASES = BANK["cases"]


def foundings(text: str, organization: str) -> set[str]:
    """Kind and date of each founding that is read; dates in EDTF, about 1998 as 1998."""
    claims = read_claims(document(text, organization=organization)).claims
    return {
        f"{claim.kind} {claim.date.edtf.rstrip('~') if claim.date else None}"
        for claim in claims
        if isinstance(claim, FoundingClaim)
    }


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) > 200


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_founding(case: dict[str, object], request: pytest.FixtureRequest) -> None:
    if reason := case.get("fails"):
        request.applymarker(pytest.mark.xfail(reason=str(reason), strict=True))
    read = foundings(str(case["text"]), str(case.get("organization", BANK["organization"])))
    assert read == set(case["reads"])  # type: ignore[call-overload]
