"""The classes and properties that a query could have meant: of the data, and of the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final

from acopio.assets import ontology_folder
from acopio.catalogue.suggest import close_words, folded
from acopio.catalogue.why_empty.questions import Questions
from acopio.catalogue.why_empty.spelling import split
from acopio.namespaces import PREFIXES

_SAMPLE: Final = 100_000  # triples that are looked through for the properties in use
_SHOWN: Final = 3
_LABEL: Final = f"{PREFIXES['rdfs']}label"
_TYPE: Final = f"{PREFIXES['rdf']}type"
SUBCLASS: Final = f"<{PREFIXES['rdfs']}subClassOf>"


class Vocabulary:
    """What can be asked of the data at hand; looked up when it is first wanted."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions

    @cached_property
    def properties(self) -> list[str]:
        """The properties that a sample of the triples has."""
        return self._questions.iris(
            f"SELECT DISTINCT ?p WHERE {{ {{ SELECT ?p WHERE {{ ?s ?p ?o }} LIMIT {_SAMPLE} }} }}"
        )

    @cached_property
    def classes(self) -> list[str]:
        """The classes that a sample of the typed things is of."""
        return self._questions.iris(
            f"SELECT DISTINCT ?c WHERE {{ {{ SELECT ?c WHERE {{ ?s a ?c }} LIMIT {_SAMPLE} }} }}"
        )

    def close_properties(self, iri: str) -> list[str]:
        """Return the properties in use whose names are close to a wrong one's, the closest first."""
        known = {*self.properties, *(term for term, (kind, _) in ontology().items() if kind == "property")}
        return [near for near in closest(iri, known) if self._questions.exists(f"?s <{near}> ?o")]

    def close_classes(self, iri: str) -> list[str]:
        """Return the classes in use whose names are close to a wrong one's, the closest first."""
        known = {*self.classes, *(term for term, (kind, _) in ontology().items() if kind == "class")}
        return [
            near
            for near in closest(iri, known)
            if self._questions.exists(f"?sub {SUBCLASS}* <{near}> . ?s a ?sub")
        ]


def closest(iri: str, known: Iterable[str], words: Mapping[str, Iterable[str]] | None = None) -> list[str]:
    """Return up to three known IRIs whose local names or other `words` are close to an IRI's local name.

    Where some are of its own namespace, others are named only where they are called the same.
    """
    namespace, local = split(iri)
    by_word: dict[str, list[str]] = {}
    for each in sorted(known, key=lambda each: (split(each)[0] != namespace, each)):
        labels = ontology()[each][1] if each in ontology() else ()
        for word in (split(each)[1], *labels, *(words or {}).get(each, ())):
            by_word.setdefault(word, []).append(each)
    found: dict[str, None] = {}
    for word in close_words(local or iri, by_word, limit=_SHOWN):
        found.update(dict.fromkeys(by_word[word]))
    own = [each for each in found if split(each)[0] == namespace or folded(split(each)[1]) == folded(local)]
    return (own or list(found))[:_SHOWN]


def other_namespaces(iri: str, prefix: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    """Yield what an IRI could have meant where its namespace is written amiss, with that namespace.

    http for https, `#` for `/`, neither at the end, www; and the namespace that goes by the prefix.
    `prefix` is the query's prefix of the IRI and its namespace.
    """
    namespace = prefix[1] if prefix else split(iri)[0]
    local = iri.removeprefix(namespace)
    bare = namespace.rstrip("/#")
    scheme, separator, rest = bare.partition("://")
    hosts = [rest, rest.removeprefix("www.") if rest.startswith("www.") else f"www.{rest}"]
    known = [PREFIXES[prefix[0]]] if prefix and prefix[0] in PREFIXES else []
    variants = [f"{way}{separator}{host}{end}" for host in hosts for way in ("https", "http") for end in "/#"]
    if scheme in ("http", "https"):
        known += variants
    for other in dict.fromkeys(known):
        if other != namespace:
            yield other + local.lstrip("/#"), other


@lru_cache(maxsize=1)
def ontology() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the terms of the ontology that comes with acopio: "class" or "property", and its labels."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    kinds: dict[str, str] = {}
    labels: dict[str, list[str]] = {}
    for quad in parse(path=ontology_folder() / "acopio.ttl", format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode):
            continue
        iri = quad.subject.value
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            kind = quad.object.value.removeprefix(PREFIXES["owl"])
            kinds[iri] = "class" if kind == "Class" else "property" if kind.endswith("Property") else ""
        elif quad.predicate.value == _LABEL:
            labels.setdefault(iri, []).append(str(getattr(quad.object, "value", "")))
    return {iri: (kind, tuple(labels.get(iri, ()))) for iri, kind in kinds.items() if kind}
