"""Every stored query is described in the exported graph, so that it can be asked from there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from catalogue_samples import DATASET, QUERIES, rdflib_graph, store, stored
from rdflib import DCTERMS, RDF, SH, Graph, URIRef

from acopio.catalogue.engines import run, run_in_rdflib
from acopio.catalogue.executables import QUERIES as BASE
from acopio.catalogue.export import export
from acopio.catalogue.stored_query import parse_query


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    dataset = Path(shutil.copytree(DATASET, tmp_path_factory.mktemp("export") / "data"))
    return Graph().parse(data=export(dataset), format="turtle")


@pytest.mark.parametrize("name", QUERIES)
def test_query_is_described_with_its_parameters(name: str, exported: Graph) -> None:
    node, query = URIRef(BASE + name), stored(name)
    assert query.header is not None
    assert (node, RDF.type, SH.SPARQLSelectExecutable) in exported
    assert str(exported.value(node, DCTERMS.title)) == query.header.title
    assert str(exported.value(node, DCTERMS.abstract)) == query.header.question
    described = {str(exported.value(each, SH.name)): each for each in exported.objects(node, SH.parameter)}
    assert set(described) == {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        found = described[parameter.name]
        assert (found, RDF.type, SH.Parameter) in exported
        assert str(exported.value(found, SH.path)).endswith(f"/_{parameter.name}")
        kinds = {*exported.objects(found, SH.datatype), *exported.objects(found, SH.nodeKind)}
        assert len(kinds) == 1
        assert all(choice in str(exported.value(found, SH.description)) for choice in parameter.choices)


@pytest.mark.parametrize("name", QUERIES)
def test_query_of_the_graph_gives_the_rows_of_the_file(name: str, exported: Graph) -> None:
    node = URIRef(BASE + name)
    prefixes = exported.value(node, SH.prefixes)
    declared = {
        str(exported.value(each, SH.prefix)): str(exported.value(each, SH.namespace))
        for each in exported.objects(prefixes, SH.declare)
    }
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(declared.items()))
    text = head + str(exported.value(node, SH.select))
    plain = parse_query(text, "exported.rq")
    assert run(plain, store()).terms == run(stored(name), store()).terms


def test_nothing_else_is_described(exported: Graph) -> None:
    found = {str(node).removeprefix(BASE) for node in exported.subjects(RDF.type, SH.SPARQLExecutable)}
    assert found == set(QUERIES)


def test_default_and_need_of_a_parameter_are_told(exported: Graph) -> None:
    node = URIRef(f"{BASE}more_members_than/number")
    assert str(exported.value(node, SH.defaultValue)) == "1000"
    assert str(exported.value(node, SH.optional)) == "true"


def test_a_query_of_the_graph_runs_in_rdflib_too(exported: Graph) -> None:
    text = str(exported.value(URIRef(f"{BASE}testimonies"), SH.select))
    head = "".join(
        f"PREFIX {exported.value(each, SH.prefix)}: <{exported.value(each, SH.namespace)}>\n"
        for each in exported.subjects(RDF.type, SH.PrefixDeclaration)
    )
    rows = run_in_rdflib(parse_query(head + text, "exported.rq"), rdflib_graph()).terms
    assert rows == run(stored("testimonies"), store()).terms
