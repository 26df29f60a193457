"""The examples of README and docs, run in order as a reader would: each prints what the page shows."""

from pathlib import Path

import pytest

from acopio.documentation.examples import Example, agrees, examples, prepare, renewed, run

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


def test_a_file_written_out_is_of_the_command_and_the_same_command_may_come_twice(tmp_path: Path) -> None:
    page = "```console\n$ cat > a <<'END'\n1\nEND\n$ cat a\n0\n$ echo 2 > a\n$ cat a\n```\n"
    assert list(examples(page))[:2] == [Example("cat > a <<'END'\n1\nEND", ""), Example("cat a", "0")]
    assert renewed(page, tmp_path) == page.replace("\n0\n", "\n1\n").replace("cat a\n```", "cat a\n2\n```")
