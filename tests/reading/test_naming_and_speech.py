from reading_samples import context

from acopio.reading.context import ReadingContext


def names(text: str, organization: str | None) -> tuple[str | None, set[str]]:
    naming = context(text, organization=organization).naming
    return naming.name, set(naming.alternate_names)


def test_names_of_the_metadata_and_of_the_text() -> None:
    text = "Kilima Farmers Co-operative (KFC) sells tea. Kilima grew. The Kilima Cooperative is certified."
    assert names(text, "Kilima Farmers Co-operative (KFC)") == (
        "Kilima Farmers Co-operative",
        {"KFC", "Kilima", "Kilima Cooperative"},
    )


def test_names_that_the_text_ties_together() -> None:
    assert names("Asociación de Cafetaleros del Lago: that's ASCALA in full.", "ASCALA") == (
        "ASCALA",
        {"Asociación de Cafetaleros del Lago"},
    )
    assert names("Lago Coffee Growers Association (LCGA), or Lagos for short, is old.", "LCGA")[1] == {
        "Lago Coffee Growers Association"
    }


def test_a_name_from_the_heading_where_nothing_else_gives_one() -> None:
    text = "# COCALA - Cooperativa Cafetalera del Lago\n\nIt grows coffee, and farmers own all of it."
    assert names(text, None) == ("Cooperativa Cafetalera del Lago", {"COCALA"})


def test_no_name_is_made_up() -> None:
    assert names("some farmers grow tea here.", None) == (None, set())


def said(read: ReadingContext) -> list[tuple[str, str | None, bool]]:
    return [
        (read.text[slice(*s.speaker)], read.text[slice(*s.role)] if s.role else None, s.direct)
        for s in read.speeches
    ]


def test_who_speaks() -> None:
    read = context(
        "According to Ana Moro, the price is fair. Juma Okello, the general manager, says it was hard.\n\n"
        "> Rosa Quispe, a member of Kilima, is thankful for the school. Quispe adds that it was far.\n"
    )
    assert said(read) == [
        ("Ana Moro", None, False),
        ("Juma Okello", "general manager", False),
        ("Rosa Quispe", "member of Kilima", False),
        ("Rosa Quispe", "member of Kilima", False),
    ]


def test_a_name_line_under_a_pull_quote() -> None:
    read = context("We use it for a school.\n\nRosa Quispe, president\n\nMore text here.")
    assert said(read) == [("Rosa Quispe", "president", True)]
    assert [block.kind for block in read.blocks] == ["paragraph", "attribution", "paragraph"]


def test_places_and_organisations_do_not_speak() -> None:
    assert context("The Lake Bank says no. In San Martin the farmers told a story.").speeches == []
