"""How fast a crawl is read: documents of 300 words a second, memory, and where the time goes.

usage: python benchmarks/reading_speed.py [--documents N] [--workers N] [--profile] [--markdown]

The crawl is made of the invented English profiles of tests/gold/, written over and over under names of
their own, as many as are asked for; `acopio.dataset.read.read` reads them from disk in `--workers`
processes (2 unless said). Words are counted as white space parts them; a rate in documents of 300 words
is the words read a second, divided by 300. Each size runs in a process of its own, whose peak of memory
and that of its largest worker are told. `--profile` shows the share of the time by module.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = (500, 2000, 8000)
WORDS = 300


def main() -> None:
    if "--one" in sys.argv:
        print(json.dumps(measure(int(option("--one", "0")), int(option("--workers", "2")))))
        return
    sizes = (int(option("--documents", "0")),) if "--documents" in sys.argv else SIZES
    workers = option("--workers", "2")
    print(
        "| documents | words | seconds | documents of 300 words a second | peak MB: parent | largest worker |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        command = [sys.executable, __file__, "--one", str(size), "--workers", workers]
        run = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        rate = run["words"] / WORDS / run["seconds"]
        print(
            f"| {size:,} | {run['words']:,} | {run['seconds']:.1f} | {rate:.0f} "
            f"| {run['parent']:.0f} | {run['worker']:.0f} |"
        )
    if "--profile" in sys.argv:
        print()
        profile()


def option(name: str, default: str) -> str:
    """Return the word after an option of the command line."""
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


def pages() -> list[bytes]:
    """Return the invented English profiles."""
    found = sorted(
        path
        for pattern in ("varied*", "web*")
        for folder in (ROOT / "tests/gold").glob(f"*/{pattern}")
        for path in folder.iterdir()
        if path.suffix == ".md"
    )
    return [path.read_bytes() for path in found]


def measure(size: int, workers: int) -> dict[str, float]:
    """Read a crawl of `size` documents from disk; return words, seconds and peaks of memory in megabytes."""
    from acopio.dataset.read import Preview, read

    with tempfile.TemporaryDirectory() as temporary:
        words = 0
        for number, content in enumerate(islice(cycle(pages()), size)):
            Path(temporary, f"page-{number:06}.md").write_bytes(content)
            words += len(content.split())
        began = time.perf_counter()
        claims = 0
        for preview in read([temporary], workers=workers):
            assert isinstance(preview, Preview), preview
            claims += len(preview.read.reading.claims)
        seconds = time.perf_counter() - began
    assert claims > size
    parent, worker = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {"words": words, "seconds": seconds, "parent": parent, "worker": worker}


def profile() -> None:
    """Print the share of the time that each module takes by itself, in one process."""
    from acopio.documents.read_document import document_from_bytes
    from acopio.reading.read_claims import read_claims

    contents = pages()
    for content in contents[:3]:
        read_claims(document_from_bytes(content, "page"))  # languages and places are loaded once
    profiler = cProfile.Profile()
    profiler.enable()
    for content in contents:
        read_claims(document_from_bytes(content, "page"))
    profiler.disable()
    times: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        times[Path(file).stem if "acopio" in file else "Python and its library"] += own
    whole = sum(times.values())
    print("| module | share of the time |\n| --- | ---: |")
    for module, own in sorted(times.items(), key=lambda pair: -pair[1])[:15]:
        print(f"| {module} | {100 * own / whole:.0f} % |")


if __name__ == "__main__":
    main()
