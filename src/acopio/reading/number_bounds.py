"""What a stated number certainly bounds: "over 1,800" is 1801 and more, "nearly 400" at most 400."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from acopio.claims.records import Comparator


def as_percent(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return a fraction in whole percent, "two thirds" says no more than 67; an eighth is 12.5."""
    percent = numerator * 100 / denominator
    return percent if percent * 2 % 1 == 0 else percent.quantize(Decimal(1), ROUND_HALF_UP)


def bounds(comparator: Comparator, value: Decimal, high: Decimal) -> tuple[int | None, int | None]:
    """Return the closed whole-number bounds that are certain of a stated number (`high`: end of a range).

    "over 1,800" is 1801 and more, "nearly 400" at most 400, "about 400" has no certain bounds.
    """
    down = int(value)
    up = down if value == down else down + 1
    match comparator:
        case "exactly":
            return (down, down) if value == down else (None, None)
        case "more-than":
            return down + 1, None
        case "at-least":
            return up, None
        case "nearly" | "at-most":
            return None, down
        case "less-than":
            return None, up - 1
        case "range":
            return up, int(high)
        case _:
            return None, None


def share_bounds(
    comparator: Comparator, value: Decimal, high: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    """Return the closed bounds of a percentage, as far as they are certain."""
    match comparator:
        case "exactly":
            return value, value
        case "more-than" | "at-least":
            return value, None
        case "nearly" | "at-most" | "less-than":
            return None, value
        case "range":
            return value, high
        case _:
            return None, None
