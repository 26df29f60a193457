"""The `plot` key of a query's header: which picture its answer makes, and of which columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

PlotKind = Literal["timeline", "bars", "points", "map"]
PLOT_KINDS: Final[tuple[str, ...]] = get_args(PlotKind)

# The keys with what they are for; docs/queries.md is made from them.
PLOT_KEYS: Final = {
    "kind": "timeline (dates), bars (a number for each category), points (numbers with bounds) or map.",
    "x": "The column of dates or numbers; of a map: of the number that the size of a point stands for.",
    "y": "The column of the categories, one a line.",
    "low": "The column of the lower bound; where it is empty, the bound is open.",
    "high": "The column of the upper bound; where it is empty, the bound is open.",
    "color": "The column of the categories that colours tell apart.",
    "place": "Of a map: the column of the countries.",
}
_NUMBERS: Final = ("integer", "decimal")


@dataclass(frozen=True, slots=True)
class PlotSpec:
    """A picture of a result: its kind, and the names of the columns that it shows."""

    kind: PlotKind
    x: str | None = None
    y: str | None = None
    low: str | None = None
    high: str | None = None
    color: str | None = None
    place: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that are used."""
        named = (self.x, self.y, self.low, self.high, self.color, self.place)
        return tuple(name for name in named if name is not None)


def plot_fault(spec: PlotSpec, types: dict[str, str]) -> str | None:
    """Return what is wrong with a picture of columns of these types, by name; None where nothing is."""
    for name in spec.columns:
        if name not in types:
            return f"'plot' names the column '{name}', which there is not"
    if spec.kind == "map":
        if spec.place is None:
            return "a map needs 'place', the column of the countries"
        if spec.x is not None and types[spec.x] not in _NUMBERS:
            return "the 'x' of a map is a column of numbers"
        return None
    if spec.y is None:
        return f"a picture of the kind {spec.kind} needs 'y', the column of the categories"
    measures = [name for name in (spec.x, spec.low, spec.high) if name is not None]
    if not measures:
        return f"a picture of the kind {spec.kind} needs 'x', or the bounds 'low' and 'high'"
    if spec.kind == "bars" and spec.x is None:
        return "bars need 'x', the column of their length"
    wanted = ("date",) if spec.kind == "timeline" else _NUMBERS
    for name in measures:
        if types[name] not in wanted:
            return f"'{name}' is no column of {'dates' if spec.kind == 'timeline' else 'numbers'}"
    return None
