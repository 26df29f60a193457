"""Expressions as functions of the values of their variables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from acopio.columns import values
from acopio.columns.covered import NotCovered
from acopio.shacl.sparql.tree import Node

Evaluate = Callable[[tuple[Any, ...]], Any]


class Compiler:
    """Compiles an expression; `places` are those of its variables among the values, `constant` reads terms."""

    def __init__(self, places: dict[str, int], constant: Callable[[str], Any]) -> None:
        self._places, self._constant = places, constant

    def compile(self, node: Any) -> Evaluate:
        """Return a function from values (None: unbound) to a value (None: an error)."""
        if isinstance(node, str):
            if node[0] == "?":
                place = self._places[node]
                return lambda row: row[place]
            value = self._constant(node)
            return lambda row: value
        maker = _MAKERS.get(node.name)
        if maker is not None:
            return maker(self, node)
        if node.name not in values.FUNCTIONS:
            raise NotCovered(f"{node.name.removeprefix('Builtin_')} in an expression")
        fields, function = values.FUNCTIONS[node.name]
        given = [getattr(node, field) for field in fields]
        parts = [self.compile(each) for each in given if each is not None]
        if len(parts) == 1:
            first = parts[0]
            return lambda row: function(first(row))
        if len(parts) == 2:
            first, second = parts
            return lambda row: function(first(row), second(row))
        return lambda row: function(*[each(row) for each in parts])

    def conjunction(self, node: Node) -> Evaluate:
        """Compile `&&`."""
        return self._junction([node.expr, *node.other], False)

    def disjunction(self, node: Node) -> Evaluate:
        """Compile `||`."""
        return self._junction([node.expr, *node.other], True)

    def _junction(self, nodes: list[Any], decisive: bool) -> Evaluate:
        parts = [self.compile(each) for each in nodes]

        def value(row: tuple[Any, ...]) -> bool | None:
            found: bool | None = not decisive
            for each in parts:
                truth = values.truth_of(each(row))
                if truth is decisive:
                    return decisive
                if truth is None:
                    found = None
            return found

        return value

    def negation(self, node: Node) -> Evaluate:
        """Compile `!`."""
        inner = self.compile(node.expr)

        def value(row: tuple[Any, ...]) -> bool | None:
            truth = values.truth_of(inner(row))
            return None if truth is None else not truth

        return value

    def relation(self, node: Node) -> Evaluate:
        """Compile comparisons, IN and NOT IN."""
        first, sign = self.compile(node.expr), str(node.op)
        if sign in ("IN", "NOT IN"):
            others = [self.compile(each) for each in members(node)]

            def among(row: tuple[Any, ...]) -> bool | None:
                one, found = first(row), False
                for each in others:
                    same = values.equal(one, each(row))
                    if same:
                        return sign == "IN"
                    found = found or same is None
                return None if found else sign != "IN"

            return among
        second = self.compile(node.other)
        if sign == "=":
            return lambda row: values.equal(first(row), second(row))
        if sign == "!=":

            def different(row: tuple[Any, ...]) -> bool | None:
                same = values.equal(first(row), second(row))
                return None if same is None else not same

            return different
        return lambda row: values.compared(sign, first(row), second(row))

    def calculation(self, node: Node) -> Evaluate:
        """Compile sums and products, from left to right."""
        found = self.compile(node.expr)
        for sign, other in zip(node.op, node.other, strict=True):
            found = _calculated(str(sign), found, self.compile(other))
        return found

    def minus(self, node: Node) -> Evaluate:
        """Compile a sign before a number."""
        inner = self.compile(node.expr)
        return lambda row: values.calculated("-", 0, inner(row))

    def bound(self, node: Node) -> Evaluate:
        """Compile BOUND."""
        place = self._places[node.arg]
        return lambda row: row[place] is not None

    def choice(self, node: Node) -> Evaluate:
        """Compile IF."""
        condition, first, second = (self.compile(each) for each in (node.arg1, node.arg2, node.arg3))

        def value(row: tuple[Any, ...]) -> Any:
            truth = values.truth_of(condition(row))
            return None if truth is None else first(row) if truth else second(row)

        return value

    def coalescence(self, node: Node) -> Evaluate:
        """Compile COALESCE."""
        parts = [self.compile(each) for each in node.arg]

        def value(row: tuple[Any, ...]) -> Any:
            for each in parts:
                found = each(row)
                if found is not None:
                    return found
            return None

        return value

    def concatenation(self, node: Node) -> Evaluate:
        """Compile CONCAT."""
        parts = [self.compile(each) for each in node.arg]
        return lambda row: values.joined(*[each(row) for each in parts])


def variables_of(node: Any) -> set[str]:
    """Return the variables of an expression, those of patterns in EXISTS among them."""
    if isinstance(node, str):
        return {node} if node[:1] == "?" else set()
    if isinstance(node, Node):
        return set().union(*map(variables_of, node.fields().values()))
    return set().union(*map(variables_of, node)) if isinstance(node, list) else set()


def members(node: Node) -> list[Any]:
    """Return the members of the list of IN."""
    if not isinstance(node.other, list) or not node.other:
        raise NotCovered("IN without members")
    found: list[Any] = node.other
    return found


def _calculated(sign: str, first: Evaluate, second: Evaluate) -> Evaluate:
    return lambda row: values.calculated(sign, first(row), second(row))


_MAKERS: dict[str, Callable[[Compiler, Node], Evaluate]] = {
    "ConditionalAndExpression": Compiler.conjunction,
    "ConditionalOrExpression": Compiler.disjunction,
    "UnaryNot": Compiler.negation,
    "UnaryMinus": Compiler.minus,
    "RelationalExpression": Compiler.relation,
    "AdditiveExpression": Compiler.calculation,
    "MultiplicativeExpression": Compiler.calculation,
    "Builtin_BOUND": Compiler.bound,
    "Builtin_IF": Compiler.choice,
    "Builtin_COALESCE": Compiler.coalescence,
    "Builtin_CONCAT": Compiler.concatenation,
}
