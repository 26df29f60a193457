"""The Turtle files keep one form, so that a change shows as the lines that changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from iris_in_files import turtle_iris
from ontology_files import ALIGNMENTS_FILE, CONCEPT_FILES, ONTOLOGY_FILE, TURTLE_FILES, blocks, load, name
from rdflib import BNode

from acopio.namespaces import CONCEPT_SCHEMES, PREFIXES

SECTIONS = ["Classes", "Properties", "Individuals", "Terms of other vocabularies that are referred to"]
CONCEPT_ORDER = [
    "a",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:broader",
    "skos:notation",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:definition",
    "skos:scopeNote",
    "skos:historyNote",
    "skos:broadMatch",
    "skos:closeMatch",
    "skos:exactMatch",
    "skos:relatedMatch",
    "acopio:notToBeConfusedWith",
    "acopio:schemeOwner",
    "schema:url",
]


def subjects(text: str) -> list[str]:
    return [block.split(" ", 1)[0] for block in blocks(text) if not block.startswith("@prefix")]


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
def test_file_begins_by_saying_what_it_is_and_ends_with_a_line_feed(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"# [A-Z].*[.:]", text) or text.startswith("# acopio"), (
        f"{name(path)}: begin with a comment"
    )
    assert text.endswith(".\n") and not re.search(r"[ \t]$|\t", text, re.MULTILINE), (
        f"{name(path)}: stray white space"
    )


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
def test_prefixes_are_sorted_used_and_those_of_the_program(path: Path) -> None:
    text = path.read_text("utf-8")
    declared = re.findall(r"^@prefix ([\w-]+): <([^>]+)> \.$", text, re.MULTILINE)
    assert declared == sorted(declared), f"{name(path)}: sort the prefixes"
    body = re.sub(r'"(?:[^"\\]|\\.)*"', '""', re.sub(r"^(@prefix|#).*$", "", text, flags=re.MULTILINE))
    for prefix, iri in declared:
        assert PREFIXES.get(prefix, iri) == iri, f"{name(path)}: {prefix}: is {PREFIXES[prefix]} elsewhere"
        used = re.search(rf"(?<![\w/-]){re.escape(prefix)}:", body)
        assert used or prefix == path.stem, f"{name(path)}: @prefix {prefix}: is not used; remove it"


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
def test_there_is_no_blank_node(path: Path) -> None:
    blank = [triple for triple in load(path) if any(isinstance(node, BNode) for node in triple)]
    assert not blank, f"{name(path)}: give it an IRI, or use named classes: {blank[:3]}"


@pytest.mark.parametrize("path", TURTLE_FILES, ids=name)
def test_no_subject_is_described_in_two_blocks(path: Path) -> None:
    found = subjects(path.read_text("utf-8"))
    assert len(found) == len(set(found)), f"{name(path)}: {sorted({x for x in found if found.count(x) > 1})}"


def test_ontology_has_classes_then_properties_then_individuals_each_alphabetic() -> None:
    parts = sections(ONTOLOGY_FILE.read_text("utf-8"))
    assert list(parts) == SECTIONS
    for title, text in parts.items():
        found = text.split() if title == SECTIONS[-1] else subjects(text)
        lines = text.strip().splitlines() if title == SECTIONS[-1] else found
        assert lines == sorted(lines), f"{name(ONTOLOGY_FILE)}: sort the section '{title}'"
    assert all(re.search(r" a owl:Class ;", block) for block in blocks(parts["Classes"]))
    assert all(re.search(r" a owl:\w+Property", block) for block in blocks(parts["Properties"]))


def test_alignments_are_alphabetic() -> None:
    text = ALIGNMENTS_FILE.read_text("utf-8").partition("### ")[0]
    found = subjects(text)[1:]
    assert found == sorted(found), f"{name(ALIGNMENTS_FILE)}: sort the blocks"


@pytest.mark.parametrize("path", CONCEPT_FILES, ids=name)
def test_concepts_are_alphabetic_and_say_things_in_one_order(path: Path) -> None:
    text = path.read_text("utf-8").partition("### ")[0]
    found = subjects(text)
    assert found[1:] == sorted(found[1:]), f"{name(path)}: sort the concepts"
    for block in list(blocks(text))[2:]:
        first, *rest = block.split("\n")
        said = [first.split()[1], *(line.split()[0] for line in rest)]
        assert said == [x for x in CONCEPT_ORDER if x in said], (
            f"{name(path)}: {found[0]}: order is {CONCEPT_ORDER}"
        )


def test_every_turtle_file_of_the_ontology_is_looked_at() -> None:
    assert len(TURTLE_FILES) == 2 + len(CONCEPT_SCHEMES)
    assert sorted(TURTLE_FILES) == sorted(ONTOLOGY_FILE.parent.rglob("*.ttl"))
    assert all(list(turtle_iris(load(path))) for path in TURTLE_FILES)
