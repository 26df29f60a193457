"""The IRIs of documents, organisations, claims and evidence.

An IRI is made of what a thing is (an organisation's slug, a claim's kind, a short hash of the words
it rests on) and never of a position, so that an edit elsewhere in a document renames nothing.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from acopio.graph.names import slug
from acopio.namespaces import DOC, ID

SHORT: Final = 8  # hex digits of a hash in an IRI
LONG: Final = 16  # where two different words of one document share the first eight

_CREATIVE_COMMONS: Final = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)", re.IGNORECASE)
_SPDX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def document_iri(stem: str) -> NamedNode:
    """Return the IRI of a document, which is also the name of its graph in the store."""
    return NamedNode(DOC + quote(stem, safe="-._~!$&'()*+,;=:@"))


def organization_iri(organization_slug: str) -> NamedNode:
    """Return the IRI of a producer organisation."""
    return NamedNode(ID + organization_slug)


def claim_iri(organization: NamedNode, kind: str, digest: str, number: int = 1) -> NamedNode:
    """Return the IRI of the `number`-th claim of one kind on the same words of one document."""
    suffix = f"-{number}" if number > 1 else ""
    return NamedNode(f"{organization.value}/{kind}/{digest}{suffix}")


def claim_digest(stem: str, words: str, occurrence: int, length: int = SHORT) -> str:
    """Return the hash in a claim's IRI: of the document's stem and the quoted words.

    `occurrence` counts from 1; only from the second place on where the same words stand is it hashed.
    """
    return _digest(f"{stem}\0{words}", occurrence, length)


def evidence_iri(stem: str, words: str, occurrence: int, length: int = SHORT) -> NamedNode:
    """Return the IRI of a passage: its words, and which of their places where they stand several times."""
    return NamedNode(f"{ID}evidence/{quote(stem, safe='-._~')}/{_digest(words, occurrence, length)}")


def person_iri(organization: NamedNode, name: str) -> NamedNode:
    """Return the IRI of somebody who speaks in a profile of an organisation."""
    return NamedNode(f"{organization.value}/person/{slug(name)}")


def body_iri(name: str) -> NamedNode:
    """Return the IRI of a funder or a certifier."""
    return NamedNode(f"{ID}body/{slug(name)}")


def publisher_iri(name: str) -> NamedNode:
    """Return the IRI of a publisher of documents."""
    return NamedNode(f"{ID}publisher/{slug(name)}")


def place_iri(code: str) -> NamedNode:
    """Return the IRI of a country or a region by its ISO 3166 code."""
    return NamedNode(f"{ID}place/{code}")


def web_iri(address: str) -> NamedNode | None:
    """Return the IRI of an absolute address, characters that no IRI may hold percent-encoded; else None."""
    address = address.strip()
    if not _ABSOLUTE.match(address):
        return None
    encoded = re.sub(r"[\s<>\"{}|\\^`\x00-\x1f]", lambda match: quote(match[0]), address)
    try:
        return NamedNode(encoded)
    except ValueError:
        return None


def license_iri(license_name: str) -> NamedNode | None:
    """Return the IRI of a licence given as an IRI or as an SPDX identifier (spdx.org/licenses); else None."""
    license_name = license_name.strip()
    if license_name.upper() == "CC0-1.0":
        return NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")
    if match := _CREATIVE_COMMONS.fullmatch(license_name):
        return NamedNode(f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/")
    if iri := web_iri(license_name):
        return iri
    return NamedNode(f"https://spdx.org/licenses/{license_name}") if _SPDX.fullmatch(license_name) else None


def _digest(words: str, occurrence: int, length: int) -> str:
    hashed = words if occurrence == 1 else f"{words}\0{occurrence}"
    return hashlib.sha256(hashed.encode()).hexdigest()[:length]
