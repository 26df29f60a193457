"""Values that a query asks for and that a property has not, or has in other words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from acopio.catalogue.suggest import close_words, folded
from acopio.catalogue.why_empty.patterns import Pattern, words_of
from acopio.catalogue.why_empty.questions import Questions
from acopio.catalogue.why_empty.spelling import Spelling, meant, split
from acopio.catalogue.why_empty.terms import Terms
from acopio.catalogue.why_empty.vocabulary import closest
from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from acopio.catalogue.result import Term

_TYPE: Final = f"{PREFIXES['rdf']}type"
_STRING: Final = f"{PREFIXES['xsd']}string"
_SAMPLE: Final = 20_000  # triples of a property that are looked through for its values
_LABELS: Final = 5_000
_SHOWN: Final = 3
_LISTED: Final = 12


class Values:
    """Compares the value that a pattern asks for with those that its property has."""

    def __init__(self, questions: Questions, spelling: Spelling, terms: Terms) -> None:
        self._questions = questions
        self._spelling = spelling
        self._terms = terms

    def faults(self, pattern: Pattern) -> Iterator[str]:
        """Yield a line where no thing has the value of a pattern by its property or path."""
        from rdflib import BNode, URIRef, Variable

        if isinstance(pattern.object, Variable | BNode) or isinstance(pattern.predicate, Variable):
            return
        if str(pattern.predicate) == _TYPE or self._questions.exists(pattern.written(subject="?any")):
            return
        there = self._values(pattern)
        if not there:
            return
        if isinstance(pattern.object, URIRef):
            yield self._iri(str(pattern.object), pattern, there)
        else:
            yield self._literal(pattern, there)

    def _values(self, pattern: Pattern) -> list[Term]:
        inner = f"{{ SELECT ?value WHERE {{ {pattern.written(subject='?any', object='?value')} }} LIMIT {_SAMPLE} }}"
        rows = self._questions.rows(f"SELECT DISTINCT ?value WHERE {{ {inner} }}")
        return [row[0] for row in rows if row[0] is not None]

    def _literal(self, pattern: Pattern, there: list[Term]) -> str:
        from pyoxigraph import Literal

        from acopio.catalogue.engines import from_rdflib

        wanted = from_rdflib(pattern.object)  # type: ignore[arg-type]
        assert isinstance(wanted, Literal)
        path = self._path(pattern)
        at = self._spelling.at(wanted.value)
        written = self._spelling.term(wanted)
        literals = [term for term in there if isinstance(term, Literal)]
        if not literals:
            return f"{path} has IRIs in the data, not text such as {written}{at}{self._named(wanted.value, pattern)}"
        same = [term for term in literals if term.value == wanted.value] or [
            term for term in literals if folded(term.value) == folded(wanted.value)
        ]
        if same:
            found = same[0]
            return f"{written}{at} is written {self._some(same)} in the data: {_difference(wanted, found)}"
        close = close_words(wanted.value, {term.value for term in literals}, limit=_SHOWN)
        near = [next(term for term in literals if term.value == word) for word in close]
        guess = meant(self._spelling.term(term) for term in near)
        return f"nothing has {written}{at} as {path}{guess or f'; there is, for example, {self._some(literals)}'}"

    def _iri(self, iri: str, pattern: Pattern, there: list[Term]) -> str:
        from pyoxigraph import NamedNode

        path = self._path(pattern)
        name = self._spelling.placed(iri)
        iris = [term for term in there if isinstance(term, NamedNode)]
        if not iris:
            guess = [
                term for term in there if folded(str(getattr(term, "value", ""))) == folded(split(iri)[1])
            ]
            return (
                f"{path} has text in the data, such as {self._some(guess or there)}, not IRIs such as {name}"
            )
        elsewhere = self._terms.elsewhere(iri, pattern.written(subject="?any", object="$"))
        if elsewhere:
            return elsewhere
        if self._questions.exists(f"<{iri}> ?p ?o"):
            return f"nothing has {name} as {path}; there is {self._some(iris, _LISTED)}"
        known = [term.value for term in iris]
        close = closest(iri, known, self._labels(pattern)) or self._terms.close_things(iri)
        guess_words = meant(self._spelling.iri(each) for each in close)
        return f"there is no {name} in the data{guess_words or f'; {path} has {self._some(iris, _LISTED)}'}"

    def _named(self, words: str, pattern: Pattern) -> str:
        """Return which of the values has a label that is the words or close to them."""
        labels = self._labels(pattern)
        by_word: dict[str, set[str]] = {}
        for iri, names in labels.items():
            for name in {*names, split(iri)[1]}:
                by_word.setdefault(name, set()).add(iri)
        same = {iri for word, iris in by_word.items() if folded(word) == folded(words) for iri in iris}
        if not same:
            same = {iri for word in close_words(words, by_word, limit=1) for iri in by_word[word]}
        if not same:
            some = sorted(labels)[:_SHOWN]
            return f", for example {', '.join(map(self._spelling.iri, some))}" if some else ""
        return meant(self._spelling.iri(iri) for iri in sorted(same)[:_SHOWN])

    def _labels(self, pattern: Pattern) -> dict[str, set[str]]:
        """Return the texts of the values of a property that are IRIs, by IRI."""
        inner = pattern.written(subject="?any", object="?value")
        rows = self._questions.rows(
            f"SELECT DISTINCT ?value ?word WHERE {{ {{ SELECT DISTINCT ?value WHERE {{ {inner} }} "
            f"LIMIT {_LABELS} }} ?value ?label ?word FILTER(isLiteral(?word)) }} LIMIT {_LABELS}"
        )
        found: dict[str, set[str]] = {}
        for value, word in rows:
            if value is not None and word is not None:
                found.setdefault(str(getattr(value, "value", "")), set()).add(str(getattr(word, "value", "")))
        return found

    def _path(self, pattern: Pattern) -> str:
        words = words_of(pattern.predicate)
        return self._spelling.iri(words[1:-1]) if words.count("<") == 1 and words[0] == "<" else words

    def _some(self, terms: list[Term] | list[NamedNode] | list[Literal], most: int = _SHOWN) -> str:
        words = sorted({self._spelling.term(term) for term in terms})
        shown = ", ".join(words[:most])
        return f"{shown} … ({len(words)} in all)" if len(words) > most else shown


def _difference(wanted: Literal, found: Literal) -> str:
    """Say in what two literals differ that read alike."""
    if wanted.value != found.value:
        return "capitals, accents and white space count"
    if wanted.language != found.language:
        return "its language tag belongs to it" if found.language else "without a language tag"
    return "its datatype belongs to it" if found.datatype.value != _STRING else "as plain text"
