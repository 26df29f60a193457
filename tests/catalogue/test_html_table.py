"""The table of a notebook: nothing in it is markup that a document brought along."""

from __future__ import annotations

from html.parser import HTMLParser

from catalogue_samples import store, stored
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from acopio.catalogue.engines import run
from acopio.catalogue.header import Column
from acopio.catalogue.html_table import to_html
from acopio.catalogue.result import Result
from acopio.catalogue.table import plain


class Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.strip("\n") if self.tags[-1] in ("td", "th", "a") else ""


def column(*terms: NamedNode | Literal) -> Result:
    return Result("select", (Column("a", "text", "A <b>"),), [(term,) for term in terms])


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_words_are_only_words(words: str) -> None:
    read = Reader(to_html(column(Literal(words), Literal("<script>alert('1')</script>"))))
    assert read.cells[:2] == ["A <b>", plain(words)]
    assert set(read.tags) == {"table", "thead", "tr", "th", "tbody", "td", "p"}


def test_only_addresses_of_the_web_are_links() -> None:
    read = Reader(to_html(column(NamedNode("javascript:alert(1)"), NamedNode("https://x.example/?a='&b"))))
    assert read.links == ["https://x.example/?a='&b"]


def test_long_results_are_cut_and_it_is_said() -> None:
    text = to_html(column(*(Literal(number) for number in range(1201))))
    assert text.count("<tr>") == 201
    assert "1,201 rows; the first 200 are shown" in text


def test_columns_of_detail_are_counted() -> None:
    text = to_html(run(stored("founding"), store()))
    assert "6 more columns in <code>.to_dataframe()</code>" in text and "<th" in text


def test_notes_stand_below_the_table_and_are_no_markup() -> None:
    result = Result("select", (Column("a", "text", "A"),), [], notes=("why <b>not</b>",))
    assert to_html(result).endswith("<p>0 rows</p>\n<ul><li>why &lt;b&gt;not&lt;/b&gt;</li></ul>")
    assert "<ul>" not in to_html(column(Literal("a")))
