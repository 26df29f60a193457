"""Which claims wait, in which order, and what is shown of their surroundings."""

from __future__ import annotations

import pytest

from acopio.assets import bundled_dataset_folder
from acopio.dataset.folder import DatasetFolder
from acopio.reading.rule_precision import RulePrecision, rule_precision
from acopio.review.waiting import Wanted, waiting_claims

BUNDLED = DatasetFolder(bundled_dataset_folder())
ONE = "acopagro--fair-trade-usa"


def test_claims_of_a_document_come_in_the_order_of_its_text() -> None:
    claims = list(waiting_claims(BUNDLED, Wanted(documents=(ONE,))))
    starts = [claim.start for claim in claims]
    assert starts == sorted(starts) and len(starts) > 10
    text = BUNDLED.profile(ONE).read_text("utf-8")
    for claim in claims:
        assert text[claim.start : claim.end] == claim.words
        inner = claim.before.removeprefix("… ") + claim.words + claim.after.removesuffix(" …")
        assert inner in text
        assert "\n\n" not in claim.before + claim.after
        assert len(claim.before) <= 250 and len(claim.after) <= 250


@pytest.mark.parametrize(
    ("kinds", "rules"), [(("founding",), ()), ((), ("founding",)), ((), ("founding.formed",))]
)
def test_claims_are_chosen_by_kind_and_rule(kinds: tuple[str, ...], rules: tuple[str, ...]) -> None:
    claims = list(waiting_claims(BUNDLED, Wanted(kinds=kinds, rules=rules)))
    assert claims and {claim.kind for claim in claims} == {"founding"}
    if "founding.formed" in rules:
        assert {claim.rule for claim in claims} == {"founding.formed"}


def test_the_least_sure_rules_come_first() -> None:
    claims = list(waiting_claims(BUNDLED, Wanted(kinds=("need", "founding")), order="doubt"))
    bounds = [claim.precision.lower_bound if claim.precision else 0.0 for claim in claims]
    assert bounds == sorted(bounds)


def test_few_judged_claims_are_less_sure_than_many() -> None:
    assert RulePrecision(3, 3).lower_bound < RulePrecision(90, 92).lower_bound < RulePrecision(90, 92).share


def test_every_rule_behind_the_bundled_claims_has_been_measured() -> None:
    unmeasured = {c.rule for c in waiting_claims(BUNDLED, Wanted()) if rule_precision(c.rule) is None}
    assert not unmeasured, (
        "renew loaders/prose/rules.csv: python benchmarks/rule_precision.py GOLD_FOLDER... --write "
        f"({sorted(unmeasured)})"
    )
