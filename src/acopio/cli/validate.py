"""`acopio validate`: check a data set, or any RDF against any shapes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

FORMATS: Final = ("text", "json", "csv", "turtle", "html", "sarif", "github")
EXIT_NONCONFORMANT: Final = 1


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--dataset", metavar="DIR", help="The data set; ./data, else the one that comes with acopio.")
@click.option(
    "--shapes",
    multiple=True,
    metavar="FILE",
    help="Shapes to use instead of acopio's: a file, or the files of a folder; may be given several times.",
)
@click.option(
    "--profile",
    metavar="NAME",
    help="Severities: draft (the default), release, or a Turtle file of your own.",
)
@click.option("--strict", is_flag=True, help="Let warnings and infos stand against conformance too.")
@click.option(
    "--engine",
    default="compiled",
    show_default=True,
    metavar="NAME",
    help="What validates: compiled (shapes compiled to set operations) or pyshacl (the reference, slower).",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="The report's form.",
)
@click.option("--output", metavar="FILE", help="Write the report there instead of to standard output.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="Results shown of one rule; 0: all.",
)
@click.option("--full", is_flag=True, help="Validate all documents again, not only those that changed.")
def command(
    paths: tuple[str, ...],
    dataset: str | None,
    shapes: tuple[str, ...],
    profile: str | None,
    strict: bool,
    engine: str,
    format_: str,
    output: str | None,
    limit: int,
    full: bool,
) -> int:
    """Validate the data set, or the files and folders named, against SHACL shapes.

    PATH is a claims file, a folder, or any RDF (.ttl .nt .nq .trig .jsonld .rdf); - is Turtle from
    standard input. Exit code: 0 conforms, 1 does not, 2 could not be validated.
    """
    from acopio.validation.report_formats import WRITERS
    from acopio.validation.validate import validate

    report = validate(
        paths, dataset=dataset, shapes=shapes, profile=profile, engine=engine, strict=strict, full=full
    )
    written = WRITERS[format_](report, limit)
    if output is None:
        for piece in written:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.flush()
    else:
        _write(Path(output), written)
    if format_ != "text":
        for note in report.notes:
            click.echo(f"acopio: note: {note}", err=True)
    return 0 if report.conforms else EXIT_NONCONFORMANT


def _write(path: Path, pieces: Iterable[str]) -> None:
    """Write a file whole or not at all."""
    from acopio.dataset.faults import told_plainly

    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with told_plainly(path):
        try:
            with beside.open("wb") as file:
                file.writelines(piece.encode() for piece in pieces)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
