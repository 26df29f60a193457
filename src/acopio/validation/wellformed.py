"""Whether shapes are well-formed (SHACL, appendix A, Summary of SHACL Syntax Rules), before they are used.

An engine that is given an ill-formed shape fails in words of its own, or leaves the constraint out;
here the shape and the rule that it breaks are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from acopio.errors import AcopioError
from acopio.namespaces import PREFIXES
from acopio.validation.property_path import read_list, read_path
from acopio.validation.shacl_vocabulary import SHACL_NAMES
from acopio.validation.shapes import Shapes
from acopio.validation.terms import RDF, RDF_TYPE, SH, XSD_STRING, Term, sh
from acopio.validation.wellformed_parameters import (
    Flaw,
    components,
    kinds_of_values,
    members_of_lists,
    recursion,
)

_XSD: Final = PREFIXES["xsd"]
_IRIS: Final = (
    "class", "datatype", "disjoint", "equals", "lessThan", "lessThanOrEquals",
    "severity", "targetClass", "targetObjectsOf", "targetSubjectsOf",
)  # fmt: skip
_INTEGERS: Final = (
    "maxCount",
    "maxLength",
    "minCount",
    "minLength",
    "qualifiedMaxCount",
    "qualifiedMinCount",
)
_BOOLEANS: Final = ("closed", "deactivated", "optional", "qualifiedValueShapesDisjoint", "uniqueLang")
_ONCE: Final = (
    *_INTEGERS, *_BOOLEANS, "datatype", "flags", "ignoredProperties", "in", "languageIn", "maxExclusive",
    "maxInclusive", "minExclusive", "minInclusive", "nodeKind", "qualifiedValueShape", "severity",
)  # fmt: skip
_LISTS: Final = ("and", "ignoredProperties", "in", "languageIn", "or", "xone")
_SHAPE_LISTS: Final = ("and", "or", "xone")
_SHAPES: Final = ("node", "not", "property", "qualifiedValueShape")
_ONLY_PROPERTY: Final = (
    "lessThan", "lessThanOrEquals", "maxCount", "minCount", "qualifiedValueShape", "uniqueLang",
)  # fmt: skip
_NODE_KINDS: Final = frozenset(
    sh(name)
    for name in ("BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal")
)
_FORBIDDEN: Final = re.compile(r"\b(MINUS|VALUES|SERVICE)\b", re.IGNORECASE)
_THIS: Final = re.compile(r"[$?]this\b")
_PATH: Final = re.compile(r"[$?]PATH\b")
_QUERY_FAULT: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_COMMENT: Final = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^>\s]*>|(#[^\n]*)")


def check_shapes(shapes: Shapes) -> None:
    """Raise AcopioError shapes-invalid for the first flaw of a shapes graph, with the place of the shape."""
    flaw = next(find_flaws(shapes), None)
    if flaw is None:
        return
    path, line, column = _place(shapes, flaw.node)
    raise AcopioError(
        "shapes-invalid",
        f"{shapes.rule(flaw.node)}: {flaw.problem} (rule {flaw.rule})",
        path=path,
        line=line,
        column=column,
    )


def find_flaws(shapes: Shapes) -> Iterator[Flaw]:
    """Yield the flaws of a shapes graph, file by file and shape by shape."""
    known = set(shapes.shapes())
    for check in (
        _values, kinds_of_values, _lists, members_of_lists, _paths, _parts, _patterns, _sparql, components, recursion,
    ):  # fmt: skip
        yield from check(shapes, known)


def unknown_names(shapes: Shapes) -> list[str]:
    """Say which names in SHACL's namespace are none of its own: misspelt, they have no effect."""
    found: dict[str, Term] = {}
    for subject, predicate, value in shapes.triples:
        for term in (predicate, value):
            if isinstance(term, NamedNode) and term.value.startswith(SH):
                found.setdefault(term.value[len(SH) :], subject)
    notes = []
    for name in sorted(set(found) - SHACL_NAMES):
        import difflib

        near = difflib.get_close_matches(name, SHACL_NAMES, 1)
        hint = f"; did you mean sh:{near[0]}?" if near else ""
        path, line, column = _place(shapes, found[name])
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        notes.append(f"{place}: SHACL has no sh:{name}, so it has no effect{hint}")
    return notes


def _values(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """Parameters have the kind of value that SHACL wants, and no more values than it allows."""
    for node in shapes.subjects():
        for name in _IRIS:
            for value in shapes.objects(node, sh(name)):
                if not isinstance(value, NamedNode):
                    yield Flaw(
                        node, f"{name}-nodeKind", f"the value of sh:{name} must be an IRI, not {value}"
                    )
        for names, datatype in ((_INTEGERS, "integer"), (_BOOLEANS, "boolean")):
            for name in names:
                for value in shapes.objects(node, sh(name)):
                    if not isinstance(value, Literal) or value.datatype.value != f"{_XSD}{datatype}":
                        problem = f"the value of sh:{name} must be an xsd:{datatype}, not {value}"
                        yield Flaw(node, f"{name}-datatype", problem)
        for name in _ONCE:
            if len(shapes.objects(node, sh(name))) > 1:
                yield Flaw(node, f"{name}-maxCount", f"sh:{name} may stand once only")
        for value in shapes.objects(node, sh("nodeKind")):
            if value not in _NODE_KINDS:
                yield Flaw(
                    node, "nodeKind-in", f"{value} is no kind of node; use sh:IRI, sh:Literal or the like"
                )


def _lists(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """Values that are lists are well-formed lists, and lists of shapes have members."""
    for node in shapes.subjects():
        for name in _LISTS:
            for value in shapes.objects(node, sh(name)):
                try:
                    members = read_list(value, shapes.objects)
                except ValueError:
                    yield Flaw(node, f"{name}-node", f"the value of sh:{name} must be a list: ( … )")
                    continue
                if name in _SHAPE_LISTS and (not members or any(isinstance(m, Literal) for m in members)):
                    yield Flaw(node, f"{name}-members-node", f"the list of sh:{name} must name shapes")


def _paths(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """Property shapes have one well-formed path, node shapes have none."""
    for node in dict.fromkeys((*known, *_with_type(shapes, "PropertyShape"))):
        paths = shapes.objects(node, sh("path"))
        types = shapes.objects(node, RDF_TYPE)
        if sh("NodeShape") in types and paths:
            yield Flaw(node, "NodeShape-path-maxCount", "a node shape has no sh:path")
        elif sh("PropertyShape") in types and not paths:
            yield Flaw(node, "path-minCount", "a property shape needs a sh:path")
        if len(paths) > 1:
            yield Flaw(node, "path-maxCount", "sh:path may stand once only")
        for path in paths:
            try:
                read_path(path, shapes.objects)
            except ValueError as error:
                yield Flaw(node, "path-node", f"sh:path is not well-formed: {error}")
        if not paths:
            for name in _ONLY_PROPERTY:
                if shapes.objects(node, sh(name)):
                    yield Flaw(node, f"{name}-scope", f"sh:{name} is for property shapes: add sh:path")


def _parts(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """What is named as a shape is described as one; a qualified shape has a count."""
    for node in shapes.subjects():
        for name in _SHAPES:
            for value in shapes.objects(node, sh(name)):
                if isinstance(value, Literal):
                    yield Flaw(
                        node, f"{name}-nodeKind", f"the value of sh:{name} must be a shape, not {value}"
                    )
                elif not any(True for _ in shapes.predicates(value)):
                    yield Flaw(
                        node, f"{name}-node", f"sh:{name} names {_name(value)}, which nothing describes"
                    )
                elif name == "property" and not shapes.objects(value, sh("path")):
                    yield Flaw(
                        node, "property-path", f"sh:property names {_name(value)}, which has no sh:path"
                    )
        if shapes.objects(node, sh("qualifiedValueShape")) and not (
            shapes.objects(node, sh("qualifiedMinCount")) or shapes.objects(node, sh("qualifiedMaxCount"))
        ):
            problem = "sh:qualifiedValueShape needs sh:qualifiedMinCount or sh:qualifiedMaxCount"
            yield Flaw(node, "qualifiedValueShape-count", problem)


def _patterns(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """Patterns are regular expressions."""
    for node in shapes.subjects():
        for value in shapes.objects(node, sh("pattern")):
            if not isinstance(value, Literal) or value.datatype.value != XSD_STRING:
                yield Flaw(node, "pattern-datatype", f"the value of sh:pattern must be a string, not {value}")
                continue
            try:
                re.compile(value.value)
            except re.error as error:
                yield Flaw(
                    node, "pattern-regex", f"sh:pattern {value.value!r} is no regular expression: {error}"
                )


def _sparql(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """SPARQL constraints have one query that parses, with $this and without what SHACL forbids."""
    for node in shapes.subjects():
        for constraint in shapes.objects(node, sh("sparql")):
            queries = shapes.objects(constraint, sh("select"))
            if (
                len(queries) != 1
                or not isinstance(queries[0], Literal)
                or queries[0].datatype.value != XSD_STRING
            ):
                yield Flaw(node, "sparql-select-count", "sh:sparql needs one sh:select with a text")
                continue
            query = queries[0].value
            bare = _COMMENT.sub(lambda match: " " if match[1] else match[0], query)
            forbidden = _FORBIDDEN.search(
                re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|<[^>\s]*>|[?$:]\w+|\w+:\w*", " ", bare)
            )
            if forbidden:
                yield Flaw(node, "pre-binding", f"a constraint's query may not use {forbidden[1].upper()}")
            elif not _THIS.search(bare):
                yield Flaw(node, "sparql-this", "the query never uses $this, the focus node")
            else:
                yield from _parse(shapes, node, query)


def _parse(shapes: Shapes, node: Term, query: str) -> Iterator[Flaw]:
    # The prefixes of the files themselves too: engines take them, and many shapes rely on it.
    declared = {"rdf": RDF, "rdfs": PREFIXES["rdfs"], "owl": PREFIXES["owl"]}
    for source in shapes.sources:
        declared |= source.prefixes
    for holder in shapes.subjects():  # also those that sh:prefixes reaches through owl:imports
        for declaration in shapes.objects(holder, sh("declare")):
            name, space = shapes.text(declaration, sh("prefix")), shapes.text(declaration, sh("namespace"))
            if name is None or space is None:
                yield Flaw(node, "declare-prefix", "each sh:declare needs sh:prefix and sh:namespace")
                return
            declared[name] = space
    # What the query does not use may be anything: some shapes declare "./", which is no absolute IRI.
    used = {name: space for name, space in sorted(declared.items()) if f"{name}:" in query}
    head = "".join(f"PREFIX {name}: <{space}>\n" for name, space in used.items())
    try:
        Store().query(head + _PATH.sub("<urn:path>", query))
    except SyntaxError as error:
        yield Flaw(node, "sparql-syntax", _query_fault(str(error.msg), len(used)))


def _query_fault(message: str, before: int) -> str:
    """Say in one line what a parser of SPARQL says of a query that has `before` lines put in front."""
    match = _QUERY_FAULT.match(message)
    if match is None:
        return f"its query does not parse: {message.splitlines()[0]}"
    line, column, reason = int(match[1]) - before, match[2], " ".join(match[3].split())
    if "Prefix not found" in reason:
        reason = "a prefix is not declared"
    return f"its query does not parse at line {line}, column {column}: {reason[:200]}"


def _with_type(shapes: Shapes, name: str) -> Iterator[Term]:
    for subject, predicate, value in shapes.triples:
        if predicate == RDF_TYPE and value == sh(name):
            yield subject


def _name(term: Term) -> str:
    return "a blank node" if isinstance(term, BlankNode) else str(term)


def _place(shapes: Shapes, node: Term) -> tuple[str, int | None, int | None]:
    """Return the file, line and column where a shape begins."""
    from acopio.validation.position_index import PositionIndex
    from acopio.validation.turtle_tokens import TurtleError

    for source in shapes.sources:
        if any(subject == node for subject, _, _ in source.triples):
            try:
                place = PositionIndex(source.text, source.triples, source.base).subject(node)
            except (TurtleError, UnicodeDecodeError):
                place = None
            return (source.name, *(place or (None, None)))
    return ", ".join(source.name for source in shapes.sources), None, None
