"""Which files a command line's paths mean."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from acopio.documents.read_document import SUFFIXES
from acopio.errors import AcopioError

STANDARD_INPUT: Final = "-"


def walk_paths(paths: Iterable[Path | str]) -> list[Path]:
    """Return the documents that the paths name: files as they are, folders walked, in a sorted order.

    Files given by name are taken whatever their suffix; in folders those ending in `SUFFIXES` count,
    hidden files and folders (.git, .store) do not. `-` (standard input) is kept as it is. Each file
    comes once. Raises AcopioError path-missing, path-permission, no-documents.
    """
    found: dict[Path, None] = {}
    for given in paths:
        path = Path(given)
        if str(given) == STANDARD_INPUT:
            found[path] = None
        elif path.is_dir():
            inside = _documents_in(path)
            if not inside:
                raise AcopioError(
                    "no-documents", f"no document ({' '.join(SUFFIXES)}) in this folder", path=path
                )
            found.update(dict.fromkeys(inside))
        elif path.exists() or path.is_symlink():
            found[path] = None
        else:
            raise AcopioError("path-missing", "no such file or folder", path=path)
    if not found:
        raise AcopioError("no-documents", "no path was given")
    return list(found)


def _documents_in(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise AcopioError(
            "path-permission", "the folder may not be read", path=error.filename or folder
        ) from None

    inside: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside += [
            Path(root, name) for name in files if not name.startswith(".") and name.lower().endswith(SUFFIXES)
        ]
    return sorted(inside)
