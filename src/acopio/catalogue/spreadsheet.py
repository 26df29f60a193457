"""A result as an Excel workbook: typed cells, none of which is ever a formula or a link."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from acopio.catalogue.extras import optional
from acopio.catalogue.grid import cell_width
from acopio.catalogue.result import python_value
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from acopio.catalogue.citation import Citation
    from acopio.catalogue.result import Result, Value

_ROWS: Final = 1_048_576  # of a sheet, the header among them
_CHARACTERS: Final = 32_767  # of a cell
_DIGITS: Final = 15  # of a number
_FIRST_DAY: Final = dt.date(1900, 3, 1)  # before it Excel's calendar is wrong by a day, or has none
_STARTS: Final = ("=", "+", "-", "@")
_WIDEST: Final = 60
# One time for all: the same rows make the same bytes.
_CREATED: Final = dt.datetime(1980, 1, 1)


def to_xlsx(result: Result, citation: Citation | None = None) -> bytes:
    """Return a workbook of two sheets, "Rows" and "About"; dates are dates, numbers numbers.

    A date before March 1900 and a number of more than 15 digits, which Excel cannot hold, are text.
    Raises AcopioError: XlsxWriter is missing, or there is more than a sheet or a cell can hold.
    """
    xlsxwriter = optional("xlsxwriter", "tables", "workbook", package="XlsxWriter")
    if len(result) >= _ROWS:
        raise AcopioError(
            "format-limit",
            f"{len(result)} rows are more than the {_ROWS - 1} that a sheet of Excel holds",
            remedy="Write parquet or csv, or ask for less.",
        )
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"created": _CREATED, "title": result.title})
        writer = _Sheets(book)
        writer.rows(result)
        writer.about(result, citation)
    return out.getvalue()


class _Sheets:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"})
        self._text = book.add_format({"valign": "top", "text_wrap": True})
        # With the mark of a text, so that not even editing the cell makes a formula of it.
        self._quoted = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})

    def rows(self, result: Result) -> None:
        sheet = self._book.add_worksheet("Rows")
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(result.columns):
            self._write(sheet, 0, place, column.name, self._bold)
            values = [python_value(row[place]) for row in result.terms]
            widths = [cell_width(_shown(value)) for value in values if value is not None]
            sheet.set_column(place, place, min(_WIDEST, max([10, len(column.name) + 3, *widths])))
            for number, value in enumerate(values, start=1):
                self._write(sheet, number, place, value)
        if len(result):
            sheet.autofilter(0, 0, len(result), len(result.columns) - 1)

    def about(self, result: Result, citation: Citation | None) -> None:
        sheet = self._book.add_worksheet("About")
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 2, _WIDEST)
        lines = [("Title", result.title), ("Question", result.header.question if result.header else "")]
        lines += list(citation.parts().items()) if citation else []
        lines = [line for line in lines if line[1]]
        for number, (key, words) in enumerate(lines):
            self._write(sheet, number, 0, key, self._bold)
            self._write(sheet, number, 1, words)
        top = len(lines) + 1 if lines else 0
        for place, words in enumerate(("Column", "What it is", "Type")):
            self._write(sheet, top, place, words, self._bold)
        for number, column in enumerate(result.columns, start=top + 1):
            for place, words in enumerate((column.name, column.label, column.type)):
                self._write(sheet, number, place, words)

    def _write(self, sheet: Any, row: int, place: int, value: Value, style: Any = None) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, dt.datetime) and value.tzinfo is None and value.date() >= _FIRST_DAY:
            sheet.write_datetime(row, place, value, self._moment)
        elif isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), self._date)
        elif isinstance(value, int | Decimal | float) and _fits(value):
            sheet.write_number(row, place, value)
        else:
            words = _shown(value)
            if len(words.encode("utf-16-le")) // 2 > _CHARACTERS:
                raise AcopioError(
                    "format-limit",
                    f"the text in row {row} is longer than the {_CHARACTERS} characters that a cell holds",
                    remedy="Write parquet or csv.",
                )
            sheet.write_string(
                row, place, words, style or (self._quoted if words.startswith(_STARTS) else self._text)
            )


def _fits(value: int | Decimal | float) -> bool:
    """Tell whether a number can be held as one of Excel's without losing a digit."""
    if isinstance(value, float):
        return value == value and abs(value) != float("inf")
    number = Decimal(value)
    return len(number.normalize().as_tuple().digits) <= _DIGITS and number.adjusted() < 300


def _shown(value: Value) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
