"""GROUP BY and aggregates (SPARQL 1.1, 11): over rows in columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from acopio.columns.arrays import NONE, Array, Numbers, codes_of, first_of
from acopio.columns.covered import NotCovered
from acopio.columns.decimals import ONE, Fixed, checked, scaled
from acopio.columns.expressions import Expressions
from acopio.columns.labels import INTEGER, IRI, STRING, Odd, Tagged
from acopio.columns.order import ranks
from acopio.columns.rows import Rows
from acopio.columns.terms import Terms
from acopio.columns.values import is_number
from acopio.shacl.sparql.tree import Node, made
from acopio.shacl.terms import string_of

_FEWEST = -(2**62)


class Groups:
    """Rows in groups; `codes` number the groups from 0 on, `firsts` are the places of their first rows."""

    def __init__(self, terms: Terms, expressions: Expressions, rows: Rows, keys: list[Any] | None) -> None:
        self._terms, self._expressions, self._rows, self._keys = terms, expressions, rows, keys
        columns = [expressions.numbers(key, rows) for key in keys or ()]
        codes, most = codes_of(columns, rows.size)
        self._firsts = first_of(codes, most)
        self.count = len(self._firsts)
        new = np.zeros(max(most, 1), np.int64)
        new[codes[self._firsts]] = np.arange(self.count)
        self._codes = new[codes]
        if keys is None and not rows.size:
            self.count = 1

    def rows(self, aggregates: list[Node]) -> Rows:
        """Return a row for each group, with the results of the aggregates."""
        return Rows({each.res: self._aggregate(each) for each in aggregates}, self.count)

    def _aggregate(self, node: Node) -> Numbers:
        name = node.name.removeprefix("Aggregate_")
        if name == "Sample":
            return self._sample(node)
        distinct = node.distinct == "DISTINCT"
        if name == "Count":
            return self._integers(self._counts(node.vars, distinct).tolist())
        if name in ("Min", "Max") and _is_text_of_variable(node.vars):
            column = self._rows.column(node.vars.arg)
            if self._expressions.kinds(column) <= {IRI}:  # which are in the order of their texts
                best = made(node.name, {"vars": node.vars.arg, "res": node.res})
                return self._expressions.numbers(
                    node.vars, Rows({node.vars.arg: self._aggregate(best)}, self.count)
                )
        column, codes = self._expressions.numbers(node.vars, self._rows), self._codes
        if distinct:
            pairs, most = codes_of([codes.astype(np.int32), column], len(codes))
            places = first_of(pairs, most)
            column, codes = column[places], codes[places]
        failed = np.zeros(self.count, bool)
        failed[codes[column < 0]] = True
        if name in ("Min", "Max"):
            found = self._extreme(column, codes, name == "Max")
        elif name == "Sum":
            found = self._sums(column, codes, failed)
        elif name == "GroupConcat":
            found = self._texts(column, codes, node, failed)
        else:
            raise NotCovered(f"the aggregate {name.upper()}")
        return np.where(failed, np.int32(NONE), found)

    def _integers(self, numbers: list[int]) -> Numbers:
        distinct = sorted(set(numbers))
        terms = self._terms
        known = terms.numbers(terms.label_number(INTEGER), list(map(str, distinct)))
        return (
            np.array(known, np.int32)[np.searchsorted(distinct, numbers)]
            if numbers
            else np.empty(0, np.int32)
        )

    def _sample(self, node: Node) -> Numbers:
        if node.vars not in (self._keys or ()):
            raise NotCovered("SAMPLE of what is not the same in a group")
        return self._rows.column(node.vars)[self._firsts]

    def _counts(self, counted: Any, distinct: bool) -> Array:
        if counted == "*":
            if distinct:
                raise NotCovered("COUNT(DISTINCT *)")
            return np.bincount(self._codes, minlength=self.count)
        column, codes = self._expressions.numbers(counted, self._rows), self._codes
        bound = np.flatnonzero(column >= 0)
        if len(bound) < len(codes):
            if isinstance(counted, Node):
                raise NotCovered("COUNT of errors")
            column, codes = column[bound], codes[bound]
        if distinct:
            pairs, most = codes_of([codes.astype(np.int32), column], len(codes))
            codes = codes[first_of(pairs, most)]
        return np.bincount(codes, minlength=self.count)

    def _extreme(self, column: Numbers, codes: Array, most: bool) -> Numbers:
        (rank,) = ranks(self._terms, [column])
        best = np.full(self.count, _FEWEST, np.int64)
        signed = rank.astype(np.int64) if most else -rank.astype(np.int64)
        np.maximum.at(best, codes, signed)
        found = np.full(self.count, NONE, np.int32)
        chosen = np.flatnonzero(signed == best[codes])
        found[codes[chosen]] = column[chosen]
        if rank is not column and (found[codes[chosen]] != column[chosen]).any():
            raise NotCovered("the least of equal values")
        return found

    def _sums(self, column: Numbers, codes: Array, failed: Array) -> Numbers:
        distinct, places = np.unique(column, return_inverse=True)
        numbers = self._terms.values(distinct)
        kinds = {type(number) for number in numbers if number is not None}
        if kinds <= {int} and sum(abs(number or 0) for number in numbers) < 2**40:
            totals = np.zeros(self.count, np.int64)
            np.add.at(totals, codes, np.array([number or 0 for number in numbers], np.int64)[places])
            return self._integers(totals.tolist())
        if Odd in kinds:
            raise NotCovered("the sum of unusual literals")
        failed |= self._failing(codes, [not is_number(number) for number in numbers], places)
        sums, decimal = [0] * self.count, [False] * self.count
        most = 0
        for group, place in zip(codes.tolist(), places.tolist(), strict=True):
            number = numbers[place]
            if is_number(number):
                summand = scaled(number)
                sums[group] += summand
                most += abs(summand)
                decimal[group] = decimal[group] or isinstance(number, Fixed)
        if most >= 2**63 * ONE:
            raise NotCovered("a sum that may be too large")
        results = [checked(each) if dot else each // ONE for each, dot in zip(sums, decimal, strict=True)]
        return np.array(self._expressions.interned(results), np.int32)

    def _failing(self, codes: Array, wrong: list[bool], places: Array) -> Array:
        """Tell in which groups there is a value that is wrong."""
        found = np.zeros(self.count, bool)
        found[codes[np.array(wrong, bool)[places]]] = True
        return found

    def _texts(self, column: Numbers, codes: Array, node: Node, failed: Array) -> Numbers:
        separator = " " if node.separator is None else string_of(node.separator)
        distinct, places = np.unique(column, return_inverse=True)
        read = self._terms.values(distinct)
        if any(isinstance(value, Tagged) for value in read):
            raise NotCovered("GROUP_CONCAT of words of a language")
        texts = [value if type(value) is str else "" for value in read]
        failed |= self._failing(codes, [type(value) is not str for value in read], places)
        parts: list[list[str]] = [[] for _ in range(self.count)]
        for group, place in zip(codes.tolist(), places.tolist(), strict=True):
            parts[group].append(texts[place])
        label = self._terms.label_number(STRING)
        return np.array(self._terms.numbers(label, list(map(separator.join, parts))), np.int32)


def _is_text_of_variable(node: Any) -> bool:
    return (
        isinstance(node, Node)
        and node.name == "Builtin_STR"
        and isinstance(node.arg, str)
        and node.arg[0] == "?"
    )
