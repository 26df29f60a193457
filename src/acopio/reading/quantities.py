"""Quantities and shares: numbers with what is said before and after them, and the bounds that follow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, cast

from acopio.claims.records import Comparator, Quantity, Share
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.number_bounds import as_percent, bounds, share_bounds
from acopio.reading.numbers import NumberSpan
from acopio.reading.quantity_mentions import QuantityMention, ShareMention
from acopio.reading.tokens import Token

_NOUN_PHRASE: Final = 7  # tokens after a number in which the head noun may stand
_HUNDREDTH: Final = Decimal("0.01")
_THOUSANDTH: Final = Decimal("0.001")
_OF_EVERY: Final = 6  # tokens between the ten and the four of "De cada diez socios, cuatro"
_EVERY: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 100})  # "one in four", not "3 in 1998"
_QUOTES: Final = frozenset("\"'“”‘’«»*")


class QuantityFinder:
    """Finds the quantities and shares of one text among its numbers."""

    def __init__(
        self,
        tokens: Sequence[Token],
        norms: Sequence[str],
        mentions: dict[str, list[Mention]],
        language: Language,
        text: str,
    ) -> None:
        """Keep what is looked at; `mentions` are those of the lexicon."""
        self._tokens, self._norms, self._language, self._text = tokens, norms, language, text
        self._units = {mention.first: mention for mention in mentions.get("unit", ())}
        self._unit_ends = {mention.last: mention for mention in mentions.get("unit", ())}
        self._parts = {mention.first: mention for mention in mentions.get("part", ())}
        self._measures = {mention.first for mention in mentions.get("measure", ())}

    def find(self, numbers: Sequence[NumberSpan]) -> tuple[list[QuantityMention], list[ShareMention]]:
        """Return quantities and shares in text order; `numbers` are those that are no dates or money."""
        quantities: list[QuantityMention] = []
        shares: list[ShareMention] = list(self._fractions(numbers))
        taken = {index for share in shares for index in range(share.first, share.last + 1)}
        index = 0
        while index < len(numbers):
            number = numbers[index]
            following = numbers[index + 1] if index + 1 < len(numbers) else None
            if number.first in taken:
                index += 1
                continue
            if single := self._one_in(number):
                shares.append(single)
                index += 1
                continue
            share = self._out_of(number, following) if following else None
            share = share or (self._of_every(number, following) if following else None)
            if share and following and following.first not in taken:
                shares.append(share)
                index += 2
                continue
            joined = self._joined(number, following) if following and following.first not in taken else None
            last = following if joined == "range" and following else number
            percent = self._language.percent.at(self._norms, last.last + 1)
            if not percent and following and self._shares_percent(number, following):
                shares.append(self._share(number, number, number.last))
                index += 1
                continue
            if percent:
                shares.append(self._share(number, last, percent[1] - 1))
                taken.update(range(last.last + 1, percent[1]))  # the hundred of "40 por ciento"
            else:
                quantities.append(
                    self._quantity(number, last, series=self._in_series(number, following, joined))
                )
            index += 2 if last is following else 1
        shares.sort()
        return quantities, shares

    def _joined(self, number: NumberSpan, following: NumberSpan) -> str | None:
        """Say "range" for "two or three" and "between 80% and 85%", "series" for "from 700 to 9,500"."""
        language, norms = self._language, self._norms
        position = number.last + 1
        percent = language.percent.at(norms, position)
        position = percent[1] if percent else position
        if position >= len(norms) or number.value >= following.value or number.loose:
            return None
        before = norms[number.first - 1] if number.first else ""
        between = before in language.between
        if norms[position] not in (language.between_joiners if between else language.range_joiners):
            return None
        if position + 1 != following.first:
            skipped = language.comparators_before.at(norms, position + 1)
            if not skipped or skipped[1] != following.first:
                return None
            return "series" if before in language.series else None
        return "series" if before in language.series else "range"

    def _shares_percent(self, number: NumberSpan, following: NumberSpan) -> bool:
        """True for the 9 of "from 9 to 28 %"."""
        language, norms, joiner = self._language, self._norms, number.last + 1
        series = number.first > 0 and norms[number.first - 1] in language.series
        joined = series and joiner + 1 == following.first and norms[joiner] in language.range_joiners
        return joined and language.percent.at(norms, following.last + 1) is not None

    def _in_series(self, number: NumberSpan, following: NumberSpan | None, joined: str | None) -> bool:
        return joined == "series" or (
            number.first > 0 and self._norms[number.first - 1] in self._language.series
        )

    def _comparator(self, first: int, last: int) -> tuple[Comparator, int, int]:
        """Return the comparator of a number, the first token of its words before, the last of those after."""
        before = self._language.comparators_before.before(self._norms, self._article(first))
        start = before[1] if before else self._article(first)
        after = self._language.comparators_after.at(self._norms, last + 1)
        if after and self._norms[last + 1] == "+" and self._tokens[last + 1].start != self._tokens[last].end:
            counts = last + 2 < len(self._tokens) and last + 2 in self._units  # "1,240 + farmers"
            after = after if counts else None
        if before and self._rising(before[1]):
            return "exactly", self._article(first), last
        if after and not before:
            return cast("Comparator", after[0]), start, after[1] - 1
        if before and before[0] == "exactly":  # "add up to 800" is no "up to"
            return "exactly", self._article(first), last
        if before:
            return cast("Comparator", before[0]), start, last
        return "exactly", start, last

    def _rising(self, first: int) -> bool:
        """True for the "up to" of "Their number is up to 163 again", which bounds nothing."""
        words = self._language.membership
        return (
            first > 0
            and self._norms[first] in words["up_words"]
            and self._norms[first - 1] in words["copulas"]
        )

    def _article(self, first: int) -> int:
        """Step over the article of "a dozen", "an estimated"."""
        token_is_word = self._tokens[first].kind == "word"
        return (
            first - 1
            if first and token_is_word and self._norms[first - 1] in self._language.number_articles
            else first
        )

    def _quantity(self, number: NumberSpan, last: NumberSpan, *, series: bool) -> QuantityMention:
        value, high = number.value, last.value
        comparator, first, end_token = self._comparator(number.first, last.last)
        if last is not number:
            comparator = "range"
            if self._norms[number.first - 1] in self._language.between and number.first:
                first = number.first - 1
        if comparator == "exactly":
            first = self._article(number.first)
        noun = end_token + 1
        if self._norms[end_token] in self._language.collectives and (
            of := self._language.of.at(self._norms, noun)
        ):
            noun = of[1]  # "a dozen of the farmers", "une soixantaine de planteurs"
        noun += self._cleft(first, noun)
        unit, part, noun_last = self._noun_phrase(noun)
        if unit and number.digits and value != value.to_integral_value():
            # Nobody counts 1.358 members: a point that other languages group with.
            thousands = value == value.quantize(_THOUSANDTH) != value.quantize(_HUNDREDTH)
            value = high = value * 1000 if thousands else value
        minimum, maximum = bounds(comparator, value, high)
        start, end = self._tokens[first].start, self._tokens[end_token].end
        quantity = Quantity(
            value=None if comparator == "range" else value,
            comparator=comparator,
            minimum=minimum,
            maximum=maximum,
            stated=self._text[start:end],
            unit=unit.value if unit else None,
        )
        return QuantityMention(
            start,
            end,
            first,
            end_token,
            quantity,
            noun_end=self._tokens[noun_last].end,
            unit=unit,
            part=part,
            measure=end_token + 1 in self._measures
            and not (unit and unit.first == end_token + 1 < unit.last),
            series=series,
            loose=number.loose,
            approximation=int(value) if comparator == "about" else None,
        )

    def _cleft(self, first: int, noun: int) -> bool:
        """True for "Son más de 350 los productores que …": an article stands before the noun."""
        language, norms = self._language, self._norms
        if not language.pro_drop or not first or norms[first - 1] not in language.membership["copulas"]:
            return False
        return norms[noun : noun + 1] != [] and norms[noun] in language.articles

    def _noun_phrase(self, index: int) -> tuple[Mention | None, Mention | None, int]:
        """Return unit and part in the noun phrase that begins at a token, and its last token so far."""
        unit: Mention | None = None
        part: Mention | None = None
        last = index - 1
        language, norms, tokens = self._language, self._norms, self._tokens
        position, limit = index, min(len(tokens), index + _NOUN_PHRASE)
        while position < limit:
            token, norm = tokens[position], norms[position]
            if found := self._units.get(position):
                unit, last = found, found.last
                part = self._parts.get(position) or part  # "318 socias" are members and women
                position = found.last + 1
                continue
            if found := self._parts.get(position):
                part, last = found, found.last
                position = found.last + 1
                continue
            if token.kind == "mark":
                if not _QUOTES.issuperset(token.text):
                    break
            elif token.kind != "word" or norm in language.noun_phrase_ends:
                break
            position += 1
        return unit, part, max(last, index - 1)

    def _share(self, number: NumberSpan, last: NumberSpan, end_token: int) -> ShareMention:
        comparator, first, _ = self._comparator(number.first, last.last)
        if last is not number:
            comparator = "range"
            first = (
                number.first - 1
                if number.first and self._norms[number.first - 1] in self._language.between
                else first
            )
        minimum, maximum = share_bounds(comparator, number.value, last.value)
        percent = None if comparator == "range" else number.value
        return self._share_mention(first, end_token, Share(percent, minimum, maximum))

    def _share_mention(self, first: int, last: int, share: Share) -> ShareMention:
        position = last + 1
        if of := self._language.of.at(self._norms, position):
            position = of[1]
        elif position < len(self._norms) and self._norms[position] in self._language.definite:
            position += 1  # "half the members"
        unit, part, noun_last = self._noun_phrase(position)
        end = self._tokens[noun_last if unit or part else last].end
        return ShareMention(
            self._tokens[first].start, self._tokens[last].end, first, last, share, end, unit, part
        )

    def _one_in(self, number: NumberSpan) -> ShareMention | None:
        """Read "one member in four", "un sociétaire sur quatre"."""
        language, norms = self._language, self._norms
        phrase = language.in_every.before(norms, number.first)
        unit = self._unit_ends.get(phrase[1] - 1) if phrase else None
        if unit is None or unit.first == 0 or number.value not in _EVERY:
            return None
        one = norms[unit.first - 1]
        if one not in language.number_articles and language.number_words.get(one) != 1:
            return None
        value = as_percent(Decimal(1), number.value)
        minimum, maximum = share_bounds("exactly", value, value)
        first, end = unit.first - 1, self._tokens[number.last].end
        share = Share(value, minimum, maximum)
        return ShareMention(self._tokens[first].start, end, first, number.last, share, end, unit, None)

    def _of_every(self, number: NumberSpan, following: NumberSpan) -> ShareMention | None:
        """Read "De cada diez socios, cuatro son mujeres"."""
        phrase = self._language.in_every.before(self._norms, number.first)
        if phrase is None or number.first - phrase[1] < 2 or number.value not in _EVERY:
            return None
        between = self._tokens[number.last + 1 : following.first]
        if not between or between[-1].text != "," or len(between) > _OF_EVERY:
            return None
        if not 1 <= following.value < number.value or any(token.text in ",;:." for token in between[:-1]):
            return None
        value = as_percent(following.value, number.value)
        unit, part, _ = self._noun_phrase(number.last + 1)
        start, end = self._tokens[phrase[1]].start, self._tokens[following.last].end
        share = Share(value, value, value)
        return ShareMention(start, end, phrase[1], following.last, share, end, unit, part)

    def _out_of(self, number: NumberSpan, following: NumberSpan) -> ShareMention | None:
        """Read "eight in ten", "8 out of 10" as a percentage, "39 of 46" as count and total."""
        if (
            number.value > following.value
            or number.value < 1
            or number.value != number.value.to_integral_value()
        ):
            return None
        if following.value != following.value.to_integral_value() or following.loose:
            return None
        norms, language = self._norms, self._language
        of = language.of.at(norms, number.last + 1)
        counted = self._units.get(number.last + 1)  # "one member in three"
        in_every = language.in_every.at(norms, counted.last + 1 if counted else number.last + 1)
        comparator, first, _ = self._comparator(number.first, number.last)
        if in_every and in_every[1] == following.first and following.value in _EVERY:
            value = as_percent(number.value, following.value)
            minimum, maximum = share_bounds(comparator, value, value)
            made = self._share_mention(first, following.last, Share(value, minimum, maximum))
            return made._replace(unit=counted) if counted else made
        if counted:
            return None
        phrase = in_every if in_every and norms[number.last + 1] != "in" else of
        if not phrase or phrase[1] != following.first or number.loose:
            return None
        share = Share(None, None, None, count=int(number.value), total=int(following.value))
        return self._share_mention(number.first, following.last, share)

    def _fractions(self, numbers: Sequence[NumberSpan]) -> list[ShareMention]:
        """Read "a quarter", "two thirds", "half of"; not "the third year", "two and a half hours"."""
        language, norms, tokens = self._language, self._norms, self._tokens
        number_ends = {number.last: number for number in numbers}
        found = []
        done = -1
        openers = language.fractions.first_words
        for index, norm in enumerate(norms):
            if norm not in openers or index <= done:
                continue
            fraction = language.fractions.at(norms, index) if tokens[index].kind == "word" else None
            if not fraction:
                continue
            numerator, denominator = (Decimal(part) for part in fraction[0].split("/"))
            number = number_ends.get(index - 1)
            article = bool(index) and norms[index - 1] in language.number_articles
            if index > 1 and norms[index - 1] in language.membership["focus"]:
                article = norms[index - 2] in language.number_articles  # "a good third"
            first = number.first if number else index - 1 if article else index
            lone = denominator == 4 and "-" not in norm and first == fraction[1] - 1
            if (
                tokens[first - 1].possessive
                or norms[first - 1] in language.rate_cues
                or (lone and norms[first - 1] not in language.articles)
            ):
                continue  # "at half price", "teachers' quarters"
            if norm in language.ordinal_fractions and not (
                (article or (number and number.value == 1)) and self._closes(fraction[1])
            ):
                continue
            if (
                article
                and first >= 2
                and norms[first - 1] in language.number_joiners
                and first - 2 in number_ends
            ):
                continue  # two and a half
            if number and numerator == 1:
                numerator = number.value
            if numerator > denominator or (
                fraction[1] < len(norms) and norms[fraction[1]] in language.number_articles
            ):
                continue
            done = fraction[1] - 1
            value = as_percent(numerator, denominator)
            comparator, start, _ = self._comparator(first, fraction[1] - 1)
            minimum, maximum = share_bounds(comparator, value, value)
            found.append(self._share_mention(start, fraction[1] - 1, Share(value, minimum, maximum)))
        return found

    def _closes(self, index: int) -> bool:
        """True where a fraction may end: "of", a verb or a mark follows."""
        if index >= len(self._norms):
            return True
        norm = self._norms[index]
        return (
            self._tokens[index].kind == "mark"
            or self._language.of.at(self._norms, index) is not None
            or self._language.is_finite(norm)
        )
