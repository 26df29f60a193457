"""What a query answers: rows of RDF terms, and the same rows as typed Python values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from acopio.catalogue.header import Column, Header

if TYPE_CHECKING:
    import pyoxigraph

    Term: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
else:
    Term: TypeAlias = Any

Value: TypeAlias = str | int | Decimal | float | bool | dt.date | dt.datetime | None
Form = Literal["select", "ask", "construct"]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_GRAPH_COLUMNS: Final = (
    Column("subject", "iri", "Subject"),
    Column("predicate", "iri", "Predicate"),
    Column("object", "text", "Object"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of an answer in their order.

    `terms` are RDF terms (pyoxigraph's), None where a variable is unbound; an ASK query gives one
    row with one boolean, a CONSTRUCT query rows of subject, predicate and object. `header` is what the
    query says of itself, None for one without. `notes` say what a reader of the rows should know: why
    there are none, as far as that can be told, or that a server left some out.
    """

    form: Form
    columns: tuple[Column, ...]
    terms: Sequence[tuple[Term | None, ...]]
    header: Header | None = field(default=None, compare=False, repr=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def title(self) -> str:
        """The title of the query, empty where it has none."""
        return self.header.title if self.header else ""

    @classmethod
    def of_boolean(cls, answer: bool) -> Result:
        """Make the result of an ASK query."""
        from pyoxigraph import Literal as OxigraphLiteral

        return cls("ask", (Column("answer", "text", "Answer"),), [(OxigraphLiteral(answer),)])

    @classmethod
    def of_triples(cls, triples: Iterable[tuple[Term | None, ...]]) -> Result:
        """Make the result of a CONSTRUCT or DESCRIBE query, sorted and without repeats."""
        return cls(
            "construct", _GRAPH_COLUMNS, sorted(set(triples), key=lambda triple: list(map(str, triple)))
        )

    @property
    def rows(self) -> list[dict[str, Value]]:
        """The rows as typed values by column: int, Decimal, date, bool or str, None for unbound."""
        return list(self)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        names = [column.name for column in self.columns]
        for terms in self.terms:
            yield {name: python_value(term) for name, term in zip(names, terms, strict=True)}

    def __len__(self) -> int:
        return len(self.terms)

    def to_dataframe(self, *, exact: bool = False) -> Any:
        """Return the rows as a pandas DataFrame; AcopioError module-missing where pandas is not installed.

        Integers are `Int64`, decimals `Float64` (`exact`: objects of `decimal.Decimal`), dates
        `datetime64[s]`, the rest `string`; what is unknown is NA.
        """
        from acopio.catalogue.dataframe import to_dataframe

        return to_dataframe(self, exact=exact)

    def _repr_html_(self) -> str:
        """Return the rows as a table for notebooks, everything in them escaped."""
        from acopio.catalogue.html_table import to_html

        return to_html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show the rows as a table in IPython's terminal, with the notes below."""
        from acopio.catalogue.table import to_table

        printer.text("\n".join([to_table(self).rstrip("\n"), *self.notes]))

    def to_chart(self) -> Any:
        """Return the rows drawn as an Altair chart, as the query's header says or a guess.

        AcopioError: plot-impossible, or module-missing where Altair is not installed.
        """
        from acopio.plots.chart import chart

        return chart(self)

    def plot(self, path: Path | str) -> None:
        """Draw the rows into a file, .svg, .png or .html; AcopioError as `to_chart`."""
        from acopio.plots.draw import write_picture

        write_picture(self, Path(path))


def python_value(term: Term | None) -> Value:
    """Return an RDF term as a Python value by its datatype; the words where they do not fit it."""
    from pyoxigraph import Literal as OxigraphLiteral
    from pyoxigraph import Triple

    if term is None or isinstance(term, Triple):
        return None if term is None else str(term)
    if not isinstance(term, OxigraphLiteral):
        return term.value
    try:
        return _typed(term.value, term.datatype.value.removeprefix(_XSD))
    except (ValueError, KeyError, InvalidOperation):
        return term.value


def _typed(words: str, datatype: str) -> Value:
    match datatype:
        case "integer" | "nonNegativeInteger" | "positiveInteger" | "int" | "long":
            return int(words)
        case "decimal":
            return Decimal(words)
        case "double" | "float":
            return float(words)
        case "boolean":
            return {"true": True, "1": True, "false": False, "0": False}[words]
        case "date":
            return dt.date.fromisoformat(words)
        case "dateTime":
            return dt.datetime.fromisoformat(words)
    return words
