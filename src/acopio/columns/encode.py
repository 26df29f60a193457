"""Triples of documents encoded as columns, while they are read for the store."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any
from zlib import crc32

import numpy as np
from pyoxigraph import BlankNode, Literal

from acopio.columns.arrays import Array
from acopio.columns.file import Parts
from acopio.columns.labels import DECIMAL, INTEGER, STRING, canonical, label_of, reader_of, sorted_labels
from acopio.shacl.load import no_collection


class Encoder:
    """Numbers terms as they come; `parts` then puts them in order."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self._columns: dict[int, tuple[array[int], array[int]]] = {}

    def take(self, triples: Iterable[tuple[Any, Any, Any]]) -> None:
        """Take triples of pyoxigraph terms; the same one may come again."""
        numbers, columns = self._numbers, self._columns
        get = numbers.get
        for subject, predicate, value in triples:
            number = get(predicate)
            if number is None:
                number = numbers[predicate] = len(numbers)
            column = columns.get(number)
            if column is None:
                column = columns[number] = (array("i"), array("i"))
            number = get(subject)
            if number is None:
                number = numbers[subject] = len(numbers)
            column[0].append(number)
            number = get(value)
            if number is None:
                number = numbers[value] = len(numbers)
            column[1].append(number)

    def has_blank_nodes(self) -> bool:
        """Tell whether there are blank nodes."""
        return any(isinstance(term, BlankNode) for term in self._numbers)

    def parts(self) -> Parts:
        """Return the terms in order and the triples by subject and by object, each once."""
        with no_collection():
            labels, bounds, texts, new = _in_order(list(self._numbers))
        data = [text.encode() for text in texts]
        offsets = np.zeros(len(data) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, data), np.int64, len(data)), out=offsets[1:])
        hashes = np.fromiter(map(crc32, data), np.uint32, len(data))
        by_hash = np.argsort(hashes, kind="stable").astype(np.int32)
        predicates: list[tuple[int, int]] = []
        sides: list[list[Array]] = [[], [], [], []]
        for predicate, (subjects, objects) in self._columns.items():
            forward = np.unique(_pairs(new[subjects], new[objects]))
            inverse = np.sort(_pairs(forward & 0xFFFFFFFF, forward >> 32))
            for side, numbers in zip(
                sides, (forward >> 32, forward & 0xFFFFFFFF, inverse >> 32, inverse & 0xFFFFFFFF), strict=True
            ):
                side.append(numbers.astype(np.int32))
            predicates.append((int(new[predicate]), len(forward)))
        whole = [np.concatenate(side) if side else np.empty(0, np.int32) for side in sides]
        meta = {"labels": labels, "bounds": bounds, "predicates": predicates}
        arrays = {
            "offsets": offsets,
            "blob": np.frombuffer(b"".join(data), np.uint8),
            "hashes": hashes[by_hash],
            "by_hash": by_hash,
            **dict(zip(("subjects", "objects", "by_objects", "their_subjects"), whole, strict=True)),
        }
        return meta, arrays


def _pairs(first: Array, second: Array) -> Array:
    return (first.astype(np.int64) << 32) | second.astype(np.int64)


def _in_order(terms: list[Any]) -> tuple[list[str], list[int], list[str], Array]:
    """Return labels, their bounds, the texts in order, and the new number of each term."""
    found = list(map(label_of, terms))
    typed = [
        number
        for number, term in enumerate(terms)
        if isinstance(term, Literal) and found[number][0] != STRING and not term.language
    ]
    for number, term in zip(typed, canonical(terms[number] for number in typed), strict=True):
        found[number] = label_of(term)
    by_label: dict[str, list[tuple[str, int]]] = {}
    for number, (label, text) in enumerate(found):
        by_label.setdefault(label, []).append((text, number))
    labels = sorted_labels(by_label)
    new = np.empty(len(terms), np.int32)
    bounds, texts = [0], []
    for label in labels:
        pairs = by_label[label]
        if label == INTEGER:
            pairs.sort(key=lambda pair: int(pair[0]))
        elif label == DECIMAL:
            read = reader_of(label)
            pairs.sort(key=lambda pair: read(pair[0]).scaled)
        else:
            pairs.sort()
        last = None
        for text, number in pairs:
            if text != last:
                texts.append(text)
                last = text
            new[number] = len(texts) - 1
        bounds.append(len(texts))
    return labels, bounds, texts, new
