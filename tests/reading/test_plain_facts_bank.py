"""Country, region, type and products read in a bank of short pages: each case one test."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from reading_samples import document

from acopio.claims.records import StatementClaim
from acopio.reading.read_claims import read_claims

FILE = Path(__file__).parent / "bank" / "plain_facts.yaml"
CASES = yaml.safe_load(FILE.read_text("utf-8"))["cases"]
WANTED = ("country", "region", "type", "product")


def facts(text: str, organization: str) -> dict[str, Any]:
    """The four facts; products as a sorted list."""
    claims = read_claims(document(text, organization=organization)).claims
    stated = [(c.property, c.value) for c in claims if isinstance(c, StatementClaim) and c.property in WANTED]
    found: dict[str, Any] = dict(stated)
    products = sorted({value for name, value in stated if name == "product"})
    return {**found, "product": products} if products else found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_plain_facts(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if reason := case.get("fails"):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    wanted = dict(case["facts"])
    if "product" in wanted:
        wanted["product"] = sorted(wanted["product"])
    assert facts(case["text"], case["organization"]) == wanted
