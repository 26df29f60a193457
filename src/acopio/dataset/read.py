"""Reading documents without storing anything: what they would claim, for people and for programs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

from acopio.claims import records
from acopio.dataset.parallel import map_in_order
from acopio.dataset.read_source import DocumentReading, read_source
from acopio.dataset.sources import Source, find_sources, require_one
from acopio.documents.source_document import Metadata, SourceDocument
from acopio.errors import AcopioError
from acopio.graph.describe_claims import KIND_OF
from acopio.graph.iris import document_iri
from acopio.reading.rule_precision import rule_precision

# Fields that every claim has, which are shown apart from what it says.
_COMMON: Final = frozenset(field.name for field in dataclasses.fields(records.Claim))


@dataclasses.dataclass(frozen=True, slots=True)
class Preview:
    """A document read, where it came from, and its claims in reading order."""

    source: Path
    read: DocumentReading

    def place(self, passage: records.Passage) -> str:
        """Return `file:line:column` of a passage; of an HTML page, the place in the text made of it."""
        line, column = line_and_column(self.read.document, passage.start)
        made = " (text)" if self.read.document.original_sha256 else ""
        return f"{self.source}{made}:{line}:{column}"

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield kind, what is claimed, quote and place of every claim."""
        for claim in self.read.reading.claims:
            quote = " ".join(claim.passage.text.split())
            yield KIND_OF[type(claim)], told(claim), quote, self.place(claim.passage)

    def explained(self) -> Iterator[tuple[str, str, str]]:
        """Yield, for every claim, its rule, how often that was right ("41 of 43"), and how it was made."""
        for claim in self.read.reading.claims:
            measured = rule_precision(claim.rule)
            support = [" ".join(passage.text.split()) for passage in claim.support]
            how = claim.assertion + (f", by “{'”, “'.join(support)}”" if support else "")
            yield claim.rule, f"{measured.right} of {measured.judged}" if measured else "–", how

    def as_json(self, *, explain: bool = False) -> dict[str, Any]:
        """Return everything as JSON values; offsets count code points, lines and columns from 1.

        `explain` adds to each claim how often its rule was right, where that has been measured.
        """
        document, reading = self.read.document, self.read.reading
        return {
            "document": document_iri(document.stem).value,
            "file": str(self.source),
            "organization": reading.organization_name,
            "alternate_names": list(reading.alternate_names),
            "language": reading.language,
            "sha256": document.sha256,
            "metadata": {key: value for key, value in _plain(document.metadata).items() if value is not None},
            "notes": list(reading.notes),
            "claims": [
                self._claim_as_json(claim) | (_precision_as_json(claim) if explain else {})
                for claim in reading.claims
            ],
        }

    def _claim_as_json(self, claim: records.Claim) -> dict[str, Any]:
        values = {key: value for key, value in _plain(claim).items() if key not in _COMMON}
        # A founding has a kind of its own, which must not hide the claim's.
        if "kind" in values:
            values["founding_kind"] = values.pop("kind")
        return {
            "kind": KIND_OF[type(claim)],
            **values,
            "assertion": claim.assertion,
            "rule": claim.rule,
            "quote": self._passage_as_json(claim.passage),
            "support": [self._passage_as_json(passage) for passage in claim.support],
        }

    def _passage_as_json(self, passage: records.Passage) -> dict[str, Any]:
        line, column = line_and_column(self.read.document, passage.start)
        return {
            "start": passage.start,
            "end": passage.end,
            "text": passage.text,
            "line": line,
            "column": column,
        }


def read(
    paths: Sequence[Path | str],
    *,
    metadata: Metadata | None = None,
    name: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> Iterator[Preview | AcopioError]:
    """Yield what each document would claim, or its fault, in order; nothing is stored.

    The parameters are those of `load`. Raises AcopioError where the paths are at fault.
    """
    options = metadata or Metadata()
    sources = find_sources(paths, name=name)
    require_one(options, sources)
    results = map_in_order(partial(_read, options=options), sources, len(sources), workers)
    for done, (source, result) in enumerate(zip(sources, results, strict=True), 1):
        if progress:
            progress(done, len(sources))
        yield result if isinstance(result, AcopioError) else Preview(source.path, result)


def _precision_as_json(claim: records.Claim) -> dict[str, Any]:
    measured = rule_precision(claim.rule)
    return {"rule_precision": {"right": measured.right, "judged": measured.judged} if measured else None}


def line_and_column(document: SourceDocument, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both counted from 1."""
    line_start = document.text.rfind("\n", 0, offset) + 1
    return document.text.count("\n", 0, offset) + 1, offset - line_start + 1


def told(claim: records.Claim) -> str:
    """Say in short what a claim claims: `kind formed; date 1992; founders 27 producer`."""
    parts = []
    for field in dataclasses.fields(claim):
        if field.name not in _COMMON and (words := _words(getattr(claim, field.name))):
            parts.append(f"{field.name.replace('_', ' ')} {words}")
    return "; ".join(parts)


def _read(source: Source, *, options: Metadata) -> DocumentReading | AcopioError:
    # A document that lies in a data set has its sidecar beside it.
    in_dataset = source.path.parent.name == "profiles" and source.path.suffix == ".md"
    try:
        return read_source(source, options, source.path.with_suffix(".yaml") if in_dataset else None)
    except AcopioError as error:
        return error


def _words(value: object) -> str:
    match value:
        case None | ():
            return ""
        case records.StatedDate():
            return value.edtf
        case records.Quantity():
            return " ".join(filter(None, (value.stated, value.unit, value.what)))
        case records.Share():
            many = f"{value.percent}%" if value.percent is not None else ""
            counted = f"{value.count} of {value.total}" if value.count is not None else ""
            return " ".join(filter(None, (many, counted, value.base and f"of {value.base}")))
        case records.Money():
            return f"{value.currency} {value.value:,}"
        case records.Passage():
            return f"“{value.text}”"
        case tuple():
            return ", ".join(map(_words, value))
    return str(value)


def _plain(value: Any) -> Any:
    """Return a record as JSON values: dates in ISO form, whole numbers as integers."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dt.date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value
