"""Where the faults are: results with file, line and column in the data and in the quoted documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat

from acopio.namespaces import PREFIXES
from acopio.validation.data import Data, DocumentText, Source
from acopio.validation.position_index import PositionIndex
from acopio.validation.report import Place, Result
from acopio.validation.shapes import Shapes
from acopio.validation.terms import Term
from acopio.validation.turtle_tokens import TurtleError

_INDEXED: Final = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TRIG)
_QUOTE: Final = NamedNode(PREFIXES["acopio"] + "quote")
_HAS_SELECTOR: Final = NamedNode(PREFIXES["oa"] + "hasSelector")
_HAS_SOURCE: Final = NamedNode(PREFIXES["oa"] + "hasSource")
_START: Final = NamedNode(PREFIXES["oa"] + "start")
_LEADING: Final = frozenset({_QUOTE, _HAS_SELECTOR, _HAS_SOURCE, _START})


def find_places(results: Iterable[Result], data: Data, shapes: Shapes) -> list[Result]:
    """Return the results in the report's order, each with its rule and the places it can be given."""
    listed = [_with_rule(result, shapes) for result in results]
    finder = _Finder(data, listed)
    return sorted((finder.with_places(result) for result in listed), key=Result.sort_key)


def _with_rule(result: Result, shapes: Shapes) -> Result:
    return replace(
        result,
        rule=shapes.rule(result.source_shape, result.source_constraint),
        details=tuple(_with_rule(detail, shapes) for detail in result.details),
    )


class _Finder:
    def __init__(self, data: Data, results: Sequence[Result]) -> None:
        wanted = {result.focus_node for result in results}
        wanted |= {result.value for result in results if result.value is not None}
        self._sources: dict[Term, list[Source]] = {}
        self._leading: dict[Term, dict[NamedNode, list[Term]]] = {}
        for source in data.sources:
            for subject, predicate, value in source.triples:
                if predicate in _LEADING:
                    self._leading.setdefault(subject, {}).setdefault(predicate, []).append(value)
                if subject in wanted:
                    self._note(subject, source)
                elif value in wanted:
                    self._note(value, source)
        self._documents = {document.iri: document for document in data.documents}
        self._indexes: dict[str, PositionIndex | None] = {}

    def _note(self, term: Term, source: Source) -> None:
        known = self._sources.setdefault(term, [])
        if not known or known[-1] is not source:
            known.append(source)

    def with_places(self, result: Result) -> Result:
        """Return a result with its place in the data and in the document."""
        return replace(result, place=self._in_data(result), passage=self._in_document(result.focus_node))

    def _in_data(self, result: Result) -> Place | None:
        """The triple at fault; else the property; else the focus node, in the first file that has it."""
        sources = sorted(self._sources.get(result.focus_node, []), key=lambda each: each.background)
        for look in (_triple, _property, _node, _mention):
            for source in sources:
                index = self._index(source)
                found = index and look(index, result)
                if found:
                    return Place(source.name, *found)
        return Place(sources[0].name, 1, 1) if sources else None

    def _index(self, source: Source) -> PositionIndex | None:
        if source.name not in self._indexes:
            index = None
            if source.format in _INDEXED:
                try:
                    index = PositionIndex(source.text, source.triples, source.base)
                except TurtleError:  # RDF 1.2, which pyoxigraph reads and the index does not
                    index = None
            self._indexes[source.name] = index
        return self._indexes[source.name]

    def _in_document(self, focus: Term) -> Place | None:
        """Where the words begin that a claim, an evidence or a document rests on."""
        if isinstance(focus, NamedNode) and focus in self._documents:
            return self._documents[focus].place(0)
        known = self._leading.get(focus, {})
        for evidence in (*known.get(_QUOTE, ()), focus):
            found = self._of_evidence(evidence)
            if found:
                document, start = found
                return document.place(start)
        return None

    def _of_evidence(self, evidence: Term) -> tuple[DocumentText, int] | None:
        known = self._leading.get(evidence, {})
        for source in known.get(_HAS_SOURCE, ()):
            document = self._documents.get(source) if isinstance(source, NamedNode) else None
            for selector in known.get(_HAS_SELECTOR, ()):
                for start in self._leading.get(selector, {}).get(_START, ()):
                    if document and isinstance(start, Literal) and start.value.isdecimal():
                        return document, int(start.value)
        return None


def _triple(index: PositionIndex, result: Result) -> tuple[int, int] | None:
    """The triple of focus node, path and value; for another path, a triple of focus node and value."""
    value = result.value
    if value is None or value == result.focus_node:
        return None
    path = result.path
    if path and path.predicate:
        return index.triple(result.focus_node, path.predicate, value)
    if path and path.kind == "inverse":
        return index.triple(value, path.parts[0].predicate, result.focus_node)
    return index.triple(result.focus_node, None, value)


def _property(index: PositionIndex, result: Result) -> tuple[int, int] | None:
    """The first property of the path that the focus node has."""
    for predicate in result.path.predicates() if result.path else ():
        found = index.predicate(result.focus_node, predicate)
        if found:
            return found
    return None


def _node(index: PositionIndex, result: Result) -> tuple[int, int] | None:
    return index.subject(result.focus_node)


def _mention(index: PositionIndex, result: Result) -> tuple[int, int] | None:
    return index.mention(result.focus_node)
