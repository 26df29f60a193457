"""Countries that the names of regions and towns imply, for texts that name no country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from acopio.reading.context import ReadingContext
from acopio.reading.places import countries_of_region, country_of_town

_REGION, _TOWN = 1.2, 0.8
_UNCUED: Final = 0.4  # factor: no "in", "from", "near" before the name
_HEADING: Final = 1.6  # factor: after a comma in a heading, "Sak Kaab, Yucatán"
_OWN: Final = 0.6  # factor: inside the organisation's own name
_LONGEST: Final = 4  # words of a place's name
_MARGIN: Final = 1.5  # how much more than the next country the best must have
_ENOUGH: Final = 0.45
_MOST_RUNS: Final = 300


class Hint(NamedTuple):
    """A name that implies a country: its ISO 3166-1 code, what it weighs, offsets of the name.

    `own` marks a name inside the organisation's own: "Khau Lang Shan Tea" need not be of Shan.
    """

    code: str
    weight: float
    start: int
    end: int
    own: bool = False


def implied_country(context: ReadingContext) -> Hint | None:
    """Return the country that regions and towns in the text lie in, with the name that says so first."""
    return _best(context, own=False) or _best(context, own=True)


def _best(context: ReadingContext, *, own: bool) -> Hint | None:
    """Weigh the names, with or without those inside the organisation's own name."""
    by_name: dict[tuple[str, str], Hint] = {}
    for words, hint in _hints(context, own):
        known = by_name.get((words, hint.code))
        if known is None or known.weight < hint.weight:
            by_name[words, hint.code] = hint
    weights: dict[str, float] = {}
    first: dict[str, Hint] = {}
    for hint in by_name.values():
        weights[hint.code] = weights.get(hint.code, 0.0) + hint.weight
        first.setdefault(hint.code, hint)
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    if not ranked or weights[ranked[0]] < _ENOUGH:
        return None
    if len(ranked) > 1 and weights[ranked[0]] < _MARGIN * weights[ranked[1]]:
        return None
    return first[ranked[0]]


def _hints(context: ReadingContext, with_own: bool) -> Iterator[tuple[str, Hint]]:
    """Yield each capitalised name that implies a country, with what it implies."""
    tokens, norms, language = context.tokens, context.norms, context.language
    cues = language.location_cues | language.distance_cues | language.sources
    own, others = _tokens_of(context.naming.mentions), _tokens_of(context.others)
    persons = _tokens_of([(person.first, person.last) for person in context.persons])
    for first, last, words, found in _places(context):
        before = first - 1 - (first > 0 and norms[first - 1] in language.articles)
        cued = before >= 0 and norms[before] in cues
        if first in others or (first in persons and not cued) or (first in own and not with_own):
            continue
        heading = (
            before >= 0
            and norms[before] == ","
            and context.blocks[context.block_number(tokens[first].start)].kind == "heading"
        )
        factor = _OWN if first in own else _HEADING if heading else 1.0 if cued else _UNCUED
        for code, weight in found:
            yield words, Hint(code, weight * factor, tokens[first].start, tokens[last].end, first in own)


def _places(context: ReadingContext) -> Iterator[tuple[int, int, str, list[tuple[str, float]]]]:
    """Yield names of regions and towns in the first runs of capitalised words."""
    norms = context.norms
    kinds = {m.last for m in context.words("region-word")}
    for run in context.capital_runs[:_MOST_RUNS]:
        first = run.first
        end = run.last + (run.last + 1 in kinds)  # "Breede valley"
        while first <= run.last:
            for last in range(min(end, first + _LONGEST - 1), first - 1, -1):
                words = " ".join(norms[first : last + 1])
                if found := _of_name(words):
                    yield first, last, words, found
                    first = last
                    break
            first += 1


def _tokens_of(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {index for first, last in spans for index in range(first, last + 1)}


def _of_name(words: str) -> list[tuple[str, float]]:
    countries = countries_of_region(words)
    if countries:
        return [(code, _REGION / len(countries)) for code in countries]
    town = country_of_town(words)
    return [(town, _TOWN)] if town else []
