"""Nouns for women members where all members are women: "la coopérative regroupe 58 adhérentes", "Socias: 42"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from acopio.claims.records import CountClaim
from acopio.reading.context import ReadingContext

_FEMININE: Final = frozenset({"family", "people"})  # nouns that are feminine whoever is meant
_BODIES: Final = frozenset({"cooperative", "association", "group", "organizations", "community"})


def told_whole(context: ReadingContext, claims: Iterable[CountClaim]) -> list[CountClaim]:
    """Return counts with those of women members made counts of all, where a text counts and names no other.

    Languages with genders call members "socias" or "adhérentes" only where all of them are women, or beside
    a count of all. Of organisations, "coopératives adhérentes", such a word is a mere adjective.
    """
    found = list(claims)
    whole = any(
        made.part == "all" and made.quantity is not None and made.unit not in _BODIES for made in found
    )
    nouns = {(m.start, m.end) for m in context.words("unit")}
    ends = {m.end for m in context.words("unit") if m.value in _BODIES}
    women = [m for m in context.words("part") if m.value == "women"]
    feminine = [m.start for m in women if (m.start, m.end) in nouns or m.end in ends]
    part = {m.start for m in women}
    pairs = {m.end for m in context.words("unit") if m.value in _FEMININE and m.last > m.first}
    attributive = {m.start for m in women if m.end in pairs}  # "familias socias"
    alone = not whole and _of_women_alone(context, found)
    whole |= any(m.value == "member" and m.start not in part for m in context.words("unit"))

    def changes(made: CountClaim) -> bool:
        if made.part != "women" or made.quantity is None:
            return False
        if alone:
            return made.rule != "membership.section"
        named = [
            start for start in (*feminine, *attributive) if made.passage.start <= start < made.passage.end
        ]
        if attributive.intersection(named):
            return True
        return bool(named) and (not whole or made.unit in _BODIES)

    return [replace(made, part="all") if changes(made) else made for made in found]


def _of_women_alone(context: ReadingContext, claims: Iterable[CountClaim]) -> bool:
    """True where only women are counted, in a text that speaks of a women's group, a group of women, no men."""
    if any(made.share is not None or made.part == "men" for made in claims):
        return False
    bodies = context.words("generic")
    starts, ends = {m.first for m in bodies if m.value != "any"}, {m.last for m in bodies}
    women = [m.last for m in context.words("part") if m.value == "women"]
    if any(last + 1 in starts or last + 2 in starts for last in women):
        return True  # "a women's cooperative"
    of_words = context.language.membership["of_words"]
    counted = [q for q in context.quantities if q.part is not None and q.part.value == "women"]
    if any(q.unit is not None and q.unit.value in _BODIES for q in counted):
        return True  # "brings together 37 women's groups"
    return any(context.norms[q.first - 1] in of_words and q.first - 2 in ends for q in counted)
