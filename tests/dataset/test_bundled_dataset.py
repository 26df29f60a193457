"""The data set that comes with acopio: what loading makes of its documents is what stands in it."""

import re
import shutil
from pathlib import Path

import pytest
from dataset_samples import snapshot
from pyoxigraph import Literal, NamedNode

from acopio.assets import bundled_dataset_folder
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.load import load
from acopio.dataset.organizations import DocumentNames, OrganizationRegistry
from acopio.dataset.turtle_syntax import parse_turtle
from acopio.graph.terms import term
from acopio.namespaces import ID

BUNDLED = DatasetFolder(bundled_dataset_folder())


def test_loading_its_documents_again_changes_nothing(tmp_path: Path) -> None:
    if not BUNDLED.stems():
        pytest.skip("its documents have not been loaded: acopio load data/profiles")
    copy = tmp_path / "data"
    shutil.copytree(BUNDLED.root, copy, ignore=shutil.ignore_patterns(".store"))
    before = snapshot(copy)
    report = load([copy / "profiles"], copy)
    changed = [document.stem for document in report.documents if document.state != "unchanged"]
    assert not changed, f"data/claims is stale; renew it: acopio load data/profiles (changed: {changed})"
    assert snapshot(copy) == before


def test_every_document_is_of_an_organisation_that_people_have_written_down() -> None:
    registry = OrganizationRegistry.read(BUNDLED.organizations)
    names = re.compile(r"^organization: (.*)$", re.MULTILINE)
    for path in sorted(BUNDLED.profiles.glob("*.md")):
        found = names.search(path.read_text("utf-8"))
        assert found, f"{path.name} names no organisation"
        registry.identify(DocumentNames(path.stem, found[1]))
    assert registry.extended() is None


def test_the_description_counts_right() -> None:
    (description,) = [
        quad.object.value
        for quad in parse_turtle(BUNDLED.description)
        if quad.subject == NamedNode(f"{ID}dataset")
        and quad.predicate == term("dcterms:description")
        and isinstance(quad.object, Literal)
    ]
    documents = len(list(BUNDLED.profiles.glob("*.md")))
    organizations = len(OrganizationRegistry.read(BUNDLED.organizations).names)
    assert f"{documents} profile pages about {organizations} producer organisations" in description
