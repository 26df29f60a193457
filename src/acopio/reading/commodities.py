"""What the organisation sells: the commodity the text is about, and those it lists as its products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention

#: Products that a text also calls by a wider word: rooibos is sold as tea.
_ALSO_CALLED: Final = {"rooibos": "tea", "shea-butter": "shea-nuts", "brazil-nuts": "nuts", "cashews": "nuts"}
_NEVER_ALONE: Final = frozenset({"fruit", "vegetables", "nuts", "other", "spices", "coca"})


class Product(NamedTuple):
    """A commodity (slug of the product scheme) with the words that name it."""

    value: str
    passage: Passage


def find_products(context: ReadingContext) -> list[Product]:
    """Return the products: those listed under a label, the main one, and those said to be produced too."""
    found: dict[str, Product] = {}
    for mention in _labelled(context):
        found.setdefault(mention.value, Product(mention.value, context.passage(mention.start, mention.end)))
    listed = set(found)
    main = _main(context)
    for mention in main:
        found.setdefault(mention.value, Product(mention.value, context.passage(mention.start, mention.end)))
    if not listed:
        for mention in _produced_too(context):
            found.setdefault(mention.value, Product(mention.value, context.quote(mention)))
    return [product for product in found.values() if product.value != "other" or len(found) == 1]


def _labelled(context: ReadingContext) -> Iterator[Mention]:
    """Products in the value of a fact labelled "Products"."""
    for block, labels in context.facts():
        if block.kind == "fact" and any(label.value == "products" for label in labels):
            label = Passage(*block.label, "") if block.label else None
            if label and context.words("product", label):
                continue  # "Coffee: Arabica, washed" tells of the coffee
            yield from context.words("product", Passage(block.value_start, block.end, ""))


def _main(context: ReadingContext) -> list[Mention]:
    """The commodity of most mentions, those further to the front, in headings and names counting more."""
    weights: dict[str, float] = {}
    first: dict[str, Mention] = {}
    body = context.document.body_start
    length = max(1, len(context.text) - body)
    for mention in context.words("product"):
        block = _block(context, mention.start)
        if block.kind == "boilerplate":
            continue
        weight = 1.0 + (1 - (mention.start - body) / length)
        if block.kind == "heading":
            weight += 1.0
        if mention.value in _NEVER_ALONE:
            weight *= 0.4
        weights[mention.value] = weights.get(mention.value, 0.0) + weight
        first.setdefault(mention.value, mention)
    for narrow, wide in _ALSO_CALLED.items():
        if narrow in weights and wide in weights:
            weights[narrow] += weights.pop(wide)
    for named in _in_name(context):
        if named in weights:
            weights[named] += 4.0
    if not weights:
        return []
    best = max(sorted(weights), key=lambda value: weights[value])
    return [first[best]]


def _in_name(context: ReadingContext) -> set[str]:
    from acopio.reading.tokens import tokenize

    names = " . ".join(filter(None, (context.naming.name, *context.naming.alternate_names)))
    return {mention.value for mention in context.language.lexicon.find(tokenize(names)).get("product", ())}


def _produced_too(context: ReadingContext) -> Iterator[Mention]:
    """Products that the organisation (not its members for themselves) is said to produce or sell as well."""
    produce = context.words("produce")
    for verb in produce:
        if verb.value != "too":
            continue
        clause = context.clause_at(verb.start)
        if clause is None or context.subject(clause).who in ("members", "other"):
            continue
        if context.has("negation", clause) or context.has("hedge", clause):
            continue
        yield from _listed(context, clause, verb)


def _listed(context: ReadingContext, clause: Clause, verb: Mention) -> Iterator[Mention]:
    for mention in context.words("product", clause):
        if mention.end <= verb.start or mention.start >= verb.end:
            yield mention


def _block(context: ReadingContext, position: int) -> Block:
    sentence = context.sentence_at(position)
    if sentence is not None:
        return context.blocks[sentence.block]
    return next((b for b in context.blocks if b.start <= position < b.end), context.blocks[0])
