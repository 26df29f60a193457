"""Generated pages are fresh, and every page is reachable from the table of contents."""

from pathlib import Path

import pytest

from acopio.documentation.pages import PAGES, render

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_page_is_fresh(name: str) -> None:
    written = (DOCS / name).read_text("utf-8") if (DOCS / name).exists() else ""
    assert written == render(name), f"docs/{name} is stale; renew it: python -m acopio.documentation"


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md") if path.name != "README.md"))
def test_page_is_in_the_table_of_contents(page: str) -> None:
    assert f"({page})" in (DOCS / "README.md").read_text("utf-8"), f"add docs/{page} to docs/README.md"
