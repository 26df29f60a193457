"""Every stored query, with and without each parameter, gives the same rows in pyoxigraph and in rdflib.

The bound parameter is also written into the row of the query's text and run so in rdflib: that is
what an endpoint will be sent, which can bind nothing itself.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from catalogue_samples import QUERIES, rdflib_graph, store, stored

from acopio.catalogue.engines import asking, run, run_in_rdflib, with_bindings
from acopio.catalogue.parameters import bind

# Words for each parameter; between them some rows stay and some go.
WORDS = {
    "before": ["2002", "2004-06"],
    "claim": ["id:alto-verde/founding/afa7d25c", "id:nobody/founding/00000000"],
    "country": ["Peru", "KE"],
    "document": ["kilima--gamma-tea", "Alto Verde, cocoa from San Martín"],
    "holder": ["umbrella"],
    "kind": ["formed", "legally-established"],
    "language": ["es"],
    "organization": ["CAV", "kilima"],
    "part": ["women"],
    "product": ["cocoa", "tea"],
    "purpose": ["education", "community-services", "energy-and-water"],
    "scheme": ["organic", "fair-trade"],
    "since": ["2002"],
    "status": ["planned"],
    "type": ["union"],
    "unit": ["association", "people"],
}
OVERRIDDEN = {
    ("funding", "kind"): ["grant", "loan"],
    ("needs_met_by_premium", "purpose"): ["health", "community-services"],
    ("needs", "purpose"): ["health", "community-services"],
    ("outcomes", "purpose"): ["health"],
    ("premium_uses", "purpose"): ["education", "community-services"],
}
CASES = [(name, parameter.name) for name in QUERIES for parameter in stored(name).parameters]


@pytest.mark.parametrize("name", QUERIES)
def test_same_rows_in_both_engines(name: str) -> None:
    query = stored(name)
    assert run_in_rdflib(query, rdflib_graph()).rows == run(query, store()).rows


@pytest.mark.parametrize("name", QUERIES)
def test_rows_do_not_depend_on_the_order_of_the_data(name: str) -> None:
    assert run(stored(name), store(backwards=True)).rows == run(stored(name), store()).rows


@pytest.mark.parametrize(("name", "parameter"), CASES, ids="-".join)
def test_parameter_takes_rows_away_alike_in_both_engines(name: str, parameter: str) -> None:
    query = stored(name)
    everything = run(query, store()).rows
    counts: list[int] = []
    for word in OVERRIDDEN.get((name, parameter), WORDS[parameter]):
        bindings = bind(query, {parameter: word}, asking(store()))
        rows = run(query, store(), bindings).rows
        assert run_in_rdflib(query, rdflib_graph(), bindings).rows == rows, word
        if not counts:
            written = replace(query, text=with_bindings(query, bindings), rows=())
            assert run_in_rdflib(written, rdflib_graph()).rows == rows, word
        if name != "premium_by_purpose":  # there the rows are counts of what is left
            assert [row for row in everything if row in rows] == rows, word
        counts.append(len(rows))
    assert max(counts) > 0, "no value leaves a row"
    assert min(counts) < len(everything), "no value takes a row away"


def test_every_parameter_is_tried() -> None:
    assert len(CASES) >= 60
    assert {parameter for _, parameter in CASES} == set(WORDS)
