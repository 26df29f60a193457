import datetime as dt

import pytest

from acopio.documents import merge_metadata, parse_sidecar, split_front_matter, write_sidecar
from acopio.documents.metadata import MAX_YAML
from acopio.documents.source_document import Metadata
from acopio.errors import AcopioError

FRONT = "---\ntitle: Kilima\norganization: Kilima Co-op\nwritten: 2024-05-06\n---\n\nText.\n"


def test_front_matter_is_read_and_the_body_begins_after_it() -> None:
    metadata, start = split_front_matter(FRONT)
    assert metadata == Metadata(title="Kilima", organization="Kilima Co-op", written=dt.date(2024, 5, 6))
    assert FRONT[start:] == "\nText.\n"


def test_text_without_front_matter_has_none() -> None:
    assert split_front_matter("# Kilima\n\n---\n\nText.") == (Metadata(), 0)
    assert split_front_matter("---\n\nA line that is no key.\n") == (Metadata(), 0)


def test_a_byte_order_mark_stays_outside_the_body() -> None:
    metadata, start = split_front_matter("\ufeff" + FRONT)
    assert metadata.title == "Kilima"
    assert start == len(FRONT) - len("\nText.\n") + 1


def test_windows_line_ends_are_fine() -> None:
    metadata, _ = split_front_matter(FRONT.replace("\n", "\r\n"))
    assert metadata.organization == "Kilima Co-op"


@pytest.mark.parametrize(
    ("yaml", "line", "column", "said"),
    [
        ("title: A\nauthor: B", 3, 1, "unknown key 'author'"),
        ("title: [a, b]", 2, 8, "no plain value"),
        ("title: A\ntitle: B", 3, 1, "given twice"),
        ("written: yesterday", 2, 10, "no date"),
        ("- a\n- b", 2, 1, "no mapping"),
        ("title: 'A", 3, 1, "not YAML"),
        ("a: &x [1]\nb: *x", 2, 4, "no plain value"),
        ("title: A\n  b: c", 3, 4, "not YAML"),
    ],
)
def test_faults_name_their_place(yaml: str, line: int, column: int, said: str) -> None:
    with pytest.raises(AcopioError) as caught:
        split_front_matter(f"---\n{yaml}\n---\nText.\n", path="a.md")
    assert said in caught.value.problem
    assert caught.value.kind.code == "document-front-matter"
    assert (caught.value.line, caught.value.column) == (line, column)


def test_front_matter_that_is_never_closed_is_a_fault() -> None:
    with pytest.raises(AcopioError, match="no closing line"):
        split_front_matter("---\ntitle: A\n\nText.\n")


def test_nested_and_endless_metadata_is_refused_without_being_built() -> None:
    with pytest.raises(AcopioError, match="no plain value"):
        split_front_matter(f"---\ntitle: {'[' * 20_000}\n---\n")
    with pytest.raises(AcopioError, match="longer than"):
        parse_sidecar("title: " + "a" * MAX_YAML)


def test_sidecar_round_trip() -> None:
    metadata = Metadata(source="https://example.org/a", language="en", retrieved=dt.date(2024, 1, 2))
    written = write_sidecar(metadata, "0" * 64)
    assert parse_sidecar(written) == (metadata, "0" * 64)
    assert write_sidecar(Metadata()) == ""


def test_merging_puts_given_values_over_the_base() -> None:
    base = Metadata(title="A", language="en")
    assert merge_metadata(base, Metadata(language="es")) == Metadata(title="A", language="es")
    assert merge_metadata(base, None) is base
