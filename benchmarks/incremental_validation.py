"""One document changed among many: what `acopio validate` takes for it, beside validating everything.

    python benchmarks/incremental_validation.py --producers 1000 10000

A data set of generated producers with the texts of their documents; one claims file is changed each time,
so that a fault comes and goes. "Whole command" is the wall-clock time of the process, "CPU" what it takes of the
processors, which counts on a machine that does other work too; "own work" is without the start of Python and its
imports. The medians go to benchmarks/results/incremental_validation.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import producers_generator

ROOT = Path(__file__).parents[1]
RUN = """
import sys, time
began = time.perf_counter()
from acopio.cli.main import cli
import acopio.validation.text_report, acopio.validation.validate
imported = time.perf_counter()
try:
    cli.main(args=sys.argv[1:], standalone_mode=False)
finally:
    print(time.perf_counter() - imported, file=sys.stderr)
"""
_EVIDENCE = re.compile(r'/words> a oa:TextQuoteSelector ;\n    oa:exact "(.*)" \.')
_START = re.compile(r'oa:start "(\d+)"')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--producers", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument(
        "--out", type=Path, default=ROOT / "benchmarks" / "results" / "incremental_validation.md"
    )
    arguments = parser.parse_args()
    rows = []
    for count in arguments.producers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "data")
            write_dataset(folder, count)
            rows.append((count, "everything", *run(folder, "--full")))
            for what, change in (("nothing", None), ("one document", turn)):
                times = []
                for number in range(arguments.repeat):
                    if change:
                        change(folder, number * count // arguments.repeat)
                    times.append(run(folder))
                rows.append((count, what, *map(statistics.median, zip(*times, strict=True))))
            (cache,) = (folder / ".store" / "validation").glob("*.db")
            print(count, "cache", cache.stat().st_size, rows, file=sys.stderr)
    arguments.out.write_text(report(rows), encoding="utf-8")
    print(arguments.out.read_text(encoding="utf-8"))


def write_dataset(folder: Path, count: int) -> None:
    """Write claims, documents with the quoted words at their places, and organisations."""
    (folder / "profiles").mkdir(parents=True)
    (folder / "claims").mkdir()
    organizations = [producers_generator.HEADER]
    long_ago = 1_700_000_000
    for _, text in producers_generator.producers(count):
        (stem,) = re.findall(r"^doc:(\S+) a acopio:SourceDocument", text, re.MULTILINE)
        document = ""
        for words, start in zip(_EVIDENCE.findall(text), _START.findall(text), strict=True):
            document = f"{document:<{int(start)}}{words}"
        text = re.sub(
            r'schema:sha256 "\w+"', f'schema:sha256 "{sha256(document.encode()).hexdigest()}"', text
        )
        (organization,) = re.findall(r"^<\S+> a acopio:ProducerOrganization ;\n.*?\n", text, re.MULTILINE)
        organizations.append(organization.rstrip(" ;\n") + " .\n")
        for path, content in (
            (folder / "profiles" / f"{stem}.md", document),
            (folder / "claims" / f"{stem}.ttl", f"{producers_generator.HEADER}\n{text}"),
        ):
            path.write_text(content, encoding="utf-8")
            os.utime(path, (long_ago, long_ago))
    (folder / "organizations.ttl").write_text("\n".join(organizations), encoding="utf-8")
    os.utime(folder / "organizations.ttl", (long_ago, long_ago))


def turn(folder: Path, number: int) -> None:
    """Change one claims file: a status that there is not, or the right one again."""
    path = sorted((folder / "claims").iterdir())[number]
    text = path.read_text(encoding="utf-8")
    wrong = "status:finished" in text
    old, new = ("status:finished", "status:accepted") if wrong else ("status:accepted", "status:finished")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(folder: Path, *options: str) -> tuple[float, float, float, float]:
    """Return seconds by the clock of the command, of CPU and of its own work, and its peak memory in MB."""
    command = [sys.executable, "-c", RUN, "validate", "--dataset", str(folder), *options]

    with tempfile.TemporaryFile("w+") as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        own = float(told.read().split()[-1])
    return seconds, usage.ru_utime + usage.ru_stime, own, usage.ru_maxrss / 1024


def report(rows: list[tuple[int, str, float, float, float, float]]) -> str:
    command = " ".join(["python", "benchmarks/incremental_validation.py", *sys.argv[1:]])
    lines = [
        "# Validating a data set of which one document changed", "",
        f"Repeat with `{command}`. {os.cpu_count()} cores, Python {platform.python_version()}, load "
        f"{os.getloadavg()[1]:.1f} (other work ran beside). Medians; \"own work\" is without the start of "
        "Python and its imports.", "",
        "| producers | changed | whole command, s | CPU, s | own work, s | MB |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for count, what, seconds, cpu, own, megabytes in rows:
        lines.append(f"| {count:,} | {what} | {seconds:.2f} | {cpu:.2f} | {own:.2f} | {megabytes:.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
