"""Profile pages of fair-trade producers as a knowledge graph whose every claim names its words.

The functions are those of the command line; see `docs/python.md`. Each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from acopio.catalogue.citation import cite
    from acopio.catalogue.export import export
    from acopio.catalogue.query import query
    from acopio.dataset.load import load
    from acopio.dataset.read import read
    from acopio.dataset.store import open_store
    from acopio.documents.source_document import Metadata
    from acopio.endpoint.push import push
    from acopio.errors import AcopioError
    from acopio.validation.validate import validate

__all__ = [
    "AcopioError",
    "Metadata",
    "cite",
    "export",
    "load",
    "open_store",
    "push",
    "query",
    "read",
    "validate",
]

_PLACES = {
    "AcopioError": "acopio.errors",
    "Metadata": "acopio.documents.source_document",
    "cite": "acopio.catalogue.citation",
    "export": "acopio.catalogue.export",
    "load": "acopio.dataset.load",
    "open_store": "acopio.dataset.store",
    "push": "acopio.endpoint.push",
    "query": "acopio.catalogue.query",
    "read": "acopio.dataset.read",
    "validate": "acopio.validation.validate",
}
# What IPython asks a module for at `%load_ext`; no name for users.
_HOOKS = {"load_ipython_extension": "acopio.notebook"}


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562)."""
    place = _PLACES.get(name) or _HOOKS.get(name)
    if place is None:
        raise AttributeError(f"module 'acopio' has no attribute {name!r}")
    return getattr(import_module(place), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
