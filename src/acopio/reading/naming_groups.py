"""Names that are names of one organisation: one holds the other, or a bracket ties them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from acopio.reading.language import Language
from acopio.reading.naming_runs import Key, core_of, holds


def group_names(
    scores: Mapping[Key, float], tied: Iterable[tuple[Key, Key]], language: Language
) -> list[list[Key]]:
    """Return the names in groups of one organisation each.

    A name goes with the longer one that it is a part of (the best of several), and with one that has
    the same telling words; `tied` are pairs such as a name and the acronym in brackets behind it.
    """
    keys = sorted(scores, key=len)
    leader = {key: key for key in keys}
    cores = {key: core_of(key, language) for key in keys}

    def find(key: Key) -> Key:
        while leader[key] != key:
            key = leader[key]
        return key

    for sharing in _by_word(keys, cores):
        for index, key in enumerate(sharing):
            around = [k for k in sharing[index + 1 :] if holds(k, key) or cores[k] == cores[key]]
            if around:
                leader[find(key)] = find(max(around, key=lambda longer: (scores[longer], longer)))
    for one, other in tied:
        if one in leader and other in leader:
            leader[find(other)] = find(one)
    groups: dict[Key, list[Key]] = {}
    for key in keys:
        groups.setdefault(find(key), []).append(key)
    return list(groups.values())


def _by_word(keys: Sequence[Key], cores: Mapping[Key, Key]) -> Iterable[list[Key]]:
    """Names that share a telling word, the shorter first."""
    by_word: dict[str, list[Key]] = {}
    for key in keys:
        for word in sorted(set(cores[key])):
            by_word.setdefault(word, []).append(key)
    return by_word.values()
