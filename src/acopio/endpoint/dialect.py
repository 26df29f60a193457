"""What a stored query is sent as: the same question, without what is idle and what a server stumbles on.

A parameter that is not given leaves `FILTER(!BOUND(?_product) || …)` true whatever the rest says, and
one that is given leaves only the rest to be tested. An embedded engine sees that at once; other servers
plan for the rest all the same, and Virtuoso fails at some (docs/decisions/endpoints.md). So the filter
is left out, or only its rest is sent, and a row of parameters holds those alone that are given. Nothing
else of the query's text is changed but paths of any length below a concept, which are walked by a query
of their own before; no line moves.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from acopio.catalogue.choices import Ask
from acopio.catalogue.engines import written
from acopio.catalogue.lexer import Token, tokens
from acopio.catalogue.stored_query import StoredQuery

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

_GUARD: Final = ("FILTER", "(", "!", "BOUND", "(", None, ")", "||")
_MOST_UNDER: Final = 500  # concepts under one that are named in a query; above, the server walks the path
_OPENING: Final = {"(": 1, "{": 1, "[": 1}
_CLOSING: Final = {")": 1, "}": 1, "]": 1}


def as_sent(query: StoredQuery, bindings: Mapping[str, Term], ask: Ask) -> str:
    """Return the text that an endpoint is sent: terms in rows of their own, no comment, no idle filter.

    `ask` asks that endpoint what lies under a concept. A query without a header is sent as it stands.
    """
    if query.header is None:
        return query.text
    text = query.text
    given = {f"?_{name}" for name in bindings}
    parameters = {f"?{name}" for row in query.rows for name in row.variables}
    found = list(tokens(text))
    changes = [(start, end, "") for start, end in (*_comments(text, found), *_idle(found, parameters, given))]
    changes += list(_paths(found, bindings, ask))
    changes += [
        (found[first].start, found[last].end, _row(found[first:last], bindings))
        for first, last in _rows(found, parameters)
    ]
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


def _row(found: Sequence[Token], bindings: Mapping[str, Term]) -> str:
    """Return a row of the parameters that are given alone: Virtuoso joins little with one that has UNDEF."""
    names = [token.text[2:] for token in found if token.kind == "variable" and token.text[2:] in bindings]
    if not names:
        return ""
    terms = " ".join(written(bindings[name]) for name in names)
    return f"VALUES ({' '.join(f'?_{name}' for name in names)}) {{ ({terms}) }}"


def _paths(found: Sequence[Token], bindings: Mapping[str, Term], ask: Ask) -> Iterator[tuple[int, int, str]]:
    """Yield other words for EXISTS over a path `…*` to a term that is known: what lies under it, by name."""
    for index, token in enumerate(found):
        if token.keyword != "EXISTS":
            continue
        last = next((place for place in range(index, len(found)) if found[place].text == "}"), index)
        inner = found[index + 2 : last]
        match [each.text for each in inner]:
            case [subject, first, "/", _, "*", _]:
                words = "EXISTS {{ " + f"{subject} {first} ?_under . FILTER(?_under" + " IN ({})) }}"
            case [subject, _, "*", _]:
                words = f"({subject} IN" + " ({}))"
            case _:
                continue
        term = _term(inner[-1], found, bindings)
        property_iri = _term(inner[-3], found, bindings)
        if term is None or property_iri is None:
            continue
        rows = ask(f"SELECT DISTINCT ?under WHERE {{ ?under {property_iri}* {term} }} ORDER BY ?under")
        under = sorted({term, *(written(row[0]) for row in rows.terms if row[0] is not None)})
        if len(under) <= _MOST_UNDER:
            yield token.start, found[last].end, words.format(", ".join(under))


def _term(token: Token, found: Sequence[Token], bindings: Mapping[str, Term]) -> str | None:
    """Return a token as a term written whole: an IRI, or a parameter that is given."""
    if token.kind == "variable":
        term = bindings.get(token.text[1:].removeprefix("_")) if token.text.startswith("?_") else None
        return None if term is None else written(term)
    if token.kind == "iri":
        return token.text
    prefix, _, local = token.text.partition(":")
    for before, after in itertools.pairwise(found):
        if before.kind == "prefixed" and before.text == f"{prefix}:" and after.kind == "iri":
            return f"{after.text[:-1]}{local}>"
    return None


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
        guard = found[index : index + len(_GUARD)]
        if token.keyword != "FILTER" or not _is_guard(guard) or guard[5].text not in parameters:
            continue
        if guard[5].text in given:
            yield guard[2].start, guard[-1].end
        else:
            yield token.start, found[_closing(found, index + 1)].end


def _is_guard(guard: Sequence[Token]) -> bool:
    return len(guard) == len(_GUARD) and all(
        word is None or word in (token.keyword, token.text) for word, token in zip(_GUARD, guard, strict=True)
    )


def _closing(found: Sequence[Token], opening: int) -> int:
    """Return the position of the mark that closes the one at `opening`."""
    depth = 0
    for position in range(opening, len(found)):
        if found[position].kind == "mark":
            depth += _OPENING.get(found[position].text, 0) - _CLOSING.get(found[position].text, 0)
        if depth == 0:
            return position
    return len(found) - 1


def _lines_only(cut: str) -> str:
    return re.sub(r"[^\n]+", "", cut) or " "
