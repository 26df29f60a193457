"""Why an answer of a server is empty: told in few requests, and never in place of the answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from small_server import Fault, SmallServer

import acopio
from acopio.catalogue.why_empty.explain import MOST_REMOTE

PREFIX = "PREFIX acopio: <https://w3id.org/acopio/ns#>\n"


def test_the_reason_is_told_in_few_requests(small: SmallServer, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text(f"{PREFIX}SELECT ?o WHERE {{ ?o acopio:contry ?c }}")
    result = acopio.query(str(own), endpoint=small.url)
    assert result.notes == (
        "there is no property acopio:contry (line 2) in the data: did you mean acopio:country?",
    )
    assert len(small.asked) <= MOST_REMOTE + 1


def test_parameters_are_told_apart_at_a_server(small: SmallServer) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "acopio.cli.main", "query", "certification_dates", "--endpoint", small.url,
         "--product", "honey", "--country", "Peru", "--format", "csv"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert done.stderr == (
        "no rows\n  without --country Peru there is 1 row\n  without --product honey there are 5 rows\n"
    )


def test_a_server_that_fails_at_explaining_has_answered_all_the_same(
    small: SmallServer, tmp_path: Path
) -> None:
    own = tmp_path / "own.rq"
    own.write_text(f"{PREFIX}SELECT ?o WHERE {{ ?o acopio:contry ?c }}")
    nothing = b'{"head": {"vars": ["o"]}, "results": {"bindings": []}}'
    small.faults = [Fault(200, nothing, "application/sparql-results+json"), Fault(400, b"no more today")]
    result = acopio.query(str(own), endpoint=small.url)
    assert result.terms == []
    assert result.notes[0].startswith("why is not told")
    assert len(small.asked) == 2
