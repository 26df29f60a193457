"""Basic graph patterns: rows extended by one triple pattern after the other, the cheapest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from acopio.columns.arrays import Array, Numbers, codes_of, constant, first_of
from acopio.columns.covered import NotCovered, check_rows
from acopio.columns.graph import Graph, Index
from acopio.columns.paths import Closure
from acopio.columns.rows import Rows, stacked
from acopio.shacl.sparql.tree import Node, is_open

Step = tuple[str, Any, str]
"""Subject, predicate and object: a term's text, a variable, or (the predicate) a path."""


class Matcher:
    """Matches triple patterns in a graph; `number` gives the number of a term by its text."""

    def __init__(self, graph: Graph, number: Any) -> None:
        self._graph, self._number = graph, number
        self._spares = 0

    def extended(self, rows: Rows, triples: Iterable[Step], keep: set[str]) -> Rows:
        """Return the rows joined with the patterns, with the columns to keep; their columns are all bound."""
        left = [step for triple in triples for step in self._single(triple)]
        while left:
            step = min(left, key=lambda each: self._cost(rows, each))
            left.remove(step)
            needed = keep.union(*({each[0], each[2], each[1]} & _open(each) for each in left))
            rows = self._step(rows, step, needed)
        return rows

    def _single(self, triple: Step) -> list[Step]:
        """Return a pattern whose path is a sequence as one pattern a predicate."""
        subject, path, value = triple
        if isinstance(path, Node) and path.name == "InvPath":
            return self._single((value, path.arg, subject))
        if not isinstance(path, Node) or path.name != "SequencePath":
            return [triple]
        steps: list[Step] = []
        for each in path.args[:-1]:
            between = self._spare()
            steps += self._single((subject, each, between))
            subject = between
        return steps + self._single((subject, path.args[-1], value))

    def _spare(self) -> str:
        self._spares += 1
        return f"?between {self._spares}"

    def _cost(self, rows: Rows, step: Step) -> float:
        """Return about how many rows there will be after a step."""
        subject, path, value = step
        known = [not is_open(part) or part in rows.columns for part in (subject, value)]
        if isinstance(path, Node):
            return rows.size * 1.5 if any(known) else float("inf")
        if is_open(path):
            return rows.size * 2.0 if path in rows.columns else float("inf")
        predicate = self._number(path)
        forward = self._graph.forward(predicate)
        if forward is None:
            return 0
        if all(known):
            return rows.size * 0.5
        if known[0]:
            fans = forward.count(self._number(subject)) if not is_open(subject) else forward.fan_out
        elif known[1]:
            inverse = self._graph.inverse(predicate)
            assert inverse is not None
            fans = inverse.count(self._number(value)) if not is_open(value) else inverse.fan_out
        else:
            fans = len(forward.keys)
        return float(rows.size * fans)

    def _step(self, rows: Rows, step: Step, keep: set[str]) -> Rows:
        subject, path, value = step
        if subject == value and is_open(subject):
            other = self._spare()
            rows = self._step(rows, (subject, path, other), keep | {subject, other})
            return rows.where(rows.columns[subject] == rows.columns[other]).only(keep)
        if isinstance(path, Node):
            return self._along(rows, subject, path, value, keep)
        if not is_open(path):
            return self._triple(rows, subject, self._number(path), value, keep)
        if path not in rows.columns:
            raise NotCovered("a predicate that is unknown")
        parts = []
        for predicate in np.flatnonzero(np.bincount(rows.columns[path])).tolist():
            some = rows.where(rows.columns[path] == predicate)
            parts.append(self._triple(some, subject, predicate, value, keep | {path}))
        names = (rows.columns.keys() | _open(step)) & (keep | {path})
        return stacked(parts, names)

    def _column(self, rows: Rows, part: str) -> Numbers | None:
        return rows.columns.get(part) if is_open(part) else constant(self._number(part), rows.size)

    def _triple(self, rows: Rows, subject: str, predicate: int, value: str, keep: set[str]) -> Rows:
        graph = self._graph
        forward = graph.forward(predicate)
        if forward is None:
            return _none(rows, (subject, value), keep)
        first, last = self._column(rows, subject), self._column(rows, value)
        if first is not None and last is not None:
            if not is_open(value):
                mask = graph.have(first, predicate, self._number(value))
            else:
                mask = graph.joined(first, predicate, last)
            return rows.only(keep).where(mask)
        if first is not None:
            return _extended(rows, forward, first, value, keep)
        inverse = graph.inverse(predicate)
        assert inverse is not None
        if last is not None:
            if not is_open(value) and rows.size == 1:
                found = graph.subjects(predicate, self._number(value))
                return _added(rows, np.zeros(len(found), np.int32), {subject: found}, keep)
            return _extended(rows, inverse, last, subject, keep)
        count = len(forward.keys)
        check_rows(rows.size * count)
        places = np.repeat(np.arange(rows.size), count)
        subjects = np.tile(forward.keys, rows.size) if rows.size != 1 else forward.keys
        objects = np.tile(forward.values, rows.size) if rows.size != 1 else forward.values
        return _added(rows, places, {subject: subjects, value: objects}, keep)

    def _along(self, rows: Rows, subject: str, path: Node, value: str, keep: set[str]) -> Rows:
        if path.name == "AlternativePath":
            return self._alternatives(rows, subject, path.args, value, keep)
        if path.name != "MulPath":
            raise NotCovered(f"a path of the kind {path.name}")
        first, last = self._column(rows, subject), self._column(rows, value)
        closure = self._closure(path)
        if first is not None:
            places, found = closure.reached(first)
            other, variable = last, value
        elif last is not None:
            places, found = closure.inverse().reached(last)
            other, variable = None, subject
        else:
            raise NotCovered("a path of which neither end is known")
        if other is not None:
            return rows.only(keep).take(places[other[places] == found])
        return _added(rows, places, {variable: found}, keep)

    def _alternatives(self, rows: Rows, subject: str, paths: list[Any], value: str, keep: set[str]) -> Rows:
        """Extend rows along any of the paths; what two of them lead to comes once, as in the store."""
        row, ends = self._spare(), _open((subject, "", value))
        rows = rows.with_column(row, np.arange(rows.size, dtype=np.int32))
        parts = [self.extended(rows, [(subject, each, value)], keep | ends | {row}) for each in paths]
        found = stacked(parts, (rows.columns.keys() | ends) & (keep | ends | {row}))
        codes, most = codes_of([found.columns[name] for name in (row, *sorted(ends))], found.size)
        return found.only(keep).take(first_of(codes, most))

    def _closure(self, path: Node) -> Closure:
        """Return the closure of a path; it is kept, for it is asked again and again."""
        inner = path.path
        if isinstance(inner, Node) or path.mod not in ("*", "+", "?"):
            raise NotCovered("a repeated path of paths")
        predicate = self._number(inner)
        key = ("closure", predicate, path.mod)
        found = self._graph.known.get(key)
        if found is None:
            subjects, objects = self._graph.columns(predicate)[:2]
            found = self._graph.known[key] = Closure(subjects, objects, path.mod, self._graph.is_node)
        return found


def _open(step: Step) -> set[str]:
    return {part for part in step if isinstance(part, str) and part and is_open(part)}


def _none(rows: Rows, more: Iterable[str], keep: set[str]) -> Rows:
    names = {*rows.columns, *(part for part in more if is_open(part))} & keep
    return Rows({name: np.empty(0, np.int32) for name in names}, 0)


def _extended(rows: Rows, index: Index, nodes: Numbers, variable: str, keep: set[str]) -> Rows:
    if variable not in keep and index.is_functional:
        return rows.only(keep).where(index.one(nodes) >= 0)
    places, found = index.all(nodes)
    return _added(rows, places, {variable: found}, keep)


def _added(rows: Rows, places: Array, more: dict[str, Numbers], keep: set[str]) -> Rows:
    """Return the rows at these places with more columns; places are ascending."""
    kept = rows.only(keep)
    if len(places) != rows.size or not np.array_equal(places, np.arange(rows.size)):
        kept = kept.take(places)
    columns = {**kept.columns, **{name: each for name, each in more.items() if name in keep}}
    return Rows(columns, len(places))
