"""Building the index of a data set, from which only changes are validated later."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from acopio.dataset.folder import DatasetFolder
from acopio.shacl.reads import Reads
from acopio.validation import graph_index, kept_results, known_files
from acopio.validation.cache_file import new_cache
from acopio.validation.data import Data, DocumentText, Source
from acopio.validation.graph_index import GraphIndex
from acopio.validation.kept_results import shared_unit
from acopio.validation.known_files import keep_file
from acopio.validation.listing import Listing
from acopio.validation.places import LEADING
from acopio.validation.reach import NodeNumbers, Reach, about_shared, background_nodes, digest64, reached
from acopio.validation.terms import Term

_MANY_SHARED: Final = 300_000  # shared triples above which an index would cost more than it saves


class IndexBuilder:
    """Builds the index of a data set; `connection` is None where so much is shared that it does not pay."""

    def __init__(self, folder: DatasetFolder, reads: Reads, listing: Listing, data: Data) -> None:
        self.connection: sqlite3.Connection | None = new_cache()
        for schema in (known_files.SCHEMA, graph_index.SCHEMA, kept_results.SCHEMA):
            self.connection.executescript(schema)
        self.connection.execute("BEGIN")
        index = GraphIndex(self.connection)
        self._numbers = numbers = NodeNumbers()
        self._reach = Reach(reads, (predicate.value for predicate in LEADING))
        sources = [source for source in data.sources if not source.background]
        behind = [triple for source in data.sources if source.background for triple in source.triples]
        fixed = background_nodes(behind, reads, numbers)
        self._shared = fixed | {digest64(text) for text in reads.targets}
        self._owners: dict[int, int] = {}
        texts: dict[Term, DocumentText] = {document.iri: document for document in data.documents}
        mentions: list[tuple[int, int]] = []
        for file, source in enumerate(sources, 1):
            keep_file(self.connection, file, _name_of(source, folder), source, listing, texts)
            nodes = numbers.mentioned(source.triples)
            index.keep_nodes(file, nodes)
            mentions += ((node, file) for node in nodes)
            for node in nodes:
                if self._owners.setdefault(node, file) != file:
                    self._shared.add(node)
        mentions.sort()
        self.connection.executemany("INSERT INTO mention VALUES (?, ?)", mentions)
        self._export(sources)
        index.share(fixed, fixed=True)
        index.share(self._shared)
        count = 0
        for file, source in enumerate(sources, 1):
            kept = about_shared(source.triples, numbers, self._shared)
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


def _name_of(source: Source, folder: DatasetFolder) -> str:
    """Return the name of a file within its data set."""
    return source.name[len(str(folder.root)) :].lstrip("/\\").replace("\\", "/")
