"""`validate`: from data and shapes to a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

from acopio.shacl import workers
from acopio.shacl.compiler import Compiled, compile_shapes
from acopio.shacl.load import Source, load_table, no_collection
from acopio.shacl.report import Report, Result
from acopio.shacl.shape import Hit, Run, Shape
from acopio.shacl.table import Table
from acopio.shacl.terms import literal

_PARALLEL_TRIPLES = 100_000


def validate(
    data: Source | Table, shapes: Source | Table, *, advanced: bool = True, processes: int | None = None
) -> Report:
    """Validate a data graph against a shapes graph, with the verdict of pySHACL.

    `data` and `shapes` are each a path (a file or a folder), bytes of Turtle, an rdflib graph, a
    pyoxigraph store, an iterable of pyoxigraph triples, or a list of these; a `Table` that was read
    before may be given again. `advanced` takes SPARQL targets in (SHACL Advanced Features, 3).
    `processes` is how many to use; without it all cores where that pays.

    Raises:
        AcopioError: shapes-invalid (naming shape and rule), and those of reading.
    """
    processes = workers.cores() if processes is None else processes
    table = data if isinstance(data, Table) else load_table(data, processes)
    graph = shapes if isinstance(shapes, Table) else load_table(shapes)
    return validate_compiled(compile_shapes(graph, advanced), table, advanced=advanced, processes=processes)


def validate_compiled(
    compiled: Compiled,
    table: Table,
    *,
    advanced: bool = True,
    processes: int = 1,
    among: Callable[[str], bool] | None = None,
) -> Report:
    """Validate a data graph against compiled shapes; `among` tells which focus nodes to validate.

    Raises:
        AcopioError: shapes-invalid, where a shape cannot be evaluated.
    """
    with no_collection():
        hits = evaluate(compiled, table, processes, among)
        hits.sort(key=itemgetter(1))  # as the data have the focus nodes, so that files are come by in turn
    delegated: list[Result] = []
    notes = list(compiled.notes)
    if compiled.delegated:
        from acopio.shacl.delegate import delegate

        delegated, reasons = delegate(compiled, table, advanced)
        notes += reasons
    run = Run(table, compiled.graph)

    def results() -> Iterator[Result]:
        for hit in hits:
            yield make_result(compiled, run, hit)
        yield from delegated

    count = len(hits) + len(delegated)
    return Report(count == 0, count, tuple(notes), table.size(), results)


def evaluate(
    compiled: Compiled, table: Table, processes: int = 1, among: Callable[[str], bool] | None = None
) -> list[Hit]:
    """Return the results of all shapes that have targets and are compiled, at all focus nodes or `among`."""
    _number_terms(compiled, table)
    run = Run(table, compiled.graph)
    targets = {shape: run.targets(shape) for shape in compiled.targeted}
    if among is not None:
        texts = table.texts
        chosen = {node for node in set().union(*targets.values()) if among(texts[node])}
        targets = {shape: nodes & chosen for shape, nodes in targets.items()}
    if processes > 1 and table.size() > _PARALLEL_TRIPLES and workers.can_fork():
        shares = _shares(targets, processes)
        known = len(table.texts)
        hits: list[Hit] = []
        for found, texts in workers.run(lambda share: _evaluate_share(run, share, known), shares):
            hits += _renumbered(found, texts, known, table) if texts else found
        return hits
    hits = []
    for shape, nodes in targets.items():
        hits.extend(run.hits(shape, nodes))
    return hits


def _evaluate_share(run: Run, share: list[tuple[Shape, set[int]]], known: int) -> tuple[list[Hit], list[str]]:
    """Return the hits of some shapes, and the terms that were made on the way (by BIND, say)."""
    hits = [hit for shape, nodes in share for hit in run.hits(shape, nodes)]
    return hits, run.table.texts[known:]


def _renumbered(hits: list[Hit], texts: list[str], known: int, table: Table) -> list[Hit]:
    """Return hits with this process's numbers for terms that another process made."""
    numbers = [table.number(text) for text in texts]

    def own(number: int) -> int:
        return numbers[number - known] if number >= known else number

    def renumber(hit: Hit) -> Hit:
        constraint, focus, value, path, more = hit
        if more and isinstance(more[0], tuple):
            more = [renumber(inner) for inner in more]
        return constraint, own(focus), own(value), own(path), more

    return [renumber(hit) for hit in hits]


def _shares(targets: dict[Shape, set[int]], processes: int) -> list[list[tuple[Shape, set[int]]]]:
    """Share the work out: the dearest shapes first, each to who has least so far."""
    costs = {shape: len(nodes) * _weight(shape) for shape, nodes in targets.items()}
    shares: list[list[tuple[Shape, set[int]]]] = [[] for _ in range(processes)]
    loads = [0.0] * processes
    for shape in sorted(targets, key=lambda each: (-costs[each], each.node)):
        least = loads.index(min(loads))
        shares[least].append((shape, targets[shape]))
        loads[least] += costs[shape]
    return shares


def _weight(shape: Shape) -> float:
    return sum(constraint.cost + sum(map(_weight, constraint.needs())) for constraint in shape.constraints)


def _number_terms(compiled: Compiled, table: Table) -> None:
    """Give every term of the shapes a number, so that processes agree on all of them."""
    for text in compiled.graph.texts:
        table.number(text)


def make_result(compiled: Compiled, run: Run, hit: Hit) -> Result:
    """Write one result out."""
    number, focus, value, predicate, more = hit
    constraint = compiled.constraints[number]
    shape, texts = constraint.shape, run.table.texts
    detail: tuple[Result, ...] = ()
    messages: tuple[str, ...] | None = None
    path, path_text = shape.path_node, shape.path.text if shape.path else None
    if predicate >= 0:
        path = path_text = texts[predicate]
    if more and isinstance(more[0], tuple):
        detail = tuple(make_result(compiled, run, inner) for inner in more)
    elif more:
        messages = tuple(more)
    if messages is None:
        messages = shape.messages
        if not messages and (text := constraint.message(run, hit)) is not None:
            messages = (literal(text),)
    return Result(
        texts[focus], shape.node, constraint.component, shape.severity, path, path_text,
        texts[value] if value >= 0 else None, constraint.source, messages, detail,
    )  # fmt: skip
