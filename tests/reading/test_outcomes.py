"""Outcomes: what has come of it, by change and direction, by cause, by what people can do now."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from reading_samples import document

from acopio.claims.records import OutcomeClaim
from acopio.reading.read_claims import read_claims

BANK = tomllib.loads((Path(__file__).parent / "bank" / "outcomes.toml").read_text("utf-8"))


def outcomes_of(text: str, under: str | None = None) -> list[OutcomeClaim]:
    heading = f"## {under}\n\n" if under else ""
    words = f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{heading}{text}\n"
    return [claim for claim in read_claims(document(words)).claims if isinstance(claim, OutcomeClaim)]


def cases(name: str) -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in BANK[name]
    ]


@pytest.mark.parametrize("case", cases("told"))
def test_outcome_is_read(case: dict[str, Any]) -> None:
    assert outcomes_of(case["text"], case.get("under"))


@pytest.mark.parametrize("case", cases("silent"))
def test_nothing_is_claimed(case: dict[str, Any]) -> None:
    assert outcomes_of(case["text"], case.get("under")) == []


def test_effect_is_tied_to_the_use_before_it() -> None:
    (outcome,) = outcomes_of("The Fairtrade premium paid for a well, so that girls no longer miss school.")
    assert outcome.use is not None
    assert "a well" in outcome.use.text
