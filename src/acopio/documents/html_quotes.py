"""Quotations in HTML pages that only classes tell, with the parts that say who speaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from acopio.documents.html_pairs import class_names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_QUOTATION: Final = re.compile(
    r"(?:^|[\s_-])(?:testimonials?|testimony|testimonios?|temoignages?|pull-?quote|quote|cita)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SPEAKER: Final = re.compile(
    r"(?:^|[\s_-])(?:author|name|role|cite|citation|attribution|byline|source|position|person|speaker|"
    r"autora?|nombre|cargo|auteur|nom)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_QUOTATION: Final = 1500  # characters; what is longer is a column of the page
_LONGEST_SPEAKER: Final = 80
_SPACES: Final = re.compile(r"\s+")


def speakers_of(node: LexborNode) -> list[LexborNode]:
    """Return the parts of a quotation that say who speaks; empty where the element is none, or holds several."""
    if not _QUOTATION.search(class_names(node)) or len(node.text(strip=True)) > _LONGEST_QUOTATION:
        return []
    found: list[LexborNode] = []
    for part in node.css("[class]"):
        if part.mem_id == node.mem_id:
            continue
        if _SPEAKER.search(class_names(part)) and 0 < len(part.text(strip=True)) <= _LONGEST_SPEAKER:
            if not found or not _within(part, found[-1]):
                found.append(part)
        elif _QUOTATION.search(class_names(part)) and any(
            _SPEAKER.search(class_names(each)) for each in part.css("[class]")
        ):
            return []
    return found


def told_by(speakers: list[LexborNode]) -> str:
    """Return "— Ana Quispe, member" of the parts that say who speaks."""
    return "— " + ", ".join(_SPACES.sub(" ", part.text(separator=" ")).strip(" \n—–-,") for part in speakers)


def _within(part: LexborNode, outer: LexborNode) -> bool:
    above = part.parent
    while above is not None:
        if above.mem_id == outer.mem_id:
            return True
        above = above.parent
    return False
