"""Who publishes a page: as its metadata say, else as its title ends."""

from __future__ import annotations

import re
from typing import Final

from acopio.reading.language import Language
from acopio.reading.page_parts import name_words
from acopio.reading.tokens import Token, tokenize

_PARTED: Final = re.compile(r"\s[|–—·•»-]\s|\s::\s")
_LONGEST: Final = 200  # code points of a title


def publisher_in_title(title: str | None, own: frozenset[str], language: Language) -> str | None:
    """Return the site's name that ends a title, "Our growers | Alta Grains"; None where there is none.

    `own` are the words of the organisation's name. A title that ends with it is its own site's only if
    nobody else stands before: "About us | Valle Verde", not "Alta Grains | Valle Verde".
    """
    parts = [part.strip() for part in _PARTED.split((title or "")[:_LONGEST])]
    if len(parts) < 2 or not parts[-1]:
        return None
    words = _words(parts[-1])
    telling = name_words(parts[-1], language.common_name_words) - language.stop_words
    if not telling or not all(_proper(word, language) for word in words):
        return None
    if telling.isdisjoint(own):
        return parts[-1]
    before = [word for part in parts[:-1] for word in _words(part)[1:] if word.capitalised]
    if telling <= own and all(word.norm in language.stop_words for word in before):
        return parts[-1]
    return None


def _words(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.kind != "mark"]


def _proper(word: Token, language: Language) -> bool:
    return word.capitalised or word.norm in language.name_joiners or word.norm in language.stop_words
