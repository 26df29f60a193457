import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dataset_samples import claims_file, make_dataset, without_privileges
from pyoxigraph import NamedNode, Store

from acopio.dataset import store as store_module
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.store import open_store
from acopio.errors import AcopioError, SeveralFaultsError
from acopio.graph.iris import document_iri
from acopio.graph.terms import term

YEARS = "SELECT ?year WHERE { ?claim <https://w3id.org/acopio/ns#when> ?year } ORDER BY ?year"


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    return make_dataset(tmp_path / "set")


def years(store: Store) -> list[str]:
    answers = store.query(YEARS, use_default_graph_as_union=True)
    return [row["year"].value for row in answers]  # type: ignore[union-attr]


def generations(folder: DatasetFolder) -> set[str]:
    return {path.name for path in folder.cache.glob("*") if path.is_dir()}


def content(store: Store) -> set[str]:
    return {str(quad) for quad in store}


def change(folder: DatasetFolder, stem: str, year: int) -> None:
    folder.claims_file(stem).write_text(claims_file(stem, stem.partition("--")[0], year))
    os.utime(folder.claims_file(stem), ns=(year * 10**9, year * 10**9))


def test_a_document_is_a_graph_and_so_are_the_other_files(folder: DatasetFolder) -> None:
    folder.organizations.write_text("<https://w3id.org/acopio/id/org0> a <https://w3id.org/acopio/ns#X> .")
    graphs = {str(graph) for graph in open_store(folder).named_graphs()}
    assert {str(document_iri(f"org{n}--x")) for n in range(3)} <= graphs
    for iri in ("https://w3id.org/acopio/id/organizations", "https://w3id.org/acopio/ns"):
        assert f"<{iri}>" in graphs
    assert len([graph for graph in graphs if "/concept/" in graph]) > 10


def test_the_store_on_disk_holds_what_the_one_in_memory_holds(folder: DatasetFolder) -> None:
    assert content(open_store(folder)) == content(open_store(folder, in_memory=True))
    assert years(open_store(folder)) == ["1992"] * 3
    assert len(generations(folder)) == 1


def test_it_is_built_once_and_opened_by_many(folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_store(folder)
    monkeypatch.setattr(store_module, "_build", lambda *_: pytest.fail("built again"))
    second = open_store(folder)
    assert len(first) == len(second)


@pytest.mark.parametrize("share", [1.0, 0.0])
def test_a_changed_new_or_removed_file_is_seen(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    """By mending a copy of the last generation, and by building anew: the same comes of both."""
    monkeypatch.setattr(store_module, "_FEW", share)
    open_store(folder)
    change(folder, "org0--x", 2001)
    change(folder, "org9--x", 2009)
    folder.claims_file("org1--x").unlink()
    store = open_store(folder)
    assert years(store) == ["1992", "2001", "2009"]
    assert content(store) == content(open_store(folder, in_memory=True))
    assert document_iri("org1--x") not in list(store.named_graphs())


def test_the_last_generation_but_one_stays_for_its_readers(folder: DatasetFolder) -> None:
    reader = open_store(folder)
    for year in (2001, 2002, 2003):
        change(folder, "org0--x", year)
        open_store(folder)
        assert len(generations(folder)) == 2
    assert "1992" in years(reader)


def test_deleting_the_cache_loses_nothing(folder: DatasetFolder) -> None:
    before = content(open_store(folder))
    shutil.rmtree(folder.cache)
    assert content(open_store(folder)) == before


def test_a_damaged_store_is_built_anew(folder: DatasetFolder) -> None:
    before = content(open_store(folder))
    (quads,) = folder.cache.glob("*/quads")
    (quads / "CURRENT").write_text("nonsense")
    assert content(open_store(folder)) == before


def test_what_a_killed_process_was_building_is_removed(folder: DatasetFolder) -> None:
    open_store(folder)
    process = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True
    )
    abandoned = folder.cache / f".building-{process.stdout.strip()}-x"
    living = folder.cache / f".building-{os.getpid()}-x"
    abandoned.mkdir()
    living.mkdir()
    change(folder, "org0--x", 2001)
    open_store(folder)
    assert not abandoned.exists()
    assert living.exists()


@pytest.mark.parametrize("in_memory", [True, False])
def test_every_broken_file_is_named_with_its_place(folder: DatasetFolder, in_memory: bool) -> None:
    folder.claims_file("org0--x").write_text("<http://a/b> <http://a/c>\n  nonsense .\n")
    folder.claims_file("org2--x").write_text('<http://a/b> <http://a/c> "x\n')
    with pytest.raises(SeveralFaultsError) as caught:
        open_store(folder, in_memory=in_memory)
    places = [fault.where for fault in caught.value.faults]
    assert places[0].startswith(f"{folder.claims_file('org0--x')}:2:")
    assert places[1].startswith(f"{folder.claims_file('org2--x')}:1:")
    assert "Mend the line named" in caught.value.message()
    assert not generations(folder)


def test_a_broken_file_does_not_harm_the_last_generation(folder: DatasetFolder) -> None:
    before = content(open_store(folder))
    good = folder.claims_file("org0--x").read_bytes()
    status = folder.claims_file("org0--x").stat()
    folder.claims_file("org0--x").write_text("nonsense")
    with pytest.raises(AcopioError):
        open_store(folder)
    folder.claims_file("org0--x").write_bytes(good)
    os.utime(folder.claims_file("org0--x"), ns=(status.st_atime_ns, status.st_mtime_ns))
    assert content(open_store(folder)) == before


def test_files_that_change_while_they_are_read_give_no_mixed_generation(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, years_written = store_module._build, iter(range(2001, 2010))

    def disturbed(*arguments: object) -> Path:
        built = build(*arguments)  # type: ignore[arg-type]
        change(folder, "org0--x", next(years_written))
        return built

    monkeypatch.setattr(store_module, "_build", disturbed)
    store = open_store(folder)
    assert years(store)[-1] == "2003"
    assert not generations(folder)


def test_a_full_disk_is_no_reason_not_to_answer(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module, "_build", full)
    assert years(open_store(folder)) == ["1992"] * 3


COUNT = """
import sys
from acopio.dataset.store import open_store
print(len(open_store(sys.argv[1])))
"""


def test_a_read_only_folder_gives_a_store_in_memory(folder: DatasetFolder) -> None:
    folder.root.chmod(0o555)
    counted = subprocess.run(
        [sys.executable, "-c", COUNT, folder.root],
        capture_output=True,
        text=True,
        preexec_fn=without_privileges,
    )
    assert counted.stderr == ""
    assert int(counted.stdout) == len(open_store(folder, in_memory=True))
    assert not folder.cache.exists()


def test_many_processes_may_build_and_read_at_once(folder: DatasetFolder) -> None:
    expected = len(open_store(folder, in_memory=True))
    readers = [
        subprocess.Popen([sys.executable, "-c", COUNT, folder.root], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [int(reader.communicate()[0]) for reader in readers] == [expected] * 4
    assert len(generations(folder)) == 1


def test_graphs_are_named_as_their_files_say(folder: DatasetFolder) -> None:
    store = open_store(folder)
    scheme = NamedNode("https://w3id.org/acopio/concept/purpose")
    named = list(store.quads_for_pattern(None, term("rdf:type"), term("skos:ConceptScheme"), None))
    assert scheme in {quad.graph_name for quad in named} or len({quad.graph_name for quad in named}) > 10
    assert all(quad.subject == quad.graph_name for quad in named)
