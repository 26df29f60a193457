"""The algebra of SELECT over columns (SPARQL 1.1, 18.6), every operator over all rows at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from acopio.columns.arrays import NONE, Numbers, codes_of, constant, first_of
from acopio.columns.closures import variables_of
from acopio.columns.covered import NotCovered
from acopio.columns.expressions import Expressions
from acopio.columns.graph import Graph
from acopio.columns.groups import Groups
from acopio.columns.join import joined, left_joined, matching, merged, without
from acopio.columns.labels import given_label
from acopio.columns.lookups import ROW, Lookups, variables_in
from acopio.columns.order import sorted_places
from acopio.columns.rows import Rows, by_bound, stacked
from acopio.shacl.sparql.tree import Node
from acopio.shacl.terms import to_oxigraph


class Evaluation:
    """Evaluates one query; `bindings` are the numbers of parameters by variable, for rows of UNDEF."""

    def __init__(self, graph: Graph, bindings: Mapping[str, int]) -> None:
        self._graph, self._bindings = graph, bindings
        self._constants: dict[str, int] = {}
        self._variables: dict[int, set[str]] = {}
        self._lookups = Lookups(graph, self.number)
        self._expressions = Expressions(graph.terms, self.number, self._lookups.exists)

    def number(self, text: str) -> int:
        """Return the number of a term of the query."""
        found = self._constants.get(text)
        if found is None:
            label, words = given_label(to_oxigraph(text))
            if label[0] == "!":  # rdflib may have written it in another way
                raise NotCovered("an unusual literal in a query")
            found = self._constants[text] = self._graph.terms.number(label, words)
        return found

    def rows(self, node: Node, needed: set[str]) -> Rows:
        """Return the solutions of a pattern, with the columns that are needed of those that it has."""
        evaluate = (
            _OPERATORS.get(node.name) if isinstance(node, Node) else None
        )  # VALUES without rows has a list
        if evaluate is None:
            raise NotCovered(f"{getattr(node, 'name', 'nothing')} in a query")
        return evaluate(self, node, needed)

    def variables(self, node: Node) -> set[str]:
        """Return the variables that a pattern may bind."""
        found = self._variables.get(id(node))
        if found is None:
            found = self._variables[id(node)] = self._variables_of(node)
        return found

    def _variables_of(self, node: Node) -> set[str]:
        name = node.name
        if name == "BGP":
            return variables_in(node)
        if name == "Project":
            return set(node.PV)
        if name == "values":
            return {variable for row in node.res for variable, _ in row}
        if name == "AggregateJoin":
            return {each.res for each in node.A}
        if name == "Extend":
            return self.variables(node.p) | {node.var}
        if name == "Minus":
            return self.variables(node.p1)
        if node.p1 is not None:
            return self.variables(node.p1) | self.variables(node.p2)
        return self.variables(node.p) if isinstance(node.p, Node) else set()

    def bgp(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate a basic graph pattern."""
        return self._lookups.solutions(node, needed)

    def join(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate a join; of a basic graph pattern from what the other side found."""
        first, second = node.p1, node.p2
        if first.name == "BGP" and second.name != "BGP":
            first, second = second, first
        shared = self.variables(first) & self.variables(second)
        rows = self.rows(first, needed | shared)
        if second.name == "BGP":
            return self._lookups.extended(rows, second, needed)
        return joined(rows, self.rows(second, needed | shared), needed)

    def left_join(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate OPTIONAL."""
        first, second = node.p1, node.p2
        condition = None if getattr(node.expr, "name", "") == "TrueFilter" else node.expr
        wanted = needed | (variables_of(condition) if condition is not None else set())
        shared = self.variables(first) & self.variables(second)
        rows = self.rows(first, wanted | shared)
        if second.name == "BGP":
            shared_columns = sorted(rows.columns.keys() & self.variables(second))
            if condition is None and len(list(by_bound(rows, shared_columns))) == 1:
                simple = self._lookups.one_value(rows, second, needed)
                if simple is not None:
                    return simple
            rows = rows.with_column(ROW, np.arange(rows.size, dtype=np.int32))
            found = self._lookups.extended(rows, second, wanted | {ROW})
            if condition is not None:
                found = found.where(self._expressions.truth(condition, found) == 1)
            alone = np.ones(rows.size, bool)
            alone[found.columns[ROW]] = False
            names = (rows.columns.keys() | self.variables(second)) & needed
            return stacked([found, rows.where(alone)] if alone.any() else [found], names)
        right = self.rows(second, wanted | shared)
        pairs = matching(rows, right)
        if condition is not None:
            both = merged(rows, right, pairs, wanted)
            holds = self._expressions.truth(condition, both) == 1
            pairs = pairs[0][holds], pairs[1][holds]
        return left_joined(rows, right, pairs, needed)

    def filter(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate FILTER."""
        rows = self.rows(node.p, needed | variables_of(node.expr))
        for condition in _conjuncts(node.expr):
            truth = self._expressions.truth(condition, rows)
            if not (truth.strides == (0,) and rows.size and truth[0] == 1):
                rows = rows.where(truth == 1)
        return rows.only(needed)

    def extend(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate BIND and `AS`."""
        if node.var not in needed:
            return self.rows(node.p, needed)
        rows = self.rows(node.p, (needed - {node.var}) | variables_of(node.expr))
        column = self._expressions.numbers(node.expr, rows)
        return rows.only(needed).with_column(node.var, column)

    def union(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate UNION."""
        names = self.variables(node) & needed
        return stacked([self.rows(node.p1, names), self.rows(node.p2, names)], names)

    def minus(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate MINUS."""
        shared = self.variables(node.p1) & self.variables(node.p2)
        rows = self.rows(node.p1, needed | shared)
        return without(rows, self.rows(node.p2, shared)).only(needed) if shared else rows

    def values(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate VALUES."""
        size = len(node.res)
        columns: dict[str, Numbers] = {}
        for variable in self.variables(node) & needed:
            numbers = [self._bound(variable, dict(map(tuple, row)).get(variable)) for row in node.res]
            one = len(set(numbers)) == 1
            columns[variable] = constant(numbers[0], size) if one else np.array(numbers, np.int32)
        return Rows(columns, size)

    def _bound(self, variable: str, text: str | None) -> int:
        return self._bindings.get(variable, NONE) if text in (None, "UNDEF") else self.number(text or "")

    def group(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate GROUP BY and aggregates."""
        aggregates = [each for each in node.A if each.res in needed]
        keys = node.p.expr
        wanted = variables_of(keys or []).union(*(variables_of(each.vars) for each in aggregates))
        rows = self.rows(node.p.p, wanted)
        return Groups(self._graph.terms, self._expressions, rows, keys).rows(aggregates)

    def project(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate the selection of variables."""
        names = needed & set(node.PV)
        rows = self.rows(node.p, names)
        return Rows({name: rows.column(name) for name in names}, rows.size)

    def distinct(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate DISTINCT."""
        names = sorted(self.variables(node))
        rows = self.rows(node.p, set(names))
        codes, most = codes_of([rows.column(name) for name in names], rows.size)
        return rows.only(needed).take(first_of(codes, most))

    def order_by(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate ORDER BY."""
        rows = self.rows(node.p, needed.union(*(variables_of(each.expr) for each in node.expr)))
        keys = [(self._expressions.numbers(each.expr, rows), each.order == "DESC") for each in node.expr]
        return (
            rows.only(needed).take(sorted_places(self._graph.terms, keys)) if rows.size else rows.only(needed)
        )

    def inner(self, node: Node, needed: set[str]) -> Rows:
        """Evaluate what stands inside."""
        return self.rows(node.p, needed)


def _conjuncts(node: Any) -> list[Any]:
    if getattr(node, "name", "") == "ConditionalAndExpression":
        return [part for each in (node.expr, *node.other) for part in _conjuncts(each)]
    return [node]


_OPERATORS: dict[str, Callable[[Evaluation, Node, set[str]], Rows]] = {
    "BGP": Evaluation.bgp,
    "Join": Evaluation.join,
    "LeftJoin": Evaluation.left_join,
    "Filter": Evaluation.filter,
    "Extend": Evaluation.extend,
    "Union": Evaluation.union,
    "Minus": Evaluation.minus,
    "values": Evaluation.values,
    "AggregateJoin": Evaluation.group,
    "Project": Evaluation.project,
    "Distinct": Evaluation.distinct,
    "OrderBy": Evaluation.order_by,
    "ToMultiSet": Evaluation.inner,
    "SelectQuery": Evaluation.inner,
}
