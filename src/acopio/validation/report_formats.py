"""The forms in which a report is written, by the name that `--format` knows them by.

A writer takes a report and how many results of one rule to show (0: all), which only reports for people
heed, and yields the text piece by piece, so that a report of any length is never there as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final

from acopio.validation.report import Report

Writer = Callable[[Report, int], Iterator[str]]


def _written(module: str, function: str, *, limited: bool = False) -> Writer:
    """Return a writer whose module is imported when it is used."""

    def write(report: Report, limit: int) -> Iterator[str]:
        writer: Any = getattr(import_module(f"acopio.validation.{module}"), function)
        return writer(report, limit) if limited else writer(report)  # type: ignore[no-any-return]

    return write


WRITERS: Final[dict[str, Writer]] = {
    "text": _written("text_report", "write_text", limited=True),
    "json": _written("machine_reports", "write_json"),
    "csv": _written("machine_reports", "write_csv"),
    "turtle": _written("machine_reports", "write_turtle"),
    "html": _written("html_report", "write_html", limited=True),
    "sarif": _written("sarif_report", "write_sarif"),
    "github": _written("sarif_report", "write_github"),
}
