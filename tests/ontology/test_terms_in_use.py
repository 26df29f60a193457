"""Every term of the ontology is in use somewhere or explained, and every term in use is in the ontology."""

from __future__ import annotations

from pathlib import Path

import pytest
from iris_in_files import iris_in
from ontology_files import (
    ACOPIO,
    CONCEPT_FILES,
    HERE,
    ONTOLOGY_FILE,
    ROOT,
    classes,
    curie,
    load,
    name,
    properties,
)
from rdflib import RDF, SKOS, URIRef

from acopio.namespaces import CONCEPT, CONCEPT_SCHEMES

SAMPLE = HERE / "sample.ttl"
SCANNED = sorted(
    [
        SAMPLE,
        *CONCEPT_FILES,
        *(ROOT / "shapes").rglob("*.ttl"),
        *(ROOT / "queries").rglob("*.rq"),
        *(ROOT / "src" / "acopio" / "graph").rglob("*.py"),
    ]
)
ABSTRACT = {"acopio:Claim"}  # stands for its kinds
SCHEMES = {f"{CONCEPT}{scheme}" for scheme in CONCEPT_SCHEMES}


@pytest.mark.parametrize("term", [*classes(load(ONTOLOGY_FILE)), *properties(load(ONTOLOGY_FILE))], ids=curie)
def test_term_is_in_use_or_explained(term: URIRef) -> None:
    used = any(str(term) in iris_in(path) for path in SCANNED)
    explained = (term, SKOS.note, None) in load(ONTOLOGY_FILE)
    mend = "remove it, or say in skos:note why it is there"
    assert used or explained, f"{name(ONTOLOGY_FILE)}: {curie(term)} is used nowhere: {mend}"


def test_sample_has_an_instance_of_every_class() -> None:
    instances = {curie(kind) for kind in load(SAMPLE).objects(None, RDF.type)}
    without = {curie(term) for term in classes(load(ONTOLOGY_FILE))} - instances - ABSTRACT
    assert not without, f"{name(SAMPLE)}: add an instance of {sorted(without)}"


def unknown(iris: frozenset[str]) -> list[str]:
    """Return the terms and concepts of acopio among the IRIs that its files do not have."""
    graph = load(ONTOLOGY_FILE, *CONCEPT_FILES)
    known = {
        str(term) for term in [*classes(graph), *properties(graph), *graph.subjects(RDF.type, SKOS.Concept)]
    }
    ours = {iri for iri in iris if iri.startswith((str(ACOPIO), CONCEPT)) and iri not in SCHEMES}
    return sorted(curie(URIRef(iri)) for iri in ours - known)


@pytest.mark.parametrize("path", SCANNED, ids=name)
def test_names_in_use_exist(path: Path) -> None:
    found = unknown(iris_in(path))
    assert not found, f"{name(path)}: not in the ontology or its concepts: {found}"


def test_a_misspelt_name_is_found(tmp_path: Path) -> None:
    text = """PREFIX acopio: <https://w3id.org/acopio/ns#> PREFIX purpose: <https://w3id.org/acopio/concept/purpose/>
    SELECT * { ?c acopio:purposse purpose:helth } # acopio:noted"""
    (tmp_path / "query.rq").write_text(text)
    (tmp_path / "module.py").write_text(
        '"""A note: status: fine."""\nterm("acopio:satus", concept("status:darft"))'
    )
    assert unknown(iris_in(tmp_path / "query.rq")) == ["acopio:purposse", "purpose:helth"]
    assert unknown(iris_in(tmp_path / "module.py")) == ["acopio:satus", "status:darft"]
