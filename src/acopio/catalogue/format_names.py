"""The formats of an answer by name, without what writes them: a command is started for this much."""

from __future__ import annotations

from typing import NamedTuple


class FormatName(NamedTuple):
    """A format: the suffixes that mean it, what it is, whether it is bytes, and the extra it needs."""

    suffixes: tuple[str, ...]
    meaning: str
    binary: bool = False
    extra: str | None = None


BY_NAME = {
    "table": FormatName(
        (".txt",), "As wide as the terminal, 120 elsewhere; `--wide` shows the columns of detail too."
    ),
    "csv": FormatName((".csv",), "SPARQL 1.1 Query Results CSV: bare values, lines ended by CR LF."),
    "tsv": FormatName((".tsv",), "SPARQL 1.1 Query Results TSV: terms as Turtle writes them."),
    "json": FormatName((".json", ".srj"), "SPARQL 1.1 Query Results JSON."),
    "jsonl": FormatName(
        (".jsonl", ".ndjson"), "One JSON object a row, numbers as numbers, `null` for what is unknown."
    ),
    "xlsx": FormatName(
        (".xlsx",),
        "A workbook: the rows with dates as dates, and a sheet that says what they are. No cell is a formula.",
        binary=True,
        extra="tables",
    ),
    "parquet": FormatName(
        (".parquet", ".pq"),
        "Typed columns: int64, decimal128, date32, text; labels and types of the columns as metadata.",
        binary=True,
        extra="tables",
    ),
    "markdown": FormatName(
        (".md", ".markdown"), "A table to paste into a text, every mark escaped; `--wide` as for a table."
    ),
    "turtle": FormatName(
        (".ttl",),
        "The triples of a CONSTRUCT query; rows as a `rs:ResultSet` of the W3C's test suites.",
    ),
    "ntriples": FormatName((".nt",), "As `turtle`, one triple a line."),
}
FORMATS = tuple(BY_NAME)
SUFFIXES = {suffix: name for name, kind in BY_NAME.items() for suffix in kind.suffixes}
