"""Tokens: words, numbers and marks of a text, with their offsets and a normalised form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple


# Every alternative is a run of one character class (or bounded), so that matching is linear in any text.
def _pattern(letter: str) -> re.Pattern[str]:
    return re.compile(
        # Most words: letters without an accent and without anything glued to them.
        r"[A-Za-z]++(?=[ ,\n])"
        r"|(?:https?://[^\s)>\]]+|www\.[^\s)>\]]+)"
        r"|(?:\d+(?:[.,’'\u00a0\u202f]\d+)*)"
        r"|(?:(?:[^\W\d_]\.){2,6})"
        # What French elides is a word of its own: l'union, d'une, qu'elle.
        rf"|(?:(?:[LDCJldcjnsmt]|[Qq]u|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)qu)['’](?={letter}|\s|\Z))"
        rf"|(?:{letter}+(?:[-‐‑'’]{letter}+)*)"
        r"|(?:([^\w\s]|_)\1*)"
    )


_TOKEN: Final = _pattern(r"[^\W\d_]")
#: For text with accents as characters of their own (Unicode's decomposed form).
_DECOMPOSED_TOKEN: Final = _pattern(r"(?:[^\W\d_]|[\u0300-\u036f])")
_ACCENTS: Final = ("\u0301", "\u0303", "\u0302", "\u0308", "\u0300")
#: Forms of words already seen: profiles use few words often.
_KNOWN: Final[dict[str, tuple[str, str]]] = {}
_MOST_KNOWN: Final = 100_000
_LONGEST_KNOWN: Final = 40
_POSSESSIVE: Final = ("'s", "’s")
#: Words that only their accent tells from others: "à" from "a" (has), "où" from "ou" (or), "apoyó" (helped)
#: from "apoyo" (help).
_TOLD_BY_ACCENT: Final = frozenset(
    (
        "à",
        "où",
        "dès",
        "là",
        "apoyó",
        "pagó",
        "registró",
        "ingresó",
        "cambió",
        "aumentó",
        "logró",
        "trabajó",
        "premió",
        "regaló",
        "cultivó",
        "desarrolló",
        "ahorró",
        "incrementó",
        "benefició",
        "acopió",
    )
)
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
        composed = unicodedata.normalize("NFC", word)
        if composed in _TOLD_BY_ACCENT:
            return composed
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if word.endswith("'s"):
        word = word[:-2]
    if word.startswith("co-"):
        word = "co" + word[3:]
    return word


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens between two offsets, in order."""
    found: list[Token] = []
    add, known, make = found.append, _KNOWN, tuple.__new__
    pattern = _TOKEN
    if not text.isascii() and any(accent in text for accent in _ACCENTS):
        pattern = _DECOMPOSED_TOKEN
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        words = match.group()
        form = known.get(words)
        if form is None:
            form = _form(words)
            if len(words) <= _LONGEST_KNOWN and len(known) < _MOST_KNOWN:
                known[words] = form
        norm, kind = form
        begin, stop = match.span()
        add(make(Token, (begin, stop, norm, kind, words)))
    return found


def _form(words: str) -> tuple[str, str]:
    """Return the normal form and the kind of what the pattern has matched."""
    first = words[0]
    if first.isdecimal():
        return words[:60], "number"
    if first.isalnum():
        if words.startswith(("http://", "https://", "www.")) and len(words) > 4:
            return words[:60], "url"
        kind = "dotted" if words.endswith(".") else "word"
        return (normal_form(words) if len(words) <= 60 else words[:60]), kind
    return words[:60].replace("’", "'"), "mark"


def break_token(position: int) -> Token:
    """Return the empty token that parts two blocks, or label and value: no phrase reaches across it."""
    return Token(position, position, "\n", "break", "\n")
