"""One writer at a time; readers are never kept waiting."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from acopio.dataset.faults import told_plainly
from acopio.dataset.folder import DatasetFolder
from acopio.errors import AcopioError

_PATIENCE: Final = 0.3  # seconds for a process that has just taken the lock to say who it is


@contextmanager
def writing(folder: DatasetFolder) -> Iterator[None]:
    """Hold the data set's lock for writing, making the folder where there is none.

    Raises AcopioError dataset-busy, which names the process that holds the lock. A process that is
    killed lets go of it. Folders made here and still empty at the end are taken away again.
    """
    from filelock import FileLock, Timeout

    made = _make_folders(folder.cache)
    lock = FileLock(folder.cache / "write.lock", timeout=0)
    holder = folder.cache / "write.pid"
    with told_plainly(folder.cache):
        try:
            lock.acquire()
        except Timeout:
            raise _busy(folder, holder) from None
    try:
        with told_plainly(holder):
            holder.write_text(f"{os.getpid()}\n")
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()
        _take_away(made, folder)


def make_cache(folder: DatasetFolder) -> None:
    """Make the cache folder, which tells git to leave it out."""
    _make_folders(folder.cache)


def _make_folders(cache: Path) -> list[Path]:
    """Make the cache folder and those above it; return the ones made, the innermost first."""
    missing = [path for path in (cache, *cache.parents) if not path.exists()]
    with told_plainly(cache):
        cache.mkdir(parents=True, exist_ok=True)
        if cache in missing:
            (cache / ".gitignore").write_text("*\n")
    return missing


def _take_away(made: list[Path], folder: DatasetFolder) -> None:
    """Remove a data set that was begun and holds nothing, so that a load at fault leaves no trace."""
    if folder.root not in made or any(path != folder.cache for path in folder.root.iterdir()):
        return
    with suppress(OSError):
        for name in ("write.lock", ".gitignore"):
            (folder.cache / name).unlink(missing_ok=True)
        for path in made:
            path.rmdir()


def _busy(folder: DatasetFolder, holder: Path) -> AcopioError:
    """Say which process holds the lock, waiting a moment for it to have written its number."""
    process = ""
    deadline = time.monotonic() + _PATIENCE
    while not process and time.monotonic() < deadline:
        with suppress(OSError):
            process = holder.read_text().strip()
        if not process:
            time.sleep(0.02)
    who = f"process {process}" if process else "another process"
    return AcopioError("dataset-busy", f"{who} is writing to this data set", path=folder.root)
