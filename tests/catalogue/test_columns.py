"""Every stored query, with and without each parameter, has the same rows in columns as in the store."""

from __future__ import annotations

import importlib
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from catalogue_samples import QUERIES, quads, stored
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from test_engines_agree import OVERRIDDEN, WORDS

from acopio.catalogue.engines import asking, run
from acopio.catalogue.parameters import bind
from acopio.columns import file, plan
from acopio.columns.answer import answer, is_covered
from acopio.columns.encode import Encoder
from acopio.columns.graph import Graph
from acopio.dataset.folder import DatasetFolder
from acopio.dataset.graph_files import QuadSource, graph_files
from acopio.errors import AcopioError

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "benchmarks"), str(ROOT / "tests" / "columns")]

producers_generator = importlib.import_module("producers_generator")
same = importlib.import_module("columns_samples").same

# What no document should say, of producers that the generator makes.
ODD = """
@prefix acopio: <https://w3id.org/acopio/ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{organization}> schema:name "Kaffee"@de, "Café"@es, "Coffee"@en, "Ärger" ; schema:alternateName "Third" ;
  acopio:country <https://w3id.org/acopio/id/place/PE>, <https://w3id.org/acopio/id/place/GH> ;
  acopio:product <https://w3id.org/acopio/concept/product/tea>, "a product" ;
  acopio:region [] .
<{claim}> acopio:earliest "1989-02-30"^^xsd:date ; acopio:latest "1990-01-01"^^xsd:date, "then" ;
  acopio:percent 12.50 ; schema:value 17, 18.0 ; acopio:purpose <https://w3id.org/acopio/concept/purpose/energy> ;
  acopio:beneficiary <https://w3id.org/acopio/concept/beneficiary/women> .
"""


def odd_producers() -> list[Quad]:
    """Producers of whom many things are said that should not be."""
    found = list(QuadSource().read(graph_files(DatasetFolder(Path("nowhere")))))
    about = NamedNode("https://schema.org/about")
    for number, (name, text) in enumerate(producers_generator.producers(24, faults=20, every_kind=True)):
        graph = NamedNode(f"https://w3id.org/acopio/doc/{name}")
        document = f"{producers_generator.HEADER}\n{text}"
        triples = list(parse(document, format=RdfFormat.TURTLE))
        claim = next(
            triple for triple in triples[number * 7 % len(triples) :] + triples if triple.predicate == about
        )
        if number % 3 == 0:
            odd = ODD.replace("{organization}", claim.object.value).replace("{claim}", claim.subject.value)
            triples += parse(odd, format=RdfFormat.TURTLE)
        if number % 5 == 0:
            triples = [each for each in triples if each.predicate.value != "https://schema.org/name"]
        found += [Quad(each.subject, each.predicate, each.object, graph) for each in triples]
    return found


@lru_cache(maxsize=4)
def both(odd: bool) -> tuple[Store, Graph]:
    """A data set in a store and in columns."""
    data = odd_producers() if odd else list(quads())
    store, encoder = Store(), Encoder()
    store.extend(data)
    encoder.take((quad.subject, quad.predicate, quad.object) for quad in data)
    return store, file.graph_of(*encoder.parts())


@pytest.mark.parametrize("odd", [False, True], ids=["sample", "odd"])
@pytest.mark.parametrize("name", QUERIES)
def test_same_rows_in_columns(name: str, odd: bool) -> None:
    query = stored(name)
    store, graph = both(odd)
    algebra = plan.read(plan.algebra(query.text))
    assert is_covered(algebra)
    asked: list[dict[str, Any]] = [{}]
    for parameter in query.parameters:
        words = OVERRIDDEN.get((name, parameter.name), WORDS[parameter.name])
        asked += [{parameter.name: word} for word in words]
    for parameters in asked:
        try:
            bindings = bind(query, parameters, asking(store))
        except AcopioError:  # nothing in the data has that name
            continue
        theirs = list(run(query, store, bindings).terms)
        mine = list(answer(graph, algebra, bindings))
        assert same(algebra, mine, theirs), parameters
