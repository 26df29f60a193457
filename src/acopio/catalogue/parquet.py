"""A result as Apache Parquet: a typed column for each column, with its label as metadata."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from acopio.catalogue.dataframe import column_dtype
from acopio.catalogue.extras import optional

if TYPE_CHECKING:
    from acopio.catalogue.citation import Citation
    from acopio.catalogue.result import Result, Value

_DIGITS: Final = 38  # of a decimal128
_LONG: Final = 2**63


def to_parquet(result: Result, citation: Citation | None = None) -> bytes:
    """Return a Parquet file: int64, decimal128 (exact), date32, bool, double, or text.

    A column of values that are not of one type, or do not fit it, is text. Raises AcopioError
    module-missing where pyarrow is not installed.
    """
    arrow = optional("pyarrow", "tables", "Parquet file")
    parquet = optional("pyarrow.parquet", "tables", "Parquet file")
    rows = list(result)
    arrays, fields = [], []
    for column in result.columns:
        values = [row[column.name] for row in rows]
        kind = _type(arrow, values, column.type)
        if kind == arrow.string():
            values = [_words(value) for value in values]
        elif arrow.types.is_decimal(kind):
            values = [None if value is None else Decimal(value) for value in values]  # type: ignore[arg-type]
        arrays.append(arrow.array(values, type=kind))
        fields.append(
            arrow.field(column.name, kind, metadata={"label": column.label, "acopio_type": column.type})
        )
    about = {"title": result.title, **(citation.parts() if citation else {})}
    schema = arrow.schema(fields, metadata={key: words for key, words in about.items() if words})
    out = io.BytesIO()
    parquet.write_table(arrow.table(arrays, schema=schema), out)
    return out.getvalue()


def _type(arrow: Any, values: Sequence[Value], declared: str) -> Any:
    present = [value for value in values if value is not None]
    match column_dtype(values, declared):
        case "Int64" if all(-_LONG <= int(value) < _LONG for value in present):  # type: ignore[arg-type]
            return arrow.int64()
        case "Float64" if any(isinstance(value, float) for value in present):
            return arrow.float64() if all(isinstance(value, float) for value in present) else arrow.string()
        case "Float64":
            return _decimal(arrow, [Decimal(value) for value in present])  # type: ignore[arg-type]
        case "datetime64[s]":
            return arrow.date32()
        case "datetime64[us]":
            return arrow.timestamp("us")
        case "boolean":
            return arrow.bool_()
    return arrow.string()


def _decimal(arrow: Any, values: Sequence[Decimal]) -> Any:
    """Return the narrowest decimal that holds every value with all its digits; text where none does."""
    scale = max([2, *(-int(value.as_tuple().exponent) for value in values)])
    whole = max([1, *(value.adjusted() + 1 for value in values)])
    return arrow.decimal128(_DIGITS, scale) if scale + whole <= _DIGITS else arrow.string()


def _words(value: Value) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, dt.date) else str(value)
