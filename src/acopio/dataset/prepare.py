"""What a document read anew changes in the files of a data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pyoxigraph import NamedNode

from acopio.dataset.faults import told_plainly
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.read_source import DocumentReading
from acopio.dataset.turtle_syntax import parse_turtle
from acopio.graph.build import build_graph
from acopio.graph.decisions import keep_decisions
from acopio.graph.iris import document_iri
from acopio.graph.stored_claims import StoredClaims

State = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The new contents of a document's files, only of those that change, and what a person should know."""

    stem: str
    organization: str
    state: State
    claims: Counter[str]
    writes: tuple[tuple[Path, bytes], ...] = ()
    notes: tuple[str, ...] = field(default=())


def prepare(read: DocumentReading, organization: str, folder: DatasetFolder) -> Prepared:
    """Make a document's files as they should be; raises AcopioError where its claims file is broken.

    People's decisions in the claims file are kept. A claims file that already says the same is left
    as it is, in whatever form a person has given it.
    """
    document = read.document
    graph = build_graph(document, read.reading.claims, NamedNode(organization), read.reading.language)
    claims_file = folder.claims_file(document.stem)
    old, new = _content(claims_file), graph.turtle().encode()
    notes = list(read.reading.notes)
    if old is not None and old != new:
        quads = parse_turtle(claims_file, old)
        stored = StoredClaims.from_triples((quad.triple for quad in quads), document_iri(document.stem))
        notes += keep_decisions(graph, stored)
        new = graph.turtle().encode()
        if {quad.triple for quad in parse_turtle(claims_file, new)} == {quad.triple for quad in quads}:
            new = old
    wanted = {
        folder.profile(document.stem): document.text.encode(),
        folder.sidecar(document.stem): read.sidecar.encode(),
        claims_file: new,
    }
    writes = tuple(_changed(wanted))
    state: State = "new" if old is None else "changed" if writes else "unchanged"
    counts = Counter(entry.kind for entry in graph.entries)
    told = tuple(f"{document.stem}: {note}" for note in notes)
    return Prepared(document.stem, organization, state, counts, writes, told)


def _changed(wanted: dict[Path, bytes]) -> Iterator[tuple[Path, bytes]]:
    for path, content in wanted.items():
        stands = _content(path)
        if stands != content and (content or stands is not None):
            yield path, content


def _content(path: Path) -> bytes | None:
    if not path.exists():
        return None
    with told_plainly(path):
        return path.read_bytes()
