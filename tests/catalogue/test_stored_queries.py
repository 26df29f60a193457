"""What holds of every stored query: header, prefixes, columns, form, documentation."""

from __future__ import annotations

import re

import pytest
from catalogue_samples import QUERIES, quads, store, stored

from acopio.assets import queries_folder, shapes_folder
from acopio.catalogue.engines import asking, run
from acopio.catalogue.lexer import tokens
from acopio.catalogue.parameters import to_term
from acopio.namespaces import PREFIXES

FIXED = {
    "founding": ["document", "kind", "earliest", "latest", "quote"],
    "membership": ["document", "value", "min", "max", "percent", "unit", "part", "quote"],
    "certifications": ["document", "scheme", "earliest", "latest", "status", "quote"],
    "premium_uses": ["document", "purpose", "status", "quote"],
}
WANTED = {
    "organizations", "founding", "membership", "certifications", "premium_uses", "needs", "outcomes",
    "testimonies", "recognitions", "funding", "documents", "evidence_of", "certification_dates",
    "latest_membership", "premium_by_purpose", "years_to_certification", "needs_met_by_premium",
    "disagreements", "certified_before", "organic_and_fair_trade", "scheme_overlap", "certifiers",
    "partial_certifications", "certification_counts", "membership_over_time", "more_members_than",
    "membership_growth", "counted_units", "womens_share", "organization_counts", "places", "products",
    "second_products", "origins", "premium_shares", "purchases", "premium_by_beneficiary", "use_outcomes",
    "years_to_first_use", "sums_by_currency", "testimony_topics", "funders", "assertions", "missing",
}  # fmt: skip
DATATYPES = {"integer": {"integer"}, "decimal": {"decimal", "integer"}, "date": {"date"}, "text": {"string"}}


def test_the_questions_asked_for_are_there() -> None:
    assert set(QUERIES) >= WANTED


def test_files_are_all_in_a_topic() -> None:
    assert sorted(path.stem for path in queries_folder().rglob("*.rq")) == sorted(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_header_is_complete(name: str) -> None:
    header = stored(name).header
    assert header is not None
    assert header.question.endswith("?")
    assert header.description.endswith(".")
    assert len({column.label for column in header.columns}) == len(header.columns), (
        "two columns with one label"
    )
    assert sum(not column.detail for column in header.columns) >= 3, "a table would show hardly anything"


@pytest.mark.parametrize("name", QUERIES)
def test_prefixes_are_the_project_s_and_all_used(name: str) -> None:
    text = stored(name).text
    declared = dict(re.findall(r"^PREFIX ([\w-]+): <(.*)>$", text, flags=re.M))
    assert declared == {prefix: PREFIXES[prefix] for prefix in declared}
    assert list(declared) == sorted(declared)
    body = "\n".join(line for line in text.splitlines() if not line.startswith(("#+", "PREFIX")))
    used = {token.text.partition(":")[0] for token in tokens(body) if token.kind == "prefixed"}
    assert set(declared) == used


@pytest.mark.parametrize("name", QUERIES)
def test_rows_are_ordered_and_none_stands_twice(name: str) -> None:
    query = stored(name)
    assert re.search(r"^ORDER BY ", query.text, flags=re.M)
    rows = [tuple(row.values()) for row in run(query, store())]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", QUERIES)
def test_exists_holds_one_pattern(name: str) -> None:
    """More than one is quadratic in Oxigraph."""
    for inside in re.findall(r"EXISTS\s*\{([^}]*)\}", stored(name).text):
        assert not re.search(r"[.;]\s", inside), inside


@pytest.mark.parametrize("name", QUERIES)
def test_values_are_of_the_types_that_the_header_says(name: str) -> None:
    from pyoxigraph import Literal, NamedNode

    result = run(stored(name), store())
    assert result.terms
    for index, column in enumerate(result.columns):
        for row in result.terms:
            term = row[index]
            if term is None:
                continue
            if column.type in ("iri", "concept"):
                assert isinstance(term, NamedNode), column
                assert column.type == "iri" or "/concept/" in term.value, column
            else:
                assert isinstance(term, Literal), column
                wanted = DATATYPES.get(column.type, {"string"})
                assert term.language or term.datatype.value.rpartition("#")[2] in wanted, column


@pytest.mark.parametrize("name", sorted(FIXED))
def test_fixed_columns_come_first(name: str) -> None:
    assert [column.name for column in stored(name).columns][: len(FIXED[name])] == FIXED[name]


def test_rejected_and_superseded_claims_are_left_out_everywhere() -> None:
    status = "https://w3id.org/acopio/concept/status/"
    gone = (f"<{status}rejected>", f"<{status}corrected>")
    decided = [quad for quad in quads() if quad.predicate.value == f"{PREFIXES['acopio']}status"]
    out = {str(quad.subject) for quad in decided if str(quad.object) in gone}
    assert len(out) == 5
    for name in QUERIES:
        shown = {str(term) for row in run(stored(name), store()).terms for term in row}
        assert not shown & out, name


@pytest.mark.parametrize("name", QUERIES)
def test_defaults_are_values_of_their_parameters(name: str) -> None:
    for parameter in stored(name).parameters:
        if parameter.default is not None:
            assert to_term(parameter, parameter.default, asking(store()))


def test_what_is_missing_is_asked_by_shapes_that_there_are() -> None:
    from rdflib import SH, Graph, URIRef

    shapes = Graph()
    for path in sorted(shapes_folder().glob("*.ttl")):
        shapes.parse(path)
    named = set(re.findall(r'^ +\("([a-z-]+/[a-z-]+)" ', stored("missing").text, flags=re.M))
    assert len(named) >= 8
    for name in named:
        assert (URIRef(f"https://w3id.org/acopio/shape/{name}"), SH.severity, None) in shapes, name


@pytest.mark.parametrize("name", QUERIES)
def test_no_golden_file_is_empty(name: str) -> None:
    assert len(run(stored(name), store()).rows) > 0
