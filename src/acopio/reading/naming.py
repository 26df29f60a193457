"""The organisation that a document is about: its name, other names, and where they stand in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from acopio.documents.blocks import Block
from acopio.documents.source_document import SourceDocument
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import (
    CapitalRun,
    Key,
    clean,
    core_of,
    holds,
    key_of,
    key_of_run,
    occurrences,
    spells,
)
from acopio.reading.naming_text import ACRONYM, BRACKETED, PARTS, NameFinder
from acopio.reading.places import countries_of_region, country_of_town
from acopio.reading.tokens import Token, tokenize

_LONGEST_GAP: Final = 5  # tokens between two names of one thing
_SHORTEST_CORE: Final = 4  # letters
_LONGEST_ACRONYM: Final = 14  # letters
_QUOTES: Final = frozenset('"“”«»‘*_')


class Naming(NamedTuple):
    """What the organisation is called: its name, other names in the text, and where each is mentioned.

    `mentions` are tokens ranges (first, last, inclusive) of any of the names, in text order.
    `types` are the organisation types that words in its names say.
    """

    name: str | None
    alternate_names: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    types: frozenset[str]


def find_naming(
    document: SourceDocument,
    tokens: Sequence[Token],
    norms: Sequence[str],
    runs: Sequence[CapitalRun],
    blocks: Sequence[Block],
    aside: frozenset[int],
    mentions: Mapping[str, list[Mention]],
    language: Language,
) -> Naming:
    """Find the names of the organisation: from metadata, else from title, headings and the text.

    Further names are those the text ties to a known one ("X, or Y for short") and parts of a name that
    stand alone. `aside` are the numbers of blocks about others.
    """
    names = _stated_names(document, language)
    if not names:
        names = NameFinder(document, tokens, norms, runs, blocks, aside, mentions, language).names()
    if not names:
        return Naming(None, (), (), frozenset())
    known: dict[Key, str] = {}
    for name in names:
        known.setdefault(key_of(name), name)
    main = key_of(names[0])
    known = {key: name for key, name in known.items() if key == main or not _is_placed(main, key, language)}
    for name in _acronyms_beside(document, main):
        known.setdefault(key_of(name), name)
    present: dict[Key, str] = {}
    alone = {run.first: run.last for run in runs}
    for key, name in known.items():
        if any(alone.get(first) == first + len(key) - 1 for first in occurrences(norms, key)):
            present.setdefault(key, name)
    for _ in range(2):  # "Gumutindo Coffee Enterprise (GCE)" first brings the name, then its acronym
        for name in _introduced(document.text, tokens, norms, runs, list(known), language):
            present.setdefault(key_of(name), name)
            known.setdefault(key_of(name), name)
    for key, name in _parts_alone(document.text, tokens, norms, runs, list(known), language).items():
        present.setdefault(key, name)
        known.setdefault(key, name)
    alternates = tuple(
        name for key, name in present.items() if key != main and not _only_adds_form(key, main, language)
    )
    types = frozenset(t for name in known.values() for t in types_in(name, language))
    return Naming(names[0], alternates, _outermost(norms, known), types)


def _only_adds_form(key: Key, main: Key, language: Language) -> bool:
    """True for "Valle Verde Ltda." where the name is "Valle Verde"."""
    more = key[len(main) :]
    return bool(more) and key[: len(main)] == main and language.legal_forms.issuperset(more)


def _outermost(norms: Sequence[str], known: Iterable[Key]) -> tuple[tuple[int, int], ...]:
    spans = sorted(
        {(first, first + len(key) - 1) for key in known for first in occurrences(norms, key)},
        key=lambda span: (span[0], -span[1]),
    )
    outer: list[tuple[int, int]] = []
    for span in spans:
        if not outer or span[0] > outer[-1][1]:
            outer.append(span)
    return tuple(outer)


def types_in(name: str, language: Language) -> list[str]:
    """Return the organisation types that the words of a name say, in the order of the words."""
    mentions = language.name_lexicon.find(tokenize(name)).get("organization-type", [])
    return [mention.value for mention in mentions]


def _stated_names(document: SourceDocument, language: Language) -> list[str]:
    """Names from the metadata: "Café Organica Marcala (COMSA)" gives two, the title may add one."""
    given = document.metadata.organization
    if not given:
        return []
    names: list[str] = []
    bracketed = BRACKETED.search(given)
    if bracketed:
        names.append(bracketed.group(1).strip())
    main = BRACKETED.sub("", given).strip()
    names = [main, *names]
    parts = [part.strip() for part in PARTS.split(main)]
    if len(parts) > 1:
        names += parts
    names += _title_names(document, main, language)
    unique: dict[Key, str] = {}
    for name in names:
        if name:
            unique.setdefault(key_of(name), name)
    return list(unique.values())


def _title_names(document: SourceDocument, main: str, language: Language) -> list[str]:
    """Parts of title and first heading that share a distinctive word with the name."""
    wanted = {norm for norm in core_of(key_of(main), language) if len(norm) > 3}
    titles = [document.metadata.title or ""]
    titles += [s.heading.text for s in document.sections[:2] if s.heading and s.level == 1]
    found = []
    for title in titles:
        for part in re.split(r"\s+[-–—|]\s+|\s*[|:,]\s*", title):
            words = [token for token in tokenize(part) if token.kind != "mark"]
            proper = all(word.capitalised or word.norm in language.name_joiners for word in words)
            own = wanted & {word.norm for word in words if not word.possessive}
            if len(words) > 2 and _is_product_of(part, words, language):
                continue  # "Honey of the Kaab Xíib"
            if own and proper and len(words) <= 8 and not part.endswith(("'s", "’s")):
                found.append(BRACKETED.sub("", part).strip(" .*"))
    return found


def _is_product_of(part: str, words: Sequence[Token], language: Language) -> bool:
    """True for "Café de Valle Verde": what somebody makes."""
    products = language.name_lexicon.find(tokenize(part)).get("product", [])
    first = any(mention.first == 0 for mention in products)
    return first and words[1].norm in language.of.first_words


def _acronyms_beside(document: SourceDocument, main: Key) -> list[str]:
    """Acronyms beside the name in title or headings: "COCALA - Cooperativa Cafetalera del Lago"."""
    headings = [section.heading.text for section in document.sections[:3] if section.heading]
    found: list[str] = []
    for title in (document.metadata.title or "", *headings):
        parts = [part.strip() for part in PARTS.split(title)]
        if any(key_of(part) == main for part in parts):
            found += [part for part in parts if ACRONYM.match(part)]
    return found


def _introduced(
    text: str,
    tokens: Sequence[Token],
    norms: Sequence[str],
    runs: Sequence[CapitalRun],
    known: list[Key],
    language: Language,
) -> list[str]:
    """Other names that the text ties to a known one: "X (ACR)", "X, or ACR for short"."""
    spans = {first: first + len(key) - 1 for key in known for first in occurrences(norms, key)}
    starts, ends = sorted(spans), sorted((last, first) for first, last in spans.items())
    found: list[str] = []
    core = {norm for key in known for norm in core_of(key, language)}
    organization = language.organization_words
    acronyms = [key for key in known if len(key) == 1 and _SHORTEST_CORE <= len(key[0]) <= _LONGEST_ACRONYM]
    full = [key for key in known if len(key) > 2]
    for first, last in runs:
        words = text[tokens[first].start : tokens[last].end]
        key = key_of_run(tokens, first, last)
        named = bool(set(key) & organization)
        if named and len(key) > 1 and not set(key) & language.number_joiners:
            own = core_of(key, language)
            if own and core.issuperset(own):
                found.append(clean(words))  # "Heiveld Co-operative" beside "Heiveld Cooperative"
                continue
        if first in spans:
            continue
        acronym = ACRONYM.match(words) is not None
        if len(key) > 1 and words.isupper() and core.issuperset(key[1:]):
            spelled_first = ACRONYM.match(words.split()[0]) and any(spells(key[0], other) for other in full)
            if spelled_first:
                found.append(clean(words))  # "APROMAN MOTUPE … Asociación de Productores de Mango de Motupe"
                continue
        short = acronym or (first == last and first > 0 and tokens[first - 1].text == "(")
        spelled = [key] if short else acronyms if named else []
        if any(spells(one[0], other) for one in spelled for other in (full if short else [key])):
            found.append(clean(words))  # "SCOODZ … the Société Coopérative Djiguiya de Zokolié"
            continue
        nearest = bisect_left(ends, (first, -1)) - 1
        if nearest >= 0 and ends[nearest][0] >= first - _LONGEST_GAP:
            gap = ends[nearest][0] + 1
            bracketed = first - gap in (1, 2) and tokens[gap].text == "("
            if (acronym or named) and (bracketed or _ties(norms, tokens, gap, first, language)):
                found.append(clean(words))
                continue
        following = bisect_left(starts, last + 1)
        if following < len(starts) and starts[following] <= last + 3:
            after = starts[following]
            if tokens[last + 1].text == "(" and spans[after] == after:
                if _initials(norms[after], key) or spells(norms[after], key):
                    found.append(clean(words))
            elif named and _ties(norms, tokens, last + 1, after, language):
                found.append(clean(words))
    return found


def _parts_alone(
    text: str,
    tokens: Sequence[Token],
    norms: Sequence[str],
    runs: Sequence[CapitalRun],
    known: list[Key],
    language: Language,
) -> dict[Key, str]:
    """Parts of a known name that stand for it: "Asempa" of "Asempa Kookoo Society".

    A part that only says where something is ("in Namikango", "Nadromai, Fiji") is the place that the
    name is taken from; one in quotation marks is a word that is explained.
    """
    votes: dict[Key, int] = {}
    shown: dict[Key, str] = {}
    core = {
        norm
        for key in known
        for norm in core_of(key, language)
        if len(norm) >= _SHORTEST_CORE or len(key) == 1
    }
    for first, last in runs:
        if not any(norms[i] in core for i in range(first, last + 1)):
            continue
        key = key_of_run(tokens, first, last)
        if first and norms[first - 1] in language.articles and tokens[first - 1].capitalised:
            named = (norms[first - 1], *key)  # "La Quebradona" of "Cooperativa La Quebradona"
            if any(holds(longer, named) for longer in known):
                first, key = first - 1, named
        if key in known or not any(holds(longer, key) for longer in known):
            continue
        placed = all(_is_placed(longer, key, language) for longer in known if holds(longer, key))
        votes[key] = votes.get(key, 0) + _vote(norms, tokens, first, last, language, placed=placed)
        shown.setdefault(key, clean(text[tokens[first].start : tokens[last].end]))
    main = known[0]
    return {
        key: shown[key]
        for key, vote in votes.items()
        if vote > 0 or (vote == 0 and main[: len(key)] == key and core_of(key, language))
    }


def _is_placed(name: Key, part: Key, language: Language) -> bool:
    """True where "of" stands before a part of a name: "Unión de Cafetaleros del Kilambé" is called after a place."""
    begin = next((i for i in range(len(name)) if name[i : i + len(part)] == part), 0)
    while begin and name[begin - 1] in language.articles:
        begin -= 1
    return begin > 0 and name[begin - 1] in language.of.first_words


def _vote(
    norms: Sequence[str],
    tokens: Sequence[Token],
    first: int,
    last: int,
    language: Language,
    *,
    placed: bool,
) -> int:
    """Tell whether a part of the name stands for the organisation (1), a place (-1), or either (0).

    `placed` says that the name holds the part as that which it is of.
    """
    if ACRONYM.match(tokens[first].text):
        return 1
    before = first - 1
    if before > 1 and tokens[before].text[0].islower() and norms[before - 1] in language.articles:
        before -= 1  # "from the lower Chira"
    before -= before >= 0 and norms[before] in language.articles
    cue = norms[before] if before >= 0 else "\n"
    after = norms[last + 1] if last + 1 < len(norms) else "\n"
    if cue in _QUOTES or after in _QUOTES:
        return 0
    if after == "," and last + 2 < len(tokens) and tokens[last + 2].capitalised:
        return -1
    if cue in language.of.first_words or cue in language.sources:
        return 0
    name = " ".join(norms[first : last + 1])
    if countries_of_region(name) or country_of_town(name):  # a place, unless it does something or was founded
        return 1 if cue in language.founding_verbs or after in language.finite_words else -1
    if cue in language.location_cues | language.distance_cues:
        return -1
    if placed:
        acts = language.is_finite(after) and after not in language.membership["copulas"]
        return 1 if acts or cue in language.founding_verbs else 0
    return 1


def _ties(norms: Sequence[str], tokens: Sequence[Token], first: int, stop: int, language: Language) -> bool:
    """True for the words between two names of one thing: ", or", ", in full the", ": that's"."""
    words = [i for i in range(first, stop) if tokens[i].kind != "mark" and norms[i] not in language.articles]
    if len(words) > 4:
        return False
    if words and language.short_forms.at(norms, words[0]) is not None:
        return True
    return language.short_forms.at(norms, stop + 1) is not None


def _initials(acronym: str, words: Iterable[str]) -> bool:
    """True where half and more of an acronym's letters begin a word of the name."""
    letters = {word[0] for word in words if word and word[0].isalpha()}
    return len(acronym) >= 2 and sum(letter in letters for letter in acronym) * 2 >= len(acronym)
