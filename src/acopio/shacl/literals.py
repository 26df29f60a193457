"""Values of literals as pySHACL sees them: through rdflib, with a short way for the common ones.

A short way exists only where the answer is beyond doubt; everything else is asked of rdflib, so that
ill-typed literals, time zones and comparisons across datatypes come out as pySHACL has them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from acopio.shacl.terms import LANG_STRING, RDFS, XSD, XSD_STRING, datatype_of, language_of, to_rdflib

if TYPE_CHECKING:
    import rdflib

_DAY: Final = (
    r"[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13578]|1[02])-3[01]|(?:0[469]|11)-30)"
)
_PLAIN_FORMS: Final = {
    "integer": r"[+-]?[0-9]+",
    "nonNegativeInteger": r"\+?[0-9]+",
    "decimal": r"[+-]?[0-9]+(?:\.[0-9]+)?",
    "boolean": "true|false",
    "date": _DAY,
    "dateTime": _DAY + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z?",
}
_PYTHON_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "string": (str, bytes),
    "integer": int,
    "float": float,
    "decimal": Decimal,
    "boolean": bool,
    "date": datetime.date,
    "time": datetime.time,
    "dateTime": datetime.datetime,
}
_PLAIN_KINDS: Final[dict[str, type]] = {  # bool stands for a whole number without a sign
    f'"^^<{XSD}integer>': int,
    f'"^^<{XSD}nonNegativeInteger>': bool,
    f'"^^<{XSD}decimal>': Decimal,
    f'"^^<{XSD}date>': datetime.date,
}
_PLAIN_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_PLAIN_DATE: Final = re.compile(_DAY)


def datatype_check(datatype: str) -> Callable[[str], bool]:
    """Return a function that tells whether a term has this datatype and is not ill-typed."""
    if datatype == XSD_STRING:
        return lambda text: text[0] == '"' and text[-1] == '"'
    if datatype == LANG_STRING:
        return lambda text: text[0] == '"' and text[-1] not in '">'
    end = f'"^^{datatype}'
    if datatype == f"<{RDFS}Literal>":
        return lambda text: text[0] == '"'
    if datatype == f"<{RDFS}Datatype>":  # pySHACL: any literal whose datatype is written out
        return lambda text: text[0] == '"' and text[-1] == ">"
    name = datatype[len(XSD) + 1 : -1] if datatype.startswith(f"<{XSD}") else ""
    if not name and not datatype.startswith("<http://www.w3.org/"):
        return lambda text: text.endswith(end)  # nothing is known of the lexical forms
    form = _PLAIN_FORMS.get(name)
    if form is None:
        return lambda text: text.endswith(end) and _well_typed(text, name)
    match = re.compile(f'"(?:{form}){re.escape(end)}').fullmatch
    return lambda text: match(text) is not None or (text.endswith(end) and _well_typed(text, name))


@lru_cache(maxsize=65536)
def _well_typed(text: str, name: str) -> bool:
    value = rdflib_literal(text)
    if value.ill_typed is True:
        return False
    wanted = _PYTHON_TYPES.get(name)
    return wanted is None or isinstance(value.value, wanted)


@lru_cache(maxsize=65536)
def rdflib_literal(text: str) -> rdflib.Literal:
    """Return the literal as rdflib has it, without its warnings about ill-typed ones."""
    import logging

    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        return to_rdflib(text)  # type: ignore[return-value]
    finally:
        logger.setLevel(level)


def plain_value(text: str) -> int | Decimal | datetime.date | None:
    """Return the value of a plainly written integer, decimal or date, otherwise None."""
    end = text.rfind('"')
    kind = _PLAIN_KINDS.get(text[end:])
    if kind is None:
        return None
    lexical = text[1:end]
    if kind is datetime.date:
        return datetime.date.fromisoformat(lexical) if _PLAIN_DATE.fullmatch(lexical) else None
    if not _PLAIN_NUMBER.fullmatch(lexical):
        return None
    if kind is Decimal:
        return Decimal(lexical)
    if "." in lexical or (kind is bool and lexical[0] == "-"):
        return None
    return int(lexical)


def _comparable(first: Any, second: Any) -> bool:
    return first is not None and second is not None and isinstance(first, datetime.date) == isinstance(
        second, datetime.date
    )  # fmt: skip


def compare_to_bound(text: str, bound: str) -> int | None:
    """Return -1, 0 or 1 as a value stands to a bound, None where the two cannot be compared."""
    if text[0] != '"':
        return None
    first, second = plain_value(text), plain_value(bound)
    if _comparable(first, second):
        return (first > second) - (first < second)  # type: ignore[operator]
    one, other = rdflib_literal(text), rdflib_literal(bound)
    if isinstance(one.value, str) != isinstance(other.value, str):
        return None
    try:
        if one.eq(other):
            return 0
        if isinstance(one.value, (datetime.datetime, datetime.time)):
            return int(one.value > other.value) or -1
        return 1 if one > other else -1
    except (TypeError, NotImplementedError):
        return None


def in_order(text: str, other: str, or_equal: bool) -> bool:
    """Tell whether a value is less than another (or equal), as sh:lessThan asks."""
    if text[0] == "_" or other[0] == "_":
        return False
    first, second = plain_value(text), plain_value(other)
    if _comparable(first, second):
        return bool(first < second or (or_equal and first == second))  # type: ignore[operator]
    one, two = _ordered_value(text), _ordered_value(other)
    if isinstance(one, _Text) != isinstance(two, _Text):
        return False
    try:
        return bool(one <= two if or_equal else one < two)
    except (TypeError, NotImplementedError):
        return False


class _Text(str):
    """A value that is compared character by character."""

    __slots__ = ()


def _ordered_value(text: str) -> Any:
    if text[0] == "<":
        return _Text(text[1:-1])
    value = rdflib_literal(text)
    return _Text(value.value) if isinstance(value.value, str) else value


def integer_value(text: str) -> int | None:
    """Return the value of a well-formed literal of an integer datatype, otherwise None."""
    if not text.endswith(">") or text[0] != '"' or language_of(text):
        return None
    name = datatype_of(text)
    if not name.startswith(f"<{XSD}"):
        return None
    plain = plain_value(text)
    if isinstance(plain, int):
        return plain
    value = rdflib_literal(text)
    is_whole = isinstance(value.value, int) and not isinstance(value.value, bool)
    return int(value.value) if is_whole and not value.ill_typed else None


def boolean_value(text: str) -> bool | None:
    """Return the value of an xsd:boolean, otherwise None."""
    truths = {
        f'"{lexical}"^^<{XSD}boolean>': lexical in ("true", "1") for lexical in ("true", "false", "1", "0")
    }
    return truths.get(text)
