"""Uses of premium money: which are told, in which words, for what, done or planned; and what tells none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from reading_samples import context, document

from acopio.claims.records import PremiumUseClaim
from acopio.reading.premium import premium_uses
from acopio.reading.read_claims import read_claims

BANK = tomllib.loads((Path(__file__).parent / "bank" / "premium_uses.toml").read_text("utf-8"))


def uses_of(text: str) -> list[PremiumUseClaim]:
    words = f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{text}\n"
    return [claim for claim in read_claims(document(words)).claims if isinstance(claim, PremiumUseClaim)]


def cases(name: str) -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"].replace("\n", " "),
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in BANK[name]
    ]


@pytest.mark.parametrize("case", cases("told"))
def test_uses_are_read(case: dict[str, Any]) -> None:
    uses = uses_of(case["text"])
    assert len(uses) == len(case["uses"]), [use.passage.text for use in uses]
    for use, (words, purposes, *status) in zip(uses, case["uses"], strict=True):
        assert words in use.passage.text
        assert set(purposes.split()) & set(use.purposes), use.purposes
        assert use.use_status == (status or ["done"])[0]


@pytest.mark.parametrize("case", cases("silent"))
def test_no_use_is_claimed(case: dict[str, Any]) -> None:
    assert uses_of(case["text"]) == []


def test_sum_share_thing_and_beneficiary_of_a_use() -> None:
    (use,) = uses_of("In 2016 the premium paid for three classrooms for the children of workers ($12,000).")
    assert use.amount is not None
    assert use.amount.value == 12000
    assert use.date is not None
    assert [thing.value for thing in use.acquired] == [3]
    assert "children-and-youth" in use.beneficiaries
    (first, _) = uses_of("40% of the premium goes to the clinic and 60% to administration.")
    assert first.share is not None
    assert first.share.percent == 40


def test_uses_are_found_once_a_document() -> None:
    read = context("The Fairtrade premium paid for a school.")
    assert premium_uses(read) is premium_uses(read)


def test_bold_words_in_a_list_part_nothing() -> None:
    text = (
        "# Alto Verde\n\nThe Fairtrade Premium has paid for **cows for 300 households**, **a computer centre**, an "
        "**ambulance** and **smokeless stoves**.\n"
    )
    quotes = [use.passage.text for use in uses_of(text)]
    assert len(quotes) == 4
    assert quotes[-1] == "smokeless stoves"


def test_a_label_tells_the_use_whose_value_only_says_for_whom() -> None:
    text = "# Alto Verde\n\n## What the premium pays for\n\n- Scholarships for university: 120 young people a year\n"
    (use,) = uses_of(text)
    assert use.purposes[0] == "education"
