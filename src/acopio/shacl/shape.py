"""Compiled shapes, their constraints, and the run that evaluates them over sets of focus nodes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from acopio.shacl.paths import Path
from acopio.shacl.table import Table
from acopio.shacl.terms import SH
from acopio.shacl.values import Values, value_nodes

Hit = tuple[int, int, int, int, Any]
"""One result before it is written out: number of the constraint, focus node, value or -1, number of the
predicate that is the path or -1 for the shape's own, and what else there is: a list of hits (detail), a
list of texts (messages), or None. Made of what `marshal` takes, so that it crosses processes."""

VIOLATION = f"<{SH}Violation>"


@dataclass(eq=False, slots=True)
class Shape:
    """A node shape, or a property shape where `path` is there; terms are texts."""

    node: str
    path: Path | None = None
    path_node: str | None = None
    severity: str = VIOLATION
    messages: tuple[str, ...] = ()
    deactivated: bool = False
    constraints: list[Constraint] = field(default_factory=list)
    class_targets: list[str] = field(default_factory=list)
    node_targets: list[str] = field(default_factory=list)
    subjects_of: list[str] = field(default_factory=list)
    objects_of: list[str] = field(default_factory=list)
    sparql_targets: list[Any] = field(default_factory=list)

    @property
    def has_targets(self) -> bool:
        """Tell whether the shape names focus nodes of its own."""
        return bool(
            self.class_targets
            or self.node_targets
            or self.subjects_of
            or self.objects_of
            or self.sparql_targets
        )


class Constraint(ABC):
    """One constraint of one shape; `index` is its number among all that were compiled.

    `source` is the node of a SPARQL constraint, `own_messages` its messages.
    """

    component: str = ""
    source: str | None = None
    own_messages: tuple[str, ...] = ()
    cost: float = 1.0  # of one focus node, against that of sh:minCount

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.index = -1

    @abstractmethod
    def failing(self, run: Run, values: Values) -> set[int]:
        """Return the focus nodes with at least one result."""

    @abstractmethod
    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        """Yield the results."""

    def message(self, run: Run, hit: Hit) -> str | None:
        """Return the text of the message that a result has where the shape names none."""
        return None

    def needs(self) -> Iterable[Shape]:
        """Return the shapes that this constraint refers to."""
        return ()


class ValueConstraint(Constraint):
    """A constraint that looks at each value node by itself."""

    @abstractmethod
    def bad(self, run: Run, values: set[int]) -> set[int]:
        """Return the values that do not satisfy the constraint."""

    def failing(self, run: Run, values: Values) -> set[int]:
        """Return the focus nodes with a bad value."""
        bad = self.bad(run, values.distinct())
        return values.nodes_with(bad) if bad else bad

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        """Yield one result for each pair of a focus node and a bad value."""
        bad = self.bad(run, values.distinct())
        if bad:
            index = self.index
            for node, value in values.pairs_among(bad):
                yield index, node, value, -1, None


class FocusConstraint(Constraint):
    """A constraint whose results name no value."""

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        """Yield one result a failing focus node."""
        index = self.index
        for node in self.failing(run, values):
            yield index, node, -1, -1, None


class Run:
    """One evaluation over one table; remembers which nodes conform to shapes that others refer to."""

    def __init__(self, table: Table, shapes: Table) -> None:
        self.table = table
        self.shapes = shapes
        self._checked: dict[Shape, set[int]] = {}
        self._failed: dict[Shape, set[int]] = {}

    def values(self, shape: Shape, nodes: set[int]) -> Values:
        """Return the value nodes of a shape."""
        return value_nodes(self.table, nodes, shape.path)

    def failing(self, shape: Shape, nodes: set[int]) -> set[int]:
        """Return the nodes that do not conform to a shape."""
        if shape.deactivated or not nodes:
            return set()
        values = self.values(shape, nodes)
        failed: set[int] = set()
        for constraint in shape.constraints:
            failed |= constraint.failing(self, values)
        return failed

    def remembered(self, shape: Shape, nodes: set[int]) -> set[int]:
        """Return the same, asking only about nodes that were not asked about before."""
        checked = self._checked.setdefault(shape, set())
        failed = self._failed.setdefault(shape, set())
        new = nodes - checked
        if new:
            failed |= self.failing(shape, new)
            checked |= new
        return failed & nodes

    def hits(self, shape: Shape, nodes: set[int]) -> Iterator[Hit]:
        """Yield the results of validating nodes against a shape."""
        if shape.deactivated or not nodes:
            return
        values = self.values(shape, nodes)
        for constraint in shape.constraints:
            yield from constraint.hits(self, values)

    def targets(self, shape: Shape) -> set[int]:
        """Return the focus nodes that a shape's targets name."""
        table = self.table
        sets: list[Iterable[int]] = [table.instances(table.number(each)) for each in shape.class_targets]
        sets += [table.forward(table.number(each)).nodes() for each in shape.subjects_of]
        sets += [table.inverse(table.number(each)).nodes() for each in shape.objects_of]
        if shape.node_targets:
            sets.append({table.number(each) for each in shape.node_targets})
        sets += [target.nodes(self) for target in shape.sparql_targets]
        if len(sets) == 1 and isinstance(sets[0], set):
            return sets[0]
        return set().union(*sets)
