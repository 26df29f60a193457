"""`acopio load` as a user runs it: in a process of its own, with good input and with bad."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "acopio.cli.main"]


def page(name: str = "Cooperativa Sol Verde (SOLVERDE)", year: int = 1992) -> str:
    return (
        f"---\norganization: {name}\nlanguage: en\n---\n\n# {name}\n\n"
        f"The cooperative was formed in {year} by cocoa farmers in Peru. It has over 1,800 members.\n\n"
        "Organic certification was gained in 2000. Two computers were bought with Fair Trade premium funds.\n"
    )


def acopio(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=300, **options
    )
    assert "Traceback" not in done.stderr
    return done


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".store" not in path.parts
    }


def without_privileges() -> None:
    """Make permissions count for a child of root's, by taking two capabilities from what it may have."""
    if os.geteuid() == 0:
        import ctypes

        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "solverde--x.md"
    path.write_text(page())
    return path


def test_a_document_becomes_a_data_set(profile: Path, tmp_path: Path) -> None:
    done = acopio("load", profile, "--dataset", "new/", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    (summary,) = [line for line in done.stderr.splitlines() if not line.startswith("note:")]
    assert summary.startswith("new: 1 document (1 new, 0 changed, 0 unchanged), ")
    assert sorted(files(tmp_path / "new")) == [
        "claims/solverde--x.ttl",
        "organizations.ttl",
        "profiles/solverde--x.md",
    ]
    claims = (tmp_path / "new" / "claims" / "solverde--x.ttl").read_text()
    assert "FoundingClaim" in claims
    assert "<solverde> a acopio:ProducerOrganization" in claims


def test_the_second_time_nothing_is_touched(profile: Path, tmp_path: Path) -> None:
    acopio("load", profile, "--dataset", "new", cwd=tmp_path)
    before = files(tmp_path / "new")
    done = acopio("load", profile, "--dataset", "new", cwd=tmp_path)
    assert done.returncode == 0
    assert "(0 new, 0 changed, 1 unchanged)" in done.stderr
    assert files(tmp_path / "new") == before


def test_options_say_what_a_document_does_not(tmp_path: Path) -> None:
    text = page().split("---\n\n", 1)[1]
    done = acopio(
        *("load", "-", "--name", "solverde--y", "--dataset", "new", "--organization", "Sol Verde"),
        *("--source", "http://example.org/sol", "--publisher", "Fair Trade USA", "--language", "en"),
        *("--date", "2026-11-23", "--license", "CC-BY-4.0"),
        cwd=tmp_path,
        input=text,
    )
    assert done.returncode == 0, done.stderr
    claims = (tmp_path / "new" / "claims" / "solverde--y.ttl").read_text()
    for said in (
        "schema:url <http://example.org/sol>",
        "schema:publisher <publisher/fair-trade-usa>",
        'acopio:writtenOn "2026-11-23"^^xsd:date',
        "schema:license <https://creativecommons.org/licenses/by/4.0/>",
    ):
        assert said in claims


def bad_inputs(folder: Path) -> dict[str, Path]:
    """One bad input of each kind, by the name of the fault."""
    made = {
        name: folder / name for name in ("document-empty.md", "document-binary.md", "document-encoding.md")
    }
    made["document-empty.md"].write_bytes(b"")
    made["document-binary.md"].write_bytes(b"\x7fELF\x00\x01\x02")
    made["document-encoding.md"].write_bytes("Café de Perú".encode("latin-1"))
    made["document-too-large.md"] = folder / "document-too-large.md"
    with made["document-too-large.md"].open("wb") as file:
        file.truncate(0)
        for _ in range(50):
            file.write(b"ten letter" * 100_000)
    made["document-front-matter.md"] = folder / "document-front-matter.md"
    made["document-front-matter.md"].write_text("---\norganization: [Sol\n---\n\nSol was formed in 1992.\n")
    made["no-documents"] = folder / "no-documents"
    made["no-documents"].mkdir()
    (made["no-documents"] / "table.csv").write_text("a,b\n")
    made["path-missing.md"] = folder / "path-missing.md"
    return made


@pytest.mark.parametrize(
    "name",
    [
        "document-empty.md",
        "document-binary.md",
        "document-encoding.md",
        "document-too-large.md",
        "document-front-matter.md",
        "no-documents",
        "path-missing.md",
    ],
)
def test_bad_input_is_one_message_and_nothing_is_written(profile: Path, tmp_path: Path, name: str) -> None:
    bad = bad_inputs(tmp_path)[name]
    done = acopio("load", profile, bad, "--dataset", "new", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    problem, remedy = done.stderr.splitlines()
    assert problem.startswith(f"acopio: {bad}")
    assert problem.endswith(f"[{bad.stem}]")
    assert remedy.startswith("  ")
    assert not (tmp_path / "new").exists()


def test_all_faults_are_told_and_the_rest_is_loaded_on_request(profile: Path, tmp_path: Path) -> None:
    bad = bad_inputs(tmp_path)
    arguments = ("load", profile, bad["document-empty.md"], bad["document-encoding.md"], "--dataset", "new")
    done = acopio(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "[document-empty]" in done.stderr
    assert "[document-encoding]" in done.stderr
    assert not (tmp_path / "new").exists()
    done = acopio(*arguments, "--keep-going", cwd=tmp_path)
    assert done.returncode == 2
    assert "1 document (1 new" in done.stderr
    assert "[document-encoding]" in done.stderr
    assert (tmp_path / "new" / "claims" / "solverde--x.ttl").exists()


def test_a_claims_file_with_a_syntax_error(profile: Path, tmp_path: Path) -> None:
    acopio("load", profile, "--dataset", "new", cwd=tmp_path)
    claims = tmp_path / "new" / "claims" / "solverde--x.ttl"
    claims.write_text(
        claims.read_text().replace("acopio:status status:draft", "acopio:status status draft", 1)
    )
    before = files(tmp_path / "new")
    done = acopio("load", profile, "--dataset", "new", cwd=tmp_path)
    assert done.returncode == 2
    assert "new/claims/solverde--x.ttl:" in done.stderr
    assert "[turtle-syntax]" in done.stderr
    assert files(tmp_path / "new") == before


@pytest.mark.parametrize("option", [["--date", "yesterday"], ["--format", "x"], ["--source"]])
def test_a_wrong_option_is_explained(profile: Path, option: list[str]) -> None:
    done = acopio("load", profile, *option)
    assert done.returncode == 2
    assert option[0] in done.stderr


def test_a_read_only_folder(profile: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    done = acopio("load", profile, "--dataset", closed, preexec_fn=without_privileges)
    assert done.returncode == 2
    assert f"{closed}" in done.stderr
    assert "[path-permission]" in done.stderr
    assert list(closed.iterdir()) == []


def test_a_data_set_that_has_become_read_only_stays_as_it_is(profile: Path, tmp_path: Path) -> None:
    root = tmp_path / "new"
    acopio("load", profile, "--dataset", root)
    before = files(root)
    profile.write_text(page(year=1995))
    (root / "claims").chmod(0o555)
    done = acopio("load", profile, "--dataset", root, preexec_fn=without_privileges)
    assert done.returncode == 2
    assert "[path-permission]" in done.stderr
    assert files(root) == before
    (root / "claims").chmod(0o755)
    assert acopio("load", profile, "--dataset", root).returncode == 0
    assert '"1995"' in (root / "claims" / "solverde--x.ttl").read_text()


def test_a_file_that_may_not_be_read(profile: Path, tmp_path: Path) -> None:
    profile.chmod(0o000)
    done = acopio("load", profile, "--dataset", tmp_path / "new", preexec_fn=without_privileges)
    assert done.returncode == 2
    assert "[path-permission]" in done.stderr


def test_a_full_disk(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if (
        os.geteuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=100k", "none", small], capture_output=True
        ).returncode
    ):
        pytest.skip("only root may mount a small file system")
    try:
        documents = tmp_path / "documents"
        documents.mkdir()
        (documents / "org0--x.md").write_text(page("Sol 0 (SOL0)"))
        assert acopio("load", documents, "--dataset", small / "set").returncode == 0
        before = files(small / "set")
        for number in range(1, 30):
            (documents / f"org{number}--x.md").write_text(page(f"Sol {number} (SOL{number})"))
        done = acopio("load", documents, "--dataset", small / "set")
        assert done.returncode == 2
        assert "[disk-full]" in done.stderr
        assert files(small / "set") == before
        assert acopio("load", documents / "org0--x.md", "--dataset", small / "set").returncode == 0
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def many_documents(folder: Path, year: int, count: int = 70) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"org{number:03}--x.md").write_text(page(f"Sol {number} (SOL{number})", year))
    return folder


@pytest.mark.parametrize("count", [1, 100])
def test_two_loads_at_once_and_ctrl_c(tmp_path: Path, count: int) -> None:
    """The second is told who is writing; the first, stopped by Ctrl-C, leaves nothing behind.

    The first waits for a document that does not come, in its own process or in a worker.
    """
    documents = many_documents(tmp_path / "documents", 1992, count)
    os.mkfifo(documents / "waiting.md")
    root = tmp_path / "new"
    (root / "claims").mkdir(parents=True)
    first = subprocess.Popen(
        [*COMMAND, "load", documents, "--dataset", root],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (root / ".store" / "write.pid").exists() and first.poll() is None:
        time.sleep(0.005)
    second = acopio("load", documents / "org000--x.md", "--dataset", root)
    assert second.returncode == 2
    assert f"process {first.pid} is writing to this data set [dataset-busy]" in second.stderr
    os.killpg(first.pid, signal.SIGINT)
    _, told = first.communicate()
    assert first.returncode == 130
    assert told.strip() == "acopio: stopped; nothing half-written is left behind"
    assert files(root) == {}
    assert acopio("load", documents / "org000--x.md", "--dataset", root).returncode == 0


def test_killed_at_any_moment_each_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    documents = many_documents(tmp_path / "documents", 1992)
    reference, root = tmp_path / "reference", tmp_path / "set"
    began = time.monotonic()
    assert acopio("load", documents, "--dataset", root).returncode == 0
    duration = time.monotonic() - began
    shutil.copytree(root, reference)
    old = {name: content for name, (content, _) in files(reference).items()}
    many_documents(documents, 1995)
    assert acopio("load", documents, "--dataset", reference).returncode == 0
    new = {name: content for name, (content, _) in files(reference).items()}
    assert old != new
    for tenth in (2, 5, 7, 9, 10):
        loading = subprocess.Popen(
            [*COMMAND, "load", documents, "--dataset", root],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(duration * tenth / 10)
        loading.kill()
        loading.wait()
        found = {name: content for name, (content, _) in files(root).items()}
        assert found.keys() == old.keys()
        mixed = [name for name in found if found[name] not in (old[name], new[name])]
        assert not mixed, f"killed after {tenth} tenths of {duration:.1f} seconds"
    assert acopio("load", documents, "--dataset", root).returncode == 0
    assert {name: content for name, (content, _) in files(root).items()} == new


def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(profile: Path, tmp_path: Path) -> None:
    assert "loading" not in acopio("load", profile, "--dataset", tmp_path / "one").stderr
    mine, theirs = pty.openpty()
    shown = b""
    with subprocess.Popen(
        [*COMMAND, "load", profile, "--dataset", tmp_path / "two"], stderr=theirs
    ) as loading:
        os.close(theirs)
        while True:
            try:
                piece = os.read(mine, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(mine)
    assert loading.returncode == 0
    assert b"loading" in shown
    assert b"100%" in shown
    assert b"1 document (1 new" in shown
