"""Expressions over all rows at once: truth as columns of 1, 0 and -1 (an error), terms as columns of numbers.

What only chooses between columns (IF, COALESCE, comparisons of terms of one kind, `&&` and the like) is done
on whole columns; everything else once for each combination of its variables' terms that there is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from acopio.columns import values
from acopio.columns.arrays import NONE, Array, Numbers, codes_of, constant, first_of
from acopio.columns.closures import Compiler, members, variables_of
from acopio.columns.labels import BOOLEAN, DATE, DECIMAL, INTEGER, IRI, STRING, Iri, labelled
from acopio.columns.order import ranks
from acopio.columns.rows import Rows
from acopio.columns.terms import Terms
from acopio.shacl.sparql.tree import Node, made

TRUTHS = {
    "ConditionalAndExpression", "ConditionalOrExpression", "UnaryNot", "RelationalExpression", "Builtin_BOUND",
    "Builtin_EXISTS", "Builtin_NOTEXISTS",
}  # fmt: skip


_SUMS = ("AdditiveExpression", "MultiplicativeExpression")
_SAME = {IRI, STRING, BOOLEAN, INTEGER, DECIMAL, DATE}


class Expressions:
    """Evaluates expressions; `exists` tells for which rows a pattern has a solution."""

    def __init__(
        self, terms: Terms, number: Callable[[str], int], exists: Callable[[Rows, Node], Array]
    ) -> None:
        self._terms, self._number, self._exists = terms, number, exists

    def truth(self, node: Any, rows: Rows) -> Array:
        """Return 1, 0 or -1 for each row."""
        name = node.name if isinstance(node, Node) else ""
        if name in ("ConditionalAndExpression", "ConditionalOrExpression"):
            return self._junction([node.expr, *node.other], rows, int(name == "ConditionalOrExpression"))
        if name == "UnaryNot":
            inner = self.truth(node.expr, rows)
            return np.where(inner < 0, inner, 1 - inner)
        if name == "Builtin_BOUND":
            column = rows.column(node.arg)
            if column.strides == (0,) and rows.size:
                return _all(int(column[0] >= 0), rows.size)
            return (column >= 0).astype(np.int8)
        if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            found: Array = self._exists(rows, node.graph) == (name == "Builtin_EXISTS")
            return found.astype(np.int8)
        if name == "RelationalExpression":
            return self._relation(node, rows)
        return self._truths(self.numbers(node, rows))

    def _truths(self, numbers: Numbers) -> Array:
        codes, most = codes_of([numbers], len(numbers))
        firsts = first_of(codes, most)
        found = np.zeros(most, np.int8)
        truths = [values.truth_of(value) for value in self._terms.values(numbers[firsts])]
        found[codes[firsts]] = [-1 if truth is None else int(truth) for truth in truths]
        return found[codes]

    def _junction(self, nodes: list[Any], rows: Rows, decisive: int) -> Array:
        """Evaluate `&&` (decided by a 0) or `||` (by a 1); what decides all rows ends it."""
        found = _all(1 - decisive, rows.size)
        for node in nodes:
            truth = self.truth(node, rows)
            if truth.strides == (0,) and rows.size:
                if truth[0] == decisive:
                    return truth
                if truth[0] == 1 - decisive:
                    continue
            found = np.where(
                found == decisive,
                found,
                np.where(
                    truth == decisive,
                    truth,
                    np.minimum(found, truth)
                    if decisive == 0
                    else np.where((found < 0) | (truth < 0), -1, found),
                ),
            )
            if (found == decisive).all():
                return _all(decisive, rows.size)
        return found

    def _relation(self, node: Node, rows: Rows) -> Array:
        sign = str(node.op)
        if sign in ("IN", "NOT IN"):
            found = _all(0, rows.size)
            for each in members(node):
                same = self._compared("=", self.numbers(node.expr, rows), self.numbers(each, rows))
                found = np.where((found == 1) | (same == 1), 1, np.minimum(found, same))
            return found if sign == "IN" else np.where(found < 0, found, 1 - found)
        return self._compared(sign, self.numbers(node.expr, rows), self.numbers(node.other, rows))

    def _compared(self, sign: str, first: Numbers, second: Numbers) -> Array:
        unbound = (first < 0) | (second < 0)
        if unbound.all():
            return _all(-1, len(first))
        if sign in ("=", "!="):
            if not self._same_terms_only(first, second):
                return self._one_by_one(sign, first, second)
            found = (first == second) if sign == "=" else (first != second)
            return np.where(unbound, -1, found).astype(np.int8)
        kinds = self.kinds(first, second)
        if not (kinds <= {INTEGER, DECIMAL} or (len(kinds) == 1 and kinds <= {STRING, DATE})):
            return self._one_by_one(sign, first, second)
        one, other = ranks(self._terms, [first, second])
        found = {"<": np.less, ">": np.greater, "<=": np.less_equal, ">=": np.greater_equal}[sign](one, other)
        return np.where(unbound, -1, found).astype(np.int8)

    def kinds(self, *columns: Numbers) -> set[str]:
        """Return the labels of the terms in columns."""
        terms = self._terms
        return {terms.labels[label] for column in columns for label in terms.labels_in(column)}

    def _same_terms_only(self, *columns: Numbers) -> bool:
        """Tell whether values are equal exactly where terms are the same."""
        kinds = self.kinds(*columns)
        if INTEGER in kinds and DECIMAL in kinds:
            return False
        return all(label in _SAME or label[0] == "@" for label in kinds)

    def _one_by_one(self, sign: str, first: Numbers, second: Numbers) -> Array:
        codes, most = codes_of([first, second], len(first))
        firsts = first_of(codes, most)
        found = np.zeros(most, np.int8)
        results = []
        pairs = zip(self._terms.values(first[firsts]), self._terms.values(second[firsts]), strict=True)
        for one, other in pairs:
            if sign in ("=", "!="):
                truth = values.equal(one, other)
                truth = truth if truth is None or sign == "=" else not truth
            else:
                truth = values.compared(sign, one, other)
            results.append(-1 if truth is None else int(truth))
        found[codes[firsts]] = results
        return found[codes]

    def numbers(self, node: Any, rows: Rows) -> Numbers:
        """Return the terms' numbers, -1 for errors."""
        if isinstance(node, str):
            return rows.column(node) if node[0] == "?" else constant(self._number(node), rows.size)
        if node.name in TRUTHS:
            return self._of_truth(self.truth(node, rows))
        if node.name == "Builtin_IF":
            return self._choice(node, rows)
        if node.name == "Builtin_COALESCE":
            found = self.numbers(node.arg[0], rows)
            for each in node.arg[1:]:
                if found.size and int(found.min()) >= 0:
                    break
                found = np.where(found < 0, self.numbers(each, rows), found)
            return found
        if node.name == "Builtin_STR":
            found = self.numbers(node.arg, rows)
            if self.kinds(found) <= {STRING}:
                return found
        return self._function(node, rows)

    def _of_truth(self, truth: Array) -> Numbers:
        words = [self._terms.number(BOOLEAN, word) for word in ("false", "true")]
        if truth.strides == (0,) and truth.size:
            return constant(words[int(truth[0])] if truth[0] >= 0 else NONE, len(truth))
        return np.array([*words, NONE], np.int32)[truth]

    def _choice(self, node: Node, rows: Rows) -> Numbers:
        condition = self.truth(node.arg1, rows)
        if (condition == 1).all():
            return self.numbers(node.arg2, rows)
        if (condition == 0).all():
            return self.numbers(node.arg3, rows)
        chosen = np.where(condition == 1, self.numbers(node.arg2, rows), self.numbers(node.arg3, rows))
        return np.where(condition < 0, np.int32(NONE), chosen)

    def _function(self, node: Node, rows: Rows) -> Numbers:
        """Evaluate once for each combination of terms of the variables; parts of sums first, each by itself."""
        if node.name in _SUMS:
            node, rows = self._with_parts(node, rows)
        variables = sorted(variables_of(node))
        columns = [rows.column(name) for name in variables]
        codes, most = codes_of(columns, rows.size)
        firsts = first_of(codes, most)
        evaluate = Compiler({name: place for place, name in enumerate(variables)}, self._value).compile(node)
        distinct = [self._terms.values(column[firsts]) for column in columns]
        results = (
            list(map(evaluate, zip(*distinct, strict=True))) if distinct else [evaluate(())] * len(firsts)
        )
        found = np.empty(most, np.int32)
        found[codes[firsts]] = self.interned(results)
        if len(firsts) == 1:
            return constant(int(found[codes[0]]), rows.size)
        return found[codes]

    def _with_parts(self, node: Node, rows: Rows) -> tuple[Node, Rows]:
        parts: dict[int, str] = {}
        for part in (node.expr, *node.other):
            if isinstance(part, Node) and part.name not in _SUMS and variables_of(part):
                parts[id(part)] = f"?part {len(parts)}"
                rows = rows.with_column(parts[id(part)], self.numbers(part, rows))
        other = [parts.get(id(part), part) for part in node.other]
        fields = node.fields() | {"expr": parts.get(id(node.expr), node.expr), "other": other}
        return made(node.name, fields), rows

    def _value(self, text: str) -> Any:
        return self._terms.values(np.array([self._number(text)]))[0]

    def interned(self, results: list[Any]) -> list[int]:
        """Return the numbers of values."""
        kinds = {type(value) for value in results}
        terms = self._terms
        if kinds == {str}:
            return terms.numbers(terms.label_number(STRING), results)
        if kinds == {Iri}:
            return terms.numbers(terms.label_number(IRI), list(map(str, results)))
        given = [None if value is None else labelled(value) for value in results]
        known = iter(terms.numbers_of_labels([each for each in given if each is not None]))
        return [NONE if each is None else next(known) for each in given]


def _all(truth: int, size: int) -> Array:
    return np.broadcast_to(np.int8(truth), (size,))
