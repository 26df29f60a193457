"""A server that is not ours: loaded by `acopio push`, asked every stored query with and without each of its
parameters, the embedded store's rows.

What Virtuoso 7.2.5 stumbles on, and how it is gone round, is told in docs/decisions/endpoints.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from catalogue_samples import DATASET, QUERIES, store, stored
from test_engines_agree import OVERRIDDEN, WORDS
from virtuoso import running

import acopio
from acopio.catalogue.producer import find_producer
from acopio.catalogue.query import answer
from acopio.endpoint.client import Endpoint

pytestmark = [
    pytest.mark.skipif(shutil.which("virtuoso-t") is None, reason="virtuoso-t is not installed"),
    pytest.mark.xdist_group("virtuoso"),
]

LONG = 600.0  # seconds: some queries take Virtuoso two to plan, on a machine that does nothing else

ASKED = [
    (name, parameter, OVERRIDDEN.get((name, parameter), WORDS[parameter])[0] if parameter else "")
    for name in QUERIES
    for parameter in ("", *(each.name for each in stored(name).parameters))
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("virtuoso")) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACOPIO_ENDPOINT_USER", "dba")
        patch.setenv("ACOPIO_ENDPOINT_PASSWORD", "dba")
        graphs = f"{address}/sparql-graph-crud-auth"
        sent = acopio.push(graphs, DATASET).sent
        assert acopio.push(graphs, DATASET).unchanged == sent
        yield address


@pytest.mark.parametrize("name", ["alto-verde", "beira-mar", "kilima", "zanja-honda", "zuri"])
def test_same_claims_of_a_producer(server: str, name: str) -> None:
    assert find_producer(name, Endpoint(f"{server}/sparql", timeout=LONG)) == find_producer(name, store())


@pytest.mark.parametrize("with_ontology", [False, True], ids=["data", "ontology"])
def test_export_has_the_bytes_of_the_data_set(server: str, with_ontology: bool) -> None:
    there = acopio.export(
        form="nquads", endpoint=f"{server}/sparql", timeout=LONG, with_ontology=with_ontology
    )
    assert there == acopio.export(DATASET, "nquads", with_ontology=with_ontology)


@pytest.mark.parametrize(
    ("name", "parameter", "word"), ASKED, ids=["-".join(filter(None, case[:2])) for case in ASKED]
)
def test_same_rows(server: str, name: str, parameter: str, word: str) -> None:
    given = {parameter: word} if parameter else {}
    there = answer(stored(name), Endpoint(f"{server}/sparql", timeout=LONG), given)
    assert there.rows == answer(stored(name), store(), given).rows
