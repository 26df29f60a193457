"""What of an HTML page is no part of its text: machinery, menus, banners, what is hidden, columns of links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MACHINERY: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "canvas", "iframe", "object"}
)
_DROPPED: Final = _MACHINERY | frozenset({"button", "select", "nav", "footer", "head", "dialog"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_DROPPED_ROLES: Final = frozenset({"navigation", "search", "dialog", "contentinfo", "alert", "menu"})
_CLUTTER: Final = re.compile(
    r"(?:^|[\s_-])(?<!no-)(?<!has-)(?<!with-)(?:cookie\w{0,20}|consent|gdpr|breadcrumbs?|navbar|nav|menu|sidebar|"
    r"social(?!-(?:premium|impact|projects?|work|fund))|share|sharing|sharedaddy|newsletter|subscribe|skip-link|"
    r"popup|modal|advert|comments?|(?:customer-)?reviews?|ratings?|disqus|related|relatedposts|navbox|reflist|mw-editsection|catlinks|recommended|recommendations|upsells?|cross-sells?|"
    r"recent-posts|pagination|widget-area|secondary|footer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SIDEBAR: Final = re.compile(r"sidebar", re.IGNORECASE)
#: Panels that a click opens are hidden in the page as it is served, and part of its text.
_PANEL: Final = re.compile(r"tab|accordion|collaps|panel|faq|toggle|expand", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"(?:\[[^\]\s]{1,6}\])+")
_LEAST_LINKS: Final = 3
_LEAST_PANEL: Final = 25  # characters
_LONGEST_LINK: Final = 40


def left_out(node: LexborNode, whole: int) -> bool:
    """True for what is no part of the text, on a page whose text has `whole` characters.

    A banner or menu is told by its class or id, unless it holds a third and more of the page.
    """
    tag, parent = node.tag or "", node.parent
    above = (parent.tag if parent is not None else "") or ""
    if tag in _DROPPED and not under_quote(node) and not (tag == "button" and opens_panel(node)):
        return True
    if tag == "sup" and _is_reference(node):
        return True
    if tag == "header" and above not in ("article", "main", "section"):
        return True
    if tag == "form" and _small(node, whole):  # some servers wrap the whole page in a form
        return True
    attributes = node.attributes
    if not attributes:
        return False
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:500]
    role = attributes.get("role")
    if role in _DROPPED_ROLES:
        return True
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return role not in ("tabpanel", "region") and _PANEL.search(names) is None
    if names == " " or (found := _CLUTTER.search(names)) is None or not _small(node, whole):
        return False
    if _SIDEBAR.search(found.group()) and len(_CLUTTER.findall(names)) == 1:
        return node.css_first("dl, th") is None  # a box of facts stands there, too
    return True


def _is_reference(node: LexborNode) -> bool:
    """True for the raised number of a footnote, "[4]" or a link down the page; not for "m²" and "Certified™"."""
    link = node.css_first("a")
    down = link is not None and (link.attributes.get("href") or "").startswith("#")
    return down or _REFERENCE.fullmatch(node.text(strip=True)) is not None


def opens_panel(button: LexborNode) -> bool:
    """True for a button that is the title of what a click on it shows."""
    parent, below = button.parent, button.next
    if parent is not None and parent.tag in _HEADINGS:
        return True
    while below is not None and (below.tag or "").startswith("-"):
        below = below.next
    if below is None or below.tag not in ("div", "section", "p", "ul"):
        return False
    attributes = {**button.attributes, "panel": below.attributes.get("class")}
    opens = "aria-expanded" in attributes or _PANEL.search(f"{attributes.get('class')} {attributes['panel']}")
    return bool(opens) and len(below.text(strip=True)) >= _LEAST_PANEL


def under_quote(node: LexborNode) -> bool:
    """True for the footer or cite of a block quote, which names who says it."""
    parent = node.parent
    return node.tag in ("footer", "cite") and parent is not None and parent.tag in ("blockquote", "figure")


def only_links(node: LexborNode, least: int = _LEAST_LINKS) -> bool:
    """True for a menu that no class tells: short links without figures, and nearly nothing beside them."""
    links = [link.text(strip=True) for link in node.css("a")]
    if len(links) < least or any(len(words) > _LONGEST_LINK for words in links):
        return False
    linked = "".join(links)
    if any(letter.isdigit() for letter in linked):
        return False
    return len(linked) * 10 >= len("".join(node.text().split())) * 8


def _small(node: LexborNode, whole: int) -> bool:
    return len(node.text(strip=True)) * 3 < whole
