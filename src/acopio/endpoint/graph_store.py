"""A server's named graphs, one request a graph (SPARQL 1.1 Graph Store HTTP Protocol)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from urllib.request import Request

from acopio.endpoint.address import Address
from acopio.endpoint.transport import Transport
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from pyoxigraph import Triple

_ACCEPT: Final = "application/n-triples, text/turtle;q=0.9"
_TURTLE: Final = "text/turtle; charset=utf-8"  # N-Triples are Turtle, and every server takes Turtle


class GraphStore:
    """The graphs at one address; raises AcopioError endpoint-… for each failure."""

    def __init__(self, url: str, *, timeout: float | None = None, transport: Transport | None = None) -> None:
        self.address = Address.read(url)
        self.transport = transport or Transport(self.address, timeout=timeout)

    def put(self, graph: str, triples: Iterable[Triple]) -> None:
        """Put triples in the place of all that a graph holds."""
        body = "".join(f"{triple} .\n" for triple in triples).encode()
        headers = {"Content-Type": _TURTLE, "Content-Length": str(len(body))}
        self.transport.send(Request(self._url(graph), data=body, headers=headers, method="PUT"))

    def delete(self, graph: str) -> None:
        """Delete a graph; one that is gone already is no fault."""
        try:
            self.transport.send(Request(self._url(graph), method="DELETE"))
        except AcopioError as error:
            if error.kind.code != "endpoint-missing":
                raise

    def get(self, graph: str) -> list[Triple]:
        """Return the triples of a graph, none where there is no such graph."""
        from pyoxigraph import RdfFormat, parse

        try:
            answer = self.transport.send(Request(self._url(graph), headers={"Accept": _ACCEPT}))
        except AcopioError as error:
            if error.kind.code != "endpoint-missing":
                raise
            return []
        try:
            return [quad.triple for quad in parse(answer.body, format=RdfFormat.TURTLE)]
        except (SyntaxError, ValueError):
            raise AcopioError(
                "endpoint-answer",
                f"{self.address.base} answered something else than a graph ({answer.media_type})",
                remedy="Give the address of its Graph Store Protocol; docs/endpoints.md has those of some servers.",
            ) from None

    def _url(self, graph: str) -> str:
        return f"{self.address.base}?{urlencode([*self.address.pairs, ('graph', graph)])}"
