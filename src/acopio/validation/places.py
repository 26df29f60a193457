"""Where each result stands: in the data the triple at fault, in the documents the words it rests on."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat

from acopio.namespaces import PREFIXES
from acopio.validation.data import Data, DocumentText, Source
from acopio.validation.line_index import Span
from acopio.validation.report import Excerpt, Place, Result
from acopio.validation.result_blocks import BlockWriter, ResultBlocks
from acopio.validation.shapes import Shapes
from acopio.validation.terms import Term, Triple, sort_key

if TYPE_CHECKING:
    from acopio.validation.position_index import PositionIndex

_INDEXED: Final = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TRIG)
_QUOTE: Final = NamedNode(PREFIXES["acopio"] + "quote")
_HAS_SELECTOR: Final = NamedNode(PREFIXES["oa"] + "hasSelector")
_HAS_SOURCE: Final = NamedNode(PREFIXES["oa"] + "hasSource")
_START: Final = NamedNode(PREFIXES["oa"] + "start")
# The properties that lead from a claim to the words it rests on.
LEADING: Final = frozenset({_QUOTE, _HAS_SELECTOR, _HAS_SOURCE, _START})
_INDEXES: Final = 16  # position indexes that are there at once


@dataclass(frozen=True, slots=True)
class Mention:
    """A file that mentions a node, with its triples about it; `source` is asked for only where it must be."""

    name: str
    source: Callable[[], Source]
    triples: list[Triple]


Stated = list[Mention]
"""The files that mention a node, in the order of the data but background last."""


@dataclass(frozen=True)
class Surroundings:
    """What places are found in: who mentions each focus node, what leads to passages, the documents."""

    stated: Mapping[Term, Stated]
    leading: Mapping[Term, Mapping[NamedNode, Sequence[Term]]]
    documents: Mapping[NamedNode, DocumentText]


def find_places(results: Iterable[Result], data: Data, shapes: Shapes) -> ResultBlocks:
    """Return the results in the report's order, each with its rule and the places it can be given.

    `results` are iterated twice.
    """
    finder = PlaceFinder(surroundings(data, {result.focus_node for result in results}), shapes)
    writer = BlockWriter()
    for result in results:
        writer.add(finder.placed(result))
    return ResultBlocks(writer.blocks())


def surroundings(data: Data, nodes: set[Term]) -> Surroundings:
    """Return what is to be known of the data to find the places of results at these focus nodes."""
    mentions = Mentions()
    triples: list[Triple] = []
    if nodes:
        for source in sorted(data.sources, key=lambda each: each.background):
            mentions.add(source, nodes)
            triples += (triple for triple in source.triples if triple[1] in LEADING)
    return Surroundings(mentions, leading_in(triples), {each.iri: each for each in data.documents})


class Mentions(Mapping[Term, Stated]):
    """Which sources mention which nodes: numbers of sources and triples, made into mentions when asked for."""

    def __init__(self) -> None:
        self._sources: list[Source] = []
        # Number of a source, place of a triple, and so on: mostly once, and a tuple is smaller.
        self._at: dict[Term, tuple[int, ...] | array[int]] = {}

    def add(self, source: Source, nodes: Container[Term]) -> None:
        """Take in what a source states of some nodes."""
        number = len(self._sources)
        self._sources.append(source)
        for place, (subject, _, value) in enumerate(source.triples):
            if subject in nodes:
                self._keep(subject, number, place)
            if value in nodes and value != subject:
                self._keep(value, number, place)

    def _keep(self, node: Term, number: int, place: int) -> None:
        found = self._at.get(node)
        if found is None:
            self._at[node] = (number, place)
        elif isinstance(found, tuple):
            self._at[node] = array("I", (*found, number, place))
        else:
            found.extend((number, place))

    def __getitem__(self, node: Term) -> Stated:
        """Return the mentions of a node, in the order in which the sources were taken in."""
        return list(self._mentions(self._at[node]))

    def __iter__(self) -> Iterator[Term]:
        """Yield the nodes that are mentioned."""
        return iter(self._at)

    def __len__(self) -> int:
        """Return how many nodes are mentioned."""
        return len(self._at)

    def __contains__(self, node: object) -> bool:
        """Tell whether a node is mentioned."""
        return node in self._at

    def _mentions(self, at: Sequence[int]) -> Iterator[Mention]:
        for number, pairs in groupby(zip(at[::2], at[1::2], strict=True), key=itemgetter(0)):
            source = self._sources[number]
            yield Mention(source.name, _giving(source), [source.triples[place] for _, place in pairs])


def _giving(source: Source) -> Callable[[], Source]:
    return lambda: source


def leading_in(triples: Iterable[Triple]) -> dict[Term, dict[NamedNode, list[Term]]]:
    """Return by subject and predicate what leads from claims to words, sorted."""
    leading: dict[Term, dict[NamedNode, set[Term]]] = {}
    for subject, predicate, value in triples:
        if predicate in LEADING:
            leading.setdefault(subject, {}).setdefault(predicate, set()).add(value)
    return {
        subject: {predicate: sorted(values, key=sort_key) for predicate, values in found.items()}
        for subject, found in leading.items()
    }


class PlaceFinder:
    """Gives results their rules, places and passages."""

    def __init__(self, around: Surroundings, shapes: Shapes) -> None:
        self._around = around
        self._rule = lru_cache(maxsize=None)(shapes.rule)
        self._indexes: OrderedDict[str, PositionIndex | None] = OrderedDict()

    def placed(self, result: Result) -> Result:
        """Return a result with its rule, its place in the data, and its place in the document."""
        place, excerpt = self._in_data(result)
        return replace(
            self._with_rule(result),
            place=place,
            excerpt=excerpt,
            passage=self._in_document(result.focus_node),
        )

    def _with_rule(self, result: Result) -> Result:
        return replace(
            result,
            rule=self._rule(result.source_shape, result.source_constraint),
            details=tuple(self._with_rule(detail) for detail in result.details),
        )

    def _in_data(self, result: Result) -> tuple[Place | None, Excerpt | None]:
        """The triple at fault; else the property; else the focus node, in the first file that has it."""
        stated = self._around.stated.get(result.focus_node, [])
        for states, look in _LOOKS:
            for mention in stated:
                if not states(mention.triples, result):
                    continue
                index = self._index(mention.name, mention.source)
                span = index and look(index, result)
                if index and span:
                    return Place(mention.name, *index.lines.place(span[0])), index.lines.excerpt(span)
        return (Place(stated[0].name, 1, 1) if stated else None), None

    def _index(self, name: str, opened: Callable[[], Source]) -> PositionIndex | None:
        if name not in self._indexes:
            self._indexes[name] = self._new_index(opened())
            if len(self._indexes) > _INDEXES:
                self._indexes.popitem(last=False)
        self._indexes.move_to_end(name)
        return self._indexes[name]

    def _new_index(self, source: Source) -> PositionIndex | None:
        if source.format not in _INDEXED:
            return None
        from acopio.validation.position_index import PositionIndex
        from acopio.validation.turtle_tokens import TurtleError

        try:
            return PositionIndex(source.text, source.triples, source.base, self._around.stated)
        except TurtleError:  # RDF 1.2, which pyoxigraph reads and the index does not
            return None

    def _in_document(self, focus: Term) -> Place | None:
        """Where the words begin that a claim, an evidence or a document rests on."""
        documents = self._around.documents
        if isinstance(focus, NamedNode) and focus in documents:
            return documents[focus].place(0)
        known = self._around.leading.get(focus, {})
        for evidence in (*known.get(_QUOTE, ()), focus):
            found = self._of_evidence(evidence)
            if found:
                document, start = found
                return document.place(start)
        return None

    def _of_evidence(self, evidence: Term) -> tuple[DocumentText, int] | None:
        known = self._around.leading.get(evidence, {})
        for source in known.get(_HAS_SOURCE, ()):
            document = self._around.documents.get(source) if isinstance(source, NamedNode) else None
            for selector in known.get(_HAS_SELECTOR, ()):
                for start in self._around.leading.get(selector, {}).get(_START, ()):
                    if document and isinstance(start, Literal) and start.value.isdecimal():
                        return document, int(start.value)
        return None


# Each way to look for a place: whether a file can have it, and where in the file.


def _has_triple(triples: list[Triple], result: Result) -> bool:
    focus, value = result.focus_node, result.value
    return value not in (None, focus) and any({s, o} == {focus, value} for s, _, o in triples)


def _triple(index: PositionIndex, result: Result) -> Span | None:
    """The triple of focus node, path and value; for another path, a triple of focus node and value."""
    value, path = result.value, result.path
    if value is None:
        return None
    if path and path.predicate:
        return index.triple_span(result.focus_node, path.predicate, value)
    if path and path.kind == "inverse":
        predicate = path.parts[0].predicate
        return index.triple_span(value, predicate, result.focus_node)
    return index.triple_span(result.focus_node, None, value)


def _has_property(triples: list[Triple], result: Result) -> bool:
    predicates = set(result.path.predicates()) if result.path else ()
    return any(s == result.focus_node and p in predicates for s, p, _ in triples)


def _property(index: PositionIndex, result: Result) -> Span | None:
    """The first property of the path that the focus node has."""
    for predicate in result.path.predicates() if result.path else ():
        found = index.predicate_span(result.focus_node, predicate)
        if found:
            return found
    return None


def _has_node(triples: list[Triple], result: Result) -> bool:
    return any(subject == result.focus_node for subject, _, _ in triples)


def _node(index: PositionIndex, result: Result) -> Span | None:
    return index.subject_span(result.focus_node)


def _has_mention(triples: list[Triple], result: Result) -> bool:
    return True


def _mention(index: PositionIndex, result: Result) -> Span | None:
    return index.mention_span(result.focus_node)


_Look = tuple[Callable[[list[Triple], Result], bool], Callable[["PositionIndex", Result], Span | None]]
_LOOKS: Final[tuple[_Look, ...]] = (
    (_has_triple, _triple),
    (_has_property, _property),
    (_has_node, _node),
    (_has_mention, _mention),
)
