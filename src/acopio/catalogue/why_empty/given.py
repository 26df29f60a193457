"""Parameters of a stored query: which of those given leave no row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from acopio.catalogue.result import Result
from acopio.catalogue.stored_query import StoredQuery
from acopio.catalogue.suggest import listed
from acopio.catalogue.why_empty.questions import Questions
from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from acopio.catalogue.result import Term

    Run = Callable[[StoredQuery, Mapping[str, Term]], Result]

_MOST: Final = 6  # parameters that are told apart


def parameters_to_blame(
    questions: Questions,
    query: StoredQuery,
    run: Run,
    bindings: Mapping[str, Term],
    words: Mapping[str, str],
) -> Iterator[str]:
    """Yield what leaves rows when it is not asked for; nothing where there are none without parameters.

    `words` are those that the parameters were given in, by name; raises UnansweredError.
    """
    optional = [each.name for each in query.parameters if each.name in bindings and not each.required][:_MOST]

    def asked(without: Sequence[str]) -> Result:
        rest = {name: term for name, term in bindings.items() if name not in without}
        return questions.result(lambda: run(query, rest))

    def option(name: str) -> str:
        return f"--{name.replace('_', '-')} {_quoted(words[name])}" if name in words else f"--{name}"

    whole = asked(optional) if optional else None
    if whole is None or not whole.terms:
        return
    if len(optional) == 1:
        yield f"without {option(optional[0])} there {_rows(whole)}{_choices(query, optional[0], whole)}"
        return
    empty = False
    for name in optional:
        others = [other for other in optional if other != name]
        if not asked(others).terms:
            empty = True
            yield f"{option(name)} alone gives no rows{_choices(query, name, whole)}"
    if empty:
        return
    told = False
    for name in optional:
        if rows := asked([name]).terms:
            told = True
            yield f"without {option(name)} there {_rows(rows)}"
    if not told:
        yield f"no single parameter takes all rows: without {' and '.join(map(option, optional))} there {_rows(whole)}"


def _choices(query: StoredQuery, name: str, whole: Result) -> str:
    """Return what the parameter can be, as far as the rows without it show."""
    parameter = query.parameter(name)
    if parameter.scheme is None:
        return ""
    namespace = PREFIXES[parameter.scheme]
    found = {
        str(getattr(term, "value", "")).removeprefix(namespace)
        for row in whole.terms
        for term in row
        if str(getattr(term, "value", "")).startswith(namespace)
    }
    return f": there is {listed(found)}" if found else ""


def _rows(result: Result | Sequence[object]) -> str:
    return "is 1 row" if len(result) == 1 else f"are {len(result):,} rows"


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words
