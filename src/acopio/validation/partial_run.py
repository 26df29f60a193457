"""Validating the files of a data set that changed, and what the changes bear on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import chain

from pyoxigraph import Literal

from acopio.validation.compiled_engine import CompiledShapes
from acopio.validation.data import TEXT, DocumentText, Source
from acopio.validation.full_run import Outcome
from acopio.validation.graph_index import GraphIndex
from acopio.validation.inputs import documents_of
from acopio.validation.kept_results import keep_blocks, kept_blocks, kept_meta, shared_unit
from acopio.validation.known_files import KnownFiles, TooMuch
from acopio.validation.opened_files import OpenedFiles
from acopio.validation.places import (
    LEADING,
    Mention,
    Mentions,
    PlaceFinder,
    Stated,
    Surroundings,
    leading_in,
)
from acopio.validation.reach import NodeNumbers, Reach, bears_on_all, digest64
from acopio.validation.result_blocks import BlockWriter
from acopio.validation.shapes import Shapes
from acopio.validation.spread import Spread
from acopio.validation.terms import Term, Triple


class PartialRun:
    """One validation of a data set from a cache, which it renews."""

    def __init__(
        self, known: KnownFiles, shapes: Shapes, behind: list[Source], connection: sqlite3.Connection
    ) -> None:
        self._known, self._shapes, self._behind, self._connection = known, shapes, behind, connection
        self._index = GraphIndex(connection)
        self._numbers = NodeNumbers()
        self._opened = OpenedFiles(known)

    def outcome(self) -> Outcome:
        """Return what is to be reported; raises TooMuch, and AcopioError as reading does."""
        known, connection = self._known, self._connection
        changed = known.changed()
        known.few(len(changed) + len(known.gone))
        prefixes = known.prefixes(changed, self._behind)
        if prefixes != kept_meta(connection, "prefixes"):  # messages are written with them
            raise TooMuch
        if changed or known.gone:
            self._renew(changed, prefixes)
        (triples,) = connection.execute("SELECT sum(triples) FROM file").fetchone()
        return Outcome(
            kept_blocks(connection), len(known.order), triples, prefixes, known.missing(),
            tuple(kept_meta(connection, "notes")), len(self._opened.sources),
        )  # fmt: skip

    def _renew(self, changed: dict[str, Source], prefixes: dict[str, str]) -> None:
        """Bring index and results up to the files as they are."""
        compiled = CompiledShapes(self._shapes, kept_meta(self._connection, "queries"))
        reads = compiled.reads()
        if any(bears_on_all(source, reads) for source in changed.values()):
            raise TooMuch
        reach = Reach(reads, (predicate.value for predicate in LEADING))
        spread = Spread(self._index, self._opened, reach, self._numbers)
        for name in {*changed, *self._known.gone} & self._known.numbers.keys():
            file = self._known.numbers[name]
            spread.forget(file)
            self._connection.execute("DELETE FROM block WHERE unit = ?", (file,))
        for name in self._known.gone:
            self._known.drop(name)
        for name, source in changed.items():
            documents, _ = documents_of(source.triples, self._known.folder)
            file = self._known.keep(name, source, {each.iri: each for each in documents})
            spread.take_in(file, source)
            spread.describe(self._known.documents(file))
        affected = spread.affected()
        units = {shared_unit(node): node for node in spread.touched()}
        told = self._index.select("SELECT DISTINCT unit FROM block WHERE unit IN (?)", units)
        affected |= {units[unit] for (unit,) in told}  # their places may be others now
        self._validate(compiled, reach, affected, prefixes)

    def _validate(
        self, compiled: CompiledShapes, reach: Reach, affected: set[int], prefixes: dict[str, str]
    ) -> None:
        """Validate the private nodes of the opened files and the shared nodes affected; keep the results."""
        index, opened, numbers = self._index, self._opened, self._numbers
        shared = {node for file in opened.sources for node in index.shared_of(file)}
        owners = {
            node: file for file in opened.sources for node in index.nodes_of(file) if node not in shared
        }
        near = index.about(shared | affected | index.fixed(), reach)
        own = [*opened.triples(), *(triple for _, _, triple in near.values())]
        behind = (triple for source in self._behind for triple in source.triples)
        documents, _ = documents_of(own, self._known.folder)
        texts = ((each.iri, TEXT, Literal(each.text)) for each in documents)

        def among(text: str) -> bool:
            node = digest64(text)
            return node in affected or node in owners

        verdict = compiled.run(chain(own, behind, texts), prefixes, among)
        results = verdict.results  # none at nodes that the background alone describes: those are not affected
        writer = BlockWriter()
        finder = self._finder({result.focus_node for result in results}, owners, near, own, documents)
        for result in results:
            node = numbers.of(result.focus_node)
            writer.add(finder.placed(result), owners[node] if node in owners else shared_unit(node))
        units = [*opened.sources, *map(shared_unit, affected)]
        self._connection.executemany("DELETE FROM block WHERE unit = ?", ((unit,) for unit in units))
        keep_blocks(self._connection, writer.blocks())

    def _finder(
        self, nodes: set[Term], owners: Mapping[int, int], near: dict[int, tuple[int, int | None, Triple]],
        own: list[Triple], documents: list[DocumentText],
    ) -> PlaceFinder:  # fmt: skip
        """Return what finds the places of results at these nodes: private ones in their own files."""
        private = {node for node in nodes if self._numbers.of(node) in owners}
        inside, behind = Mentions(), Mentions()
        for source in self._opened.sources.values():
            inside.add(source, private)
        for source in self._behind:
            behind.add(source, nodes - private)
        stated: dict[Term, Stated] = dict(inside)
        for node in nodes - private:
            stated[node] = [*self._mentions(self._numbers.of(node), near), *behind.get(node, ())]
        texts = {each.iri: each for each in documents}
        return PlaceFinder(Surroundings(stated, leading_in(own), texts), self._shapes)

    def _mentions(self, node: int, near: dict[int, tuple[int, int | None, Triple]]) -> Stated:
        """Return the files that mention a shared node, with what is kept of what they state of it."""
        known, index = self._known, self._index
        at = {number: triple for number, (s, o, triple) in near.items() if node in (s, o)}
        triples: dict[int, list[Triple]] = {}
        for number, file in index.select("SELECT * FROM stated WHERE triple IN (?)", at):
            triples.setdefault(file, []).append(at[number])
        files = sorted(index.files_of([node]), key=lambda file: known.order[known.names[file]])
        root = known.folder.root
        return [
            Mention(str(root / known.names[file]), self._opened.reader(file), triples.get(file, []))
            for file in files
        ]
