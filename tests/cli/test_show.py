"""`acopio show` as a user runs it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "acopio.cli.main", "show"]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("show") / "data"
    return Path(shutil.copytree(ROOT / "tests/catalogue/dataset", copied))


def show(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120, cwd=cwd
    )
    assert "Traceback" not in done.stderr
    return done


def test_tables_by_kind_with_words_place_and_status(dataset: Path) -> None:
    done = show("CAV", "--dataset", "data", cwd=dataset.parent)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "Alto Verde (CAV; Cooperativa Agraria Alto Verde)",
        "id:alto-verde | San Martín, Peru | cooperative | cocoa, coffee",
        "45 claims in 2 documents of data/profiles",
    ]
    headings = [line.split()[0] for line in lines if line.endswith("Status")]
    assert headings == [
        "Founding", "Count", "Certification", "Premium", "Need", "Outcome", "Testimony", "Recognition",
        "Funding", "Statement",
    ]  # fmt: skip
    (rejected,) = [line for line in lines if "was said to date from 1980" in line]
    assert rejected.split()[-2:] == ["alto-verde--alpha-press.md:14", "rejected"]
    assert max(map(len, lines)) <= 120


def test_json_holds_offsets_and_support(dataset: Path) -> None:
    done = show("kilima", "--format", "json", "--dataset", dataset)
    producer = json.loads(done.stdout)
    (claim,) = [claim for claim in producer["claims"] if claim["kind"] == "certification"]
    assert (claim["words"], claim["says"]) == (
        "Its umbrella body has held the Fairtrade mark since 2005",
        "fairtrade; certified; 2005; held by umbrella; certifier FLOCERT",
    )
    text = Path(claim["file"]).read_text("utf-8")
    assert text[claim["start"] : claim["end"]] == claim["words"]
    assert [passage["words"] for passage in claim["support"]] == ["audited by FLOCERT"]


def test_output_goes_to_a_file(dataset: Path, tmp_path: Path) -> None:
    assert show("kilima", "-o", tmp_path / "kilima.txt", "--dataset", dataset).stdout == ""
    assert (tmp_path / "kilima.txt").read_text("utf-8").startswith("Kilima Growers Union\n")


def test_a_terminal_cannot_be_steered_by_a_document(dataset: Path) -> None:
    hostile = dataset.parent / "hostile"
    shutil.copytree(dataset, hostile, ignore=shutil.ignore_patterns(".store"))
    claims = hostile / "claims/kilima--gamma-tea.ttl"
    text = claims.read_text("utf-8")
    assert "15 water tanks" in text
    claims.write_text(text.replace('"15 water tanks"', '"15 \\u001B[2Jwater\\u202E tanks"'), encoding="utf-8")
    done = show("kilima", "--dataset", hostile)
    assert "15 [2Jwater tanks" in done.stdout
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kilma"], "Did you mean kilima? There are: Alto Verde, Beira Mar, Kilima Growers Union"),
        ([""], "there is no organisation ''"),
        ([], "Missing argument 'NAME'"),
        (["kilima", "--format", "csv"], "'csv' is not one of"),
        (["kilima", "--dataset", "/nowhere"], "/nowhere: there is no such folder"),
    ],
)  # fmt: skip
def test_wrong_input_is_answered_with_what_there_is(dataset: Path, arguments: list[str], words: str) -> None:
    given = arguments if "--dataset" in arguments else [*arguments, "--dataset", str(dataset)]
    done = show(*given)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in " ".join(done.stderr.split())
