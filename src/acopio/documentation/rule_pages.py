"""`docs/rules/<rule>.md`: a page a rule, made from its shape: what is asked, why, how to mend, examples."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from acopio.assets import assets_folder
from acopio.documentation.shapes_page import asked, cell, documented_rules, project_shapes, severities

if TYPE_CHECKING:
    from acopio.validation.terms import Term

FOLDER: Final = "rules"
_EXAMPLES: Final = "tests/validation/cases"  # right and wrong twins of every constraint, run by the tests


def rule_pages() -> dict[str, Callable[[], str]]:
    """Return a function that makes the page for each rule, by the page's path below `docs/`."""
    return {page_of(rule): partial(_page, rule, shape) for rule, shape in documented_rules(project_shapes())}


def page_of(rule: str) -> str:
    """Return the path below `docs/` of a rule's page: `rules/count-claim/unit.md`."""
    return f"{FOLDER}/{rule.replace(':', '-')}.md"


def _page(rule: str, shape: Term) -> str:
    from acopio.validation.terms import sh

    shapes = project_shapes()
    up = "../" * (page_of(rule).count("/"))
    grades = ", ".join(f"`--profile {name}`: {grade}" for name, grade in severities(shape))
    parts = [
        f"# {rule}",
        "",
        shapes.text(shape, sh("description")) or "",
        "",
        f"- **Asked**: {cell(asked(shapes, shape))}",
        f"- **Mend**: {cell(shapes.text(shape, sh('message')) or '')}",
        f"- **Severity**: {grades}",
        f"- **Shape**: `<https://w3id.org/acopio/shape/{rule}>` in "
        f"[`shapes/{_file(shape)}`]({up}../shapes/{_file(shape)})",
        "",
        *_examples(rule),
        f"[All rules]({up}shapes.md)",
    ]
    return "\n".join(parts) + "\n"


def _file(shape: Term) -> str:
    from pathlib import Path

    for source in project_shapes().sources:
        if any(subject == shape for subject, _, _ in source.triples):
            return Path(source.name).name
    raise LookupError(shape)


def _examples(rule: str) -> list[str]:
    """Show what breaks the rule, and the nearest change that does not, as changes of right data."""
    lines: list[str] = []
    for case in _cases().get(rule, []):
        wrong = _change(case.get("without", ""), case.get("with", ""))
        lines += [f"This breaks it (`sh:{case['constraint']}ConstraintComponent`):", "", *wrong, ""]
        if allowed := case.get("passes"):
            right = _change(allowed.get("without", ""), allowed.get("with", ""))
            lines += ["This does not:", "", *right, ""]
    return ["## Examples", "", "Changes of data that is right:", "", *lines] if lines else []


def _change(without: str, put_in: str) -> list[str]:
    gone = [f"- {line}" for line in without.strip().splitlines()]
    new = [f"+ {line}" for line in put_in.strip().splitlines()]
    return ["```diff", *gone, *new, "```"]


@cache
def _cases() -> dict[str, list[dict[str, Any]]]:
    """Return the twins that the tests run, by rule."""
    import yaml

    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((assets_folder() / _EXAMPLES).glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8"))["cases"]:
            found.setdefault(case["rule"], []).append(case)
            if "detail" in case:  # the rule that the result's sh:detail names
                found.setdefault(case["detail"], []).append(case)
    return found
