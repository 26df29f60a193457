"""Columns of term numbers: arrays of one length, -1 where there is no term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Array = NDArray[Any]
NONE: Final = -1  # of what is unbound


def constant(number: int, size: int) -> Numbers:
    """Return a column of one number, which takes no room."""
    return np.broadcast_to(np.int32(number), (size,))


def taken(column: Numbers, places: Array) -> Numbers:
    """Return the numbers at these places."""
    if column.strides == (0,) and column.size:
        return constant(int(column[0]), len(places))
    found: Numbers = column[places]
    return found


def is_bound(column: Numbers) -> bool:
    """Tell whether every row has a value."""
    if column.strides == (0,):
        return not column.size or int(column[0]) >= 0
    return not column.size or int(column.min()) >= 0


def codes_of(columns: Sequence[Numbers], size: int) -> tuple[Array, int]:
    """Return a number for each row that is the same where all columns are, and how many there may be."""
    codes: Array = np.zeros(size, np.int64)
    most = 1
    for column in columns:
        if column.strides == (0,):
            continue
        part, count = _dense(column)
        codes = codes * count + part
        most *= count
        if most > 1 << 22:
            codes, most = _compact(codes)
    return codes, most


def _dense(column: Numbers) -> tuple[Array, int]:
    """Return the numbers of a column as numbers from 0 on."""
    if not column.size:
        return column.astype(np.int64), 1
    low = int(column.min())
    width = int(column.max()) - low + 1
    places = column.astype(np.int64) - low
    if width <= 256:
        return places, width
    if width > 64 * column.size:
        return _compact(places)
    distinct = np.flatnonzero(marked(places, width))
    new = np.empty(width, np.int64)
    new[distinct] = np.arange(len(distinct))
    return new[places], len(distinct)


def marked(places: Array, width: int) -> Array:
    """Return a mask of the places that are named."""
    seen = np.zeros(width, bool)
    seen[places] = True
    return seen


def _compact(codes: Array) -> tuple[Array, int]:
    distinct, found = np.unique(codes, return_inverse=True)
    return found, max(len(distinct), 1)


def first_of(codes: Array, most: int) -> Array:
    """Return the first place of each code, in the order of places."""
    if most > 4 * len(codes) + 1024:
        places = np.unique(codes, return_index=True)[1]
    else:
        where = np.full(most, -1, np.int64)
        where[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        places = where[where >= 0]
    return np.sort(places)
