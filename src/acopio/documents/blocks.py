"""The layout of a text: headings, paragraphs, list items, quotes, table rows, fact boxes, captions.

Nothing here knows a language; `acopio.reading.layout` adds what only words can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from acopio.claims.records import Passage
from acopio.documents.block import Block, BlockKind
from acopio.documents.fact_lines import (
    BOLD_LABEL,
    COLON_LABEL,
    DASH_LABEL,
    fact_line,
    fact_list,
    facts_in_line,
)
from acopio.documents.line_looks import (
    ENDED,
    ENDS,
    Line,
    hard_wrapped,
    is_chronicle,
    looks_like_label,
    looks_like_title,
    several_sentences,
    titled_prose,
)
from acopio.documents.source_document import Section
from acopio.documents.tiles import tile_rows

__all__ = ["Block", "BlockKind", "find_blocks", "sections_of"]

_ATX: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_RULE: Final = re.compile(r"(?:[-*_][ \t]?){3,80}\Z")
_ITEM: Final = re.compile(
    r"(?:[-*+•·▪‣◦–.○■□●✓✔►➤→]|\d{1,3}[.)]|[a-z]\))[ \t]+(?=\S)|\d{1,3}[.)]-[ \t]*(?=\S)"
)
_QUOTE: Final = re.compile(r"(?:>[ \t]?){1,8}")
_BOLD_LINE: Final = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,120})\1:?\Z")
_ITALIC_LINE: Final = re.compile(r"([*_])(?![*_\s])([^*_]{1,400})\1\Z")
_IMAGE: Final = re.compile(r"!\[([^\]]{0,300})\]\([^)\s]{0,500}[^)]{0,200}\)\Z")
_MARKED: Final = re.compile(r"[#>|!*_=-]|\d{1,3}[.)] ")
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d:?\Z")
_SHORT_ITEM: Final = 60  # code points of a line that ">" opens in a list, not in a quotation
_LONG_TEXT: Final = 160  # code points of what stands after a bold title, not after a label


@lru_cache(maxsize=1)  # the sections of a document and its reading rest on the same blocks
def find_blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """Split the text from `start` on into blocks, in reading order, none overlapping another."""
    blocks: list[Block] = []
    chunks = list(_chunks(_lines(text, start)))
    rows = tile_rows(chunks)
    after = 0
    for index, chunk in enumerate(chunks):
        if row := rows.get(index):
            blocks += [Block("paragraph", *tile) for tile in row]
            after = index + 2 * len(row)
        if index < after:
            continue
        following = chunks[index + 1] if index + 1 < len(chunks) else []
        if index and chunks[index - 1][-1].text.endswith(":") and _is_list(chunk):
            blocks += [Block("item", line.start, line.end) for line in chunk]
        else:
            blocks += _chunk_blocks(chunk, following)
    return tuple(blocks)


def sections_of(text: str, start: int, blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Return the sections that the headings among the blocks open, from `start` to the text's end."""
    opened: list[tuple[Passage | None, int, int]] = [(None, 0, start)]
    for block in blocks:
        if block.kind == "heading" and block.end > block.start:
            heading = Passage(block.start, block.end, text[block.start : block.end])
            opened.append((heading, block.level, block.start))
    ends = [begin for _, _, begin in opened[1:]] + [len(text)]
    return tuple(
        Section(heading, level, begin, end)
        for (heading, level, begin), end in zip(opened, ends, strict=True)
        if heading is not None or text[begin:end].strip()
    )


def _lines(text: str, start: int) -> Iterator[Line]:
    position = start
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        raw = text[position:end]
        stripped = raw.strip()
        begin = position + len(raw) - len(raw.lstrip()) if stripped else position
        yield Line(begin, begin + len(stripped), stripped, begin - position)
        position = end + 1


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Group lines that no blank line parts."""
    chunk: list[Line] = []
    for line in lines:
        if line.text:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _chunk_blocks(chunk: list[Line], following: list[Line]) -> Iterator[Block]:
    plain: list[Line] = []
    quoted: list[Line] = []
    piped = _piped(chunk)
    if any(_ITEM.match(line.text) for line in chunk[:-1]):
        chunk = list(_with_their_ends(chunk))
    for line in chunk:
        first = line.text[0]
        block: Block | None = None
        if first == ">" and (marker := _QUOTE.match(line.text)):
            yield from _plain_blocks(plain, [], whole=False)
            plain = []
            begin, end = _trim(line.text, marker.end(), len(line.text), offset=line.start)
            quoted.append(Line(begin, end, line.text[marker.end() :].strip()))
            continue
        if quoted:
            yield from _quote_block(quoted)
            quoted = []
        if first == "#" and (marker := _ATX.match(line.text)):
            end = line.start + len(line.text.rstrip("#").rstrip()) if line.text.endswith("#") else line.end
            begin = line.start + marker.end()
            block = Block("heading", begin, max(begin, end), len(marker.group(1)))
        elif first in "=-" and set(line.text) <= {first} and len(line.text) >= 2 and len(plain) == 1:
            title = plain.pop()
            block = Block("heading", title.start, title.end, 1 if first == "=" else 2)
        elif first in "-*_" and _RULE.match(line.text):
            yield from _plain_blocks(plain, [], whole=False)
            plain = []
            continue
        elif (first == "|" and line.text.count("|") >= 2) or (piped and line.text.count(" | ") == 1):
            block = _row(line)
        elif first == "!" and (marker := _IMAGE.match(line.text)):
            block = Block("caption", line.start + 2, line.start + 2 + len(marker.group(1)))
        elif (marker := _ITEM.match(line.text)) and not _BOLD_LINE.match(line.text):
            block = _item(line, marker.end())
        if block is None:
            plain.append(line)
            continue
        yield from _plain_blocks(plain, [], whole=False)
        plain = []
        if block.end > block.start:
            yield block
    if quoted:
        yield from _quote_block(quoted)
    yield from _plain_blocks(plain, following, whole=len(plain) == len(chunk))


def _with_their_ends(chunk: list[Line]) -> Iterator[Line]:
    """Join the lines of one item: what is indented or begins small goes on with the item above."""
    item: Line | None = None
    for line in chunk:
        marked = _ITEM.match(line.text) or _MARKED.match(line.text)
        if item and not marked and (line.indent > 1 or line.text[0].islower()):
            between = "\n".ljust(line.start - item.end)
            item = Line(item.start, line.end, f"{item.text}{between}{line.text}", item.indent)
            continue
        if item:
            yield item
        item = line if _ITEM.match(line.text) else None
        if item is None:
            yield line
    if item:
        yield item


def _is_list(chunk: list[Line]) -> bool:
    """True for lines without markers that a colon opens: three or more, capitalised, none of them a sentence."""
    return (
        len(chunk) > 2
        and not any(_MARKED.match(line.text) or line.text.endswith(ENDS) for line in chunk)
        and all(line.text[0].isupper() or line.text[0].isdigit() for line in chunk)
        and not _piped(chunk)
        and not fact_list(chunk)
        and not _alternating(chunk)
        and not is_chronicle(chunk)
    )


def _piped(chunk: list[Line]) -> bool:
    """True for lines that are most of them "Label | value", without bars at their ends."""
    bars = sum(1 for line in chunk if line.text.count("|") == 1 and " | " in line.text)
    return bars >= 2 and bars * 2 > len(chunk)


def _quote_block(lines: list[Line]) -> Iterator[Block]:
    """The quote of lines that ">" opens; a box of facts, and three short lines without a full stop, are none."""
    begin, end = lines[0].start, lines[-1].end
    if any(facts_in_line(line) for line in lines):
        for line in lines:
            yield from facts_in_line(line) or [_single(line, [])]
        return
    short = all(0 < len(line.text) <= _SHORT_ITEM and not line.text.endswith(ENDED) for line in lines)
    if len(lines) > 2 and short:
        for line in lines:
            yield Block("item", line.start, line.end)
    elif end > begin:
        yield Block("quote", begin, end)


def _row(line: Line) -> Block | None:
    """A table row; of two cells the first is the label; a row of dashes is no row."""
    cells = [
        (found.start(), found.end()) for found in re.finditer(r"[^|]+", line.text) if found.group().strip()
    ]
    if not cells or set(line.text) <= set("|-: \t"):
        return Block("row", line.start, line.start)
    spans = [_trim(line.text, *cell, offset=line.start) for cell in cells]
    label = spans[0] if len(spans) == 2 else None
    return Block("row", spans[0][0], spans[-1][1], label=label)


def _item(line: Line, marker: int) -> Block:
    begin = line.start + marker
    rest = line.text[marker:]
    bold = BOLD_LABEL.match(rest)
    if bold:
        return Block(
            "item", begin + bold.start(1), line.end, label=(begin + bold.start(1), begin + bold.end())
        )
    colon = COLON_LABEL.match(rest)
    if colon and len(colon.group(1).split()) <= 6:
        return Block("item", begin, line.end, label=(begin, begin + colon.end(1)))
    if dash := DASH_LABEL.match(rest):
        return Block("item", begin, line.end, label=(begin, begin + dash.end(1)))
    return Block("item", begin, line.end)


def _plain_blocks(lines: list[Line], following: list[Line], *, whole: bool) -> Iterator[Block]:
    """Blocks of lines without block markup: headings by their looks, facts, captions, paragraphs."""
    if not lines:
        return
    first, rest = lines[0], lines[1:]
    if bold := _BOLD_LINE.match(first.text):
        yield Block("heading", first.start + bold.start(2), first.start + bold.end(2), 3)
        yield from _plain_blocks(rest, following, whole=False)
        return
    if len(lines) == 1:
        segments = facts_in_line(first) or _run_in_heading(first)
        if segments:
            yield from segments
        else:
            yield _single(first, following if whole else [])
        return
    if fact_list(lines):
        for line in lines:
            yield from facts_in_line(line) or [fact_line(line) or Block("paragraph", line.start, line.end)]
        return
    if titled_prose(lines):
        yield Block("heading", first.start, first.end, 4, plain=True)
        yield Block("paragraph", rest[0].start, rest[-1].end)
        return
    if is_chronicle(lines):
        for line in lines:
            yield Block("paragraph", line.start, line.end)
        return
    if len(lines) >= 4 and len(lines) % 2 == 0 and all(_YEAR.match(line.text) for line in lines[::2]):
        for year, event in zip(lines[::2], lines[1::2], strict=True):
            yield Block("paragraph", year.start, event.end)
        return
    row = tile_rows([[line] for line in lines]).get(0, [])
    if 2 * len(row) == len(lines):
        yield from (Block("paragraph", *tile) for tile in row)
        return
    if _alternating(lines):
        for label, below in zip(lines[::2], lines[1::2], strict=True):
            yield Block("fact", label.start, below.end, label=(label.start, label.end))
        return
    if looks_like_label(first.text.removesuffix(":")) and (whole or len(rest) == 1):
        value = rest[0].text
        leads = value.endswith(":") and " " in value  # "With the premium we have:", above a list
        told = value.endswith(ENDED) and not value[0].isdigit() and not first.text.endswith("?")
        leads = leads or (told and (first.text.isupper() or several_sentences(value)))
        if not leads and len(value) <= 160 and (len(value) <= 80 or not several_sentences(value)):
            for line in rest:  # the label stands once; the first value's block spans it
                begin = first.start if line is rest[0] else line.start
                yield Block("fact", begin, line.end, label=(first.start, first.end))
        else:
            yield Block("heading", first.start, first.end, 4, plain=True)
            yield from _plain_blocks(rest, following, whole=False)
        return
    if hard_wrapped(lines):
        yield Block("paragraph", first.start, lines[-1].end)
        return
    for line in lines:
        yield from _run_in_heading(line) or [_single(line, [])]


def _run_in_heading(line: Line) -> list[Block]:
    """Heading and text of "**How it began.** In 2003 …"; empty where the bold words are a label or none."""
    found = BOLD_LABEL.match(line.text)
    if not found:
        return []
    words, text = found.group(1), line.text[found.end() :]
    colon = ":" in found.group()[-4:]
    if text[0].islower() and not colon and several_sentences(line.text):  # "**Anka** is a union of …"
        return [Block("paragraph", line.start + found.start(1), line.end)]
    closed = words.endswith((".", "?", "!"))
    if not closed and not (
        several_sentences(text) and len(text) > (_LONG_TEXT if colon else _LONG_TEXT // 2)
    ):
        return []
    begin = line.start + found.start(1)
    heading = Block("heading", begin, begin + len(words.rstrip()), 4, plain=True)
    return [heading, Block("paragraph", line.start + found.end(), line.end)]


def _single(line: Line, following: list[Line]) -> Block:
    """The block of a line that stands alone; `following` is the chunk after it."""
    if italic := _ITALIC_LINE.match(line.text):
        return Block("caption", line.start + italic.start(2), line.start + italic.end(2))
    if fact := fact_line(line, alone=True):
        return fact
    if following and following[0].text[0] != "#" and looks_like_title(line.text, following):
        return Block("heading", line.start, line.end, 4, plain=True)
    return Block("paragraph", line.start, line.end)


def _alternating(lines: list[Line]) -> bool:
    """Label and value by turns, a line each, most values beginning with a digit."""
    if len(lines) < 4 or len(lines) % 2:
        return False
    numeric = sum(1 for line in lines[1::2] if line.text[0].isdigit())
    labels = all(looks_like_label(line.text) and not line.text[-1].isdigit() for line in lines[::2])
    return labels and numeric * 2 >= len(lines) // 2 and all(len(line.text) <= 80 for line in lines[1::2])


def _trim(text: str, start: int, end: int, *, offset: int) -> tuple[int, int]:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    return offset + begin, offset + begin + len(part.strip())
