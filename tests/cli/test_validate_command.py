"""`acopio validate` on the command line: what it prints, and what it exits with."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DATASET = Path(__file__).parents[1] / "validation" / "dataset"
STEM = "cacao-verde--trade-notes"


def run(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "acopio.cli.main", "validate", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATASET, tmp_path / "data"))


@pytest.fixture
def broken(dataset: Path) -> Path:
    claims = dataset / "claims" / f"{STEM}.ttl"
    claims.write_text(claims.read_text("utf-8").replace("counted-part:women", "counted-part:wimmin"), "utf-8")
    return dataset


def test_conforming_data_set_exits_with_0(dataset: Path) -> None:
    done = run(cwd=dataset.parent)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Conforms: 15 info (2 files, ")


def test_strict_exits_with_1(dataset: Path) -> None:
    done = run("--dataset", dataset, "--strict")
    assert done.returncode == 1
    assert done.stdout.count(b"Info [claim/reviewed]") == 15


def test_data_that_does_not_conform_exits_with_1(broken: Path) -> None:
    done = run("--dataset", broken)
    assert (done.returncode, done.stderr) == (1, b"")
    text = done.stdout.decode()
    assert text.startswith("Does not conform: 1 violation, 15 info")
    assert f"{broken}/claims/{STEM}.ttl:" in text
    assert "Violation [count-claim/part] Give exactly one acopio:countedPart" in text


@pytest.mark.parametrize("form", ["json", "csv", "turtle"])
def test_formats_and_output(broken: Path, tmp_path: Path, form: str) -> None:
    printed = run(broken, "--format", form)
    written = run(broken, "--format", form, "--output", tmp_path / "report")
    assert (printed.returncode, written.returncode, written.stdout) == (1, 1, b"")
    assert (tmp_path / "report").read_bytes() == printed.stdout
    assert b"countedPart" in printed.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "report"]


def test_release_profile(dataset: Path) -> None:
    done = run("--dataset", dataset, "--profile", "release", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["severities"]["Warning"] == 15


def test_other_shapes_and_standard_input(tmp_path: Path) -> None:
    shapes = tmp_path / "s.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<http://e.org/S> a sh:NodeShape ; sh:targetNode <http://e.org/a> ; sh:mincount 1 ;\n"
        " sh:property [ sh:path <http://e.org/p> ; sh:minCount 1 ] ."
    )
    done = run("-", "--shapes", shapes, "--format", "csv", stdin=b"<http://e.org/a> <http://e.org/q> 1 .")
    assert done.returncode == 1
    assert b",-,1,1," in done.stdout
    assert b"SHACL has no sh:mincount" in done.stderr
    assert run("-", "--shapes", shapes, stdin=b"<http://e.org/a> <http://e.org/p> 1 .").returncode == 0


def test_wrong_input_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.ttl").write_text("<http://e.org/a> <http://e.org/b>\n  nonsense .")
    (tmp_path / "latin.ttl").write_bytes(b'<http://e.org/a> <http://e.org/b> "\xe9" .')
    for arguments, code, place in (
        (["empty.ttl"], "no-data", "empty.ttl"),
        (["folder"], "no-data", "folder"),
        (["broken.ttl"], "turtle-syntax", "broken.ttl:2:3"),
        (["latin.ttl"], "document-encoding", "latin.ttl:1:36"),
        (["nowhere.ttl"], "path-missing", "nowhere.ttl"),
        (["--dataset", "folder"], "dataset-missing", "folder"),
        (["broken.ttl", "--profile", "strictest"], "path-missing", "strictest"),
        (["broken.ttl", "--engine", "jena"], "engine-unknown", "jena"),
        (["broken.ttl", "--shapes", "empty.ttl"], "no-data", "empty.ttl"),
    ):
        done = run(*arguments, cwd=tmp_path)
        error = done.stderr.decode()
        assert (done.returncode, done.stdout) == (2, b""), error
        assert f"[{code}]" in error
        assert place in error
        assert "Traceback" not in error


def test_output_that_cannot_be_written(dataset: Path, tmp_path: Path) -> None:
    done = run(dataset, "--output", tmp_path / "nowhere" / "report")
    assert done.returncode == 2
    assert b"[path-missing]" in done.stderr


def test_unknown_option_exits_with_2() -> None:
    assert run("--severity", "high").returncode == 2


def test_every_option_is_documented() -> None:
    from acopio.cli.validate import command

    page = (Path(__file__).parents[2] / "docs" / "validation.md").read_text("utf-8")
    options = [name for parameter in command.params for name in parameter.opts if name.startswith("--")]
    assert len(options) > 7
    assert not [name for name in options if f"`{name}" not in page and f" {name} " not in page]
