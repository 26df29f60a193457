"""The parts of a fact about certificates, each with its date: "Organic (2008), Fairtrade (2010)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.certification_names import SchemeNames, family
from acopio.reading.certification_tokens import is_validity
from acopio.reading.context import ReadingContext
from acopio.reading.date_mentions import EXACT
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention

_PARTERS: Final = frozenset(",;·|•✓✔☑✅+")
_RIGHT_AFTER: Final = 3  # tokens from a scheme to its date: "Rainforest Alliance from 2021"
_FIRST: Final = 1928  # an earlier "year" is a number: "FLO ID 1845"


class FactSegments:
    """Splits the values of facts of one text into what is said of one certificate each."""

    def __init__(self, context: ReadingContext, names: SchemeNames) -> None:
        """Keep the context and the names of schemes."""
        self._context, self._names = context, names
        self._tokens, self._norms = context.tokens, context.norms
        self._scheme_starts = {m.first for m in names.schemes}

    def split(self, value: Passage) -> list[Passage]:
        """Split "Organic (2008), Fairtrade (2010)" at the marks outside of brackets that part schemes."""
        context = self._context
        first, stop = context.token_at(value.start), context.token_at(value.end)
        segments: list[Passage] = []
        begin, depth = value.start, 0
        for index in range(first, stop):
            token = self._tokens[index]
            if token.text == "(" and self._another(index, Passage(begin, token.start, "")):
                segments.append(Passage(begin, token.start, ""))
                begin = token.end
                continue
            depth += (token.text[0] in "([" and 1) or 0
            depth -= depth > 0 and token.text[0] in ")]"
            lined = index > first and "\n" in context.text[self._tokens[index - 1].end : token.start]
            joined = context.language.coordinators.at(self._norms, index) is not None
            following = self._tokens[index + 1] if index + 1 < stop else token
            ends = token.text == "." and (index + 1 in self._scheme_starts or following.capitalised)
            if depth or not (ends or token.text[0] in _PARTERS or token.kind == "break" or lined or joined):
                continue
            if context.text[begin : token.start].strip():
                segments.append(Passage(begin, token.start, ""))
            begin = token.start if lined else token.end
        if begin < value.end:
            segments.append(Passage(begin, value.end, ""))
        return self._merged(segments) or [value]

    def _another(self, bracket: int, before: Passage) -> bool:
        """True for the bracket of "UTZ 2010 (since 2020 Rainforest Alliance)": another certificate, dated."""
        context = self._context
        inside = Passage(self._tokens[bracket].end, self._tokens[self._names.closed(bracket)].start, "")
        if inside.end <= inside.start or not context.within(context.dates, inside):
            return False
        told = {family(m.value) for m in self._names.within(before)}
        inspectors = {m.first for m in context.words("certifier", inside)}
        named = [m for m in self._names.within(inside) if m.first not in inspectors]
        return bool(told) and any(family(m.value) not in told for m in named)

    def only_date(self, value: Passage) -> bool:
        """True where a value holds a date alone."""
        first, stop = self._context.token_at(value.start), self._context.token_at(value.end)
        dated = {
            i for d in self._context.within(self._context.dates, value) for i in range(d.first, d.last + 1)
        }
        rest = [
            i
            for i in range(first, stop)
            if i not in dated
            and self._tokens[i].kind == "word"
            and self._norms[i] not in self._context.language.stop_words
            and not self._context.language.date_cues.at(self._norms, i)
        ]
        return not rest

    def shared(self, pair: Sequence[Passage]) -> DateMention | None:
        """The date of the second of two schemes that "and" joins: "organic and Fairtrade since 2005"."""
        if len(pair) < 2:
            return None
        joined = self._context.language.coordinators.at(self._norms, self._context.token_at(pair[0].end))
        date = self.date(pair[1])
        schemes = self._names.within(pair[1])
        return date if joined and date and schemes and date.first > schemes[-1].last else None

    def date_of(self, scheme: Mention, span: Passage) -> DateMention | None:
        """The date of a scheme in a span: of several schemes the one right after it, else the span's."""
        if len({family(m.value) for m in self._names.within(span)}) > 1:
            dates = self._context.within(self._context.dates, span)
            near = [d for d in dates if 0 < d.first - scheme.last <= _RIGHT_AFTER]
            if near and all(t.text not in ";,)" for t in self._tokens[scheme.last + 1 : near[0].first]):
                return near[0]
        return self.date(span)

    def later(self, span: Passage, first: DateMention | None) -> Iterator[DateMention]:
        """The dates after the first of "Fairtrade, 2013 (cocoa), 2015 (nutmeg)": each with goods of its own."""
        if first is None:
            return
        dates = [d for d in self._context.within(self._context.dates, span) if d.first >= first.first]
        told = list(pairwise([*dates, None]))
        if len(dates) < 2 or not all(self._goods_beside(d, n, span) for d, n in told if d):
            return
        yield from (d for d in dates[1:] if d.cue in ("in", "since", None) and d.precision in EXACT)

    def _goods_beside(self, date: DateMention, following: DateMention | None, span: Passage) -> bool:
        """True for a date with a product: "(cocoa)" right after it, or "for nutmeg from" right before it."""
        after = Passage(date.end, following.start if following else span.end, "")
        bracket = self._context.text[after.start : after.end].lstrip().startswith("(")
        if bracket and self._context.has("product", after):
            return True
        cue = self._context.language.date_cues.before(self._norms, date.first)
        opening = cue[1] if cue else date.first
        return any(m.last == opening - 1 for m in self._context.words("product", span))

    def date(self, span: Passage) -> DateMention | None:
        """Return the date of what a span states, None where there is none."""
        dates = self._context.within(self._context.dates, span)
        fitting = (d for d in dates if d.precision != "season" and d.cue != "after" and not self._numbers(d))
        fitting = (d for d in fitting if not is_validity(self._context, d))
        return next((d for d in fitting if d.year is None or d.year >= _FIRST), None)

    def _merged(self, segments: Sequence[Passage]) -> list[Passage]:
        """Join what names no scheme to what stands before it: "SPP, expired 2020", "Fairtrade (FLO), 2004"."""
        merged: list[Passage] = []
        opening = False
        if self._dates_lead(segments):
            return [Passage(a.start, b.end, "") for a, b in zip(segments[::2], segments[1::2], strict=True)]
        for segment in segments:
            named = bool(self._names.within(segment))
            before = bool(merged) and bool(self._names.within(merged[-1]))
            # "1998", then "Fairtrade"
            dated = len(merged) == 1 and not before and named and self.only_date(merged[0])
            index = self._context.token_at(segment.start) - 1
            while index > 0 and self._tokens[index].kind == "mark":
                index -= 1
            joined = self._context.language.coordinators.at(self._norms, max(0, index))
            # "Kosher and, since 2020, Fairtrade"
            opens = joined is not None and not named and self.only_date(segment)
            if merged and opening:
                merged[-1] = Passage(merged[-1].start, segment.end, "")
                opening = False
                continue
            opening = opens
            if opens:
                merged.append(segment)
            elif dated or (before and not named):
                merged[-1] = Passage(merged[-1].start, segment.end, "")
            else:
                merged.append(segment)
        return merged

    def _dates_lead(self, segments: Sequence[Passage]) -> bool:
        """True for "In 2003, Fairtrade; in 2007, organic": dates and schemes by turns."""
        if len(segments) < 4 or len(segments) % 2:
            return False
        return all(self.only_date(s) and not self._names.within(s) for s in segments[::2]) and all(
            self._names.within(s) and not self._context.within(self._context.dates, s) for s in segments[1::2]
        )

    def _numbers(self, date: DateMention) -> bool:
        """True for "FLO ID: 2003", where a number only looks like a year."""
        index = date.first - 1
        while index > 0 and self._tokens[index].kind in ("mark", "break"):
            index -= 1
        return date.cue is None and self._norms[index] == "id"
