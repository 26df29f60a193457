"""Generated pages are fresh, and every page is reachable from the table of contents."""

from pathlib import Path

import pytest

from acopio.catalogue.stored_query import catalogue
from acopio.documentation.__main__ import main
from acopio.documentation.pages import GENERATED, generated_pages, render

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", sorted(generated_pages()))
def test_generated_page_is_fresh(name: str) -> None:
    written = (DOCS / name).read_text("utf-8") if (DOCS / name).exists() else ""
    assert written == render(name), f"docs/{name} is stale; renew it: python -m acopio.documentation"


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md") if path.name != "README.md"))
def test_page_is_in_the_table_of_contents(page: str) -> None:
    assert f"({page})" in (DOCS / "README.md").read_text("utf-8"), f"add docs/{page} to docs/README.md"


def test_no_generated_page_is_left_over() -> None:
    written = {
        str(path.relative_to(DOCS))
        for path in DOCS.rglob("*.md")
        if path.read_text("utf-8").startswith(GENERATED)
    }
    assert written == set(generated_pages()), "renew the pages: python -m acopio.documentation"


def test_every_rule_has_a_page_with_an_example() -> None:
    pages = [name for name in generated_pages() if name.startswith("rules/")]
    assert len(pages) > 100
    without = [name for name in pages if "```diff\n" not in render(name)]
    assert not without, f"no case of tests/validation/cases shows what breaks: {without}"


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_query_has_a_page_with_its_answer(name: str) -> None:
    assert f"queries/{name}.md" in generated_pages()
    page = (DOCS / "queries" / f"{name}.md").read_text("utf-8")
    assert "\n## Answer\n" in page and "\n```sparql\n" in page
    assert f"(queries/{name}.md)" in (DOCS / "queries.md").read_text("utf-8")


def test_wanted_pages_alone_are_renewed(capsys: pytest.CaptureFixture[str]) -> None:
    main(("queries/pla",))
    assert capsys.readouterr().out == ""  # it is fresh, and no example was run
