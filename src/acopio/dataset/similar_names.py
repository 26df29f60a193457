"""Names that resemble each other without being the same."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
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
_CROWD: Final = 300  # names that share a word; above, the word is as good as common
_TOLD: Final = 3  # organisations that are told of
_ALIKE: Final = 88.0  # of 100; "organica marcala" and "organico marcala" have 94


@dataclass(frozen=True, slots=True)
class _Name:
    """A name made ready to be compared: its distinctive words, and the same in a fixed order as one text."""

    words: frozenset[str]
    text: str
    organization: NamedNode


class SimilarNames:
    """An index of names by their distinctive words, so that few of many names are compared."""

    def __init__(self) -> None:
        self._by_prefix: dict[str, list[_Name]] = defaultdict(list)
        self._without: dict[str, set[NamedNode]] = defaultdict(set)

    def add(self, organization: NamedNode, name: str) -> None:
        """Note a name of an organisation."""
        ready = _ready(name, organization)
        for prefix in {word[:_PREFIX] for word in ready.words}:
            self._by_prefix[prefix].append(ready)
        if not ready.words:
            self._without[ready.text].add(organization)

    def like(self, name: str) -> list[NamedNode]:
        """Return the organisations with a name that resembles this one, the likest first, at most three."""
        ready = _ready(name, NamedNode("urn:x"))
        if not ready.words:
            return sorted(self._without.get(ready.text, set()), key=lambda iri: iri.value)[:_TOLD]
        likeness: dict[NamedNode, float] = {}
        for prefix in {word[:_PREFIX] for word in ready.words}:
            sharing = self._by_prefix.get(prefix, [])
            for other in sharing if len(sharing) <= _CROWD else ():
                score = _likeness(ready, other)
                if score > likeness.get(other.organization, 0):
                    likeness[other.organization] = score
        return sorted(likeness, key=lambda iri: (-likeness[iri], iri.value))[:_TOLD]


def distinctive(key: str) -> list[str]:
    """Return the words of a name's key that tell it from other names; there may be none."""
    return [word for word in key.split() if word not in _COMMON]


def _ready(name: str, organization: NamedNode) -> _Name:
    key = name_key(name)
    words = distinctive(key)
    return _Name(frozenset(words), " ".join(sorted(words or key.split())), organization)


def _likeness(one: _Name, other: _Name) -> float:
    """Return how much two names resemble each other, of 100; 0 where they do not.

    Distinctive words that are nearly the same, or all in the other name.
    """
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(one.text, other.text)
    contained = one.words <= other.words or other.words <= one.words
    return ratio if contained or ratio >= _ALIKE else 0.0


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
