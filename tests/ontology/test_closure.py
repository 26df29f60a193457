"""The OWL 2 RL closure of ontology, alignments, concepts and a sample has no contradiction and no surprise.

`core-axioms.ttl` holds the axioms of PROV-O, ORG, OA, FOAF and SKOS that touch acopio's terms.
"""

from __future__ import annotations

from functools import lru_cache

import owlrl
import pytest
from ontology_files import ACOPIO, ALIGNMENTS_FILE, CONCEPT_FILES, HERE, ONTOLOGY_FILE, curie, load, own
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

SAMPLE = HERE / "sample.ttl"
PREFIXES = """
@prefix acopio: <https://w3id.org/acopio/ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix id: <https://w3id.org/acopio/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix purpose: <https://w3id.org/acopio/concept/purpose/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def close(graph: Graph) -> tuple[Graph, list[str]]:
    """Return the closure of a graph and the contradictions that the rules found in it."""
    closed = Graph()
    for triple in graph:
        closed.add(triple)
    rules = owlrl.OWLRL_Semantics(closed, axioms=False, daxioms=False)
    rules.closure()
    return closed, [str(message) for message in rules.error_messages]


@lru_cache
def everything() -> tuple[Graph, list[str]]:
    return close(load(ONTOLOGY_FILE, ALIGNMENTS_FILE, HERE / "core-axioms.ttl", SAMPLE, *CONCEPT_FILES))


def test_closure_has_no_contradiction() -> None:
    closed, contradictions = everything()
    assert not contradictions, "\n".join(contradictions)
    assert len(closed) > 5000  # the rules did run


def superclasses(node: Node) -> set[Node]:
    above = load(ONTOLOGY_FILE).transitive_objects(node, RDFS.subClassOf)
    return {parent for parent in above if parent is not None and own(parent)}


def test_closure_types_nothing_as_more_than_it_is() -> None:
    closed, _ = everything()
    sample = load(SAMPLE)
    for subject in {node for node in sample.subjects() if isinstance(node, URIRef)}:
        said = {kind for kind in sample.objects(subject, RDF.type) if own(kind)}
        expected = {parent for kind in said for parent in superclasses(kind)}
        inferred = {kind for kind in closed.objects(subject, RDF.type) if own(kind)}
        assert inferred == expected, f"{curie(subject)}: {sorted(map(curie, inferred ^ expected))}"


def test_closure_types_no_concept_as_a_thing_of_the_world() -> None:
    closed, _ = everything()
    for kind in sorted({*closed.objects(None, RDF.type)}, key=str):
        if own(kind):
            strays = [
                x
                for x in closed.subjects(RDF.type, kind)
                if str(x).startswith("https://w3id.org/acopio/concept/")
            ]
            assert not strays, f"{curie(kind)}: {strays}"


def test_closure_gives_what_is_wanted() -> None:
    closed, _ = everything()
    claims = {*closed.subjects(RDF.type, ACOPIO.Claim)}
    assert len(claims) == len(list(load(SAMPLE).subjects(ACOPIO.quote)))
    entity = URIRef("http://www.w3.org/ns/prov#Entity")
    assert claims <= {*closed.subjects(RDF.type, entity)}
    for claim, passage in load(SAMPLE).subject_objects(ACOPIO.evidence):
        assert (passage, ACOPIO.evidenceOf, claim) in closed


WRONG = {
    "a claim typed as an activity": "id:c a acopio:FoundingClaim, prov:Activity .",
    "a claim typed as an org:ChangeEvent": "id:c a acopio:FoundingClaim, org:ChangeEvent .",
    "a claim that is an organisation": "id:c a acopio:CountClaim, acopio:ProducerOrganization .",
    "a claim of two kinds": "id:c a acopio:NeedClaim, acopio:PremiumUseClaim .",
    "a document that is an organisation": "id:d a acopio:SourceDocument, org:Organization .",
    "evidence that is a claim": "id:c acopio:evidence id:e . id:e a acopio:NeedClaim .",
    "a premium use with founders": "id:c a acopio:PremiumUseClaim ; acopio:founders id:q .",
    "a person who is a producer organisation": "id:p a foaf:Person ; acopio:country id:x .",
    "a purpose that is an organisation": "id:o a skos:ConceptScheme . id:c acopio:purpose id:o .",
}


@pytest.mark.parametrize("fault", sorted(WRONG))
def test_closure_finds_the_contradiction_in(fault: str) -> None:
    graph = Graph().parse(data=PREFIXES + WRONG[fault], format="turtle")
    _, contradictions = close(graph + load(ONTOLOGY_FILE, HERE / "core-axioms.ttl"))
    assert contradictions, f"{fault}: {WRONG[fault]} passed as consistent"
