"""A SELECT query answered in columns: rows of terms, as the store's engine gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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


def answer(graph: Graph, algebra: Node, bindings: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT query in their order; `bindings` are terms by parameter name.

    Raises NotCovered.
    """
    numbers = {f"?_{name}": graph.terms.number(*given_label(term)) for name, term in bindings.items()}
    with no_collection():
        rows = Evaluation(graph, numbers).rows(algebra, set(algebra.PV))
        return list(zip(*[graph.terms.objects(rows.column(name)) for name in algebra.PV], strict=True))
