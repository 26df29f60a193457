"""The forms in which a report is written, by the name that `--format` knows them by.

A writer takes a report and how many results of one rule to show (0: all), which only reports for people
heed, and yields the text piece by piece, so that a report of any length is never there as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from acopio.validation.html_report import write_html
from acopio.validation.machine_reports import write_csv, write_json, write_turtle
from acopio.validation.report import Report
from acopio.validation.sarif_report import write_github, write_sarif
from acopio.validation.text_report import write_text

Writer = Callable[[Report, int], Iterator[str]]

WRITERS: Final[dict[str, Writer]] = {
    "text": write_text,
    "json": lambda report, limit: write_json(report),
    "csv": lambda report, limit: write_csv(report),
    "turtle": lambda report, limit: write_turtle(report),
    "html": write_html,
    "sarif": lambda report, limit: write_sarif(report),
    "github": lambda report, limit: write_github(report),
}
