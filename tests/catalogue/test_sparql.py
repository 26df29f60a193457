"""What is found in a query's text before an engine sees it, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.catalogue.lexer import tokens
from acopio.catalogue.sparql import (
    check_iris,
    check_prefixes,
    names_graphs,
    parameter_rows,
    refuse_remote,
    selected_variables,
)
from acopio.errors import AcopioError

ACOPIO = "PREFIX acopio: <https://w3id.org/acopio/ns#>\n"


def test_tokens_tell_code_from_strings_comments_and_iris() -> None:
    text = """SELECT ?s # SERVICE in a comment
    WHERE { ?s a:b.c "SERVICE" ; <http://x/#SERVICE> '''a 'long' one''' .
      FILTER(?a<?b && ?c>3.5) _:b1 a: true }"""
    assert [(token.kind, token.text) for token in tokens(text)] == [
        ("word", "SELECT"), ("variable", "?s"), ("word", "WHERE"), ("mark", "{"), ("variable", "?s"),
        ("prefixed", "a:b.c"), ("string", '"SERVICE"'), ("mark", ";"), ("iri", "<http://x/#SERVICE>"),
        ("string", "'''a 'long' one'''"), ("mark", "."), ("word", "FILTER"), ("mark", "("),
        ("variable", "?a"), ("mark", "<"), ("variable", "?b"), ("mark", "&&"), ("variable", "?c"),
        ("mark", ">"), ("number", "3.5"), ("mark", ")"), ("blank", "_:b1"), ("prefixed", "a:"),
        ("word", "true"), ("mark", "}"),
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_tokens_cover_any_text_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end and text[token.start : token.end] == token.text
        end = token.end


def test_undeclared_prefix_is_named_with_what_to_declare() -> None:
    with pytest.raises(AcopioError) as caught:
        check_prefixes(f"{ACOPIO}SELECT ?s WHERE {{ ?s a acopio:Claim ; schema:about ?o }}", "a.rq")
    error = caught.value
    assert (error.kind.code, error.where) == ("query-prefix", "a.rq:2:39")
    assert error.remedy == "Add this line at the top of the query: PREFIX schema: <https://schema.org/>"


def test_unknown_prefix_is_answered_with_the_known_ones() -> None:
    with pytest.raises(AcopioError) as caught:
        check_prefixes("ASK { ?s acopia:about ?o }", "a.rq")
    assert caught.value.remedy.startswith("Did you mean acopio? Known prefixes: acopio, assertion, ")


@pytest.mark.parametrize(
    "text", [f"{ACOPIO}ASK {{ ?s acopio:x 'b:c' , <d:e> }} # f:g", "PREFIX : <x:> ASK { ?s :p ?o }"]
)
def test_declared_prefixes_and_what_is_none_pass(text: str) -> None:
    check_prefixes(text, "a.rq")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("SELECT * WHERE {\n  SERVICE <http://x/> { ?s ?p ?o }\n}", "2:3"),
        ("SELECT * WHERE { service silent ?x { ?s ?p ?o } }", "1:18"),
        ("SELECT * WHERE { SERV\\u0049CE <http://x/> { ?s ?p ?o } }", "1:18"),
        ("SELECT * FROM <http://x/> WHERE { ?s ?p ?o }", "1:10"),
        ("SELECT * FROM NAMED <http://x/> WHERE { GRAPH ?g { ?s ?p ?o } }", "1:10"),
        ("ASK { ?a ?b ?c FILTER(?a<1)SERVICE<http://x/>{ ?s ?p ?o } }", "1:28"),
    ],
)
def test_remote_access_is_refused_with_its_place(text: str, where: str) -> None:
    with pytest.raises(AcopioError) as caught:
        refuse_remote(text, "a.rq")
    assert caught.value.kind.code == "query-remote"
    assert caught.value.where == f"a.rq:{where}"


def test_words_that_are_no_keywords_pass() -> None:
    refuse_remote('ASK { ?service a:from "SERVICE", <http://FROM/> } # FROM <x>', "a.rq")
    assert not names_graphs("ASK { ?from ?p 'FROM' }")
    assert names_graphs("ASK FROM <http://x/> { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p ?o }\nLIMT 5", "2:7", "the query does not parse"),
        ("SELECT ?s WHERE { ?s ?p ", "1:25", "ends too early"),
        ('SELECT ?s WHERE { ?s ?p "o }', "1:29", "ends too early"),
        ("", "1:1", "ends too early"),
        ("SELECT ?s (?p AS ?s) WHERE { ?s ?p ?o }", "1:40", "the SELECT overrides an existing variable"),
        ("SELECT ?s (COUNT(?p) AS ?n) WHERE { ?s ?p ?o }", "1:47", "contains a variable that is unbound"),
        ("PREFIX a: <http://x/>\nINSERT DATA { a:s a:p a:o }", "2:10", "this is an update (INSERT)"),
    ],
)
def test_syntax_error_has_its_place_and_line(text: str, where: str, words: str) -> None:
    with pytest.raises(AcopioError) as caught:
        selected_variables(text, "a.rq")
    error = caught.value
    assert (error.kind.code, error.where) == ("query-syntax", f"a.rq:{where}")
    assert words in error.problem
    if words == "the query does not parse":
        assert error.problem.splitlines()[1:] == ["    LIMT 5", "          ^"]


def test_relative_iri_is_an_error_without_a_base() -> None:
    with pytest.raises(AcopioError) as caught:
        check_iris("ASK { ?s <claims> ?o }", "a.rq")
    assert (caught.value.where, caught.value.problem[:20]) == ("a.rq:1:10", "the IRI <claims> is ")
    check_iris("BASE <http://x/> ASK { ?s <claims> <http://y/> }", "a.rq")


def test_variables_are_those_selected() -> None:
    assert selected_variables("SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b } GROUP BY ?a", "a.rq") == (
        "a",
        "n",
    )
    assert selected_variables("ASK { ?a ?p ?b }", "a.rq") is None


def test_parameter_rows_are_found_where_they_stand() -> None:
    text = "SELECT ?s WHERE { VALUES ?x { 1 2 } VALUES (?_a ?_b) { (UNDEF UNDEF) } VALUES ?_c { UNDEF } }"
    first, second = parameter_rows(text, "a.rq")
    assert (first.variables, text[first.start : first.end]) == (("_a", "_b"), "(UNDEF UNDEF)")
    assert (second.variables, text[second.start : second.end]) == (("_c",), "UNDEF")
