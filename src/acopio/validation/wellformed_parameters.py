"""More of SHACL's syntax rules (appendix A): kinds of values, members of lists, components, recursion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from acopio.namespaces import PREFIXES
from acopio.validation.property_path import read_list
from acopio.validation.shapes import Shapes
from acopio.validation.terms import RDF, RDF_TYPE, XSD_STRING, Term, sh

_LANG_STRING: Final = f"{RDF}langString"
_CLASSES: Final = {NamedNode(PREFIXES["rdfs"] + "Class"), NamedNode(PREFIXES["owl"] + "Class")}
_BOUNDS: Final = ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")
_IRIS: Final = ("entailment", "shapesGraph")
_TEXTS: Final = {
    "flags": (XSD_STRING,), "message": (XSD_STRING, _LANG_STRING), "labelTemplate": (XSD_STRING, _LANG_STRING),
    "prefix": (XSD_STRING,), "select": (XSD_STRING,), "ask": (XSD_STRING,),
}  # fmt: skip
_RESERVED: Final = frozenset({"this", "shapesGraph", "currentShape", "path", "PATH", "value"})
_BELOW: Final = ("node", "not", "property", "qualifiedValueShape")
_BELOW_IN_LISTS: Final = ("and", "or", "xone")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a shape, and the rule of SHACL that says so."""

    node: Term
    rule: str
    problem: str


def kinds_of_values(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """Values are IRIs, literals or strings where SHACL wants them to be."""
    for node in shapes.subjects():
        for value in shapes.objects(node, sh("targetNode")):
            if isinstance(value, BlankNode):
                yield Flaw(node, "targetNode-nodeKind", "sh:targetNode must be an IRI or a literal")
        for name in _IRIS:
            for value in shapes.objects(node, sh(name)):
                if not isinstance(value, NamedNode):
                    yield Flaw(
                        node, f"{name}-nodeKind", f"the value of sh:{name} must be an IRI, not {value}"
                    )
        for name in _BOUNDS:
            for value in shapes.objects(node, sh(name)):
                if not isinstance(value, Literal):
                    problem = f"the value of sh:{name} must be a literal, not {value}"
                    yield Flaw(node, f"{name}-nodeKind", problem)
        for name, datatypes in _TEXTS.items():
            for value in shapes.objects(node, sh(name)):
                if not isinstance(value, Literal) or value.datatype.value not in datatypes:
                    yield Flaw(
                        node, f"{name}-datatype", f"the value of sh:{name} must be a string, not {value}"
                    )
        if len(shapes.objects(node, sh("pattern"))) > 1 and shapes.objects(node, sh("flags")):
            yield Flaw(node, "multiple-parameters", "beside sh:flags, sh:pattern may stand once only")
    for node in known:
        if isinstance(node, BlankNode) and _CLASSES.intersection(shapes.objects(node, RDF_TYPE)):
            yield Flaw(node, "implicit-targetClass-nodeKind", "a shape that is a class too must be an IRI")


def members_of_lists(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """Members of sh:ignoredProperties are IRIs, those of sh:languageIn strings."""
    for node in shapes.subjects():
        for name in ("ignoredProperties", "languageIn"):
            for head in shapes.objects(node, sh(name)):
                try:
                    members = read_list(head, shapes.objects)
                except ValueError:  # told of as no list
                    continue
                for member in members:
                    if name == "ignoredProperties" and not isinstance(member, NamedNode):
                        problem = f"sh:ignoredProperties must list IRIs, not {member}"
                        yield Flaw(node, "ignoredProperties-members-nodeKind", problem)
                    if name == "languageIn" and not (
                        isinstance(member, Literal) and member.datatype.value == XSD_STRING
                    ):
                        problem = f"sh:languageIn must list language tags as strings, not {member}"
                        yield Flaw(node, "languageIn-members-datatype", problem)


def components(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """Constraint components have parameters with one path that is an IRI, and one of them is not optional."""
    for node in shapes.subjects():
        parameters = shapes.objects(node, sh("parameter"))
        if sh("ConstraintComponent") in shapes.objects(node, RDF_TYPE) and not parameters:
            yield Flaw(node, "ConstraintComponent-parameter", "a constraint component needs a sh:parameter")
        required = 0
        for parameter in parameters:
            paths = shapes.objects(parameter, sh("path"))
            if len(paths) != 1 or not isinstance(paths[0], NamedNode):
                yield Flaw(node, "Parameter-predicate", "each sh:parameter needs one sh:path, an IRI")
                continue
            name = paths[0].value.replace("#", "/").rpartition("/")[2]
            if name in _RESERVED:
                yield Flaw(node, "Parameter-name", f"a parameter cannot be named {name}")
            optional = shapes.objects(parameter, sh("optional"))
            required += not any(
                isinstance(each, Literal) and each.value in ("true", "1") for each in optional
            )
        if parameters and not required:
            yield Flaw(
                node, "ConstraintComponent-parameter", "one sh:parameter at least must not be optional"
            )


def recursion(shapes: Shapes, known: set[Term]) -> Iterator[Flaw]:
    """No shape refers to itself, by way of others or not (SHACL, 3.4.3); the circle is told."""
    done: set[Term] = set()
    for first in shapes.subjects():
        above: dict[Term, Iterator[Term]] = {first: iter(_below(shapes, first))} if first not in done else {}
        while above:
            node = next(reversed(above))
            below = next(above[node], None)
            if below is None:
                done.add(node)
                del above[node]
            elif below in above:
                chain = list(above)
                circle = [*chain[chain.index(below) :], below]
                names = " -> ".join(shapes.rule(each) for each in circle)
                problem = f"it refers to itself ({names}); what recursive shapes mean is left open by SHACL"
                yield Flaw(below, "recursion", problem)
            elif below not in done:
                above[below] = iter(_below(shapes, below))


def _below(shapes: Shapes, node: Term) -> list[Term]:
    """Return the shapes that a shape refers to, none where it is switched off."""
    if any(getattr(each, "value", "") == "true" for each in shapes.objects(node, sh("deactivated"))):
        return []
    found = [value for name in _BELOW for value in shapes.objects(node, sh(name))]
    for name in _BELOW_IN_LISTS:
        for head in shapes.objects(node, sh(name)):
            try:
                found += read_list(head, shapes.objects)
            except ValueError:  # told of as no list
                continue
    return found
