"""The examples of README and docs, run in order as a reader would: each prints what the page shows."""

from pathlib import Path

import pytest

from acopio.documentation.examples import agrees, examples, prepare, run

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WITH_EXAMPLES = [path for path in PAGES if any(examples(path.read_text("utf-8")))]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda path: path.name)
def test_examples_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    prepare(tmp_path)
    for example in examples(page.read_text("utf-8")):
        printed = run(example.command, tmp_path)
        assert agrees(example.shown, printed), (
            f"{page.name}: '$ {example.command}' now prints\n{printed}\nrenew it: python -m acopio.documentation"
        )


def test_readme_has_examples() -> None:
    assert ROOT / "README.md" in WITH_EXAMPLES


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb", "a\nb", True),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…", "a\nb\nc", True),
        ("…\nc", "a\nb\nc", True),
        ("a\nb", "a\nc", False),
        ("a\n…\nd", "a\nb\nc", False),
        ("", "a", False),
    ],
)
def test_agreement(shown: str, printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same
