"""A SPARQL 1.1 server of our own, in a thread: query and graph store over pyoxigraph, and misbehaviour.

`asked` holds what it was asked; `faults` are answers given, each once, in the place of the right one.
"""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from urllib.request import parse_http_list, parse_keqv_list

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    serialize,
)

NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c093"


@dataclass
class Fault:
    """An answer that is not the right one; `work` is done before, `cut` ends the connection in its midst."""

    status: int
    body: bytes = b""
    media_type: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)
    work: Callable[[], None] = lambda: None
    cut: bool = False


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    pairs: dict[str, list[str]]
    headers: dict[str, str]


@dataclass
class SmallServer:
    """The server's address, data and behaviour."""

    store: Store
    url: str = ""
    faults: list[Fault] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    user: str = ""
    password: str = ""
    token: str = ""
    digest: bool = False  # asks for the digest of the password in its place
    xml: bool = False

    @property
    def graphs_url(self) -> str:
        return self.url.replace("/sparql", "/data")


@contextmanager
def serving(store: Store) -> Iterator[SmallServer]:
    """Serve a store on a free port of the loopback until the context is left."""
    small = SmallServer(store)

    class Handler(_Handler):
        server_state = small

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    small.url = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield small
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server_state: SmallServer

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _serve(self) -> None:
        state = self.server_state
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        pairs = parse_qs(parts.query, keep_blank_values=True)
        if "form-urlencoded" in self.headers.get("Content-Type", ""):
            pairs |= parse_qs(body.decode())
        state.asked.append(Asked(self.command, parts.path, pairs, dict(self.headers.items())))
        if state.faults:
            fault = state.faults.pop(0)
            fault.work()
            self._answer(fault.status, fault.body, fault.media_type, fault.headers, cut=fault.cut)
        elif not self._let_in():
            basic = (
                f'Digest realm="small", nonce="{NONCE}", qop="auth"'
                if state.digest
                else 'Basic realm="small"'
            )
            challenge = 'Bearer realm="small"' if state.token else basic
            self._answer(401, b"who are you?", headers={"WWW-Authenticate": challenge})
        elif parts.path == "/data":
            self._graph(pairs, body)
        elif parts.path != "/sparql":
            self._answer(404, b"no such page")
        else:
            self._query(pairs.get("query", [""])[0])

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815

    def _let_in(self) -> bool:
        state = self.server_state
        given = self.headers.get("Authorization", "")
        if state.token:
            return given == f"Bearer {state.token}"
        if state.user and state.digest:
            return self._digest_fits(given)
        words = base64.b64encode(f"{state.user}:{state.password}".encode()).decode()
        return not state.user or given == f"Basic {words}"

    def _digest_fits(self, given: str) -> bool:
        """RFC 7616, section 3.4.1, with MD5 and `auth`."""
        state = self.server_state
        told = parse_keqv_list(parse_http_list(given.removeprefix("Digest ")))

        def md5(*parts: str) -> str:
            return hashlib.md5(":".join(parts).encode()).hexdigest()

        secret = md5(state.user, "small", state.password)
        request = md5(self.command, self.path)
        counted = [told.get(name, "") for name in ("nc", "cnonce", "qop")]
        return (told.get("username"), told.get("nonce"), told.get("uri")) == (
            state.user,
            NONCE,
            self.path,
        ) and (told.get("response") == md5(secret, NONCE, *counted, request))

    def _query(self, text: str) -> None:
        try:
            results = self.server_state.store.query(text, use_default_graph_as_union=True)
        except SyntaxError as error:
            self._answer(400, f"<html><body><p>bad query: {error}</p></body></html>".encode(), "text/html")
            return
        if isinstance(results, QuerySolutions | QueryBoolean):
            form = QueryResultsFormat.XML if self.server_state.xml else QueryResultsFormat.JSON
            self._answer(200, results.serialize(format=form) or b"", form.media_type)
        else:
            triples = serialize(results, format=RdfFormat.N_TRIPLES) or b""
            self._answer(200, triples, RdfFormat.N_TRIPLES.media_type)

    def _graph(self, pairs: dict[str, list[str]], body: bytes) -> None:
        store = self.server_state.store
        graph = NamedNode(pairs["graph"][0])
        known = store.contains_named_graph(graph)
        if self.command in ("PUT", "POST"):
            triples = list(parse(body, format=RdfFormat.TURTLE))
            if self.command == "PUT":
                store.clear_graph(graph)
            store.add_graph(graph)
            from pyoxigraph import Quad

            store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
            self._answer(204 if known else 201)
        elif not known:
            self._answer(404, b"no such graph")
        elif self.command == "DELETE":
            store.remove_graph(graph)
            self._answer(204)
        else:
            quads = store.quads_for_pattern(None, None, None, graph)
            self._answer(
                200, "".join(f"{quad.triple} .\n" for quad in quads).encode(), "application/n-triples"
            )

    def _answer(
        self,
        status: int,
        body: bytes = b"",
        media_type: str = "text/plain",
        headers: dict[str, str] | None = None,
        *,
        cut: bool = False,
    ) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            if status != 204:
                self.send_header("Content-Length", str(len(body) + (1000 if cut else 0)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client gave up, as it was meant to
        if cut:
            self.close_connection = True


def slow(seconds: float) -> Callable[[], None]:
    """Return work that takes so long."""
    return lambda: time.sleep(seconds)
