"""Loading and validating producers: acopio beside pySHACL and Jena, in one run on one machine.

    python benchmarks/shacl_speed.py --producers 1000 10000 --pyshacl-sample 50 --faults 0.01 --seed 7

Each engine runs in a process of its own, from files to the last result; time is wall-clock, memory the
peak of its largest process. pySHACL is measured on a sample and scaled by triples (its cost is
linear at best, so the ratio is a lower bound). Jena is Debian's libapache-jena-java, left out where it is
not installed; its report is read, and what it tells otherwise than acopio is listed below the table. All goes
to benchmarks/results/shacl_speed.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import jena
import producers_generator

ROOT = Path(__file__).parents[1]
SHAPES = sorted((ROOT / "shapes").glob("*.ttl"))
CONCEPTS = sorted((ROOT / "ontology" / "concepts").glob("*.ttl"))

ACOPIO = """
import sys
from acopio.shacl import validate
report = validate(sys.argv[2].split(","), sys.argv[3].split(","), processes=int(sys.argv[1]) or None)
count = 0
for result in report:
    count += 1
print(report.triples, count)
"""
PYSHACL = """
import sys
import pyshacl, rdflib
from rdflib import SH
data, shapes = rdflib.Graph(), rdflib.Graph()
for path in sys.argv[2].split(","): data.parse(path)
for path in sys.argv[3].split(","): shapes.parse(path)
conforms, graph, text = pyshacl.validate(data, shacl_graph=shapes)
print(len(data), len(list(graph.objects(None, SH.result))))
"""


class Measured:
    """Seconds by the clock and of CPU, peak memory in MB (of the largest process), and the output."""

    def __init__(self, command: list[str]) -> None:
        with tempfile.TemporaryFile("w+") as out:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - start
            process.returncode = status
            self.cpu = usage.ru_utime + usage.ru_stime
            self.megabytes = usage.ru_maxrss / 1024
            out.seek(0)
            self.output = out.read()
        if status:
            raise SystemExit(f"{' '.join(command)[:200]} … ended with {status}")


Row = tuple[str, int, int, int, Measured]


def best(command: list[str], repeat: int) -> Measured:
    return min((Measured(command) for _ in range(repeat)), key=lambda run: run.seconds)


def python(script: str, processes: int, data: list[Path]) -> list[str]:
    paths, shapes = ",".join(map(str, [*data, *CONCEPTS])), ",".join(map(str, SHAPES))
    return [sys.executable, "-c", script, str(processes), paths, shapes]


def jena_command(folder: Path, data: Path) -> list[str] | None:
    """Return the command line of Jena's validator, or None where Jena is not installed."""
    path = jena.class_path(folder)
    if path is None:
        return None
    shapes = folder / "shapes.nt"
    merged = folder / f"jena-{data.name}"
    merged.write_bytes(data.read_bytes() + b"\n" + triples_of(CONCEPTS))
    shapes.write_bytes(triples_of(SHAPES))
    return ["java", "-cp", path, "shacl.shacl_validate", "--shapes", str(shapes), "--data", str(merged)]


def results_of(report: str) -> Counter[tuple[str, str]]:
    """Return how often a report in Turtle tells of each focus node and constraint component."""
    import pyoxigraph

    nodes: dict[object, dict[str, str]] = {}
    for quad in pyoxigraph.parse(report.encode(), format=pyoxigraph.RdfFormat.TURTLE):
        name = quad.predicate.value.rpartition("#")[2]
        if name in ("focusNode", "sourceConstraintComponent"):
            nodes.setdefault(quad.subject, {})[name] = str(quad.object)
    return Counter((each["focusNode"], each["sourceConstraintComponent"]) for each in nodes.values())


def own_results(data: Path) -> Counter[tuple[str, str]]:
    """Return the same of acopio's results."""
    from acopio.shacl import validate

    return Counter((result.focus_node, result.component) for result in validate([data, *CONCEPTS], SHAPES))


def differences(count: int, theirs: Counter[tuple[str, str]], ours: Counter[tuple[str, str]]) -> list[str]:
    """Say which components have results in one report alone, and name one node of each."""
    lines = []
    for who, more in (("Jena", theirs - ours), ("acopio", ours - theirs)):
        components = Counter(component for _, component in more.elements())
        for component, number in sorted(components.items()):
            node = min(node for node, each in more if each == component)
            name = component.strip("<>").rpartition("#")[2]
            lines.append(
                f"- {count:,} producers, in {who}'s report alone: {number:,} of {name}, as at `{node}`"
            )
    return lines or [f"- {count:,} producers: Jena and acopio tell the same"]


def triples_of(paths: list[Path]) -> bytes:
    import pyoxigraph

    nt = pyoxigraph.RdfFormat.N_TRIPLES
    return b"".join(pyoxigraph.serialize(pyoxigraph.parse(path=path), format=nt) or b"" for path in paths)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--producers", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--pyshacl-sample", type=int, default=50)
    parser.add_argument("--faults", type=float, default=0, help="faults a producer, 0.01 is one in a hundred")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--others-up-to", type=int, default=10000, help="the largest size for Jena and one process"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results" / "shacl_speed.md")
    arguments = parser.parse_args()
    rows: list[Row] = []
    told: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = folder / "sample.ttl"
        made_for(sample, arguments.pyshacl_sample, arguments)
        measured = best(python(PYSHACL, 1, [sample]), 1)
        triples, results = map(int, measured.output.split())
        fixed = best(python(PYSHACL, 1, []), 1)
        made = triples - int(fixed.output.split()[0])
        scale = ((measured.seconds - fixed.seconds) / made, (measured.cpu - fixed.cpu) / made)
        rows.append(("pySHACL", arguments.pyshacl_sample, triples, results, measured))
        for count in arguments.producers:
            data = folder / f"{count}.ttl"
            made_for(data, count, arguments)
            others = count <= arguments.others_up_to
            for label, processes in (("acopio", 0), ("acopio, one process", 1))[: 1 + others]:
                run = best(python(ACOPIO, processes, [data]), arguments.repeat if others else 1)
                triples, results = map(int, run.output.split())
                rows.append((label, count, triples, results, run))
                print(label, count, run.seconds, file=sys.stderr)
            command = jena_command(folder, data) if others else None
            if command:
                run = best(command, arguments.repeat if count <= 1000 else 1)
                theirs = results_of(run.output)
                rows.append(("Jena", count, triples, theirs.total(), run))
                told += differences(count, theirs, own_results(data))
                print("Jena", count, run.seconds, file=sys.stderr)
            data.unlink()
    arguments.out.write_text("\n".join([report(rows, scale), *told]), encoding="utf-8")
    print(arguments.out.read_text(encoding="utf-8"))


def made_for(path: Path, count: int, arguments: argparse.Namespace) -> None:
    """Write producers with the faults that are asked for."""
    producers_generator.write(str(path), count, arguments.seed, round(count * arguments.faults))


def report(rows: list[Row], scale: tuple[float, float]) -> str:
    """Return the table, with each engine's ratio to pySHACL (scaled) at the same number of triples."""
    command = " ".join(["python", "benchmarks/shacl_speed.py", *sys.argv[1:]])
    header = (
        "engine", "producers", "triples", "results", "seconds", "CPU seconds", "CPU µs a triple", "MB",
        "bytes a triple", "faster than pySHACL, clock", "CPU",
    )  # fmt: skip
    lines = [
        "# Loading and validating producers", "",
        f"Repeat with `{command}`. {os.cpu_count()} cores, Python {platform.python_version()}, load "
        f"{os.getloadavg()[1]:.1f} (other work ran beside). From files to the last result; pySHACL is scaled "
        "from its sample without its start.", "",
        f"| {' | '.join(header)} |", "| --- |" + " ---: |" * (len(header) - 1),
    ]  # fmt: skip
    for label, count, triples, results, run in rows:
        each = run.megabytes * 1048576 / triples
        lines.append(
            f"| {label} | {count:,} | {triples:,} | {results:,} | {run.seconds:.2f} | {run.cpu:.2f} "
            f"| {run.cpu / triples * 1e6:.1f} | {run.megabytes:.0f} | {each:.0f} "
            f"| {scale[0] * triples / run.seconds:.0f} | {scale[1] * triples / run.cpu:.0f} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
