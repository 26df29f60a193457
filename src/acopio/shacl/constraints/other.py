"""sh:closed, sh:hasValue and sh:in (SHACL, 4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from acopio.shacl.describe import describe
from acopio.shacl.shape import Constraint, FocusConstraint, Hit, Run, Shape, ValueConstraint
from acopio.shacl.terms import RDF_TYPE, RDFS, SH
from acopio.shacl.values import Values


class Closed(Constraint):
    """Value nodes have no other properties than those named; a result for each triple with another."""

    component = f"<{SH}ClosedConstraintComponent>"

    def __init__(self, shape: Shape, allowed: set[str]) -> None:
        super().__init__(shape)
        self.allowed = allowed

    def failing(self, run: Run, values: Values) -> set[int]:
        return {hit[1] for hit in self.hits(run, values)}

    def hits(self, run: Run, values: Values) -> Iterator[Hit]:
        table = run.table
        distinct = values.distinct()
        found: dict[int, list[tuple[int, int]]] = {}
        for predicate in list(table.columns):
            if table.texts[predicate] in self.allowed:
                continue
            # Every class is allowed to say that its instances are resources, as pySHACL has it.
            passing = table.ids.get(f"<{RDFS}Resource>") if table.texts[predicate] == RDF_TYPE else None
            forward = table.forward(predicate)
            for node in distinct & forward.nodes():
                for value in forward.values(node):
                    if value != passing:
                        found.setdefault(node, []).append((predicate, value))
        if found:
            for node, owner in values.pairs_among(set(found)):
                for predicate, value in found[owner]:
                    yield self.index, node, value, predicate, None

    def message(self, run: Run, hit: Hit) -> str:
        texts = run.table.texts
        focus, value = describe(run.table, texts[hit[1]]), describe(run.table, texts[hit[2]])
        return f"Node {focus} is closed. It cannot have value: {value}"


class HasValue(FocusConstraint):
    """A term is among the value nodes."""

    component = f"<{SH}HasValueConstraintComponent>"

    def __init__(self, shape: Shape, value: str, wanted: list[str]) -> None:
        super().__init__(shape)
        self.value = value
        self.wanted = wanted

    def failing(self, run: Run, values: Values) -> set[int]:
        return values.nodes - values.nodes_with({run.table.number(self.value)})

    def message(self, run: Run, hit: Hit) -> str:
        names = [describe(run.shapes, each) for each in self.wanted]
        focus = describe(run.table, run.table.texts[hit[1]])
        if self.shape.path_node is None:
            return f"Node {focus} value is not a in the set of values: {names}"
        path = describe(run.shapes, self.shape.path_node)
        return f"Node {focus}->{path} does not contain a value in the set: {names}"


class In(ValueConstraint):
    """Each value node is a member of a list."""

    component = f"<{SH}InConstraintComponent>"

    def __init__(self, shape: Shape, members: list[str]) -> None:
        super().__init__(shape)
        self.members = members

    def bad(self, run: Run, values: set[int]) -> set[int]:
        return values - {run.table.number(member) for member in self.members}

    def message(self, run: Run, hit: Hit) -> str:
        names = [describe(run.shapes, each) for each in self.members]
        return f"Value {describe(run.table, run.table.texts[hit[2]])} not in list {names}"
