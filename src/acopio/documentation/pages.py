"""All generated pages, by the path they are written to; `python -m acopio.documentation` renews them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from acopio.documentation.commands_page import commands_page
from acopio.documentation.errors_page import errors_page
from acopio.documentation.ontology_page import ontology_page
from acopio.documentation.queries_page import queries_page
from acopio.documentation.query_pages import query_pages
from acopio.documentation.rule_pages import rule_pages
from acopio.documentation.shapes_page import shapes_page

GENERATED: Final = "<!-- Generated; do not edit. Renew with: python -m acopio.documentation -->\n"

PAGES: Final[dict[str, Callable[[], str]]] = {
    "commands.md": commands_page,
    "errors.md": errors_page,
    "ontology.md": ontology_page,
    "shapes.md": shapes_page,
    "queries.md": queries_page,
}


def generated_pages() -> dict[str, Callable[[], str]]:
    """Return what makes each generated page, by its path below `docs/`: those of `PAGES`, one a rule, one a query."""
    return PAGES | rule_pages() | query_pages()


def render(name: str) -> str:
    """Return the text of one generated page, its first line saying that it is generated."""
    return GENERATED + generated_pages()[name]()
