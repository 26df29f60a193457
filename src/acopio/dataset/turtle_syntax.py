"""Turtle files of a data set read with pyoxigraph, faults told with file, line and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from acopio.dataset.faults import storage_fault
from acopio.errors import AcopioError, SeveralFaultsError


def parse_turtle(path: Path, data: bytes | None = None) -> list[Quad]:
    """Parse a Turtle file, or the bytes read from it; raises AcopioError turtle-syntax with its place."""
    return parse_with_prefixes(path, data)[0]


def parse_with_prefixes(path: Path, data: bytes | None = None) -> tuple[list[Quad], Mapping[str, str]]:
    """Parse a Turtle file; return also the prefixes that it declares."""
    try:
        parser = parse(path.read_bytes() if data is None else data, RdfFormat.TURTLE)
        quads = list(parser)
        return quads, dict(parser.prefixes)
    except SyntaxError as error:
        raise turtle_fault(error, path) from None
    except OSError as error:
        raise storage_fault(error, path) from None


def turtle_fault(error: SyntaxError, path: Path) -> AcopioError:
    """Return the fault that a parser's SyntaxError tells of."""
    reason = str(error.msg).partition(": ")[2] or str(error.msg)
    return AcopioError("turtle-syntax", reason, path=path, line=error.lineno, column=error.offset)


def raise_all(faults: Iterable[AcopioError]) -> None:
    """Raise the faults, one as it is and several as one, each told once; do nothing where there are none."""
    apart = (part for fault in faults for part in getattr(fault, "faults", (fault,)))
    several = tuple({fault.message(): fault for fault in apart}.values())
    if len(several) == 1:
        raise several[0]
    if several:
        raise SeveralFaultsError(several)
