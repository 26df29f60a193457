"""Solutions in columns: an array of term numbers a variable, -1 where it is unbound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from acopio.columns.arrays import NONE, Array, Numbers, constant, is_bound, taken


class Rows:
    """Solutions; all columns have the same length, also where there are none."""

    __slots__ = ("columns", "size")

    def __init__(self, columns: dict[str, Numbers], size: int) -> None:
        self.columns, self.size = columns, size

    def column(self, variable: str) -> Numbers:
        """Return the column of a variable, unbound where there is none."""
        found = self.columns.get(variable)
        return constant(NONE, self.size) if found is None else found

    def take(self, places: Array) -> Rows:
        """Return the rows at these places."""
        return Rows({name: taken(column, places) for name, column in self.columns.items()}, len(places))

    def where(self, mask: Array) -> Rows:
        """Return the rows for which the mask is true."""
        return self if mask.all() else self.take(np.flatnonzero(mask))

    def only(self, names: Iterable[str]) -> Rows:
        """Return the same rows with fewer columns."""
        wanted = set(names)
        return Rows({name: each for name, each in self.columns.items() if name in wanted}, self.size)

    def with_column(self, name: str, column: Numbers) -> Rows:
        """Return the same rows with one more column."""
        return Rows({**self.columns, name: column}, self.size)


def unit() -> Rows:
    """Return one solution in which nothing is bound."""
    return Rows({}, 1)


def stacked(parts: Sequence[Rows], names: Iterable[str]) -> Rows:
    """Return the rows of several, one after the other."""
    whole = [part for part in parts if part.size]
    if len(whole) == 1:
        return Rows({name: whole[0].column(name) for name in names}, whole[0].size)
    empty = [np.empty(0, np.int32)]
    columns = {name: np.concatenate([part.column(name) for part in whole] or empty) for name in names}
    return Rows(columns, sum(part.size for part in whole))


def by_bound(rows: Rows, names: Sequence[str]) -> Iterator[tuple[list[str], Array | None]]:
    """Yield which of the variables are bound, and the places of the rows in which it is these (None: in all)."""
    doubtful = [name for name in names if not is_bound(rows.column(name))]
    if not doubtful:
        yield list(names), None
        return
    code = np.zeros(rows.size, np.int64)
    for bit, name in enumerate(doubtful):
        code |= (rows.column(name) >= 0).astype(np.int64) << bit
    for each in np.flatnonzero(np.bincount(code)).tolist():
        unbound = {name for bit, name in enumerate(doubtful) if not each >> bit & 1}
        yield [name for name in names if name not in unbound], np.flatnonzero(code == each)
