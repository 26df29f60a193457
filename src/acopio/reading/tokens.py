"""Tokens: words, numbers and marks of a text, with their offsets and a normalised form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

# Every alternative is a run of one character class (or bounded), so that matching is linear in any text.
_TOKEN: Final = re.compile(
    r"(?P<url>https?://[^\s)>\]]+|www\.[^\s)>\]]+)"
    r"|(?P<number>\d+(?:[.,’'\u00a0\u202f]\d+)*)"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,6})"
    r"|(?P<word>[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*)"
    r"|(?P<mark>([^\w\s]|_)\6*)"
)
_POSSESSIVE: Final = ("'s", "’s")
_HYPHENS: Final = str.maketrans({"‐": "-", "‑": "-", "’": "'"})


class Token(NamedTuple):
    """A word, number or mark: offsets into the document's text, its normal form, its kind.

    `norm` is lower case, without accents, typographic quotes, a final possessive 's and the hyphen of
    "co-operative"; phrases of the language files are compared with it. `kind` is word, number, dotted
    (an abbreviation such as U.S.), mark, url or break (see `break_token`).
    """

    start: int
    end: int
    norm: str
    kind: str
    text: str

    @property
    def capitalised(self) -> bool:
        """True for a word that begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def possessive(self) -> bool:
        """True for "cooperative's"."""
        return self.text.endswith(_POSSESSIVE)


@lru_cache(maxsize=50_000)
def normal_form(word: str) -> str:
    """Return the form of a word that phrases are compared in; see `Token`."""
    word = word.lower().translate(_HYPHENS)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if word.endswith("'s"):
        word = word[:-2]
    if word.startswith("co-"):
        word = "co" + word[3:]
    return word


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens between two offsets, in order."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or "mark"
        words = match.group()
        norm = normal_form(words) if kind in ("word", "dotted") and len(words) <= 60 else words[:60]
        found.append(Token(match.start(), match.end(), norm, kind, words))
    return found


def break_token(position: int) -> Token:
    """Return the empty token that parts two blocks, or label and value: no phrase reaches across it."""
    return Token(position, position, "\n", "break", "\n")
