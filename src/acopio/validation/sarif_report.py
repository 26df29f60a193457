"""Reports for code-scanning tools: SARIF 2.1.0 (OASIS standard), and annotations of GitHub's workflows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from acopio import __version__
from acopio.namespaces import PREFIXES
from acopio.validation.report import INFO, VIOLATION, WARNING, Excerpt, Place, Report, Result
from acopio.validation.terms import Term, short

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME: Final = "https://github.com/acopio/acopio"
_LEVELS: Final = {VIOLATION: "error", WARNING: "warning", INFO: "note"}
_GITHUB: Final = {VIOLATION: "error", WARNING: "warning", INFO: "notice"}
_OURS: Final = "https://w3id.org/acopio/shape/"


def write_sarif(report: Report) -> Iterator[str]:
    """Yield the report as one SARIF log with one run, result by result.

    A rule of acopio's own has the address of its page. Columns count code points. The fingerprint of a
    result is made of its terms, not of its place, so that an edit elsewhere leaves it the same.
    """
    counts = report.counts()
    rules = list(dict.fromkeys(count.rule for count in counts))
    index = {rule: number for number, rule in enumerate(rules)}
    messages = {count.rule: count.message for count in reversed(counts)}
    levels = {count.rule: _LEVELS.get(count.severity, "error") for count in reversed(counts)}
    helped: dict[str, str] = {}
    yield f'{{\n  "$schema": "{_SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n      "results": ['
    between = "\n"
    for result in report.results:
        iri = str(getattr(result.source_shape, "value", ""))
        if iri.startswith(_OURS):
            helped[result.rule] = f"{_HOME}/blob/main/docs/rules/{quote(result.rule.replace(':', '-'))}.md"
        yield between + _indented(_sarif_result(result, report, index[result.rule]), 8)
        between = ",\n"
    driver = {
        "name": "acopio",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule, messages[rule], levels[rule], helped.get(rule)) for rule in rules],
    }
    notes = [{"level": "note", "message": {"text": note}} for note in report.notes]
    after = {
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "properties": {"conforms": report.conforms, "engine": report.engine, "triples": report.triples},
        "tool": {"driver": driver},
    }
    end = "]" if between == "\n" else "\n      ]"
    yield f"{end},\n{_indented(after, 4).lstrip()[1:].lstrip(chr(10))}\n  ]\n}}\n"


def _indented(value: object, spaces: int) -> str:
    margin = " " * spaces
    return "\n".join(margin + line for line in json.dumps(value, ensure_ascii=False, indent=2).splitlines())


def _rule(rule: str, message: str, level: str, page: str | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule,
        "shortDescription": {"text": message or rule},
        "defaultConfiguration": {"level": level},
    }
    return described | ({"helpUri": page} if page else {})


def _sarif_result(result: Result, report: Report, index: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": _LEVELS.get(result.severity_name, "error"),
        "message": {"text": _message(result, report)},
    }
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": _text(result.focus_node)}]}
    if result.place:
        location = {"physicalLocation": _physical(result.place, result.excerpt)} | location
    made["locations"] = [location]
    if result.passage:
        document = {"text": "The words that the focus node rests on."}
        made["relatedLocations"] = [{"physicalLocation": _physical(result.passage), "message": document}]
    made["partialFingerprints"] = {"acopio/v1": _fingerprint(result)}
    return made


def _physical(place: Place, excerpt: Excerpt | None = None) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if excerpt:
        region |= {"endLine": excerpt.end_line, "endColumn": excerpt.end_column}
        region["snippet"] = {"text": excerpt.line}
    path = str(place.path).replace("\\", "/")
    return {"artifactLocation": {"uri": quote(path, safe="/:")}, "region": region}


def _message(result: Result, report: Report) -> str:
    """Return the message, with the path and the value that it is about."""
    about = [f"focus node {short(result.focus_node, report.prefixes)}"]
    about += [f"path {result.path.sparql(report.prefixes)}"] if result.path else []
    about += [f"value {short(result.value, report.prefixes)}"] if result.value is not None else []
    said = result.message or result.component.value.removeprefix(PREFIXES["sh"])
    return f"{said} ({', '.join(about)})"


def _fingerprint(result: Result) -> str:
    terms = (result.rule, result.component.value, result.focus_node, result.path, result.value)
    words = "\0".join("" if term is None else str(term) for term in terms)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _text(term: Term) -> str:
    return str(getattr(term, "value", term))


def write_github(report: Report) -> Iterator[str]:
    """Yield the report as workflow commands of GitHub Actions: an annotation a result, then a count.

    GitHub shows ten annotations of a level a step; the log has them all.
    """
    for result in report.results:
        properties = {}
        if result.place:
            properties = {"file": result.place.path, "line": result.place.line, "col": result.place.column}
            if result.excerpt:
                properties |= {"endLine": result.excerpt.end_line, "endColumn": result.excerpt.end_column}
        properties["title"] = result.rule
        named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        level = _GITHUB.get(result.severity_name, "error")
        yield f"::{level} {named}::{_data(_message(result, report))}\n"
    for note in report.notes:
        yield f"::notice title=acopio::{_data(note)}\n"


def _data(text: str) -> str:
    """Escape the words of a workflow command, which must not end its line or begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
