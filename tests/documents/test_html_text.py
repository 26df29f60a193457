import pytest

from acopio.documents import document_from_bytes
from acopio.documents.html_text import html_to_markdown
from acopio.errors import AcopioError

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Kilima &amp; Co</title>
<link rel="canonical" href="https://example.org/kilima"><script>var a = "<p>no</p>";</script></head><body>
<div class="cookie-banner"><p>We use cookies.</p></div><nav>Home<nav>About</nav></nav>
<h1>Kilima</h1><p>Founded in <em>1994</em>.<br>It has members
in two valleys.</p><ul><li>A school</li><li><b>Water:</b> two wells</li></ul>
<table><tr><th>Country</th><td>Kenya</td></tr></table><blockquote><p>We built it.</p></blockquote>
<dl><dt>Members</dt><dd>2,000</dd></dl><p><strong>How it began</strong></p>
<figure><figcaption>The mill</figcaption></figure><footer>Imprint</footer></body></html>"""


def test_a_page_becomes_markdown() -> None:
    text, metadata = html_to_markdown(PAGE.encode())
    assert text.splitlines() == [
        "# Kilima",
        "",
        "Founded in 1994.",
        "",
        "It has members in two valleys.",
        "",
        "- A school",
        "- Water: two wells",
        "",
        "| Country | Kenya |",
        "",
        "> We built it.",
        "",
        "Members",
        "2,000",
        "",
        "**How it began**",
        "",
        "*The mill*",
    ]
    assert (metadata.title, metadata.language) == ("Kilima & Co", "en")
    assert metadata.source == "https://example.org/kilima"


def test_the_stored_text_is_the_markdown() -> None:
    document = document_from_bytes(PAGE.encode(), "kilima.html")
    assert document.text.startswith("# Kilima")
    assert document.original_sha256 is not None
    assert document.original_sha256 != document.sha256


def test_html_is_recognised_by_its_beginning() -> None:
    assert document_from_bytes(PAGE.encode(), "page").text.startswith("# Kilima")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_the_charset_is_the_one_the_page_names(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>Café “Niña”</p></body></html>"
    assert html_to_markdown(page.encode(encoding))[0] == "Café “Niña”\n"


def test_bytes_that_do_not_fit_the_charset_are_told() -> None:
    with pytest.raises(AcopioError) as caught:
        html_to_markdown(b"<html><body>\n<p>caf\xe9</p></body></html>", path="a.html")
    assert (caught.value.kind.code, caught.value.line, caught.value.column) == ("document-encoding", 2, 7)


@pytest.mark.parametrize("page", [b"<div>" * 50_000 + b"x", b"<nav>" * 50_000 + b"x"])
def test_absurd_nesting_is_refused_before_it_is_parsed(page: bytes) -> None:
    with pytest.raises(AcopioError) as caught:
        html_to_markdown(page)
    assert caught.value.kind.code == "document-too-large"


def test_nested_menus_and_deep_pages_end_well() -> None:
    page = '<div class="menu">' * 300 + "x" + "</div>" * 300 + "<p>" + "<b>" * 300 + "Some words."
    assert "Some words." in html_to_markdown(page.encode())[0]


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(AcopioError) as caught:
        html_to_markdown(b"<html><body><script>a()</script></body></html>")
    assert caught.value.kind.code == "document-empty"


def test_marks_of_footnotes_are_left_out() -> None:
    page = (
        b"<p>It has 1,284 members<sup>[4]</sup> on 3 km<sup>2</sup>, certified<sup>TM</sup>."
        b'<sup><a href="#cite">5</a></sup></p>'
    )
    words = html_to_markdown(page)[0]
    assert "4" not in words.replace("1,284", "")
    assert "5" not in words
    assert "km2" in words
