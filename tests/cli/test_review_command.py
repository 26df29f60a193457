"""`acopio review` as people and scripts run it: answers line by line, or a table of decisions."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "acopio.cli.main", "review"]
ONE = "acopagro--fair-trade-usa"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    target = tmp_path / "data"
    for part in ("claims", "profiles"):
        (target / part).mkdir(parents=True)
        for path in (ROOT / "data" / part).glob(f"{ONE}.*"):
            shutil.copy(path, target / part)
    shutil.copy(ROOT / "data/organizations.ttl", target)
    return target


def review(dataset: Path, *arguments: object, answers: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, "--dataset", str(dataset), *map(str, arguments)],
        input=answers, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def walk(dataset: Path, answers: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return review(dataset, "--reviewer", "Rosa", "--kind", "founding", *arguments, answers=answers)


def statuses(dataset: Path) -> list[str]:
    text = (dataset / f"claims/{ONE}.ttl").read_text("utf-8")
    return [s for s in ("accepted", "corrected", "rejected") for _ in range(text.count(f"status:{s}"))]


def test_each_answer_is_written_at_once(dataset: Path) -> None:
    done = walk(dataset, "a\nr\nthe project's year\n")
    assert done.returncode == 0
    assert "[1/2]" in done.stdout and "»It was formed in 1992" in done.stdout
    assert "rule founding.formed: " in done.stdout
    assert done.stderr == "1 accepted, 0 corrected, 1 rejected, 0 skipped; 0 left to decide.\n"
    assert statuses(dataset) == ["accepted", "rejected"]
    assert "the project's year" in (dataset / f"claims/{ONE}.ttl").read_text("utf-8")
    assert walk(dataset, "").stderr == "No claim waits for a decision.\n"


def test_stopping_keeps_what_is_decided_and_the_next_run_goes_on(dataset: Path) -> None:
    assert "1 left to decide" in walk(dataset, "a\n").stderr  # no answer left: as quit
    again = walk(dataset, "q\n")
    assert "[1/1]" in again.stdout
    assert statuses(dataset) == ["accepted"]


def test_what_is_skipped_comes_last_the_next_time(dataset: Path) -> None:
    first = walk(dataset, "s\nq\n")
    again = walk(dataset, "q\n")
    assert "»It was formed" in first.stdout.split("[1/2]")[1].split("[2/2]")[0]
    assert "»It was formed" not in again.stdout
    (dataset / ".store/review-skipped.json").write_text("no JSON")
    assert "»It was formed" in walk(dataset, "q\n").stdout


def test_a_correction_asks_for_each_field(dataset: Path) -> None:
    done = walk(dataset, "c\n?\npredecessor\n1991~\nsays the register\nq\n")
    assert "  kind [formed]: " in done.stdout and "one of founding-kind: " in done.stdout
    text = (dataset / f"claims/{ONE}.ttl").read_text("utf-8")
    assert 'acopio:when "1991~"^^edtf:EDTF' in text and "founding-kind:predecessor" in text
    assert statuses(dataset) == ["accepted", "corrected"]


def test_a_value_that_does_not_fit_is_told_and_asked_again(dataset: Path) -> None:
    done = walk(dataset, "c\n\nyesterday\n\nq\n")
    assert "'yesterday' is no date" in done.stdout and "Nothing is decided yet." in done.stdout
    assert statuses(dataset) == []


def test_back_takes_a_decision_back(dataset: Path) -> None:
    before = (dataset / f"claims/{ONE}.ttl").read_bytes()
    done = walk(dataset, "b\na\nb\ns\nb\nq\n")
    assert "This is the first claim." in done.stdout
    assert done.stderr == "0 accepted, 0 corrected, 0 rejected, 0 skipped; 2 left to decide.\n"
    assert (dataset / f"claims/{ONE}.ttl").read_bytes() == before


def test_a_table_makes_the_round(dataset: Path, tmp_path: Path) -> None:
    listed = review(dataset, "--list", "--kind", "founding", "--kind", "count")
    rows = list(csv.DictReader(io.StringIO(listed.stdout, newline="")))
    assert len(rows) == 3 and rows[0]["document"] == ONE and int(rows[0]["judged"]) > 0
    rows[0]["decision"] = "accepted"
    rows[1].update(decision="corrected", changes="when=1998; kind=formed", note="see the register")
    table = tmp_path / "decided.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    done = review(dataset, "--decisions", table, "--reviewer", "Rosa")
    assert done.returncode == 0
    assert done.stderr.endswith("2 decided (1 accepted, 1 corrected, 0 rejected) in 1 documents\n")
    assert statuses(dataset) == ["accepted", "accepted", "corrected"]
    again = review(dataset, "--decisions", table, "--reviewer", "Rosa")
    assert (again.returncode, "decided.csv:2: " in again.stderr) == (2, True)
    assert "has been decided already" in again.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("claim,document\nx,y\n", "decided.csv:1: the column 'decision' is missing"),
        ("claim,document,decision\nx,y,maybe\n", "decided.csv:2: 'maybe' is no decision"),
        (f"claim,document,decision\nx,{ONE},a\n", "decided.csv:2: there is no claim <x>"),
        ("claim,document,decision\nx,nowhere,a\n", "decided.csv:2: there is no document 'nowhere'"),
        (f"claim,document,decision,changes\nx,{ONE},c,when\n", "decided.csv:2: 'when' is no change"),
        (
            f"claim,document,decision,changes\nx,{ONE},a,when=1\n",
            "decided.csv:2: only a correction has changes",
        ),
        ("", "decided.csv:1: the column 'claim' is missing"),
        ("claim,document,decision\n\xe9".encode("latin-1"), "decided.csv:2: the table is not UTF-8"),
    ],
)
def test_a_table_at_fault_decides_nothing(
    dataset: Path, tmp_path: Path, content: str | bytes, told: str
) -> None:
    table = tmp_path / "decided.csv"
    table.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = (dataset / f"claims/{ONE}.ttl").read_bytes()
    done = review(dataset, "--decisions", table, "--reviewer", "Rosa")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert (dataset / f"claims/{ONE}.ttl").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Say who decides: --reviewer NAME"),
        (["--reviewer", " "], "Say who decides"),
        (["--reviewer", "Rosa", "--document", "acopagro"], f"Did you mean {ONE}"),
        (["--reviewer", "Rosa", "--kind", "member"], "'member' is not one of"),
        (["--list", "-o", "/nowhere/x.csv"], "there is no such folder to write to"),
        (["-o", "x.csv"], "--output goes with --list"),
    ],
)
def test_wrong_input_is_told(dataset: Path, arguments: list[str], told: str) -> None:
    done = review(dataset, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())


def test_a_document_cannot_steer_the_terminal_or_a_spreadsheet(dataset: Path) -> None:
    claims = dataset / f"claims/{ONE}.ttl"
    profile = dataset / f"profiles/{ONE}.md"
    profile.write_text(
        profile.read_text("utf-8").replace("It was formed", "=1\x1b[2J It was formed"), "utf-8"
    )
    subprocess.run(
        [*COMMAND[:-1], "load", str(profile), "--dataset", str(dataset)], check=True, capture_output=True
    )
    assert claims.exists()
    assert "\x1b" not in walk(dataset, "q\n").stdout
    for row in csv.reader(io.StringIO(review(dataset, "--list").stdout, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
