"""A document as read: its text, what is known about it, its sections, its digest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from acopio.claims.records import Passage


@dataclass(frozen=True, slots=True)
class Metadata:
    """What front matter, options or a sidecar file say about a document; None where they do not."""

    title: str | None = None
    organization: str | None = None
    source: str | None = None
    publisher: str | None = None
    language: str | None = None  # BCP 47 tag, here always the two-letter code
    written: dt.date | None = None
    published: dt.date | None = None
    retrieved: dt.date | None = None
    license: str | None = None  # SPDX identifier or IRI
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text below it, up to the next heading; the first one may have no heading."""

    heading: Passage | None
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document: `text` is what offsets count in, in code points, front matter included.

    `sha256` is the digest of the stored bytes, `original_sha256` that of the bytes it was converted
    from (HTML). `body_start` is where the text after the front matter begins.
    """

    stem: str
    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)
    body_start: int = 0
    sections: tuple[Section, ...] = ()
    original_sha256: str | None = None

    def passage(self, start: int, end: int) -> Passage:
        """Return the words between two offsets; raises ValueError where there are none."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no words at {start}-{end} in a text of {len(self.text)} code points")
        return Passage(start, end, self.text[start:end])
