"""What compiled shapes read of the data, so that a change elsewhere can be told not to matter.

Evaluating a shape starts from a focus node and reads along properties, forwards or backwards. Knowing
which, one can say from the triples alone what a verdict on a node can depend on. Whatever cannot be told
to start from the focus node needs the whole of the data; so does every constraint not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from acopio.shacl.compiler import Compiled
from acopio.shacl.constraints import (
    cardinality,
    logic,
    other,
    pairs,
    shape_based,
    strings,
    value_range,
    value_type,
)
from acopio.shacl.describe import describe
from acopio.shacl.paths import Alternative, Path, Predicate, Repeated, Sequence
from acopio.shacl.shape import Constraint, Shape
from acopio.shacl.sparql import patterns
from acopio.shacl.sparql.algebra import Query
from acopio.shacl.sparql.constraints import ComponentConstraint, SparqlConstraint
from acopio.shacl.terms import is_literal

# Constraints that read nothing but the triples of a value node, or only ask shapes that are looked at too.
NEAR: Final[tuple[type[Constraint], ...]] = (
    cardinality.MinCount, cardinality.MaxCount, logic.Not, logic.And, logic.Or, logic.Xone, other.Closed,
    other.HasValue, other.In, pairs.Equals, pairs.Disjoint, pairs.LessThan, pairs.LessThanOrEquals,
    shape_based.Property, shape_based.Node, shape_based.Qualified, strings.MinLength, strings.MaxLength,
    strings.Pattern, strings.LanguageIn, strings.UniqueLang, value_range.Bound, value_type.Class,
    value_type.Datatype, value_type.NodeKind,
)  # fmt: skip


@dataclass(slots=True)
class Reads:
    """What shapes read, beside all triples whose subject is a node that is reached.

    From a node that is reached, `forward` and `backward` are the predicates that lead to other nodes
    (`anywhere` says that any predicate may, forwards); `fixed` are nodes that queries start from whatever
    the focus node; `targets` are nodes that are validated though no triple may name them. `whole` gives
    the reasons why results cannot be told apart by their focus nodes; while there is one, the rest says
    nothing.
    """

    forward: set[str] = field(default_factory=set)
    backward: set[str] = field(default_factory=set)
    anywhere: bool = False
    fixed: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    whole: list[str] = field(default_factory=list)

    def path(self, path: Path) -> None:
        """Take in that a path is followed from a node that is reached."""
        if isinstance(path, Predicate):
            (self.backward if path.inverse else self.forward).add(path.predicate)
        elif isinstance(path, Sequence):
            for step in path.steps:
                self.path(step)
        elif isinstance(path, Alternative):
            for choice in path.choices:
                self.path(choice)
        elif isinstance(path, Repeated):
            self.path(path.step)
        else:
            self.whole.append(f"a path is a {type(path).__name__}")


def reads_of(compiled: Compiled) -> Reads:
    """Return what the shapes that are evaluated read."""
    found = Reads()
    for node in compiled.delegated:
        found.whole.append(f"{describe(compiled.graph, node)} is evaluated by pySHACL")
    for shape in compiled.targeted:
        found.targets.update(shape.node_targets)
        if shape.sparql_targets:
            found.whole.append(f"{describe(compiled.graph, shape.node)} has a target in SPARQL")
        if shape.objects_of or any(map(is_literal, shape.node_targets)):
            found.whole.append(f"{describe(compiled.graph, shape.node)} may have literals as focus nodes")
    for shape in _all_shapes(compiled):
        if shape.path is not None:
            found.path(shape.path)
        for constraint in shape.constraints:
            if isinstance(constraint, (SparqlConstraint, ComponentConstraint)):
                _query(found, constraint.query, describe(compiled.graph, shape.node))
            elif isinstance(constraint, shape_based.Property) and shape.path is not None:
                found.whole.append(f"{describe(compiled.graph, shape.node)} has results at other nodes")
            elif not isinstance(constraint, NEAR):
                found.whole.append(f"{type(constraint).__name__} is not known to be near")
    return found


def _all_shapes(compiled: Compiled) -> Iterator[Shape]:
    seen: set[Shape] = set()
    ahead = list(compiled.targeted)
    while ahead:
        shape = ahead.pop()
        if shape in seen or shape.deactivated:
            continue
        seen.add(shape)
        yield shape
        for constraint in shape.constraints:
            ahead.extend(constraint.needs())


class _Far(Exception):  # noqa: N818 - no fault: the query is asked of the whole
    """A pattern may start from anywhere."""


def _query(found: Reads, query: Query, name: str) -> None:
    near = {query.slots[variable] for variable in query.known & {"?this", "?value"}}
    try:
        _pattern(found, query.pattern, near)
    except _Far as far:
        found.whole.append(f"the query of {name} {far}")


def _pattern(found: Reads, pattern: patterns.Pattern, known: set[int]) -> set[int]:
    """Take in what a pattern reads, and return the places that surely have a value after it."""
    if isinstance(pattern, patterns.Triples):
        for subject, predicate, value in pattern.steps:
            known = _step(found, subject, predicate, value, known)
        return known
    if isinstance(pattern, patterns.OptionalTriple):
        after = _pattern(found, pattern.inner, known)
        _step(found, pattern.subject, pattern.predicate, pattern.value, after)
        return after
    if isinstance(pattern, patterns.Optional):
        after = _pattern(found, pattern.inner, known)
        _pattern(found, pattern.more, after)
        return after
    if isinstance(pattern, patterns.Filter):
        after = _pattern(found, pattern.inner, known)
        for _, exists in pattern.exists:
            _pattern(found, exists, after)
        return after
    if isinstance(pattern, patterns.Join):
        return _pattern(found, pattern.second, _pattern(found, pattern.first, known))
    if isinstance(pattern, patterns.Union):
        return _pattern(found, pattern.first, known) & _pattern(found, pattern.second, known)
    if isinstance(pattern, patterns.Extend):
        return _pattern(found, pattern.inner, known)
    raise _Far(f"has a {type(pattern).__name__}")


def _step(
    found: Reads, subject: int | str, predicate: int | str | Path, value: int | str, known: set[int]
) -> set[int]:
    """Take in one triple pattern: from its subject where that is known, otherwise back from its object.

    A variable in the place of the predicate is not known afterwards: a property is no node that is reached.
    """
    places = {each for each in (subject, value) if isinstance(each, int)}
    forwards = isinstance(subject, str) or subject in known
    if not forwards and not isinstance(value, str) and value not in known:
        raise _Far("has a triple that starts from neither the focus node nor what it leads to")
    start = subject if forwards else value
    if isinstance(start, str):
        if is_literal(start) and not forwards:
            raise _Far("starts from a literal")
        found.fixed.add(start)
    if isinstance(predicate, Path):
        found.path(predicate if forwards else predicate.inverted())
    elif not forwards:
        if not isinstance(predicate, str):
            raise _Far("asks for any property backwards")
        found.backward.add(predicate)
    elif isinstance(predicate, str):
        found.forward.add(predicate)
    elif isinstance(value, int) and value not in known:
        found.anywhere = True
    return known | places
