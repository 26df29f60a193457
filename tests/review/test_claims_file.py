"""Decisions laid over a claims file: small changes, nothing lost, kept by loading, and well-formed."""

from __future__ import annotations

import datetime as dt
import difflib
import shutil
from pathlib import Path

import pytest

from acopio.assets import bundled_dataset_folder
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.load import load
from acopio.errors import AcopioError
from acopio.graph.claim_graph import ClaimEntry
from acopio.graph.terms import term
from acopio.review.claims_file import ClaimsFile, Decision, Verdict
from acopio.review.decide import Decided, decide
from acopio.review.fields import fields_of
from acopio.validation.validate import validate

BUNDLED = DatasetFolder(bundled_dataset_folder())
STEM = "sierra-verde"
TEXT = """---
title: Sierra Verde
organization: Sierra Verde Cooperative
source: https://example.org/sierra-verde
publisher: Example
language: en
written: 2026-11-23
license: CC-BY-4.0
---

# Sierra Verde Cooperative

The cooperative in Peru was founded in 1998 and has over 350 members. It became organic certified in 2004.

With the Fairtrade premium the cooperative built a school and bought two trucks.
"""
TODAY = dt.date(2026, 11, 26)


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    source = tmp_path / f"{STEM}.md"
    source.write_text(TEXT, "utf-8")
    load([source], tmp_path / "data")
    return DatasetFolder(tmp_path / "data")


def draft(file: ClaimsFile, kind: str) -> ClaimEntry:
    return next(entry for entry in file.drafts() if entry.kind == kind)


def say(folder: DatasetFolder, claim: str, verdict: Verdict, note: str = "", **changes: str) -> str:
    """Decide the first draft of a kind of claim; return its IRI."""
    iri = draft(ClaimsFile.read(folder, STEM), claim).iri.value
    decide(folder, [Decided(STEM, iri, Decision(verdict, "Rosa", TODAY, note, changes))])
    return iri


@pytest.mark.parametrize("stem", BUNDLED.stems())
def test_a_file_that_nobody_decides_in_is_written_as_it_was(stem: str) -> None:
    file = ClaimsFile.read(BUNDLED, stem)
    assert file.turtle() == file.content


def test_accepting_changes_the_lines_of_the_status_alone(folder: DatasetFolder) -> None:
    before = folder.claims_file(STEM).read_text("utf-8")
    say(folder, "founding", "accepted")
    after = folder.claims_file(STEM).read_text("utf-8")
    changed = [
        line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:2] in ("+ ", "- ")
    ]
    assert changed == [
        "-     acopio:status status:draft .",
        "+     acopio:status status:accepted ;",
        '+     acopio:reviewedBy "Rosa" ;',
        '+     acopio:reviewedOn "2026-11-26"^^xsd:date .',
    ]


def test_a_correction_is_a_claim_of_its_own(folder: DatasetFolder) -> None:
    iri = say(folder, "count", "corrected", "misread", number="over 450", when="2010")
    file = ClaimsFile.read(folder, STEM)
    old = file.entry(iri)
    new = file.entry(f"{iri}-2")
    assert [old.claim.value("acopio:status"), new.claim.value("acopio:status")] == [
        term("status:corrected"),
        term("status:accepted"),
    ]
    assert {field.name: field.read(new) for field in fields_of(new)} == {
        "number": "over 450", "percent": "", "unit": "member", "part": "all", "when": "2010",
    }  # fmt: skip
    assert new.claim.value("prov:wasRevisionOf") == old.iri
    assert new.claim.value("acopio:rule") is None
    assert new.evidence() == old.evidence()


CORRECTIONS = {
    "founding": {"kind": "legally-established", "when": "1999-05"},
    "count": {"number": "400", "unit": "family", "part": "women"},
    "certification": {
        "scheme": "fairtrade", "status": "planned", "holder": "members", "percent": "60", "share_of": "members",
        "certifier": "FLOCERT",
    },
    "premium-use": {"purpose": "health, education", "beneficiary": "workers", "status": "planned"},
    "statement": {"name": "Sierra Verde"},
}  # fmt: skip


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_decided_data_conforms_and_outlives_loading(folder: DatasetFolder, kind: str) -> None:
    iri = say(folder, kind, "corrected", **_fitting(folder, kind))
    decided = folder.claims_file(STEM).read_bytes()
    report = validate(dataset=folder.root)
    assert report.conforms, [(r.rule, r.message) for r in report.results if r.severity == "Violation"]
    load([folder.profile(STEM)], folder.root)
    assert folder.claims_file(STEM).read_bytes() == decided
    folder.profile(STEM).write_text(
        TEXT.replace("The cooperative in Peru", "This cooperative, in Peru,"), "utf-8"
    )
    load([folder.profile(STEM)], folder.root)
    assert f"<{iri.rpartition('/id/')[2]}>" in folder.claims_file(STEM).read_text("utf-8")


def _fitting(folder: DatasetFolder, kind: str) -> dict[str, str]:
    """The corrections of a kind; of statements, those of the first one's own field."""
    if kind != "statement":
        return CORRECTIONS[kind]
    (field,) = fields_of(draft(ClaimsFile.read(folder, STEM), kind))
    return {field.name: {"name": "Sierra Verde", "type": "association", "country": "BO"}[field.name]}


def test_a_rejected_fact_loses_its_plain_triple(folder: DatasetFolder) -> None:
    def plain() -> bool:
        return "acopio:country <place/PE> ;" in folder.claims_file(STEM).read_text("utf-8")

    file = ClaimsFile.read(folder, STEM)
    (country,) = [e for e in file.drafts() if e.kind == "statement" and fields_of(e)[0].name == "country"]
    assert plain()
    decide(folder, [Decided(STEM, country.iri.value, Decision("rejected", "Rosa", TODAY))])
    assert not plain()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"when": "soon"}, "'soon' is no date"),
        ({"kind": "invented"}, "'invented' is no founding-kind"),
        ({"year": "1999"}, "a founding claim has no field 'year'"),
        ({"when": "1998"}, "a correction must change something"),
        ({}, "a correction must change something"),
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing(
    folder: DatasetFolder, changes: dict[str, str], problem: str
) -> None:
    before = folder.claims_file(STEM).read_bytes()
    with pytest.raises(AcopioError, match=problem):
        say(folder, "founding", "corrected", **changes)
    assert folder.claims_file(STEM).read_bytes() == before


def test_a_claim_is_decided_once(folder: DatasetFolder) -> None:
    iri = say(folder, "founding", "accepted")
    with pytest.raises(AcopioError, match="has been decided already"):
        decide(folder, [Decided(STEM, iri, Decision("rejected", "Rosa", TODAY))])


def test_a_remark_of_somebody_is_not_lost(folder: DatasetFolder) -> None:
    path = folder.claims_file(STEM)
    path.write_text(path.read_text("utf-8") + "# ask Rosa about this\n", "utf-8")
    with pytest.raises(AcopioError, match="the file has a remark"):
        ClaimsFile.read(folder, STEM)


def test_triples_that_are_no_claim_are_not_lost(folder: DatasetFolder) -> None:
    path = folder.claims_file(STEM)
    path.write_text(path.read_text("utf-8") + '<x> schema:name "x" .\n', "utf-8")
    with pytest.raises(AcopioError, match="the file says more than its claims"):
        ClaimsFile.read(folder, STEM)


def test_claims_without_their_text_cannot_be_reviewed(folder: DatasetFolder) -> None:
    shutil.rmtree(folder.profiles)
    with pytest.raises(AcopioError, match="the document's text is missing"):
        ClaimsFile.read(folder, STEM)
