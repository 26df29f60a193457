"""Statements of a Turtle text with the places of their parts: what parsers know and do not tell.

The grammar is that of RDF 1.1 Turtle (section 6.5) with the graphs of TriG and N-Quads added, so
that Turtle, N-Triples, TriG and N-Quads are all read; the graph of a statement is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.validation.iri_reference import resolve
from acopio.validation.line_index import Span
from acopio.validation.turtle_tokens import Token, TurtleError, string_value, tokens, unescape

Node = NamedNode | BlankNode
Object = NamedNode | BlankNode | Literal

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TYPE: Final = NamedNode(f"{_RDF}type")
_FIRST: Final = NamedNode(f"{_RDF}first")
_REST: Final = NamedNode(f"{_RDF}rest")
_NIL: Final = NamedNode(f"{_RDF}nil")
_NUMBERS: Final = {kind: NamedNode(f"{_XSD}{kind}") for kind in ("integer", "decimal", "double")}
_BOOLEAN: Final = NamedNode(f"{_XSD}boolean")


class Statement(NamedTuple):
    """A triple, and the spans (start and end offset in code points) of its three parts.

    A blank node that has no label spans its opening bracket; the triples of a collection stand
    where their item stands.
    """

    subject: Node
    predicate: NamedNode
    object: Object
    subject_at: Span
    predicate_at: Span
    object_at: Span


def statements(
    text: str, base: str | None = None, wanted: Container[Node | Object] | None = None
) -> list[Statement]:
    """Return the statements of a text in their order; raises TurtleError where it breaks the grammar.

    Labels of blank nodes are kept; nodes without a label are named "anonymous-1", "anonymous-2" … With
    `wanted`, only statements about these nodes are returned, and those with blank nodes.
    """
    found: list[Statement] = []
    read_statements(text, base, wanted, found.append)
    return found


def read_statements(
    text: str, base: str | None, wanted: Container[Node | Object] | None, keep: Callable[[Statement], None]
) -> None:
    """Give the statements that `statements` returns to `keep`, one at a time."""
    parser = _Parser(text, base, wanted, keep)
    try:
        parser.document()
    except RecursionError:
        raise TurtleError("brackets are nested too deeply", parser.next.start) from None


class _Parser:
    def __init__(
        self, text: str, base: str | None, wanted: Container[Node | Object] | None,
        keep: Callable[[Statement], None],
    ) -> None:  # fmt: skip
        self._keep = keep
        self._wanted = wanted
        self._count = 0
        self._tokens: Iterator[Token] = tokens(text)
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._anonymous = 0
        self._names: dict[str, NamedNode] = {}
        self.next = next(self._tokens)

    def document(self) -> None:
        while self.next.kind != "end":
            if not self._directive():
                self._block()

    def _add(self, statement: Statement) -> None:
        self._count += 1
        wanted, subject, value = self._wanted, statement.subject, statement.object
        if (
            wanted is None
            or subject in wanted
            or value in wanted
            or isinstance(subject, BlankNode)
            or isinstance(value, BlankNode)
        ):
            self._keep(statement)

    # Tokens

    def _take(self) -> Token:
        token = self.next
        if token.kind != "end":
            self.next = next(self._tokens)
        return token

    def _at(self, mark: str) -> bool:
        return self.next.kind == "mark" and self.next.text == mark

    def _expect(self, mark: str) -> Token:
        if not self._at(mark):
            raise self._error(f"{mark!r} is wanted here")
        return self._take()

    def _error(self, problem: str) -> TurtleError:
        found = repr(self.next.text) if self.next.text else "the end of the file"
        return TurtleError(f"{problem}, not {found}", self.next.start)

    # Directives and graphs

    def _directive(self) -> bool:
        token = self.next
        word = token.text.lower()
        if token.kind == "at" and token.text in {"@prefix", "@base"}:
            self._take()
            self._declare(word[1:])
            self._expect(".")
        elif token.kind == "word" and word in {"prefix", "base"}:
            self._take()
            self._declare(word)
        else:
            return False
        return True

    def _declare(self, word: str) -> None:
        if word == "prefix":
            if self.next.kind != "name" or not self.next.text.endswith(":"):
                raise self._error("a prefix with its colon is wanted here")
            prefix = self._take().text[:-1]
            self._prefixes[prefix] = self._iri_reference()
        else:
            self._base = self._iri_reference()
        self._names.clear()

    def _block(self) -> None:
        """A statement of Turtle, or a graph of TriG."""
        if self.next.kind == "word" and self.next.text.lower() == "graph":
            self._take()
            self._subject()
            self._graph()
        elif self._at("{"):
            self._graph()
        else:
            self._triples(in_graph=False)

    def _graph(self) -> None:
        self._expect("{")
        while not self._at("}"):
            self._triples(in_graph=True)
            if not self._at("}"):
                self._expect(".")
        self._take()

    def _triples(self, in_graph: bool) -> None:
        brackets = self._at("[")
        subject, span, described = self._subject()
        if not in_graph and self._at("{"):
            self._graph()
            return
        ended = self._at(".") or (in_graph and self._at("}"))
        if not (brackets and described and ended):
            self._predicates(subject, span)
        if in_graph:
            return
        if not self._at(".") and self.next.kind in {"iri", "name", "blank"}:
            self._subject()  # the graph of an N-Quads line
        self._expect(".")

    # Terms

    def _subject(self) -> tuple[Node, Span, bool]:
        """Read a subject; tell also whether it is a blank node with properties of its own."""
        token = self.next
        if token.kind in {"iri", "name"}:
            return self._iri(), (token.start, token.end), False
        if token.kind == "blank":
            self._take()
            return BlankNode(token.text[2:]), (token.start, token.end), False
        before = self._count
        if self._at("["):
            return self._bracket(), (token.start, token.start + 1), self._count > before
        if self._at("("):
            return self._collection(), (token.start, token.start + 1), False
        raise self._error("a subject is wanted here")

    def _predicates(self, subject: Node, span: Span) -> None:
        while True:
            token = self.next
            if token.kind == "word" and token.text == "a":
                self._take()
                predicate = _TYPE
            elif token.kind in {"iri", "name"}:
                predicate = self._iri()
            else:
                raise self._error("a property is wanted here")
            place = (token.start, token.end)
            while True:
                value, value_at = self._object()
                self._add(Statement(subject, predicate, value, span, place, value_at))
                if not self._at(","):
                    break
                self._take()
            if not self._at(";"):
                return
            while self._at(";"):
                self._take()
            if self.next.kind == "mark":
                return

    def _object(self) -> tuple[Object, Span]:
        token = self.next
        if token.kind in {"long", "short"}:
            return self._literal()
        if token.kind in _NUMBERS:
            self._take()
            return Literal(token.text, datatype=_NUMBERS[token.kind]), (token.start, token.end)
        if token.kind == "word" and token.text in {"true", "false"}:
            self._take()
            return Literal(token.text, datatype=_BOOLEAN), (token.start, token.end)
        value, span, _ = self._subject()
        return value, span

    def _literal(self) -> tuple[Literal, Span]:
        token = self._take()
        value = string_value(token)
        if self.next.kind == "at":
            language = self._take()
            return Literal(value, language=language.text[1:]), (token.start, language.end)
        if self._at("^^"):
            self._take()
            end = self.next.end
            return Literal(value, datatype=self._iri()), (token.start, end)
        return Literal(value), (token.start, token.end)

    def _new_blank(self) -> BlankNode:
        self._anonymous += 1
        return BlankNode(f"anonymous-{self._anonymous}")

    def _bracket(self) -> BlankNode:
        token = self._expect("[")
        node = self._new_blank()
        if not self._at("]"):
            self._predicates(node, (token.start, token.start + 1))
        self._expect("]")
        return node

    def _collection(self) -> Node:
        opening = self._expect("(")
        span = (opening.start, opening.start + 1)
        first: BlankNode | None = None
        last: BlankNode | None = None
        while not self._at(")"):
            node = self._new_blank()
            value, value_at = self._object()
            if last is not None:
                self._add(Statement(last, _REST, node, span, value_at, value_at))
            first = first or node
            self._add(Statement(node, _FIRST, value, span, value_at, value_at))
            last = node
        closing = self._take()
        if first is None or last is None:
            return _NIL
        end = (closing.start, closing.end)
        self._add(Statement(last, _REST, _NIL, span, end, end))
        return first

    def _iri(self) -> NamedNode:
        token = self.next
        known = self._names.get(token.text)
        if known is not None:
            self._take()
            return known
        if token.kind == "iri":
            node = self._named(self._iri_reference(), token)
        elif token.kind == "name":
            self._take()
            prefix, _, local = token.text.partition(":")
            if prefix not in self._prefixes:
                raise TurtleError(f"the prefix {prefix}: is not declared", token.start)
            node = self._named(self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local), token)
        else:
            raise self._error("an IRI is wanted here")
        self._names[token.text] = node
        return node

    def _iri_reference(self) -> str:
        if self.next.kind != "iri":
            raise self._error("an IRI in angle brackets is wanted here")
        token = self._take()
        reference = unescape(token.text[1:-1], token.start + 1)
        return reference if self._base is None else resolve(reference, self._base)

    @staticmethod
    def _named(iri: str, token: Token) -> NamedNode:
        try:
            return NamedNode(iri)
        except ValueError:
            raise TurtleError(f"{iri!r} is no absolute IRI", token.start) from None
