from pathlib import Path

import pytest

from acopio.assets import bundled_dataset_folder
from acopio.dataset.folder import DatasetFolder, find_dataset, find_or_plan_dataset, is_stem
from acopio.errors import AcopioError


def test_where_things_lie(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path)
    assert folder.profile("a.b") == tmp_path / "profiles" / "a.b.md"
    assert folder.sidecar("a.b") == tmp_path / "profiles" / "a.b.yaml"
    assert folder.claims_file("a.b") == tmp_path / "claims" / "a.b.ttl"


@pytest.mark.parametrize(
    "text",
    [
        "../x",
        "a/b",
        "/etc/x",
        "..",
        ".x",
        "a\\b",
        "C:x",
        "a\0b",
        "a\nb",
        "x" * 253,
        "é" * 130,
        "..\\x",
        "\\\\host\\x",
    ],
)
def test_no_path_is_a_stem(text: str) -> None:
    assert not is_stem(text)


@pytest.mark.parametrize("text", ["acopagro--x", "a.b", "a..b", "Unión de Mañana", "x" * 252, "% 2F"])
def test_names_of_files_are_stems(text: str) -> None:
    assert is_stem(text)


def test_the_default_is_data_here_then_the_bundled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_dataset().root == bundled_dataset_folder()
    (tmp_path / "data" / "claims").mkdir(parents=True)
    assert find_dataset().root == Path("data")


def test_loading_never_writes_to_the_bundled_data_set_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_or_plan_dataset().root == Path("data")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "budget.csv").write_text("1")
    with pytest.raises(AcopioError, match="holds other things"):
        find_or_plan_dataset()
    assert find_or_plan_dataset("data").root == Path("data")


@pytest.mark.parametrize(
    ("name", "code"), [("none", "dataset-missing"), ("file", "path-kind"), ("empty", "dataset-missing")]
)
def test_a_folder_that_is_no_data_set(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    with pytest.raises(AcopioError) as caught:
        find_dataset(tmp_path / name)
    assert caught.value.kind.code == code
    assert caught.value.path == tmp_path / name


def test_stems_are_those_of_the_claims_files(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path)
    assert folder.stems() == []
    folder.claims.mkdir()
    for name in ("b.ttl", "a--x.y.ttl", ".hidden.ttl", "notes.txt"):
        (folder.claims / name).write_text("")
    assert folder.stems() == ["a--x.y", "b"]
