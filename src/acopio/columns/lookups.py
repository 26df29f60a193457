"""Basic graph patterns looked up from rows: joined with them, for OPTIONAL, for EXISTS."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from acopio.columns.arrays import NONE, Array, codes_of, constant, first_of
from acopio.columns.covered import NotCovered
from acopio.columns.graph import Graph
from acopio.columns.match import Matcher
from acopio.columns.rows import Rows, by_bound, stacked, unit
from acopio.shacl.sparql.tree import Node, is_open

ROW = "?row of the left"


class Lookups:
    """Looks patterns up in a graph; `number` gives the number of a term by its text."""

    def __init__(self, graph: Graph, number: Callable[[str], int]) -> None:
        self._graph, self._number = graph, number
        self._matcher = Matcher(graph, number)

    def solutions(self, pattern: Node, needed: set[str]) -> Rows:
        """Return the solutions of a pattern by itself."""
        return self._matcher.extended(unit(), map(tuple, pattern.triples), needed)

    def extended(self, rows: Rows, pattern: Node, needed: set[str]) -> Rows:
        """Join rows with a basic graph pattern."""
        parts = []
        shared = sorted(rows.columns.keys() & variables_in(pattern))
        for bound, places in by_bound(rows, shared):
            part = rows if places is None else rows.take(places)
            for name in set(shared) - set(bound):
                part = Rows(
                    {each: column for each, column in part.columns.items() if each != name}, part.size
                )
            parts.append(self._lookup(part, pattern, needed))
        return stacked(parts, (rows.columns.keys() | variables_in(pattern)) & needed)

    def _lookup(self, rows: Rows, pattern: Node, needed: set[str]) -> Rows:
        """Extend rows of which all shared variables are bound: the pattern's columns first, then the others."""
        mine = rows.columns.keys() & variables_in(pattern)
        others = rows.columns.keys() - mine
        if not others & needed:
            return self._matcher.extended(rows.only(mine), map(tuple, pattern.triples), needed)
        seeds = rows.only(mine).with_column(ROW, np.arange(rows.size, dtype=np.int32))
        found = self._matcher.extended(seeds, map(tuple, pattern.triples), needed | {ROW})
        places = found.columns.pop(ROW)
        kept = rows.only(others & needed)
        if not (len(places) == rows.size and np.array_equal(places, np.arange(rows.size))):
            kept = kept.take(places)
        return Rows({**kept.columns, **found.columns}, found.size)

    def one_value(self, rows: Rows, pattern: Node, needed: set[str]) -> Rows | None:
        """Look a single functional property up, None where the pattern is anything else."""
        if len(pattern.triples) != 1:
            return None
        subject, predicate, value = pattern.triples[0]
        if isinstance(predicate, Node) or is_open(predicate) or not is_open(value):
            return None
        nodes = rows.columns.get(subject)
        if nodes is None or value in rows.columns:
            return None
        index = self._graph.forward(self._number(predicate))
        kept = rows.only(needed)
        if value not in needed and (index is None or index.is_functional):
            return kept
        if index is None:
            return kept.with_column(value, constant(NONE, rows.size))
        return kept.with_column(value, index.one(nodes)) if index.is_functional else None

    def exists(self, rows: Rows, pattern: Node) -> Array:
        """Tell for which rows a pattern has a solution."""
        if pattern.name != "BGP":
            raise NotCovered(f"{pattern.name} in EXISTS")
        shared = sorted(rows.columns.keys() & variables_in(pattern))
        found = np.zeros(rows.size, bool)
        for bound, places in by_bound(rows, shared):
            part = (rows if places is None else rows.take(places)).only(bound)
            codes, most = codes_of([part.columns[name] for name in bound], part.size)
            firsts = first_of(codes, most)
            seeds = part.take(firsts).with_column(ROW, np.arange(len(firsts), dtype=np.int32))
            matches = self._matcher.extended(seeds, map(tuple, pattern.triples), {ROW})
            holds = np.zeros(most, bool)
            holds[codes[firsts[matches.columns[ROW]]]] = True
            if places is None:
                found = holds[codes]
            else:
                found[places] = holds[codes]
        return found


def variables_in(pattern: Node) -> set[str]:
    """Return the variables and blank nodes of a basic graph pattern."""
    return {part for triple in pattern.triples for part in triple if is_open(part)}
