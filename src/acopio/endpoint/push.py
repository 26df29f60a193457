"""Put a data set's graphs on a server: only what has changed since the last time, a request a graph.

What was sent is told by a graph of the server's own, `id:pushed`, that holds the SHA-256 of each graph.
It is written before anything is sent, without the graphs that are about to change, and again at the end:
whatever happens in between, it never vouches for a graph that is not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from acopio.endpoint.graph_store import GraphStore
from acopio.errors import AcopioError
from acopio.namespaces import ID

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from acopio.dataset.folder import DatasetFolder

REGISTER: Final = f"{ID}pushed"
# Not schema:sha256, which a document has of its own file: the register is in the union of all graphs.
_SHA256: Final = "http://spdx.org/rdf/terms#checksumValue"
# Faults of one graph; after any other, the next graph would fare no better.
_OF_ONE_GRAPH: Final = ("endpoint-refused", "endpoint-failed")


@dataclass
class PushReport:
    """What was done, by the IRIs of graphs; `failed` has the fault of each that was not done."""

    sent: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    failed: dict[str, AcopioError] = field(default_factory=dict)

    def summary(self) -> str:
        """Say it in one line."""
        parts = [f"{len(self.sent)} sent", f"{len(self.unchanged)} unchanged", f"{len(self.deleted)} deleted"]
        if self.gone:
            parts.append(f"{len(self.gone)} gone here but left there (--prune deletes them)")
        if self.failed:
            parts.append(f"{len(self.failed)} not done")
        total = len(self.sent) + len(self.unchanged) + len(self.failed)
        return f"{total} graphs: {', '.join(parts)}"


def push(
    endpoint: str,
    dataset: DatasetFolder | Path | str | None = None,
    *,
    prune: bool = False,
    everything: bool = False,
    timeout: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PushReport:
    """Put the graphs of a data set and the ontology on a server, at its Graph Store Protocol address.

    Graphs that are there already are not sent again, unless `everything` is asked for. `prune` deletes
    those that were pushed once and are no more; others of the server are never touched. `timeout` is
    seconds a graph. A server takes each graph whole or not at all, but not all of them at once: where
    some fail, AcopioError push-unfinished tells which, and pushing again goes on from there.
    """
    graphs = graphs_of(dataset)
    store = GraphStore(endpoint, timeout=timeout)
    known = _read_register(store)
    digests = {graph: digest(triples) for graph, triples in graphs.items()}
    report = PushReport(unchanged=[g for g in graphs if known.get(g) == digests[g] and not everything])
    changed = [graph for graph in graphs if graph not in report.unchanged]
    gone = sorted(known.keys() - graphs.keys())
    kept = {graph: known[graph] for graph in report.unchanged}
    if prune:
        doomed = gone
    else:
        doomed, report.gone = [], gone
        kept |= {graph: known[graph] for graph in gone}
    if not changed and not doomed:
        return report
    _write_register(store, kept | {graph: known[graph] for graph in doomed})
    steps = len(changed) + len(doomed)
    try:
        for number, graph in enumerate([*changed, *doomed], start=1):
            try:
                if graph in graphs:
                    store.put(graph, graphs[graph])
                    kept[graph] = digests[graph]
                    report.sent.append(graph)
                else:
                    store.delete(graph)
                    report.deleted.append(graph)
            except AcopioError as error:
                report.failed[graph] = error
                if error.kind.code not in _OF_ONE_GRAPH:
                    break
            if progress is not None:
                progress(number, steps)
    finally:
        kept |= {graph: known[graph] for graph in doomed if graph not in report.deleted}
        _finish(store, kept, report)
    if report.failed:
        raise _unfinished(report, steps)
    return report


def graphs_of(dataset: DatasetFolder | Path | str | None = None) -> dict[str, list[Triple]]:
    """Return the triples of every named graph of a data set and of the ontology, sorted."""
    from acopio.dataset.folder import DatasetFolder, find_dataset
    from acopio.dataset.graph_files import QuadSource, graph_files
    from acopio.dataset.store import finish_pending
    from acopio.dataset.turtle_syntax import raise_all

    folder = dataset if isinstance(dataset, DatasetFolder) else find_dataset(dataset)
    finish_pending(folder)
    files, source = graph_files(folder), QuadSource()
    graphs: dict[str, set[Triple]] = {}
    for quad in source.read(files):
        graphs.setdefault(str(quad.graph_name).strip("<>"), set()).add(quad.triple)
    raise_all(source.faults)
    return {graph: sorted(graphs[graph], key=str) for graph in sorted(graphs)}


def digest(triples: list[Triple]) -> str:
    """Return the SHA-256 of a graph's sorted N-Triples, blank nodes having canonical names (RDFC-1.0)."""
    from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

    lines = [f"{triple} .\n" for triple in triples]
    if any(isinstance(node, BlankNode) for triple in triples for node in (triple.subject, triple.object)):
        dataset = Dataset(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        lines = [f"{quad.triple} .\n" for quad in dataset]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def _read_register(store: GraphStore) -> dict[str, str]:
    from pyoxigraph import Literal, NamedNode

    return {
        triple.subject.value: triple.object.value
        for triple in store.get(REGISTER)
        if triple.predicate.value == _SHA256
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    }


def _write_register(store: GraphStore, digests: dict[str, str]) -> None:
    from pyoxigraph import Literal, NamedNode, Triple

    store.put(
        REGISTER,
        [Triple(NamedNode(graph), NamedNode(_SHA256), Literal(digests[graph])) for graph in sorted(digests)],
    )


def _finish(store: GraphStore, digests: dict[str, str], report: PushReport) -> None:
    """Write down what is there; where that fails too, the graphs are only sent once more next time."""
    try:
        _write_register(store, digests)
    except AcopioError as error:
        report.failed[REGISTER] = error


def _unfinished(report: PushReport, steps: int) -> AcopioError:
    told = [f"  {graph}: {error.problem} [{error.kind.code}]" for graph, error in report.failed.items()]
    done = len(report.sent) + len(report.deleted)
    last = next(reversed(report.failed.values()))
    remedy = f"{last.remedy} Then push again: graphs that are there already are not sent anew."
    return AcopioError(
        "push-unfinished",
        f"{done} of {steps} graphs were done, the rest was not:\n" + "\n".join(told),
        remedy=remedy,
    )
