"""Ask a question of the catalogue: a name, a data set, parameters in words; typed rows back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from acopio.catalogue.engines import asking, run, stoppable
from acopio.catalogue.parameters import bind
from acopio.catalogue.result import Result, Value
from acopio.catalogue.stored_query import StoredQuery, find_query

if TYPE_CHECKING:
    from pyoxigraph import Store

    from acopio.dataset.folder import DatasetFolder


def query(name: str, /, dataset: DatasetFolder | Path | str | None = None, **parameters: Value) -> Result:
    """Answer a stored query, or one in a file, over a data set.

    `parameters` are words as on the command line (`product="cocoa"`, `country="Peru"`) or values of
    the parameter's type. Raises AcopioError: no such query, parameter, value or data set, or a query
    that does not parse.

    >>> for row in query("certification_dates", product="cocoa"):
    ...     print(row["name"], row["earliest"], row["quote"])
    """
    from acopio.dataset.store import open_store

    stored = find_query(name)
    store = open_store(dataset)
    return stoppable(lambda: answer(stored, store, parameters))


def answer(
    stored: StoredQuery,
    store: Store,
    parameters: Mapping[str, Value] | None = None,
    *,
    own_graphs: bool = False,
) -> Result:
    """Answer a query over a store, its parameters being given in words; AcopioError as `query`."""
    bindings = bind(stored, parameters or {}, asking(store))
    return run(stored, store, bindings, own_graphs=own_graphs)
