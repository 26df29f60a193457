"""sh:property, sh:node and sh:qualifiedValueShape (SHACL, 4.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acopio.shacl.describe import describe
from acopio.shacl.shape import Constraint, FocusConstraint, Hit, Run, Shape, ValueConstraint
from acopio.shacl.terms import SH
from acopio.shacl.values import Themselves, Values


class Property(Constraint):
    """The results of a property shape at each value node; it has none of its own."""

    component = f"<{SH}PropertyConstraintComponent>"

    def __init__(self, shape: Shape, other: Shape) -> None:
        super().__init__(shape)
        self.other = other

    def failing(self, run: Run, values: Values) -> set[int]:
        bad = run.failing(self.other, values.distinct())
        return values.nodes_with(bad) if bad else bad

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        if isinstance(values, Themselves):
            yield from run.hits(self.other, values.nodes)
            return
        found: dict[int, list[Hit]] = {}
        for hit in run.hits(self.other, values.distinct()):
            found.setdefault(hit[1], []).append(hit)
        if found:  # a value node that several focus nodes share gives its results for each of them
            for _, value in values.pairs_among(set(found)):
                yield from found[value]

    def needs(self) -> Iterable[Shape]:
        return (self.other,)


class Node(ValueConstraint):
    """Each value node conforms to a node shape; what it breaks there is the detail of the result."""

    component = f"<{SH}NodeConstraintComponent>"

    def __init__(self, shape: Shape, other: Shape, others: list[str]) -> None:
        super().__init__(shape)
        self.other = other
        self.others = others

    def bad(self, run: Run, values: set[int]) -> set[int]:
        return run.remembered(self.other, values)

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        bad = self.bad(run, values.distinct())
        if not bad:
            return
        details: dict[int, list[Hit]] = {value: [] for value in bad}
        for value in bad:  # one at a time: results of a node deeper down name that node as their focus
            details[value] = list(run.hits(self.other, {value}))
        for node, value in values.pairs_among(bad):
            yield self.index, node, value, -1, details[value]

    def needs(self) -> Iterable[Shape]:
        return (self.other,)

    def message(self, run: Run, hit: Hit) -> str:
        names = [describe(run.shapes, each) for each in self.others]
        if len(names) == 1:
            start = f"Value does not conform to Shape {names[0]}."
        else:
            start = "Value must conform to every Shape in ('" + "', '".join(names) + "')."
        return f"{start} See details for more information."


class Qualified(FocusConstraint):
    """So many value nodes conform to a shape (and to none of its siblings, where they are disjoint)."""

    def __init__(
        self, shape: Shape, other: Shape, siblings: list[Shape], least: int | None, most: int | None,
        is_max: bool, others: list[str],
    ) -> None:  # fmt: skip
        super().__init__(shape)
        self.component = f"<{SH}Qualified{'Max' if is_max else 'Min'}CountConstraintComponent>"
        self.other = other
        self.siblings = siblings
        self.least, self.most, self.is_max = least, most, is_max
        self.others = others

    def failing(self, run: Run, values: Values) -> set[int]:
        distinct = values.distinct()
        right = distinct - run.remembered(self.other, distinct)
        for sibling in self.siblings:
            right &= run.remembered(sibling, right)
        counts = dict.fromkeys(values.nodes, 0)
        for node, _ in values.pairs_among(right):
            counts[node] += 1
        if self.is_max:
            most = self.most or 0
            return {node for node, count in counts.items() if count > most}
        least = self.least or 0
        return {node for node, count in counts.items() if count < least}

    def needs(self) -> Iterable[Shape]:
        return (self.other, *self.siblings)

    def message(self, run: Run, hit: Hit) -> str:
        least = "" if self.least is None else f" MinCount {self.least}"
        most = "" if self.most is None else f" MaxCount {self.most}"
        names = ",".join(describe(run.shapes, each) for each in self.others)
        if len(self.others) > 1:
            return f"Focus node does not conform to shapes{least}{most}: ({names})"
        return f"Focus node does not conform to shape{least}{most}: {names}"
