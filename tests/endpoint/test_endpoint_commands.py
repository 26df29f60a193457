"""`--endpoint` on the commands that ask, as a user gives it."""

from __future__ import annotations

import os
import subprocess
import sys

from catalogue_samples import DATASET
from small_server import SmallServer

COMMAND = [sys.executable, "-m", "acopio.cli.main"]


def acopio(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def test_query_asks_the_endpoint(small: SmallServer) -> None:
    asked = ["query", "certification_dates", "--product", "cocoa", "--format", "csv"]
    there, here = acopio(*asked, "--endpoint", small.url), acopio(*asked, "--dataset", DATASET)
    assert (there.returncode, there.stdout) == (0, here.stdout)
    assert len(there.stdout.splitlines()) > 1


def test_words_are_looked_up_at_the_endpoint(small: SmallServer) -> None:
    done = acopio("query", "membership", "--country", "Peruu", "--endpoint", small.url)
    assert done.returncode == 2
    assert "Did you mean Peru?" in done.stderr


def test_citation_names_address_and_day(small: SmallServer) -> None:
    done = acopio("cite", "membership", "--endpoint", small.url)
    assert done.returncode == 0, done.stderr
    assert f"endpoint       {small.url}\naccessed       20" in done.stdout
    assert "data_sha256" not in done.stdout
    line = acopio("query", "membership", "--endpoint", small.url, "--cite").stdout.splitlines()[-1]
    assert f"(at {small.url}, 20" in line


def test_cell_of_a_notebook_asks_the_endpoint(small: SmallServer) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        shell.run_line_magic("load_ext", "acopio")
        done = shell.run_cell(
            f"%%sparql --endpoint {small.url}\nSELECT (COUNT(*) AS ?n) WHERE {{ ?a ?b ?c }}"
        )
        done.raise_error()
        assert done.result.rows[0]["n"] > 1000
        assert len(small.asked) == 1
    finally:
        InteractiveShell.clear_instance()


def test_both_sources_are_a_fault(small: SmallServer) -> None:
    for command in ("query", "cite"):
        done = acopio(command, "membership", "--endpoint", small.url, "--dataset", DATASET)
        assert (done.returncode, done.stdout) == (2, "")
        assert "not both" in done.stderr


def test_credentials_are_taken_from_the_environment_and_not_shown(small: SmallServer) -> None:
    small.user, small.password = "ana", "s3cret"
    secret = {"ACOPIO_ENDPOINT_USER": "ana", "ACOPIO_ENDPOINT_PASSWORD": "s3cret"}
    assert acopio("query", "membership", "--endpoint", small.url, **secret).returncode == 0
    small.password = "another"
    done = acopio("query", "membership", "--endpoint", small.url, **secret)
    assert done.returncode == 2
    assert "[endpoint-denied]" in done.stderr
    assert "s3cret" not in done.stderr
