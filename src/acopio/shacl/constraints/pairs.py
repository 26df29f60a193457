"""sh:equals, sh:disjoint, sh:lessThan and sh:lessThanOrEquals (SHACL, 4.5)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from acopio.shacl.describe import describe
from acopio.shacl.literals import in_order
from acopio.shacl.shape import Constraint, Hit, Run, Shape
from acopio.shacl.table import Index
from acopio.shacl.terms import SH
from acopio.shacl.values import Values


class PairConstraint(Constraint):
    """Compares the value nodes with the values of another property of the focus node."""

    sign = ""

    def __init__(self, shape: Shape, other: str, others: list[str]) -> None:
        super().__init__(shape)
        self.other = other
        self.others = others

    def failing(self, run: Run, values: Values) -> set[int]:
        return {hit[1] for hit in self.hits(run, values)}

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        index = run.table.forward(run.table.number(self.other))
        for node in self.suspects(values, index):
            for value in self.wrong(run, values.of(node), index.values(node)):
                yield self.index, node, value, -1, None

    def suspects(self, values: Values, index: Index) -> set[int]:
        """Return the focus nodes that can fail at all."""
        return values.nodes & index.nodes()

    @abstractmethod
    def wrong(self, run: Run, values: tuple[int, ...] | set[int], others: tuple[int, ...]) -> Iterator[int]:
        """Yield the values that results name, for one focus node."""

    def message(self, run: Run, hit: Hit) -> str:
        texts = run.table.texts
        names = ", ".join(describe(run.shapes, each) for each in self.others)
        focus, value = describe(run.table, texts[hit[1]]), describe(run.table, texts[hit[2]])
        return f"Value of {focus}->{names} {self.sign} {value}"


class Equals(PairConstraint):
    """The same values on both sides; one result for each that stands on one side only."""

    component = f"<{SH}EqualsConstraintComponent>"
    sign = "!="

    def suspects(self, values: Values, index: Index) -> set[int]:
        return values.nodes

    def wrong(self, run: Run, values: tuple[int, ...] | set[int], others: tuple[int, ...]) -> Iterator[int]:
        yield from set(values) ^ set(others)


class Disjoint(PairConstraint):
    """No value on both sides."""

    component = f"<{SH}DisjointConstraintComponent>"
    sign = "=="

    def wrong(self, run: Run, values: tuple[int, ...] | set[int], others: tuple[int, ...]) -> Iterator[int]:
        yield from set(values) & set(others)


class LessThan(PairConstraint):
    """Every value node is less than every other value; one result for each pair that is not."""

    component = f"<{SH}LessThanConstraintComponent>"
    sign = "<="
    or_equal = False

    def wrong(self, run: Run, values: tuple[int, ...] | set[int], others: tuple[int, ...]) -> Iterator[int]:
        texts = run.table.texts
        for value in values:
            for other in others:
                if not in_order(texts[value], texts[other], self.or_equal):
                    yield value


class LessThanOrEquals(LessThan):
    """Every value node is at most every other value."""

    component = f"<{SH}LessThanOrEqualsConstraintComponent>"
    sign = "<"
    or_equal = True
