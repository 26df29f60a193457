"""Parts of a page that are not about its own producer: teasers of others, lines on the publisher."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from acopio.documents.blocks import Block
from acopio.reading.lexicon import Mention
from acopio.reading.tokens import Token, tokenize

_LONGEST_SIGN: Final = 70  # code points of a line that announces such a part
_SLACK: Final = 14  # code points before the telling words: "And here are "
_DEEPEST: Final = 9
_OPENING: Final = 20  # blocks in which a page may still be at its headings and menus


def parts_about_others(
    blocks: Sequence[Block],
    text: str,
    mentions: Mapping[str, list[Mention]],
    publisher: frozenset[str],
    stop_words: frozenset[str],
) -> frozenset[int]:
    """Return the numbers of the blocks under a line such as "You may also like" or "About <the publisher>".

    Such a part ends with the next heading of its own rank or a higher one; where the line is no
    marked-up heading, with the next that is one, or with the text. The publisher's name above all prose is
    the page's masthead, and announces nothing; "Who we are" above everything else is the producer's own.
    """
    signs = [mention.start for mention in mentions.get("elsewhere", ())]
    found: set[int] = set()
    rank: int | None = None
    told = False
    for number, block in enumerate(blocks):
        marked = block.kind == "heading" and not block.plain
        told = told or (block.kind == "paragraph" and block.end - block.start > _LONGEST_SIGN)
        if (_announces(block, signs) and not opens_page(blocks, number)) or (
            told
            and block.kind == "heading"
            and _names_publisher(text[block.start : block.end], publisher, stop_words)
        ):
            rank = block.level if marked else _DEEPEST
        elif rank is not None and marked and block.level <= rank:
            rank = None
        if rank is not None or _labelled(block, signs):
            found.add(number)
    return frozenset(found)


def opens_page(blocks: Sequence[Block], number: int) -> bool:
    """True for a heading above which only headings and short lines stand: what it announces is the page's own."""
    if number > _OPENING or blocks[number].kind != "heading":
        return False
    return all(
        block.kind in ("heading", "boilerplate") or block.end - block.start <= _LONGEST_SIGN
        for block in blocks[:number]
    )


def _announces(block: Block, signs: Sequence[int]) -> bool:
    if block.end - block.start > _LONGEST_SIGN or block.kind in ("item", "row", "quote"):
        return False
    index = bisect_left(signs, block.start)
    return index < len(signs) and signs[index] <= min(block.end, block.start + _SLACK)


def _labelled(block: Block, signs: Sequence[int]) -> bool:
    """True for a long line that its own label announces: "**See also** Radio school; COPROKIN (2014)"."""
    if block.label is None or block.end - block.start <= _LONGEST_SIGN:
        return False
    index = bisect_left(signs, block.label[0])
    return index < len(signs) and signs[index] < block.label[1]


def _names_publisher(heading: str, publisher: frozenset[str], stop_words: frozenset[str]) -> bool:
    """True for "About Tern & Thistle": a heading of the publisher's name and two words more at most."""
    words = {token.norm for token in tokenize(heading) if token.kind != "mark"} - stop_words
    return bool(publisher) and bool(words & publisher) and len(words - publisher) <= 1


def name_words(name: str | None, common: frozenset[str]) -> frozenset[str]:
    """Return the telling words of a publisher's name: "Tern & Thistle Chocolate" gives tern, thistle."""
    norms: list[Token] = tokenize(name or "")
    return frozenset(t.norm for t in norms if t.kind != "mark" and t.norm not in common and len(t.norm) > 2)
