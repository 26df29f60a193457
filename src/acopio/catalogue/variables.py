"""Bind variables of a query that has no header: terms in a row of inline data, never words in the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from acopio.catalogue.lexer import Token, tokens
from acopio.catalogue.suggest import did_you_mean
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def with_variables(text: str, terms: Mapping[str, Term], path: Path | str = "<query>") -> str:
    """Return a query in which variables have the terms as their only values.

    They are a row, `VALUES (?a ?b) { (…) }`, at the beginning of the WHERE clause, on the line where it
    begins, so that lines keep their numbers. A subquery sees such a variable only as it sees any other:
    it joins where the subquery selects it. Raises AcopioError query-parameter for a variable that the
    query has not, and where there is no WHERE clause that could hold the row.
    """
    from acopio.catalogue.engines import written

    if not terms:
        return text
    found = list(tokens(text))
    there = {token.text[1:] for token in found if token.kind == "variable"}
    for name in terms:
        if name not in there:
            raise AcopioError(
                "query-parameter",
                f"the query has no variable '?{name}'",
                path=path,
                remedy=f"{did_you_mean(name, there)}Its variables: {', '.join(sorted(there)) or 'none'}.",
            )
    place = _where(found)
    if place is None:
        raise AcopioError(
            "query-parameter",
            "the query has no WHERE clause of its own to bind variables in",
            path=path,
            remedy="Write CONSTRUCT { … } WHERE { … }, or DESCRIBE … WHERE { … }.",
        )
    names = " ".join(f"?{name}" for name in terms)
    row = f" VALUES ({names}) {{ ({' '.join(written(term) for term in terms.values())}) }} "
    return text[:place] + row + text[place:]


def _where(found: list[Token]) -> int | None:
    """Return the offset after the brace that opens the WHERE clause of the query itself."""
    form = next((index for index, token in enumerate(found) if token.keyword in _FORMS), None)
    if form is None:
        return None
    template = found[form].keyword == "CONSTRUCT"
    if template and form + 1 < len(found) and found[form + 1].text != "{":
        return None
    parentheses = braces = 0
    for token in found[form + 1 :]:
        if token.kind != "mark":
            continue
        if token.text == "{" and not parentheses and not braces and not template:
            return token.end
        parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        braces += {"{": 1, "}": -1}.get(token.text, 0)
        if template and token.text == "}" and not braces:
            template = False
    return None


def term_of(value: Any, name: str) -> Term:
    """Return a Python value as an RDF term; terms of pyoxigraph and rdflib stay what they are.

    A text is a literal, never an IRI. Raises AcopioError query-parameter for other kinds of values.
    """
    from pyoxigraph import Literal, NamedNode

    if isinstance(value, NamedNode | Literal):
        return value
    if type(value).__module__.partition(".")[0] == "rdflib":
        from acopio.catalogue.engines import from_rdflib

        term = from_rdflib(value)
        if isinstance(term, NamedNode | Literal):
            return term
    if hasattr(value, "item") and not isinstance(value, dt.date):  # a number of numpy's
        value = value.item()
    match value:
        case bool() | str() | float():
            return Literal(value)
        case int():
            return Literal(str(value), datatype=NamedNode(f"{_XSD}integer"))
        case Decimal():
            return Literal(f"{value:f}", datatype=NamedNode(f"{_XSD}decimal"))
        case dt.datetime():
            return Literal(value.isoformat(), datatype=NamedNode(f"{_XSD}dateTime"))
        case dt.date():
            return Literal(value.isoformat(), datatype=NamedNode(f"{_XSD}date"))
    raise AcopioError(
        "query-parameter",
        f"the variable '?{name}' cannot be {value!r}, a value of the type {type(value).__name__}",
        remedy="Bind text, a number, a date, True or False, or an IRI by --iri.",
    )


def iri_of(value: Any, name: str) -> Term:
    """Return an IRI, written out or with a known prefix; AcopioError query-parameter for what is none."""
    from pyoxigraph import NamedNode

    from acopio.catalogue.parameters import expanded

    iri = expanded(value) if isinstance(value, str) else None
    if iri is None:
        raise AcopioError(
            "query-parameter",
            f"the variable '?{name}' cannot be {value!r}, which is no IRI",
            remedy="Give an IRI, such as https://w3id.org/acopio/id/… or id:….",
        )
    return NamedNode(iri)
