"""Numbers in the values of labels: what stands beside them, and which of them can count people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage, Share
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.quantity_mentions import QuantityMention, ShareMention

PARTS: Final = frozenset({"women", "men", "youth", "certified"})


def dated(context: ReadingContext, mention: QuantityMention | ShareMention) -> bool:
    """True for a number with a year of its own: "(2018: 161; 2015: 97)"."""
    low = context.tokens[max(0, mention.first - 3)].start
    high = context.tokens[min(len(context.tokens) - 1, mention.last + 3)].start
    return any(
        0 < mention.first - date.last <= 2 or 0 < date.first - mention.last <= 2
        for date in context.within(context.dates, Passage(low, high, ""))
    )


def whole_number(mention: QuantityMention) -> bool:
    """True for a number that people can have: not the 0.90 of a price."""
    value = mention.quantity.value
    return value is None or value == value.to_integral_value()


def tells_percent(context: ReadingContext, label: Passage) -> bool:
    """True for a label that says "%": "Share of women (%)"."""
    first, stop = context.token_range(label.start, label.end)
    return any(context.language.percent.at(context.norms, index) for index in range(first, stop))


def as_share(mention: QuantityMention) -> ShareMention:
    """Return the 43 under "Share of women (%)" as 43 percent."""
    value = mention.quantity.value
    share = Share(value, value, value)
    return ShareMention(mention.start, mention.end, mention.first, mention.last, share, mention.end)


def part_beside(
    context: ReadingContext,
    mention: QuantityMention | ShareMention,
    value: Passage,
    numbers: Sequence[QuantityMention],
) -> Mention | None:
    """Return the part named next to a number of a label's value: "287 (women 158, men 129)"."""
    if mention.part and mention.part.value in PARTS:
        return mention.part
    if initial := _initial_beside(context, mention, value):
        return initial
    linking = context.language.membership["linking"]
    for found in context.words("part", value):
        told = range(mention.last + 1, found.first)
        if found.value in PARTS and 0 < len(told) <= 3 and all(context.norms[i] in linking for i in told):
            return found
        if found.value in PARTS and found.last < mention.first and mention.first - found.last <= 2:
            between = [other for other in numbers if found.start < other.start < mention.start]
            if not between:
                return found
    return None


def _initial_beside(
    context: ReadingContext, mention: QuantityMention | ShareMention, value: Passage
) -> Mention | None:
    """Return the women or men of "M 806 / F 398", where the value has an initial of both."""
    first, stop = context.token_range(value.start, value.end)
    initials = {
        index: gender
        for gender in ("women", "men")
        for index in range(first, stop)
        if context.norms[index] in context.language.membership[f"initials_{gender}"]
    }
    if len(set(initials.values())) < 2:
        return None
    colon = context.tokens[mention.first - 1].text in (":", "=")
    for index in (mention.first - 1 - colon, mention.last + 1):
        if index in initials:
            token = context.tokens[index]
            return Mention("part", initials[index], token.start, token.end, index, index)
    return None


def glued(context: ReadingContext, mention: QuantityMention) -> bool:
    """True for the 2 of "2nd grade"."""
    return context.text[mention.end : mention.end + 1].isalpha()


def further(context: ReadingContext, mention: QuantityMention) -> bool:
    """True for "a further 60 or so growers"."""
    words = context.norms[max(0, mention.first - 2) : mention.first]
    return any(word in context.language.membership["not_counted"] for word in words)


def first_sentence(context: ReadingContext, value: Passage) -> Passage:
    """Return a value up to the end of its first sentence; what follows is prose."""
    start = value.start
    while start < value.end and not context.text[start].isalnum():
        start += 1  # "Growers .......... 418"
    sentence = context.sentence_at(start) or context.sentence_at(value.end - 1)
    if sentence is None or sentence.end >= value.end or sentence.end <= value.start:
        return value
    return Passage(value.start, sentence.end, "")


def words_before(context: ReadingContext, value: Passage, mention: QuantityMention) -> int:
    """Return how many words of a value stand before a number."""
    first = context.token_at(value.start)
    return sum(1 for token in context.tokens[first : mention.first] if token.kind == "word")


def seasonal(context: ReadingContext, mention: QuantityMention) -> bool:
    """True for 300 in "840 permanent, 300 seasonal"."""
    following = context.norms[mention.last + 1 : mention.last + 2]
    return any(word in context.language.membership["seasonal"] for word in following)
