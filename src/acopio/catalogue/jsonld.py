"""Descriptions as JSON-LD 1.1 with the project's own context written into the file.

The context's terms are prefixed names; where one coerces its values (to an IRI, to a datatype), a
value of that kind is a plain string, any other a value object. Nothing remote is needed to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from acopio.assets import ontology_folder
from acopio.graph.terms import RDF_TYPE, XSD_STRING, Description, Object
from acopio.namespaces import PREFIXES

_NAMESPACES: Final = sorted(
    ((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0])
)


def to_jsonld(descriptions: Iterable[Description]) -> str:
    """Return a JSON-LD document: the context, then one node object a subject in the order given."""
    context: dict[str, Any] = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))[
        "@context"
    ]
    nodes = [_node(each, context) for each in descriptions]
    return json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _node(described: Description, context: Mapping[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _compact(described.subject.value)}
    for predicate, pairs in groupby(described.properties, key=lambda pair: pair[0]):
        values = [value for _, value in pairs]
        if predicate == RDF_TYPE:
            types = [_compact(value.value) for value in values]
            node["@type"] = types if len(types) > 1 else types[0]
            continue
        key = _compact(predicate.value)
        definition = context.get(key, {})
        coerced = definition.get("@type") if isinstance(definition, dict) else None
        written = [_value(value, coerced) for value in values]
        node[key] = written if len(written) > 1 else written[0]
    return node


def _value(value: Object, coerced: str | None) -> Any:
    if isinstance(value, NamedNode):
        iri = _compact(value.value)
        return iri if coerced == "@id" else {"@id": iri}
    datatype = _compact(value.datatype.value)
    if datatype == coerced:
        return value.value
    return _value_object(value, datatype, coerced)


def _value_object(literal: Literal, datatype: str, coerced: str | None) -> Any:
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    if literal.datatype.value == XSD_STRING:
        return literal.value if coerced is None else {"@value": literal.value}
    return {"@value": literal.value, "@type": datatype}


def _compact(iri: str) -> str:
    """Return an IRI with its prefix; whole where none fits, or where what is left would read as an IRI."""
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            return iri if local.startswith("//") else f"{prefix}:{local}"
    return iri
