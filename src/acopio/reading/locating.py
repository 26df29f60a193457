"""Where the organisation is: its country and region, by what the text says of places and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention, PhraseTable
from acopio.reading.places import area_table, consumer_countries, product_countries, region_table

_TITLE_WEIGHT: Final = 4.0
_LABEL_WEIGHT: Final = 10.0
_CONSUMER_FACTOR: Final = 0.1  # a market far oftener than an origin
_REGION_WORD_REACH: Final = 3  # tokens between a region's name and "region", "province"


class Located(NamedTuple):
    """A place with the words that name it."""

    code: str
    passage: Passage
    inferred: bool = False


def find_country(context: ReadingContext) -> Located | None:
    """Return the country that the text says most about; None where none is named or implied.

    Labels count most, then title and headings, then early mentions; lists of countries (markets) and
    consumer countries hardly count. A producing area or a product of one country only may stand in.
    """
    weights: dict[str, float] = {}
    first: dict[str, tuple[int, int]] = {}
    inferred: dict[str, bool] = {}
    length = max(1, len(context.text) - context.document.body_start)
    for mention, is_list in _country_mentions(context):
        weight = 0.05 if is_list else 1.0 + 1.5 * (1 - (mention.start - context.document.body_start) / length)
        block = context.blocks[_block_number(context, mention.start)]
        if block.label and context.has(
            "label", Passage(block.label[0], block.label[1], ""), "country", "region"
        ):
            weight += _LABEL_WEIGHT
        elif block.kind == "heading":
            weight += _TITLE_WEIGHT
        elif block.kind in ("caption", "boilerplate"):
            weight *= 0.3
        if mention.value in consumer_countries():
            weight *= _CONSUMER_FACTOR
        weights[mention.value] = weights.get(mention.value, 0.0) + weight
        if mention.value not in first or (inferred[mention.value] and mention.kind == "country"):
            first[mention.value] = (mention.start, mention.end)
            inferred[mention.value] = mention.kind == "demonym"
    for code, start, end in _implied(context):
        weights[code] = weights.get(code, 0.0) + 1.2
        first.setdefault(code, (start, end))
        inferred.setdefault(code, True)
    if not weights:
        return None
    code = max(sorted(weights), key=lambda key: weights[key])
    return Located(code, context.passage(*first[code]), inferred[code])


def find_region(context: ReadingContext, country: str) -> Located | None:
    """Return the region of the country that the organisation is in, as far as ISO 3166-2 has it.

    A name counts with a word such as "region" beside it, in a label, a heading, before the country's
    name, or in the first part of the text; not as the capital or a town to be reached from there.
    """
    best: tuple[float, int, Located] | None = None
    tokens = context.tokens
    half = context.document.body_start + (len(context.text) - context.document.body_start) * 0.5
    counts: dict[str, float] = {}
    for code, first, last in _names_in(context, region_table(country)):
        start, end = tokens[first].start, tokens[last].end
        block = context.blocks[_block_number(context, start)]
        score = _region_cue(context, first, last)
        if block.label and context.has("label", Passage(block.label[0], block.label[1], ""), "region"):
            score += 4
        if block.kind in ("boilerplate",) or score <= -1:
            continue
        if start < half:
            score += 0.6
        counts[code] = counts.get(code, 0.0) + score
        located = Located(code, context.passage(start, end))
        key = (counts[code], -start, located)
        if best is None or key[0] > best[0]:
            best = key
    return best[2] if best and best[0] >= 1.0 else None


def _country_mentions(context: ReadingContext) -> Iterator[tuple[Mention, bool]]:
    """Yield mentions of countries and peoples; the flag marks members of a list of three and more."""
    found = sorted((*context.words("country"), *context.words("demonym")), key=lambda mention: mention.start)
    found = [m for m in found if m.kind == "demonym" or context.tokens[m.first].capitalised]
    for index, mention in enumerate(found):
        near = 0
        for other in found[max(0, index - 3) : index + 4]:
            if (
                other is not mention
                and other.value != mention.value
                and abs(other.first - mention.first) <= 7
            ):
                near += 1
        yield mention, near >= 2


def _implied(context: ReadingContext) -> Iterator[tuple[str, int, int]]:
    """Yield countries that a producing area, or a product of one country only, implies."""
    for code, first, last in _names_in(context, area_table()):
        yield code.partition("-")[0], context.tokens[first].start, context.tokens[last].end
    only = product_countries()
    for mention in context.words("product")[:1]:
        if mention.value in only:
            yield only[mention.value], mention.start, mention.end


def _names_in(context: ReadingContext, table: PhraseTable) -> Iterator[tuple[str, int, int]]:
    openers = table.first_words
    index, count = 0, len(context.tokens)
    own = dict(context.naming.mentions)
    while index < count:
        if context.norms[index] in openers and context.tokens[index].capitalised and index not in own:
            found = table.at(context.norms, index)
            if found:
                yield found[0], index, found[1] - 1
                index = found[1] - 1
        elif index in own:
            index = own[index]
        index += 1


def _region_cue(context: ReadingContext, first: int, last: int) -> float:
    """Score what stands around a region's name."""
    norms, tokens = context.norms, context.tokens
    score = 0.0
    words = {index for m in context.words("region-word") for index in range(m.first, m.last + 1)}
    for index in range(last + 1, min(len(norms), last + 1 + _REGION_WORD_REACH)):
        if index in words:
            score += 2.0 if index == last + 1 else 1.0
            score -= 0.5 if tokens[index].possessive else 0.0  # "the Cedarberg region's first exporter"
            break
        if tokens[index].kind == "break":
            break
    before_name = first - 1
    if before_name >= 0 and norms[before_name] in context.language.location_cues:
        before_name -= 1
    if before_name in words:
        score += 1.5
    countries = {index for m in context.words("country") for index in (m.first, m.last)}
    if last + 2 < len(norms) and norms[last + 1] == ",":
        if last + 2 in countries:
            score += 1.2
        elif any(index in countries for index in range(last + 3, last + 8)) and _opens_sentence(
            context, first
        ):
            score += 1.0  # "Alto Beni, in the northeast of Bolivia, …"
    if first and (first - 1 in countries or (first >= 2 and first - 2 in countries)):
        score += 1.2
    if first and norms[first - 1] in context.language.articles:
        first -= 1
        score += 0.3
    before = norms[first - 1] if first else ""
    if before in context.language.location_cues:
        score += 0.7
    if before in context.language.distance_cues or norms[last + 1 : last + 2] == ["'"]:
        score -= 1.5
    return score


def _opens_sentence(context: ReadingContext, first: int) -> bool:
    sentence = context.sentence_at(context.tokens[first].start)
    return sentence is not None and sentence.first == first


def _block_number(context: ReadingContext, position: int) -> int:
    low, high = 0, len(context.blocks) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if context.blocks[middle].start <= position:
            low = middle
        else:
            high = middle - 1
    return low
