"""Where the triples of a file stand in it: line and column of subject, predicate and object."""

from __future__ import annotations

from array import array
from collections.abc import Container, Sequence

from pyoxigraph import BlankNode, NamedNode

from acopio.validation.blank_nodes import match_blank_nodes
from acopio.validation.line_index import LineIndex, Span
from acopio.validation.terms import Term, Triple
from acopio.validation.turtle_statements import Statement, read_statements

_Rows = int | Sequence[int]
"""The statement about a node by its number, or several: most nodes have one, and an integer is small."""


def _add(rows: dict[Term, _Rows], node: Term, row: int) -> None:
    found = rows.get(node)
    if found is None:
        rows[node] = row
    elif isinstance(found, array):
        found.append(row)
    else:
        rows[node] = array("I", [found, row])  # type: ignore[list-item]


class PositionIndex:
    """The triples of one Turtle, N-Triples, TriG or N-Quads text, each with its places.

    `triples` are those that another parser read from the same text: their blank nodes are the ones
    that are asked for. With `wanted`, only these nodes will be asked about, and blank nodes. Raises
    TurtleError where the text breaks the grammar.
    """

    def __init__(
        self,
        text: str,
        triples: Sequence[Triple] = (),
        base: str | None = None,
        wanted: Container[Term] | None = None,
    ) -> None:
        self.lines = LineIndex(text)
        self._spans = array("I")  # six offsets a statement
        self._predicates: list[NamedNode] = []
        self._objects = array("q")  # their hashes: what is asked for is known to be there
        self._by_subject: dict[Term, _Rows] = {}
        self._by_object: dict[Term, _Rows] = {}
        blank: list[Triple] = []

        def keep(statement: Statement) -> None:
            subject, predicate, value = statement[:3]
            row = len(self._predicates)
            self._predicates.append(predicate)
            self._objects.append(hash(value))
            self._spans.extend((*statement.subject_at, *statement.predicate_at, *statement.object_at))
            _add(self._by_subject, subject, row)
            if wanted is None or value in wanted or isinstance(value, BlankNode):
                _add(self._by_object, value, row)
            if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
                blank.append((subject, predicate, value))

        read_statements(text, base, wanted, keep)
        self._nodes: dict[BlankNode, BlankNode] = {}
        theirs = [triple for triple in triples if any(isinstance(part, BlankNode) for part in triple)]
        if theirs:
            self._nodes = match_blank_nodes(blank, theirs)

    def subject(self, subject: Term) -> tuple[int, int] | None:
        """Return the place of the first triple with this subject."""
        return self._place(self.subject_span(subject))

    def predicate(self, subject: Term, predicate: NamedNode) -> tuple[int, int] | None:
        """Return the place of the predicate in the first triple with this subject and predicate."""
        return self._place(self.predicate_span(subject, predicate))

    def triple(self, subject: Term, predicate: NamedNode | None, value: Term) -> tuple[int, int] | None:
        """Return the place of the object in a triple; without a predicate, in the first with any."""
        return self._place(self.triple_span(subject, predicate, value))

    def mention(self, value: Term) -> tuple[int, int] | None:
        """Return the place of the first triple with this object."""
        return self._place(self.mention_span(value))

    def subject_span(self, subject: Term) -> Span | None:
        """Return where the subject of the first triple with it begins and ends."""
        return next((self._span(row, 0) for row in self._rows(subject)), None)

    def predicate_span(self, subject: Term, predicate: NamedNode) -> Span | None:
        """Return where the predicate of the first triple with this subject and predicate begins and ends."""
        rows = (row for row in self._rows(subject) if self._predicates[row] == predicate)
        return next((self._span(row, 1) for row in rows), None)

    def triple_span(self, subject: Term, predicate: NamedNode | None, value: Term) -> Span | None:
        """Return where the object of a triple begins and ends; without a predicate, of the first with any."""
        wanted = hash(self._ours(value))
        for row in self._rows(subject):
            if self._objects[row] == wanted and (predicate is None or self._predicates[row] == predicate):
                return self._span(row, 2)
        return None

    def mention_span(self, value: Term) -> Span | None:
        """Return where the object of the first triple with it begins and ends."""
        found = self._by_object.get(self._ours(value))
        return None if found is None else self._span(found if isinstance(found, int) else found[0], 2)

    def _rows(self, subject: Term) -> Sequence[int]:
        found = self._by_subject.get(self._ours(subject), ())
        return (found,) if isinstance(found, int) else found

    def _span(self, row: int, part: int) -> Span:
        start = 6 * row + 2 * part
        return self._spans[start], self._spans[start + 1]

    def _ours(self, term: Term) -> Term:
        return self._nodes.get(term, term) if isinstance(term, BlankNode) else term

    def _place(self, span: Span | None) -> tuple[int, int] | None:
        return None if span is None else self.lines.place(span[0])
