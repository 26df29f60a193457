"""What a stored query is sent as: the same question, without what is idle and what a server stumbles on.

A parameter that is not given leaves `FILTER(!BOUND(?_product) || …)` true whatever the rest says, and
one that is given leaves only the rest to be tested. An embedded engine sees that at once; other servers
plan for the rest all the same, and Virtuoso fails at some (docs/decisions/endpoints.md). So the filter
is left out, or only its rest is sent, with the term in the parameter's place and no row for it. Nothing
else of the query's text is changed but patterns about terms that are known (`known_terms`); no line moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from acopio.catalogue.choices import Ask
from acopio.catalogue.engines import written
from acopio.catalogue.lexer import Token, tokens
from acopio.catalogue.stored_query import StoredQuery
from acopio.endpoint.known_terms import GUARD, closing, is_guard, replacements

if TYPE_CHECKING:
    from acopio.catalogue.result import Term


def as_sent(query: StoredQuery, bindings: Mapping[str, Term], ask: Ask) -> str:
    """Return the text that an endpoint is sent: terms in the place of parameters, no comment, no idle filter.

    `ask` asks that endpoint what lies under a concept. A query without a header is sent as it stands.
    """
    if query.header is None:
        return query.text
    text = query.text
    given = {f"?_{name}" for name in bindings}
    parameters = {f"?{name}" for row in query.rows for name in row.variables}
    found = list(tokens(text))
    changes = [(start, end, "") for start, end in (*_comments(text, found), *_idle(found, parameters, given))]
    changes += list(replacements(found, bindings, ask))
    changes += [(found[first].start, found[last].end, "") for first, last in _rows(found, parameters)]
    changes += list(_terms(found, bindings))
    cut = len(text) + 1
    for start, end, words in sorted(changes, key=lambda change: (-change[1], change[0])):
        if end > cut:
            continue  # inside of what is left out already
        cut = start
        text = text[:start] + words + _lines_only(text[start:end]) + text[end:]
    return text


def _rows(found: Sequence[Token], parameters: set[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of VALUES and of the brace that closes it, of rows that hold parameters."""
    for index, token in enumerate(found):
        if token.keyword != "VALUES":
            continue
        last = next(place for place in range(index, len(found)) if found[place].text == "}")
        if any(each.text in parameters for each in found[index:last]):
            yield index, last


def _terms(found: Sequence[Token], bindings: Mapping[str, Term]) -> Iterator[tuple[int, int, str]]:
    """Yield the terms of the parameters that are given, where these stand; their BOUND is true."""
    for index, token in enumerate(found):
        name = token.text.removeprefix("?_")
        if token.kind != "variable" or token.text == name or name not in bindings:
            continue
        if found[index - 2].keyword == "BOUND":
            yield found[index - 2].start, found[index + 1].end, "true"
        else:
            yield token.start, token.end, written(bindings[name])


def _comments(text: str, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where comments stand: between tokens there is nothing else but white space."""
    previous = 0
    for token in [*found, None]:
        end = token.start if token else len(text)
        if text[previous:end].strip():
            yield previous, end
        previous = token.end if token else end


def _idle(found: Sequence[Token], parameters: set[str], given: set[str]) -> Iterator[tuple[int, int]]:
    """Yield what can be left out of the filters that test first whether a parameter is given."""
    for index, token in enumerate(found):
        guard = found[index : index + len(GUARD)]
        if token.keyword != "FILTER" or not is_guard(guard) or guard[5].text not in parameters:
            continue
        if guard[5].text in given:
            yield guard[2].start, guard[-1].end
        else:
            yield token.start, found[closing(found, index + 1)].end


def _lines_only(cut: str) -> str:
    return re.sub(r"[^\n]+", "", cut) or " "
