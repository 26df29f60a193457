"""The order of terms (SPARQL 1.1, 15.1): ranks of the numbers in columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from acopio.columns.arrays import Array, Numbers
from acopio.columns.covered import NotCovered
from acopio.columns.labels import BLANK, DECIMAL, INTEGER, IRI, orders_as_text
from acopio.columns.terms import Terms


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
        keys = terms.order_keys(some) if some.size else []
        order = sorted(range(len(keys)), key=keys.__getitem__)
        rank = np.empty(len(keys), np.int32)
        last = None
        for each in order:
            if keys[each] != last:
                last = keys[each]
                start += 1
            rank[each] = start
        ranked[some] = rank
    return [ranked[column] for column in columns]


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
