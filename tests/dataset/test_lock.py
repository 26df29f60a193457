import os
import subprocess
import sys
from pathlib import Path

import pytest

from acopio.dataset.folder import DatasetFolder
from acopio.dataset.lock import writing
from acopio.errors import AcopioError

HOLD = """
import sys, time
from pathlib import Path
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.lock import writing
with writing(DatasetFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_writer_is_told_which_process_is_writing(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AcopioError, match=f"process {holder.pid} is writing") as caught, writing(folder):
            pass
        assert caught.value.kind.code == "dataset-busy"
    finally:
        holder.kill()
        holder.communicate()
    with writing(folder):
        assert (folder.cache / "write.pid").read_text() == f"{os.getpid()}\n"
    assert not (folder.cache / "write.pid").exists()


def test_a_data_set_begun_for_nothing_is_taken_away_again(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path / "deep" / "set")
    with pytest.raises(RuntimeError), writing(folder):
        assert folder.cache.is_dir()
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_the_cache_keeps_itself_out_of_git(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path / "set")
    with writing(folder):
        folder.claims.mkdir()
    assert (folder.cache / ".gitignore").read_text() == "*\n"


def test_a_file_in_the_way_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "set").write_text("")
    with pytest.raises(AcopioError) as caught, writing(DatasetFolder(tmp_path / "set")):
        pass
    assert caught.value.kind.code == "path-kind"
