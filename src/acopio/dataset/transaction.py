"""Several files of a data set written as one: all of them or none, whenever the process is killed.

New contents are staged in the cache folder. Renaming that folder to `pending` is the commit: from
then on the writes count as made, and whoever next opens the data set puts in place what the process
did not live to put in place. Each file is replaced by a rename, so no file is ever half written.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Final

from acopio.dataset.faults import told_plainly
from acopio.dataset.folder import DatasetFolder

_MANIFEST: Final = "manifest.json"
_SYNCED: Final = 500  # files that are flushed to disk one by one; above, the system is asked to flush all


class Transaction:
    """Collects new contents of files below a data set's folder; `commit` puts all of them in place.

    Use it as a context manager while holding the lock: leaving it without a commit drops what was staged.
    """

    def __init__(self, folder: DatasetFolder) -> None:
        self._folder = folder
        self._staging = folder.cache / "staging"
        self._targets: list[str] = []

    def __enter__(self) -> Transaction:
        with told_plainly(self._staging):
            recover(self._folder)
            shutil.rmtree(self._staging, ignore_errors=True)
            self._staging.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)

    def write(self, target: Path, content: bytes) -> None:
        """Stage the new content of one file; raises AcopioError disk-full, path-permission."""
        with told_plainly(target):
            (self._staging / str(len(self._targets))).write_bytes(content)
        self._targets.append(target.relative_to(self._folder.root).as_posix())

    def commit(self) -> None:
        """Put all staged files in place; raises AcopioError, the files being as they were before.

        Where the operating system refuses a replacement after the commit (a folder that has become
        read-only), the rest is put in place by the next load.
        """
        if not self._targets:
            return
        with told_plainly(self._staging):
            manifest = self._staging / _MANIFEST
            manifest.write_text(json.dumps(self._targets), "utf-8")
            for parent in {(self._folder.root / target).parent for target in self._targets}:
                parent.mkdir(parents=True, exist_ok=True)
                _must_be_writable(parent)
            self._flush()
            self._staging.rename(_pending(self._folder))
            recover(self._folder)

    def _flush(self) -> None:
        if len(self._targets) > _SYNCED:
            os.sync()
            return
        for path in self._staging.iterdir():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def recover(folder: DatasetFolder) -> bool:
    """Put in place what a committed transaction has left to do; return whether there was any.

    Only for the holder of the lock.
    """
    pending = _pending(folder)
    try:
        targets = json.loads((pending / _MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        shutil.rmtree(pending, ignore_errors=True)
        return False
    for number, target in enumerate(targets):
        staged = pending / str(number)
        if staged.exists():
            _replace(staged, folder.root / target)
    shutil.rmtree(pending, ignore_errors=True)
    return True


def is_pending(folder: DatasetFolder) -> bool:
    """Tell whether a process was killed between its commit and its last replacement, or is just there."""
    return (_pending(folder) / _MANIFEST).exists()


def _pending(folder: DatasetFolder) -> Path:
    return folder.cache / "pending"


def _replace(staged: Path, target: Path) -> None:
    try:
        staged.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # claims/ or profiles/ is a link to another disk: copy beside the target, then rename.
        beside = target.with_name(f".{target.name}.new")
        shutil.copyfile(staged, beside)
        beside.replace(target)


def _must_be_writable(folder: Path) -> None:
    """Raise PermissionError before the commit where files could not be replaced after it."""
    probe = folder / f".probe-{os.getpid()}"
    os.close(os.open(probe, os.O_CREAT | os.O_WRONLY))
    probe.unlink()
