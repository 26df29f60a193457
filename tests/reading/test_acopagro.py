"""ACOPAGRO's profile, read whole: the abstract of the data set, and the page itself where it stands beside us."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from acopio.claims import records
from acopio.claims.records import Claim
from acopio.documents.read_document import read_document
from acopio.documents.source_document import Metadata
from acopio.reading.read_claims import Reading, read_claims

C = TypeVar("C", bound=Claim)
ROOT = Path(__file__).parents[2]
ABSTRACT = ROOT / "data/profiles/acopagro--fair-trade-usa.md"
PAGE = ROOT.parent / "shared/profiles/original/acopagro--fair-trade-usa.txt"


@pytest.fixture(scope="module", params=[ABSTRACT, PAGE], ids=["abstract", "page"])
def reading(request: pytest.FixtureRequest) -> Reading:
    path: Path = request.param
    if not path.exists():
        pytest.skip("the page does not stand beside the repository")
    return read_claims(read_document(path, options=replace(Metadata(), language="en")))


def of_kind(reading: Reading, kind: type[C]) -> Iterator[C]:
    return (claim for claim in reading.claims if isinstance(claim, kind))


def test_founding(reading: Reading) -> None:
    told = {claim.kind: claim for claim in of_kind(reading, records.FoundingClaim)}
    assert {kind: claim.date and claim.date.edtf for kind, claim in told.items()} == {
        "formed": "1992",
        "legally-established": "1997",
    }
    founders = told["legally-established"].founders
    assert founders
    assert (founders.minimum, founders.maximum) == (27, 27)


def test_members(reading: Reading) -> None:
    (count,) = of_kind(reading, records.CountClaim)
    assert count.quantity
    assert count.quantity.value == 1800
    assert (count.quantity.minimum, count.quantity.maximum) == (1801, None)
    assert (count.unit, count.part) == ("member", "all")
    assert "four different provinces" in count.passage.text


def test_certifications(reading: Reading) -> None:
    told = of_kind(reading, records.CertificationClaim)
    organic, fair = [claim for claim in told if claim.certification_status == "certified"]
    assert (organic.scheme, organic.date and organic.date.edtf) == ("organic", "2000")
    assert organic.share
    assert organic.share.percent == 60
    assert organic.share.base == "products"
    assert (fair.scheme, fair.date and fair.date.edtf) == ("fair-trade-usa", "2004")


def test_three_needs(reading: Reading) -> None:
    assert [claim.purposes[0] for claim in of_kind(reading, records.NeedClaim)] == [
        "water-and-sanitation",
        "education",
        "health",
    ]


def test_premium_uses_under_all_three_headings(reading: Reading) -> None:
    uses = list(of_kind(reading, records.PremiumUseClaim))
    purposes = {purpose for use in uses for purpose in use.purposes}
    assert {"cash-payment", "debt-repayment", "equipment-and-vehicles", "technical-assistance"} <= purposes
    assert {"farming-practice", "roads-and-transport"} <= purposes
    assert any("truck" in use.passage.text for use in uses)
    acquired = {
        (item.minimum, item.maximum, (item.what or item.stated).split()[-1])
        for use in uses
        for item in use.acquired
    }
    assert (2, 2, "computers") in acquired
    assert (2, 3, "technicians") in acquired


def test_voices_and_support(reading: Reading) -> None:
    assert any(
        claim.speaker == "Washington Rodriguez Ortiz" for claim in of_kind(reading, records.TestimonyClaim)
    )
    assert len(list(of_kind(reading, records.RecognitionClaim))) == 2
    assert any("United Nations" in claim.funder for claim in of_kind(reading, records.FundingClaim))
