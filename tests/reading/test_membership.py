"""Counts of members: what sentences, labels and tables say, and what only looks like a count."""

import pytest

from acopio.claims.records import CountClaim
from acopio.documents.read_document import document_from_bytes
from acopio.reading.read_claims import read_claims

HEADER = "---\norganization: Union of Growers Alba (ALBA)\nlanguage: {}\n---\n\n"


def read(text: str, language: str = "en") -> list[CountClaim]:
    """Read the counts of a text, each of whose words stand in it."""
    document = document_from_bytes((HEADER.format(language) + text).encode(), "alba.md")
    claims = [claim for claim in read_claims(document).claims if isinstance(claim, CountClaim)]
    assert all(claim.passage.text in text for claim in claims)
    return claims


def counts(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Read (number or percentage with bounds, unit, part) of every count claimed."""
    found = []
    for claim in read(text, language):
        if claim.quantity:
            number = f"{claim.quantity.value} [{claim.quantity.minimum}, {claim.quantity.maximum}]"
        else:
            assert claim.share
            number = f"{claim.share.percent}%"
        found.append((number, claim.unit, claim.part))
    return found


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("ALBA has over 1,800 members today.", ("1800 [1801, None]", "member", "all")),
        ("The union brings together 438 growers.", ("438 [438, 438]", "producer", "all")),
        ("About 400 families belong to ALBA.", ("400 [None, None]", "family", "all")),
        ("ALBA is an association of 163 farmers.", ("163 [163, 163]", "farmer", "all")),
        ("Its 350 members live in the hills.", ("350 [350, 350]", "member", "all")),
        ("ALBA is 6 cooperatives.", ("6 [6, 6]", "cooperative", "all")),
        ("The member cooperatives number 217.", ("217 [217, 217]", "cooperative", "all")),
        ("Twenty-seven members was all ALBA could count.", ("27 [27, 27]", "member", "all")),
    ],
)
def test_a_sentence_counts_the_membership(sentence: str, wanted: tuple[str, str, str]) -> None:
    assert counts(sentence) == [wanted]


def test_growth_counts_both_ends() -> None:
    assert counts("Its membership has grown from 700 to over 9,500 farmers.") == [
        ("700 [700, 700]", "member", "all"),
        ("9500 [9501, None]", "farmer", "all"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "ALBA has 800 members. Of these, 203 are women.",
        "ALBA has 800 members, of whom 203 are women.",
        "ALBA has 800 members (203 women).",
        "ALBA has 800 members. 203 are female.",
    ],
)
def test_women_are_a_part(sentence: str) -> None:
    assert ("203 [203, 203]", "member", "women") in counts(sentence)


def test_a_share_of_women() -> None:
    assert ("25%", "member", "women") in counts("ALBA has 800 members. A quarter of them are women.")


@pytest.mark.parametrize(
    "sentence",
    [
        "ALBA was founded by 27 farmers.",
        "A school for 300 pupils was built.",
        "The town of Alba has 9,000 inhabitants.",
        "Oxfam has 400 members.",
        "We buy sugar from a co-op of 1,500 growers in Belize.",
        "Two years later the Union had a target of 500 members.",
        "The meeting was held with 96 members present.",
        "ALBA employs 12 workers.",
    ],
)
def test_other_numbers_are_no_membership(sentence: str) -> None:
    assert counts(sentence) == []


def test_labels_and_values() -> None:
    text = "Members: 1,240\nWomen: 310\nVillages: 14\n"
    assert counts(text) == [("1240 [1240, 1240]", "member", "all"), ("310 [310, 310]", "member", "women")]


def test_a_table_by_year() -> None:
    text = "| | 1999 | 2024 |\n|---|---|---|\n| Growers | 176 | 438 |\n| Women among them | 21 | 97 |\n"
    assert counts(text) == [
        ("176 [176, 176]", "producer", "all"),
        ("438 [438, 438]", "producer", "all"),
        ("21 [21, 21]", "producer", "women"),
        ("97 [97, 97]", "producer", "women"),
    ]


def test_a_table_of_member_cooperatives() -> None:
    text = "| Society | Farmers | Women |\n|---|---|---|\n| Monte Claro | 745 | 102 |\n"
    assert [part for _, _, part in counts(text)] == ["other-subset", "women"]


def test_other_producers_on_the_page_are_left_out() -> None:
    assert counts("ALBA has 800 members.\n\n## Other producers\n\n- Rio Bravo has 310 families.\n") == [
        ("800 [800, 800]", "member", "all")
    ]


def test_spanish_follows_the_same_rules() -> None:
    assert counts("La unión cuenta con 1.358 socios.", "es") == [("1358 [1358, 1358]", "member", "all")]


def test_a_table_of_one_row_counts_in_every_column() -> None:
    text = "| Families | Village co-ops | Hectares |\n|---|---|---|\n| 3,012 | 41 | 2,660 |\n"
    assert counts(text) == [("3012 [3012, 3012]", "family", "all"), ("41 [41, 41]", "cooperative", "all")]


def test_money_for_members_is_no_number_of_members() -> None:
    text = "| Project | Amount |\n|---|---|\n| Cash bonus to farmers | 410,000 |\n"
    assert counts(text) == []


def test_women_in_leadership_are_no_share_of_the_members() -> None:
    assert counts("Women in leadership: 3 of 7 board members\nFarmers: 602\n") == [
        ("602 [602, 602]", "farmer", "all")
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The number of women members of ALBA rose from 60 in 2005 to 380 in 2019.", ["2005", "2019"]),
        ("ALBA had 54 members in 1998 and today counts 815.", ["1998", None]),
        ("ALBA was founded in 1951 and today has 214 members.", [None]),
        ("As of 2020 ALBA has 640 members.", ["2020"]),
        ("| | 1999 | 2024 |\n|---|---|---|\n| Growers | 176 | 438 |\n", ["1999", "2024"]),
    ],
)
def test_the_date_of_a_count_is_the_one_that_stands_by_it(text: str, years: list[str | None]) -> None:
    assert [claim.date.edtf if claim.date else None for claim in read(text)] == years
