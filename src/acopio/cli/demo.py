"""`acopio demo`: profile pages in, a validated graph out, three questions answered."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from acopio.dataset.folder import DatasetFolder

QUESTIONS: Final = ("certification_dates", "latest_membership", "premium_by_purpose")
EXIT_NONCONFORMANT: Final = 1


@click.command("demo")
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data set whose documents are read.  [default: data, else the one that comes with acopio]",
)
def command(dataset: Path | None) -> int:
    """Read the documents of a data set anew, validate what they claim, and answer three questions.

    All of it happens in a folder of its own, which is gone afterwards: the data set stays as it is.
    Exit code: 0 conforms, 1 does not.
    """
    from acopio.dataset.folder import DatasetFolder, find_dataset

    began = time.monotonic()
    given = find_dataset(dataset)
    with tempfile.TemporaryDirectory(prefix="acopio-demo-") as folder:
        made = _copied(given, DatasetFolder(Path(folder) / "data"))
        conforms = _run(given, made)
    click.echo(f"{time.monotonic() - began:.0f} seconds in all", err=True)
    return 0 if conforms else EXIT_NONCONFORMANT


def _copied(given: DatasetFolder, made: DatasetFolder) -> DatasetFolder:
    """Copy what people keep of a data set (who is who, what it is), without documents and claims."""
    made.root.mkdir()
    for source, target in ((given.organizations, made.organizations), (given.description, made.description)):
        if source.exists():
            shutil.copyfile(source, target)
    return made


def _run(given: DatasetFolder, made: DatasetFolder) -> bool:
    """Load, validate and ask, each under the command that does the same; tell whether the data conforms."""
    from acopio.catalogue.query import query
    from acopio.catalogue.stored_query import find_query
    from acopio.catalogue.table import to_table
    from acopio.dataset.load import load
    from acopio.validation.text_report import text_report
    from acopio.validation.validate import validate

    click.echo(f"$ acopio load {given.profiles}")
    click.echo(load([given.profiles], made.root).summary().removeprefix(f"{made.root}: "))
    click.echo("\n$ acopio validate")
    report = validate(dataset=made.root)
    text = text_report(report)
    click.echo(text.partition("\n\n")[0] if report.conforms else text)
    for name in QUESTIONS:
        header = find_query(name).header
        click.echo(f"\n$ acopio query {name}")
        if header is not None:
            click.echo(f"{header.question}\n")
        click.echo(to_table(query(name, made), styled=sys.stdout.isatty()), nl=False)
    return report.conforms
