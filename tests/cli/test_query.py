"""`acopio query` as a user runs it: in a process of its own, with good input and with bad."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from acopio.catalogue.format_names import BY_NAME

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "acopio.cli.main", "query"]
ENDLESS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c + ?f + ?i = 3) }"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("query") / "data"
    return Path(shutil.copytree(ROOT / "tests/catalogue/dataset", copied))


def query(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options
    )
    assert "Traceback" not in done.stderr
    return done


def answered(*arguments: object, **options: Any) -> str:
    done = query(*arguments, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(*arguments: object, **options: Any) -> str:
    done = query(*arguments, **options)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_list_names_every_query_with_its_question() -> None:
    listed = answered("--list")
    assert "certification_dates     When was each organisation first certified?" in listed
    stored = len(list((ROOT / "queries").glob("*/*.rq")))
    assert stored >= 30
    assert sum(line.startswith("  ") for line in listed.splitlines()) == stored


def test_table_is_120_wide_in_a_pipe_and_says_what_it_leaves_out(dataset: Path) -> None:
    done = query("certification_dates", "--product", "cocoa", "--dataset", dataset)
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["Name", "Scheme", "Earliest", "Latest", "Words", "Document"]
    assert max(map(len, lines)) <= 120
    assert done.stderr == "6 more columns: --wide\n"
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "given",
    [
        ["--scheme", "organic", "--since", "2001"],
        ["-p", "scheme=organic", "-p", "since=2001"],
        ["--scheme=organic", "-psince=2001"],
        ["--since", "2001-05", "--scheme", "Organic"],
    ],
)
def test_parameters_are_options_before_or_after_the_name(dataset: Path, given: list[str]) -> None:
    rest = ["--format", "csv", "--dataset", dataset]
    for arguments in ([*given, "certification_dates", *rest], [*rest, "certification_dates", *given]):
        rows = list(csv.DictReader(io.StringIO(answered(*arguments))))
        assert [row["earliest"] for row in rows] == ["2001-05-01"]


def test_the_four_files_of_the_score_have_their_columns(dataset: Path) -> None:
    for name, columns in {
        "founding": "document,kind,earliest,latest,quote,",
        "membership": "document,value,min,max,percent,unit,part,quote,",
        "certifications": "document,scheme,earliest,latest,status,quote,",
        "premium_uses": "document,purpose,status,quote,",
    }.items():
        assert answered(name, "--format", "csv", "--dataset", dataset).startswith(columns)


@pytest.mark.parametrize("form", BY_NAME)
def test_output_goes_to_a_file_by_its_suffix(dataset: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"answer{BY_NAME[form].suffixes[0]}"
    output.write_text("old", encoding="utf-8")
    assert answered("founding", "-o", output, "--dataset", dataset) == ""
    by_option = subprocess.run(
        [*COMMAND, "founding", "--format", form, "--dataset", str(dataset)], capture_output=True, timeout=120
    )
    assert output.read_bytes() == by_option.stdout
    assert list(tmp_path.iterdir()) == [output]


def test_query_from_standard_input_and_from_a_file(dataset: Path, tmp_path: Path) -> None:
    text = """PREFIX id: <https://w3id.org/acopio/id/>
    PREFIX schema: <https://schema.org/>
    SELECT DISTINCT ?name WHERE { id:alto-verde schema:alternateName ?name } ORDER BY ?name"""
    expected = "name\nCAV\nCooperativa Agraria Alto Verde\n"
    assert answered("-", "--format", "csv", "--dataset", dataset, input=text) == expected
    file = tmp_path / "names.rq"
    file.write_text(text, encoding="utf-8")
    assert answered(file, "--format", "csv", "--dataset", dataset) == expected


def test_help_of_a_query_comes_from_its_header() -> None:
    shown = " ".join(answered("certification_dates", "--help").split())
    for words in (
        "When was each organisation first certified?",
        "--product WORD only organisations with this product, or a kind of it",
        "--organization NAME",
        "--since DATE",
        "Columns: name Name (text) scheme Scheme (concept)",
    ):
        assert words in shown
    assert "--product WORD" not in answered("--help")


def test_no_rows_is_said_and_why(dataset: Path) -> None:
    done = query("recognitions", "--organization", "kilima", "--dataset", dataset, "--format", "csv")
    told = "no rows\n  without --organization kilima there is 1 row\n"
    assert (done.returncode, done.stderr) == (0, told)
    assert done.stdout.count("\n") == 1


def test_ask_is_yes_or_no(dataset: Path) -> None:
    text = "ASK { ?s a <https://w3id.org/acopio/ns#FoundingClaim> }"
    assert json.loads(answered("-", "--format", "json", "--dataset", dataset, input=text))["boolean"] is True


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["foundng"],
            ["no query 'foundng'", "Did you mean founding", "certification_dates, certifications,"],
        ),
        (["nowhere/x.rq"], ["nowhere/x.rq: there is no such query file"]),
        (["."], ["there is no query '.'"]),
        ([], ["Name a query, a file or - for standard input"]),
        (
            ["founding", "--produkt", "cocoa"],
            ["has no parameter 'produkt'", "Did you mean product?", "organization, country"],
        ),
        (["founding", "-p", "produkt=cocoa"], ["has no parameter 'produkt'"]),
        (["founding", "-p", "product"], ["gives the parameter no value", "-p product=VALUE"]),
        (["founding", "--product", "cocoa", "-p", "product=tea"], ["'product' is given twice"]),
        (
            ["founding", "--product", "cofee"],
            ["cannot be 'cofee'", "Did you mean coffee", "In the data: cocoa, coffee, honey"],
        ),
        (["founding", "--country", "Chile"], ["cannot be 'Chile'", "In the data: Brazil, Kenya, Peru."]),
        (["certification_dates", "--since", "long ago"], ["cannot be 'long ago'", "2004-05-17"]),
        (["founding", "--format", "xml"], ["'xml' is not one of"]),
        (["founding", "-o", "answer.docx"], ["the suffix '.docx' names no format", "--format"]),
        (["founding", "-o", "nowhere/answer.csv"], ["nowhere: there is no such folder to write to"]),
        (["founding", "--dataset", "nowhere"], ["nowhere"]),
        (["founding", "--timeout", "0"], ["--timeout"]),
        (["founding", "membership"], ["membership"]),
        (
            ["founding", "--plot", "a.gif"],
            ["a.gif: the suffix '.gif' names no picture", ".svg, .png or .html"],
        ),
        (["founding", "--cite", "--format", "jsonl"], ["jsonl has no place for a citation", "acopio cite"]),
        (["recognitions", "--plot", "a.svg", "--organization", "kilima"], ["none of the 0 rows"]),
    ],
)
def test_wrong_input_is_answered_with_what_there_is(
    dataset: Path, tmp_path: Path, arguments: list[str], words: list[str]
) -> None:
    given = arguments if "--dataset" in arguments else [*arguments, "--dataset", str(dataset)]
    told = " ".join(refused(*given, cwd=tmp_path).split())
    for part in words:
        assert part in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p ?o\n  FILTR(?o > 3)\n}", "  FILTR(?o > 3)\n"),
        ("SELECT ?s WHERE { ?s a acopio:Claim }", "<stdin>:1:24: the prefix 'acopio:' is not declared"),
        ("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "<stdin>:1:7: the query asks another server"),
        ("SELECT ?s FROM <http://x/> WHERE { ?s ?p ?o }", "<stdin>:1:11: the query names its own graphs"),
        ("DELETE WHERE { ?s ?p ?o }", "this is an update (DELETE); acopio query only reads"),
        ("", "<stdin>:1:1: the query ends too early"),
        ("#+ titel: x\nSELECT ?s WHERE { ?s ?p ?o }", "<stdin>:1: the header has an unknown key 'titel'"),
        ("SELECT (<http://x/f>(?s) AS ?t) WHERE { ?s ?p ?o }", "could not be answered"),
    ],
)  # fmt: skip
def test_query_that_cannot_be_run_is_told_with_its_place(dataset: Path, text: str, words: str) -> None:
    before = {path: path.read_bytes() for path in dataset.glob("claims/*")}
    assert words in refused("-", "--dataset", dataset, input=text)
    assert {path: path.read_bytes() for path in dataset.glob("claims/*")} == before


def test_bytes_that_are_not_utf8_are_told_with_their_line(dataset: Path, tmp_path: Path) -> None:
    file = tmp_path / "latin.rq"
    file.write_bytes(b"SELECT ?s\nWHERE { ?s ?p 'caf\xe9' }")
    assert f"{file}:2: the bytes are not UTF-8" in refused(file, "--dataset", dataset)


def test_graphs_of_one_s_own_when_asked_for(dataset: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/acopio/doc/kilima--gamma-tea> WHERE { ?s a ?c }"
    shown = answered("-", "--allow-remote", "--format", "csv", "--dataset", dataset, input=text)
    assert 0 < int(shown.split()[1]) < 200


def test_time_limit_and_interrupt_end_an_endless_query(dataset: Path) -> None:
    assert "no answer within 0.5 seconds" in refused(
        "-", "--timeout", "0.5", "--dataset", dataset, input=ENDLESS
    )
    with subprocess.Popen(
        [*COMMAND, "-", "--dataset", str(dataset)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin and process.stderr and process.stdout
        process.stdin.write(ENDLESS)
        process.stdin.close()
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read().strip() == "acopio: stopped; nothing half-written is left behind"
        assert process.stdout.read() == ""


def test_output_that_cannot_be_written_leaves_nothing(dataset: Path, tmp_path: Path) -> None:
    assert "a folder stands where the file is to be written" in refused(
        "founding", "--format", "csv", "-o", tmp_path, "--dataset", dataset
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["--list"], ["founding", "--format", "csv"], ["founding"]])
def test_full_disk_behind_standard_output_is_told_plainly(dataset: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments, "--dataset", str(dataset)],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith(
        "acopio: standard output: no room is left on the device [disk-full]"
    )


def test_reader_that_goes_away_is_no_fault(dataset: Path) -> None:
    shell = f"{' '.join(COMMAND)} evidence_of --format jsonl --dataset {dataset} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in done.stderr and done.stdout.count("\n") == 1


def test_picture_is_drawn_and_rows_only_when_asked_for(dataset: Path, tmp_path: Path) -> None:
    drawn = query("founding", "--plot", tmp_path / "a.svg", "--dataset", dataset)
    assert (drawn.stdout, drawn.stderr) == ("", "")
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<svg")
    both = answered("founding", "--plot", tmp_path / "b.svg", "--format", "csv", "--dataset", dataset)
    assert both == answered("founding", "--format", "csv", "--dataset", dataset)
    assert (tmp_path / "b.svg").read_bytes() == (tmp_path / "a.svg").read_bytes()


def test_citation_stands_above_or_below_the_rows(dataset: Path) -> None:
    given = ["founding", "--product", "cocoa", "--dataset", dataset, "--cite"]
    first, *rows = answered(*given, "--format", "csv").splitlines()
    assert first.startswith("# founding(product=cocoa), asked of ") and rows[0].startswith("document,")
    assert answered(*given).splitlines()[-1] == first.removeprefix("# ")
    assert json.loads(answered(*given, "--format", "json"))["head"]["citation"]["query"] == "founding"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("form", [form for form, kind in BY_NAME.items() if kind.binary])
def test_bytes_are_not_written_to_a_terminal(dataset: Path, form: str) -> None:
    import os
    import pty

    inside, outside = pty.openpty()
    with os.fdopen(inside), os.fdopen(outside, "wb") as terminal:
        done = subprocess.run(
            [*COMMAND, "founding", "--format", form, "--dataset", str(dataset)],
            stdout=terminal,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    assert done.returncode == 2
    assert f"{form} is bytes, and the output is a terminal [format-terminal]" in done.stderr.decode()
