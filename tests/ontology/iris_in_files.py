"""The IRIs that a Turtle file, a stored query or a module spells, prefixed names expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from ontology_files import load
from rdflib import Graph, Literal, URIRef

from acopio.namespaces import PREFIXES

PAGES: Final = {  # what these point to is a page or a file, not a term
    f"{PREFIXES[prefix]}{local}"
    for prefix, local in (
        ("dcterms", "license"),
        ("dcterms", "source"),
        ("foaf", "logo"),
        ("owl", "imports"),
        ("schema", "url"),
    )
}
SPARQL_TEXT: Final = {f"{PREFIXES['sh']}select", f"{PREFIXES['sh']}ask"}
SPARQL_TOKEN: Final = re.compile(
    r"""(?P<iri><[^<>\s"{}|^`\\]*>)
      | (?P<string>\"{3}.*?\"{3} | '{3}.*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
      | (?P<comment>\#[^\n]*)
      | (?P<variable>[?$]\w+)
      | (?P<name>[A-Za-z][\w-]*:\w(?:[\w.-]*[\w-])?)""",
    re.VERBOSE | re.DOTALL,
)


def sparql_iris(text: str, prefixes: dict[str, str] | None = None) -> Iterator[str]:
    """Yield the IRIs of a query; `prefixes` are those declared outside it."""
    found = re.findall(r"PREFIX\s+([\w-]+):\s*<([^>]*)>", text, re.IGNORECASE)
    declared = {**(prefixes or {}), **dict(found)}
    namespaces = set(declared.values())
    for token in SPARQL_TOKEN.finditer(text):
        if token["iri"] and token["iri"][1:-1] not in namespaces:
            yield token["iri"][1:-1]
        elif token["name"]:
            prefix, _, local = token["name"].partition(":")
            if prefix in declared:
                yield declared[prefix] + local


def turtle_iris(graph: Graph) -> Iterator[str]:
    """Yield the IRIs of a graph, datatypes and the IRIs of SPARQL constraints included."""
    for subject, predicate, value in graph:
        yield str(predicate)
        if isinstance(subject, URIRef):
            yield str(subject)
        if isinstance(value, URIRef) and str(predicate) not in PAGES:
            yield str(value)
        if isinstance(value, Literal):
            if value.datatype:
                yield str(value.datatype)
            if str(predicate) in SPARQL_TEXT:
                yield from sparql_iris(str(value), PREFIXES)


def python_iris(text: str) -> Iterator[str]:
    """Yield the IRIs of the prefixed names that a module spells in its strings."""
    for prefix, local in re.findall(r"(?<![\w/:.-])([a-z][\w-]*):([A-Za-z0-9](?:[\w-]*\w)?)", text):
        if prefix in PREFIXES:
            yield PREFIXES[prefix] + local


@lru_cache
def iris_in(path: Path) -> frozenset[str]:
    """Return the IRIs of a .ttl, .rq or .py file."""
    if path.suffix == ".ttl":
        return frozenset(turtle_iris(load(path)))
    text = path.read_text("utf-8")
    return frozenset(sparql_iris(text) if path.suffix == ".rq" else python_iris(text))
