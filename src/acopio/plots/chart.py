"""Timelines, bars and points with bounds, as Altair charts; closed bounds are drawn to, open ones as arrows."""

from __future__ import annotations

from typing import Any, Final

from acopio.catalogue.extras import optional
from acopio.catalogue.plot_spec import PlotSpec
from acopio.catalogue.result import Result
from acopio.plots.columns import plot_of
from acopio.plots.layout import (
    ARROW,
    DAY,
    DOT,
    bar_axis,
    lines_of,
    number_axis,
    ordered,
    put_in_lanes,
    time_axis,
    vega_time,
)
from acopio.plots.marks import Mark, colors_of, marks_of
from acopio.plots.style import INK, RULE, WIDTH, colored, configured, titled, tooltips

_BAR: Final = 13
_LABEL: Final = 320  # pixels of a category's name, at most
# An open bound: the end that is closed, the one that is open, which way the arrow points.
_OPEN: Final = (("low", "high", 1, "triangle-right"), ("high", "low", -1, "triangle-left"))


def chart(result: Result) -> Any:
    """Return the picture of a result as an Altair chart.

    Raises AcopioError: plot-impossible where nothing can be drawn or read, module-missing where
    Altair is not installed.
    """
    alt = optional("altair", "plot", "picture")
    spec = plot_of(result)
    if spec.kind == "map":
        from acopio.plots.country_map import country_map

        return configured(country_map(alt, result, spec))
    return configured(_Lines(alt, result, spec).chart())


class _Lines:
    """A picture with a line for each category."""

    def __init__(self, alt: Any, result: Result, spec: PlotSpec) -> None:
        self.alt, self.result, self.spec = alt, result, spec
        self.marks, self.left_out = marks_of(result, spec)
        self.labels = {column.name: column.label for column in result.columns}
        self.time, self.bars = spec.kind == "timeline", spec.kind == "bars"
        self.bounded = spec.low is not None or spec.high is not None
        lanes: dict[str, int] = {}
        self.colors = colors_of(self.marks)
        if self.bars:
            self.marks.sort(key=lambda mark: self.colors.index(mark.color))
            self.segments = self._segments()
            ends = [end for segment in self.segments for end in segment] + [m.end for m in self.marks]
            self.axis = bar_axis(max(ends), min(ends))
        else:
            self.axis = time_axis(self.marks) if self.time else number_axis(self.marks)
            lanes = put_in_lanes(self.marks, self.axis, time=self.time)
        order = ordered(self.marks, by_time=self.time, by_sum=self.bars and not self.bounded)
        self.lines = lines_of(order, lanes)
        self.height = sum(line.height for line in self.lines.values())

    def chart(self) -> Any:
        alt = self.alt
        names = list(dict.fromkeys(self.spec.columns))
        base = alt.Chart(alt.Data(values=self._values())).encode(
            y=self._y("y"),
            color=colored(alt, self.colors, self._label(self.spec.color)),
            tooltip=tooltips(alt, [self.labels[name] for name in names]),
            # What a screen reader says; Vega's own words would depend on the time zone.
            description=alt.Description("said:N"),
        )
        layers = self._bars(base) if self.bars else self._points(base)
        return alt.layer(*self._names(), *layers).properties(
            width=WIDTH, height=self.height, title=titled(alt, self.result, self._notes())
        )

    def _names(self) -> list[Any]:
        """Return the names of the categories beside the picture, what they are above, and lines between.

        They are marks of their own, as an axis would give every category the same height.
        """
        alt = self.alt
        lines = [{"name": each.name, "y": each.lane(0.5), "top": each.top} for each in self.lines.values()]
        base = alt.Chart(alt.Data(values=lines))
        left = {"align": "right", "baseline": "middle", "dx": -10, "color": INK}
        above = alt.Chart(alt.Data(values=[{"name": self._label(self.spec.y), "y": -12}]))
        return [
            base.mark_rule(color=RULE, aria=False).encode(
                y=self._y("top"), x=alt.value(0), x2=alt.value(WIDTH)
            ),
            base.mark_text(**left, fontSize=11, limit=_LABEL).encode(
                y=self._y("y"), x=alt.value(0), text="name:N", description="name:N"
            ),
            above.mark_text(**left, fontSize=12, aria=False).encode(
                y=self._y("y"), x=alt.value(0), text="name:N"
            ),
        ]

    def _bars(self, base: Any) -> list[Any]:
        alt = self.alt
        layers = [base.mark_bar(size=_BAR, orient="horizontal").encode(x=self._x("from"), x2=alt.X2("to:Q"))]
        if self.bounded:
            layers += self._bounds(base, thick=1.5)
        elif self.spec.color is None:
            text = base.mark_text(align="left", baseline="middle", dx=4, fontSize=11)
            layers.append(text.encode(x=self._x("to"), text="shown:N", color=alt.value(INK)))
        return layers

    def _points(self, base: Any) -> list[Any]:
        layers = self._bounds(base, thick=DOT if self.time else 2) if self.bounded else []
        if self.spec.x is None:
            return layers
        known = base.transform_filter("isValid(datum.value)")
        hollow = "!isValid(datum.low) && !isValid(datum.high)" if self.bounded else "false"
        filled = known.transform_filter(f"!({hollow})").mark_point(filled=True, size=70, opacity=1)
        empty = known.transform_filter(hollow).mark_point(filled=False, size=55, strokeWidth=1.8, opacity=1)
        return [*layers, filled.encode(x=self._x("value")), empty.encode(x=self._x("value"))]

    def _bounds(self, base: Any, *, thick: float) -> list[Any]:
        """Return lines between closed bounds, and arrows from the one that is closed where one is open."""
        both = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
        line = both.mark_rule(strokeWidth=thick, strokeCap="round", opacity=1)
        layers = [line.encode(x=self._x("low"), x2="high:Q")]
        dot = {"filled": True, "size": 60, "shape": "circle", "opacity": 1}
        if not self.time:
            spread = both.transform_filter("datum.low < datum.high").mark_tick(thickness=2, size=9, opacity=1)
            layers += [spread.encode(x=self._x("low")), spread.encode(x=self._x("high"))]
            exact = both.transform_filter("datum.low == datum.high && !isValid(datum.value)")
            layers.append(exact.mark_point(**dot).encode(x=self._x("low")))
        for end, other, way, shape in _OPEN:
            one = base.transform_filter(f"isValid(datum.{end}) && !isValid(datum.{other})")
            line = one.mark_rule(strokeWidth=2, strokeDash=[3, 2], x2Offset=way * ARROW, opacity=1)
            head = one.mark_point(filled=True, size=55, shape=shape, xOffset=way * ARROW, opacity=1)
            layers += [line.encode(x=self._x(end), x2=f"{end}:Q"), head.encode(x=self._x(end))]
            bare = one.transform_filter("!isValid(datum.value)").mark_point(**dot)
            layers.append(bare.encode(x=self._x(end)))
        return layers

    def _x(self, field: str) -> Any:
        alt = self.alt
        ends = [self._label(name) for name in (self.spec.low, self.spec.high) if name]
        title = self._label(self.spec.x) or " – ".join(ends)
        scale = alt.Scale(type=self.axis.kind, domain=[self.axis.first, self.axis.last], nice=False)
        if self.time:
            years = (self.axis.last - self.axis.first) / DAY / 365
            axis = alt.Axis(format="%Y" if years > 5 else "%Y-%m", tickCount=10, labelOverlap=True)
            return alt.X(f"{field}:T", title=title, scale=scale, axis=axis)
        if self.axis.kind == "log":
            title += " (logarithmic scale)"
        ticks = self.axis.ticks(whole=all(float(each).is_integer() for each in self._numbers()))
        placed: dict[str, Any] = {"values": ticks} if ticks else {"tickCount": 8}
        axis = alt.Axis(format=",.10~g", labelOverlap=True, **placed)
        return alt.X(f"{field}:Q", title=title, scale=scale, axis=axis)

    def _y(self, field: str) -> Any:
        """Return a place in pixels from above."""
        scale = self.alt.Scale(
            domain=[0, self.height], range=[0, self.height], nice=False, zero=False, padding=0
        )
        return self.alt.Y(f"{field}:Q", scale=scale, axis=None)

    def _values(self) -> list[dict[str, Any]]:
        values = []
        for number, mark in enumerate(self.marks):
            line = self.lines[mark.category]
            found: dict[str, Any] = {"y": line.lane(mark.lane), "color": mark.color, "rows": mark.rows}
            for name, measure in (("value", mark.value), ("low", mark.low), ("high", mark.high)):
                if measure is not None:
                    # A last day is drawn to its end.
                    found[name] = vega_time(measure + (name == "high")) if self.time else measure
            if self.bars:
                found["from"], found["to"] = self.segments[number]
                found["shown"] = f"{mark.value:,.10g}"
            found["said"] = "; ".join(
                f"{self.labels[name]}: {said}" for name, said in mark.details.items() if said
            )
            found |= {f"detail{place}": words for place, words in enumerate(mark.details.values())}
            values.append(found)
        return values

    def _segments(self) -> list[tuple[float, float]]:
        """Return where each bar begins and ends: bars of one category stand one after another."""
        ends: dict[tuple[str, bool], float] = {}
        found = []
        for mark in self.marks:
            length = mark.value or 0.0
            side = (mark.category, length < 0)
            begin = 0.0 if self.bounded else ends.get(side, 0.0)
            ends[side] = begin + length
            found.append((begin, begin + length))
        return found

    def _numbers(self) -> list[float]:
        measures = (each for mark in self.marks for each in (mark.value, mark.low, mark.high))
        return [each for each in measures if each is not None]

    def _label(self, name: str | None) -> str:
        return self.labels[name] if name else ""

    def _notes(self) -> list[str]:
        notes = []
        if self.bounded and not self.bars:
            notes = _legend_of_bounds(self.marks, hollow=self.spec.x is not None)
        if self.left_out:
            rows = "row has" if self.left_out == 1 else "rows have"
            notes.append(f"{self.left_out} {rows} no {'date' if self.time else 'number'} to be shown by.")
        return notes


def _legend_of_bounds(marks: list[Mark], *, hollow: bool) -> list[str]:
    """Return what the lines and arrows that occur stand for, as a sentence."""
    told = []
    if any(mark.low is not None and mark.high is not None and mark.low < mark.high for mark in marks):
        told.append("a line spans what the words allow")
    if any((mark.low is None) != (mark.high is None) for mark in marks):
        told.append("an arrow marks a bound that is open")
    if hollow and any(mark.low is None and mark.high is None for mark in marks):
        told.append("a hollow point has no bounds")
    words = "; ".join(told)
    return [f"{words[0].upper()}{words[1:]}."] if told else []
