"""A check for each pitfall of OOPS! that a program can find without the network.

Source: the OOPS! catalogue, https://oops.linkeddata.es/catalogue.jsp. Each check yields the faults that
it finds as sentences that name the term and the mend.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final

from ontology_files import (
    DOMAIN_INCLUDES,
    ONTOLOGY_IRI,
    PROPERTY_TYPES,
    classes,
    curie,
    cycle_from,
    edges,
    own,
    properties,
)
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Graph, URIRef
from rdflib.term import Node

WITHOUT_INVERSE: Final = {
    "acopio:acquired": "a quantity's IRI begins with its claim's",
    "acopio:country": "a place does not list the organisations in it",
    "acopio:founders": "a quantity's IRI begins with its claim's",
    "acopio:quote": "its super-property acopio:evidence has one",
    "acopio:region": "a place does not list the organisations in it",
    "acopio:schemeOwner": "a body does not list its schemes",
}


def p02(graph: Graph) -> Iterator[str]:
    for a, b in graph.subject_objects(OWL.equivalentClass):
        if own(a) and own(b):
            yield f"{curie(a)} is equivalent to {curie(b)}: keep one, with the other name as skos:altLabel"


def p03(graph: Graph) -> Iterator[str]:
    for term in properties(graph):
        if re.fullmatch(r"(is|isA|instanceOf|subClassOf|sameAs|kindOf)", curie(term).partition(":")[2]):
            yield f"{curie(term)}: use rdf:type, rdfs:subClassOf or owl:sameAs"


def p04(graph: Graph) -> Iterator[str]:
    structural = {
        RDFS.subClassOf,
        RDFS.domain,
        RDFS.range,
        RDFS.subPropertyOf,
        DOMAIN_INCLUDES,
        OWL.inverseOf,
    }
    tied = {n for s, p, o in graph if p in structural for n in (s, o)}
    for term in [*classes(graph), *properties(graph)]:
        if term not in tied:
            yield f"{curie(term)} stands alone: give it a superclass, a domain or a range"


def p05(graph: Graph) -> Iterator[str]:
    for a, b in graph.subject_objects(OWL.inverseOf):
        if {*graph.objects(a, RDFS.domain)} != {*graph.objects(b, RDFS.range)}:
            yield f"{curie(a)} and its inverse {curie(b)}: the domain of one must be the range of the other"


def p06(graph: Graph) -> Iterator[str]:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        step = edges(graph, predicate)
        yield from (
            f"{curie(term)} is above itself; cut the cycle" for term in step if cycle_from(term, step)
        )


def p07(graph: Graph) -> Iterator[str]:
    for term in classes(graph):
        label = str(graph.value(term, RDFS.label))
        if re.search(r"\b(and|or)\b|/", label) or re.search(r"[a-z](And|Or)[A-Z]", term):
            yield f"{curie(term)} ({label}) merges two things; make two classes"


def p08(graph: Graph) -> Iterator[str]:
    for term in [*classes(graph), *properties(graph)]:
        for predicate in (RDFS.label, SKOS.definition):
            if (term, predicate, None) not in graph:
                yield f"{curie(term)} lacks {curie(predicate)}"


def p10(graph: Graph) -> Iterator[str]:
    children: dict[Node, list[URIRef]] = {}
    for term in classes(graph):
        parents = [p for p in graph.objects(term, RDFS.subClassOf) if own(p)]
        for parent in parents or [OWL.Thing]:
            children.setdefault(parent, []).append(term)
    for siblings in children.values():
        for a, b in itertools.combinations(siblings, 2):
            if (a, OWL.disjointWith, b) not in graph and (b, OWL.disjointWith, a) not in graph:
                yield f"{curie(a)} and {curie(b)} may overlap; add owl:disjointWith"


def p11(graph: Graph) -> Iterator[str]:
    for term in properties(graph):
        if not {*graph.objects(term, RDFS.domain), *graph.objects(term, DOMAIN_INCLUDES)}:
            yield f"{curie(term)}: add rdfs:domain, or schema:domainIncludes where several classes share it"
        if (term, RDFS.range, None) not in graph:
            yield f"{curie(term)}: add rdfs:range"


def same_label(graph: Graph, terms: list[URIRef]) -> Iterator[str]:
    labels = {t: str(graph.value(t, RDFS.label)).casefold() for t in terms}
    for a, b in itertools.combinations(sorted(terms), 2):
        if labels[a] == labels[b]:
            yield f"{curie(a)} and {curie(b)} are both called {labels[a]!r}; merge or rename one"


def p13(graph: Graph) -> Iterator[str]:
    inverted = {term for pair in graph.subject_objects(OWL.inverseOf) for term in pair}
    for term in properties(graph):
        if (term, RDF.type, OWL.ObjectProperty) not in graph or (
            term,
            RDF.type,
            OWL.SymmetricProperty,
        ) in graph:
            continue
        to_concept = (term, RDFS.range, SKOS.Concept) in graph  # a concept does not list who uses it
        if term not in inverted and not to_concept and curie(term) not in WITHOUT_INVERSE:
            yield f"{curie(term)}: add owl:inverseOf, or say in WITHOUT_INVERSE why there is none"


def p15(graph: Graph) -> Iterator[str]:
    for predicate in (OWL.allValuesFrom, OWL.complementOf, OWL.intersectionOf, OWL.unionOf):
        for subject in graph.subjects(predicate):
            yield f"{subject}: class expressions are not used here; leave {curie(predicate)} to shapes"


def p19(graph: Graph) -> Iterator[str]:
    for term in properties(graph):
        for predicate in (RDFS.domain, RDFS.range):
            if len(list(graph.objects(term, predicate))) > 1:
                yield f"{curie(term)} has several {curie(predicate)}, which mean all at once; keep one"


def p20(graph: Graph) -> Iterator[str]:
    for term in [*classes(graph), *properties(graph)]:
        label, definition = str(graph.value(term, RDFS.label)), str(graph.value(term, SKOS.definition))
        if len(label.split()) > 5 or label.endswith(".") or len(definition.split()) < 4:
            yield f"{curie(term)}: label {label!r} and definition {definition!r} look swapped or too short"


def p21(graph: Graph) -> Iterator[str]:
    for term in classes(graph):
        if re.search(r"Other|Misc|Unknown|Various|General", term):
            yield f"{curie(term)} gathers leftovers; type them with the superclass"


def p22(graph: Graph) -> Iterator[str]:
    for terms, form in ((classes(graph), r"[A-Z][A-Za-z0-9]*"), (properties(graph), r"[a-z][A-Za-z0-9]*")):
        for term in terms:
            if not re.fullmatch(form, curie(term).partition(":")[2]):
                yield f"{curie(term)}: classes are UpperCamelCase, properties lowerCamelCase"


def p23(graph: Graph) -> Iterator[str]:
    for term in classes(graph):
        if re.fullmatch(
            r"(Date|Time|Year|Number|Integer|Decimal|String|Text|Boolean)", curie(term).partition(":")[2]
        ):
            yield f"{curie(term)} duplicates a datatype; use the datatype"


def p24(graph: Graph) -> Iterator[str]:
    for term in [*classes(graph), *properties(graph)]:
        if term in {*graph.objects(term, None)}:
            yield f"{curie(term)} is used in its own definition"


def p25(graph: Graph) -> Iterator[str]:
    yield from (
        f"{curie(a)} is its own inverse; make it owl:SymmetricProperty"
        for a, b in graph.subject_objects(OWL.inverseOf)
        if a == b
    )


def p26(graph: Graph) -> Iterator[str]:
    for term in graph.subjects(RDF.type, OWL.SymmetricProperty):
        if list(graph.objects(term, OWL.inverseOf)) or list(graph.subjects(OWL.inverseOf, term)):
            yield f"{curie(term)} is symmetric: drop owl:inverseOf"


def p27(graph: Graph) -> Iterator[str]:
    for a, b in graph.subject_objects(OWL.equivalentProperty):
        yield f"{curie(a)} owl:equivalentProperty {curie(b)}: use rdfs:subPropertyOf"


def self_related(kind: URIRef) -> Callable[[Graph], Iterator[str]]:
    def check(graph: Graph) -> Iterator[str]:
        for term in graph.subjects(RDF.type, kind):
            if {*graph.objects(term, RDFS.domain)} != {*graph.objects(term, RDFS.range)}:
                yield f"{curie(term)} is a {curie(kind)} with a domain that is not its range"

    return check


def p30(graph: Graph) -> Iterator[str]:
    external = {re.split(r"[#/]", str(t))[-1]: t for t in graph.subjects(RDF.type, OWL.Class) if not own(t)}
    for term in classes(graph):
        twin = external.get(curie(term).partition(":")[2])
        if twin is not None and twin not in {*graph.transitive_objects(term, RDFS.subClassOf)}:
            yield f"{curie(term)} and {curie(twin)} have one name; relate them"


def p31(graph: Graph) -> Iterator[str]:
    for a, b in graph.subject_objects(OWL.equivalentClass):
        yield f"{curie(a)} owl:equivalentClass {curie(b)}: use rdfs:subClassOf"


def p33(graph: Graph) -> Iterator[str]:
    for term, chain in graph.subject_objects(OWL.propertyChainAxiom):
        if len(list(graph.items(chain))) < 2:
            yield f"{curie(term)}: a chain of one property is rdfs:subPropertyOf"


def p34(graph: Graph) -> Iterator[str]:
    used = {
        o
        for p in (RDFS.subClassOf, RDFS.domain, OWL.disjointWith, DOMAIN_INCLUDES)
        for o in graph.objects(None, p)
    }
    used |= {*graph.objects(None, RDF.type)} - {*graph.objects(None, RDFS.range)}
    used |= {o for s, o in graph.subject_objects(RDFS.range) if (s, RDF.type, OWL.ObjectProperty) in graph}
    for node in sorted(used, key=str):
        builtin = str(node).startswith((str(OWL), str(RDFS)))
        if not builtin and (node, RDF.type, OWL.Class) not in graph:
            yield f"{curie(node)} is used as a class: add '{curie(node)} a owl:Class .'"


def p35(graph: Graph) -> Iterator[str]:
    used = {
        *graph.predicates(),
        *graph.objects(None, RDFS.subPropertyOf),
        *graph.objects(None, OWL.inverseOf),
    }
    for node in sorted(used, key=str):
        builtin = str(node).startswith((str(OWL), str(RDFS), str(RDF)))
        if not builtin and not any((node, RDF.type, kind) in graph for kind in PROPERTY_TYPES):
            yield f"{curie(node)} is used as a property: declare its kind"


def p36(graph: Graph) -> Iterator[str]:
    for node in graph.subjects(RDF.type, OWL.Ontology):
        if re.search(r"\.(owl|rdf|ttl|n3|rdfxml|jsonld)$", str(node)):
            yield f"{node} has a file extension; drop it"


def p38(graph: Graph) -> Iterator[str]:
    if (ONTOLOGY_IRI, RDF.type, OWL.Ontology) not in graph:
        yield f"declare <{ONTOLOGY_IRI}> a owl:Ontology"


def p39(graph: Graph) -> Iterator[str]:
    if not list(graph.objects(ONTOLOGY_IRI, VANN.preferredNamespaceUri)):
        yield "state the namespace: vann:preferredNamespaceUri"


def p41(graph: Graph) -> Iterator[str]:
    if not list(graph.objects(ONTOLOGY_IRI, DCTERMS.license)):
        yield "state the licence: dcterms:license"


CHECKS: Final[dict[str, Callable[[Graph], Iterator[str]]]] = {
    **{
        f"P{n:02}": check
        for n, check in ((2, p02), (3, p03), (4, p04), (5, p05), (6, p06), (7, p07), (8, p08))
    },
    **{
        f"P{n}": check
        for n, check in ((10, p10), (11, p11), (13, p13), (15, p15), (19, p19), (20, p20), (21, p21))
    },
    **{
        f"P{n}": check
        for n, check in ((22, p22), (23, p23), (24, p24), (25, p25), (26, p26), (27, p27), (30, p30))
    },
    **{
        f"P{n}": check
        for n, check in ((31, p31), (33, p33), (34, p34), (35, p35), (36, p36), (38, p38), (39, p39))
    },
    "P12": lambda graph: same_label(graph, properties(graph)),
    "P28": self_related(OWL.SymmetricProperty),
    "P29": self_related(OWL.TransitiveProperty),
    "P32": lambda graph: same_label(graph, classes(graph)),
    "P41": p41,
}
