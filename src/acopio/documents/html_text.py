"""HTML pages to Markdown text: what a reader sees in the main part, nothing of the machinery around it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from acopio.documents.html_clutter import left_out, only_links, under_quote
from acopio.documents.html_pairs import YEAR, begins_with_year, pair_of
from acopio.documents.html_quotes import speakers_of, told_by
from acopio.documents.html_tables import as_pairs, cells_of, lays_out, rows_of
from acopio.documents.source_document import Metadata
from acopio.errors import AcopioError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


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
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+|[ \t\r\n\f\v\xa0]{2,}")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens, spaces of no width
_BREAK: Final = "\x00"  # a line break among words; no page holds one, see `_decoded`
_SHORTEST_WRAPPED: Final = 40  # characters; a shorter line ends where it is meant to
_SHORTEST_REPEATED: Final = 60
_MOST_QUOTES: Final = 20
_LONGEST_LABEL: Final = 40
_LONGEST_VALUE: Final = 80
_LEAST_MENU: Final = 5  # links of a list that is nothing but links
_LONGEST_TITLE: Final = 100
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
        framed = main is not None and len(main.text(strip=True)) >= _LEAST_MAIN
        lines.walk(main if main is not None and framed else body)
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
        return _UNSEEN.sub("", data.decode(charset).replace(_BREAK, ""))
    except LookupError:
        raise AcopioError("document-encoding", f"unknown charset {charset!r}", path=path) from None
    except UnicodeDecodeError as error:
        if charset == "cp1252":
            return data.decode("latin-1").replace(_BREAK, "")
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


def _only_article(body: LexborNode) -> LexborNode | None:
    """Return the page's article; none where the page's title stands before it, with what is told there."""
    articles = body.css("article")
    if len(articles) != 1:
        return None
    titled = body.css_first("h1") is None or articles[0].css_first("h1") is not None
    return articles[0] if titled or body.css_first("header h1, nav h1") is not None else None


def _prefix_of(tag: str, outer: str) -> str:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return "#" * int(tag[1]) + " "
    return {
        "li": "- ",
        "button": outer or "#### ",
        "blockquote": "> ",
        "figcaption": _CAPTION,
        "dt": _LABEL,
        "dd": "",
        "footer": "",
        "cite": "",
    }.get(tag, outer)


def _wrapped(line: str, words: str) -> bool:
    """True where a line break only keeps a sentence within a margin."""
    return len(line) >= _SHORTEST_WRAPPED and (line[-1].isalnum() or line[-1] == ",") and words[0].islower()


def _without_repeats(entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out long lines that stand word for word above, and pull quotes of sentences of the text."""
    seen: set[str] = set()
    kept: list[tuple[str, str]] = []
    quotes = 0
    text = "\n".join(words for prefix, words in entries if prefix != "> ")
    for prefix, words in entries:
        if len(words) >= _SHORTEST_REPEATED:
            if words in seen:
                continue
            seen.add(words)
        if prefix == "> " and quotes < _MOST_QUOTES and len(words) >= _SHORTEST_WRAPPED:
            quotes += 1
            if words.strip("“”\"'«» ") in text:
                continue
        kept.append((prefix, words))
    return kept


def _sentences(lines: Sequence[str]) -> str:
    ended = [line if line.endswith((".", "!", "?", ":", "…")) else f"{line}." for line in lines[:-1]]
    return " ".join([*ended, lines[-1]])


def _with_events(entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put a year that is a term and its description on one line."""
    joined: list[tuple[str, str]] = []
    for prefix, words in entries:
        before, year = joined[-1] if joined else ("", "")
        if before == _LABEL and prefix == "" and YEAR.fullmatch(year):
            joined[-1] = ("- ", f"{year.rstrip(':')}: {words}")
        else:
            joined.append((prefix, words))
    return joined


class _Lines:
    """Collects the visible text of a tree, one block an entry, in Markdown."""

    def __init__(self, whole: int) -> None:
        self._whole = whole  # length of the page's text
        self._entries: list[tuple[str, str]] = []  # prefix, text
        self._words: list[str] = []
        self._prefix = ""
        self._speakers: frozenset[int] = frozenset()  # parts that are told under their quotation

    def walk(self, node: LexborNode, depth: int = 0) -> None:
        """Collect the text below a node; deeper than `_MAX_DEPTH` levels it is taken as it is."""
        if depth > _MAX_DEPTH:
            self._words.append(node.text(separator=" "))
            return
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if self._speakers and child.mem_id in self._speakers:
                pass
            elif tag == "-text":
                self._words.append(child.text_content or "")
            elif tag == "br":
                self._words.append(_BREAK)
            elif (
                tag.startswith(("-", "!", "_"))
                or left_out(child, self._whole)
                or (tag in ("b", "strong") and not self._pending() and self._bold(child))
            ):
                pass
            elif tag in ("table", "tbody", "thead", "tfoot", "tr"):
                self._table(child, depth)
            elif tag in ("ul", "ol") and only_links(child, _LEAST_MENU):
                self._flush()
            elif tag in _BLOCKS or tag == "button" or under_quote(child):
                self._block(child, depth)
            else:
                self.walk(child, depth + 1)
            child = child.next

    def finish(self) -> str:
        """Return the text: blocks parted by blank lines, items and rows of one list by line ends."""
        self._flush()
        self._entries = _without_repeats(_with_events(self._entries))
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
        if begins_with_year(node) and (event := self._event(node, depth)):
            self._entries.append(("- ", event))
            return
        if speakers := speakers_of(node):
            self._quotation(node, depth, speakers)
            return
        outer, self._prefix = self._prefix, _prefix_of(node.tag or "", self._prefix)
        pair = pair_of(node)
        if pair is None:
            self.walk(node, depth + 1)
        else:
            label, value = pair
            self._words.append(f"**{label.rstrip(':')}** {value}" if label else value)
        self._flush()
        self._prefix = outer

    def _quotation(self, node: LexborNode, depth: int, speakers: list[LexborNode]) -> None:
        outer, self._prefix, self._speakers = self._prefix, "> ", frozenset(part.mem_id for part in speakers)
        self.walk(node, depth + 1)
        self._flush()
        self._prefix, self._speakers = outer, frozenset()
        self._entries.append(("", told_by(speakers)))

    def _bold(self, node: LexborNode) -> bool:
        """Keep what is bold at the beginning of a line: a title, or a label before a short value."""
        words = _SPACES.sub(" ", node.text()).strip()
        after = node.next
        while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
            after = after.next
        if (after is None or after.tag == "br") and 0 < len(words) <= _LONGEST_TITLE:
            self._flush()
            self._entries.append(("", f"**{words}**"))
            return True
        if after is None or after.tag != "-text" or not 0 < len(words) <= _LONGEST_LABEL:
            return False
        value = (after.text_content or "").strip()
        ends = after.next is None or after.next.tag == "br"
        if (
            not ends
            or len(value) > _LONGEST_VALUE
            or not words[0].isalpha()
            or words.endswith((":", ".", ","))
        ):
            return False
        if not (value[0].isupper() or value[0].isdigit()) or value.endswith("."):
            return False
        self._words.append(f"**{words}** ")
        return True

    def _table(self, node: LexborNode, depth: int) -> None:
        """Rows of facts as rows; what only places parts of the page side by side, part by part."""
        self._flush()
        if lays_out(node):
            for row in rows_of(node):
                for cell in cells_of(row):
                    if not left_out(cell, self._whole) and not only_links(cell):
                        self._block(cell, depth + 1)
            return
        child = node.child
        while child is not None:  # the caption
            if child.tag == "caption":
                self._block(child, depth)
            child = child.next
        rows = [
            [(cell.tag == "th", self._cell(cell, depth)) for cell in cells_of(row)] for row in rows_of(node)
        ]
        for cells in as_pairs(rows):
            self._entries.append(("| ", " | ".join(cells) + (" |" if len(cells) > 1 else "")))

    def _event(self, node: LexborNode, depth: int) -> str | None:
        """One line of a year and what stands below it; None where there is nothing, or another year."""
        inner = _Lines(self._whole)
        inner.walk(node, depth + 1)
        inner._flush()
        year, *told = (words for _, words in inner._entries)
        if not YEAR.fullmatch(year) or not told or any(YEAR.fullmatch(words) for words in told):
            return None
        return f"{year.rstrip(':')}: {_sentences(told)}"

    def _cell(self, cell: LexborNode, depth: int) -> str:
        """The words of a cell, its lines and items parted by commas."""
        inner = _Lines(self._whole)
        inner.walk(cell, depth + 1)
        inner._flush()
        words = ""
        for _, entry in inner._entries:
            entry = entry.strip("| ")
            if entry.startswith("**") and entry.endswith("**") and entry.count("**") == 2:
                entry = entry[2:-2]
            parted = not words or words.endswith((",", ";", ":", ".", "!", "?"))
            words += ("" if not words else " " if parted else ", ") + entry
        return words.replace("|", "/")

    def _pending(self) -> bool:
        """True where words stand before this place in its line."""
        for words in reversed(self._words):
            if words == _BREAK:
                return False
            if words.strip():
                return True
        return False

    def _flush(self) -> None:
        joined = "".join(self._words)
        self._words.clear()
        line = ""
        for part in joined.split(_BREAK):
            words = _SPACES.sub(" ", part).strip()
            if line and words and _wrapped(line, words):
                line = f"{line} {words}"
                continue
            if line:
                self._entries.append((self._prefix, line))
            line = words
        if line:
            self._entries.append((self._prefix, line))
