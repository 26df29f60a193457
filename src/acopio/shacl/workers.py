"""Running one function over several arguments in forked processes, where the system can fork."""

from __future__ import annotations

import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Argument = TypeVar("Argument")


def can_fork() -> bool:
    """Tell whether forking is there and safe (no other thread could be left holding a lock)."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def cores() -> int:
    """Return the number of cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def run(function: Callable[[Argument], Any], arguments: Sequence[Argument]) -> list[Any]:
    """Return the results of `function`, in order; the first runs here, the others in children.

    Results of children must be made of what `marshal` takes: numbers, texts, bytes, lists, tuples, dicts.
    A child that fails is run again here, so that its fault is raised here.
    """
    children: list[tuple[int, int]] = []
    for argument in arguments[1:]:
        reader, writer = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            _child(function, argument, reader, writer)
        os.close(writer)
        children.append((child, reader))
    try:
        results = [function(arguments[0])] if arguments else []
        for argument in arguments[1:]:
            child, reader = children[0]
            with os.fdopen(reader, "rb") as pipe:
                content = pipe.read()
            _, status = os.waitpid(child, 0)
            del children[0]
            results.append(marshal.loads(content) if status == 0 else function(argument))
    finally:  # a fault here, or Ctrl-C: nobody waits for the children any more
        for child, _ in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return results


def _child(function: Callable[[Argument], Any], argument: Argument, reader: int, writer: int) -> None:
    """Run in the child and never return."""
    status = 1
    try:
        os.close(reader)
        content = marshal.dumps(function(argument))
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(content)
        status = 0
    except BaseException:
        status = 1
    finally:
        os._exit(status)
