"""One HTTP request to an endpoint: let in, given time, tried again, and never larger than it may be.

Over urllib, which SPARQLWrapper uses too: `Transport.send` is what its requests and those of the Graph
Store Protocol go through, so that both fail with the same words.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from acopio import __version__
from acopio.endpoint.address import MAX_BYTES, TIMEOUT, Address, Credentials
from acopio.endpoint.faults import of_connection, of_status, timed_out
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from email.message import Message

TRIES: Final = 4  # of one request, where the server is too busy
_FIRST_WAIT: Final = 0.5  # seconds; doubled with every try, unless the server says how long
_CHUNK: Final = 256 * 2**10
_BUSY: Final = (429, 503)


class _CarefulRedirects(HTTPRedirectHandler):
    """Follows what only reads, to http and https, and never from https to http."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        secure = urlsplit(req.full_url).scheme == "https"
        if req.get_method() not in ("GET", "HEAD") or urlsplit(newurl).scheme not in (
            ("https",) if secure else ("http", "https")
        ):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status, headers, and the whole body."""

    status: int
    headers: Message
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in small letters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class Transport:
    """Sends requests to one address, with credentials that go nowhere else.

    `timeout` is the seconds that a request may take in all, tries and waiting included; `max_bytes`
    what an answer may hold; `wait` sleeps (tests give another).
    """

    def __init__(
        self,
        address: Address,
        credentials: Credentials | None = None,
        *,
        timeout: float | None = None,
        max_bytes: int = MAX_BYTES,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self.credentials = Credentials.from_environment() if credentials is None else credentials
        self.timeout = TIMEOUT if timeout is None else timeout
        self.max_bytes = max_bytes
        self.wait = wait
        self._opener = self._made_opener()

    def _made_opener(self) -> OpenerDirector:
        passwords = HTTPPasswordMgrWithDefaultRealm()
        if self.credentials.user:
            # Basic or digest, as the server asks each time: one that asks for digest is never sent a password.
            passwords.add_password(None, self.address.base, self.credentials.user, self.credentials.password)
        return build_opener(
            _CarefulRedirects(), HTTPDigestAuthHandler(passwords), HTTPBasicAuthHandler(passwords)
        )

    def send(self, request: Request) -> Answer:
        """Send a request and return the answer; AcopioError endpoint-… for each way that it can fail."""
        request.add_header("User-Agent", f"acopio/{__version__}")
        if self.credentials.token:
            # Not sent on where the server redirects to another.
            request.add_unredirected_header("Authorization", f"Bearer {self.credentials.token}")
        deadline = time.monotonic() + self.timeout
        for number in range(TRIES):
            try:
                return self._sent(request, deadline)
            except HTTPError as error:
                pause = _pause(error, number)
                if pause is None or number == TRIES - 1 or time.monotonic() + pause > deadline:
                    raise of_status(error, self.address.base, self.credentials) from None
                error.close()
            except AcopioError:
                raise
            except (OSError, HTTPException) as error:
                raise of_connection(error, self.address.base, self.timeout) from None
            except ValueError as error:  # urllib, of a way to log in that it does not know
                raise AcopioError("endpoint-denied", f"{self.address.base}: {error}") from None
            self.wait(pause)
        raise AssertionError("the last try returns or raises")

    def _sent(self, request: Request, deadline: float) -> Answer:
        left = deadline - time.monotonic()
        if left <= 0:
            raise timed_out(self.address.base, self.timeout)
        with self._opener.open(request, timeout=left) as response:
            parts, size = [], 0
            while part := response.read1(_CHUNK):
                size += len(part)
                if size > self.max_bytes:
                    raise AcopioError(
                        "endpoint-too-large",
                        f"the answer of {self.address.base} is larger than {self.max_bytes // 2**20} MB",
                    )
                if time.monotonic() > deadline:
                    raise timed_out(self.address.base, self.timeout)
                parts.append(part)
            if response.length:
                raise HTTPException("the connection ended before the answer did")
            return Answer(response.status, response.headers, b"".join(parts))


def _pause(error: HTTPError, number: int) -> float | None:
    """Return how long to wait before trying again; None where that is of no use."""
    if error.code not in _BUSY:
        return None
    words = error.headers.get("Retry-After", "").strip()
    if words.isdecimal():
        return float(words)
    try:
        when = email.utils.parsedate_to_datetime(words)
        seconds: float = when.timestamp() - time.time()
        return max(0.0, seconds)
    except (TypeError, ValueError, OverflowError):
        return _FIRST_WAIT * 2.0**number
