"""`acopio load`: documents into a data set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from acopio.cli.document_options import document_options, metadata_of


@click.command("load")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data set to write to, made where there is none.  [default: data]",
)
@document_options
@click.option("--keep-going", is_flag=True, help="Load the other documents where some are at fault.")
def command(
    paths: tuple[str, ...], dataset: Path | None, name: str | None, keep_going: bool, **given: Any
) -> None:
    """Read documents and write what they claim to a data set.

    PATH is a Markdown, text or HTML file, a folder of such files, or - for standard input. What the
    options say stands above what the documents say of themselves. Loading again changes nothing;
    a changed document replaces its own claims, and what people have decided about claims is kept.
    """
    from acopio.cli.progress import ProgressBar
    from acopio.dataset.load import load
    from acopio.dataset.turtle_syntax import raise_all

    with ProgressBar("loading") as bar:
        report = load(
            paths,
            dataset,
            metadata=metadata_of(given),
            name=name,
            keep_going=keep_going,
            progress=bar.callback,
        )
    for note in report.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(report.summary(), err=True)
    raise_all(report.faults)
