"""Say why a query has no answer: from the parameters to the terms, values, filters and joins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from acopio.catalogue.choices import Ask
from acopio.catalogue.lexer import tokens
from acopio.catalogue.result import Result
from acopio.catalogue.sparql import names_graphs
from acopio.catalogue.stored_query import StoredQuery
from acopio.catalogue.table import plain
from acopio.catalogue.why_empty.clauses import Clauses
from acopio.catalogue.why_empty.given import parameters_to_blame
from acopio.catalogue.why_empty.patterns import Pattern, Required, required
from acopio.catalogue.why_empty.questions import Questions, UnansweredError
from acopio.catalogue.why_empty.spelling import Spelling
from acopio.catalogue.why_empty.terms import Terms
from acopio.catalogue.why_empty.together import apart, fits
from acopio.catalogue.why_empty.values import Values

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

SECONDS: Final = 3.0  # for all questions together
MOST: Final = 120
MOST_REMOTE: Final = 30  # where each question is a request
_LINES: Final = 5
_AGGREGATES: Final = ("COUNT", "SUM")


def explained(
    result: Result,
    query: StoredQuery,
    run: Callable[[StoredQuery, Mapping[str, Term]], Result],
    bindings: Mapping[str, Term] | None = None,
    words: Mapping[str, str] | None = None,
    *,
    seconds: float = SECONDS,
    most: int = MOST,
) -> Result:
    """Return a result with notes on why it is empty; as it is where it is not.

    `run` asks the same data again: a query with terms by parameter. `words` are what the parameters were
    given as. At most `most` questions are asked, for `seconds` in all; what cannot be told by then is not.
    """
    if not is_empty(result, query.text) or names_graphs(query.text):
        return result
    questions = Questions(asking_by(run), seconds, most)
    lines: list[str] = []
    try:
        for line in _reasons(questions, query, run, bindings or {}, words or {}):
            if line and plain(line) not in lines:
                lines.append(plain(line))  # words of documents are in it
            if len(lines) == _LINES:
                break
    except UnansweredError:
        if not lines:
            lines.append(f"why is not told: it takes more than {seconds:g} seconds or {most} questions")
    return replace(result, notes=(*result.notes, *lines))


def asking_by(run: Callable[[StoredQuery, Mapping[str, Term]], Result]) -> Ask:
    """Return a function that asks texts of our own by what asks stored queries."""
    return lambda text: run(StoredQuery("inner", "<inner>", text, None), {})


def is_empty(result: Result, text: str) -> bool:
    """Tell whether an answer has nothing in it: no rows, false, or one row of counts that are all 0."""
    if not result.terms:
        return True
    if len(result.terms) > 1 or result.form == "construct":
        return False
    values = [getattr(term, "value", None) for term in result.terms[0]]
    if result.form == "ask":
        return values == ["false"]
    counted = any(token.keyword in _AGGREGATES for token in tokens(text))
    return counted and all(value in (None, "0", "0.0") for value in values)


def _reasons(
    questions: Questions,
    query: StoredQuery,
    run: Callable[[StoredQuery, Mapping[str, Term]], Result],
    bindings: Mapping[str, Term],
    words: Mapping[str, str],
) -> Iterator[str]:
    """Yield the reasons of the first kind that has any."""
    if not questions.exists("?s ?p ?o"):
        yield "the data holds nothing" + (
            ": its default graph is empty, and named graphs are not (write GRAPH ?g { … }, or ask the union)"
            if questions.exists("GRAPH ?g { ?s ?p ?o }")
            else ""
        )
        return
    told = False
    for line in parameters_to_blame(questions, query, run, bindings, words):
        told = True
        yield line
    if not told:
        yield from _in_the_text(questions, query.text)


def _in_the_text(questions: Questions, text: str) -> Iterator[str]:
    spelling = Spelling(text)
    terms = Terms(questions, spelling)
    values = Values(questions, spelling, terms)
    clauses = Clauses(questions, text, spelling)
    needed = required(text)
    if needed is not None:
        needed.sort(lambda pattern: spelling.offset(*pattern.terms()))

    def found() -> Iterator[Iterator[str]]:
        yield clauses.unbound()
        if needed is not None:
            yield _each(needed, terms.faults, questions)
            yield _each(needed, values.faults, questions)
        yield clauses.to_blame()
        if needed is not None:
            yield apart(questions, spelling, needed.patterns)

    for lines in found():
        told = False
        for line in lines:
            told = True
            yield line
        if told:
            return


def _each(
    needed: Required, faults: Callable[[Pattern], Iterator[str]], questions: Questions
) -> Iterator[str]:
    """Yield the faults of all patterns that are needed, and of unions that have no match in any branch."""
    for pattern in needed.patterns:
        yield from faults(pattern)
    for union in needed.unions:
        if not any(_matches(branch, questions) for branch in union):
            for branch in union:
                yield from _each(branch, faults, questions)


def _matches(needed: Required, questions: Questions) -> bool:
    return (not needed.patterns or fits(questions, needed.patterns)) and all(
        any(_matches(branch, questions) for branch in union) for union in needed.unions
    )
