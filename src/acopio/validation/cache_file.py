"""What a validation found out, kept in one file of a data set's cache folder until the next.

The file is a SQLite database behind a checksum. It is read into memory, and written beside and put in
place by a rename: whole or not at all, and any number of processes can use it at once. A file that is
damaged, of another program or not there is as if nothing was known; one that cannot be written is not.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from acopio.dataset.folder import DatasetFolder
from acopio.dataset.lock import make_cache
from acopio.errors import AcopioError

_MAGIC: Final = b"acopio validation 1\n"
_SUM: Final = 4
_KEPT: Final = 6  # files of different shapes or profiles
_HALF_WRITTEN: Final = ".writing-"


def cache_file(folder: DatasetFolder, name: str) -> Path:
    """Return where a cache lies; `name` says of what shapes and which profile it is."""
    return folder.cache / "validation" / f"{name[:16]}.cache"


def read_cache(path: Path) -> sqlite3.Connection | None:
    """Return the database of a cache, in memory; None where there is none that is whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _SUM
    body = memoryview(content)[start:]
    if (
        not content.startswith(_MAGIC)
        or zlib.crc32(body).to_bytes(_SUM, "big") != content[len(_MAGIC) : start]
    ):
        return None
    connection = new_cache()
    try:
        connection.deserialize(bytes(body))
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error:
        connection.close()
        return None
    return connection


def new_cache() -> sqlite3.Connection:
    """Return an empty database in memory."""
    return sqlite3.connect(":memory:", isolation_level=None)


def write_cache(path: Path, connection: sqlite3.Connection, folder: DatasetFolder) -> None:
    """Put a database in the place of the file; do nothing where the folder cannot be written to."""
    body = connection.serialize()
    beside = path.with_name(f"{_HALF_WRITTEN}{os.getpid()}-{path.name}")
    with suppress(OSError, AcopioError):
        make_cache(folder)
        path.parent.mkdir(exist_ok=True)
        try:
            with beside.open("wb") as file:
                file.write(_MAGIC + zlib.crc32(body).to_bytes(_SUM, "big"))
                file.write(body)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        _remove_old(path)


def _remove_old(current: Path) -> None:
    """Remove caches that were long not written, and what a killed process left half written."""
    found = [each for each in current.parent.glob("*.cache") if not each.name.startswith(".")]
    for path in sorted(found, key=lambda each: each.stat().st_mtime_ns)[:-_KEPT]:
        if path != current:
            path.unlink(missing_ok=True)
    for path in current.parent.glob(f"{_HALF_WRITTEN}*"):
        process = path.name.removeprefix(_HALF_WRITTEN).partition("-")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
            path.unlink(missing_ok=True)
