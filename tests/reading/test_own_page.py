"""Whether "we" on a page is the organisation or whoever publishes the page."""

from __future__ import annotations

import pytest
from reading_samples import context

from acopio.reading.own_page import speaks_for_itself


@pytest.mark.parametrize(
    "text",
    [
        "# Our story\n\n**Kilima Farmers Union**\n\nA third of our members are women. We've been certified since 1998.",
        "# Kilima\n\nWe are Kilima, a union of coffee growers.",
        "# Kilima Union\n\nKilima sells coffee. Our general assembly meets in March.",
        "# Kilima Union\n\nKilima sells coffee. Our union was founded in 1990.",
    ],
)
def test_an_organisation_speaks_of_itself(text: str) -> None:
    assert speaks_for_itself(context(text))


@pytest.mark.parametrize(
    "text",
    [
        "# Kilima Union\n\nWe have bought coffee from Kilima since 2009.",
        "# Kilima Union\n\nWe buy from Kilima. Our members get a discount.",
        "# Kilima Union\n\nKilima sells coffee. “Our members are women,” says Ana.",
        "# Kilima Union\n\nKilima sells coffee to our customers. Our union of shops was founded in 1990.",
    ],
)
def test_a_publisher_speaks_of_somebody_else(text: str) -> None:
    assert not speaks_for_itself(context(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kilima also owns 12% of a chocolate company in London. The company was founded in 2002.",
        "Kilima belongs to a federation of tea growers. The federation was founded in 1978 and has 12,000 members.",
        "Kilima is part of a union. The union has 12,000 members in 20 cooperatives.",
    ],
)
def test_a_body_that_is_brought_in_is_another_one(text: str) -> None:
    known = context(f"# Kilima\n\nKilima is a coffee co-operative in Tanzania.\n\n{text}")
    assert known.subject(known.clauses_of(known.sentences[-1])[0]).who == "other"


def test_those_whom_others_act_on_are_taken_up() -> None:
    known = context("# Kilima\n\nKilima is a union.\n\nAn NGO, CECI, advised them. They registered in 2001.")
    assert known.subject(known.clauses_of(known.sentences[-1])[0]).who == "self"
