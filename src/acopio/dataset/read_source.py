"""Reading one document: its text, its metadata from wherever it comes, its claims."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path

from acopio.dataset.faults import storage_fault
from acopio.dataset.sources import Source
from acopio.documents.metadata import merge_metadata, parse_sidecar, split_front_matter, write_sidecar
from acopio.documents.read_document import document_from_bytes, read_document
from acopio.documents.source_document import Metadata, SourceDocument
from acopio.errors import AcopioError
from acopio.reading.read_claims import Reading, read_claims


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document with what was read from it; `sidecar` is the metadata that it does not give itself."""

    document: SourceDocument
    reading: Reading
    sidecar: str = ""


def read_source(source: Source, options: Metadata, sidecar: Path | None = None) -> DocumentReading:
    """Read a document and its claims.

    Options stand above the sidecar file (what earlier options gave), and that above what the document
    says of itself; of an HTML page that has changed since, the sidecar only fills the gaps. Raises
    AcopioError for a fault of the document, document-unreadable for one of the program.
    """
    try:
        document, kept = _read_with_sidecar(source, options, sidecar)
        return DocumentReading(document, read_claims(document), kept)
    except AcopioError as error:
        if error.path is None:
            raise AcopioError(error.kind.code, error.problem, path=source.path, remedy=error.remedy) from None
        raise
    except Exception as error:
        if os.environ.get("ACOPIO_DEBUG"):
            raise
        raise AcopioError(
            "document-unreadable", f"{type(error).__name__}: {error}", path=source.path
        ) from error


def _read_with_sidecar(source: Source, options: Metadata, sidecar: Path | None) -> tuple[SourceDocument, str]:
    known, original = _read_sidecar(sidecar)
    given = merge_metadata(known, options)
    document = _read(source, given)
    if document.original_sha256 is None:
        needed = _values(given)
        if needed:
            found = split_front_matter(document.text)[0]
            needed = {key: value for key, value in needed.items() if getattr(found, key) != value}
        in_place = sidecar is not None and source.path.resolve() == sidecar.with_suffix(".md").resolve()
        original = original if in_place else None
        if original:
            document = dataclasses.replace(document, original_sha256=original)
        return document, write_sidecar(Metadata(**needed), original)  # type: ignore[arg-type]
    if original is not None and original != document.original_sha256:
        document = dataclasses.replace(
            document,
            metadata=merge_metadata(merge_metadata(known, _read(source, Metadata()).metadata), options),
        )
    return document, write_sidecar(document.metadata, document.original_sha256)


def _read(source: Source, given: Metadata) -> SourceDocument:
    if source.content is None:
        return read_document(source.path, options=given)
    return document_from_bytes(source.content, source.stem, options=given, path=source.path)


def _read_sidecar(sidecar: Path | None) -> tuple[Metadata, str | None]:
    if sidecar is None or not sidecar.exists():
        return Metadata(), None
    try:
        return parse_sidecar(sidecar.read_text("utf-8"), path=sidecar)
    except UnicodeDecodeError:
        raise AcopioError("document-encoding", "the sidecar file is not UTF-8", path=sidecar) from None
    except OSError as error:
        raise storage_fault(error, sidecar) from None


def _values(metadata: Metadata) -> dict[str, object]:
    return {
        field.name: value
        for field in dataclasses.fields(metadata)
        if (value := getattr(metadata, field.name)) is not None
    }
