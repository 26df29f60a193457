"""Plain facts: the organisation's name and other names, country, region, type, products."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.claims.records import Claim, StatementClaim
from acopio.reading.commodities import find_products
from acopio.reading.context import ReadingContext
from acopio.reading.locating import find_country
from acopio.reading.locating_region import find_region
from acopio.reading.statements_type import find_type


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the plain facts, each with the first words that state it."""
    yield from _names(context)
    yield from _places(context)
    if kind := find_type(context):
        yield kind
    for product in find_products(context):
        yield StatementClaim(
            passage=product.passage, rule="statements.product", property="product", value=product.value
        )


def _names(context: ReadingContext) -> Iterator[Claim]:
    naming = context.naming
    if naming.name and (passage := context.occurrence(naming.name)):
        yield StatementClaim(passage=passage, rule="statements.name", property="name", value=naming.name)
    for name in naming.alternate_names:
        if passage := context.occurrence(name):
            yield StatementClaim(
                passage=passage, rule="statements.alternate-name", property="alternate-name", value=name
            )


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
