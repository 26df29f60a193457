"""From a shapes graph to compiled shapes: finding, checking, ordering."""

from __future__ import annotations

from dataclasses import dataclass, field

from acopio.errors import AcopioError
from acopio.shacl.describe import describe
from acopio.shacl.parameters import ShapesReader
from acopio.shacl.shape import Constraint, Shape
from acopio.shacl.shapes_graph import find_shapes, sh
from acopio.shacl.sparql.constraints import NotCompiled, SparqlReader
from acopio.shacl.sparql.query import Parsed
from acopio.shacl.table import Table


@dataclass(slots=True)
class Compiled:
    """A compiled shapes graph.

    `targeted` are the shapes that are evaluated here, each with its targets; `delegated` maps nodes of
    shapes that pySHACL must evaluate to the reason; `notes` name what nobody evaluates.
    """

    graph: Table
    shapes: dict[str, Shape]
    constraints: list[Constraint] = field(default_factory=list)
    targeted: list[Shape] = field(default_factory=list)
    delegated: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def compile_shapes(graph: Table, advanced: bool = True, parsed: Parsed | None = None) -> Compiled:
    """Compile a shapes graph; `advanced` takes SPARQL targets in, as pySHACL's option of that name does.

    Queries that are among those `parsed` before are not parsed again; others are added to them.

    Raises:
        AcopioError: shapes-invalid, naming the shape and the rule of SHACL that it breaks.
    """
    found = find_shapes(graph)
    compiled = Compiled(graph, found)
    reader, sparql = ShapesReader(graph, found), SparqlReader(graph, {} if parsed is None else parsed)
    reasons: dict[Shape, str] = {}
    for shape in found.values():
        if shape.deactivated:
            continue
        shape.constraints.extend(reader.constraints(shape))
        try:
            shape.constraints.extend(sparql.constraints(shape))
            if advanced:
                _refuse_to_compile(graph, shape)
                shape.sparql_targets.extend(sparql.targets(shape))
        except NotCompiled as obstacle:
            reasons[shape] = str(obstacle)
        if graph.objects(shape.node, sh("js")):
            compiled.notes.append(f"sh:js of {describe(graph, shape.node)} was not evaluated")
    _refuse_recursion(compiled)
    for shape in found.values():
        # A shape that was not compiled may have targets in SPARQL alone, which are not compiled either.
        targeted = shape.has_targets or (advanced and bool(graph.objects(shape.node, sh("target"))))
        if targeted and not shape.deactivated:
            reason = _reason(shape, reasons, set())
            if reason is None:
                compiled.targeted.append(shape)
            else:
                compiled.delegated[shape.node] = reason
    for shape in found.values():
        for constraint in shape.constraints:
            constraint.index = len(compiled.constraints)
            compiled.constraints.append(constraint)
    return compiled


def _refuse_to_compile(graph: Table, shape: Shape) -> None:
    """Leave to pySHACL what it evaluates of SHACL Advanced Features."""
    if graph.objects(shape.node, sh("expression")):
        raise NotCompiled("it has sh:expression")
    if sh("rule") in graph.ids and graph.subjects_of(sh("rule")):
        raise NotCompiled("the shapes have rules (sh:rule), which change the data")


def _reason(shape: Shape, reasons: dict[Shape, str], seen: set[Shape]) -> str | None:
    """Return why a shape, or one that it refers to, cannot be evaluated here."""
    if shape in reasons:
        return reasons[shape]
    seen.add(shape)
    for constraint in shape.constraints:
        for other in constraint.needs():
            if other not in seen and (reason := _reason(other, reasons, seen)):
                return reason
    return None


def _refuse_recursion(compiled: Compiled) -> None:
    """Refuse shapes that refer to themselves, about which SHACL says nothing (SHACL, 3.4.3)."""
    done: set[Shape] = set()
    above: list[Shape] = []

    def visit(shape: Shape) -> None:
        if shape in above:
            circle = [*above[above.index(shape) :], shape]
            names = " -> ".join(describe(compiled.graph, each.node) for each in circle)
            raise AcopioError(
                "shapes-invalid",
                f"Shape {describe(compiled.graph, shape.node)}: it refers to itself ({names}); "
                "what recursive shapes mean is left open by SHACL",
                remedy="Break the circle, for example with sh:class instead of sh:node.",
            )
        if shape in done:
            return
        above.append(shape)
        for constraint in shape.constraints:
            for other in constraint.needs():
                visit(other)
        above.pop()
        done.add(shape)

    for shape in compiled.shapes.values():
        visit(shape)
