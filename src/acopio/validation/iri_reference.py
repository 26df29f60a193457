"""Relative references to IRIs (RFC 3986, section 5)."""

from __future__ import annotations

import re
from typing import Final

_IRI: Final = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)


def resolve(reference: str, base: str) -> str:
    """Return the IRI that a reference stands for beside a base (RFC 3986, section 5.2.2).

    The path of a reference with a scheme or a host is left as it is, dots and all, as pyoxigraph does.
    """
    scheme, authority, path, query, fragment = _IRI.fullmatch(reference).groups()  # type: ignore[union-attr]
    own_scheme, own_authority, own_path, own_query, _ = _IRI.fullmatch(base).groups()  # type: ignore[union-attr]
    if scheme is None:
        scheme = own_scheme
        if authority is None:
            authority = own_authority
            if not path:
                path, query = own_path, own_query if query is None else query
            elif path.startswith("/"):
                path = _without_dots(path)
            else:
                folder = own_path[: own_path.rfind("/") + 1]
                path = _without_dots((folder or ("/" if own_authority is not None else "")) + path)
    return "".join(
        (
            f"{scheme}:" if scheme is not None else "",
            f"//{authority}" if authority is not None else "",
            path,
            f"?{query}" if query is not None else "",
            f"#{fragment}" if fragment is not None else "",
        )
    )


def _without_dots(path: str) -> str:
    """Remove the segments . and .. (RFC 3986, section 5.2.4)."""
    out: list[str] = []
    segments = path.split("/")
    for number, segment in enumerate(segments):
        last = number == len(segments) - 1
        if segment == "..":
            if len(out) > 1 or (out and out[0] != ""):
                out.pop()
            if last:
                out.append("")
        elif segment == ".":
            if last:
                out.append("")
        else:
            out.append(segment)
    return "/".join(out)
