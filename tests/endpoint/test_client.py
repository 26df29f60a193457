"""Asking an endpoint: the rows of the embedded store, and a clear word for each way it can fail."""

from __future__ import annotations

import email.utils
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path

import pytest
from catalogue_samples import HEADED, QUERIES, headed, store, stored
from pyoxigraph import Literal
from small_server import Fault, SmallServer, serving, slow
from test_engines_agree import CASES, OVERRIDDEN, WORDS

import acopio
from acopio.catalogue.query import answer
from acopio.catalogue.stored_query import parse_query
from acopio.endpoint.address import Address, Credentials
from acopio.endpoint.client import Endpoint
from acopio.endpoint.transport import Transport
from acopio.errors import AcopioError

COUNT = parse_query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c }", "count.rq")


def endpoint(url: str, **options: object) -> Endpoint:
    """An endpoint whose waiting takes no time; `waits` has the pauses."""
    address = Address.read(url)
    transport = Transport(address, wait=lambda _: None, **options)  # type: ignore[arg-type]
    return Endpoint(url, transport=transport)


def fault(url: str, **options: object) -> AcopioError:
    with pytest.raises(AcopioError) as caught:
        endpoint(url, **options).run(COUNT)
    return caught.value


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_has_the_rows_of_the_embedded_store(steady: SmallServer, name: str) -> None:
    assert answer(stored(name), Endpoint(steady.url)).terms == answer(stored(name), store()).terms


@pytest.mark.parametrize(("name", "parameter"), CASES, ids=["-".join(case) for case in CASES])
def test_every_parameter_too(steady: SmallServer, name: str, parameter: str) -> None:
    word = OVERRIDDEN.get((name, parameter), WORDS[parameter])[0]
    given = {parameter: word}
    assert (
        answer(stored(name), Endpoint(steady.url), given).terms == answer(stored(name), store(), given).terms
    )


def test_python_asks_an_endpoint(small: SmallServer) -> None:
    result = acopio.query("certification_dates", endpoint=small.url, product="cocoa")
    assert result.terms == answer(stored("certification_dates"), store(), {"product": "cocoa"}).terms
    with pytest.raises(AcopioError, match="a data set and an endpoint"):
        acopio.query("membership", "data", endpoint=small.url)


def test_xml_is_read_too(small: SmallServer) -> None:
    small.xml = True
    assert (
        answer(stored("membership"), Endpoint(small.url)).terms == answer(stored("membership"), store()).terms
    )


def test_ask_and_construct(small: SmallServer) -> None:
    asked = parse_query("ASK { ?a ?b ?c }", "ask.rq")
    assert Endpoint(small.url).run(asked).rows == [{"answer": True}]
    made = parse_query("CONSTRUCT { ?a a ?c } WHERE { ?a a ?c }", "construct.rq")
    assert Endpoint(small.url).run(made).terms == answer(made, store()).terms


def test_short_queries_are_got_and_long_ones_posted(small: SmallServer) -> None:
    Endpoint(small.url).run(COUNT)
    long = parse_query(f"SELECT * WHERE {{ ?a ?b {Literal('x' * 3000)} }}", "long.rq")
    Endpoint(small.url).run(long)
    assert [asked.method for asked in small.asked] == ["GET", "POST"]
    assert "x" * 3000 in small.asked[1].pairs["query"][0]


def test_parameters_of_the_address_go_with_every_request(small: SmallServer) -> None:
    Endpoint(f"{small.url}?default-graph-uri=urn:x-arq:UnionGraph").run(COUNT)
    assert small.asked[0].pairs["default-graph-uri"] == ["urn:x-arq:UnionGraph"]
    assert set(small.asked[0].pairs) == {"default-graph-uri", "query"}


@pytest.mark.parametrize(
    "words", ['x" } INSERT', "} UNION { ?s ?p ?o", "a\\\nb", "?_words", '"""', "é\u2028"]
)
def test_words_are_bound_never_pasted(small: SmallServer, words: str) -> None:
    query = headed(HEADED)
    assert answer(query, Endpoint(small.url), {"words": words}).terms == []
    assert answer(query, store(), {"words": words}).terms == []


def test_retries_heed_the_server(small: SmallServer) -> None:
    waits: list[float] = []
    transport = Transport(Address.read(small.url), wait=waits.append)
    soon = email.utils.format_datetime(email.utils.localtime())
    small.faults = [
        Fault(429, headers={"Retry-After": "2"}),
        Fault(503),
        Fault(503, headers={"Retry-After": soon}),
    ]
    assert len(Endpoint(small.url, transport=transport).run(COUNT)) == 1
    assert waits[:2] == [2.0, 1.0]
    assert waits[2] <= 1


def test_too_busy_for_long_is_told(small: SmallServer) -> None:
    small.faults = [Fault(503, b"come back later") for _ in range(4)]
    told = fault(small.url)
    assert (told.kind.code, len(small.asked)) == ("endpoint-busy", 4)
    assert "come back later" in told.problem
    small.faults = [Fault(429, headers={"Retry-After": "3600"})]
    told = fault(small.url)
    assert "3600" in told.problem
    assert len(small.asked) == 5  # an hour is not waited for


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (Fault(401), "endpoint-denied", "nothing is set"),
        (Fault(403, b"members only"), "endpoint-denied", "members only"),
        (Fault(404), "endpoint-missing", "there is nothing at"),
        (Fault(405), "endpoint-missing", "does not take"),
        (Fault(301, headers={"Location": "ftp://example.org/"}), "endpoint-missing", "ftp://example.org/"),
        (Fault(400, b"line 1: no such\nfunction\n\nSPARQL query:\nSELECT"), "endpoint-refused", "no such function"),
        (Fault(400, b"<html><b>no <i>way</i></b>\x1b[31m", "text/html"), "endpoint-refused", "no way [31m"),
        (Fault(414), "endpoint-refused", "too large"),
        (Fault(500, b"out of memory"), "endpoint-failed", "out of memory"),
        (Fault(504), "endpoint-timeout", "gave up"),
        (Fault(200, b"<html>", "text/html"), "endpoint-answer", "text/html"),
        (Fault(200, b"{}", "application/sparql-results+json"), "endpoint-answer", "cannot be read"),
        (Fault(200, b'{"head": {"v', "application/sparql-results+json"), "endpoint-answer", "cannot be read"),
        (Fault(200, b"{", "application/sparql-results+json", cut=True), "endpoint-unreachable", "broke off"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else None,
)  # fmt: skip
def test_each_failure_has_its_word(small: SmallServer, given: Fault, code: str, words: str) -> None:
    small.faults = [given]
    told = fault(small.url)
    assert told.kind.code == code
    assert words in told.problem
    assert "\x1b" not in told.message()


def test_answer_that_takes_too_long(small: SmallServer) -> None:
    small.faults = [Fault(200, work=slow(1.5))]
    began = time.monotonic()
    told = fault(small.url, timeout=0.3)
    assert (told.kind.code, time.monotonic() - began < 1.4) == ("endpoint-timeout", True)
    assert "0.3 seconds" in told.problem


def test_answer_that_is_too_large(small: SmallServer) -> None:
    small.faults = [Fault(200, b"x" * 2_000_000, "application/sparql-results+json")]
    assert fault(small.url, max_bytes=2**20).kind.code == "endpoint-too-large"


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "connection refused" in fault(f"http://127.0.0.1:{port}/sparql").problem
    told = fault("http://no-such-host.invalid/sparql")
    assert (told.kind.code, "no host" in told.problem) == ("endpoint-unreachable", True)


def test_a_certificate_nobody_vouches_for(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def shake_hands() -> None:
            connection, _ = listening.accept()
            with connection, pytest.raises(OSError):
                context.wrap_socket(connection, server_side=True)

        thread = threading.Thread(target=shake_hands, daemon=True)
        thread.start()
        told = fault(f"https://127.0.0.1:{listening.getsockname()[1]}/sparql")
        thread.join(5)
    assert told.kind.code == "endpoint-tls"
    assert "cannot be trusted" in told.problem


def test_plain_server_asked_securely(small: SmallServer) -> None:
    assert fault(small.url.replace("http:", "https:")).kind.code == "endpoint-tls"


def test_user_and_password(small: SmallServer) -> None:
    small.user, small.password = "ana", "s3cret"
    told = fault(small.url, credentials=Credentials("ana", "wrong-word"))
    assert told.kind.code == "endpoint-denied"
    assert "wrong-word" not in told.message()
    asked = endpoint(small.url, credentials=Credentials("ana", "s3cret"))
    assert len(asked.run(COUNT)) == len(asked.run(COUNT)) == 1
    assert "nothing is set" in fault(small.url).problem


def test_digest_of_a_password_is_sent_and_never_the_password(small: SmallServer) -> None:
    small.user, small.password, small.digest = "ana", "s3cret", True
    assert fault(small.url, credentials=Credentials("ana", "wrong")).kind.code == "endpoint-denied"
    small.asked.clear()
    asked = endpoint(small.url, credentials=Credentials("ana", "s3cret"))
    long = parse_query(f"SELECT * WHERE {{ ?a ?b {Literal('x' * 3000)} }}", "long.rq")
    assert (len(asked.run(COUNT)), len(asked.run(long)), len(asked.run(COUNT))) == (1, 0, 1)
    sent = [each.headers.get("Authorization", "") for each in small.asked]
    assert {words.partition(" ")[0] for words in sent} == {"", "Digest"}
    assert not any("s3cret" in words for words in sent)
    assert {each.method for each in small.asked} == {"GET", "POST"}


def test_token_from_the_environment(small: SmallServer, monkeypatch: pytest.MonkeyPatch) -> None:
    small.token = "t0ken"
    monkeypatch.setenv("ACOPIO_ENDPOINT_TOKEN", "t0ken")
    assert len(Endpoint(small.url).run(COUNT)) == 1
    small.faults = [Fault(403, b"your token t0ken is not for this")]
    with pytest.raises(AcopioError) as caught:
        Endpoint(small.url).run(COUNT)
    assert "t0ken" not in caught.value.message()
    assert "t0ken" not in repr(Credentials.from_environment())


def test_credentials_do_not_follow_to_another_server(small: SmallServer) -> None:
    with serving(store()) as other:
        small.faults = [Fault(302, headers={"Location": f"{other.url}?query=ASK%7B%7D"})]
        endpoint(small.url, credentials=Credentials(token="t0ken")).run(parse_query("ASK { }", "ask.rq"))
        assert "Authorization" in small.asked[0].headers
        assert "Authorization" not in other.asked[0].headers


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"ACOPIO_ENDPOINT_USER": "ana"}, "go together"),
        ({"ACOPIO_ENDPOINT_PASSWORD": "x"}, "go together"),
        (
            {"ACOPIO_ENDPOINT_USER": "a", "ACOPIO_ENDPOINT_PASSWORD": "b", "ACOPIO_ENDPOINT_TOKEN": "c"},
            "unset one",
        ),
        ({"ACOPIO_ENDPOINT_TOKEN": "a\r\nHost: b"}, "line break"),
    ],
)
def test_half_credentials_are_refused(environment: dict[str, str], words: str) -> None:
    with pytest.raises(AcopioError, match=words):
        Credentials.from_environment(environment)


@pytest.mark.parametrize(
    "url",
    ["", "sparql", "file:///etc/passwd", "ftp://example.org/", "http://", "http://a:b@example.org/",
     "http://example.org:port/", "http://example.org/a b", "http://[::1/"],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(AcopioError) as caught:
        Endpoint(url)
    assert caught.value.kind.code == "endpoint-address"
    assert "a:b" not in caught.value.message()


def test_rows_that_the_server_leaves_out_are_told(small: SmallServer) -> None:
    body = b'{"head":{"vars":["n"]},"results":{"bindings":[]}}'
    small.faults = [
        Fault(
            200,
            body,
            "application/sparql-results+json",
            {"X-SPARQL-MaxRows": "10000", "X-SQL-State": "S1TAT"},
        )
    ]
    assert len(endpoint(small.url).run(COUNT).notes) == 2
