"""A SELECT query answered in columns: rows of terms, as the store's engine gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from acopio.columns.covered import NotCovered
from acopio.columns.evaluate import Evaluation
from acopio.columns.labels import given_label
from acopio.shacl.load import no_collection
from acopio.shacl.sparql.tree import Node

if TYPE_CHECKING:
    from acopio.columns.graph import Graph


def is_covered(algebra: Node) -> bool:
    """Tell whether a query may be answered here: a SELECT over everything, with an order, to the last row."""
    if algebra.name != "SelectQuery" or algebra.datasetClause is not None:
        return False
    inner = algebra.p
    while inner is not None and inner.name in ("Distinct", "Reduced", "Project"):
        inner = inner.p
    return inner is not None and inner.name == "OrderBy"


class Answer(Sequence[tuple[Any, ...]]):
    """Rows of terms, made one at a time: kept, they would cost the garbage collector more than the answer."""

    def __init__(self, columns: list[list[Any]], size: int) -> None:
        self._columns, self._size = columns, size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return zip(*self._columns, strict=True)

    @overload
    def __getitem__(self, place: int) -> tuple[Any, ...]: ...

    @overload
    def __getitem__(self, place: slice) -> list[tuple[Any, ...]]: ...

    def __getitem__(self, place: int | slice) -> tuple[Any, ...] | list[tuple[Any, ...]]:
        if isinstance(place, slice):
            return list(zip(*[column[place] for column in self._columns], strict=True))
        return tuple([column[place] for column in self._columns])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(other) != self._size:
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


def answer(
    graph: Graph, algebra: Node, bindings: Mapping[str, Any], names: Sequence[str] | None = None
) -> Answer:
    """Return the rows of a SELECT query in their order; `bindings` are terms by parameter name.

    `names` are the variables that are selected, in their order, which rdflib does not keep for `*`.

    Raises NotCovered.
    """
    numbers = {f"?_{name}": graph.terms.number(*given_label(term)) for name, term in bindings.items()}
    with no_collection():
        selected = algebra.PV if names is None else [f"?{name}" for name in names]
        if sorted(selected) != sorted(algebra.PV):
            raise NotCovered("variables that rdflib does not select")
        rows = Evaluation(graph, numbers).rows(algebra, set(selected))
        return Answer([graph.terms.objects(rows.column(name)) for name in selected], rows.size)
