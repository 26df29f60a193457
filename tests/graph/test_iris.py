import pytest

from acopio.graph import iris


def test_a_claims_iri_is_of_organisation_kind_and_words() -> None:
    digest = iris.claim_digest("acopagro--x", "formed in 1992", 1)
    iri = iris.claim_iri(iris.organization_iri("acopagro"), "founding", digest)
    assert iri.value == "https://w3id.org/acopio/id/acopagro/founding/f2ffe3af"
    assert iris.claim_iri(iris.organization_iri("acopagro"), "founding", digest, 2).value.endswith(
        "f2ffe3af-2"
    )


def test_the_same_words_twice_are_two_passages() -> None:
    assert iris.evidence_iri("x", "in 1992", 1) != iris.evidence_iri("x", "in 1992", 2)
    assert iris.claim_digest("x", "in 1992", 1) != iris.claim_digest("y", "in 1992", 1)


def test_a_stem_that_is_no_iri_is_encoded() -> None:
    assert iris.document_iri("my page").value == "https://w3id.org/acopio/doc/my%20page"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "https://spdx.org/licenses/MIT"),
        ("https://example.org/licence", "https://example.org/licence"),
        ("all rights reserved", None),
    ],
)
def test_licences(given: str, expected: str | None) -> None:
    found = iris.license_iri(given)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("http://example.org/?a={1}", "http://example.org/?a=%7B1%7D"),
        ("http://example.org/%C3%A9?x=1", "http://example.org/%C3%A9?x=1"),
        ("www.example.org", None),
        ("", None),
    ],
)
def test_addresses(given: str, expected: str | None) -> None:
    found = iris.web_iri(given)
    assert (found.value if found else None) == expected
