"""Every export format says the same graph, in the same bytes however the store hands it out."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from catalogue_samples import DATASET, quads
from pyoxigraph import Quad
from rdflib import Dataset, Graph

from acopio.catalogue import executables
from acopio.catalogue.export import WRITERS, export
from acopio.dataset.folder import DatasetFolder
from acopio.errors import AcopioError
from acopio.namespaces import DOC, PREFIXES

RDFLIB_NAMES = {
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
    "nquads": "nquads",
    "trig": "trig",
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATASET, tmp_path_factory.mktemp("export") / "data"))


def data() -> list[Quad]:
    read = [quad for quad in quads() if str(quad.graph_name).startswith((f"<{DOC}", f"<{PREFIXES['id']}"))]
    return [*read, *executables.quads()]


def expected() -> Graph:
    return Graph().parse(data=WRITERS["ntriples"](data()), format="nt")


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_union_comes_back_the_same(form: str, dataset: Path) -> None:
    read = Graph().parse(data=export(dataset, form), format=RDFLIB_NAMES[form])
    assert set(read) == set(expected())
    assert len(read) > 1500


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_graphs_come_back_the_same(form: str, dataset: Path) -> None:
    read = Dataset()
    read.parse(data=export(dataset, form), format=RDFLIB_NAMES[form])
    found = {(str(s), str(p), str(o), str(g)) for s, p, o, g in read.quads()}
    wanted = {
        (quad.subject.value, quad.predicate.value, quad.object.value, quad.graph_name.value)  # type: ignore[union-attr]
        for quad in data()
    }
    assert found == wanted


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_same_bytes_in_whatever_order_the_quads_come(form: str) -> None:
    shuffled = data()
    random.Random(7).shuffle(shuffled)
    assert WRITERS[form](shuffled) == WRITERS[form](data())
    assert WRITERS[form](data()).endswith("\n")


def test_lines_of_nquads_are_sorted_and_have_no_blank_node(dataset: Path) -> None:
    lines = export(dataset, "nquads").splitlines()
    assert lines == sorted(lines)
    assert not any(line.startswith("_:") for line in lines)


def test_jsonld_needs_nothing_remote(dataset: Path) -> None:
    document = json.loads(export(dataset, "jsonld"))
    assert document["@context"]["acopio"] == "https://w3id.org/acopio/ns#"
    (node,) = [node for node in document["@graph"] if node["@id"] == "id:alto-verde/founding/afa7d25c"]
    assert node["@type"] == "acopio:FoundingClaim"
    assert (node["acopio:earliest"], node["acopio:status"]) == ("1997-01-01", "status:accepted")


def test_ontology_is_written_only_when_asked_for(dataset: Path) -> None:
    assert "a skos:Concept" not in export(dataset, "turtle")
    assert "a skos:Concept" in export(dataset, "turtle", with_ontology=True)


def test_unknown_format_is_answered_with_those_there_are(dataset: Path) -> None:
    with pytest.raises(AcopioError, match="turtle, trig, ntriples, nquads, jsonld, rdfxml"):
        export(dataset, "xml")


def test_blank_node_is_refused_with_its_file(tmp_path: Path) -> None:
    folder = DatasetFolder(Path(shutil.copytree(DATASET, tmp_path / "data")))
    folder.description.write_text("<https://x.example/a> <https://x.example/b> [] .\n", encoding="utf-8")
    with pytest.raises(AcopioError) as caught:
        export(folder)
    assert (caught.value.kind.code, caught.value.path) == ("graph-blank-node", folder.description)
