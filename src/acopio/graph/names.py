"""Names of organisations and persons: their slugs, their acronyms, and the key that two spellings share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)

# What a registrar appends to a name; longest first, each as the tokens that are left of it in a key.
_LEGAL_SUFFIXES: Final = tuple(
    tuple(suffix.split())
    for suffix in (
        "sociedad anonima",
        "sociedad cooperativa",
        "sa de cv",
        "de rl de cv",
        "rl de cv",
        "spr de rl",
        "sc de rl",
        "s de rl",
        "de rl",
        "de cv",
        "r l",
        "s a",
        "e v",
        "ltda",
        "lda",
        "limitada",
        "limited",
        "ltd",
        "pty",
        "plc",
        "llc",
        "inc",
        "corp",
        "company",
        "co",
        "gmbh",
        "ev",
        "sas",
        "srl",
        "scl",
        "scrl",
        "scce",
        "sac",
        "sarl",
        "saa",
        "sca",
        "sce",
        "spr",
        "rl",
        "sa",
        "sc",
        "ac",
        "ca",
    )
)

_ARTICLES: Final = frozenset({"the", "la", "el", "le", "los", "las", "les"})
_PARENTHESES: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_INITIAL: Final = re.compile(r"\b(\w)\.\s*(?=\w\b)")  # "S. A.", "R.L."
_LEADING_ACRONYM: Final = re.compile(r"(\S+)\s+[-–—:|]\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """A name without its parentheses, and the acronym that stood in or beside it."""

    full: str
    acronym: str | None = None


def fold(text: str) -> str:
    """Return the text in lower case without accents, in the letters a to z where there is such a letter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """Return the text as a part of an IRI: ASCII letters and digits with single hyphens.

    A text without any such letter (another script) gives a short hash of itself.
    """
    ascii_only = re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "").replace("’", "")).strip("-")
    return ascii_only or f"x{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def is_acronym(word: str) -> bool:
    """Tell whether a word is written as an acronym: no blank, two capitals or more, few small letters."""
    capitals = sum(letter.isupper() for letter in word)
    small = sum(letter.islower() for letter in word)
    return " " not in word and capitals >= 2 and capitals > small


def parse_organization_name(text: str) -> OrganizationName:
    """Split a name as a page gives it into the name proper and its acronym.

    "Café Orgánico Marcala S.A. (COMSA)", "CECANOR - Central de Servicios …" and "Central …
    PRODECOOP" have one; "Cooperativa Norandino (formerly CEPICAFE)" has not.
    """
    text = " ".join(text.split())
    acronym = next((word for word in _PARENTHESES.findall(text) if is_acronym(word.strip())), None)
    full = _PARENTHESES.sub("", text).strip(" ,;:-–—") or text
    if acronym is None and (leading := _LEADING_ACRONYM.fullmatch(full)) and is_acronym(leading[1]):
        acronym, full = leading[1], leading[2]
    words = full.split()
    if acronym is None and len(words) > 2 and not full.isupper():
        last = words[-1].strip(".,;")
        if last.isupper() and last.isalpha() and len(last) >= 4 and (fold(last),) not in _LEGAL_SUFFIXES:
            acronym = last
    return OrganizationName(full, acronym.strip() if acronym else None)


def without_legal_form(text: str) -> str:
    """Return the words of a name, folded, without punctuation, parentheses and legal suffixes."""
    bare = _PARENTHESES.sub(" ", text).strip() or text
    folded = _INITIAL.sub(r"\1", fold(bare).replace("&", " and ").replace("'", "").replace("’", ""))
    folded = re.sub(r"\bco-?op(s?)\b", r"cooperative\1", re.sub(r"\bco-(?=oper)", "co", folded))
    words = "".join(" " if unicodedata.category(c)[0] in "PSZC" else c for c in folded).split()
    while suffix := next((s for s in _LEGAL_SUFFIXES if len(words) > len(s) and _ends(words, s)), None):
        words = words[: -len(suffix)]
    return " ".join(words) or fold(text).strip()


@lru_cache(maxsize=20_000)
def name_key(text: str) -> str:
    """Return what two spellings of one name share: no case, accents, punctuation, legal form or article.

    "Cooperativa Acopagro Ltda. (ACOPAGRO)" and "COOPERATIVA ACOPAGRO" give the same key;
    "Co-operative", "co-op" and "cooperative" are one word.
    """
    words = without_legal_form(text).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def organization_slug(name: OrganizationName) -> str:
    """Return the slug of an organisation: of its acronym where it has one, else of its name."""
    return slug(name.acronym or without_legal_form(name.full))


def _ends(words: list[str], suffix: tuple[str, ...]) -> bool:
    return tuple(words[-len(suffix) :]) == suffix
