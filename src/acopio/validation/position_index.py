"""Where the triples of a file stand in it: line and column of subject, predicate and object."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pyoxigraph import BlankNode, NamedNode

from acopio.validation.blank_nodes import match_blank_nodes
from acopio.validation.terms import Term, Triple
from acopio.validation.turtle_statements import Span, Statement, statements


class LineIndex:
    """Turns offsets of a text into lines and columns, both counted from 1; columns count code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class PositionIndex:
    """The triples of one Turtle, N-Triples, TriG or N-Quads text, each with its places.

    `triples` are those that another parser read from the same text: their blank nodes are the ones
    that are asked for. Raises TurtleError where the text breaks the grammar.
    """

    def __init__(self, text: str, triples: Sequence[Triple] = (), base: str | None = None) -> None:
        self._lines = LineIndex(text)
        self._by_subject: dict[Term, list[Statement]] = {}
        self._by_object: dict[Term, list[Statement]] = {}
        found = statements(text, base)
        for statement in found:
            self._by_subject.setdefault(statement.subject, []).append(statement)
            self._by_object.setdefault(statement.object, []).append(statement)
        self._nodes: dict[BlankNode, BlankNode] = {}
        if any(isinstance(part, BlankNode) for triple in triples for part in triple):
            self._nodes = match_blank_nodes([statement[:3] for statement in found], triples)

    def subject(self, subject: Term) -> tuple[int, int] | None:
        """Return the place of the first triple with this subject."""
        return self._first(self._of(subject), "subject_at")

    def predicate(self, subject: Term, predicate: NamedNode) -> tuple[int, int] | None:
        """Return the place of the predicate in the first triple with this subject and predicate."""
        found = [each for each in self._of(subject) if each.predicate == predicate]
        return self._first(found, "predicate_at")

    def triple(self, subject: Term, predicate: NamedNode | None, value: Term) -> tuple[int, int] | None:
        """Return the place of the object in a triple; without a predicate, in the first with any."""
        value = self._ours(value)
        found = [
            each
            for each in self._of(subject)
            if each.object == value and (predicate is None or each.predicate == predicate)
        ]
        return self._first(found, "object_at")

    def mention(self, value: Term) -> tuple[int, int] | None:
        """Return the place of the first triple with this object."""
        return self._first(self._by_object.get(self._ours(value), []), "object_at")

    def _of(self, subject: Term) -> list[Statement]:
        return self._by_subject.get(self._ours(subject), [])

    def _ours(self, term: Term) -> Term:
        return self._nodes.get(term, term) if isinstance(term, BlankNode) else term

    def _first(self, found: Sequence[Statement], part: str) -> tuple[int, int] | None:
        if not found:
            return None
        span: Span = getattr(found[0], part)
        return self._lines.place(span[0])
