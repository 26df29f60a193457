"""How often each rule of the reader was right, as far as it has been measured.

`loaders/prose/rules.csv` is made by `benchmarks/rule_precision.py` from documents with gold annotations.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from math import sqrt
from typing import Final, NamedTuple

from acopio.assets import loaders_folder

_Z: Final = 1.96  # of a normal distribution, for 95 percent


class RulePrecision(NamedTuple):
    """A rule's claims that were judged against gold annotations, and how many of them were right."""

    right: int
    judged: int

    @property
    def share(self) -> float:
        """The measured precision, between 0 and 1."""
        return self.right / self.judged

    @property
    def lower_bound(self) -> float:
        """The lower end of Wilson's score interval at 95 percent: 3 of 3 is less sure than 90 of 92."""
        n, p = self.judged, self.share
        centre = p + _Z * _Z / (2 * n)
        return (centre - _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))) / (1 + _Z * _Z / n)

    def __str__(self) -> str:
        """Return the figures in words: `41 of 43 right`."""
        return f"{self.right} of {self.judged} right"


def rule_precision(rule: str) -> RulePrecision | None:
    """Return the measured precision of a rule, `founding.formed`; None where it has not been measured."""
    return _table().get(rule)


@lru_cache(maxsize=1)
def _table() -> dict[str, RulePrecision]:
    path = loaders_folder() / "prose" / "rules.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["rule"]: RulePrecision(int(row["right"]), int(row["judged"])) for row in csv.DictReader(file)
        }
