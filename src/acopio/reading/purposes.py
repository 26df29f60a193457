"""What money is for, whom it helps: purposes and beneficiaries by the words of a passage."""

from __future__ import annotations

from typing import Final

from acopio.reading.context import ReadingContext, Span

_MOST: Final = 2


def purposes_of(context: ReadingContext, span: Span) -> tuple[str, ...]:
    """Return up to two purposes (slugs), the one of most words first, then the first mentioned."""
    counts: dict[str, int] = {}
    for mention in context.words("purpose", span):
        counts[mention.value] = counts.get(mention.value, 0) + 1
    order = list(counts)
    return tuple(sorted(order, key=lambda value: (-counts[value], order.index(value)))[:_MOST])


def beneficiaries_of(context: ReadingContext, span: Span) -> tuple[str, ...]:
    """Return the beneficiaries (slugs) named in a passage, in text order."""
    return tuple(dict.fromkeys(mention.value for mention in context.words("beneficiary", span)))
