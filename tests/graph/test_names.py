import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.graph.names import (
    OrganizationName,
    is_acronym,
    name_key,
    organization_slug,
    parse_organization_name,
    slug,
)


@pytest.mark.parametrize(
    ("given_name", "full", "acronym"),
    [
        (
            "Cooperativa Agraria Cacaotera Acopagro Ltda. (ACOPAGRO)",
            "Cooperativa Agraria Cacaotera Acopagro Ltda.",
            "ACOPAGRO",
        ),
        ("CECANOR - Central de Servicios Cafetaleros", "Central de Servicios Cafetaleros", "CECANOR"),
        (
            "Central de Cooperativas Múltiples PRODECOOP",
            "Central de Cooperativas Múltiples PRODECOOP",
            "PRODECOOP",
        ),
        ("Cooperativa Norandino (formerly CEPICAFE)", "Cooperativa Norandino", None),
        ("El  Ceibo", "El Ceibo", None),
        ("ACOPAGRO", "ACOPAGRO", None),
        ("Café Andino SA", "Café Andino SA", None),
    ],
)
def test_acronyms_are_found_where_they_are_written(given_name: str, full: str, acronym: str | None) -> None:
    assert parse_organization_name(given_name) == OrganizationName(full, acronym)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café Orgánico Marcala S.A. (COMSA)", "CAFE ORGANICO MARCALA"),
        ("Heiveld Co-operative", "Heiveld cooperative"),
        ("Heiveld Co-op", "The Heiveld Cooperative Ltd"),
        ("La Central de Servicios, R.L.", "Central de Servicios"),
        ("Sociedad Azucarera S. A. de C. V.", "Sociedad Azucarera"),
        ("Farmers & Growers Inc.", "Farmers and Growers"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cooperativa Norandino", "Cooperativa Andina"),
        ("Gumutindo", "Gumutindo Coffee Co-operative"),
        ("SA", "Ltda"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cooperativa Agraria Cacaotera Acopagro Ltda. (ACOPAGRO)", "acopagro"),
        ("La Riojana", "la-riojana"),
        ("Entreprise Coopérative Kimbre", "entreprise-cooperative-kimbre"),
        ("Smørbrød Straße Ltd", "smorbrod-strasse"),
    ],
)
def test_slugs_are_folded_and_prefer_the_acronym(name: str, expected: str) -> None:
    assert organization_slug(parse_organization_name(name)) == expected


def test_a_name_in_another_script_still_has_a_slug() -> None:
    assert slug("咖啡合作社") != slug("茶叶合作社")
    assert slug("咖啡合作社").isalnum()


@given(st.text())
def test_any_text_gives_a_slug_that_fits_an_iri(text: str) -> None:
    made = slug(text)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(min_size=1))
def test_any_name_can_be_parsed_and_keyed(text: str) -> None:
    name = parse_organization_name(text)
    assert name_key(text) == name_key(text.upper().lower()) or not text.isascii()
    assert name.acronym is None or is_acronym(name.acronym)
