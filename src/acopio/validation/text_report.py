"""A report for people: counts by rule first, then every result with its place and the line there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

from acopio.validation.report import INFO, Excerpt, Report, Result
from acopio.validation.terms import short

LIMIT = 20  # results shown of one rule
_INDENT: Final = "    "
# Control characters but tab and line feed, and those that turn the direction of writing.
_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def text_report(report: Report, limit: int = LIMIT) -> str:
    """Return the report as text; of each rule at most `limit` results are shown, 0 for all.

    Infos are listed only where they stand against conformance.
    """
    return "".join(write_text(report, limit))


def write_text(report: Report, limit: int = LIMIT) -> Iterator[str]:
    """Yield the text of a report, result by result."""
    yield f"{_verdict(report)}\n"
    counts = report.counts()
    if counts:
        width = max(len(str(each.count)) for each in counts)
        rule_width = max(len(each.rule) for each in counts)
        yield "\n"
        for each in counts:
            line = f"{each.count:>{width}}  {each.severity:<9}  {each.rule:<{rule_width}}  {each.message}"
            yield f"{_printable(line.rstrip())}\n"
    hidden, infos = 0, False
    for count, results in report.by_rule():
        if count.severity == INFO and not report.strict:
            infos = True
            continue
        for result in islice(results, limit or None):
            yield "".join(f"{_printable(line)}\n" for line in ("", *_result(result, report)))
        hidden += max(0, count.count - limit) if limit else 0
    if infos:
        yield "\nInfos are counted only; --strict lists them, and so does every other --format.\n"
    if hidden:
        yield f"\n… and {hidden} more of these rules; --limit 0 shows all.\n"
    if report.notes:
        yield "".join(f"{_printable(line)}\n" for line in ("", *(f"note: {note}" for note in report.notes)))


def _verdict(report: Report) -> str:
    files = "1 file" if report.files == 1 else f"{report.files} files"
    what = f"{files}, {report.triples} triples"
    if report.profile:
        what += f", profile {report.profile}"
    verdict = "Conforms" if report.conforms else "Does not conform"
    return f"{verdict}: {severities_in_words(report)} ({what})."


def severities_in_words(report: Report) -> str:
    """Return how many results there are of each severity: "2 violations, 1 info"."""
    found = (
        f"{count} {name if count == 1 or name == 'Info' else name + 's'}".lower()
        for name, count in report.severities()
        if count
    )
    return ", ".join(found) or "no results"


def _result(result: Result, report: Report) -> Iterator[str]:
    place = f"{result.place}: " if result.place else ""
    yield f"{place}{result.severity_name} [{result.rule}] {result.message}".rstrip()
    if result.excerpt and result.excerpt.line.strip():
        yield from (_INDENT + line for line in _marked(result.excerpt))
    yield f"    focus node  {short(result.focus_node, report.prefixes)}"
    if result.path:
        yield f"    path        {result.path.sparql(report.prefixes)}"
    if result.value is not None:
        yield f"    value       {short(result.value, report.prefixes)}"
    if result.passage:
        yield f"    document    {result.passage}"
    for detail in result.details:
        yield from (_INDENT + line for line in _detail(detail, report))


def _marked(excerpt: Excerpt) -> tuple[str, str]:
    """Return the line without its indentation, and a line with a mark under each character at fault."""
    line = excerpt.line.rstrip()
    indented = min(len(line) - len(line.lstrip()), excerpt.start)
    before = line[indented : excerpt.start]
    at_fault = line[excerpt.start : excerpt.start + excerpt.length]
    return line[indented:], _blank(before) + "^" * max(_width(at_fault), 1)


def _blank(text: str) -> str:
    return "".join("\t" if character == "\t" else " " * _width(character) for character in text)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(unicodedata.combining(each) > 0 for each in text)


def _detail(result: Result, report: Report) -> Iterator[str]:
    what = result.message or result.component.value.rpartition("#")[2]
    on = f" ({result.path.sparql(report.prefixes)})" if result.path else ""
    yield f"because     {what}{on}"
    for detail in result.details:
        yield from (_INDENT + line for line in _detail(detail, report))


def _printable(line: str) -> str:
    """Return a line whose control characters cannot steer a terminal: the data may hold any."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", line)
