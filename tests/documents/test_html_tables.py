"""Tables that lay out a page, tables of facts, and pairs of label and value that are no table."""

import pytest

from acopio.documents.html_text import html_to_markdown


def lines(body: str) -> list[str]:
    page = f"<html><head><title>Kilima</title></head><body>{body}</body></html>"
    return [line for line in html_to_markdown(page.encode())[0].splitlines() if line]


def test_a_table_that_places_parts_side_by_side_gives_its_parts() -> None:
    assert lines(
        "<table><tr><td><h2>Kilima</h2><p>Founded in 1994.</p><p>It grows tea.</p></td>"
        "<td><table><tr><th>Country</th><td>Kenya</td></tr><tr><th>Members</th><td>350</td></tr></table></td>"
        "</tr></table>"
    ) == ["## Kilima", "Founded in 1994.", "It grows tea.", "| Country | Kenya |", "| Members | 350 |"]


def test_a_table_of_facts_stays_one() -> None:
    assert lines(
        "<table><tr><td>Founded</td><td>1998</td></tr><tr><td>Members</td><td>640</td></tr></table>"
    ) == [
        "| Founded | 1998 |",
        "| Members | 640 |",
    ]


def test_heads_above_one_row_of_values_become_pairs() -> None:
    assert lines(
        "<table><tr><th>Founded</th><th>Members</th><th>Product</th></tr>"
        "<tr><td>1998</td><td>640</td><td>tea</td></tr></table>"
    ) == ["| Founded | 1998 |", "| Members | 640 |", "| Product | tea |"]


@pytest.mark.parametrize(
    "pair",
    [
        '<div class="fact"><span class="fact-label">Founded</span><span class="fact-value">1998</span></div>',
        "<div><span>Founded</span><span>1998</span></div>",
        '<div><div class="key">Founded</div><div class="value">1998</div></div>',
    ],
)
def test_label_and_value_of_an_element_are_a_pair(pair: str) -> None:
    (line,) = lines(f"<main><h1>Kilima</h1>{pair}<p>{'It grows tea. ' * 20}</p></main>")[1:2]
    assert line == "**Founded** 1998"


def test_two_spans_of_a_sentence_are_no_pair() -> None:
    text = "\n".join(lines("<p><span>It was founded.</span> <span>It grows tea.</span></p>"))
    assert text == "It was founded. It grows tea."
