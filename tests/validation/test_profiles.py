"""Severity profiles, laid over the shapes before they are used."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from shape_cases import HERE, project_shapes, right_graph, validated

from acopio.assets import shapes_folder
from acopio.errors import AcopioError
from acopio.validation.data import read_source
from acopio.validation.shapes import PROFILES, Shapes
from acopio.validation.terms import SHAPE, sh
from acopio.validation.validate import validate

LICENCE = NamedNode(SHAPE + "source-document/licence-or-rights")


def said(name: str) -> dict[str, NamedNode]:
    source = read_source(shapes_folder() / "profiles" / f"{name}.ttl")
    return {
        str(subject): value
        for subject, predicate, value in source.triples
        if predicate == sh("severity") and isinstance(value, NamedNode)
    }


def severity(shapes: Shapes, shape: NamedNode) -> list[object]:
    return list(shapes.objects(shape, sh("severity")))


def test_profiles_are_those_in_the_folder() -> None:
    assert sorted(path.stem for path in (shapes_folder() / "profiles").glob("*.ttl")) == sorted(PROFILES)


def test_profiles_speak_of_the_same_shapes() -> None:
    assert said("draft").keys() == said("release").keys()
    assert said("draft") != said("release")


def test_shapes_themselves_are_in_the_draft_profile() -> None:
    for shape, value in said("draft").items():
        assert severity(project_shapes(), NamedNode(shape[1:-1])) == [value]


def test_profile_stands_above_the_shapes() -> None:
    assert severity(project_shapes(), LICENCE) == [sh("Warning")]
    assert severity(project_shapes().with_profile("release"), LICENCE) == [sh("Violation")]
    assert severity(project_shapes(), LICENCE) == [sh("Warning")]


def test_missing_licence_is_a_violation_in_a_release() -> None:
    graph = [triple for triple in right_graph() if not triple[1].value.endswith("schema.org/license")]
    for profile, wanted in (("draft", "Warning"), ("release", "Violation")):
        shapes = project_shapes().with_profile(profile)
        results = validated({"copy": graph}, shapes)["copy"]
        assert {
            each.severity_name for each in results if each.rule == "source-document/licence-or-rights"
        } == {wanted}


def test_drafts_are_told_of_by_profile() -> None:
    draft, release = (validate(dataset=HERE / "dataset", profile=profile) for profile in PROFILES)
    assert dict(draft.severities()) == {"Violation": 0, "Warning": 0, "Info": 15}
    assert dict(release.severities()) == {"Violation": 0, "Warning": 15, "Info": 0}
    assert (draft.profile, release.profile) == ("draft", "release")


def test_profile_of_one_s_own(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(f"<{SHAPE}claim/reviewed> <http://www.w3.org/ns/shacl#deactivated> true .")
    shapes = project_shapes().with_profile(own)
    assert shapes.objects(NamedNode(SHAPE + "claim/reviewed"), sh("deactivated")) == [
        Literal("true", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    ]
    assert not validate(dataset=HERE / "dataset", profile=own).results


def test_profile_that_speaks_of_no_shape(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        f"<{SHAPE}claim/revued> <http://www.w3.org/ns/shacl#severity> <http://www.w3.org/ns/shacl#Info> ."
    )
    with pytest.raises(AcopioError, match="claim/revued") as raised:
        project_shapes().with_profile(own)
    assert raised.value.kind.code == "shapes-invalid"


def test_profile_that_there_is_not() -> None:
    with pytest.raises(AcopioError) as raised:
        project_shapes().with_profile("relaese")
    assert raised.value.kind.code == "path-missing"
