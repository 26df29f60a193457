"""Facts on lines: "Founded: 1998", several of them side by side, and telegrams of figures."""

from __future__ import annotations

import re
from typing import Final

from acopio.documents.block import Block
from acopio.documents.line_looks import GLUED, Line, several_sentences

BOLD_LABEL: Final = re.compile(
    r"(?:\*\*|__)(?!(?:\d{1,3}|\d{5,9}|\d{1,3}[.,]\d{3}) ?%?[*_])([^*_]{1,60}?):?(?:\*\*|__):?[ \t]+(?=\S)"
)
COLON_LABEL: Final = re.compile(r"((?:N[or]?[.º°] ?)?[^\W\d_][^:.;!?]{0,48}?)[ \t]?:[ \t]*(?=[^\s/])")
_LEADER_LABEL: Final = re.compile(r"([^\W\d_][^:.;!?]{0,48}?)[ \t]?\.{3,40}[ \t]*(?=[^\s.])")
_SLASH_LABEL: Final = re.compile(r"([^\W\d_][^/:.;!?|]{0,48}?)[ \t]+/[ \t]+(?=[^\s/][^/]{0,120}\Z)")
DASH_LABEL: Final = re.compile(
    r"((?:N[or]?[.º°] ?)?[^\W\d_][^:.;!?–—]{0,40}?)[ \t]+[–—-][ \t]+(?=[~≈]?\d[\d.,]{0,9}\+?(?:[ \t]*[(%]|\Z))"
)
_TALLY: Final = re.compile(r"(?:\*\*)?\d[\d.,]{0,9}[+%]?(?:\*\*)? [^\W\d]")  # "**2001** Fairtrade"
_BAR: Final = re.compile(r"[ \t]+[|·•][ \t]+|[ \t]{3,}")
_BARS: Final = ("|", "·", "•", "   ", "\t")  # one of them is in every bar
_GAP_LABEL: Final = re.compile(r"([^\W\d_][^:.;!?|]{0,38}?)[ \t]{2,}(?=\S)")  # columns: "Founded      1998"
_BAR_LABEL: Final = re.compile(r"([^\W\d_][^|:.;!?]{0,48}?)[ \t]*\|[ \t]*(?=[^\s|])")
_TELEGRAM: Final = re.compile(r"[ \t]*;[ \t]+|[ \t]+[–—][ \t]+|\.[ \t]+(?=[^\W_a-z])")
_LONGEST_TELEGRAM: Final = 140
_MOST_WORDS: Final = 6
_LONGEST_PART: Final = 40


def facts_in_line(line: Line) -> list[Block]:
    """The facts of a line "Country: Peru | Founded: 1998 | Members: 640"; empty where it is none."""
    bars = list(_BAR.finditer(line.text)) if any(mark in line.text for mark in _BARS) else []
    if not bars:
        return _telegram(line)
    parts = _parted(line, bars)
    tallies = sum(1 for part in parts if _TALLY.match(part.text))
    # "870 growers · 11 villages · 38% women": a share is one of what it stands beside
    shared = "%" in line.text
    short = all(len(part.text) <= _LONGEST_PART for part in parts)  # "Peru · Cooperative · 472 members"
    if len(parts) > 2 and not shared and (2 * tallies > len(parts) or (tallies and short)):
        return [Block("paragraph", part.start, part.end) for part in parts]
    labelled = sum(1 for part in parts if COLON_LABEL.match(part.text) or BOLD_LABEL.match(part.text))
    if labelled < 2 or labelled * 2 < len(parts):
        return []
    return [fact_line(part) or Block("paragraph", part.start, part.end) for part in parts]


def _telegram(line: Line) -> list[Block]:
    """The facts of "1,400 members; founded 2008; Fairtrade since 2012.": three and more, two of them with figures."""
    if len(line.text) > _LONGEST_TELEGRAM:
        return []
    marks = list(_TELEGRAM.finditer(line.text))
    kinds = {mark.group().strip() for mark in marks}
    if len(kinds) != 1 or ("." in kinds and "," in line.text):
        return []  # "In 1998 – tea. In 2002 – rice." and "In 1998 tea. In 2002, rice." belong together
    parts = _parted(line, marks)
    figured = sum(1 for part in parts if any(letter.isdigit() for letter in part.text))
    short = all(len(part.text) <= _LONGEST_PART and len(part.text.split()) <= _MOST_WORDS for part in parts)
    listed = [_labelled(part) for part in parts]
    if len(parts) < 3 or figured < 2 or not short or (listed[0] and not any(listed[1:])):
        return []  # "Labels: Fairtrade 2004; organic 2006; UTZ" is one fact
    return [fact_line(part) or Block("paragraph", part.start, part.end) for part in parts]


def _parted(line: Line, marks: list[re.Match[str]]) -> list[Line]:
    """The parts of a line between the marks, none of them empty."""
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line.text)]
    return [
        Line(line.start + start, line.start + end, line.text[start:end])
        for start, end in zip(starts, ends, strict=True)
        if end > start
    ]


def _labelled(part: Line) -> bool:
    return bool(COLON_LABEL.match(part.text) or _LEADER_LABEL.match(part.text))


def fact_list(lines: list[Line]) -> bool:
    """True for short lines most of which are a label and its value."""
    patterns: tuple[re.Pattern[str], ...] = (COLON_LABEL, BOLD_LABEL, _LEADER_LABEL, _SLASH_LABEL)
    values = [line.text[found.end()] for line in lines if (found := _BAR_LABEL.match(line.text))]
    if sum(letter.isalpha() for letter in values) * 2 > len(values):  # not items, each with its share
        patterns = (*patterns, _BAR_LABEL)
    if sum(1 for line in lines if _GAP_LABEL.match(line.text)) > 2:
        patterns = (*patterns, _GAP_LABEL)
    labelled = sum(1 for line in lines if any(pattern.match(line.text) for pattern in patterns))
    return labelled >= 2 and labelled * 2 > len(lines) and all(len(line.text) <= 240 for line in lines)


def fact_line(line: Line, *, alone: bool = False) -> Block | None:
    """A line "Label: value", "**Label** value" or "Label123"; None for any other."""
    if found := BOLD_LABEL.match(line.text):
        return Block(
            "fact",
            line.start + found.start(1),
            line.end,
            label=(line.start + found.start(1), line.start + found.end()),
        )
    if found := COLON_LABEL.match(line.text):
        words = len(found.group(1).split())
        if not alone or (words <= 4 and len(line.text) <= 100 and not several_sentences(line.text)):
            return Block("fact", line.start, line.end, label=(line.start, line.start + found.end(1)))
    elif not alone and (found := _GAP_LABEL.match(line.text)):
        return Block("fact", line.start, line.end, label=(line.start, line.start + found.end(1)))
    elif not alone and line.text.count("|") == 1 and (found := _BAR_LABEL.match(line.text)):
        return Block("fact", line.start, line.end, label=(line.start, line.start + found.end()))
    elif (
        (not alone and (found := _SLASH_LABEL.match(line.text)))
        or (found := _LEADER_LABEL.match(line.text) or DASH_LABEL.match(line.text))
        or (len(line.text) <= 60 and (found := GLUED.match(line.text)) and line.text[0].isupper())
    ):
        return Block("fact", line.start, line.end, label=(line.start, line.start + found.end(1)))
    return None
