"""The documents that a load is given: files, folders, standard input; one stem each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acopio.documents.read_document import MAX_BYTES
from acopio.documents.source_document import Metadata
from acopio.documents.walk import STANDARD_INPUT, walk_paths
from acopio.errors import AcopioError

# Files of these stems tell about a folder; they are read only where they are named themselves.
_ABOUT_THE_FOLDER: Final = frozenset({"readme"})


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read: a file, or bytes that came by standard input under a name."""

    path: Path
    stem: str
    content: bytes | None = None


def find_sources(paths: Sequence[Path | str], *, name: str | None = None) -> list[Source]:
    """Return the documents that the paths mean, in the order of the paths, folders sorted.

    `name` is the stem of what standard input (`-`) gives. Raises AcopioError path-missing,
    path-permission, no-documents, and document-twice where two files have one stem.
    """
    named = {Path(path) for path in paths}
    found = [
        path for path in walk_paths(paths) if path in named or path.stem.casefold() not in _ABOUT_THE_FOLDER
    ]
    if not found:
        raise AcopioError("no-documents", "nothing but files about the folder", path=next(iter(named)))
    by_stem: dict[str, Source] = {}
    for path in found:
        source = _standard_input(name) if str(path) == STANDARD_INPUT else Source(path, path.stem)
        other = by_stem.setdefault(source.stem, source)
        if other is not source and other.path.resolve() != source.path.resolve():
            raise AcopioError(
                "document-twice", f"gives the document {source.stem!r}, and so does {path}", path=other.path
            )
    return list(by_stem.values())


def require_one(metadata: Metadata, sources: Sequence[Source]) -> None:
    """Raise AcopioError option-for-one where a page's own address or headline was given for several pages."""
    for option in ("source", "title"):
        if getattr(metadata, option) and len(sources) > 1:
            raise AcopioError("option-for-one", f"--{option} was given for {len(sources)} documents")


def _standard_input(name: str | None) -> Source:
    if not name or Path(name).stem in ("", ".", ".."):
        raise AcopioError(
            "no-documents",
            "what standard input gives has no name",
            path=STANDARD_INPUT,
            remedy="Name it: --name STEM",
        )
    return Source(Path(STANDARD_INPUT), Path(name).stem, sys.stdin.buffer.read(MAX_BYTES + 1))
