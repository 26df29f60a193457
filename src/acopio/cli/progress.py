"""A progress bar on standard error, only where somebody is there to see it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click


class ProgressBar:
    """A bar drawn as soon as there is something to count; leaving the context ends its line."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    @property
    def callback(self) -> Callable[[int, int], None] | None:
        """What a long work calls with steps done and steps in all; None where nobody looks on."""
        return self._show if sys.stderr.isatty() else None

    def _show(self, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(1)
        if done == total:
            self._bar.render_finish()
            self._bar = None
