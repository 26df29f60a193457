"""The bodies that a text names: what the organisation is called, others by their names, others brought in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.naming import Naming
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.tokens import Token

#: Types of bodies of members.
UNITED: Final = frozenset({"cooperative", "association", "union"})
_CALLED: Final = 6  # tokens after "is" in which the organisation is called something
_MODIFIERS: Final = 4  # tokens between an article and its noun


class KnownBodies:
    """Tells the organisation's types and the other organisations of one text."""

    def __init__(
        self,
        tokens: Sequence[Token],
        norms: Sequence[str],
        mentions: Mapping[str, list[Mention]],
        naming: Naming,
        runs: Sequence[CapitalRun],
        language: Language,
    ) -> None:
        """Keep the organisation's types, and names and types of others with where they stand."""
        self._tokens, self._norms, self._language, self._naming = tokens, norms, language, naming
        self._generics = {m.first: m for m in mentions.get("generic", ())}
        is_estate = "plantation" in naming.types or not any(
            m.value in UNITED for m in self._generics.values()
        )
        if not is_estate:  # "the farm" is then any member's
            self._generics = {first: m for first, m in self._generics.items() if m.value != "plantation"}
        self._self_at = dict(naming.mentions)
        beside = {m.value for m in self._generics.values() if m.last + 1 in self._self_at}
        #: "la coopérative Valle Verde", "Valle Verde is a coffee co-operative"
        self._own_types = naming.types | ((beside | self._called(naming)) - {"any"})
        self.others = self._other_organizations(runs, mentions)
        self._other_at = dict(self.others)
        self._other_types = self._typed_others(mentions)

    def _other_organizations(
        self, runs: Sequence[CapitalRun], mentions: Mapping[str, list[Mention]]
    ) -> tuple[tuple[int, int], ...]:
        """Names of other organisations: known bodies, and capitalised names with a word such as "Bank"."""
        words = sorted(m.first for kind in ("organization-word",) for m in mentions.get(kind, ()))
        taken = [first for first, _ in self._naming.mentions]
        countries = {mention.first for mention in mentions.get("country", ())}
        spans = [
            (m.first, m.last)
            for m in mentions.get("body", ())
            if any(self._tokens[i].capitalised for i in range(m.first, m.last + 1))
        ]
        for first, last in runs:
            inside = bisect_left(words, first)
            named = inside < len(words) and words[inside] <= last and last > first
            token = self._tokens[first]
            acronym = (
                first == last and token.kind == "word" and token.text.isupper() and 3 <= len(token.text) <= 12
            )
            acronym = acronym and first not in countries
            if named or acronym:
                spans.append((first, last))
        spans.sort(key=lambda span: (span[0], -span[1]))
        kept: list[tuple[int, int]] = []
        for span in spans:
            own = bisect_left(taken, span[0])
            mine = own < len(taken) and taken[own] <= span[1]
            inside_own = own > 0 and self._self_at.get(taken[own - 1], -1) >= span[0]
            if not mine and not inside_own and (not kept or span[0] > kept[-1][1]):
                kept.append(span)
        return tuple(kept)

    def _typed_others(self, mentions: Mapping[str, list[Mention]]) -> dict[str, int]:
        """Types that names of other organisations say, with the token where each first stands."""
        found: dict[str, int] = {}
        types = mentions.get("organization-type", ())
        starts = [mention.first for mention in types]
        for first, last in self.others:
            index = bisect_left(starts, first)
            while index < len(types) and types[index].first <= last:
                found.setdefault(types[index].value, first)
                index += 1
        for mention in self._generics.values():
            if self._brings_in(mention):
                found[mention.value] = min(mention.first, found.get(mention.value, mention.first))
        return found

    def _called(self, naming: Naming) -> set[str]:
        """The types that a text gives the organisation: "Valle Verde is a coffee co-operative"."""
        language, norms = self._language, self._norms
        copulas, found = language.membership["copulas"], set()
        for _, last in naming.mentions:
            if norms[last + 1 : last + 2] and norms[last + 1] in copulas:
                for index in range(last + 2, min(last + 2 + _CALLED, len(norms))):
                    if index in self._generics:
                        found.add(self._generics[index].value)
                        break
                    if norms[index] in language.prepositions or self._tokens[index].kind != "word":
                        break
        return found

    def _brings_in(self, mention: Mention) -> bool:
        """True for "owns a tenth of a chocolate company", "belongs to a federation": another one is brought in."""
        language, norms = self._language, self._norms
        own = self._own_types
        if own & UNITED:
            own = own - {"company"}  # "Ltd" makes no company of a union
        if not own or mention.value in own or mention.value == "any":
            return False
        article = mention.first - 1
        while article > mention.first - _MODIFIERS and norms[article] not in language.indefinite:
            if self._tokens[article].kind != "word" or norms[article] in language.definite:
                return False
            article -= 1
        if article < 2 or norms[article] not in language.indefinite:
            return False
        tied = (
            language.membership["of_words"]
            | language.membership["agents"]
            | language.listing_words["targets"]
        )
        return norms[article - 1] in tied and norms[article - 2] not in language.foundings["sources"]
