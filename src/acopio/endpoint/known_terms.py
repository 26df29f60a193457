"""Patterns about a term that is known, in words that servers do not stumble on.

`FILTER EXISTS { ?organization acopio:country … }` becomes a join with the subjects that pass, and a path
of any length below a concept the concepts themselves, which the server is asked for before
(docs/decisions/endpoints.md tells what Virtuoso makes of either).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from acopio.catalogue.choices import Ask
from acopio.catalogue.engines import written
from acopio.catalogue.lexer import Token

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

GUARD: Final = ("FILTER", "(", "!", "BOUND", "(", None, ")", "||")
_MOST_UNDER: Final = 500  # concepts under one that are named in a query; above, the server walks the path
_OPENING: Final = {"(": 1, "{": 1, "[": 1}
_CLOSING: Final = {")": 1, "}": 1, "]": 1}


def replacements(
    found: Sequence[Token], bindings: Mapping[str, Term], ask: Ask
) -> Iterator[tuple[int, int, str]]:
    """Yield where such patterns start and end in a text, and the other words."""
    for index, token in enumerate(found):
        if token.keyword == "FILTER":
            yield from _test(found, index, bindings, ask)
        elif token.kind == "variable" and found[index - 1].text in ("{", "}", "."):
            yield from _walk(found, index, bindings, ask)


def _test(
    found: Sequence[Token], index: int, bindings: Mapping[str, Term], ask: Ask
) -> Iterator[tuple[int, int, str]]:
    """Yield other words for a filter that is one EXISTS, with or without a guard before it."""
    guarded = is_guard(found[index : index + len(GUARD)])
    start = index + (len(GUARD) if guarded else 1)
    if found[start].keyword != "EXISTS":
        return
    last = closing(found, start + 1)
    inner = found[start + 2 : last]
    if (term := _term(inner[-1], found, bindings)) is None:
        return
    match [each.text for each in inner]:
        case [subject, property_name, _]:
            pattern = f"{subject} {property_name} {term}"
        case [subject, first, "/", _, "*", _] if under := _under(inner[-3], term, found, ask):
            pattern = f"{subject} {first} ?_under . FILTER(?_under IN ({', '.join(under)}))"
        case [subject, _, "*", _] if under := _under(inner[-3], term, found, ask):
            pattern = ""
            words = f"FILTER({subject} IN ({', '.join(under)}))"
        case _:
            return
    if pattern and _joins_well(found, index, inner[0].text):
        words = f"{{ SELECT DISTINCT {subject} WHERE {{ {pattern} }} }}"
    elif pattern:
        words = f"FILTER EXISTS {{ {pattern} }}"
    yield found[index].start, found[last + guarded].end, words


def _joins_well(found: Sequence[Token], index: int, subject: str) -> bool:
    """False in a group that has a UNION or binds the subject: there Virtuoso loses rows in joins."""
    depth = 0
    for before in range(index - 1, 0, -1):
        text = found[before].text
        depth += (text == "}") - (text == "{")
        if depth < 0:
            return True
        if depth == 0 and (found[before].keyword == "UNION" or _binds(found[before : before + 2], subject)):
            return False
    return True


def _binds(pair: Sequence[Token], variable: str) -> bool:
    return pair[0].keyword == "AS" and pair[-1].text == variable


def _walk(
    found: Sequence[Token], index: int, bindings: Mapping[str, Term], ask: Ask
) -> Iterator[tuple[int, int, str]]:
    """Yield rows in the place of a triple such as `?concept skos:broader* known:concept .`."""
    match [each.text for each in found[index : index + 5]]:
        case [subject, _, "*", _, "." | "}" as end]:
            term = _term(found[index + 3], found, bindings)
            under = _under(found[index + 1], term, found, ask) if term is not None else None
            if under:
                last = found[index + 4] if end == "." else found[index + 3]
                yield found[index].start, last.end, f"VALUES {subject} {{ {' '.join(under)} }}"


def _under(path: Token, term: str, found: Sequence[Token], ask: Ask) -> list[str] | None:
    """Return the term and what leads to it, by name; None for too many, or a path that is more than a name."""
    property_iri = _term(path, found, {})
    if property_iri is None:
        return None
    rows = ask(f"SELECT DISTINCT ?under WHERE {{ ?under {property_iri}* {term} }} ORDER BY ?under")
    under = {term, *(written(row[0]) for row in rows.terms if row[0] is not None)}
    return sorted(under) if len(under) <= _MOST_UNDER else None


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


def is_guard(guard: Sequence[Token]) -> bool:
    """True for the tokens before the rest of a filter that tests first whether a parameter is given."""
    return len(guard) == len(GUARD) and all(
        word is None or word in (token.keyword, token.text) for word, token in zip(GUARD, guard, strict=True)
    )


def closing(found: Sequence[Token], opening: int) -> int:
    """Return the position of the mark that closes the one at `opening`."""
    depth = 0
    for position in range(opening, len(found)):
        if found[position].kind == "mark":
            depth += _OPENING.get(found[position].text, 0) - _CLOSING.get(found[position].text, 0)
        if depth == 0:
            return position
    return len(found) - 1
