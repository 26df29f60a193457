"""Repeated paths: the nodes that are reached along one predicate any number of times."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from acopio.columns.arrays import Array, Numbers, codes_of, first_of


class Closure:
    """The closure of a predicate by its columns; `mod` is `*`, `+` or `?`.

    `is_node` tells what is a subject or an object of any triple: only that is reached from itself.
    """

    def __init__(self, subjects: Numbers, objects: Numbers, mod: str, is_node: Callable[[int], bool]) -> None:
        self._subjects, self._objects, self._mod, self._is_node = subjects, objects, mod, is_node
        self._inverse: Closure | None = None
        self._found: dict[int, list[int]] = {}

    def inverse(self) -> Closure:
        """Return the closure the other way."""
        if self._inverse is None:
            self._inverse = Closure(self._objects, self._subjects, self._mod, self._is_node)
        return self._inverse

    @cached_property
    def _next(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for subject, value in zip(self._subjects.tolist(), self._objects.tolist(), strict=True):
            found.setdefault(subject, []).append(value)
        return found

    def reached(self, nodes: Numbers) -> tuple[Array, Numbers]:
        """Return places in `nodes`, ascending, and what each reaches, each once."""
        codes, most = codes_of([nodes], len(nodes))
        firsts = first_of(codes, most)
        distinct = nodes[firsts]
        ends = list(map(self._from, distinct.tolist()))
        counts_by_code = np.zeros(most, np.int64)
        starts_by_code = np.zeros(most, np.int64)
        counts = np.fromiter(map(len, ends), np.int64, len(ends))
        counts_by_code[codes[firsts]] = counts
        starts_by_code[codes[firsts]] = np.cumsum(counts) - counts
        whole = np.array([end for each in ends for end in each], np.int32)
        wanted = counts_by_code[codes]
        places = np.repeat(np.arange(len(nodes)), wanted)
        within = np.arange(len(places)) - np.repeat(np.cumsum(wanted) - wanted, wanted)
        return places, whole[np.repeat(starts_by_code[codes], wanted) + within]

    def _from(self, node: int) -> list[int]:
        following = self._next.get(node)
        if following is None:
            return [node] if self._mod != "+" and self._is_node(node) else []
        found = self._found.get(node)
        if found is None:
            reached: dict[int, None] = {} if self._mod == "+" else {node: None}
            ahead = list(following)
            while ahead:
                each = ahead.pop()
                if each not in reached:
                    reached[each] = None
                    if self._mod != "?":
                        ahead += self._next.get(each, [])
            found = self._found[node] = list(reached)
        return found
