"""Validating what changed gives the report of validating everything, and the cache is no fault's source."""

from __future__ import annotations

import inspect
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from changing_datasets import PRELUDE, put, shapes_of, told, whole
from hypothesis import given, settings
from hypothesis import strategies as st

from acopio.assets import bundled_dataset_folder
from acopio.dataset.folder import DatasetFolder
from acopio.errors import AcopioError
from acopio.shacl.reads import NEAR
from acopio.shacl.shape import Constraint
from acopio.shacl.sparql.constraints import ComponentConstraint, SparqlConstraint
from acopio.validation.incremental import validate_dataset
from acopio.validation.shapes import read_shapes
from acopio.validation.validate import validate

SHAPES = {
    "paths": """
ex:A sh:targetClass ex:C ; sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] ;
    sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:maxCount 1 ] ;
    sh:property [ sh:path [ sh:zeroOrMorePath ex:q ] ; sh:class ex:D ] .
ex:B sh:targetSubjectsOf ex:q ; sh:closed true ; sh:ignoredProperties ( ex:q ) .
ex:T sh:targetNode ex:a, ex:nowhere ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .
""",
    "logic": """
ex:A sh:targetClass ex:C ; sh:or ( ex:HasP ex:HasQ ) ; sh:node ex:HasP .
ex:HasP sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:node ex:HasQ ] .
ex:HasQ sh:property [ sh:path ex:q ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
ex:L sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:equals ex:q ] ;
    sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:qualifiedValueShape [ sh:class ex:D ] ;
        sh:qualifiedMaxCount 1 ] .
""",
    "queries": """
ex:A sh:targetClass ex:C ; sh:sparql [ sh:message "{?value} and {?other}" ; sh:select '''
    SELECT $this ?value ?other WHERE { $this <http://e.org/p> ?value . ?other <http://e.org/q> ?value .
    OPTIONAL { ?other <http://e.org/p> ?more } FILTER (?other != $this && !BOUND(?more)) }''' ] .
ex:E sh:targetSubjectsOf oa:hasSource ; sh:sparql [ sh:select '''
    SELECT $this ?value WHERE { $this <http://www.w3.org/ns/oa#hasSource>/<https://schema.org/text> ?value .
    FILTER (STRLEN(?value) > 3) FILTER NOT EXISTS { $this ?any <http://e.org/b> } }''' ] .
""",
    "whole": """
ex:A sh:targetObjectsOf ex:p ; sh:property [ sh:path ex:q ; sh:minCount 1 ] .
ex:B sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:maxCount 0 ] ] .
""",
}
NODES = ("ex:a", "ex:b", "ex:c", "ex:d", "_:x", "_:y", "doc:one", "doc:two")
SUBJECTS = st.sampled_from(NODES)
PAIRS = st.one_of(
    st.tuples(st.sampled_from(["ex:p", "ex:q", "ex:p", "ex:q", "ex:r"]), SUBJECTS),
    st.tuples(
        st.sampled_from(["ex:p", "ex:q"]), st.sampled_from(["1", '"x"', "[ ex:q ex:a ]", "( ex:b 2 )"])
    ),
    st.tuples(st.just("a"), st.sampled_from(["ex:C", "ex:D", "acopio:SourceDocument"])),
    st.tuples(st.sampled_from(["oa:hasSource", "acopio:quote"]), st.sampled_from(["doc:one", "doc:two"])),
    st.sampled_from([("acopio:quote", "ex:a"), ("ex:p", "skos:Concept")]),
    st.just(("oa:hasSelector", "[ oa:start 2 ]")),
)
TRIPLES = st.builds(lambda s, pair: f"{s} {pair[0]} {pair[1]} .", SUBJECTS, PAIRS)
GRAPHS = st.lists(TRIPLES, min_size=1, max_size=7).map("\n".join)
FILES = ("claims/f1.ttl", "claims/f2.ttl", "claims/f3.ttl", "claims/f4.ttl", "organizations.ttl")
EDITS = st.one_of(
    st.tuples(st.sampled_from(FILES), GRAPHS),
    st.tuples(st.sampled_from(FILES), GRAPHS),
    st.tuples(st.sampled_from(FILES[1:4]), st.none()),
    st.tuples(
        st.sampled_from(["profiles/one.md", "profiles/two.md"]), st.sampled_from(["abc", "a\nbcd", None])
    ),
)


@pytest.mark.parametrize("kind", sorted(SHAPES))
@settings(max_examples=15, deadline=None)
@given(
    before=st.lists(st.tuples(st.sampled_from(FILES), GRAPHS), max_size=5),
    edits=st.lists(EDITS, min_size=1, max_size=5),
)
def test_any_edits(kind: str, before: list[tuple[str, str]], edits: list[tuple[str, str | None]]) -> None:
    """After any edits the report is that of a run over everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = DatasetFolder(Path(name) / "data")
        put(folder.root, "shapes.ttl", SHAPES[kind])
        shapes = read_shapes([folder.root / "shapes.ttl"])
        put(folder.root, "claims/f1.ttl", "ex:a a ex:C .")
        put(folder.root, "profiles/one.md", "some text")
        for file, text in before:
            put(folder.root, file, text)
        validate_dataset(folder, shapes)
        for file, changed in edits:
            put(folder.root, file, changed)
            assert told(validate_dataset(folder, shapes)) == told(whole(folder, shapes))


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    """Return a data set of twelve files, validated once with the shapes of the project's own."""
    folder = DatasetFolder(tmp_path / "data")
    for number in range(12):
        put(folder.root, f"claims/f{number}.ttl", f"ex:a{number} a ex:C ; ex:p ex:a{number % 3}, ex:hub .")
    put(folder.root, "organizations.ttl", "ex:hub ex:q ex:a .")
    put(folder.root, "shapes.ttl", SHAPES["logic"])
    validate_dataset(folder, shapes_of(folder))
    return folder


def cache_of(folder: DatasetFolder) -> Path:
    (found,) = (folder.cache / "validation").iterdir()
    return found


def again(folder: DatasetFolder) -> int:
    """Validate anew, hold the report to that of a full run, and return how many files were validated."""
    outcome = validate_dataset(folder, shapes_of(folder))
    assert told(outcome) == told(whole(folder, shapes_of(folder)))
    return outcome.validated


def test_only_what_changed_is_validated(folder: DatasetFolder) -> None:
    assert again(folder) == 0
    put(folder.root, "claims/f5.ttl", "ex:a5 a ex:C ; ex:p ex:a1 .")
    assert again(folder) == 1
    assert again(folder) == 0


def test_what_others_read_of_a_change_is_validated_too(folder: DatasetFolder) -> None:
    put(folder.root, "claims/f0.ttl", "ex:a0 ex:q ex:b .")  # ex:a0 stands in four files
    assert again(folder) == 4
    put(folder.root, "organizations.ttl", "ex:hub ex:q ex:a, ex:b .")
    assert again(folder) == 13


def test_the_same_content_written_again_changes_nothing(folder: DatasetFolder) -> None:
    text = (folder.claims / "f5.ttl").read_text("utf-8").removeprefix(PRELUDE)
    put(folder.root, "claims/f5.ttl", text)
    assert again(folder) == 0


def test_files_that_have_only_just_changed_are_read(folder: DatasetFolder) -> None:
    """Of the same size, within the same tick of a clock that may be coarse."""
    path = folder.claims / "f5.ttl"
    for node in ("ex:a1", "ex:a2"):
        before = path.stat() if node == "ex:a2" else None
        path.write_text(f"{PRELUDE}ex:a5 a ex:C ; ex:p {node} .", "utf-8")
        if before:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert again(folder) == 1


def test_full_validates_everything(folder: DatasetFolder) -> None:
    assert validate_dataset(folder, shapes_of(folder), full=True).validated == 13


def test_other_shapes_are_other_results(folder: DatasetFolder) -> None:
    put(folder.root, "shapes.ttl", SHAPES["paths"])
    assert again(folder) == 13


@pytest.mark.parametrize("damage", ["empty", "cut", "header", "pages", "other", "layout", "meta"])
def test_a_damaged_cache_is_as_none(folder: DatasetFolder, damage: str) -> None:
    path = cache_of(folder)
    content = path.read_bytes()
    if damage in ("layout", "meta"):
        change = {"layout": "PRAGMA user_version = 1", "meta": "UPDATE meta SET value = '[' || value"}[damage]
        with sqlite3.connect(path) as connection:
            connection.execute(change)
        connection.close()
    else:
        path.write_bytes(
            {
                "empty": b"",
                "cut": content[: len(content) // 2],
                "header": b"turned" + content[6:],
                "pages": content[:100] + b"\xff" * (len(content) - 100),
                "other": b"something else",
            }[damage]
        )
    assert again(folder) == 13
    assert again(folder) == 0


def test_a_cache_of_another_program_is_as_none(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acopio.validation.listing.BUILDER", ["0"])
    assert again(folder) == 13


def test_a_fault_in_a_file_is_told_and_the_cache_stays(folder: DatasetFolder) -> None:
    before = cache_of(folder).read_bytes()
    text = (folder.claims / "f5.ttl").read_text("utf-8").removeprefix(PRELUDE)
    put(folder.root, "claims/f5.ttl", "ex:a ex:p")
    with pytest.raises(AcopioError, match=r"f5\.ttl:5:10"):
        validate_dataset(folder, shapes_of(folder))
    assert cache_of(folder).read_bytes() == before
    put(folder.root, "claims/f5.ttl", text)
    assert again(folder) == 0


def test_where_nothing_can_be_written(folder: DatasetFolder) -> None:
    """The report is the same; a file in the place of the cache's folder stands for a read-only disk."""
    shutil.rmtree(folder.cache)
    folder.cache.write_text("in the way")
    assert again(folder) == 13
    assert again(folder) == 13


def test_an_interrupted_run_leaves_the_cache(folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache_of(folder).read_bytes()
    put(folder.root, "claims/f5.ttl", "ex:a5 a ex:C .")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("acopio.validation.partial_run.keep_blocks", stop)
        with pytest.raises(KeyboardInterrupt):
            validate_dataset(folder, shapes_of(folder))
    assert cache_of(folder).read_bytes() == before
    assert again(folder) == 1


KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from acopio.dataset.folder import DatasetFolder
from acopio.validation import incremental, partial_run
from acopio.validation.shapes import read_shapes

opened = incremental.open_cache

def open_small(path):  # so small that pages reach the disk before the end
    connection = opened(path)
    connection.execute("PRAGMA cache_size = 1")
    return connection

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

incremental.open_cache, partial_run.keep_blocks = open_small, kill
folder = DatasetFolder(Path(sys.argv[1]))
incremental.validate_dataset(folder, read_shapes([folder.root / "shapes.ttl"]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no signal that kills")
def test_a_killed_run_leaves_the_cache(folder: DatasetFolder) -> None:
    before = cache_of(folder).read_bytes()
    put(folder.root, "claims/f5.ttl", "ex:a5 a ex:C .")
    command = [sys.executable, "-c", KILLED, str(folder.root)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    path = folder.cache / "validation"
    (half,) = (each for each in path.iterdir() if each.name.endswith("-journal"))
    assert half.with_name(half.name.removesuffix("-journal")).read_bytes() != before
    assert again(folder) == 1
    assert again(folder) == 0
    assert not half.exists()


def test_while_another_process_changes_the_cache(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was known is read, and what is found out not kept."""
    monkeypatch.setattr("acopio.validation.cache_file._PATIENCE", 0.01)
    put(folder.root, "claims/f5.ttl", "ex:a5 a ex:C .")
    other = sqlite3.connect(cache_of(folder), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert [again(folder), again(folder)] == [1, 1]
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    assert again(folder) == 13  # it cannot even be read
    other.close()
    assert [again(folder), again(folder)] == [1, 0]


def test_two_processes_at_once(folder: DatasetFolder) -> None:
    script = (
        "import sys; from acopio.dataset.folder import DatasetFolder; from pathlib import Path\n"
        "from acopio.validation.incremental import validate_dataset\n"
        "from acopio.validation.shapes import read_shapes\n"
        "folder = DatasetFolder(Path(sys.argv[1]))\n"
        "for _ in range(3):\n"
        "    print(len(validate_dataset(folder, read_shapes([folder.root / 'shapes.ttl'])).results))\n"
    )
    put(folder.root, "claims/f5.ttl", "ex:a5 a ex:C .")
    command = [sys.executable, "-c", script, str(folder.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    counts = {number for each in running for number in each.communicate()[0].split()}
    assert all(each.returncode == 0 for each in running)
    assert counts == {str(len(whole(folder, shapes_of(folder)).results)).encode()}
    assert again(folder) == 0


def test_every_constraint_is_known_to_be_near_or_needs_the_whole() -> None:
    """A new kind of constraint needs the whole until what it reads is said."""

    def below(kind: Any) -> Iterator[Any]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    concrete = {each for each in below(Constraint) if not inspect.isabstract(each)}
    assert concrete - {SparqlConstraint, ComponentConstraint} <= set(NEAR)


RDFLIB = """
import sys
from pathlib import Path
from acopio.validation.validate import validate

report = validate(dataset=sys.argv[1])
print(report.conforms, sorted(name for name in sys.modules if name.split(".")[0] in ("rdflib", "pyshacl")))
"""


def test_one_document_is_validated_without_rdflib(tmp_path: Path) -> None:
    """The shapes of acopio, of which queries are kept parsed: importing rdflib takes longer than validating."""
    root = tmp_path / "data"
    shutil.copytree(bundled_dataset_folder(), root, ignore=shutil.ignore_patterns(".store"))
    assert validate(dataset=root).conforms
    path = min((root / "claims").iterdir())
    path.write_text(path.read_text("utf-8").replace("status:draft", "status:finished", 1), "utf-8")
    command = [sys.executable, "-c", RDFLIB, str(root)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert told == "False []\n"
