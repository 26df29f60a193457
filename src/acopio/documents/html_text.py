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


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_DROPPED: Final = _words(
    "script style noscript template svg canvas iframe object form button select nav footer head dialog"
)
_DROPPED_ROLES: Final = frozenset({"navigation", "search", "dialog", "contentinfo", "alert", "menu"})
_CLUTTER: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|navbar|nav|menu|sidebar|social|share|sharing|newsletter|"
    r"subscribe|skip-link|popup|modal|advert|comments?|related|pagination|footer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS: Final = _words(
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
#: Elements without an end tag, or whose end tag is mostly left out.
_NOT_NESTING: Final = _words(
    "area base br col embed hr img input link meta param source track wbr p li td tr th dt dd "
    "option tbody thead tfoot colgroup path circle rect line g use"
)
_MAX_NESTING: Final = 2000
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
_CAPTION: Final = "*"
_LABEL: Final = "label"  # a term whose description follows on the next line
_TIGHT: Final = frozenset({"- ", "> ", "| "})
_MAX_DEPTH: Final = 120
_LEAST_MAIN: Final = 200  # characters; a shorter main part is a frame around the text


def html_to_markdown(data: bytes, *, path: Path | str | None = None) -> tuple[str, Metadata]:
    """Return the text of a page as Markdown, with the title, language and address it gives itself.

    Headings become `#` lines, list items `- `, block quotes `> `, table rows `| … |`; scripts, navigation,
    footers, forms and cookie banners are left out. Raises AcopioError document-encoding, document-empty.
    """
    from selectolax.lexbor import LexborHTMLParser

    html = _decoded(data, path)
    _check_depth(html, path)
    parser = LexborHTMLParser(html)
    metadata = _page_metadata(parser)
    body = parser.body
    whole = len(body.text(strip=True)) if body is not None else 0
    lines = _Lines(whole)
    if body is not None:
        main = body.css_first("main") or body.css_first("[role=main]") or _only_article(body)
        lines.walk(main if main is not None and len(main.text(strip=True)) >= _LEAST_MAIN else body)
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


def _check_depth(html: str, path: Path | str | None) -> None:
    """Refuse what no page is: the parser's time grows with the square of the depth of nesting."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag.group(2).lower() in _NOT_NESTING:
            continue
        depth = depth + 1 if not tag.group(1) else max(0, depth - 1)
        if depth > _MAX_NESTING:
            raise AcopioError(
                "document-too-large", f"elements are nested more than {_MAX_NESTING} deep", path=path
            )


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


def _left_out(node: LexborNode, whole: int) -> bool:
    """True for what is no part of the text: machinery, navigation, what is hidden, banners.

    A banner or menu is told by its class or id, unless it holds a third and more of the page.
    """
    if node.tag in _DROPPED and not _under_quote(node):
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in _DROPPED_ROLES:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return (
        names != " " and _CLUTTER.search(names[:500]) is not None and len(node.text(strip=True)) * 3 < whole
    )


def _under_quote(node: LexborNode) -> bool:
    """True for the footer or cite of a block quote, which names who says it."""
    parent = node.parent
    return node.tag in ("footer", "cite") and parent is not None and parent.tag in ("blockquote", "figure")


def _only_article(body: LexborNode) -> LexborNode | None:
    articles = body.css("article")
    return articles[0] if len(articles) == 1 else None


def _prefix_of(tag: str, outer: str) -> str:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return "#" * int(tag[1]) + " "
    return {
        "li": "- ",
        "blockquote": "> ",
        "figcaption": _CAPTION,
        "dt": _LABEL,
        "dd": "",
        "footer": "",
        "cite": "",
    }.get(tag, outer)


class _Lines:
    """Collects the visible text of a tree, one block an entry, in Markdown."""

    def __init__(self, whole: int) -> None:
        self._whole = whole  # length of the page's text
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
            tag = child.tag or ""
            if tag == "-text":
                self._words.append(child.text_content or "")
            elif tag == "br":
                self._flush()
            elif tag.startswith(("-", "!", "_")) or _left_out(child, self._whole):
                pass
            elif tag in ("b", "strong") and not self._pending() and self._stands_alone(child):
                self._bold_line(child)
            elif tag == "tr":
                self._row(child)
            elif tag in _BLOCKS or _under_quote(child):
                self._block(child, depth)
            else:
                self.walk(child, depth + 1)
            child = child.next

    def finish(self) -> str:
        """Return the text: blocks parted by blank lines, items and rows of one list by line ends."""
        self._flush()
        parts: list[str] = []
        previous = ""
        for prefix, words in self._entries:
            if parts:
                tight = previous == _LABEL or (prefix in _TIGHT and prefix == previous)
                parts.append("\n" if tight else "\n\n")
            shown = "" if prefix == _LABEL else prefix
            parts.append(f"{shown}{words}{prefix if prefix == _CAPTION else ''}")
            previous = prefix
        return "".join(parts) + "\n" if parts else ""

    def _block(self, node: LexborNode, depth: int) -> None:
        self._flush()
        outer, self._prefix = self._prefix, _prefix_of(node.tag or "", self._prefix)
        self.walk(node, depth + 1)
        self._flush()
        self._prefix = outer

    def _bold_line(self, node: LexborNode) -> None:
        self._flush()
        words = _SPACES.sub(" ", node.text()).strip()
        if words:
            self._entries.append(("", f"**{words}**"))

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
        if words:
            self._entries.append((self._prefix, words))
