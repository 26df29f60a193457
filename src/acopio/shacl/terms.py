"""RDF terms as short texts: what they are, how they are read and written.

A term is one string: `<iri>`, `_:label`, `"lexical"`, `"lexical"@tag` or `"lexical"^^<datatype>`. The
lexical form stands there raw, without escapes; the last quotation mark ends it, since neither a
language tag nor an IRI can hold one. Equal terms (RDF 1.1 Concepts, 3.3) are equal texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SH: Final = "http://www.w3.org/ns/shacl#"
OWL: Final = "http://www.w3.org/2002/07/owl#"

RDF_TYPE: Final = f"<{RDF}type>"
RDF_FIRST: Final = f"<{RDF}first>"
RDF_REST: Final = f"<{RDF}rest>"
RDF_NIL: Final = f"<{RDF}nil>"
RDFS_SUBCLASS: Final = f"<{RDFS}subClassOf>"
XSD_STRING: Final = f"<{XSD}string>"
LANG_STRING: Final = f"<{RDF}langString>"


def iri(value: str) -> str:
    """Return the text of an IRI."""
    return f"<{value}>"


def literal(lexical: str, datatype: str = "", language: str = "") -> str:
    """Return the text of a literal; `datatype` is an IRI without brackets, empty for xsd:string."""
    if language:
        return f'"{lexical}"@{language.lower()}'
    if datatype and datatype != f"{XSD}string":
        return f'"{lexical}"^^<{datatype}>'
    return f'"{lexical}"'


def is_iri(text: str) -> bool:
    """Tell whether the term is an IRI."""
    return text[0] == "<"


def is_blank(text: str) -> bool:
    """Tell whether the term is a blank node."""
    return text[0] == "_"


def is_literal(text: str) -> bool:
    """Tell whether the term is a literal."""
    return text[0] == '"'


def string_of(text: str) -> str:
    """Return the lexical form of a literal, the IRI, or the label of a blank node (SPARQL's STR)."""
    if text[0] == '"':
        return text[1 : text.rindex('"')]
    return text[1:-1] if text[0] == "<" else text[2:]


def language_of(text: str) -> str:
    """Return the language tag in small letters, or an empty string."""
    if text[0] != '"':
        return ""
    end = text.rindex('"') + 1
    return text[end + 1 :] if text[end : end + 1] == "@" else ""


def datatype_of(text: str) -> str:
    """Return the datatype of a literal as an IRI text in angle brackets; empty for other terms."""
    if text[0] != '"':
        return ""
    end = text.rindex('"') + 1
    if end == len(text):
        return XSD_STRING
    return LANG_STRING if text[end] == "@" else text[end + 2 :]


def from_oxigraph(term: Any) -> str:
    """Return the text of a pyoxigraph NamedNode, BlankNode or Literal."""
    name = type(term).__name__
    if name == "NamedNode":
        return f"<{term.value}>"
    if name == "Literal":
        if term.language:
            return f'"{term.value}"@{term.language.lower()}'
        return literal(term.value, term.datatype.value)
    if name == "BlankNode":
        return f"_:{term.value}"
    raise TypeError(f"no RDF 1.1 term: {term}")


def from_rdflib(term: Any) -> str:
    """Return the text of an rdflib URIRef, BNode or Literal."""
    name = type(term).__name__
    if name == "Literal":
        return literal(str(term), str(term.datatype or ""), str(term.language or ""))
    if name == "BNode":
        return f"_:{term}"
    return f"<{term}>"


def to_rdflib(text: str, normalize: bool = True) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """Return the term as rdflib has it, which rewrites lexical forms such as `"01"^^xsd:integer` if let."""
    import rdflib

    if text[0] == "<":
        return rdflib.URIRef(text[1:-1])
    if text[0] == "_":
        return rdflib.BNode(text[2:])
    end = text.rindex('"') + 1
    if end == len(text):
        return rdflib.Literal(text[1:-1])
    if text[end] == "@":
        return rdflib.Literal(text[1 : end - 1], lang=text[end + 1 :])
    datatype = rdflib.URIRef(text[end + 3 : -1])
    return rdflib.Literal(text[1 : end - 1], datatype=datatype, normalize=normalize)


def to_oxigraph(text: str) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """Return the term as pyoxigraph has it."""
    import pyoxigraph

    if text[0] == "<":
        return pyoxigraph.NamedNode(text[1:-1])
    if text[0] == "_":
        return pyoxigraph.BlankNode(text[2:])
    end = text.rindex('"') + 1
    if end == len(text):
        return pyoxigraph.Literal(text[1:-1])
    if text[end] == "@":
        return pyoxigraph.Literal(text[1 : end - 1], language=text[end + 1 :])
    return pyoxigraph.Literal(text[1 : end - 1], datatype=pyoxigraph.NamedNode(text[end + 3 : -1]))
