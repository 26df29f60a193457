"""What the columns do not answer."""

from __future__ import annotations

from typing import Final

MOST_ROWS: Final = 30_000_000


class NotCovered(Exception):  # noqa: N818 - no fault: the store answers the query
    """The query, or a value that it met, needs what is not evaluated in columns; the message says what."""


def check_rows(count: int) -> None:
    """Raise NotCovered where so many rows would be made at once that memory may not hold them."""
    if count > MOST_ROWS:
        raise NotCovered(f"{count:,} rows at once")
