"""What `make test` does for Virtuoso first: installs it where it can, else says so in a line; never fails."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "install_virtuoso.sh"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A folder that is the whole PATH: a root's machine without apt-get or Virtuoso."""
    command(tmp_path, "id", "echo 0")
    for name in ("sh", "timeout", "touch", "chmod"):
        found = shutil.which(name)
        assert found is not None
        (tmp_path / name).symlink_to(found)
    return tmp_path


def command(folder: Path, name: str, does: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


def said(folder: Path, **environment: str) -> str:
    done = subprocess.run(
        ["sh", SCRIPT],
        env={"PATH": str(folder), **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == ""
    assert done.stderr.count("\n") <= 1
    return done.stderr


def test_nothing_is_done_where_it_is_there(bin_folder: Path) -> None:
    command(bin_folder, "virtuoso-t", "")
    command(bin_folder, "apt-get", "touch asked")
    assert said(bin_folder) == ""
    assert not (bin_folder / "asked").exists()


def test_it_is_installed_quietly(bin_folder: Path) -> None:
    server = bin_folder / "virtuoso-t"
    command(
        bin_folder,
        "apt-get",
        f'echo talk; echo "$DEBIAN_FRONTEND $*" >> "{bin_folder}/asked"; touch "{server}"; chmod +x "{server}"',
    )
    assert said(bin_folder) == ""
    update, install = (bin_folder / "asked").read_text("utf-8").splitlines()
    assert update.startswith("noninteractive ") and update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends virtuoso-opensource-7-bin")


@pytest.mark.parametrize(
    ("fakes", "environment", "words"),
    [
        ({}, {}, "there is no apt-get"),
        ({"apt-get": "exit 100"}, {}, "apt-get could not install"),
        ({"apt-get": "exit 0", "id": "echo 1000"}, {}, "only root could"),
        ({"apt-get": "exit 0"}, {"ACOPIO_WITHOUT_VIRTUOSO": "1"}, "ACOPIO_WITHOUT_VIRTUOSO is set"),
    ],
    ids=["no apt-get", "no network", "no root", "not wanted"],
)  # fmt: skip
def test_what_cannot_be_is_told_and_fails_nothing(
    bin_folder: Path, fakes: dict[str, str], environment: dict[str, str], words: str
) -> None:
    for name, does in fakes.items():
        command(bin_folder, name, does)
    line = said(bin_folder, **environment)
    assert line.startswith("Virtuoso tests are skipped: ")
    assert words in line


def test_make_test_asks_for_it() -> None:
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    assert "virtuoso" in next(line for line in lines if line.startswith("test:")).split()
    assert f"\t@{SCRIPT.relative_to(ROOT)}" in lines
