"""sh:minExclusive, sh:minInclusive, sh:maxExclusive and sh:maxInclusive (SHACL, 4.3)."""

from __future__ import annotations

from typing import Final

from acopio.shacl.describe import describe
from acopio.shacl.literals import compare_to_bound
from acopio.shacl.shape import Hit, Run, Shape, ValueConstraint
from acopio.shacl.terms import SH

# Name of the parameter: which comparisons are right, and the sign that pySHACL writes.
BOUNDS: Final = {
    "minExclusive": ((1,), ">"),
    "minInclusive": ((0, 1), ">="),
    "maxExclusive": ((-1,), "<"),
    "maxInclusive": ((-1, 0), "<="),
}


class Bound(ValueConstraint):
    """Each value node stands on the right side of a bound; what cannot be compared does not."""

    def __init__(self, shape: Shape, name: str, bound: str, bounds: list[str]) -> None:
        super().__init__(shape)
        self.component = f"<{SH}{name[0].upper()}{name[1:]}ConstraintComponent>"
        self.bound = bound
        self.bounds = bounds
        self._right, self._sign = BOUNDS[name]

    def bad(self, run: Run, values: set[int]) -> set[int]:
        texts, bound, right = run.table.texts, self.bound, self._right
        return {value for value in values if compare_to_bound(texts[value], bound) not in right}

    def message(self, run: Run, hit: Hit) -> str:
        names = [describe(run.shapes, each) for each in self.bounds]
        if len(names) == 1:
            return f"Value is not {self._sign} {names[0]}"
        return f"Value is not {self._sign} in ({', '.join(names)})"
