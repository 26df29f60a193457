"""The JSON-LD context gives back the same graph, and knows every property and prefix."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ontology_files import FOLDER, HERE, ONTOLOGY_FILE, curie, load, name, properties
from rdflib import OWL, RDF, RDFS, Graph
from rdflib.compare import graph_diff, to_isomorphic

from acopio.namespaces import PREFIXES

FILE = FOLDER / "context.jsonld"
DATES = {"acopio:earliest", "acopio:latest", "acopio:retrievedOn", "acopio:reviewedOn", "acopio:writtenOn"}


def context() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text("utf-8"))["@context"]
    return loaded


def test_prefixes_are_those_of_the_program() -> None:
    spelt = {key: value for key, value in context().items() if isinstance(value, str)}
    assert spelt == PREFIXES, f"{name(FILE)}: {dict(set(spelt.items()) ^ set(PREFIXES.items()))}"


def wanted(term: Any) -> str | None:
    """Return the type coercion that a property's range asks for."""
    graph = load(ONTOLOGY_FILE)
    if (term, RDF.type, OWL.ObjectProperty) in graph:
        return "@id"
    if curie(term) in DATES:
        return "xsd:date"
    if curie(term) == "acopio:when":
        return "edtf:EDTF"
    datatype = curie(graph.value(term, RDFS.range))
    return datatype if datatype.startswith("xsd:") and datatype != "xsd:string" else None


@pytest.mark.parametrize("term", properties(load(ONTOLOGY_FILE)), ids=curie)
def test_every_property_is_coerced_as_its_range_says(term: Any) -> None:
    expected = {"@id": curie(term)} | ({"@type": wanted(term)} if wanted(term) else {})
    assert context().get(curie(term)) == expected, f'{name(FILE)}: "{curie(term)}": {json.dumps(expected)}'


def test_no_entry_for_a_property_that_is_gone() -> None:
    known = {curie(term) for term in properties(load(ONTOLOGY_FILE))}
    stale = [key for key in context() if key.startswith("acopio:") and key not in known]
    assert not stale, f"{name(FILE)}: remove {stale}"


def test_entries_are_sorted_prefixes_first() -> None:
    keys = [key for key in context() if key != "@version"]
    assert keys == sorted(keys, key=lambda key: (":" in key, key)), f"{name(FILE)}: sort the entries"


def test_sample_comes_back_the_same() -> None:
    sample = load(HERE / "sample.ttl")
    text = sample.serialize(format="json-ld", context=context(), auto_compact=False)
    document = json.loads(text)
    assert document["@context"] == context()
    back = Graph().parse(data=text, format="json-ld")
    _, lost, gained = graph_diff(to_isomorphic(sample), to_isomorphic(back))
    assert not len(lost) and not len(gained), f"lost {list(lost)[:3]}, gained {list(gained)[:3]}"


def test_claims_are_written_in_short_form() -> None:
    sample = load(HERE / "sample.ttl")
    nodes = json.loads(sample.serialize(format="json-ld", context=context()))["@graph"]
    (certification,) = (n for n in nodes if n.get("acopio:scheme") == "certification:fair-trade-usa")
    assert certification["acopio:earliest"] == "2004-01-01"
    assert certification["acopio:when"] == "2004"
    assert certification["schema:about"] == "id:sol-verde"
