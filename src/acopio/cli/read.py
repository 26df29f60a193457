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
@click.option(
    "--explain",
    is_flag=True,
    help="Name the rule behind each claim, how often it was right where measured, and what else it rests on.",
)
@document_options
def command(paths: tuple[str, ...], form: str, explain: bool, name: str | None, **given: Any) -> None:
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
        documents = [each.as_json(explain=explain) for each in previews]
        click.echo(json.dumps(documents, ensure_ascii=False, indent=2))
    else:
        _print_tables(previews, explain=explain)
    for preview in previews:
        for note in preview.read.reading.notes:
            click.echo(f"note: {preview.read.document.stem}: {note}", err=True)
    raise_all(faults)


def _print_tables(previews: list[Preview], *, explain: bool) -> None:
    """Print a table a document, as wide as the terminal; `explain` adds how each claim was made."""
    from acopio.catalogue.grid import GridColumn, grid
    from acopio.catalogue.table import output_width, plain

    columns = [
        GridColumn("Kind"),
        GridColumn("Claim", folds="words"),
        GridColumn("Words", folds="words"),
        GridColumn("Place", right=True),
    ]
    if explain:
        columns += [
            GridColumn("Rule", folds="names"),
            GridColumn("Right", right=True),
            GridColumn("How", folds="words"),
        ]
    for number, preview in enumerate(previews):
        reading = preview.read.reading
        others = f" ({', '.join(reading.alternate_names)})" if reading.alternate_names else ""
        name = reading.organization_name or "Nobody named"
        blank = "\n" if number else ""
        made = " (places are those of its text)" if preview.read.document.original_sha256 else ""
        click.echo(f"{blank}{plain(name + others)}: {len(reading.claims)} claims in {preview.source}{made}\n")
        rows = [
            [plain(kind), plain(claim), plain(words), ":".join(place.split(":")[-2:])]
            for kind, claim, words, place in preview.rows()
        ]
        if explain:
            rows = [[*row, *map(plain, why)] for row, why in zip(rows, preview.explained(), strict=True)]
        click.echo(grid(columns, rows, output_width(), styled=sys.stdout.isatty()), nl=False)
