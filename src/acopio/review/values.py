"""Words of a person turned into values: concepts, dates, numbers, places. What does not fit is told."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from acopio.assets import ontology_folder
from acopio.catalogue.suggest import did_you_mean, listed
from acopio.claims.records import Quantity
from acopio.errors import AcopioError
from acopio.graph.iris import place_iri
from acopio.graph.places import describe_place
from acopio.graph.terms import concept, term
from acopio.namespaces import PREFIXES

PLACES: Final = ("country", "region")  # facts whose value is a place


@lru_cache
def concepts(scheme: str) -> tuple[str, ...]:
    """Return the slugs of a concept scheme, sorted."""
    path = ontology_folder() / "concepts" / f"{scheme}.ttl"
    kind, in_scheme = term("rdf:type"), term("skos:Concept")
    quads = parse(path=str(path), format=RdfFormat.TURTLE)
    found = (q.subject for q in quads if q.predicate == kind and q.object == in_scheme)
    namespace = PREFIXES[scheme]
    return tuple(sorted(s.value.removeprefix(namespace) for s in found if isinstance(s, NamedNode)))


def known_concept(scheme: str, words: str) -> NamedNode:
    """Return the concept that words name by its slug; raises AcopioError review-value."""
    slug = words.strip().lower().replace(" ", "-")
    if slug not in concepts(scheme):
        raise unfit(f"{words!r} is no {scheme}", did_you_mean(slug, concepts(scheme)), concepts(scheme))
    return concept(scheme, slug)


def unfit(problem: str, guess: str = "", choices: Iterable[str] = ()) -> AcopioError:
    """Return the fault of a value that does not fit, with what would."""
    known = f"There are: {listed(choices)}." if choices else "See what stands there now."
    return AcopioError("review-value", problem, remedy=f"{guess}{known}")


def edtf_bounds(words: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day that an EDTF date can mean; None on an open side."""
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(words)
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, AttributeError):
        raise AcopioError(
            "review-value",
            f"{words!r} is no date",
            remedy="Write it in EDTF: 2004, 2004-05, 2004-05-31, 199X, 2004~ (about), 1990/1993 (from, to).",
        ) from None


def _day(bound: object) -> dt.date | None:
    return dt.date(*bound[:3]) if isinstance(bound, time.struct_time) else None


def stated_quantity(words: str, language: str) -> Quantity:
    """Return what a number in words says, "over 1,800"; raises AcopioError review-value where it is none."""
    from acopio.reading.language import load_language
    from acopio.reading.numbers import find_numbers
    from acopio.reading.quantities import QuantityFinder
    from acopio.reading.tokens import tokenize

    known = load_language(language)
    tokens = tokenize(words)
    norms = [token.norm for token in tokens]
    finder = QuantityFinder(tokens, norms, known.lexicon.find(tokens, norms), known, words)
    found, _ = finder.find(find_numbers(tokens, known))
    if len(found) != 1:
        raise AcopioError(
            "review-value",
            f"{words!r} is not one number",
            remedy='Write it as the document would: 1,800 or "over 1,800" or "two or three".',
        )
    return found[0].quantity


def percentage(words: str) -> Decimal:
    """Return "60", "60 %" or "12,5" as a number; raises AcopioError review-value outside 0 to 100."""
    try:
        value = Decimal(words.replace("%", "").replace(",", ".").strip())
    except InvalidOperation:
        raise unfit(f"{words!r} is no percentage") from None
    if not 0 <= value <= 100:
        raise unfit(f"{words} is not between 0 and 100")
    return value


def plain_value(name: str, words: str) -> NamedNode | Literal:
    """Return the object of a plain fact: a place by its ISO 3166 code, else the words themselves."""
    if name not in PLACES:
        return Literal(words)
    code = words.strip().upper()
    try:
        describe_place(code)
    except LookupError as error:
        raise AcopioError(
            "review-value",
            str(error.args[0]),
            remedy="Give an ISO 3166 code: PE for Peru, PE-SAM for San Martín.",
        ) from None
    return place_iri(code)
