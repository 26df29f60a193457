"""What the documentation says how to ask can be asked."""

from __future__ import annotations

import shlex

import pytest
from catalogue_samples import QUERIES, store, stored

from acopio.catalogue.query import answer
from acopio.documentation.ways_to_ask import WAYS

COMMANDS = [command for ways in WAYS.values() for _, command in ways]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_understood_and_finds_something(command: str) -> None:
    name, *rest = shlex.split(command)
    given = dict(zip(rest[::2], rest[1::2], strict=True))
    assert name in QUERIES
    assert answer(stored(name), store(), {key.removeprefix("--"): word for key, word in given.items()}).terms


def test_every_command_is_told_once() -> None:
    assert len(set(COMMANDS)) == len(COMMANDS) >= 35
