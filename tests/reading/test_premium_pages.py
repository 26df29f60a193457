"""Premium uses on pages: under headings, in lists and tables, over several sentences, beside what is none."""

from __future__ import annotations

from typing import Any

import pytest
from reading_samples import document, page_cases

from acopio.claims.records import PremiumUseClaim
from acopio.reading.read_claims import read_claims

BANKS = (
    "premium_pages.toml",
    "premium_pages_2.toml",
    "premium_pages_3.toml",
    "premium_pages_4.toml",
    "premium_pages_5.toml",
    "premium_pages_6.toml",
    "premium_pages_7.toml",
)


def uses_of(case: dict[str, Any]) -> list[PremiumUseClaim]:
    before = "# Kilima\n\nKilima is a coffee co-operative in Tanzania."
    text = "\n\n".join((before, case.get("lead", ""), case["text"].strip()))
    claims = read_claims(document(text + "\n")).claims
    return [claim for claim in claims if isinstance(claim, PremiumUseClaim)]


@pytest.mark.parametrize("case", page_cases(*BANKS))
def test_uses_of_a_page(case: dict[str, Any]) -> None:
    found = uses_of(case)
    for words, purposes, *status in case["uses"]:
        use = next((u for u in found if words in " ".join(u.passage.text.split())), None)
        assert use is not None, f"{words}: {[u.passage.text for u in found]}"
        assert set(purposes.split()) & set(use.purposes), f"{words}: {use.purposes}"
        assert use.use_status == (status or ["done"])[0], words
        found.remove(use)
    assert not found, [use.passage.text for use in found]


def test_a_share_of_something_else_is_no_share_of_the_premium() -> None:
    text = "The premium paid for a health fund that reimburses up to 80% of hospital bills."
    found = [c for c in read_claims(document(text)).claims if isinstance(c, PremiumUseClaim)]
    assert [claim.share for claim in found] == [None]


def test_what_a_picture_shows_is_no_use_of_the_premium() -> None:
    text = (
        "# What the premium paid for\n\nA nursery was built.\n\nAna Tuesta in the school. Photo: L. Maier\n"
    )
    found = [c for c in read_claims(document(text)).claims if isinstance(c, PremiumUseClaim)]
    assert [claim.passage.text for claim in found] == ["A nursery was built"]


def test_for_whom_is_no_number_of_things_acquired() -> None:
    text = "The premium paid for biogas units for 64 homes. The premium paid for 12 water tanks."
    found = [c for c in read_claims(document(text)).claims if isinstance(c, PremiumUseClaim)]
    assert [[(str(q.value), q.what) for q in claim.acquired] for claim in found] == [
        [],
        [("12", "water tanks")],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "## What was done with the premium\n\nA store was built; 180,000 seedlings were given out.\n\n"
            "Most of these trees are bearing now. Exports, down to a single container, were back at five. "
            "A Canadian agency financed the new wet mill. Forty kilometres take a lorry seven hours.",
            ["A store was built", "180,000 seedlings were given out"],
        ),
        (
            "## The premium\n\nA clinic was built.\n\n*How about the debt?* The loan for the mill was paid off by law.",
            ["A clinic was built"],
        ),
        (
            "With the premium they bought blankets in 2020, when markets closed and the school could not open.",
            ["blankets"],
        ),
    ],
)
def test_what_a_section_tells_besides_is_no_use(text: str, told: list[str]) -> None:
    words = f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{text}\n"
    found = [c.passage.text for c in read_claims(document(words)).claims if isinstance(c, PremiumUseClaim)]
    assert len(found) == len(told), found
    assert all(wanted in words for wanted, words in zip(told, found, strict=True)), found


def test_a_table_of_facts_below_the_uses_tells_none() -> None:
    text = (
        "## Where the premium goes\n\n- two footbridges\n- solar lights for the health post\n\n"
        "| Producer | Kilima |\n|---|---|\n| Region | Mbinga, Ruvuma |\n| Altitude | 1,650–1,900 m |\n"
        "| Variety | Typica, Bourbon |\n| Process | Washed, sun dried |\n"
    )
    found = [
        c.passage.text
        for c in read_claims(document(f"# Kilima\n\n{text}")).claims
        if isinstance(c, PremiumUseClaim)
    ]
    assert found == ["two footbridges", "solar lights for the health post"]
