"""`acopio show` and `acopio export` of an endpoint: what they say of the data set that it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogue_samples import DATASET, store
from pyoxigraph import BlankNode, NamedNode, Quad, Store
from small_server import Fault, SmallServer, serving
from test_endpoint_commands import acopio as run

import acopio
from acopio.catalogue import executables
from acopio.catalogue.export import WRITERS
from acopio.catalogue.producer import find_producer
from acopio.endpoint.client import Endpoint
from acopio.errors import AcopioError
from acopio.namespaces import DOC, ID

PRODUCERS = ("alto-verde", "beira-mar", "kilima", "zanja-honda", "zuri")
FOREIGN = NamedNode("https://example.org/foreign")


@pytest.fixture
def empty() -> Iterator[SmallServer]:
    with serving(Store()) as server:
        yield server


@pytest.mark.parametrize("name", PRODUCERS)
def test_everything_that_is_shown_of_a_producer_is_there(steady: SmallServer, name: str) -> None:
    there = find_producer(name, Endpoint(steady.url))
    assert there == find_producer(name, store())
    assert len(there.claims) > 0


def test_every_producer_is_tried() -> None:
    about = store().query(
        "SELECT DISTINCT ?organization { ?claim <https://schema.org/about> ?organization ; a ?class ."
        " ?organization a <https://w3id.org/acopio/ns#ProducerOrganization> }",
        use_default_graph_as_union=True,
    )
    assert {row[0].value.rpartition("/")[2] for row in about} == set(PRODUCERS)  # type: ignore[union-attr]


def test_show_names_documents_and_the_address(small: SmallServer) -> None:
    there, here = (
        run("show", "CAV", "--endpoint", f"{small.url}?a=b"),
        run("show", "CAV", "--dataset", DATASET),
    )
    assert (there.returncode, there.stderr) == (0, "")
    assert f" documents of {small.url}\n" in there.stdout
    words = r"over 1,800 members +alto-verde--alpha-press"
    assert re.search(rf"{words} +draft", there.stdout)
    assert re.search(rf"{words}\.md:\d+ +draft", here.stdout)
    assert there.stdout.count("  draft\n") == here.stdout.count("  draft\n") > 30


def test_unknown_producer_is_told(small: SmallServer, empty: SmallServer) -> None:
    done = run("show", "kilma", "--endpoint", small.url)
    assert done.returncode == 2
    assert "Did you mean kilima?" in done.stderr
    done = run("show", "kilima", "--endpoint", empty.url)
    assert done.returncode == 2
    assert "there is no organisation 'kilima', nor any other" in done.stderr


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
@pytest.mark.parametrize("with_ontology", [False, True], ids=["data", "ontology"])
def test_export_has_what_the_server_holds(empty: SmallServer, form: str, with_ontology: bool) -> None:
    acopio.push(empty.graphs_url, DATASET)
    empty.store.add(Quad(FOREIGN, FOREIGN, FOREIGN, FOREIGN))
    there = acopio.export(form=form, endpoint=empty.url, with_ontology=with_ontology)
    assert there == written(form, with_ontology=with_ontology)


def test_export_command(small: SmallServer, tmp_path: Path) -> None:
    output = tmp_path / "all.nq"
    done = run("export", "--endpoint", small.url, "-o", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert output.read_text("utf-8") == written("nquads")


def written(form: str, *, with_ontology: bool = False) -> str:
    """The export of the embedded store, which keeps no derived integer types: nor does the small server."""
    kept = [
        quad for quad in store() if with_ontology or str(quad.graph_name).startswith((f"<{DOC}", f"<{ID}"))
    ]
    return WRITERS[form]([*kept, *executables.quads()])


def test_both_sources_are_a_fault(small: SmallServer) -> None:
    for command in (["show", "CAV"], ["export"]):
        done = run(*command, "--endpoint", small.url, "--dataset", DATASET)
        assert (done.returncode, done.stdout) == (2, "")
        assert "not both" in done.stderr
    with pytest.raises(AcopioError, match="a data set and an endpoint"):
        acopio.export(DATASET, endpoint=small.url)


def test_nothing_there_is_told(empty: SmallServer) -> None:
    empty.store.add(Quad(FOREIGN, FOREIGN, FOREIGN, FOREIGN))
    with pytest.raises(AcopioError) as caught:
        acopio.export(endpoint=empty.url)
    assert caught.value.kind.code == "endpoint-empty"


def test_graph_that_loses_triples_on_the_way_is_told(small: SmallServer, tmp_path: Path) -> None:
    graph = "https://w3id.org/acopio/doc/kilima--gamma-tea"
    small.faults = [Fault(200, counted(graph, 5), JSON), Fault(200, EMPTY, JSON)]
    done = run("export", "--endpoint", small.url, "-o", tmp_path / "all.nt")
    assert done.returncode == 2
    assert f"0 of 5 triples of {graph} came [endpoint-incomplete]" in done.stderr
    assert not (tmp_path / "all.nt").exists()


def test_rows_that_the_server_leaves_out_are_told(small: SmallServer) -> None:
    cut = Fault(200, EMPTY, JSON, {"X-SPARQL-MaxRows": "10000"})
    small.faults = [cut]
    with pytest.raises(AcopioError, match="at most 10000 rows") as caught:
        acopio.export(endpoint=small.url)
    assert caught.value.kind.code == "endpoint-incomplete"


def test_blank_node_is_refused(small: SmallServer) -> None:
    graph = NamedNode("https://w3id.org/acopio/doc/kilima--gamma-tea")
    small.store.add(Quad(BlankNode(), FOREIGN, FOREIGN, graph))
    with pytest.raises(AcopioError, match=graph.value) as caught:
        acopio.export(endpoint=small.url)
    assert caught.value.kind.code == "graph-blank-node"


JSON = "application/sparql-results+json"
EMPTY = b'{"head":{"vars":["subject","property","value"]},"results":{"bindings":[]}}'


def counted(graph: str, count: int) -> bytes:
    number = f'{{"type":"literal","value":"{count}","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}'
    row = f'{{"graph":{{"type":"uri","value":"{graph}"}},"triples":{number}}}'
    return f'{{"head":{{"vars":["graph","triples"]}},"results":{{"bindings":[{row}]}}}}'.encode()
