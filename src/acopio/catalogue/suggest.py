"""Did you mean: the words that are there and look like the one that is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_CHOICES_SHOWN: Final = 12


def folded(words: str) -> str:
    """Return words as they are compared: without case, accents and the kind of separator."""
    decomposed = unicodedata.normalize("NFKD", words)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[\W_]+", " ", bare).strip().casefold()


def close_words(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return up to `limit` known words that look like the word, the closest first."""
    import difflib

    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(folded(candidate), candidate)
    wanted = folded(word)
    found = difflib.get_close_matches(wanted, list(by_folded), n=limit, cutoff=0.6)
    if not found and len(wanted) >= 3:
        found = [name for name in by_folded if wanted in name.split() or name.startswith(wanted)][:limit]
    return [by_folded[name] for name in found]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean a or b? " with the space, or nothing where no word looks like it."""
    close = close_words(word, known)
    return f"Did you mean {' or '.join(close)}? " if close else ""


def listed(known: Iterable[str]) -> str:
    """Return the words as a list for a message, cut where there are very many."""
    words = sorted(known)
    if len(words) <= _CHOICES_SHOWN:
        return ", ".join(words)
    return f"{', '.join(words[:_CHOICES_SHOWN])} … ({len(words)} in all)"
