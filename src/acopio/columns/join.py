"""Joins of solutions: which rows of one go with which of another, also where variables are unbound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from acopio.columns.arrays import Array, codes_of
from acopio.columns.covered import check_rows
from acopio.columns.rows import Rows, by_bound, stacked


def joined(first: Rows, second: Rows, keep: set[str]) -> Rows:
    """Return the join of two solutions."""
    parts = [
        _merged(first, second, one, other, keep)
        for one, other in _matches(first, second, _shared(first, second))
    ]
    return stacked(parts, (first.columns.keys() | second.columns.keys()) & keep)


def left_joined(first: Rows, second: Rows, pairs: tuple[Array, Array], keep: set[str]) -> Rows:
    """Return matching rows joined, and the others of the first as they are."""
    one, other = pairs
    parts = [_merged(first, second, one, other, keep)]
    alone = np.ones(first.size, bool)
    alone[one] = False
    if alone.any():
        parts.append(first.only(keep).where(alone))
    return stacked(parts, (first.columns.keys() | second.columns.keys()) & keep)


def matching(first: Rows, second: Rows) -> tuple[Array, Array]:
    """Return the places in both of rows that are compatible."""
    found = list(_matches(first, second, _shared(first, second)))
    if len(found) == 1:
        return found[0]
    empty = [np.empty(0, np.int64)]
    return np.concatenate([one for one, _ in found] or empty), np.concatenate(
        [other for _, other in found] or empty
    )


def without(first: Rows, second: Rows) -> Rows:
    """Return the rows of MINUS: those that no row of the second is compatible with and shares a variable with."""
    kept = np.ones(first.size, bool)
    shared = _shared(first, second)
    for one, _ in _matches(first, second, shared, at_least_one=True):
        kept[one] = False
    return first.where(kept)


def merged(first: Rows, second: Rows, pairs: tuple[Array, Array], keep: set[str]) -> Rows:
    """Return pairs of rows as rows."""
    return _merged(first, second, *pairs, keep)


def _shared(first: Rows, second: Rows) -> list[str]:
    return sorted(first.columns.keys() & second.columns.keys())


def _matches(
    first: Rows, second: Rows, shared: Sequence[str], at_least_one: bool = False
) -> Iterator[tuple[Array, Array]]:
    """Yield places of compatible rows, for each combination of what is bound in the one and the other."""
    theirs = list(by_bound(second, shared))
    for bound, places in by_bound(first, shared):
        for other_bound, other_places in theirs:
            keys = [name for name in bound if name in other_bound]
            if not keys and at_least_one:
                continue
            one = first if places is None else first.take(places)
            other = second if other_places is None else second.take(other_places)
            left, right = _pairs(one, other, keys)
            yield (
                left if places is None else places[left],
                right if other_places is None else other_places[right],
            )


def _pairs(first: Rows, second: Rows, keys: Sequence[str]) -> tuple[Array, Array]:
    """Return the places of rows that have the same terms; those of the first ascend."""
    if not keys:
        check_rows(first.size * second.size)
        left = np.repeat(np.arange(first.size), second.size)
        return left, np.tile(np.arange(second.size), first.size)
    columns = [np.concatenate([first.columns[name], second.columns[name]]) for name in keys]
    codes, most = codes_of(columns, first.size + second.size)
    if most > 4 * len(codes) + 1024:
        codes = np.unique(codes, return_inverse=True)[1]
        most = len(codes)
    mine, theirs = codes[: first.size], codes[first.size :]
    place = np.full(most, -1, np.int64)
    place[theirs] = np.arange(second.size)
    if (place[theirs] == np.arange(second.size)).all():  # each once
        found = place[mine]
        left = np.flatnonzero(found >= 0)
        return left, found[left]
    order = np.argsort(theirs, kind="stable")
    counts = np.bincount(theirs, minlength=most)
    starts = np.cumsum(counts) - counts
    wanted = counts[mine]
    check_rows(int(wanted.sum()))
    left = np.repeat(np.arange(first.size), wanted)
    within = np.arange(len(left)) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    return left, order[np.repeat(starts[mine], wanted) + within]


def _merged(first: Rows, second: Rows, one: Array, other: Array, keep: set[str]) -> Rows:
    whole = len(one) == first.size and np.array_equal(one, np.arange(first.size))
    mine = first.only(keep)
    columns = dict((mine if whole else mine.take(one)).columns)
    for name, column in second.only(keep).take(other).columns.items():
        own = columns.get(name)
        if own is None or (own.strides == (0,) and own.size and own[0] < 0):
            columns[name] = column
        elif own.size and int(own.min()) < 0:
            columns[name] = np.where(own < 0, column, own)
    return Rows(columns, len(one))
