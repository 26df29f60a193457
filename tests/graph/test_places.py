import pytest
from pyoxigraph import Literal, NamedNode

from acopio.graph.iris import place_iri
from acopio.graph.places import describe_place, place_code


@pytest.mark.parametrize(
    ("code", "english", "spanish"),
    [("PE", "Peru", "Perú"), ("BO", "Bolivia", "Bolivia"), ("CI", "Côte d'Ivoire", "Costa de Marfil")],
)
def test_countries_have_their_common_names(code: str, english: str, spanish: str) -> None:
    (country,) = describe_place(code)
    assert country.values("schema:name") == [
        Literal(english, language="en"),
        Literal(spanish, language="es"),
    ]


def test_a_region_lies_in_its_country() -> None:
    country, region = describe_place("PE-SAM")
    assert region.value("schema:name") == Literal("San Martín", language="en")
    assert region.value("schema:containedInPlace") == country.subject == place_iri("PE")


@pytest.mark.parametrize("code", ["XX", "PE-XXX"])
def test_an_unknown_code_is_no_place(code: str) -> None:
    with pytest.raises(LookupError, match=code):
        describe_place(code)


def test_the_code_is_in_the_iri() -> None:
    assert place_code(place_iri("PE-SAM")) == "PE-SAM"
    assert place_code(NamedNode("https://w3id.org/acopio/id/acopagro")) is None
