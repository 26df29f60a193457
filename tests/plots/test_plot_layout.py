"""The places in a picture: nothing overlaps, whatever the rows are."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from acopio.plots.layout import Axis, lines_of, number_axis, ordered, put_in_lanes
from acopio.plots.map_labels import WIDTH, labelled
from acopio.plots.marks import Mark

NUMBERS = st.integers(-(10**6), 10**6).map(float)
BOUNDED = st.tuples(st.sampled_from("abc"), NUMBERS, st.none() | st.integers(0, 10**5).map(float))


def mark(category: str, low: float | None, high: float | None = None, value: float | None = None) -> Mark:
    return Mark(category, "", value, low, high, {})


@given(st.lists(BOUNDED, min_size=1, max_size=12))
def test_marks_of_one_lane_do_not_touch(rows: list[tuple[str, float, float | None]]) -> None:
    marks = [mark(name, low, None if length is None else low + length) for name, low, length in rows]
    axis = number_axis(marks)
    lanes = put_in_lanes(marks, axis, time=False)
    for one, two in itertools.combinations(marks, 2):
        if one.category == two.category and one.lane == two.lane:
            first, second = sorted((one, two), key=lambda each: each.start)
            assert axis.place(first.end) < axis.place(second.start)
    lines = lines_of(ordered(marks, by_time=False), lanes)
    for above, below in itertools.pairwise(lines.values()):
        assert above.top + above.height == below.top
    for each in marks:
        line = lines[each.category]
        assert line.top < line.lane(each.lane) < line.top + line.height


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_every_mark_is_on_the_axis(numbers: list[float]) -> None:
    axis = number_axis([mark("a", None, None, number) for number in numbers])
    assert axis.first < axis.last
    assert all(0 <= axis.place(number) <= 1 for number in numbers)
    assert all(axis.first <= tick <= axis.last for tick in axis.ticks() or ())


def test_logarithmic_ticks_are_round() -> None:
    assert Axis(8, 2500, "log").ticks() == [10, 20, 50, 100, 200, 500, 1000, 2000]
    assert Axis(5, 400_000, "log").ticks() == [10, 100, 1000, 10_000, 100_000]
    assert Axis(0.05, 30, "log").ticks() == [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20]


def test_short_axis_of_whole_numbers_has_no_halves() -> None:
    assert Axis(-0.1, 2.2, "linear").ticks(whole=True) == [0, 1, 2]
    assert Axis(-0.1, 2.2, "linear").ticks() is None
    assert Axis(0, 200, "linear").ticks(whole=True) is None


def test_order_is_by_size_and_of_equals_by_name() -> None:
    marks = [mark("b", None, None, 3), mark("a", None, None, 3), mark("c", None, None, 9)]
    assert ordered(marks, by_time=False) == ["c", "a", "b"]
    assert ordered(marks, by_time=True) == ["a", "b", "c"]
    assert ordered(marks, by_sum=True) == ["c", "a", "b"]
    shares = [mark("b", None, None, 100.1), mark("a", None, None, 60.0), mark("a", None, None, 39.9)]
    assert ordered(shares, by_sum=True) == ["a", "b"]


def test_names_of_neighbours_on_a_map_are_told_apart() -> None:
    middles = {"Guatemala": (-90.3, 15.7), "Honduras": (-86.6, 14.8), "Nicaragua": (-85.0, 12.9)}
    circles = [
        {"name": name, "number": 1.0, "longitude": longitude, "latitude": latitude}
        for name, (longitude, latitude) in middles.items()
    ]
    scale = 270.0
    labels = labelled(circles, scale, (-110.0, -20.0, 70.0, 40.0), 7.0)
    places = [
        (scale * math.radians(longitude + 110), scale * math.radians(40 - latitude))
        for longitude, latitude in middles.values()
    ]
    boxes = []
    for label in labels:
        own = places[circles.index(label.circle)]
        x, y = own[0] + label.dx, own[1] + label.dy
        width = 6.2 * len(label.words)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[label.align]
        assert left >= 0 and left + width <= WIDTH
        near = min(
            math.hypot(x - other_x, y - other_y) for other_x, other_y in places if (other_x, other_y) != own
        )
        assert label.led or math.hypot(label.dx, label.dy) <= near
        boxes.append((left, y - 6, left + width, y + 6))
    for one, two in itertools.combinations(boxes, 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
