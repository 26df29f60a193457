"""Run a query in an engine, with its parameters bound as terms.

How parameters are bound, and why so. A query names its parameters in a row of inline data,
`VALUES (?_country ?_product) { (UNDEF UNDEF) }`: as it stands it runs on any SPARQL 1.1 endpoint,
with nothing restricted, and a reader sees what can be filled in. rdflib binds the variables itself
(`initBindings`). pyoxigraph's `substitutions` take only variables that are selected, refuse ASK and
CONSTRUCT, and are ignored by `BOUND` (seen in 0.5.13), so there the terms go into the row: made as
RDF terms, written by the engine's own writer, and checked to be one token each. No words of a user
reach the query in any other way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from acopio.catalogue.choices import Ask
from acopio.catalogue.header import Column
from acopio.catalogue.lexer import tokens
from acopio.catalogue.result import Result, Term
from acopio.catalogue.sparql import syntax_error
from acopio.catalogue.stored_query import StoredQuery
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Identifier, Node

Answer = TypeVar("Answer")


def run(
    query: StoredQuery, store: Store, bindings: Mapping[str, Term] | None = None, *, own_graphs: bool = False
) -> Result:
    """Run a query over a pyoxigraph store, the union of its graphs being asked.

    `bindings` are terms by parameter name. With `own_graphs` the query's FROM clauses choose the
    graphs instead. Raises AcopioError where the engine refuses the query.
    """
    from pyoxigraph import QueryBoolean, QuerySolutions

    from acopio.columns.beside import answered

    if query.header is not None and not own_graphs:
        rows = answered(store, query.text, bindings or {}, [column.name for column in query.columns])
        if rows is not None:
            return Result("select", query.columns, rows, query.header)
    text = with_bindings(query, bindings or {})
    try:
        results = store.query(text, use_default_graph_as_union=not own_graphs)
        if isinstance(results, QueryBoolean):
            return Result.of_boolean(bool(results))
        if isinstance(results, QuerySolutions):
            columns = query.columns or tuple(
                Column(variable.value, "text", variable.value) for variable in results.variables
            )
            return Result("select", columns, [tuple(solution) for solution in results], query.header)
        return Result.of_triples((triple.subject, triple.predicate, triple.object) for triple in results)
    except SyntaxError as error:
        raise syntax_error(str(error), text, query.path) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise AcopioError(
            "query-failed", f"the query could not be answered: {error}", path=query.path
        ) from None


def asking(store: Store) -> Ask:
    """Return a function that runs a text of our own over a store."""
    return lambda text: run(StoredQuery("inner", "<inner>", text, None), store)


def with_bindings(query: StoredQuery, bindings: Mapping[str, Term]) -> str:
    """Return the query's text with the terms in its parameter rows, UNDEF where none is given."""
    text = query.text
    for row in sorted(query.rows, key=lambda row: row.start, reverse=True):
        terms = [bindings.get(name.removeprefix("_")) for name in row.variables]
        words = " ".join("UNDEF" if term is None else written(term) for term in terms)
        bare = len(terms) == 1 and not text[row.start : row.end].startswith("(")
        text = text[: row.start] + (words if bare else f"({words})") + text[row.end :]
    return text


def written(term: Term) -> str:
    """Write a term as SPARQL; AcopioError where it would not be read back as that one term."""
    words = str(term)
    kinds = [token.kind for token in tokens(words)]
    if kinds not in (["iri"], ["string"], ["string", "language"], ["string", "mark", "iri"]):
        raise AcopioError("query-parameter", f"the value {words!r} cannot be written as one term")
    return words


def run_in_rdflib(query: StoredQuery, graph: Graph, bindings: Mapping[str, Term] | None = None) -> Result:
    """Run a query over an rdflib graph (a `Dataset` with `default_union=True`), with the same rows."""
    bound = {f"_{name}": _to_rdflib(term) for name, term in (bindings or {}).items()}
    results = graph.query(_prepared(query.text), initBindings=bound)
    if results.type == "ASK":
        return Result.of_boolean(bool(results.askAnswer))
    if results.type == "SELECT":
        rows = [tuple(from_rdflib(node) for node in row) for row in results]  # type: ignore[union-attr]
        return Result("select", query.columns, rows, query.header)
    return Result.of_triples(tuple(from_rdflib(node) for node in row) for row in results)  # type: ignore[union-attr]


@lru_cache(maxsize=64)
def _prepared(text: str) -> Query:
    """Return a query as rdflib prepares it, which takes longer than to answer it over little data."""
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def _to_rdflib(term: Term) -> Identifier:
    from pyoxigraph import Literal, NamedNode
    from rdflib import Literal as RdflibLiteral
    from rdflib import URIRef

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"a parameter is an IRI or a literal, not {term!r}")
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return RdflibLiteral(term.value)
    return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value))


def from_rdflib(node: Node | None) -> Term | None:
    """Return a node of rdflib as a term of pyoxigraph; TypeError for what is no RDF 1.1 term."""
    from pyoxigraph import BlankNode, Literal, NamedNode
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    if node is None:
        return None
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if not isinstance(node, RdflibLiteral):
        raise TypeError(f"no RDF 1.1 term: {node!r}")
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))


def stoppable(
    work: Callable[[], Answer], timeout: float | None = None, path: Path | str | None = None
) -> Answer:
    """Do the work in a thread, so that Ctrl-C and a time limit are heeded while an engine is busy.

    An engine cannot be called off: the thread is left behind, and ends with the process. Raises
    AcopioError after `timeout` seconds, and whatever the work raises.
    """
    import threading

    answers: list[Answer] = []
    faults: list[BaseException] = []

    def labour() -> None:
        try:
            answers.append(work())
        except BaseException as fault:
            _let_go(fault)
            faults.append(fault)

    thread = threading.Thread(target=labour, daemon=True)
    thread.start()
    thread.join(timeout)
    if thread.is_alive():
        raise AcopioError("query-timeout", f"no answer within {timeout:g} seconds", path=path)
    if faults:
        raise faults[0]
    return answers[0]


def _let_go(fault: BaseException | None) -> None:
    """Empty the frames of a fault: pyoxigraph's results must be dropped in the thread that made them."""
    import traceback

    while fault is not None:
        traceback.clear_frames(fault.__traceback__)
        fault = fault.__cause__ or fault.__context__
