"""The engines agree: the same results, down to messages and details, from the compiled one and pySHACL."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest
from shape_cases import HERE, case_files, data_of, project_shapes, twins

from acopio.assets import bundled_dataset_folder
from acopio.dataset.folder import DatasetFolder
from acopio.errors import AcopioError
from acopio.validation.data import Data, read_source
from acopio.validation.engine import ENGINES, find_engine
from acopio.validation.inputs import dataset_data
from acopio.validation.report import Result
from acopio.validation.shapes import Shapes, read_shapes
from acopio.validation.validate import validate

PRELUDE = """@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def results(engine: str, data: Data, shapes: Shapes) -> list[Result]:
    return sorted(find_engine(engine).run(data, shapes).results, key=repr)


def agreed(data: Data, shapes: Shapes) -> list[Result]:
    """Return the results of the compiled engine, once those of the reference are the same."""
    ours, theirs = (results(name, data, shapes) for name in ("compiled", "pyshacl"))
    assert ours == theirs
    return ours


def on(tmp_path: Path, shapes: str, data: str) -> list[Result]:
    (tmp_path / "s.ttl").write_text(PRELUDE + shapes, "utf-8")
    (tmp_path / "d.ttl").write_text(PRELUDE + data, "utf-8")
    return agreed(Data([read_source(tmp_path / "d.ttl")]), read_shapes([tmp_path / "s.ttl"]))


@pytest.mark.parametrize("profile", ["draft", "release"])
def test_on_the_fixture_data_set(profile: str) -> None:
    assert agreed(dataset_data(DatasetFolder(HERE / "dataset")), read_shapes().with_profile(profile))


@pytest.mark.parametrize("file", case_files())
def test_on_the_twins(file: str) -> None:
    """All broken graphs and all right ones of a file of cases."""
    found = agreed(data_of(twins(file)), project_shapes())
    assert any(result.component.value.endswith("ConstraintComponent") for result in found)


def test_on_the_data_set_that_comes_with_acopio() -> None:
    """On a fifth of its documents, chosen by their names; the reference takes its time for all."""
    data = dataset_data(DatasetFolder(bundled_dataset_folder()))
    sources = [
        source
        for source in data.sources
        if Path(source.name).parent.name != "claims" or crc32(Path(source.name).name.encode()) % 5 == 0
    ]
    assert 5 < sum(Path(source.name).parent.name == "claims" for source in sources) < 15
    assert agreed(Data(sources, data.documents), project_shapes())


@pytest.mark.parametrize(
    "path",
    [
        "ex:p",
        "[ sh:inversePath ex:p ]",
        "( ex:p ex:q )",
        "[ sh:alternativePath ( ex:p ( ex:q [ sh:inversePath ex:p ] ) ) ]",
        "[ sh:zeroOrMorePath ex:p ]",
        "[ sh:oneOrMorePath ( ex:p ex:p ) ]",
        "[ sh:zeroOrOnePath [ sh:inversePath ex:q ] ]",
    ],
)
def test_on_paths(tmp_path: Path, path: str) -> None:
    found = on(
        tmp_path,
        f"ex:S sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:in () ; sh:minCount 9 ] .",
        "ex:a ex:p ex:b . ex:b ex:p ex:a ; ex:q 1 . ex:c ex:q ex:a ; ex:p 2 .",
    )
    assert {result.path.kind for result in found if result.path} and all(result.path for result in found)
    assert len(found) > 1


def test_on_literals_as_they_are_written(tmp_path: Path) -> None:
    """Nothing is respelt on the way, and forms that are no number or date stay as they are."""
    literals = (
        '"007"^^xsd:integer, "x"^^xsd:integer, "05"^^xsd:nonNegativeInteger, "1"^^xsd:boolean, 60.0, 1.50, '
        '"2004-13-01"^^xsd:date, "a \\"b\\" \\\\ \\n"@en-GB, "quoted\\"^^<x>", "2004?"^^ex:edtf, ex:iri'
    )
    found = on(
        tmp_path,
        "ex:S sh:targetSubjectsOf ex:n ; sh:property [ sh:path ex:n ; sh:datatype xsd:time ] ;"
        " sh:property [ sh:path ex:n ; sh:in ( 7 ) ] .",
        f"ex:a ex:n {literals} .",
    )
    assert len(found) == 22
    assert {'"007"', '"05"', '"1"', '"60.0"', '"x"'} <= {str(each.value).split("^^")[0] for each in found}


def test_on_switches_and_messages(tmp_path: Path) -> None:
    """What is not `true` switches nothing; messages come from the constraint, the shape, or the component."""
    found = on(
        tmp_path,
        """ex:On sh:targetNode ex:a ; sh:closed true ; sh:ignoredProperties ( ex:p ) .
ex:Off sh:targetNode ex:a ; sh:closed "1"^^xsd:boolean .
ex:Still sh:targetNode ex:a ; sh:deactivated "1"^^xsd:boolean ; sh:nodeKind sh:Literal .
ex:Named sh:targetNode ex:a ; sh:severity ex:grave ; sh:class ex:C ;
    sh:message "Not a C."@en, "No es C."@es .
ex:Asked sh:targetNode ex:a ; sh:message "of the shape" ; sh:severity sh:Info ; sh:sparql [
    sh:message "{$this} has {?value}"@en ;
    sh:select "SELECT $this ?value WHERE { $this <http://e.org/p> ?value }" ] .
ex:Nested sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:node [
    sh:property [ sh:path ex:q ; sh:minCount 1 ] ; sh:node [ sh:nodeKind sh:IRI ] ] ] .""",
        "ex:a ex:p 1, ex:b ; ex:q 2 . ex:b ex:p 3 .",
    )
    assert len(found) == 7
    assert any(detail.path for result in found for detail in result.details)


def test_on_shapes_that_are_not_compiled(tmp_path: Path) -> None:
    """Those pySHACL evaluates for the compiled engine; literals stay as written, and a note says so."""
    shapes = (
        "ex:S sh:targetNode ex:a ; sh:sparql [ sh:message 'no' ; sh:select 'SELECT $this ?value WHERE "
        "{ $this ?p ?value . { SELECT $this WHERE { $this ?q ?o } GROUP BY $this } }' ] ."
        " ex:T sh:targetNode ex:a ; sh:closed true ."
    )
    found = on(tmp_path, shapes, 'ex:a ex:p "007"^^xsd:integer, "7"^^xsd:int .')
    assert len(found) == 4
    report = validate([tmp_path / "d.ttl"], shapes=[tmp_path / "s.ttl"])
    (note,) = report.notes
    assert note.startswith("ex:S was evaluated by pySHACL: ")


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_shapes_that_no_engine_can_use(tmp_path: Path, engine: str) -> None:
    """The fault names the shapes' file."""
    shapes, data = tmp_path / "s.ttl", tmp_path / "d.ttl"
    shapes.write_text(
        PRELUDE + "ex:S sh:targetNode ex:a ; sh:sparql "
        "[ sh:select 'SELECT $this { GRAPH $shapesGraph { $this ?p ?o } }' ] ."
    )
    data.write_text(PRELUDE + "ex:a ex:p ex:b .")
    with pytest.raises(AcopioError) as raised:
        find_engine(engine).run(Data([read_source(data)]), read_shapes([shapes]))
    assert (raised.value.kind.code, raised.value.path) == ("shapes-invalid", str(shapes))


def test_prefixes_of_two_files(tmp_path: Path) -> None:
    """A query takes the shapes' meaning of a prefix, not the data's."""
    shapes, data = tmp_path / "s.ttl", tmp_path / "d.ttl"
    shapes.write_text(
        PRELUDE + "ex:S sh:targetSubjectsOf ex:p ; sh:sparql "
        "[ sh:select 'SELECT $this ?value { $this ex:p ?value }' ] ; sh:nodeKind sh:Literal ."
    )
    data.write_text("@prefix ex: <http://other.org/> . @prefix e: <http://e.org/> . e:a e:p ex:b .")
    found = agreed(Data([read_source(data)]), read_shapes([shapes]))
    assert len(found) == 2
