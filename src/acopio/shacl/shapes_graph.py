"""Which nodes of a shapes graph are shapes, and what they say that is no constraint (SHACL, 2.1)."""

from __future__ import annotations

from typing import Final, NoReturn

from acopio.errors import AcopioError
from acopio.shacl.literals import boolean_value
from acopio.shacl.paths import PathError, read_path
from acopio.shacl.regex_limit import SECONDS
from acopio.shacl.shape import VIOLATION, Shape
from acopio.shacl.table import Table
from acopio.shacl.terms import OWL, RDF_TYPE, RDFS, RDFS_SUBCLASS, SH, is_iri, is_literal


def sh(name: str) -> str:
    """Return the text of a term of the SHACL vocabulary."""
    return f"<{SH}{name}>"


_TARGETS: Final = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_SHOWN: Final = 100  # characters of a value in a fault
_SHAPE_LISTS: Final = ("and", "or", "xone")


def invalid(shapes: Table, node: str, rule: str) -> NoReturn:
    """Refuse a shape: name it, and the rule that it breaks."""
    from acopio.shacl.describe import describe

    raise AcopioError("shapes-invalid", f"Shape {describe(shapes, node)}: {rule}")


def undecided_pattern(shapes: Table, node: str, pattern: str, value: str) -> NoReturn:
    """Say that a regular expression of a shape takes too long for a value."""
    from acopio.shacl.describe import describe

    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}… ({len(value):,} characters)"
    raise AcopioError(
        "pattern-undecided",
        f"Shape {describe(shapes, node)}: {pattern} is not decided in {SECONDS:g} seconds for the value {shown}",
    )


def find_shapes(shapes: Table) -> dict[str, Shape]:
    """Return all shapes by node, with their targets and paths but without constraints.

    Raises:
        AcopioError: shapes-invalid, naming the shape and the rule.
    """
    node_shapes = set(shapes.subjects(RDF_TYPE, sh("NodeShape")))
    property_shapes = set(shapes.subjects(RDF_TYPE, sh("PropertyShape")))
    for node in sorted(node_shapes & property_shapes):
        invalid(shapes, node, "it cannot be both a sh:NodeShape and a sh:PropertyShape")
    found = node_shapes | property_shapes
    for name in (*_TARGETS, "property", "node"):
        found.update(shapes.subjects_of(sh(name)))
    if sh("target") in shapes.ids:
        found.update(shapes.subjects_of(sh("target")))
    for name in ("property", "node", "not", "qualifiedValueShape"):
        for subject in shapes.subjects_of(sh(name)):
            for value in shapes.objects(subject, sh(name)):
                if is_literal(value):
                    invalid(shapes, subject, f"sh:{name} must point to a shape, not to the literal {value}")
                found.add(value)
    for name in _SHAPE_LISTS:
        for subject in shapes.subjects_of(sh(name)):
            for head in shapes.objects(subject, sh(name)):
                found.update(shape_list(shapes, subject, name, head))
    compiled: dict[str, Shape] = {}
    for node in sorted(found):
        paths = shapes.objects(node, sh("path"))
        if node in node_shapes and paths:
            invalid(shapes, node, "a sh:NodeShape cannot have a sh:path")
        if node in property_shapes and not paths:
            invalid(shapes, node, "a sh:PropertyShape needs a sh:path")
        if len(paths) > 1:
            invalid(shapes, node, "a property shape has exactly one sh:path")
        compiled[node] = _shape(shapes, node, paths[0] if paths else None)
    return compiled


def shape_list(shapes: Table, node: str, name: str, head: str) -> list[str]:
    """Return the members of a list of shapes, or refuse it."""
    members = shapes.items(head)
    if not members:
        invalid(shapes, node, f"sh:{name} must point to an RDF list with one member or more")
    for member in members:
        if is_literal(member):
            invalid(shapes, node, f"sh:{name} must list shapes, not the literal {member}")
    return members


def _shape(shapes: Table, node: str, path_node: str | None) -> Shape:
    shape = Shape(node, path_node=path_node)
    if path_node is not None:
        try:
            shape.path = read_path(shapes, path_node)
        except PathError as fault:
            invalid(shapes, node, f"its sh:path is not well-formed: {fault}")
    severities = shapes.objects(node, sh("severity"))
    if len(severities) > 1 or any(not is_iri(each) for each in severities):
        invalid(shapes, node, "sh:severity must be one IRI")
    shape.severity = severities[0] if severities else VIOLATION
    shape.messages = tuple(shapes.objects(node, sh("message")))
    if any(not is_literal(message) for message in shape.messages):
        invalid(shapes, node, "sh:message must be a string, with a language tag or without")
    deactivated = shapes.objects(node, sh("deactivated"))
    if len(deactivated) > 1:
        invalid(shapes, node, "it has more than one sh:deactivated")
    if deactivated:
        value = boolean_value(deactivated[0])
        if value is None:
            invalid(shapes, node, "sh:deactivated must be true or false")
        shape.deactivated = value
    shape.class_targets = _iris(shapes, node, "targetClass")
    if _is_class(shapes, node):
        shape.class_targets = sorted({*shape.class_targets, node})
    shape.node_targets = shapes.objects(node, sh("targetNode"))
    shape.subjects_of = _iris(shapes, node, "targetSubjectsOf")
    shape.objects_of = _iris(shapes, node, "targetObjectsOf")
    return shape


def _iris(shapes: Table, node: str, name: str) -> list[str]:
    values = shapes.objects(node, sh(name))
    for value in values:
        if is_literal(value):
            invalid(shapes, node, f"sh:{name} must be an IRI, not {value}")
    return values


def _is_class(shapes: Table, node: str) -> bool:
    """Tell whether the shape is a class too, and so targets its own instances (SHACL, 2.1.3.3)."""
    classes = {f"<{RDFS}Class>", f"<{OWL}Class>", *shapes.subjects(RDFS_SUBCLASS, f"<{RDFS}Class>")}
    return is_iri(node) and not classes.isdisjoint(shapes.objects(node, RDF_TYPE))
