"""Make `countries.json`, the outlines and middles of countries that maps are drawn with.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python -m acopio.plots.make_countries package/

world-atlas is Natural Earth's data (public domain) as TopoJSON. The outlines are those of 1:110
million; the middles, which small islands have too, are of the largest part of a country at 1:10 million.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import pycountry

TARGET: Final = Path(__file__).with_name("countries.json")


def countries(folder: Path) -> dict[str, Any]:
    """Return the outlines (a TopoJSON topology) and the middles (longitude and latitude by ISO code)."""
    outlines = json.loads((folder / "countries-110m.json").read_text("utf-8"))
    fine = json.loads((folder / "countries-10m.json").read_text("utf-8"))
    shapes = []
    for shape in outlines["objects"]["countries"]["geometries"]:
        code = _code(shape)
        shapes.append(
            {"type": shape["type"], "arcs": shape["arcs"], **({"properties": {"code": code}} if code else {})}
        )
    topology = {
        "type": "Topology",
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": outlines["arcs"],
        "transform": outlines["transform"],
    }
    arcs = [_decoded(arc, fine["transform"]) for arc in fine["arcs"]]
    found = {}
    for shape in fine["objects"]["countries"]["geometries"]:
        code = _code(shape)
        if code and shape.get("arcs"):
            found[code] = _middle(shape, arcs)
    return {"outlines": topology, "middles": dict(sorted(found.items()))}


def _code(shape: dict[str, Any]) -> str | None:
    country = pycountry.countries.get(numeric=shape.get("id") or "")
    return str(country.alpha_2) if country else None


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    """Return the points of an arc in degrees: each is given as its distance from the one before."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * width + left, y * height + bottom))
    return points


def _middle(shape: dict[str, Any], arcs: Sequence[list[tuple[float, float]]]) -> list[float]:
    """Return the centroid of the largest polygon, its first ring being its outline."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    rings = [
        _unrolled(
            point for index in polygon[0] for point in (arcs[index] if index >= 0 else arcs[~index][::-1])
        )
        for polygon in polygons
    ]
    _, x, y = max((_centroid(ring) for ring in rings), key=lambda found: abs(found[0]))
    return [round((x + 180) % 360 - 180, 2), round(y, 2)]


def _unrolled(ring: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring that goes on beyond 180 degrees where it crosses that meridian."""
    points: list[tuple[float, float]] = []
    for x, y in ring:
        turns = round((points[-1][0] - x) / 360) if points else 0
        points.append((x + 360 * turns, y))
    return points


def _centroid(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the signed area of a ring in square degrees and its centroid."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (area / 2, x / (3 * area), y / (3 * area)) if area else (0.0, *ring[0])


if __name__ == "__main__":
    TARGET.write_text(
        json.dumps(countries(Path(sys.argv[1])), separators=(",", ":"), sort_keys=True) + "\n", "utf-8"
    )
