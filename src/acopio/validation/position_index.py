"""Where the triples of a file stand in it: line and column of subject, predicate and object."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pyoxigraph import BlankNode, NamedNode

from acopio.validation.blank_nodes import match_blank_nodes
from acopio.validation.line_index import LineIndex, Span
from acopio.validation.terms import Term, Triple
from acopio.validation.turtle_statements import Statement, statements


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
        self._by_subject: dict[Term, list[Statement]] = {}
        self._by_object: dict[Term, list[Statement]] = {}
        found = statements(text, base, wanted)
        for statement in found:
            self._by_subject.setdefault(statement.subject, []).append(statement)
            self._by_object.setdefault(statement.object, []).append(statement)
        self._nodes: dict[BlankNode, BlankNode] = {}
        theirs = [triple for triple in triples if any(isinstance(part, BlankNode) for part in triple)]
        if theirs:
            ours = (statement[:3] for statement in found)
            mine = [triple for triple in ours if any(isinstance(part, BlankNode) for part in triple)]
            self._nodes = match_blank_nodes(mine, theirs)

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
        found = self._of(subject)
        return found[0].subject_at if found else None

    def predicate_span(self, subject: Term, predicate: NamedNode) -> Span | None:
        """Return where the predicate of the first triple with this subject and predicate begins and ends."""
        return next((each.predicate_at for each in self._of(subject) if each.predicate == predicate), None)

    def triple_span(self, subject: Term, predicate: NamedNode | None, value: Term) -> Span | None:
        """Return where the object of a triple begins and ends; without a predicate, of the first with any."""
        value = self._ours(value)
        for each in self._of(subject):
            if each.object == value and (predicate is None or each.predicate == predicate):
                return each.object_at
        return None

    def mention_span(self, value: Term) -> Span | None:
        """Return where the object of the first triple with it begins and ends."""
        found = self._by_object.get(self._ours(value))
        return found[0].object_at if found else None

    def _of(self, subject: Term) -> list[Statement]:
        return self._by_subject.get(self._ours(subject), [])

    def _ours(self, term: Term) -> Term:
        return self._nodes.get(term, term) if isinstance(term, BlankNode) else term

    def _place(self, span: Span | None) -> tuple[int, int] | None:
        return None if span is None else self.lines.place(span[0])
