"""Names that resemble each other without being the same."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from pyoxigraph import NamedNode

from acopio.graph.names import OrganizationName, fold, is_acronym, name_key

# Words that many organisations have in their names, in the languages profiles are written in.
_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        """
        a agraria agrarian agricola agricultores agricultural agriculture agroindustrial agropecuaria and
        asociacion association associations aux cacao cacaotera cafe cafetalera cafetaleros central coffee
        cooperativa cooperativas cooperative cooperatives cocoa company coop d das de del des do dos du e el
        enterprise enterprises entreprise estate et export fair farmer farmers federacion federation for
        garden group groupe grower growers integral l la las le les limited los marketing multiples
        multipurpose nacional national o of organic organica organico organisation organizacion organization
        planters producer producers production produccion productores servicios sociedad society sugar tea the
        trade union unions unit y
        """,
    )
)
_PREFIX: Final = 4  # letters that two words must share to be compared
_CROWD: Final = 200  # organisations that share a word; above, the word is as good as common
_ALIKE: Final = 88.0  # of 100; "organica marcala" and "organico marcala" have 94


class SimilarNames:
    """An index of names by their distinctive words, so that few of many names are compared."""

    def __init__(self) -> None:
        self._by_word: dict[str, set[NamedNode]] = defaultdict(set)
        self._keys: dict[NamedNode, list[str]] = defaultdict(list)

    def add(self, organization: NamedNode, name: str) -> None:
        """Note a name of an organisation."""
        key = name_key(name)
        self._keys[organization].append(key)
        for word in distinctive(key):
            self._by_word[word[:_PREFIX]].add(organization)

    def like(self, name: str) -> list[NamedNode]:
        """Return the organisations with a name that resembles this one, sorted by IRI."""
        key = name_key(name)
        candidates: set[NamedNode] = set()
        for word in distinctive(key):
            sharing = self._by_word.get(word[:_PREFIX], set())
            if len(sharing) <= _CROWD:
                candidates |= sharing
        found = [each for each in candidates if any(alike(key, other) for other in self._keys[each])]
        return sorted(found, key=lambda iri: iri.value)


def distinctive(key: str) -> list[str]:
    """Return the words of a name's key that tell it from other names; there may be none."""
    return [word for word in key.split() if word not in _COMMON]


def alike(one: str, other: str) -> bool:
    """Tell whether two keys resemble each other: distinctive words nearly the same, or all in the other."""
    from rapidfuzz import fuzz

    mine, theirs = distinctive(one), distinctive(other)
    if not mine or not theirs:
        return set(one.split()) == set(other.split())
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    return fuzz.token_sort_ratio(" ".join(mine), " ".join(theirs)) >= _ALIKE


def related(name: str, main: OrganizationName) -> bool:
    """Tell whether another name in a document's text may be taken for one of the organisation itself.

    It shares a distinctive word with the main name, or is an acronym whose letters follow one
    another in it. Others may be an umbrella body's, and would join organisations that are not one.
    """
    words = {*distinctive(name_key(main.full)), *([fold(main.acronym)] if main.acronym else [])}
    if words & set(distinctive(name_key(name))):
        return True
    if not is_acronym(name):
        return False
    letters = iter(fold(main.full))
    return all(letter in letters for letter in fold(name) if letter.isalnum())
