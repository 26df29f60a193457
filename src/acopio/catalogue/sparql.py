"""What is checked in a query's text before an engine sees it: prefixes, remote access, syntax."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acopio.catalogue.lexer import Token, line_and_column, tokens, without_code_point_escapes
from acopio.catalogue.suggest import did_you_mean
from acopio.errors import AcopioError
from acopio.namespaces import PREFIXES

# The engine tells what is wrong with the meaning as one of the things that it expected.
_SENTENCE: Final = re.compile(r"The SELECT [^,]*")
_PROLOGUE: Final = ("", "PREFIX", "BASE")
_UPDATES: Final = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENGINE_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A `VALUES (?_a ?_b) { (UNDEF UNDEF) }` of a query: where its parameters take their values.

    `start` and `end` delimit the terms between the braces, parentheses included.
    """

    variables: tuple[str, ...]
    start: int
    end: int
    line: int


def check_prefixes(text: str, path: Path | str) -> None:
    """Raise AcopioError at the first prefix that the query uses without declaring it."""
    found = list(tokens(text))
    declared = {after.text[:-1] for before, after in itertools.pairwise(found) if before.keyword == "PREFIX"}
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind != "prefixed" or prefix in declared:
            continue
        line, column = line_and_column(text, token.start)
        if prefix in PREFIXES:
            remedy = f"Add this line at the top of the query: PREFIX {prefix}: <{PREFIXES[prefix]}>"
        else:
            guess = did_you_mean(prefix, declared) or did_you_mean(prefix, PREFIXES)
            remedy = f"{guess}Known prefixes: {', '.join(sorted({*PREFIXES, *declared} - {''}))}."
        raise AcopioError(
            "query-prefix",
            f"the prefix '{prefix}:' is not declared",
            path=path,
            line=line,
            column=column,
            remedy=remedy,
        )


def check_iris(text: str, path: Path | str) -> None:
    """Raise AcopioError at the first relative IRI of a query that has no BASE."""
    found = list(tokens(text))
    if any(token.keyword == "BASE" for token in found):
        return
    for token in found:
        if token.kind == "iri" and not _SCHEME.match(token.text[1:]):
            line, column = line_and_column(text, token.start)
            raise AcopioError(
                "query-syntax",
                f"the IRI {token.text} is relative, and there is no BASE",
                path=path,
                line=line,
                column=column,
                remedy="Write the IRI whole, or with a prefix.",
            )


def refuse_remote(text: str, path: Path | str) -> None:
    """Raise AcopioError where the query would ask another server or choose its own graphs."""
    plain = without_code_point_escapes(text)
    for token in tokens(plain):
        if token.keyword not in ("SERVICE", "FROM"):
            continue
        line, column = line_and_column(plain, token.start)
        what = "asks another server" if token.keyword == "SERVICE" else "names its own graphs"
        raise AcopioError(
            "query-remote",
            f"the query {what} ({token.keyword}), which is not done unless asked for",
            path=path,
            line=line,
            column=column,
        )


def names_graphs(text: str) -> bool:
    """Tell whether a query chooses its own graphs (FROM, FROM NAMED)."""
    return any(token.keyword == "FROM" for token in tokens(without_code_point_escapes(text)))


def selected_variables(text: str, path: Path | str) -> tuple[str, ...] | None:
    """Return the names that a SELECT query selects, None for the other forms.

    Raises AcopioError with the line shown where the text is not a SPARQL 1.1 query.
    """
    from pyoxigraph import QuerySolutions, Store

    try:
        # Nothing is asked of the world here: an empty store, and evaluation is lazy.
        results = Store().query(text)
    except SyntaxError as error:
        raise syntax_error(str(error), text, path) from None
    except (RuntimeError, ValueError, OSError):
        return None  # a fault of evaluation, to be told when the query is really run
    if not isinstance(results, QuerySolutions):
        return None
    return tuple(variable.value for variable in results.variables)


def syntax_error(message: str, text: str, path: Path | str) -> AcopioError:
    """Make the engine's message about a query into one with its place and the line itself."""
    match = _ENGINE_PLACE.match(message)
    if not match:
        return AcopioError("query-syntax", f"the query does not parse: {message}", path=path)
    line, column = int(match.group(1)), int(match.group(2))
    lines = text.split("\n")
    shown = lines[line - 1].rstrip() if line <= len(lines) else ""
    rest = "\n".join(lines[line - 1 :])[column - 1 :]
    pointer = " " * (column - 1) + "^"
    first = next((token.keyword for token in tokens(text) if token.keyword not in _PROLOGUE), "")
    if first in _UPDATES:
        what = f"this is an update ({first}); acopio query only reads"
    elif sentence := _SENTENCE.search(match.group(3)):
        what = f"the query does not parse: {sentence.group()[0].lower()}{sentence.group()[1:]}"
    elif not rest.strip() and _is_open(text):
        what = "the query ends too early (is a brace or a quote not closed?)"
    else:
        # Not with the engine's list of what it expected: it names words that it tried long before.
        what = f"the query does not parse at or just before this place\n    {shown}\n    {pointer}"
    return AcopioError("query-syntax", what, path=path, line=line, column=column)


def _is_open(text: str) -> bool:
    """Tell whether a text has more opening than closing braces, or nothing but a beginning."""
    marks = [token.text for token in tokens(text) if token.kind == "mark"]
    return marks.count("{") != marks.count("}") or "{" not in marks or '"' in marks or "'" in marks


def parameter_rows(text: str, path: Path | str) -> tuple[ParameterRow, ...]:
    """Return the rows that hold the query's parameters (variables whose names start with `_`).

    Raises AcopioError where such a row mixes parameters with others or holds more than UNDEF.
    """
    found = list(tokens(text))
    rows = []
    for index, token in enumerate(found):
        if token.keyword != "VALUES":
            continue
        variables, position = _row_variables(found, index + 1)
        if not any(name.startswith("_") for name in variables):
            continue
        line, _ = line_and_column(text, token.start)
        closing = next(
            (place for place in range(position, len(found)) if found[place].text == "}"), len(found)
        )
        inner = found[position + 1 : closing]
        terms = [item for item in inner if item.text not in ("(", ")")]
        if (
            not all(name.startswith("_") for name in variables)
            or [item.keyword for item in terms] != ["UNDEF"] * len(variables)
            or closing == len(found)
        ):
            raise AcopioError(
                "query-header",
                "a row of parameters holds only parameters (?_name), each with UNDEF: "
                "VALUES (?_country ?_product) { (UNDEF UNDEF) }",
                path=path,
                line=line,
            )
        rows.append(ParameterRow(tuple(variables), inner[0].start, inner[-1].end, line))
    return tuple(rows)


def _row_variables(found: Sequence[Token], start: int) -> tuple[list[str], int]:
    """Return the variables after VALUES, and the position of the opening brace."""
    position = start
    variables = []
    while position < len(found) and found[position].text != "{":
        if found[position].kind == "variable":
            variables.append(found[position].text[1:])
        position += 1
    return variables, position
