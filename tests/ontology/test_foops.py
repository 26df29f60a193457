"""The checks of FOOPS! (the FAIR assessment of ontologies) that need no network.

Source: the test catalogue of oeg-upm/fair_ontologies (doc/test/*.ttl, Constants.java). FOOPS! reads
the metadata of an owl:Ontology or of a skos:ConceptScheme; so do these tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ontology_files import (
    ACOPIO,
    ALIGNMENTS_FILE,
    CONCEPT_FILES,
    ONTOLOGY_FILE,
    TURTLE_FILES,
    classes,
    curie,
    described,
    load,
    name,
    properties,
)
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, Namespace, URIRef

from acopio.namespaces import PREFIXES

BIBO = Namespace("http://purl.org/ontology/bibo/")
XSD_DATE = URIRef(f"{PREFIXES['xsd']}date")

NEEDS_THE_NETWORK = {
    "CN1": "content negotiation of the published ontology",
    "DOC1": "an HTML page at the ontology's IRI",
    "FIND2": "the prefix at prefix.cc",
    "FIND3": "the ontology in LOV",
    "FIND_3_BIS": "the metadata in LOV",
    "OM4.2": "the licence resolves",
    "RDF1": "RDF at the ontology's IRI (that the files parse is tested here)",
    "URI1": "the IRI resolves",
    "URI2": "the IRI asked for is the IRI declared",
    "VER2": "the version IRI resolves",
}

METADATA = [
    ("OM1", "title", DCTERMS.title),
    ("OM1", "description", DCTERMS.description),
    ("OM1", "license", DCTERMS.license),
    ("OM1", "version iri", OWL.versionIRI),
    ("OM1", "author", DCTERMS.creator),
    ("OM1", "namespace URI", VANN.preferredNamespaceUri),
    ("OM2", "namespace prefix", VANN.preferredNamespacePrefix),
    ("OM2", "version info", OWL.versionInfo),
    ("OM2", "creation date", DCTERMS.created),
    ("OM2", "citation", DCTERMS.bibliographicCitation),
    ("OM3", "publisher", DCTERMS.publisher),
    ("OM3", "logo", FOAF.logo),
    ("OM3", "status", BIBO.status),
    ("OM3", "source", DCTERMS.source),
    ("OM3", "issued", DCTERMS.issued),
    ("OM3", "modified", DCTERMS.modified),
    ("OM4.1", "license", DCTERMS.license),
    ("OM5.1", "creation date", DCTERMS.created),
    ("OM5.1", "author", DCTERMS.creator),
    ("OM5.2", "issued", DCTERMS.issued),
    ("OM5.2", "publisher", DCTERMS.publisher),
]
OF_EVERY_FILE = {
    DCTERMS.title,
    DCTERMS.description,
    DCTERMS.license,
    DCTERMS.creator,
    DCTERMS.created,
    OWL.versionInfo,
}


def header(graph: Graph) -> URIRef:
    """Return the one owl:Ontology or skos:ConceptScheme of a file."""
    found = {*graph.subjects(RDF.type, OWL.Ontology), *graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert len(found) == 1, (
        f"want one owl:Ontology or skos:ConceptScheme in a file, found {sorted(map(str, found))}"
    )
    (node,) = found
    assert isinstance(node, URIRef)
    return node


@pytest.mark.parametrize(("check", "what", "predicate"), METADATA, ids=[f"{a}-{b}" for a, b, _ in METADATA])
def test_ontology_metadata(check: str, what: str, predicate: URIRef) -> None:
    graph = load(ONTOLOGY_FILE)
    values = list(graph.objects(header(graph), predicate))
    assert values, f"{name(ONTOLOGY_FILE)}: {check} wants the {what}; add {curie(predicate)} to the header"


@pytest.mark.xfail(
    strict=True, reason="OM3 wants a DOI, which the first archived release will have; then add bibo:doi"
)
def test_ontology_doi() -> None:
    graph = load(ONTOLOGY_FILE)
    assert list(graph.objects(header(graph), BIBO.doi))


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
def test_every_file_has_the_metadata_that_every_file_needs(path: Path) -> None:
    graph = load(path)
    missing = sorted(curie(p) for p in OF_EVERY_FILE if not list(graph.objects(header(graph), p)))
    assert not missing, f"{name(path)}: the header lacks {', '.join(missing)}"


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
def test_header_values_are_single_and_of_their_kind(path: Path) -> None:
    graph = load(path)
    node = header(graph)
    for predicate in (DCTERMS.created, DCTERMS.modified):
        values = list(graph.objects(node, predicate))
        assert len(values) == 1, f"{name(path)}: want exactly one {curie(predicate)}, found {len(values)}"
        assert isinstance(values[0], Literal) and values[0].datatype == XSD_DATE, (
            f"{name(path)}: {values[0]!r} is no xsd:date"
        )
    licences = list(graph.objects(node, DCTERMS.license))
    assert licences == [URIRef("https://creativecommons.org/licenses/by/4.0/")], f"{name(path)}: {licences}"
    versions = list(graph.objects(node, OWL.versionInfo))
    for version_iri in graph.objects(node, OWL.versionIRI):
        assert str(version_iri) == f"{node}/{versions[0]}", (
            f"{name(path)}: {version_iri} does not end in {versions[0]}"
        )
    created, modified = (graph.value(node, p) for p in (DCTERMS.created, DCTERMS.modified))
    assert str(created) <= str(modified), f"{name(path)}: modified before it was created"


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
def test_purl1_http1_iri_is_persistent_and_open(path: Path) -> None:
    assert str(header(load(path))).startswith("https://w3id.org/"), (
        f"{name(path)}: PURL1 and HTTP1 want a w3id.org IRI"
    )


def test_ver1_version_iri_differs_from_the_iri() -> None:
    for path in (ONTOLOGY_FILE, ALIGNMENTS_FILE):
        graph = load(path)
        versions = list(graph.objects(header(graph), OWL.versionIRI))
        assert len(versions) == 1 and versions[0] != header(graph), (
            f"{name(path)}: VER1 wants one owl:versionIRI"
        )


@pytest.mark.parametrize("path", [ONTOLOGY_FILE, *CONCEPT_FILES], ids=name)
def test_find1_prefix_and_namespace_are_those_of_the_file(path: Path) -> None:
    graph = load(path)
    prefix = str(graph.value(header(graph), VANN.preferredNamespacePrefix))
    namespace = str(graph.value(header(graph), VANN.preferredNamespaceUri))
    bound = {short: str(iri) for short, iri in graph.namespaces()}
    assert bound.get(prefix) == namespace, f"{name(path)}: FIND1: declare @prefix {prefix}: <{namespace}> ."
    strays = [curie(term) for term in described(graph) if not term.startswith(namespace)]
    assert not strays, f"{name(path)}: terms outside {namespace}: {strays}"


def test_voc1_metadata_reuses_vocabularies() -> None:
    graph = load(ONTOLOGY_FILE)
    used = {str(p) for p in graph.predicates(header(graph))}
    for namespace in (str(DCTERMS), str(VANN), str(FOAF)):
        assert any(iri.startswith(namespace) for iri in used), f"VOC1: no {namespace} term in the header"


def test_voc2_terms_reuse_vocabularies() -> None:
    graph = load(ONTOLOGY_FILE)
    parents = {
        str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.range) for o in graph.objects(None, p)
    }
    assert any(not iri.startswith((str(ACOPIO), str(RDFS), str(OWL), str(RDF))) for iri in parents)


@pytest.mark.parametrize("path", [ONTOLOGY_FILE, *CONCEPT_FILES], ids=name)
@pytest.mark.parametrize(
    ("check", "accepted"), [("VOC3", (RDFS.label, SKOS.prefLabel)), ("VOC4", (RDFS.comment, SKOS.definition))]
)
def test_voc3_voc4_every_term_is_labelled_and_described(
    path: Path, check: str, accepted: tuple[URIRef, URIRef]
) -> None:
    graph = load(path)
    terms = described(graph)
    assert terms
    for term in terms:
        found = [
            o
            for p in accepted
            for o in graph.objects(term, p)
            if isinstance(o, Literal) and o.language == "en"
        ]
        assert found, (
            f"{name(path)}: {check}: {curie(term)} lacks {' or '.join(map(curie, accepted))} in English"
        )


def test_every_own_term_says_where_it_is_defined() -> None:
    graph = load(ONTOLOGY_FILE)
    for term in [*classes(graph), *properties(graph)]:
        homes = list(graph.objects(term, RDFS.isDefinedBy))
        assert homes == [header(graph)], (
            f"{name(ONTOLOGY_FILE)}: {curie(term)}: rdfs:isDefinedBy <{header(graph)}>"
        )
