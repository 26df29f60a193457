"""What is founded, where its date stands before it: "nació en 2005 la asociación"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from acopio.reading.dates import DateMention
from acopio.reading.language import Language
from acopio.reading.tokens import Token

_ASIDE: Final = 9  # tokens between the commas of "on a Sunday in June 1988"


class PastDates:
    """Steps over the dates that stand between a founding and what is founded."""

    def __init__(
        self,
        tokens: Sequence[Token],
        norms: Sequence[str],
        dates: Mapping[int, DateMention],
        language: Language,
    ) -> None:
        """Keep what is looked at; `dates` by their first tokens."""
        self._tokens, self._norms, self._dates, self._language = tokens, norms, dates, language

    def aside(self, index: int, stop: int) -> int | None:
        """The object after an aside that says when: "founded, on a Sunday in June 1988, the cooperative"."""
        if self._tokens[index].text != ",":
            return None
        near = range(index + 1, min(stop - 1, index + 1 + _ASIDE))
        comma = next((i for i in near if self._tokens[i].text == ","), None)
        if comma is None or not any(i in self._dates for i in range(index + 1, comma)):
            return None
        following = self._norms[comma + 1]
        return comma + 1 if following in self._language.articles | self._language.definite else None

    def date(self, index: int, stop: int) -> int | None:
        """The noun phrase after a date in "nació en 2005 la asociación": its article, or None."""
        if not self._language.pro_drop:
            return None
        date = next((self._dates[i] for i in (index, index + 1) if i in self._dates), None)
        if date is None or date.last + 1 >= stop:
            return None
        following = date.last + 1
        norm, language = self._norms[following], self._language
        determined = norm in language.articles or norm in language.definite
        return following if determined or norm in language.foundings["owning"] else None
