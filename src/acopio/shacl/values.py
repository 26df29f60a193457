"""The value nodes of many focus nodes at once (SHACL, 3.1), in the cheapest form that answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property

from acopio.shacl.paths import Path
from acopio.shacl.table import NONE, Index, Table


class Values(ABC):
    """Value nodes by focus node; `nodes` are the focus nodes."""

    def __init__(self, nodes: set[int]) -> None:
        self.nodes = nodes

    @abstractmethod
    def of(self, node: int) -> tuple[int, ...] | set[int]:
        """Return the value nodes of one focus node."""

    @abstractmethod
    def distinct(self) -> set[int]:
        """Return all value nodes."""

    @abstractmethod
    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield every focus node with each of its value nodes."""

    @abstractmethod
    def fewer_than(self, count: int) -> set[int]:
        """Return the focus nodes with fewer value nodes; `count` is 1 or more."""

    @abstractmethod
    def more_than(self, count: int) -> set[int]:
        """Return the focus nodes with more value nodes; `count` is 0 or more."""

    def pairs_among(self, values: set[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs whose value is one of these."""
        return (pair for pair in self.pairs() if pair[1] in values)

    def nodes_with(self, values: set[int]) -> set[int]:
        """Return the focus nodes that have one of these values."""
        return {node for node, _ in self.pairs_among(values)} if values else set()

    def only(self, nodes: set[int]) -> Values:
        """Return the same for fewer focus nodes."""
        return Listed(nodes, {node: set(self.of(node)) for node in nodes})


class Themselves(Values):
    """Of a node shape: each focus node is its own value node."""

    def of(self, node: int) -> tuple[int, ...]:
        return (node,)

    def distinct(self) -> set[int]:
        return self.nodes

    def pairs(self) -> Iterator[tuple[int, int]]:
        return zip(self.nodes, self.nodes, strict=True)

    def pairs_among(self, values: set[int]) -> Iterator[tuple[int, int]]:
        found = self.nodes & values
        return zip(found, found, strict=True)

    def nodes_with(self, values: set[int]) -> set[int]:
        return self.nodes & values

    def fewer_than(self, count: int) -> set[int]:
        return set() if count <= 1 else set(self.nodes)

    def more_than(self, count: int) -> set[int]:
        return set(self.nodes) if count < 1 else set()


class Indexed(Values):
    """Of a property shape whose path is a predicate or its inverse."""

    def __init__(self, nodes: set[int], index: Index) -> None:
        super().__init__(nodes)
        self._index = index

    @cached_property
    def _single(self) -> set[int]:
        one = self._index.one
        return self.nodes if self.nodes <= one.keys() else self.nodes & one.keys()

    @cached_property
    def _several(self) -> set[int]:
        return self.nodes & self._index.more.keys() if self._index.more else set()

    @cached_property
    def _distinct(self) -> set[int]:
        found = set(map(self._index.one.__getitem__, self._single))
        for node in self._several:
            found.update(self._index.more[node])
        return found

    def of(self, node: int) -> tuple[int, ...]:
        return self._index.values(node)

    def distinct(self) -> set[int]:
        return self._distinct

    def pairs(self) -> Iterator[tuple[int, int]]:
        one, more = self._index.one, self._index.more
        for node in self._single:
            yield node, one[node]
        for node in self._several:
            for value in more[node]:
                yield node, value

    def pairs_among(self, values: set[int]) -> Iterator[tuple[int, int]]:
        one, more = self._index.one, self._index.more
        yield from [(node, one[node]) for node in self._single if one[node] in values]
        for node in self._several:
            for value in more[node]:
                if value in values:
                    yield node, value

    def fewer_than(self, count: int) -> set[int]:
        if count == 1:
            return self.nodes - self._single - self._several
        few = {node for node in self._several if len(self._index.more[node]) < count}
        return (self.nodes - self._several) | few

    def more_than(self, count: int) -> set[int]:
        if count < 1:
            return self._single | self._several
        return {node for node in self._several if len(self._index.more[node]) > count}


class Listed(Values):
    """Of a property shape with any other path: followed from each focus node."""

    def __init__(self, nodes: set[int], found: dict[int, set[int]]) -> None:
        super().__init__(nodes)
        self._found = found

    def of(self, node: int) -> tuple[int, ...] | set[int]:
        return self._found.get(node, NONE)

    def distinct(self) -> set[int]:
        return set().union(*self._found.values())

    def pairs(self) -> Iterator[tuple[int, int]]:
        for node, values in self._found.items():
            for value in values:
                yield node, value

    def fewer_than(self, count: int) -> set[int]:
        return {node for node, values in self._found.items() if len(values) < count}

    def more_than(self, count: int) -> set[int]:
        return {node for node, values in self._found.items() if len(values) > count}


def value_nodes(table: Table, nodes: set[int], path: Path | None) -> Values:
    """Return the value nodes of focus nodes along a path, or of a node shape where there is none."""
    if path is None:
        return Themselves(nodes)
    index = path.index(table)
    if index is not None:
        return Indexed(nodes, index)
    return Listed(nodes, {node: path.values(table, node) for node in nodes})
