"""Decimals as the store computes with them: 18 places after the point, 128 bits, cut off."""

from __future__ import annotations

from typing import Final

from acopio.columns.covered import NotCovered

PLACES: Final = 18
ONE: Final = 10**PLACES
_MOST: Final = 2**127


class Fixed:
    """A decimal, as a whole number of 10⁻¹⁸."""

    __slots__ = ("scaled",)

    def __init__(self, scaled: int) -> None:
        self.scaled = scaled

    @classmethod
    def read(cls, text: str) -> Fixed:
        """Return the decimal of a text."""
        whole, _, rest = text.partition(".")
        return cls(int(whole + rest.ljust(PLACES, "0")))

    def __str__(self) -> str:
        whole, rest = divmod(abs(self.scaled), ONE)
        places = f".{rest:018}".rstrip("0") if rest else ""
        return f"{'-' if self.scaled < 0 else ''}{whole}{places}"


def checked(scaled: int) -> Fixed | None:
    """Return a decimal, None where it is too large."""
    return Fixed(scaled) if -_MOST <= scaled < _MOST else None


def scaled(value: int | Fixed) -> int:
    """Return a number in units of 10⁻¹⁸."""
    return value.scaled if isinstance(value, Fixed) else value * ONE


def times(one: int, other: int) -> Fixed | None:
    """Multiply two scaled numbers; None where the product is too large."""
    if not one or not other:
        return Fixed(0)
    one, first = _without_zeros(one)
    other, second = _without_zeros(other)
    shift = first + second - PLACES
    if shift < 0:
        raise NotCovered("a product of more than 18 places")
    return checked(one * other * 10**shift)


def divided(one: int, other: int) -> Fixed | None:
    """Divide two scaled numbers; None for a division by zero, and where the store has no room for its steps."""
    if other == 0:
        return None
    left, room = abs(one), 0
    while 0 < left * 10 < _MOST:
        left, room = left * 10, room + 1
    right, zeros = _without_zeros(abs(other))
    shift = room + zeros - PLACES
    if not 0 <= shift < len(str(_MOST)):
        return None
    found = left // right // 10**shift
    return checked(found if (one < 0) is (other < 0) else -found)


def rounded(value: Fixed) -> Fixed | None:
    """Round to a whole number, halves upwards."""
    return checked((value.scaled + ONE // 2) // ONE * ONE)


def _without_zeros(value: int) -> tuple[int, int]:
    zeros = 0
    while value and value % 10 == 0:
        value //= 10
        zeros += 1
    return value, zeros
