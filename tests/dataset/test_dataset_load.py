"""Loading with a reader that is simple enough to know what it finds."""

import io
import shutil
import sys
from pathlib import Path

import pytest
from dataset_samples import page, simple_reader, snapshot

from acopio.dataset import read_source
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.load import LoadReport, load
from acopio.documents.source_document import Metadata, SourceDocument
from acopio.errors import AcopioError, SeveralFaultsError
from acopio.reading.read_claims import Reading

HTML = """<!doctype html><html><head><title>Sol Verde</title></head><body><h1>Sol Verde</h1>
<p>Sol Verde was formed in {year} and has 300 members.</p></body></html>"""


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_source, "read_claims", simple_reader)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "acopagro--a.md").write_text(page("ACOPAGRO", 1992))
    (folder / "acopagro--b.md").write_text(page("Acopagro", 1994))
    (folder / "norandino--a.txt").write_text(page("Cooperativa Norandino", 2005))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    return DatasetFolder(tmp_path / "set")


def run(documents: Path, folder: DatasetFolder, **options: object) -> LoadReport:
    return load([documents], folder.root, **options)  # type: ignore[arg-type]


def states(report: LoadReport) -> list[str]:
    return [document.state for document in report.documents]


def test_documents_claims_and_organisations_are_written(documents: Path, folder: DatasetFolder) -> None:
    report = run(documents, folder)
    assert sorted(path.name for path in folder.profiles.iterdir()) == [
        "acopagro--a.md",
        "acopagro--b.md",
        "norandino--a.md",
    ]
    assert folder.stems() == ["acopagro--a", "acopagro--b", "norandino--a"]
    assert folder.profile("norandino--a").read_bytes() == (documents / "norandino--a.txt").read_bytes()
    assert folder.organizations.read_text().count("a acopio:ProducerOrganization") == 2
    assert len({document.organization for document in report.documents}) == 2
    assert states(report) == ["new"] * 3
    assert report.summary() == (
        f"{folder.root}: 3 documents (3 new, 0 changed, 0 unchanged), 6 claims (3 founding, 3 count)"
    )


def test_loading_again_touches_no_file(documents: Path, folder: DatasetFolder) -> None:
    run(documents, folder)
    before = snapshot(folder.root)
    report = run(documents, folder)
    assert states(report) == ["unchanged"] * 3
    assert snapshot(folder.root) == before
    assert states(load([folder.profiles], folder.root)) == ["unchanged"] * 3
    assert snapshot(folder.root) == before


def test_a_changed_document_replaces_its_own_claims_and_nothing_else(
    documents: Path, folder: DatasetFolder
) -> None:
    run(documents, folder)
    before = snapshot(folder.root)
    (documents / "acopagro--b.md").write_text(page("Acopagro", 1995))
    assert states(run(documents, folder)) == ["unchanged", "changed", "unchanged"]
    after = snapshot(folder.root)
    assert {name for name in after if after[name] != before[name]} == {
        "claims/acopagro--b.ttl",
        "profiles/acopagro--b.md",
    }
    assert '"1995"' in folder.claims_file("acopagro--b").read_text()


def accept(folder: DatasetFolder, stem: str) -> None:
    path = folder.claims_file(stem)
    decided = 'status:accepted ; acopio:reviewedBy "Rosa"  # on the telephone\n    '
    path.write_text(path.read_text().replace("status:draft", decided, 1))


def test_decisions_survive_and_a_file_that_says_the_same_keeps_its_form(
    documents: Path, folder: DatasetFolder
) -> None:
    run(documents, folder)
    accept(folder, "acopagro--a")
    before = snapshot(folder.root)
    assert states(run(documents, folder)) == ["unchanged"] * 3
    assert snapshot(folder.root) == before
    (documents / "acopagro--a.md").write_text(page("ACOPAGRO", 1992).replace("cocoa", "fine cocoa"))
    assert states(run(documents, folder))[0] == "changed"
    assert 'acopio:reviewedBy "Rosa"' in folder.claims_file("acopagro--a").read_text()


def test_a_decided_claim_whose_words_are_gone_is_told_of(documents: Path, folder: DatasetFolder) -> None:
    run(documents, folder)
    accept(folder, "acopagro--a")
    (documents / "acopagro--a.md").write_text(page("ACOPAGRO", 1993))
    (note,) = run(documents, folder).notes
    assert "its words are gone: 'formed in 1992'" in note
    assert "1993" in folder.claims_file("acopagro--a").read_text()


def test_organisations_that_a_person_joins_are_one_at_the_next_loading(
    documents: Path, folder: DatasetFolder
) -> None:
    run(documents, folder)
    accept(folder, "norandino--a")
    folder.organizations.write_text(
        "@prefix id: <https://w3id.org/acopio/id/> .\n@prefix schema: <https://schema.org/> .\n"
        'id:acopagro schema:name "ACOPAGRO", "Cooperativa Norandino" .\n'
    )
    assert states(run(documents, folder)) == ["unchanged", "unchanged", "changed"]
    claims = folder.claims_file("norandino--a").read_text()
    assert "norandino/" not in claims
    assert 'acopio:reviewedBy "Rosa"' in claims


def test_nothing_is_written_where_a_document_is_at_fault_and_all_faults_are_told(
    documents: Path, folder: DatasetFolder
) -> None:
    (documents / "empty.md").write_text("")
    (documents / "latin.md").write_bytes("Café".encode("latin-1"))
    with pytest.raises(SeveralFaultsError) as caught:
        run(documents, folder)
    assert [fault.kind.code for fault in caught.value.faults] == ["document-empty", "document-encoding"]
    assert not folder.root.exists()


def test_the_others_are_loaded_where_one_asks_for_it(documents: Path, folder: DatasetFolder) -> None:
    (documents / "empty.md").write_text("")
    report = run(documents, folder, keep_going=True)
    assert [fault.kind.code for fault in report.faults] == ["document-empty"]
    assert states(report) == ["new"] * 3
    assert not folder.profile("empty").exists()


def test_a_document_without_a_name_is_at_fault_and_one_in_an_unknown_language_is_noted(
    documents: Path, folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(document: SourceDocument) -> Reading:
        return Reading(document.metadata.organization, (), (), None, ("the language is not known",))

    monkeypatch.setattr(read_source, "read_claims", reader)
    report = run(documents, folder)
    assert report.notes == [f"{stem}: the language is not known" for stem in folder.stems()]
    assert "0 claims" in report.summary()
    (documents / "nameless.md").write_text("Text.")
    with pytest.raises(AcopioError, match="the language is not known") as caught:
        run(documents, folder)
    assert caught.value.kind.code == "document-nameless"


def test_a_fault_of_the_reader_is_told_with_the_document(documents: Path, folder: DatasetFolder) -> None:
    (documents / "odd.md").write_text(page("Odd") + "Traceback")
    with pytest.raises(AcopioError, match="ZeroDivisionError: the reader is at fault") as caught:
        run(documents, folder)
    assert caught.value.kind.code == "document-unreadable"
    assert caught.value.path == documents / "odd.md"


def test_a_broken_claims_file_is_told_of_and_not_written_over(documents: Path, folder: DatasetFolder) -> None:
    run(documents, folder)
    folder.claims_file("acopagro--a").write_text("<http://a/b> nonsense")
    (documents / "acopagro--b.md").write_text(page("Acopagro", 1995))
    before = snapshot(folder.root)
    with pytest.raises(AcopioError) as caught:
        run(documents, folder)
    assert caught.value.kind.code == "turtle-syntax"
    assert caught.value.where == f"{folder.claims_file('acopagro--a')}:1:14"
    assert snapshot(folder.root) == before


def test_two_files_with_one_stem_are_refused(documents: Path, folder: DatasetFolder) -> None:
    (documents / "norandino--a.md").write_text(page())
    with pytest.raises(AcopioError, match="so does") as caught:
        run(documents, folder)
    assert caught.value.kind.code == "document-twice"
    one = documents / "acopagro--a.md"
    assert len(load([one, documents / ".." / "documents" / one.name], folder.root).documents) == 1


def test_files_about_a_folder_are_read_only_when_named(documents: Path, folder: DatasetFolder) -> None:
    (documents / "README.md").write_text(page("Readme"))
    assert len(run(documents, folder).documents) == 3
    assert len(load([documents, documents / "README.md"], folder.root).documents) == 4


def test_metadata_by_options_is_kept_in_a_sidecar(documents: Path, folder: DatasetFolder) -> None:
    path = documents / "acopagro--a.md"
    given = Metadata(publisher="Fair Trade USA", source="http://example.org/a", language="en")
    load([path], folder.root, metadata=given)
    assert (
        folder.sidecar("acopagro--a").read_text()
        == "source: http://example.org/a\npublisher: Fair Trade USA\n"
    )
    assert "schema:publisher" in folder.claims_file("acopagro--a").read_text()
    before = snapshot(folder.root)
    load([path], folder.root)
    load([folder.profiles], folder.root)
    assert snapshot(folder.root) == before
    load([path], folder.root, metadata=Metadata(publisher="Another"))
    assert "publisher: Another" in folder.sidecar("acopagro--a").read_text()
    assert "source: http://example.org/a" in folder.sidecar("acopagro--a").read_text()


def test_an_address_is_of_one_document(documents: Path, folder: DatasetFolder) -> None:
    with pytest.raises(AcopioError, match="--source was given for 3 documents"):
        run(documents, folder, metadata=Metadata(source="http://example.org"))


def test_html_is_stored_as_its_text_with_the_digest_of_the_page(
    tmp_path: Path, folder: DatasetFolder
) -> None:
    html = tmp_path / "sol-verde--x.html"
    html.write_text(HTML.format(year=1999))
    load([html], folder.root, metadata=Metadata(organization="Sol Verde"))
    assert "<p>" not in folder.profile("sol-verde--x").read_text()
    assert "original_sha256: " in folder.sidecar("sol-verde--x").read_text()
    claims = folder.claims_file("sol-verde--x").read_text()
    assert "acopio:originalSha256" in claims
    assert "formed in 1999" in claims
    before = snapshot(folder.root)
    load([html], folder.root)
    load([folder.profiles], folder.root)
    assert snapshot(folder.root) == before
    html.write_text(HTML.format(year=2001))
    load([html], folder.root)
    assert "formed in 2001" in folder.claims_file("sol-verde--x").read_text()
    assert "organization: Sol Verde" in folder.sidecar("sol-verde--x").read_text()


def test_standard_input_has_the_name_that_it_is_given(
    folder: DatasetFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(page("Sol Verde").encode()))
    monkeypatch.setattr(sys, "stdin", given)
    report = load(["-"], folder.root, name="sol-verde--x.md")
    assert [document.stem for document in report.documents] == ["sol-verde--x"]
    with pytest.raises(AcopioError, match="has no name"):
        load(["-"], folder.root)


def test_progress_counts_reading_and_writing(documents: Path, folder: DatasetFolder) -> None:
    seen: list[tuple[int, int]] = []
    run(documents, folder, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 6) for n in range(1, 7)]


def test_many_documents_give_the_same_files_in_one_process_and_in_several(tmp_path: Path) -> None:
    documents = tmp_path / "many"
    documents.mkdir()
    for number in range(70):
        (documents / f"org{number:02}--x.md").write_text(page(f"Sol {number}", 1950 + number))
    one, several = DatasetFolder(tmp_path / "one"), DatasetFolder(tmp_path / "several")
    first, second = run(documents, one, workers=1), run(documents, several, workers=2)
    assert first.documents == second.documents
    assert [content for content, _ in snapshot(one.root).values()] == [
        content for content, _ in snapshot(several.root).values()
    ]


def test_what_a_killed_load_had_committed_is_finished_by_the_next(
    documents: Path, folder: DatasetFolder
) -> None:
    run(documents, folder)
    reference = {name: content for name, (content, _) in snapshot(folder.root).items()}
    pending = folder.cache / "pending"
    pending.mkdir()
    shutil.move(folder.claims_file("acopagro--a"), pending / "0")
    (pending / "manifest.json").write_text('["claims/acopagro--a.ttl"]')
    assert states(run(documents, folder)) == ["unchanged"] * 3
    assert {name: content for name, (content, _) in snapshot(folder.root).items()} == reference
