"""The organisation's name where nobody gives it: from title, headings, labels and the text around names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from acopio.documents.blocks import Block
from acopio.documents.source_document import SourceDocument
from acopio.reading.language import Language
from acopio.reading.layout import looks_like_person
from acopio.reading.lexicon import Mention
from acopio.reading.naming_groups import group_names
from acopio.reading.naming_runs import CapitalRun, Key, clean, core_of, holds, key_of, key_of_run
from acopio.reading.page_parts import name_words
from acopio.reading.tokens import Token, normal_form, tokenize

PARTS: Final = re.compile(r"\s+[-–—|/•·]\s+|\s*[|»›:]\s*")
BRACKETED: Final = re.compile(r"\s*\(([^()]{2,60})\)\s*\Z")
ACRONYM: Final = re.compile(r"(?=.*[A-ZÀ-Þ].*[A-ZÀ-Þ])[A-ZÀ-Þ][A-Za-zÀ-ÖØ-öø-ÿ0-9&.-]{1,14}\Z")
_LONGEST_TITLE_NAME: Final = 10  # words
_COPYRIGHT: Final = ("©", "copyright")
_MOST_RUNS: Final = 600
# What tells that a name is the name of this page's organisation, and how much it tells.
_LABEL, _TITLE, _IN_TITLE, _HEADING, _EARLY = 8.0, 5.0, 3.0, 1.5, 1.0
_SAID_TO_BE, _APPOSITION, _CALLED, _BRACKET, _TYPE_WORD, _ADDRESS = 3.0, 2.0, 2.0, 2.0, 3.0, 2.0
_SUBJECT, _MENTION, _PLACE, _PERSON = 0.7, 1.0, -1.2, -4.0
_ENOUGH: Final = 4.5
_EARLY_WITHIN: Final = 500  # code points of the text
_REPEATED: Final = 5  # mentions that count


class NameFinder:
    """Weighs the names in one text."""

    def __init__(
        self,
        document: SourceDocument,
        tokens: Sequence[Token],
        norms: Sequence[str],
        runs: Sequence[CapitalRun],
        blocks: Sequence[Block],
        aside: frozenset[int],
        mentions: Mapping[str, list[Mention]],
        language: Language,
    ) -> None:
        """Keep what is looked at; `aside` are blocks about others, whose names do not count."""
        self._document, self._tokens, self._norms = document, tokens, norms
        self._blocks, self._language, self._mentions = blocks, language, mentions
        self._starts = [block.start for block in blocks]
        self._runs = [(run, number) for run, number in self._placed(runs) if number not in aside]
        self._first_of = {
            kind: {m.first: m for m in mentions.get(kind, ())} for kind in ("generic", "country")
        }
        self._generic_firsts = sorted(self._first_of["generic"])
        self._generic_lasts = {m.last for m in mentions.get("generic", ())}
        self._speech = sorted(m.first for m in mentions.get("speech", ()))
        self._roles = {i for m in mentions.get("role", ()) for i in (m.first - 1, m.last + 1)}
        self._publisher = self._publisher_words()
        self._scores: dict[Key, float] = {}
        self._shown: dict[Key, str] = {}
        self._seen: dict[Key, int] = {}
        self._tied: list[tuple[Key, Key]] = []
        self._main: dict[Key, float] = {}  # names that a title, label or type word supports

    def names(self) -> list[str]:
        """Return the best name and others of the same organisation; none where the text names nobody."""
        for run, number in self._runs[:_MOST_RUNS]:
            self._weigh_run(run, self._blocks[number], number)
        for title, weight in self._titles():
            self._weigh_title(title, weight)
        self._weigh_address()
        self._drop_lists()
        groups = group_names(self._scores, self._tied, self._language)
        best = max(groups, key=lambda keys: (self._score(keys), max(map(len, keys))), default=None)
        if best is None or self._score(best) < _ENOUGH:
            return []
        ranked = sorted(best, key=lambda key: (-self._main.get(key, 0.0), -self._scores[key], key))
        places = [key for key in ranked if any(self._ends_with_place(name, key) for name in ranked)]
        return [self._shown[key] for key in ranked if key not in places]

    def _ends_with_place(self, name: Key, part: Key) -> bool:
        """True for "Zongolica" in "Unión de Cafeticultores Serranos de Zongolica"."""
        before = len(name) - len(part) - 1
        if before <= 0 or name[before + 1 :] != part or self._typed(part, ""):
            return False
        return name[before] in self._language.of.first_words

    def _drop_lists(self) -> None:
        """Drop "APECAFORM and Cooperative Coffees" beside "APECAFORM"."""
        joiners = self._language.number_joiners
        for key in [key for key in self._scores if not joiners.isdisjoint(key)]:
            cut = next(index for index, norm in enumerate(key) if norm in joiners)
            if key[:cut] in self._scores or key[cut + 1 :] in self._scores:
                del self._scores[key]

    def _score(self, keys: Sequence[Key]) -> float:
        return sum(self._scores[key] for key in keys)

    def _placed(self, runs: Sequence[CapitalRun]) -> Iterator[tuple[CapitalRun, int]]:
        for run in runs:
            number = bisect_right(self._starts, self._tokens[run.first].start) - 1
            if number >= 0 and self._blocks[number].kind != "boilerplate":
                yield run, number

    def _publisher_words(self) -> frozenset[str]:
        """Words of the publisher's name, as given or as it stands behind a copyright sign."""
        found = set(name_words(self._document.metadata.publisher, self._language.common_name_words))
        text = self._document.text
        for block in self._blocks:
            words = text[block.start : min(block.end, block.start + 80)]
            if block.kind in ("boilerplate", "paragraph") and words.lower().lstrip("&").startswith(
                _COPYRIGHT
            ):
                found |= name_words(words, self._language.common_name_words)
        return frozenset(word for word in found if not word.isdigit())

    # What is a name at all

    def _usable(self, key: Key) -> bool:
        """True for a name that may be an organisation's own, by its telling words."""
        core = core_of(key, self._language)
        words = set(core)
        if all("." in norm for norm in core) and core:
            return False  # "S.C. de R.L. de C.V.": only a legal form
        if not core:
            return len(key) >= 3 and key[-1] in self._language.organization_words
        return not (words <= self._publisher or words <= self._language.months.keys())

    def _taken(self, first: int, last: int) -> bool:
        """True where a place, scheme, body or product takes up the run."""
        start, end = self._tokens[first].start, self._tokens[last].end
        width = last - first + 1
        for kind in ("body", "scheme", "certifier", "country", "demonym", "premium", "label"):
            found = self._mentions.get(kind, [])
            index = bisect_left(found, start, key=lambda mention: mention.start)
            while index < len(found) and found[index].start < end:
                if (found[index].last - found[index].first + 1) * 2 > width:
                    return True
                index += 1
        return False

    def _typed(self, key: Key, words: str) -> bool:
        """True for a name that holds a word such as "Cooperative", or a phrase such as "Tea Garden"."""
        return bool(set(key) & self._language.organization_words) or bool(
            words and self._language.name_lexicon.find(tokenize(words)).get("organization-type")
        )

    # Evidence

    def _weigh_run(self, run: CapitalRun, block: Block, number: int) -> None:
        first, last = run
        key = key_of_run(self._tokens, first, last)
        if not self._usable(key) or self._taken(first, last):
            return
        if set(key) & self._language.number_joiners and "&" not in key and not self._typed(key, ""):
            return  # "Veriflora and Rainforest Alliance"
        tokens, norms = self._tokens, self._norms
        words = clean(self._document.text[tokens[first].start : tokens[last].end])
        heading = block.kind == "heading"
        shouted = heading and self._document.text[block.start : block.end].isupper()
        typed = len(key) > 1 and self._typed(key, words)
        acronym = ACRONYM.match(words) is not None and not shouted and len(words) >= 3
        score = 0.0
        if not heading:
            seen = self._seen[key] = self._seen.get(key, 0) + 1
            score += _MENTION if seen <= _REPEATED else 0.0
            score += self._context(first, last, block)
        if key not in self._scores:
            self._shown[key] = words
            score += (_TYPE_WORD if typed else 0.0) + (1.5 if acronym else 0.0)
            early = tokens[first].start < self._document.body_start + _EARLY_WITHIN
            score += _EARLY if early and not heading else 0.0
            self._main[key] = (2.0 if typed else 0.0) + min(len(key), 8) * 0.1
        elif self._shown[key].isupper() and not words.isupper() and len(words) > 8:
            self._shown[key] = words
        if block.label and self._labelled_name(block) and first > 0 and tokens[first - 1].kind == "break":
            score += _LABEL
            self._main[key] = self._main.get(key, 0.0) + 4.0
        self._scores[key] = self._scores.get(key, 0.0) + score
        bracket = last + 1
        if norms[bracket : bracket + 1] == ["("] and norms[bracket + 2 : bracket + 3] == [")"]:
            inside = key_of_run(tokens, bracket + 1, bracket + 1)
            if ACRONYM.match(tokens[bracket + 1].text) and bracket + 1 not in self._first_of["country"]:
                self._tied.append((key, inside))
                self._scores[key] += _BRACKET

    def _context(self, first: int, last: int, block: Block) -> float:
        """What the words around a name say of it."""
        tokens, norms, language = self._tokens, self._norms, self._language
        score = 0.0
        before = norms[first - 1] if first else "\n"
        article = before in language.articles
        opener = first - 1 - article
        cue = norms[opener] if opener >= 0 else "\n"
        after = norms[last + 1] if last + 1 < len(norms) else "\n"
        if cue in language.location_cues | language.distance_cues and cue not in language.number_joiners:
            score += _PLACE if not article else _PLACE / 2
        if after == "," and last + 2 in self._first_of["country"] and block.kind not in ("fact", "row"):
            score += _PLACE
        opens = (
            opener < 0 or tokens[opener].kind in ("break", "mark") or cue in language.coordinators.first_words
        )
        if opens and language.is_finite(after):
            score += _SUBJECT
            index = bisect_left(self._generic_firsts, last + 2)
            near = index < len(self._generic_firsts) and self._generic_firsts[index] <= last + 9
            if near and norms[last + 2] in language.articles | language.number_articles | {"one"}:
                score += _SAID_TO_BE
        if after == "," and norms[last + 2 : last + 3] and norms[last + 2] in language.articles:
            index = bisect_left(self._generic_firsts, last + 3)
            if index < len(self._generic_firsts) and self._generic_firsts[index] <= last + 7:
                score += _APPOSITION
        if first - 1 in self._generic_lasts or (
            first - 2 in self._generic_lasts and cue in language.of.first_words
        ):
            score += _CALLED
        person = looks_like_person(tokens[first : last + 1], self._mentions, language)
        if person and (self._spoken(first, last) or first - 1 in self._roles or last + 2 in self._roles):
            score += _PERSON
        return score

    def _spoken(self, first: int, last: int) -> bool:
        index = bisect_left(self._speech, first - 2)
        return index < len(self._speech) and self._speech[index] <= last + 3

    def _labelled_name(self, block: Block) -> bool:
        assert block.label is not None
        found = self._mentions.get("label", [])
        index = bisect_left(found, block.label[0], key=lambda mention: mention.start)
        return index < len(found) and found[index].start < block.label[1] and found[index].value == "name"

    def _titles(self) -> Iterator[tuple[str, float]]:
        """The page's title and its headings, with what they weigh."""
        if self._document.metadata.title:
            yield self._document.metadata.title, 1.0
        headings = [block for block in self._blocks if block.kind == "heading"][:4]
        for number, block in enumerate(headings):
            words = self._document.text[block.start : block.end]
            top = number == 0 or block.level == 1
            yield words, 1.0 if top else _HEADING / _TITLE

    def _weigh_title(self, title: str, weight: float) -> None:
        language = self._language
        parts = [part for part in PARTS.split(title) if part]
        for part in parts:
            words = BRACKETED.sub("", part.partition(",")[0]).strip(" .*\"“”'")
            opener, _, rest = words.partition(" ")
            if rest[:1].isupper() and normal_form(opener) in language.prepositions:
                words = rest  # "About Kilimo Union"
            bracketed = BRACKETED.search(part)
            key = key_of(words)
            if not key or not self._usable(key):
                continue
            if bracketed and ACRONYM.match(bracketed.group(1)):
                self._tied.append((key, key_of(bracketed.group(1))))
                self._shown.setdefault(self._tied[-1][1], bracketed.group(1))
                self._scores.setdefault(self._tied[-1][1], 1.0)
            typed = self._typed(key, words) or ACRONYM.match(words) is not None
            plain = any(
                w[:1].islower() and normal_form(w) not in language.name_joiners for w in words.split()
            )
            if typed and not plain and len(words.split()) <= _LONGEST_TITLE_NAME:
                known = self._scores.get(key)
                self._shown.setdefault(key, words)
                self._scores[key] = (known or 0.0) + _TITLE * weight
                self._main[key] = self._main.get(key, 0.0) + (3.0 if len(key) > 1 else 1.0) * weight
        whole = key_of(title)
        exact = {key_of(BRACKETED.sub("", part.partition(",")[0])) for part in parts}
        for key in [k for k in self._scores if self._seen.get(k) and holds(whole, k)]:
            if key in exact:
                self._scores[key] += _TITLE * weight
                self._main[key] = self._main.get(key, 0.0) + 1.5 * weight
            else:
                self._scores[key] += _IN_TITLE * weight

    def _weigh_address(self) -> None:
        """A name in the last part of the page's own address: "/producers/awra-highland-roses"."""
        path = unquote(urlsplit(self._document.metadata.source or "").path).rstrip("/")
        slug = {normal_form(word) for word in re.split(r"[-_.+]", path.rpartition("/")[2]) if word}
        for key in self._scores:
            core = core_of(key, self._language)
            if core and set(core) <= slug:
                self._scores[key] += _ADDRESS
