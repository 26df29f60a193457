"""Validating the whole of a data set, and building the index from which only changes are validated later."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from acopio.dataset.folder import DatasetFolder
from acopio.namespaces import PREFIXES
from acopio.shacl.reads import Reads
from acopio.validation.cache_file import new_cache
from acopio.validation.compiled_engine import CompiledShapes, prefixes_of
from acopio.validation.data import Data, DocumentText, Source
from acopio.validation.graph_index import SCHEMA, GraphIndex, NodeNumbers, Reach, digest64
from acopio.validation.inputs import dataset_data, described_documents
from acopio.validation.listing import MISSING, UNSETTLED, Listing, content_digest
from acopio.validation.places import LEADING, PlaceFinder, surroundings
from acopio.validation.result_blocks import Block, BlockKey, BlockWriter, ResultBlocks
from acopio.validation.shapes import Shapes
from acopio.validation.terms import Term, Triple
from acopio.validation.told import Told

_SUBCLASS: Final = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_MANY_SHARED: Final = 300_000  # shared triples above which an index would cost more than it saves


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is reported of a data set: results with places, numbers of files and triples, prefixes, notes.

    `validated` is the number of files that were validated now; of the others the results were known.
    """

    results: ResultBlocks
    files: int
    triples: int
    prefixes: dict[str, str]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    validated: int


def validate_whole(
    folder: DatasetFolder, shapes: Shapes, listing: Listing, behind: list[Source]
) -> tuple[Outcome, sqlite3.Connection | None]:
    """Validate all files; return also the cache, where what the shapes read can be told.

    Raises AcopioError as `dataset_data` and engines do.
    """
    data = dataset_data(folder, behind)
    sources = [source for source in data.sources if not source.background]
    compiled = CompiledShapes(shapes)
    prefixes = dict(sorted(prefixes_of(data.sources).items()))
    verdict = compiled.run(data.triples(), prefixes)
    results = Told(verdict.results, data.sources, data.under_validation)
    reads = compiled.reads()
    apart = not reads.whole and not any(bears_on_all(source, reads) for source in sources)
    builder = _Builder(folder, reads, listing, data) if apart else None
    finder = PlaceFinder(surroundings(data, {result.focus_node for result in results}), shapes)
    writer = BlockWriter()
    for result in results:
        writer.add(finder.placed(result), builder.unit(result.focus_node) if builder else 0)
    blocks = list(writer.blocks())
    outcome = Outcome(
        ResultBlocks(blocks), len(sources), sum(len(source.triples) for source in sources), prefixes,
        data.notes, verdict.notes, len(sources),
    )  # fmt: skip
    if builder is None or builder.connection is None:
        return outcome, None
    keep_blocks(builder.connection, blocks)
    keep_meta(builder.connection, prefixes=prefixes, notes=verdict.notes)
    return outcome, builder.connection


def keep_blocks(connection: sqlite3.Connection, blocks: Iterable[Block]) -> None:
    """Keep blocks of results in a cache."""
    connection.executemany(
        "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (each.unit, each.part, *each.key, each.severity, each.count, each.message, each.rows)
            for each in blocks
        ),
    )


def kept_blocks(connection: sqlite3.Connection) -> ResultBlocks:
    """Return the results that a cache holds."""
    return ResultBlocks(
        Block(BlockKey(rank, odd, rule, path), unit, part, severity, count, message, rows)
        for unit, part, rank, odd, rule, path, severity, count, message, rows in connection.execute(
            "SELECT * FROM block"
        )
    )


def keep_meta(connection: sqlite3.Connection, **values: object) -> None:
    """Keep values by name."""
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        ((name, json.dumps(value)) for name, value in values.items()),
    )


def shared_unit(number: int) -> int:
    """Return the unit of the results of a shared node; those of files are above 0."""
    return -1 - (number & 0x7FFF_FFFF_FFFF_FFFF)


def keep_file(
    connection: sqlite3.Connection, file: int, source: Source, listing: Listing, folder: DatasetFolder,
    texts: dict[Term, DocumentText],
) -> None:  # fmt: skip
    """Keep the states of a file and of the documents it describes."""
    name = name_of(source, folder)
    documents = []
    for iri, stem in described_documents(source.triples):
        text = texts.get(iri)
        digest = None if text is None else content_digest(text.text.encode())
        state = listing.profile(stem)
        if state == MISSING and digest is not None:  # new, or found by a name in other letters
            state = UNSETTLED
        documents.append([iri.value, stem, state, digest])
    connection.execute(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, x'')",
        (
            file, name, listing.files.get(name, UNSETTLED), content_digest(source.content),
            len(source.triples), json.dumps(source.prefixes), json.dumps(documents),
        ),
    )  # fmt: skip


def bears_on_all(source: Source, reads: Reads) -> bool:
    """Tell whether a file says what bears on nodes that it does not mention.

    That is that a class is one of another; and where shapes go back along a property, a literal as its
    value, for they may come to it from any other node with this literal.
    """
    back = {predicate[1:-1] for predicate in reads.backward}
    return any(
        predicate == _SUBCLASS or (predicate.value in back and isinstance(value, Literal))
        for _, predicate, value in source.triples
    )


def name_of(source: Source, folder: DatasetFolder) -> str:
    """Return the name of a file within its data set."""
    return source.name[len(str(folder.root)) :].lstrip("/\\").replace("\\", "/")


class _Builder:
    """Builds the index of a data set; `connection` is None where so much is shared that it does not pay."""

    def __init__(self, folder: DatasetFolder, reads: Reads, listing: Listing, data: Data) -> None:
        self.connection: sqlite3.Connection | None = new_cache()
        self.connection.executescript(SCHEMA)
        self.connection.execute("BEGIN")
        index = GraphIndex(self.connection)
        self._numbers = numbers = NodeNumbers()
        self._reach = Reach(reads, (predicate.value for predicate in LEADING))
        sources = [source for source in data.sources if not source.background]
        behind = [triple for source in data.sources if source.background for triple in source.triples]
        self._shared = background_nodes(behind, reads, numbers)
        self._shared |= {digest64(text) for text in reads.targets}
        self._owners: dict[int, int] = {}
        texts: dict[Term, DocumentText] = {document.iri: document for document in data.documents}
        mentions: list[tuple[int, int]] = []
        for file, source in enumerate(sources, 1):
            keep_file(self.connection, file, source, listing, folder, texts)
            nodes = numbers.mentioned(source.triples)
            index.keep_nodes(file, nodes)
            mentions += ((node, file) for node in nodes)
            for node in nodes:
                if self._owners.setdefault(node, file) != file:
                    self._shared.add(node)
        mentions.sort()
        self.connection.executemany("INSERT INTO mention VALUES (?, ?)", mentions)
        self._export(sources)
        index.share(self._shared)
        count = 0
        for file, source in enumerate(sources, 1):
            kept = [each for each in source.triples if self._reach.adjacent(each, numbers, self._shared)]
            count += len(kept)
            index.state(file, kept, numbers)
        self.connection.execute("COMMIT")
        if count > _MANY_SHARED and count * 2 > sum(len(source.triples) for source in sources):
            self.connection = None

    def _export(self, sources: Sequence[Source]) -> None:
        """Share what shapes come to from shared nodes, until there is nothing more."""
        shared, before = self._shared, -1
        while before != len(shared):
            before = len(shared)
            for source in sources:
                shared |= reached(source.triples, self._reach, self._numbers, shared)

    def unit(self, focus: Term) -> int:
        """Return the unit that the results at a focus node are of."""
        number = self._numbers.of(focus)
        return (
            shared_unit(number) if number in self._shared else self._owners.get(number, shared_unit(number))
        )


def background_nodes(behind: Iterable[Triple], reads: Reads, numbers: NodeNumbers) -> set[int]:
    """Return the nodes that shapes come to from anywhere: those of the background, and those that queries name."""
    found = {numbers.of(part) for triple in behind for part in triple}
    return found | {digest64(text) for text in reads.fixed}


def reached(triples: Iterable[Triple], reach: Reach, numbers: NodeNumbers, shared: set[int]) -> set[int]:
    """Return the nodes that shapes come to from shared nodes by one of these triples, and that are not shared."""
    found: set[int] = set()
    for triple in triples:
        subject, value = numbers.of(triple[0]), numbers.object(triple)
        if value is None:
            continue
        if subject in shared and value not in shared and reach.forwards(triple):
            found.add(value)
        if value in shared and subject not in shared and reach.backwards(triple):
            found.add(subject)
    return found
