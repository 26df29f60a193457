"""`docs/queries.md`: every stored query as its header describes it, and how to ask and write one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from acopio.catalogue.format_names import BY_NAME
from acopio.catalogue.header import COLUMN_KEYS, HEADER_KEYS, PARAMETER_KEYS, VALUE_TYPES
from acopio.catalogue.plot_spec import PLOT_KEYS
from acopio.catalogue.stored_query import StoredQuery, catalogue, read_query
from acopio.documentation.ways_to_ask import ways_to_ask

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
frame = acopio.query("membership").to_dataframe()  # with acopio[tables]
```

In a DataFrame integers are `Int64`, decimals `Float64` (`to_dataframe(exact=True)`: objects of
`decimal.Decimal`), dates `datetime64[s]`, words and IRIs `string`; what is unknown is NA.

Claims that somebody has rejected, and those that a correction stands in for, are left out of every
answer.

In a query of your own, write DISTINCT (and COUNT(DISTINCT …)) where several documents may say the same:
pyoxigraph 0.5 finds such a triple once in each document.

## When the answer is empty

Below `no rows` stands why, on stderr; in Python in `notes` of the result. What is told, in this order, and only
the first kind of which there is any:

- a parameter without which there would be rows (`without --before 1990 there are 5 rows`);
- a variable of a filter that nothing binds;
- a class, property, thing or graph that is not in the data, with those that look like it; a prefix bound to a
  namespace that the data writes otherwise (`http:` for `https:`, `/` for `#`);
- a value that the property has in other words: text where there are IRIs, a language tag or datatype left out,
  capitals, a concept misspelt;
- a FILTER, MINUS, VALUES, HAVING or OFFSET without which there would be rows, and how many;
- lines that match alone and not together.

Looking for it takes three seconds at most, and 30 requests at most of a server; it is not done for answers with
rows. It is done for ASK that is false and for counts that are all 0. Queries with FROM or SERVICE are not explained.

## Parameters

A word is looked up in the data: a concept by its slug or its label in any language (`cocoa`, `cacao`),
an organisation by its name, acronym or slug, a country by its name or code. A concept stands for
those under it too: `--product fruit` finds bananas. Where a word is not known, the message says which
are. `2004` means a day of that year, the first unless the parameter says otherwise.

A parameter `product` is the variable `?_product` of a row in the query,
`VALUES (?_product) { (UNDEF) }`. As the file stands, nothing is bound and nothing restricted. acopio
puts RDF terms into the row, never words into the query. To ask another program the same, put a term
in the row: `VALUES (?_product) { (product:cocoa) }`.

`acopio export` carries the questions with the data: each query is a `sh:SPARQLSelectExecutable`
(`https://w3id.org/acopio/query/<name>`) with `sh:select`, `sh:prefixes` and a `sh:Parameter` for each
parameter, whose `sh:path` ends in the name of the variable.
"""
_PICTURES: Final = """## Pictures

```
acopio query certification_dates --plot dates.svg       a timeline; .png and .html too
acopio query organizations --country Peru --plot map.html -o organizations.csv   picture and rows
```

`--plot FILE` draws the rows, offline, with `acopio[plot]` (Altair and vl-convert); the suffix says what
is made: `.svg` (the same rows give the same bytes), `.png`, or `.html`, a page of its own that shows the
details of a mark under the pointer and loads nothing from elsewhere. In Python,
`acopio.query("founding").to_chart()` is an Altair chart, which notebooks show, and
`acopio.query("founding").plot("founding.svg")` writes one.

The key `plot` of a header says which picture it is. Without one, acopio takes the columns that fit:
dates make a timeline, numbers with bounds points, numbers bars, countries a map.

- A **timeline** has a line for each name. It spans what the words allow: "in 2004" is drawn from the first
  day of the year to the last.
- **Points** have their bounds as error bars. An arrow marks a bound that is open ("more than 1,800"); a
  hollow point has no bounds ("about 1,800"). Where numbers are far apart, the scale is logarithmic.
- **Bars** begin at 0, the longest first.
- A **map** has a circle in each country, its area the number of rows, or the sum of the column `x`.
  Its outlines are Natural Earth's, in the public domain.

Rows that lack what is shown are counted below the title. Rows that say the same are drawn once.
"""
_CITING: Final = """## Citing

`acopio cite QUERY`, with the parameters of the query, says how to cite an answer: the query, its
parameters, title and version of the data set (from its `dataset.ttl`), three hashes and a BibTeX entry
(alone with `--bibtex`). The hashes can be computed by anybody, now and later:

| hash | how to check it |
| --- | --- |
| `query_sha256` | `sha256sum` of the query's file |
| `data_sha256` | `acopio export --format nquads \\| sha256sum` |
| `result_sha256` | `acopio query QUERY … --format tsv \\| sha256sum` |

`acopio query QUERY --cite` puts the same in the output: a line that begins with `#` above CSV, TSV, Turtle
and N-Triples, a line below a table or Markdown, the member `citation` of the head in JSON, the sheet
"About" of a workbook, the metadata of a Parquet file.
"""
_NOTEBOOKS: Final = """## Notebooks

With `acopio[notebook]`, in Jupyter or IPython:

```
%load_ext acopio
%acopio certification_dates --product cocoa
```

`%acopio` takes what `acopio query` takes, returns the result (`_`, or `rows = %acopio …`), and shows it as a table.
`--bind product=my_word` gives a parameter the value of an expression of Python.

```
%%sparql --bind least=1000 --into large
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?organization ?value WHERE {
  ?claim schema:value ?value ; schema:about ?organization .
  FILTER(?value >= ?least)
}
```

`%%sparql` asks the query of the cell. `--bind NAME=EXPRESSION` makes a value of Python (text, number, date) the
only value of the variable `?NAME`, `--iri NAME=EXPRESSION` an IRI; `--into NAME` keeps the result. Values are
bound as RDF terms and never pasted: `{name}` and `$name` mean nothing to either magic.
"""
_AFTER_FORMATS: Final = """`xlsx` and `parquet` are bytes and go to a file or a pipe, not to a terminal. CSV is what the
specification says, words as they are: a spreadsheet may take a cell that begins with `=` for a formula,
so open CSV of strangers' documents by its import, or write `xlsx`.
"""


def queries_page() -> str:
    """Return the page: how to ask, the formats, how to write a query, and the list of all queries."""
    queries = [read_query(path) for path in catalogue().values()]
    parts = [
        _INTRODUCTION,
        _contents(queries),
        ways_to_ask(),
        _formats(),
        _PICTURES,
        _NOTEBOOKS,
        _CITING,
        _contract(),
    ]
    return "\n".join(parts)


def _formats() -> str:
    rows = []
    for form, kind in BY_NAME.items():
        suffixes = ", ".join(f"`{suffix}`" for suffix in kind.suffixes)
        needs = f" Needs `acopio[{kind.extra}]`." if kind.extra else ""
        rows.append(f"| `{form}` | {suffixes} | {kind.meaning}{needs} |")
    head = ["## Formats\n", "| `--format` | suffix | what it is |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, "", _AFTER_FORMATS])


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
        f"| {query.topic} | [`{query.name}`](queries/{query.name}.md) | {query.header.question} |"
        for query in queries
        if query.header
    ]
    return "\n".join(["## All queries\n", "| topic | query | question |", "| --- | --- | --- |", *rows, ""])
