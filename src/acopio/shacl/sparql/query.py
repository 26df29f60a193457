"""The text of a SHACL-SPARQL query: its prefixes, what it may not contain, its algebra."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from acopio.shacl.shapes_graph import invalid, sh
from acopio.shacl.sparql.tree import Json, Node, Origin, read_tree
from acopio.shacl.table import Table
from acopio.shacl.terms import OWL, RDF, RDF_TYPE, RDFS, is_literal, string_of

Parsed = dict[str, Json]
"""Queries that were parsed before: trees by text and by the variables that have values beforehand."""

_STANDARD: Final = {"rdf": RDF, "rdfs": RDFS, "owl": OWL}
_COMMENT: Final = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>)|#[^\n]*""")


class NotCompiled(Exception):  # noqa: N818 - no fault: pySHACL evaluates the shape
    """The query needs what is not compiled here; the message says what."""


def prefixes_of(shapes: Table, node: str) -> dict[str, str]:
    """Return the prefixes that a SPARQL constraint may use (SHACL, 5.2.1), as pySHACL collects them."""
    found = dict(_STANDARD)
    ontologies = shapes.subjects(RDF_TYPE, f"<{OWL}Ontology>")
    for source in shapes.objects(node, sh("prefixes")):
        declared = shapes.objects(source, sh("declare"))
        if source not in ontologies or not declared:
            declared = declared + [
                each for ontology in ontologies for each in shapes.objects(ontology, sh("declare"))
            ]
        for declaration in declared:
            prefix = shapes.objects(declaration, sh("prefix"))
            namespace = shapes.objects(declaration, sh("namespace"))
            if len(prefix) != 1 or len(namespace) != 1 or not is_literal(prefix[0]):
                invalid(shapes, node, "each sh:declare needs one sh:prefix and one sh:namespace")
            found[string_of(prefix[0])] = string_of(namespace[0])
    return found


def parse(
    shapes: Table, shape: str, text: str, prefixes: dict[str, str], bound: set[str], parsed: Parsed
) -> Node:
    """Return the algebra of a query; `bound` are the variables that have values beforehand.

    A query that is among those `parsed` before is not parsed again; others are added to them.

    Raises:
        AcopioError: shapes-invalid, for what SHACL forbids (SHACL, 5.2.1 and appendix A).
        NotCompiled: where the text does not parse (the prefixes of the data may be needed).
    """
    wholes = []
    for known in (prefixes, {**shapes.prefixes, **prefixes}):
        used = {prefix: iri for prefix, iri in known.items() if f"{prefix}:" in text}
        wholes.append("".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in used.items()) + text)
    keys = [json.dumps([whole, sorted(bound)]) for whole in wholes]
    for whole, key in zip(wholes, keys, strict=True):
        if key in parsed:
            return read_tree(parsed[key], Origin(whole))
    for whole, key in zip(wholes, keys, strict=True):
        origin = Origin(whole)
        try:
            parsed[key] = origin.tree(_algebra(whole, shapes, shape, bound))
            return read_tree(parsed[key], origin)
        except ValueError as error:
            problem = str(error)
        except Exception as error:  # rdflib raises a bare Exception for an unknown prefix
            if type(error) is not Exception and "pyparsing" not in type(error).__module__:
                raise
            problem = str(error)
    raise NotCompiled(f"its query does not parse by itself ({problem.splitlines()[0]})")


def _algebra(whole: str, shapes: Table, shape: str, bound: set[str]) -> Any:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    syntax = parseQuery(whole)
    _refuse_forbidden(shapes, shape, syntax[1], bound)
    return translateQuery(syntax).algebra


def _refuse_forbidden(shapes: Table, shape: str, parsed: Any, bound: set[str]) -> None:
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Variable

    def walk(node: Any, inside: bool) -> None:
        if isinstance(node, CompValue):
            name = node.name
            if name == "MinusGraphPattern":
                invalid(shapes, shape, "its query has MINUS, which SHACL-SPARQL does not allow")
            if name in ("InlineData", "ValuesClause"):
                invalid(shapes, shape, "its query has VALUES, which SHACL-SPARQL does not allow")
            if name == "ServiceGraphPattern":
                invalid(shapes, shape, "its query has SERVICE, which SHACL-SPARQL does not allow")
            if name == "SubSelect":
                chosen = {str(each.var) for each in node.projection or () if each.var is not None}
                missing = sorted(bound - chosen - {"currentShape", "shapesGraph"})
                if missing:
                    invalid(
                        shapes,
                        shape,
                        f"a nested SELECT must select ${', $'.join(missing)}, which have values before",
                    )
            new = node.get("evar") if name == "vars" else node.get("var") if name == "Bind" else None
            if isinstance(new, Variable) and str(new) in bound:
                invalid(shapes, shape, f"its query gives ${new} another value with AS")
            for value in node.values():
                walk(value, True)
        elif isinstance(node, (list, tuple)) or type(node).__name__ in ("ParseResults", "plist"):
            for value in node:
                walk(value, inside)

    walk(parsed, False)


def mentions(text: str, variable: str) -> bool:
    """Tell whether a query speaks of a variable, outside of strings and comments."""
    bare = _COMMENT.sub(lambda match: (match[1] and match[0][0] + match[0][-1]) or "", text)
    return re.search(rf"[?$]{variable}\b", bare) is not None
