"""What all pictures have in common: size, letters, colours, the title with what it shows and leaves out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, Final

from acopio.catalogue.result import Result
from acopio.plots.marks import OTHERS, UNSTATED

WIDTH: Final = 640
# Okabe and Ito's eight, which the colour-blind tell apart (black last), and four that are as far from them.
PALETTE: Final = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#A08A00", "#000000",
    "#7A4FA3", "#8C6D5A", "#00504A", "#B5CF6B",
)  # fmt: skip
GREYS: Final = {OTHERS: "#9E9E9E", UNSTATED: "#CFCFCF"}
INK: Final = "#333333"
RULE: Final = "#E8E8E8"
PAPER: Final = "white"
_LINE: Final = 116  # characters that fit beside the title


def titled(alt: Any, result: Result, notes: Iterable[str] = ()) -> Any:
    """Return the title of a picture: the query's title, its question, and notes below."""
    question = result.header.question if result.header else ""
    below = [line for words in (question, *notes) for line in textwrap.wrap(words, _LINE)]
    return alt.TitleParams(
        text=result.title or "Answer", subtitle=below, anchor="start", frame="bounds", offset=14
    )


def colored(alt: Any, names: Sequence[str], label: str) -> Any:
    """Return the colours of the names, in their order, with a legend; one colour where there is no name."""
    if list(names) == [""]:
        return alt.value(PALETTE[0])
    return alt.Color(
        "color:N",
        scale=alt.Scale(
            domain=list(names),
            range=[GREYS.get(name, color) for name, color in zip(names, PALETTE, strict=False)],
        ),
        legend=alt.Legend(
            title=label, symbolType="circle", symbolOpacity=1, symbolStrokeWidth=0, symbolSize=90
        ),
    )


def tooltips(alt: Any, labels: Sequence[str]) -> list[Any]:
    """Return what a pointer is shown in HTML: the details of a mark by the labels of their columns."""
    shown = [alt.Tooltip(f"detail{place}:N", title=label) for place, label in enumerate(labels)]
    return [*shown, alt.Tooltip("rows:Q", title="Rows")]


def configured(chart: Any) -> Any:
    """Return a chart with the letters, lines and margins that all have."""
    return (
        chart.configure(background=PAPER, padding=16, font="Arial, Liberation Sans, sans-serif")
        .configure_view(stroke=None)
        .configure_title(fontSize=17, subtitleFontSize=12, subtitleColor="#555555", subtitlePadding=6, color=INK)
        .configure_axis(
            labelFontSize=11, titleFontSize=12, titleFontWeight="normal", labelColor=INK, titleColor=INK,
            gridColor=RULE, domainColor="#BBBBBB", tickColor="#BBBBBB", labelLimit=320, titlePadding=10,
        )
        .configure_legend(
            labelFontSize=11, titleFontSize=12, titleFontWeight="normal", labelLimit=260, symbolLimit=0,
            labelColor=INK, titleColor=INK,
        )
    )  # fmt: skip
