"""Validation from files to report: what is read, what is told, and where it stands."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from shape_cases import HERE, STEM

from acopio.errors import AcopioError
from acopio.validation.report import Place, Result
from acopio.validation.validate import validate

PRELUDE = "@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = (
    PRELUDE
    + """
ex:PersonShape a sh:NodeShape ; sh:targetClass ex:Person ;
    sh:property [
        sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "Give one name."@en, "Un nombre."@es
    ] ;
    sh:property [ sh:path [ sh:inversePath ex:knows ] ; sh:nodeKind sh:IRI ] .
"""
)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "dataset", tmp_path / "dataset"))


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return written(tmp_path / "shapes.ttl", SHAPES)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def change(path: Path, old: str, new: str) -> tuple[int, int]:
    """Replace a text that stands once; return line and column where it stands."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    before = text[: text.index(old)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def worst(results: object) -> list[Result]:
    return [each for each in results if each.severity_name == "Violation"]  # type: ignore[attr-defined]


def test_right_data_set_conforms(dataset: Path) -> None:
    report = validate(dataset=dataset)
    assert report.conforms
    assert {each.rule for each in report.results} == {"claim/reviewed"}
    assert (report.files, report.engine, report.profile, list(report.notes)) == (2, "compiled", "draft", [])
    assert not validate(dataset=dataset, strict=True).conforms


def test_place_of_a_wrong_value(dataset: Path) -> None:
    claims = dataset / "claims" / f"{STEM}.ttl"
    line, column = change(claims, "counted-part:women", "counted-part:wimmin")
    (result,) = worst(validate(dataset=dataset).results)
    assert result.rule == "count-claim/part"
    assert result.place == Place(str(claims), line, column)
    assert [detail.rule for detail in result.details] == ["in-scheme/counted-part/skos:inScheme"]


def test_place_of_a_missing_value(dataset: Path) -> None:
    claims = dataset / "claims" / f"{STEM}.ttl"
    change(claims, "    acopio:countedPart counted-part:women ;\n", "")
    (result,) = worst(validate(dataset=dataset).results)
    line = next(
        n
        for n, text in enumerate(claims.read_text("utf-8").splitlines(), 1)
        if text.startswith("<cacao-verde/count/women>")
    )
    assert result.place == Place(str(claims), line, 1)


def test_place_in_the_document(dataset: Path) -> None:
    """A passage that moved: the place in the claims, and the place in the document that the claims name."""
    profile = dataset / "profiles" / f"{STEM}.md"
    change(profile, "Clean water", "Much clean water")
    results = worst(validate(dataset=dataset).results)
    moved = [each for each in results if each.rule == "evidence/words-at-position"]
    assert {each.rule for each in results} == {"evidence/words-at-position", "source-document/text-unchanged"}
    assert {str(each.value)[1:6] for each in moved} >= {"Clean", "Fair "}
    (water,) = [each for each in moved if str(each.value).startswith('"Clean')]
    assert water.passage == Place(str(profile), 17, 1)
    assert water.place is not None
    assert water.place.path == str(dataset / "claims" / f"{STEM}.ttl")
    (changed,) = [each for each in results if each.rule == "source-document/text-unchanged"]
    assert changed.passage == Place(str(profile), 1, 1)


def test_document_that_is_not_there_is_noted(dataset: Path) -> None:
    (dataset / "profiles" / f"{STEM}.md").unlink()
    report = validate(dataset=dataset)
    assert report.conforms
    assert len(report.notes) == 1
    assert STEM in report.notes[0]


def test_one_claims_file_of_a_data_set(dataset: Path) -> None:
    claims = dataset / "claims" / f"{STEM}.ttl"
    report = validate([claims])
    assert (report.conforms, report.files, list(report.notes)) == (True, 1, [])


def test_folder_of_a_data_set_is_the_data_set(dataset: Path) -> None:
    assert validate([dataset]).files == 2


def test_what_is_wrong_with_the_background_is_not_told(dataset: Path) -> None:
    written(dataset / "organizations.ttl", "<http://e.org/x> a <http://www.w3.org/ns/org#Organization> .")
    assert validate([dataset / "claims"]).conforms
    assert not validate(dataset=dataset).conforms


def test_other_data_and_other_shapes(tmp_path: Path, shapes: Path) -> None:
    data = written(
        tmp_path / "data.ttl",
        PRELUDE + 'ex:a a ex:Person .\n_:b a ex:Person ; ex:name "B", "C" ; ex:knows ex:a .',
    )
    report = validate([data], shapes=[shapes])
    assert [(each.rule, each.message, str(each.focus_node)) for each in report.results] == [
        ("ex:PersonShape/^ex:knows", "Value is not of Node Kind sh:IRI", "<http://e.org/a>"),
        ("ex:PersonShape/ex:name", "Give one name.", "<http://e.org/a>"),
        ("ex:PersonShape/ex:name", "Give one name.", "_:b"),
    ]
    assert [str(each.place) for each in report.results] == [f"{data}:3:47", f"{data}:2:1", f"{data}:3:19"]
    assert report.profile is None


def test_blank_nodes_of_two_files_are_two_nodes(tmp_path: Path, shapes: Path) -> None:
    one = written(tmp_path / "one.ttl", PRELUDE + '_:b a ex:Person ; ex:name "B" .')
    two = written(tmp_path / "two.ttl", PRELUDE + '_:b a ex:Person ; ex:name "C" . [] a ex:Person .')
    report = validate([one, two], shapes=[shapes])
    assert [str(each.place) for each in report.results] == [f"{two}:2:33"]


TYPED = "<http://e.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.org/Person>"
RDF_XML = """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">
<e:Person r:about="http://e.org/a"/></r:RDF>"""


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("d.nt", f"{TYPED} .\n", ":1:1"),
        ("d.nq", f"{TYPED} <http://e.org/g> .\n", ":1:1"),
        ("d.trig", PRELUDE + "ex:g {\n ex:a a ex:Person }", ":3:2"),
        ("d.jsonld", '{"@id": "http://e.org/a", "@type": "http://e.org/Person"}', ":1:1"),
        ("d.rdf", RDF_XML, ":1:1"),
    ],
)
def test_formats_of_data(tmp_path: Path, shapes: Path, name: str, text: str, place: str) -> None:
    data = written(tmp_path / name, text)
    (result,) = validate([data], shapes=[shapes]).results
    assert str(result.place) == f"{data}{place}"


def test_ill_typed_and_unusual_literals_stay_as_they_are_written(tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    shapes = written(
        tmp_path / "s.ttl",
        PRELUDE
        + "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:n ;"
        + f" sh:property [ sh:path ex:n ; sh:datatype <{xsd}date> ] .",
    )
    data = written(
        tmp_path / "d.ttl",
        PRELUDE + f'ex:a ex:n "007"^^<{xsd}integer>, "x"^^<{xsd}integer>, "2004-13-01"^^<{xsd}date>, 1.50 .',
    )
    found = {str(each.value).split("^^")[0] for each in validate([data], shapes=[shapes]).results}
    assert found == {'"007"', '"x"', '"2004-13-01"', '"1.50"'}


def test_shapes_without_a_target_are_noted(tmp_path: Path) -> None:
    shapes = written(tmp_path / "s.ttl", PRELUDE + "ex:S a sh:NodeShape ; sh:nodeKind sh:IRI .")
    data = written(tmp_path / "d.ttl", PRELUDE + "ex:a ex:b ex:c .")
    assert list(validate([data], shapes=[shapes]).notes) == ["no shape has a target: nothing was checked"]


def test_profile_beside_other_shapes(tmp_path: Path, shapes: Path) -> None:
    data = written(tmp_path / "d.ttl", PRELUDE + "ex:a a ex:Person .")
    profile = written(tmp_path / "p.ttl", PRELUDE + "ex:PersonShape sh:deactivated true .")
    assert not validate([data], shapes=[shapes], profile=profile).results


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (PRELUDE + "ex:a ex:b\n  ex:c ex:d .", 3, 8),
        (PRELUDE + 'ex:a ex:b "open', 2, 11),
        ("ex:a ex:b 1 .", 1, 1),
    ],
)
def test_broken_turtle(tmp_path: Path, text: str, line: int, column: int) -> None:
    data = written(tmp_path / "d.ttl", text)
    with pytest.raises(AcopioError) as raised:
        validate([data])
    error = raised.value
    assert (error.kind.code, str(error.path), error.line, error.column) == (
        "turtle-syntax",
        str(data),
        line,
        column,
    )


def test_broken_claims_file_of_a_data_set(dataset: Path) -> None:
    claims = written(dataset / "claims" / "broken.ttl", "<a> <b")
    with pytest.raises(AcopioError, match="turtle-syntax") as raised:
        validate(dataset=dataset)
    assert str(raised.value.path) == str(claims)


def test_all_broken_files_are_told_at_once(tmp_path: Path) -> None:
    files = [written(tmp_path / f"{name}.ttl", "<a> <b") for name in "abc"]
    with pytest.raises(AcopioError) as raised:
        validate(files)
    assert all(f"{path}:1:" in raised.value.message() for path in files)


def test_broken_shapes(tmp_path: Path, dataset: Path) -> None:
    shapes = written(tmp_path / "s.ttl", PRELUDE + "ex:S a sh:NodeShape ;")
    with pytest.raises(AcopioError, match=r"s\.ttl:2:\d+.*turtle-syntax"):
        validate([dataset], shapes=[shapes])


def test_triple_terms_are_refused(tmp_path: Path, shapes: Path) -> None:
    data = written(tmp_path / "d.ttl", PRELUDE + "ex:a ex:b <<( ex:s ex:p ex:o )>> .")
    with pytest.raises(AcopioError, match=r"RDF 1\.2"):
        validate([data], shapes=[shapes])


def test_nothing_to_validate(tmp_path: Path) -> None:
    empty = written(tmp_path / "empty.ttl", "")
    (tmp_path / "claims").mkdir()
    (tmp_path / "folder").mkdir()
    calls: list[Callable[[], object]] = [
        lambda: validate([empty]),
        lambda: validate([tmp_path / "folder"]),
        lambda: validate(dataset=tmp_path),
        lambda: validate([empty], shapes=[empty]),
        lambda: validate([empty], shapes=[tmp_path / "folder"]),
    ]
    for call in calls:
        with pytest.raises(AcopioError) as raised:
            call()
        assert raised.value.kind.code == "no-data"


def test_paths_and_names_that_there_are_not(tmp_path: Path, dataset: Path) -> None:
    calls: dict[str, Callable[[], object]] = {
        "path-missing": lambda: validate([tmp_path / "nowhere.ttl"]),
        "dataset-missing": lambda: validate(dataset=tmp_path / "nowhere"),
        "format-unknown": lambda: validate([written(tmp_path / "data.xyz", "")]),
        "engine-unknown": lambda: validate(dataset=dataset, engine="jena"),
    }
    for code, call in calls.items():
        with pytest.raises(AcopioError) as raised:
            call()
        assert raised.value.kind.code == code


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(tmp_path / "d.ttl", "<http://e.org/a> <http://e.org/b> 1 .")

    def refuse(path: Path, *how: object) -> IO[bytes]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(AcopioError) as raised:
        validate([data])
    assert raised.value.kind.code == "path-permission"


def test_the_same_report_every_time(tmp_path: Path, shapes: Path) -> None:
    data = written(
        tmp_path / "d.ttl", PRELUDE + "[] a ex:Person . [] a ex:Person, ex:Other . ex:b a ex:Person ."
    )
    reports = [validate([data], shapes=[shapes]).results for _ in range(2)]
    assert reports[0] == reports[1]
    assert len(reports[0]) == 3


def test_all_faults_of_a_file_are_told(tmp_path: Path) -> None:
    """The parser goes on behind each; what only follows from one on its line is left out."""
    lines = (
        "ex:a ex:b ex:c ex:d .", "ex:x ex:y <bad iri> .", "ex:q ex:q 1 .", "ex:z none:g 1 .", 'ex:s ex:t "open .',
    )  # fmt: skip
    data = written(tmp_path / "d.ttl", PRELUDE + "\n".join(lines))
    with pytest.raises(AcopioError) as raised:
        validate([data])
    places = [line.split(" ")[0] for line in raised.value.message().splitlines()[:-1]]
    assert places == [f"{data}:{place}:" for place in ("2:16", "3:11", "5:6", "6:11")]


def test_countless_faults_are_cut(tmp_path: Path) -> None:
    data = written(tmp_path / "d.ttl", "<a> <b .\n" * 500)
    with pytest.raises(AcopioError) as raised:
        validate([data])
    assert raised.value.message().count("d.ttl:") <= 21


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "big.ttl").open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(AcopioError, match=r"2,147,483,648 bytes.*data-too-large"):
        validate([tmp_path / "big.ttl"])


def test_latin_1_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "d.ttl").write_bytes(PRELUDE.encode() + 'ex:a ex:b "café" .'.encode("latin-1"))
    with pytest.raises(AcopioError, match=r"d\.ttl:2:\d+: .*document-encoding"):
        validate([tmp_path / "d.ttl"])


def test_an_empty_claims_file_of_a_data_set(dataset: Path) -> None:
    empty = written(dataset / "claims" / "empty.ttl", "")
    with pytest.raises(AcopioError, match="no-data") as raised:
        validate(dataset=dataset)
    assert str(raised.value.path) == str(empty)
