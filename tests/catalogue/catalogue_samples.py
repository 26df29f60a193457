"""The data set of these tests in both engines: six invented producers, two documents of one disagree."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store

from acopio.catalogue.stored_query import StoredQuery, catalogue, parse_query, read_query
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.graph_files import QuadSource, graph_files

if TYPE_CHECKING:
    from rdflib import Graph

HERE = Path(__file__).parent
DATASET = HERE / "dataset"
GOLDEN = HERE / "golden"
QUERIES = tuple(catalogue())

HEADED = """#+ title: Names
#+ question: What are they called?
#+ description: One row a name.
#+ parameters:
#+   words:
#+     type: text
#+     description: only names with these words
#+ columns:
#+   organization: {type: iri, label: Organisation}
#+   name: {type: text, label: Name}
#+ tags: [names]
PREFIX acopio: <https://w3id.org/acopio/ns#>
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?organization ?name WHERE {
  VALUES (?_words) { (UNDEF) }
  ?organization a acopio:ProducerOrganization ; schema:name ?name .
  FILTER(!BOUND(?_words) || CONTAINS(LCASE(?name), LCASE(?_words)))
}
ORDER BY ?organization ?name
"""


@lru_cache(maxsize=1)
def quads() -> tuple[Quad, ...]:
    """Every quad of the data set and the ontology."""
    source = QuadSource()
    found = tuple(source.read(graph_files(DatasetFolder(DATASET))))
    assert not source.faults
    return found


@lru_cache(maxsize=2)
def store(backwards: bool = False) -> Store:
    """The data set in pyoxigraph, put in from the first quad to the last or the other way round."""
    made = Store()
    for quad in reversed(quads()) if backwards else quads():
        made.add(quad)
    return made


@lru_cache(maxsize=1)
def rdflib_graph() -> Graph:
    """The data set in rdflib: the union of its graphs."""
    from rdflib import Graph

    return Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads()), format="nt")


@cache
def stored(name: str) -> StoredQuery:
    return read_query(catalogue()[name])


def headed(text: str = HEADED) -> StoredQuery:
    """A query text of a test's own, checked as a file is."""
    return parse_query(text, "test.rq")
