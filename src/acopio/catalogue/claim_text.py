"""What a claim says, in a few words: made from its triples, for people who read a list of claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from acopio.catalogue.table import concept_slug
from acopio.namespaces import CONCEPT, ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from acopio.catalogue.result import Term

_SCHEMA: Final = PREFIXES["schema"]
_RDF: Final = PREFIXES["rdf"]
# The properties of a statement by the words that they are shown with.
_STATED: Final = {
    f"{_SCHEMA}name": "name",
    f"{_SCHEMA}alternateName": "other name",
    f"{ONTOLOGY}country": "country",
    f"{ONTOLOGY}region": "region",
    f"{ONTOLOGY}organizationType": "type",
    f"{ONTOLOGY}product": "product",
}


@dataclass(frozen=True, slots=True)
class Node:
    """What the store says of one subject: values by property IRI, in the order of their text."""

    store: Store = field(repr=False)
    iri: str
    values: dict[str, list[Term]]

    @classmethod
    def read(cls, store: Store, iri: str) -> Node:
        """Return all that is said of a subject in any graph."""
        from pyoxigraph import NamedNode

        values: dict[str, list[Term]] = {}
        for quad in store.quads_for_pattern(NamedNode(iri), None, None, None):
            known = values.setdefault(quad.predicate.value, [])
            if quad.object not in known:
                known.append(quad.object)
        for terms in values.values():
            terms.sort(key=str)
        return cls(store, iri, values)

    def terms(self, name: str) -> list[Term]:
        """Return the values of `acopio:` property `name`, or of one given by its IRI."""
        return self.values.get(name if ":" in name else ONTOLOGY + name, [])

    def text(self, name: str) -> str | None:
        """Return the first value as words: a concept by its slug; None where there is none."""
        return next((_word(term) for term in self.terms(name)), None)

    def texts(self, name: str) -> list[str]:
        """Return all values as words."""
        return [_word(term) for term in self.terms(name)]

    def nodes(self, name: str) -> list[Node]:
        """Return the nodes that a property leads to."""
        return [Node.read(self.store, _value(term)) for term in self.terms(name)]


def says(kind: str, claim: Node) -> str:
    """Return what a claim of a kind (`founding`, `count`, …) says, without its words."""
    maker = _MAKERS.get(kind)
    return "; ".join(part for part in maker(claim) if part) if maker else ""


def _founding(claim: Node) -> Iterable[str | None]:
    yield claim.text("foundingKind")
    yield claim.text("when")
    for founders in claim.nodes("founders"):
        yield f"by {_quantity(founders)}"


def _count(claim: Node) -> Iterable[str | None]:
    part = claim.text("countedPart")
    unit = claim.text("countedUnit")
    yield unit if part in (None, "all") else f"{unit} ({part})"
    yield _number(claim)
    yield _share(claim)
    yield claim.text("when")


def _certification(claim: Node) -> Iterable[str | None]:
    yield claim.text("scheme")
    yield claim.text("certificationStatus")
    yield claim.text("when")
    yield _share(claim)
    holder = claim.text("holder")
    yield f"held by {holder}" if holder not in (None, "self") else None
    for body in claim.nodes(f"{_SCHEMA}issuedBy"):
        yield f"certifier {body.text(f'{_SCHEMA}name')}"


def _premium_use(claim: Node) -> Iterable[str | None]:
    yield _purposes(claim)
    for item in claim.nodes("acquired"):
        yield _quantity(item)
    yield _money(claim)
    yield _share(claim)
    beneficiaries = claim.texts("beneficiary")
    yield f"for {', '.join(beneficiaries)}" if beneficiaries else None
    yield claim.text("when")
    yield "planned" if claim.text("useStatus") == "planned" else None


def _purposes(claim: Node) -> str:
    main = claim.text("mainPurpose")
    others = [slug for slug in claim.texts("purpose") if slug != main]
    return ", ".join([main, *others] if main else others)


def _testimony(claim: Node) -> Iterable[str | None]:
    for person in claim.nodes(f"{_SCHEMA}spokenByCharacter"):
        yield person.text(f"{_SCHEMA}name")
    yield claim.text("speakerRole")


def _recognition(claim: Node) -> Iterable[str | None]:
    granted = claim.text("grantedBy")
    yield f"by {granted}" if granted else None
    yield claim.text("when")


def _funding(claim: Node) -> Iterable[str | None]:
    for body in claim.nodes(f"{_SCHEMA}funder"):
        yield body.text(f"{_SCHEMA}name")
    yield claim.text("fundingKind")
    yield _money(claim)
    yield claim.text("when")


def _statement(claim: Node) -> Iterable[str | None]:
    predicate = next((_value(term) for term in claim.terms(f"{_RDF}predicate")), "")
    for term in claim.terms(f"{_RDF}object"):
        value = _word(term)
        if predicate in (f"{ONTOLOGY}country", f"{ONTOLOGY}region"):
            value = Node.read(claim.store, _value(term)).text(f"{_SCHEMA}name") or value
        yield f"{_STATED.get(predicate, concept_slug(predicate))}: {value}"


_MAKERS: Final[dict[str, Callable[[Node], Iterable[str | None]]]] = {
    "founding": _founding,
    "count": _count,
    "certification": _certification,
    "premium-use": _premium_use,
    "need": lambda claim: [_purposes(claim)],
    "outcome": lambda claim: [_purposes(claim)],
    "testimony": _testimony,
    "recognition": _recognition,
    "funding": _funding,
    "statement": _statement,
}


def _number(node: Node) -> str | None:
    """Return a number with its bounds: "more than 1800 (at least 1801)", "2 to 3", "about 400"."""
    value, low, high = (node.text(f"{_SCHEMA}{name}") for name in ("value", "minValue", "maxValue"))
    comparator = (node.text("comparator") or "exactly").replace("-", " ")
    if low is not None and low == high:
        return low
    if low is not None and high is not None:
        return f"{low} to {high}"
    if value is None:
        bound = low or high
        return f"{'at least' if low else 'at most'} {bound}" if bound else None
    bounds = f" (at least {low})" if low else f" (at most {high})" if high else ""
    return f"{comparator} {value}{bounds}"


def _quantity(node: Node) -> str:
    what = node.text(f"{_SCHEMA}name") or node.text("countedUnit") or ""
    return f"{_number(node) or node.text('statedText') or ''} {what}".strip()


def _share(node: Node) -> str | None:
    percent, low, high = (node.text(name) for name in ("percent", "minPercent", "maxPercent"))
    base = node.text("shareOf")
    of = f" of {base}" if base else ""
    if percent is not None:
        return f"{percent} %{of}"
    if low is None and high is None:
        return None
    between = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    return f"{between} %{of}"


def _money(node: Node) -> str | None:
    for amount in node.nodes(f"{_SCHEMA}amount"):
        return f"{amount.text(f'{_SCHEMA}value')} {amount.text(f'{_SCHEMA}currency')}"
    return None


def _word(term: Term) -> str:
    value = _value(term)
    return concept_slug(value) if value.startswith(CONCEPT) else value


def _value(term: Term) -> str:
    return str(getattr(term, "value", term))
