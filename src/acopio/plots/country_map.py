"""A map: a circle in the middle of each country, its area the number of rows or a sum."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any, Final

from acopio.catalogue.plot_spec import PlotSpec
from acopio.catalogue.result import Result, Value
from acopio.errors import AcopioError
from acopio.plots.map_labels import WIDTH, Frame, labelled
from acopio.plots.style import INK, PALETTE, PAPER, titled

_LARGEST: Final = 22  # pixels of the radius
_ONE: Final = 7  # of the number 1, so that small numbers do not cover the land
_MARGIN: Final = (16.0, 9.0)  # degrees around the countries, beside them for their names
_LEAST: Final = (50.0, 25.0)  # degrees shown at least, across and up


def country_map(alt: Any, result: Result, spec: PlotSpec) -> Any:
    """Return the map as an Altair chart, of the part of the world that has rows.

    Raises AcopioError plot-impossible where no row has a country that is known by its code or name.
    """
    sums, left_out = _sums(result, spec)
    middles = _countries()["middles"]
    places = {code: middles[code] for code in sums if code in middles}
    left_out += len(sums) - len(places)
    if not places:
        raise AcopioError(
            "plot-impossible",
            f"none of the {len(result)} rows has a country in '{spec.place}' to put on a map",
        )
    frame = _frame(list(places.values()))
    most = max(sums[code] for code in places)
    circles = [
        {
            "code": code, "name": _name(code), "number": sums[code], "longitude": places[code][0],
            "latitude": places[code][1],
        }
        for code in sorted(places, key=lambda code: (-sums[code], code))
    ]  # fmt: skip
    return _chart(alt, result, spec, frame, circles, most, left_out)


def _chart(
    alt: Any,
    result: Result,
    spec: PlotSpec,
    frame: Frame,
    circles: list[dict[str, Any]],
    most: float,
    left_out: int,
) -> Any:
    west, south, east, north = frame
    scale = WIDTH / math.radians(east - west)
    height = round(scale * math.radians(north - south))
    labels = {column.name: column.label for column in result.columns}
    title = labels[spec.x] if spec.x else "Rows"
    outlines = alt.InlineData(
        values=_countries()["outlines"], format=alt.TopoDataFormat(feature="countries", type="topojson")
    )
    land = alt.Chart(outlines).mark_geoshape(
        fill="#F1EEE6", stroke="#C9C4B8", strokeWidth=0.6, clip=True, aria=False
    )
    lines = alt.Chart(alt.graticule(step=[15, 15])).mark_geoshape(
        filled=False, stroke="#EDEDED", strokeWidth=0.6, clip=True
    )
    present = {circle["code"] for circle in circles}
    one_of = alt.FieldOneOfPredicate("properties.code", sorted(present))
    filled = land.transform_filter(one_of).mark_geoshape(fill="#DCE8F2", stroke="#9DB4C8", clip=True)
    largest = min(_LARGEST, _ONE * math.sqrt(most))
    position = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    size = alt.Scale(type="linear", domain=[0, most], range=[0, math.pi * largest**2])
    dots = (
        alt.Chart(alt.Data(values=circles))
        .mark_circle(color=PALETTE[0], opacity=0.75, stroke="white", strokeWidth=0.8, clip=True)
        .encode(
            **position,
            size=alt.Size("number:Q", scale=size, legend=None),
            tooltip=[
                alt.Tooltip("name:N", title=labels[spec.place or ""]),
                alt.Tooltip("number:Q", title=title),
            ],
        )
    )
    labels_placed = labelled(circles, scale, frame, largest / math.sqrt(most))
    # A layer each: where a label stands from its place is not a channel, but a property of its mark.
    words = [
        alt.Chart(alt.Data(values=[{key: label.circle[key] for key in ("longitude", "latitude")}]))
        .mark_text(
            text=label.words,
            align=label.align,
            dx=label.dx,
            dy=label.dy,
            baseline="middle",
            fontSize=11,
            **look,
        )
        .encode(**position)
        for look in ({"stroke": PAPER, "strokeWidth": 3, "strokeOpacity": 0.8}, {"color": INK})
        for label in labels_placed
    ]
    leaders = [label.leader(scale) for label in labels_placed if label.led]
    pointers = (
        alt.Chart(alt.Data(values=leaders))
        .mark_rule(color=INK, strokeWidth=0.7)
        .encode(**position, longitude2="longitude2:Q", latitude2="latitude2:Q")
    )
    what = f"the sum of {title}" if spec.x else "the number of rows"
    notes = [f"The area of a circle is {what}, which stands beside its name."]
    if left_out:
        notes.append(
            f"{left_out} {'row has' if left_out == 1 else 'rows have'} no country that can be shown."
        )
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    layers = alt.layer(lines, land, filled, dots, *([pointers] if leaders else []), *words)
    return layers.project(
        type="equirectangular", scale=scale, center=[0, 0],
        translate=[WIDTH / 2 - scale * math.radians(middle_x), height / 2 + scale * math.radians(middle_y)],
    ).properties(width=WIDTH, height=height, title=titled(alt, result, notes))  # fmt: skip


def _frame(middles: list[list[float]]) -> Frame:
    """Return west, south, east and north of what is shown: the countries with a margin."""
    longitudes, latitudes = [place[0] for place in middles], [place[1] for place in middles]
    west, east = min(longitudes) - _MARGIN[0], max(longitudes) + _MARGIN[0]
    south, north = min(latitudes) - _MARGIN[1], max(latitudes) + _MARGIN[1]
    across, up = max(0, _LEAST[0] - (east - west)) / 2, max(0, _LEAST[1] - (north - south)) / 2
    west, east, south, north = west - across, east + across, south - up, north + up
    return (max(-180.0, west), max(-85.0, south), min(180.0, east), min(85.0, north))


def _sums(result: Result, spec: PlotSpec) -> tuple[dict[str, float], int]:
    """Return the sum or the number of rows by country code, and how many rows have none."""
    found: dict[str, float] = {}
    left_out = 0
    for row in result:
        code = _code(row[spec.place or ""])
        number = 1.0 if spec.x is None else row[spec.x]
        if code is None or number is None or isinstance(number, str):
            left_out += 1
        else:
            found[code] = found.get(code, 0.0) + float(number)  # type: ignore[arg-type]
    return {code: number for code, number in found.items() if number > 0}, left_out


def _code(value: Value) -> str | None:
    """Return the ISO 3166 code that an IRI ends with, or of a code or a name."""
    import pycountry

    words = str(value or "").rpartition("/")[2].strip()
    found = pycountry.countries.get(alpha_2=words.upper()) if len(words) == 2 else None
    found = found or (pycountry.countries.get(alpha_3=words.upper()) if len(words) == 3 else None)
    if found is None and words:
        try:
            found = pycountry.countries.lookup(words)
        except LookupError:
            return None
    return str(found.alpha_2) if found else None


def _name(code: str) -> str:
    import pycountry

    country = pycountry.countries.get(alpha_2=code)
    return str(getattr(country, "common_name", None) or getattr(country, "name", code)).partition(",")[0]


@cache
def _countries() -> dict[str, Any]:
    """Return the outlines and the middles: see `make_countries`."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("countries.json").read_text("utf-8"))
    return found
