"""Running a query: what is asked, what is refused, how it is stopped."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from catalogue_samples import DATASET, HEADED, headed, store, stored
from pyoxigraph import Literal, NamedNode, Store

from acopio.catalogue.engines import run, stoppable, with_bindings
from acopio.catalogue.query import query
from acopio.catalogue.stored_query import parse_query
from acopio.errors import AcopioError


def test_bindings_stand_in_the_row_and_nowhere_else() -> None:
    bound = with_bindings(headed(), {"words": Literal('a "b"')})
    assert bound == HEADED.replace("(UNDEF)", '("a \\"b\\"")')
    assert with_bindings(headed(), {}) == HEADED


def test_several_rows_and_bare_rows_are_filled() -> None:
    text = HEADED.replace(
        "VALUES (?_words) { (UNDEF) }", "VALUES ?_words { UNDEF } { VALUES (?_words) {(UNDEF)} }"
    )
    bound = with_bindings(headed(text), {"words": NamedNode("http://x/")})
    assert "VALUES ?_words { <http://x/> } { VALUES (?_words) {(<http://x/>)} }" in bound


def test_every_graph_is_asked_unless_the_query_names_its_own() -> None:
    text = "SELECT (COUNT(DISTINCT ?d) AS ?n) {} WHERE {{ ?d a <https://w3id.org/acopio/ns#SourceDocument> }}"
    everywhere = parse_query(text.format(""), "a.rq")
    one = text.format("FROM <https://w3id.org/acopio/doc/kilima--gamma-tea>")
    assert run(everywhere, store()).rows == [{"n": 6}]
    assert run(parse_query(one, "a.rq", allow_remote=True), store(), own_graphs=True).rows == [{"n": 1}]


@pytest.mark.xfail(
    reason="pyoxigraph 0.5 finds a triple once a graph (oxigraph issue 1919); docs/queries.md says so"
)
def test_a_triple_of_two_graphs_is_found_once() -> None:
    two = Store()
    for graph in "ab":
        two.update(f"INSERT DATA {{ GRAPH <http://x/{graph}> {{ <http://x/s> <http://x/p> 1 }} }}")
    assert run(parse_query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "a.rq"), two).rows == [{"n": 1}]


def test_evaluation_that_fails_is_told_plainly() -> None:
    asked = parse_query("SELECT ?x WHERE { BIND(<http://x/f>(1) AS ?x) }", "a.rq")
    with pytest.raises(AcopioError) as caught:
        stoppable(lambda: run(asked, store()))
    assert caught.value.kind.code == "query-failed"
    assert "custom function <http://x/f> is not supported" in caught.value.problem


def test_work_is_given_up_after_its_time() -> None:
    never = threading.Event()
    with pytest.raises(AcopioError, match=r"slow.rq: no answer within 0\.05 seconds"):
        stoppable(never.wait, 0.05, "slow.rq")
    never.set()


def test_work_gives_its_answer_or_its_fault() -> None:
    assert stoppable(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        stoppable(lambda: 1 // 0)


def test_function_answers_over_a_folder(tmp_path: Path) -> None:
    shutil.copytree(DATASET, tmp_path / "data")
    result = query("certification_dates", tmp_path / "data", product="cocoa", since=2003)
    assert [(row["name"], str(row["earliest"])) for row in result] == [
        ("Alto Verde", "2003-01-01"),
        ("Alto Verde", "2004-01-01"),
    ]
    assert len(result) == len(result.rows) == 2


def test_a_query_leaves_the_store_as_it_was() -> None:
    one = Store()
    one.update("INSERT DATA { <http://x/s> <http://x/p> 1 }")
    run(stored("founding"), one)
    assert len(one) == 1
