"""The files of a data set as the last validation had them, and which of them are others now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

from acopio.dataset.folder import DatasetFolder
from acopio.validation.compiled_engine import prefixes_of
from acopio.validation.data import DocumentText, Source, name_nodes_after_file, parse_all
from acopio.validation.inputs import dataset_source, described_documents, missing_documents
from acopio.validation.listing import MISSING, UNSETTLED, Listing, content_digest
from acopio.validation.terms import Term

SCHEMA: Final = """
CREATE TABLE file (id INTEGER PRIMARY KEY, name TEXT UNIQUE, state TEXT, digest TEXT, triples INTEGER,
  prefixes INTEGER);
CREATE TABLE prefixes (id INTEGER PRIMARY KEY, declared TEXT UNIQUE);
CREATE TABLE document (file INTEGER, number INTEGER, iri TEXT, stem TEXT, state TEXT, digest TEXT,
  PRIMARY KEY (file, number)) WITHOUT ROWID;
"""
_FEW: Final = 8  # files that are always few enough to be validated apart
_SHARE: Final = 0.25  # of all files; above it the whole costs as little


class TooMuch(Exception):  # noqa: N818 - no fault: the whole is validated
    """So much has changed, or the changes bear on so much, that the whole is to be validated."""


class KnownFiles:
    """What a cache knows of files by name, beside the files as they are listed now."""

    def __init__(self, folder: DatasetFolder, listing: Listing, connection: sqlite3.Connection) -> None:
        self.folder, self._listing, self._connection = folder, listing, connection
        rows = connection.execute("SELECT name, id, state, prefixes FROM file").fetchall()
        self.numbers: dict[str, int] = {name: file for name, file, _, _ in rows}
        self.names: dict[int, str] = {file: name for name, file, _, _ in rows}
        self._states: dict[str, str] = {name: state for name, _, state, _ in rows}
        self._prefixes: dict[str, int] = {name: prefixes for name, _, _, prefixes in rows}
        self.order = {name: place for place, name in enumerate(listing.files)}

    @property
    def gone(self) -> set[str]:
        """The files that are not there any more."""
        return self.numbers.keys() - self._listing.files.keys()

    def few(self, count: int) -> None:
        """Raise TooMuch where so many files are too many to be validated apart."""
        if count > max(_FEW, _SHARE * len(self._listing.files)):
            raise TooMuch

    def changed(self) -> dict[str, Source]:
        """Return the files that are new or have another content, or whose documents have; parsed.

        Raises AcopioError as reading does, and TooMuch.
        """
        suspects = self._suspects()
        self.few(len(suspects) // 4)
        found = {}
        for name in sorted(suspects, key=self.order.__getitem__):
            source = dataset_source(self.folder.root / name)
            if not self._is_same(name, source):
                found[name] = source
        parse_all(found.values())
        for name, source in found.items():
            name_nodes_after_file(source, name)
        return found

    def _suspects(self) -> set[str]:
        """Return the files that may be others than they were: by their states, or those of their documents."""
        listed = self._listing.files
        suspects = {name for name, _ in listed.items() - self._states.items()}
        suspects |= {name for name, state in listed.items() if state == UNSETTLED}
        profiles = self._listing.profiles
        for file, stem, state in self._connection.execute("SELECT file, stem, state FROM document"):
            if profiles.get(f"{stem}.md", MISSING) != state or state == UNSETTLED:
                suspects.add(self.names[file])
        return suspects & listed.keys()

    def _is_same(self, name: str, source: Source) -> bool:
        """Tell whether a file and its documents have the content that is known; keep their new states then."""
        file = self.numbers.get(name)
        if file is None or self.digest(file) != content_digest(source.content):
            return False
        states = []
        for number, stem, digest in self._connection.execute(
            "SELECT number, stem, digest FROM document WHERE file = ?", (file,)
        ).fetchall():
            state = self._listing.profile(stem)
            if (state == MISSING) != (digest is None):
                return False
            if digest is not None and self._text_digest(stem) != digest:
                return False
            states.append((state, file, number))
        self._connection.execute(
            "UPDATE file SET state = ?1 WHERE id = ?2 AND state != ?1", (self._listing.files[name], file)
        )
        self._connection.executemany(
            "UPDATE document SET state = ?1 WHERE file = ?2 AND number = ?3 AND state != ?1", states
        )
        return True

    def _text_digest(self, stem: str) -> str | None:
        try:
            return content_digest(self.folder.profile(stem).read_bytes())
        except OSError:  # the file is a changed one; reading it will tell
            return None

    def digest(self, file: int) -> str:
        """Return what tells the content of a file, as it is known, from any other."""
        (digest,) = self._connection.execute("SELECT digest FROM file WHERE id = ?", (file,)).fetchone()
        return str(digest)

    def documents(self, file: int) -> list[str]:
        """Return the IRIs of the documents that a file described."""
        return [
            iri for (iri,) in self._connection.execute("SELECT iri FROM document WHERE file = ?", (file,))
        ]

    def read(self, file: int) -> Source:
        """Read and parse a file that has not changed; raises TooMuch where it has meanwhile."""
        name = self.names[file]
        source = dataset_source(self.folder.root / name)
        if content_digest(source.content) != self.digest(file):
            raise TooMuch
        source.parse()
        name_nodes_after_file(source, name)
        return source

    def prefixes(self, changed: Mapping[str, Source], behind: list[Source]) -> dict[str, str]:
        """Return the prefixes of all files as they are now, in the order in which reports use them."""
        declared = dict(self._connection.execute("SELECT id, declared FROM prefixes"))
        found: dict[str, str] = {}
        seen: set[int] = set()
        for name in self._listing.files:
            if name in changed:
                found = changed[name].prefixes | found
            elif self._prefixes[name] not in seen:
                seen.add(self._prefixes[name])
                found = json.loads(declared[self._prefixes[name]]) | found
        return dict(sorted((prefixes_of(behind) | found).items()))

    def missing(self) -> tuple[str, ...]:
        """Return the note on documents whose texts are not there, as `dataset_data` has it."""
        rows = self._connection.execute(
            "SELECT name, number, iri, stem FROM document JOIN file ON id = file WHERE document.digest IS NULL"
        )
        stems = {iri: stem for _, _, iri, stem in sorted(rows, key=lambda row: (self.order[row[0]], row[1]))}
        return missing_documents(list(stems.values()), self.folder)

    def drop(self, name: str) -> None:
        """Forget a file that is gone."""
        file = self.numbers[name]
        self._connection.execute("DELETE FROM file WHERE id = ?", (file,))
        self._connection.execute("DELETE FROM document WHERE file = ?", (file,))

    def keep(self, name: str, source: Source, texts: Mapping[Term, DocumentText]) -> int:
        """Keep a file that is new or changed, with the documents it describes; return its number."""
        file = self.numbers.get(name)
        if file is None:
            (last,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM file").fetchone()
            file = self.numbers[name] = last + 1
            self.names[file] = name
        keep_file(self._connection, file, name, source, self._listing, texts)
        return file


def keep_file(
    connection: sqlite3.Connection, file: int, name: str, source: Source, listing: Listing,
    texts: Mapping[Term, DocumentText],
) -> None:  # fmt: skip
    """Keep the states of a file and of the documents it describes; `texts` are those that are there."""
    declared = json.dumps(source.prefixes)
    connection.execute("INSERT OR IGNORE INTO prefixes (declared) VALUES (?)", (declared,))
    connection.execute(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, (SELECT id FROM prefixes WHERE declared = ?))",
        (
            file, name, listing.files.get(name, UNSETTLED), content_digest(source.content),
            len(source.triples), declared,
        ),
    )  # fmt: skip
    connection.execute("DELETE FROM document WHERE file = ?", (file,))
    connection.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", _documents(file, source, listing, texts)
    )


def _documents(
    file: int, source: Source, listing: Listing, texts: Mapping[Term, DocumentText]
) -> Iterable[tuple[int, int, str, str, str, str | None]]:
    for number, (iri, stem) in enumerate(described_documents(source.triples)):
        text = texts.get(iri)
        digest = None if text is None else content_digest(text.text.encode())
        state = listing.profile(stem)
        if state == MISSING and digest is not None:  # new, or found by a name in other letters
            state = UNSETTLED
        yield file, number, iri.value, stem, state, digest
