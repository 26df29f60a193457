"""Giving up the searches of pySHACL and rdflib with regular expressions that may take longer than anybody lives.

They search value by value in code that is not ours, so a timer of the process's own time looks where they are:
in the same search for the same value, twice in a row, is too long.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final, NamedTuple

from acopio.shacl import regex_limit
from acopio.shacl.terms import from_rdflib

_SHOWN: Final = 100  # characters of a value in a fault


class Search(NamedTuple):
    """A search that goes on: where, for which pattern and in which text."""

    frame: FrameType
    pattern: str
    text: str


class EndlessSearchError(Exception):
    """A search was given up; `shape` is the text of the shape's node, None where that cannot be told."""

    def __init__(self, search: Search) -> None:
        shown = search.text[:_SHOWN]
        if shown != search.text:
            shown += f"… ({len(search.text):,} characters)"
        super().__init__(
            f"the pattern {search.pattern} is not decided in {regex_limit.SECONDS:g} seconds for the value "
            f'"{shown}"'
        )
        self.shape = _shape(search.frame)


@contextmanager
def limited_searches() -> Iterator[None]:
    """Raise EndlessSearchError when a search takes too long; without effect where there is no timer."""
    if not regex_limit.can_stop():
        yield
        return
    last: Search | None = None

    def tick(number: int, frame: FrameType | None) -> None:
        nonlocal last
        now = None if frame is None else _search(frame)
        if now and last and now.frame is last.frame and now.text is last.text:
            raise EndlessSearchError(now)
        last = now

    before = signal.signal(signal.SIGVTALRM, tick)
    timer = signal.setitimer(signal.ITIMER_VIRTUAL, regex_limit.SECONDS, regex_limit.SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, *timer)
        signal.signal(signal.SIGVTALRM, before)


def _search(frame: FrameType) -> Search | None:
    """Return the search that a frame is in: one of sh:pattern, or of REGEX or REPLACE in a query."""
    module, function = str(frame.f_globals.get("__name__")), frame.f_code.co_name
    known = frame.f_locals
    if module.startswith("pyshacl.constraints.") and function == "_evaluate_string_rule":
        pattern, text = known.get("r"), known.get("v_string")
    elif module == "re" and function in ("search", "sub"):
        pattern, text = known.get("pattern"), known.get("string")
    else:
        return None
    return Search(frame, str(pattern), text) if isinstance(text, str) else None


def _shape(frame: FrameType | None) -> str | None:
    """Return the shape that a search is for, from the constraint of pySHACL that it was begun by."""
    while frame is not None:
        if str(frame.f_globals.get("__name__")).startswith("pyshacl.constraints."):
            shape: Any = getattr(frame.f_locals.get("self"), "shape", None)
            if shape is not None:
                return from_rdflib(shape.node)
        frame = frame.f_back
    return None
