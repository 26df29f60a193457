"""What a query is sent as: plain words for what servers stumble on, and nothing else changed."""

from __future__ import annotations

import pytest
from catalogue_samples import QUERIES, store, stored
from pyoxigraph import Literal, NamedNode

from acopio.catalogue.engines import asking
from acopio.catalogue.parameters import bind
from acopio.catalogue.result import Term
from acopio.catalogue.stored_query import parse_query
from acopio.endpoint.dialect import as_sent

HEADER = """#+ title: T
#+ question: Q?
#+ description: D.
#+ parameters:
#+   product: {type: concept, scheme: product, description: only this}
#+   since: {type: date, description: from this day on}
#+ columns:
#+   organization: {type: iri, label: Organisation}
#+ tags: [test]
PREFIX acopio: <https://w3id.org/acopio/ns#>
PREFIX product: <https://w3id.org/acopio/concept/product/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
BODY = """SELECT ?organization WHERE {{
  VALUES (?_product ?_since) {{ (UNDEF UNDEF) }}
  {0}
}}
"""
COCOA = NamedNode("https://w3id.org/acopio/concept/product/cocoa")
DAY = Literal("2012-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def sent(words: str, **given: Term) -> str:
    """The lines between the braces of a query with such a body, as they are sent."""
    text = as_sent(parse_query(HEADER + BODY.format(words), "t.rq"), given, asking(store()))
    return " ".join(text.partition("WHERE {")[2].rpartition("}")[0].split())


@pytest.mark.parametrize(
    ("words", "given", "expected"),
    [
        ("?a ?b ?c . # talk\n  FILTER(!BOUND(?_since) || ?c > ?_since)", {}, "?a ?b ?c ."),
        ("FILTER(!BOUND(?_since) || ?c > ?_since)", {"since": DAY}, f"FILTER( ?c > {DAY} )"),
        ("BIND(!BOUND(?_since) || ?c > ?_since AS ?d)", {"since": DAY}, f"BIND(!true || ?c > {DAY} AS ?d)"),
        (
            "FILTER(!BOUND(?_product) || EXISTS { ?a acopio:product ?_product })",
            {"product": COCOA},
            f"{{ SELECT DISTINCT ?a WHERE {{ ?a acopio:product {COCOA} }} }}",
        ),
        (
            "FILTER(!BOUND(?_product) || EXISTS { ?a acopio:product/skos:broader* ?_product })",
            {"product": COCOA},
            f"{{ SELECT DISTINCT ?a WHERE {{ ?a acopio:product ?_under . FILTER(?_under IN ({COCOA})) }} }}",
        ),
        (
            "FILTER(!BOUND(?_product) || EXISTS { ?a skos:broader* ?_product })",
            {"product": COCOA},
            f"FILTER(?a IN ({COCOA}))",
        ),
        ("FILTER EXISTS { ?a skos:broader* product:cocoa }", {}, f"FILTER(?a IN ({COCOA}))"),
        ("?a skos:broader* product:cocoa . ?a ?b ?c", {}, f"VALUES ?a {{ {COCOA} }} ?a ?b ?c"),
        (
            "{ ?a ?b 1 } UNION { ?a ?b 2 }\n  FILTER(!BOUND(?_product) || EXISTS { ?a acopio:product ?_product })",
            {"product": COCOA},
            f"{{ ?a ?b 1 }} UNION {{ ?a ?b 2 }} FILTER EXISTS {{ ?a acopio:product {COCOA} }}",
        ),
        (
            "BIND(1 AS ?a) FILTER(!BOUND(?_product) || EXISTS { ?a acopio:product ?_product })",
            {"product": COCOA},
            f"BIND(1 AS ?a) FILTER EXISTS {{ ?a acopio:product {COCOA} }}",
        ),
        ("FILTER EXISTS { ?a acopio:product ?other }", {}, "FILTER EXISTS { ?a acopio:product ?other }"),
    ],
)  # fmt: skip
def test_words_sent(words: str, given: dict[str, Term], expected: str) -> None:
    assert sent(words, **given) == expected


@pytest.mark.parametrize("name", QUERIES)
def test_lines_stay_where_they_are_and_parameters_go(name: str) -> None:
    query = stored(name)
    text = as_sent(query, bind(query, {}, asking(store())), asking(store()))
    assert text.count("\n") == query.text.count("\n")
    assert "UNDEF" not in text
    assert "#+" not in text


def test_query_without_a_header_is_sent_as_it_stands() -> None:
    text = "# mine\nSELECT * WHERE { VALUES ?_a { UNDEF } FILTER EXISTS { ?a ?b ?_a } }"
    assert as_sent(parse_query(text, "mine.rq"), {}, asking(store())) == text
