"""Regular expressions that explode are given up; all others decide as `re` does, wherever they run."""

import re
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import AcopioError
from acopio.shacl import regex_limit, validate
from acopio.shacl.regex_limit import UndecidedError, without_match
from acopio.validation.data import Data, read_source
from acopio.validation.pyshacl_engine import PyshaclEngine
from acopio.validation.shapes import read_shapes

EXPLODING = re.compile(r"^(a+)+$")
ENDLESS = "a" * 60 + "b"
PRELUDE = """@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
"""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regex_limit, "SECONDS", 0.1)


def test_an_exploding_pattern_is_given_up(impatient: None) -> None:
    with pytest.raises(UndecidedError) as raised:
        without_match(EXPLODING, {1: "aaa", 2: ENDLESS, 3: "a"})
    assert raised.value.key == 2


def test_in_a_thread_too(impatient: None) -> None:
    found: list[object] = []

    def run(texts: dict[int, str]) -> None:
        try:
            found.append(without_match(EXPLODING, texts))
        except UndecidedError as error:
            found.append(error.key)

    for texts in ({1: "aaa", 2: "b\né"}, {1: "aaa", 7: ENDLESS}):
        thread = threading.Thread(target=run, args=(texts,))
        thread.start()
        thread.join()
    assert found == [{2}, 7]


@given(
    st.sampled_from([r"^a", r"(a|b)*c$", r"a+b*", r"\d{2,}", r"[^a]+(ab)+", r"^(?:a+)+$", "é", ""]),
    st.sampled_from([0, re.IGNORECASE, re.MULTILINE]),
    st.lists(st.text("abcé\n1", max_size=8), max_size=5),
)
def test_verdicts_are_those_of_re(pattern: str, flags: int, texts: list[str]) -> None:
    compiled = re.compile(pattern, flags)
    numbered = dict(enumerate(texts))
    expected = {key for key, text in numbered.items() if not compiled.search(text)}
    assert without_match(compiled, numbered) == expected


@pytest.mark.parametrize(
    ("constraint", "named"),
    [
        ('sh:property [ sh:path ex:p ; sh:pattern "^(a+)+$" ]', ["sh:path ex:p", "aaaaab"]),
        (
            "sh:sparql [ sh:select 'SELECT $this { $this <http://e.org/p> ?v FILTER (REGEX(?v, \"^(a+)+$\")) }' ]",
            ["ex:S", "<http://e.org/b>"],
        ),
    ],
)
def test_the_fault_names_shape_and_value(impatient: None, constraint: str, named: list[str]) -> None:
    shapes = f"{PRELUDE}ex:S sh:targetSubjectsOf ex:p ; {constraint} ."
    data = f'{PRELUDE}ex:a ex:p "aaa" . ex:b ex:p "{ENDLESS}" .'
    with pytest.raises(AcopioError) as raised:
        validate(data.encode(), shapes.encode())
    assert raised.value.kind.code == "pattern-undecided"
    assert all(part in raised.value.problem for part in named)


@pytest.mark.parametrize(
    "constraint",
    [
        'sh:property ex:Q . ex:Q sh:path ex:p ; sh:pattern "^(a+)+$"',
        "sh:sparql [ sh:select 'SELECT $this { $this <http://e.org/p> ?v FILTER (REGEX(?v, \"^(a+)+$\")) }' ]",
        "sh:sparql [ sh:select 'SELECT $this { $this <http://e.org/p> ?v "
        'FILTER (REPLACE(?v, "^(a+)+$", "c") = "c") }\' ]',
    ],
    ids=["pattern", "REGEX", "REPLACE"],
)
def test_pyshacl_gives_up_too(impatient: None, constraint: str, tmp_path: Path) -> None:
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    shapes.write_text(f"{PRELUDE}ex:S sh:targetSubjectsOf ex:p ; {constraint} .")
    data.write_text(f'{PRELUDE}ex:a ex:p "aaa" . ex:b ex:p "{ENDLESS}" .')
    with pytest.raises(AcopioError) as raised:
        PyshaclEngine().run(Data([read_source(data)]), read_shapes([shapes]))
    assert raised.value.kind.code == "pattern-undecided"
    named = "ex:Q" if "ex:Q" in constraint else "ex:S"
    assert all(part in raised.value.problem for part in (f"{named}: the pattern ^(a+)+$", ENDLESS))


def test_a_shape_left_to_pyshacl_is_limited_too(impatient: None) -> None:
    """A nested SELECT is not compiled."""
    shapes = f"""{PRELUDE}ex:S sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select '''SELECT $this {{
        {{ SELECT $this ?v {{ $this <http://e.org/p> ?v FILTER (REGEX(?v, "^(a+)+$")) }} }} }}''' ] ."""
    data = f'{PRELUDE}ex:a ex:p "aaa" . ex:b ex:p "{ENDLESS}" .'
    with pytest.raises(AcopioError, match=r"Shape ex:S: the pattern \^\(a\+\)\+\$ is not decided"):
        validate(data.encode(), shapes.encode())


def test_many_searches_of_one_pattern_are_no_endless_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The timer goes off again and again, each time at another value."""
    monkeypatch.setattr(regex_limit, "SECONDS", 0.05)
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    shapes.write_text(
        f'{PRELUDE}ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:pattern "(a|b)*c$" ] .'
    )
    data.write_text(PRELUDE + "".join(f'ex:a ex:p "{"ab" * 200}{number}" .\n' for number in range(400)))
    verdict = PyshaclEngine().run(Data([read_source(data)]), read_shapes([shapes]))
    assert len(verdict.results) == 400
