"""sh:not, sh:and, sh:or and sh:xone (SHACL, 4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from acopio.shacl.describe import describe
from acopio.shacl.shape import Hit, Run, Shape, ValueConstraint
from acopio.shacl.terms import SH


class Not(ValueConstraint):
    """No value node conforms to a shape."""

    component = f"<{SH}NotConstraintComponent>"

    def __init__(self, shape: Shape, other: Shape, others: list[str]) -> None:
        super().__init__(shape)
        self.other = other
        self.others = others

    def bad(self, run: Run, values: set[int]) -> set[int]:
        return values - run.remembered(self.other, values)

    def needs(self) -> Iterable[Shape]:
        return (self.other,)

    def message(self, run: Run, hit: Hit) -> str:
        value = describe(run.table, run.table.texts[hit[2]])
        names = [describe(run.shapes, each) for each in self.others]
        if len(names) == 1:
            return f"Node {value} must not conform to shape {names[0]}"
        return f"Node {value} must not conform to any shapes in {' , '.join(names)}"


class _Listed(ValueConstraint):
    """A constraint over a list of shapes; `lists` are all the lists of this parameter at the shape."""

    words = ""

    def __init__(self, shape: Shape, members: list[Shape], lists: list[list[str]]) -> None:
        super().__init__(shape)
        self.members = members
        self.lists = lists

    def needs(self) -> Iterable[Shape]:
        return self.members

    def message(self, run: Run, hit: Hit) -> str:
        value = describe(run.table, run.table.texts[hit[2]])
        written = [" , ".join(describe(run.shapes, each) for each in members) for members in self.lists]
        names = written[0] if len(written) == 1 else " and ".join(f"({each})" for each in written)
        return f"Node {value} must conform to {self.words} in {names}"


class And(_Listed):
    """Each value node conforms to all shapes."""

    component = f"<{SH}AndConstraintComponent>"
    words = "all shapes"

    def bad(self, run: Run, values: set[int]) -> set[int]:
        return set().union(*(run.remembered(member, values) for member in self.members))


class Or(_Listed):
    """Each value node conforms to one of the shapes or more."""

    component = f"<{SH}OrConstraintComponent>"
    words = "one or more shapes"

    def bad(self, run: Run, values: set[int]) -> set[int]:
        left = values
        for member in self.members:
            left = run.remembered(member, left)
            if not left:
                break
        return set(left)


class Xone(_Listed):
    """Each value node conforms to exactly one of the shapes; a shape named twice counts twice."""

    component = f"<{SH}XoneConstraintComponent>"
    words = "exactly one shape"

    def bad(self, run: Run, values: set[int]) -> set[int]:
        conforming: Counter[int] = Counter()
        for member in self.members:
            conforming.update(values - run.remembered(member, values))
        return {value for value in values if conforming[value] != 1}
