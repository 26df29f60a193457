"""A small data set by hand, and documents that the reader takes claims from."""

from __future__ import annotations

import ctypes
import datetime as dt
import hashlib
import os
import re
from decimal import Decimal
from pathlib import Path

from pyoxigraph import NamedNode

from acopio.claims.records import (
    Claim,
    CountClaim,
    FoundingClaim,
    Passage,
    Quantity,
    StatedDate,
    StatementClaim,
)
from acopio.dataset.folder import DatasetFolder
from acopio.documents.source_document import SourceDocument
from acopio.graph.build import build_graph
from acopio.namespaces import ID
from acopio.reading.read_claims import Reading


def page(name: str = "ACOPAGRO", year: int = 1992, members: int = 1800) -> str:
    """A document that every reader of English must find claims in."""
    return (
        f"---\norganization: {name}\nlanguage: en\n---\n\n# {name}\n\n"
        f"{name} is a cooperative of cocoa farmers in Peru. It was formed in {year}.\n"
        f"The cooperative has {members:,} members.\n\nOrganic certification was gained in 2000.\n"
    )


def simple_reader(document: SourceDocument) -> Reading:
    """A reader that finds a name in the front matter, a year of founding and a number of members."""
    name = document.metadata.organization
    if "Traceback" in document.text:
        raise ZeroDivisionError("the reader is at fault")
    claims: list[Claim] = []
    for found in re.finditer(r"formed in (\d{4})", document.text):
        date = StatedDate(found[1], dt.date(int(found[1]), 1, 1), dt.date(int(found[1]), 12, 31))
        claims.append(
            FoundingClaim(passage=Passage(*found.span(), found[0]), rule="formed", kind="formed", date=date)
        )
    for found in re.finditer(r"([\d,]+) members", document.text):
        number = Decimal(found[1].replace(",", ""))
        quantity = Quantity(number, "exactly", int(number), int(number), found[1])
        claims.append(
            CountClaim(
                passage=Passage(*found.span(), found[0]),
                rule="members",
                quantity=quantity,
                share=None,
                unit="member",
            )
        )
    return Reading(name, (), tuple(claims), document.metadata.language or "en", ())


def claims_file(stem: str, slug: str, year: int = 1992) -> str:
    """The claims of a document that names its organisation and says when it was formed."""
    text = f"{slug} was formed in {year}."
    document = SourceDocument(stem, text, hashlib.sha256(text.encode()).hexdigest())
    formed = Passage(len(slug) + 5, len(text) - 1, f"formed in {year}")
    date = StatedDate(str(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
    claims = [
        StatementClaim(passage=Passage(0, len(slug), slug), rule="name", property="name", value=slug),
        FoundingClaim(passage=formed, rule="formed", kind="formed", date=date),
    ]
    return build_graph(document, claims, NamedNode(ID + slug)).turtle()


def make_dataset(root: Path, count: int = 3) -> DatasetFolder:
    """A data set of claims files alone."""
    folder = DatasetFolder(root)
    folder.claims.mkdir(parents=True)
    for number in range(count):
        folder.claims_file(f"org{number}--x").write_text(claims_file(f"org{number}--x", f"org{number}"))
    return folder


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of change of every file, the cache left out."""
    return {
        str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".store" not in path.parts
    }


def without_privileges() -> None:
    """Make permissions count for a child process of root's: give to subprocess as preexec_fn.

    Drops CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH from what the program executed next may have.
    """
    if os.geteuid() == 0:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        for capability in (1, 2):
            if prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
                raise OSError(ctypes.get_errno(), "cannot give up privileges")
