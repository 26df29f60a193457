"""Words become terms; a word that means nothing here is answered with those that do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from catalogue_samples import HEADED, headed, rdflib_graph, store, stored
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from acopio.catalogue.engines import asking, run, run_in_rdflib
from acopio.catalogue.header import Parameter
from acopio.catalogue.parameters import bind, to_term
from acopio.catalogue.query import answer
from acopio.errors import AcopioError
from acopio.namespaces import PREFIXES

XSD = PREFIXES["xsd"]
ORGANIZATION = Parameter(
    "organization", "iri", "which", class_iri="https://w3id.org/acopio/ns#ProducerOrganization"
)
COUNTRY = Parameter("country", "iri", "which", class_iri="https://schema.org/Country")
PRODUCT = Parameter("product", "concept", "which", scheme="product")
WORDS = Parameter("words", "text", "which")


def value(term: object) -> str:
    assert isinstance(term, (NamedNode, Literal))
    return term.value


def term(parameter: Parameter, word: str) -> str:
    return value(to_term(parameter, word, asking(store())))


@pytest.mark.parametrize(
    "word",
    [
        "cocoa",
        "Cocoa",
        " cocoa ",
        "cacao",
        "product:cocoa",
        "<https://w3id.org/acopio/concept/product/cocoa>",
    ],
)
def test_concept_by_slug_label_in_any_language_or_iri(word: str) -> None:
    assert term(PRODUCT, word) == "https://w3id.org/acopio/concept/product/cocoa"


@pytest.mark.parametrize(
    "word", ["alto-verde", "ALTO VERDE", "CAV", "cooperativa agraria alto verde", "id:alto-verde"]
)
def test_organization_by_slug_name_acronym_or_iri(word: str) -> None:
    assert term(ORGANIZATION, word) == "https://w3id.org/acopio/id/alto-verde"


@pytest.mark.parametrize("word", ["PE", "pe", "Peru", "Perú", "id:place/PE"])
def test_country_by_code_or_name(word: str) -> None:
    assert term(COUNTRY, word) == "https://w3id.org/acopio/id/place/PE"


@pytest.mark.parametrize(
    ("parameter", "word", "remedy"),
    [
        (PRODUCT, "cofee", "Did you mean coffee"),
        (PRODUCT, "xyzzy", "In the data: cocoa, coffee, honey, tea."),
        (PRODUCT, "purpose:education", "In the data: cocoa, coffee, honey, tea."),
        (COUNTRY, "Chile", "In the data: Brazil, Kenya, Peru."),
        (
            ORGANIZATION,
            "kilma",
            "Did you mean kilima? In the data: Alto Verde, Beira Mar, Kilima Growers Union, Unheard-of",
        ),
        (ORGANIZATION, "https://x.example/", "In the data: "),
        (Parameter("c", "iri", "which"), "no iri", "Give an IRI"),
        (Parameter("n", "integer", "which"), "12.5", "Give a whole number"),
        (Parameter("n", "integer", "which"), "9" * 400, "Give a whole number"),
        (Parameter("n", "decimal", "which"), "1e5", "Give a number with a decimal point"),
        (Parameter("d", "date", "which"), "2004-02-30", "Give a year, a month or a day that exists"),
        (Parameter("d", "date", "which"), "0000", "Give a year"),
        (Parameter("d", "date", "which"), "spring 2004", "Give a year"),
        (Parameter("l", "language", "which"), "en_GB!", "Give a language tag"),
        (WORDS, "  ", "Give a value"),
        (Parameter("t", "text", "which", choices=("met", "unmet")), "umet", "Did you mean unmet"),
        (Parameter("t", "text", "which", choices=("met", "unmet")), "x", "It is one of: met, unmet."),
    ],
)
def test_a_value_that_does_not_fit_is_answered_with_what_does(
    parameter: Parameter, word: str, remedy: str
) -> None:
    with pytest.raises(AcopioError) as caught:
        term(parameter, word)
    assert caught.value.kind.code == "query-parameter"
    assert repr(word) in caught.value.problem
    assert caught.value.remedy.startswith(remedy)


@pytest.mark.parametrize(
    ("bound", "word", "day"),
    [
        ("earliest", "2004", "2004-01-01"),
        ("latest", "2004", "2004-12-31"),
        ("earliest", "2004-02", "2004-02-01"),
        ("latest", "2004-02", "2004-02-29"),
        ("latest", "2004-02-07", "2004-02-07"),
    ],
)
def test_date_is_taken_at_its_bound(bound: str, word: str, day: str) -> None:
    parameter = Parameter("d", "date", "when", bound="latest" if bound == "latest" else "earliest")
    assert to_term(parameter, word, asking(store())) == Literal(day, datatype=NamedNode(f"{XSD}date"))


def test_typed_values_of_python_are_taken_too() -> None:
    query = headed(HEADED.replace("type: text\n", "type: date\n"))
    assert value(bind(query, {"words": dt.date(2004, 5, 17)}, asking(store()))["words"]) == "2004-05-17"
    assert term(Parameter("n", "decimal", "which"), str(Decimal("12.50"))) == "12.50"
    assert term(Parameter("n", "integer", "which"), str(1800)) == "1800"


def test_choice_is_taken_whatever_its_case() -> None:
    assert term(Parameter("t", "text", "which", choices=("met", "unmet")), " Unmet") == "unmet"


def test_a_name_of_two_things_is_refused_with_both() -> None:
    two = Store()
    for slug in ("a", "b"):
        two.update(
            f"""PREFIX acopio: <https://w3id.org/acopio/ns#> PREFIX schema: <https://schema.org/>
            PREFIX id: <https://w3id.org/acopio/id/>
            INSERT DATA {{ id:{slug} a acopio:ProducerOrganization ; schema:name "Twin" }}"""
        )
    with pytest.raises(AcopioError) as caught:
        to_term(ORGANIZATION, "twin", asking(two))
    assert caught.value.remedy == "It could be a, b. Give one of these."


def test_unknown_missing_and_repeated_parameters_are_faults() -> None:
    query = headed(HEADED.replace("type: text\n", "type: text\n#+     required: true\n"))
    for given_values, problem in (
        ({"word": "x"}, "the query 'test.rq' has no parameter 'word'"),
        ({}, "needs the parameter 'words': only names with these words"),
    ):
        with pytest.raises(AcopioError) as caught:
            bind(query, given_values, asking(store()))
        assert problem in caught.value.problem
    with pytest.raises(AcopioError, match="Did you mean words"):
        bind(query, {"word": "x"}, asking(store()))


def test_default_stands_in_for_what_is_not_given() -> None:
    query = headed(HEADED.replace("type: text\n", "type: text\n#+     default: kilima\n"))
    assert [row["name"] for row in answer(query, store())] == ["Kilima Growers Union"]
    assert [row["name"] for row in answer(query, store(), {"words": "beira"})] == ["Beira Mar"]


INJECTIONS = [
    '" ) } } DROP ALL #',
    "') || true #",
    'x") } UNION { ?organization ?name ?any } #',
    "\\",
    '\\" ) } #',
    "\\u0022 ) } #",
    "} SERVICE <http://127.0.0.1:9/> {",
    "a\nb\r\tc\x00\x07\x1b[31m",
    "'''\"\"\"",
]


@pytest.mark.parametrize("words", INJECTIONS)
def test_injection_is_only_words(words: str) -> None:
    query, before = headed(), len(store())
    bindings = bind(query, {"words": words}, asking(store()))
    assert value(bindings["words"]) == words
    assert run(query, store(), bindings).rows == []
    assert run_in_rdflib(query, rdflib_graph(), bindings).rows == []
    assert len(store()) == before


ECHO = """#+ title: Echo
#+ question: What was said?
#+ description: The words themselves.
#+ parameters: {words: {type: text, description: any}}
#+ columns: {said: {type: text, label: Said}}
#+ tags: [words]
SELECT (?_words AS ?said) WHERE { VALUES ?_words { UNDEF } }
"""


@given(st.text(min_size=1, max_size=40).filter(lambda words: words.strip()))
def test_any_text_comes_back_as_it_went_in(words: str) -> None:
    query = headed(ECHO)
    bindings = bind(query, {"words": words}, asking(Store()))
    assert run(query, Store(), bindings).rows == [{"said": words}]


def test_text_that_no_engine_can_hold_is_refused() -> None:
    with pytest.raises(AcopioError, match="cannot be"):
        bind(headed(), {"words": "\ud800"}, asking(store()))


def test_iri_with_a_way_out_of_its_brackets_is_refused() -> None:
    with pytest.raises(AcopioError, match="Give an IRI"):
        term(Parameter("c", "iri", "which"), "http://x/> } DROP ALL <y:")


def test_narrower_concepts_are_found_by_the_broader_one() -> None:
    query = stored("premium_uses")
    everything = {row["purpose"] for row in answer(query, store())}
    community = {row["purpose"] for row in answer(query, store(), {"purpose": "community-services"})}
    assert {"education equipment-and-vehicles", "health", "water-and-sanitation"} <= community < everything
