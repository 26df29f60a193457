import pytest
from graph_samples import triples
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from acopio.graph.terms import Description, edtf, integer, natural, tagged, term
from acopio.graph.turtle import TurtleWriter
from acopio.namespaces import ID, PREFIXES

SUBJECT = NamedNode(f"{ID}acopagro/count/1a2b3c4d")


def test_a_description_is_grouped_one_property_a_line() -> None:
    described = Description(SUBJECT).a("acopio:CountClaim")
    described.add("schema:value", integer(27)).add("acopio:when", edtf("2004"))
    described.add("schema:name", tagged("Peru", "en"), tagged("Perú", "es"))
    assert TurtleWriter().document("What is said.", [described]) == (
        "# What is said.\n"
        "@base <https://w3id.org/acopio/id/> .\n"
        "@prefix acopio: <https://w3id.org/acopio/ns#> .\n"
        "@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .\n"
        "@prefix schema: <https://schema.org/> .\n"
        "\n"
        "<acopagro/count/1a2b3c4d> a acopio:CountClaim ;\n"
        "    schema:value 27 ;\n"
        '    acopio:when "2004"^^edtf:EDTF ;\n'
        '    schema:name "Peru"@en, "Perú"@es .\n'
    )


def test_lines_stand_last_and_one_below_the_other() -> None:
    positions = [
        Description(SUBJECT).add("oa:start", natural(n)).add("oa:end", natural(n + 1)) for n in (1, 2)
    ]
    lines = TurtleWriter().document("", [], positions).splitlines()
    assert [line.count("oa:start") and line.count("oa:end") for line in lines[-2:]] == [1, 1]


@pytest.mark.parametrize(
    "iri",
    [
        f"{ID}place/PE",
        f"{ID}with:colon",
        f"{ID}a/../b",
        f"{ID}#fragment",
        ID,
        "https://w3id.org/acopio/ns#",
        "https://w3id.org/acopio/ns#a.b.",
        "https://w3id.org/acopio/doc/my%20page",
        "https://schema.org/name",
        "http://example.org/(a)",
        "urn:isbn:1",
    ],
)
def test_every_iri_is_read_back(iri: str) -> None:
    described = Description(SUBJECT).add("schema:url", NamedNode(iri))
    assert triples(TurtleWriter().document("x", [described])) == [
        Triple(SUBJECT, term("schema:url"), NamedNode(iri))
    ]


LITERALS = st.one_of(
    st.builds(Literal, st.text()),
    st.builds(lambda text: Literal(text, language="en-us"), st.text()),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(PREFIXES["xsd"] + name)),
        st.one_of(st.text(), st.integers().map(str), st.decimals(allow_nan=False).map(str)),
        st.sampled_from(["integer", "decimal", "date", "boolean"]),
    ),
)


@given(LITERALS)
def test_every_literal_is_read_back(literal: Literal) -> None:
    described = Description(SUBJECT).add("schema:name", literal)
    (read,) = triples(TurtleWriter().document("x", [described]))
    assert read.object == literal
