"""Finding phrases in tokens: one pass, a dictionary look-up a token, longest phrases first."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from acopio.reading.tokens import Token, tokenize

#: The value of phrases that only look like those of their list: "go to school" under verbs of spending.
NOT: Final = "not"
_make: Final = tuple.__new__


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


Meanings = list[tuple[str, str]]  # kind and value


class Lexicon:
    """Phrases of many kinds, looked up together."""

    def __init__(self, tables: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        """Build from kind -> value -> phrases; a phrase may have values of several kinds."""
        phrases: dict[tuple[str, ...], dict[str, str]] = {}
        for kind, table in tables.items():
            for value, listed in table.items():
                for phrase in listed:
                    for words in expand(phrase):
                        phrases.setdefault(words, {})[kind] = value
        # First word -> (meanings of it alone, second word -> longer phrases, the longest first).
        self._entries: dict[str, tuple[Meanings, dict[str, list[tuple[tuple[str, ...], int, Meanings]]]]] = {}
        for words, meanings in sorted(phrases.items(), key=lambda entry: (-len(entry[0]), entry[0])):
            alone, longer = self._entries.setdefault(words[0], ([], {}))
            if len(words) == 1:
                alone.extend(meanings.items())
            else:
                rest = words[2:]
                longer.setdefault(words[1], []).append((rest, len(rest), list(meanings.items())))

    def find(self, tokens: Sequence[Token], norms: Sequence[str] | None = None) -> dict[str, list[Mention]]:
        """Return the mentions by kind, in text order; of one kind none overlaps another.

        `norms` are the normal forms of the tokens, where the caller has them.
        """
        found: dict[str, list[Mention]] = {}
        taken: dict[str, int] = {}
        norms = [token.norm for token in tokens] if norms is None else norms
        entries = self._entries
        known = [index for index, norm in enumerate(norms) if norm in entries]
        following = [*norms[1:], ""]
        for index in known:
            alone, longer = entries[norms[index]]
            if following[index] in longer:
                for rest, length, meanings in longer[following[index]]:
                    last = index + 1 + length
                    if length and tuple(norms[index + 2 : last + 1]) != rest:
                        continue
                    _add(found, taken, meanings, tokens, index, last)
            if alone:
                _add(found, taken, alone, tokens, index, index)
        return found


def _add(
    found: dict[str, list[Mention]],
    taken: dict[str, int],
    meanings: Meanings,
    tokens: Sequence[Token],
    first: int,
    last: int,
) -> None:
    start = end = -1
    for kind, value in meanings:
        if kind in taken and taken[kind] >= first:
            continue
        taken[kind] = last
        if value == NOT:
            continue
        if start < 0:
            start, end = tokens[first].start, tokens[last].end
        mention = _make(Mention, (kind, value, start, end, first, last))
        if kind in found:
            found[kind].append(mention)
        else:
            found[kind] = [mention]


def drop_paired(words: dict[str, list[Mention]], norms: Sequence[str], joiners: frozenset[str]) -> None:
    """Leave out the women of "socias y socios": both genders of one noun name everybody."""
    units = {mention.first: mention for mention in words.get("unit", ())}
    ends = {mention.last: mention for mention in words.get("unit", ())}

    def paired(part: Mention) -> bool:
        unit = units.get(part.first)
        if unit is None or unit.last != part.last:
            return False
        after = units.get(part.last + 2) if norms[part.last + 1 : part.last + 2] else None
        before = ends.get(part.first - 2)
        joined_after = after is not None and after.value == unit.value and norms[part.last + 1] in joiners
        return joined_after or (
            before is not None and before.value == unit.value and norms[part.first - 1] in joiners
        )

    if units and "part" in words:
        words["part"] = [part for part in words["part"] if not paired(part)]


def drop_prizes(words: dict[str, list[Mention]], tokens: Sequence[Token]) -> None:
    """Leave out of the premium what is a prize by its name: "Premio Slow Food", "Premio a la Calidad"."""
    prizes = {m.first for m in words.get("recognition", ()) if m.value == "prize"}
    money = words.get("premium")
    if not prizes or not money:
        return

    def named(mention: Mention) -> bool:
        if (
            mention.first != mention.last
            or mention.first not in prizes
            or not tokens[mention.first].capitalised
        ):
            return False
        after = tokens[mention.last + 1 : mention.last + 4]  # "a la Calidad"
        following = next((token for token in after if not token.text[0].islower()), None)
        return following is not None and following.kind == "word"

    words["premium"] = [mention for mention in money if not named(mention)]


class PhraseTable:
    """Phrases of one kind, asked for at a token: what begins here, or ends here."""

    def __init__(self, phrases: Mapping[str, Iterable[str]] | Iterable[str]) -> None:
        """Build from value -> phrases, or from phrases that stand for themselves."""
        table = phrases if isinstance(phrases, Mapping) else {phrase: [phrase] for phrase in phrases}
        self._forward: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
        self._backward: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
        entries = {words: value for value, listed in table.items() for p in listed for words in expand(p)}
        for words, value in sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0])):
            self._forward.setdefault(words[0], []).append((words, value, len(words)))
            self._backward.setdefault(words[-1], []).append((words, value, len(words)))
        self._first_words = frozenset(self._forward)

    @property
    def first_words(self) -> frozenset[str]:
        """The words that phrases begin with."""
        return self._first_words

    def at(self, norms: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the value of the longest phrase that begins at a token, and the token after it."""
        if 0 <= index < len(norms):
            entries = self._forward.get(norms[index])
            if entries is not None:
                for words, value, length in entries:
                    if length == 1 or tuple(norms[index : index + length]) == words:
                        return value, index + length
        return None

    def before(self, norms: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the value of the longest phrase that ends just before a token, and its first token."""
        if 0 < index <= len(norms):
            for words, value, length in self._backward.get(norms[index - 1], ()):
                if length == 1 or (index >= length and tuple(norms[index - length : index]) == words):
                    return value, index - length
        return None
