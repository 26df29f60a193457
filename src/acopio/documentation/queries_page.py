"""`docs/queries.md`: every stored query as its header describes it, and how to ask and write one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from acopio.catalogue.formats import FORMATS, SUFFIXES
from acopio.catalogue.header import COLUMN_KEYS, HEADER_KEYS, PARAMETER_KEYS, VALUE_TYPES, Header, Parameter
from acopio.catalogue.plot_spec import PLOT_KEYS
from acopio.catalogue.stored_query import StoredQuery, catalogue, read_query

_INTRODUCTION: Final = """# Queries

A stored query is one file, `queries/<topic>/<name>.rq`: SPARQL 1.1 that runs on any endpoint as it
stands, with a header that says what it answers, what it can be asked with and what its columns are.

```
acopio query --list                                             every query with its question
acopio query certification_dates --help                         one query: parameters and columns
acopio query certification_dates --product cocoa --since 2003   parameters are words
acopio query certification_dates -p product=cocoa -o dates.csv  the format by the suffix
acopio query mine.rq                                            a file of your own; - is standard input
```

```python
import acopio

for row in acopio.query("certification_dates", product="cocoa"):
    print(row["name"], row["earliest"], row["quote"])  # str, datetime.date, str
frame = acopio.query("membership").to_dataframe()  # where pandas is installed
```

Claims that somebody has rejected, and those that a correction stands in for, are left out of every
answer.

In a query of your own, write DISTINCT (and COUNT(DISTINCT …)) where several documents may say the same:
pyoxigraph 0.5 finds such a triple once in each document.

## Parameters

A word is looked up in the data: a concept by its slug or its label in any language (`cocoa`, `cacao`),
an organisation by its name, acronym or slug, a country by its name or code. A concept stands for
those under it too: `--product fruit` finds bananas. Where a word is not known, the message says which
are. `2004` means a day of that year, the first unless the parameter says otherwise.

A parameter `product` is the variable `?_product` of a row in the query,
`VALUES (?_product) { (UNDEF) }`. As the file stands, nothing is bound and nothing restricted. acopio
puts RDF terms into the row, never words into the query. To ask another program the same, put a term
in the row: `VALUES (?_product) { (product:cocoa) }`.
"""


def queries_page() -> str:
    """Return the page: how to ask, the formats, how to write a query, then every query by topic."""
    queries = [read_query(path) for path in catalogue().values()]
    parts = [_INTRODUCTION, _formats(), _contract(), _contents(queries)]
    topic = ""
    for query in queries:
        if query.topic != topic:
            topic = query.topic
            parts.append(f"## {topic.capitalize()}\n")
        if query.header is not None:
            parts.append(_section(query, query.header))
    return "\n".join(parts)


def _formats() -> str:
    suffixes = {form: [f"`{end}`" for end, named in SUFFIXES.items() if named == form] for form in FORMATS}
    meanings = {
        "table": "As wide as the terminal, 120 elsewhere; `--wide` shows the columns of detail too.",
        "csv": "SPARQL 1.1 Query Results CSV: bare values, lines ended by CR LF.",
        "tsv": "SPARQL 1.1 Query Results TSV: terms as Turtle writes them.",
        "json": "SPARQL 1.1 Query Results JSON.",
        "jsonl": "One JSON object a row, numbers as numbers, `null` for what is unknown.",
        "turtle": "The triples of a CONSTRUCT query; rows as a `rs:ResultSet` of the W3C's test suites.",
    }
    rows = [f"| `{form}` | {', '.join(suffixes[form])} | {meanings[form]} |" for form in FORMATS]
    return "\n".join(
        ["## Formats\n", "| `--format` | suffix | what it is |", "| --- | --- | --- |", *rows, ""]
    )


def _contract() -> str:
    return "\n".join(
        [
            "## Writing one\n",
            "The header is YAML in lines that begin with `#+`. A key that is not listed here, a column that",
            "is not described or not selected, a parameter without its row, a prefix that is not declared:",
            "each is an error with its line.\n",
            f"The types are {', '.join(f'`{kind}`' for kind in VALUE_TYPES)}.\n",
            _keys("header", HEADER_KEYS),
            _keys("parameter", PARAMETER_KEYS),
            _keys("column", COLUMN_KEYS),
            _keys("plot", PLOT_KEYS),
        ]
    )


def _keys(what: str, keys: Mapping[str, str]) -> str:
    rows = [f"| `{key}` | {meaning} |" for key, meaning in keys.items()]
    return "\n".join([f"| key of a {what} | what it is |", "| --- | --- |", *rows, ""])


def _contents(queries: list[StoredQuery]) -> str:
    rows = [
        f"| [`{query.name}`](#{query.name}) | {query.header.question} |" for query in queries if query.header
    ]
    return "\n".join(["## All queries\n", "| query | question |", "| --- | --- |", *rows, ""])


def _section(query: StoredQuery, header: Header) -> str:
    columns = [f"| `{each.name}` | {each.type} | {each.label} |" for each in header.columns]
    source = f"../queries/{query.topic}/{query.name}.rq"
    lines = [
        f"### {query.name}\n",
        f"**{header.question}** {header.description} ([SPARQL]({source}), {', '.join(header.tags)})\n",
        "| parameter | type | what it does |",
        "| --- | --- | --- |",
        *(
            f"| `--{each.name.replace('_', '-')}` | {_type(each)} | {each.description} |"
            for each in header.parameters
        ),
        "",
        "| column | type | what it is |",
        "| --- | --- | --- |",
        *columns,
        "",
    ]
    return "\n".join(lines)


def _type(parameter: Parameter) -> str:
    kind = f"{parameter.type} of `{parameter.scheme}`" if parameter.scheme else str(parameter.type)
    default = f", default `{parameter.default}`" if parameter.default else ""
    return f"{kind}{default}{', required' if parameter.required else ''}"
