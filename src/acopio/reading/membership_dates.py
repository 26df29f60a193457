"""The date of a count: of the dates in its words the one that stands by the number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.quantity_mentions import QuantityMention, ShareMention

_AFTER: Final = 3  # tokens between a number with its noun and the date that follows: "60 members in 2005"


def date_of_count(
    context: ReadingContext, mention: QuantityMention | ShareMention, dates: Sequence[DateMention]
) -> DateMention | None:
    """Return the date that a number is of: the one that follows it, else the last before it.

    "From 60 in 2005 to 380 in 2019" has a date for each. Nothing is returned where another number stands
    between, or a word such as "now" or "today".
    """
    end = context.token_at(max(mention.noun_end - 1, mention.start))
    dates = [date for date in dates if date.cue != "since" or _as_of(context, date)]
    first = dates[0].first if dates else 0
    following = [date for date in dates if 0 < date.first - end <= _AFTER]
    if following and not _marked(context, end + 1, following[0].first):
        return following[0]
    before = [date for date in dates if date.last < mention.first]
    if not before:
        far = len(dates) != 1 or _number_between(context, end, first) or _says_now(context, end, first)
        return None if far else dates[0]
    if _reaches(context, mention) and _number_before(context, before[-1].first):
        return None  # "from 80 in 1995 to 1,050"
    if _says_now(context, before[-1].last, mention.first) and before[-1].cue != "by":
        return None  # "founded in 1951, and today has 214 members"
    alone = not _number_between(context, min(first, before[-1].last), mention.first)
    return before[-1] if alone or len(dates) == 1 else None


def _as_of(context: ReadingContext, date: DateMention) -> bool:
    """True for "as of 2020"; not for "Since 2017 the coffee of 611 members …"."""
    words = context.norms[max(0, date.first - 2) : date.first + 2]
    return any(word in context.language.membership["of_words"] for word in words)


def _marked(context: ReadingContext, first: int, stop: int) -> bool:
    return any(context.tokens[index].text in (",", ";", ":") for index in range(first, stop))


def _number_between(context: ReadingContext, first: int, stop: int) -> bool:
    span = Passage(context.tokens[first].end, context.tokens[stop].start, "")
    return bool(context.within(context.quantities, span) or context.within(context.shares, span))


def _reaches(context: ReadingContext, mention: QuantityMention | ShareMention) -> bool:
    """True for the second number of "from 80 to 1,050"."""
    return context.norms[max(0, mention.first - 1)] in context.language.listing_words["targets"]


def _number_before(context: ReadingContext, first: int) -> bool:
    """True for a date that is of the number before it: "80 members in 1995"."""
    span = Passage(context.tokens[max(0, first - _AFTER - 1)].start, context.tokens[first].start, "")
    return bool(context.within(context.quantities, span) or context.within(context.shares, span))


def _says_now(context: ReadingContext, first: int, stop: int) -> bool:
    """True where "now", "today" stands between two tokens."""
    words = context.language.membership["nowadays"]
    return any(context.norms[index] in words for index in range(first, stop))
