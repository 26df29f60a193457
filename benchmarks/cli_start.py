"""What it costs to start `acopio`, and to answer a query, beside rdflib and Jena; all in one run.

    python benchmarks/cli_start.py --repeat 15

Each command is a process of its own, begun in turn so that what else the machine does falls on all of
them alike; the table has the median and the least of the wall-clock times, and the least CPU time. What
answering costs is measured inside a process, without its start: the difference is the command line's own
cost, which is to stay under 0.25 seconds. The same query over the same triples gives the same number of
rows everywhere, or the benchmark fails. Jena is Debian's libapache-jena-java, left out where it is not
installed. The table goes to benchmarks/results/cli_start.md.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jena

ROOT = Path(__file__).parents[1]
QUERY = "certification_dates"
LIMIT = 0.25

ACOPIO = [sys.executable, "-m", "acopio.cli.main"]
# Inside a process: seconds to open the store (or read the file), seconds to answer, rows.
STORE = """
import json, sys, time
import pyoxigraph
from acopio.catalogue.query import answer
from acopio.catalogue.stored_query import find_query
from acopio.dataset.store import open_store
begin = time.perf_counter()
stored = find_query(sys.argv[1])
store = open_store(sys.argv[2])
opened = time.perf_counter()
rows = len(answer(stored, store))
print(json.dumps([opened - begin, time.perf_counter() - opened, rows]))
"""
RDFLIB = """
import json, sys, time
import rdflib
import rdflib.plugins.sparql
from pathlib import Path
begin = time.perf_counter()
graph = rdflib.Graph().parse(sys.argv[2], format="nt")
opened = time.perf_counter()
rows = len(list(graph.query(Path(sys.argv[1]).read_text("utf-8"))))
print(json.dumps([opened - begin, time.perf_counter() - opened, rows]))
"""


class Process:
    """Commands of one kind: the wall-clock and CPU seconds of each run, and what the last one printed."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        self.name, self.command, self.environment = name, command, environment
        self.clock: list[float] = []
        self.cpu: list[float] = []
        self.inside: list[list[float]] = []
        self.printed = ""

    def run(self) -> None:
        """Run it once, to its end; SystemExit where it fails."""
        begin = time.perf_counter()
        with subprocess.Popen(
            self.command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            self.printed = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name} failed: {self.command}")
        self.clock.append(time.perf_counter() - begin)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        if self.printed.startswith("["):
            self.inside.append(json.loads(self.printed))

    def line(self) -> str:
        """Return its line of the table."""
        parts = [f"{statistics.median(self.clock):.3f}", f"{min(self.clock):.3f}", f"{min(self.cpu):.3f}"]
        inside = [f"{min(run[place] for run in self.inside):.4f}" if self.inside else "" for place in (0, 1)]
        return f"| {self.name} | {' | '.join([*parts, *inside])} |"


def processes(folder: Path, triples: Path) -> dict[str, Process]:
    """Return what is measured, by a short name.

    Modules are compiled into a folder of the benchmark, by the first run, which is not counted; one
    process compiles them every time, as the very first start of a checkout does (pip compiles what it
    installs).
    """
    path = next((ROOT / "queries").glob(f"*/{QUERY}.rq"))
    data = str(ROOT / "data")
    warm = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    warm["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    cold = {**warm, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(folder / "nothing")}
    query = [*ACOPIO, "query", QUERY, "--format", "csv", "--dataset", data]
    found = {
        "python": Process("`python -c pass`", [sys.executable, "-c", "pass"], warm),
        "version": Process("`acopio --version`", [*ACOPIO, "--version"], warm),
        "list": Process("`acopio query --list`", [*ACOPIO, "query", "--list"], warm),
        "query": Process(f"`acopio query {QUERY}`", query, warm),
        "parameter": Process(f"`acopio query {QUERY} --product cocoa`", [*query, "--product", "cocoa"], warm),
        "first": Process(f"`acopio query {QUERY}`, nothing compiled yet", query, cold),
        "store": Process("the embedded store", [sys.executable, "-c", STORE, QUERY, data], warm),
        "rdflib": Process("rdflib", [sys.executable, "-c", RDFLIB, str(path), str(triples)], warm),
    }
    classes = jena.class_path(folder)
    if classes is not None:
        command = ["java", "-cp", classes, "arq.sparql", "--data", str(triples), "--query", str(path)]
        found["jena"] = Process("Jena's `sparql`", [*command, "--results", "csv"], warm)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=15)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        triples = folder / "data.nt"
        subprocess.run(
            [*ACOPIO, "export", "--format", "ntriples", "--with-ontology", "--dataset", "data", "-o", triples],
            cwd=ROOT, check=True,
        )  # fmt: skip
        measured = processes(folder, triples)
        for process in measured.values():
            process.run()  # not counted: files come into memory, modules are compiled
            process.clock, process.cpu, process.inside = [], [], []
        for _ in range(arguments.repeat):
            for process in measured.values():
                process.run()
        rows = {
            "store": int(measured["store"].inside[0][2]),
            "rdflib": int(measured["rdflib"].inside[0][2]),
            "query": csv_rows(measured["query"].printed),
        }
        if "jena" in measured:
            rows["jena"] = csv_rows(measured["jena"].printed)
        if len(set(rows.values())) != 1:
            raise SystemExit(f"not the same rows: {rows}")
        size = triples.read_text("utf-8").count("\n")
    text = report(measured, arguments.repeat, size, rows["query"])
    (ROOT / "benchmarks" / "results" / "cli_start.md").write_text(text, "utf-8")
    print(text)


def csv_rows(text: str) -> int:
    return len(list(csv.reader(io.StringIO(text, newline="")))) - 1


def report(measured: dict[str, Process], repeat: int, triples: int, rows: int) -> str:
    """Return the page with the table and what follows from it."""
    query, store = measured["query"], measured["store"]
    answering = min(run[0] + run[1] for run in store.inside)
    own, own_cpu = min(query.clock) - answering, min(query.cpu) - answering
    median = statistics.median(query.clock) - statistics.median(run[0] + run[1] for run in store.inside)
    load = os.getloadavg()[0]
    return "\n".join(
        [
            "# Starting the command line\n",
            f"Repeat with `python benchmarks/cli_start.py --repeat {repeat}`. {os.cpu_count()} cores, Python "
            f"{platform.python_version()}, load {load:.1f} (other work may have run beside). "
            f"{triples:,} triples, {rows} rows. Seconds.\n",
            "| process | median | least | least CPU | reading or opening | answering |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
            *(process.line() for process in measured.values()),
            "",
            f"Opening the store and answering take {answering:.3f} s of `acopio query`; the rest is the command "
            f"line's own cost: {own:.3f} s at the least ({own_cpu:.3f} s of CPU), {median:.3f} s in the median, "
            f"Python's start of {min(measured['python'].clock):.3f} s among them. The limit is {LIMIT} s. "
            "Where other work runs beside, the clock counts that too, and CPU time is the better measure.\n",
            "The embedded store opens what an earlier query has built from the files; rdflib and Jena read the "
            "same triples from one N-Triples file. `tests/cli/test_start.py` fails when a command begins to "
            "import what it does not need.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
