"""Signs and codes of the currencies of the whole world, as they stand beside a sum in any language."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any, Final

from acopio.assets import loaders_folder
from acopio.reading.places import database

_X_CODES: Final = frozenset({"XAF", "XCD", "XOF", "XPF"})  # other codes in X are metals and tests
_LONGEST: Final = 5  # code points of a sign
_OPENING: Final = "([“«\"'–—"
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads((loaders_folder() / "prose" / "currencies.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """Return the ISO 4217 codes of money in use that are no common words in capitals."""
    listed = {entry["alpha_3"] for entry in database("iso4217")["4217"]}
    money = {code for code in listed if code[0] != "X" or code in _X_CODES}
    return frozenset(money - set(_table()["words"]))


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    return {**{code: code for code in currency_codes()}, **_table()["signs"]}


def currency_before(text: str, begin: int, digits: str) -> tuple[str, int] | None:
    """Return the ISO 4217 code of the sign that ends where digits begin, and where the sign begins.

    None where there is no sign, and for what may be a year ("ISO 2019" is no sum).
    """
    words = text[max(0, begin - _LONGEST - 2) : begin].split()
    sign = words[-1].lstrip(_OPENING) if words else ""
    code = _signs().get(sign)
    if code is None or _YEAR.match(digits):
        return None
    return code, text.rindex(sign, 0, begin)
