"""ROBOT's default report, as checks of every file; labels and definitions are compared language by language.

Source: ontodev/robot, docs/report_queries/index.md and report_queries/*.rq. Where ROBOT reads
IAO:0000115 and oboInOwl synonyms, these checks read skos:definition and skos:altLabel.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ontology_files import TURTLE_FILES, classes, curie, described, load, name, own
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

Finding = tuple[str, str]  # the term, and what to do about it

DOES_NOT_APPLY = {
    "duplicate_scoped_synonym": "there is one synonym property, skos:altLabel",
    "invalid_xref": "no oboInOwl cross-references",
    "misused_replaced_by": "no IAO:0100001; deprecated terms get dcterms:isReplacedBy",
    "missing_subset_declaration": "no oboInOwl subsets",
    "missing_synonymtype_declaration": "no oboInOwl synonym types",
    "multiple_asserted_superclasses": "claim kinds have a parent here and one elsewhere: one_own_superclass",
}
LABELS = (RDFS.label, SKOS.prefLabel)
LANGUAGES = {"concept": ("en", "es"), "term": ("en",)}


def texts(graph: Graph, term: Node, *predicates: URIRef) -> list[Literal]:
    return [o for p in predicates for o in graph.objects(term, p) if isinstance(o, Literal)]


def shared(graph: Graph, *predicates: URIRef) -> Iterator[Finding]:
    """Find the same words in the same language on two terms."""
    holders: dict[tuple[str, str | None], set[Node]] = defaultdict(set)
    for term in described(graph):
        for text in texts(graph, term, *predicates):
            holders[str(text).casefold(), text.language].add(term)
    for (words, language), terms in sorted(holders.items(), key=str):
        if len(terms) > 1:
            yield ", ".join(sorted(map(curie, terms))), f"share {words!r}@{language}; tell them apart"


def several(graph: Graph, *predicates: URIRef) -> Iterator[Finding]:
    """Find two texts of one kind and language on one term."""
    for term in described(graph):
        languages = [text.language for text in texts(graph, term, *predicates)]
        for language in sorted({x for x in languages if languages.count(x) > 1}, key=str):
            yield curie(term), f"has {languages.count(language)} texts in {language}; keep one"


def missing(graph: Graph, *predicates: URIRef) -> Iterator[Finding]:
    """Find terms without a text in a language that it needs."""
    for term in described(graph):
        kind = "concept" if (term, RDF.type, SKOS.Concept) in graph and predicates == LABELS else "term"
        have = {text.language for text in texts(graph, term, *predicates)}
        for language in LANGUAGES[kind]:
            if language not in have:
                yield (
                    curie(term),
                    f"has no {'label' if predicates == LABELS else 'definition'} in {language}; add one",
                )


def annotation_whitespace(graph: Graph) -> Iterator[Finding]:
    for subject, predicate, value in graph:
        if isinstance(value, Literal) and re.search(r"^\s|\s$|\s\s|[\t\r\n]", str(value)):
            yield curie(subject), f"{curie(predicate)} has stray white space: {str(value)!r}"


def label_formatting(graph: Graph) -> Iterator[Finding]:
    for term in described(graph):
        for label in texts(graph, term, *LABELS, SKOS.altLabel):
            if re.search(r"[<>{}\n\t]", str(label)):
                yield curie(term), f"write the label as plain words: {str(label)!r}"


def lowercase_definition(graph: Graph) -> Iterator[Finding]:
    for term in described(graph):
        for text in texts(graph, term, SKOS.definition, SKOS.scopeNote, SKOS.historyNote, SKOS.note):
            if not re.match(r"[A-Z]", str(text)) or not str(text).endswith("."):
                yield curie(term), f"begin with a capital letter and end with a full stop: {str(text)!r}"


def duplicate_label_synonym(graph: Graph) -> Iterator[Finding]:
    for term in described(graph):
        labels = {(str(x).casefold(), x.language) for x in texts(graph, term, *LABELS)}
        for synonym in texts(graph, term, SKOS.altLabel):
            if (str(synonym).casefold(), synonym.language) in labels:
                yield curie(term), f"skos:altLabel repeats the label {str(synonym)!r}; leave it out"


def synonym_of_another_label(graph: Graph) -> Iterator[Finding]:
    labels = {(str(x).casefold(), x.language): t for t in described(graph) for x in texts(graph, t, *LABELS)}
    for term in described(graph):
        for synonym in texts(graph, term, SKOS.altLabel):
            other = labels.get((str(synonym).casefold(), synonym.language), term)
            if other != term:
                yield curie(term), f"skos:altLabel {str(synonym)!r} is the label of {curie(other)}"


def missing_superclass(graph: Graph) -> Iterator[Finding]:
    for term in classes(graph):
        if not list(graph.objects(term, RDFS.subClassOf)):
            yield curie(term), "add rdfs:subClassOf"
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        if not list(graph.objects(concept, SKOS.broader)) and not list(
            graph.objects(concept, SKOS.topConceptOf)
        ):
            yield curie(concept), "add skos:broader or skos:topConceptOf"


def one_own_superclass(graph: Graph) -> Iterator[Finding]:
    for term in classes(graph):
        parents = [parent for parent in graph.objects(term, RDFS.subClassOf) if own(parent)]
        if len(parents) > 1:
            yield curie(term), f"keep one acopio superclass of {sorted(map(curie, parents))}"


def deprecated_reference(graph: Graph) -> Iterator[Finding]:
    for term in graph.subjects(OWL.deprecated, None):
        for subject, predicate in graph.subject_predicates(term):
            if predicate not in (DCTERMS.isReplacedBy, RDFS.seeAlso):
                yield curie(subject), f"{curie(predicate)} refers to {curie(term)}, which is deprecated"


def deprecated_boolean_datatype(graph: Graph) -> Iterator[Finding]:
    for term, value in graph.subject_objects(OWL.deprecated):
        if value != Literal(True):
            yield curie(term), "write owl:deprecated true"


def obsolete_label(graph: Graph) -> Iterator[Finding]:
    for term in described(graph):
        says = any(str(x).casefold().startswith("obsolete") for x in texts(graph, term, *LABELS))
        if says != ((term, OWL.deprecated, Literal(True)) in graph):
            yield curie(term), "begin the label with 'obsolete' if, and only if, the term is owl:deprecated"


def equivalences(graph: Graph) -> Iterator[Finding]:
    for subject, value in graph.subject_objects(OWL.equivalentClass):
        yield (
            curie(subject),
            f"drop owl:equivalentClass {curie(value)}: no class here has a definition by equivalence",
        )


def illegal_use_of_built_in_vocabulary(graph: Graph) -> Iterator[Finding]:
    for predicate in set(graph.predicates()):
        for namespace in (OWL, RDF, RDFS):
            local = str(predicate).removeprefix(str(namespace))
            if local != str(predicate) and str(predicate) not in map(str, dir(namespace)):
                yield curie(predicate), "the built-in vocabulary has no such term"


def invalid_entity_uri(graph: Graph) -> Iterator[Finding]:
    for node in {*graph.subjects(), *graph.predicates(), *graph.objects()}:
        if isinstance(node, URIRef) and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", node):
            yield str(node), "write a whole http or https IRI"


def no_header(predicate: URIRef) -> Callable[[Graph], Iterator[Finding]]:
    def check(graph: Graph) -> Iterator[Finding]:
        for kind in (OWL.Ontology, SKOS.ConceptScheme):
            for header in graph.subjects(RDF.type, kind):
                if not list(graph.objects(header, predicate)):
                    yield str(header), f"add {curie(predicate)}"

    return check


RULES: dict[str, Callable[[Graph], Iterator[Finding]]] = {
    "annotation_whitespace": annotation_whitespace,
    "deprecated_boolean_datatype": deprecated_boolean_datatype,
    "deprecated_class_reference": deprecated_reference,
    "deprecated_property_reference": deprecated_reference,
    "duplicate_definition": lambda graph: shared(graph, SKOS.definition),
    "duplicate_exact_synonym": lambda graph: shared(graph, SKOS.altLabel),
    "duplicate_label": lambda graph: shared(graph, *LABELS),
    "duplicate_label_synonym": duplicate_label_synonym,
    "equivalent_class_axiom_no_genus": equivalences,
    "equivalent_pair": equivalences,
    "illegal_use_of_built_in_vocabulary": illegal_use_of_built_in_vocabulary,
    "invalid_entity_uri": invalid_entity_uri,
    "label_formatting": label_formatting,
    "label_whitespace": annotation_whitespace,
    "lowercase_definition": lowercase_definition,
    "missing_definition": lambda graph: missing(graph, SKOS.definition),
    "missing_label": lambda graph: missing(graph, *LABELS),
    "missing_obsolete_label": obsolete_label,
    "missing_ontology_description": no_header(DCTERMS.description),
    "missing_ontology_license": no_header(DCTERMS.license),
    "missing_ontology_title": no_header(DCTERMS.title),
    "missing_superclass": missing_superclass,
    "misused_obsolete_label": obsolete_label,
    "multiple_definitions": lambda graph: several(graph, SKOS.definition),
    "multiple_equivalent_class_definitions": equivalences,
    "multiple_equivalent_classes": equivalences,
    "multiple_labels": lambda graph: several(graph, *LABELS),
    "multiple_logical_definitions": equivalences,
    "one_own_superclass": one_own_superclass,
    "synonym_of_another_label": synonym_of_another_label,
}


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
@pytest.mark.parametrize("rule", sorted(RULES))
def test_report_is_empty(rule: str, path: Path) -> None:
    findings = [f"{name(path)}: {rule}: {term}: {mend}" for term, mend in RULES[rule](load(path))]
    assert not findings, "\n".join(findings)


FAULTY = """
@prefix acopio: <https://w3id.org/acopio/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/acopio/ns> a owl:Ontology ; owl:isDefinedBy <mailto:nobody> .
acopio:A a owl:Class ; rdfs:label "same"@en, "obsolete  twice"@en ; skos:altLabel "same"@en ;
    skos:definition "lower case"@en, "The same."@en ; owl:deprecated "yes" ; owl:equivalentClass acopio:B .
acopio:B a owl:Class ; rdfs:label "same"@en ; skos:altLabel "third"@en ; skos:definition "The same."@en ;
    rdfs:subClassOf acopio:A, acopio:C .
acopio:C a owl:Class ; rdfs:subClassOf acopio:A ; skos:altLabel "third"@en ; skos:altLabel "<b>same</b>"@en .
acopio:D a owl:Class ; rdfs:label "third"@en ; rdfs:subClassOf acopio:A .
"""


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_finds_its_fault(rule: str) -> None:
    graph = Graph().parse(data=FAULTY, format="turtle")
    assert list(RULES[rule](graph)), f"{rule} found nothing in a file that breaks every rule"


def test_rules_are_each_checked_or_explained() -> None:
    robot = {*RULES, *DOES_NOT_APPLY} - {"one_own_superclass", "synonym_of_another_label"}
    assert len(robot) == 34 and not set(RULES) & set(DOES_NOT_APPLY)
