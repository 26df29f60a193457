"""One row of a result as what is drawn of it: its category, its value, its bounds, open or closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final

from acopio.catalogue.plot_spec import PlotSpec
from acopio.catalogue.result import Result, Value
from acopio.catalogue.table import cell
from acopio.errors import AcopioError

MOST_CATEGORIES: Final = 150
MOST_COLORS: Final = 12
OTHERS: Final = "(all others)"
UNSTATED: Final = "(not stated)"


@dataclass(slots=True)
class Mark:
    """What is drawn of one row, or of several that say the same; dates are numbers of days."""

    category: str
    color: str
    value: float | None
    low: float | None
    high: float | None
    details: dict[str, str]
    rows: int = 1
    lane: float = field(default=0.5)

    @property
    def start(self) -> float:
        """Where it begins, as far as it is known."""
        return min(each for each in (self.low, self.value, self.high) if each is not None)

    @property
    def end(self) -> float:
        """Where it ends, as far as it is known."""
        return max(each for each in (self.high, self.value, self.low) if each is not None)

    def key(self) -> tuple[Any, ...]:
        """What two rows share that are drawn as one."""
        return (self.category, self.color, self.value, self.low, self.high)


def marks_of(result: Result, spec: PlotSpec) -> tuple[list[Mark], int]:
    """Return what is drawn, and how many rows have nothing to draw.

    Raises AcopioError plot-impossible where there is nothing at all, or too much to be read.
    """
    places = {column.name: index for index, column in enumerate(result.columns)}
    found: dict[tuple[Any, ...], Mark] = {}
    left_out = 0
    for terms, row in zip(result.terms, result, strict=True):
        value, low, high = (_number(row[name]) if name else None for name in (spec.x, spec.low, spec.high))
        if value is None and low is None and high is None:
            left_out += 1
            continue
        shown = {name: cell(terms[index], result.columns[index]) for name, index in places.items()}
        mark = Mark(
            category=shown[spec.y or ""] or UNSTATED,
            color=shown[spec.color] or UNSTATED if spec.color else "",
            value=value,
            low=low,
            high=high,
            details={name: shown[name] for name in dict.fromkeys(spec.columns)},
        )
        if spec.kind != "bars" and mark.key() in found:
            found[mark.key()].rows += 1
        else:
            found[(*mark.key(), len(found)) if spec.kind == "bars" else mark.key()] = mark
    marks = list(found.values())
    if not marks:
        raise AcopioError(
            "plot-impossible",
            f"none of the {len(result)} rows has a value in {_listed(spec)}, so there is nothing to draw",
        )
    count = len({mark.category for mark in marks})
    if count > MOST_CATEGORIES:
        raise AcopioError(
            "plot-impossible",
            f"{count} lines are too many to be read in one picture ({MOST_CATEGORIES} at most)",
            remedy="Ask for less, by a parameter such as --country or --product, or a LIMIT.",
        )
    _gather_colors(marks)
    return marks, left_out


def colors_of(marks: list[Mark]) -> list[str]:
    """Return the colours sorted by name, those that stand for none or for many at the end."""
    return sorted({mark.color for mark in marks}, key=lambda name: (name in (OTHERS, UNSTATED), name))


def _gather_colors(marks: list[Mark]) -> None:
    """Let the rarest of very many colours be one, as nobody tells so many apart."""
    counts: dict[str, int] = {}
    for mark in marks:
        counts[mark.color] = counts.get(mark.color, 0) + 1
    if len(counts) > MOST_COLORS:
        kept = set(sorted(counts, key=lambda color: (-counts[color], color))[: MOST_COLORS - 1])
        for mark in marks:
            mark.color = mark.color if mark.color in kept else OTHERS


def _number(value: Value) -> float | None:
    if isinstance(value, dt.date):
        return float(value.toordinal())
    if value is None or isinstance(value, str):
        return None
    number = float(value)
    return number if abs(number) < float("inf") else None  # neither endless nor no number


def _listed(spec: PlotSpec) -> str:
    return " or ".join(f"'{name}'" for name in (spec.x, spec.low, spec.high) if name)
