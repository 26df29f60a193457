"""Finding phrases in tokens: one pass, a dictionary look-up a token, longest phrases first."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from acopio.reading.tokens import Token, tokenize


class Mention(NamedTuple):
    """A phrase of a word list found in the text: `first` to `last` (inclusive) are token numbers."""

    kind: str
    value: str
    start: int
    end: int
    first: int
    last: int


def expand(phrase: str) -> list[tuple[str, ...]]:
    """Return the token sequences that a phrase of a language file stands for.

    Words may have alternatives, "small/smaller farmer/farmers", and "_" is no word: "the/_ premium"
    stands for "the premium" and "premium".
    """
    choices = [part.split("/") if len(part) > 1 else [part] for part in phrase.split()]
    expanded = []
    for combination in itertools.product(*choices):
        words = " ".join(word for word in combination if word != "_")
        expanded.append(tuple(token.norm for token in tokenize(words)))
    return [words for words in expanded if words]


class Lexicon:
    """Phrases of many kinds, looked up together."""

    def __init__(self, tables: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        """Build from kind -> value -> phrases; a phrase may have values of several kinds."""
        by_first: dict[str, dict[tuple[str, ...], dict[str, str]]] = {}
        for kind, table in tables.items():
            for value, phrases in table.items():
                for phrase in phrases:
                    for words in expand(phrase):
                        by_first.setdefault(words[0], {}).setdefault(words[1:], {})[kind] = value
        self._by_first: dict[str, list[tuple[tuple[str, ...], int, list[tuple[str, str]]]]] = {
            first: sorted(
                ((rest, len(rest), list(meanings.items())) for rest, meanings in phrases.items()),
                key=lambda entry: (-entry[1], entry[0]),
            )
            for first, phrases in by_first.items()
        }

    def find(self, tokens: Sequence[Token]) -> dict[str, list[Mention]]:
        """Return the mentions by kind, in text order; of one kind none overlaps another."""
        found: dict[str, list[Mention]] = {}
        taken: dict[str, int] = {}
        norms = [token.norm for token in tokens]
        by_first = self._by_first
        for index, norm in enumerate(norms):
            entries = by_first.get(norm)
            if entries is None:
                continue
            for rest, length, meanings in entries:
                if length and tuple(norms[index + 1 : index + 1 + length]) != rest:
                    continue
                last = index + length
                for kind, value in meanings:
                    if taken.get(kind, -1) < index:
                        taken[kind] = last
                        mention = Mention(kind, value, tokens[index].start, tokens[last].end, index, last)
                        found.setdefault(kind, []).append(mention)
        return found


class PhraseTable:
    """Phrases of one kind, asked for at a token: what begins here, or ends here."""

    def __init__(self, phrases: Mapping[str, Iterable[str]] | Iterable[str]) -> None:
        """Build from value -> phrases, or from phrases that stand for themselves."""
        table = phrases if isinstance(phrases, Mapping) else {phrase: [phrase] for phrase in phrases}
        self._forward: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._backward: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        entries = {words: value for value, listed in table.items() for p in listed for words in expand(p)}
        for words, value in sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0])):
            self._forward.setdefault(words[0], []).append((words, value))
            self._backward.setdefault(words[-1], []).append((words, value))

    @property
    def first_words(self) -> frozenset[str]:
        """The words that phrases begin with."""
        return frozenset(self._forward)

    def at(self, norms: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the value of the longest phrase that begins at a token, and the token after it."""
        if 0 <= index < len(norms):
            for words, value in self._forward.get(norms[index], ()):
                if tuple(norms[index : index + len(words)]) == words:
                    return value, index + len(words)
        return None

    def before(self, norms: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the value of the longest phrase that ends just before a token, and its first token."""
        if 0 < index <= len(norms):
            for words, value in self._backward.get(norms[index - 1], ()):
                if index >= len(words) and tuple(norms[index - len(words) : index]) == words:
                    return value, index - len(words)
        return None
