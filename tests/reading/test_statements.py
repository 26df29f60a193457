import pytest
from reading_samples import context, document

from acopio.claims.records import FoundingClaim, StatementClaim
from acopio.documents import Metadata, document_from_bytes
from acopio.reading.locating import find_country
from acopio.reading.read_claims import read_claims


def facts(text: str, *, language: str = "en", organization: str | None = None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in read_claims(document(text, language=language, organization=organization)).claims:
        if isinstance(claim, StatementClaim):
            found.setdefault(claim.property, set()).add(claim.value)
    return found


def test_plain_facts_of_a_story() -> None:
    found = facts(
        "Kilima Co-operative grows coffee in the San Martín region of Peru. The cooperative sells its coffee "
        "to roasters in Canada, Germany and France. Members also raise pigs and grow fruit for themselves.",
        organization="Kilima Co-operative",
    )
    assert found == {
        "name": {"Kilima Co-operative"},
        "country": {"PE"},
        "region": {"PE-SAM"},
        "type": {"cooperative"},
        "product": {"coffee"},
    }


def test_plain_facts_of_a_fact_box() -> None:
    found = facts(
        "Name\nAsociación del Lago\n\nCountry\nBolivia\n\nProducts\ncocoa, coffee, bananas\n",
        organization="Asociación del Lago",
    )
    assert (found["country"], found["product"], found["type"]) == (
        {"BO"},
        {"cocoa", "coffee", "banana"},
        {"association"},
    )


def test_plain_facts_in_spanish() -> None:
    found = facts(
        "La finca Rosas del Sol está al norte de la capital ecuatoriana. La finca produce rosas.",
        language="es",
        organization="Rosas del Sol",
    )
    assert (found["country"], found["type"], found["product"]) == ({"EC"}, {"plantation"}, {"flowers"})


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Kilima Coffee Farmers Cooperative Union", "union"),
        ("Kilima Tea Estate", "plantation"),
        ("Kilima Coffee Co-operative Ltd", "cooperative"),
        ("Asociación Kilima", "association"),
    ],
)
def test_types_that_names_say(said: str, kind: str) -> None:
    assert facts(f"{said} is old. It sells coffee.", organization=said)["type"] == {kind}


def test_a_type_that_the_text_says() -> None:
    text = "Kilima sells tea. It is an association whose members live by the lake."
    assert facts(text, organization="Kilima")["type"] == {"association"}


def test_rooibos_is_not_tea_and_grows_in_one_country() -> None:
    found = facts("Kilima sells rooibos tea. Tea equipment was bought.", organization="Kilima")
    assert (found["product"], found["country"]) == ({"rooibos"}, {"ZA"})


def test_the_publishers_name_above_a_page_is_its_masthead_and_below_it_a_part_about_others() -> None:
    story = "The union of cotton growers was founded in 2007, and it has 3,012 members in the Sikasso region, Mali."
    other = (
        "We were founded in 1985 by two friends, and have had 40 members of staff in Kenya ever since then."
    )
    text = f"# Thread Map\n\n## Sinankunya\n\n{story}\n\n## About Thread Map\n\n{other}\n"
    options = Metadata(language="en", publisher="Thread Map", organization="Sinankunya")
    claims = read_claims(document_from_bytes(text.encode(), "page.md", options=options)).claims
    values = {(claim.property, claim.value) for claim in claims if isinstance(claim, StatementClaim)}
    assert {("country", "ML"), ("region", "ML-3")} <= values
    assert [claim.passage.text for claim in claims if isinstance(claim, FoundingClaim)] == [
        "The union of cotton growers was founded in 2007"
    ]


def test_about_us_above_all_text_is_the_page_itself() -> None:
    text = (
        "ABOUT US\n\nWe are a cooperative in Rwanda. Our story began in 2004. Today we are 1,356 farmers.\n"
    )
    claims = read_claims(document(text)).claims
    assert {type(claim).__name__ for claim in claims} >= {"FoundingClaim", "CountClaim"}


def test_a_federations_name_says_nothing_of_the_product() -> None:
    text = "The co-op sells its coffee through the Central Café & Cacao federation. It grows coffee.\n"
    assert facts(text, organization="Cooperativa Sol")["product"] == {"coffee"}


def test_a_line_of_links_above_about_us_is_navigation() -> None:
    links = "[Home](/en) · [About us](/en/about) · [Bananas](/en/bananas) · [Contact](/en/contact)"
    text = f"{links}\n\n# About us\n\nWe are a cooperative in Rwanda of 1,356 farmers.\n\n**2004** Founded\n"
    claims = read_claims(document(text)).claims
    assert {type(claim).__name__ for claim in claims} >= {"FoundingClaim", "CountClaim"}


def test_a_path_of_links_and_links_to_share_are_navigation() -> None:
    page = (
        "Home > Our growers > Tanzania > Mruwia AMCS\n\nMruwia is a coffee society near Moshi.\n\n"
        "How the premium has been used\n\n- School desks\n\nShare this:\nFacebook\nTwitter\n"
    )
    told = [claim.passage.text for claim in read_claims(document(page)).claims]
    assert "School desks" in told
    assert not any("Twitter" in words or ">" in words for words in told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "# Khau Lang Shan Tea Co-operative\n\n*Hoang Su Phi, Ha Giang, Vietnam*\n\nTo pick it you climb.",
            "VN",
        ),
        (
            "# Rungdung Tea Estate, Darjeeling\n\nThe bushes of the estate are China bushes, slow to grow.",
            "IN",
        ),
    ],
)
def test_a_country_in_a_name_or_a_plant_is_not_where_it_is(text: str, code: str) -> None:
    found = find_country(context(text))
    assert found is not None
    assert found.code == code
