"""`docs/ontology.md`: every class, property and concept, as the ontology's own files define them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from acopio.assets import ontology_folder
from acopio.namespaces import CONCEPT, CONCEPT_SCHEMES, ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

INTRODUCTION: Final = """# Ontology

What a profile page states becomes a *claim*: one fact, as one document states it, with the passage
that it rests on. The terms below are in [`ontology/acopio.ttl`](../ontology/acopio.ttl), the concepts
in [`ontology/concepts/`](../ontology/concepts). Where W3C or schema.org vocabularies have a term
already, that one is used: `schema:about` ties a claim to its organisation, `oa:` describes the
passage, `prov:wasRevisionOf` a correction.

| what | IRI | prefix |
| --- | --- | --- |
| terms | `https://w3id.org/acopio/ns#…` | `acopio:` |
| concepts | `https://w3id.org/acopio/concept/<scheme>/…` | the scheme's name: `purpose:`, `product:` |
| organisations, claims, evidence, places | `https://w3id.org/acopio/id/…` | `id:` |
| source documents | `https://w3id.org/acopio/doc/…` | `doc:` |

- [`context.jsonld`](../ontology/context.jsonld) is a JSON-LD context of all of it.
- [`alignments.ttl`](../ontology/alignments.ttl) places terms under schema.org and PROV-O; load it if
  you want those entailments.
- [`external-terms.tsv`](../ontology/external-terms.tsv) says of every term of another vocabulary in
  which file it was found; a term that is not there fails the tests.
- [`wikidata-links.tsv`](../ontology/wikidata-links.tsv) says of every link from a product to Wikidata
  in which file name and item are paired.

Concepts have labels in English and Spanish, and their `skos:notation` is the word that tables and
queries print.
"""


def ontology_page() -> str:
    """Return the page: classes, properties, then each concept scheme."""
    from rdflib import Graph

    folder = ontology_folder()
    terms = Graph().parse(folder / "acopio.ttl")
    schemes = [
        _scheme(Graph().parse(folder / "concepts" / f"{name}.ttl"), name) for name in sorted(CONCEPT_SCHEMES)
    ]
    parts = [INTRODUCTION, _classes(terms), _properties(terms), "## Concepts\n", *schemes]
    return "\n".join(parts)


def _short(node: Node) -> str:
    """Return an IRI as a prefixed name, as code."""
    text = str(node)
    known = [(iri, prefix) for prefix, iri in PREFIXES.items() if text.startswith(iri)]
    if not known:
        return f"<{text}>"
    iri, prefix = max(known, key=lambda pair: len(pair[0]))
    return f"`{prefix}:{text.removeprefix(iri)}`"


def _names(nodes: Iterable[Node]) -> str:
    return ", ".join(sorted(_short(node) for node in nodes))


def _text(graph: Graph, subject: Node, predicate: str, language: str = "en") -> str:
    """Return the text in one language, fit for a table row; empty where there is none."""
    from rdflib import URIRef

    prefix, _, local = predicate.partition(":")
    for value in graph.objects(subject, URIRef(PREFIXES[prefix] + local)):
        if getattr(value, "language", None) == language:
            return str(value).replace("|", "\\|")
    return ""


def _own(graph: Graph, *kinds: str) -> list[Node]:
    """Return the ontology's own terms of these OWL types, sorted."""
    from rdflib import OWL, RDF

    found = {term for kind in kinds for term in graph.subjects(RDF.type, OWL[kind])}
    return sorted((term for term in found if str(term).startswith(ONTOLOGY)), key=str)


def _classes(graph: Graph) -> str:
    from rdflib import RDFS

    rows = ["## Classes\n", "| class | is a | what it is |", "| --- | --- | --- |"]
    for term in _own(graph, "Class"):
        said = " ".join(filter(None, (_text(graph, term, p) for p in ("skos:definition", "skos:scopeNote"))))
        rows.append(f"| {_short(term)} | {_names(graph.objects(term, RDFS.subClassOf))} | {said} |")
    return "\n".join([*rows, ""])


def _properties(graph: Graph) -> str:
    from rdflib import RDFS, URIRef

    includes = URIRef(f"{PREFIXES['schema']}domainIncludes")
    rows = ["## Properties\n", "| property | of | value | what it says |", "| --- | --- | --- | --- |"]
    for term in _own(graph, "ObjectProperty", "DatatypeProperty"):
        domain = _names([*graph.objects(term, RDFS.domain), *graph.objects(term, includes)])
        value = _names(graph.objects(term, RDFS.range))
        said = " ".join(filter(None, (_text(graph, term, p) for p in ("skos:definition", "skos:note"))))
        rows.append(f"| {_short(term)} | {domain} | {value} | {said} |")
    return "\n".join([*rows, ""])


def _scheme(graph: Graph, name: str) -> str:
    """Return one scheme: a row a concept, narrower concepts below the concept that they belong to."""
    from rdflib import SKOS, URIRef

    scheme = URIRef(f"{CONCEPT}{name}")
    rows = [
        f"### {_text(graph, scheme, 'dcterms:title')} (`{name}`)\n",
        f"{_text(graph, scheme, 'dcterms:description')}\n",
        "| concept | English | Spanish | what it is |",
        "| --- | --- | --- | --- |",
    ]
    for top in sorted(graph.objects(scheme, SKOS.hasTopConcept), key=str):
        rows.append(_concept(graph, top, ""))
        rows.extend(
            _concept(graph, below, "– ") for below in sorted(graph.subjects(SKOS.broader, top), key=str)
        )
    return "\n".join([*rows, ""])


def _concept(graph: Graph, concept: Node, indent: str) -> str:
    slug = str(concept).rpartition("/")[2]
    english, spanish = (_text(graph, concept, "skos:prefLabel", language) for language in ("en", "es"))
    said = " ".join(
        filter(
            None,
            (_text(graph, concept, p) for p in ("skos:definition", "skos:scopeNote", "skos:historyNote")),
        )
    )
    return f"| {indent}`{slug}` | {english} | {spanish} | {said} |"
