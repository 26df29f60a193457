"""Tables: nothing is lost, nothing wider than asked, nothing in them steers a terminal."""

from __future__ import annotations

import re

import pytest
from catalogue_samples import QUERIES, store, stored
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from acopio.catalogue.engines import run
from acopio.catalogue.grid import GridColumn, cell_width, fold, grid
from acopio.catalogue.header import Column
from acopio.catalogue.result import Result
from acopio.catalogue.table import cell, plain, shortened, to_table


def test_table_of_a_small_result() -> None:
    result = run(stored("certification_dates"), store())
    assert to_table(Result(result.form, result.columns, result.terms[2:4]), width=99).splitlines() == [
        "Name        Scheme   Earliest    Latest      Words                      Document",
        "─" * 99,
        "Alto Verde  organic  2000-01-01  2000-12-31  Organic since 2000 for 60  doc:alto-verde--alpha-press",
        "                                             percent of the crop",
        "Alto Verde  organic  2001-05-01  2001-05-31  Organic from May 2001      doc:alto-verde--beta-net",
    ]


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("width", [100, 120, 200])
def test_tables_fit_their_width(name: str, width: int) -> None:
    table = to_table(run(stored(name), store()), width=width)
    assert max(map(cell_width, table.splitlines())) <= width


def test_columns_of_detail_are_shown_when_asked_for() -> None:
    result = run(stored("founding"), store())
    assert "Founders at least" not in " ".join(to_table(result, width=300).split())
    assert "Claim" in to_table(result, wide=True, width=300).splitlines()[0]


def test_numbers_stand_to_the_right_and_headings_fold_over_them() -> None:
    columns = [GridColumn("Years at least", right=True), GridColumn("Name", folds="words")]
    assert grid(columns, [["7", "A"], ["12", "B"]], 80).splitlines() == [
        "Years  Name", "   at", "least", "───────────", "    7  A", "   12  B",
    ]  # fmt: skip


def test_headings_are_bold_only_where_styled() -> None:
    columns = [GridColumn("Name")]
    assert grid(columns, [["A"]], 80, styled=True).startswith("\x1b[1mName\x1b[0m\n")
    assert "\x1b" not in grid(columns, [["A"]], 80)


def test_table_without_rows_has_its_headings() -> None:
    assert to_table(Result("select", (Column("a", "iri", "A"),), []), width=80) == "A\n─\n"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\nb\t c", "a b c"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred\x07", "31mred"),
        ("right\u202eto left\u2066", "rightto left"),
        ("zero\u200bwidth", "zerowidth"),
        ("[bold]no markup[/bold]", "[bold]no markup[/bold]"),
        ("Café 合作社", "Café 合作社"),
    ],
)
def test_what_could_steer_a_terminal_is_taken_out(words: str, shown: str) -> None:
    assert plain(words) == shown
    table = to_table(Result("select", (Column("a", "text", "A"),), [(Literal(words),)]), width=80)
    assert table.splitlines()[2:] == [shown]


@given(st.text(max_size=80))
def test_no_control_character_is_left_of_any_text(words: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain(words))


@given(
    st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=80),
    st.integers(2, 30),
)
def test_folding_keeps_every_character_within_the_width(words: str, width: int) -> None:
    words = plain(words)
    lines = fold(words, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(cell_width(line) <= width for line in lines)


def test_folding_breaks_at_spaces_and_else_inside_words() -> None:
    assert fold("a loan was paid back", 8) == ["a loan", "was paid", "back"]
    assert fold("a doc:alto-verde--alpha", 10) == ["a", "doc:alto-v", "erde--alph", "a"]
    assert fold("合作社 合作", 6) == ["合作社", "合作"]


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/acopio/concept/certification-status/lost", "certification-status:lost"),
        ("https://w3id.org/acopio/id/place/PE", "id:place/PE"),
        ("https://w3id.org/acopio/id/", "https://w3id.org/acopio/id/"),
        ("https://nowhere.example/x", "https://nowhere.example/x"),
    ],
)
def test_iris_are_shortened_by_the_longest_prefix(iri: str, short: str) -> None:
    assert shortened(iri) == short


def test_concepts_are_shown_as_a_parameter_names_them() -> None:
    concept = NamedNode("https://w3id.org/acopio/concept/product/cocoa")
    assert cell(concept, Column("p", "concept", "P")) == "cocoa"
    assert cell(concept, Column("p", "iri", "P")) == "product:cocoa"
    assert cell(None, Column("p", "iri", "P")) == ""
