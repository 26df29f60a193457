"""The triples of a data set: for each predicate two columns of numbers, in both orders, and indexes of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

import numpy as np

from acopio.columns.arrays import NONE, Array, Numbers, marked
from acopio.columns.covered import check_rows
from acopio.columns.terms import Terms

Triples = set[tuple[Any, Any, Any]]
Columns = tuple[Numbers, Numbers, Numbers, Numbers]
_NO_KEYS: Final[Array] = np.empty(0, np.int64)
_NO_COLUMNS: Final[Columns] = (np.empty(0, np.int32),) * 4


class Index:
    """The values of nodes along one predicate; `keys` are sorted, and no pair stands there twice."""

    def __init__(self, keys: Numbers, values: Numbers) -> None:
        self.keys, self.values = keys, values
        self.low = int(keys[0])
        width = int(keys[-1]) - self.low + 1
        places = keys - self.low
        new = np.flatnonzero(keys[1:] != keys[:-1])
        self.distinct = len(new) + 1
        self.is_functional = self.distinct == len(keys)
        if self.is_functional:
            self._one = np.full(width + 1, NONE, np.int32)
            self._one[places] = values
        else:
            self._starts = np.zeros(width + 2, np.int32)
            np.cumsum(np.bincount(places, minlength=width), out=self._starts[1:-1])
            self._starts[-1] = len(keys)
        self._width = width

    @property
    def fan_out(self) -> float:
        """How many values a node has that has one."""
        return len(self.keys) / self.distinct

    def _places(self, nodes: Numbers) -> Array:
        places = nodes - self.low
        if places.size and (places.min() < 0 or places.max() >= self._width):
            places = np.where((places < 0) | (places >= self._width), self._width, places)
        return places

    def one(self, nodes: Numbers) -> Numbers:
        """Return the value of each node, NONE where it has none; only where the predicate is functional."""
        found: Numbers = self._one[self._places(nodes)]
        return found

    def all(self, nodes: Numbers) -> tuple[Array, Numbers]:
        """Return places in `nodes`, repeated for each value, and the values."""
        places = self._places(nodes)
        if self.is_functional:
            found = self._one[places]
            kept = np.flatnonzero(found >= 0)
            return kept, found if len(kept) == len(found) else found[kept]
        starts = self._starts[places]
        counts = self._starts[places + 1] - starts
        ends = np.cumsum(counts)
        total = int(ends[-1]) if ends.size else 0
        check_rows(total)
        rows = np.repeat(np.arange(len(nodes), dtype=np.int32), counts)
        steps = np.arange(total, dtype=np.int64) - np.repeat(ends - counts - starts, counts)
        return rows, self.values[steps]

    def of(self, node: int) -> Numbers:
        """Return the values of one node."""
        return self.values[span(self.keys, node)]

    def count(self, node: int) -> int:
        """Return how many values a node has."""
        found = span(self.keys, node)
        return int(found.stop - found.start)


class Graph:
    """Triples as columns; `columns` are those of a predicate: by subject, and by object (the object first)."""

    def __init__(self, terms: Terms, columns: dict[int, Columns]) -> None:
        self.terms = terms
        self._columns = columns
        self._changes: dict[int, tuple[Array, Array]] = {}
        self._forward: dict[int, Index] = {}
        self._inverse: dict[int, Index] = {}
        self._members: dict[tuple[int, int], Array] = {}
        self._pairs: dict[int, Array] = {}
        self.known: dict[Any, Any] = {}

    def change(self, gone: Triples, new: Triples) -> None:
        """Take triples away and add others, before anything is asked."""
        for place, triples in enumerate((gone, new)):
            numbers = self.terms.numbers_of(term for triple in triples for term in triple)
            rows = np.array(numbers, np.int64).reshape(-1, 3)
            for predicate in np.unique(rows[:, 1]).tolist():
                some = rows[rows[:, 1] == predicate]
                keys = np.unique(paired(some[:, 0], some[:, 2]))
                both = self._changes.get(predicate, (_NO_KEYS, _NO_KEYS))
                self._changes[predicate] = (keys, both[1]) if place == 0 else (both[0], keys)

    def has(self, predicate: int) -> bool:
        """Tell whether a triple has this predicate."""
        return (predicate in self._columns or predicate in self._changes) and bool(
            len(self.columns(predicate)[0])
        )

    def columns(self, predicate: int) -> Columns:
        """Return subjects and objects in the order of subjects, then objects and subjects in that of objects."""
        found = self._columns.get(predicate, _NO_COLUMNS)
        changes = self._changes.pop(predicate, None)
        if changes is not None:
            forward = _patched(paired(found[0], found[1]), *changes)
            inverse = _patched(paired(found[2], found[3]), *map(_turned, changes))
            sides = (forward >> 32, forward & 0xFFFFFFFF, inverse >> 32, inverse & 0xFFFFFFFF)
            found = self._columns[predicate] = tuple(side.astype(np.int32) for side in sides)  # type: ignore[assignment]
        return found

    def is_node(self, number: int) -> bool:
        """Tell whether a term is a subject or an object."""
        return number < len(self._nodes) and bool(self._nodes[number])

    @cached_property
    def _nodes(self) -> Array:
        found = np.zeros(len(self.terms), bool)
        for predicate in [*self._columns, *self._changes]:
            subjects, objects, _, _ = self.columns(predicate)
            found[subjects] = True
            found[objects] = True
        return found

    def forward(self, predicate: int) -> Index | None:
        """Return the index from subjects to objects, None where no triple has the predicate."""
        found = self._forward.get(predicate)
        if found is None and self.has(predicate):
            subjects, objects, _, _ = self.columns(predicate)
            found = self._forward[predicate] = Index(subjects, objects)
        return found

    def inverse(self, predicate: int) -> Index | None:
        """Return the index from objects to subjects, None where no triple has the predicate."""
        found = self._inverse.get(predicate)
        if found is None and self.has(predicate):
            _, _, objects, subjects = self.columns(predicate)
            found = self._inverse[predicate] = Index(objects, subjects)
        return found

    def subjects(self, predicate: int, value: int) -> Numbers:
        """Return the subjects of a predicate and an object."""
        if not self.has(predicate):
            return np.empty(0, np.int32)
        _, _, objects, subjects = self.columns(predicate)
        return subjects[span(objects, value)]

    def have(self, subjects: Numbers, predicate: int, value: int) -> Array:
        """Tell which of the subjects have a triple with this predicate and object."""
        mask = self._members.get((predicate, value))
        if mask is None:
            having = self.subjects(predicate, value)
            mask = marked(having, int(having.max(initial=0)) + 2)  # the last place is that of all others
            self._members[predicate, value] = mask
        found: Array = mask[np.minimum(subjects, len(mask) - 1)]
        return found

    def joined(self, subjects: Numbers, predicate: int, values: Numbers) -> Array:
        """Tell for which subjects and values, place by place, there is a triple."""
        index = self.forward(predicate)
        if index is None:
            return np.zeros(len(subjects), bool)
        if index.is_functional:
            return np.equal(index.one(subjects), values)
        pairs = self._pairs.get(predicate)
        if pairs is None:
            pairs = self._pairs[predicate] = paired(index.keys, index.values)
        wanted = paired(subjects, values)
        places = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
        found: Array = pairs[places] == wanted
        return found


def _turned(pairs: Array) -> Array:
    return np.sort(paired(pairs & 0xFFFFFFFF, pairs >> 32))


def _patched(pairs: Array, gone: Array, new: Array) -> Array:
    """Return sorted pairs without some and with others, all sorted."""
    places = np.searchsorted(pairs, gone)
    there = places < len(pairs)
    there[there] = pairs[places[there]] == gone[there]
    pairs = np.delete(pairs, places[there])
    places = np.searchsorted(pairs, new)
    there = places < len(pairs)
    there[there] = pairs[places[there]] == new[there]
    return np.insert(pairs, places[~there], new[~there])


def span(keys: Numbers, number: int) -> slice:
    """Return where a number stands in a sorted column."""
    wanted = np.int32(number)  # of the column's own type, or the whole of it would be converted
    return slice(np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right"))


def paired(first: Array, second: Array) -> Array:
    """Return two columns as one of pairs, the first the foremost."""
    return (first.astype(np.int64) << 32) | second
