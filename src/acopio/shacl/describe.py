"""Terms as messages write them: shortened by the prefixes of their file, literals with their datatype.

pySHACL writes its own messages so; a report that is to be compared with its report needs the same.
"""

from __future__ import annotations

import re
from typing import Final

from acopio.shacl.table import Table
from acopio.shacl.terms import (
    OWL,
    RDF,
    RDF_FIRST,
    RDFS,
    SH,
    XSD,
    datatype_of,
    is_literal,
    language_of,
    string_of,
)

_ALWAYS: Final = {
    "owl": OWL, "rdf": RDF, "rdfs": RDFS, "sh": SH, "xsd": XSD, "xml": "http://www.w3.org/XML/1998/namespace",
}  # fmt: skip
_NAME: Final = re.compile(r"[^\W\d][\w.-]*$")
_DEEPEST: Final = 12


def describe(graph: Table, text: str, depth: int = 0) -> str:
    """Return a term as a message writes it; blank nodes are written with what the graph says of them."""
    if is_literal(text):
        return _literal(graph, text)
    if text[0] == "<":
        return shorten(graph, text)
    return _blank_node(graph, text, depth + 1)


def shorten(graph: Table, text: str) -> str:
    """Return an IRI by its prefix where there is one, otherwise in angle brackets."""
    iri = text[1:-1]
    found = _NAME.search(iri)
    if not found:
        return text
    namespace, local = iri[: found.start()], iri[found.start() :]
    for prefixes in (graph.prefixes, _ALWAYS):
        for prefix, known in prefixes.items():
            if known == namespace:
                return f"{prefix}:{local}"
    return text


def _literal(graph: Table, text: str) -> str:
    lexical, language, datatype = string_of(text), language_of(text), datatype_of(text)
    if language:
        return f'Literal("{lexical}", lang={language})'
    if text[-1] == '"':
        return f'Literal("{lexical}")'
    from acopio.shacl.literals import rdflib_literal

    value = rdflib_literal(text).value
    written = f'"{lexical}"'
    if value is not None and str(value) != lexical:
        written = f'"{lexical}" = {value}'
    return f"Literal({written}, datatype={shorten(graph, datatype)})"


def _blank_node(graph: Table, text: str, depth: int) -> str:
    if depth >= _DEEPEST:
        return "<http://recursion.too.deep>"
    if text not in graph.ids:
        return "[ ]"
    node = graph.ids[text]
    if graph.objects(text, RDF_FIRST):
        items = graph.items(text) or []
        return f"( {' '.join(describe(graph, item, depth + 1) for item in items)} )"
    properties: dict[str, list[str]] = {}
    for predicate in list(graph.columns):
        values = graph.forward(predicate).values(node)
        if values:
            written = sorted(describe(graph, graph.texts[value], depth + 1) for value in values)
            properties[shorten(graph, graph.texts[predicate])] = written
    if not properties:
        return "[ ]"
    inner = " ; ".join(f"{name} {', '.join(written)}" for name, written in sorted(properties.items()))
    return f"[ {inner} ]"
