"""The files that are there as triples in a run over few: those that changed, and those the changes bear on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from acopio.validation.data import Source
from acopio.validation.known_files import KnownFiles
from acopio.validation.terms import Triple


class OpenedFiles:
    """Files by number; more are read when they are asked for."""

    def __init__(self, known: KnownFiles) -> None:
        self._known = known
        self.sources: dict[int, Source] = {}

    def add(self, file: int, source: Source) -> None:
        """Take in a file that has been read."""
        self.sources[file] = source

    def open(self, files: Iterable[int]) -> None:
        """Read more files; raises TooMuch where they are too many."""
        new = sorted(set(files) - self.sources.keys())
        self._known.few(len(self.sources) + len(new))
        for file in new:
            self.sources[file] = self._known.read(file)

    def triples(self) -> Iterator[Triple]:
        """Yield the triples of all files."""
        for source in self.sources.values():
            yield from source.triples

    def reader(self, file: int) -> Callable[[], Source]:
        """Return what gives a file when it is called, read now or then."""
        return lambda: self.sources[file] if file in self.sources else self._known.read(file)
