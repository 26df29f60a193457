"""`acopio show`: one producer, every claim with the words it rests on."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from acopio.cli.source_options import refuse_both, source_options

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
@source_options
def command(
    name: str,
    form: str,
    output: Path | None,
    dataset: Path | None,
    endpoint: str | None,
    timeout: float | None,
) -> None:
    """Show one producer: every claim about it, by kind, with its words, their place and its status.

    NAME is a name, another name or acronym, the slug or the IRI. Rejected and corrected claims are
    shown too, and marked as such. Of an endpoint, the place is the document, whose file is not at hand.
    """
    from acopio.catalogue.engines import stoppable
    from acopio.catalogue.output import emit
    from acopio.catalogue.producer import find_producer
    from acopio.catalogue.query import open_source
    from acopio.dataset.folder import find_dataset

    refuse_both(dataset, endpoint)
    folder = None if endpoint else find_dataset(dataset)
    source = open_source(folder, endpoint, timeout)
    producer = stoppable(lambda: find_producer(name, source, folder), timeout)
    if form == "json":
        emit(json.dumps(producer.as_json(), ensure_ascii=False, indent=2) + "\n", output)
    else:
        emit(
            _tables(
                producer,
                str(folder.profiles) if folder else str(endpoint).partition("?")[0],
                styled=output is None and sys.stdout.isatty(),
                in_file=output is not None,
            ),
            output,
        )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _tables(producer: Producer, origin: str, *, styled: bool, in_file: bool) -> str:
    from acopio.catalogue.grid import GridColumn, grid
    from acopio.catalogue.table import PIPE_WIDTH, output_width, plain, shortened

    others = f" ({'; '.join(producer.other_names)})" if producer.other_names else ""
    documents = {claim.quote.document for claim in producer.claims}
    parts = [
        plain(f"{producer.name}{others}"),
        plain(" | ".join([shortened(producer.iri), *producer.facts])),
        f"{_counted(len(producer.claims), 'claim')} in {_counted(len(documents), 'document')} of {origin}",
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
