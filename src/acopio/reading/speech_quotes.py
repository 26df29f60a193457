"""Stretches of text that somebody is quoted with: between quotation marks, after a dash, in a block of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from acopio.reading.tokens import Token

_CLOSERS: Final = {"“": "”", "«": "»", "„": "“", '"': '"'}
_DASHES: Final = frozenset({"—", "–", "--", "-"})
_FEWEST_WORDS: Final = 3  # of a quote beside a verb of speech
_OF_ITSELF: Final = 4  # of a quote that some other sign gives to a speaker


class Stretch(NamedTuple):
    """Quoted words: the tokens `first` to `last` (inclusive); `before` and `after` are the first outside."""

    first: int
    last: int
    before: int
    after: int

    @property
    def short(self) -> bool:
        """True for so few words that only a verb of speech makes them a saying."""
        return self.last - self.first < _OF_ITSELF


def quoted_stretches(tokens: Sequence[Token], first: int, stop: int) -> Iterator[Stretch]:
    """Yield what stands between quotation marks in tokens[first:stop]: a sentence or the like, no mere word.

    A mark that is not closed opens a quote that lasts to the end (of a paragraph of several).
    """
    index = first
    while index < stop:
        closer = _CLOSERS.get(tokens[index].text)
        if closer is None:
            index += 1
            continue
        end = index + 1
        while end < stop and tokens[end].text != closer:
            end += 1
        if end == stop and tokens[index].text == '"' and index > first:
            index += 1
            continue
        if _is_saying(tokens[index + 1 : end]):
            yield Stretch(index + 1, min(end, stop) - 1, index - 1, end + 1)
        index = end + 1


def dialogue(tokens: Sequence[Token], verbs: Sequence[int], first: int, stop: int) -> Iterator[Stretch]:
    """Yield "— Words —says X—", as Spanish and French set speech: words between dashes before a verb of speech."""
    if first >= stop or tokens[first].text not in _DASHES:
        return
    for verb in verbs:
        dash = verb - 1
        if (
            first < dash
            and verb < stop
            and tokens[dash].text in _DASHES
            and _is_saying(tokens[first + 1 : dash])
        ):
            yield Stretch(first + 1, dash - 1, first - 1, verb)
            return


def last_line(tokens: Sequence[Token], text: str, first: int, stop: int) -> int | None:
    """Return the first token of a block's last line, where it has several lines; None where it has one."""
    for index in range(stop - 1, first, -1):
        if "\n" in text[tokens[index - 1].end : tokens[index].start]:
            return index
    return None


def _is_saying(inside: Sequence[Token]) -> bool:
    words = [token for token in inside if token.kind in ("word", "number", "dotted")]
    lower = sum(1 for token in words if token.text[0].islower())
    return len(words) >= _FEWEST_WORDS and lower * 3 >= len(words)
