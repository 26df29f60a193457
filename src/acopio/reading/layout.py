"""Blocks as a reader of the language sees them: boilerplate, captions and names under quotes told apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from acopio.documents.blocks import Block
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.tokens import Token, break_token, tokenize

_FIRST_PERSON: Final = frozenset({"we", "i"})
_OPENING_MARKS: Final = ("“", "«", "„", ' "')
_LONGEST_VALUE: Final = 80
_LONGEST_HEADED_VALUE: Final = 30
_MOST_BOILERPLATE: Final = 110  # code points; a longer block is read even if it says "read more"

#: Word lists whose phrases make capitalised words another kind of name than a person's.
_NAMES_OF_OTHERS: Final = (
    "organization-word", "unit", "product", "scheme", "premium", "purpose", "country", "demonym", "body", "funder",
)  # fmt: skip


_LONGEST_CAPTION: Final = 140  # code points
_LINK: Final = re.compile(r"\[[^\]]{0,80}\]\([^)\s]{0,300}\)")
_EMPHASIS: Final = frozenset({"**", "__"})
_BETWEEN_LINKS: Final = 6  # code points a link
_YEARS: Final = re.compile(r"(?:19|20)\d\d ?[–-] ?(?:19|20)?\d\d\Z")
_CREDIT: Final = re.compile(r"[.!?…)] [^.!?:]{1,20}: ?[^!?]{1,60}\Z|© ")


def tokens_of_blocks(text: str, blocks: Sequence[Block]) -> list[Token]:
    """Tokens of the blocks, with a break after each and between label and value; marks of emphasis are none."""
    tokens: list[Token] = []
    for block in blocks:
        if block.label and block.start <= block.label[0]:
            tokens += tokenize(text, block.start, block.label[1])
            tokens.append(break_token(block.label[1]))
            tokens += tokenize(text, block.label[1], block.end)
        else:
            tokens += tokenize(text, block.start, block.end)
        tokens.append(break_token(block.end))
    if "**" in text or "__" in text:
        tokens = [token for token in tokens if token.text not in _EMPHASIS or not _touches(text, token)]
    return tokens


def _touches(text: str, token: Token) -> bool:
    """True where a word touches a mark: not "* item" and not "**How it began.** In 2003"."""
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
    return after.isalnum() or before.isalnum()


def arrange(
    blocks: Sequence[Block],
    text: str,
    tokens: Sequence[Token],
    mentions: Mapping[str, list[Mention]],
    language: Language,
) -> tuple[Block, ...]:
    """Return the blocks with their kinds corrected by the words in them."""
    starts = [token.start for token in tokens]
    first_person = [m.start for m in mentions.get("pronoun", ()) if m.value in _FIRST_PERSON]
    banners = [m.start for m in mentions.get("boilerplate", ())]
    captions = [m.start for m in mentions.get("caption", ())]
    labels = {m.start: m.end for m in mentions.get("label", ())}
    arranged: list[Block] = []
    for block in blocks:
        before = arranged[-1] if arranged else None
        start, end = (min(block.start, block.label[0]), block.label[1]) if block.label else block[1:3]
        if (
            block.end - block.start <= _MOST_BOILERPLATE
            and _holds(banners, block._replace(start=start, end=end))
        ) or (block.kind in ("paragraph", "heading") and _navigation(text, block)):
            block = block._replace(kind="boilerplate")
        elif block.kind == "paragraph" and captions and _is_caption(captions, block, text):
            block = block._replace(kind="caption")
        elif block.kind == "item" and not block.label and _begins_with_label(block, labels, text):
            block = block._replace(label=(block.start, labels[block.start]))
        elif before is not None and _under_label_line(block, before, labels):
            arranged[-1] = Block("fact", before.start, block.end, label=(before.start, before.end))
            continue
        elif before is not None and _is_value(block, before, labels, text):
            label = (before.start, before.end)
            arranged[-1] = Block("fact", before.start, block.end, label=label)
            continue
        elif before is not None and (block.plain or block.kind == "paragraph"):
            words = tokens[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            quoting = any(mark in text[block.start : block.end] for mark in _OPENING_MARKS)
            spoken = _holds(first_person, before) or text[before.start] in "“\"«'"
            quoted = before.kind == "quote" or (before.kind == "paragraph" and spoken)
            if quoted and not quoting and looks_like_person(words, mentions, language):
                block = block._replace(kind="attribution")
        arranged.append(block)
    return tuple(arranged)


def _under_label_line(block: Block, before: Block, labels: Mapping[int, int]) -> bool:
    """True for the value in a run of lines "Seat, Lima, Members, 640", whose labels stand on lines of their own."""
    run = block.kind == before.kind == "fact" and block.label is not None and block.label == before.label
    if not run or before.label is None or before.start < before.label[1]:
        return False
    return labels.get(before.start) == before.end and labels.get(block.start) != block.end


def _is_value(block: Block, before: Block, labels: Mapping[int, int], text: str) -> bool:
    """True for a short line below a line that is a label and nothing else: "Country", then "Peru"."""
    if before.kind not in ("paragraph", "heading"):
        return False
    colon = text[before.end - 1] == ":"
    if labels.get(before.start) != before.end - colon:
        return False
    longest = _LONGEST_VALUE if before.kind == "paragraph" or before.plain else _LONGEST_HEADED_VALUE
    short = block.end - block.start <= longest and text[block.end - 1] != ":"
    if before.kind == "heading" and not before.plain and _YEARS.match(text, block.start, block.end):
        return False  # years that stand above what was done in them
    return short and block.kind in ("paragraph", "heading") and labels.get(block.start) != block.end


def looks_like_person(
    words: Sequence[Token], mentions: Mapping[str, list[Mention]], language: Language
) -> bool:
    """True for "Ana Quispe" and "Ana Quispe, member": capitalised words that are no other kind of name."""
    name: list[Token] = []
    for token in words:
        if token.kind == "mark" and token.text in ",(–—-":
            if token.text in "–—-" and not name:
                continue
            break
        if token.kind not in ("word", "dotted", "mark") or token.possessive:
            return False
        if token.kind == "mark" and token.text != ".":
            return False
        name.append(token)
    spoken = [token for token in name if token.kind != "mark"]
    capitals = [token for token in spoken if token.capitalised]
    if not 2 <= len(spoken) <= 6 or len(capitals) < 2:
        return False
    if any(not token.capitalised and token.norm not in language.person_joiners for token in spoken):
        return False
    start, end = spoken[0].start, spoken[-1].end
    return not any(_begins_between(mentions.get(kind, ()), start, end) for kind in _NAMES_OF_OTHERS)


def _begins_between(mentions: Sequence[Mention], start: int, end: int) -> bool:
    index = bisect_left(mentions, start, key=lambda mention: mention.start)
    return index < len(mentions) and mentions[index].start < end


def _holds(starts: Sequence[int], block: Block) -> bool:
    index = bisect_left(starts, block.start)
    return index < len(starts) and starts[index] < block.end


def _starts_with(starts: Sequence[int], block: Block, slack: int) -> bool:
    index = bisect_left(starts, block.start)
    return index < len(starts) and starts[index] <= block.start + slack


def _is_caption(starts: Sequence[int], block: Block, text: str) -> bool:
    """True for "Photo: L. Maier" and "Ana in the nursery. Photo: L. Maier"."""
    if _starts_with(starts, block, 3):
        return True
    words = text[block.start : block.end]
    return len(words) <= _LONGEST_CAPTION and _holds(starts, block) and _CREDIT.search(words) is not None


def _begins_with_label(block: Block, labels: Mapping[int, int], text: str) -> bool:
    """True for an entry "Certifications Fairtrade, Organic": a label without a mark, and a value that is no verb."""
    end = labels.get(block.start)
    if end is None or end >= block.end or block.end - block.start > _LONGEST_CAPTION:
        return False
    value = text[end : block.end].strip()
    return text[end].isspace() and (value[0].isupper() or value[0].isdigit()) and ". " not in value


def _navigation(text: str, block: Block) -> bool:
    """A line of short entries between bars, "Home | About us | Shop", or of links and little else."""
    words = text[block.start : block.end]
    links, between = words.count("]("), _LINK.sub("", words) if "](" in words else words
    if links > 2 and len(between.replace("*", "")) <= _BETWEEN_LINKS * links:
        return True
    bars = words.count("|") + words.count("»") + words.count(" › ") + words.count(" > ")
    if bars < 2 or len(words) > 200:
        return False
    dated = re.search(r"\b(?:19|20)\d\d\b", words) is not None
    counted = re.search(r"\d\d[.,\d]{0,12} [^\W\d]{3,30}", words) is not None
    counted = counted or re.search(r"\d\d[.,\d]{0,12} ?(?:m|masl|msnm|ha|kg|t|%)(?!\w)", words) is not None
    return not dated and not counted and not any(mark in words for mark in (". ", "! ", "? "))
