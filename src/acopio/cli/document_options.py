"""The options that say what documents do not say of themselves; shared by `load` and `read`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from acopio.documents.source_document import Metadata

Command = TypeVar("Command", bound=Callable[..., Any])


class DateType(click.ParamType[dt.date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the date; fails where the value is none."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date of the form YYYY-MM-DD", param, ctx)


_OPTIONS: Final = (
    click.option("--title", metavar="TEXT", help="Headline of the page."),
    click.option(
        "--organization", metavar="NAME", help="Name of the organisation, its acronym in parentheses."
    ),
    click.option("--source", metavar="URL", help="Address of the page; for a single document."),
    click.option("--publisher", metavar="NAME", help="Who published the page."),
    click.option("--language", metavar="CODE", help="Language of the text: en, es, fr."),
    click.option("--written", "--date", type=DateType(), metavar="DATE", help="When the text was written."),
    click.option("--published", type=DateType(), metavar="DATE", help="When the page was published."),
    click.option("--retrieved", type=DateType(), metavar="DATE", help="When the page was fetched."),
    click.option(
        "--license", metavar="ID|URL", help="Licence: an SPDX identifier (CC-BY-4.0) or an address."
    ),
    click.option("--rights", metavar="TEXT", help="Statement of rights."),
    click.option("--name", metavar="STEM", help="Name of the document that standard input (-) gives."),
)


def document_options(command: Command) -> Command:
    """Add the options to a command; `metadata_of` makes them a `Metadata`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def metadata_of(values: dict[str, Any]) -> Metadata:
    """Return what the options gave; empty strings count as not given."""
    from acopio.documents.source_document import Metadata

    return Metadata(**{key: value or None for key, value in values.items()})
