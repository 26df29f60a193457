"""OOPS! P40: every term of another vocabulary was found in that vocabulary, as external-terms.tsv says where.

Looked through are the ontology, its concepts and context, the shapes and the stored queries. Items of
Wikidata have a table of their own, wikidata-links.tsv: see test_wikidata_links.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from iris_in_files import iris_in, sparql_iris, turtle_iris
from ontology_files import EXTERNAL_TERMS, FOLDER, ROOT, WIKIDATA, WIKIDATA_LINKS, curie, load, name, rows
from rdflib import Graph, URIRef

from acopio.namespaces import PREFIXES

OWN = "https://w3id.org/acopio/"
TURTLE = sorted([*FOLDER.rglob("*.ttl"), *(ROOT / "shapes").rglob("*.ttl")])


def verified() -> set[str]:
    return {row["iri"] for row in rows(EXTERNAL_TERMS)}


def linked_items() -> set[str]:
    return {str(WIKIDATA[row["item"].removeprefix("wd:")]) for row in rows(WIKIDATA_LINKS)}


def strangers(iris: Iterable[str]) -> set[str]:
    foreign = {iri for iri in iris if not iri.startswith(OWN) and iri.startswith("http")}
    return foreign - verified() - linked_items()


def complaint(path: Path, iris: set[str]) -> str:
    terms = sorted(curie(URIRef(iri)) for iri in iris)
    return f"{name(path)}: mend these terms, or add to {name(EXTERNAL_TERMS)} where they were found: {terms}"


@pytest.mark.parametrize("path", TURTLE, ids=name)
def test_turtle_uses_verified_terms_only(path: Path) -> None:
    unknown = strangers(iris_in(path))
    assert not unknown, complaint(path, unknown)


def test_queries_use_verified_terms_only() -> None:
    for path in sorted((ROOT / "queries").rglob("*.rq")):
        unknown = strangers(iris_in(path))
        assert not unknown, complaint(path, unknown)


def test_context_uses_verified_terms_only() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text("utf-8"))["@context"]
    spelt = [
        v for value in context.values() if isinstance(value, dict) for v in value.values() if ":" in str(v)
    ]
    names = [str(v).partition(":") for v in spelt]
    unknown = strangers(context[prefix] + local for prefix, _, local in names)
    assert not unknown, complaint(FOLDER / "context.jsonld", unknown)


def test_table_is_sorted_whole_and_without_repeats() -> None:
    lines = EXTERNAL_TERMS.read_text("utf-8").splitlines()
    assert lines[0] == "curie\tiri\tverified_in"
    assert lines[1:] == sorted(lines[1:]), (
        f"{name(EXTERNAL_TERMS)}: sort the rows below the head by code point (LC_ALL=C sort)"
    )
    assert len(verified()) == len(rows(EXTERNAL_TERMS)), f"{name(EXTERNAL_TERMS)}: an IRI stands twice"
    for row in rows(EXTERNAL_TERMS):
        assert all(row.values()), f"{name(EXTERNAL_TERMS)}: {row}"
        prefix, _, local = row["curie"].partition(":")
        namespace = PREFIXES.get(prefix, row["iri"].removesuffix(local))
        assert row["iri"] == namespace + local, f"{name(EXTERNAL_TERMS)}: {row['curie']}"


def test_agrovoc_matches_come_from_the_table() -> None:
    graph = load(FOLDER / "concepts" / "product.ttl", FOLDER / "concepts" / "organization-type.ttl")
    used = {str(o) for o in graph.objects() if str(o).startswith("http://aims.fao.org/aos/agrovoc/c_")}
    assert len(used) > 30 and used <= verified()


def test_a_term_that_does_not_exist_is_found() -> None:
    turtle = "<https://w3id.org/acopio/ns#A> a <http://www.w3.org/ns/prov#Entiti> ."
    graph = Graph().parse(data=turtle, format="turtle")
    assert strangers(turtle_iris(graph)) == {"http://www.w3.org/ns/prov#Entiti"}
    query = """PREFIX schema: <https://schema.org/>  # schema:commented
    SELECT * { ?s schema:nmae "schema:quoted" ; <https://schema.org/abuot> ?o FILTER (?a<?b && ?c>1) }"""
    assert strangers(sparql_iris(query)) == {"https://schema.org/nmae", "https://schema.org/abuot"}
