"""From bytes to a `SourceDocument`: size, decoding, front matter, HTML, sections."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from pathlib import Path
from typing import Final

from acopio.documents.blocks import find_blocks, sections_of
from acopio.documents.metadata import merge_metadata, split_front_matter
from acopio.documents.source_document import Metadata, SourceDocument
from acopio.errors import AcopioError

MAX_BYTES: Final = 5_000_000  # of a page as it is served, scripts and all
MAX_TEXT: Final = 500_000  # code points of its text
SUFFIXES: Final = (".htm", ".html", ".markdown", ".md", ".txt")
HTML_SUFFIXES: Final = frozenset({".htm", ".html"})
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HTML_START: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,1000}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)


def read_document(path: Path | str, *, options: Metadata | None = None) -> SourceDocument:
    """Read one document; what `options` give stands above what the document says of itself.

    Raises AcopioError: path-missing, path-kind, path-permission, document-too-large, and those of
    `document_from_bytes`.
    """
    path = Path(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise AcopioError("path-kind", "a folder stands where a document is wanted", path=path)
        if status.st_size > MAX_BYTES:
            raise _too_large(status.st_size, path)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise AcopioError("path-missing", "no such file", path=path) from None
    except PermissionError:
        raise AcopioError("path-permission", "the file may not be read", path=path) from None
    except OSError as error:
        raise AcopioError(
            "path-kind", f"cannot be read ({os.strerror(error.errno or 0)})", path=path
        ) from None
    return document_from_bytes(data, path.name, options=options, path=path)


def read_standard_input(name: str = "stdin", *, options: Metadata | None = None) -> SourceDocument:
    """Read one document from standard input; `name` becomes its stem."""
    return document_from_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), name, options=options, path="-")


def document_from_bytes(
    data: bytes, name: str, *, options: Metadata | None = None, path: Path | str | None = None
) -> SourceDocument:
    """Turn the bytes of a Markdown, plain text or HTML document into a `SourceDocument`.

    `name` is a file name: its stem names the document, its suffix says whether it is HTML (content
    that begins as HTML is HTML whatever its name). The text of a Markdown or plain text document is its
    bytes decoded and nothing else, so that offsets hold for the file; HTML becomes Markdown.
    Raises AcopioError document-empty, document-binary, document-encoding, document-too-large,
    document-front-matter, each with the place where there is one.
    """
    where = path if path is not None else name
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    if len(data) > MAX_BYTES:
        raise _too_large(len(data), where)
    if not data.strip():
        raise AcopioError("document-empty", "the document is empty", path=where)
    if suffix in HTML_SUFFIXES or (suffix not in {".md", ".markdown"} and _HTML_START.match(data)):
        from acopio.documents.html_text import html_to_markdown

        text, found = html_to_markdown(data, path=where)
        stored = text.encode("utf-8")
        body_start, original = 0, hashlib.sha256(data).hexdigest()
    else:
        text, stored, original = _decode(data, where), data, None
        found, body_start = split_front_matter(text, path=where)
    if not text[body_start:].strip():
        raise AcopioError("document-empty", "the document holds no text", path=where)
    if len(text) > MAX_TEXT:
        raise AcopioError(
            "document-too-large", f"{len(text):,} characters of text; at most {MAX_TEXT:,}", path=where
        )
    return SourceDocument(
        stem=stem,
        text=text,
        sha256=hashlib.sha256(stored).hexdigest(),
        metadata=merge_metadata(found, options),
        body_start=body_start,
        sections=sections_of(text, body_start, find_blocks(text, body_start)),
        original_sha256=original,
    )


def _too_large(size: int, path: Path | str) -> AcopioError:
    return AcopioError("document-too-large", f"{size:,} bytes; at most {MAX_BYTES:,} are read", path=path)


def _decode(data: bytes, path: Path | str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if control := _CONTROL.search(data):
            raise _binary(data, control.start(), path) from None
        line, column = _place(data, error.start)
        raise AcopioError(
            "document-encoding",
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            path=path,
            line=line,
            column=column,
        ) from None
    if control := _CONTROL.search(data):
        raise _binary(data, control.start(), path)
    return text


def _binary(data: bytes, position: int, path: Path | str) -> AcopioError:
    line, column = _place(data, position)
    return AcopioError(
        "document-binary",
        f"holds the control byte 0x{data[position]:02x}",
        path=path,
        line=line,
        column=column,
    )


def _place(data: bytes, position: int) -> tuple[int, int]:
    """Line and column (counted from 1, in characters as far as they decode) of a byte."""
    line_start = data.rfind(b"\n", 0, position) + 1
    before = data[line_start:position].decode("utf-8", errors="replace")
    return data.count(b"\n", 0, position) + 1, len(before) + 1
