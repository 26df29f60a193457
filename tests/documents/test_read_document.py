import hashlib
from pathlib import Path

import pytest

from acopio.documents import Metadata, document_from_bytes, read_document
from acopio.documents.read_document import MAX_BYTES, MAX_TEXT
from acopio.errors import AcopioError


def fault(data: bytes, name: str = "a.md") -> AcopioError:
    with pytest.raises(AcopioError) as caught:
        document_from_bytes(data, name)
    return caught.value


def test_offsets_count_the_whole_stored_text() -> None:
    data = "---\ntitle: Niña\n---\n\nCafé de Niña.\n".encode()
    document = document_from_bytes(data, "nina.md")
    assert document.stem == "nina"
    assert document.text == data.decode()
    assert document.text[document.body_start :].strip() == "Café de Niña."
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.original_sha256 is None


def test_options_stand_above_the_front_matter() -> None:
    data = b"---\nlanguage: en\ntitle: A\n---\nText.\n"
    document = document_from_bytes(data, "a.md", options=Metadata(language="es"))
    assert (document.metadata.language, document.metadata.title) == ("es", "A")


def test_sections_follow_the_headings() -> None:
    text = b"Opening.\n\n# One\n\nText.\n\n**Two**\n\nMore text.\n"
    sections = document_from_bytes(text, "a.md").sections
    assert [s.heading.text if s.heading else None for s in sections] == [None, "One", "Two"]
    assert [s.end for s in sections[:-1]] == [s.start for s in sections[1:]]


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", b"---\ntitle: A\n---\n\n"])
def test_empty_documents_are_refused(data: bytes) -> None:
    assert fault(data).kind.code == "document-empty"


def test_binary_files_are_refused_with_the_place() -> None:
    error = fault(b"PK\x03\x04\nab\x00c")
    assert (error.kind.code, error.line, error.column) == ("document-binary", 1, 3)


def test_latin_1_is_refused_with_the_place() -> None:
    error = fault("Una línea\nde caf".encode() + "é".encode("latin-1") + b" molido")
    assert (error.kind.code, error.line, error.column) == ("document-encoding", 2, 7)


def test_a_text_that_is_no_profile_page_is_refused(tmp_path: Path) -> None:
    assert fault(b"a" * (MAX_TEXT + 1)).kind.code == "document-too-large"
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: the size alone is looked at
    with pytest.raises(AcopioError) as caught:
        read_document(path)
    assert caught.value.kind.code == "document-too-large"
    assert f"{MAX_BYTES:,}" in caught.value.problem


def test_missing_paths_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(AcopioError) as missing:
        read_document(tmp_path / "no.md")
    with pytest.raises(AcopioError) as folder:
        read_document(tmp_path)
    assert (missing.value.kind.code, folder.value.kind.code) == ("path-missing", "path-kind")
