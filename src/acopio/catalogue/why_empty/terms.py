"""Classes, properties, things and graphs that a query names and that are not in the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from acopio.catalogue.why_empty.patterns import Pattern, property_sets, words_of
from acopio.catalogue.why_empty.questions import Questions, UnansweredError
from acopio.catalogue.why_empty.spelling import Spelling, meant, split
from acopio.catalogue.why_empty.vocabulary import SUBCLASS, Vocabulary, closest, ontology, other_namespaces
from acopio.namespaces import PREFIXES

_TYPE: Final = f"{PREFIXES['rdf']}type"
_SAMPLE: Final = 100_000  # typed things that are looked through for those of a namespace
_THINGS: Final = 5_000  # of one namespace that are compared with a thing that is not there


class Terms:
    """Says of each term of a pattern whether the data has it."""

    def __init__(self, questions: Questions, spelling: Spelling) -> None:
        self._questions = questions
        self._spelling = spelling
        self._vocabulary = Vocabulary(questions)
        self._moved: set[str] = set()

    def faults(self, pattern: Pattern) -> Iterator[str]:
        """Yield a line for each term of a pattern without which it cannot match."""
        from rdflib import URIRef

        if isinstance(pattern.graph, URIRef):
            yield from self._graph(str(pattern.graph))
        if str(pattern.predicate) == _TYPE and isinstance(pattern.object, URIRef):
            line = self._class(str(pattern.object), pattern)
            if line:
                yield line
        else:
            for names in property_sets(pattern.predicate):
                lines = [self._property(iri, pattern) for iri in sorted(names)]
                if all(line is not None for line in lines):
                    yield from (line for line in lines if line)
        if isinstance(pattern.subject, URIRef):
            line = self._subject(str(pattern.subject), pattern)
            if line:
                yield line

    def elsewhere(self, iri: str, pattern: str) -> str | None:
        """Return a line where an IRI is in the data in another namespace; `pattern` has it at `$`.

        It is empty where the line has been told of another term with the same prefix.
        """
        prefix = self._spelling.prefix_of(iri)
        bound = self._spelling.prefixes.get(prefix) if prefix is not None else None
        pair = (prefix, bound) if prefix is not None and bound is not None else None
        for other, namespace in other_namespaces(iri, pair):
            if self._questions.exists(pattern.replace("$", f"<{other}>")):
                name = self._spelling.placed(iri)
                if pair is None:
                    return f"{name} is not in the data, but <{other}> is"
                if prefix in self._moved:
                    return ""
                self._moved.add(str(prefix))
                return (
                    f"{name} is not in the data as <{iri}>, but as <{other}>: "
                    f"write PREFIX {prefix}: <{namespace}>"
                )
        return None

    def _property(self, iri: str, pattern: Pattern) -> str | None:
        if self._questions.exists(_in_graph(f"?s <{iri}> ?o", pattern)):
            return None
        name = self._spelling.placed(iri)
        if self._questions.exists(f"?s a <{iri}>"):
            return f"{name} is a class, not a property: write ?thing a {self._spelling.iri(iri)}"
        line = self.elsewhere(iri, _in_graph("?s $ ?o", pattern))
        if line is not None:
            return line
        if iri in ontology() or self._questions.exists(f"<{iri}> ?p ?o"):
            return f"nothing in the data has {name}, though it is defined"
        return f"there is no property {name} in the data{self._meant(self._vocabulary.close_properties, iri)}"

    def _class(self, iri: str, pattern: Pattern) -> str | None:
        if self._questions.exists(_in_graph(f"?s a <{iri}>", pattern)):
            return None
        own = self._spelling.iri(iri)
        name = f"{own}{self._spelling.at(iri)}"
        if self._questions.exists(f"?sub {SUBCLASS}+ <{iri}> . ?s a ?sub"):
            path = f"a/{self._spelling.iri(SUBCLASS[1:-1])}* {own}"
            return (
                f"nothing in the data is typed {name} itself, but things of its subclasses are: write {path}"
            )
        if self._questions.exists(f"?s <{iri}> ?o"):
            return f"{name} is a property, not a class: write ?thing {own} ?value"
        line = self.elsewhere(iri, _in_graph("?s a $", pattern))
        if line is not None:
            return line
        if iri in ontology() or self._questions.exists(f"<{iri}> ?p ?o"):
            return f"nothing in the data is of the class {name}, though it is defined"
        return f"there is no class {name} in the data{self._meant(self._vocabulary.close_classes, iri)}"

    def _subject(self, iri: str, pattern: Pattern) -> str | None:
        name = self._spelling.placed(iri)
        if self._questions.exists(_in_graph(f"<{iri}> ?p ?o", pattern)):
            if self._questions.exists(pattern.written(object="?any")):
                return None
            path = self._short(words_of(pattern.predicate))
            return f"{name} has nothing for {path}; it has {self._had_by(iri)}"
        line = self.elsewhere(iri, _in_graph("$ ?p ?o", pattern))
        return (
            f"there is no {name} in the data{self._meant(self.close_things, iri)}" if line is None else line
        )

    def close_things(self, iri: str) -> list[str]:
        """Return the things of the same namespace whose ends or labels are close to an IRI's, the closest first."""
        namespace, _ = split(iri)
        rows = self._questions.rows(
            f"SELECT DISTINCT ?s WHERE {{ {{ SELECT ?s WHERE {{ ?s a ?class }} LIMIT {_SAMPLE} }} "
            f"FILTER(STRSTARTS(STR(?s), {as_text(namespace)})) }} LIMIT {_THINGS}"
        )
        return closest(iri, [str(getattr(row[0], "value", "")) for row in rows])

    def _graph(self, iri: str) -> Iterator[str]:
        if not self._questions.exists(f"GRAPH <{iri}> {{ ?s ?p ?o }}"):
            guess = self._meant(self._close_graphs, iri)
            yield f"there is no graph {self._spelling.placed(iri)} in the data{guess}"

    def _close_graphs(self, iri: str) -> list[str]:
        graphs = self._questions.iris(
            f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s a ?o }} }} LIMIT {_THINGS}"
        )
        return closest(iri, graphs)

    def _had_by(self, iri: str) -> str:
        found = self._questions.iris(f"SELECT DISTINCT ?p WHERE {{ <{iri}> ?p ?o }} ORDER BY ?p LIMIT 30")
        return ", ".join(self._spelling.iri(each) for each in found)

    def _short(self, path: str) -> str:
        return self._spelling.iri(path[1:-1]) if path.startswith("<") and path.count("<") == 1 else path

    def _meant(self, find: Callable[[str], list[str]], iri: str) -> str:
        """Return what could have been meant; nothing where there is no time left to look for it."""
        try:
            return meant(self._spelling.iri(each) for each in find(iri))
        except UnansweredError:
            return ""


def _in_graph(words: str, pattern: Pattern) -> str:
    """Return a pattern asked of any graph where the query asks graphs by name."""
    return words if pattern.graph is None else f"GRAPH ?graph {{ {words} }}"


def as_text(words: str) -> str:
    """Write words as a literal of SPARQL."""
    from pyoxigraph import Literal

    return str(Literal(words))
