"""Counts in tables with a heading row: a column of members by year, or by member organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from acopio.claims.records import CountClaim, Passage
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.date_mentions import DateMention
from acopio.reading.membership_fact_values import as_share, tells_percent, whole_number
from acopio.reading.membership_facts import claim


class _Column(NamedTuple):
    position: int
    unit: str
    part: str


def read_tables(context: ReadingContext, hired: bool) -> Iterator[tuple[int, CountClaim]]:
    """Yield counts from tables of three or more cells a row, or with years in the first, with their block.

    `hired` tells that workers are who the organisation is of.
    """
    for rows in _tables(context.blocks):
        header, *body = rows
        cells = _cells(context, header)
        deep = max(len(_cells(context, row)) for row in body)
        if deep > 2 and any(context.within(context.dates, cell) for cell in cells[deep == len(cells) :]):
            years = [next(iter(context.within(context.dates, cell)), None) for cell in cells]
            yield from _by_year(context, body, years, hired)
            continue
        if any(context.within(context.quantities, cell) for cell in cells):
            continue
        lone = len(body) == 1 and bool(context.within(context.quantities, _cells(context, body[0])[0]))
        columns = [c for c in _columns(context, cells, lone=lone) if c.unit != "worker" or hired]
        wide = len(cells) > 2 or all(context.within(context.dates, _cells(context, row)[0]) for row in body)
        for row in body if wide else ():
            yield from ((row.start, made) for made in _row(context, row, columns, lone=lone))


def _by_year(
    context: ReadingContext, rows: Sequence[Block], years: Sequence[DateMention | None], hired: bool
) -> Iterator[tuple[int, CountClaim]]:
    """A table whose columns are years: a row of members has a count for each."""
    unit = "member"
    for row in rows:
        cells = _cells(context, row)
        units = [m.value for m in context.words("unit", cells[0]) if m.value not in ("community", "people")]
        parts = [m.value for m in context.words("part", cells[0]) if m.value in ("women", "men")]
        unit = units[-1] if units else unit
        shared = bool(parts) and tells_percent(context, cells[0])
        if (not units and not parts) or (unit == "worker" and not hired):
            continue
        missing = len(cells) - len(years)  # a heading row may leave out its first cell
        for position, cell in enumerate(cells[1:], start=1 - max(0, missing)):
            for mention in context.within(context.quantities, cell)[:1]:
                if not mention.measure and (shared or whole_number(mention)):
                    made = claim(
                        context,
                        as_share(mention) if shared else mention,
                        unit,
                        parts[-1] if parts else "all",
                        row.start,
                        mention.end,
                        "table-year",
                    )
                    year = years[position] if 0 <= position < len(years) else None
                    yield row.start, _dated(context, made, year)


def _dated(context: ReadingContext, made: CountClaim, year: DateMention | None) -> CountClaim:
    """Return a claim with the year that heads its column, and the heading as what bears it."""
    if year is None or made.date is not None:
        return made
    return replace(made, date=year.date, support=(context.passage(year.start, year.end),))


def _tables(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    rows: list[Block] = []
    for block in (*blocks, None):
        if block is not None and block.kind == "row":
            rows.append(block)
            continue
        if len(rows) >= 2:
            yield rows
        rows = []


def _cells(context: ReadingContext, row: Block) -> list[Passage]:
    cells, position = [], row.start
    for words in context.text[row.start : row.end].split("|"):
        cells.append(Passage(position, position + len(words), words.strip()))
        position += len(words) + 1
    return cells


def _columns(context: ReadingContext, cells: Sequence[Passage], *, lone: bool) -> Iterator[_Column]:
    """Yield the columns that count somebody; the first names the rows, but where one `lone` row is all numbers."""
    unit = ""
    for position, cell in enumerate(cells):
        if position == 0 and not lone:
            continue
        units = [m.value for m in context.words("unit", cell) if m.value not in ("community", "people")]
        parts = [m.value for m in context.words("part", cell) if m.value in ("women", "men", "youth")]
        members = any(m.value in ("members", "organizations") for m in context.words("label", cell))
        if units or members or (parts and unit):
            unit = units[-1] if units else unit or "member"
            yield _Column(position, unit, parts[-1] if parts else "all")


def _row(
    context: ReadingContext, row: Block, columns: Sequence[_Column], *, lone: bool
) -> Iterator[CountClaim]:
    cells = _cells(context, row)
    if not columns or len(cells) <= columns[0].position:
        return
    dated = bool(context.within(context.dates, cells[0]))
    total = lone or bool(context.words("tally", cells[0])) or not cells[0].text
    for column in columns:
        if column.position >= len(cells):
            continue
        cell = cells[column.position]
        part = column.part
        if not (dated or total) and part == "all":
            part = "other-subset"
        for mention in context.within(context.quantities, cell)[:1]:
            if not mention.measure and whole_number(mention):
                yield claim(context, mention, column.unit, part, row.start, mention.end, "table-column")
