"""Documents: bytes to text, sections and metadata."""

from acopio.documents.metadata import (
    merge_metadata,
    parse_metadata,
    parse_sidecar,
    split_front_matter,
    write_sidecar,
)
from acopio.documents.read_document import document_from_bytes, read_document, read_standard_input
from acopio.documents.source_document import Metadata, Section, SourceDocument
from acopio.documents.walk import walk_paths

__all__ = [
    "Metadata",
    "Section",
    "SourceDocument",
    "document_from_bytes",
    "merge_metadata",
    "parse_metadata",
    "parse_sidecar",
    "read_document",
    "read_standard_input",
    "split_front_matter",
    "walk_paths",
    "write_sidecar",
]
