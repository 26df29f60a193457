"""`acopio demo`: what a stranger sees first, over the documents that come with acopio."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "acopio.cli.main", "demo"]


def state(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and ".store" not in path.parts
    }


def test_documents_become_a_valid_graph_that_answers_three_questions(tmp_path: Path) -> None:
    before = state(ROOT / "data")
    done = subprocess.run(
        [*COMMAND, "--dataset", str(ROOT / "data")], capture_output=True, text=True, timeout=300, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    load, validate, *answers = done.stdout.split("$ acopio ")[1:]
    assert f"{len(list((ROOT / 'data/profiles').glob('*.md')))} documents (" in load
    assert validate.splitlines()[1].startswith("Conforms: ")
    assert [answer.split("\n")[0] for answer in answers] == [
        "query certification_dates",
        "query latest_membership",
        "query premium_by_purpose",
    ]
    dates, membership, purposes = answers
    assert "four years later the" in dates and "2004-12-31" in dates
    assert "ACOPAGRO" in membership
    assert "debt-repayment" in purposes
    for answer in answers:
        assert "Words" in answer or "For example" in answer
        assert "doc:" in answer
    assert state(ROOT / "data") == before
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_no_data_set_is_told_plainly(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "--dataset", str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{tmp_path}: the folder has neither profiles/ nor claims/" in done.stderr
