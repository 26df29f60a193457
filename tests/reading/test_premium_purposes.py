"""What premiums pay for: the purposes of things named after a verb of spending."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from reading_samples import document

from acopio.claims.records import PremiumUseClaim
from acopio.reading.lexicon import NOT
from acopio.reading.read_claims import read_claims

BANK = tomllib.loads((Path(__file__).parent / "bank" / "premium_purposes.toml").read_text("utf-8"))
FRAMES = (
    "The Fairtrade premium paid for {}.",
    "With the Fairtrade premium the members have financed {}.",
    "The co-operative spent its premium on {}.",
)


def uses_of(text: str) -> list[PremiumUseClaim]:
    claims = read_claims(document(f"# Kilima\n\n{text}\n")).claims
    return [claim for claim in claims if isinstance(claim, PremiumUseClaim)]


def cases() -> list[Any]:
    return [
        pytest.param(
            FRAMES[number % 3].format(thing["words"]),
            set(thing["purposes"]),
            id=thing["words"],
            marks=[pytest.mark.xfail(reason=thing["known"], strict=True)] if "known" in thing else [],
        )
        for number, thing in enumerate(BANK["things"])
    ]


@pytest.mark.parametrize(("sentence", "purposes"), cases())
def test_purpose_is_read(sentence: str, purposes: set[str]) -> None:
    uses = uses_of(sentence)
    assert uses, sentence
    assert purposes & set(uses[0].purposes), uses[0].purposes


def test_every_purpose_is_asked_for() -> None:
    asked = {purpose for thing in BANK["things"] for purpose in thing["purposes"]}
    language = tomllib.loads((Path(__file__).parents[2] / "loaders/prose/en.toml").read_text("utf-8"))
    assert asked == set(language["words"]["purpose"]) - {"other", NOT}


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("a course on composting", "technical-assistance", "farm-inputs"),
        ("bicycles", "equipment-and-vehicles", "roads-and-transport"),
        ("equipment for the clinic", "health", "equipment-and-vehicles"),
    ],
)
def test_order_of_two_purposes(words: str, first: str, second: str) -> None:
    assert uses_of(f"The Fairtrade premium paid for {words}.")[0].purposes == (first, second)
