"""What changes of files bear on: the shared nodes, and so the files, that are to be validated again.

Files are forgotten and taken in again as they are now; then `affected` brings the index up to them, and
opens the files whose results can be others.
"""

from __future__ import annotations

from collections.abc import Iterable

from acopio.validation.data import Source
from acopio.validation.graph_index import GraphIndex
from acopio.validation.known_files import TooMuch
from acopio.validation.opened_files import OpenedFiles
from acopio.validation.reach import NodeNumbers, Reach, about_shared, digest64, reached


class Spread:
    """The changes of one run, and what they bear on."""

    def __init__(self, index: GraphIndex, opened: OpenedFiles, reach: Reach, numbers: NodeNumbers) -> None:
        self._index, self._opened, self._reach, self._numbers = index, opened, reach, numbers
        self._touched: set[int] = set()  # nodes that changed files mention or mentioned
        self._stated: set[int] = set()  # shared triples that changed files stated
        self._altered: set[int] = set()  # nodes of which something else may be said now

    def forget(self, file: int) -> None:
        """Take out what a file that changed or is gone said."""
        self._touched |= self._index.nodes_of(file)
        self._stated |= self._index.stated_by(file)
        self._index.forget(file)

    def take_in(self, file: int, source: Source) -> None:
        """Take in what a file that changed or is new mentions."""
        nodes = self._numbers.mentioned(source.triples)
        self._touched |= nodes
        self._index.mention(file, nodes)
        self._opened.add(file, source)

    def describe(self, documents: Iterable[str]) -> None:
        """Take in that documents may have another text now; of one that nobody describes no text is read."""
        self._altered |= {digest64(f"<{iri}>") for iri in documents}

    def affected(self) -> set[int]:
        """Return the shared nodes to be validated again, with the files to be validated opened.

        Raises TooMuch where they are too many, or the whole can be affected.
        """
        index = self._index
        self._share()
        self._altered |= self._restate()
        affected = index.leading_to(index.shared_among(self._altered), self._reach)
        if index.fixed_among(affected):
            raise TooMuch
        self._opened.open(index.files_of(affected))
        return affected

    def touched(self) -> set[int]:
        """Return the shared nodes that changed files mention or mentioned."""
        return self._index.shared_among(self._touched)

    def _share(self) -> None:
        """Find the nodes that are shared now and were not, and keep that they are.

        What is stated of them is kept for the first time then, so that `_restate` returns them.
        """
        index, opened = self._index, self._opened
        shared = index.shared_among(self._touched)
        ahead = index.mentioned_twice(self._touched - shared) | self._reached(shared)
        while ahead:
            index.share(ahead)
            opened.open(index.files_of(ahead))
            ahead = self._reached({node for file in opened.sources for node in index.shared_of(file)})

    def _reached(self, shared: set[int]) -> set[int]:
        return reached(self._opened.triples(), self._reach, self._numbers, shared)

    def _restate(self) -> set[int]:
        """Keep what the opened files state of shared nodes; return the nodes of which less or more is stated."""
        index, new = self._index, set()
        for file, source in self._opened.sources.items():
            shared = index.shared_of(file)
            new |= index.state(file, about_shared(source.triples, self._numbers, shared), self._numbers)
        return index.nodes_at(new, self._reach) | index.remove_unstated(self._stated, self._reach)
