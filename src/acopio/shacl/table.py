"""Triples as columns of numbers, one pair of columns a predicate, and the indexes that validation asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acopio.shacl.terms import RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, RDFS_SUBCLASS

Columns = dict[int, tuple[list[int], list[int]]]
NONE: tuple[int, ...] = ()


class Index:
    """The values of one predicate (or its subjects, where it is inverse) by number of the node.

    Most nodes have one value, so these stand apart: `one` maps to the value, `more` to a tuple of two or
    more different values in ascending order. Sets of nodes are asked at once with set operations.
    """

    def __init__(self, keys: list[int], values: list[int]) -> None:
        self.one: dict[int, int] = dict(zip(keys, values, strict=True))
        self.more: dict[int, tuple[int, ...]] = {}
        one = self.one
        if len(one) == len(keys):
            return
        several: dict[int, set[int]] = {}
        for key, value in zip(keys, values, strict=True):
            if one[key] != value:
                several.setdefault(key, set()).add(value)
        for key, found in several.items():
            found.add(one.pop(key))
            self.more[key] = tuple(sorted(found))

    def values(self, node: int) -> tuple[int, ...]:
        """Return the values of one node."""
        value = self.one.get(node)
        return self.more.get(node, NONE) if value is None else (value,)

    def has(self, node: int, value: int) -> bool:
        """Tell whether the node has this value."""
        return self.one.get(node) == value or value in self.more.get(node, NONE)

    def nodes(self) -> set[int]:
        """Return all nodes that have a value."""
        return self.one.keys() | self.more.keys()

    def image(self, nodes: Iterable[int]) -> set[int]:
        """Return all values of all these nodes."""
        asked = nodes if isinstance(nodes, (set, frozenset)) else set(nodes)
        found = set(map(self.one.__getitem__, self.one.keys() & asked))
        for node in self.more.keys() & asked:
            found.update(self.more[node])
        return found

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield every node with each of its values."""
        yield from self.one.items()
        for node, found in self.more.items():
            for value in found:
                yield node, value


class Table:
    """A graph: the texts of its terms by number, and columns by predicate.

    Repeated triples may stand in the columns; the indexes hold each triple once. `ids` may hold terms
    that no triple has (those of shapes), so that everything asked has a number.
    """

    def __init__(self, ids: dict[str, int] | None = None, columns: Columns | None = None) -> None:
        self.ids: dict[str, int] = {} if ids is None else ids
        self.texts: list[str] = list(self.ids)
        self.columns: Columns = {} if columns is None else columns
        self.prefixes: dict[str, str] = {}
        self._forward: dict[int, Index] = {}
        self._inverse: dict[int, Index] = {}
        self._classes: dict[int, set[int]] = {}

    def number(self, text: str) -> int:
        """Return the number of a term, a new one where it is not known yet."""
        found = self.ids.get(text)
        if found is None:
            found = self.ids[text] = len(self.texts)
            self.texts.append(text)
        return found

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Add one triple of term texts; only before the first question about its predicate."""
        column = self.columns.setdefault(self.number(predicate), ([], []))
        column[0].append(self.number(subject))
        column[1].append(self.number(value))

    def forward(self, predicate: int) -> Index:
        """Return the index from subjects to objects."""
        found = self._forward.get(predicate)
        if found is None:
            subjects, objects = self.columns.get(predicate, ([], []))
            found = self._forward[predicate] = Index(subjects, objects)
        return found

    def inverse(self, predicate: int) -> Index:
        """Return the index from objects to subjects."""
        found = self._inverse.get(predicate)
        if found is None:
            subjects, objects = self.columns.get(predicate, ([], []))
            found = self._inverse[predicate] = Index(objects, subjects)
        return found

    def instances(self, class_: int) -> set[int]:
        """Return the SHACL instances of a class: of it and of its subclasses, at any remove."""
        found = self._classes.get(class_)
        if found is None:
            inverse = self.inverse(self.number(RDFS_SUBCLASS))
            classes, ahead = {class_}, [class_]
            while ahead:
                for below in inverse.values(ahead.pop()):
                    if below not in classes:
                        classes.add(below)
                        ahead.append(below)
            found = self._classes[class_] = self.inverse(self.number(RDF_TYPE)).image(classes)
        return found

    def triples(self) -> Iterator[tuple[str, str, str]]:
        """Yield every triple once, as term texts."""
        texts = self.texts
        for predicate in list(self.columns):
            for subject, value in self.forward(predicate).pairs():
                yield texts[subject], texts[predicate], texts[value]

    def size(self) -> int:
        """Return the number of triples read, repeats counted."""
        return sum(len(subjects) for subjects, _ in self.columns.values())

    # The same by text, for the small graph of the shapes.

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the objects of a subject and a predicate, sorted."""
        if subject not in self.ids or predicate not in self.ids:
            return []
        found = self.forward(self.ids[predicate]).values(self.ids[subject])
        return sorted(self.texts[value] for value in found)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Return the subjects of a predicate and an object, sorted."""
        if value not in self.ids or predicate not in self.ids:
            return []
        found = self.inverse(self.ids[predicate]).values(self.ids[value])
        return sorted(self.texts[subject] for subject in found)

    def subjects_of(self, predicate: str) -> list[str]:
        """Return all subjects of a predicate, sorted."""
        if predicate not in self.ids:
            return []
        return sorted(self.texts[subject] for subject in self.forward(self.ids[predicate]).nodes())

    def items(self, head: str) -> list[str] | None:
        """Return the members of an RDF list, or None where it is not well-formed."""
        found: list[str] = []
        seen: set[str] = set()
        while head != RDF_NIL:
            first, rest = self.objects(head, RDF_FIRST), self.objects(head, RDF_REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found
