"""The shapes of blocks that lead to uses of premium money: headings, leads of lists, first rows, entries."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.premium_names import MONEY, TITLE_TOKENS, names_premium
from acopio.reading.sentences import Sentence

ENTRIES: Final = ("item", "row", "fact")
FEWEST_LINES: Final = 2  # lines after the first that make a list of them
_OWN_TOPICS: Final = (
    "certification-costs",
    "market-access",
)  # purposes that headings name in their own right
_LONGEST_TITLE: Final = 60  # code points of a line that is a heading by nothing but its words
_LONGEST_HEADLINE: Final = 90  # code points of a line with no verb that opens a part of the text


def is_fragment(context: ReadingContext, block: Block, sentence: Sentence) -> bool:
    """True for a paragraph like "School fees for orphans.", one of several below a lead."""
    return block.kind == "paragraph" and context.clauses_of(sentence)[0].finite is None


def is_labelled(context: ReadingContext, block: Block) -> bool:
    """True for a paragraph like "Health: a clinic was built. It …", one of several below a lead."""
    first, _ = context.token_range(block.start, block.end)
    marks = [token.text for token in context.tokens[first : first + TITLE_TOKENS + 1]]
    return ":" in marks[1:]


def is_wordless_block(context: ReadingContext, block: Block) -> bool:
    """True for "2015-2018": nothing but numbers and marks."""
    first, stop = context.token_range(block.start, block.end)
    return not any(token.kind == "word" for token in context.tokens[first:stop])


def is_dated_below(context: ReadingContext, number: int) -> bool:
    """True where a list or lines follow of which each begins with a date: "2012: a dental chair"."""
    return all(_opens_with_date(context, below) for below in range(number + 1, number + 1 + FEWEST_LINES))


def _opens_with_date(context: ReadingContext, number: int) -> bool:
    if number >= len(context.blocks) or context.blocks[number].kind not in (*ENTRIES, "paragraph"):
        return False
    first, stop = context.token_range(context.blocks[number].start, context.blocks[number].end)
    while first < stop and context.tokens[first].kind == "mark":
        first += 1
    near = Passage(
        context.tokens[min(first, stop - 1)].start, context.tokens[min(first + 2, stop - 1)].end, ""
    )
    return any(date.first == first for date in context.within(context.dates, near))


def heads(context: ReadingContext, block: Block) -> bool:
    """True for a line of its own that is a heading by its words: "With others' help", above lines of facts."""
    if block.kind != "paragraph" or block.end - block.start > _LONGEST_TITLE:
        return False
    words = context.text[block.start : block.end]
    if "\n" in words or words[-1] in '.,;:!…"”»' or context.has("premium", block, *MONEY):
        return False
    first = context.text[block.start]
    topics = {m.value for m in context.words("section", block)} | {
        m.kind for m in context.words("elsewhere", block)
    }
    return first.isupper() and bool(topics & {"unpaid", "elsewhere", "needs", "money"})


def heads_premium(context: ReadingContext, block: Block) -> bool:
    """True for "Where the premium went"; not for "The premium paid for:", which opens a list and no more."""
    if not names_premium(context, block):
        return False
    if context.text[block.end - 1] != ":":
        return True
    if block.end - block.start > _LONGEST_HEADLINE:
        return False
    first, stop = context.token_range(block.start, block.end)
    return not any(context.norms[index] in context.language.finite_words for index in range(first, stop))


def is_header(context: ReadingContext, number: int, block: Block) -> bool:
    """True for the first row of a table where a rule parts it or no number stands in it, and for its total."""
    blocks = context.blocks
    first = context.token_at(block.start)
    if block.kind == "row" and context.norms[first] in context.language.listing_words["totals"]:
        return True
    if block.kind != "row" or (number and blocks[number - 1].kind == "row") or number + 1 == len(blocks):
        return False
    following = blocks[number + 1]
    ruled = "--" in context.text[block.end : following.start]
    numbers = any(letter.isdigit() for letter in context.text[block.start : block.end])
    return following.kind == "row" and (ruled or (not numbers and not context.has("purpose", block)))


def names_purpose(context: ReadingContext, heading: Block) -> bool:
    """True for a heading with a telling purpose word: "Clean water", not "Quality" or "Certificates"."""
    vague = {mention.first for mention in context.words("vague", heading)}
    purposes = context.words("purpose", heading)
    return any(m.first not in vague and m.value not in _OWN_TOPICS for m in purposes)
