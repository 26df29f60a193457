"""A result as a pandas DataFrame whose columns have types that can hold what is unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from acopio.catalogue.extras import optional

if TYPE_CHECKING:
    from acopio.catalogue.result import Result, Value

# Seconds, as pandas' usual nanoseconds end in 1677 and 2262.
_DATE: Final = "datetime64[s]"
_MOMENT: Final = "datetime64[us]"
_DTYPES: Final = {"integer": "Int64", "decimal": "Float64", "date": _DATE}


def to_dataframe(result: Result, *, exact: bool = False) -> Any:
    """Return the rows as a DataFrame; AcopioError module-missing where pandas is not installed.

    Integers are `Int64`, decimals `Float64` (with `exact`, `decimal.Decimal` in a column of objects),
    dates `datetime64[s]`, words and IRIs `string`, booleans `boolean`. What is unknown is NA (NaT of
    dates). A column of values that are not of one type holds them as they are.
    """
    pandas = optional("pandas", "tables", "DataFrame")
    rows = list(result)
    columns = {
        column.name: _series(pandas, [row[column.name] for row in rows], column.type, exact)
        for column in result.columns
    }
    return pandas.DataFrame(columns, columns=[column.name for column in result.columns])


def _series(pandas: Any, values: Sequence[Value], declared: str, exact: bool) -> Any:
    dtype = column_dtype(values, declared)
    if dtype == "Float64":
        if exact:
            return pandas.Series(values, dtype=object)
        values = [None if value is None else float(value) for value in values]  # type: ignore[arg-type]
    try:
        return pandas.Series(values, dtype=dtype)
    except (OverflowError, ValueError, TypeError):  # beyond 64 bits, or a date beyond the calendar
        return pandas.Series(values, dtype=object)


def column_dtype(values: Sequence[Value], declared: str) -> str:
    """Return the pandas type for the values, all of which may be None: then the declared type decides."""
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return _DTYPES.get(declared, "string")
    if kinds == {int} and declared != "decimal":
        return "Int64"
    if kinds <= {int, Decimal, float}:
        return "Float64"
    if kinds == {str}:
        return "string"
    if kinds == {dt.date}:
        return _DATE
    if kinds == {bool}:
        return "boolean"
    zones = {value.tzinfo is None for value in values if isinstance(value, dt.datetime)}
    return _MOMENT if kinds == {dt.datetime} and zones == {True} else "object"
