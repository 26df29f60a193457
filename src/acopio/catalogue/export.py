"""The whole graph of a data set in one file: sorted, so that the same data gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from acopio.catalogue import executables
from acopio.catalogue.jsonld import to_jsonld
from acopio.catalogue.query import open_endpoint
from acopio.errors import AcopioError
from acopio.graph.terms import RDF_TYPE, Description
from acopio.graph.turtle import TurtleWriter
from acopio.namespaces import PREFIXES

if TYPE_CHECKING:
    from acopio.dataset.folder import DatasetFolder
    from acopio.endpoint.client import Endpoint

_HEADING: Final = "Written by `acopio export`."


def export(
    dataset: DatasetFolder | Path | str | None = None,
    form: str = "turtle",
    *,
    with_ontology: bool = False,
    endpoint: str | None = None,
    timeout: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Return the graph of a data set: organisations, documents, claims, the data set's description, and
    the stored queries (as `sh:SPARQLExecutable`, a graph of their own).

    N-Quads and TriG keep a graph a document, the other formats hold the union. The ontology and its
    concepts are left out unless asked for. `endpoint` is the address of a SPARQL endpoint that holds the
    data in place of a folder, `timeout` the seconds that it has for each graph. Raises AcopioError for an
    unknown format, a file that is no RDF, what goes wrong with an endpoint, or a blank node (nothing
    published has one: its name would change with every reading).
    """
    if form not in WRITERS:
        raise AcopioError(
            "format-unknown",
            f"there is no export format '{form}'",
            remedy=f"Give one of {', '.join(WRITERS)}.",
        )
    if endpoint is None:
        quads = _in_folder(dataset, with_ontology)
    else:
        quads = _at_endpoint(open_endpoint(endpoint, timeout, dataset), with_ontology, progress)
    return WRITERS[form]([*quads, *executables.quads()])


def _at_endpoint(
    endpoint: Endpoint, with_ontology: bool, progress: Callable[[int, int], None] | None
) -> list[Quad]:
    from acopio.endpoint import graphs

    found = list(graphs.quads(endpoint, with_ontology=with_ontology, progress=progress))
    for quad in found:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            graph, predicate = _graph_name(quad), quad.predicate.value
            raise AcopioError(
                "graph-blank-node", f"{graph} has a blank node as value or subject of {predicate}"
            )
    return found


def _in_folder(dataset: DatasetFolder | Path | str | None, with_ontology: bool) -> list[Quad]:
    from acopio.dataset.folder import DatasetFolder, find_dataset
    from acopio.dataset.graph_files import QuadSource, graph_files
    from acopio.dataset.store import finish_pending
    from acopio.dataset.turtle_syntax import raise_all

    folder = dataset if isinstance(dataset, DatasetFolder) else find_dataset(dataset)
    finish_pending(folder)
    # From the files, not the store: that one keeps no derived integer types and no written-out zeros.
    files, source = graph_files(folder, ontology=with_ontology), QuadSource()
    quads = list(source.read(files))
    raise_all(source.faults)
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            path = next(file.path for file in files if source.graphs[file.key] == quad.graph_name)
            raise AcopioError(
                "graph-blank-node",
                f"there is a blank node as value or subject of {quad.predicate}",
                path=path,
            )
    return quads


def to_ntriples(quads: Iterable[Quad]) -> str:
    """Return the union as N-Triples, the lines sorted."""
    return "".join(sorted({f"{quad.triple} .\n" for quad in quads}))


def to_nquads(quads: Iterable[Quad]) -> str:
    """Return N-Quads, the lines sorted: canonical (RDFC-1.0), as there is no blank node."""
    return "".join(sorted(f"{quad.triple} {quad.graph_name} .\n" for quad in quads))


def to_turtle(quads: Iterable[Quad]) -> str:
    """Return the union as Turtle, a paragraph a subject, sorted."""
    return TurtleWriter().document(_HEADING, descriptions(quads))


def to_trig(quads: Iterable[Quad]) -> str:
    """Return TriG: the graphs by name, each as in Turtle."""
    writer = TurtleWriter()
    body = []
    for graph, members in groupby(sorted(quads, key=_graph_name), key=_graph_name):
        paragraphs = "\n".join(writer.description(each) for each in descriptions(members))
        indented = "".join(f"    {line}\n" if line else "\n" for line in paragraphs.splitlines())
        body.append(f"{writer.term(NamedNode(graph))} {{\n{indented}}}\n")
    # The prefixes are known once everything is written.
    return writer.document(_HEADING, []) + "\n".join(body)


def to_rdfxml(quads: Iterable[Quad]) -> str:
    """Return the union as RDF/XML, sorted by subject."""
    triples = sorted({quad.triple for quad in quads}, key=_triple_order)
    return (serialize(triples, format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b"").decode("utf-8") + "\n"


def descriptions(quads: Iterable[Quad]) -> Iterator[Description]:
    """Yield the subjects of the union in the order of their IRIs, properties sorted, types first."""
    triples = sorted({quad.triple for quad in quads}, key=_triple_order)
    for subject, members in groupby(triples, key=lambda triple: triple.subject):
        yield Description(subject, [(triple.predicate, triple.object) for triple in members])  # type: ignore[misc]


def _triple_order(triple: Triple) -> tuple[str, bool, str, str]:
    return (
        getattr(triple.subject, "value", ""),
        triple.predicate != RDF_TYPE,
        triple.predicate.value,
        str(triple.object),
    )


def _graph_name(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _jsonld(quads: Iterable[Quad]) -> str:
    return to_jsonld(descriptions(quads))


WRITERS: Final[dict[str, Callable[[Iterable[Quad]], str]]] = {
    "turtle": to_turtle,
    "trig": to_trig,
    "ntriples": to_ntriples,
    "nquads": to_nquads,
    "jsonld": _jsonld,
    "rdfxml": to_rdfxml,
}
