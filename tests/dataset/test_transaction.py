import errno
import os
from pathlib import Path

import pytest

from acopio.dataset.folder import DatasetFolder
from acopio.dataset.lock import writing
from acopio.dataset.transaction import Transaction, is_pending, recover
from acopio.errors import AcopioError


class Killed(BaseException):
    """Stands for a process that ends without another word."""


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    folder = DatasetFolder(tmp_path / "set")
    folder.claims.mkdir(parents=True)
    for name in "ab":
        folder.claims_file(name).write_text("old")
    return folder


def contents(folder: DatasetFolder) -> str:
    return " ".join(folder.claims_file(name).read_text() for name in "ab")


def write_both(folder: DatasetFolder) -> None:
    with writing(folder), Transaction(folder) as transaction:
        for name in "ab":
            transaction.write(folder.claims_file(name), b"new")
        transaction.commit()


def test_all_files_are_written_at_the_commit(folder: DatasetFolder) -> None:
    with writing(folder), Transaction(folder) as transaction:
        transaction.write(folder.claims_file("a"), b"new")
        assert contents(folder) == "old old"
        transaction.commit()
    assert contents(folder) == "new old"
    assert not is_pending(folder)


def test_nothing_is_written_without_a_commit(folder: DatasetFolder) -> None:
    with writing(folder), Transaction(folder) as transaction:
        transaction.write(folder.claims_file("a"), b"new")
    assert contents(folder) == "old old"
    assert not (folder.cache / "staging").exists()


@pytest.mark.parametrize("survived", range(5))
def test_killed_at_any_replacement_the_next_one_finishes(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    """The first rename is the commit, the two after it put the files in place."""
    renames = 0
    rename, replace = Path.rename, Path.replace

    def count() -> None:
        nonlocal renames
        if renames == survived:
            raise Killed
        renames += 1

    def counted_rename(path: Path, target: Path) -> Path:
        count()
        return rename(path, target)

    def counted_replace(path: Path, target: Path) -> Path:
        count()
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted_rename)
        patch.setattr(Path, "replace", counted_replace)
        try:
            write_both(folder)
        except Killed:
            assert survived < 3
    assert contents(folder) == {0: "old old", 1: "old old", 2: "new old"}.get(survived, "new new")
    assert is_pending(folder) is (survived in (1, 2))
    with writing(folder):
        assert recover(folder) is (survived in (1, 2))
    assert contents(folder) == ("old old" if survived == 0 else "new new")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_everything_as_it_was(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AcopioError) as caught:
        write_both(folder)
    assert caught.value.kind.code == "disk-full"
    assert contents(folder) == "old old"
    monkeypatch.undo()
    write_both(folder)
    assert contents(folder) == "new new"


def test_a_folder_on_another_disk_is_written_to_by_copy_and_rename(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def across(path: Path, target: Path) -> Path:
        if path.parent != target.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", across)
    write_both(folder)
    assert contents(folder) == "new new"
    assert sorted(path.name for path in folder.claims.iterdir()) == ["a.ttl", "b.ttl"]
