"""What a rule of membership says of a number."""

from __future__ import annotations

from typing import NamedTuple


class Verdict(NamedTuple):
    """What a number says: its unit, its part, the rule that tells so, and how far the words reach."""

    unit: str
    part: str
    rule: str
    start: int
    end: int
