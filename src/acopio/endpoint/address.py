"""The address of an endpoint, and what it is told to let us in: from the environment, never printed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from acopio.errors import AcopioError

USER: Final = "ACOPIO_ENDPOINT_USER"
PASSWORD: Final = "ACOPIO_ENDPOINT_PASSWORD"
TOKEN: Final = "ACOPIO_ENDPOINT_TOKEN"
TIMEOUT: Final = 60.0  # seconds, where none are given
MAX_BYTES: Final = 256 * 2**20  # of one answer


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password (basic or digest, as the server asks), or a bearer token."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Credentials:
        """Read ACOPIO_ENDPOINT_USER and _PASSWORD, or _TOKEN; AcopioError endpoint-address for half of them."""
        there = os.environ if environment is None else environment
        user, password, token = (there.get(name, "") for name in (USER, PASSWORD, TOKEN))
        if bool(user) != bool(password):
            missing = PASSWORD if user else USER
            raise AcopioError("endpoint-address", f"{USER} and {PASSWORD} go together; {missing} is not set")
        if user and token:
            raise AcopioError("endpoint-address", f"both {USER} and {TOKEN} are set: unset one of them")
        if any(character in token for character in "\r\n"):
            raise AcopioError("endpoint-address", f"{TOKEN} holds a line break")
        return cls(user, password, token)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    def hidden_in(self, text: str) -> str:
        """Return a text without the password and the token, should a server repeat them."""
        for secret in filter(None, (self.password, self.token)):
            text = text.replace(secret, "•••")
        return text


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint's address without what follows `?`, and that as pairs, sent with every request."""

    base: str
    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, url: str) -> Address:
        """Check an address; AcopioError endpoint-address for what is no http or https address of a server."""
        try:
            parts = urlsplit(url.strip())
            _ = parts.port
        except ValueError as error:
            raise AcopioError("endpoint-address", f"'{url}' is no address: {error}") from None
        if "@" in parts.netloc:
            raise AcopioError(
                "endpoint-address",
                "the address holds a user name or a password",
                remedy=f"Leave them out of it, and set {USER} and {PASSWORD}: addresses end up in logs.",
            )
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or not url.strip().isascii()
            or any(character <= " " for character in url.strip())
        ):
            raise AcopioError("endpoint-address", f"'{url}' is no http or https address of a server")
        base = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", "", ""))
        return cls(base, tuple(parse_qsl(parts.query, keep_blank_values=True)))
