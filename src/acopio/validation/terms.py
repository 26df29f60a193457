"""RDF terms as this package passes them round: pyoxigraph's, short for people, rdflib's for the reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib.term import Node as RdflibNode

Term = NamedNode | BlankNode | Literal
Triple = tuple[Term, NamedNode, Term]

SH: Final = PREFIXES["sh"]
RDF: Final = PREFIXES["rdf"]
RDF_TYPE: Final = NamedNode(f"{RDF}type")
XSD_STRING: Final = PREFIXES["xsd"] + "string"
SHAPE: Final = "https://w3id.org/acopio/shape/"


def sh(name: str) -> NamedNode:
    """Return a term of the SHACL vocabulary."""
    return NamedNode(SH + name)


def short(term: Term, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return a term as people read it: `id:acopagro/count/1a2b3c4d`, `"2004"^^xsd:gYear`, `"Peru"@en`.

    A name may hold a slash, which Turtle would want escaped.
    """
    if isinstance(term, NamedNode):
        return short_iri(term.value, prefixes)
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    shown = '"' + term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if term.language:
        return f"{shown}@{term.language}"
    if term.datatype.value == XSD_STRING:
        return shown
    return f"{shown}^^{short_iri(term.datatype.value, prefixes)}"


def short_iri(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI with the longest prefix that fits, else in angle brackets."""
    fitting = [(len(space), name) for name, space in prefixes.items() if space and iri.startswith(space)]
    if not fitting:
        return f"<{iri}>"
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"


def sort_key(term: Term | None) -> tuple[str, str, str]:
    """Return a key that puts terms in one order everywhere: none first, then IRIs, blank nodes, literals."""
    if term is None:
        return ("", "", "")
    if isinstance(term, Literal):
        return ("literal", term.value, str(term))
    return ("iri" if isinstance(term, NamedNode) else "node", term.value, "")


def to_rdflib(term: Any) -> RdflibNode:
    """Return a pyoxigraph term as rdflib's; the lexical form of a literal is kept as it is written."""
    from rdflib.term import BNode, URIRef
    from rdflib.term import Literal as RdflibLiteral

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == XSD_STRING:
        return RdflibLiteral(term.value)
    return RdflibLiteral(term.value, datatype=URIRef(datatype), normalize=False)


def from_rdflib(term: RdflibNode) -> Term:
    """Return an rdflib term as pyoxigraph's."""
    from rdflib.term import BNode, URIRef
    from rdflib.term import Literal as RdflibLiteral

    if isinstance(term, URIRef):
        return NamedNode(str(term))
    if isinstance(term, BNode):
        return BlankNode(str(term))
    if not isinstance(term, RdflibLiteral):
        raise TypeError(f"{term!r} is no RDF term")
    if term.language:
        return Literal(str(term), language=term.language)
    if term.datatype is None:
        return Literal(str(term))
    return Literal(str(term), datatype=NamedNode(str(term.datatype)))
