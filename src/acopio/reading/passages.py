"""The one place where passages are made: words that are not in the text cannot be quoted."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.documents.source_document import SourceDocument

_OUTSIDE: Final = " \t\r\n\f\v,;:–—*_>|#•·"
_PAIRS: Final = {")": "(", "]": "[", "”": "“", "»": "«"}
_OPENERS: Final = {opener: closer for closer, opener in _PAIRS.items()}


def make_passage(document: SourceDocument, start: int, end: int, *, trim: bool = True) -> Passage:
    """Return the words between two offsets of the document's text.

    With `trim`, white space and marks around the words are left out, a final full stop too, and a
    bracket or quotation mark whose partner is not quoted. Raises ValueError where no words are left.
    """
    if trim:
        start, end = trimmed(document.text, start, end)
    return document.passage(start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the words between two offsets, without what surrounds them."""
    end = min(end, len(text))
    while start < end:
        if text[start] in _OUTSIDE or text[start] in ".)”»]":
            start += 1
        elif text[end - 1] in _OUTSIDE or (text[end - 1] in ".!?" and not _abbreviated(text, start, end)):
            end -= 1
        elif text[start] in _OPENERS and text.find(_OPENERS[text[start]], start, end) < 0:
            start += 1
        elif text[end - 1] in _PAIRS and text.find(_PAIRS[text[end - 1]], start, end) < 0:
            end -= 1
        else:
            break
    return start, end


def _abbreviated(text: str, start: int, end: int) -> bool:
    """True where a final full stop belongs to an abbreviation: "S.A.", "Ltda."."""
    if text[end - 1] != ".":
        return False
    word = text[max(start, end - 8) : end - 1].split()
    last = word[-1] if word else ""
    return "." in last or last.lower() in ("ltd", "ltda", "inc", "co", "cia")
