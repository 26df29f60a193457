"""Random queries over random data: the rows of the store's engine, in its order."""

from __future__ import annotations

import random

from columns_samples import PREFIXES, both, in_columns, in_store, same
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from acopio.columns import plan
from acopio.columns.covered import NotCovered

NODES = [f"ex:n{number}" for number in range(4)]
NUMBERS = ["1", "2", "10", "1.5", "2.0", '"01"^^xsd:integer', '"7"^^xsd:nonNegativeInteger']
TEXTS = [
    '"a"', '"b"', '"1"', '""', '"a"@en', '"b"@en', '"a"@de', "true", '"2020-01-01"^^xsd:date',
    '"2021-06-30"^^xsd:date', '"2020-02-31"^^xsd:date', '"x"^^ex:own', '"y"^^ex:own',
]  # fmt: skip
LITERALS = [*NUMBERS, *TEXTS, '"2020-01-01Z"^^xsd:date', '"2e0"^^xsd:double', '"x"^^xsd:integer']
PREDICATES = ["ex:p", "ex:q", "ex:r", "ex:up"]
VARIABLES = ["?a", "?b", "?c", "?d"]
PATHS = ["ex:p/ex:q", "^ex:p", "ex:p|ex:up", "ex:p|^ex:p", "ex:up*", "ex:up+", "ex:up?", "ex:p/ex:up*"]

VALUES = {"ex:p": NODES, "ex:q": [*NODES, *NUMBERS], "ex:r": TEXTS, "ex:up": NODES}


def _triples(seed: int, odd: bool) -> str:
    """Triples that a number stands for; odd ones have values of all kinds."""
    rng = random.Random(seed)
    found = []
    for _ in range(rng.randrange(8, 30)):
        predicate = rng.choice(PREDICATES)
        value = rng.choice(LITERALS if odd and rng.random() < 0.2 else VALUES[predicate])
        found.append(f"{rng.choice(NODES)} {predicate} {value} .")
    return "\n".join(found)


variables = st.sampled_from(VARIABLES)
terms = st.sampled_from([*VARIABLES * 5, *NODES, *NUMBERS[:4], *TEXTS[:10]])
subjects = st.sampled_from([*VARIABLES * 5, *NODES])
patterns = st.builds(
    lambda triples: " . ".join(" ".join(triple) for triple in triples),
    st.lists(
        st.tuples(
            subjects,
            st.sampled_from([*PREDICATES * 4, *PATHS]),
            terms,
        ),
        min_size=1,
        max_size=2,
    ),
)
FUNCTIONS = [
    "STR({0})", "LANG({0})", "STRLEN(STR({0}))", "CONCAT(STR({0}), \"-\", STR({1}))", "SUBSTR(STR({0}), 2)",
    "SUBSTR(STR({0}), 0, 2)", "STRAFTER(STR({0}), \"n\")", "STRBEFORE(STR({0}), \"n\")", "YEAR({0})", "IRI(STR({0}))",
    "({0} + {1})", "({0} - 1)", "({0} * {1})", "({0} / {1})", "ROUND({0} / 3)", "COALESCE({0}, {1}, 0)", "(-{0})",
    "IF({0} = {1}, {0}, \"no\")", "STRDT(STR({0}), xsd:date)", "REPLACE(STR({0}), \"^.*/\", \"\")", "({0} < {1})",
]  # fmt: skip
CONDITIONS = [
    "{0} = {1}", "{0} != {1}", "{0} < {1}", "{0} >= {1}", "BOUND({0})", "!BOUND({0})", "{0} IN ({1}, 1, ex:n1)",
    "{0} NOT IN (ex:n0, \"a\")", "STRSTARTS(STR({0}), \"http\")", "{0} = 1 || {1} = ex:n2", "{0} > 1 && BOUND({1})",
    "EXISTS {{ {0} ex:p {1} }}", "NOT EXISTS {{ {0} ex:q ?z }}", "COALESCE({0} < {1}, true)", "!({0} = {1})", "{0}",
    "EXISTS {{ {0} ex:up* {1} }}", "{0} < \"2021-01-01\"^^xsd:date",
]  # fmt: skip


def filled(templates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Templates with a variable and a term in their places."""
    return st.builds(lambda text, one, other: text.format(one, other), templates, variables, terms)


conditions = filled(st.sampled_from(CONDITIONS))
expressions = filled(st.sampled_from(FUNCTIONS))
AGGREGATES = [
    "COUNT({0})", "COUNT(DISTINCT {0})", "MIN({0})", "MAX({0})", "SUM({0})", "MIN(STR({0}))", "COUNT(*)",
    "GROUP_CONCAT(DISTINCT STR({0}))", "MAX(STRLEN(STR({0})))",
]  # fmt: skip


def _group(number: int, key: str, aggregate: str, inner: str) -> str:
    return f"{{ SELECT {key} ({aggregate} AS ?g{number}) WHERE {{ {inner} }} GROUP BY {key} }}"


def _extended(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    number = st.integers(0, 9)
    return st.one_of(
        st.builds("{0} . OPTIONAL {{ {1} }}".format, patterns, children),
        st.builds("{0} . OPTIONAL {{ {1} }} OPTIONAL {{ {2} }}".format, patterns, patterns, children),
        st.builds("{{ {0} }} UNION {{ {1} }}".format, children, children),
        st.builds("{{ {0} }} MINUS {{ {1} }}".format, children, patterns),
        st.builds("{{ {0} }} FILTER({1})".format, children, conditions),
        st.builds("{{ {0} }} FILTER({1}) FILTER({2})".format, children, conditions, conditions),
        st.builds("{{ {0} }} BIND({1} AS ?e{2})".format, children, expressions, number),
        st.builds("{{ {0} }} {{ {1} }}".format, children, children),
        st.builds("VALUES (?a ?b) {{ (UNDEF ex:n1) (ex:n2 UNDEF) (1 2) }} {0}".format, children),
        st.builds("{{ {0} }} {{ SELECT DISTINCT ?a ?b WHERE {{ {1} }} }}".format, patterns, children),
        st.builds(
            _group, number, variables, st.builds(str.format, st.sampled_from(AGGREGATES), variables), children
        ),
    )


groups = st.recursive(patterns, _extended, max_leaves=4)
selected = [*VARIABLES, *(f"?{kind}{number}" for kind in "eg" for number in range(10))]


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(
    seed=st.integers(0, 10**6),
    odd=st.booleans(),
    group=groups,
    distinct=st.booleans(),
    descending=st.booleans(),
)
def test_random_query(seed: int, odd: bool, group: str, distinct: bool, descending: bool) -> None:
    store, graph = both(_triples(seed, odd))
    shown = [name for name in selected if name in group]
    order = " ".join([f"DESC({shown[0]})" if descending else shown[0], *shown[1:]]) if shown else "(1)"
    text = f"{PREFIXES}SELECT {'DISTINCT ' * distinct}{' '.join(shown) or '*'} WHERE {{ {group} }} ORDER BY {order}"
    try:
        theirs = in_store(store, text)
        algebra = plan.read(plan.algebra(text))
    except Exception as error:
        event(f"no query: {type(error).__name__}")
        return
    try:
        mine = in_columns(graph, text)
    except NotCovered as reason:
        event(f"not covered: {reason}")
        return
    event("rows" if theirs else "no rows")
    assert same(algebra, mine, theirs), text
