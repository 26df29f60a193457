from hypothesis import given, settings
from hypothesis import strategies as st

from acopio.documents.blocks import find_blocks


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in find_blocks(text)]


def facts(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*block.label)], text[block.value_start : block.end].strip())
        for block in find_blocks(text)
        if block.label
    ]


def test_markdown_blocks() -> None:
    text = "# One #\n\nTwo\n===\n\n> quoted\n> on\n\n"
    text += "- item\n* other\n1. third\n\n![alt](x.png)\n\n---\n\n*A caption*\n"
    assert shown(text) == [
        ("heading", "One"),
        ("heading", "Two"),
        ("quote", "quoted\n> on"),
        ("item", "item"),
        ("item", "other"),
        ("item", "third"),
        ("caption", "alt"),
        ("caption", "A caption"),
    ]


def test_bold_lines_and_title_like_lines_are_headings() -> None:
    long = "It began with a few farmers who had no way of taking their crop to any market at all, and so on."
    text = f"**How it began**\n\n{long}\n\nNew Classrooms for the Village\n\n{long}"
    assert [kind for kind, _ in shown(text)] == ["heading", "paragraph", "heading", "paragraph"]


def test_wrapped_lines_are_one_paragraph_and_lone_sentences_are_not() -> None:
    wrapped = (
        "The co-operative was founded by farmers in the hills above\nthe lake, who wanted a fair price for\n"
    )
    wrapped += "what they grow."
    assert [kind for kind, _ in shown(wrapped)] == ["paragraph"]
    assert len(shown("All that we know about this co-op is to be had here.\nOpen the page")) == 2


def test_labels_on_the_line_before_after_a_colon_and_glued_on() -> None:
    assert facts("Members\n2,000") == [("Members", "2,000")]
    assert facts("Began: 1992\nSize: 350 farmers") == [("Began", ": 1992"), ("Size", ": 350 farmers")]
    assert facts("Members350") == [("Members", "350")]
    assert facts("| Country | Kenya |\n|---|---|\n") == [("Country", "| Kenya")]
    assert facts("- **Women:** a third") == [("Women:** ", "a third")]
    assert facts("Programs\nA fund\nA school") == [("Programs", "A fund"), ("Programs", "A school")]


def test_a_short_line_above_a_story_is_a_heading() -> None:
    story = "In 2010 the co-operative began to work with its first partners. It has grown a lot since then."
    assert [kind for kind, _ in shown(f"Did you know?\n{story}")] == ["heading", "paragraph"]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1.:# >*-|_=!\n\t[]()é"), max_size=200))
def test_blocks_never_overlap_and_hold_words(text: str) -> None:
    last = 0
    for block in find_blocks(text):
        assert last <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        last = block.end


def test_bold_words_are_a_title_before_prose_a_label_before_a_value_and_else_nothing() -> None:
    prose = "In 2003 some farmers tried cotton without chemicals. Others watched."
    assert shown(f"**How it began.** {prose}") == [("heading", "How it began."), ("paragraph", prose)]
    assert shown(f"One line.\n**How it began?** {prose}")[1:] == [
        ("heading", "How it began?"),
        ("paragraph", prose),
    ]
    assert facts("**Founded:** 1998") == [("Founded:** ", "1998")]
    assert facts("**Founded** 1998") == [("Founded** ", "1998")]
    assert shown("**Anka** is a union in Mali. It grows cotton.") == [
        ("paragraph", "Anka** is a union in Mali. It grows cotton.")
    ]


def test_a_line_above_a_line_that_opens_a_list_is_a_heading() -> None:
    assert shown("OUR PROJECTS\nWith the premium we have:\n1. built a school\n2. bought a truck") == [
        ("heading", "OUR PROJECTS"),
        ("paragraph", "With the premium we have:"),
        ("item", "built a school"),
        ("item", "bought a truck"),
    ]


def test_numbers_between_points_are_parts_of_their_own() -> None:
    assert shown("**112** farms · **2001** Fairtrade · **2012** organic") == [
        ("paragraph", "**112** farms"),
        ("paragraph", "**2001** Fairtrade"),
        ("paragraph", "**2012** organic"),
    ]
    assert len(shown("Home · About us · Shop")) == 1


def test_lines_that_a_colon_opens_are_entries() -> None:
    text = "They used it for:\n\nHousing loans (P1.2 million)\nRice: one sack a month\nScholarships for 46 students\n"
    assert shown(text) == [
        ("paragraph", "They used it for:"),
        ("item", "Housing loans (P1.2 million)"),
        ("item", "Rice: one sack a month"),
        ("item", "Scholarships for 46 students"),
    ]
    assert [kind for kind, _ in shown("In short:\n\nCountry: Peru\nMembers: 640\nProduct: coffee\n")][1:] == [
        "fact", "fact", "fact",
    ]  # fmt: skip


def test_the_parts_of_a_masthead_with_a_count_stand_apart() -> None:
    assert shown("Peru • Cooperative • 472 members\n") == [
        ("paragraph", "Peru"),
        ("paragraph", "Cooperative"),
        ("paragraph", "472 members"),
    ]
    assert len(shown("Peru • Cooperative • Coffee\n")) == 1


def test_a_count_above_a_text_is_no_title() -> None:
    long = (
        "Most of them live in the hills, a day's walk from the road, and grow coffee below tall trees. " * 2
    )
    assert [kind for kind, _ in shown(f"2,340 members\n\n{long}")] == ["paragraph", "paragraph"]
    assert [kind for kind, _ in shown(f"Three Ways of Growing\n\n{long}")] == ["heading", "paragraph"]


def test_a_sheet_of_facts_wrapped_at_a_margin() -> None:
    text = (
        "About the Nordhang Union\nThe Nordhang Union was established in June by 34 primary co-ops, with\n"
        "a capital of US$ 90,000. It has since grown to 405 co-operatives in the\nsouth of the country.\n\n"
        "Founded: 1999               Members: 405 cooperatives\nFarmers: 403,341            Women: 9%\n\n"
        "- It has built 4 health posts, 5\n  bridges and a school.\n- A well; women used to walk\nfor hours.\n- Lamps\n"
        "Another line\n"
    )
    assert [kind for kind, _ in shown(text)] == [
        "heading", "paragraph", "fact", "fact", "fact", "fact", "item", "item", "item", "paragraph",
    ]  # fmt: skip
    assert facts(text)[:2] == [("Founded", ": 1999"), ("Members", ": 405 cooperatives")]
    assert shown(text)[7] == ("item", "A well; women used to walk\nfor hours.")


def test_a_box_of_facts_is_no_quotation() -> None:
    text = "> In brief\n> Planted: 1861 · Workers: 948, most of them women · Fairtrade since 1998\n"
    assert facts(text) == [("Planted", ": 1861"), ("Workers", ": 948, most of them women")]
    assert [kind for kind, _ in shown("> We planted it: all of us.\n> It grew.\n")] == ["quote"]


def test_the_facts_of_a_telegram_stand_apart() -> None:
    for text in (
        "640 members; founded 2008; Fairtrade and organic.\n",
        "Founded 2008. 640 members. Fairtrade.\n",
    ):
        assert [kind for kind, _ in shown(text)] == ["paragraph"] * 3
    for text in (
        "Labels: Fairtrade 2004; organic 2006; UTZ\n",
        "Founded 2008. Fairtrade. Organic.\n",
        "It began with 3 bags of coffee in a shed. We sold them in 2008. Then came the rains.\n",
    ):
        assert len(shown(text)) == 1


def test_labels_and_values_in_columns() -> None:
    text = "Lot            GB-24\nProducers      2,214 smallholders\nHarvest        March to June\n"
    assert facts(text) == [
        ("Lot", "GB-24"),
        ("Producers", "2,214 smallholders"),
        ("Harvest", "March to June"),
    ]
