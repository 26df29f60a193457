"""The engine's results are those of pySHACL called plainly on the same files."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from acopio.errors import AcopioError
from acopio.validation.data import Data, read_source
from acopio.validation.engine import ENGINES, find_engine
from acopio.validation.pyshacl_engine import PyshaclEngine
from acopio.validation.shapes import Shapes, read_shapes
from acopio.validation.terms import short

PRELUDE = """@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = (
    PRELUDE
    + """
ex:P a sh:NodeShape ; sh:targetClass ex:Person ;
    sh:closed true ; sh:ignoredProperties ( ex:knows ex:name ex:age ) ;
    sh:property ex:name ;
    sh:property [ sh:path ex:age ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:severity sh:Warning ] ;
    sh:property [ sh:path ( ex:knows [ sh:inversePath ex:knows ] ) ; sh:minCount 1 ] ;
    sh:node [ sh:property [ sh:path ex:name ; sh:uniqueLang true ] ] ;
    sh:sparql [ sh:message "{$this} knows a younger one"@en ; sh:select '''
        PREFIX ex: <http://e.org/>
        SELECT $this ?value
        WHERE { $this ex:knows ?value ; ex:age ?a . ?value ex:age ?b . FILTER (?a > ?b) }''' ] .
ex:name a sh:PropertyShape ; sh:path ex:name ;
    sh:minCount 1 ; sh:or ( [ sh:minLength 2 ] [ sh:languageIn ( "es" ) ] ) .
"""
)
DATA = (
    PRELUDE
    + """
ex:a a ex:Person ; ex:name "A" ; ex:age 5, "x"^^xsd:integer ; ex:knows ex:b, _:c ; ex:other 1 .
ex:b a ex:Person ; ex:name "B"@es, "Be"@en, "Bé"@en ; ex:age -1 .
_:c a ex:Person ; ex:age "7"^^xsd:int .
"""
)


def run(shapes: Path, data: Path) -> list[dict[str, object]]:
    verdict = PyshaclEngine().run(Data([read_source(data)]), read_shapes([shapes]))
    return [
        {
            "focus": str(each.focus_node),
            "component": each.component.value,
            "severity": each.severity.value,
            "value": None if each.value is None else str(each.value),
            "message": each.message,
            "details": len(each.details),
        }
        for each in verdict.results
    ]


def plain(shapes: Path, data: Path) -> list[dict[str, object]]:
    """The same by pySHACL's own function and its report graph."""
    _, report, _ = pyshacl.validate(str(data), shacl_graph=str(shapes))

    def n3(node: rdflib.term.Node | None) -> str | None:
        return None if node is None else node.n3()

    (root,) = report.subjects(SH.result, unique=True)
    return [
        {
            "focus": n3(report.value(node, SH.focusNode)),
            "component": str(report.value(node, SH.sourceConstraintComponent)),
            "severity": str(report.value(node, SH.resultSeverity)),
            "value": n3(report.value(node, SH.value)),
            "message": str(report.value(node, SH.resultMessage)),
            "details": len(list(report.objects(node, SH.detail))),
        }
        for node in report.objects(root, SH.result)
    ]


def nameless(found: list[dict[str, object]]) -> list[dict[str, object]]:
    """Without the names of blank nodes, which are pySHACL's own and stand in its messages too."""
    for each in found:
        for key in ("focus", "value"):
            if str(each[key]).startswith("_:"):
                each[key] = "_:"
        if each["focus"] == "_:" or "[" in str(each["message"]):
            each["message"] = ""
    return sorted(found, key=str)


def test_results_are_those_of_pyshacl(tmp_path: Path) -> None:
    shapes, data = tmp_path / "s.ttl", tmp_path / "d.ttl"
    shapes.write_text(SHAPES)
    data.write_text(DATA)
    ours, theirs = nameless(run(shapes, data)), nameless(plain(shapes, data))
    assert len(ours) > 10
    assert ours == theirs


def test_nothing_is_written_to_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shapes, data = tmp_path / "s.ttl", tmp_path / "d.ttl"
    shapes.write_text(SHAPES)
    data.write_text(DATA)
    run(shapes, data)
    assert capfd.readouterr() == ("", "")


def test_lexical_forms_stay(tmp_path: Path) -> None:
    shapes, data = tmp_path / "s.ttl", tmp_path / "d.ttl"
    shapes.write_text(PRELUDE + "ex:S sh:targetObjectsOf ex:n ; sh:datatype xsd:string ; sh:message 'no' .")
    data.write_text(PRELUDE + 'ex:a ex:n "05"^^xsd:nonNegativeInteger, "1"^^xsd:boolean, 60.0 .')
    verdict = PyshaclEngine().run(Data([read_source(data)]), read_shapes([shapes]))
    assert sorted(short(each.focus_node) for each in verdict.results) == [
        '"05"^^xsd:nonNegativeInteger', '"1"^^xsd:boolean', '"60.0"^^xsd:decimal',
    ]  # fmt: skip


def test_advanced_features_are_used_where_shapes_have_them(tmp_path: Path) -> None:
    shapes, data = tmp_path / "s.ttl", tmp_path / "d.ttl"
    shapes.write_text(
        PRELUDE + "ex:S a sh:NodeShape ; sh:nodeKind sh:Literal ; sh:target [ a sh:SPARQLTarget ; sh:select "
        "'SELECT ?this WHERE { ?this <http://e.org/p> ?o }' ] ."
    )
    data.write_text(PRELUDE + "ex:a ex:p ex:b .")
    assert [each["focus"] for each in run(shapes, data)] == ["<http://e.org/a>"]


def test_what_pyshacl_cannot_use_is_a_fault_of_the_shapes(tmp_path: Path) -> None:
    shapes = tmp_path / "s.ttl"
    shapes.write_text(
        PRELUDE + "ex:S sh:targetNode ex:a ; sh:sparql "
        "[ sh:select 'SELECT $this { GRAPH $shapesGraph { $this ?p ?o } }' ] ."
    )
    data = tmp_path / "d.ttl"
    data.write_text(PRELUDE + "ex:a ex:p ex:b .")
    with pytest.raises(AcopioError, match="pySHACL cannot use the shapes") as raised:
        run(shapes, data)
    assert raised.value.kind.code == "shapes-invalid"


def test_engines_are_found_by_name() -> None:
    assert {name: find_engine(name).name for name in ENGINES} == {name: name for name in ENGINES}
    with pytest.raises(AcopioError, match="pyshacl"):
        find_engine("jena")


def test_shapes_can_be_used_twice(tmp_path: Path) -> None:
    shapes, data = tmp_path / "s.ttl", tmp_path / "d.ttl"
    shapes.write_text(SHAPES)
    data.write_text(DATA)
    read: Shapes = read_shapes([shapes])
    counts = [len(PyshaclEngine().run(Data([read_source(data)]), read).results) for _ in range(2)]
    assert counts[0] == counts[1] > 10
