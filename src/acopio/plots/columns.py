"""Which picture fits a result: the header's, else a guess from the types of its columns."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from acopio.catalogue.header import ValueType
from acopio.catalogue.plot_spec import PlotSpec
from acopio.catalogue.result import Result, Value
from acopio.errors import AcopioError

_COUNTRY: Final = re.compile(r".*/place/[A-Z]{2}")
_LOW: Final = ("earliest", "min", "low", "from", "since", "start", "first")
_HIGH: Final = ("latest", "max", "high", "until", "to", "end", "last")


def plot_of(result: Result) -> PlotSpec:
    """Return the picture of a result; AcopioError plot-impossible where nothing can be drawn of it."""
    if result.form != "select":
        raise AcopioError("plot-impossible", "only rows of a SELECT query can be drawn")
    if result.header is not None and result.header.plot is not None:
        return result.header.plot
    spec = _guess(result)
    if spec is None:
        raise AcopioError(
            "plot-impossible",
            "the rows have no dates, numbers or countries beside a column of names, so there is no picture",
            remedy="Give the query a header with the key 'plot' (docs/queries.md), or select such columns.",
        )
    return spec


def column_types(result: Result) -> dict[str, str]:
    """Return the type of each column by name: that of its values where they are of one kind."""
    rows = list(result)
    return {column.name: _type([row[column.name] for row in rows], column.type) for column in result.columns}


def _type(values: list[Value], declared: ValueType) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        return "integer"
    if kinds and kinds <= {int, float, Decimal}:
        return "decimal"
    if kinds == {dt.date}:
        return "date"
    present = [value for value in values if isinstance(value, str)]
    if kinds == {str} and all(_COUNTRY.fullmatch(value) for value in present):
        return "country"
    return declared if not kinds or declared in ("iri", "concept", "text") else "text"


def _guess(result: Result) -> PlotSpec | None:
    types = column_types(result)
    shown = [column.name for column in result.columns if not column.detail]
    dates = [name for name in shown if types[name] == "date"]
    numbers = [name for name in shown if types[name] in ("integer", "decimal")]
    names = [name for name in shown if types[name] in ("text", "concept", "iri", "language", "country")]
    category = next((name for name in ("name", "label") if name in names), names[0] if names else None)
    color = next((name for name in names if types[name] == "concept" and name != category), None)
    if dates and category:
        low, high = _bounds(dates)
        x = None if low or high else dates[0]
        return PlotSpec("timeline", x=x, y=category, low=low, high=high, color=color)
    if numbers and category:
        low, high = _bounds(numbers)
        rest = [name for name in numbers if name not in (low, high)]
        if low or high:
            return PlotSpec(
                "points", x=rest[0] if rest else None, y=category, low=low, high=high, color=color
            )
        # Bars would add up rows of one name, which may be the same number told twice.
        repeated = len({row[category] for row in result}) < len(result)
        return PlotSpec("points" if repeated else "bars", x=numbers[0], y=category)
    places = [column.name for column in result.columns if types[column.name] == "country"]
    return PlotSpec("map", place=places[0]) if places else None


def _bounds(names: list[str]) -> tuple[str | None, str | None]:
    """Return the columns whose names say that they are a lower and an upper bound; both or none."""
    low = next((name for name in names if set(_LOW) & set(name.split("_"))), None)
    high = next((name for name in names if set(_HIGH) & set(name.split("_"))), None)
    return (low, high) if low and high else (None, None)
