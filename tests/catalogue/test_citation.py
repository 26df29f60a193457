"""A citation names query, parameters, data and rows, and its hashes are those that anybody can compute."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from catalogue_samples import DATASET, headed, store, stored
from pyoxigraph import QueryResultsFormat, parse_query_results
from rdflib.query import Result as RdflibResult

from acopio.catalogue.citation import Citation, DataVersion, citation_of, cite, data_version
from acopio.catalogue.engines import run
from acopio.catalogue.export import export
from acopio.catalogue.formats import CITED, FORMATS, to_csv, to_tsv, written
from acopio.catalogue.query import query
from acopio.dataset.folder import DatasetFolder
from acopio.errors import AcopioError

FOLDER = DatasetFolder(DATASET)


@pytest.fixture(scope="module")
def citation() -> Citation:
    query = stored("certification_dates")
    return citation_of(query, {"product": "cocoa", "since": 1990}, run(query, store()), data_version(FOLDER))


def test_line_names_query_parameters_data_and_rows(citation: Citation) -> None:
    assert citation.call() == "certification_dates(product=cocoa, since=1990)"
    assert re.fullmatch(
        r"certification_dates\(product=cocoa, since=1990\), asked of .* \(sha256:[0-9a-f]{64}\), "
        r"result sha256:[0-9a-f]{64}, acopio \d+\.\d+\.\d+\S*",
        citation.line(),
    )


def test_hashes_can_be_computed_by_anybody(citation: Citation) -> None:
    rows = to_tsv(run(stored("certification_dates"), store()))
    assert citation.result_sha256 == hashlib.sha256(rows.encode()).hexdigest()
    assert citation.data.sha256 == hashlib.sha256(export(FOLDER, "nquads").encode()).hexdigest()
    assert citation.query_sha256 == hashlib.sha256(stored("certification_dates").text.encode()).hexdigest()


def test_data_version_changes_with_the_content_only(tmp_path: Path) -> None:
    copied = DatasetFolder(Path(shutil.copytree(DATASET, tmp_path / "data")))
    before = data_version(copied)
    file = next(copied.claims.glob("*.ttl"))
    file.write_text(f"# a comment\n{file.read_text('utf-8')}", "utf-8")
    assert data_version(copied) == before == data_version(FOLDER)
    file.write_text(file.read_text("utf-8").replace("draft", "accepted", 1), "utf-8")
    assert data_version(copied).sha256 != before.sha256


def test_data_set_says_its_title_and_version_in_english(tmp_path: Path) -> None:
    copied = DatasetFolder(Path(shutil.copytree(DATASET, tmp_path / "data")))
    copied.description.write_text(
        """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        <https://w3id.org/acopio/id/dataset> a dcat:Dataset ; dcterms:title "Datos"@es, "My data"@en ;
          dcat:version "3.1" ; dcterms:issued "2026-01-02" ; dcterms:creator <https://x.example/me> .""",
        "utf-8",
    )
    found = data_version(copied)
    assert (found.title, found.version, found.issued) == ("My data", "3.1", "2026-01-02")
    assert (found.creator, found.license) == ("https://x.example/me", "")
    copied.description.unlink()
    assert data_version(copied).title == ""


def test_defaults_of_parameters_are_cited_too() -> None:
    text = headed().text.replace("#+     type: text", "#+     type: text\n#+     default: verde")
    query = headed(text)
    assert citation_of(query, {}, run(query, store()), data_version(FOLDER)).parameters == (
        ("words", "verde"),
    )


def test_bibtex_has_balanced_braces_and_no_bare_marks() -> None:
    data = DataVersion("50% of {all} $ & #1_~^\\", "1", "2026-11-23", "", "A & B", "d" * 64)
    entry = Citation("q", "Why\nnot?", (("a", "}\n@x{"),), data, "e" * 64, "f" * 64).bibtex()
    assert entry.startswith("@misc{acopio-q-ffffffff,\n") and entry.endswith("}\n")
    depth, bare = 0, re.sub(r"\\[{}]", "", entry)
    for character in bare.strip():
        assert depth > 0 or character in "@miscopsq{"
        depth += {"{": 1, "}": -1}.get(character, 0)
    assert depth == 0
    assert r"50\% of \{all\} \$ \& \#1\_\textasciitilde{}\textasciicircum{}\textbackslash{}" in entry
    assert r"\}" in entry and "\n@x" not in entry


def test_citation_stands_in_the_output_and_the_rows_stay_readable(citation: Citation) -> None:
    result = run(stored("certification_dates"), store())
    first, rest = str(written(result, "csv", citation=citation)).split("\r\n", 1)
    assert (first, rest) == (f"# {citation.line()}", to_csv(result))
    json_text = str(written(result, "json", citation=citation))
    assert json.loads(json_text)["head"]["citation"]["line"] == citation.line()
    assert len(RdflibResult.parse(io.BytesIO(json_text.encode()), format="json").bindings) == len(result)
    read = parse_query_results(json_text, QueryResultsFormat.JSON)
    assert [tuple(solution) for solution in read] == list(result.terms)  # type: ignore[union-attr]


@pytest.mark.parametrize("form", [form for form in CITED if form != "table"])
def test_every_format_that_cites_has_the_hash(form: str, citation: Citation) -> None:
    made = written(run(stored("certification_dates"), store()), form, citation=citation)
    data = made if isinstance(made, bytes) else made.encode()
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data))["About"]
        data = str(list(sheet.iter_rows(values_only=True))).encode()
    assert citation.result_sha256.encode() in data


def test_format_without_a_place_for_a_citation_says_so(citation: Citation) -> None:
    assert set(FORMATS) - set(CITED) == {"jsonl"}
    with pytest.raises(AcopioError, match="jsonl has no place for a citation"):
        written(run(stored("founding"), store()), "jsonl", citation=citation)


def test_cite_asks_and_cites_in_one() -> None:
    result = query("founding", dataset=DATASET, product="cocoa")
    wanted = citation_of(stored("founding"), {"product": "cocoa"}, result, data_version(FOLDER))
    assert cite("founding", dataset=DATASET, product="cocoa") == wanted
    assert cite("founding", dataset=FOLDER).result_sha256 != wanted.result_sha256
