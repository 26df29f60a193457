"""From the words of a user to the term that a parameter is bound to.

"cocoa" becomes `product:cocoa`, "Peru" or "PE" `id:place/PE`, "2004" a date: what there is to choose
from is asked of the data, so that an unknown word can be answered with the words that are there.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from acopio.catalogue.choices import Ask, Choices, concept_choices, member_choices
from acopio.catalogue.header import Parameter
from acopio.catalogue.result import Value
from acopio.catalogue.stored_query import StoredQuery
from acopio.catalogue.suggest import did_you_mean, folded, listed
from acopio.errors import AcopioError
from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

_XSD: Final = PREFIXES["xsd"]
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}")  # what every engine can hold
_DECIMAL: Final = re.compile(r"[+-]?(\d{1,18}(\.\d{0,18})?|\.\d{1,18})")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def bind(query: StoredQuery, given: Mapping[str, Value], ask: Ask) -> dict[str, Term]:
    """Return the terms by parameter name; defaults stand in for what is not given.

    `ask` runs a query without parameters over the data. Raises AcopioError: no such parameter, a
    required one missing, a value that does not fit or is not in the data.
    """
    words: dict[str, str] = {}
    for name, value in given.items():
        parameter = query.parameter(name)
        if parameter.name in words:
            raise AcopioError("query-parameter", f"the parameter '{parameter.name}' is given twice")
        words[parameter.name] = _as_words(value)
    terms: dict[str, Term] = {}
    for parameter in query.parameters:
        word = words.get(parameter.name, parameter.default)
        if word is not None:
            terms[parameter.name] = to_term(parameter, word, ask)
        elif parameter.required:
            raise AcopioError(
                "query-parameter",
                f"the query '{query.name}' needs the parameter '{parameter.name}': {parameter.description}",
            )
    return terms


def to_term(parameter: Parameter, word: str, ask: Ask) -> Term:
    """Return the term that a word means for a parameter; AcopioError with what would fit."""
    if not word.strip():
        raise _refusal(parameter, word, "Give a value, or leave the parameter out.")
    from pyoxigraph import Literal, NamedNode

    match parameter.type:
        case "concept":
            return _chosen(parameter, word, concept_choices(parameter.scheme or "", ask))
        case "iri" if parameter.class_iri:
            return _chosen(parameter, word, member_choices(parameter.class_iri, ask))
        case "iri":
            iri = expanded(word)
            if iri is None:
                raise _refusal(parameter, word, "Give an IRI, such as https://w3id.org/acopio/id/… or id:….")
            return NamedNode(iri)
        case "integer":
            if not _INTEGER.fullmatch(word.strip()):
                raise _refusal(parameter, word, "Give a whole number, such as 1800.")
            return Literal(str(int(word)), datatype=NamedNode(f"{_XSD}integer"))
        case "decimal":
            return Literal(_decimal(parameter, word), datatype=NamedNode(f"{_XSD}decimal"))
        case "date":
            return Literal(_day(parameter, word).isoformat(), datatype=NamedNode(f"{_XSD}date"))
        case "language":
            if not _LANGUAGE.fullmatch(word.strip()):
                raise _refusal(parameter, word, "Give a language tag, such as en or es.")
            return Literal(word.strip().lower())
        case "text" if parameter.choices:
            return Literal(_one_of(parameter, word))
        case _:
            try:
                return Literal(word)
            except ValueError:
                raise _refusal(parameter, word, "Give text that can be written as UTF-8.") from None


def expanded(word: str) -> str | None:
    """Return the IRI that is written out, in angle brackets or with a known prefix; None for other words."""
    from pyoxigraph import NamedNode

    iri = word.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = iri.partition(":")
    if not colon:
        return None
    if prefix in PREFIXES and not local.startswith("//"):
        iri = PREFIXES[prefix] + local
    try:
        return str(NamedNode(iri).value)
    except (ValueError, UnicodeEncodeError):
        return None


def _chosen(parameter: Parameter, word: str, choices: Choices) -> Term:
    from pyoxigraph import NamedNode

    found = choices.named(word, expanded(word))
    if len(found) == 1:
        return NamedNode(found[0])
    if found:
        names = listed(choices.short(iri) for iri in found)
        raise _refusal(parameter, word, f"It could be {names}. Give one of these.")
    there = listed(choices.used())
    in_data = f"In the data: {there}." if there else "The data has none to choose from."
    raise _refusal(parameter, word, f"{did_you_mean(word, choices.words())}{in_data}")


def _one_of(parameter: Parameter, word: str) -> str:
    """Return the choice that a word is, whatever its case and accents; AcopioError with those there are."""
    for choice in parameter.choices:
        if folded(choice) == folded(word):
            return choice
    there = f"It is one of: {', '.join(parameter.choices)}."
    raise _refusal(parameter, word, f"{did_you_mean(word, parameter.choices)}{there}")


def _day(parameter: Parameter, word: str) -> dt.date:
    """Return the day that "2004", "2004-05" or "2004-05-17" means at the parameter's bound."""
    match = _DATE.fullmatch(word.strip())
    latest = parameter.bound == "latest"
    try:
        if match is None:
            raise ValueError(word)
        year, month = int(match[1]), int(match[2] or (12 if latest else 1))
        day = int(match[3] or (calendar.monthrange(year, month)[1] if latest else 1))
        return dt.date(year, month, day)
    except ValueError:
        remedy = "Give a year, a month or a day that exists: 2004, 2004-05 or 2004-05-17."
        raise _refusal(parameter, word, remedy) from None


def _decimal(parameter: Parameter, word: str) -> str:
    if not _DECIMAL.fullmatch(word.strip()):
        raise _refusal(parameter, word, "Give a number with a decimal point, such as 12.5.")
    return f"{Decimal(word.strip()):f}"


def _as_words(value: Value) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


def _refusal(parameter: Parameter, word: str, remedy: str) -> AcopioError:
    return AcopioError(
        "query-parameter",
        f"the parameter '{parameter.name}' cannot be {word!r} ({parameter.description})",
        remedy=remedy,
    )
