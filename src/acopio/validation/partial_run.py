"""Validating the files of a data set that changed, and what the changes bear on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any, Final, NamedTuple

from pyoxigraph import Literal

from acopio.dataset.folder import DatasetFolder
from acopio.validation.compiled_engine import CompiledShapes, prefixes_of
from acopio.validation.data import TEXT, Source, name_nodes_after_file, parse_all
from acopio.validation.full_run import (
    Outcome,
    background_nodes,
    bears_on_all,
    keep_blocks,
    keep_file,
    kept_blocks,
    reached,
    shared_unit,
)
from acopio.validation.graph_index import GraphIndex, NodeNumbers, Reach, digest64
from acopio.validation.inputs import dataset_source, documents_of, missing_documents
from acopio.validation.listing import MISSING, UNSETTLED, Listing, content_digest
from acopio.validation.places import (
    LEADING,
    Mention,
    PlaceFinder,
    Stated,
    Surroundings,
    leading_in,
    mentions_in,
)
from acopio.validation.result_blocks import BlockWriter
from acopio.validation.shapes import Shapes
from acopio.validation.terms import Term, Triple
from acopio.validation.told import Told

_FEW: Final = 8  # files that are always few enough to be validated apart
_SHARE: Final = 0.25  # of all files; above it the whole costs as little


class TooMuch(Exception):  # noqa: N818 - no fault: the whole is validated
    """So much has changed, or the changes bear on so much, that the whole is to be validated."""


class _Known(NamedTuple):
    """What the cache knows of a file."""

    id: int
    state: str
    digest: str
    prefixes: str
    documents: list[list[Any]]


class PartialRun:
    """One validation of a data set from a cache, which it renews in memory."""

    def __init__(
        self, folder: DatasetFolder, shapes: Shapes, listing: Listing, behind: list[Source],
        connection: sqlite3.Connection,
    ) -> None:  # fmt: skip
        self._folder, self._shapes, self._listing, self._behind = folder, shapes, listing, behind
        self._connection = connection
        self._index = GraphIndex(connection)
        self._opened: dict[int, Source] = {}
        rows = connection.execute("SELECT name, id, state, digest, prefixes, documents FROM file").fetchall()
        documents = json.loads(f"[{','.join(row[5] for row in rows)}]")
        self._known = {
            name: _Known(file, state, digest, declared, each)
            for (name, file, state, digest, declared, _), each in zip(rows, documents, strict=True)
        }
        self._names = {known.id: name for name, known in self._known.items()}

    def outcome(self) -> Outcome:
        """Return what is to be reported; raises TooMuch, and AcopioError as reading does."""
        files = self._listing.files
        changed = self._changed()
        gone = self._known.keys() - files.keys()
        self._few(len(changed) + len(gone))
        prefixes = self._prefixes(changed)
        if changed or gone:
            self._renew(changed, gone, prefixes)
        (triples,) = self._connection.execute("SELECT sum(triples) FROM file").fetchone()
        (notes,) = self._connection.execute("SELECT value FROM meta WHERE name = 'notes'").fetchone()
        return Outcome(
            kept_blocks(self._connection), len(files), triples, prefixes, self._missing(),
            tuple(json.loads(notes)), len(self._opened),
        )  # fmt: skip

    def _few(self, count: int) -> None:
        if count > max(_FEW, _SHARE * len(self._listing.files)):
            raise TooMuch

    # What changed

    def _changed(self) -> dict[str, Source]:
        """Return the files that are new or have another content, or whose documents have; parsed."""
        suspects = [name for name, state in self._listing.files.items() if not self._is_settled(name, state)]
        self._few(len(suspects) // 4)
        found = {}
        for name in suspects:
            source = dataset_source(self._folder.root / name)
            if not self._is_same(name, source):
                found[name] = source
        parse_all(found.values())
        for name, source in found.items():
            name_nodes_after_file(source, name)
        return found

    def _is_settled(self, name: str, state: str) -> bool:
        known = self._known.get(name)
        if known is None or state == UNSETTLED or known.state != state:
            return False
        return all(
            before != UNSETTLED and self._listing.profile(stem) == before
            for _, stem, before, _ in known.documents
        )

    def _is_same(self, name: str, source: Source) -> bool:
        """Tell whether a file and its documents have the content that is known; keep their new states then."""
        known = self._known.get(name)
        if known is None or known.digest != content_digest(source.content):
            return False
        documents = []
        for iri, stem, _, digest in known.documents:
            state = self._listing.profile(stem)
            path = self._folder.profile(stem)
            if (state == MISSING) != (digest is None):
                return False
            if digest is not None and content_digest(path.read_bytes()) != digest:
                return False
            documents.append([iri, stem, state, digest])
        state = self._listing.files[name]
        if (state, documents) != (known.state, known.documents):
            self._connection.execute(
                "UPDATE file SET state = ?, documents = ? WHERE id = ?",
                (state, json.dumps(documents), known.id),
            )
        return True

    def _prefixes(self, changed: dict[str, Source]) -> dict[str, str]:
        """Return the prefixes of all files; raises TooMuch where messages could be written otherwise now."""
        found: dict[str, str] = {}
        seen: set[str] = set()
        for name in self._listing.files:
            if name in changed:
                declared = changed[name].prefixes
            else:
                written = self._known[name].prefixes
                if written in seen:
                    continue
                seen.add(written)
                declared = json.loads(written)
            found = declared | found
        found = prefixes_of(self._behind) | found
        (before,) = self._connection.execute("SELECT value FROM meta WHERE name = 'prefixes'").fetchone()
        found = dict(sorted(found.items()))
        if before != json.dumps(found):
            raise TooMuch
        return found

    def _missing(self) -> tuple[str, ...]:
        order = {name: place for place, name in enumerate(self._listing.files)}
        rows = self._connection.execute("SELECT name, documents FROM file WHERE documents LIKE '%null%'")
        missing: dict[str, str] = {}
        for _, documents in sorted(rows, key=lambda row: order[row[0]]):
            missing |= {iri: stem for iri, stem, _, digest in json.loads(documents) if digest is None}
        return missing_documents(list(missing.values()), self._folder)

    # What the changes bear on

    def _renew(self, changed: dict[str, Source], gone: Iterable[str], prefixes: dict[str, str]) -> None:
        """Bring index and results up to the files as they are."""
        index = self._index
        compiled = CompiledShapes(self._shapes)
        reads = compiled.reads()
        if any(bears_on_all(source, reads) for source in changed.values()):
            raise TooMuch
        self._numbers = numbers = NodeNumbers()
        self._reach = Reach(reads, (predicate.value for predicate in LEADING))
        behind = [triple for source in self._behind for triple in source.triples]
        fixed = background_nodes(behind, reads, numbers)
        before: set[int] = set()
        touched: set[int] = set()
        altered: set[int] = set()  # nodes of which something else is stated now
        for name in [*changed, *gone]:
            if name in self._known:
                known = self._known[name]
                before |= index.stated_by(known.id)
                touched |= index.nodes_of(known.id)
                altered |= {digest64(f"<{iri}>") for iri, *_ in known.documents}
                self._drop(known.id, name in changed)
        for name, source in changed.items():
            nodes = self._keep(name, source)
            touched |= nodes
        altered |= self._share(touched, fixed)
        altered |= self._restate(before)
        altered |= {
            numbers.of(each.iri)
            for source in changed.values()
            for each in documents_of(source.triples, self._folder)[0]
        }
        affected = index.leading_to(index.shared_among(altered), self._reach)
        if affected & fixed:
            raise TooMuch
        self._open(index.files_of(affected))
        units = {shared_unit(node): node for node in index.shared_among(touched)}
        told = index.select("SELECT DISTINCT unit FROM block WHERE unit IN (?)", units)
        affected |= {units[unit] for (unit,) in told}  # their places may be others now
        self._validate(compiled, affected, fixed, behind, prefixes)

    def _drop(self, file: int, comes_back: bool) -> None:
        self._index.forget(file)
        self._connection.execute("DELETE FROM block WHERE unit = ?", (file,))
        if not comes_back:
            self._connection.execute("DELETE FROM file WHERE id = ?", (file,))

    def _keep(self, name: str, source: Source) -> set[int]:
        """Keep a file that is new or changed; return the nodes it mentions."""
        if name in self._known:
            file = self._known[name].id
        else:
            (last,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM file").fetchone()
            file = last + 1
        self._names[file] = name
        self._opened[file] = source
        texts: dict[Term, Any] = {each.iri: each for each in documents_of(source.triples, self._folder)[0]}
        keep_file(self._connection, file, source, self._listing, self._folder, texts)
        nodes = self._numbers.mentioned(source.triples)
        self._index.mention(file, nodes)
        return nodes

    def _open(self, files: Iterable[int]) -> None:
        """Read more files, whose private nodes are to be validated again."""
        new = sorted(set(files) - self._opened.keys())
        self._few(len(self._opened) + len(new))
        for file in new:
            self._opened[file] = self._read(file)

    def _read(self, file: int) -> Source:
        name = self._names[file]
        source = dataset_source(self._folder.root / name)
        if content_digest(source.content) != self._known[name].digest:  # changed only now
            raise TooMuch
        source.parse()
        name_nodes_after_file(source, name)
        return source

    def _share(self, touched: set[int], fixed: set[int]) -> set[int]:
        """Find the nodes that are shared now and were not, and keep that they are."""
        index = self._index
        shared = index.shared_among(touched)
        counted = index.select(
            "SELECT node, count(*) FROM mention WHERE node IN (?) GROUP BY node", touched - shared
        )
        ahead = {node for node, count in counted if count > 1 or node in fixed}
        for source in self._opened.values():
            ahead |= reached(source.triples, self._reach, self._numbers, shared)
        found: set[int] = set()
        while ahead:
            index.share(ahead)
            found |= ahead
            shared |= ahead
            self._open(index.files_of(ahead))
            for file in self._opened:
                shared |= index.shared_among(index.nodes_of(file))
            ahead = set()
            for source in self._opened.values():
                ahead |= reached(source.triples, self._reach, self._numbers, shared)
        return found

    def _restate(self, before: set[int]) -> set[int]:
        """Keep what the opened files state of shared nodes; return the nodes of which less or more is stated."""
        index, new = self._index, set()
        for file, source in self._opened.items():
            shared = index.shared_among(index.nodes_of(file))
            kept = [each for each in source.triples if self._reach.adjacent(each, self._numbers, shared)]
            new |= index.state(file, kept, self._numbers)
        old = index.nobody_states(before)
        found: set[int] = set()
        for s, p, o in index.select("SELECT s, p, o FROM triple WHERE id IN (?)", old | new):
            found.add(s)
            if o is not None and p in self._reach.backward:
                found.add(o)
        self._connection.executemany("DELETE FROM triple WHERE id = ?", ((each,) for each in old))
        return found

    # Validating

    def _validate(
        self, compiled: CompiledShapes, affected: set[int], fixed: set[int], behind: list[Triple],
        prefixes: dict[str, str],
    ) -> None:  # fmt: skip
        """Validate the private nodes of the opened files and the shared nodes affected, and keep the results."""
        index = self._index
        owners = {node: file for file in self._opened for node in index.nodes_of(file)}
        shared = index.shared_among(owners)
        about = index.about(shared | affected | fixed, self._reach)
        own = [*(each for source in self._opened.values() for each in source.triples)]
        own += (triple for _, _, triple in about.values())
        documents, _ = documents_of(own, self._folder)
        texts = ((each.iri, TEXT, Literal(each.text)) for each in documents)

        def among(text: str) -> bool:
            node = digest64(text)
            return node in affected or (node in owners and node not in shared)

        verdict = compiled.run(chain(own, behind, texts), prefixes, among)
        results = Told(verdict.results, self._behind, (triple[0] for triple in own))
        nodes = {result.focus_node for result in results}
        stated = self._stated(nodes, shared | affected, about)
        around = Surroundings(stated, leading_in(own), {each.iri: each for each in documents})
        finder, writer = PlaceFinder(around, self._shapes), BlockWriter()
        for result in results:
            node = self._numbers.of(result.focus_node)
            unit = shared_unit(node) if node in affected else owners[node]
            writer.add(finder.placed(result), unit)
        units = [*self._opened, *map(shared_unit, affected)]
        self._connection.executemany("DELETE FROM block WHERE unit = ?", ((unit,) for unit in units))
        keep_blocks(self._connection, writer.blocks())

    def _stated(
        self, nodes: set[Term], shared: set[int], about: dict[int, tuple[int, int | None, Triple]]
    ) -> dict[Term, Stated]:
        """Return which files mention the focus nodes: of private ones their own, of shared ones any."""
        stated: dict[Term, Stated] = {}
        order = {name: place for place, name in enumerate(self._listing.files)}
        private = {node for node in nodes if self._numbers.of(node) not in shared}
        for source in self._opened.values():
            mentions_in(source, private, stated)
        for node in nodes - private:
            number = self._numbers.of(node)
            near = {each: triple for each, (s, o, triple) in about.items() if number in (s, o)}
            triples: dict[int, list[Triple]] = {}
            for each, file in self._index.select("SELECT * FROM stated WHERE triple IN (?)", near):
                triples.setdefault(file, []).append(near[each])
            for file in sorted(self._index.files_of([number]), key=lambda each: order[self._names[each]]):
                name = str(self._folder.root / self._names[file])
                stated.setdefault(node, []).append(Mention(name, self._opener(file), triples.get(file, [])))
        for source in self._behind:
            mentions_in(source, nodes - private, stated)
        return stated

    def _opener(self, file: int) -> Callable[[], Source]:
        return lambda: self._opened[file] if file in self._opened else self._read(file)
