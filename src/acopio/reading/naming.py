"""The organisation that a document is about: its name, other names, and where they stand in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from acopio.documents.source_document import SourceDocument
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.tokens import Token, normal_form, tokenize

_BRACKETED: Final = re.compile(r"\s*\(([^()]{2,60})\)")
_PARTS: Final = re.compile(r"\s+[-–—|/]\s+|\s*\|\s*")
_ACRONYM: Final = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z0-9&.-]{1,14}\Z")
_LONGEST_NAME: Final = 14  # words


class Naming(NamedTuple):
    """What the organisation is called: its name, other names in the text, and where each is mentioned.

    `mentions` are tokens ranges (first, last, inclusive) of any of the names, in text order.
    `types` are the organisation types that words in its names say.
    """

    name: str | None
    alternate_names: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    types: frozenset[str]


class CapitalRun(NamedTuple):
    """A run of capitalised words, with joiners between them ("Central de Cafetaleros del Nor Oriente")."""

    first: int
    last: int


def capital_runs(tokens: Sequence[Token], language: Language) -> list[CapitalRun]:
    """Return the runs of capitalised words; a common word that only opens a sentence begins none."""
    runs: list[CapitalRun] = []
    joiners, not_names = language.name_joiners, language.not_names
    abbreviations = language.final_abbreviations | language.abbreviations
    after, count = 0, len(tokens)
    capitals = [
        index
        for index, token in enumerate(tokens)
        if token.text[0].isupper() and token.kind in ("word", "dotted")
    ]
    for index in capitals:
        token = tokens[index]
        if index < after or len(token.norm) == 1 or (token.norm in not_names and not token.text.isupper()):
            continue
        last = index
        position = index + 1
        while position < count and position - index < _LONGEST_NAME:
            following = tokens[position]
            if tokens[last].possessive or following.kind == "break":
                break  # "Peru's San Martín"
            if following.kind in ("word", "dotted") and following.capitalised:
                last = position
            elif following.text == "." and tokens[last].norm in abbreviations:
                pass
            elif not (following.norm in joiners and following.kind != "number"):
                break
            position += 1
        runs.append(CapitalRun(index, last))
        after = last + 1
    return runs


def find_naming(
    document: SourceDocument,
    tokens: Sequence[Token],
    norms: Sequence[str],
    runs: Sequence[CapitalRun],
    language: Language,
) -> Naming:
    """Find the names of the organisation: from metadata, headings, and the text's own "X, or Y for short"."""
    names = _stated_names(document, language)
    if not names:
        names = _names_from_text(document, tokens, runs, language)
    if not names:
        return Naming(None, (), (), frozenset())
    known: dict[tuple[str, ...], str] = {}
    for name in names:
        known.setdefault(_key(name), name)
    for name in list(known.values()):
        if core := core_name(name, language):
            known.setdefault(_key(core), core)
    present: dict[tuple[str, ...], str] = {}
    alone = {run.first: run.last for run in runs}
    for key, name in known.items():
        if any(alone.get(first) == first + len(key) - 1 for first in _occurrences(norms, key)):
            present.setdefault(key, name)
    for _ in range(2):  # "Gumutindo Coffee Enterprise (GCE)" first brings the name, then its acronym
        for name in _introduced(document.text, tokens, norms, runs, list(known), language):
            present.setdefault(_key(name), name)
            known.setdefault(_key(name), name)
    mentions = sorted(
        {(first, first + len(key) - 1) for key in known for first in _occurrences(norms, key)},
        key=lambda span: (span[0], -span[1]),
    )
    outer: list[tuple[int, int]] = []
    for span in mentions:
        if not outer or span[0] > outer[-1][1]:
            outer.append(span)
    main = names[0]
    alternates = tuple(name for key, name in present.items() if key != _key(main))
    types = frozenset(t for name in known.values() for t in _types(name, language))
    return Naming(main, alternates, tuple(outer), types)


def core_name(name: str, language: Language) -> str | None:
    """Return what is left of a name without words for its kind, its product, its place: "Heiveld".

    None where nothing is left, or more than three words.
    """
    generic = _generic_words(language)
    words = [token for token in tokenize(name) if token.kind in ("word", "dotted")]
    kept = [
        token.text for token in words if token.norm not in generic and token.norm not in language.stop_words
    ]
    if not 0 < len(kept) < len(words) or len(kept) > 2:
        return None
    core = " ".join(kept)
    return core if core in name and len(core) >= 4 else None


def _stated_names(document: SourceDocument, language: Language) -> list[str]:
    """Names from the metadata: "Café Organica Marcala (COMSA)" gives two, the title may add one."""
    given = document.metadata.organization
    if not given:
        return []
    names: list[str] = []
    for bracketed in _BRACKETED.finditer(given):
        names.append(bracketed.group(1).strip())
    main = _BRACKETED.sub("", given).strip()
    names = [main, *names]
    parts = [part.strip() for part in _PARTS.split(main)]
    if len(parts) > 1:
        names += parts
    names += _title_names(document, main, language)
    unique: dict[tuple[str, ...], str] = {}
    for name in names:
        if name:
            unique.setdefault(_key(name), name)
    return list(unique.values())


def _title_names(document: SourceDocument, main: str, language: Language) -> list[str]:
    """Parts of title and first heading that share a distinctive word with the name."""
    core = core_name(main, language) or main
    wanted = {token.norm for token in tokenize(core) if len(token.norm) > 3}
    titles = [document.metadata.title or ""]
    titles += [s.heading.text for s in document.sections[:2] if s.heading and s.level == 1]
    found = []
    for title in titles:
        for part in re.split(r"\s+[-–—|]\s+|\s*[|:,]\s*", title):
            words = {token.norm for token in tokenize(part)}
            short = len(part.split()) <= 8 and part[:1].isupper() and "'" not in part and "’" not in part
            if short and wanted & words and not (words & language.stop_words - language.name_joiners):
                found.append(_BRACKETED.sub("", part).strip(" .*"))
    return found


def _names_from_text(
    document: SourceDocument, tokens: Sequence[Token], runs: Sequence[CapitalRun], language: Language
) -> list[str]:
    """Without metadata: a first heading that looks like a name, else the name that comes most often."""
    title = document.metadata.title or ""
    headings = [s.heading.text for s in document.sections if s.heading][:3]
    organization = _organization_words(language)
    text = document.text

    def named(words: str) -> list[str]:
        parts = [part.strip() for part in re.split(r"\s+[-–—|]\s+|\s*\|\s*|:\s+", words)]
        found = [
            part for part in parts if {t.norm for t in tokenize(part)} & organization or _ACRONYM.match(part)
        ]
        return [_BRACKETED.sub("", part).partition(",")[0].strip() for part in found] + [
            bracketed.group(1) for part in found for bracketed in _BRACKETED.finditer(part)
        ]

    for candidate in [title, *headings]:
        if names := [name for name in named(candidate) if 0 < len(name.split()) <= _LONGEST_NAME]:
            return sorted(names, key=lambda name: (not _ACRONYM.match(name), -len(name)))[::-1]
    counted: dict[tuple[str, ...], int] = {}
    shown: dict[tuple[str, ...], str] = {}
    for run in runs[:400]:
        words = text[tokens[run.first].start : tokens[run.last].end]
        key = _key(words)
        weight = 3 if set(key) & organization else 2 if _ACRONYM.match(words) and len(words) >= 4 else 0
        if weight:
            counted[key] = counted.get(key, 0) + weight
            shown.setdefault(key, words)
    if not counted:
        return []
    best = max(counted, key=lambda key: (counted[key], -list(shown).index(key)))
    return [shown[best].removesuffix("'s").removesuffix("’s")]


def _introduced(
    text: str,
    tokens: Sequence[Token],
    norms: Sequence[str],
    runs: Sequence[CapitalRun],
    known: list[tuple[str, ...]],
    language: Language,
) -> list[str]:
    """Other names that the text ties to a known one: "X (ACR)", "X, or ACR for short", "X, in full the Y"."""
    spans = {first: first + len(key) - 1 for key in known for first in _occurrences(norms, key)}
    starts, ends = sorted(spans), sorted((last, first) for first, last in spans.items())
    found: list[str] = []
    core = {key[0] for key in known if len(key) == 1}
    organization = _organization_words(language)
    generic = _generic_words(language) | core | language.name_joiners
    for first, last in runs:
        words = text[tokens[first].start : tokens[last].end]
        single = set(norms[first : last + 1])
        named = bool(single & organization)
        if core & single and named and len(single) > 1 and not single & language.number_joiners:
            varied = single <= generic and norms[first] in core
            if varied and not tokens[last].possessive:
                found.append(_clean(words))  # "Heiveld Co-operative" beside "Heiveld Cooperative"
                continue
        if first in spans:
            continue
        acronym = _ACRONYM.match(words) is not None
        nearest = bisect_left(ends, (first, -1)) - 1
        if nearest >= 0 and ends[nearest][0] >= first - 5:
            gap = ends[nearest][0] + 1
            bracketed = first - gap in (1, 2) and tokens[gap].text == "("
            if (acronym or named) and (bracketed or _ties(norms, tokens, gap, first, language)):
                found.append(_clean(words))
            continue
        following = bisect_left(starts, last + 1)
        if named and following < len(starts) and starts[following] <= last + 3:
            after = starts[following]
            if tokens[last + 1].text == "(" and spans[after] == after:
                if _initials(norms[after], norms[first : last + 1]):
                    found.append(_clean(words))
            elif _ties(norms, tokens, last + 1, after, language):
                found.append(_clean(words))
    return found


def _ties(norms: Sequence[str], tokens: Sequence[Token], first: int, stop: int, language: Language) -> bool:
    """True for the words between two names of one thing: ", or", ", in full the", ": that's"."""
    words = [i for i in range(first, stop) if tokens[i].kind != "mark" and norms[i] not in language.articles]
    if not words or len(words) > 4:
        return False
    return language.short_forms.at(norms, words[0]) is not None or (
        language.short_forms.at(norms, stop + 1) is not None
    )


def _initials(acronym: str, words: Iterable[str]) -> bool:
    """True where half and more of an acronym's letters begin a word of the name."""
    letters = {word[0] for word in words if word and word[0].isalpha()}
    return len(acronym) >= 2 and sum(letter in letters for letter in acronym) * 2 >= len(acronym)


def _clean(name: str) -> str:
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name.strip(" *_")


def _key(name: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenize(_clean(name)) if token.kind != "mark" or token.text == "&")


def _occurrences(norms: Sequence[str], key: tuple[str, ...]) -> list[int]:
    if not key:
        return []
    width, start = len(key), 0
    found: list[int] = []
    while True:
        try:
            index = norms.index(key[0], start)
        except ValueError:
            return found
        if tuple(norms[index : index + width]) == key:
            found.append(index)
        start = index + 1


@lru_cache(maxsize=8)
def _generic_words(language: Language) -> frozenset[str]:
    """Words that say of what kind an organisation is, or of which product, not which one."""
    return (
        frozenset(
            normal_form(word)
            for kind in ("organization-word", "organization-type", "generic", "product", "unit")
            for phrases in language.words[kind].values()
            for phrase in phrases
            for part in phrase.split()
            for word in part.split("/")
        )
        | language.kind_words
    )


@lru_cache(maxsize=8)
def _organization_words(language: Language) -> frozenset[str]:
    return frozenset(
        normal_form(word)
        for kind in ("organization-word", "organization-type")
        for phrases in language.words[kind].values()
        for phrase in phrases
        if " " not in phrase
        for word in phrase.split("/")
    )


def _types(name: str, language: Language) -> set[str]:
    """Types that the words of a name say."""
    mentions: Mapping[str, list[Mention]] = language.lexicon.find(tokenize(name))
    return {mention.value for mention in mentions.get("organization-type", ())}
