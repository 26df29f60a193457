"""`acopio validate` stopped by Ctrl-C at any moment: one line, no traceback, and the cache stays good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from acopio.dataset.folder import DatasetFolder
from acopio.validation.validate import validate

STOPPED = "acopio: stopped; nothing half-written is left behind"
# Sends the signal to itself when a module of this name begins to be imported.
AT_IMPORT = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
from acopio.cli.main import main
sys.meta_path.insert(0, Finder())
main(sys.argv[2:])
"""


@pytest.fixture
def dataset(tmp_path: Path) -> DatasetFolder:
    """Return a small data set that has been validated once, and has changed since."""
    folder = DatasetFolder(tmp_path / "data")
    folder.claims.mkdir(parents=True)
    for number in range(12):
        (folder.claims / f"f{number}.ttl").write_text(f"<http://e.org/{number}> a <http://e.org/C> .")
    validate(dataset=folder.root)
    (folder.claims / "f3.ttl").write_text("<http://e.org/3> a <http://e.org/D> .")
    return folder


def caches(folder: DatasetFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder.cache / "validation").iterdir()}


def is_good(folder: DatasetFolder) -> None:
    """Hold what is validated from the cache to a full run."""
    report, full = validate(dataset=folder.root), validate(dataset=folder.root, full=True)
    assert list(report.results) == list(full.results)
    assert report.triples == full.triples == 12


@pytest.mark.parametrize(
    "module",
    [
        "acopio.cli.validate", "acopio.validation.validate", "acopio.validation.partial_run", "pyoxigraph",
        "sqlite3", "acopio.validation.text_report",
    ],
)  # fmt: skip
def test_while_modules_are_imported(dataset: DatasetFolder, module: str) -> None:
    before = caches(dataset)
    command = [sys.executable, "-c", AT_IMPORT, module, "validate", "--dataset", str(dataset.root)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr.strip() == STOPPED
    if module != "acopio.validation.text_report":  # by then the new one is in place
        assert caches(dataset) == before
    is_good(dataset)


def test_while_a_document_is_waited_for(dataset: DatasetFolder) -> None:
    """A pipe that nobody writes to stands for work that takes long."""
    os.mkfifo(dataset.claims / "waiting.ttl")
    before = caches(dataset)
    command = [sys.executable, "-m", "acopio.cli.main", "validate", "--dataset", str(dataset.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (told[0], told[1].strip()) == ("", STOPPED)
    assert caches(dataset) == before
    (dataset.claims / "waiting.ttl").unlink()
    is_good(dataset)
