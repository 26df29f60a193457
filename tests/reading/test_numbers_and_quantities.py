from decimal import Decimal

import pytest
from reading_samples import context

from acopio.reading.language import load_language
from acopio.reading.number_bounds import bounds
from acopio.reading.numbers import digits_value, find_numbers
from acopio.reading.tokens import tokenize


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("1,800", "en", 1800),
        ("1.5 million", "en", 1_500_000),
        ("202,397", "en", 202_397),
        ("twenty-seven", "en", 27),
        ("forty five", "en", 45),
        ("two hundred and five", "en", 205),
        ("three thousand four hundred", "en", 3400),
        ("a dozen", "en", 12),
        ("two dozen", "en", 24),
        ("1.358", "es", 1358),
        ("90,000", "es", 90_000),
        ("1 358", "es", 1358),
        ("treinta y siete", "es", 37),
        ("dos mil quinientos", "es", 2500),
        ("ciento veinte", "es", 120),
        ("3,5", "es", Decimal("3.5")),
        ("1 358", "fr", 1358),
        ("1\u202f358", "fr", 1358),
        ("1’240", "fr", 1240),
        ("quatre-vingt-douze", "fr", 92),
        ("soixante-et-onze", "fr", 71),
        ("sept cent septante-trois", "fr", 773),
        ("deux mille trois cents", "fr", 2300),
        ("une soixantaine", "fr", 60),
    ],
)
def test_numbers_in_digits_and_words(words: str, language: str, value: int | Decimal) -> None:
    (number,) = find_numbers(tokenize(words), load_language(language))
    assert number.value == value


def test_what_is_no_number() -> None:
    english = load_language("en")
    assert digits_value("1" * 40, english) is None
    assert digits_value("1.2.3.4", english) is None
    assert [n.value for n in find_numbers(tokenize("two three four-year"), english)] == [2, 3]


@pytest.mark.parametrize(
    ("words", "comparator", "low", "high"),
    [
        ("has 1,750 members", "exactly", 1750, 1750),
        ("has over 1,800 members", "more-than", 1801, None),
        ("has at least 400 members", "at-least", 400, None),
        ("has nearly 400 members", "nearly", None, 400),
        ("has fewer than 400 members", "less-than", None, 399),
        ("has an estimated 400 members", "about", None, None),
        ("has about 400 members", "about", None, None),
        ("has up to 400 members", "at-most", None, 400),
        ("has two or three members", "range", 2, 3),
        ("has between 300 and 400 members", "range", 300, 400),
        ("has 12–15 members", "range", 12, 15),
        ("has 400+ members", "at-least", 400, None),
        ("has 400 or so members", "about", None, None),
        ("adds up to 800 members", "exactly", 800, 800),
        ("has 1.358 members", "exactly", 1358, 1358),
        ("has 2000 members", "exactly", 2000, 2000),
    ],
)
def test_bounds_of_quantities(words: str, comparator: str, low: int | None, high: int | None) -> None:
    (mention,) = context(f"Kilima {words}.").quantities
    assert (mention.quantity.comparator, mention.quantity.minimum, mention.quantity.maximum) == (
        comparator,
        low,
        high,
    )
    assert mention.unit is not None
    assert mention.unit.value == "member"


def test_bounds_of_fractions_of_a_unit() -> None:
    assert bounds("exactly", Decimal("3.8"), Decimal("3.8")) == (None, None)
    assert bounds("less-than", Decimal("3.8"), Decimal("3.8")) == (None, 3)


def test_the_noun_that_is_counted() -> None:
    read = context(
        "There are 37 farmers' cooperatives, 164 women, 60 small-scale cocoa farmers and 5 trucks."
    )
    found = [(m.unit.value if m.unit else None, m.part.value if m.part else None) for m in read.quantities]
    assert found == [("cooperative", None), (None, "women"), ("farmer", None), (None, None)]


def test_series_are_no_ranges() -> None:
    read = context("Membership went from 700 to over 9,500 farmers.")
    assert [(m.quantity.stated, m.series) for m in read.quantities] == [("700", True), ("over 9,500", False)]


@pytest.mark.parametrize(
    ("words", "percent", "low", "high"),
    [
        ("60 percent of the crop", 60, 60, 60),
        ("a quarter are women", 25, 25, 25),
        ("two thirds of the land", 67, 67, 67),
        ("eight in ten farmers", 80, 80, 80),
        ("one in five members", 20, 20, 20),
        ("between 80% and 85% of it", None, 80, 85),
        ("no more than a quarter of it", 25, None, 25),
        ("over 60% of it", 60, 60, None),
        ("half of the membership", 50, 50, 50),
    ],
)
def test_shares(words: str, percent: int | None, low: int | None, high: int | None) -> None:
    (mention,) = context(f"Here {words}.").shares
    assert (mention.share.percent, mention.share.minimum, mention.share.maximum) == (percent, low, high)


def test_count_of_a_total() -> None:
    (mention,) = context("So far 39 of 46 co-operatives are certified.").shares
    assert (mention.share.count, mention.share.total, mention.unit and mention.unit.value) == (
        39,
        46,
        "cooperative",
    )


def test_what_looks_like_a_fraction() -> None:
    assert context("In the third year they came in second, after two and a half hours.").shares == []


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("$15 million", 15_000_000, "USD"),
        ("US$1.40", Decimal("1.40"), "USD"),
        ("€20,000", 20_000, "EUR"),
        ("50,000 USD", 50_000, "USD"),
        ("100 Honduran lempiras", 100, "HNL"),
        ("Q.600", 600, "GTQ"),
        ("three Euros", 3, "EUR"),
        ("£2m", 2_000_000, "GBP"),
    ],
)
def test_money(words: str, value: int | Decimal, currency: str) -> None:
    read = context(f"It cost {words} then.")
    (mention,) = read.money
    assert (mention.money.value, mention.money.currency, mention.money.stated) == (value, currency, words)
    assert read.quantities == []


def test_nothing_is_counted_across_a_label_or_a_block() -> None:
    read = context("Established\n1977\n\nMembers\n36 cooperatives")
    assert [(d.date.edtf, d.cue) for d in read.dates] == [("1977", None)]
    assert [m.quantity.stated for m in read.quantities] == ["36"]


def test_half_price_and_teachers_quarters_are_no_shares() -> None:
    assert context("Lamps were sold at half price, stoves at a quarter of the cost.").shares == []
    assert context("The premium paid for teachers' quarters.").shares == []
    assert [m.share.percent for m in context("A quarter of the members are women.").shares] == [25]
    assert [m.share.percent for m in context("One-quarter of the members are women.").shares] == [25]


def test_the_number_of_a_footnote_counts_nothing() -> None:
    known = context("# Kilima\n\n1,284 farmers belonged to 29 zones.[4][12]")
    assert [str(mention.quantity.value) for mention in known.quantities] == ["1284", "29"]
