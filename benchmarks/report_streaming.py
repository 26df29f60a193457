"""Reports of up to a hundred thousand results: the time and the memory that each form takes.

    python benchmarks/report_streaming.py

The data are the same each time (100,000 numbers in one Turtle file), and only the bound in the shape is
another, so that what the results take stands apart from what the data take. The table goes to
benchmarks/results/report_streaming.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COUNT = 100_000
PREFIXES = "@prefix ex: <http://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results" / "report_streaming.md")
    arguments = parser.parse_args()
    lines = [
        "# Reports of many results", "",
        f"Repeat with `python benchmarks/report_streaming.py`. {COUNT:,} triples, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load {os.getloadavg()[1]:.1f} (other work ran beside). The whole command "
        "`acopio validate`, from file to file.", "",
        "| results | `--format` | seconds | CPU seconds | MB | bytes a result, above none | report, MB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    none = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, shapes, report = folder / "data.ttl", folder / "shapes.ttl", folder / "report"
        data.write_text(PREFIXES + "".join(f"ex:node-{n:06d} ex:value {n} .\n" for n in range(COUNT)))
        for results, format_ in (
            (0, "csv"), (1000, "csv"), (COUNT, "csv"), (COUNT, "json"), (COUNT, "turtle"), (COUNT, "text"),
        ):  # fmt: skip
            shapes.write_text(
                f"{PREFIXES}ex:Small sh:targetSubjectsOf ex:value ;\n"
                f"  sh:property [ sh:path ex:value ; sh:maxExclusive {COUNT - results} ] .\n"
            )
            command = [
                sys.executable,
                "-m",
                "acopio.cli.main",
                "validate",
                str(data),
                "--shapes",
                str(shapes),
            ]
            command += ["--format", format_, "--output", str(report)]
            start = time.perf_counter()
            process = subprocess.Popen(command)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            seconds, megabytes = time.perf_counter() - start, usage.ru_maxrss / 1024
            none = none or megabytes
            each = f"{(megabytes - none) * 1048576 / results:.0f}" if results else ""
            lines.append(
                f"| {results:,} | {format_} | {seconds:.1f} | {usage.ru_utime + usage.ru_stime:.1f} "
                f"| {megabytes:.0f} | {each} | {report.stat().st_size / 1e6:.1f} |"
            )
            print(lines[-1], file=sys.stderr)
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
