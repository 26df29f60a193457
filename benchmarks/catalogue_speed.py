"""The whole catalogue over producers: acopio's embedded store beside Jena TDB2 and rdflib, in one run.

    python benchmarks/catalogue_speed.py --columns 10000 --producers 10000 --disk 1000 --jena 1000 --rdflib 50

Every stored query is asked as its file stands, with nothing restricted, and all of its rows are fetched.
Data: claims of every kind (`producers_generator.py --every-kind`: a document a producer, about 380 triples
a document; data/claims has about 330 a document) and the ontology, loaded before the clock starts. The
embedded store is in memory and holds a graph a document, as a data set does, and is asked the union of
them; the store on disk is the same as `acopio query` opens it, read-only; Jena and rdflib hold one graph.
The embedded store and rdflib are timed in a process a query (a fork of the one that loaded the data), by
the CPU time of the second asking, so that neither other work on the machine nor the copying of memory for
the fork counts; "first 1,000" is the time until as many rows are there. Jena is timed by what it tells
itself (wall-clock) for the second asking in one process. What takes more than the limit is stopped and left
out of the sums of both. Columns (`acopio.columns`) are asked as `acopio query` does, of a data set with a file
a producer that `open_store` opens from disk: each query twice in one process, in the catalogue's order, its
algebra kept from before; importing numpy and opening the columns is told apart. Jena is Debian's
libapache-jena-java, left out where it is not installed. The table goes to
benchmarks/results/catalogue_speed.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jena
import producers_generator
import pyoxigraph
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from acopio.catalogue.stored_query import StoredQuery, catalogue, read_query
from acopio.columns import beside
from acopio.dataset.store import open_store

ROOT = Path(__file__).parents[1]
ONTOLOGY = sorted((ROOT / "ontology").rglob("*.ttl"))
RESULT = ROOT / "benchmarks" / "results" / "catalogue_speed.md"

FIRST = 1_000  # rows, of the column "first 1,000"

# CPU seconds for all rows, how many rows, and CPU seconds until the first thousand are there.
Measured = tuple[float, int, float]
Times = dict[str, Measured | None]


def timed(ask: Callable[[StoredQuery], Measured], limit: int) -> Times:
    """Measure each query, each asked twice in a fork of this process; None past the limit."""
    found: Times = {}
    for name, path in catalogue().items():
        query = read_query(path)
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(limit)
            ask(query)  # the pages of memory that the fork shares are copied now
            os.write(write, " ".join(map(str, ask(query))).encode())
            os._exit(0)
        os.close(write)
        os.waitpid(child, 0)
        told = os.read(read, 100).decode().split()
        os.close(read)
        found[name] = (float(told[0]), int(told[1]), float(told[2])) if told else None
    return found


def filled(count: int) -> Store:
    """Return the producers and the ontology in memory, a graph a document."""
    store = Store()
    for name, text in producers_generator.producers(count, every_kind=True):
        graph = NamedNode(f"https://w3id.org/acopio/doc/{name}")
        found = parse(f"{producers_generator.HEADER}\n{text}".encode(), format=RdfFormat.TURTLE)
        store.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found)
    for file in ONTOLOGY:
        graph = NamedNode(f"https://w3id.org/acopio/graph/{file.relative_to(ROOT)}")
        store.bulk_load(path=str(file), format=RdfFormat.TURTLE, to_graph=graph)
    return store


def asked(store: Store, query: StoredQuery) -> Measured:
    """Ask a store one query and fetch all rows."""
    start, rows, first = time.process_time(), 0, 0.0
    for _ in store.query(query.text, use_default_graph_as_union=True):  # type: ignore[union-attr]
        rows += 1
        if rows == FIRST:
            first = time.process_time() - start
    seconds = time.process_time() - start
    return seconds, rows, first or seconds


def embedded(count: int, limit: int) -> tuple[Times, int]:
    """Ask the store that acopio embeds, in memory; also return how many quads it holds."""
    store = filled(count)
    return timed(lambda query: asked(store, query), limit), len(store)


def on_disk(count: int, limit: int, folder: Path) -> Times:
    """Ask the same store on disk, built and opened as `acopio.dataset.store` does."""
    place = folder / "quads"
    store = Store(place)
    store.bulk_extend(iter(filled(count)))
    del store
    # Each query opens it for itself: its threads would not outlive a fork.
    return timed(lambda query: asked(Store.read_only(str(place)), query), limit)


def in_columns(count: int, folder: Path) -> list[str]:
    """Return a table of the columns beside a data set's store, the first asking and the second."""
    root = folder / "set"
    producers_generator.write(f"{root}/claims/", count, every_kind=True)
    start = time.process_time()
    store = open_store(root)
    built = time.process_time() - start
    for _ in range(2):  # the first process keeps the algebra of the queries
        ask = [sys.executable, __file__, "--asked", str(root)]
        told = subprocess.run(ask, check=True, capture_output=True, text=True).stdout
    opened, found = json.loads(told)
    lines = [
        f"## Columns beside the store on disk: {count:,} producers, {len(store):,} quads",
        "",
        f"CPU time: building store and columns {built:.1f} s, opening the store {opened[0]:.3f} s, importing numpy "
        f"and opening the columns {opened[1]:.3f} s.",
        "",
        "| query | rows | first, s | again, s |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {name} | {rows} | {first:.3f} | {again:.3f} |" for name, (rows, first, again) in found.items()),
    ]
    sums = [sum(each[place] for each in found.values()) for place in (1, 2)]
    return [
        *lines,
        f"| **all** | {sum(each[0] for each in found.values())} | {sums[0]:.3f} | {sums[1]:.3f} |",
        "",
    ]


def columns_asked(root: Path) -> tuple[tuple[float, float], dict[str, tuple[int, float, float]]]:
    """Return CPU seconds to open store and columns, and for each query rows, and seconds to ask it twice."""
    queries = {name: read_query(path) for name, path in catalogue().items()}
    start = time.process_time()
    store = open_store(root)
    opened = time.process_time() - start
    beside.opened(store)
    columns = time.process_time() - start - opened
    found = {}
    for name, query in queries.items():
        seconds = []
        for _ in range(2):
            start = time.process_time()
            rows = beside.answered(store, query.text, {})
            if rows is None:
                raise SystemExit(f"{name} is not answered in columns")
            count = sum(1 for _ in rows)
            seconds.append(time.process_time() - start)
        found[name] = (count, seconds[0], seconds[1])
    return (opened, columns), found


def in_rdflib(path: Path, limit: int) -> Times:
    """Ask rdflib's memory store."""
    graph = rdflib.Graph()
    for file in [path, *ONTOLOGY]:
        graph.parse(file)

    def ask(query: StoredQuery) -> Measured:
        start = time.process_time()
        rows = sum(1 for _ in graph.query(query.text))
        seconds = time.process_time() - start
        return seconds, rows, seconds

    return timed(ask, limit)


def in_jena(path: Path, limit: int, folder: Path) -> Times | None:
    """Ask Jena TDB2, each query twice in a process of its own, the second being timed."""
    classes = jena.class_path(folder)
    if classes is None:
        return None
    java = ["java", "-Xmx4g", "-cp", classes]
    database = folder / f"tdb-{path.stem}"
    load = [*java, "tdb2.tdbloader", "--loc", str(database), str(path), *map(str, ONTOLOGY)]
    subprocess.run(load, check=True, capture_output=True)
    found: Times = {}
    for name, file in catalogue().items():
        ask = [*java, "tdb2.tdbquery", "--loc", str(database), "--query", str(file), "--results", "csv"]
        try:
            done = subprocess.run(
                [*ask, "--time", "--repeat", "1,1"], capture_output=True, text=True, timeout=limit
            )
            seconds = re.findall(r"Time: ([\d.]+) sec", done.stderr + done.stdout)
            found[name] = (float(seconds[-1]), -1, 0.0) if seconds else None
        except subprocess.TimeoutExpired:
            found[name] = None
    return found


def table(title: str, mine: Times, peer: Times | None, peer_name: str) -> list[str]:
    """Return a table of the embedded store's seconds, beside a peer's where there is one."""
    heads = ["query", "rows", "acopio, s", "first 1,000, s"] + (
        [f"{peer_name}, s", "times"] if peer is not None else []
    )
    lines = [f"## {title}", "", f"| {' | '.join(heads)} |", f"| --- |{' ---: |' * (len(heads) - 1)}"]
    both = [name for name in mine if mine[name] and (peer is None or peer.get(name))]
    for name, measured in mine.items():
        cells = [name, "", "stopped", ""]
        if measured:
            cells = [name, str(measured[1]), f"{measured[0]:.3f}", f"{measured[2]:.3f}"]
        if peer is not None:
            other = peer.get(name)
            cells.append(f"{other[0]:.3f}" if other else "stopped")
            cells.append(f"{other[0] / max(measured[0], 0.001):.1f}" if other and measured else "")
        lines.append(f"| {' | '.join(cells)} |")
    total = sum(measured[0] for name in both if (measured := mine[name]))
    first = sum(measured[2] for name in both if (measured := mine[name]))
    cells = [
        "**all**" if len(both) == len(mine) else f"**the {len(both)} that ended**",
        "",
        f"{total:.3f}",
        f"{first:.3f}",
    ]
    if peer is not None:
        others = sum(measured[0] for name in both if (measured := peer[name]))
        cells += [f"{others:.3f}", f"{others / total:.1f}"]
    return [*lines, f"| {' | '.join(cells)} |", ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--columns", type=int, default=10_000, help="producers in columns; 0 leaves it out")
    parser.add_argument(
        "--producers", type=int, default=10_000, help="for the embedded store alone; 0 leaves it out"
    )
    parser.add_argument("--disk", type=int, default=1_000, help="producers on disk; 0 leaves it out")
    parser.add_argument("--jena", type=int, default=1_000, help="producers beside Jena; 0 leaves it out")
    parser.add_argument("--rdflib", type=int, default=50, help="producers beside rdflib; 0 leaves it out")
    parser.add_argument("--asked", type=Path, help=argparse.SUPPRESS)  # the process that asks in columns
    parser.add_argument("--limit", type=int, default=60, help="seconds a query may take")
    arguments = parser.parse_args()
    if arguments.asked:
        print(json.dumps(columns_asked(arguments.asked)))
        return
    parts: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def data(count: int) -> Path:
            path = folder / f"p{count}.ttl"
            producers_generator.write(str(path), count, every_kind=True)
            return path

        if arguments.columns:
            parts += in_columns(arguments.columns, folder)
        if arguments.producers:
            mine, triples = embedded(arguments.producers, arguments.limit)
            parts += table(f"{arguments.producers:,} producers, {triples:,} triples", mine, None, "")
        peers: list[tuple[int, str, Callable[[int], Times | None]]] = [
            (arguments.disk, "the store on disk", lambda count: on_disk(count, arguments.limit, folder)),
            (arguments.jena, "Jena TDB2", lambda count: in_jena(data(count), arguments.limit, folder)),
            (arguments.rdflib, "rdflib", lambda count: in_rdflib(data(count), arguments.limit)),
        ]
        for count, peer, measure in peers:
            if not count:
                continue
            mine, triples = embedded(count, arguments.limit)
            other = measure(count)
            if other is not None:
                parts += table(f"Beside {peer}: {count:,} producers, {triples:,} triples", mine, other, peer)
    head = [
        "# Speed of the catalogue",
        "",
        f"`python benchmarks/catalogue_speed.py {' '.join(sys.argv[1:])}`, pyoxigraph {pyoxigraph.__version__}, "
        f"rdflib {rdflib.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores.",
        "",
        *(line for line in (__doc__ or "").split("\n\n", 2)[2].strip().splitlines()),
        "",
    ]
    RESULT.write_text("\n".join(head + parts).rstrip() + "\n", encoding="utf-8")
    print(RESULT.read_text("utf-8"))


if __name__ == "__main__":
    main()
