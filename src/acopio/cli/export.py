"""`acopio export`: the whole graph of a data set in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from acopio.cli.source_options import refuse_both, source_options
from acopio.errors import AcopioError

# As acopio.catalogue.export.WRITERS, which is not imported before it is needed; a test compares them.
_FORMATS: Final = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
_SUFFIXES: Final = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
}


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="nquads and trig keep a graph a document.  [default: by the suffix of --output, else turtle]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file, whole or not at all.",
)
@source_options
@click.option("--with-ontology", is_flag=True, help="Write the ontology and its concepts too.")
def command(
    form: str | None,
    output: Path | None,
    dataset: Path | None,
    endpoint: str | None,
    timeout: float | None,
    with_ontology: bool,
) -> None:
    """Write the whole graph: documents, organisations and claims with the words they rest on.

    The same data gives the same bytes in every format. From an endpoint, the named graphs that hold
    documents and producers are written; --timeout is for each.
    """
    from acopio.catalogue.export import export
    from acopio.catalogue.output import emit
    from acopio.cli.progress import ProgressBar

    refuse_both(dataset, endpoint)
    form = form or _format_of(output)
    with ProgressBar("asking") as bar:
        text = export(
            dataset,
            form,
            with_ontology=with_ontology,
            endpoint=endpoint,
            timeout=timeout,
            progress=bar.callback,
        )
    emit(text, output)


def _format_of(output: Path | None) -> str:
    if output is None:
        return "turtle"
    suffix = output.suffix.lower()
    if suffix not in _SUFFIXES:
        raise AcopioError(
            "format-unknown",
            f"the suffix '{suffix}' names no format",
            path=output,
            remedy=f"Give --format, or one of the suffixes {', '.join(_SUFFIXES)}.",
        )
    return _SUFFIXES[suffix]
