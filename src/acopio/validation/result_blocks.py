"""The results of a report in blocks, one a rule and file, packed until they are read.

The report's order is by severity, rule and file first, so blocks in order give results in order, and
none but those of one block need be there at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice, pairwise
from typing import Final, NamedTuple, overload

from acopio.validation.report import Result, RuleCount, rank
from acopio.validation.result_rows import read_row, write_row

_TOGETHER: Final = 2000  # results of one rule and file that are packed together at most


class BlockKey(NamedTuple):
    """What the results of a block have in common, in the order in which reports list them."""

    rank: int
    odd_severity: str
    rule: str
    path: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some results of one severity, rule and file, sorted among themselves; `rows` are packed.

    Blocks of one `unit` and key follow one another by `part`; those of different units may interlock.
    """

    key: BlockKey
    unit: int
    part: int
    severity: str
    count: int
    message: str
    rows: bytes

    def results(self) -> Iterator[Result]:
        """Yield the results."""
        for row in _unpack(self.rows):
            yield read_row(row, self.key.path)


class ResultBlocks(Sequence[Result]):
    """The results of a report, read from blocks as they are asked for."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = sorted(blocks, key=lambda block: (block.key, block.unit, block.part))

    def __len__(self) -> int:
        """Return the number of results."""
        return sum(block.count for block in self._blocks)

    def __iter__(self) -> Iterator[Result]:
        """Yield the results in the report's order."""
        return _in_order(self._blocks)

    @overload
    def __getitem__(self, index: int) -> Result: ...

    @overload
    def __getitem__(self, index: slice) -> list[Result]: ...

    def __getitem__(self, index: int | slice) -> Result | list[Result]:
        """Return one result, or a list of some."""
        if isinstance(index, slice):
            return list(self)[index]
        place = index if index >= 0 else len(self) + index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return next(islice(self, place, None))

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence has the same results in the same order."""
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def by_rule(self) -> Iterator[tuple[RuleCount, Iterator[Result]]]:
        """Yield each rule of each severity, in the report's order, with its results, which need not be read."""
        for (_, _, rule), group in groupby(self._blocks, key=lambda block: block.key[:3]):
            blocks = list(group)
            first = [block for block in blocks if block.key == blocks[0].key]
            message = first[0].message
            if first[-1].unit != first[0].unit:
                message = next(_in_order(first)).message
            count = sum(block.count for block in blocks)
            yield RuleCount(rule, blocks[0].severity, count, message), _in_order(blocks)


def _in_order(blocks: list[Block]) -> Iterator[Result]:
    for _, group in groupby(blocks, key=lambda block: block.key):
        units = [_chained(list(each)) for _, each in groupby(group, key=lambda block: block.unit)]
        yield from units[0] if len(units) == 1 else merge(*units, key=Result.sort_key)


def _chained(blocks: list[Block]) -> Iterator[Result]:
    return (result for block in blocks for result in block.results())


_Row = tuple[int, int, str]  # line, column, and the result


class _Run(NamedTuple):
    """Some rows of a block, sorted and packed, with the first and the last place."""

    first: tuple[int, int]
    last: tuple[int, int]
    size: int
    message: str
    rows: bytes


class BlockWriter:
    """Packs results as they come, in any order; those that come in order of places take least memory."""

    def __init__(self) -> None:
        self._rows: dict[tuple[BlockKey, str, int], list[_Row]] = {}
        self._runs: dict[tuple[BlockKey, str, int], list[_Run]] = {}

    def add(self, result: Result, unit: int = 0) -> None:
        """Add a result; those of different units go to different blocks."""
        severity, place = result.severity_name, result.place
        key = (BlockKey(*rank(severity), result.rule, str(place.path) if place else ""), severity, unit)
        rows = self._rows.setdefault(key, [])
        rows.append((*((place.line, place.column) if place else (0, 0)), write_row(result)))
        if len(rows) == _TOGETHER:
            self._runs.setdefault(key, []).append(_run(self._rows.pop(key), key[0].path))

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, and forget them."""
        for key in dict.fromkeys([*self._rows, *self._runs]):
            path = key[0].path
            runs = self._runs.pop(key, [])
            if key in self._rows:
                runs.append(_run(self._rows.pop(key), path))
            for part, run in enumerate(_apart(runs, path)):
                yield Block(key[0], key[2], part, key[1], run.size, run.message, run.rows)


def _apart(runs: list[_Run], path: str) -> Iterator[_Run]:
    """Yield runs of which each ends before the next begins; sort all rows anew where they interlock."""
    runs.sort(key=lambda run: run.first)
    if all(run.last < after.first for run, after in pairwise(runs)):
        yield from runs
        return
    rows: list[_Row] = []
    for run in runs:
        for row in _unpack(run.rows):
            place = read_row(row, path).place
            rows.append((*((place.line, place.column) if place else (0, 0)), row))
    found = _sorted(rows, path)
    for start in range(0, len(found), _TOGETHER):
        yield _packed(found[start : start + _TOGETHER], path, (0, 0), (0, 0))


def _run(rows: list[_Row], path: str) -> _Run:
    found = _sorted(rows, path)
    return _packed(found, path, rows[0][:2], rows[-1][:2])


def _packed(rows: list[str], path: str, first: tuple[int, int], last: tuple[int, int]) -> _Run:
    return _Run(first, last, len(rows), read_row(rows[0], path).message, _pack(rows))


def _sorted(rows: list[_Row], path: str) -> list[str]:
    """Return rows in the report's order: by place, and those of one place as results are sorted."""
    rows.sort()
    found: list[str] = []
    for _, group in groupby(rows, key=lambda row: row[:2]):
        together = [row for _, _, row in group]
        if len(together) > 1:
            together.sort(key=lambda row: read_row(row, path).sort_key())
        found += together
    return found


def _pack(rows: list[str]) -> bytes:
    return zlib.compress("\n".join(rows).encode(), 1)


def _unpack(rows: bytes) -> list[str]:
    return zlib.decompress(rows).decode().split("\n")
