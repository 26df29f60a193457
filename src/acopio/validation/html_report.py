"""A report as one page of HTML that needs nothing else: counts first, then each rule with its results."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Final
from urllib.parse import quote

from acopio.validation.report import Excerpt, Report, Result, RuleCount
from acopio.validation.terms import short
from acopio.validation.text_report import severities_in_words

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --bad: #b3261e; --warn: #8a5a00; --info: #2f5d8a;
  --good: #2e6b34; }
@media (prefers-color-scheme: dark) {
  :root { --bad: #ff8a80; --warn: #ffc56b; --info: #8fc1f0; --good: #8fd696; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem; max-width: 72rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 0; display: inline; }
.verdict.good { color: var(--good); } .verdict.bad { color: var(--bad); }
p.what { margin: 0 0 1.5rem; opacity: .8; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
td.count, th.count { text-align: right; font-variant-numeric: tabular-nums; }
.Violation { color: var(--bad); } .Warning { color: var(--warn); } .Info { color: var(--info); }
.severity { font-weight: 600; white-space: nowrap; }
details.rule { border: 1px solid var(--line); border-radius: .4rem; margin-bottom: 1rem; }
details.rule > summary { cursor: pointer; padding: .6rem .8rem; background: var(--soft); }
article { padding: .8rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
article > p { margin: 0 0 .4rem; }
.place { font: .875rem/1.4 ui-monospace, monospace; font-weight: 600; }
pre { margin: .3rem 0; padding: .5rem .7rem; background: var(--soft); border-radius: .3rem; overflow-x: auto;
  font: .8125rem/1.5 ui-monospace, monospace; }
mark { background: #f6c94480; color: inherit; border-radius: .15rem; outline: 1px solid #c98a0088; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .3rem 0; font-size: .9rem; }
dt { opacity: .7; } dd { margin: 0; font-family: ui-monospace, monospace; font-size: .8125rem; }
ul { margin: .3rem 0; padding-left: 1.2rem; font-size: .9rem; }
a { color: inherit; }
@media print { details.rule { break-inside: avoid; } }
"""


def write_html(report: Report, limit: int) -> Iterator[str]:
    """Yield the page, result by result; of each rule at most `limit` results are shown, 0 for all.

    Everything that comes from data is escaped; the page asks nothing of any other place.
    """
    verdict = "Conforms" if report.conforms else "Does not conform"
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{verdict}: acopio validation report</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 class="verdict {"good" if report.conforms else "bad"}">{verdict}</h1>\n'
        f'<p class="what">{escape(_what(report))}</p>\n'
    )
    counts = report.counts()
    if counts:
        yield '<table>\n<thead><tr><th class="count">Results</th><th>Severity</th><th>Rule</th><th>How to mend</th>'
        yield "</tr></thead>\n<tbody>\n"
        yield from (_count(each) for each in counts)
        yield "</tbody>\n</table>\n"
    for count, results in report.by_rule():
        yield (
            f'<details class="rule" id="{_anchor(count)}"{" open" if count.severity != "Info" else ""}>\n'
            f"<summary><h2>{_severity(count.severity)} {escape(count.rule)}</h2> ({count.count})</summary>\n"
        )
        yield from (_article(result, report) for result in islice(results, limit or None))
        if limit and count.count > limit:
            yield f"<article><p>… and {count.count - limit} more; --limit 0 shows all.</p></article>\n"
        yield "</details>\n"
    if report.notes:
        notes = "".join(f"<li>{escape(note)}</li>\n" for note in report.notes)
        yield f"<h2>Notes</h2>\n<ul>\n{notes}</ul>\n"
    yield "</main>\n</body>\n</html>\n"


def _what(report: Report) -> str:
    files = "1 file" if report.files == 1 else f"{report.files:,} files"
    parts = [files, f"{report.triples:,} triples", f"{report.shapes:,} shapes"]
    parts += [f"profile {report.profile}"] if report.profile else []
    parts += ["warnings and infos count too"] if report.strict else []
    found = severities_in_words(report)
    return f"{found[:1].upper()}{found[1:]}. Validated: {', '.join(parts)}; engine {report.engine}."


def _count(count: RuleCount) -> str:
    return (
        f'<tr><td class="count">{count.count:,}</td><td>{_severity(count.severity)}</td>'
        f'<td><a href="#{_anchor(count)}">{escape(count.rule)}</a></td><td>{escape(count.message)}</td></tr>\n'
    )


def _severity(severity: str) -> str:
    known = severity if severity.isalpha() else ""
    return f'<span class="severity {known}">{escape(severity)}</span>'


def _anchor(count: RuleCount) -> str:
    return quote(f"{count.severity}-{count.rule}", safe="").replace("%", ".")


def _article(result: Result, report: Report) -> str:
    place = f'<p class="place">{escape(str(result.place))}</p>\n' if result.place else ""
    facts = [("focus node", short(result.focus_node, report.prefixes))]
    facts += [("path", result.path.sparql(report.prefixes))] if result.path else []
    facts += [("value", short(result.value, report.prefixes))] if result.value is not None else []
    facts += [("document", str(result.passage))] if result.passage else []
    listed = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in facts)
    return (
        f"<article>\n{place}<p>{escape(result.message)}</p>\n{_excerpt(result.excerpt)}"
        f"<dl>{listed}</dl>\n{_details(result, report)}</article>\n"
    )


def _excerpt(excerpt: Excerpt | None) -> str:
    if excerpt is None or not excerpt.line.strip():
        return ""
    end = excerpt.start + excerpt.length
    before, marked, after = (
        excerpt.line[: excerpt.start],
        excerpt.line[excerpt.start : end],
        excerpt.line[end:],
    )
    return f"<pre>{escape(before.lstrip())}<mark>{escape(marked)}</mark>{escape(after.rstrip())}</pre>\n"


def _details(result: Result, report: Report) -> str:
    """Return why, as a list in a list where a detail has details of its own."""
    if not result.details:
        return ""
    items = []
    for detail in result.details:
        said = detail.message or detail.component.value.rpartition("#")[2]
        on = f" ({detail.path.sparql(report.prefixes)})" if detail.path else ""
        items.append(f"<li>because: {escape(said + on)}{_details(detail, report)}</li>")
    return f"<ul>{''.join(items)}</ul>\n"
