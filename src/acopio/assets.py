"""Where ontology, shapes, queries, loaders and the bundled data set stand."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def assets_folder() -> Path:
    """Return the folder that holds `ontology/`, `shapes/`, `queries/`, `loaders/` and `data/`.

    In an installed wheel they lie inside the package, in a source checkout at its root.
    """
    bundled = _PACKAGE / "assets"
    return bundled if bundled.is_dir() else _PACKAGE.parents[1]


def ontology_folder() -> Path:
    """Return the folder of `acopio.ttl`, `concepts/` and `context.jsonld`."""
    return assets_folder() / "ontology"


def shapes_folder() -> Path:
    """Return the folder of the SHACL shapes, one file a class of things."""
    return assets_folder() / "shapes"


def queries_folder() -> Path:
    """Return the folder of the stored queries, `<topic>/<question>.rq`."""
    return assets_folder() / "queries"


def loaders_folder() -> Path:
    """Return the folder of what is particular to one kind of source."""
    return assets_folder() / "loaders"


def bundled_dataset_folder() -> Path:
    """Return the folder of the data set that comes with acopio."""
    return assets_folder() / "data"
