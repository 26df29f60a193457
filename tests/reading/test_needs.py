"""Needs: what is lacking, by the words of a sentence or the heading above it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from reading_samples import document

from acopio.claims.records import NeedClaim
from acopio.reading.read_claims import read_claims

BANK = tomllib.loads((Path(__file__).parent / "bank" / "needs.toml").read_text("utf-8"))


def needs_of(text: str, under: str | None = None) -> list[NeedClaim]:
    heading = f"## {under}\n\n" if under else ""
    words = f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{heading}{text}\n"
    return [claim for claim in read_claims(document(words)).claims if isinstance(claim, NeedClaim)]


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
def test_need_is_read(case: dict[str, Any]) -> None:
    needs = needs_of(case["text"], case.get("under"))
    assert needs
    assert set(case["purposes"]) & set(needs[0].purposes), needs[0].purposes


@pytest.mark.parametrize("case", cases("silent"))
def test_nothing_is_claimed(case: dict[str, Any]) -> None:
    assert needs_of(case["text"], case.get("under")) == []


def test_things_lacking_together_are_needs_of_their_own() -> None:
    needs = needs_of(
        "In many villages there is no drinking water, no paved road, no clinic and no electricity."
    )
    assert [need.purposes[0] for need in needs] == [
        "water-and-sanitation",
        "roads-and-transport",
        "health",
        "electricity",
    ]


def test_troubles_named_together_are_needs_of_their_own() -> None:
    needs = needs_of("Among the difficulties are drinking water, schools and health care.")
    assert [need.purposes[0] for need in needs] == ["water-and-sanitation", "education", "health"]
