"""Error kinds: told in one message, documented, and every one of them raised somewhere."""

import pickle
import re
from pathlib import Path

import pytest

from acopio.error_kinds import ERROR_KINDS
from acopio.errors import AcopioError, SeveralFaultsError

ROOT = Path(__file__).parents[1]
SOURCES = "\n".join(
    path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py")) if path.name != "error_kinds.py"
)


def test_message_names_place_problem_kind_and_remedy() -> None:
    error = AcopioError("document-encoding", "byte 0xE9 is not UTF-8", path="a.md", line=3, column=7)
    assert str(error) == (
        "a.md:3:7: byte 0xE9 is not UTF-8 [document-encoding]\n"
        "  Convert the file, for example: iconv -f latin1 -t utf-8 OLD > NEW"
    )


def test_a_column_needs_a_line() -> None:
    assert AcopioError("disk-full", "no room", path="a.ttl", column=3).where == "a.ttl"


def test_several_faults_are_told_at_once_and_a_remedy_they_share_once() -> None:
    faults = [AcopioError("document-empty", "empty", path=name) for name in ("a", "b")]
    several = SeveralFaultsError([*faults, AcopioError("disk-full", "no room")])
    remedies = ERROR_KINDS["document-empty"].remedy, ERROR_KINDS["disk-full"].remedy
    assert several.message().splitlines() == [
        "a: empty [document-empty]",
        "b: empty [document-empty]",
        f"  {remedies[0]}",
        "no room [disk-full]",
        f"  {remedies[1]}",
    ]


def test_faults_travel_between_processes() -> None:
    fault = AcopioError("turtle-syntax", "no dot", path="a.ttl", line=3, column=7, remedy="Put one.")
    for error in (fault, SeveralFaultsError([fault, fault])):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("code", sorted(ERROR_KINDS))
def test_kind_is_raised_somewhere(code: str) -> None:
    assert re.search(rf'"{code}"', SOURCES), f"{code} is never raised: raise it or remove it from ERROR_KINDS"


def test_every_code_raised_is_a_kind() -> None:
    raised = set(re.findall(r'AcopioError\(\s*"([a-z-]+)"', SOURCES))
    assert raised <= set(ERROR_KINDS), f"add to ERROR_KINDS: {sorted(raised - set(ERROR_KINDS))}"
