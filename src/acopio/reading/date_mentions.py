"""A date as it stands in a text, and how one is made of its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from acopio.claims.records import StatedDate
from acopio.reading.language import Language
from acopio.reading.tokens import Token

Precision = Literal["day", "month", "year", "season", "decade", "span"]
FIRST_YEAR: Final = 1500
LAST_YEAR: Final = 2100
EXACT: Final = frozenset({"day", "month", "year"})
SHIFTS: Final = {"next": 1, "previous": -1, "same": 0}


class DateMention(NamedTuple):
    """A date in the text: the words at `start` to `end`, what they state, and how.

    `cue` is what stands before it: since, until, by, before, after, in, or None. A relative date has
    been resolved against the date at `support` (offsets); `from_founding` marks "three years after its
    founding", which counts from the organisation's founding date.
    """

    start: int
    end: int
    first: int
    last: int
    date: StatedDate
    precision: Precision
    cue: str | None = None
    relative: bool = False
    support: tuple[int, int] | None = None
    from_founding: bool = False

    @property
    def year(self) -> int | None:
        """The one year in which the date falls; None where it spans several."""
        earliest, latest = self.date.earliest, self.date.latest
        return earliest.year if earliest and latest and earliest.year == latest.year else None


class DateMaker:
    """Makes the dates of one text, each with the cue that stands before it."""

    def __init__(self, tokens: Sequence[Token], language: Language, norms: Sequence[str]) -> None:
        """Keep the tokens, and the language for its cues."""
        self._tokens, self._language, self._norms = tokens, language, norms

    def mention(
        self,
        first: int,
        last: int,
        date: StatedDate,
        precision: Precision,
        *,
        support: tuple[int, int] | None = None,
        founding: bool = False,
    ) -> DateMention:
        """Return the date that tokens `first` to `last` state; with `support` it is a relative one."""
        cue = self._language.date_cues.before(self._norms, first)
        start, end = self._tokens[first].start, self._tokens[last].end
        return DateMention(
            start,
            end,
            first,
            last,
            date,
            precision,
            cue[0] if cue else None,
            relative=support is not None or founding,
            support=support,
            from_founding=founding,
        )
