"""The ontology's files as graphs, shared by the tests in this folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from acopio.assets import assets_folder, ontology_folder
from acopio.namespaces import CONCEPT_SCHEMES, ONTOLOGY, PREFIXES

HERE: Final = Path(__file__).parent
ROOT: Final = assets_folder()
FOLDER: Final = ontology_folder()
ACOPIO: Final = Namespace(ONTOLOGY)
ONTOLOGY_IRI: Final = URIRef("https://w3id.org/acopio/ns")

DOMAIN_INCLUDES: Final = URIRef(f"{PREFIXES['schema']}domainIncludes")

ONTOLOGY_FILE: Final = FOLDER / "acopio.ttl"
ALIGNMENTS_FILE: Final = FOLDER / "alignments.ttl"
EXTERNAL_TERMS: Final = FOLDER / "external-terms.tsv"
WIKIDATA_LINKS: Final = FOLDER / "wikidata-links.tsv"
WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")
CONCEPT_FILES: Final = tuple(FOLDER / "concepts" / f"{name}.ttl" for name in CONCEPT_SCHEMES)
TURTLE_FILES: Final = (ONTOLOGY_FILE, ALIGNMENTS_FILE, *CONCEPT_FILES)
CLASS_TYPES: Final = (OWL.Class,)
PROPERTY_TYPES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@lru_cache
def load(*paths: Path) -> Graph:
    """Return the files as one graph; callers must not write to it."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def rows(table: Path) -> list[dict[str, str]]:
    """Return the rows of a table of tab-separated values, keyed by its head."""
    with table.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def name(path: Path) -> str:
    """Return a path as it is spelt from the repository's root."""
    return path.relative_to(ROOT).as_posix()


def curie(node: Node) -> str:
    """Return an IRI with its prefix where there is one, anything else as it stands."""
    text = str(node)
    candidates = [(prefix, iri) for prefix, iri in PREFIXES.items() if text.startswith(iri)]
    if not candidates:
        return text
    prefix, iri = max(candidates, key=lambda pair: len(pair[1]))
    return f"{prefix}:{text.removeprefix(iri)}"


def own(node: Node) -> bool:
    """Say whether a node is a term of the acopio ontology."""
    return isinstance(node, URIRef) and node.startswith(ONTOLOGY)


def own_terms(graph: Graph, *types: URIRef) -> list[URIRef]:
    """Return the ontology's own terms of these types, sorted."""
    terms = (term for kind in types for term in graph.subjects(RDF.type, kind))
    return sorted({term for term in terms if isinstance(term, URIRef) and own(term)})


def classes(graph: Graph) -> list[URIRef]:
    """Return the ontology's own classes, sorted."""
    return own_terms(graph, *CLASS_TYPES)


def properties(graph: Graph) -> list[URIRef]:
    """Return the ontology's own properties, sorted."""
    return own_terms(graph, *PROPERTY_TYPES)


def described(graph: Graph) -> list[URIRef]:
    """Return what must be labelled and defined in a file: own terms, concepts, schemes' concepts."""
    concepts = {node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef)}
    return sorted({*classes(graph), *properties(graph), *concepts})


def cycle_from(start: Node, step: dict[Node, list[Node]]) -> bool:
    """Say whether following `step` from a node comes back to it."""
    seen: set[Node] = set()
    todo = list(step.get(start, []))
    while todo:
        node = todo.pop()
        if node == start:
            return True
        if node not in seen:
            seen.add(node)
            todo.extend(step.get(node, []))
    return False


def edges(graph: Graph, predicate: URIRef) -> dict[Node, list[Node]]:
    """Return what each node points to with a predicate."""
    found: dict[Node, list[Node]] = {}
    for subject, value in graph.subject_objects(predicate):
        found.setdefault(subject, []).append(value)
    return found


def blocks(text: str) -> Iterator[str]:
    """Yield the blocks of a Turtle file that are separated by empty lines, comments left out."""
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            yield "\n".join(lines)
