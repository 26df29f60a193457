"""Foundings and certificates read from short pages by many editors: each page one test."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from test_certification import key, wanted

from acopio.claims.records import CertificationClaim, FoundingClaim
from acopio.documents import Metadata, document_from_bytes
from acopio.reading.read_claims import read_claims

PAGES = yaml.safe_load((Path(__file__).parent / "bank/pages_founding_certificates.yaml").read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=[page["organization"] for page in PAGES])
def test_page(page: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if reason := page.get("fails"):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    options = Metadata(language="en", organization=page["organization"])
    claims = read_claims(document_from_bytes(page["text"].encode(), "page--x.md", options=options)).claims
    founded = [claim for claim in claims if isinstance(claim, FoundingClaim)]
    certified = [claim for claim in claims if isinstance(claim, CertificationClaim)]
    assert {f"{c.kind} {c.date.edtf.rstrip('~') if c.date else None}" for c in founded} == set(
        page["foundings"]
    )
    assert {key(c) for c in certified} == {told for told, _, _ in wanted(page["certificates"])}
