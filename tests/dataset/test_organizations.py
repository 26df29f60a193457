from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from acopio.dataset.organizations import DocumentNames, OrganizationRegistry
from acopio.errors import AcopioError
from acopio.namespaces import ID

WRITTEN = """# kept by hand
@prefix id: <https://w3id.org/acopio/id/> .
@prefix s: <https://schema.org/> .

id:acopagro s:name "Cooperativa Agraria Cacaotera Acopagro Ltda."@es ; # the real one
    s:alternateName "ACOPAGRO" ."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "organizations.ttl"
    path.write_text(WRITTEN)
    return path


def identify(path: Path, *names: str) -> tuple[list[str], list[str], OrganizationRegistry]:
    registry = OrganizationRegistry.read(path)
    found, notes, faults = registry.identify_all(DocumentNames(f"d{n}", name) for n, name in enumerate(names))
    assert not faults
    return [found[f"d{n}"].value.removeprefix(ID) for n in range(len(names))], notes, registry


@pytest.mark.parametrize(
    "name",
    [
        "Cooperativa Agraria Cacaotera Acopagro",
        "COOPERATIVA AGRARIA CACAOTERA ACOPAGRO LTDA",
        "Acopagro",
        "Cooperativa Agraria Cacaotera Acopagro Ltda. (ACOPAGRO)",
    ],
)
def test_a_known_name_in_another_spelling_is_the_same_organisation(file: Path, name: str) -> None:
    found, notes, registry = identify(file, name)
    assert found == ["acopagro"]
    assert not notes
    assert registry.extended() is None


def test_a_known_acronym_joins_and_is_told_of_and_the_new_name_noted(file: Path) -> None:
    found, notes, registry = identify(file, "Agricultural Co-op Acopagro Peru (ACOPAGRO)")
    assert found == ["acopagro"]
    assert len(notes) == 1
    assert "by the name 'ACOPAGRO'" in notes[0]
    extended = registry.extended()
    assert extended is not None
    file.write_bytes(extended)
    assert identify(file, "Agricultural Cooperative Acopagro Peru")[:2] == (["acopagro"], [])


def test_the_file_is_appended_to_and_what_stands_there_is_untouched(file: Path) -> None:
    found, _, registry = identify(file, "Unión Andina (UNANDI)", "Bosque Verde S.A.")
    assert found == ["unandi", "bosque-verde"]
    extended = registry.extended()
    assert extended is not None
    text = extended.decode()
    assert text.startswith(WRITTEN)
    assert 's:name "Unión Andina"' in text[len(WRITTEN) :]
    list(parse(extended, RdfFormat.TURTLE))
    file.write_bytes(extended)
    again, notes, registry = identify(file, "UNANDI", "Bosque Verde")
    assert again == found
    assert not notes
    assert registry.extended() is None


def test_a_new_file_says_what_it_is_and_is_well_formed(tmp_path: Path) -> None:
    _, _, registry = identify(tmp_path / "organizations.ttl", "Unión Andina (UNANDI)")
    extended = registry.extended()
    assert extended is not None
    assert extended.startswith(b"# Who is who")
    assert b'schema:alternateName "UNANDI"' in extended


def test_near_matches_are_told_of_and_not_merged(tmp_path: Path) -> None:
    found, notes, _ = identify(
        tmp_path / "none.ttl",
        "Gumutindo Coffee Co-operative Enterprises Ltd",
        "Gumutindo",
        "Kuapa Kokoo Union",
    )
    assert found == ["gumutindo-coffee-cooperative-enterprises", "gumutindo", "kuapa-kokoo-union"]
    (note,) = notes
    assert "resembles" in note
    assert 'id:gumutindo-coffee-cooperative-enterprises schema:alternateName "Gumutindo" .' in note


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Cafe Organico Marcalla", "Café Orgánico Marcala", True),
        ("Manduvira Cooperative", "Cooperativa Producción Agroindustrial Manduvirá", True),
        ("Cooperativa Norandino", "Cooperativa Cafetalera Andina", False),
        ("Oromia Coffee Farmers Cooperative Union", "Sidama Coffee Farmers Cooperative Union", False),
        ("Association of Coffee Producers", "Association of Cocoa Producers", False),
    ],
)
def test_what_resembles_what(tmp_path: Path, one: str, other: str, near: bool) -> None:
    _, notes, _ = identify(tmp_path / "none.ttl", one, other)
    assert bool(notes) is near


def test_the_order_of_the_documents_does_not_matter(tmp_path: Path) -> None:
    names = ["ACOPAGRO", "Cooperativa Agraria Acopagro Ltda. (ACOPAGRO)", "Cooperativa Agraria Acopagro"]
    for order in (names, names[::-1]):
        found, _, registry = identify(tmp_path / "none.ttl", *order)
        assert set(found) == {"acopagro"}
        assert b'schema:name "Cooperativa Agraria Acopagro Ltda."' in (registry.extended() or b"")


def test_other_names_in_the_text_count_where_they_resemble_the_main_one(tmp_path: Path) -> None:
    registry = OrganizationRegistry.read(tmp_path / "none.ttl")
    first, _ = registry.identify(
        DocumentNames("a", "Café Orgánico Marcala S.A.", ("COMSA", "Marcala Coffee", "Fairtrade Foundation"))
    )
    assert registry.identify(DocumentNames("b", "COMSA"))[0] == first
    assert registry.identify(DocumentNames("c", "Marcala Coffee"))[0] == first
    assert registry.identify(DocumentNames("d", "Fairtrade Foundation"))[0] != first


def test_an_acronym_of_two_organisations_gives_two_iris(tmp_path: Path) -> None:
    path = tmp_path / "organizations.ttl"
    path.write_text(
        "@prefix id: <https://w3id.org/acopio/id/> .\n@prefix schema: <https://schema.org/> .\n"
        'id:eac schema:name "Eksteenskuil Agriculture Co-operative" ; schema:alternateName "EAC" .\n'
        'id:eac-uganda schema:name "Elgon Arabica Coffee" ; schema:alternateName "EAC" .\n'
    )
    registry = OrganizationRegistry.read(path)
    with pytest.raises(AcopioError, match="id:eac, id:eac-uganda") as caught:
        registry.identify(DocumentNames("x", "EAC"))
    assert caught.value.kind.code == "organization-ambiguous"
    assert registry.identify(DocumentNames("x", "Elgon Arabica Coffee"))[0].value == f"{ID}eac-uganda"


def test_a_name_that_is_taken_or_reserved_gets_another_iri(tmp_path: Path) -> None:
    path = tmp_path / "organizations.ttl"
    path.write_text(f'<{ID}acopagro> <https://schema.org/name> "Something Else" .')
    found, _, _ = identify(path, "Cooperativa Agraria (ACOPAGRO)", "Evidence")
    assert found == ["cooperativa-agraria", "evidence-organization"]


def test_a_broken_file_is_told_of_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "organizations.ttl"
    path.write_text("@prefix id: <https://w3id.org/acopio/id/> .\nid:a b:c id:d .\n")
    with pytest.raises(AcopioError) as caught:
        OrganizationRegistry.read(path)
    assert caught.value.kind.code == "turtle-syntax"
    assert caught.value.where == f"{path}:2:6"
