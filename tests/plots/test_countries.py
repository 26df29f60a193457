"""The table of countries: every middle lies in its country, also where that crosses the date line."""

from __future__ import annotations

import json
from pathlib import Path

import pycountry
import pytest

import acopio.plots
from acopio.plots.make_countries import countries

TABLE = json.loads((Path(acopio.plots.__file__).parent / "countries.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("PE", -75, -9),
        ("FJ", 178, -18),
        ("RU", 99, 61),
        ("LC", -61, 14),
        ("MU", 57.5, -20.2),
        ("ZA", 25, -29),
    ],
)
def test_middles_are_where_the_countries_are(code: str, longitude: float, latitude: float) -> None:
    assert TABLE["middles"][code] == pytest.approx([longitude, latitude], abs=1.5)


def test_codes_are_iso_codes_and_places_are_on_the_globe() -> None:
    known = {country.alpha_2 for country in pycountry.countries}
    assert len(TABLE["middles"]) > 230 and set(TABLE["middles"]) <= known
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in TABLE["middles"].values())
    shapes = TABLE["outlines"]["objects"]["countries"]["geometries"]
    assert {shape["properties"]["code"] for shape in shapes if "properties" in shape} <= known


def test_table_is_made_of_outlines(tmp_path: Path) -> None:
    """A square of two degrees about the date line, in the form of TopoJSON: steps from point to point."""
    topology = {
        "objects": {"countries": {"geometries": [{"type": "Polygon", "id": "242", "arcs": [[0]]}]}},
        "arcs": [[[1790, -180], [-3580, 0], [0, 20], [3580, 0], [0, -20]]],
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    }
    for scale in ("110m", "10m"):
        (tmp_path / f"countries-{scale}.json").write_text(json.dumps(topology), "utf-8")
    made = countries(tmp_path)
    assert made["middles"] == {"FJ": [-180.0, -17.0]}
    assert made["outlines"]["objects"]["countries"]["geometries"][0]["properties"] == {"code": "FJ"}
