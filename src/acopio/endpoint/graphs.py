"""Triples of an endpoint, for what is no stored query: all about one producer, or the graphs of a data set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from acopio.catalogue.engines import written
from acopio.catalogue.result import Result, Term
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from acopio.endpoint.client import Endpoint

_PREFIXES: Final = """PREFIX acopio: <https://w3id.org/acopio/ns#>
PREFIX id: <https://w3id.org/acopio/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# What is shown of a producer, a query each: several small ones are answered everywhere.
_AROUND: Final = (
    "FILTER(?node = {producer})",
    "{producer} ?leads ?node . VALUES ?leads {{ acopio:country acopio:region }}",
    "?node schema:about {producer} .",
    """?claim schema:about {producer} ; ?leads ?node . VALUES ?leads {{
      acopio:acquired acopio:evidence acopio:founders acopio:quote rdf:object
      schema:amount schema:funder schema:issuedBy schema:spokenByCharacter
    }}""",
    "?claim schema:about {producer} ; acopio:evidence ?evidence . ?evidence oa:hasSelector ?node .",
    "?claim schema:about {producer} ; acopio:quote ?evidence . ?evidence oa:hasSelector ?node .",
)
# Found by what they hold, so that data which came there otherwise than by `acopio push` is found too.
_DATA: Final = """{ GRAPH ?graph { ?thing a acopio:SourceDocument } }
    UNION { GRAPH ?graph { ?thing a acopio:ProducerOrganization } }
    UNION { GRAPH ?graph { id:dataset a ?class } FILTER(?graph = id:dataset) }"""
_ONTOLOGY: Final = """GRAPH ?graph { ?graph a ?class } VALUES ?class { owl:Ontology skos:ConceptScheme }
    FILTER(STRSTARTS(STR(?graph), "https://w3id.org/acopio/"))"""


def producer_store(endpoint: Endpoint, producer: Term) -> Store:
    """Return what an endpoint says of an organisation, its places, the claims about it and their words.

    Raises AcopioError endpoint-incomplete where the server leaves rows out, endpoint-… as `Endpoint.run`.
    """
    from pyoxigraph import Quad, Store

    store = Store()
    for where in _AROUND:
        pattern = where.format(producer=written(producer))
        rows = _whole(
            endpoint,
            f"{_PREFIXES}SELECT DISTINCT ?node ?property ?value WHERE {{ ?node ?property ?value . {pattern} }}",
        )
        store.extend(Quad(*terms) for terms in rows.terms)  # type: ignore[arg-type]
    return store


def quads(
    endpoint: Endpoint,
    *,
    with_ontology: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Quad]:
    """Yield the named graphs of a data set at an endpoint, a request a graph, and its ontology if asked for.

    Each graph is whole, or AcopioError endpoint-incomplete; endpoint-empty where there is none.
    """
    from pyoxigraph import Literal, NamedNode, Quad

    counts: dict[NamedNode, int] = {}
    for where in (_DATA, _ONTOLOGY) if with_ontology else (_DATA,):
        for graph, count in _whole(endpoint, _graphs(where)).terms:
            if isinstance(graph, NamedNode) and isinstance(count, Literal):
                counts[graph] = int(count.value)
        if not counts:
            raise AcopioError(
                "endpoint-empty", f"{endpoint.url} has no named graph with documents or producers"
            )
    for number, graph in enumerate(sorted(counts, key=str), start=1):
        text = f"SELECT ?subject ?property ?value WHERE {{ GRAPH {graph} {{ ?subject ?property ?value }} }}"
        rows = _whole(endpoint, text)
        if len(rows) != counts[graph]:
            raise _incomplete(endpoint, f"{len(rows)} of {counts[graph]} triples of {graph.value} came")
        for subject, predicate, value in rows.terms:
            yield Quad(subject, predicate, value, graph)  # type: ignore[arg-type]
        if progress is not None:
            progress(number, len(counts))


def _graphs(where: str) -> str:
    return f"""{_PREFIXES}SELECT ?graph (COUNT(*) AS ?triples) WHERE {{
  {{ SELECT DISTINCT ?graph WHERE {{
    {where}
  }} }}
  GRAPH ?graph {{ ?subject ?property ?value }}
}}
GROUP BY ?graph"""


def _whole(endpoint: Endpoint, text: str) -> Result:
    rows = endpoint.ask(text)
    if rows.notes:
        raise _incomplete(endpoint, "; ".join(rows.notes))
    return rows


def _incomplete(endpoint: Endpoint, why: str) -> AcopioError:
    return AcopioError("endpoint-incomplete", f"{endpoint.url} left out a part of the answer: {why}")
