import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_samples import context

from acopio.claims.records import StatedDate
from acopio.reading import stated_dates


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("founded in 1992", ["1992"]),
        ("set up on 13 December 2001", ["2001-12-13"]),
        ("its date is February 5, 1977", ["1977-02-05"]),
        ("won in July 2012", ["2012-07"]),
        ("In the 1970s", ["197X"]),
        ("in the early 1990s", ["1990/1993"]),
        ("in the 1960s and 70s", ["196X", "197X"]),
        ("the 1960's", ["196X"]),
        ("in the 2011/12 season", ["2011/2012"]),
        ("droughts of 2003-2006", ["2003/2006"]),
        ("around 1990", ["1990~"]),
        ("in 2000, and four years later", ["2000", "2004"]),
        ("in 2000. The following year", ["2000", "2001"]),
        ("in 2000. A decade on", ["2000", "2010"]),
        ("in 2000. Five years after that the union", ["2000", "2005"]),
        ("in 2000, two years earlier", ["2000", "1998"]),
        ("in 2000. In that same year", ["2000", "2000"]),
        ("in 2003, and in July of that year", ["2003", "2003-07"]),
        ("in 1977. Twenty years after that", ["1977", "1997"]),
        ("It was founded in 1999. By 2008 it grew. Three years after its founding", ["1999", "2008", "2002"]),
    ],
)
def test_dates_as_they_are_stated(words: str, edtf: list[str]) -> None:
    assert [mention.date.edtf for mention in context(f"Kilima was {words} it seems.").dates] == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("el 5 de febrero de 1977", ["1977-02-05"]),
        ("en el año 2000", ["2000"]),
        ("en las décadas de 1970 y 1980", ["197X", "198X"]),
        ("en 2000 y al año siguiente", ["2000", "2001"]),
        ("en 2000 y cuatro años después", ["2000", "2004"]),
        ("desde setiembre de 2004", ["2004-09"]),
    ],
)
def test_spanish_dates(words: str, edtf: list[str]) -> None:
    found = context(f"La cooperativa trabaja {words} así.", language="es").dates
    assert [mention.date.edtf for mention in found] == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("le 5 février 1977", ["1977-02-05"]),
        ("le 1er juin 2004", ["2004-06-01"]),
        ("en l'an 2000", ["2000"]),
        ("dans les années 1970", ["197X"]),
        ("dans les années nonante", ["199X"]),
        ("au début des années 1990", ["1990/1993"]),
        ("en 2000 et l'année suivante", ["2000", "2001"]),
        ("en 2000 et quatre ans plus tard", ["2000", "2004"]),
        ("en 2000 et deux années plus tard", ["2000", "2002"]),
        ("dès septembre 2004", ["2004-09"]),
    ],
)
def test_french_dates(words: str, edtf: list[str]) -> None:
    found = context(f"La coopérative travaille {words} ainsi.", language="fr").dates
    assert [mention.date.edtf for mention in found] == edtf


@pytest.mark.parametrize(
    "words",
    ["2000 members", "over 2000 small farmers", "2100 kg", "1,992 farmers", "2424 producers", "1600 meters"],
)
def test_numbers_that_are_no_years(words: str) -> None:
    assert context(f"Kilima has {words} today.").dates == []


def test_a_relative_date_names_what_it_counts_from() -> None:
    read = context("It was organic in 2000; four years later it was certified.")
    date = read.dates[1]
    assert date.relative
    assert [passage.text for passage in read.support(date)] == ["2000"]


def test_a_relative_date_without_an_anchor_is_no_date() -> None:
    assert context("Four years later the school was built.").dates == []


def test_cues_before_a_date() -> None:
    found = context("Since 1990, until 1995, by 1999 and in 2004.").dates
    assert [mention.cue for mention in found] == ["since", "until", "by", "in"]


years = st.integers(1500, 2090)
dates = st.one_of(
    years.map(stated_dates.year_date),
    years.map(lambda year: stated_dates.year_date(year, approximate=True)),
    st.builds(stated_dates.month_date, years, st.integers(1, 12)),
    st.dates(dt.date(1500, 1, 1), dt.date(2100, 12, 31)).map(
        lambda day: stated_dates.day_date(day.year, day.month, day.day)
    ),
    years.map(lambda year: stated_dates.decade_date(year // 10 * 10)),
    st.builds(
        lambda year, part: stated_dates.decade_date(year // 10 * 10, part),
        years,
        st.sampled_from(["early", "middle", "late"]),
    ),
    st.builds(lambda year, length: stated_dates.years_date(year, year + length), years, st.integers(1, 10)),
)


@settings(deadline=None)
@given(dates)
def test_bounds_are_those_of_the_edtf_library(date: StatedDate) -> None:
    parsed = parse_edtf(date.edtf)
    bounds = [dt.date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict())]
    assert bounds == [date.earliest, date.latest]
