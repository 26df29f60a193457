"""Property paths (SHACL, 2.3.1): read from the shapes graph, and followed from sets of nodes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final

from acopio.shacl.table import Index, Table
from acopio.shacl.terms import SH, is_iri

_WRAPPERS: Final = ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")


class PathError(ValueError):
    """The node is no well-formed path; the message says why."""


class Path(ABC):
    """A path, written as in SPARQL."""

    text: str

    @abstractmethod
    def values(self, table: Table, node: int) -> set[int]:
        """Return the values that the path leads to from a node."""

    def index(self, table: Table) -> Index | None:
        """Return the index that answers the path whole, where there is one."""
        return None

    def inverted(self) -> Path:
        """Return the path read backwards."""
        raise NotImplementedError


class Predicate(Path):
    """A predicate, or its inverse."""

    def __init__(self, predicate: str, inverse: bool = False) -> None:
        self.predicate = predicate
        self.inverse = inverse
        self.text = f"^{predicate}" if inverse else predicate

    def index(self, table: Table) -> Index:
        number = table.number(self.predicate)
        return table.inverse(number) if self.inverse else table.forward(number)

    def values(self, table: Table, node: int) -> set[int]:
        return set(self.index(table).values(node))

    def inverted(self) -> Path:
        return Predicate(self.predicate, not self.inverse)


class Sequence(Path):
    """One path after the other."""

    def __init__(self, steps: list[Path]) -> None:
        self.steps = steps
        self.text = "/".join(f"({s.text})" if isinstance(s, Alternative) else s.text for s in steps)

    def values(self, table: Table, node: int) -> set[int]:
        found = {node}
        for step in self.steps:
            index = step.index(table)
            if index is not None:
                found = index.image(found) if len(found) > 4 else {v for n in found for v in index.values(n)}
            else:
                found = {v for n in found for v in step.values(table, n)}
            if not found:
                break
        return found

    def inverted(self) -> Path:
        return Sequence([step.inverted() for step in reversed(self.steps)])


class Alternative(Path):
    """What any of several paths leads to."""

    def __init__(self, choices: list[Path]) -> None:
        self.choices = choices
        self.text = "|".join(choice.text for choice in choices)

    def values(self, table: Table, node: int) -> set[int]:
        found: set[int] = set()
        for choice in self.choices:
            found |= choice.values(table, node)
        return found

    def inverted(self) -> Path:
        return Alternative([choice.inverted() for choice in self.choices])


class Repeated(Path):
    """A path taken no or one time (`?`), any number of times (`*`), or at least once (`+`)."""

    def __init__(self, step: Path, mark: str) -> None:
        self.step = step
        self.mark = mark
        self.text = f"{step.text if type(step) is Predicate and not step.inverse else f'({step.text})'}{mark}"

    def values(self, table: Table, node: int) -> set[int]:
        found = self.step.values(table, node)
        if self.mark == "?":
            return found | {node}
        ahead = list(found)
        while ahead:
            for value in self.step.values(table, ahead.pop()):
                if value not in found:
                    found.add(value)
                    ahead.append(value)
        return found | {node} if self.mark == "*" else found

    def inverted(self) -> Path:
        return Repeated(self.step.inverted(), self.mark)


def read_path(shapes: Table, node: str, above: tuple[str, ...] = ()) -> Path:
    """Return the path that a node of the shapes graph stands for.

    Raises:
        PathError: where it is not well-formed (SHACL, 2.3.1).
    """
    if is_iri(node) and node not in shapes.ids:
        return Predicate(node)
    if node in above:
        raise PathError("the path leads back to itself")
    if node[0] == '"':
        raise PathError("a path cannot be a literal")
    above = (*above, node)
    if is_iri(node):
        return Predicate(node)
    members = shapes.items(node)
    if members is not None:
        if len(members) < 2:
            raise PathError("a sequence path needs two members or more")
        return Sequence([read_path(shapes, member, above) for member in members])
    for word, mark in zip(_WRAPPERS, ("^", "*", "+", "?"), strict=True):
        inner = shapes.objects(node, f"<{SH}{word}>")
        if len(inner) == 1:
            step = read_path(shapes, inner[0], above)
            return step.inverted() if mark == "^" else Repeated(step, mark)
        if inner:
            raise PathError(f"sh:{word} has more than one value")
    lists = shapes.objects(node, f"<{SH}alternativePath>")
    if len(lists) == 1:
        members = shapes.items(lists[0])
        if members is None or len(members) < 2:
            raise PathError("sh:alternativePath needs a list of two members or more")
        return Alternative([read_path(shapes, member, above) for member in members])
    raise PathError("it is none of an IRI, a list, sh:inversePath, sh:alternativePath, sh:zeroOrMorePath, "
                    "sh:oneOrMorePath and sh:zeroOrOnePath")  # fmt: skip
