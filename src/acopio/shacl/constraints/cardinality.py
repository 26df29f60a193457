"""sh:minCount and sh:maxCount (SHACL, 4.2)."""

from __future__ import annotations

from acopio.shacl.describe import describe
from acopio.shacl.shape import FocusConstraint, Hit, Run, Shape
from acopio.shacl.terms import SH
from acopio.shacl.values import Values


class MinCount(FocusConstraint):
    """At least so many value nodes."""

    component = f"<{SH}MinCountConstraintComponent>"

    def __init__(self, shape: Shape, count: int) -> None:
        super().__init__(shape)
        self.count = count

    def failing(self, run: Run, values: Values) -> set[int]:
        return values.fewer_than(self.count) if self.count > 0 else set()

    def message(self, run: Run, hit: Hit) -> str:
        return f"Less than {self.count} values on {_place(self.shape, run, hit)}"


class MaxCount(FocusConstraint):
    """At most so many value nodes."""

    component = f"<{SH}MaxCountConstraintComponent>"

    def __init__(self, shape: Shape, count: int) -> None:
        super().__init__(shape)
        self.count = count

    def failing(self, run: Run, values: Values) -> set[int]:
        return values.more_than(self.count)

    def message(self, run: Run, hit: Hit) -> str:
        return f"More than {self.count} values on {_place(self.shape, run, hit)}"


def _place(shape: Shape, run: Run, hit: Hit) -> str:
    focus = describe(run.table, run.table.texts[hit[1]])
    return f"{focus}->{describe(run.shapes, shape.path_node or '')}"
