"""Dates counted from another: "four years later", "the following year", "a year after the war of 2005"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from acopio.reading.date_mentions import EXACT, FIRST_YEAR, LAST_YEAR, SHIFTS, DateMaker, DateMention
from acopio.reading.language import Language
from acopio.reading.numbers import NumberSpan
from acopio.reading.stated_dates import decade_date, month_date, year_date
from acopio.reading.tokens import Token

_EVENT: Final = 12  # tokens after "a year after" in which the event and its year may stand
_WAIT: Final = 3  # tokens from "took" to the number of years
_LONG: Final = 30  # years that nobody waits
_BACK: Final = 120  # tokens back in which the event may have been told
_BESIDE: Final = 12  # tokens between an event and its date


class CountedDates:
    """Reads the dates of one text that count from another one; asked in text order."""

    def __init__(
        self,
        tokens: Sequence[Token],
        norms: Sequence[str],
        numbers: Mapping[int, NumberSpan],
        language: Language,
        found: Sequence[DateMention],
        foundings: Sequence[int],
    ) -> None:
        """Keep what is looked at: `numbers` by their first token, tokens of `foundings`, in order.

        `found` are the dates found so far, which grow.
        """
        self._tokens, self._norms, self._language = tokens, norms, language
        self._numbers, self._found = numbers, found
        self._foundings = foundings
        self._first_words = language.years_around.first_words | language.number_articles
        self._mention = DateMaker(tokens, language, norms).mention

    def at(self, index: int) -> DateMention | None:
        """Return the date that begins at a token, "four years later", resolved against the one it counts from."""
        tables, norms = self._language.relative_dates, self._norms
        if index not in self._numbers and norms[index] not in self._first_words:
            return None
        found = self._language.years_around.at(norms, index)
        if found and self._governs(found[1] - 1, noun=True):  # "the year after the merger" counts from that
            shift = SHIFTS.get(found[0], 0)
            if shift and (mention := self._from_event(index, found[1], shift)):
                return mention
            found = None
        if found and (apart := self._language.years_apart.at(norms, found[1] - 1)):
            found = None if apart[0] == "after_founding" else found  # "un año después de su fundación"
        if found:
            if found[0] == "next_decade":
                return self._next_decade(index, found[1] - 1)
            if mention := self._counted(index, found[1] - 1, self.anchor(), SHIFTS[found[0]]):
                return mention
        number = self._numbers.get(index)
        position, value = (number.last + 1, number.value) if number else (index + 1, None)
        if number is None and norms[index] not in self._language.number_articles:
            return None
        if value is not None and (value != value.to_integral_value() or value > 300):
            return None
        years = int(value) if value is not None else 1
        more = tables["more"].at(norms, position) if number is not None else None
        if more:
            position = more[1]  # "four more years"
        if number is not None and (mention := self._another(index, position, years)):
            return mention
        unit = tables["year_unit"].at(norms, position)
        decade = tables["decade_unit"].at(norms, position)
        if not unit and not decade:
            return self._months_later(index, position, value)
        years *= 10 if decade and not unit else 1  # "années" are years too
        after = (decade or unit or ("", 0))[1]
        if self._waited(index, after) or (number is not None and more and self._passed(index, after)):
            return self._counted(index, after - 1, self.anchor(), years)
        found = self._language.years_apart.at(norms, after)
        if not found:
            return None
        if found[1] - after == 1 and self._points_back(after + 1):
            return self._counted(index, after + 1, self.anchor(), years if found[0] == "later" else -years)
        if found[1] - after == 1 and self._governs(after):  # "two years before the old board lost its grip"
            return self._from_event(index, after + 1, years if found[0] == "later" else -years)
        if found[1] - after == 1 and self._opens_clause(after):
            return None  # "six years after KANTU had been set up"
        last = found[1] - 1
        if found[0] == "after_founding":
            return self._mention(index, last, year_date(FIRST_YEAR + min(years, 300)), "year", founding=True)
        return self._counted(index, last, self.anchor(), years if found[0] == "later" else -years)

    def _points_back(self, index: int) -> bool:
        """True for the "that" of "five years after that it was certified", not of "after that meeting"."""
        language, norms = self._language, self._norms
        if index + 1 >= len(norms) or norms[index] not in language.listing_words["demonstratives"]:
            return False
        after = self._tokens[index + 1]
        determined = norms[index + 1] in language.articles | language.definite | language.owners
        return determined or after.kind == "mark" or after.capitalised or language.is_finite(norms[index + 1])

    def _months_later(self, first: int, position: int, value: Decimal | None) -> DateMention | None:
        """Read "six months later" after a date that names a month."""
        unit = self._language.relative_dates["month_unit"].at(self._norms, position)
        found = self._language.years_apart.at(self._norms, unit[1]) if unit else None
        anchor = self.anchor()
        if found is None or found[0] != "later" or anchor is None or anchor.date.earliest is None:
            return None
        if anchor.precision == "year" or self._opens_clause(found[1] - 1):
            return None
        after = anchor.date.earliest.month - 1 + (int(value) if value is not None else 1)
        year = anchor.date.earliest.year + after // 12
        if year > LAST_YEAR:
            return None
        support = (anchor.start, anchor.end)
        return self._mention(first, found[1] - 1, month_date(year, after % 12 + 1), "month", support=support)

    def _opens_clause(self, index: int) -> bool:
        """True for "after" with what happened: no comma, no end and no conjunction follows."""
        following = index + 1
        if following >= len(self._norms) or not self._language.subordinators.at(self._norms, index):
            return False
        if (
            self._norms[following] in self._language.prepositions
        ):  # "después de la orgánica", "después de que"
            following += 1
            if self._language.relative_words.isdisjoint(self._norms[following : following + 1]):
                return False
        tied = self._language.coordinators.at(self._norms, following)
        led = self._norms[following] in self._language.prepositions  # "tres años después de la orgánica"
        return self._tokens[following].kind == "word" and tied is None and not led

    def _governs(self, index: int, *, noun: bool = False) -> bool:
        """True for a preposition with its noun: "after the war"; with `noun` also "after certification"."""
        following = self._norms[index + 1] if index + 1 < len(self._norms) else ""
        determined = following in self._language.articles or following in self._language.definite
        if noun and following and self._tokens[index + 1].kind == "word":
            ties = self._language.coordinators.at(self._norms, index + 1)
            determined = determined or not (ties or self._language.is_finite(following))
        return determined and self._norms[index] in self._language.prepositions

    def _waited(self, first: int, after: int) -> bool:
        """True for "it took four more years before it was registered": years that pass until then."""
        cue = self._language.date_cues.at(self._norms, after)
        until = cue is not None and cue[0] in ("until", "before")
        waited = self._language.relative_dates["waited"]
        return until and any(waited.at(self._norms, i) for i in range(max(0, first - _WAIT), first))

    def _another(self, first: int, after: int, years: int) -> DateMention | None:
        """Read "took another two years", "took another two" at the end: that long after the date before."""
        tables, norms = self._language.relative_dates, self._norms
        if first < 2 or not tables["another"].at(norms, first - 1) or not 0 < years < _LONG:
            return None
        if not any(tables["waited"].at(norms, i) for i in range(max(0, first - _WAIT), first - 1)):
            return None
        unit = tables["year_unit"].at(norms, after)
        end = unit[1] if unit else after
        closed = end >= len(norms) or self._tokens[end].text[0] in ".,;)" or self._tokens[end].kind == "break"
        return self._counted(first, end - 1, self.anchor(), years) if closed else None

    def _passed(self, first: int, after: int) -> bool:
        """True for "legal status took three more years": years that pass, and no more is said of them."""
        waited = self._language.relative_dates["waited"]
        ends = after >= len(self._tokens) or self._tokens[after].kind in ("mark", "break")
        return ends and first > 0 and waited.at(self._norms, first - 1) is not None

    def _from_event(self, first: int, position: int, shift: int) -> DateMention | None:
        """Read "a year after the peace agreement of 2005", or after one that was told with its date."""
        norms, tokens, language = self._norms, self._tokens, self._language
        stop = min(len(norms), position + _EVENT)
        verbs, last = 0, position - 1
        for index in range(position, stop):
            token = tokens[index]
            if token.kind == "number" and len(token.text) == 4 and token.text.isdigit():
                year = int(token.text)
                cue = language.date_cues.before(norms, index)
                if cue is None or not FIRST_YEAR <= year + shift <= LAST_YEAR:
                    return None
                closed = index + 1 == len(norms) or tokens[index + 1].text in ",.;)"
                if verbs and not (closed and index + 1 < len(norms) and tokens[index + 1].text == ","):
                    return None
                told = bisect_left(self._foundings, position) < bisect_left(self._foundings, index)
                end = cue[1] - 1 if told else index
                support = (token.start, token.end)
                return self._mention(first, end, year_date(year + shift), "year", support=support)
            if token.kind in ("mark", "break", "number") and token.text not in "-'’":
                break
            verbs += language.is_finite(norms[index])
            last = index
        if verbs or last <= position:
            return None
        anchor = self._told_before(first, last)
        return self._counted(first, last, anchor, shift) if anchor else None

    def _told_before(self, first: int, last: int) -> DateMention | None:
        """The date of an event, named by the noun at `last`, in the sentence that names it before."""
        for index in range(first - 1, max(-1, first - _BACK), -1):
            if self._norms[index] == self._norms[last]:
                near = [d for d in self._found if abs(d.first - index) <= _BESIDE and d.precision in EXACT]
                return near[0] if len(near) == 1 and near[0].year else None
        return None

    def _next_decade(self, first: int, last: int) -> DateMention | None:
        before = self._found[-1] if self._found else None
        if before is None or before.precision != "decade" or not before.date.earliest:
            return None
        year = before.date.earliest.year // 10 * 10 + 10
        if year + 9 > LAST_YEAR:
            return None
        return self._mention(first, last, decade_date(year), "decade", support=(before.start, before.end))

    def anchor(self) -> DateMention | None:
        """Return the date that a relative one counts from: the last one that names one year.

        None after several years as one: "in 2007-2008 storms struck; that year …".
        """
        for mention in reversed(self._found[-6:]):
            if mention.precision in ("season", "span") and mention.date.edtf.count("/") == 1:
                return None
            if mention.precision in EXACT and mention.year and not mention.from_founding:
                return mention
        return None

    def _counted(self, first: int, last: int, anchor: DateMention | None, shift: int) -> DateMention | None:
        if anchor is None or anchor.year is None or not FIRST_YEAR <= anchor.year + shift <= LAST_YEAR:
            return None
        support = (anchor.start, anchor.end)
        return self._mention(first, last, year_date(anchor.year + shift), "year", support=support)
