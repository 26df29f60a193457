"""Dates that count from the founding, "three years after its foundation", which may stand before it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.date_mentions import EXACT, DateMention
from acopio.reading.stated_dates import year_date

_BESIDE: Final = 3  # tokens between "in 2008" and "five years after its founding", which explains it


def resolved_by_founding(
    found: Sequence[DateMention],
    founding_sentences: Sequence[tuple[int, int]],
    zero: int,
    norms: Sequence[str],
) -> list[DateMention]:
    """Resolve what counts from the founding against the first date told in a sentence on a founding.

    `founding_sentences` are token ranges; a date not yet resolved holds the years after it, from `zero` on.
    """
    counted = [mention.first for mention in found if mention.from_founding]
    ends = [mention.last for mention in found if mention.from_founding]
    if not counted:
        return list(found)
    anchor = next(
        (
            mention
            for first, last in founding_sentences
            for mention in found
            if first <= mention.first <= last
            and mention.precision in EXACT
            and mention.year
            and not mention.relative
            and not any(0 < index - mention.last <= _BESIDE for index in counted)
            and not any(
                0 < mention.first - index <= _BESIDE and norms[index + 1] == "," for index in ends
            )  # "a year after its founding, in 2001", not "after its founding in 2001"
        ),
        None,
    )
    resolved = []
    for mention in found:
        if mention.from_founding:
            if anchor is None or not anchor.year or not mention.date.earliest:
                continue
            date = year_date(anchor.year + mention.date.earliest.year - zero)
            mention = mention._replace(date=date, support=(anchor.start, anchor.end))
        resolved.append(mention)
    return resolved
