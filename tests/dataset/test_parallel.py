import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from acopio.dataset.parallel import WORTH_IT, map_in_order


def double(number: int) -> int:
    return 2 * number


def fail_at_seventy(number: int) -> int:
    if number == 70:
        raise ValueError("seventy")
    return number


def process(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("count", [0, 1, WORTH_IT - 1, WORTH_IT, 300])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    assert list(map_in_order(double, range(count), count, workers=2)) == [2 * n for n in range(count)]


def test_few_items_are_worked_on_here_and_many_elsewhere() -> None:
    assert set(map_in_order(process, range(3), 3)) == {os.getpid()}
    assert os.getpid() not in set(map_in_order(process, range(100), 100, workers=2))


def test_items_are_taken_only_as_they_are_worked_on() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    results = map_in_order(double, items(), 10_000, workers=2)
    assert next(results) == 0
    assert len(taken) < 300
    results.close()  # type: ignore[attr-defined]


def test_a_workers_exception_comes_here() -> None:
    with pytest.raises(ValueError, match="seventy"):
        list(map_in_order(fail_at_seventy, range(100), 100, workers=2))


PARENT = """
import os, time
from acopio.dataset.parallel import map_in_order
def work(number):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)
for _ in map_in_order(work, range(100), 100, workers=2): pass
"""


def test_workers_end_with_a_parent_that_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(500):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            break
        time.sleep(0.02)
    else:
        pytest.fail("the worker lives on")
    parent.stdout.close()
