"""Expressions of filters: compiled for plain values, with rdflib for every other case.

A compiled expression takes a row and gives a truth value, a number, a string or a `Name` (an IRI). It
raises `Slow` where the values are not plain or a variable is unbound; then the whole expression is
evaluated for that row by rdflib, which also decides what is an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from acopio.shacl.literals import plain_value
from acopio.shacl.sparql.tree import Node, as_rdflib
from acopio.shacl.terms import from_rdflib, to_rdflib

if TYPE_CHECKING:
    from acopio.shacl.table import Table

Row = tuple[int, ...]
Evaluate = Callable[[Row], Any]


class Slow(Exception):  # noqa: N818 - no fault: rdflib evaluates the row
    """The values of this row are not plain."""


class Name(str):
    """An IRI, which is equal to no string."""

    __slots__ = ()


@lru_cache(maxsize=1 << 17)
def plain(text: str) -> Any:
    """Return the plain value of a term; raises Slow."""
    if text[0] == "<":
        return Name(text)
    if text[0] == '"' and text[-1] == '"':
        return text[1:-1]
    value = plain_value(text)
    if isinstance(value, (int, Decimal)):
        return value
    raise Slow


@lru_cache(maxsize=1 << 16)
def rdflib_term(text: str) -> Any:
    """Return the term as rdflib has it."""
    return to_rdflib(text)


class Expression:
    """One expression over rows; `slots` maps the variables that it may see to places in the row."""

    def __init__(self, table: Table, expression: Any, slots: Mapping[str, int]) -> None:
        self.table = table
        self.expression = expression
        self.slots = slots
        try:
            self._fast: Evaluate | None = self._compile(expression)
        except Slow:
            self._fast = None

    def holds(self, row: Row) -> bool:
        """Tell whether the effective boolean value is true; errors are false."""
        if self._fast is not None:
            try:
                value = self._fast(row)
                if value is True or value is False:
                    return value
            except Slow:
                pass
        from rdflib.plugins.sparql.evalutils import _ebv

        return bool(_ebv(self._rdflib, self._bindings(row)))

    def term(self, row: Row) -> str | None:
        """Return the value as the text of a term, or None where it is an error."""
        if self._fast is not None:
            try:
                found = self._fast(row)
                if type(found) is str:
                    return f'"{found}"'
                if type(found) is Name:
                    return str(found)
            except Slow:
                pass
        from rdflib.plugins.sparql.evalutils import _eval
        from rdflib.plugins.sparql.sparql import SPARQLError

        try:
            value = _eval(self._rdflib, self._bindings(row))
        except (SPARQLError, RecursionError):  # rdflib adds ill-typed numbers without end
            return None
        return None if isinstance(value, SPARQLError) else from_rdflib(value)

    @cached_property
    def _rdflib(self) -> Any:
        return as_rdflib(self.expression)

    @cached_property
    def _context(self) -> Any:
        from rdflib import Graph
        from rdflib.plugins.sparql.sparql import QueryContext

        return QueryContext(Graph(), initBindings={})

    def _bindings(self, row: Row) -> Any:
        from rdflib.plugins.sparql.sparql import FrozenBindings

        texts = self.table.texts
        known = {
            as_rdflib(variable): rdflib_term(texts[row[slot]])
            for variable, slot in self.slots.items()
            if row[slot] >= 0 and variable[0] == "?"
        }
        return FrozenBindings(self._context, known)

    def _compile(self, node: Any) -> Evaluate:
        """Return a function for a part of the expression; raises Slow where there is none."""
        if isinstance(node, str) and node:
            if node[0] == "?":
                return self._variable(node)
            constant = plain(node)
            return lambda row: constant
        if not isinstance(node, Node):
            raise Slow
        if node.name == "Builtin_BOUND":
            slot = self.slots.get(node.arg, -1)
            return (lambda row: row[slot] >= 0) if slot >= 0 else (lambda row: False)
        maker = _MAKERS.get(node.name)
        if maker is None:
            raise Slow
        return maker(self, node)

    def _variable(self, variable: str) -> Evaluate:
        slot = self.slots.get(variable)
        if slot is None:
            raise Slow
        texts = self.table.texts

        def value(row: Row) -> Any:
            number = row[slot]
            if number < 0:
                raise Slow
            return plain(texts[number])

        return value

    def conjunction(self, node: Any) -> Evaluate:
        """Compile `&&`."""
        parts = self._operands(node)
        return lambda row: all(_truth(part(row)) for part in parts)

    def disjunction(self, node: Any) -> Evaluate:
        """Compile `||`."""
        parts = self._operands(node)
        return lambda row: any(_truth(part(row)) for part in parts)

    def _operands(self, node: Any) -> list[Evaluate]:
        """Compile the operands of `&&` or `||`; an unbound variable is an error in rdflib, whatever the others."""
        operands = [node.expr, *node.other]
        if any(map(_is_variable, operands)):
            raise Slow
        return [self._compile(operand) for operand in operands]

    def negation(self, node: Any) -> Evaluate:
        """Compile `!`."""
        part = self._compile(node.expr)
        return lambda row: not _truth(part(row))

    def relation(self, node: Any) -> Evaluate:
        """Compile comparisons, IN and NOT IN."""
        first = self._compile(node.expr)
        if node.op in ("IN", "NOT IN"):
            if not isinstance(node.other, list):
                raise Slow
            others = [self._compile(other) for other in node.other]
            wanted = node.op == "IN"
            return lambda row: any(_compare("=", first(row), other(row)) for other in others) is wanted
        second, sign = self._compile(node.other), str(node.op)
        return lambda row: _compare(sign, first(row), second(row))

    def sum(self, node: Any) -> Evaluate:
        """Compile `+` and `-`."""
        first = self._compile(node.expr)
        rest = [(str(sign), self._compile(part)) for sign, part in zip(node.op, node.other, strict=True)]

        def value(row: Row) -> Any:
            total = _number(first(row))
            for sign, part in rest:
                total = total + _number(part(row)) if sign == "+" else total - _number(part(row))
            return total

        return value

    def call(self, node: Any) -> Evaluate:
        """Compile a function of one string or number."""
        function, part = _FUNCTIONS[node.name], self._compile(node.arg)
        return lambda row: function(part(row))

    def starts(self, node: Any) -> Evaluate:
        """Compile STRSTARTS, STRENDS and CONTAINS."""
        first, second, method = self._compile(node.arg1), self._compile(node.arg2), _TESTS[node.name]
        return lambda row: method(_string(first(row)), _string(second(row)))

    def choice(self, node: Any) -> Evaluate:
        """Compile IF."""
        condition, first, second = (self._compile(part) for part in (node.arg1, node.arg2, node.arg3))
        return lambda row: first(row) if _truth(condition(row)) else second(row)

    def coalescence(self, node: Any) -> Evaluate:
        """Compile COALESCE of variables, of which unbound ones are passed over."""
        if not isinstance(node.arg, list) or not all(map(_is_variable, node.arg)):
            raise Slow
        parts = [(self.slots.get(variable, -1), self._variable(variable)) for variable in node.arg]

        def value(row: Row) -> Any:
            for slot, part in parts:
                if row[slot] >= 0:
                    return part(row)
            raise Slow

        return value

    def concatenation(self, node: Any) -> Evaluate:
        """Compile CONCAT."""
        parts = [self._compile(part) for part in node.arg]
        return lambda row: "".join([_string(part(row)) for part in parts])

    def part(self, node: Any) -> Evaluate:
        """Compile SUBSTR over whole positions of 1 or more."""
        text, start = self._compile(node.arg), self._compile(node.start)
        length = self._compile(node.length) if node.length is not None else None

        def value(row: Row) -> Any:
            begin = start(row)
            count = None if length is None else length(row)
            if (
                type(begin) is not int
                or begin < 1
                or (count is not None and (type(count) is not int or count < 0))
            ):
                raise Slow
            return _string(text(row))[begin - 1 : None if count is None else begin - 1 + count]

        return value


def _is_variable(node: Any) -> bool:
    return isinstance(node, str) and node[:1] == "?"


def _truth(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    raise Slow


def _string(value: Any) -> str:
    if type(value) is str:
        return value
    raise Slow


def _number(value: Any) -> Any:
    if type(value) is int or type(value) is Decimal:
        return value
    raise Slow


def _compare(sign: str, one: Any, other: Any) -> bool:
    if type(one) is not type(other) and not (
        isinstance(one, (int, Decimal)) and isinstance(other, (int, Decimal))
    ):
        raise Slow
    if isinstance(one, bool):
        raise Slow
    if sign == "=":
        return bool(one == other)
    if sign == "!=":
        return bool(one != other)
    if type(one) is Name:
        raise Slow
    if sign == "<":
        return bool(one < other)
    if sign == ">":
        return bool(one > other)
    return bool(one <= other) if sign == "<=" else bool(one >= other)


def _str(value: Any) -> str:
    if type(value) is Name:
        return value[1:-1]
    return _string(value)


def _sha256(value: Any) -> str:
    return hashlib.sha256(_string(value).encode()).hexdigest()


def _whole(value: Any, rounding: str) -> Any:
    number = _number(value)
    return number if type(number) is int else number.to_integral_value(rounding=rounding)


_FUNCTIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "Builtin_STR": _str,
    "Builtin_SHA256": _sha256,
    "Builtin_STRLEN": lambda value: len(_string(value)),
    "Builtin_FLOOR": lambda value: _whole(value, ROUND_FLOOR),
    "Builtin_CEIL": lambda value: _whole(value, ROUND_CEILING),
}
_TESTS: Final[dict[str, Callable[[str, str], bool]]] = {
    "Builtin_STRSTARTS": str.startswith,
    "Builtin_STRENDS": str.endswith,
    "Builtin_CONTAINS": str.__contains__,
}
_MAKERS: Final[dict[str, Callable[[Expression, Any], Evaluate]]] = {
    "ConditionalAndExpression": Expression.conjunction,
    "ConditionalOrExpression": Expression.disjunction,
    "UnaryNot": Expression.negation,
    "RelationalExpression": Expression.relation,
    "AdditiveExpression": Expression.sum,
    "Builtin_IF": Expression.choice,
    "Builtin_COALESCE": Expression.coalescence,
    "Builtin_CONCAT": Expression.concatenation,
    "Builtin_SUBSTR": Expression.part,
    **dict.fromkeys(_TESTS, Expression.starts),
    **dict.fromkeys(_FUNCTIONS, Expression.call),
}
