"""Terms by number: those of the store, in order of label and value, then those that queries make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np

from acopio.columns.arrays import NONE, Array, Numbers, marked
from acopio.columns.decimals import scaled
from acopio.columns.labels import DECIMAL, INTEGER, given_label, order_key, reader_of, terms_of


class Terms:
    """The terms of a data set.

    `labels` are the kinds of terms; those of the store with label i have the numbers from `bounds[i]` to
    `bounds[i + 1]`, and their texts stand one after the other in `blob`. `hashes` are those of the texts,
    sorted, `by_hash` the numbers in that order.
    """

    def __init__(
        self, labels: list[str], bounds: list[int], offsets: Array, blob: Any, hashes: Array, by_hash: Array
    ) -> None:
        self.labels = list(labels)
        self.stored = bounds[-1]
        self._low = list(bounds)
        self._offsets = offsets
        self._blob = memoryview(blob)
        self._hashes = hashes
        self._by_hash = by_hash
        self._label_numbers = {label: number for number, label in enumerate(self.labels)}
        self._readers = [reader_of(label) for label in self.labels]
        self._made: list[tuple[int, str]] = []
        self._numbers: list[dict[str, int]] = [{} for _ in self.labels]
        self._objects: Array = np.empty(self.stored + 1024, object)
        self._ready: Array = np.zeros(self.stored + 1024, bool)

    def __len__(self) -> int:
        return self.stored + len(self._made)

    def is_overgrown(self) -> bool:
        """Tell whether queries made so many terms that it is better to begin anew."""
        return len(self._made) > 2 * self.stored + 1_000_000

    def label_number(self, label: str) -> int:
        """Return the number of a label, a new one where it is not known yet."""
        found = self._label_numbers.get(label)
        if found is None:
            found = self._label_numbers[label] = len(self.labels)
            self.labels.append(label)
            self._readers.append(reader_of(label))
            self._numbers.append({})
        return found

    def number(self, label: str, text: str) -> int:
        """Return the number of a term, a new one where there is none yet."""
        return self.numbers(self.label_number(label), [text])[0]

    def numbers_of(self, terms: Iterable[Any]) -> list[int]:
        """Return the numbers of pyoxigraph terms."""
        return self.numbers_of_labels(list(map(given_label, terms)))

    def numbers_of_labels(self, given: list[tuple[str, str]]) -> list[int]:
        """Return the numbers of labels with texts."""
        by_label: dict[str, list[str]] = {}
        for label, text in given:
            by_label.setdefault(label, []).append(text)
        known = {label: iter(self.numbers(self.label_number(label), by_label[label])) for label in by_label}
        return [next(known[label]) for label, _ in given]

    def numbers(self, label: int, texts: list[str]) -> list[int]:
        """Return the numbers of terms with one label."""
        known = self._numbers[label]
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, self._found(label, new), strict=True))
        return list(map(known.__getitem__, texts))

    def _found(self, label: int, texts: list[str]) -> list[int]:
        """Return the numbers of terms that no query had before, all different."""
        hashes = np.fromiter((crc32(text.encode()) for text in texts), np.uint32, len(texts))
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        doubtful = self._hashes[places] == hashes if len(self._hashes) else np.zeros(len(texts), bool)
        found = np.arange(len(self), len(self) + len(texts))
        for place in np.flatnonzero(doubtful).tolist():
            number = self._stored(label, texts[place].encode(), int(places[place]))
            if number >= 0:
                found[place + 1 :] -= 1
                found[place] = number
        self._made += [
            (label, text) for text, number in zip(texts, found.tolist(), strict=True) if number >= self.stored
        ]
        return found.tolist()

    def _stored(self, label: int, data: bytes, place: int) -> int:
        """Return the number of a term of the store, -1 where it is none; `place` is the first of its hash."""
        if label >= len(self._low) - 1:
            return NONE
        low, high, hashes = self._low[label], self._low[label + 1], self._hashes
        wanted = hashes[place]
        while place < len(hashes) and hashes[place] == wanted:
            number = int(self._by_hash[place])
            if low <= number < high and self._blob[self._offsets[number] : self._offsets[number + 1]] == data:
                return number
            place += 1
        return NONE

    def texts(self, numbers: Array) -> list[str]:
        """Return the texts of terms, without their labels."""
        made = numbers >= self.stored
        if made.any():
            places = numbers - self.stored
            if made.all():
                return [self._made[place][1] for place in places.tolist()]
            own = iter(self.texts(numbers[~made]))
            return [self._made[place][1] if place >= 0 else next(own) for place in places.tolist()]
        if not numbers.size:
            return []
        starts, ends = self._offsets[numbers], self._offsets[numbers + 1]
        low, high = int(starts.min()), int(ends.max())
        data: Any = self._blob
        if high - low < 16 * int((ends - starts).sum()) + 4096:
            data, starts, ends = bytes(data[low:high]), starts - low, ends - low
            if data.isascii():
                whole = str(data, "ascii")
                return [whole[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        return [
            str(data[start:end], "utf-8") for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def label(self, number: int) -> int:
        """Return the label of a term."""
        if number >= self.stored:
            return self._made[number - self.stored][0]
        return bisect_right(self._low, number) - 1

    def label_array(self, numbers: Array) -> Array:
        """Return the labels of terms, none of which is unbound."""
        if not numbers.size or int(numbers.max()) < self.stored:
            return self._stored_labels[numbers]
        found = self._stored_labels[np.minimum(numbers, self.stored)]
        made = np.flatnonzero(numbers >= self.stored)
        found[made] = [self._made[number - self.stored][0] for number in numbers[made].tolist()]
        return found

    @cached_property
    def _stored_labels(self) -> Array:
        return np.append(
            np.repeat(np.arange(len(self._low) - 1, dtype=np.int16), np.diff(self._low)), np.int16(0)
        )

    def labels_in(self, column: Array) -> set[int]:
        """Return the labels of the terms in a column, which may be unbound."""
        high = int(column.max()) if column.size else NONE
        if high < 0:
            return set()
        if column.strides == (0,):
            return {self.label(high)}
        low = int(column.min())
        if low < 0:
            column = column[column >= 0]
            low = int(column.min())
        if high < self.stored and self.label(low) == self.label(high):
            return {self.label(low)}
        return set(np.flatnonzero(np.bincount(self.label_array(column))).tolist())

    def values(self, numbers: Array) -> list[Any]:
        """Return the values of terms, None for unbound."""
        bound = np.flatnonzero(numbers >= 0)
        if len(bound) < len(numbers):
            found = np.full(len(numbers), None, object)
            found[bound] = np.fromiter(self.values(numbers[bound]), object, len(bound))
            return found.tolist()
        labels = self.label_array(numbers)
        if labels.size and labels.min() == labels.max():
            return list(map(self._readers[labels[0]], self.texts(numbers)))
        readers = self._readers
        return [
            readers[label](text) for label, text in zip(labels.tolist(), self.texts(numbers), strict=True)
        ]

    def objects(self, numbers: Numbers) -> list[Any]:
        """Return pyoxigraph's terms, None for unbound; each is made once."""
        if len(self._objects) <= len(self):
            self._objects = np.concatenate([self._objects, np.empty(len(self), object)])
            self._ready = np.concatenate([self._ready, np.zeros(len(self), bool)])
        objects, ready = self._objects, self._ready
        ready[-1] = True  # the last place is that of unbound
        made = ready[numbers]
        if not made.all():
            new = np.flatnonzero(marked(numbers[~made], len(self)))
            labels = self.label_array(new)
            for label in np.flatnonzero(np.bincount(labels)).tolist():
                some = new[labels == label]
                objects[some] = np.fromiter(terms_of(self.labels[label], self.texts(some)), object, len(some))
            ready[new] = True
        found: list[Any] = objects[numbers].tolist()
        return found

    def order_keys(self, numbers: Array) -> list[Any]:
        """Return what IRIs are ordered by, or numbers, or other literals."""
        labels = self.label_array(numbers).tolist()
        kinds = {self.labels[label] for label in set(labels)}
        if kinds <= {INTEGER, DECIMAL}:
            return list(map(scaled, self.values(numbers)))
        texts = self.texts(numbers)
        if len(kinds) == 1:
            return texts
        names = self.labels
        return [order_key(names[label], text) for label, text in zip(labels, texts, strict=True)]
