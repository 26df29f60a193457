from pathlib import Path

import pytest

from acopio.documents import walk_paths
from acopio.errors import AcopioError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "c.HTML", "notes.pdf", ".hidden.md", "sub/d.markdown", ".store/x.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    return tmp_path


def test_folders_are_walked_in_order_without_hidden_files(folder: Path) -> None:
    found = [path.relative_to(folder).as_posix() for path in walk_paths([folder])]
    assert found == ["a.txt", "b.md", "c.HTML", "sub/d.markdown"]


def test_each_file_comes_once_and_named_files_whatever_their_suffix(folder: Path) -> None:
    paths = walk_paths([folder / "notes.pdf", folder / "b.md", folder, "-"])
    assert [path.name for path in paths] == ["notes.pdf", "b.md", "a.txt", "c.HTML", "d.markdown", "-"]


def test_a_folder_without_documents_and_a_missing_path_are_faults(tmp_path: Path) -> None:
    with pytest.raises(AcopioError) as empty:
        walk_paths([tmp_path])
    with pytest.raises(AcopioError) as missing:
        walk_paths([tmp_path / "no"])
    assert (empty.value.kind.code, missing.value.kind.code) == ("no-documents", "path-missing")
