"""`acopio push`: a data set onto a SPARQL server."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("push")
@click.option(
    "--endpoint",
    required=True,
    metavar="URL",
    help="The server's Graph Store Protocol; ACOPIO_ENDPOINT_USER and _PASSWORD, or _TOKEN, let in.",
)
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data set to push.  [default: data, else the one that comes with acopio]",
)
@click.option("--prune", is_flag=True, help="Delete graphs that were pushed once and are no more.")
@click.option("--all", "everything", is_flag=True, help="Send the graphs that are there already, too.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up a graph after so long.  [default: 60]",
)
def command(
    endpoint: str, dataset: Path | None, prune: bool, everything: bool, timeout: float | None
) -> None:
    """Put every graph of a data set, and the ontology, on a SPARQL server.

    A graph a document, one for the organisations, one for the data set and one for each file of the
    ontology. Graphs that have not changed since they were pushed are not sent again. A server takes
    each graph whole or not at all, but not all at once: where some fail, they are named.
    """
    from acopio.cli.progress import ProgressBar
    from acopio.endpoint.push import push

    with ProgressBar("pushing") as bar:
        report = push(
            endpoint,
            dataset,
            prune=prune,
            everything=everything,
            timeout=timeout,
            progress=bar.callback,
        )
    click.echo(report.summary(), err=True)
