"""`acopio read` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "acopio.cli.main"]
TEXT = """---
organization: Cooperativa Sol Verde (SOLVERDE)
language: en
---

# Sol Verde

The cooperative was formed in 1992 by cocoa farmers in Peru.
"""


def acopio(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, input=given)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "solverde--x.md"
    path.write_text(TEXT)
    return path


def test_a_table_shows_kind_claim_words_and_place(profile: Path) -> None:
    done = acopio("read", profile)
    assert done.returncode == 0
    heading, _, columns, _, *rows = done.stdout.splitlines()
    assert heading.startswith("Cooperativa Sol Verde")
    assert heading.endswith(str(profile))
    assert columns.split() == ["Kind", "Claim", "Words", "Place"]
    (founding,) = [row for row in rows if row.startswith("founding")]
    assert "date 1992" in founding
    assert "formed in 1992" in founding
    assert founding.split()[-1].startswith("8:")


def test_json_has_every_field_and_the_offsets_of_the_words(profile: Path) -> None:
    done = acopio("read", profile, "--format", "json")
    (document,) = json.loads(done.stdout)
    assert document["document"] == "https://w3id.org/acopio/doc/solverde--x"
    assert document["organization"].startswith("Cooperativa Sol Verde")
    (founding,) = [claim for claim in document["claims"] if claim["kind"] == "founding"]
    assert founding["founding_kind"] == "formed"
    assert founding["date"]["earliest"] == "1992-01-01"
    for claim in document["claims"]:
        quote = claim["quote"]
        assert TEXT[quote["start"] : quote["end"]] == quote["text"]
        line = TEXT.splitlines()[quote["line"] - 1]
        assert line[quote["column"] - 1 :].startswith(quote["text"].splitlines()[0])


def test_nothing_is_stored(profile: Path) -> None:
    acopio("read", profile.parent)
    assert list(profile.parent.iterdir()) == [profile]


def test_standard_input_and_options(tmp_path: Path) -> None:
    body = TEXT.split("---\n\n", 1)[1]
    done = acopio(
        "read",
        "-",
        "--name",
        "sol",
        "--organization",
        "Sol Verde",
        "--language",
        "en",
        "--format",
        "json",
        given=body,
    )
    (document,) = json.loads(done.stdout)
    assert document["metadata"] == {"organization": "Sol Verde", "language": "en"}


def test_the_sidecar_of_a_document_in_a_data_set_is_heeded(profile: Path, tmp_path: Path) -> None:
    acopio("load", profile, "--publisher", "Fair Trade USA", "--dataset", tmp_path / "set")
    done = acopio("read", tmp_path / "set" / "profiles", "--format", "json")
    assert json.loads(done.stdout)[0]["metadata"]["publisher"] == "Fair Trade USA"


def test_documents_at_fault_are_told_of_after_the_others(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")
    done = acopio("read", tmp_path)
    assert done.returncode == 2
    assert "formed in 1992" in done.stdout
    assert "a.md: the document is empty [document-empty]" in done.stderr


def test_html_has_places_in_the_text_that_is_made_of_it(tmp_path: Path) -> None:
    page = tmp_path / "sol.html"
    page.write_text(
        "<!doctype html><html lang=en><body><h1>Sol Verde</h1>"
        "<p>The cooperative was formed in 1992.</p></body></html>"
    )
    done = acopio("read", page, "--organization", "Sol Verde", "--language", "en")
    assert f"{page} (places are those of its text)" in done.stdout
