"""The numbers of a document, told apart: dates first, then money, then quantities and shares."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from acopio.reading.dates import DateFinder, DateMention
from acopio.reading.language_schema import FOUNDING_EVENTS
from acopio.reading.lexicon import Mention
from acopio.reading.money import MoneyMention, find_money
from acopio.reading.numbers import NumberSpan, find_numbers
from acopio.reading.quantities import QuantityFinder
from acopio.reading.quantity_mentions import QuantityMention, ShareMention

if TYPE_CHECKING:
    from acopio.reading.context import ReadingContext


_BEFORE: Final = 2  # tokens at least before the number of a footnote: a word and a bracket


class NumberLayer(NamedTuple):
    """What the numbers of a document are, each kind in text order; no number is of two kinds."""

    dates: list[DateMention]
    money: list[MoneyMention]
    quantities: list[QuantityMention]
    shares: list[ShareMention]


def find_number_layer(context: ReadingContext, mentions: dict[str, list[Mention]]) -> NumberLayer:
    """Return the numbers of a document by what they are; `mentions` are those of the lexicon."""
    tokens, norms, language = context.tokens, context.norms, context.language
    numbers = find_numbers(tokens, language)
    dates = DateFinder(tokens, norms, numbers, mentions, language, _founding_sentences(context)).find()
    dated = {index for date in dates for index in range(date.first, date.last + 1)}
    rest = [number for number in numbers if number.first not in dated]
    money, rest = find_money(rest, tokens, norms, language, context.text)
    finder = QuantityFinder(tokens, norms, mentions, language, context.text)
    quantities, shares = finder.find(_standing_apart(context, rest))
    return NumberLayer(dates, money, quantities, shares)


def _standing_apart(context: ReadingContext, numbers: Sequence[NumberSpan]) -> list[NumberSpan]:
    """Numbers that are not glued to words ("CO2") and point to no footnote."""
    label_ends = {block.label[1] for block in context.blocks if block.label}
    return [
        number
        for number in numbers
        if not (number.digits and number.first and _glued(context, number.first, label_ends))
        and not _is_reference(context, number)
    ]


def _is_reference(context: ReadingContext, number: NumberSpan) -> bool:
    """True for the number of a footnote: "… to 29 zones.[4]"."""
    tokens, after = context.tokens, number.last + 1
    if number.first < _BEFORE or after >= len(tokens):
        return False
    before = tokens[number.first - 1]
    return before.text == "[" and tokens[after].text == "]" and tokens[number.first - 2].end == before.start


def _glued(context: ReadingContext, index: int, label_ends: set[int]) -> bool:
    """True for digits that follow a letter directly, except after a fact's label ("Members350")."""
    before = context.tokens[index - 1]
    glued = before.end == context.tokens[index].start and before.kind == "word"
    return glued and before.end not in label_ends


def _founding_sentences(context: ReadingContext) -> list[tuple[int, int]]:
    """Token ranges of the sentences that tell a founding: relative dates are counted from theirs."""
    formed = [
        m.first for m in context.words("founding") if m.value in FOUNDING_EVENTS or m.value == "existing"
    ]
    labelled = [
        context.token_range(block.start, block.end)
        for block, labels in context.facts()
        if any(label.value == "founded" for label in labels)
    ]
    return labelled + [
        (sentence.first, sentence.last)
        for sentence in context.sentences
        if bisect_left(formed, sentence.first) < bisect_right(formed, sentence.last)
    ]
