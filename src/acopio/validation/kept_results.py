"""The results that a cache holds, in blocks by unit: a file, or a shared node; and what else it holds by name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, Final

from acopio.validation.result_blocks import Block, BlockKey, ResultBlocks

SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE block (unit INTEGER, part INTEGER, rank INTEGER, odd TEXT, rule TEXT, path TEXT, severity TEXT,
  count INTEGER, message TEXT, rows BLOB);
CREATE INDEX block_unit ON block (unit);
"""


def keep_blocks(connection: sqlite3.Connection, blocks: Iterable[Block]) -> None:
    """Keep blocks of results in a cache."""
    connection.executemany(
        "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (each.unit, each.part, *each.key, each.severity, each.count, each.message, each.rows)
            for each in blocks
        ),
    )


def kept_blocks(connection: sqlite3.Connection) -> ResultBlocks:
    """Return the results that a cache holds."""
    return ResultBlocks(
        Block(BlockKey(rank, odd, rule, path), unit, part, severity, count, message, rows)
        for unit, part, rank, odd, rule, path, severity, count, message, rows in connection.execute(
            "SELECT * FROM block"
        )
    )


def keep_meta(connection: sqlite3.Connection, **values: object) -> None:
    """Keep values by name."""
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        ((name, json.dumps(value)) for name, value in values.items()),
    )


def kept_meta(connection: sqlite3.Connection, name: str) -> Any:
    """Return a value by name; None where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else json.loads(row[0])


def shared_unit(number: int) -> int:
    """Return the unit of the results of a shared node; those of files are above 0."""
    return -1 - (number & 0x7FFF_FFFF_FFFF_FFFF)
