"""What the operating system refuses, told as faults of acopio."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from acopio.errors import AcopioError

_KINDS: Final = {
    errno.ENOSPC: ("disk-full", "no room is left on the device"),
    errno.EDQUOT: ("disk-full", "the quota of the disk is used up"),
    errno.EACCES: ("path-permission", "may not be read or written"),
    errno.EPERM: ("path-permission", "may not be read or written"),
    errno.EROFS: ("path-permission", "lies on a read-only file system"),
    errno.ENOENT: ("path-missing", "there is no such file or folder"),
    errno.ENOTDIR: ("path-kind", "a file stands where a folder is wanted"),
    errno.EISDIR: ("path-kind", "a folder stands where a file is wanted"),
    errno.EEXIST: ("path-kind", "a file stands where a folder is wanted"),
}


def storage_fault(error: OSError, path: Path | str | None = None) -> AcopioError:
    """Return the fault that an OSError tells of; `path` is said where the error names none."""
    place = error.filename if isinstance(error.filename, str) else path
    kind = _KINDS.get(error.errno or 0)
    if kind is None:
        return AcopioError("storage-failed", error.strerror or str(error), path=place)
    return AcopioError(kind[0], kind[1], path=place)


@contextmanager
def told_plainly(path: Path | str | None = None) -> Iterator[None]:
    """Turn every OSError inside into an AcopioError that names the file."""
    try:
        yield
    except OSError as error:
        raise storage_fault(error, path) from error
