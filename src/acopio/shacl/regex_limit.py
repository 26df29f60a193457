"""Searching with regular expressions that may take longer than anybody lives (catastrophic backtracking).

Python's `re` decides what pySHACL's verdict is, so it must decide here too; a linear engine would read some
patterns otherwise. It looks for signals while it searches, so a timer of the process's own time stops it;
in threads, and where there is no such timer, another process searches and is stopped.
"""

from __future__ import annotations

import json
import re
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Final

SECONDS: Final = 2.0  # of the processor, after which a search is given up; at most twice that
_REPEATED: Final = re.compile(r"[*+{]")
_GROUP_REPEATED: Final = re.compile(r"\)[*+{]")
_SHORT: Final = 5_000  # characters in which one repetition ends soon, whatever it is
_SEARCH: Final = """
import json, re, sys
search = re.compile(*json.loads(sys.stdin.readline())).search
for line in sys.stdin:
    print(int(search(json.loads(line)) is None), flush=True)
"""


class UndecidedError(Exception):
    """A search was given up; `key` is that of the text."""

    def __init__(self, key: int) -> None:
        super().__init__(key)
        self.key = key


def without_match(pattern: re.Pattern[str], texts: Mapping[int, str]) -> set[int]:
    """Return the keys of the texts that have no part that matches; raises UndecidedError."""
    search = pattern.search
    if _ends_soon(pattern.pattern):
        found = {key for key, text in texts.items() if len(text) <= _SHORT and not search(text)}
        texts = {key: text for key, text in texts.items() if len(text) > _SHORT}
    else:
        found = set()
    if not texts:
        return found
    return found | (_with_timer if can_stop() else _in_process)(pattern, texts)


def can_stop() -> bool:
    """Tell whether a timer can stop what runs here."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def stopped_after(seconds: float) -> Iterator[list[int]]:
    """Raise UndecidedError when what runs inside takes too long; without effect where there is no timer.

    The list that is given holds the key of what is looked at; time begins anew when it changes.
    """
    current = [-1]
    if not can_stop():
        yield current
        return
    seen = [-2]

    def tick(number: int, frame: FrameType | None) -> None:
        if seen[0] == current[0]:
            raise UndecidedError(current[0])
        seen[0] = current[0]

    before = signal.signal(signal.SIGVTALRM, tick)
    timer = signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)
    try:
        yield current
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, *timer)
        signal.signal(signal.SIGVTALRM, before)


def _ends_soon(pattern: str) -> bool:
    """Tell whether a pattern repeats one thing at most, and no group."""
    return len(_REPEATED.findall(pattern)) < 2 and not _GROUP_REPEATED.search(pattern)


def _with_timer(pattern: re.Pattern[str], texts: Mapping[int, str]) -> set[int]:
    found, search = set(), pattern.search
    with stopped_after(SECONDS) as current:
        for key, text in texts.items():
            current[0] = key
            if not search(text):
                found.add(key)
    return found


def _in_process(pattern: re.Pattern[str], texts: Mapping[int, str]) -> set[int]:
    import subprocess

    found = set()
    command = [sys.executable, "-I", "-c", _SEARCH]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps([pattern.pattern, pattern.flags]) + "\n")
            for key, text in texts.items():
                process.stdin.write(json.dumps(text) + "\n")
                process.stdin.flush()
                timer = threading.Timer(2 * SECONDS + 1, process.kill)
                timer.start()
                answer = process.stdout.readline()
                timer.cancel()
                if not answer:
                    raise UndecidedError(key)
                if answer.strip() == "1":
                    found.add(key)
        finally:
            process.kill()
    return found
