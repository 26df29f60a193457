"""Dates as a text states them, in full or counted from a date before ("four years later")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from acopio.reading.date_mentions import FIRST_YEAR, LAST_YEAR, SHIFTS, DateMaker, DateMention
from acopio.reading.dates_counted import CountedDates
from acopio.reading.dates_founding import resolved_by_founding
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.numbers import NumberSpan
from acopio.reading.stated_dates import day_date, decade_date, month_date, year_date, years_date
from acopio.reading.tokens import Token

__all__ = ["DateFinder", "DateMention"]

_MONTHS: Final = 12
_CENTURY: Final = 2000
_RECENT: Final = 40  # "'40" is 2040 at most, "'41" is 1941
_SEASON_MARKS: Final = frozenset({"/", "–", "-", "—"})


class DateFinder:
    """Finds the dates of one text, in one pass from its beginning to its end."""

    def __init__(
        self,
        tokens: Sequence[Token],
        norms: Sequence[str],
        numbers: Sequence[NumberSpan],
        mentions: Mapping[str, list[Mention]],
        language: Language,
        founding_sentences: Sequence[tuple[int, int]],
    ) -> None:
        """Keep what is looked at; `founding_sentences` are token ranges that tell of a founding."""
        self._tokens, self._norms, self._language = tokens, norms, language
        self._numbers = {number.first: number for number in numbers}
        self._nouns = {m.first for kind in ("unit", "measure", "part") for m in mentions.get(kind, ())}
        self._founding = founding_sentences
        self._found: list[DateMention] = []
        events = [m.first for m in mentions.get("founding", ())]
        self._relative = CountedDates(tokens, norms, self._numbers, language, self._found, events)
        self._mention = DateMaker(tokens, language, norms).mention

    def find(self) -> list[DateMention]:
        """Return the dates in text order, none overlapping another."""
        language, norms, numbers = self._language, self._norms, self._numbers
        openers = language.date_openers
        after = 0
        for index, token in enumerate(self._tokens):
            if token.norm not in openers and token.kind != "number" and index not in numbers:
                continue
            if index < after:
                continue
            norm = norms[index]
            mention: DateMention | None = None
            if token.kind == "number" and token.text.isdigit():
                mention = self._absolute(index)
            elif norm in language.months and (token.capitalised or len(norm) > 3):
                mention = self._month_first(index)
            elif norm in language.decade_names and index and self._before_decade(index):
                mention = self._decade(index, index, language.decade_names[norm])
            mention = mention or self._relative.at(index)
            if mention:
                self._found.append(mention)
                after = mention.last + 1
        return resolved_by_founding(self._found, self._founding, FIRST_YEAR, self._norms)

    # Dates in full

    def _absolute(self, index: int) -> DateMention | None:
        token = self._tokens[index]
        if len(token.text) <= 2:
            day = self._day_first(index) or self._slashed_day(index) if 1 <= int(token.text) <= 31 else None
            return day or self._short_year(index) or self._short_decade(index)
        if len(token.text) != 4 or not FIRST_YEAR <= int(token.text) <= LAST_YEAR or self._edition(index):
            return None
        year = int(token.text)
        if found := self._numeric_day(index, year):
            return found
        after = index + 1
        decade = self._plural(after, token.end)
        if decade and year % 10 == 0:
            return self._decade(index, decade - 1, year)
        if self._before_is_decade_word(index) and year % 10 == 0:
            return self._decade(index, index, year)
        span = self._season_or_span(index, year)
        if span:
            return span
        if year % 10 == 0 and self._decade_named(index):  # "dans les années 1970"
            return self._decade(index, index, year)
        if self._counts(index):
            return None
        first = index
        approximate = self._language.approximate.before(self._norms, index)
        if approximate:
            first = approximate[1]
        return self._mention(first, index, year_date(year, approximate=approximate is not None), "year")

    def _edition(self, index: int) -> bool:
        """True for the year of a standard, "ISO 9001:2008"."""
        if index < 2 or self._tokens[index - 1].text != ":" or self._tokens[index - 2].kind != "number":
            return False
        return self._tokens[index - 2].end + 1 == self._tokens[index].start

    def _numeric_day(self, index: int, year: int) -> DateMention | None:
        """Read "2003-06-14" at its year."""
        parts = self._tokens[index : index + 5]
        if [part.text for part in parts[1::2]] != ["-", "-"] or parts[-1].end - parts[0].start != 10:
            return None
        if not (parts[2].text.isdigit() and parts[4].text.isdigit()):
            return None
        try:
            date = day_date(year, int(parts[2].text), int(parts[4].text))
        except ValueError:
            return None
        return self._mention(index, index + 4, date, "day")

    def _short_year(self, index: int) -> DateMention | None:
        """Read "in '94"."""
        token, mark = self._tokens[index], self._tokens[index - 1]
        if index < 2 or len(token.text) != 2 or mark.text not in "'’‘" or mark.end != token.start:
            return None
        cue = self._language.date_cues.before(self._norms, index - 1)
        if cue is None or cue[0] == "loose" or self._tokens[index - 2].end == mark.start:
            return None
        if (
            index + 1 < len(self._tokens)
            and self._tokens[index + 1].start == token.end
            and (self._tokens[index + 1].kind == "word")
        ):
            return None  # "the '90s"
        year = int(token.text) + (_CENTURY if int(token.text) <= _RECENT else _CENTURY - 100)
        return self._mention(index - 1, index, year_date(year), "year")

    def _slashed_day(self, index: int) -> DateMention | None:
        """Read "14/03/1999": only the year where day and month may be either."""
        parts = self._tokens[index : index + 5]
        if [part.text for part in parts[1::2]] not in (["/", "/"], [".", "."]):
            return None
        if parts[-1].end - parts[0].start > len("14/03/1999") or not parts[2].text.isdigit():
            return None
        found, day, month = self._year_at(index + 4), int(parts[0].text), int(parts[2].text)
        if found is None or not (day <= _MONTHS or month <= _MONTHS):
            return None
        if day <= _MONTHS and month <= _MONTHS and day != month:
            return self._mention(index, index + 4, year_date(found[0]), "year")
        try:
            date = day_date(found[0], min(day, month), max(day, month))
        except ValueError:
            return None
        return self._mention(index, index + 4, date, "day")

    def _counts(self, index: int) -> bool:
        """True where four digits are a number of things: "2000 members", "over 2000", "2000 kg"."""
        norms, language = self._norms, self._language
        cue = language.date_cues.before(norms, index)
        certain = cue is not None and cue[0] != "loose"
        compared = language.comparators_before.before(norms, index)
        if compared and not language.approximate.before(norms, index):
            return not (certain and cue and cue[1] <= compared[1])
        if certain:
            return False
        if language.percent.at(norms, index + 1):
            return True
        following = index + 1
        for position in range(following, min(len(norms), following + 3)):
            if position in self._numbers:
                break  # "1995 Twenty-one beekeepers"
            if position in self._nouns:  # not "Founded: 2003 Members: 640"
                return not (
                    self._tokens[position].capitalised and norms[position + 1 : position + 2] == [":"]
                )
            passed = norms[position] in language.stop_words or norms[position] in language.prepositions
            if self._tokens[position].kind != "word" or passed:
                break
        return norms[following : following + 1] == ["+"]

    def _season_or_span(self, index: int, year: int) -> DateMention | None:
        """Read "2011/12", "2003-2006", "1960 to 1970", "from 1990 until 1995"."""
        tokens, norms, language = self._tokens, self._norms, self._language
        if index + 2 >= len(tokens) or tokens[index + 2].kind != "number":
            return None
        mark, other = tokens[index + 1], tokens[index + 2]
        if not other.text.isdigit():
            return None
        tight = mark.start == tokens[index].end and other.start == mark.end
        last = int(other.text)
        if mark.text in _SEASON_MARKS and tight and len(other.text) == 2:
            last += year // 100 * 100
        elif len(other.text) != 4:
            return None
        if not year < last <= LAST_YEAR or last - year > 150:
            return None
        if mark.text == "/" or (len(other.text) == 2 and last == year + 1):
            return self._mention(index, index + 2, years_date(year, last), "season") if tight else None
        before = norms[index - 1] if index else ""
        led = before in language.between or (
            before in language.series and not language.coordinators.at(norms, index + 1)
        )  # "from 1990 to 1995"; "from 2006 and 2009" are two dates
        spans = mark.text in _SEASON_MARKS or (
            mark.norm in language.date_range_joiners and (led or self._alone(index))
        )
        return self._mention(index, index + 2, years_date(year, last), "span") if spans else None

    def _alone(self, index: int) -> bool:
        """True for two years that end a bracket or are a whole value: "(IMO, 2011 to 2016)", "UTZ | 2010 to 2018"."""
        language, after = self._language, index + 3
        if language.coordinators.at(self._norms, index + 1):
            return False
        before = self._tokens[index - 1] if index else None
        if after < len(self._tokens) and self._tokens[after].text == ")":
            return before is not None and before.text in "(,"
        ends = after >= len(self._tokens) or self._tokens[after].kind == "break"
        return ends and before is not None and (before.kind == "break" or before.text in "|:,")

    def _day_first(self, index: int) -> DateMention | None:
        """Read "13 December 2001", "5 de febrero de 1977", "23 mayo 2014"."""
        month = self._skip(self._ordinal(index), self._language.day_joiners)
        if month >= len(self._norms) or self._norms[month] not in self._language.months:
            return None
        return self._day(index, month + 1, self._language.months[self._norms[month]], self._tokens[index])

    def _month_first(self, index: int) -> DateMention | None:
        """Read "February 5, 1977", "July 2012", "July of that year"."""
        tokens, norms, language = self._tokens, self._norms, self._language
        month, following = language.months[norms[index]], index + 1
        if following < len(tokens) and norms[following] == ".":
            following += 1
        if (
            following < len(tokens)
            and tokens[following].kind == "number"
            and len(tokens[following].text) <= 2
        ):
            after = self._ordinal(following)
            return self._day(index, after, month, tokens[following])
        position = self._skip(following, language.day_joiners | {","})
        if found := self._year_at(position):
            return self._mention(index, found[1], month_date(found[0], month), "month")
        for start in (following, position):
            if relative := self._relative_year(start):
                year, last, anchor = relative
                support = (anchor.start, anchor.end)
                return self._mention(index, last, month_date(year, month), "month", support=support)
        return None

    def _relative_year(self, index: int) -> tuple[int, int, DateMention] | None:
        """Read "that year", "the next year" after a day or month: the year, its last token, its anchor."""
        found, anchor = self._language.years_around.at(self._norms, index), self._relative.anchor()
        if not found or found[0] not in SHIFTS or anchor is None or anchor.year is None:
            return None
        return anchor.year + SHIFTS[found[0]], found[1] - 1, anchor

    def _ordinal(self, index: int) -> int:
        """Return the token after a day of the month, "5" or "5th"."""
        after = index + 1
        if after < len(self._tokens) and self._tokens[after].start == self._tokens[index].end:
            token = self._tokens[after]
            after += token.kind == "word" and len(token.text) == 2
        return after

    def _day(self, first: int, position: int, month: int, day: Token) -> DateMention | None:
        """A day with the year that stands at a token, or that is told there: "May 1 of the next year"."""
        position = self._skip(position, self._language.day_joiners | {","})
        support = None
        found = self._year_at(position)
        if found is None:
            for start in (position, position - 1, position - 2):
                if relative := self._relative_year(start):
                    found, support = relative[:2], (relative[2].start, relative[2].end)
                    break
        if found is None:
            return None
        try:
            date = day_date(found[0], month, int(day.text))
        except ValueError:
            return None
        return self._mention(first, found[1], date, "day", support=support)

    def _year_at(self, index: int) -> tuple[int, int] | None:
        if index < len(self._tokens):
            token = self._tokens[index]
            if token.kind == "number" and len(token.text) == 4 and token.text.isdigit():
                year = int(token.text)
                if FIRST_YEAR <= year <= LAST_YEAR:
                    return year, index
        return None

    def _skip(self, index: int, words: frozenset[str] | set[str]) -> int:
        while index < len(self._norms) and self._norms[index] in words:
            index += 1
        return index

    # Decades

    def _plural(self, index: int, end: int) -> int | None:
        """Return the token after the s of "1990s" or "1960's"; None where there is none."""
        tokens = self._tokens
        if index < len(tokens) and tokens[index].start == end:
            if tokens[index].text == "s":
                return index + 1
            apostrophe = tokens[index].text in "'’" and index + 1 < len(tokens)
            if apostrophe and tokens[index + 1].text == "s" and tokens[index + 1].start == tokens[index].end:
                return index + 2
        return None

    def _short_decade(self, index: int) -> DateMention | None:
        """Read "70s" after another decade, "the 90s"."""
        token = self._tokens[index]
        value = int(token.text)
        plural = self._plural(index + 1, token.end)
        if len(token.text) != 2 or value % 10:
            return None
        if not plural and (not self._decade_named(index) or index + 1 in self._nouns):  # "los años 90"
            return None
        anchor = self._found[-1] if self._found else None
        near = anchor is not None and anchor.precision == "decade" and index - anchor.last <= 3
        century = anchor.date.earliest.year // 100 * 100 if near and anchor and anchor.date.earliest else 1900
        return self._decade(index, plural - 1 if plural else index, century + value)

    def _before_is_decade_word(self, index: int) -> bool:
        words = self._language.relative_dates["decade_unit"]
        position = index
        for _ in range(3):  # décadas de 1970 y 1980
            if words.before(self._norms, position):
                return True
            position -= 1
        found = self._found[-1] if self._found else None
        plural = found is not None and self._tokens[found.last].text == "s"
        return bool(found and found.precision == "decade" and not plural and index - found.last == 2)

    def _before_decade(self, index: int) -> bool:
        """True after "the", "the early", in front of "nineties"."""
        named = self._norms[index - 1] in self._language.decade_before
        return named or self._language.decade_parts.before(self._norms, index) is not None

    def _decade_named(self, index: int) -> bool:
        """True after "años", "années"."""
        return index > 0 and self._norms[index - 1] in self._language.decade_before - self._language.articles

    def _decade(self, first: int, last: int, year: int) -> DateMention:
        named = first - 1 if self._decade_named(first) else first
        part = self._language.decade_parts.before(self._norms, named)
        if part:
            return self._mention(part[1], last, decade_date(year, part[0]), "decade")
        return self._mention(first, last, decade_date(year), "decade")
