"""Queries that are easily answered in another way than by the store's engine."""

from __future__ import annotations

import pytest
from columns_samples import PREFIXES, both, in_columns, in_store, same

from acopio.columns import plan
from acopio.columns.covered import NotCovered

TURTLE = """
ex:a ex:p ex:b, ex:c ; ex:up ex:b ; ex:sum 999999999999999999, 999999999999999998 ; ex:part 0.5, 2.5 .
ex:b ex:p ex:c ; ex:up ex:c, ex:a ; ex:flag true, false ; ex:word "a"@en, "b" .
ex:c ex:p ex:a ; ex:own "x"^^ex:own, "2020-02-30"^^xsd:date ; ex:nan "NaN"^^xsd:double ; ex:word "blank" .
ex:d ex:p ex:d ; ex:small 0.000000000000000001 ; ex:wide 123456789012345678.123456789012345678 ; ex:none 0.0, 0 .
"""

ANSWERED = [
    "SELECT ?x ?y WHERE { ?x ex:p|ex:up ?y } ORDER BY ?x ?y",
    "SELECT ?x ?y WHERE { { ?x ex:flag ?f } ?x ex:p|ex:up|^ex:p ?y } ORDER BY ?x ?y",
    "SELECT ?x ?y WHERE { ?x (ex:p|ex:up)/(ex:up|^ex:p) ?y } ORDER BY ?x ?y",
    "SELECT ?y WHERE { ex:a ^(ex:p|ex:up) ?y } ORDER BY ?y",
    "SELECT ?x WHERE { ?x ex:sum ?y . ?x ex:p|ex:up ex:b } ORDER BY ?x",
    "SELECT ?y WHERE { ex:a ex:p?|ex:up* ?y } ORDER BY ?y",
    "SELECT ?x WHERE { ?x ex:p|^ex:p ?x } ORDER BY ?x",
    "SELECT ?s (SUM(?x) AS ?y) WHERE { ?s ex:flag ?x } GROUP BY ?s ORDER BY ?s",
    "SELECT (SUM(?x) AS ?y) (MIN(?x) AS ?m) (COUNT(?x) AS ?c) (GROUP_CONCAT(?x) AS ?g) { ?s ex:no ?x } ORDER BY ?y",
    "SELECT ?x ?y WHERE { ?s ex:word ?x . ?t ex:own ?y FILTER(?x != ?y) } ORDER BY ?x ?y",
    "SELECT ?x ?y WHERE { ?s ex:word ?x . ?t ex:own ?y FILTER(?x NOT IN (?y, 1)) } ORDER BY ?x ?y",
    "SELECT (?x * ?y AS ?z) WHERE { ?s ex:none ?x, ?y } ORDER BY ?z",
    "SELECT (?x / ?x AS ?z) WHERE { ?s ex:wide ?x } ORDER BY ?z",
    "SELECT (?x / ?y AS ?z) WHERE { ?s ex:small ?x . ?t ex:sum ?y } ORDER BY ?z",
    "SELECT (?x / ?y AS ?z) WHERE { ?s ex:part ?x, ?y } ORDER BY ?z",
    "SELECT (?x / ?y AS ?z) WHERE { ?s ex:none ?x . ?t ex:part ?y } ORDER BY ?z",
    "SELECT (100000000000000 / ?x AS ?z) WHERE { ?s ex:part|ex:wide ?x } ORDER BY ?z",
    "SELECT ?x WHERE { ?s ex:up ?x MINUS { VALUES (?x ?s) { (UNDEF ex:a) (ex:c UNDEF) } } } ORDER BY ?x",
    "SELECT ?x ?z WHERE { ?x ex:p ?y OPTIONAL { ?y ex:up ?z OPTIONAL { ?z ex:word ?w FILTER(?x = ex:a) } } } "
    "ORDER BY ?x ?z",
    "SELECT ?x ?z WHERE { ?x ex:p ?y OPTIONAL { { ?y ex:up ?z FILTER(?z != ?x) } } } ORDER BY ?x ?z",
    "SELECT ?x ?y WHERE { ?x ex:up ?y { FILTER(!BOUND(?x)) } } ORDER BY ?x",
]

LEFT = [
    "SELECT ?s (SUM(?x * 9) AS ?y) WHERE { ?s ex:sum ?x } GROUP BY ?s ORDER BY ?s",
    "SELECT (COUNT(?x / 0) AS ?y) WHERE { ?s ex:sum ?x } ORDER BY ?y",
    "SELECT ?x WHERE { ?s ex:nan ?x FILTER(?x = ?x) } ORDER BY ?s",
    "SELECT ?x WHERE { ?s ex:nan ?x, ?y FILTER(?x IN (?y)) } ORDER BY ?s",
    'SELECT (REPLACE(?x, "B", "c", "i") AS ?y) WHERE { ?s ex:word ?x } ORDER BY ?y',
    "SELECT (?x * ?y AS ?z) WHERE { ?s ex:wide ?x . ?t ex:part ?y } ORDER BY ?z",
    "SELECT ((?x / 0) IN () AS ?z) WHERE { ?s ex:part ?x } ORDER BY ?z",
    "SELECT ?x WHERE { VALUES ?x { } ?x ex:p ?y } ORDER BY ?x",
    "SELECT ?x WHERE { VALUES () { () } ?x ex:p ?y } ORDER BY ?x",
    "SELECT ?x WHERE { ?x ex:p ?y FILTER(false) } ORDER BY ?x",
    'SELECT ?x ?y WHERE { ?x ex:p ?z OPTIONAL { ?x ex:up ?y FILTER((("")))} } ORDER BY ?x',
]


@pytest.mark.parametrize("query", ANSWERED)
def test_answered_as_by_the_store(query: str) -> None:
    store, graph = both(TURTLE)
    text = PREFIXES + query
    mine = in_columns(graph, text)
    assert same(plan.read(plan.algebra(text)), mine, in_store(store, text)), mine


@pytest.mark.parametrize("query", LEFT)
def test_left_to_the_store(query: str) -> None:
    _, graph = both(TURTLE)
    with pytest.raises(NotCovered):
        in_columns(graph, PREFIXES + query)
