"""The tests of endpoints share the data set of the catalogue's tests, and its servers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from catalogue_samples import quads
from pyoxigraph import Store
from small_server import SmallServer, serving


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"ACOPIO_ENDPOINT_{name}", raising=False)


@pytest.fixture
def small() -> Iterator[SmallServer]:
    """A server of our own over the data set."""
    store = Store()
    store.extend(quads())
    with serving(store) as server:
        yield server


@pytest.fixture(scope="module")
def steady() -> Iterator[SmallServer]:
    """The same, for many questions in turn."""
    store = Store()
    store.extend(quads())
    with serving(store) as server:
        yield server
