"""`acopio export` as a user runs it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from acopio.catalogue.export import WRITERS
from acopio.cli.export import command

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "acopio.cli.main", "export"]
SUFFIXES = {
    "turtle": "ttl",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nq",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("export") / "data"
    return Path(shutil.copytree(ROOT / "tests/catalogue/dataset", copied))


def export(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, timeout=120)
    assert b"Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("form", sorted(SUFFIXES))
def test_each_format_to_standard_output_and_by_suffix(dataset: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"all.{SUFFIXES[form]}"
    assert export("-o", output, "--dataset", dataset).returncode == 0
    done = export("--format", form, "--dataset", dataset)
    assert (done.returncode, done.stderr) == (0, b"")
    assert output.read_bytes() == done.stdout
    assert b"alto-verde" in done.stdout


def test_formats_are_those_there_are() -> None:
    (option,) = (param for param in command.params if param.name == "form")
    assert list(option.type.choices) == list(WRITERS)  # type: ignore[attr-defined]
    assert set(SUFFIXES) == set(WRITERS)


def test_turtle_is_the_default(dataset: Path) -> None:
    assert export("--dataset", dataset).stdout == export("--format", "turtle", "--dataset", dataset).stdout


def test_ontology_on_request(dataset: Path) -> None:
    assert b"skos:prefLabel" in export("--with-ontology", "--dataset", dataset).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "csv"], "'csv' is not one of"),
        (["-o", "all.docx"], "the suffix '.docx' names no format"),
        (["-o", "/nowhere/all.ttl"], "/nowhere: there is no such folder to write to"),
        (["--dataset", "/nowhere"], "/nowhere: there is no such folder"),
    ],
)
def test_wrong_input_is_told_plainly(dataset: Path, arguments: list[str], words: str) -> None:
    given = arguments if "--dataset" in arguments else [*arguments, "--dataset", str(dataset)]
    done = export(*given)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in " ".join(done.stderr.decode().split())


def test_claims_file_that_is_no_turtle_is_named_with_its_line(dataset: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(dataset, tmp_path / "broken", ignore=shutil.ignore_patterns(".store")))
    lines = (broken / "claims/kilima--gamma-tea.ttl").read_text("utf-8").count("\n")
    with (broken / "claims/kilima--gamma-tea.ttl").open("a", encoding="utf-8") as file:
        file.write("<a> <b> .\n")
    done = export("--dataset", broken)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{broken}/claims/kilima--gamma-tea.ttl:{lines + 1}:" in done.stderr.decode()
