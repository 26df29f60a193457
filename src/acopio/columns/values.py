"""Functions and comparisons of SPARQL over plain values, with the results of the store's engine.

A value is a `str` (a simple literal), `Iri` (an IRI), `Tagged`, `int`, `Fixed` (a decimal), `bool`, `Day` or
`Odd`; None is an error, as an unbound variable is. What is not certain raises `NotCovered`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Final

from acopio.columns.covered import NotCovered
from acopio.columns.decimals import Fixed, checked, divided, rounded, scaled, times
from acopio.columns.labels import DATE, STRING, Blank, Day, Iri, Odd, Other, Tagged, datatype_label, is_date

_MOST: Final = 2**63
_ABSOLUTE: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[\w.~!$&'()*+,;=:@/-]*)?|[\w.~!$&'()*+,;=:@-]+)"
    r"(?:\?[\w.~!$&'()*+,;=:@/?-]*)?(?:#[\w.~!$&'()*+,;=:@/?-]*)?",
    re.ASCII,
)
_PATTERN: Final = re.compile(r"\^?(?:[A-Za-z0-9 /:_-]|\.\*)+")


def text_of(value: Any) -> str | None:
    """Return the text of a value, as STR does."""
    kind = type(value)
    if kind is str or kind is Iri or kind is Day:
        return str(value)
    if kind in (Tagged, Other, Odd):
        return str(value[0])
    if kind is bool:
        return "true" if value else "false"
    return None if value is None or kind is Blank else str(value)


def truth_of(value: Any) -> bool | None:
    """Return the effective boolean value."""
    kind = type(value)
    if kind is bool:
        return value is True
    if kind is str:
        return bool(value != "")
    if kind is int:
        return bool(value != 0)
    if kind is Fixed:
        return bool(value.scaled != 0)
    if kind is Odd:
        raise NotCovered("the truth of an unusual literal")
    return None


def is_number(value: Any) -> bool:
    """Tell whether a value is an integer or a decimal."""
    return type(value) is int or type(value) is Fixed


def equal(one: Any, other: Any) -> bool | None:
    """Return `one = other`."""
    if one is None or other is None:
        return None
    kinds = {type(one), type(other)}
    if Odd in kinds or Other in kinds:
        if len(kinds) == 1 and one == other and one[0] != "NaN":
            return True
        if Iri in kinds or Blank in kinds or (Other in kinds and Tagged in kinds):
            return False
        if Odd in kinds:
            raise NotCovered("whether unusual literals are equal")
        return None
    if is_number(one) and is_number(other):
        return scaled(one) == scaled(other)
    return type(one) is type(other) and bool(one == other)


def compared(sign: str, one: Any, other: Any) -> bool | None:
    """Return a comparison by one of < > <= >=."""
    if one is None or other is None:
        return None
    if type(one) is Odd or type(other) is Odd:
        raise NotCovered("the order of unusual literals")
    if is_number(one) and is_number(other):
        one, other = scaled(one), scaled(other)
    elif type(one) is not type(other):
        return None
    elif one == other:
        return sign in ("<=", ">=")
    elif type(one) is Tagged and one[1] == other[1]:
        one, other = one[0], other[0]
    elif type(one) not in (str, Day):
        return None
    if sign == "<":
        return bool(one < other)
    if sign == ">":
        return bool(one > other)
    return bool(one <= other) if sign == "<=" else bool(one >= other)


def _whole(value: int) -> int | None:
    return value if -_MOST <= value < _MOST else None


def calculated(sign: str, one: Any, other: Any) -> Any:
    """Return the result of one of + - * /."""
    if type(one) is Odd or type(other) is Odd or type(one) is Day or type(other) is Day:
        raise NotCovered("arithmetic with unusual literals")
    if not (is_number(one) and is_number(other)):
        return None
    whole = type(one) is int and type(other) is int
    if sign == "+":
        return _whole(one + other) if whole else checked(scaled(one) + scaled(other))
    if sign == "-":
        return _whole(one - other) if whole else checked(scaled(one) - scaled(other))
    if sign == "*":
        return _whole(one * other) if whole else times(scaled(one), scaled(other))
    return divided(scaled(one), scaled(other))


def _simple(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of simple literals only; other values are an error, those with a language not covered."""

    def called(*values: Any) -> Any:
        for value in values:
            if type(value) is not str:
                if type(value) is Tagged:
                    raise NotCovered("a function of words of a language")
                return None
        return function(*values)

    return called


def part(text: Any, start: Any, *length: Any) -> Any:
    """Return SUBSTR: the characters from the position `start` on, of which the first is 1."""
    if type(text) is Tagged or any(type(each) is Odd for each in (start, *length)):
        raise NotCovered("an unusual SUBSTR")
    if type(text) is not str or any(type(each) is not int for each in (start, *length)):
        return None
    end = start + length[0] if length else len(text) + 1
    return text[max(start - 1, 0) : max(end - 1, 0)]


def _after(text: str, sought: str) -> str:
    return text.partition(sought)[2] if sought else text


def _before(text: str, sought: str) -> str:
    found, middle, _ = text.partition(sought) if sought else ("", "x", "")
    return found if middle else ""


@lru_cache(maxsize=256)
def _replacing(pattern: str, new: str) -> Callable[[str], str]:
    if not _PATTERN.fullmatch(pattern) or "$" in new or "\\" in new or not pattern.strip("^.*"):
        raise NotCovered(f"REPLACE by the pattern {pattern!r}")
    return partial(re.compile(pattern).sub, new)


def _replaced(text: str, pattern: str, new: str, *flags: str) -> str:
    if flags:
        raise NotCovered("REPLACE with flags")
    return _replacing(pattern, new)(text)


def _language(value: Any) -> str | None:
    if type(value) is Tagged:
        return value[1]
    return None if type(value) in (Iri, Blank) or value is None else ""


def _iri(value: Any) -> Any:
    if type(value) is Iri:
        return value
    if type(value) is not str:
        return None
    if not _ABSOLUTE.fullmatch(value):
        if value and ":" in value:
            raise NotCovered("an unusual IRI")
        return None
    return Iri(value)


def _year(value: Any) -> int | None:
    if type(value) is Odd:
        raise NotCovered("the year of an unusual literal")
    return int(value[:4]) if type(value) is Day else None


def _typed(text: Any, datatype: Any) -> Any:
    if type(text) is not str or type(datatype) is not Iri:
        return None
    if datatype == DATE and is_date(text):
        return Day(text)
    if datatype == STRING:
        return text
    if datatype_label(DATE, text)[0] == "?" and datatype == DATE:
        return Other((text, DATE))
    raise NotCovered("an unusual STRDT")


def _round(value: Any) -> Any:
    if type(value) is Odd:
        raise NotCovered("rounding an unusual literal")
    return rounded(value) if type(value) is Fixed else value if type(value) is int else None


def joined(*values: Any) -> Any:
    """Return CONCAT."""
    return _joined(*values)


_joined: Final = _simple(lambda *texts: "".join(texts))

FUNCTIONS: Final[dict[str, tuple[tuple[str, ...], Callable[..., Any]]]] = {
    "Builtin_STR": (("arg",), text_of),
    "Builtin_LANG": (("arg",), _language),
    "Builtin_IRI": (("arg",), _iri),
    "Builtin_URI": (("arg",), _iri),
    "Builtin_YEAR": (("arg",), _year),
    "Builtin_ROUND": (("arg",), _round),
    "Builtin_STRLEN": (("arg",), _simple(len)),
    "Builtin_STRDT": (("arg1", "arg2"), _typed),
    "Builtin_STRAFTER": (("arg1", "arg2"), _simple(_after)),
    "Builtin_STRBEFORE": (("arg1", "arg2"), _simple(_before)),
    "Builtin_STRSTARTS": (("arg1", "arg2"), _simple(str.startswith)),
    "Builtin_STRENDS": (("arg1", "arg2"), _simple(str.endswith)),
    "Builtin_CONTAINS": (("arg1", "arg2"), _simple(str.__contains__)),
    "Builtin_REPLACE": (("arg", "pattern", "replacement", "flags"), _simple(_replaced)),
    "Builtin_SUBSTR": (("arg", "start", "length"), part),
}
"""Functions of values: the fields of their arguments (those that are not given left out), and what they do."""
