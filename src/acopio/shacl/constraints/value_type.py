"""sh:class, sh:datatype and sh:nodeKind (SHACL, 4.1)."""

from __future__ import annotations

from typing import Final

from acopio.shacl.describe import describe
from acopio.shacl.literals import datatype_check
from acopio.shacl.shape import Hit, Run, Shape, ValueConstraint
from acopio.shacl.terms import SH

NODE_KINDS: Final = {
    f"<{SH}IRI>": "<",
    f"<{SH}BlankNode>": "_",
    f"<{SH}Literal>": '"',
    f"<{SH}BlankNodeOrIRI>": "_<",
    f"<{SH}BlankNodeOrLiteral>": '_"',
    f"<{SH}IRIOrLiteral>": '<"',
}


class Class(ValueConstraint):
    """Each value node is an instance of a class, or of a subclass that the data name."""

    component = f"<{SH}ClassConstraintComponent>"

    def __init__(self, shape: Shape, class_: str, classes: list[str]) -> None:
        super().__init__(shape)
        self.class_ = class_
        self.classes = classes

    def bad(self, run: Run, values: set[int]) -> set[int]:
        return values - run.table.instances(run.table.number(self.class_))

    def message(self, run: Run, hit: Hit) -> str:
        names = [describe(run.shapes, each) for each in self.classes]
        if len(names) == 1:
            return f"Value does not have class {names[0]}"
        return f"Value class is not in classes ({', '.join(names)})"


class Datatype(ValueConstraint):
    """Each value node is a well-typed literal of a datatype."""

    component = f"<{SH}DatatypeConstraintComponent>"

    def __init__(self, shape: Shape, datatype: str) -> None:
        super().__init__(shape)
        self.datatype = datatype
        self._fits = datatype_check(datatype)

    def bad(self, run: Run, values: set[int]) -> set[int]:
        texts, fits = run.table.texts, self._fits
        return {value for value in values if not fits(texts[value])}

    def message(self, run: Run, hit: Hit) -> str:
        return f"Value is not Literal with datatype {describe(run.shapes, self.datatype)}"


class NodeKind(ValueConstraint):
    """Each value node is of a kind: IRI, blank node, literal, or one of two."""

    component = f"<{SH}NodeKindConstraintComponent>"

    def __init__(self, shape: Shape, kind: str) -> None:
        super().__init__(shape)
        self.kind = kind
        self._first = NODE_KINDS[kind]

    def bad(self, run: Run, values: set[int]) -> set[int]:
        texts, first = run.table.texts, self._first
        return {value for value in values if texts[value][0] not in first}

    def message(self, run: Run, hit: Hit) -> str:
        return f"Value is not of Node Kind {describe(run.shapes, self.kind)}"
