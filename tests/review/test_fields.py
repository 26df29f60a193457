"""Words of a person become values, and what does not fit is told with what would."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from acopio.errors import AcopioError
from acopio.graph.claim_graph import CLAIM_KINDS
from acopio.review import values
from acopio.review.fields import _FIELDS


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2004", dt.date(2004, 1, 1), dt.date(2004, 12, 31)),
        ("2004-02", dt.date(2004, 2, 1), dt.date(2004, 2, 29)),
        ("199X", dt.date(1990, 1, 1), dt.date(1999, 12, 31)),
        ("1990/1993", dt.date(1990, 1, 1), dt.date(1993, 12, 31)),
        ("2004/..", dt.date(2004, 1, 1), None),
        ("2004~", dt.date(2004, 1, 1), dt.date(2004, 12, 31)),
    ],
)
def test_a_date_has_the_bounds_of_edtf(words: str, earliest: dt.date, latest: dt.date | None) -> None:
    assert values.edtf_bounds(words) == (earliest, latest)


@pytest.mark.parametrize("words", ["", "last year", "2004-13", "31.12.2004"])
def test_what_is_no_date_is_told(words: str) -> None:
    with pytest.raises(AcopioError, match="is no date") as caught:
        values.edtf_bounds(words)
    assert "199X" in caught.value.remedy


@pytest.mark.parametrize(
    ("words", "language", "minimum", "maximum"),
    [
        ("1,800", "en", 1800, 1800),
        ("over 1,800", "en", 1801, None),
        ("two or three", "en", 2, 3),
        ("about 400", "en", None, None),
        ("2000", "en", 2000, 2000),
        ("más de 1.358", "es", 1359, None),
    ],
)
def test_a_number_is_read_as_the_document_would_be(
    words: str, language: str, minimum: int | None, maximum: int | None
) -> None:
    quantity = values.stated_quantity(words, language)
    assert (quantity.minimum, quantity.maximum, quantity.stated) == (minimum, maximum, words)


@pytest.mark.parametrize("words", ["many", "", "12 and 13 and 14"])
def test_what_is_not_one_number_is_told(words: str) -> None:
    with pytest.raises(AcopioError, match="is not one number"):
        values.stated_quantity(words, "en")


def test_percentages_are_between_0_and_100() -> None:
    assert values.percentage("12,5 %") == Decimal("12.5")
    for words in ("101", "-1", "half"):
        with pytest.raises(AcopioError, match=r"percentage|between 0 and 100"):
            values.percentage(words)


def test_a_concept_is_named_by_its_slug_and_a_near_one_is_offered() -> None:
    assert values.known_concept("purpose", "health").value.endswith("/purpose/health")
    with pytest.raises(AcopioError) as caught:
        values.known_concept("purpose", "helth")
    assert "Did you mean health" in caught.value.remedy


def test_a_place_is_an_iso_code() -> None:
    assert values.plain_value("region", "pe-sam").value.endswith("/place/PE-SAM")
    with pytest.raises(AcopioError, match="ISO 3166"):
        values.plain_value("country", "Peru")


def test_every_kind_of_claim_can_be_corrected() -> None:
    assert {*_FIELDS, "statement"} == set(CLAIM_KINDS)
    for fields in _FIELDS.values():
        assert len({field.name for field in fields}) == len(fields) > 0
