"""Ask a SPARQL 1.1 endpoint a query of ours (SPARQL 1.1 Protocol), through SPARQLWrapper.

The terms of the parameters are put into their places: see `acopio.endpoint.dialect`. What the query
leaves to the engine, the endpoint decides: it is asked over its default graph, which should be the union
of all graphs (docs/endpoints.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from acopio.catalogue.header import Column
from acopio.catalogue.lexer import tokens
from acopio.catalogue.result import Result, Term
from acopio.catalogue.stored_query import StoredQuery
from acopio.endpoint.address import Address
from acopio.endpoint.dialect import as_sent
from acopio.endpoint.transport import Answer, Transport
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from urllib.request import Request

_LONGEST_GET: Final = 2000  # characters of an address that every server and proxy takes
_ROWS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_ROW_TYPES: Final = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
}
_TRIPLE_TYPES: Final = {
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "text/ntriples": "ntriples",
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/rdf+xml": "rdfxml",
}


class Endpoint:
    """A SPARQL 1.1 endpoint that is asked what a store is asked.

    `url` may carry parameters that go with every request, such as
    `?default-graph-uri=urn:x-arq:UnionGraph`. Credentials are those of the environment unless a
    transport is given. Raises AcopioError endpoint-address.
    """

    def __init__(self, url: str, *, timeout: float | None = None, transport: Transport | None = None) -> None:
        self.address = Address.read(url)
        self.transport = transport or Transport(self.address, timeout=timeout)

    @property
    def url(self) -> str:
        """The address as it may be shown."""
        return self.address.base

    def run(self, query: StoredQuery, bindings: Mapping[str, Term] | None = None) -> Result:
        """Run a query with its parameters bound to terms; AcopioError endpoint-… for each failure."""
        text = as_sent(query, bindings or {}, self.ask)
        form = _form(text)
        answer = self.transport.send(self._request(text, form))
        if form in ("SELECT", "ASK"):
            return self._rows(answer, query)
        return Result.of_triples(self._triples(answer))

    def ask(self, text: str) -> Result:
        """Run a text of our own."""
        return self.run(StoredQuery("inner", "<inner>", text, None))

    def _request(self, text: str, form: str) -> Request:
        from SPARQLWrapper import GET, POST, SPARQLWrapper

        wrapper = SPARQLWrapper(self.address.base)
        # By content negotiation alone: not every server bears with parameters it does not know.
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", _ROWS if form in ("SELECT", "ASK") else _TRIPLES)
        for name, value in self.address.pairs:
            wrapper.addParameter(name, value)
        wrapper.setQuery(text)
        wrapper.queryType = form  # SPARQLWrapper guesses it by a pattern, which comments can mislead
        wrapper.setMethod(GET)
        request: Request = wrapper._createRequest()
        if len(request.full_url) > _LONGEST_GET:
            wrapper.setMethod(POST)
            request = wrapper._createRequest()
        return request

    def _rows(self, answer: Answer, query: StoredQuery) -> Result:
        from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

        formats = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
        kind = _ROW_TYPES.get(answer.media_type)
        if kind is None:
            raise self._no_result(answer)
        try:
            results = parse_query_results(answer.body, format=formats[kind])
            if isinstance(results, QueryBoolean):
                return Result.of_boolean(bool(results))
            names = [variable.value for variable in results.variables]
            columns = query.columns or tuple(Column(name, "text", name) for name in names)
            places = [names.index(column.name) if column.name in names else None for column in columns]
            rows = [
                tuple(None if place is None else solution[place] for place in places) for solution in results
            ]
        except (SyntaxError, ValueError) as error:
            raise self._no_result(answer, str(error)) from None
        return Result("select", columns, rows, query.header, notes=tuple(_cut_off(answer)))

    def _triples(self, answer: Answer) -> Iterator[tuple[Any, ...]]:
        from pyoxigraph import RdfFormat, parse

        formats = {
            "ntriples": RdfFormat.N_TRIPLES,
            "turtle": RdfFormat.TURTLE,
            "rdfxml": RdfFormat.RDF_XML,
        }
        kind = _TRIPLE_TYPES.get(answer.media_type)
        if kind is None:
            raise self._no_result(answer)
        try:
            for quad in parse(answer.body, format=formats[kind]):
                yield quad.subject, quad.predicate, quad.object
        except (SyntaxError, ValueError) as error:
            raise self._no_result(answer, str(error)) from None

    def _no_result(self, answer: Answer, why: str = "") -> AcopioError:
        what = "it cannot be read: " + " ".join(why.split())[:200] if why else "it is no SPARQL result"
        media_type = f" ({answer.media_type})" if answer.media_type.isprintable() else ""
        return AcopioError("endpoint-answer", f"{self.url} answered something else{media_type}: {what}")


def _form(text: str) -> str:
    return next((token.keyword for token in tokens(text) if token.keyword in _FORMS), "SELECT")


def _cut_off(answer: Answer) -> Iterator[str]:
    """Yield what Virtuoso says in headers only: that rows are missing."""
    if limit := answer.headers.get("X-SPARQL-MaxRows", ""):
        yield f"the server gives at most {limit[:20]} rows: others may be missing"
    if answer.headers.get("X-SQL-State", "") == "S1TAT":
        yield "the server ran out of its time: rows may be missing"
