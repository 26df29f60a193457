"""The magics in IPython's own shell: results, tables, faults as messages, values bound and never pasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

from acopio.catalogue.result import Result
from acopio.errors import AcopioError

DATASET = Path(__file__).parent / "catalogue" / "dataset"
NAMES = """PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?organization ?name WHERE { ?organization schema:alternateName ?name } ORDER BY ?name"""


@pytest.fixture
def shell() -> Iterator[Any]:
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance()
    made.run_line_magic("load_ext", "acopio")
    made.user_ns["dataset"] = str(DATASET)
    yield made
    InteractiveShell.clear_instance()


def ran(shell: Any, code: str) -> Any:
    """The result of a cell; what it raises is raised."""
    done = shell.run_cell(code)
    done.raise_error()
    return done.result


def line(words: str) -> str:
    return f"%acopio {words} --dataset {DATASET}"


def cell(options: str, text: str) -> str:
    return f"%%sparql --dataset {DATASET} {options}\n{text}"


def test_line_returns_the_result_and_shows_a_table(shell: Any) -> None:
    result = ran(shell, line("certification_dates --product cocoa"))
    assert isinstance(result, Result) and len(result) > 0
    assert shell.user_ns["_"] is result
    shown = shell.display_formatter.format(result)[0]
    assert "<caption>Certification dates</caption>" in shown["text/html"]
    assert shown["text/plain"].splitlines()[0].startswith("Name")


def test_line_can_be_assigned(shell: Any) -> None:
    ran(shell, f"rows = {line('founding')}")
    assert isinstance(shell.user_ns["rows"], Result)


def test_line_writes_files_and_formats_as_the_command_does(
    shell: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ran(shell, line(f"founding -o {tmp_path}/a.csv --plot {tmp_path}/a.svg"))
    assert (tmp_path / "a.csv").read_text("utf-8").startswith("document,kind")
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<svg")


def test_parameters_take_values_of_python(shell: Any) -> None:
    shell.user_ns.update(word="cocoa", day=dt.date(2000, 1, 1))
    bound = ran(shell, line("certification_dates --bind product=word --bind since=day"))
    assert bound.rows == ran(shell, line("certification_dates --product cocoa --since 2000-01-01")).rows


def test_words_of_python_are_not_put_into_the_line(shell: Any) -> None:
    shell.user_ns["word"] = "cocoa"
    with pytest.raises(AcopioError, match=r"cannot be '\{word\}'"):
        ran(shell, line("certification_dates --product {word}"))
    with pytest.raises(AcopioError, match=r"cannot be '\$word'"):
        ran(shell, line("certification_dates --product $word"))


@pytest.mark.parametrize(
    "words",
    [
        "--product cocoa", "--product 'cocoa'", '--product="cocoa"', "-p product=cocoa",
        "--bind product='cocoa'", "--bind product='co'+'coa'", """--bind "product='cocoa'" """,
        "--bind=product='cocoa'", """--bind 'product="cocoa"'""",
    ],
)  # fmt: skip
def test_quotes_of_the_line_and_of_python(shell: Any, words: str) -> None:
    wanted = ran(shell, line("founding --product cocoa")).rows
    assert ran(shell, line(f"founding {words}")).rows == wanted != ran(shell, line("founding")).rows


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        ("foundng", AcopioError, "Did you mean founding"),
        ("founding --produkt x", AcopioError, "Did you mean product"),
        ("founding --format xml", UsageError, "'xml' is not one of"),
        ("", UsageError, "Name a query"),
        ("-", UsageError, "no standard input"),
        ("founding --bind product", UsageError, "NAME=EXPRESSION"),
        ("founding --bind product=nowhere", NameError, "nowhere"),
        ("founding --bind product=[1]", AcopioError, "a value of the type list"),
    ],
)
def test_faults_of_a_line(shell: Any, words: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        ran(shell, line(words))


def test_fault_is_shown_as_its_message_alone(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    shell.run_cell(line("foundng"))
    shown = capsys.readouterr().out
    assert shown.startswith("acopio: there is no query 'foundng' [query-unknown]\n")
    assert "Traceback" not in shown


def test_help_and_list_print(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(shell, line("founding --help")) is None
    assert "How and when did each organisation come to be?" in " ".join(capsys.readouterr().out.split())
    assert ran(shell, "%acopio --list") is None
    assert "certification_dates  " in capsys.readouterr().out


def test_cell_returns_and_keeps_its_result(shell: Any) -> None:
    result = ran(shell, cell("--into kept", NAMES))
    assert {"organization": "https://w3id.org/acopio/id/alto-verde", "name": "CAV"} in result.rows
    assert shell.user_ns["kept"] is result


@pytest.mark.parametrize(
    "evil",
    ['CAV" } INSERT { ?s ?p ?o', "CAV' UNION", "} } #", "\\u0022 }", 'a"""b', "\n}\r", "VALUES", "?name", "{name}"],
)  # fmt: skip
def test_values_of_a_cell_are_terms_whatever_they_hold(shell: Any, evil: str) -> None:
    shell.user_ns["word"] = evil
    assert ran(shell, cell("--bind name=word", NAMES)).rows == []
    echo = "SELECT ?x ?y WHERE { BIND(STRLEN(?x) AS ?y) }"
    assert ran(shell, cell("--bind x=word", echo)).rows == [{"x": evil, "y": len(evil)}]


@pytest.mark.parametrize(
    "value",
    [5, -(10**20), 2.5, Decimal("0.10"), True, dt.date(2004, 5, 1), dt.datetime(2004, 5, 1, 2, 3), "word", "https://x/"],
)  # fmt: skip
def test_values_keep_their_type(shell: Any, value: Any) -> None:
    shell.user_ns["value"] = value
    (row,) = ran(shell, cell("--bind x=value", "SELECT ?x WHERE { }")).rows
    assert (row["x"], type(row["x"])) == (value, type(value))


def test_numbers_of_numpy_and_terms_of_rdflib_are_taken(shell: Any) -> None:
    ran(shell, "import numpy, rdflib; n = numpy.int64(7); t = rdflib.URIRef('https://x/a')")
    assert ran(shell, cell("--bind x=n --bind y=t", "SELECT ?x ?y WHERE { FILTER(ISIRI(?y)) }")).rows == [
        {"x": 7, "y": "https://x/a"}
    ]


def test_iris_of_a_cell(shell: Any) -> None:
    shell.user_ns["rows"] = ran(shell, cell("", NAMES)).rows
    found = ran(shell, cell("""--iri "organization=rows[0]['organization']" """, NAMES)).rows
    assert found == [shell.user_ns["rows"][0]]
    assert ran(shell, cell("--iri organization='id:alto-verde'", NAMES)) is not None


@pytest.mark.parametrize(
    ("options", "text", "error", "told"),
    [
        ("--bind nam=1", NAMES, AcopioError, r"no variable '\?nam'(?s:.*)Did you mean name"),
        ("--bind name=None", NAMES, AcopioError, "a value of the type NoneType"),
        ("--iri organization='a b'", NAMES, AcopioError, "which is no IRI"),
        ("--bind x=1", "CONSTRUCT WHERE { ?x ?p ?o }", AcopioError, "no WHERE clause of its own"),
        ("", "SELECT ?x WHERE { ?x a nope:X }", AcopioError, r"<cell>:1:24: the prefix 'nope:'"),
        ("", "DELETE WHERE { ?s ?p ?o }", AcopioError, "this is an update"),
        ("", "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", AcopioError, "asks another server"),
        ("--nope", NAMES, UsageError, "--nope"),
    ],
)
def test_faults_of_a_cell(shell: Any, options: str, text: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        ran(shell, cell(options, text))
