"""Changes for the better by the words of a clause: what rises, falls, turns, goes from one number to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext

_REACH: Final = 8  # tokens between a change and what it is told of
_SOON: Final = 3  # tokens between "from" and its number


def denied_rise(context: ReadingContext, clause: Clause) -> bool:
    """True for "The water does not reach three villages"."""
    rises = {m.first for m in context.words("outcome", clause) if m.value == "up"}
    return any(mention.last + 1 in rises for mention in context.words("negation", clause))


def _from_to(context: ReadingContext, clause: Clause) -> bool:
    """True for "Immature nuts: from a third of deliveries to 4%"."""
    shares = context.within(context.shares, clause)
    ranges = context.language.series
    return len(shares) > 1 and any(context.norms[max(0, share.first - 1)] in ranges for share in shares[:1])


def changes(context: ReadingContext, clause: Clause) -> bool:
    """True where something good rises ("incomes have risen") or a trouble falls ("smoke has gone down")."""
    words = context.words("outcome", clause)
    good = [mention.first for mention in words if mention.value == "measure"]
    ill = [mention.first for mention in words if mention.value == "ill"]
    seen = any(mention.value == "seen" for mention in words)  # "have seen their incomes rise"
    rises = [m.first for m in words if m.value == "up" or (seen and m.value == "rise")]
    falls = [m.first for m in words if m.value == "down" or (seen and m.value == "sink")]
    falls = [first for first in falls if first + 1 not in good]  # "lower yields"
    turns = [mention.first for mention in words if mention.value in ("change", "good")]
    course = [m.first for m in words if m.value == "course" and _counts(context, m.last + 1)]
    if course and context.has("unit", clause):
        return True  # "Farmers have gone from 9 to 17 sacks a hectare"
    turns += course
    once = [mention.first for mention in words if mention.value == "then"]
    if _from_to(context, clause):
        return True
    falls = [fall for fall in falls if not _of_good(fall, good, ill)]
    returns = [mention.first for mention in words if mention.value == "back"]
    return _near(good, [*rises, *returns]) or _near(ill, [*falls, *once]) or _near([*good, *ill], turns)


def got_better(context: ReadingContext, clause: Clause) -> bool:
    """True for "Relations between the villages have improved": good of anything, where it has no object."""
    language = context.language
    for mention in context.words("outcome", clause):
        if mention.value == "good" and context.norms[mention.first - 1] not in language.infinitive:
            after = mention.last + 1
            if after > clause.last or context.tokens[after].kind in ("mark", "number"):
                return True
            norm = context.norms[after]
            if norm in language.prepositions or norm.endswith(language.adverb_endings or ("\0",)):
                return True
    return False


def _of_good(fall: int, good: Sequence[int], ill: Sequence[int]) -> bool:
    """True for "Yields have halved because of rust": what falls is the good thing before the verb."""
    cuts = any(fall < first <= fall + _SOON for first in ill)  # "Better housing has cut disease"
    return any(first < fall for first in good) and not any(first < fall for first in ill) and not cuts


def _counts(context: ReadingContext, index: int) -> bool:
    """True for the number of "have gone from 350 to 620 kilos", perhaps after "about"."""
    return has_number(context, index, min(index + _SOON, len(context.tokens)) - 1)


def has_number(context: ReadingContext, first: int, last: int) -> bool:
    """True where a number stands between two tokens."""
    return any(
        context.tokens[i].kind == "number" or context.norms[i] in context.language.number_words
        for i in range(first, last + 1)
    )


def _near(some: Sequence[int], others: Sequence[int]) -> bool:
    return any(-_REACH <= one - other <= _REACH for one in some for other in others)
