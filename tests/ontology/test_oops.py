"""The ontology avoids the pitfalls of OOPS!; `NOT_CHECKED` says why some are not looked for here."""

from __future__ import annotations

import pytest
from ontology_files import ALIGNMENTS_FILE, ONTOLOGY_FILE, curie, load, name, properties
from oops_pitfalls import CHECKS, WITHOUT_INVERSE
from rdflib import OWL, Graph

NOT_CHECKED = {
    "P01": "whether one name carries two meanings is a reader's judgement",
    "P09": "whether the domain is covered is a reader's judgement; the sample graph must use every term",
    "P14": "whether a universal restriction is wanted is a judgement; none is used (see P15)",
    "P16": "primitive or defined is a judgement; no class here is meant to be inferred",
    "P17": "class or individual is a judgement; every class has instances in the sample graph",
    "P18": "too narrow a domain is a judgement; the closure tests show what the domains entail",
    "P37": "needs the network",
    "P40": "tested in test_external_terms.py",
}


@pytest.mark.parametrize("pitfall", sorted(CHECKS))
def test_pitfall_is_avoided(pitfall: str) -> None:
    found = list(CHECKS[pitfall](load(ONTOLOGY_FILE, ALIGNMENTS_FILE)))
    assert not found, "\n".join(f"{name(ONTOLOGY_FILE)}: {pitfall}: {fault}" for fault in found)


def test_every_pitfall_is_checked_or_explained() -> None:
    assert {*CHECKS, *NOT_CHECKED} == {f"P{n:02}" for n in range(1, 42)}
    assert not set(CHECKS) & set(NOT_CHECKED)


def test_explained_exceptions_are_still_needed() -> None:
    graph = load(ONTOLOGY_FILE)
    inverted = {curie(term) for pair in graph.subject_objects(OWL.inverseOf) for term in pair}
    stale = [x for x in WITHOUT_INVERSE if x in inverted or x not in {curie(t) for t in properties(graph)}]
    assert not stale, f"remove {stale} from WITHOUT_INVERSE"


FAULTY = """
@prefix acopio: <https://w3id.org/acopio/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/onto.ttl> a owl:Ontology .
acopio:Date a owl:Class ; rdfs:label "same"@en ; rdfs:subClassOf acopio:Date ;
    owl:equivalentClass acopio:OtherAndMore .
acopio:OtherAndMore a owl:Class ; rdfs:label "same"@en ; rdfs:subClassOf [ owl:unionOf () ] .
acopio:bad_name a owl:Class . <https://example.org/Date> a owl:Class .
acopio:isA a owl:ObjectProperty, owl:SymmetricProperty, owl:TransitiveProperty ; rdfs:label "twin"@en ;
    owl:inverseOf acopio:isA ; rdfs:domain acopio:Date, acopio:OtherAndMore ; rdfs:range acopio:Undeclared ;
    owl:propertyChainAxiom ( acopio:isA ) .
acopio:loose a owl:ObjectProperty ; rdfs:label "twin"@en ; owl:equivalentProperty acopio:isA ;
    acopio:undeclared 1 .
"""


@pytest.mark.parametrize("pitfall", sorted(CHECKS))
def test_check_finds_its_pitfall(pitfall: str) -> None:
    graph = Graph().parse(data=FAULTY, format="turtle")
    assert list(CHECKS[pitfall](graph)), f"{pitfall} found nothing in a file that falls into every pit"
