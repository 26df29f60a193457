"""The W3C SHACL test suite, where it stands beside the repository: one test a case."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from oracle import pyshacl_rows, rows_of
from rdflib import Graph

from acopio.errors import AcopioError
from acopio.shacl import Result, validate
from acopio.shacl.load import load_table
from acopio.shacl.paths import read_path
from acopio.shacl.table import Table
from acopio.shacl.terms import SH, XSD

FOLDER = Path(__file__).parents[3] / "shared" / "w3c-shacl-tests"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
UNLISTED = [FOLDER / "sparql" / "component" / "nodeValidator-001.ttl"]
EXPECTED_CASES = 121
KNOWN_FAILURES = {"sparql/pre-binding/shapesGraph-001": "pySHACL does not support $shapesGraph"}
DELEGATED = {"sparql/pre-binding/pre-binding-007": "a nested SELECT is left to pySHACL"}
PYSHACL_DIFFERS = {
    "core/property/or-datatypes-001": "an rdflib graph spells the ill-typed boolean 'none' as 'false'",
}


@cache
def read(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


@cache
def table(path: Path) -> Table:
    """Return a file with its literals as they are spelt; rdflib respells ill-typed booleans."""
    return load_table(path)


def one(graph: Table, subject: str, predicate: str) -> str | None:
    return next(iter(graph.objects(subject, predicate)), None)


def file_of(text: str | None) -> Path:
    assert text is not None
    return Path(text[1:-1].removeprefix("file://"))


def cases() -> list[tuple[str, Path, str]]:
    if not FOLDER.is_dir():
        return []
    found: list[tuple[str, Path, str]] = []
    ahead = [FOLDER / "manifest.ttl"]
    while ahead:
        path = ahead.pop()
        graph = table(path)
        here = f"<{path.as_uri()}>"
        ahead += [file_of(included) for included in graph.objects(here, f"<{MF}include>")]
        for head in graph.objects(here, f"<{MF}entries>"):
            for entry in graph.items(head) or ():
                found.append((path.relative_to(FOLDER).with_suffix("").as_posix(), path, entry))
        if not ahead:  # one case of the suite stands in no manifest
            ahead += [each for each in UNLISTED if not any(path == each for _, path, _ in found)]
    return sorted(found)


CASES = cases()


def marked(case: tuple[str, Path, str]) -> object:
    reason = KNOWN_FAILURES.get(case[0])
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(*case, id=case[0], marks=marks)


@pytest.mark.skipif(not CASES, reason="the W3C suite does not stand beside the repository")
def test_all_cases_are_collected() -> None:
    assert len(CASES) == EXPECTED_CASES
    assert set(KNOWN_FAILURES) | set(PYSHACL_DIFFERS) <= {name for name, _, _ in CASES}


@pytest.mark.parametrize(("name", "path", "entry"), [marked(case) for case in CASES])
def test_case(name: str, path: Path, entry: str) -> None:
    manifest = table(path)
    action = one(manifest, entry, f"<{MF}action>") or ""
    data, shapes = (file_of(one(manifest, action, f"<{SHT}{part}Graph>")) for part in ("data", "shapes"))
    expected = one(manifest, entry, f"<{MF}result>") or ""
    if expected == f"<{SHT}Failure>":
        with pytest.raises(AcopioError, match="shapes-invalid"):
            validate(data, shapes)
        return
    report = validate(data, shapes)
    assert len(report.notes) == (name in DELEGATED)
    assert report.conforms == (one(manifest, expected, f"<{SH}conforms>") == f'"true"^^<{XSD}boolean>')
    left = list(report)
    for wanted in manifest.objects(expected, f"<{SH}result>"):
        match = [result for result in left if agrees(result, manifest, wanted)]
        assert match, f"no result for {wanted} in {left}"
        left.remove(match[0])
    assert not left
    if name not in PYSHACL_DIFFERS:
        assert rows_of(validate(read(data), read(shapes))) == pyshacl_rows(read(data), read(shapes))


def agrees(result: Result, manifest: Table, wanted: str) -> bool:
    """Tell whether a result is the one that the manifest describes."""

    def same(text: str | None, predicate: str) -> bool:
        term = one(manifest, wanted, f"<{SH}{predicate}>")
        if term is not None and term[0] == "_":  # two readings of a file name blank nodes differently
            return text is not None and text[0] == "_"
        return text == term

    path = one(manifest, wanted, f"<{SH}resultPath>")
    source = one(manifest, wanted, f"<{SH}sourceShape>")
    return (
        same(result.focus_node, "focusNode")
        and same(result.value, "value")
        and same(result.component, "sourceConstraintComponent")
        and same(result.severity, "resultSeverity")
        and result.path_text == (read_path(manifest, path).text if path else None)
        and (source is None or source[0] == "_" or result.source_shape == source)
    )
