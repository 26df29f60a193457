"""What a parameter can be in the data at hand: concepts of a scheme, or the members of a class.

The queries here hold no words of a user: a scheme or a class comes from a query's header, which is
checked against the known namespaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias
from urllib.parse import unquote

from acopio.catalogue.result import Result, Value
from acopio.catalogue.suggest import folded
from acopio.namespaces import ID, PREFIXES

_CONCEPTS: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?word WHERE {{
  ?thing a skos:Concept .
  FILTER(STRSTARTS(STR(?thing), "{namespace}"))
  OPTIONAL {{ ?thing skos:prefLabel|skos:altLabel|skos:notation ?word }}
}}"""
_USED_CONCEPTS: Final = """
PREFIX acopio: <https://w3id.org/acopio/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing WHERE {{
  ?thing a skos:Concept .
  FILTER(STRSTARTS(STR(?thing), "{namespace}"))
  ?subject ?property ?thing .
  FILTER(STRSTARTS(STR(?property), STR(acopio:)) && ?property != acopio:notToBeConfusedWith)
}}"""
_MEMBERS: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?label ?word WHERE {{
  ?thing a <{class_iri}> .
  OPTIONAL {{ ?thing schema:name|dcterms:title|skos:prefLabel ?label }}
  OPTIONAL {{ ?thing schema:alternateName|schema:identifier|skos:altLabel ?word }}
}}"""

Ask: TypeAlias = Callable[[str], Result]


@dataclass
class Choices:
    """Things by IRI with the words that name them; `ask_used` names those that occur in the data."""

    names: dict[str, set[str]]
    namespace: str
    ask_used: Callable[[], Iterable[str]] = field(repr=False)

    def named(self, word: str, iri: str | None = None) -> list[str]:
        """Return the IRIs of all things that a word names, or of the IRI itself; sorted."""
        if iri is not None and iri in self.names:
            return [iri]
        exact = [thing for thing in self.names if self.short(thing) == word.strip()]
        return exact or sorted(self._by_word.get(folded(word), ()))

    def short(self, iri: str) -> str:
        """Return the shortest sure name of a thing: what comes after its namespace."""
        return unquote(iri.removeprefix(self.namespace))

    def words(self) -> set[str]:
        """Return every word that names a thing: short names, labels, other names."""
        return {self.short(iri) for iri in self.names}.union(*self.names.values())

    def used(self) -> list[str]:
        """Return a word for each thing that occurs in the data, sorted."""
        return sorted(set(self.ask_used()))

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for iri, words in self.names.items():
            for word in {*words, self.short(iri), iri.rpartition("/")[2]}:
                found.setdefault(folded(word), set()).add(iri)
        return found


def concept_choices(scheme: str, ask: Ask) -> Choices:
    """Return the concepts of a scheme by slug, label (in any language) and notation."""
    namespace = PREFIXES[scheme]
    names: dict[str, set[str]] = {}
    for row in ask(_CONCEPTS.format(namespace=namespace)):
        _collect(names, row, "word")

    def used() -> list[str]:
        rows = ask(_USED_CONCEPTS.format(namespace=namespace))
        return [str(row["thing"]).removeprefix(namespace) for row in rows]

    return Choices(names, namespace, used)


def member_choices(class_iri: str, ask: Ask) -> Choices:
    """Return the members of a class by the end of their IRI, name, other names, title or code."""
    names: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for row in ask(_MEMBERS.format(class_iri=class_iri)):
        iri = _collect(names, row, "label", "word")
        label = str(row["label"] or iri.rpartition("/")[2])
        labels[iri] = min(labels.get(iri, label), label)
    return Choices(names, _common_namespace(names), labels.values)


def _collect(names: dict[str, set[str]], row: Mapping[str, Value], *columns: str) -> str:
    iri = str(row["thing"])
    names.setdefault(iri, set()).update(str(row[column]) for column in columns if row[column])
    return iri


def _common_namespace(iris: Iterable[str]) -> str:
    """Return what the IRIs of a class begin with, up to the last slash."""
    namespaces = {iri[: iri.rfind("/") + 1] for iri in iris}
    return namespaces.pop() if len(namespaces) == 1 else ID
