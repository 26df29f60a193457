"""Graph patterns over rows: the part of the SPARQL algebra that constraints use, from the focus nodes on.

A row is a tuple of term numbers, one place a variable, -1 where it has no value yet. Each operator takes
all rows at once. The focus node and other pre-bound variables have their places filled from the start,
which is what pre-binding means (SHACL, appendix A).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from acopio.shacl.paths import Alternative, Path, Predicate, Repeated, Sequence
from acopio.shacl.sparql.expressions import Expression, Row
from acopio.shacl.sparql.query import NotCompiled
from acopio.shacl.sparql.tree import Node, is_open
from acopio.shacl.table import NONE

if TYPE_CHECKING:
    from acopio.shacl.table import Table

Slots = dict[str, int]
"""Places in a row of variables (`?name`), blank nodes (`_:label`) and the steps between."""


class Pattern(ABC):
    """An operator of the algebra."""

    @abstractmethod
    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        """Return the rows, with more places filled, that match."""


Step = tuple[int | str, int | str | Path, int | str]


class Triples(Pattern):
    """A basic graph pattern, its triples in an order in which each starts from what is known.

    `spare` gives places for the nodes between the steps of a sequence path.
    """

    def __init__(
        self, triples: list[list[str | Node]], slots: Slots, bound: set[str], spare: Callable[[], int]
    ) -> None:
        known, left = set(bound), list(triples)
        self.steps: list[Step] = []
        while left:
            best = max(left, key=lambda triple: _rank(triple, known))
            left.remove(best)
            known.update(part for part in best if isinstance(part, str) and part in slots)
            subject, predicate, value = best
            step = (_place(subject, slots), _predicate(predicate, slots), _place(value, slots))
            self.steps += _taken_apart(step, spare)

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        for _, predicate, _ in self.steps:
            if isinstance(predicate, str) and table.number(predicate) not in table.columns:
                return []
        for subject, predicate, value in self.steps:
            if not rows:
                break
            if isinstance(subject, int) and isinstance(predicate, str) and isinstance(value, int):
                rows = _follow(table, rows, subject, predicate, value)
            else:
                rows = list(_match(table, rows, subject, predicate, value))
        return rows


def _taken_apart(step: Step, spare: Callable[[], int]) -> list[Step]:
    """Return a step along a sequence of predicates as one step a predicate."""
    subject, path, value = step
    if not isinstance(path, Sequence) or any(
        type(each) is not Predicate or each.inverse for each in path.steps
    ):
        return [step]
    steps: list[Step] = []
    for each in path.steps[:-1]:
        between = spare()
        steps.append((subject, each.predicate, between))  # type: ignore[attr-defined]
        subject = between
    steps.append((subject, path.steps[-1].predicate, value))  # type: ignore[attr-defined]
    return steps


def _follow(table: Table, rows: Iterable[Row], subject: int, predicate: str, value: int) -> list[Row]:
    """Join rows with a triple of a constant predicate, mostly from a known subject to a free object."""
    index = table.forward(table.number(predicate))
    single, several = index.one.get, index.more.get
    end = value + 1
    out: list[Row] = []
    for row in rows:
        node = row[subject]
        if node < 0 or row[value] >= 0:
            out.extend(_match(table, [row], subject, predicate, value))
            continue
        found = single(node)
        if found is not None:
            out.append((*row[:value], found, *row[end:]))
        else:
            out += [(*row[:value], each, *row[end:]) for each in several(node, NONE)]
    return out


def _rank(triple: list[str | Node], known: set[str]) -> tuple[int, int]:
    free = [is_open(part) and part not in known for part in triple]
    return (2 * (not free[0]) + (not free[2]), not free[1])


def _place(part: Any, slots: Slots) -> int | str:
    text: str = part
    return slots.get(text, text)


def _predicate(part: str | Node, slots: Slots) -> int | str | Path:
    return _path(part) if isinstance(part, Node) else _place(part, slots)


def _path(part: str | Node) -> Path:
    if isinstance(part, str):
        return Predicate(part)
    if part.name == "SequencePath":
        return Sequence([_path(each) for each in part.args])
    if part.name == "AlternativePath":
        return Alternative([_path(each) for each in part.args])
    if part.name == "InvPath":
        return _path(part.arg).inverted()
    if part.name == "MulPath":
        return Repeated(_path(part.path), part.mod)
    raise NotCompiled("its query has a negated property path")


def _match(
    table: Table, rows: Iterable[Row], subject: int | str, predicate: int | str | Path, value: int | str
) -> Iterator[Row]:
    """Yield the rows joined with one triple pattern; places are slots, texts are constants."""
    s_slot, s_known = (subject, -1) if isinstance(subject, int) else (-1, table.number(subject))
    o_slot, o_known = (value, -1) if isinstance(value, int) else (-1, table.number(value))
    for row in rows:
        first = row[s_slot] if s_slot >= 0 else s_known
        last = row[o_slot] if o_slot >= 0 else o_known
        for p_slot, number, pairs in _found(table, row, predicate, first, last):
            for one, other in pairs:
                out = row
                if first < 0:
                    out = (*out[:s_slot], one, *out[s_slot + 1 :])
                if last < 0:
                    if o_slot == s_slot and other != one:
                        continue
                    out = (*out[:o_slot], other, *out[o_slot + 1 :])
                if p_slot >= 0:
                    if out[p_slot] not in (-1, number):
                        continue
                    out = (*out[:p_slot], number, *out[p_slot + 1 :])
                yield out


def _found(
    table: Table, row: Row, predicate: int | str | Path, first: int, last: int
) -> Iterator[tuple[int, int, Iterable[tuple[int, int]]]]:
    """Yield slot and number of a predicate that was free (or -1, -1), and the pairs that it joins."""
    if isinstance(predicate, Path):
        yield -1, -1, _path_pairs(table, predicate, first, last)
    elif isinstance(predicate, str):
        yield -1, -1, _pairs(table, table.number(predicate), first, last)
    elif row[predicate] >= 0:
        yield -1, -1, _pairs(table, row[predicate], first, last)
    else:
        for number in list(table.columns):
            yield predicate, number, _pairs(table, number, first, last)


def _pairs(table: Table, predicate: int, first: int, last: int) -> Iterable[tuple[int, int]]:
    if first >= 0:
        index = table.forward(predicate)
        if last >= 0:
            return ((first, last),) if index.has(first, last) else ()
        return [(first, value) for value in index.values(first)]
    if last >= 0:
        return [(subject, last) for subject in table.inverse(predicate).values(last)]
    return table.forward(predicate).pairs()


def _path_pairs(table: Table, path: Path, first: int, last: int) -> Iterable[tuple[int, int]]:
    if first >= 0:
        values = path.values(table, first)
        if last >= 0:
            return ((first, last),) if last in values else ()
        return [(first, value) for value in values]
    if last >= 0:
        return [(subject, last) for subject in path.inverted().values(table, last)]
    nodes = {node for subjects, objects in table.columns.values() for node in (*subjects, *objects)}
    return [(node, value) for node in nodes for value in path.values(table, node)]


class Filter(Pattern):
    """Keeps the rows for which all conditions hold."""

    def __init__(
        self, inner: Pattern, conditions: list[Any], exists: list[tuple[bool, Pattern]], slots: Slots
    ) -> None:
        self.inner, self._conditions, self.exists, self._slots = inner, conditions, exists, slots
        self._compiled: list[Expression] | None = None

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        if self._compiled is None or (self._compiled and self._compiled[0].table is not table):
            self._compiled = [Expression(table, condition, self._slots) for condition in self._conditions]
        found = self.inner.rows(table, rows)
        for expression in self._compiled:
            found = [row for row in found if expression.holds(row)]
        for wanted, pattern in self.exists:
            found = [
                row for row in found if (next(iter(pattern.rows(table, [row])), None) is not None) is wanted
            ]
        return found


class Optional(Pattern):
    """OPTIONAL: rows that match the second pattern too, and the others as they are."""

    def __init__(self, inner: Pattern, more: Pattern, condition: Any, slots: Slots) -> None:
        self.inner, self.more, self._condition, self._slots = inner, more, condition, slots

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        condition = None if self._condition is None else Expression(table, self._condition, self._slots)
        out: list[Row] = []
        for row in self.inner.rows(table, rows):
            found = self.more.rows(table, [row])
            if condition is not None:
                found = [each for each in found if condition.holds(each)]
            before = len(out)
            out.extend(found)
            if len(out) == before:
                out.append(row)
        return out


class OptionalTriple(Pattern):
    """OPTIONAL of one triple from a known node, which most are: all rows at once."""

    def __init__(self, inner: Pattern, subject: int, predicate: str, value: int) -> None:
        self.inner, self.subject, self.predicate, self.value = inner, subject, predicate, value

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        index = table.forward(table.number(self.predicate))
        subject, place = self.subject, self.value
        out: list[Row] = []
        for row in self.inner.rows(table, rows):
            if row[subject] < 0 or row[place] >= 0:
                found = list(_match(table, [row], subject, self.predicate, place))
                out.extend(found or [row])
                continue
            values = index.values(row[subject])
            if not values:
                out.append(row)
            for value in values:
                out.append((*row[:place], value, *row[place + 1 :]))
        return out


class Join(Pattern):
    """Both patterns, the second from what the first found."""

    def __init__(self, first: Pattern, second: Pattern) -> None:
        self.first, self.second = first, second

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        return self.second.rows(table, self.first.rows(table, rows))


class Union(Pattern):
    """Rows of either pattern."""

    def __init__(self, first: Pattern, second: Pattern) -> None:
        self.first, self.second = first, second

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        rows = list(rows)
        return [*self.first.rows(table, rows), *self.second.rows(table, rows)]


class Extend(Pattern):
    """BIND, and `(expression AS ?variable)`."""

    def __init__(self, inner: Pattern, expression: Any, slots: Slots, place: int) -> None:
        self.inner, self._expression, self._slots, self._place = inner, expression, slots, place

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterable[Row]:
        expression = Expression(table, self._expression, self._slots)
        place = self._place
        for row in self.inner.rows(table, rows):
            text = expression.term(row)
            yield row if text is None else (*row[:place], table.number(text), *row[place + 1 :])
