"""A report for people: counts by rule first, then every result with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from acopio.validation.report import INFO, Report, Result
from acopio.validation.terms import short

LIMIT = 20  # results shown of one rule


def text_report(report: Report, limit: int = LIMIT) -> str:
    """Return the report as text; of each rule at most `limit` results are shown, 0 for all.

    Infos are listed only where they stand against conformance.
    """
    lines = [_verdict(report)]
    counts = report.counts()
    if counts:
        width = max(len(str(each.count)) for each in counts)
        rule_width = max(len(each.rule) for each in counts)
        lines.append("")
        lines += [
            f"{each.count:>{width}}  {each.severity:<9}  {each.rule:<{rule_width}}  {each.message}".rstrip()
            for each in counts
        ]
    shown: Counter[tuple[str, str]] = Counter()
    listed = [each for each in report.results if report.strict or each.severity_name != INFO]
    for result in listed:
        key = (result.severity_name, result.rule)
        shown[key] += 1
        if shown[key] <= limit or not limit:
            lines += ["", *_result(result, report)]
    if len(listed) < len(report.results):
        lines += ["", "Infos are counted only; --strict lists them, and so does every other --format."]
    hidden = sum(max(0, count - limit) for count in shown.values()) if limit else 0
    if hidden:
        lines += ["", f"… and {hidden} more of these rules; --limit 0 shows all."]
    lines += ["", *(f"note: {note}" for note in report.notes)] if report.notes else []
    return "\n".join(lines) + "\n"


def _verdict(report: Report) -> str:
    files = "1 file" if report.files == 1 else f"{report.files} files"
    what = f"{files}, {report.triples} triples"
    if report.profile:
        what += f", profile {report.profile}"
    found = ", ".join(
        f"{count} {name if count == 1 or name == 'Info' else name + 's'}".lower()
        for name, count in report.severities()
        if count
    )
    verdict = "Conforms" if report.conforms else "Does not conform"
    return f"{verdict}: {found or 'no results'} ({what})."


def _result(result: Result, report: Report) -> Iterator[str]:
    place = f"{result.place}: " if result.place else ""
    yield f"{place}{result.severity_name} [{result.rule}] {result.message}".rstrip()
    yield f"    focus node  {short(result.focus_node, report.prefixes)}"
    if result.path:
        yield f"    path        {result.path.sparql(report.prefixes)}"
    if result.value is not None:
        yield f"    value       {short(result.value, report.prefixes)}"
    if result.passage:
        yield f"    document    {result.passage}"
    for detail in result.details:
        yield from (f"    {line}" for line in _detail(detail, report))


def _detail(result: Result, report: Report) -> Iterator[str]:
    what = result.message or result.component.value.rpartition("#")[2]
    on = f" ({result.path.sparql(report.prefixes)})" if result.path else ""
    yield f"because     {what}{on}"
    for detail in result.details:
        yield from (f"    {line}" for line in _detail(detail, report))
