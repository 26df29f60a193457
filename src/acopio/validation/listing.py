"""The files of a data set with what tells one content of each from another, without reading them."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acopio.dataset.built_by import BUILDER
from acopio.dataset.faults import storage_fault
from acopio.dataset.folder import DatasetFolder
from acopio.validation.data import Source

_SETTLED: Final = 2_000_000_000  # nanoseconds after which a file's time of change is beyond doubt
UNSETTLED: Final = ""
MISSING: Final = "missing"


@dataclass(frozen=True, slots=True)
class Listing:
    """Names of files within a data set, in the order of the data, and of profiles by stem, with their states.

    A state is size and time of change; a file that has only just changed has none, for it may change again
    within the same tick of the clock.
    """

    files: dict[str, str]
    profiles: dict[str, str]

    def profile(self, stem: str) -> str:
        """Return the state of a profile, `MISSING` where there is none."""
        return self.profiles.get(f"{stem}.md", MISSING)


def list_files(folder: DatasetFolder) -> Listing:
    """List claims, organisations and description, and the profiles; raises AcopioError path-permission."""
    now = time.time_ns()
    try:
        files = {f"claims/{name}": state for name, state in sorted(_scanned(folder.claims, ".ttl", now))}
        for path in (folder.organizations, folder.description):
            if path.exists():
                files[path.name] = _state(path.stat(), now)
        return Listing(files, dict(_scanned(folder.profiles, ".md", now)))
    except OSError as error:
        raise storage_fault(error, folder.root) from None


def _scanned(folder: Path, suffix: str, now: int) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(suffix) and not entry.name.startswith("."):
                    try:
                        yield entry.name, _state(entry.stat(), now)
                    except FileNotFoundError:  # a link to nowhere, or gone meanwhile: reading will tell
                        yield entry.name, UNSETTLED
    except FileNotFoundError:
        return


def _state(status: os.stat_result, now: int) -> str:
    if now - status.st_mtime_ns < _SETTLED:
        return UNSETTLED
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


def content_digest(content: bytes) -> str:
    """Return what tells the content of a file from any other."""
    return hashlib.sha256(content).hexdigest()


def key_of(folder: DatasetFolder, *parts: list[Source] | str | None) -> str:
    """Return a digest of the program, the place of a data set, and of texts and sources."""
    digest = hashlib.sha256(repr((BUILDER, str(folder.root), str(folder.root.resolve()))).encode())
    for part in parts:
        if isinstance(part, list):
            for source in part:
                digest.update(f"\n{source.name}\n{len(source.content)}\n".encode())
                digest.update(source.content)
        else:
            digest.update(f"\n{part!r}".encode())
    return digest.hexdigest()
