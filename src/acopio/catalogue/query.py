"""Ask a question of the catalogue: a name, a data set, parameters in words; typed rows back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from acopio.catalogue.engines import asking, run, stoppable
from acopio.catalogue.parameters import bind
from acopio.catalogue.result import Result, Value
from acopio.catalogue.stored_query import StoredQuery, find_query
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from acopio.catalogue.result import Term
    from acopio.dataset.folder import DatasetFolder
    from acopio.endpoint.client import Endpoint


def query(
    name: str,
    /,
    dataset: DatasetFolder | Path | str | None = None,
    *,
    endpoint: str | None = None,
    timeout: float | None = None,
    **parameters: Value,
) -> Result:
    """Answer a stored query, or one in a file, over a data set or a SPARQL 1.1 endpoint (its address).

    `timeout` is in seconds, for an endpoint 60 where none is given. `parameters` are words as on the
    command line (`product="cocoa"`, `country="Peru"`) or values of
    the parameter's type. Raises AcopioError: no such query, parameter, value or data set, a query
    that does not parse, or endpoint-… for what goes wrong with a server.

    >>> for row in query("certification_dates", product="cocoa"):
    ...     print(row["name"], row["earliest"], row["quote"])
    """
    stored = find_query(name)
    source = open_source(dataset, endpoint, timeout)
    return answered(stored, source, parameters, timeout=timeout)


def open_source(
    dataset: DatasetFolder | Path | str | None = None,
    endpoint: str | None = None,
    timeout: float | None = None,
) -> Store | Endpoint:
    """Open what is asked: the endpoint of an address, else the store of a data set; AcopioError as `query`."""
    if endpoint is None:
        from acopio.dataset.store import open_store

        return open_store(dataset)
    return open_endpoint(endpoint, timeout, dataset)


def open_endpoint(
    endpoint: str, timeout: float | None = None, dataset: DatasetFolder | Path | str | None = None
) -> Endpoint:
    """Return the endpoint of an address; AcopioError endpoint-address, also where a data set is given too."""
    from acopio.endpoint.client import Endpoint

    if dataset is not None:
        raise AcopioError(
            "endpoint-address",
            "a data set and an endpoint are given",
            remedy="Ask the one or the other.",
        )
    return Endpoint(endpoint, timeout=timeout)


def answered(
    stored: StoredQuery,
    source: Store | Endpoint,
    parameters: Mapping[str, Value] | None = None,
    *,
    timeout: float | None = None,
    own_graphs: bool = False,
) -> Result:
    """Answer a query within a time, and say in the notes of an empty answer why it is; AcopioError as `query`."""
    result = stoppable(
        lambda: answer(stored, source, parameters, own_graphs=own_graphs), timeout, stored.path
    )
    return result if len(result) > 1 else with_reasons(result, stored, source, parameters, timeout)


def with_reasons(
    result: Result,
    stored: StoredQuery,
    source: Store | Endpoint,
    parameters: Mapping[str, Value] | None = None,
    timeout: float | None = None,
) -> Result:
    """Return a result with notes on why it is empty, as far as that can be told in `timeout` and 3 seconds."""
    from pyoxigraph import Store

    from acopio.catalogue.why_empty.explain import MOST, MOST_REMOTE, SECONDS, explained, is_empty

    seconds = min(SECONDS, timeout or SECONDS)
    if not is_empty(result, stored.text):
        return result
    words = {stored.parameter(name).name: str(value) for name, value in (parameters or {}).items()}
    ask = partial(_run_in, source) if isinstance(source, Store) else source.run
    find = asking(source) if isinstance(source, Store) else source.ask
    most = MOST if isinstance(source, Store) else MOST_REMOTE
    try:
        bindings = stoppable(lambda: bind(stored, parameters or {}, find), seconds)
    except AcopioError:  # a server that no longer answers; the rows are here all the same
        return result
    return explained(result, stored, ask, bindings, words, seconds=seconds, most=most)


def _run_in(source: Store, query: StoredQuery, terms: Mapping[str, Term]) -> Result:
    return run(query, source, terms)


def answer(
    stored: StoredQuery,
    source: Store | Endpoint,
    parameters: Mapping[str, Value] | None = None,
    *,
    own_graphs: bool = False,
) -> Result:
    """Answer a query over a store or an endpoint, its parameters in words; AcopioError as `query`."""
    from pyoxigraph import Store

    if isinstance(source, Store):
        bindings = bind(stored, parameters or {}, asking(source))
        return run(stored, source, bindings, own_graphs=own_graphs)
    return source.run(stored, bind(stored, parameters or {}, source.ask))
