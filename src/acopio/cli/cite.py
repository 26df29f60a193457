"""`acopio cite`: how to cite the answer to a query."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from acopio.cli.query import QueryCommand, given_parameters, named_query


@click.command("cite", cls=QueryCommand)
@click.argument("name", metavar="NAME|FILE|-")
@click.option(
    "-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="Set a parameter of the query."
)
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data set to ask.  [default: data, else the one that comes with acopio]",
)
@click.option("--bibtex", is_flag=True, help="Print the BibTeX entry only.")
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> None:
    """Say how to cite an answer: query, parameters, version and hash of the data, hash of the rows.

    Give the parameters as to acopio query: acopio cite certification_dates --product cocoa
    """
    from acopio.catalogue.citation import citation_of
    from acopio.catalogue.engines import stoppable
    from acopio.catalogue.output import emit
    from acopio.catalogue.query import answer
    from acopio.dataset.folder import find_dataset
    from acopio.dataset.store import open_store

    stored = named_query(ctx)
    parameters = given_parameters(ctx)
    folder = find_dataset(ctx.params["dataset"])
    store = open_store(folder)
    result = stoppable(lambda: answer(stored, store, parameters), path=stored.path)
    citation = citation_of(stored, parameters, result, folder)
    emit(citation.bibtex() if ctx.params["bibtex"] else citation.text(), None)
