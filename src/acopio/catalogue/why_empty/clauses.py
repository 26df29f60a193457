"""FILTER, MINUS, VALUES, HAVING and OFFSET: what is left when one of them is taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from acopio.catalogue.lexer import Token, line_and_column, tokens
from acopio.catalogue.suggest import close_words
from acopio.catalogue.why_empty.questions import Questions
from acopio.catalogue.why_empty.spelling import Spelling, meant

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

_MOST_ROWS: Final = 1_000
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_AGGREGATES: Final = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "GROUP")
_OPENING: Final = {"(": ")", "{": "}", "[": "]"}
_LONGEST: Final = 80
_TO_TEXT: Final = ("STR", "REGEX", "CONTAINS", "STRSTARTS", "STRENDS", "LANG", "DATATYPE", "LCASE", "UCASE")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a query that only takes rows away: its keyword, its words, and where it stands."""

    keyword: str
    words: str
    start: int
    end: int
    line: int
    variables: frozenset[str]


def clauses(text: str) -> list[Clause]:
    """Return the clauses that take rows away and stand in no other such clause, in order."""
    found = list(tokens(text))
    made: list[Clause] = []
    end = 0
    for index, token in enumerate(found):
        if token.start < end or token.keyword not in ("FILTER", "MINUS", "VALUES", "HAVING", "OFFSET"):
            continue
        last = _last(found, index)
        inner = found[index + 1 : last + 1]
        variables = frozenset(each.text[1:] for each in inner if each.kind == "variable")
        if token.keyword == "VALUES" and any(name.startswith("_") for name in variables):
            continue  # a row of parameters
        end = found[last].end
        words = " ".join(text[token.start : end].split())
        line, _ = line_and_column(text, token.start)
        made.append(Clause(token.keyword, words, token.start, end, line, variables))
    return made


def without(text: str, gone: Sequence[Clause]) -> str:
    """Return a query without some of its clauses, its lines where they were."""
    for clause in sorted(gone, key=lambda clause: -clause.start):
        text = (
            text[: clause.start]
            + "\n" * text.count("\n", clause.start, clause.end)
            + " "
            + text[clause.end :]
        )
    return text


def rows_of(text: str, limit: int, *, whole: bool = False) -> str | None:
    """Return a query for the first rows of another, whatever its form; `whole` selects all variables.

    None where it has no rows: DESCRIBE of terms alone.
    """
    found = list(tokens(text))
    form = next((place for place, token in enumerate(found) if token.keyword in _FORMS), None)
    if form is None:
        return None
    prologue = text[: found[form].start]
    if found[form].keyword == "SELECT" and not whole:
        inner = text[found[form].start :]
    else:
        opening = _where(found, form)
        if opening is None:
            return None
        inner = f"SELECT * WHERE {text[found[opening].start :]}"
    return f"{prologue} SELECT * WHERE {{ {{ {inner}\n}} }} LIMIT {limit}"


class Clauses:
    """Finds the clauses of a query without which there would be rows."""

    def __init__(self, questions: Questions, text: str, spelling: Spelling) -> None:
        self._questions = questions
        self._text = text
        self._spelling = spelling

    def unbound(self) -> Iterator[str]:
        """Yield a line for each filter that tests a variable which nothing in the query binds."""
        found = list(tokens(self._text))
        filters = [clause for clause in clauses(self._text) if clause.keyword == "FILTER"]
        outside = {
            token.text[1:]
            for token in found
            if token.kind == "variable"
            and not any(clause.start <= token.start < clause.end for clause in filters)
        }
        for clause in filters:
            if "EXISTS" in clause.words.upper() or "BOUND" in clause.words.upper():
                continue
            for name in sorted(clause.variables - outside):
                close = [near for near in close_words(name, outside) if near not in clause.variables]
                yield f"in {_shown(clause)}, nothing binds ?{name}{meant(f'?{near}' for near in close)}"

    def to_blame(self) -> Iterator[str]:
        """Yield a line for each clause without which there are rows, or one for the fewest together."""
        made = [clause for clause in clauses(self._text) if not _is_idle(clause)]
        alone = False
        for clause in made:
            count = self._count([clause])
            if count:
                alone = True
                yield f"without {_shown(clause)} there {_rows(count)}{self._example(clause)}"
        if alone or len(made) < 2 or not (count := self._count(made)):
            return
        needed = list(made)
        for clause in made:
            rest = [each for each in needed if each is not clause]
            if rest and (fewer := self._count(rest)):
                needed, count = rest, fewer
        yield f"no single filter takes all rows: without {' and '.join(map(_shown, needed))} there {_rows(count)}"

    def _count(self, gone: Sequence[Clause]) -> int:
        text = rows_of(without(self._text, gone), _MOST_ROWS + 1)
        return len(self._questions.rows(text)) if text else 0

    def _example(self, clause: Clause) -> str:
        """Return the values that the variables of a clause have in a row that it takes away."""
        if any(token.keyword in _AGGREGATES for token in self._spelling.tokens):
            return ""
        text = rows_of(without(self._text, [clause]), 1, whole=True)
        if text is None or clause.keyword not in ("FILTER", "VALUES"):
            return ""
        names = sorted(clause.variables)
        start = text.index("SELECT * WHERE {")
        text = (
            f"{text[:start]}SELECT {' '.join(f'?{name}' for name in names)} {text[start + 9 :]}"
            if names
            else ""
        )
        rows = self._questions.rows(text) if text else []
        values = [
            f"?{name} is {self._spelling.term(term)}{_unlike(term, clause, self._text)}"
            for row in rows
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        return f"; for example {', '.join(values)}" if values else ""


def _unlike(term: Term, clause: Clause, text: str) -> str:
    """Say where a term is compared with plain text that it is not, though it may read so."""
    from pyoxigraph import Literal, NamedNode

    inner = list(tokens(text[clause.start : clause.end]))
    following = [*inner[1:], None]
    plain = any(
        token.kind == "string" and (after is None or (after.kind != "language" and after.text != "^^"))
        for token, after in zip(inner, following, strict=True)
    )
    if not plain or any(token.keyword in _TO_TEXT for token in inner):
        return ""
    if isinstance(term, NamedNode):
        return ", an IRI, which equals no text"
    if isinstance(term, Literal) and term.language:
        return ", which equals no text without its language tag"
    return ""


def _rows(count: int) -> str:
    if count > _MOST_ROWS:
        return f"are more than {_MOST_ROWS:,} rows"
    return "is 1 row" if count == 1 else f"are {count:,} rows"


def _shown(clause: Clause) -> str:
    words = clause.words if len(clause.words) <= _LONGEST else f"{clause.words[:_LONGEST]}…"
    return f"{words} (line {clause.line})"


def _is_idle(clause: Clause) -> bool:
    """Tell whether a filter tests first whether a parameter is given, and none is."""
    return clause.keyword == "FILTER" and "!BOUND(?_" in clause.words.replace(" ", "")


def _last(found: Sequence[Token], first: int) -> int:
    """Return the position of the last token of a clause."""
    keyword = found[first].keyword
    if keyword == "OFFSET":
        return min(first + 1, len(found) - 1)
    opening = "{" if keyword in ("MINUS", "VALUES") else "({"
    place = first + 1
    while place < len(found) and found[place].text not in opening:
        if keyword == "VALUES" and found[place].text == "(":
            place = _closing(found, place)
        place += 1
    last = _closing(found, place)
    while keyword == "HAVING" and last + 1 < len(found) and found[last + 1].text == "(":
        last = _closing(found, last + 1)
    return last


def _where(found: Sequence[Token], form: int) -> int | None:
    """Return the position of the brace that opens the WHERE clause."""
    place = form + 1
    if found[form].keyword == "CONSTRUCT" and place < len(found) and found[place].text == "{":
        place = _closing(found, place) + 1
    while place < len(found) and found[place].text != "{":
        place = _closing(found, place) + 1 if found[place].text == "(" else place + 1
    return place if place < len(found) else None


def _closing(found: Sequence[Token], opening: int) -> int:
    """Return the position of the mark that closes the one at `opening`."""
    depth = 0
    for place in range(opening, len(found)):
        if found[place].kind != "mark":
            continue
        depth += (found[place].text in _OPENING) - (found[place].text in _OPENING.values())
        if depth == 0:
            return place
    return len(found) - 1
