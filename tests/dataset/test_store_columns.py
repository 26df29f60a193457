"""Columns beside the store: made with a generation, mended with it, asked in the store's place."""

from __future__ import annotations

import builtins
import os
import re
from pathlib import Path
from typing import Any

import pytest
from dataset_samples import claims_file, make_dataset

from acopio.catalogue.engines import run
from acopio.catalogue.stored_query import StoredQuery, parse_query
from acopio.columns import beside
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.store import open_store

TEXT = """#+ title: Years
#+ question: When?
#+ description: One row a claim.
#+ parameters:
#+   year:
#+     type: text
#+     description: only this year
#+ columns:
#+   claim: {type: iri, label: Claim}
#+   year: {type: text, label: Year}
#+ tags: [years]
PREFIX acopio: <https://w3id.org/acopio/ns#>
SELECT ?claim ?year WHERE {
  VALUES ?_year { UNDEF }
  ?claim acopio:when ?stated .
  BIND(STR(?stated) AS ?year)
  FILTER(!BOUND(?_year) || ?year = ?_year)
}
ORDER BY ?year ?claim
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DatasetFolder:
    monkeypatch.setattr(beside, "LARGE", 0)
    return make_dataset(tmp_path / "set")


@pytest.fixture
def query() -> StoredQuery:
    return parse_query(TEXT, "years.rq")


def change(folder: DatasetFolder, stem: str, year: int) -> None:
    folder.claims_file(stem).write_text(claims_file(stem, stem.partition("--")[0], year))
    os.utime(folder.claims_file(stem), ns=(year * 10**9, year * 10**9))


def in_columns(folder: DatasetFolder) -> list[tuple[Any, ...]]:
    """The rows in columns, which are the store's."""
    query, store = parse_query(TEXT, "years.rq"), open_store(folder)
    rows = beside.answered(store, query.text, {})
    assert rows is not None
    assert run(query, open_store(folder, in_memory=True)).terms == rows
    assert run(query, store).terms == rows
    return list(rows)


def files(folder: DatasetFolder) -> set[str]:
    """The columns of the newest generation."""
    newest = max(folder.cache.glob("*/files.json"), key=lambda path: path.stat().st_mtime_ns)
    return {path.name for path in newest.parent.glob("columns*")}


def test_columns_answer_where_a_data_set_is_large(folder: DatasetFolder) -> None:
    assert [year.value for _, year in in_columns(folder)] == ["1992"] * 3
    assert files(folder) == {"columns"}


def test_small_data_sets_have_none(folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LARGE", 10**9)
    store = open_store(folder)
    assert not files(folder)
    assert beside.answered(store, TEXT, {}) is None


def test_mended_columns_hold_what_has_changed(folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acopio.dataset.store._FEW", 1.0)
    in_columns(folder)
    change(folder, "org0--x", 2001)
    assert [year.value for _, year in in_columns(folder)] == ["1992", "1992", "2001"]
    assert files(folder) == {"columns", "columns.nq"}
    change(folder, "org0--x", 1992)
    change(folder, "org7--x", 2009)
    folder.claims_file("org1--x").unlink()
    assert [year.value for _, year in in_columns(folder)] == ["1992", "1992", "2009"]
    assert files(folder) == {"columns", "columns.nq"}


def test_numbers_that_a_change_brought_go_again(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acopio.dataset.store._FEW", 1.0)
    in_columns(folder)
    path = folder.claims_file("org0--x")
    for number, words in enumerate(["12.50", "3", "03.0"], 1):
        path.write_text(re.sub(r'"1992"\^\^\S+', words, claims_file("org0--x", "org0")))
        os.utime(path, ns=(number * 10**9, number * 10**9))
        assert len(in_columns(folder)) == 3
        assert files(folder) == {"columns", "columns.nq"}


def test_damaged_changes_are_passed_over(
    folder: DatasetFolder, query: StoredQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acopio.dataset.store._FEW", 1.0)
    in_columns(folder)
    change(folder, "org0--x", 2001)
    rows = in_columns(folder)
    (path,) = folder.cache.glob("*/columns.nq")
    path.write_text("<http://example.org/a> <http")
    beside._files.clear()
    store = open_store(folder)
    assert beside.answered(store, query.text, {}) is None
    assert run(query, store).terms == rows
    change(folder, "org0--x", 2003)
    assert [year.value for _, year in in_columns(folder)] == ["1992", "1992", "2003"]


def test_many_changes_are_encoded_anew(folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acopio.dataset.store._FEW", 1.0)
    in_columns(folder)
    monkeypatch.setattr(beside, "_MOST_CHANGES", 1)
    change(folder, "org0--x", 2001)
    assert [year.value for _, year in in_columns(folder)] == ["1992", "1992", "2001"]
    assert files(folder) == {"columns"}


def test_the_algebra_is_kept(
    folder: DatasetFolder, query: StoredQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_columns(folder)
    monkeypatch.setattr("acopio.columns.plan.algebra", lambda text: pytest.fail("parsed again"))
    store = open_store(folder)
    assert beside.answered(store, query.text, {}) == run(query, open_store(folder, in_memory=True)).terms


def test_without_numpy_the_store_answers(folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("acopio.columns.") or name == "numpy":
            raise ImportError(name)
        return real(name, *rest, **more)

    rows = in_columns(folder)
    store = open_store(folder)
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert beside.answered(store, TEXT, {}) is None
    monkeypatch.undo()
    assert run(parse_query(TEXT, "years.rq"), store).terms == rows


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff" * 200])
def test_damaged_columns_are_passed_over(folder: DatasetFolder, content: bytes, query: StoredQuery) -> None:
    rows = in_columns(folder)
    (path,) = folder.cache.glob("*/columns")
    path.unlink()
    path.write_bytes(content)
    store = open_store(folder)
    assert beside.answered(store, query.text, {}) is None
    assert run(query, store).terms == rows


@pytest.mark.parametrize("zeros", [False, True])
def test_columns_without_an_end_are_passed_over(
    folder: DatasetFolder, query: StoredQuery, zeros: bool
) -> None:
    rows = in_columns(folder)
    (path,) = folder.cache.glob("*/columns")
    whole = path.read_bytes()
    path.unlink()
    kept = whole[: len(whole) * 3 // 4]
    path.write_bytes(kept.ljust(len(whole), b"\0") if zeros else kept)
    store = open_store(folder)
    assert beside.answered(store, query.text, {}) is None
    assert run(query, store).terms == rows


def test_columns_come_in_the_order_that_is_asked_for(folder: DatasetFolder) -> None:
    store = open_store(folder)
    text = "SELECT * WHERE { ?b <https://w3id.org/acopio/ns#when> ?a } ORDER BY ?b"
    rows = beside.answered(store, text, {}, ["b", "a"])
    assert rows is not None and {year.value for _, year in rows} == {"1992"}
    assert rows[0] == next(iter(rows)) and rows[1:] == list(rows)[1:] and len(rows) == 3
    assert beside.answered(store, text, {}, ["b", "c"]) is None


def test_what_is_not_covered_is_asked_of_the_store(folder: DatasetFolder) -> None:
    store = open_store(folder)
    for text in (
        "SELECT ?claim WHERE { ?claim ?property ?year }",
        "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s",
        "SELECT ?s WHERE { GRAPH ?g { ?s a ?c } } ORDER BY ?s",
        "SELECT ?s WHERE { ?s a ?c } ORDER BY ?s LIMIT 3",
        "SELECT (MD5(STR(?s)) AS ?m) WHERE { ?s a ?c } ORDER BY ?m",
        "ASK { ?s ?p ?o }",
        "BASE <http://example.org/> SELECT ?s WHERE { ?s a ?c } ORDER BY ?s",
        "SELECT ?s WHERE { ?s undeclared:p ?c } ORDER BY ?s",
        "SELECT ?s WHERE { ?s a ?c FILTER(?s = 1e3) } ORDER BY ?s",
    ):
        assert beside.answered(store, text, {}) is None, text
