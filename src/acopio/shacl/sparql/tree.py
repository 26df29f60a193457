"""The algebra of a query as a tree of plain values: it can be kept as JSON, and read without rdflib.

Parsing a query with rdflib takes longer than asking it of a document. A tree is nodes with a name and
fields, as rdflib's algebra has them; terms are texts, of variables `?name` and of blank nodes `_:label`.
"""

from __future__ import annotations

from typing import Any

from acopio.shacl.terms import from_rdflib, to_rdflib

Json = Any
"""A node is `{"": name, field: value, …}`; values are nodes, texts, lists of values, booleans or None."""


class Origin:
    """Where a tree comes from: a query, which rdflib parses (again) where its own nodes are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._nodes: list[Any] = []

    def tree(self, algebra: Any) -> Json:
        """Return the tree of the query's algebra, as rdflib has it, and remember its nodes."""
        self._nodes = []
        return tree_of(algebra, self._nodes)

    def node(self, number: int) -> Any:
        """Return the node of rdflib's algebra with this number in the order in which `tree_of` meets them."""
        if not self._nodes:
            from rdflib.plugins.sparql.algebra import translateQuery
            from rdflib.plugins.sparql.parser import parseQuery

            self.tree(translateQuery(parseQuery(self._text)).algebra)
        return self._nodes[number]


class Node:
    """A node of the algebra: an operator, a condition, a call of a function, a path."""

    __slots__ = ("_fields", "_number", "_origin", "name")

    def __init__(self, name: str, fields: dict[str, Any], number: int, origin: Origin) -> None:
        self.name, self._fields, self._number, self._origin = name, fields, number, origin

    def __getattr__(self, field: str) -> Any:
        """Return a field, None where the node has none of this name."""
        return self._fields.get(field)

    def fields(self) -> dict[str, Any]:
        """Return the fields by name."""
        return self._fields

    def rdflib(self) -> Any:
        """Return the node as rdflib has it, which can be evaluated."""
        return self._origin.node(self._number)


def tree_of(algebra: Any, nodes: list[Any]) -> Json:
    """Return what rdflib's algebra says, as JSON; its nodes are added to `nodes` as they are met."""
    from rdflib.paths import Path
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import BNode, Literal, URIRef, Variable

    def value(part: Any) -> Json:
        if isinstance(part, CompValue):
            nodes.append(part)
            named = {key: part[key] for key in part if key not in ("_vars", "lazy")}
            named |= {key: each for key, each in vars(part).items() if key in named}  # translated meanwhile
            return {"": part.name} | {key: value(each) for key, each in named.items()}
        if isinstance(part, Path):
            nodes.append(part)
            fields = {key: value(each) for key, each in vars(part).items()}
            return {"": type(part).__name__} | fields
        if isinstance(part, Variable):
            return f"?{part}"
        if isinstance(part, (URIRef, BNode, Literal)):
            return from_rdflib(part)
        if part is None or isinstance(part, (bool, str)):
            return part
        if isinstance(part, dict):  # a row of VALUES
            return [[value(key), value(each)] for key, each in part.items()]
        if isinstance(part, (list, tuple)) or type(part).__name__ == "ParseResults":
            return [value(each) for each in part]
        return None

    return value(algebra)


def read_tree(tree: Json, origin: Origin) -> Node:
    """Return the root of a tree that `tree_of` made."""
    count = 0

    def value(part: Json) -> Any:
        nonlocal count
        if isinstance(part, dict):
            number = count
            count += 1
            fields = {key: value(each) for key, each in part.items() if key}
            return Node(part[""], fields, number, origin)
        return [value(each) for each in part] if isinstance(part, list) else part

    root: Node = value(tree)
    return root


def made(name: str, fields: dict[str, Any]) -> Node:
    """Return a node that stands in no query."""
    return Node(name, fields, 0, Origin(""))


def as_rdflib(part: Any) -> Any:
    """Return an expression as rdflib has it: a node, a variable or a constant."""
    if isinstance(part, Node):
        return part.rdflib()
    if part[0] == "?":
        from rdflib.term import Variable

        return Variable(part[1:])
    return to_rdflib(part)


def is_open(part: Any) -> bool:
    """Tell whether a part of a triple pattern can take values: a variable or a blank node."""
    return isinstance(part, str) and part[0] in "?_"
