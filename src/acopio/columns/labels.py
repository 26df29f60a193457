"""What kinds of terms there are, and the values of their texts.

A label is `iri`, `blank`, `@` and a language, or the IRI of a datatype. One that begins with `?` is of literals
that have no value: ill-typed ones, and those of datatypes that SPARQL does not know (`Other`). One that begins
with `!` is of literals whose value is not known here, such as dates with a time zone (`Odd`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from acopio.columns.covered import NotCovered
from acopio.columns.decimals import Fixed
from acopio.shacl.terms import RDF, XSD

IRI: Final = "iri"
BLANK: Final = "blank"
STRING: Final = f"{XSD}string"
INTEGER: Final = f"{XSD}integer"
DECIMAL: Final = f"{XSD}decimal"
BOOLEAN: Final = f"{XSD}boolean"
DATE: Final = f"{XSD}date"

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KNOWN: Final = (XSD, "http://www.opengis.net/")  # datatypes whose literals may have values


def is_date(text: str) -> bool:
    """Tell whether a text is a date without a time zone, of the years 1 to 9999."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


_FORMS: Final = {  # texts that may have a value, though it is not known here
    INTEGER: re.compile(r"\s*[+-]?[0-9]+\s*"),
    DECIMAL: re.compile(r"\s*[+-]?[0-9.]+\s*"),
    BOOLEAN: re.compile(r"\s*(?:true|false|0|1)\s*"),
    DATE: re.compile(r"\s*-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9:]+)?\s*"),
}
_PLAIN: Final[dict[str, Callable[[str], object]]] = {
    INTEGER: re.compile(r"-?[0-9]{1,18}").fullmatch,
    DECIMAL: re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?").fullmatch,
    DATE: is_date,
    BOOLEAN: re.compile("true|false").fullmatch,
    STRING: lambda text: True,
}
_FIRST: Final = (BLANK, IRI, STRING, INTEGER, DECIMAL, BOOLEAN, DATE)


class Iri(str):
    """The value of an IRI, which is equal to no string."""

    __slots__ = ()


class Blank(str):
    """A blank node, of which nothing is known but which it is."""

    __slots__ = ()


class Day(str):
    """The value of an xsd:date without a time zone: its text, which orders as dates do."""

    __slots__ = ()


class Tagged(tuple[str, str]):
    """The value of a literal with a language: its text and the language."""

    __slots__ = ()


class Other(tuple[str, str]):
    """A literal without a value, which is equal to itself and comparable to none: its text and the datatype."""

    __slots__ = ()


class Odd(tuple[str, str]):
    """A literal whose value is not known here: its text and the datatype."""

    __slots__ = ()


def label_of(term: Any) -> tuple[str, str]:
    """Return label and text of a pyoxigraph term."""
    if isinstance(term, NamedNode):
        return IRI, term.value
    if isinstance(term, Literal):
        if term.language:
            return f"@{term.language}", term.value
        return datatype_label(term.datatype.value, term.value), term.value
    if isinstance(term, BlankNode):
        return BLANK, term.value
    raise TypeError(f"no RDF 1.1 term: {term}")


def datatype_label(datatype: str, text: str) -> str:
    """Return the label of a literal without a language."""
    plain = _PLAIN.get(datatype)
    if plain and plain(text):
        return datatype
    form = _FORMS.get(datatype)
    has_value = form.fullmatch(text) if form else datatype.startswith(_KNOWN)
    if datatype == DATE and _DATE.fullmatch(text) and not text.startswith("0000"):
        has_value = False  # a day that is not in the calendar
    return f"!{datatype}" if has_value else f"?{datatype}"


def terms_of(label: str, texts: Iterable[str]) -> Iterator[Any]:
    """Return the pyoxigraph terms of a label and texts."""
    if label == IRI:
        return map(NamedNode, texts)
    if label == STRING:
        return map(Literal, texts)
    if label == BLANK:
        return map(BlankNode, texts)
    if label[0] == "@":
        return (Literal(text, language=label[1:]) for text in texts)
    datatype = NamedNode(label.lstrip("!?"))
    return (Literal(text, datatype=datatype) for text in texts)


def reader_of(label: str) -> Any:
    """Return the function from the text of a term with this label to its value."""
    if label == IRI:
        return Iri
    if label == STRING:
        return str
    if label == BLANK:
        return Blank
    if label == INTEGER:
        return int
    if label == DECIMAL:
        return Fixed.read
    if label == BOOLEAN:
        return lambda text: text == "true"
    if label == DATE:
        return Day
    if label[0] == "@":
        return lambda text: Tagged((text, label[1:]))
    kind, datatype = Odd if label[0] == "!" else Other, label[1:]
    return lambda text: kind((text, datatype))


def orders_as_text(label: str) -> bool:
    """Tell whether literals of this label are in order by their texts, also among others of which that is so."""
    return label in (STRING, BOOLEAN, DATE) or label[0] in "@?"


def order_key(label: str, text: str) -> tuple[str, str, str]:
    """Return what such literals are ordered by."""
    if label[0] == "@":
        return text, f"{RDF}langString", label[1:]
    return text, label.lstrip("?"), ""


def sorted_labels(labels: Iterable[str]) -> list[str]:
    """Return labels in the order in which they are numbered."""
    return sorted(labels, key=lambda label: (_FIRST.index(label) if label in _FIRST else len(_FIRST), label))


def canonical(literals: Iterable[Literal]) -> list[Literal]:
    """Return literals as the store gives them back: numbers and dates of equal value are one term there."""
    store, node = Store(), NamedNode("x:x")
    for number, literal in enumerate(literals):
        store.add(Quad(node, NamedNode(f"x:{number}"), literal))
    kept = {
        quad.predicate.value: quad.object
        for quad in store.quads_for_pattern(node, None, None)
        if isinstance(quad.object, Literal)
    }
    return [kept[f"x:{number}"] for number in range(len(kept))]


def labelled(value: Any) -> tuple[str, str]:
    """Return label and text of a value."""
    kind = type(value)
    if kind is str:
        return STRING, value
    if kind is Iri:
        return IRI, str(value)
    if kind is bool:
        return BOOLEAN, "true" if value else "false"
    if kind is int:
        return INTEGER, str(value)
    if kind is Fixed:
        return DECIMAL, str(value)
    if kind is Day:
        return DATE, str(value)
    if kind is Tagged:
        return f"@{value[1]}", value[0]
    if kind is Other:
        return f"?{value[1]}", value[0]
    raise NotCovered("an unusual literal as a result")


@lru_cache(maxsize=65536)
def given_label(term: Any) -> tuple[str, str]:
    """Return label and text of a term, as the store gives it back."""
    if isinstance(term, Literal) and not term.language and term.datatype.value != STRING:
        (term,) = canonical([term])
    return label_of(term)
