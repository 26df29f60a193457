"""Figure against figure: "71% (34% in 2014)", "from four days to one", "210 dollars, up from 85"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext

_NEAR: Final = 4  # tokens from "up from" or "to" to its figure
_LEAD: Final = 6  # tokens of "Accidents reported: 31 in 2015, 6 in 2022" before the first figure
_APART: Final = 14  # tokens between the two figures
_DATED: Final = 8  # tokens from a figure to its year


class _Figure(NamedTuple):
    first: int
    last: int
    value: Decimal
    kind: str  # "share", "money", "plain"
    people: bool


def figures_rise(context: ReadingContext, clause: Clause) -> bool:
    """True where two figures of a clause show something good to have risen, or something ill to have fallen."""
    sentence = context.sentences[clause.sentence]
    span = Passage(clause.start, sentence.end, "")
    if context.has("need", clause, "trouble", "want") or context.has("plight", clause, "top"):
        return False
    if context.has("hedge", clause) or context.has("premium-talk", clause, "planned"):
        return False
    for old, new in _pairs(context, span, clause):
        if old.value == new.value or context.has("premium", span):
            continue
        last = min(max(old.last, new.last) + _NEAR, sentence.last)
        opening = Passage(clause.start, context.tokens[last].end, "")
        words = context.words("outcome", opening)
        ill = next((m.first for m in words if m.value == "ill"), None)
        good = next((m.first for m in words if m.value == "measure"), None)
        earned = next((m.first for m in context.words("life", opening) if m.value == "earn"), None)
        good = min((first for first in (good, earned) if first is not None), default=None)
        rises = new.value > old.value
        if rises and new.kind == "share" and new.people and new.first <= clause.first + 1:
            return True  # "85% of families had enough rice in the lean season, up from 40%"
        if ill is not None and (good is None or ill <= good):
            return not rises
        if old.people or new.people:
            return False  # counts of members
        if good is not None:
            return rises and not any(m.unit for m in context.within(context.quantities, opening))
        told = context.within(context.dates, span) or context.has("life", span, "ago", "today", "lately")
        if told and rises and "share" in (old.kind, new.kind) and not context.has("plight", opening, "harm"):
            return True
    return False


def _pairs(context: ReadingContext, span: Passage, clause: Clause) -> Iterator[tuple[_Figure, _Figure]]:
    """Pairs of figures (the older first) that a sentence sets against each other from a clause on."""
    figures = list(_figures(context, span))
    words = context.words("life", span)
    versus = [mention for mention in words if mention.value in ("versus", "contrast", "ago")]
    moved = context.has("outcome", clause, "up", "down", "course", "change", "back", "good") or context.has(
        "life", clause, "moved"
    )
    norms, language = context.norms, context.language
    for quantity in context.within(context.quantities, clause) if moved else ():
        low, high = quantity.quantity.minimum, quantity.quantity.maximum
        series = norms[quantity.first - 1] in language.series
        if series and low is not None and high is not None and low < high:
            ends = (Decimal(low), Decimal(high))
            people = quantity.unit is not None
            old, new = (_Figure(quantity.first, quantity.last, end, "plain", people) for end in ends)
            yield old, new
    for one, other in pairwise(figures):
        if (
            one.first > max(clause.last, clause.first + _LEAD)
            or other.first - one.last > _APART
            or not _alike(one, other)
        ):
            continue
        between = range(one.last + 1, other.first)
        if any(m.first in between and other.first - m.last <= _NEAR for m in versus):
            yield other, one
        elif moved and any(norms[max(0, one.first - k)] in language.series for k in (1, 2)):
            if any(norms[i] in language.range_joiners for i in between if other.first - i <= _NEAR):
                yield one, other
        elif _in_brackets(context, one, other):
            yield other, one
        elif (dated := _dated(context, one, other)) is not None:
            yield dated


def _figures(context: ReadingContext, span: Passage) -> Iterator[_Figure]:
    found = [
        _Figure(m.first, m.last, m.money.value, "money", people=False)
        for m in context.within(context.money, span)
    ]
    found += [
        _Figure(m.first, m.last, m.share.percent, "share", people=m.unit is not None)
        for m in context.within(context.shares, span)
        if m.share.percent is not None
    ]
    found += [
        _Figure(m.first, m.last, m.quantity.value, "plain", people=m.unit is not None)
        for m in context.within(context.quantities, span)
        if m.quantity.value is not None
    ]
    yield from sorted(found)


def _alike(one: _Figure, other: _Figure) -> bool:
    """A bare number takes the kind of the other: "from 22 to 6 percent", "40 cents and not 25"."""
    return one.kind == other.kind or "plain" in (one.kind, other.kind)


def _in_brackets(context: ReadingContext, one: _Figure, other: _Figure) -> bool:
    """True for "71% (34% in 2014)": a year before the other figure's bracket closes."""
    tokens = context.tokens
    opened = any(tokens[i].text == "(" for i in range(one.last + 1, other.first))
    return opened and _date_after(context, other) is not None


def _date_after(context: ReadingContext, figure: _Figure) -> int | None:
    """The year told after a figure in its sentence."""
    sentence = context.sentence_at(context.tokens[figure.first].start)
    end = figure.last if sentence is None else sentence.last
    reach = context.tokens[min(figure.last + _DATED, end)]
    near = context.within(context.dates, Passage(context.tokens[figure.last].end, reach.end, ""))
    if not near or near[0].date.earliest is None:
        return None
    between = range(figure.last + 1, near[0].first)
    if any(context.tokens[i].kind == "number" or context.tokens[i].text in ",;" for i in between):
        return None
    return near[0].date.earliest.year


def _date_between(context: ReadingContext, one: _Figure, other: _Figure) -> int | None:
    """The year told between two figures after a mark that ends the first one's statement."""
    tokens = context.tokens
    mark = next((i for i in range(one.last + 1, other.first) if tokens[i].text in ";:,"), None)
    if mark is None:
        return None
    dates = context.within(context.dates, Passage(tokens[mark].start, tokens[other.first].start, ""))
    return dates[0].date.earliest.year if dates and dates[0].date.earliest else None


def _dated(context: ReadingContext, one: _Figure, other: _Figure) -> tuple[_Figure, _Figure] | None:
    """The two figures in the order of their years: "35 cents in 2011 and 75 in 2023"."""
    then, later = _date_after(context, one), _date_after(context, other)
    if later is None and (before := _date_between(context, one, other)) is not None:
        # "one in twenty; in 2005 it was one in four"
        return (other, one) if then is None or before < then else (one, other)
    if later is None:
        return None
    if then is None:
        now = any(
            one.first - _DATED <= m.first < other.first for m in context.words("life") if m.value == "today"
        )
        return (other, one) if now else None
    if then == later:
        return None
    return (one, other) if then < later else (other, one)


def exceeds(context: ReadingContext, clause: Clause) -> bool:
    """True for "sold at 40 reais above the exchange price", "40% less water than before", "15% more than others"."""
    degrees = [m for m in context.words("life", clause) if m.value in ("degree", "beside")]
    if not degrees or context.has("plight", clause, "harm", "plight"):
        return False
    ends = {m.last + 1 for m in context.within(context.shares, clause)}
    sums = {
        m.last + k for m in context.within(context.money, clause) for k in (1, 2, 3)
    }  # "22 cents a pound"
    sentence = context.sentences[clause.sentence]
    than = [
        m.first
        for m in context.words("life", sentence)
        if m.value in ("than", "versus", "contrast", "beside")
    ]
    since = context.has("life", sentence, "event") and context.has("outcome", clause, "ill")
    for degree in degrees:
        if degree.first in ends and (since or any(first >= degree.first for first in than)):
            return True
        if degree.first in sums and any(first >= degree.first for first in than):
            return True
    return False
