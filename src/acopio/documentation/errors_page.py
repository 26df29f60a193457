"""`docs/errors.md`: every kind of fault, what it means, what to do."""

from __future__ import annotations

from acopio.error_kinds import ERROR_KINDS


def errors_page() -> str:
    """Return the page, one row a kind, sorted by code."""
    rows = [
        f"| `{kind.code}` | {kind.meaning} | {kind.remedy} |"
        for kind in sorted(ERROR_KINDS.values(), key=lambda kind: kind.code)
    ]
    return "\n".join(
        [
            "# Errors",
            "",
            "Each message names what is wrong, where it stands (`file:line:column`), the code of its kind in",
            "brackets, and what to do next. The exit code is 2, and nothing is half-written.",
            "",
            "| code | what it means | what to do |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )
