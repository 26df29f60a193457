"""Making `StatedDate` records: EDTF strings with the bounds that the edtf library gives them."""

from __future__ import annotations

import calendar
import datetime as dt

from acopio.claims.records import StatedDate

_DECADE_PARTS = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}


def year_date(year: int, *, approximate: bool = False) -> StatedDate:
    """A year, "2004"; approximate ("about 2004") keeps the year's bounds and says so in EDTF, "2004~"."""
    edtf = f"{year:04d}~" if approximate else f"{year:04d}"
    return StatedDate(edtf, dt.date(year, 1, 1), dt.date(year, 12, 31))


def month_date(year: int, month: int) -> StatedDate:
    """A month of a year, "2012-07"; raises ValueError for a month that there is not."""
    last = calendar.monthrange(year, month)[1]
    return StatedDate(f"{year:04d}-{month:02d}", dt.date(year, month, 1), dt.date(year, month, last))


def day_date(year: int, month: int, day: int) -> StatedDate:
    """A day, "2001-12-13"; raises ValueError for a day that there is not."""
    date = dt.date(year, month, day)
    return StatedDate(date.isoformat(), date, date)


def decade_date(first_year: int, part: str | None = None) -> StatedDate:
    """A decade, "199X"; with `part` early, middle or late the years that are meant by it, "1990/1993"."""
    if part is None:
        return StatedDate(
            f"{first_year // 10:03d}X", dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31)
        )
    begin, end = _DECADE_PARTS[part]
    return years_date(first_year + begin, first_year + end)


def years_date(first: int, last: int) -> StatedDate:
    """From one year to another, "2003/2006"."""
    return StatedDate(f"{first:04d}/{last:04d}", dt.date(first, 1, 1), dt.date(last, 12, 31))
