"""Sums of money with their ISO 4217 currencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from acopio.claims.records import Money
from acopio.reading.currencies import currency_before, currency_codes
from acopio.reading.language import Language
from acopio.reading.numbers import NumberSpan
from acopio.reading.tokens import Token


class MoneyMention(NamedTuple):
    """A sum: "$15 million", "50,000 USD", "100 Honduran lempiras"."""

    start: int
    end: int
    first: int
    last: int
    money: Money


def find_money(
    numbers: Sequence[NumberSpan],
    tokens: Sequence[Token],
    norms: Sequence[str],
    language: Language,
    text: str,
) -> tuple[list[MoneyMention], list[NumberSpan]]:
    """Return the sums among the numbers, and the numbers that are none."""
    sums: list[MoneyMention] = []
    others: list[NumberSpan] = []
    before_pattern, symbols_after = _symbols(language)
    for number in numbers:
        begin, end = tokens[number.first].start, tokens[number.last].end
        first, last, value = number.first, number.last, number.value
        after = last + 1
        if number.digits and after < len(tokens) and tokens[after].start <= end + 1:
            factor = language.money_multipliers.get(norms[after])
            if factor and tokens[after].start == end:
                value, last, after = value * factor, after, after + 1
        currency = None
        symbol = before_pattern.search(text, max(0, begin - 8), begin) if number.digits else None
        if symbol and (symbol.group(1)[0].isupper() or not symbol.group(1)[0].isalpha()):
            currency = language.currency_symbols[symbol.group(1).lower()]
            begin = symbol.start()
            while first and tokens[first - 1].start >= begin:
                first -= 1
            if value == number.value:
                last = number.last
        elif known := currency_before(text, begin, text[begin:end]) if number.digits else None:
            currency, begin = known
            while first and tokens[first - 1].start >= begin:
                first -= 1
        else:
            while after < len(norms) and norms[after] in language.money_fillers and not number.digits:
                after += 1
            if found := language.currency_words.at(norms, after):
                currency, last = found[0], found[1] - 1
            elif after < len(tokens) and tokens[after].text.lower() in symbols_after:
                currency, last = language.currency_symbols[tokens[after].text.lower()], after
            elif number.digits and after < len(tokens) and tokens[after].text in currency_codes():
                currency, last = tokens[after].text, after
        if currency is None:
            others.append(number)
            continue
        end = tokens[last].end
        sums.append(MoneyMention(begin, end, first, last, Money(value, currency, text[begin:end])))
    return sums, others


@lru_cache(maxsize=8)
def _symbols(language: Language) -> tuple[re.Pattern[str], frozenset[str]]:
    """The symbols that stand just before digits, as a pattern; those that may stand after them."""
    listed = sorted(language.currency_symbols, key=lambda symbol: (-len(symbol), symbol))
    alternatives = "|".join(re.escape(symbol) for symbol in listed)
    # Letters count as a symbol only in capitals or with their sign, and never at the end of a word.
    before = re.compile(rf"(?<![^\W\d_])({alternatives})\.?[ \u00a0]?\Z", re.IGNORECASE)
    after = frozenset(symbol for symbol in listed if len(symbol) == 3 or not symbol.isalpha())
    return before, after
