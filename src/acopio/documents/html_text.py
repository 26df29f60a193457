"""HTML pages to Markdown text: what a reader sees in the main part, nothing of the machinery around it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from acopio.documents.source_document import Metadata
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED: Final = (
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "form", "button", "select",
    "nav", "footer", "head", "aside[role=complementary]", "dialog", "[hidden]", "[aria-hidden=true]",
    "[role=navigation]", "[role=search]", "[role=dialog]", "[role=banner] nav", "[role=contentinfo]",
)  # fmt: skip
_CLUTTER: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|navbar|nav|menu|sidebar|social|share|sharing|newsletter|"
    r"subscribe|skip-link|popup|modal|advert|comments?|related|pagination|footer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4"
    " h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE
)
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
_MAX_DEPTH: Final = 200


def html_to_markdown(data: bytes, *, path: Path | str | None = None) -> tuple[str, Metadata]:
    """Return the text of a page as Markdown, with the title, language and address it gives itself.

    Headings become `#` lines, list items `- `, block quotes `> `, table rows `| … |`; scripts, navigation,
    footers, forms and cookie banners are left out. Raises AcopioError document-encoding, document-empty.
    """
    from selectolax.lexbor import LexborHTMLParser

    parser = LexborHTMLParser(_decoded(data, path))
    metadata = _page_metadata(parser)
    for selector in _DROPPED:
        for node in parser.css(selector):
            if node.tag not in ("body", "html"):
                node.decompose()
    body = parser.body
    if body is not None:
        _drop_clutter(body)
        main = body.css_first("main") or body.css_first("[role=main]") or _only_article(body)
        if main is not None and len(main.text(strip=True)) >= 200:
            body = main
    lines = _Lines()
    if body is not None:
        lines.walk(body)
    text = lines.finish()
    if not text.strip():
        raise AcopioError("document-empty", "the page holds no text", path=path)
    return text, metadata


def _decoded(data: bytes, path: Path | str | None) -> str:
    """Decode by byte order mark, else by the charset the page names, else as UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        data, charset = data[len(codecs.BOM_UTF8) :], "utf-8"
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    else:
        named = _CHARSET.search(data[:4096])
        charset = named.group(1).decode("ascii", "replace").lower() if named else "utf-8"
        # The Encoding Standard reads these labels as windows-1252.
        charset = "cp1252" if charset in ("iso-8859-1", "latin1", "ascii", "us-ascii") else charset
    try:
        return data.decode(charset).replace("\x00", "")
    except LookupError:
        raise AcopioError("document-encoding", f"unknown charset {charset!r}", path=path) from None
    except UnicodeDecodeError as error:
        if charset == "cp1252":
            return data.decode("latin-1")
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise AcopioError(
            "document-encoding",
            f"byte 0x{data[error.start]:02x} is not {charset}",
            path=path,
            line=line,
            column=column,
        ) from None


def _page_metadata(parser: LexborHTMLParser) -> Metadata:
    def attribute(selector: str, name: str) -> str | None:
        node = parser.css_first(selector)
        value = (node.attributes.get(name) or "").strip() if node else ""
        return value or None

    title = parser.css_first("title")
    language = attribute("html", "lang")
    source = attribute("link[rel=canonical]", "href") or attribute("meta[property='og:url']", "content")
    return Metadata(
        title=(_SPACES.sub(" ", title.text()).strip() or None) if title else None,
        source=source if source and source.startswith(("http://", "https://")) else None,
        publisher=attribute("meta[property='og:site_name']", "content"),
        language=language.partition("-")[0].partition("_")[0].lower() if language else None,
    )


def _drop_clutter(body: LexborNode) -> None:
    """Drop elements whose class or id says banner or menu, unless they hold most of the page."""
    whole = len(body.text(strip=True))
    for node in body.css("div, ul, section, aside, header, p, span, ol"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if names != " " and _CLUTTER.search(names) and len(node.text(strip=True)) * 3 < whole:
            node.decompose()


def _only_article(body: LexborNode) -> LexborNode | None:
    articles = body.css("article")
    return articles[0] if len(articles) == 1 else None


class _Lines:
    """Collects the visible text of a tree, one block an entry, in Markdown."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, str]] = []  # prefix, text
        self._words: list[str] = []
        self._prefix = ""

    def walk(self, node: LexborNode, depth: int = 0) -> None:
        """Collect the text below a node; deeper than `_MAX_DEPTH` levels it is taken as it is."""
        if depth > _MAX_DEPTH:
            self._words.append(node.text(separator=" "))
            return
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                self._words.append(child.text_content or "")
            elif tag == "br":
                self._flush()
            elif tag in ("b", "strong") and not self._pending() and self._stands_alone(child):
                self._block("**", lambda node=child: self._words.append(f"{node.text(strip=True)}**"))
            elif tag == "tr":
                self._row(child)
            elif tag in _BLOCKS:
                prefix = self._prefix
                if tag[0] == "h" and tag[1:].isdigit():
                    prefix = "#" * int(tag[1:]) + " "
                elif tag == "li":
                    prefix = "- "
                elif tag == "blockquote":
                    prefix = "> "
                elif tag == "figcaption":
                    prefix = "*"
                self._block(prefix, lambda node=child: self.walk(node, depth + 1))
            elif tag and not tag.startswith(("-", "!", "_")):
                self.walk(child, depth + 1)
            child = child.next

    def finish(self) -> str:
        """Return the text: blocks parted by blank lines, items and rows of one list by line ends."""
        self._flush()
        parts: list[str] = []
        previous = ""
        for prefix, words in self._entries:
            close = prefix if prefix == "*" else ""
            tight = prefix in ("- ", "| ", "> ") and prefix == previous
            tight = tight or (prefix == ": " and previous == ": label")
            if parts:
                parts.append("\n" if tight else "\n\n")
            shown = "" if prefix.startswith(": ") else prefix
            parts.append(f"{shown}{words}{close}")
            previous = prefix
        return "".join(parts) + "\n" if parts else ""

    def _block(self, prefix: str, fill: object) -> None:
        self._flush()
        outer, self._prefix = self._prefix, prefix
        fill()  # type: ignore[operator]
        self._flush()
        self._prefix = outer

    def _row(self, row: LexborNode) -> None:
        self._flush()
        cells = [_SPACES.sub(" ", cell.text(separator=" ")).strip() for cell in row.css("th, td")]
        cells = [cell.replace("|", "/") for cell in cells if cell]
        if cells:
            self._entries.append(("| ", " | ".join(cells) + (" |" if len(cells) > 1 else "")))

    def _pending(self) -> bool:
        return any(words.strip() for words in self._words)

    def _stands_alone(self, node: LexborNode) -> bool:
        """True for a bold line of its own: a line break or nothing follows."""
        after = node.next
        while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
            after = after.next
        return (after is None or after.tag == "br") and 0 < len(node.text(strip=True)) <= 100

    def _flush(self) -> None:
        words = _SPACES.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        if words and words not in ("**",):
            # A line that begins like markup would be read as such.
            self._entries.append((self._prefix, words))
