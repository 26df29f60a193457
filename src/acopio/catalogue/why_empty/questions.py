"""The questions that are asked to explain an answer: few, short, and stopped when their time is over."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from acopio.catalogue.choices import Ask
from acopio.catalogue.engines import stoppable
from acopio.catalogue.result import Result
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from acopio.catalogue.result import Term


class UnansweredError(Exception):
    """The time or the number of questions is used up, or the engine refused one."""


class Questions:
    """Asks the data that gave no rows, for `seconds` at most and `most` times."""

    def __init__(self, ask: Ask, seconds: float, most: int) -> None:
        self._ask = ask
        self._end = time.monotonic() + seconds
        self._left = most

    def rows(self, text: str) -> Sequence[tuple[Term | None, ...]]:
        """Return the rows of a query; raises UnansweredError."""
        return self.result(lambda: self._ask(text)).terms

    def result(self, work: Callable[[], Result]) -> Result:
        """Return what asking by other means gives; raises UnansweredError."""
        seconds = self._end - time.monotonic()
        if self._left <= 0 or seconds <= 0:
            raise UnansweredError
        self._left -= 1
        try:
            return stoppable(work, seconds)
        except AcopioError:
            raise UnansweredError from None

    def exists(self, pattern: str) -> bool:
        """Tell whether a graph pattern has a match; raises UnansweredError."""
        (answer,) = self.rows(f"ASK {{ {pattern} }}")
        return getattr(answer[0], "value", "") == "true"

    def iris(self, text: str) -> list[str]:
        """Return the IRIs in the first column of an answer; raises UnansweredError."""
        from pyoxigraph import NamedNode

        return [row[0].value for row in self.rows(text) if isinstance(row[0], NamedNode)]
