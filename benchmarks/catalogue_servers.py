"""The whole catalogue asked of servers that are not ours: Virtuoso and Jena TDB2 beside the embedded store, in one run.

    python benchmarks/catalogue_servers.py --producers 1000

Every stored query with its defaults, all rows fetched, over claims of every kind (`producers_generator.py
--every-kind`) and the ontology: in memory; in Virtuoso as `acopio query --endpoint` asks it, over HTTP (in both
a graph a document); in Jena TDB2 as the files stand, within its own process (`JenaCatalogue.java`, one graph).
Each is asked three times, the best counting; "CPU" is that of the process that answers. Nothing counts the
loading. The numbers of rows are compared; where they differ, all are told. What fails or takes more than the
limit is left out of the sums. Virtuoso and Jena are Debian's (virtuoso-opensource, libapache-jena-java), left
out where they are not installed. The table goes to benchmarks/results/catalogue_servers.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jena
import producers_generator
import pyoxigraph
from catalogue_speed import ONTOLOGY, ROOT
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

sys.path.insert(0, str(ROOT / "tests" / "endpoint"))
from virtuoso import running

from acopio.catalogue.engines import run
from acopio.catalogue.parameters import bind
from acopio.catalogue.query import answer
from acopio.catalogue.stored_query import StoredQuery, catalogue, read_query
from acopio.endpoint.client import Endpoint
from acopio.endpoint.graph_store import GraphStore
from acopio.errors import AcopioError

RESULT = ROOT / "benchmarks" / "results" / "catalogue_servers.md"
TRIES = 3


@dataclass(frozen=True)
class Measured:
    """Seconds of wall-clock and of CPU for all rows, and how many rows there are."""

    wall: float
    cpu: float
    rows: int


def best(ask: Callable[[], int], cpu: Callable[[], float]) -> Measured:
    """Ask three times; the least of each clock counts."""
    walls, cpus, rows = [], [], 0
    for _ in range(TRIES):
        began, spent = time.perf_counter(), cpu()
        rows = ask()
        walls.append(time.perf_counter() - began)
        cpus.append(cpu() - spent)
    return Measured(min(walls), min(cpus), rows)


def graphs(count: int) -> Iterator[tuple[str, list[Triple]]]:
    """Yield the graph of each document and of each file of the ontology, with its triples."""
    for name, text in producers_generator.producers(count, every_kind=True):
        found = parse(f"{producers_generator.HEADER}\n{text}".encode(), format=RdfFormat.TURTLE)
        yield f"https://w3id.org/acopio/doc/{name}", [quad.triple for quad in found]
    for file in ONTOLOGY:
        found = parse(path=str(file), format=RdfFormat.TURTLE)
        yield f"https://w3id.org/acopio/graph/{file.relative_to(ROOT)}", [quad.triple for quad in found]


def embedded(count: int, queries: dict[str, StoredQuery]) -> tuple[dict[str, Measured], int]:
    """Ask the store that acopio embeds; also return how many quads it holds."""
    store = Store()
    for name, triples in graphs(count):
        graph = NamedNode(name)
        store.extend(Quad(each.subject, each.predicate, each.object, graph) for each in triples)
    found_times = {}
    for name, query in queries.items():
        bindings = bind(query, {}, lambda text: run(StoredQuery("inner", "<inner>", text, None), store))
        found_times[name] = best(
            lambda query=query, bindings=bindings: len(run(query, store, bindings)),  # type: ignore[misc]
            time.process_time,
        )
    return found_times, len(store)


def in_virtuoso(
    count: int, folder: Path, queries: dict[str, StoredQuery], limit: int
) -> dict[str, Measured | None] | None:
    """Ask a Virtuoso of this benchmark's own; None where it is not installed or takes too long."""
    if shutil.which("virtuoso-t") is None:
        return None
    os.environ["ACOPIO_ENDPOINT_USER"] = os.environ["ACOPIO_ENDPOINT_PASSWORD"] = "dba"
    times: dict[str, Measured | None] = {}
    with running(folder) as address:
        there = GraphStore(f"{address}/sparql-graph-crud-auth", timeout=600)
        for name, triples in graphs(count):
            there.put(name, triples)
        endpoint = Endpoint(f"{address}/sparql", timeout=limit)
        for name, query in queries.items():
            try:
                times[name] = best(lambda query=query: len(answer(query, endpoint)), _server_cpu)  # type: ignore[misc]
            except AcopioError as error:
                print(f"{name}: {error.headline()}", file=sys.stderr)
                times[name] = None
    return times


def in_jena(path: Path, folder: Path, limit: int) -> dict[str, Measured | None] | None:
    """Ask Jena TDB2; None where it, or a Java that compiles, is not installed."""
    classes = jena.class_path(folder)
    if classes is None or shutil.which("javac") is None:
        return None
    java = ["java", "-Xmx4g", "-cp", classes]
    database = str(folder / "tdb2")
    load = [*java, "tdb2.tdbloader", "--loc", database, str(path), *map(str, ONTOLOGY)]
    subprocess.run(load, check=True, capture_output=True)
    ask = [*java, str(ROOT / "benchmarks" / "JenaCatalogue.java"), database, str(limit)]
    done = subprocess.run(
        [*ask, *map(str, catalogue().values())], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    times: dict[str, Measured | None] = dict.fromkeys(catalogue())
    for line in done.stdout.splitlines():
        name, wall, cpu, rows = line.split()
        times[name] = Measured(float(wall), float(cpu), int(rows)) if int(rows) >= 0 else None
    return times


def _server_cpu() -> float:
    """Return the CPU seconds of the servers that this process has started."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    ticks = 0
    for child in children:
        fields = Path(f"/proc/{child}/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def table(mine: dict[str, Measured], servers: dict[str, dict[str, Measured | None]]) -> list[str]:
    """Return a line a query, and sums over the queries that every server ended."""
    heads = ["query", "rows", "acopio, s", "CPU"]
    for server in servers:
        heads += [f"{server}, s", "CPU"]
    lines = [f"| {' | '.join(heads)} |", f"| --- |{' ---: |' * (len(heads) - 1)}"]
    ended: list[list[Measured]] = []
    for name, own in mine.items():
        others = [times.get(name) for times in servers.values()]
        counts = [str(own.rows), *(str(each.rows) for each in others if each)]
        cells = [name, counts[0] if len(set(counts)) == 1 else " / ".join(counts)]
        for each in (own, *others):
            cells += [f"{each.wall:.3f}", f"{each.cpu:.3f}"] if each else ["stopped", ""]
        lines.append(f"| {' | '.join(cells)} |")
        there = [each for each in others if each is not None]
        if len(there) == len(others):
            ended.append([own, *there])
    cells = [f"**the {len(ended)} that all ended**", ""]
    for column in zip(*ended, strict=True):
        cells += [f"{sum(each.wall for each in column):.3f}", f"{sum(each.cpu for each in column):.3f}"]
    return [*lines, f"| {' | '.join(cells)} |"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--producers", type=int, default=1_000)
    parser.add_argument("--limit", type=int, default=120, help="seconds a query may take")
    arguments = parser.parse_args()
    queries = {name: read_query(path) for name, path in catalogue().items()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "producers.ttl"
        producers_generator.write(str(path), arguments.producers, every_kind=True)
        mine, triples = embedded(arguments.producers, queries)
        servers: dict[str, dict[str, Measured | None]] = {}
        if (times := in_virtuoso(arguments.producers, folder, queries, arguments.limit)) is not None:
            servers["Virtuoso"] = times
        if (times := in_jena(path, folder, arguments.limit)) is not None:
            servers["Jena TDB2"] = times
    load = os.getloadavg()[0]
    head = [
        "# The catalogue in the embedded store, in Virtuoso and in Jena",
        "",
        f"`python benchmarks/catalogue_servers.py --producers {arguments.producers}`: {triples:,} triples, "
        f"pyoxigraph {pyoxigraph.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{load:.0f} processes wanting them at the end.",
        "",
        *(__doc__ or "").split("\n\n", 2)[2].strip().splitlines(),
        "",
    ]
    RESULT.write_text("\n".join([*head, *table(mine, servers)]) + "\n", encoding="utf-8")
    print(RESULT.read_text("utf-8"))


if __name__ == "__main__":
    main()
