"""Numbers as digits and in words: where they stand and what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from acopio.reading.language import Language
from acopio.reading.tokens import Token

_LONGEST: Final = 15  # digits; longer ones are identifiers
_SHORT_GROUP: Final = 2  # digits before a space that any language may group with: "1 286", not "120 250 g"


class NumberSpan(NamedTuple):
    """A number at the tokens `first` to `last` (inclusive).

    `digits` tells "27" from "twenty-seven"; `plain` marks a number without grouping or decimal mark
    (only such a one may be a year); `loose` marks the word "one" alone, which is more often a pronoun.
    """

    first: int
    last: int
    value: Decimal
    digits: bool
    plain: bool = False
    loose: bool = False


def find_numbers(tokens: Sequence[Token], language: Language) -> list[NumberSpan]:
    """Return the numbers in the tokens, in order, none overlapping another."""
    found: list[NumberSpan] = []
    openers = language.number_openers
    after = 0
    for index, token in enumerate(tokens):
        if index < after:
            continue
        if token.kind == "number":
            span = _digits(tokens, index, language)
        elif token.norm in openers or ("-" in token.norm and token.kind == "word"):
            span = _words(tokens, index, language)
            if span and token.norm in language.multipliers:
                span = _part_of_million(span, tokens, language)
        else:
            continue
        if span:
            found.append(span)
            after = span.last + 1
    return found


def digits_value(text: str, language: Language) -> Decimal | None:
    """Return what digits with marks are worth in a language; None for what is no number.

    Groups of exactly three digits after a grouping mark of the language are thousands: "1,358" in
    English, "1.358" and "1,358" in Spanish; any other single mark is the decimal one.
    """
    parts: list[str] = []
    marks: list[str] = []
    digit_run = ""
    for character in text:
        if character.isdigit():
            digit_run += character
        else:
            parts.append(digit_run)
            marks.append(character)
            digit_run = ""
    parts.append(digit_run)
    if sum(map(len, parts)) > _LONGEST or not all(part.isascii() for part in parts):
        return None
    if not marks:
        return Decimal(parts[0])
    grouped = len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:])
    if grouped and len(set(marks)) == 1 and (marks[0] in language.grouping_marks or len(marks) > 1):
        return Decimal("".join(parts))
    if len(marks) > 1 and all(len(part) == 3 for part in parts[1:-1]) and marks[-1] in ",.":
        return Decimal("".join(parts[:-1]) + "." + parts[-1])  # 1,234.50
    if len(marks) == 1 and marks[0] in ",.":
        return Decimal(f"{parts[0]}.{parts[1]}")
    return None


def _digits(tokens: Sequence[Token], index: int, language: Language) -> NumberSpan | None:
    token = tokens[index]
    value = digits_value(token.text, language)
    if value is None:
        return None
    last = index
    plain = token.text.isdigit()
    longest = 3 if language.space_groups else _SHORT_GROUP
    if plain and len(token.text) <= longest and token.text[0] != "0":
        digits = token.text
        while last + 1 < len(tokens) and _next_group(tokens, last):
            last += 1
            digits += tokens[last].text
            plain = False
        if len(digits) <= _LONGEST:
            value = Decimal(digits)
    while last + 1 < len(tokens) and tokens[last + 1].norm in language.multipliers:
        last += 1
        value *= language.multipliers[tokens[last].norm]
        plain = False
    return NumberSpan(index, last, value, digits=True, plain=plain)


def _next_group(tokens: Sequence[Token], last: int) -> bool:
    following = tokens[last + 1]
    return (
        following.kind == "number"
        and len(following.text) == 3
        and following.text.isdigit()
        and following.start == tokens[last].end + 1
    )


def _words(tokens: Sequence[Token], index: int, language: Language) -> NumberSpan | None:
    """Read number words from a token on: twenty-seven, two hundred and five, a dozen, treinta y siete."""
    total = current = 0
    before = -1  # value of the word before
    last = index - 1
    position, count = index, len(tokens)
    while position < count and tokens[position].kind == "word":
        norm = tokens[position].norm
        value = language.number_words.get(norm)
        if value is None and "-" in norm:
            value = _hyphenated(norm, language)
        if value is not None:
            if before >= 0 and not _adds(before, value):
                break
            current += value
            before = value
        elif norm in language.multipliers or (norm in language.collectives and before != 0):
            factor = language.multipliers.get(norm) or language.collectives[norm]
            if norm in language.collectives and before >= 100:
                break
            if factor >= 1000 or norm in language.collectives:
                total += (current or 1) * factor
                current = 0
            else:
                current = (current or 1) * factor
            before = factor
        elif norm in language.number_joiners and before >= 0 and position + 1 < count:
            word = tokens[position + 1].norm
            following = language.number_words.get(word, -1)
            if "-" in word:
                following = _hyphenated(word, language) or -1  # a hundred and sixty-five
            tens = 20 <= before < 100 and before % 10 == 0 and 0 < following < 10
            if not (tens or (before >= 100 and 0 < following < 100)):
                break
            position += 1
            continue
        else:
            break
        last = position
        position += 1
    if last < index:
        return None
    loose = last == index and total + current == 1
    return NumberSpan(index, last, Decimal(total + current), digits=False, loose=loose)


def _part_of_million(span: NumberSpan, tokens: Sequence[Token], language: Language) -> NumberSpan:
    """Read "half a million", where the span is the million; the span itself where no fraction stands before."""
    index = span.first
    if index < 2 or tokens[index - 1].norm not in language.number_articles:
        return span
    fraction = (
        language.fractions.before([token.norm for token in tokens[: index - 1][-2:]], 2)
        if index > 2
        else None
    )
    if fraction is None:
        return span
    numerator, denominator = fraction[0].split("/")
    return span._replace(first=index - 2, value=span.value * int(numerator) / int(denominator))


def _adds(before: int, value: int) -> bool:
    """True where a number word may follow another: twenty seven, hundred twenty, not "two three"."""
    return (before % 10 == 0 and 20 <= before < 100 and 0 < value < 10) or (before >= 100 and value < before)


def _hyphenated(norm: str, language: Language) -> int | None:
    """Read "twenty-seven", "two-hundred"; None for "two-year" and all else."""
    first_word, _, second_word = norm.partition("-")
    first = language.number_words.get(first_word)
    if first is None:
        return None
    factor = language.multipliers.get(second_word)
    if factor:
        return first * factor
    second = language.number_words.get(second_word)
    return first + second if second is not None and _adds(first, second) else None
