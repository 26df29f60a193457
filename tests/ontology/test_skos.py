"""The concept schemes keep the integrity conditions of SKOS, and acopio's own.

Source: https://www.w3.org/TR/skos-reference/ (S13, S14, S27) and qSKOS' list of issues.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from ontology_files import (
    ACOPIO,
    CONCEPT_FILES,
    FOLDER,
    ONTOLOGY_FILE,
    curie,
    cycle_from,
    edges,
    load,
    name,
    own_terms,
)
from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from acopio.namespaces import CONCEPT, CONCEPT_SCHEMES

ORG = Namespace("http://www.w3.org/ns/org#")
WITHOUT_OWNER = {"fair-trade", "organic", "other"}  # the scheme is not told
HEADLESS = {
    "community-services",
    "household-income",
    "inclusion",
    "organization-and-market",
    "production-and-quality",
}


def scheme(path: Path) -> URIRef:
    return URIRef(f"{CONCEPT}{path.stem}")


def concepts(path: Path) -> list[Node]:
    return sorted(load(path).subjects(RDF.type, SKOS.Concept), key=str)


def slug(concept: Node) -> str:
    return str(concept).rpartition("/")[2]


def purposes() -> dict[str, Node]:
    return {slug(concept): concept for concept in concepts(FOLDER / "concepts" / "purpose.ttl")}


def test_every_scheme_has_its_file_and_every_file_its_scheme() -> None:
    assert sorted(path.stem for path in (FOLDER / "concepts").glob("*.ttl")) == sorted(CONCEPT_SCHEMES)


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_one_scheme_a_file_and_every_concept_in_it(path: Path) -> None:
    graph = load(path)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme(path)]
    assert len(concepts(path)) >= 2
    for concept in concepts(path):
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme(path)], (
            f"{name(path)}: {curie(concept)}: skos:inScheme"
        )
        assert str(concept).startswith(f"{scheme(path)}/"), (
            f"{name(path)}: {concept} stands outside its scheme's namespace"
        )


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_top_concepts_are_said_from_both_ends_and_are_the_ones_without_broader(path: Path) -> None:
    graph = load(path)
    from_scheme = {*graph.objects(scheme(path), SKOS.hasTopConcept)}
    from_concepts = {*graph.subjects(SKOS.topConceptOf, scheme(path))}
    at_the_top = {c for c in concepts(path) if (c, SKOS.broader, None) not in graph}
    for label, found in (("skos:hasTopConcept", from_scheme), ("skos:topConceptOf", from_concepts)):
        wrong = sorted(curie(c) for c in found ^ at_the_top)
        assert not wrong, f"{name(path)}: {label} and skos:broader disagree on {', '.join(wrong)}"


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_broader_stays_in_the_scheme_has_no_cycle_and_goes_two_levels_at_most(path: Path) -> None:
    graph = load(path)
    step = edges(graph, SKOS.broader)
    for concept, above in step.items():
        assert len(above) == 1, f"{name(path)}: {curie(concept)} has several skos:broader"
        assert (above[0], SKOS.inScheme, scheme(path)) in graph, (
            f"{name(path)}: {curie(concept)}: broader is elsewhere"
        )
        assert not cycle_from(concept, step), f"{name(path)}: {curie(concept)} is above itself"
        assert above[0] not in step, f"{name(path)}: {curie(concept)} is on a third level"


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_notation_is_the_slug_and_unique(path: Path) -> None:
    for concept in concepts(path):
        notations = list(load(path).objects(concept, SKOS.notation))
        assert notations == [Literal(slug(concept))], (
            f'{name(path)}: {curie(concept)}: skos:notation "{slug(concept)}"'
        )


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_one_pref_label_a_language_unique_in_the_scheme_in_english_and_spanish(path: Path) -> None:
    graph, seen = load(path), defaultdict(list)
    for concept in concepts(path):
        labels = [o for o in graph.objects(concept, SKOS.prefLabel) if isinstance(o, Literal)]
        assert sorted(str(x.language) for x in labels) == ["en", "es"], (
            f"{name(path)}: {curie(concept)}: skos:prefLabel"
        )
        for label in labels:
            seen[str(label).casefold(), label.language].append(curie(concept))
    shared = {words: who for words, who in seen.items() if len(who) > 1}
    assert not shared, f"{name(path)}: {shared}"


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_mappings_leave_the_scheme_and_do_not_contradict(path: Path) -> None:
    graph = load(path)
    for concept in concepts(path):
        matches: dict[Node, list[str]] = defaultdict(list)
        for predicate in (
            SKOS.exactMatch,
            SKOS.closeMatch,
            SKOS.broadMatch,
            SKOS.narrowMatch,
            SKOS.relatedMatch,
        ):
            for target in graph.objects(concept, predicate):
                matches[target].append(curie(predicate))
                assert (target, SKOS.inScheme, scheme(path)) not in graph, (
                    f"{name(path)}: {curie(concept)}: {target}"
                )
        twice = {str(target): kinds for target, kinds in matches.items() if len(kinds) > 1}
        assert not twice, f"{name(path)}: {curie(concept)} is matched twice: {twice}"
    assert not list(graph.triples((None, OWL.sameAs, None))), (
        f"{name(path)}: owl:sameAs to outside data is not used"
    )


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_what_is_not_to_be_confused_is_said_from_both_ends(path: Path) -> None:
    graph = load(path)
    for a, b in graph.subject_objects(ACOPIO.notToBeConfusedWith):
        assert (b, ACOPIO.notToBeConfusedWith, a) in graph, f"{name(path)}: say it of {curie(b)} too"
        assert a != b and (b, RDF.type, SKOS.Concept) in graph


def test_certification_schemes_name_their_owner() -> None:
    path = FOLDER / "concepts" / "certification.ttl"
    graph = load(path)
    for concept in concepts(path):
        owners = list(graph.objects(concept, ACOPIO.schemeOwner))
        assert bool(owners) != (slug(concept) in WITHOUT_OWNER), (
            f"{name(path)}: {curie(concept)}: acopio:schemeOwner"
        )
        for owner in owners:
            assert (owner, RDF.type, ORG.Organization) in graph, f"{name(path)}: describe {owner}"
    owned = {*graph.objects(None, ACOPIO.schemeOwner)}
    assert {*graph.subjects(RDF.type, ORG.Organization)} == owned, f"{name(path)}: a body that owns nothing"


def test_purposes_are_those_of_the_documents_and_each_falls_under_one_premium_head() -> None:
    graph = load(FOLDER / "concepts" / "purpose.ttl", FOLDER / "concepts" / "premium-head.ttl")
    assert len(purposes()) == 29 + len(HEADLESS)
    for word, concept in purposes().items():
        heads = list(graph.objects(concept, SKOS.broadMatch))
        assert len(heads) == (0 if word in HEADLESS else 1), f"purpose:{word}: map it to one premium head"
        for head in heads:
            assert (head, SKOS.inScheme, URIRef(f"{CONCEPT}premium-head")) in graph, f"purpose:{word}: {head}"


def test_purposes_link_targets_of_the_sustainable_development_goals() -> None:
    graph = load(FOLDER / "concepts" / "purpose.ttl")
    linked = {slug(c) for c in purposes().values() if (c, SKOS.relatedMatch, None) in graph}
    assert set(purposes()) - HEADLESS - linked == {"debt-repayment", "other"}
    for target in graph.objects(None, SKOS.relatedMatch):
        assert str(target).startswith("http://metadata.un.org/sdg/"), target


def test_units_keep_people_and_organisations_apart() -> None:
    path = FOLDER / "concepts" / "unit-of-count.ttl"
    tops = {slug(c) for c in load(path).objects(scheme(path), SKOS.hasTopConcept)}
    assert tops == {"organizations", "people"}


def test_every_scheme_is_named_by_a_property_of_the_ontology_or_explains_itself() -> None:
    graph = load(ONTOLOGY_FILE)
    ranges = {t for t in own_terms(graph, OWL.ObjectProperty) if (t, None, SKOS.Concept) in graph}
    definitions = " ".join(str(graph.value(term, SKOS.definition)) for term in ranges)
    derived = {"identifier-scheme", "premium-head"}  # one for schema:PropertyValue, one for grouping purposes
    unnamed = [s for s in CONCEPT_SCHEMES if f"{s} scheme" not in definitions and s not in derived]
    assert not unnamed, f"{name(ONTOLOGY_FILE)}: no property's definition names the scheme {unnamed}"


def test_a_cycle_would_be_found() -> None:
    graph = Graph().parse(
        data="@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix c: <https://example.org/> ."
        "c:a skos:broader c:b . c:b skos:broader c:c . c:c skos:broader c:a . c:d skos:broader c:a .",
        format="turtle",
    )
    step = edges(graph, SKOS.broader)
    assert sorted(slug(c) for c in step if cycle_from(c, step)) == ["a", "b", "c"]
