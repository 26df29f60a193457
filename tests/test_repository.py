"""The repository itself: no foreign places in it, files small enough to read, generated pages fresh."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_MODULE = 400


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listing.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_machine_path_in_any_file() -> None:
    foreign = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".toml", ".ttl", ".rq", ".yaml", ".cff", ".jsonld", ""}
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if foreign.search(line) and path != Path(__file__)
    ]
    assert not found, f"machine paths in: {found}"


def test_modules_stay_readable() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in sorted((ROOT / "src").rglob("*.py"))
        if (count := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long, f"look for the seam in: {long}"


def test_test_modules_have_names_of_their_own() -> None:
    names = [path.name for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    twice = {name for name in names if names.count(name) > 1}
    assert not twice, f"pytest imports by file name: rename one of {sorted(twice)}"
