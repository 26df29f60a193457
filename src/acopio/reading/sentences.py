"""Sentences of a block, by its tokens: marks that end one, abbreviations that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from acopio.reading.language import Language
from acopio.reading.tokens import Token

_ENDING: Final = frozenset(".!?…")
_CLOSING: Final = frozenset("\"'”’»)]*_")
_OPENING: Final = frozenset("\"'“‘«([*_¿¡")
#: Tokens after which a sentence is cut: no person writes longer ones, and rules compare the parts of a sentence.
_LONGEST: Final = 400


class Sentence(NamedTuple):
    """A sentence: offsets, its tokens `first` to `last` (inclusive), the number of its block."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nothing asks for
    block: int
    start: int
    end: int
    first: int
    last: int


def split_sentences(
    tokens: Sequence[Token], first: int, stop: int, language: Language, text: str
) -> Iterator[tuple[int, int]]:
    """Yield the token ranges `first, last` (inclusive) of the sentences in tokens[first:stop]."""
    begin = index = first
    while index < stop:
        token = tokens[index]
        if token.kind in ("mark", "dotted") and _may_end(tokens, first, index, stop, language):
            last = index
            while (
                last + 1 < stop
                and tokens[last + 1].text[0] in _CLOSING
                and tokens[last + 1].start == tokens[last].end
            ):
                last += 1
            last = _after_note(tokens, last, stop)
            if last + 1 < stop and _begins(tokens, last + 1, stop, text, tokens[last].end):
                yield begin, last
                begin = last + 1
            index = last
        elif index - begin >= _LONGEST:
            yield begin, index
            begin = index + 1
        index += 1
    if begin < stop:
        yield begin, stop - 1


def _after_note(tokens: Sequence[Token], last: int, stop: int) -> int:
    """Return the last token of the notes "[5][6]" that stand right after a sentence's end."""
    while (
        last + 3 < stop
        and tokens[last + 1].text == "["
        and tokens[last + 1].start == tokens[last].end
        and tokens[last + 2].text.isdigit()
        and tokens[last + 3].text == "]"
    ):
        last += 3
    return last


def _may_end(tokens: Sequence[Token], first: int, index: int, stop: int, language: Language) -> bool:
    """True where the mark at `index` may end a sentence: not after an abbreviation or an initial."""
    token = tokens[index]
    if token.kind == "dotted":
        return _ends_after_abbreviation(tokens, token.norm, index, stop, language)
    if token.text[0] not in _ENDING:
        return False
    if token.text != "." or index == first:
        return True
    before = tokens[index - 1]
    if before.end != token.start or before.kind != "word":
        return True
    if before.norm in language.final_abbreviations or before.norm in language.abbreviations:
        return _ends_after_abbreviation(tokens, before.norm, index, stop, language)
    if before.norm in language.numbering and index + 1 < stop:
        following = tokens[index + 1]
        return not (following.kind == "number" or (following.kind == "word" and following.text.isupper()))
    return not (len(before.text) == 1 and before.capitalised)


def _ends_after_abbreviation(
    tokens: Sequence[Token], norm: str, index: int, stop: int, language: Language
) -> bool:
    """After "Ltd." a sentence ends only where the next word commonly begins one."""
    if norm not in language.final_abbreviations:
        return False
    follows = index + 1
    while follows < stop and tokens[follows].text[0] in _OPENING:
        follows += 1
    return follows < stop and tokens[follows].capitalised and tokens[follows].norm in language.starters


def _begins(tokens: Sequence[Token], index: int, stop: int, text: str, end: int) -> bool:
    """True where a sentence may begin: white space, then a capital, a digit or an opening mark."""
    if tokens[index].start == end or text[end : tokens[index].start].strip():
        return False
    while index < stop and tokens[index].text[0] in _OPENING:
        index += 1
    if index >= stop:
        return False
    first = tokens[index].text[0]
    return not first.islower()
