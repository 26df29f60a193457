"""Without a `plot` key a fitting picture is guessed, or it is said why there is none."""

from __future__ import annotations

import pytest
from plot_samples import BARS, MAP, POINTS, TIMELINE, result
from pyoxigraph import Literal

from acopio.catalogue.header import Column
from acopio.catalogue.plot_spec import PlotSpec
from acopio.catalogue.result import Result
from acopio.errors import AcopioError
from acopio.plots.columns import plot_of


def bare(described: Result) -> Result:
    """The same rows as a query without a header gives them: every column is text."""
    return Result(
        "select", tuple(Column(each.name, "text", each.name) for each in described.columns), described.terms
    )


def test_header_says_which_picture() -> None:
    assert plot_of(BARS) == PlotSpec("bars", x="uses", y="purpose")


@pytest.mark.parametrize(
    ("described", "guessed"),
    [
        (TIMELINE, PlotSpec("timeline", y="name", low="earliest", high="latest")),
        (POINTS, PlotSpec("points", x="value", y="name", low="min", high="max")),
        (BARS, PlotSpec("bars", x="uses", y="purpose")),
        (MAP, PlotSpec("map", place="country")),
        (result({"a": "text", "n": "integer"}, ("A", 1), ("A", 1)), PlotSpec("points", x="n", y="a")),
        (
            result({"name": "text", "since": "date"}, ("A", "2004-01-01")),
            PlotSpec("timeline", x="since", y="name"),
        ),
        (
            result({"a": "text", "n_min": "integer", "n_max": "integer"}, ("A", 1, 2)),
            PlotSpec("points", y="a", low="n_min", high="n_max"),
        ),
    ],
)
def test_picture_is_guessed_from_the_values(described: Result, guessed: PlotSpec) -> None:
    assert plot_of(bare(described)) == guessed


def test_concept_gives_the_colours_of_a_guess() -> None:
    rows = result({"name": "text", "day": "date", "kind": "concept"}, ("A", "2004-01-01", "https://x/k"))
    assert plot_of(rows).color == "kind"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (result({"name": "text", "other": "text"}, ("A", "B")), "no dates, numbers or countries"),
        (result({"n": "integer"}, (3,)), "no dates, numbers or countries beside a column of names"),
        (Result("ask", (Column("answer", "text", "Answer"),), [(Literal(True),)]), "only rows of a SELECT"),
    ],
)
def test_what_cannot_be_drawn_is_told(rows: Result, words: str) -> None:
    with pytest.raises(AcopioError, match=words):
        plot_of(rows)
