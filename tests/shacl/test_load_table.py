"""Reading: the same table from every kind of source, from one process or several."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph

from acopio.errors import AcopioError
from acopio.shacl import load, workers
from acopio.shacl.load import load_table

TURTLE = b"""@prefix ex: <http://example.org/> .
ex:a ex:p 1, "x"@EN, "y" ; ex:q _:b .
_:b ex:p "a.\\nb" .
"""


def triples(source: object, processes: int = 1) -> set[tuple[str, str, str]]:
    return set(load_table(source, processes).triples())


def test_sources_give_the_same_triples(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_bytes(TURTLE)
    store = pyoxigraph.Store()
    store.load(TURTLE, format=pyoxigraph.RdfFormat.TURTLE)
    sources: list[object] = [path, str(path), tmp_path, TURTLE, Graph().parse(path), store]
    sources.append(pyoxigraph.parse(TURTLE, format=pyoxigraph.RdfFormat.TURTLE))
    sources.append(iter([each.triple for each in store]))
    sources.append([path, TURTLE.replace(b"ex:q _:b", b"ex:p 1")])
    for source in sources:
        found = {triple for triple in triples(source) if "_:" not in "".join(triple)}
        assert found == {
            (
                "<http://example.org/a>",
                "<http://example.org/p>",
                '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
            ),
            ("<http://example.org/a>", "<http://example.org/p>", '"x"@en'),
            ("<http://example.org/a>", "<http://example.org/p>", '"y"'),
        }


def test_blank_nodes_of_two_files_stay_apart() -> None:
    assert len({triple[0] for triple in triples([TURTLE, TURTLE]) if triple[0][0] == "_"}) == 2


def test_prefixes_are_kept() -> None:
    assert load_table(TURTLE).prefixes == {"ex": "http://example.org/"}


@pytest.mark.skipif(not workers.can_fork(), reason="no forking here")
def test_two_processes_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_PARALLEL_BYTES", 100)
    lines = [f'ex:n{n} ex:p ex:n{n % 7} ;\n  ex:q "line {n}.\\n" .\n' for n in range(200)]
    text = ("@prefix ex: <http://example.org/> .\n\n" + "".join(lines)).encode()
    assert triples(text, 3) == triples(text, 1)
    long_strings = text.replace(b'"line', b'"""line\n.\n ex:wrong').replace(b'\\n"', b'"""')
    assert triples(long_strings, 3) == triples(long_strings, 1)


@pytest.mark.skipif(not workers.can_fork(), reason="no forking here")
def test_a_fault_far_down_keeps_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_PARALLEL_BYTES", 100)
    text = b"@prefix ex: <http://example.org/> .\n" + b"ex:a ex:p ex:b .\n" * 50 + b"ex:a ex:p .\n"
    with pytest.raises(AcopioError, match="turtle-syntax") as caught:
        load_table(text, 2)
    assert caught.value.line == 52


def test_faults_of_paths(tmp_path: Path) -> None:
    with pytest.raises(AcopioError, match="path-missing"):
        load_table(tmp_path / "none.ttl")
    (tmp_path / "data.csv").write_text("a,b")
    with pytest.raises(AcopioError, match="format-unknown"):
        load_table(tmp_path / "data.csv")


def test_empty_data() -> None:
    assert triples(b"") == set()
