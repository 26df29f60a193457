"""References resolved against a base."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.validation.iri_reference import resolve

REFERENCES = st.from_regex(
    r"(//[a-c]{1,2})?(/|\./|\.\./|[a-c]{1,2}/){0,4}[a-c.]{0,3}(\?[a-c]?)?(#[a-c]?)?", fullmatch=True
)


@given(REFERENCES, st.sampled_from(["http://a/b/c/d", "http://a/b/c/", "http://a", "file:///x/y.ttl"]))
def test_references_resolve_as_in_oxigraph(reference: str, base: str) -> None:
    text = f"<{reference}> <http://e.org/p> 1 ."
    try:
        (quad,) = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=base)
    except SyntaxError:
        return
    assert resolve(reference, base) == quad.subject.value


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("", "http://a/b/c/d;p?q"),
        ("..", "http://a/b/"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("urn:x:y", "urn:x:y"),
    ],
)
def test_examples_of_rfc_3986(reference: str, wanted: str) -> None:
    """Section 5.4."""
    assert resolve(reference, "http://a/b/c/d;p?q") == wanted
