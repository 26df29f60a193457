"""The stored queries as RDF: each file is described as a `sh:SPARQLSelectExecutable` of the SHACL vocabulary.

So that who has the graph has the questions too, and a program can offer them: the query (`sh:select`,
its prefixes in `sh:prefixes`), what it answers, and a `sh:Parameter` for each thing that it can be asked
with, whose path ends in the name of the variable to be bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from acopio.catalogue.header import Header, Parameter
from acopio.catalogue.stored_query import StoredQuery, catalogue, read_query
from acopio.graph.terms import Description
from acopio.namespaces import PREFIXES

QUERIES: Final = "https://w3id.org/acopio/query/"
GRAPH: Final = NamedNode("https://w3id.org/acopio/queries")
_PREFIXES: Final = NamedNode(f"{QUERIES}prefixes")
_VARIABLE: Final = f"{QUERIES}variable/"
_XSD: Final = PREFIXES["xsd"]
# The datatype that a parameter's term has, by its type in the header; the others are IRIs.
_DATATYPES: Final = {
    "text": "string",
    "language": "string",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
}


def executables() -> Iterator[Description]:
    """Yield the descriptions of every stored query, of its parameters, and of the prefixes in use."""
    used: set[str] = set()
    for path in catalogue().values():
        query = read_query(path)
        if query.header is not None:
            used |= {line.split()[1].removesuffix(":") for line in _prefix_lines(query.text)}
            yield from _described(query, query.header)
    declarations = [NamedNode(f"{_PREFIXES.value}/{prefix}") for prefix in sorted(used)]
    yield Description(_PREFIXES).a("owl:Ontology").add("sh:declare", *declarations)
    for prefix, node in zip(sorted(used), declarations, strict=True):
        namespace = Literal(PREFIXES[prefix], datatype=NamedNode(f"{_XSD}anyURI"))
        yield (
            Description(node)
            .a("sh:PrefixDeclaration")
            .add("sh:prefix", Literal(prefix))
            .add("sh:namespace", namespace)
        )


def quads() -> Iterator[Quad]:
    """Yield the same as quads of the graph of queries."""
    for described in executables():
        for predicate, value in described.properties:
            yield Quad(described.subject, predicate, value, GRAPH)


def _described(query: StoredQuery, header: Header) -> Iterator[Description]:
    subject = NamedNode(QUERIES + query.name)
    nodes = [NamedNode(f"{subject.value}/{parameter.name}") for parameter in header.parameters]
    yield (
        Description(subject)
        .a("sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")
        .add("dcterms:identifier", Literal(query.name))
        .add("dcterms:title", Literal(header.title, language="en"))
        .add("dcterms:abstract", Literal(header.question, language="en"))
        .add("dcterms:description", Literal(header.description, language="en"))
        .add("schema:keywords", *(Literal(tag) for tag in (query.topic, *header.tags)))
        .add("sh:prefixes", _PREFIXES)
        .add("sh:select", Literal(select_text(query.text)))
        .add("sh:parameter", *nodes)
    )
    for number, (node, parameter) in enumerate(zip(nodes, header.parameters, strict=True), start=1):
        yield _parameter(node, parameter, number)


def _parameter(node: NamedNode, parameter: Parameter, order: int) -> Description:
    words = f" One of: {', '.join(parameter.choices)}." if parameter.choices else ""
    described = (
        Description(node)
        .a("sh:Parameter")
        .add("sh:path", NamedNode(f"{_VARIABLE}_{parameter.name}"))
        .add("sh:name", Literal(parameter.name))
        .add("sh:description", Literal(f"{parameter.description}{words}", language="en"))
        .add("sh:order", Literal(str(order), datatype=NamedNode(f"{_XSD}integer")))
        .add(
            "sh:optional",
            Literal("false" if parameter.required else "true", datatype=NamedNode(f"{_XSD}boolean")),
        )
    )
    if parameter.default is not None:
        described.add("sh:defaultValue", Literal(parameter.default))
    if parameter.type in _DATATYPES:
        return described.add("sh:datatype", NamedNode(f"{_XSD}{_DATATYPES[parameter.type]}"))
    described.add("sh:nodeKind", NamedNode(f"{PREFIXES['sh']}IRI"))
    if parameter.scheme is not None:
        described.add("sh:class", NamedNode(f"{PREFIXES['skos']}Concept"))
        described.add("dcterms:conformsTo", NamedNode(PREFIXES[parameter.scheme].removesuffix("/")))
    elif parameter.class_iri is not None:
        described.add("sh:class", NamedNode(parameter.class_iri))
    return described


def select_text(text: str) -> str:
    """Return a query without its header and without its prefixes, which `sh:prefixes` declares."""
    lines = [line for line in text.splitlines() if not line.startswith(("#+", "PREFIX "))]
    return "\n".join(lines).strip() + "\n"


def _prefix_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("PREFIX ")]
