"""From rdflib's algebra of a query to patterns over rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from acopio.shacl.sparql.expressions import Row
from acopio.shacl.sparql.patterns import (
    Extend,
    Filter,
    Join,
    Optional,
    OptionalTriple,
    Pattern,
    Slots,
    Triples,
    Union,
)
from acopio.shacl.sparql.query import NotCompiled
from acopio.shacl.sparql.tree import Node, is_open
from acopio.shacl.table import Table
from acopio.shacl.terms import is_iri

_EXISTS = ("Builtin_EXISTS", "Builtin_NOTEXISTS")


class Query:
    """A compiled SELECT or ASK query; `bound` are the variables that have values beforehand.

    `selected` are the names of the variables that a row of the result shows, in order.
    """

    def __init__(self, algebra: Node, bound: Iterable[str]) -> None:
        self.slots: Slots = {}
        self.known = {f"?{name}" for name in bound}
        for variable in sorted(self.known):
            self._slot(variable)
        inner = algebra.p
        while inner.name in ("Distinct", "Reduced"):  # results are told apart anyway
            inner = inner.p
        if algebra.name == "SelectQuery":
            if inner.name != "Project":
                raise NotCompiled(f"its query has {inner.name}")
            selected, inner = inner.PV, inner.p
        elif algebra.name == "AskQuery":
            selected = []
            inner = inner.p if inner.name == "Project" else inner
        else:
            raise NotCompiled(f"its query is a {algebra.name}")
        if inner.name == "OrderBy":
            inner = inner.p
        self._collect(inner)
        self.pattern = self._compile(inner, set(self.known))
        self.selected = [variable[1:] for variable in selected]
        self._places = [self._slot(variable) for variable in selected]
        self.width = len(self.slots)

    def row(self, values: dict[str, int]) -> Row:
        """Return the row that a solution starts from."""
        start = [-1] * self.width
        for variable, slot in self.slots.items():
            start[slot] = values.get(variable[1:], -1) if variable in self.known else -1
        return tuple(start)

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        """Return the solutions that start from these rows, whole."""
        return self.pattern.rows(table, rows)

    def shown(self, row: Row) -> tuple[int, ...]:
        """Return the values of the selected variables, -1 where there is none."""
        return tuple([row[place] for place in self._places])

    def slot(self, name: str) -> int:
        """Return the place of a variable of the query."""
        return self.slots[f"?{name}"]

    def _slot(self, variable: str) -> int:
        return self.slots.setdefault(variable, len(self.slots))

    def _spare(self) -> int:
        return self._slot(f"between {len(self.slots)}")

    def _collect(self, node: Any) -> None:
        """Give every variable and blank node of the query a place, before anything is compiled."""
        if is_open(node):
            self._slot(node)
        elif isinstance(node, Node):
            for _, value in sorted(node.fields().items()):
                self._collect(value)
        elif isinstance(node, list):
            for each in node:
                self._collect(each)

    def _compile(self, node: Node, bound: set[str]) -> Pattern:
        name = node.name
        if name == "BGP":
            return Triples(node.triples, self.slots, bound, self._spare)
        if name == "Join":
            first = self._compile(node.p1, bound)
            return Join(first, self._compile(node.p2, bound | self._variables(node.p1)))
        if name == "Union":
            return Union(self._compile(node.p1, bound), self._compile(node.p2, bound))
        if name == "Filter":
            return self._filter(node, bound)
        if name == "LeftJoin":
            return self._optional(node, bound)
        if name == "Extend":
            inner = self._compile(node.p, bound)
            return Extend(inner, self._no_exists(node.expr), self.slots, self._slot(node.var))
        raise NotCompiled(f"its query has {name}")

    def _filter(self, node: Node, bound: set[str]) -> Pattern:
        inner = self._compile(node.p, bound)
        conditions: list[Any] = []
        exists: list[tuple[bool, Pattern]] = []
        for condition in _conjuncts(node.expr):
            name = getattr(condition, "name", "")
            if name in _EXISTS:
                pattern = self._compile(condition.graph, bound | self._variables(node.p))
                exists.append((name == "Builtin_EXISTS", pattern))
            else:
                conditions.append(self._no_exists(condition))
        return Filter(inner, conditions, exists, self.slots)

    def _optional(self, node: Node, bound: set[str]) -> Pattern:
        inner = self._compile(node.p1, bound)
        condition = None if getattr(node.expr, "name", "") == "TrueFilter" else self._no_exists(node.expr)
        more = node.p2
        if condition is None and more.name == "BGP" and len(more.triples) == 1:
            subject, predicate, value = more.triples[0]
            if (
                subject in self.slots
                and value in self.slots
                and subject != value
                and isinstance(predicate, str)
                and is_iri(predicate)
            ):
                return OptionalTriple(inner, self.slots[subject], predicate, self.slots[value])
        pattern = self._compile(more, bound | self._variables(node.p1))
        # In rdflib the filter of an OPTIONAL does not see what was bound before its own group.
        hidden = bound - self.known
        visible = {variable: slot for variable, slot in self.slots.items() if variable not in hidden}
        return Optional(inner, pattern, condition, visible)

    def _variables(self, node: Node) -> set[str]:
        """Return the variables that a pattern can bind; those of filters are not among them."""
        name = node.name
        if name == "BGP":
            return {part for triple in node.triples for part in triple if is_open(part)}
        if name == "Extend":
            return self._variables(node.p) | {node.var}
        if name in ("Join", "Union", "LeftJoin"):
            return self._variables(node.p1) | self._variables(node.p2)
        return self._variables(node.p) if node.p is not None else set()

    def _no_exists(self, node: Any) -> Any:
        """Return an expression, or refuse one with EXISTS inside or an aggregate."""
        if isinstance(node, Node):
            if node.name in _EXISTS or node.name.startswith("Aggregate"):
                raise NotCompiled("its query has EXISTS or an aggregate inside of an expression")
            if node.name == "Function":
                raise NotCompiled("its query calls a function by IRI")
            for value in node.fields().values():
                self._no_exists(value)
        elif isinstance(node, list):
            for each in node:
                self._no_exists(each)
        return node


def _conjuncts(node: Any) -> list[Any]:
    if getattr(node, "name", "") == "ConditionalAndExpression":
        return [part for each in (node.expr, *node.other) for part in _conjuncts(each)]
    return [node]
