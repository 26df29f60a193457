"""What validation found: results with their places, counted by rule (SHACL, section 3.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

from pyoxigraph import Literal, NamedNode

from acopio.namespaces import PREFIXES
from acopio.validation.property_path import PropertyPath
from acopio.validation.terms import SH, Term, short_iri, sort_key

VIOLATION: Final = "Violation"
WARNING: Final = "Warning"
INFO: Final = "Info"
SEVERITIES: Final = (VIOLATION, WARNING, INFO)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1, the column in code points."""

    path: Path | str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line of a file where a place is, and what is marked in it.

    `line` is the text of the line, of a long one the part around the place; `start` (from 0) and `length`
    say which of its characters are marked. `end_line` and `end_column` are where the value ends in the
    file, counted from 1, the column behind its last character.
    """

    line: str
    start: int
    length: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of validation, with the terms that SHACL gives it.

    `rule` is the short name of the shape; `place` is where the triple at fault stands in the data,
    or the focus node where a triple is missing, and `excerpt` the line there; `passage` is where the
    words that the focus node rests on stand in their document.
    """

    focus_node: Term
    source_shape: Term
    component: NamedNode
    severity: NamedNode
    path: PropertyPath | None = None
    value: Term | None = None
    messages: tuple[Literal, ...] = ()
    source_constraint: Term | None = None
    details: tuple[Result, ...] = ()
    rule: str = ""
    place: Place | None = None
    passage: Place | None = None
    excerpt: Excerpt | None = None

    @property
    def message(self) -> str:
        """The message in English, or in the language there is."""
        english = [m for m in self.messages if (m.language or "en").startswith("en")]
        return "; ".join(m.value for m in english or self.messages)

    @property
    def severity_name(self) -> str:
        """Violation, Warning, Info, or the IRI of a severity of somebody's own."""
        iri = self.severity.value
        return iri[len(SH) :] if iri.startswith(SH) else short_iri(iri)

    def sort_key(self) -> tuple[object, ...]:
        """Return the key of the report's order: severity, rule, place, then the terms."""
        place = (str(self.place.path), self.place.line, self.place.column) if self.place else ("", 0, 0)
        terms = (sort_key(self.focus_node), self.path.sparql() if self.path else "", sort_key(self.value))
        return (*rank(self.severity_name), self.rule, *place, *terms, self.component.value, self.message)


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many results a rule has, with one of its messages."""

    rule: str
    severity: str
    count: int
    message: str


@runtime_checkable
class ByRule(Protocol):
    """Results that know their rules without being read one by one."""

    def by_rule(self) -> Iterator[tuple[RuleCount, Iterator[Result]]]:
        """Yield each rule of each severity, in the report's order, with its results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A validation report: its results in order, and what was validated with what.

    `results` may be made only while they are iterated (`ResultBlocks`), so iterate them, once if that
    will do. `strict` says that warnings and notes stand against conformance too.
    """

    results: Sequence[Result] = ()
    strict: bool = False
    profile: str | None = None
    engine: str = ""
    files: int = 0
    triples: int = 0
    shapes: int = 0
    notes: Sequence[str] = ()
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)

    @property
    def conforms(self) -> bool:
        """Whether the data conforms: no result that is worse than a warning; if strict, no result at all."""
        if self.strict:
            return not self.results
        return all(count.severity in (WARNING, INFO) for count, _ in self.by_rule())

    def by_rule(self) -> Iterator[tuple[RuleCount, Iterator[Result]]]:
        """Yield each rule of each severity, in the report's order, with its results."""
        if isinstance(self.results, ByRule):
            yield from self.results.by_rule()
            return
        groups: dict[tuple[str, str], list[Result]] = {}
        for result in self.results:
            groups.setdefault((result.severity_name, result.rule), []).append(result)
        for (severity, rule), results in groups.items():
            yield RuleCount(rule, severity, len(results), results[0].message), iter(results)

    def counts(self) -> list[RuleCount]:
        """Count the results by rule and severity: the gravest first, then the most frequent."""
        counts = [count for count, _ in self.by_rule()]
        return sorted(counts, key=lambda each: (*rank(each.severity), -each.count, each.rule))

    def to_dataframe(self) -> Any:
        """Return the results as a pandas DataFrame, with the columns of the CSV report.

        AcopioError module-missing where pandas is not installed.
        """
        from acopio.validation.machine_reports import to_dataframe

        return to_dataframe(self)

    def severities(self) -> list[tuple[str, int]]:
        """Count the results by severity, the gravest first; the three of SHACL are always there."""
        counted = dict.fromkeys(SEVERITIES, 0)
        for count, _ in self.by_rule():
            counted[count.severity] = counted.get(count.severity, 0) + count.count
        return sorted(counted.items(), key=lambda pair: rank(pair[0]))


def rank(severity: str) -> tuple[int, str]:
    """Return the order of a severity; one that SHACL does not know comes first, for it may be grave."""
    return (SEVERITIES.index(severity) + 1, "") if severity in SEVERITIES else (0, severity)
