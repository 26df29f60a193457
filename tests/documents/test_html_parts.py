"""Parts of pages that no element of HTML names: counters, timelines, panels, testimonials, side columns."""

from __future__ import annotations

import pytest

from acopio.documents.html_text import html_to_markdown


def lines(html: str) -> list[str]:
    text, _ = html_to_markdown(f"<html lang='en'><body><main>{html}</main></body></html>".encode())
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ('<div><div class="label">Certified</div><div><div>Fairtrade</div><div>Organic</div></div></div>',
         "**Certified** Fairtrade, Organic"),
        ('<div><div class="field__label">Crops</div><span>Tea</span><span>Rice</span><span>Maize</span></div>',
         "**Crops** Tea, Rice, Maize"),
        ('<div><div class="counter-number"><span></span><span>2,340</span></div>'
         '<div class="counter-title">Members</div></div>', "2,340 Members"),
        ("<div><strong>1993</strong><em>founded</em></div>", "1993 founded"),
        ("<div><b>1</b><i>st</i></div>", "1st"),
    ],
)  # fmt: skip
def test_a_label_by_its_class_has_all_of_its_values(html: str, line: str) -> None:
    assert lines(html) == [line]


@pytest.mark.parametrize(
    "html",
    [
        '<div><div class="title">Our story</div><div><p>It began.</p></div><div><p>It went on.</p></div></div>',
        '<div><div class="label">Crops</div><div><div>Tea is grown on the slopes of the hills here.</div>'
        "<div>Rice is grown below, where there is water.</div></div></div>",
    ],
)  # fmt: skip
def test_what_a_label_stands_above_is_no_list_of_values(html: str) -> None:
    assert not any(line.startswith("**") for line in lines(html))


@pytest.mark.parametrize(
    "html",
    [
        "<ol><li><time>1999</time><div><h3>A savings group</h3><p>Ninety women start.</p></div></li>"
        "<li><time>2015</time><div><h3>Organic</h3></div></li></ol>",
        '<div class="t"><div class="i"><span>1999</span><h4>A savings group</h4><p>Ninety women start.</p></div>'
        '<div class="i"><span>2015</span><p>Organic</p></div></div>',
        "<dl><dt>1999</dt><dd>A savings group. Ninety women start.</dd><dt>2015:</dt><dd>Organic</dd></dl>",
    ],
)
def test_a_year_and_what_stands_below_it_are_one_item(html: str) -> None:
    assert lines(html) == ["- 1999: A savings group. Ninety women start.", "- 2015: Organic"]


def test_years_side_by_side_are_no_events() -> None:
    assert lines("<div><p>1999</p><p>2015</p></div>") == ["1999", "2015"]


def test_the_button_above_a_panel_is_its_title() -> None:
    html = (
        '<div class="accordion"><button>Premium projects</button><div class="panel"><p>A clinic for the whole '
        'valley.</p></div></div><button aria-expanded="false">Menu</button><button>Buy now</button>'
        "<div><p>Ground coffee, a quarter of a kilo.</p></div>"
    )
    assert lines(html) == [
        "#### Premium projects", "A clinic for the whole valley.", "Ground coffee, a quarter of a kilo.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        '<div class="testimonial"><div class="testimonial-text">I use half of the water.</div>'
        '<div class="testimonial-author">Shiv Patel</div><div class="testimonial-role">farmer, Rapar</div></div>',
        '<section class="quote"><h4 class="name">Shiv Patel</h4><span class="position">farmer, Rapar</span>'
        "<p>I use half of the water.</p></section>",
        '<div class="testimonials"><div class="testimonial"><p>I use half of the water.</p>'
        '<div class="by"><p class="author">— Shiv Patel</p> <p class="role">farmer, Rapar</p></div></div></div>',
    ],
)
def test_who_speaks_in_a_quotation_stands_below_it(html: str) -> None:
    assert lines(html) == ["> I use half of the water.", "— Shiv Patel, farmer, Rapar"]


def test_each_of_several_quotations_has_its_speaker() -> None:
    one = '<div class="quote"><p>{}</p><p class="author">{}</p></div>'
    html = '<div class="quotes quote-list">' + one.format("A.", "Ana") + one.format("B.", "Ben") + "</div>"
    assert lines(html) == ["> A.", "— Ana", "> B.", "— Ben"]


def test_a_column_of_widgets_is_no_text() -> None:
    html = (
        f"<p>{'The co-operative grows coffee. ' * 5}</p>"
        '<div id="secondary" class="widget-area"><h3>Partners</h3><ul><li>COMSA</li></ul></div>'
    )
    assert len(lines(html)) == 1


def test_reviews_of_customers_are_no_text() -> None:
    html = f"<p>{'The co-operative grows coffee. ' * 5}</p><section id='reviews'><p>Best coffee ever!</p></section>"
    assert len(lines(html)) == 1


def test_a_cell_with_paragraphs_parted_by_line_ends_is_a_column() -> None:
    text = "<br><br>".join(f"Paragraph {number} of the page." for number in range(3))
    assert lines(f"<table><tr><td>Menu</td><td>{text}</td></tr></table>") == [
        "Menu", "Paragraph 0 of the page.", "Paragraph 1 of the page.", "Paragraph 2 of the page.",
    ]  # fmt: skip
    assert lines("<table><tr><td>Crops</td><td>Tea<br>Rice<br>Maize</td></tr></table>") == [
        "| Crops | Tea, Rice, Maize |"
    ]
