"""`acopio cite`: how to cite the answer to a query."""

from __future__ import annotations

from typing import Any

import click

from acopio.cli.query import QueryCommand, given_parameters, named_query
from acopio.cli.source_options import refuse_both, source_options


@click.command("cite", cls=QueryCommand)
@click.argument("name", metavar="NAME|FILE|-")
@click.option(
    "-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="Set a parameter of the query."
)
@source_options
@click.option("--bibtex", is_flag=True, help="Print the BibTeX entry only.")
@click.pass_context
def command(ctx: click.Context, /, **_: Any) -> None:
    """Say how to cite an answer: query, parameters, version and hash of the data, hash of the rows.

    Give the parameters as to acopio query: acopio cite certification_dates --product cocoa
    """
    from acopio.catalogue.citation import citation_of, version_of
    from acopio.catalogue.engines import stoppable
    from acopio.catalogue.output import emit
    from acopio.catalogue.query import answer, open_source

    dataset, endpoint, timeout = (ctx.params[name] for name in ("dataset", "endpoint", "timeout"))
    refuse_both(dataset, endpoint)
    stored = named_query(ctx)
    parameters = given_parameters(ctx)
    source = open_source(dataset, endpoint, timeout)
    result = stoppable(lambda: answer(stored, source, parameters), timeout, stored.path)
    citation = citation_of(stored, parameters, result, version_of(dataset, endpoint, timeout))
    emit(citation.bibtex() if ctx.params["bibtex"] else citation.text(), None)
