"""`acopio read`: what documents would claim, without storing it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from acopio.cli.document_options import document_options, metadata_of

if TYPE_CHECKING:
    from acopio.dataset.read import Preview
    from acopio.errors import AcopioError


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="A table for people, or everything with its offsets.",
)  # fmt: skip
@document_options
def command(paths: tuple[str, ...], form: str, name: str | None, **given: Any) -> None:
    """Show what documents would claim, and the words they would claim it with; nothing is stored.

    PATH is a Markdown, text or HTML file, a folder of such files, or - for standard input.
    """
    from acopio.cli.progress import ProgressBar
    from acopio.dataset.read import Preview, read
    from acopio.dataset.turtle_syntax import raise_all

    previews: list[Preview] = []
    faults: list[AcopioError] = []
    with ProgressBar("reading") as bar:
        for result in read(paths, metadata=metadata_of(given), name=name, progress=bar.callback):
            if isinstance(result, Preview):
                previews.append(result)
            else:
                faults.append(result)
    if form == "json":
        click.echo(json.dumps([each.as_json() for each in previews], ensure_ascii=False, indent=2))
    else:
        _print_tables(previews)
    for preview in previews:
        for note in preview.read.reading.notes:
            click.echo(f"note: {preview.read.document.stem}: {note}", err=True)
    raise_all(faults)


def _print_tables(previews: list[Preview]) -> None:
    """Print a table a document: as wide as the terminal, or as wide as it takes in a pipe."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 10_000, highlight=False)
    for number, preview in enumerate(previews):
        reading = preview.read.reading
        others = f" ({', '.join(reading.alternate_names)})" if reading.alternate_names else ""
        name = reading.organization_name or "Nobody named"
        heading = f"{name}{others}: {len(reading.claims)} claims in {preview.source}"
        console.print(Text(("\n" if number else "") + heading), soft_wrap=True)
        table = Table(box=None, pad_edge=False, header_style="bold")
        for title in ("kind", "claim", "words", "place"):
            table.add_column(title, overflow="fold")
        for row in preview.rows():
            table.add_row(*map(Text, row))
        console.print(table)
