"""Pairs in HTML pages that no table tells: label and value, a figure and its label, a year and its event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LABEL_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:label|key|term|caption|heading|name|title)(?:$|[\s_-])", re.I
)
_VALUE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:value|data|desc|description|number|content|text)(?:$|[\s_-])", re.I
)
_PAIRED: Final = frozenset({"div", "span", "p", "li", "strong", "b", "em", "small", "a"})
_LEAVES: Final = frozenset({"div", "span", "p", "strong", "b", "em", "small"})
_LONGEST_LABEL: Final = 40
_LONGEST_VALUE: Final = 160
_SPACES: Final = re.compile(r"\s+")
YEAR: Final = re.compile(r"(?:[^\W\d]{3,9}\.? )?(?:1[89]|20)\d\d(?: ?[–-] ?(?:1[89]|20)\d\d)?:?")
_LONGEST_EVENT: Final = 400
_EVENT: Final = frozenset({"li", "div", "article", "section"})
_MOST_VALUES: Final = 8
_LEAST_GLUED: Final = 4  # characters of the label below a figure that no space parts from it


def begins_with_year(node: LexborNode) -> bool:
    """True for a short part of a page whose first words are a year and nothing else."""
    if node.tag not in _EVENT:
        return False
    first: LexborNode | None = node.child
    while first is not None:
        if first.tag == "-text":
            words = (first.text_content or "").strip()
            if words:
                return bool(YEAR.fullmatch(words)) and len(node.text(strip=True)) <= _LONGEST_EVENT
        elif first.child is not None:
            first = first.child
            continue
        while first is not None and first.next is None and first.parent != node:
            first = first.parent
        first = first.next if first is not None else None
    return False


def pair_of(node: LexborNode) -> tuple[str, str] | None:
    """Return label and value of an element that holds just two of words each: `<span>Founded</span><span>1998</span>`.

    Told by a class that says label or value, or by two spans that nothing parts. A figure above its
    label ("450", "Members") is given in that order, with an empty label.
    """
    if node.tag not in _PAIRED:
        return None
    parts: list[LexborNode] = []
    parted = False
    child = node.child
    while child is not None:
        if child.tag == "-text":
            words = child.text_content or ""
            if words.strip():
                return None
            parted = parted or (words != "" and len(parts) == 1)
        elif child.tag in _LEAVES and len(parts) < 2 and _leaf(child):
            parts.append(child)
        else:
            return _with_values(node)
        child = child.next
    if len(parts) != 2:
        return None
    label, value = (_SPACES.sub(" ", part.text()).strip() for part in parts)
    if not label or not value or len(label) > _LONGEST_VALUE or len(value) > _LONGEST_VALUE:
        return None
    named = _LABEL_CLASS.search(class_names(parts[0])) or _VALUE_CLASS.search(class_names(parts[1]))
    if label[0].isdigit():
        glued = not parted and len(value) >= _LEAST_GLUED
        turned = (
            glued or _LABEL_CLASS.search(class_names(parts[1])) or _VALUE_CLASS.search(class_names(parts[0]))
        )
        return (
            ("", f"{label} {value}")
            if turned and len(value) <= _LONGEST_LABEL and value[0].isalpha()
            else None
        )
    spans = parts[0].tag in ("span", "strong", "b") and parts[1].tag == "span" and not parted
    if len(label) > _LONGEST_LABEL or not label[0].isalpha() or label.endswith((".", "!", "?", ",")):
        return None
    return (label, value) if named or spans else None


def _with_values(node: LexborNode) -> tuple[str, str] | None:
    """Label and values, parted by commas, of an element whose first part says label by its class."""
    first, *others = _elements(node)
    label = _SPACES.sub(" ", first.text()).strip()
    if not others or not _LABEL_CLASS.search(class_names(first)) or not _leaf(first):
        return None
    if not 0 < len(label) <= _LONGEST_LABEL or not label[0].isalpha():
        return None
    leaves = _elements(others[0]) if len(others) == 1 and not _leaf(others[0]) else others
    if not 0 < len(leaves) <= _MOST_VALUES:
        return None
    if not all(leaf.tag in (*_LEAVES, "li", "a") and _leaf(leaf) for leaf in leaves):
        return None
    values = [words for leaf in leaves if (words := _SPACES.sub(" ", leaf.text()).strip())]
    if not values or any(len(words) > _LONGEST_LABEL or words.endswith(".") for words in values):
        return None
    return label, ", ".join(values)


def _elements(node: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    child = node.child
    while child is not None:
        if not (child.tag or "").startswith("-"):
            found.append(child)
        child = child.next
    return found


def _leaf(node: LexborNode) -> bool:
    child = node.child
    while child is not None:
        if child.tag not in ("-text", "a", "b", "strong", "em", "i", "span"):
            return False
        child = child.next
    return True


def class_names(node: LexborNode) -> str:
    """Return the names of an element's class, as far as they are looked at."""
    return (node.attributes.get("class") or "")[:300]
