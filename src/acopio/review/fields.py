"""What a person can correct in a claim: its fields by kind, read as words and written from words.

Words are the same that a table shows: a concept by its slug, a date in EDTF, a number with its
qualifier ("over 1,800") in the language of the document.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from acopio.catalogue.suggest import listed
from acopio.claims.records import StatedDate
from acopio.graph.claim_graph import PLAIN_PROPERTIES, ClaimEntry
from acopio.graph.describe_claims import say_date, say_quantity
from acopio.graph.iris import body_iri, person_iri
from acopio.graph.places import place_code
from acopio.graph.terms import Description, decimal, term, text
from acopio.namespaces import PREFIXES
from acopio.review.values import (
    PLACES,
    concepts,
    edtf_bounds,
    known_concept,
    percentage,
    plain_value,
    stated_quantity,
    unfit,
)

Named = dict[NamedNode, Description]


class Correction(NamedTuple):
    """The claim being corrected: its new description, whom it is about, the language of its document."""

    entry: ClaimEntry
    organization: NamedNode
    language: str
    named: Named  # persons and bodies that the claim comes to speak of


class Field(NamedTuple):
    """One thing that a claim says: its name, its words as they stand, and how new words are written.

    `write` raises AcopioError review-value for words that do not fit; empty words take the value away.
    """

    name: str
    read: Callable[[ClaimEntry], str]
    write: Callable[[Correction, str], None]
    hint: str


def fields_of(entry: ClaimEntry) -> tuple[Field, ...]:
    """Return what can be corrected in a claim of this kind."""
    if entry.kind == "statement":
        return (_statement(entry),)
    return _FIELDS[entry.kind]


def _replaced(claim: Description, *names: str) -> int:
    """Take the values of properties away; return where the first of them stood."""
    gone = {term(name) for name in names}
    at = next((i for i, (name, _) in enumerate(claim.properties) if name in gone), None)
    claim.properties = [pair for pair in claim.properties if pair[0] not in gone]
    quote = next((i for i, (name, _) in enumerate(claim.properties) if name == term("acopio:quote")), None)
    return min(x for x in (at, quote, len(claim.properties)) if x is not None)


def _put(claim: Description, new: Description, *names: str) -> None:
    """Put new properties in the place of those named."""
    at = _replaced(claim, *names)
    claim.properties[at:at] = new.properties


def _concept_field(name: str, prefixed: str, scheme: str, *, needed: bool = True) -> Field:
    def read(entry: ClaimEntry) -> str:
        return _slug(entry.claim.value(prefixed), scheme)

    def write(correction: Correction, words: str) -> None:
        new = Description(correction.entry.iri)
        if words or needed:
            new.add(prefixed, known_concept(scheme, words))
        _put(correction.entry.claim, new, prefixed)

    return Field(name, read, write, f"one of {scheme}: {listed(concepts(scheme))}")


def _concepts_field(name: str, prefixed: str, scheme: str, main: str | None = None) -> Field:
    names = (main, prefixed) if main else (prefixed,)

    def read(entry: ClaimEntry) -> str:
        values = [*(entry.claim.values(main) if main else ()), *entry.claim.values(prefixed)]
        return ", ".join(dict.fromkeys(_slug(value, scheme) for value in values))

    def write(correction: Correction, words: str) -> None:
        values = [known_concept(scheme, each) for each in words.replace(",", " ").split()]
        if main and not values:
            raise unfit(f"the {name} cannot be left empty", choices=concepts(scheme))
        new = Description(correction.entry.iri)
        if main:
            new.add(main, *values[:1])
        _put(correction.entry.claim, new.add(prefixed, *values), *names)

    return Field(name, read, write, f"of {scheme}, the best first: {listed(concepts(scheme))}")


def _slug(value: object, scheme: str) -> str:
    return value.value.removeprefix(PREFIXES[scheme]) if isinstance(value, NamedNode) else ""


# Dates, numbers, names


def _read_text(prefixed: str) -> Callable[[ClaimEntry], str]:
    def read(entry: ClaimEntry) -> str:
        value = entry.claim.value(prefixed)
        return value.value if isinstance(value, Literal) else ""

    return read


def _write_date(correction: Correction, words: str) -> None:
    new = Description(correction.entry.iri)
    if words:
        earliest, latest = edtf_bounds(words)
        say_date(new, StatedDate(words, earliest, latest))
    _put(correction.entry.claim, new, "acopio:when", "acopio:earliest", "acopio:latest")


def _write_number(correction: Correction, words: str) -> None:
    new = Description(correction.entry.iri)
    if words:
        say_quantity(new, stated_quantity(words, correction.language))
    names = ("schema:value", "acopio:comparator", "schema:minValue", "schema:maxValue", "acopio:statedText")
    _put(correction.entry.claim, new, *names)


def _write_percent(correction: Correction, words: str) -> None:
    new = Description(correction.entry.iri)
    if words:
        new.add("acopio:percent", decimal(percentage(words)))
    _put(correction.entry.claim, new, "acopio:percent", "acopio:minPercent", "acopio:maxPercent")


def _text_field(name: str, prefixed: str) -> Field:
    def write(correction: Correction, words: str) -> None:
        new = Description(correction.entry.iri).add(prefixed, text(words))
        _put(correction.entry.claim, new, prefixed)

    return Field(name, _read_text(prefixed), write, "words of the document; empty for none")


def _named_field(
    name: str, prefixed: str, kind: str, iri: Callable[[NamedNode, str], NamedNode], *, needed: bool
) -> Field:
    """A person or body: read by the end of its IRI, written by its name."""

    def read(entry: ClaimEntry) -> str:
        value = entry.claim.value(prefixed)
        return value.value.rpartition("/")[2] if isinstance(value, NamedNode) else ""

    def write(correction: Correction, words: str) -> None:
        if needed and not words:
            raise unfit(f"the {name} cannot be left empty")
        new = Description(correction.entry.iri)
        if words:
            node = iri(correction.organization, words)
            described = Description(node).a(kind).add("schema:name", text(words))
            correction.named.setdefault(node, described)
            new.add(prefixed, node)
        _put(correction.entry.claim, new, prefixed)

    return Field(name, read, write, "the name")


_DATE: Final = Field("when", _read_text("acopio:when"), _write_date, "EDTF: 2004, 2004-05, 199X, 1990/1993")
_NUMBER: Final = Field("number", _read_text("acopio:statedText"), _write_number, '1,800 or "over 1,800"')
_PERCENT: Final = Field("percent", _read_text("acopio:percent"), _write_percent, "0 to 100")
_PURPOSE: Final = _concepts_field("purpose", "acopio:purpose", "purpose", main="acopio:mainPurpose")

_FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "founding": (_concept_field("kind", "acopio:foundingKind", "founding-kind"), _DATE),
    "count": (
        _NUMBER,
        _PERCENT,
        _concept_field("unit", "acopio:countedUnit", "unit-of-count"),
        _concept_field("part", "acopio:countedPart", "counted-part"),
        _DATE,
    ),
    "certification": (
        _concept_field("scheme", "acopio:scheme", "certification"),
        _concept_field("status", "acopio:certificationStatus", "certification-status"),
        _concept_field("holder", "acopio:holder", "holder"),
        _DATE,
        _PERCENT,
        _concept_field("share_of", "acopio:shareOf", "share-base", needed=False),
        _named_field(
            "certifier", "schema:issuedBy", "org:Organization", lambda _, name: body_iri(name), needed=False
        ),
    ),
    "premium-use": (
        _PURPOSE,
        _concepts_field("beneficiary", "acopio:beneficiary", "beneficiary"),
        _concept_field("status", "acopio:useStatus", "use-status"),
        _PERCENT,
        _DATE,
    ),
    "need": (_PURPOSE,),
    "outcome": (_concepts_field("purpose", "acopio:purpose", "purpose"),),
    "testimony": (
        _named_field("speaker", "schema:spokenByCharacter", "schema:Person", person_iri, needed=True),
        _text_field("role", "acopio:speakerRole"),
    ),
    "recognition": (_text_field("granted_by", "acopio:grantedBy"), _DATE),
    "funding": (
        _named_field(
            "funder", "schema:funder", "org:Organization", lambda _, name: body_iri(name), needed=True
        ),
        _concept_field("kind", "acopio:fundingKind", "funding-kind"),
        _DATE,
    ),
}


# Plain facts


def _statement(entry: ClaimEntry) -> Field:
    """The value of a plain fact: words of a name, an ISO 3166 code, a type or a product."""
    stated = entry.claim.value("rdf:predicate")
    name = next((key for key, value in PLAIN_PROPERTIES.items() if term(value) == stated), "value")
    scheme = {"type": "organization-type", "product": "product"}.get(name)

    def read(entry: ClaimEntry) -> str:
        value = entry.claim.value("rdf:object")
        if isinstance(value, NamedNode):
            return place_code(value) or _slug(value, scheme or "product")
        return value.value if value is not None else ""

    def write(correction: Correction, words: str) -> None:
        if not words:
            raise unfit(f"the {name} cannot be left empty")
        value = known_concept(scheme, words) if scheme else plain_value(name, words)
        new = Description(correction.entry.iri).add("rdf:object", value)
        _put(correction.entry.claim, new, "rdf:object")

    hint = listed(concepts(scheme)) if scheme else "ISO 3166: PE, PE-SAM" if name in PLACES else "the words"
    return Field(name.replace("-", "_"), read, write, hint)
