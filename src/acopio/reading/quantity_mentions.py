"""Numbers and shares as they stand in a text, with the nouns that they count."""

from __future__ import annotations

from typing import NamedTuple

from acopio.claims.records import Quantity, Share
from acopio.reading.lexicon import Mention


class QuantityMention(NamedTuple):
    """A number of something, with the words around it that bound it ("over 1,800 members").

    `start` and `end` span comparator and number, `noun_end` also the noun phrase after it. `unit` is
    the mention of a unit of count that heads that phrase, `part` one of women, men … in it; `measure`
    is true for lengths, weights, ages. `series` is true for the ends of "from 700 to 9,500".
    """

    start: int
    end: int
    first: int
    last: int
    quantity: Quantity
    noun_end: int
    unit: Mention | None = None
    part: Mention | None = None
    measure: bool = False
    series: bool = False
    loose: bool = False
    approximation: int | None = None  # the number behind "about", which has no certain bounds


class ShareMention(NamedTuple):
    """A share: "60 percent", "a quarter", "eight in ten", "39 of 46 co-operatives" (with its unit)."""

    start: int
    end: int
    first: int
    last: int
    share: Share
    noun_end: int
    unit: Mention | None = None
    part: Mention | None = None
