"""Where the names on a map stand, so that none covers a circle or another name, or seems to be of another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

WIDTH: Final = 860
_LETTER: Final = 6.2  # pixels of the width of a letter, about
_HEIGHT: Final = 13
_GAP: Final = 4
_FAR: Final = 24  # pixels to a name that a line leads to
_AMBIGUOUS: Final = 600.0  # what it costs, as an area that is covered, to begin nearer to another circle
_OUTSIDE: Final = 1e4
_LED: Final = 60.0
_CROSSING: Final = 300.0

Frame: TypeAlias = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def covered(self, other: _Box) -> float:
        """Return the area of another box that this one covers."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * up if across > 0 and up > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside a circle: how it is aligned, how far from the middle, whether a line leads to it."""

    circle: dict[str, Any]
    words: str
    align: str
    dx: float
    dy: float
    led: bool

    def leader(self, scale: float) -> dict[str, float]:
        """Return the line from the middle of the circle to the name, in degrees."""
        return {
            "longitude": self.circle["longitude"],
            "latitude": self.circle["latitude"],
            "longitude2": self.circle["longitude"] + math.degrees(self.dx / scale),
            "latitude2": self.circle["latitude"] - math.degrees(self.dy / scale),
        }


def labelled(circles: Sequence[dict[str, Any]], scale: float, frame: Frame, one: float) -> list[Label]:
    """Return a label for each circle, in their order, each where it costs the least.

    `one` is the radius that stands for 1. Places are in pixels, which can be known beforehand as the
    projection is equirectangular: `scale` pixels a radian.
    """
    west, _, _, north = frame
    middles = [
        (scale * math.radians(each["longitude"] - west), scale * math.radians(north - each["latitude"]))
        for each in circles
    ]
    radii = [one * math.sqrt(each["number"]) for each in circles]
    taken = [
        _Box(x - radius, y - radius, x + radius, y + radius)
        for (x, y), radius in zip(middles, radii, strict=True)
    ]
    found = []
    for index, circle in enumerate(circles):
        words = f"{circle['name']} {circle['number']:,.10g}"
        x, y = middles[index]
        best: tuple[float, Label, _Box] | None = None
        for align, dx, dy, led in _places(radii[index] + _GAP):
            width = _LETTER * len(words)
            left = x + dx - {"left": 0.0, "center": width / 2, "right": width}[align]
            box = _Box(left, y + dy - _HEIGHT / 2, left + width, y + dy + _HEIGHT / 2)
            cost = sum(box.covered(other) for other in taken) + (_LED if led else 0.0)
            cost += _OUTSIDE * (max(0.0, -box.left) + max(0.0, box.right - WIDTH))
            own = math.hypot(dx, dy)
            if led:
                cost += _CROSSING * sum(
                    _near_line((other_x - x, other_y - y), (dx, dy), radii[place])
                    for place, (other_x, other_y) in enumerate(middles)
                    if place != index
                )
            nearer = any(
                math.hypot(x + dx - other_x, y + dy - other_y) < own
                for place, (other_x, other_y) in enumerate(middles)
                if place != index
            )
            cost += _AMBIGUOUS if nearer and not led else 0.0
            if best is None or cost < best[0]:
                best = (cost, Label(circle, words, align, dx, dy, led), box)
        if best is not None:
            found.append(best[1])
            taken.append(best[2])
    return found


def _near_line(point: tuple[float, float], end: tuple[float, float], distance: float) -> bool:
    """Tell whether a point is nearer than a distance to the line from the origin to an end."""
    length = end[0] ** 2 + end[1] ** 2
    share = min(1.0, max(0.0, (point[0] * end[0] + point[1] * end[1]) / length))
    return math.hypot(point[0] - share * end[0], point[1] - share * end[1]) < distance


def _places(away: float) -> Iterator[tuple[str, float, float, bool]]:
    """Yield how a name may be aligned and how far from the middle, the best first."""
    yield "left", away, 0.0, False
    yield "right", -away, 0.0, False
    yield "center", 0.0, -away - 6, False
    yield "center", 0.0, away + 6, False
    for far in (_FAR, 2 * _FAR, 3 * _FAR):
        for across, up in ((1, -1), (1, 1), (-1, -1), (-1, 1)):
            yield (
                ("left" if across > 0 else "right"),
                across * (away + far * 0.7),
                up * (away + far * 0.6),
                True,
            )
