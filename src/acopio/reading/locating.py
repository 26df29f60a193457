"""In which country the organisation is, by what the text says of countries and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention, PhraseTable
from acopio.reading.locating_hints import implied_country
from acopio.reading.places import consumer_countries, country_by_currency, product_countries
from acopio.reading.tokens import tokenize

# What a mention of a country weighs, by where it stands.
_LABEL, _TITLE, _HEADING, _ADDRESS = 12.0, 4.0, 4.0, 3.0
_MENTION, _EARLY, _WITH_NAME, _IN, _IMPLIED = 1.0, 1.5, 1.5, 0.8, 1.2
_LISTED, _ASIDE, _MARKET, _UNREAD = 0.05, 0.05, 0.2, 0.3  # factors
_CONSUMER: Final = 0.1  # factor: a market far oftener than an origin
_SOLD: Final = 0.6  # factor: "sold leaf to factories in India"
_ENOUGH: Final = 0.45
_CERTAIN: Final = 1.5  # with less, the regions and towns of the text are asked
_LIST_GAP: Final = 4  # tokens between two countries of one list
_SHORTEST_LIST: Final = 3
_OWN_NAME: Final = 0.1  # factor: "Hom Mali" is a rice
#: Countries whose currency has the name of others' ("rupees"): it says nothing where one of these is named.
_SHARED: Final = {"IN": frozenset({"NP", "LK", "PK", "MU"}), "KE": frozenset({"TZ", "UG"})}


class Located(NamedTuple):
    """A place with the words that name it."""

    code: str
    passage: Passage
    inferred: bool = False


def find_country(context: ReadingContext) -> Located | None:
    """Return the country that the text says most about; None where none is named or implied.

    Labels count most, then title and headings, then early mentions and those beside the organisation's
    name. Lists of countries (markets), neighbours, teasers of others and consumer countries hardly count.
    A currency, a product of one country only, regions and towns may stand in.
    """
    weights: dict[str, float] = {}
    first: dict[str, tuple[int, int]] = {}
    inferred: dict[str, bool] = {}
    for mention, is_list in _mentions(context):
        weight = _LISTED if is_list else _weight(context, mention)
        weights[mention.value] = weights.get(mention.value, 0.0) + weight
        if mention.value not in first or (inferred[mention.value] and mention.kind == "country"):
            first[mention.value] = (mention.start, mention.end)
            inferred[mention.value] = mention.kind == "demonym"
    for code, start, end in _implied(context):
        weights[code] = weights.get(code, 0.0) + _IMPLIED
        first.setdefault(code, (start, end))
        inferred.setdefault(code, True)
    for code, weight, place in _outside(context):
        if code not in first and place:
            first[code], inferred[code] = place, False
        if code in first:
            weights[code] = weights.get(code, 0.0) + weight
    for code in consumer_countries() & weights.keys():
        weights[code] *= _CONSUMER
    best = max(sorted(weights), key=lambda key: weights[key], default=None)
    if best is None or weights[best] < _CERTAIN:
        hint = implied_country(context)
        named = best is not None and not inferred[best] and weights[best] >= _ENOUGH
        if best is not None and ((hint and hint.code == best) or (hint and hint.own and named)):
            return Located(best, context.passage(*first[best]), inferred[best])
        if hint:
            return Located(hint.code, context.passage(hint.start, hint.end), inferred=True)
    if best is None or weights[best] < _ENOUGH:
        return None
    return Located(best, context.passage(*first[best]), inferred[best])


def _mentions(context: ReadingContext) -> Iterator[tuple[Mention, bool]]:
    """Yield mentions of countries and peoples; the flag marks members of a list of three and more."""
    found = sorted((*context.words("country"), *context.words("demonym")), key=lambda mention: mention.start)
    products = {m.first for m in context.words("product") if m.last > m.first}  # "Brazil nuts"
    found = [
        m
        for m in found
        if m.first not in products and (m.kind == "demonym" or context.tokens[m.first].capitalised)
    ]
    chain = 0
    for index, mention in enumerate(found):
        if not index or not _joined(context, found[index - 1].last + 1, mention.first):
            chain = index
        following = index + 1
        while following < len(found) and _joined(
            context, found[following - 1].last + 1, found[following].first
        ):
            following += 1
            if following - chain >= _SHORTEST_LIST:
                break
        yield mention, following - chain >= _SHORTEST_LIST


def _joined(context: ReadingContext, first: int, stop: int) -> bool:
    """True where only commas, "and" and articles stand between two tokens."""
    language = context.language
    between = context.norms[first:stop]
    return (
        bool(between)
        and len(between) <= _LIST_GAP
        and all(
            n in (",", "/", "&") or n in language.number_joiners or n in language.articles for n in between
        )
    )


def _weight(context: ReadingContext, mention: Mention) -> float:
    """What one mention weighs, by its block and the words around it."""
    number = context.block_number(mention.start)
    block = context.blocks[number]
    length = max(1, len(context.text) - context.document.body_start)
    weight = _MENTION + _EARLY * (1 - (mention.start - context.document.body_start) / length)
    label = Passage(*block.label, "") if block.label else None
    if label and mention.start >= label.end and context.has("label", label, "country", "region"):
        weight += _LABEL
    elif block.kind == "heading":
        weight += _HEADING
    elif block.kind in ("caption", "boilerplate"):
        titled = block.kind == "caption" and number > 0 and context.blocks[number - 1].kind == "heading"
        weight *= 1.0 if titled else _UNREAD  # "*Hoang Su Phi, Ha Giang, Vietnam*" below the title
    else:
        before = mention.first - 1
        if before >= 0 and context.norms[before] in context.language.articles:
            before -= 1
        cue = context.norms[before] if before >= 0 else ""
        if context.has("border", _around(context, mention)) or cue in context.language.market_cues:
            weight *= _MARKET
        elif cue in context.language.location_cues or (cue == "," and follows_place(context, before)):
            weight += _IN
        elif cue in context.language.directions:
            weight += _IN  # "in the hills of eastern Nepal"
        clause = context.clause_at(mention.start)
        if clause is not None and context.has("sales", clause):
            weight *= _SOLD
        sentence = context.sentence_at(mention.start)
        if sentence and context.named_in(sentence.first, sentence.last):
            weight += _WITH_NAME
    if any(first <= mention.first <= last for first, last in context.naming.mentions):
        weight *= _OWN_NAME
    return weight * (_ASIDE if number in context.aside else 1.0)


def follows_place(context: ReadingContext, comma: int) -> bool:
    """True for the comma of "in Ilam, Nepal"."""
    tokens, norms, cues = context.tokens, context.norms, context.language.location_cues
    index = comma - 1
    while (
        index > 0 and tokens[index].kind == "word" and tokens[index].capitalised and norms[index] not in cues
    ):
        index -= 1
    return index < comma - 1 and norms[index] in cues


def _around(context: ReadingContext, mention: Mention) -> Passage:
    """The five tokens before a mention and the two after it."""
    first = max(0, mention.first - 5)
    last = min(len(context.tokens) - 1, mention.last + 2)
    return Passage(context.tokens[first].start, context.tokens[last].end, "")


def _implied(context: ReadingContext) -> Iterator[tuple[str, int, int]]:
    """Yield countries that a currency, or a product of one country only, implies."""
    only = product_countries()
    for mention in context.words("product")[:1]:
        if mention.value in only:
            yield only[mention.value], mention.start, mention.end
    named = {mention.value for mention in context.words("country")}
    seen = {country for country, others in _SHARED.items() if named & others}
    for money in context.money:
        country = country_by_currency(money.money.currency)
        if country and country not in seen:
            seen.add(country)
            yield country, money.start, money.end


def _outside(context: ReadingContext) -> Iterator[tuple[str, float, tuple[int, int] | None]]:
    """Yield countries that title and name in the metadata and the page's address name.

    The third value is where the words stand in the front matter, None where they do not.
    """
    metadata, text, lexicon = context.document.metadata, context.text, context.language.lexicon
    for words in filter(None, (metadata.title, metadata.organization)):
        begin = text.find(words, 0, context.document.body_start)
        found = lexicon.find(tokenize(words))
        products = {m.first for m in found.get("product", ()) if m.last > m.first}  # "Brazil nuts"
        for mention in found.get("country", ()):
            if mention.first in products:
                continue
            place = (begin + mention.start, begin + mention.end) if begin >= 0 else None
            named = words[mention.start : mention.end]
            own = any(named in name for name in (context.naming.name or "", *context.naming.alternate_names))
            yield mention.value, _TITLE * (_OWN_NAME if own else 1.0), place
    words = re.sub(r"[-_/.+]+", " ", unquote(urlsplit(metadata.source or "").path))
    for mention in lexicon.find(tokenize(words)).get("country", ()):
        yield mention.value, _ADDRESS, None


def names_in(context: ReadingContext, table: PhraseTable) -> Iterator[tuple[str, int, int]]:
    """Yield the capitalised names of a table with their first and last tokens.

    Inside the organisation's own name they count only where a label says that they are a region.
    """
    openers = table.first_words
    norms, tokens = context.norms, context.tokens
    own = dict(context.naming.mentions)
    after = 0
    told = {
        index
        for block, labels in context.facts()
        if block.label and any(label.value == "region" for label in labels)
        for index in range(*context.token_range(block.value_start, block.end))
    }
    for index, norm in enumerate(norms):
        if index < after:
            continue
        if index in own and index not in told:
            after = own[index] + 1
            listed = range(index, own[index] + 1)
            brackets = [at for at in listed if tokens[at].text == "(" and at + 1 in listed]
            after = brackets[0] + 1 if brackets else after  # "Don Kaeo Farmers (Yasothon, Thailand)"
        elif norm in openers and tokens[index].capitalised:
            found = table.at(norms, index)
            if found:
                yield found[0], index, found[1] - 1
                after = found[1]
