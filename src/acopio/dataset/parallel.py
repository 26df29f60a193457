"""A function over many items in several processes: results in order, memory flat."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Final, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_IT: Final = 64  # items; below, starting processes costs more than it saves
_BATCH: Final = 16  # items sent to a process at once
_GARBAGE: Final = 20_000  # objects made before garbage is looked for; a document makes some thousands
_AHEAD: Final = 3  # batches a process that are under way or wait to be fetched


def map_in_order(
    function: Callable[[Item], Result], items: Iterable[Item], count: int, workers: int | None = None
) -> Iterator[Result]:
    """Yield the function's results in the order of the items.

    `count` is how many items there are; from `WORTH_IT` on several processes work, as many as there
    are processors or `workers`. Function, items and results must be picklable. Items are taken only
    as they are worked on, so memory does not grow with their number.
    """
    processes = _processors() if workers is None else workers
    if count < WORTH_IT or processes < 2:
        yield from map(function, items)
        return
    remaining = iter(items)
    batches = iter(lambda: list(islice(remaining, _BATCH)), [])
    under_way: deque[Future[list[Result]]] = deque()
    pool = ProcessPoolExecutor(processes, initializer=_start_worker)
    try:
        for batch in batches:
            under_way.append(pool.submit(_work, function, batch))
            if len(under_way) >= processes * _AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BaseException:
        # Ctrl-C, or nobody wants the rest: a worker may be busy with one document for a long time.
        for process in list((pool._processes or {}).values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _work(function: Callable[[Item], Result], batch: list[Item]) -> list[Result]:
    return [function(item) for item in batch]


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it: a killed parent's workers would hold its lock for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what the parent had loaded is never garbage, and looking through it again takes time
    gc.set_threshold(_GARBAGE)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
