"""Where a result goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from acopio.errors import AcopioError


def emit(content: str | bytes, output: Path | None) -> None:
    """Write text as UTF-8, or bytes, to a file, or to standard output where none is named.

    A file is written beside its place and then moved there, so that a failure leaves the old one.
    Raises AcopioError where the folder is missing, may not be written to or is full.
    """
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from acopio.dataset.faults import told_plainly

    if output.is_dir():
        raise AcopioError("path-kind", "a folder stands where the file is to be written", path=output)
    if not output.parent.is_dir():
        raise AcopioError("path-missing", "there is no such folder to write to", path=output.parent)
    with told_plainly(output):
        _replace(output, data)


def _replace(output: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{output.name}-", dir=output.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = output.stat().st_mode if output.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode & 0o777)
        Path(name).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
