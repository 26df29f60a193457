"""Small results to draw: one of each kind of picture, made by hand."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode

from acopio.catalogue.header import Column, Header, ValueType
from acopio.catalogue.plot_spec import PlotSpec
from acopio.catalogue.result import Result

XSD = "http://www.w3.org/2001/XMLSchema#"
PLACE = "https://w3id.org/acopio/id/place/"


def term(value: Any) -> Any:
    """A term of a Python value: dates are words such as 2004-05-01, IRIs begin with https."""
    if value is None:
        return None
    if isinstance(value, int):
        return Literal(value)
    if str(value).startswith("https:"):
        return NamedNode(value)
    if len(value) == 10 and value[4] == value[7] == "-":
        return Literal(value, datatype=NamedNode(f"{XSD}date"))
    return Literal(value)


def result(columns: dict[str, ValueType], *rows: tuple[Any, ...], plot: PlotSpec | None = None) -> Result:
    """Rows of values under columns of these types; the label of a column is its name, capitalized."""
    described = tuple(Column(name, kind, name.capitalize()) for name, kind in columns.items())
    header = Header("A title", "A question?", "Words.", (), described, ("tag",), plot)
    return Result("select", described, [tuple(map(term, row)) for row in rows], header)


TIMELINE = result(
    {"name": "text", "earliest": "date", "latest": "date", "scheme": "text"},
    ("Alto Verde", "2000-01-01", "2000-12-31", "organic"),
    ("Alto Verde", "2000-06-01", "2001-12-31", "fairtrade"),
    ("Kilima", "1998-05-01", None, "organic"),
    ("Kilima", None, "2010-01-01", "fairtrade"),
    ("Beta", None, None, "fairtrade"),
    plot=PlotSpec("timeline", y="name", low="earliest", high="latest", color="scheme"),
)
POINTS = result(
    {"name": "text", "value": "integer", "min": "integer", "max": "integer", "unit": "text"},
    ("Alto Verde", 1800, 1801, None, "member"),
    ("Kilima", 20, 15, 25, "worker"),
    ("Beta", 60000, None, None, "member"),
    ("Gamma", 500, None, 500, "member"),
    plot=PlotSpec("points", x="value", y="name", low="min", high="max", color="unit"),
)
BARS = result(
    {"purpose": "text", "uses": "integer"},
    ("health", 3),
    ("education", 17),
    ("roads", 3),
    plot=PlotSpec("bars", x="uses", y="purpose"),
)
MAP = result(
    {"name": "text", "country": "iri"},
    ("A", f"{PLACE}PE"),
    ("B", f"{PLACE}PE"),
    ("C", f"{PLACE}HN"),
    ("D", f"{PLACE}NI"),
    ("E", f"{PLACE}GT"),
    ("F", None),
    plot=PlotSpec("map", place="country"),
)
