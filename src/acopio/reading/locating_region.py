"""In which region of its country the organisation is."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.locating import Located, follows_place, names_in
from acopio.reading.places import in_gazetteer, region_table
from acopio.reading.tokens import normal_form

_REACH: Final = 3  # tokens between a region's name and "region", "province"
_ENOUGH: Final = 0.9
_ENOUGH_ALONE: Final = 0.7  # where the text names no other region
_FRONT: Final = 0.5  # part of the text whose mentions count more
_ADDRESSED: Final = 0.6  # named in the page's address: "/growers/assam/…"
_LEAST: Final = -0.5  # what "two hours from Surin" takes away at most
_AGAIN: Final = 0.5  # what further mentions of a region weigh


def find_region(context: ReadingContext, country: str) -> Located | None:
    """Return the region of the country that the organisation is in, as far as ISO 3166-2 has it.

    A name counts with a word such as "region" beside it, in a label, a heading, before or after the
    country's name; not as a town, nor as a place that something is some way from.
    """
    tokens = context.tokens
    body = context.document.body_start
    front = body + (len(context.text) - body) * _FRONT
    counts: dict[str, float] = {}
    places: dict[str, tuple[float, Located]] = {}
    cues = _Cues(context)
    address = _words_of_address(context)
    countries = {token for m in context.words("country") for token in range(m.first, m.last + 1)}
    for code, first, last in names_in(context, region_table(country)):
        start, end = tokens[first].start, tokens[last].end
        number = context.block_number(start)
        block = context.blocks[number]
        if block.kind == "boilerplate" or number in context.aside or first in countries:
            continue
        score = cues.around(first, last, town=in_gazetteer(context.norms[first : last + 1]))
        if block.label and start >= block.label[1]:
            label = Passage(block.label[0], block.label[1], "")
            score += 4.0 if context.has("label", label, "region", "country") else 0.0
        if block.kind == "heading":
            score += 1.0
        if context.norms[first] in address:
            score += _ADDRESSED
        if score <= -1:
            counts[code] = counts.get(code, 0.0) + max(score, _LEAST)
            continue
        score += 0.6 if start < front else 0.0
        counts[code] = counts[code] + score * _AGAIN if code in counts else score
        if code not in places or places[code][0] < score:
            places[code] = (score, Located(code, context.passage(start, end)))
    if not places:
        return None
    best = max(places, key=lambda code: (counts[code], -places[code][1].passage.start))
    return places[best][1] if counts[best] >= (_ENOUGH if len(counts) > 1 else _ENOUGH_ALONE) else None


def _words_of_address(context: ReadingContext) -> frozenset[str]:
    path = unquote(urlsplit(context.document.metadata.source or "").path)
    return frozenset(normal_form(word) for word in re.split(r"[-_/.+]+", path) if word)


class _Cues:
    """Words around the names of regions, told once a text."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._kinds = {m.first: m for m in context.words("region-word")}
        self._called = {m.first for kind in ("generic", "product") for m in context.words(kind)}
        self._kind_ends = {m.last: m for m in self._kinds.values()}
        self._countries = {index for m in context.words("country") for index in (m.first, m.last)}

    def around(self, first: int, last: int, *, town: bool) -> float:
        """Score what stands around a name: positive for a region, negative for a town or a distance.

        `town` marks a name that is no region's own but that of a town or an area in one.
        """
        norms, tokens, language = self._context.norms, self._context.tokens, self._context.language
        score = beside = self._beside_country(first, last)
        for index in range(last + 1, min(len(norms), last + 1 + _REACH)):
            kind = self._kinds.get(index)
            if kind is not None:
                score += self._kind(kind.value, town, close=index == last + 1)
                if tokens[kind.last].possessive:
                    score -= 0.5  # "the Cedarberg region's first exporter"
                break
            if tokens[index].kind == "break" or tokens[index].capitalised:
                break
        if last + 1 in self._called:
            score += 0.5  # "this Assam garden", "Assam tea"
        before = first - 1
        if before >= 0 and norms[before] in language.articles:
            before -= 1
        cue = norms[before] if before >= 0 else "\n"
        if cue in language.location_cues and before - 1 in self._kind_ends:
            score += self._kind(self._kind_ends[before - 1].value, town, close=True)
        elif before in self._kind_ends:
            score += self._kind(self._kind_ends[before].value, town, close=True)
        elif cue == "," and before - 1 in self._kind_ends:
            score += 0.8  # "Boudh district, Odisha"
        elif cue == "," and follows_place(self._context, before):
            score += 0.5  # "in the district of Iturbe, Guairá"
        elif self._distant(before):
            score -= 0.5 if town else 2.0
        elif cue in language.of.first_words:
            score += 0.4
        elif cue in language.location_cues:
            score += 0.7
        elif cue in language.sources and beside > 0:
            score += 0.3  # "rice from Surin, Thailand"; "an hour from Surin" is told above
        elif cue in language.distance_cues:
            score -= 0.0 if town else 1.5
        elif cue in ("\n", "."):
            score += 0.1  # what a sentence begins with, it is about
        return score

    def _kind(self, value: str, town: bool, *, close: bool) -> float:
        if value == "town":
            return 0.0 if town else -1.5
        if value == "wide":  # several regions share a peninsula
            return 0.3
        return 2.0 if close else 1.0

    def _distant(self, before: int) -> bool:
        """True after "west of", "two hours from", "70 km north of" (but not after "in the west of")."""
        norms, context = self._context.norms, self._context
        if before < 1 or norms[before] not in context.language.location_cues | context.language.distance_cues:
            return False
        direction = norms[before - 1] in context.language.directions
        if direction:
            return before < 2 or norms[before - 2] not in context.language.articles
        start = context.tokens[max(0, before - 4)].start
        near = Passage(start, context.tokens[before].start, "")
        return context.has("measure", near) and norms[before] in context.language.distance_cues

    def _beside_country(self, first: int, last: int) -> float:
        norms, tokens = self._context.norms, self._context.tokens
        score = 0.0
        if last + 2 < len(norms) and norms[last + 1] in (",", "(", "–", "-", "/"):
            sentence = self._context.sentence_at(tokens[first].start)
            if last + 2 in self._countries:
                score += 1.2
            elif any(index in self._countries for index in range(last + 3, last + 8)) and (
                sentence is not None and sentence.first == first
            ):
                score += 1.0  # "Alto Beni, in the northeast of Bolivia, …"
        if last + 2 < len(norms) and norms[last + 1] in self._context.language.location_cues:
            after = last + 2 + (norms[last + 2] in self._context.language.articles)
            score += 1.2 if after in self._countries else 0.0  # "from Campeche in Mexico"
        before = first - 1
        if before >= 0 and norms[before] in self._context.language.articles:
            before -= 1
        if before in self._countries or (
            before - 1 in self._countries and norms[before] in (",", "–", "-", ":", "/", "'", "(")
        ):
            score += 1.2
        return score
