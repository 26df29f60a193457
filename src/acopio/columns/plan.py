"""The algebra of a query, from its text, kept so that it need not be parsed again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from acopio.columns.covered import NotCovered
from acopio.shacl.sparql.tree import Json, Node, Origin, read_tree

_BASE: Final = re.compile(r"\bBASE\s*<", re.IGNORECASE)


def algebra(text: str) -> Json:
    """Return the algebra of a query as a tree, as rdflib has it, without joins with nothing.

    Raises NotCovered where rdflib cannot parse the text, where IRIs are resolved against a base, or where a
    filter is a constant: rdflib leaves out those that are false.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    if _BASE.search(text):
        raise NotCovered("a base IRI")
    try:
        parsed = parseQuery(text)
        if _has_constant_filter(parsed):
            raise NotCovered("a filter that is a constant")
        return _simplified(Origin(text).tree(translateQuery(parsed).algebra))
    except NotCovered:
        raise
    except Exception as error:  # pyparsing's and rdflib's own, down to a bare Exception
        raise NotCovered("a text that rdflib does not parse") from error


def _has_constant_filter(part: Any) -> bool:
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Literal

    if not isinstance(part, CompValue):
        return (
            not isinstance(part, str) and isinstance(part, Iterable) and any(map(_has_constant_filter, part))
        )
    inner = part.expr if part.name == "Filter" else None
    while isinstance(inner, CompValue) and list(inner) == ["expr"]:
        inner = inner["expr"]
    if isinstance(inner, Literal) or (isinstance(inner, CompValue) and inner.name == "literal"):
        return True
    return any(map(_has_constant_filter, part.values()))


def read(tree: Json) -> Node:
    """Return the root of a tree."""
    return read_tree(tree, Origin(""))


def _simplified(tree: Any) -> Json:
    if isinstance(tree, list):
        return list(map(_simplified, tree))
    if not isinstance(tree, dict):
        return tree
    if tree[""] == "Join":
        for one, other in (("p1", "p2"), ("p2", "p1")):
            if tree[one][""] == "BGP" and not tree[one]["triples"]:
                return _simplified(tree[other])
    return {key: each if key == "" else _simplified(each) for key, each in tree.items()}
