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
    "agrovoc": ["http://aims.fao.org/aos/agrovoc/c_7634"],
    "answer": ["unasked", "met"],
    "as_of": ["2002", "2003-06"],
    "assertion": ["inferred"],
    "before": ["2002", "2004-06"],
    "by": ["product"],
    "certainty": ["certainly", "possibly"],
    "claim": ["id:alto-verde/founding/afa7d25c", "id:nobody/founding/00000000"],
    "country": ["Peru", "KE"],
    "document": ["kilima--gamma-tea", "Alto Verde, cocoa from San Martín"],
    "holder": ["umbrella"],
    "kind": ["formed", "legally-established"],
    "language": ["es"],
    "number": ["1500"],
    "order": ["organic first", "fair trade first"],
    "organization": ["CAV", "kilima"],
    "part": ["women"],
    "product": ["cocoa", "tea"],
    "purpose": ["education", "community-services", "energy-and-water"],
    "reported": ["yes", "no"],
    "scheme": ["organic", "fair-trade"],
    "share_of": ["products", "area"],
    "since": ["2002"],
    "source": ["premium"],
    "stated": ["yes", "no"],
    "status": ["planned"],
    "topic": ["health", "household-income"],
    "type": ["union"],
    "unit": ["association", "people"],
    "use_status": ["planned", "done"],
}
OVERRIDDEN = {
    ("funders", "kind"): ["loan"],
    ("latest_membership", "as_of"): ["2012", "2002"],
    ("membership_over_time", "before"): ["2012"],
    ("membership_over_time", "since"): ["2012"],
    ("premium_by_beneficiary", "purpose"): ["health", "community-services"],
    ("premium_shares", "purpose"): ["health", "community-services"],
    ("purchases", "purpose"): ["education", "production-and-quality"],
    ("use_outcomes", "purpose"): ["health", "community-services"],
    ("years_to_first_use", "organization"): ["zuri", "kilima"],
    ("years_to_first_use", "purpose"): ["equipment-and-vehicles", "education"],
    ("funding", "kind"): ["grant", "loan"],
    ("needs_met_by_premium", "purpose"): ["health", "community-services"],
    ("needs", "purpose"): ["health", "community-services"],
    ("outcomes", "purpose"): ["health"],
    ("premium_uses", "purpose"): ["education", "community-services"],
}
# Here a parameter changes what the rows say, not only which there are: counts of what is left, or how
# sure an answer is.
CHANGING = {
    ("certified_before", "before"), ("more_members_than", "number"), ("latest_membership", "as_of"),
    ("years_to_first_use", "purpose"),
}  # fmt: skip
COUNTING = {
    "assertions", "certification_counts", "certifiers", "counted_units", "funders", "missing",
    "organization_counts", "places", "premium_by_beneficiary", "premium_by_purpose", "premium_shares",
    "products", "scheme_overlap", "second_products", "sums_by_currency",
}  # fmt: skip
CASES = [(name, parameter.name) for name in QUERIES for parameter in stored(name).parameters]


@pytest.mark.parametrize("name", QUERIES)
def test_same_rows_in_both_engines(name: str) -> None:
    query = stored(name)
    assert run_in_rdflib(query, rdflib_graph()).rows == run(query, store()).rows


@pytest.mark.parametrize("name", QUERIES)
def test_rows_do_not_depend_on_the_order_of_the_data(name: str) -> None:
    assert run(stored(name), store(backwards=True)).rows == run(stored(name), store()).rows


@pytest.mark.parametrize(
    ("name", "parameter"), CASES, ids=[f"{name}-{parameter}" for name, parameter in CASES]
)
def test_parameter_takes_rows_away_alike_in_both_engines(name: str, parameter: str) -> None:
    query = stored(name)
    everything = run(query, store(), bind(query, {}, asking(store()))).rows
    counts: list[int] = []
    unchanged = True
    for word in OVERRIDDEN.get((name, parameter), WORDS[parameter]):
        bindings = bind(query, {parameter: word}, asking(store()))
        rows = run(query, store(), bindings).rows
        assert run_in_rdflib(query, rdflib_graph(), bindings).rows == rows, word
        if not counts:
            written = replace(query, text=with_bindings(query, bindings), rows=())
            assert run_in_rdflib(written, rdflib_graph()).rows == rows, word
        if name not in COUNTING and (name, parameter) not in CHANGING:
            assert [row for row in everything if row in rows] == rows, word
        counts.append(len(rows))
        unchanged = unchanged and rows == everything
    assert max(counts) > 0, "no value leaves a row"
    if name in COUNTING or (name, parameter) in CHANGING:
        assert not unchanged, "no value changes anything"
    else:
        assert min(counts) < len(everything), "no value takes a row away"


def test_every_parameter_is_tried() -> None:
    assert len(CASES) >= 180
    assert {parameter for _, parameter in CASES} == set(WORDS)
