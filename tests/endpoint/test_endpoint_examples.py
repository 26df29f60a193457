"""What docs/endpoints.md shows, run against a server of the tests that is given the data set of the project."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store
from small_server import SmallServer, serving
from test_endpoint_commands import acopio as run

import acopio
from acopio.documentation.examples import prepare

PAGE = (Path(__file__).parents[2] / "docs/endpoints.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = [line for language, block in BLOCKS if not language for line in block.splitlines()]
PYTHON = [block for language, block in BLOCKS if language == "python"]
QUERY = "https://example.org/sparql"
GRAPHS = "http://localhost:8890/sparql-graph-crud-auth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("examples")
    prepare(made)
    (made / "mine.rq").write_text("SELECT ?a WHERE { ?a a ?b } LIMIT 3", encoding="utf-8")
    return made


@pytest.fixture
def server(folder: Path) -> Iterator[SmallServer]:
    with serving(Store()) as made:
        acopio.push(made.graphs_url, folder / "data")
        yield made


def test_the_page_has_examples() -> None:
    assert {shlex.split(line)[1] for line in COMMANDS} == {"query", "cite", "show", "export", "push"}
    assert len(PYTHON) == 1


@pytest.mark.parametrize("line", COMMANDS)
def test_command(line: str, server: SmallServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    words = [{QUERY: server.url, GRAPHS: server.graphs_url}.get(word, word) for word in shlex.split(line)]
    assert words[0] == "acopio" and words != shlex.split(line)
    done = run(*words[1:])
    assert done.returncode == 0, done.stderr
    output = Path(words[words.index("-o") + 1]).read_text("utf-8") if "-o" in words else done.stdout
    told = done.stderr if words[1] == "push" else output
    assert len(told.split()) > 3


@pytest.mark.parametrize("code", PYTHON, ids=["python"])
def test_python(code: str, server: SmallServer) -> None:
    names: dict[str, object] = {}
    exec(code.replace(QUERY, server.url), names)
    assert len(names["rows"]) > 0  # type: ignore[arg-type]
    assert "acopio:CertificationClaim" in str(names["turtle"])
