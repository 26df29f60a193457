"""The founding counted back: "in 2008, five years after the society was founded", "its 20th anniversary"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from acopio.claims.records import FoundingClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.foreign import foreign_signs
from acopio.reading.sentences import Sentence
from acopio.reading.stated_dates import year_date

_OLDEST: Final = 300  # years that may be counted
_EXACT: Final = frozenset({"day", "month", "year"})
_REACH: Final = 9  # tokens from "years" to "founded"
_EVENTS: Final = frozenset({"formed", "noun", "legally-established"})


def anniversaries(context: ReadingContext, clause: Clause) -> Iterator[FoundingClaim]:
    """Read "celebrated its 20th anniversary in 2015": founded in 1995."""
    for mention in context.words("anniversary", clause):
        dates = [d for d in context.within(context.dates, clause) if d.year]
        turned = mention.value == "turned"
        opening = Passage(clause.start, mention.start, "")
        if context.has("scheme", opening) or _others_opening(context, clause, mention.first):
            continue  # "Fairtrade celebrated its 20th anniversary"
        if mention.value == "aged" and not _of_our_age(context, clause, mention.first):
            continue
        age = int(mention.value) if mention.value.isdigit() else age_told(context, clause, mention.first)
        age = _years_after(context, clause, mention.last) if turned else age
        if not dates or age is None or context.subject(clause).who == "other":
            continue
        if context.has("founding", clause, "formed"):
            continue  # "with thirty years of life, it was founded in 1992"
        year = dates[0].year
        if year and 0 < age <= _OLDEST:
            yield FoundingClaim(
                passage=context.quote(clause),
                rule="founding.anniversary",
                assertion="inferred",
                support=context.support(dates[0]),
                kind="formed",
                date=year_date(year - age),
            )


def counted_back(context: ReadingContext, sentence: Sentence) -> Iterator[FoundingClaim]:
    """Read "in 2008, five years after its foundation", where the sentence tells one year only."""
    language, norms = context.language, context.norms
    years = {
        d.year for d in context.within(context.dates, sentence) if d.precision in _EXACT and not d.relative
    }
    year = years.pop() if len(years) == 1 else None
    if year is None:
        return
    for end, amount in _spans(context, sentence):
        stop = min(sentence.last + 1, end + _REACH)
        after = next((i for i in range(end, stop) if norms[i] in language.foundings["later_than"]), None)
        if after is None:
            continue
        told = [
            m
            for m in context.words("founding", sentence)
            if m.value in _EVENTS and after < m.first < after + _REACH
        ]
        own = {m.first for m in context.words("pronoun", sentence) if m.value in ("it", "they")}
        if not told:
            continue
        between = range(after + 1, told[0].first)
        near = range(told[0].last + 1, min(sentence.last + 1, told[0].last + 4))
        named = any(context.is_self(i) or i in own for i in between)
        named = named or (not between and any(context.is_self(i) for i in near))  # "after founding the union"
        if named or _of_subject(context, sentence, between):
            yield FoundingClaim(
                passage=context.passage(sentence.start, sentence.end),
                rule="founding.counted-back",
                assertion="inferred",
                kind="legally-established" if told[0].value == "legally-established" else "formed",
                date=year_date(year - amount),
            )
            return


def _of_our_age(context: ReadingContext, clause: Clause, stop: int) -> bool:
    """True for "the co-operative was twenty years old": the organisation, of nobody else."""
    subject, verb = context.subject(clause), clause.finite
    if subject.who != "self" or subject.first is None or subject.carried or verb is None:
        return False
    last = subject.last if subject.last is not None else subject.first
    told = context.norms[verb] in context.language.foundings["passive"] and last < verb < stop
    return told and not context.tokens[last].possessive and verb - last <= 2


def _others_opening(context: ReadingContext, clause: Clause, stop: int) -> bool:
    """True for "12 October: Mindoro Crafts celebrates its 25th anniversary"."""
    runs = [r for r in context.capital_runs if clause.first <= r.first < stop and r.last > r.first]
    owner = foreign_signs(context).owner
    return bool(runs) and not any(owner.own_run(run.first, run.last) for run in runs)


def _spans(context: ReadingContext, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the token after "five years", "a decade" or "a year", and the number of years."""
    language, norms = context.language, context.norms
    tables = language.relative_dates
    counted = [(q.last + 1, q.quantity.value) for q in context.within(context.quantities, sentence)]
    known = {position for position, _ in counted}
    counted += [
        (index + 1, Decimal(1))
        for index in range(sentence.first, sentence.last)
        if norms[index] in language.number_articles and index + 1 not in known
    ]
    for position, amount in counted:
        unit = tables["year_unit"].at(norms, position)
        decades = tables["decade_unit"].at(norms, position)
        if decades and not unit and amount is not None:
            unit, amount = decades, amount * 10
        if unit and amount is not None and 0 < amount <= _OLDEST:
            yield unit[1], int(amount)


def _years_after(context: ReadingContext, clause: Clause, last: int) -> int | None:
    """The number after "turned", "turned thirty in 2021", of nothing else."""
    dated = {date.first for date in context.dates}
    for mention in context.within(context.quantities, clause):
        unit = context.language.relative_dates["year_unit"].at(context.norms, mention.last + 1)
        following = unit[1] if unit else mention.last + 1  # "cumplió veinte años en 2011"
        alone = following > clause.last or context.tokens[following].kind in ("mark", "break")
        alone = alone or following in dated or following + 1 in dated
        if mention.first == last + 1 and alone and mention.quantity.value is not None:
            return int(mention.quantity.value)
    return None


def _of_subject(context: ReadingContext, sentence: Sentence, between: range) -> bool:
    """True for "KANTU won a prize, six years after being founded"."""
    passive = context.language.foundings["passive"]
    told = bool(between) and all(context.norms[i] in passive for i in between)
    subject = context.subject(context.clauses_of(sentence)[0])
    return told and subject.who == "self" and subject.first is not None


def age_told(context: ReadingContext, clause: Clause, stop: int) -> int | None:
    """Return the number just before "anniversary", in digits ("20th") or words ("twenty years of existence")."""
    tokens = context.tokens
    for index in range(stop - 1, max(clause.first, stop - 3) - 1, -1):
        if tokens[index].kind == "number" and tokens[index].text.isdigit():
            return int(tokens[index].text)
    for mention in context.within(context.quantities, clause):
        if mention.last == stop - 1 and mention.quantity.value is not None:
            return int(mention.quantity.value)
    return None
