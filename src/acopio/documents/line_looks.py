"""What lines of text look like by themselves: labels, titles, several sentences, wrapped at a margin."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

GLUED: Final = re.compile(r"([^\W\d_][^\W\d]{2,24}(?: [^\W\d]{1,24}){0,3})(?=\d)")
_YEAR_LINE: Final = re.compile(r"(?:1[89]|20)\d\d\b[ \t]*\S")
_TALLY: Final = re.compile(r"\d{1,3}(?:[.,\u00a0 ]?\d{3})*\+?(?: [^\W\d]{3,20}){1,2}")  # "2,340 members"
_WORD: Final = re.compile(r"[^\W\d_][\w'’&/-]*")
_ROOM: Final = 0.8
ENDS: Final = (".", "!", "…", ",", ";", ":", "”", '"', "»")


ENDED: Final = (".", "!", "…", ".”", '."', ".»")


class Line(NamedTuple):
    """A line without the white space around it: its offsets in the text, `end` exclusive."""

    start: int  # first character that is no white space
    end: int  # after the last one
    text: str
    indent: int = 0  # code points of white space before it


def looks_like_label(text: str) -> bool:
    """A short line that names something: "Farm Size (average)", "Did you know?"."""
    return (
        len(text) <= 48
        and len(text.split()) <= 6
        and (text[0].isupper() or text[0] in "¿*")
        and not text.endswith(ENDS)
        and not (text[-1] in "%0123456789" and " " in text)
        and not any(mark in text for mark in (". ", "; ", "|"))
        and not GLUED.match(text)
    )


def looks_like_title(text: str, following: list[Line]) -> bool:
    """A short line above a longer text: most words capitalised, or just short and unpunctuated."""
    words = _WORD.findall(text)
    if not words or len(text) > 90 or len(words) > 12 or text.endswith(ENDS) or "|" in text:
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "¿¡“\"'") or _TALLY.fullmatch(text):
        return False
    capitals = sum(1 for word in words if word[0].isupper())
    below = sum(len(line.text) for line in following)
    return below > len(text) and (capitals * 2 > len(words) or (len(words) <= 8 and below > 120))


def several_sentences(text: str) -> bool:
    """True where a mark ends a sentence and a capital begins the next."""
    return re.search(r"[.!?][\"”’)]?\s+[^\W\d_a-z]", text) is not None


def hard_wrapped(lines: list[Line]) -> bool:
    """Lines broken by an editor at a margin, not by their meaning."""
    longest = max(len(line.text) for line in lines)
    if longest > 130 or (len(lines) == 2 and lines[0].text.endswith((".", "!", "?"))):
        return False
    if _broken_early(lines, longest) * 2 > len(lines) - 1 > 1:
        return False
    return all(
        len(line.text) >= longest * 0.6 or not line.text.endswith((".", "!", "?")) for line in lines[:-1]
    ) and (longest >= 55)


def _broken_early(lines: list[Line], longest: int) -> int:
    """How many lines end though the next one's first word, with its capital, had fitted in."""
    return sum(
        len(line.text) + len(below.text.split(None, 1)[0]) + 1 <= longest * _ROOM
        and (below.text[0].isupper() or below.text[0].isdigit())
        and not line.text.endswith(ENDS)
        for line, below in pairwise(lines)
    )


def titled_prose(lines: list[Line]) -> bool:
    """A title and, on the next lines, a text that an editor broke at a margin."""
    title, *text = lines
    if len(text) < 2 or title.text.endswith(ENDS) or not text[0].text[0].isupper() or not hard_wrapped(text):
        return False
    longest = max(len(line.text) for line in text)
    ended = sum(1 for line in text[:-1] if line.text.endswith(ENDS))
    return len(title.text) < longest * 0.75 and ended * 2 < len(text) and text[-1].text.endswith(ENDS)


def is_chronicle(lines: list[Line]) -> bool:
    """Lines that begin with a year each, or nearly each: "2007 organic"."""
    dated = sum(1 for line in lines if _YEAR_LINE.match(line.text))
    return dated >= 3 and dated * 4 >= len(lines) * 3
