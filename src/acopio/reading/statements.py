"""Plain facts: the organisation's name and other names, country, region, type, products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.claims.records import Claim, Passage, StatementClaim
from acopio.reading.commodities import find_products
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.locating import find_country
from acopio.reading.locating_region import find_region
from acopio.reading.naming import types_in
from acopio.reading.tokens import tokenize

#: Where a name says several types ("Cooperative Union", "Coffee Co-operative Ltd") the first of these holds.
_TYPE_ORDER: Final = ("union", "cooperative", "association", "plantation", "company", "other")


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the plain facts, each with the first words that state it."""
    yield from _names(context)
    yield from _places(context)
    yield from _type(context)
    for product in find_products(context):
        yield StatementClaim(
            passage=product.passage, rule="statements.product", property="product", value=product.value
        )


def _names(context: ReadingContext) -> Iterator[Claim]:
    naming = context.naming
    if naming.name and (passage := _occurrence(context, naming.name)):
        yield StatementClaim(passage=passage, rule="statements.name", property="name", value=naming.name)
    for name in naming.alternate_names:
        if passage := _occurrence(context, name):
            yield StatementClaim(
                passage=passage, rule="statements.alternate-name", property="alternate-name", value=name
            )


def _occurrence(context: ReadingContext, name: str) -> Passage | None:
    """The first place where a name stands: in the body, else in the front matter; None where it does not."""
    start = context.text.find(name, context.document.body_start)
    if start < 0:
        norms = [token.norm for token in tokenize(name) if token.kind != "mark"]
        for first, last in context.naming.mentions:
            if context.norms[first : first + len(norms)] == norms and last >= first + len(norms) - 1:
                end = context.tokens[first + len(norms) - 1].end
                return context.passage(context.tokens[first].start, end)
        start = context.text.find(name)
    return context.passage(start, start + len(name), trim=False) if start >= 0 else None


def _places(context: ReadingContext) -> Iterator[Claim]:
    country = find_country(context)
    if country is None:
        return
    yield StatementClaim(
        passage=country.passage,
        rule="statements.country-implied" if country.inferred else "statements.country",
        assertion="inferred" if country.inferred else "normalised",
        property="country",
        value=country.code,
    )
    if region := find_region(context, country.code):
        yield StatementClaim(
            passage=region.passage,
            rule="statements.region",
            assertion="normalised",
            property="region",
            value=region.code,
        )


def _type(context: ReadingContext) -> Iterator[Claim]:
    """The organisation's type: by its own name, a label, an alternate name, else what the text calls it."""
    naming = context.naming
    names = [naming.name or "", *naming.alternate_names]
    for name in names:
        types = set(types_in(name, context.language))
        named = next((value for value in _TYPE_ORDER if value in types), None)
        if named and named != "company" and (passage := _occurrence(context, name)):
            yield _type_claim(passage, named, "statements.type-in-name")
            return
    for block, labels in context.facts():
        if any(label.value == "type" for label in labels):
            inside = context.words("organization-type", Passage(block.value_start, block.end, ""))
            if inside:
                mention = inside[0]
                yield _type_claim(
                    context.passage(mention.start, mention.end), mention.value, "statements.type-label"
                )
                return
    called: dict[str, int] = {}
    first: dict[str, Passage] = {}
    for mention in context.words("generic"):
        if mention.value == "any":
            continue
        own = context.is_self(mention.first) or _names_self(context, mention.last)
        if not own and not _said_to_be(context, mention):
            continue
        called[mention.value] = called.get(mention.value, 0) + 1
        first.setdefault(mention.value, context.passage(mention.start, mention.end))
    if called:
        value = max(sorted(called), key=lambda value: (called[value], -_TYPE_ORDER.index(value)))
        yield _type_claim(first[value], value, "statements.type-called")
    elif naming.types and naming.name and (passage := _occurrence(context, naming.name)):
        yield _type_claim(passage, sorted(naming.types)[0], "statements.type-in-name")


def _names_self(context: ReadingContext, last: int) -> bool:
    """True where the name follows: "the central cooperative El Ceibo", "the flower farm of Nevado"."""
    own = {first for first, _ in context.naming.mentions}
    following = last + 1
    if following < len(context.norms) and context.norms[following] in context.language.location_cues:
        following += 1
    return following in own


def _said_to_be(context: ReadingContext, mention: Mention) -> bool:
    """True for "It is an association whose …": a noun soon after the verb of a clause about it."""
    clause = context.clause_at(mention.start)
    if clause is None or clause.finite is None or not 0 < mention.first - clause.finite <= 4:
        return False
    return (
        context.subject(clause).who == "self"
        and context.norms[clause.finite + 1] in context.language.number_articles
        and not context.has("negation", clause)
    )


def _type_claim(passage: Passage, value: str, rule: str) -> StatementClaim:
    return StatementClaim(passage=passage, rule=rule, property="type", value=value)
