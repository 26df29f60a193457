"""`acopio export`: the whole graph of a data set in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

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
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Data set to export.  [default: data, else the one that comes with acopio]",
)
@click.option("--with-ontology", is_flag=True, help="Write the ontology and its concepts too.")
def command(form: str | None, output: Path | None, dataset: Path | None, with_ontology: bool) -> None:
    """Write the whole graph: documents, organisations and claims with the words they rest on.

    The same data gives the same bytes in every format.
    """
    from acopio.catalogue.export import export
    from acopio.catalogue.output import emit

    emit(export(dataset, form or _format_of(output), with_ontology=with_ontology), output)


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
