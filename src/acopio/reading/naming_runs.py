"""Runs of capitalised words, and names as rows of words to be found in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from acopio.reading.language import Language
from acopio.reading.tokens import Token, tokenize

Key = tuple[str, ...]  # the normal forms of a name's tokens
LONGEST_NAME: Final = 14  # words
_SHORTEST_ACRONYM: Final = 3  # letters, and words of the name
_MOST_LETTERS: Final = 5  # that one word gives to an acronym
_COMPOUND: Final = "agro"  # what words of two begin with in names of producers
_APOSTROPHE: Final = "'"
_WIDEST_GAP: Final = 2  # code points between two words of a name; more is a layout's column
_KEPT_MARKS: Final = frozenset("&'()/-–")


class CapitalRun(NamedTuple):
    """A run of capitalised words, with joiners between them ("Central de Cafetaleros del Nor Oriente")."""

    first: int
    last: int


def capital_runs(tokens: Sequence[Token], language: Language) -> list[CapitalRun]:
    """Return the runs of capitalised words; a common word that only opens a sentence begins none.

    "Growers' Society" is one run, "Peru's San Martín" are two.
    """
    runs: list[CapitalRun] = []
    not_names = language.not_names
    after = 0
    capitals = [
        index
        for index, token in enumerate(tokens)
        if token.text[0].isupper() and token.kind in ("word", "dotted")
    ]
    for index in capitals:
        token = tokens[index]
        shouted = token.text.isupper() and token.text[-1] not in "'’"  # "L'union" is no "L'"
        if index < after or len(token.norm) == 1 or (token.norm in not_names and not shouted):
            continue
        last = _run_end(tokens, index, language)
        runs.append(CapitalRun(index, last))
        after = last + 1
    return runs


def _run_end(tokens: Sequence[Token], first: int, language: Language) -> int:
    joiners, abbreviations = language.name_joiners, language.final_abbreviations | language.abbreviations
    last, position, count = first, first + 1, len(tokens)
    while position < count and position - first < LONGEST_NAME:
        following = tokens[position]
        if tokens[last].possessive or following.kind == "break":
            break
        if following.start - tokens[position - 1].end > _WIDEST_GAP:
            break
        if following.kind in ("word", "dotted") and following.capitalised:
            last = position
        elif following.text == "." and tokens[last].norm in abbreviations:
            pass
        elif following.norm == _APOSTROPHE:
            plural = tokens[position - 1].norm.endswith("s") and tokens[position - 1].end == following.start
            if not plural or position + 1 >= count or not tokens[position + 1].capitalised:
                break
        elif following.text == "(" and _bracketed_form(tokens, position, language):
            position += 2
        elif not (following.norm in joiners and following.kind != "number"):
            break
        position += 1
    return last


def _bracketed_form(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """True for "(Pvt)" inside a name."""
    return (
        index + 3 < len(tokens)
        and tokens[index + 1].norm in language.legal_forms
        and tokens[index + 2].text == ")"
        and tokens[index + 3].capitalised
    )


def key_of(name: str) -> Key:
    """Return the row of normal forms that a name is looked for by."""
    return tuple(
        token.norm for token in tokenize(clean(name)) if token.kind != "mark" or token.norm in _KEPT_MARKS
    )


def key_of_run(tokens: Sequence[Token], first: int, last: int) -> Key:
    """Return the same of the tokens of a run."""
    return tuple(
        t.norm for t in tokens[first : last + 1] if t.kind not in ("mark", "break") or t.norm in _KEPT_MARKS
    )


def clean(name: str) -> str:
    """Return a name without a possessive ending and marks around it."""
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name.strip(" *_'’")


def occurrences(norms: Sequence[str], key: Key) -> list[int]:
    """Return the tokens at which a row of words begins."""
    if not key:
        return []
    found: list[int] = []
    width, start = len(key), 0
    while True:
        try:
            index = norms.index(key[0], start)
        except ValueError:
            return found
        if tuple(norms[index : index + width]) == key:
            found.append(index)
        start = index + 1


def holds(key: Key, part: Key) -> bool:
    """True where the words of `part` stand in `key` one after the other."""
    width = len(part)
    return any(key[i : i + width] == part for i in range(len(key) - width + 1))


def spells(acronym: str, name: Key) -> bool:
    """True where an acronym is made of the beginnings of a name's words: UCOBAS, Union des Coopératives du Bani-Sud.

    Words may be passed over, the first one not; each word gives one to five letters or all of them; the parts
    of a compound count as words (CAI, Cooperativa Agroindustrial).
    """
    words = [part for norm in name for part in _parts_of(norm) if part.isalnum()]
    if len(acronym) < _SHORTEST_ACRONYM or len(words) < _SHORTEST_ACRONYM or acronym[0] != words[0][0]:
        return False
    reached = {0}  # letters of the acronym that the words so far can spell
    for number, word in enumerate(words[:LONGEST_NAME]):
        further = set()
        for begin in reached:
            for length in range(1, min(_MOST_LETTERS, len(word), len(acronym) - begin) + 1):
                if acronym[begin : begin + length] != word[:length]:
                    break
                further.add(begin + length)
            if number and acronym[begin:] == word:
                further.add(len(acronym))  # ASOJUBONES, Asociación … del Jubones
        reached = further if number == 0 else reached | further
    return len(acronym) in reached


def _parts_of(norm: str) -> list[str]:
    """The words of "mixe-zoque" and "agroindustrial"."""
    if norm.startswith(_COMPOUND) and len(norm) > len(_COMPOUND):
        return [_COMPOUND, norm[len(_COMPOUND) :]]
    return norm.split("-")


def core_of(key: Key, language: Language) -> Key:
    """Return the words that tell this organisation from others of its kind: no type, product, legal form."""
    common, stop = language.common_name_words, language.stop_words | language.name_joiners
    return tuple(norm for norm in key if norm[0].isalnum() and norm not in common and norm not in stop)
