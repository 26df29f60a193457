"""What a command imports: no more than it needs, as most of the cost of a short command is its imports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

DATASET = Path(__file__).parents[1] / "catalogue" / "dataset"
# Libraries and parts of acopio that take tens of milliseconds and more.
HEAVY = {
    "IPython", "acopio.plots", "acopio.reading", "acopio.shacl", "acopio.validation", "altair", "asyncio",
    "concurrent", "edtf", "hypothesis", "multiprocessing", "numpy", "openpyxl", "owlrl", "pandas", "prettytable",
    "pyarrow", "pycountry", "pyshacl", "rapidfuzz", "rdflib", "selectolax", "urllib.request", "vl_convert",
    "xlsxwriter",
}  # fmt: skip
# What only `acopio --version` does without.
ENGINE = {"pyoxigraph", "yaml", "acopio.catalogue.engines", "acopio.dataset"}
CODE = """
import json, sys
from acopio.cli.main import main
try:
    main(json.loads(sys.argv[1]))
except SystemExit as end:
    assert not end.code, end.code
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE, json.dumps(arguments)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["query", "--help"],
        ["query", "--list"],
        ["query", "founding", "--help"],
        ["query", "founding"],
        ["query", "certification_dates", "--product", "cocoa", "--format", "csv"],
        ["query", "certification_dates", "-p", "country=Peru", "--format", "jsonl"],
        ["query", "premium_by_purpose", "--format", "json"],
        ["query", "membership", "--format", "markdown"],
        ["query", "founding", "--cite", "--format", "turtle"],
        ["cite", "founding"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported(arguments: list[str]) -> None:
    asks = arguments[0] in ("query", "cite") and not {"--help", "--list"} & set(arguments)
    modules = imported(*arguments, *(["--dataset", str(DATASET)] if asks else []))
    assert not HEAVY & modules
    assert not asks or "pyoxigraph" in modules


def test_version_needs_no_engine() -> None:
    assert not ENGINE & imported("--version")


def test_listing_the_queries_opens_no_data() -> None:
    assert not {"pyoxigraph", "acopio.dataset.store"} & imported("query", "--list")
