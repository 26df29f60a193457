"""`acopio show`: one producer, every claim with the words it rests on."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from acopio.catalogue.producer import Producer


@click.command("show")
@click.argument("name")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="Tables for people, or everything with offsets and support.",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file, whole or not at all.",
)
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data set to look in.  [default: data, else the one that comes with acopio]",
)
def command(name: str, form: str, output: Path | None, dataset: Path | None) -> None:
    """Show one producer: every claim about it, by kind, with its words, their place and its status.

    NAME is a name, another name or acronym, the slug or the IRI. Rejected and corrected claims are
    shown too, and marked as such.
    """
    from acopio.catalogue.output import emit
    from acopio.catalogue.producer import find_producer
    from acopio.dataset.folder import find_dataset
    from acopio.dataset.store import open_store

    folder = find_dataset(dataset)
    producer = find_producer(name, folder, open_store(folder))
    if form == "json":
        emit(json.dumps(producer.as_json(), ensure_ascii=False, indent=2) + "\n", output)
    else:
        emit(
            _tables(
                producer,
                folder.profiles,
                styled=output is None and sys.stdout.isatty(),
                in_file=output is not None,
            ),
            output,
        )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _tables(producer: Producer, profiles: Path, *, styled: bool, in_file: bool) -> str:
    from acopio.catalogue.grid import GridColumn, grid
    from acopio.catalogue.table import PIPE_WIDTH, output_width, plain, shortened

    others = f" ({'; '.join(producer.other_names)})" if producer.other_names else ""
    documents = {claim.quote.document for claim in producer.claims}
    parts = [
        plain(f"{producer.name}{others}"),
        plain(" | ".join([shortened(producer.iri), *producer.facts])),
        f"{_counted(len(producer.claims), 'claim')} in {_counted(len(documents), 'document')} of {profiles}",
    ]
    columns = [
        GridColumn("Claim", folds="words"),
        GridColumn("Words", folds="words"),
        GridColumn("Place", folds="names"),
        GridColumn("Status"),
    ]
    for kind, claims in groupby(producer.claims, key=lambda claim: claim.kind):
        rows = [
            [plain(claim.says), plain(claim.quote.words), plain(claim.quote.place_in_folder), claim.status]
            for claim in claims
        ]
        columns[0] = GridColumn(kind.replace("-", " ").capitalize(), folds="words")
        parts.append("")
        parts.append(
            grid(columns, rows, PIPE_WIDTH if in_file else output_width(), styled=styled).rstrip("\n")
        )
    return "\n".join(parts) + "\n"
