"""Options of every command that asks: a data set, or an endpoint in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

DATASET = click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data set to ask.  [default: data, else the one that comes with acopio]",
)
ENDPOINT = click.option(
    "--endpoint",
    metavar="URL",
    help="Ask this SPARQL endpoint instead; ACOPIO_ENDPOINT_USER and _PASSWORD, or _TOKEN, let in.",
)
TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up after so long.  [default: 60 for an endpoint]",
)


def source_options(command: Command) -> Command:
    """Add --dataset, --endpoint and --timeout, in this order."""
    return DATASET(ENDPOINT(TIMEOUT(command)))


def refuse_both(dataset: Path | None, endpoint: str | None) -> None:
    """Raise a usage error where a data set and an endpoint are given."""
    if dataset is not None and endpoint is not None:
        raise click.UsageError("Give --dataset or --endpoint, not both.")
