"""RDF terms: prefixed names to IRIs, values to literals, and what is said of one subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from acopio.namespaces import CONCEPT, EDTF, PREFIXES

Object: TypeAlias = NamedNode | Literal

XSD_STRING: Final = f"{PREFIXES['xsd']}string"
_XSD_DATE: Final = NamedNode(f"{PREFIXES['xsd']}date")
_XSD_INTEGER: Final = NamedNode(f"{PREFIXES['xsd']}integer")
_XSD_DECIMAL: Final = NamedNode(f"{PREFIXES['xsd']}decimal")
_XSD_NATURAL: Final = NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger")
_EDTF: Final = NamedNode(f"{EDTF}EDTF")


@lru_cache(maxsize=4096)
def term(prefixed: str) -> NamedNode:
    """Return the IRI of a prefixed name such as `schema:about`; raises KeyError for an unknown prefix."""
    prefix, _, local = prefixed.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@lru_cache(maxsize=4096)
def concept(scheme: str, slug: str) -> NamedNode:
    """Return the IRI of a concept, `…/concept/<scheme>/<slug>`; raises KeyError for an unknown scheme."""
    if scheme not in PREFIXES or not PREFIXES[scheme].startswith(CONCEPT):
        raise KeyError(scheme)
    return NamedNode(f"{PREFIXES[scheme]}{slug}")


RDF_TYPE: Final = term("rdf:type")


@dataclass(slots=True)
class Description:
    """A subject with what is said of it, in the order in which it is written."""

    subject: NamedNode
    properties: list[tuple[NamedNode, Object]] = field(default_factory=list)

    def add(self, predicate: str, *values: Object | None) -> Description:
        """Say something of the subject; values that are None are left out."""
        node = term(predicate)
        self.properties.extend((node, value) for value in values if value is not None)
        return self

    def a(self, *classes: str) -> Description:
        """Say what classes the subject is of."""
        return self.add("rdf:type", *(term(name) for name in classes))

    def values(self, predicate: str) -> list[Object]:
        """Return the objects of one property, in order."""
        node = term(predicate)
        return [value for name, value in self.properties if name == node]

    def value(self, predicate: str) -> Object | None:
        """Return the first object of one property; None where there is none."""
        return next(iter(self.values(predicate)), None)

    def without(self, predicates: Iterable[NamedNode]) -> Description:
        """Return a copy that says nothing with these properties."""
        left_out = frozenset(predicates)
        return Description(self.subject, [pair for pair in self.properties if pair[0] not in left_out])


def text(value: str | None) -> Literal | None:
    """Return a plain string literal; None for None and for an empty string."""
    return Literal(value) if value else None


def tagged(value: str, language: str) -> Literal:
    """Return a language-tagged string."""
    return Literal(value, language=language)


def date(value: dt.date | None) -> Literal | None:
    """Return an xsd:date literal."""
    return None if value is None else Literal(value.isoformat(), datatype=_XSD_DATE)


def edtf(value: str) -> Literal:
    """Return a literal of the Extended Date/Time Format (ISO 8601-2:2019)."""
    return Literal(value, datatype=_EDTF)


def integer(value: int | None) -> Literal | None:
    """Return an xsd:integer literal."""
    return None if value is None else Literal(str(value), datatype=_XSD_INTEGER)


def natural(value: int) -> Literal:
    """Return an xsd:nonNegativeInteger literal, the range of oa:start and oa:end."""
    return Literal(str(value), datatype=_XSD_NATURAL)


def decimal(value: Decimal | None) -> Literal | None:
    """Return an xsd:decimal literal with at least one digit after the point."""
    if value is None:
        return None
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0")
        digits += "0" if digits.endswith(".") else ""
    else:
        digits += ".0"
    return Literal(digits, datatype=_XSD_DECIMAL)


def number(value: Decimal | None) -> Literal | None:
    """Return an xsd:integer for a whole number, an xsd:decimal for any other."""
    if value is not None and value == value.to_integral_value():
        return integer(int(value))
    return decimal(value)
