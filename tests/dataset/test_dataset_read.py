import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from dataset_samples import page, simple_reader

from acopio.claims import records as r
from acopio.dataset import read_source
from acopio.dataset.read import Preview, read, told
from acopio.errors import AcopioError

SOME = r.Passage(0, 4, "Some")


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            r.FoundingClaim(
                passage=SOME,
                rule="x",
                kind="formed",
                date=r.StatedDate("1997", dt.date(1997, 1, 1), dt.date(1997, 12, 31)),
                founders=r.Quantity(Decimal(27), "exactly", 27, 27, "27", "producer"),
            ),
            "kind formed; date 1997; founders 27 producer",
        ),
        (
            r.CountClaim(
                passage=SOME,
                rule="x",
                quantity=None,
                share=r.Share(Decimal("12.5"), None, None, "members", 39, 46),
                unit="member",
                part="women",
            ),
            "share 12.5% 39 of 46 of members; unit member; part women",
        ),
        (
            r.PremiumUseClaim(
                passage=SOME,
                rule="x",
                purposes=("health", "education"),
                amount=r.Money(Decimal(50_000), "USD", "$50,000"),
            ),
            "purposes health, education; use status done; amount USD 50,000",
        ),
        (r.OutcomeClaim(passage=SOME, rule="x", use=SOME), "use “Some”"),
    ],
)
def test_a_claim_is_told_in_short(claim: r.Claim, words: str) -> None:
    assert told(claim) == words


def test_previews_and_faults_come_in_the_order_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_source, "read_claims", simple_reader)
    (tmp_path / "a.md").write_text(page("Sol", 1992, 1_200))
    (tmp_path / "b.md").write_text("")
    (tmp_path / "c.md").write_text(page("Luna", 1993))
    steps: list[tuple[int, int]] = []
    first, fault, last = read([tmp_path], progress=lambda done, total: steps.append((done, total)))
    assert isinstance(first, Preview)
    assert isinstance(last, Preview)
    assert isinstance(fault, AcopioError)
    assert steps == [(1, 3), (2, 3), (3, 3)]
    document = json.loads(json.dumps(first.as_json()))
    founding, count = document["claims"]
    assert founding["date"] == {"edtf": "1992", "earliest": "1992-01-01", "latest": "1992-12-31"}
    assert count["quantity"]["value"] == 1200
    assert (count["quote"]["line"], count["quote"]["column"]) == (9, 21)
    assert next(first.rows())[3] == f"{tmp_path / 'a.md'}:8:{page('Sol').splitlines()[7].index('formed') + 1}"
