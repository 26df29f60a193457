"""`acopio cite`: what it prints can be checked with the commands that it names."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

DATASET = Path(__file__).parents[1] / "catalogue" / "dataset"


def acopio(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "acopio.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def sha256(*arguments: object) -> str:
    return hashlib.sha256(acopio(*arguments, "--dataset", DATASET).stdout.encode()).hexdigest()


def test_cite_prints_what_can_be_checked() -> None:
    given = ["certification_dates", "--product", "cocoa"]
    done = acopio("cite", *given, "--dataset", DATASET)
    assert done.returncode == 0, done.stderr
    parts = dict(line.split(maxsplit=1) for line in done.stdout.partition("\n\n")[0].splitlines())
    assert parts["query"] == "certification_dates" and parts["parameters"] == "product=cocoa"
    assert parts["data_sha256"] == sha256("export", "--format", "nquads")
    assert parts["result_sha256"] == sha256("query", *given, "--format", "tsv")
    assert f"@misc{{acopio-certification-dates-{parts['result_sha256'][:8]}," in done.stdout


def test_bibtex_alone() -> None:
    alone = acopio("cite", "founding", "--bibtex", "--dataset", DATASET).stdout
    assert alone.startswith("@misc{acopio-founding-") and alone.endswith("}\n")
    assert acopio("cite", "founding", "--dataset", DATASET).stdout.endswith(f"\n\n{alone}")


def test_help_and_faults_are_those_of_the_query() -> None:
    shown = " ".join(acopio("cite", "certification_dates", "--help").stdout.split())
    assert "When was each organisation first certified?" in shown and "--product WORD" in shown
    done = acopio("cite", "founding", "--product", "cofee", "--dataset", DATASET)
    assert (done.returncode, done.stdout) == (2, "") and "Did you mean coffee" in done.stderr
    assert acopio("cite").returncode == 2
