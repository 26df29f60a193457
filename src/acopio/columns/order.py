"""The order of terms (SPARQL 1.1, 15.1): ranks of the numbers in columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from acopio.columns.arrays import Array, Numbers
from acopio.columns.covered import NotCovered
from acopio.columns.labels import BLANK, DECIMAL, INTEGER, IRI, orders_as_text
from acopio.columns.terms import Terms

_PROBES: Final = 100  # terms that are sorted in the time in which one is put among those in order


def ranks(terms: Terms, columns: Sequence[Numbers]) -> list[Array]:
    """Return for each column of terms their places in one order, -1 for unbound; equal values have equal ranks.

    Raises NotCovered where literals of several kinds, or of unusual ones, would be compared.
    """
    numbers = [column for column in columns if column.size]
    labels = {terms.labels[each] for column in numbers for each in terms.labels_in(column)}
    literals = {label for label in labels if label not in (IRI, BLANK)}
    if BLANK in labels or not (literals <= {INTEGER, DECIMAL} or all(map(orders_as_text, literals))):
        raise NotCovered("the order of unusual terms")
    if len(literals) <= 1 and all(int(column.max()) < terms.stored for column in numbers):
        return list(columns)
    return _sorted(terms, columns)


def _sorted(terms: Terms, columns: Sequence[Numbers]) -> list[Array]:
    seen = np.zeros(len(terms) + 1, bool)
    for column in columns:
        seen[column] = True
    seen[-1] = False  # the place of unbound
    distinct = np.flatnonzero(seen)
    kinds = terms.label_array(distinct)
    ranked = np.full(len(terms) + 1, -1, np.int32)
    iris = kinds == terms.label_number(IRI)
    start = 0
    for some in (distinct[iris], distinct[~iris]):
        if some.size:
            ordered, steps = _in_order(terms, some)
            ranked[ordered] = start + steps
            start += int(steps[-1]) + 1
    return [ranked[column] for column in columns]


def _in_order(terms: Terms, numbers: Array) -> tuple[Array, Array]:
    """Return terms in order, and their places in it; those that are equal have one place."""
    stored = numbers[numbers < terms.stored]
    made = numbers[len(stored) :]
    if len(made) * _PROBES < len(stored) and len(np.unique(terms.label_array(numbers))) == 1:
        keys = terms.order_keys(made)
        order = sorted(range(len(keys)), key=keys.__getitem__)
        places = [
            bisect_left(
                range(len(stored)), keys[each], key=lambda place: terms.order_keys(stored[place, None])[0]
            )
            for each in order
        ]
        return np.insert(stored, places, made[order]), np.arange(len(numbers))
    keys = terms.order_keys(numbers)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    new = [keys[each] != keys[last] for last, each in pairwise(order)]
    return numbers[order], np.concatenate([[0], np.cumsum(new, dtype=np.int64)])


def sorted_places(terms: Terms, keys: Sequence[tuple[Numbers, bool]]) -> Array:
    """Return the places of rows in order; `keys` are columns and whether they descend, the first the foremost."""
    ranked = []
    for column, descending in keys:
        (rank,) = ranks(terms, [column])
        if rank.strides != (0,):
            ranked.append(-rank.astype(np.int64) if descending else rank)
    if not ranked:
        return np.arange(len(keys[0][0]) if keys else 0)
    return np.lexsort(ranked[::-1])
