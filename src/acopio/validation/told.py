"""Which results a report tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acopio.validation.data import Source
from acopio.validation.report import Result
from acopio.validation.terms import Term


class Told:
    """Results, as often as they are asked for, but for those about nodes that only background files describe.

    `subjects` are those of the files under validation.
    """

    def __init__(
        self, results: Iterable[Result], sources: Iterable[Source], subjects: Iterable[Term]
    ) -> None:
        self._results = results
        self._subjects = frozenset(subjects)
        self._behind = {
            subject for source in sources if source.background for subject, _, _ in source.triples
        }

    def __iter__(self) -> Iterator[Result]:
        """Yield the results."""
        for result in self._results:
            if result.focus_node in self._subjects or result.focus_node not in self._behind:
                yield result
