"""Columns beside a store on disk: when they are made, and the stored queries that they answer.

They need numpy, which is imported only where a large data set is loaded or asked.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, Quad, Store

from acopio.dataset.built_by import BUILDER

if TYPE_CHECKING:
    from acopio.columns.answer import Answer
    from acopio.columns.encode import Encoder
    from acopio.columns.graph import Graph
    from acopio.shacl.sparql.tree import Node

LARGE: Final = 5_000_000  # bytes of a data set's files, from which columns are made
_COLUMNS: Final = "columns"
_CHANGES: Final = "columns.nq"
_MOST_CHANGES: Final = 20_000  # triples; reading them costs a fifth of a second
_QUERIES: Final = "queries"
_MOST_QUERIES: Final = 500  # whose algebra is kept
_REMEMBERED: Final = 4  # stores


class Beside:
    """The columns of one generation, opened when they are first asked."""

    def __init__(self, generation: Path) -> None:
        self._generation = generation
        self._lock = Lock()
        self._graph: Graph | None = None

    def answer(
        self, text: str, bindings: Mapping[str, Any], names: Sequence[str] | None = None
    ) -> Answer | None:
        """Return the rows of a SELECT query, None where the store has to answer it."""
        try:
            from acopio.columns.answer import answer, is_covered
        except ImportError:
            return None
        with self._lock:  # queries add terms
            try:
                algebra = _algebra(self._generation.parent, text)
                if not is_covered(algebra):
                    return None
                return answer(self.opened(), algebra, bindings, names)
            except Exception:  # not covered, damaged, or a fault of ours: the store has the same triples
                return None

    def opened(self) -> Graph:
        """Return the columns; raises OSError or ValueError where they are damaged."""
        from acopio.columns import changes, file

        if self._graph is None or self._graph.terms.is_overgrown():
            graph = file.read(self._generation / _COLUMNS)
            graph.change(*changes.read(self._generation / _CHANGES))
            self._graph = graph
        return self._graph


_known: OrderedDict[int, tuple[Store, Beside]] = OrderedDict()
_files: OrderedDict[tuple[Path, int, int], Beside] = OrderedDict()


def remember(store: Store, generation: Path) -> None:
    """Note which columns stand beside a store, if any."""
    try:
        status = (generation / _COLUMNS).stat()
    except OSError:
        return
    key = generation, status.st_ino, status.st_mtime_ns
    found = _files.pop(key) if key in _files else Beside(generation)
    _files[key] = found
    _known[id(store)] = store, found  # holding the store, its number stays its own
    for kept in (_known, _files):
        while len(kept) > _REMEMBERED:
            kept.popitem(last=False)


def answered(
    store: Store, text: str, bindings: Mapping[str, Any], names: Sequence[str] | None = None
) -> Answer | None:
    """Return the rows of a query in columns, None where the store has to answer it.

    `bindings` are terms by parameter name, `names` the selected variables in their order.
    """
    found = _known.get(id(store))
    return None if found is None else found[1].answer(text, bindings, names)


def opened(store: Store) -> Graph | None:
    """Return the columns beside a store, None where there are none."""
    found = _known.get(id(store))
    return None if found is None else found[1].opened()


def encoder() -> Encoder | None:
    """Return what takes the triples of a large data set, None without numpy."""
    try:
        from acopio.columns.encode import Encoder
    except ImportError:
        return None
    return Encoder()


def write(generation: Path, taken: Encoder) -> None:
    """Write the columns of a generation."""
    from acopio.columns import file

    file.write(generation / _COLUMNS, taken.parts())


def mend(
    last: Path, generation: Path, old: Store, new: Store, graphs: Iterable[NamedNode], quads: Iterable[Quad]
) -> bool:
    """Give a mended generation the columns of the last one and the changes; False where they are too many."""
    from acopio.columns import changes

    if not (last / _COLUMNS).exists():
        return False
    try:
        before = changes.read(last / _CHANGES)
    except (OSError, ValueError, SyntaxError):  # damaged
        return False
    gone, added = changes.merged(before, old, new, graphs, quads)
    if len(gone) + len(added) > _MOST_CHANGES:
        return False
    try:
        os.link(last / _COLUMNS, generation / _COLUMNS)
    except OSError:  # not every file system can
        shutil.copyfile(last / _COLUMNS, generation / _COLUMNS)
    changes.write(generation / _CHANGES, gone, added)
    return True


def _algebra(cache: Path, text: str) -> Node:
    """Return the algebra of a query, which is kept: to parse it takes longer than to answer it."""
    from acopio.columns import plan

    key = hashlib.sha256(json.dumps([BUILDER, text]).encode()).hexdigest()[:24]
    path = cache / _QUERIES / f"{key}.json"
    try:
        return plan.read(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        tree = plan.algebra(text)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(tree, file)
        Path(name).replace(path)
        for old in sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns)[:-_MOST_QUERIES]:
            old.unlink(missing_ok=True)
    return plan.read(tree)
