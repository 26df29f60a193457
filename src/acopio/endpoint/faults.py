"""What went wrong between us and a server, as one message a user can act on."""

from __future__ import annotations

import re
import socket
import ssl
from http.client import HTTPException
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError

from acopio.endpoint.address import PASSWORD, TOKEN, USER, Credentials
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from email.message import Message

_REASON: Final = 300  # characters of a server's own words that are shown
_REASON_READ: Final = 64 * 2**10
_TAG: Final = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LET_IN: Final = f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment."
_MOVED: Final = (301, 302, 303, 307, 308)


def of_status(error: HTTPError, url: str, credentials: Credentials) -> AcopioError:
    """Return the fault that an HTTP status means, with the server's reason."""
    reason = reason_of(error, credentials)
    says = f": {reason}" if reason else ""
    status = error.code
    if status in (401, 407) and not credentials:
        return AcopioError(
            "endpoint-denied", f"{url} asks who we are ({status}), and nothing is set", remedy=_LET_IN
        )
    if status in (401, 407):
        return AcopioError(
            "endpoint-denied", f"{url} does not accept the credentials of the environment ({status}){says}"
        )
    if status == 403:
        may = "what the credentials of the environment allow" if credentials else "for anybody"
        return AcopioError("endpoint-denied", f"{url} does not do this, {may} (403){says}")
    if status in (404, 410):
        return AcopioError("endpoint-missing", f"there is nothing at {url} ({status})")
    if status == 405:
        return AcopioError("endpoint-missing", f"{url} does not take such a request (405){says}")
    if status in _MOVED:
        place = credentials.hidden_in(_one_line(error.headers.get("Location", "")))
        return AcopioError(
            "endpoint-missing",
            f"{url} has moved ({status}) to {place or 'a place it does not tell'}",
            remedy="Give the new address, if you trust it.",
        )
    if status in (429, 503):
        wait = _one_line(error.headers.get("Retry-After", ""))
        after = f", and says to come back after: {wait}" if wait else ""
        return AcopioError("endpoint-busy", f"{url} is too busy ({status}){after}{says}")
    if status == 504 or status == 408:
        return AcopioError("endpoint-timeout", f"{url} gave up on the request ({status}){says}")
    if status in (413, 414):
        return AcopioError("endpoint-refused", f"the request is too large for {url} ({status}){says}")
    if 400 <= status < 500:
        return AcopioError("endpoint-refused", f"{url} refuses the request ({status}){says}")
    return AcopioError("endpoint-failed", f"{url} failed ({status}){says}")


def of_connection(error: Exception, url: str, timeout: float) -> AcopioError:
    """Return the fault that kept us from an answer: no host, no server, no trust, no time."""
    cause: object = error
    while isinstance(cause, URLError) and isinstance(cause.reason, BaseException):
        cause = cause.reason
    if isinstance(cause, TimeoutError):
        return timed_out(url, timeout)
    if isinstance(cause, socket.gaierror):
        return AcopioError("endpoint-unreachable", f"there is no host of the name in {url}")
    if isinstance(cause, ConnectionRefusedError):
        return AcopioError("endpoint-unreachable", f"no server answers at {url} (connection refused)")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return AcopioError(
            "endpoint-tls", f"the certificate of {url} cannot be trusted: {_one_line(cause.verify_message)}"
        )
    if isinstance(cause, ssl.SSLError):
        return AcopioError(
            "endpoint-tls", f"no secure connection to {url}: {_one_line(cause.reason or str(cause))}"
        )
    if isinstance(cause, (ConnectionError, HTTPException)):
        return AcopioError("endpoint-unreachable", f"{url} broke off: {_one_line(str(cause)) or 'no answer'}")
    return AcopioError("endpoint-unreachable", f"{url} cannot be reached: {_one_line(str(cause))}")


def timed_out(url: str, timeout: float) -> AcopioError:
    """Return the fault of a server that took longer than it was given."""
    return AcopioError("endpoint-timeout", f"no whole answer from {url} within {timeout:g} seconds")


def reason_of(error: HTTPError, credentials: Credentials) -> str:
    """Return what the server says of its refusal: its first paragraph, in one line, without marks."""
    try:
        text = error.read(_REASON_READ).decode("utf-8", "replace")
    except (OSError, HTTPException, ValueError):
        return ""
    if "html" in _content_type(error.headers) or text.lstrip().startswith("<"):
        text = _TAG.sub(" ", text)
    paragraphs = [_one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    reason = credentials.hidden_in(paragraphs[0] if paragraphs else "")
    return reason if len(reason) <= _REASON else f"{reason[:_REASON]}…"


def _content_type(headers: Message) -> str:
    return headers.get("Content-Type", "").lower()


def _one_line(words: str) -> str:
    """Return words without line breaks and without what could steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
