"""What a validation found out, kept in one file of a data set's cache folder until the next.

The file is a SQLite database that is changed in place, in one transaction a run: a run that is killed
leaves what was there before, and any number of processes can use it at once. A file that is damaged, of
another program or not there is as if nothing was known; one that cannot be written is not.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from acopio.dataset.folder import DatasetFolder
from acopio.dataset.lock import make_cache
from acopio.errors import AcopioError

_LAYOUT: Final = 2  # of the tables
_KEPT: Final = 6  # files of different shapes or profiles
_PATIENCE: Final = 5.0  # seconds for another process to end its transaction


def cache_file(folder: DatasetFolder, name: str) -> Path:
    """Return where a cache lies; `name` says of what shapes and which profile it is."""
    return folder.cache / "validation" / f"{name[:16]}.db"


def open_cache(path: Path) -> sqlite3.Connection | None:
    """Return the database of a cache, in a transaction; None where there is none that is whole.

    COMMIT keeps what is changed in it, and closing it without one nothing. Where the file may not be
    written, or another process holds it, it is a copy in memory.
    """
    if not path.is_file():
        return None
    for opened in (_to_be_changed, _copied):
        try:
            connection = opened(path)
            if connection.execute("PRAGMA user_version").fetchone() == (_LAYOUT,):
                return connection
            connection.close()
            return None
        except sqlite3.OperationalError:  # read-only, locked
            continue
        except sqlite3.Error:
            return None
    return None


def new_cache() -> sqlite3.Connection:
    """Return an empty database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"PRAGMA user_version = {_LAYOUT}")
    return connection


def write_cache(path: Path, connection: sqlite3.Connection, folder: DatasetFolder) -> None:
    """Put a database in the place of the file's; do nothing where the folder cannot be written to."""
    with suppress(OSError, AcopioError, sqlite3.OperationalError):
        make_cache(folder)
        path.parent.mkdir(exist_ok=True)
        try:
            _replace(path, connection)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _remove(path)  # it is no database
            _replace(path, connection)
        _remove_old(path)


def _replace(path: Path, connection: sqlite3.Connection) -> None:
    """Overwrite a database in one transaction, so that whoever has it open goes on with the old or the new one."""
    target, end = sqlite3.connect(path, timeout=_PATIENCE), time.monotonic() + 2 * _PATIENCE

    def give_up(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise sqlite3.OperationalError("another process holds the cache")

    try:
        connection.backup(target, progress=give_up)
    finally:
        target.close()


def _to_be_changed(path: Path) -> sqlite3.Connection:
    return _opened(path, "rw", "BEGIN IMMEDIATE")


def _copied(path: Path) -> sqlite3.Connection:
    source, copy = _opened(path, "ro", "BEGIN"), new_cache()
    try:
        source.backup(copy)
    finally:
        source.close()
    copy.execute("BEGIN")
    return copy


def _opened(path: Path, mode: str, begin: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE)
    try:
        connection.execute(begin)
        connection.execute("PRAGMA user_version").fetchone()  # what cannot be read is told now
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _remove_old(current: Path) -> None:
    """Remove caches that were long not written."""
    found = sorted(current.parent.glob("*.db"), key=lambda each: each.stat().st_mtime_ns)
    for path in found[:-_KEPT]:
        if path != current:
            _remove(path)
    for path in current.parent.glob("*.cache"):  # of an earlier layout
        path.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)
