"""Where the marks of a picture stand: the axis of the measure, and a line for each category."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from acopio.plots.marks import Mark
from acopio.plots.style import WIDTH

ARROW: Final = 24  # pixels of an open bound
DOT: Final = 9
DAY: Final = 86_400_000  # milliseconds, which Vega counts time in
_LINE: Final = 20  # pixels of a category, at least
_LANE: Final = 13
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_WIDE: Final = 50  # times the least value: from there on a linear scale hides it
_ROOM: Final = 0.06  # of the width, for arrows at the edges
_ALIKE: Final = 0.98  # of the largest sum: from there on all are taken for equal
_SHORT: Final = 10  # whole numbers that all have a tick
_DECADES: Final = 3.5  # up to which a logarithmic axis has room for 1, 2, 5, 10, not only 1 and 10


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of the measure: its ends in Vega's units, and its kind as Vega names it."""

    first: float
    last: float
    kind: str

    def place(self, number: float) -> float:
        """Return a place from 0 to 1 on the axis."""
        if self.kind == "log":
            return math.log(number / self.first) / math.log(self.last / self.first)
        return (number - self.first) / (self.last - self.first)

    def ticks(self, *, whole: bool = False) -> list[float] | None:
        """Return where the axis has its ticks; None where Vega finds good ones itself.

        A logarithmic axis has round numbers; a short one of `whole` numbers has no halves.
        """
        if self.kind == "linear" and whole and self.last - self.first <= _SHORT:
            return [float(tick) for tick in range(math.ceil(self.first), math.floor(self.last) + 1)]
        if self.kind != "log":
            return None
        steps = (1, 2, 5) if math.log10(self.last / self.first) <= _DECADES else (1,)
        powers = range(math.floor(math.log10(self.first)), math.ceil(math.log10(self.last)) + 1)
        # By division below 1, as 10 ** -1 times 5 is no round number.
        ticks = [step * 10**power if power >= 0 else step / 10**-power for power in powers for step in steps]
        return [tick for tick in ticks if self.first <= tick <= self.last]


@dataclass(frozen=True, slots=True)
class Line:
    """A category with the pixels that it takes, counted from above."""

    name: str
    top: int
    height: int

    def lane(self, share: float) -> float:
        """Return the middle of a lane that is given as a share of the height."""
        return self.top + share * self.height


def time_axis(marks: Sequence[Mark]) -> Axis:
    """Return an axis of time, in milliseconds since 1970."""
    first = vega_time(min(mark.start for mark in marks))
    last = vega_time(max(mark.end for mark in marks) + 1)
    room = max((last - first) * _ROOM, 180 * DAY)
    return Axis(first - room, last + room, "utc")


def number_axis(marks: Sequence[Mark]) -> Axis:
    """Return an axis of numbers, logarithmic where a linear one would hide the small ones."""
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    if 0 < first * _WIDE < last:
        room = (last / first) ** _ROOM
        return Axis(first / room, last * room, "log")
    if 0 <= first <= last / 2:
        return Axis(-last * _ROOM / 3, last * (1 + _ROOM) or 1, "linear")
    room = (last - first) * _ROOM or abs(last) * _ROOM or 1
    return Axis(first - room, last + room, "linear")


def bar_axis(longest: float, least: float) -> Axis:
    """Return an axis that begins at 0, or below it where there are bars below."""
    last = max(0.0, longest) * (1 + _ROOM)
    first = min(0.0, least) * (1 + _ROOM)
    return Axis(first, last if last > first else 1, "linear")


def vega_time(days: float) -> float:
    """Return days of the common era as milliseconds since 1970."""
    return (days - _EPOCH) * DAY


def ordered(marks: Sequence[Mark], *, by_time: bool = False, by_sum: bool = False) -> list[str]:
    """Return the categories from above: the earliest first, or the largest (sum); of equals by name."""
    best: dict[str, float] = {}
    for mark in marks:
        if by_sum:
            best[mark.category] = best.get(mark.category, 0.0) - (mark.value or 0.0)
            continue
        number = mark.start if by_time else -(mark.value if mark.value is not None else mark.start)
        best[mark.category] = min(best.get(mark.category, number), number)
    if by_sum and max(best.values()) < min(best.values()) * _ALIKE:  # all negative: the largest first
        return sorted(best)  # shares that add up to a hundred, but for rounding
    return sorted(best, key=lambda name: (best[name], name))


def lines_of(categories: Sequence[str], lanes: dict[str, int]) -> dict[str, Line]:
    """Return a line for each category, as high as its lanes need."""
    found, top = {}, 0
    for name in categories:
        height = max(_LINE, _LANE * lanes.get(name, 1) + 7)
        found[name] = Line(name, top, height)
        top += height
    return found


def put_in_lanes(marks: Sequence[Mark], axis: Axis, *, time: bool) -> dict[str, int]:
    """Put marks of a category that would cover each other below one another; return its number of lanes.

    An open bound takes the room of its arrow, a point that of its dot.
    """
    arrow, gap = ARROW / WIDTH, 1.3 * DOT / WIDTH
    members: dict[str, list[tuple[float, float, Mark]]] = {}
    for mark in marks:
        start, end = (axis.place(vega_time(each) if time else each) for each in (mark.start, mark.end))
        end += arrow if mark.high is None and mark.low is not None else 0
        start -= arrow if mark.low is None and mark.high is not None else 0
        members.setdefault(mark.category, []).append((start, end, mark))
    lanes: dict[str, int] = {}
    for category, placed in members.items():
        ends: list[float] = []
        chosen = []
        for start, end, mark in sorted(placed, key=lambda each: (each[0], each[1], each[2].color)):
            lane = next((number for number, taken in enumerate(ends) if taken + gap < start), len(ends))
            ends[lane : lane + 1] = [end]
            chosen.append((mark, lane))
        for mark, lane in chosen:
            mark.lane = (lane + 0.5) / len(ends)
        lanes[category] = len(ends)
    return lanes
