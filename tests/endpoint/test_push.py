"""Pushing: one request a graph, nothing twice, nothing that is not ours, and the truth about what failed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from catalogue_samples import DATASET, quads, store
from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple
from small_server import Fault, SmallServer, serving

import acopio
from acopio.endpoint.push import REGISTER, digest, graphs_of
from acopio.errors import AcopioError

FOREIGN = NamedNode("https://example.org/foreign")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATASET, tmp_path / "data"))


@pytest.fixture
def empty() -> SmallServer:  # type: ignore[misc]
    store = Store()
    store.add(Quad(FOREIGN, FOREIGN, FOREIGN, FOREIGN))
    with serving(store) as server:
        yield server


def held(server: SmallServer) -> set[Quad]:
    return {quad for quad in server.store if quad.graph_name not in (NamedNode(REGISTER), FOREIGN)}


def done(server: SmallServer) -> list[str]:
    """What was asked since the last time, by method; the register left out."""
    asked = [each.method for each in server.asked if each.pairs["graph"] != [REGISTER]]
    server.asked.clear()
    return asked


def test_every_graph_is_there(empty: SmallServer, dataset: Path) -> None:
    report = acopio.push(empty.graphs_url, dataset)
    assert held(empty) == set(store())
    assert report.sent == sorted({quad.graph_name.value for quad in quads()})  # type: ignore[union-attr]
    assert report.summary() == f"{len(report.sent)} graphs: {len(report.sent)} sent, 0 unchanged, 0 deleted"


def test_nothing_is_sent_twice(empty: SmallServer, dataset: Path) -> None:
    first = acopio.push(empty.graphs_url, dataset)
    assert done(empty) == ["PUT"] * len(first.sent)
    assert acopio.push(empty.graphs_url, dataset).unchanged == first.sent
    assert done(empty) == []
    acopio.push(empty.graphs_url, dataset, everything=True)
    assert done(empty) == ["PUT"] * len(first.sent)


def test_changed_graph_is_replaced_and_a_gone_one_deleted_when_asked(
    empty: SmallServer, dataset: Path
) -> None:
    acopio.push(empty.graphs_url, dataset)
    claims = sorted((dataset / "claims").glob("*.ttl"))
    claims[0].unlink()
    claims[1].write_text(claims[2].read_text("utf-8"), encoding="utf-8")
    done(empty)
    report = acopio.push(empty.graphs_url, dataset)
    assert (done(empty), len(report.sent), len(report.gone)) == (["PUT"], 1, 1)
    assert "left there" in report.summary()
    report = acopio.push(empty.graphs_url, dataset, prune=True)
    assert (done(empty), len(report.deleted)) == (["DELETE"], 1)
    assert {quad.graph_name.value for quad in held(empty)} == set(graphs_of(dataset))  # type: ignore[union-attr]
    assert empty.store.contains_named_graph(FOREIGN)


def test_refused_graph_is_named_and_the_others_are_there(empty: SmallServer, dataset: Path) -> None:
    fine = acopio.push
    # The register is read and written first.
    empty.faults = [Fault(404), Fault(204), Fault(400, b"no such triple")]
    with pytest.raises(AcopioError) as caught:
        fine(empty.graphs_url, dataset)
    total = len(graphs_of(dataset))
    assert caught.value.kind.code == "push-unfinished"
    assert f"{total - 1} of {total} graphs were done" in caught.value.problem
    assert "no such triple" in caught.value.problem
    done(empty)
    assert len(fine(empty.graphs_url, dataset).sent) == 1
    assert held(empty) == set(store())


def test_server_that_goes_away_is_not_asked_on(empty: SmallServer, dataset: Path) -> None:
    empty.faults = [Fault(404), Fault(204), *(Fault(403, b"read only") for _ in range(2))]
    with pytest.raises(AcopioError) as caught:
        acopio.push(empty.graphs_url, dataset)
    assert "read only" in caught.value.problem
    assert len(empty.asked) == 4  # the register twice, one graph, and the register again


def test_register_never_vouches_for_what_may_not_be_there(empty: SmallServer, dataset: Path) -> None:
    acopio.push(empty.graphs_url, dataset)
    changed = sorted((dataset / "claims").glob("*.ttl"))[0]
    before = changed.read_text("utf-8")
    changed.write_text(sorted((dataset / "claims").glob("*.ttl"))[1].read_text("utf-8"), encoding="utf-8")
    seen: list[int] = []
    register = NamedNode(REGISTER)

    def look(_: int, __: int) -> None:
        seen.append(len(list(empty.store.quads_for_pattern(None, None, None, register))))

    acopio.push(empty.graphs_url, dataset, progress=look)
    total = len(graphs_of(dataset))
    assert seen == [total - 1]
    changed.write_text(before, encoding="utf-8")
    assert len(acopio.push(empty.graphs_url, dataset).sent) == 1
    assert held(empty) == set(store())


def test_digest_does_not_depend_on_names_of_blank_nodes() -> None:
    def graph(first: str, second: str) -> list[Triple]:
        a, b = BlankNode(first), BlankNode(second)
        return [Triple(a, FOREIGN, b), Triple(b, FOREIGN, FOREIGN)]

    assert digest(graph("x", "y")) == digest(graph("q", "p")) != digest(graph("x", "x"))


def test_what_is_no_graph_store_is_told(empty: SmallServer, dataset: Path) -> None:
    empty.faults = [Fault(200, b"<html>", "text/html")]
    with pytest.raises(AcopioError, match=r"docs/endpoints\.md") as caught:
        acopio.push(empty.graphs_url, dataset)
    assert caught.value.kind.code == "endpoint-answer"


def test_command(empty: SmallServer, dataset: Path) -> None:
    command = [sys.executable, "-m", "acopio.cli.main", "push", "--endpoint", empty.graphs_url]
    ran = subprocess.run([*command, "--dataset", str(dataset)], capture_output=True, text=True, check=False)
    total = len(graphs_of(dataset))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == f"{total} graphs: {total} sent, 0 unchanged, 0 deleted\n"
