"""Names of schemes in a text: the listed ones, those in "Utz-certified", and unlisted ones beside a known word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.span import Span

_FAIR: Final = frozenset({"fair-trade-usa", "fairtrade", "fair-trade"})
_ORGANIC: Final = frozenset({"organic", "organic-usda", "organic-eu", "jas"})
_OWN_FAIR: Final = frozenset({"spp", "fair-for-life", "wfto"})  # fair trade of another kind than Fairtrade's
_LONGEST_BRACKET: Final = 9  # tokens of a bracket that holds standards or a certifier: "(EU, NOP, JAS)"
_LONGEST_ROW: Final = 14  # tokens between an unlisted name and the word of certifying
_ROW_MARKS: Final = frozenset(",/&+.-;")
_ROW_REACH: Final = 3  # tokens between two schemes of a row: ". /"
_SHORT_HEADING: Final = 4  # tokens of "About the seals"
_JOINERS: Final = frozenset(",/&+")
_MARKS: Final = '™®*_"”’'


def family(scheme: str) -> str:
    """Return what counts as one certificate under several names: fair trade, organic, else the scheme."""
    return "fair-trade" if scheme in _FAIR else "organic" if scheme in _ORGANIC else scheme


class SchemeNames:
    """The mentions of schemes and of words of certifying in one text; asked for by span."""

    def __init__(self, context: ReadingContext) -> None:
        """Find the compounds and the unlisted names, and what brackets only qualify."""
        self._context, self._tokens, self._norms = context, context.tokens, context.norms
        self._abbreviated = context.language.certification["abbreviated"]
        listed, certified = list(context.words("scheme")), list(context.words("certified"))
        listed = [m for m in listed if m.last > m.first or not self._feet(m)]
        ends = {i for m in listed if not self._short(m) for i in (m.first, m.last)}
        listed = [m for m in listed if not self._short(m) or self._in_row(m.first, ends)]
        taken = {i for m in listed for i in range(m.first, m.last + 1)}
        words = {m.first for m in certified}
        for index, token in enumerate(self._tokens):
            if token.kind != "word" or "-" not in token.norm or index in words:
                continue
            if made := self._compound(index, listed if index in taken else None):
                listed += [] if index in taken else [made]
                certified.append(made._replace(kind="certified", value="adjective"))
                taken.add(index)
        listed += self._unlisted(certified, taken)
        events = {m.first for m in context.words("scheme-event")}
        ends = {m.last for m in context.words("scheme-event")}  # "Premio Fairtrade"
        listed = [
            m for m in self._named_better(listed) if m.last + 1 not in events and m.first - 1 not in ends
        ]
        listed.sort(key=lambda m: m.first)
        certified.sort(key=lambda m: m.first)
        inspectors, firsts = {m.first for m in context.words("certifier")}, {m.first: m for m in listed}
        listed = [m for m in listed if m.first not in inspectors or not self._explained(m, firsts)]
        qualifying = self._qualifying(listed)
        self.qualifying = frozenset(i for m in listed for i in self._bracketed(m))
        self.schemes = [m for m in listed if m.first not in qualifying]
        self.certified = certified
        self._starts = [m.start for m in self.schemes]
        self._certified_starts = [m.start for m in certified]
        self.tokens = frozenset(i for m in self.schemes for i in range(m.first, m.last + 1))

    def within(self, span: Span) -> Sequence[Mention]:
        """Return the schemes that are named within a span."""
        return self.schemes[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def certifier(self, scheme: Mention, passage: Span) -> str | None:
        """The certifier that a passage ties to a scheme: the one after it in "Fair Trade (FLO), Organic (BCS)"."""
        told = [m for m in self._context.words("certifier", passage) if m.first != scheme.first]
        others = [m for m in self.within(passage) if family(m.value) != family(scheme.value)]
        after = next((m for m in told if m.first > scheme.last), None)
        following = next((m for m in others if m.first > scheme.last), None)
        if after and (following is None or after.first <= following.first):
            return after.value
        return told[0].value if told and not others else None

    def certified_within(self, span: Span) -> Sequence[Mention]:
        """Return the words of certifying within a span."""
        starts = self._certified_starts
        return self.certified[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def _feet(self, mention: Mention) -> bool:
        """True for "5,200 ft", no Fairtrade."""
        token = self._tokens[mention.first]
        return token.norm == "ft" and not token.text.isupper()

    def _short(self, mention: Mention) -> bool:
        """True for "Org", which is a scheme only in a row of schemes."""
        return mention.last == mention.first and self._norms[mention.first] in self._abbreviated

    def _in_row(self, index: int, schemes: set[int]) -> bool:
        """True for a token in a row of schemes: "FT, Org, RFA"."""
        for step in (-1, 1):
            near = index + step
            while 0 <= near < len(self._tokens) and self._tokens[near].text in _ROW_MARKS:
                near += step
            if abs(near - index) <= _ROW_REACH and near in schemes:
                return True
        return False

    def _compound(self, index: int, listed: Sequence[Mention] | None) -> Mention | None:
        """ "WIETA-accredited": a scheme by its first part, certified by its last."""
        token = self._tokens[index]
        head, _, tail = token.norm.rpartition("-")
        if tail not in self._context.language.certified_tails or not head:
            return None
        if listed is not None:
            return next((m for m in listed if m.first <= index <= m.last), None)
        value = self._context.language.schemes.get(head)
        if value is None and not self._is_acronym(token.text.rpartition("-")[0]):
            return None
        return Mention("scheme", value or "other", token.start, token.end, index, index)

    @staticmethod
    def _is_acronym(word: str) -> bool:
        """True for "WIETA" and "FlorEcuador": a word with capitals inside."""
        return len(word) > 2 and any(letter.isupper() for letter in word[1:])

    def _unlisted(self, certified: Sequence[Mention], taken: set[int]) -> list[Mention]:
        """ "FlorEcuador and Rainforest Alliance labels": a name with capitals inside, before such a word."""
        context = self._context
        found: list[Mention] = []
        joiners = {*context.language.number_joiners, *_JOINERS}
        bodies = {m.first for kind in ("certifier", "country", "body", "unit") for m in context.words(kind)}
        bodies |= {i for first, last in context.naming.mentions for i in range(first, last + 1)}
        for word in certified:
            index = word.first - 1
            farthest = max(-1, index - _LONGEST_ROW)
            while index > farthest and (index in taken or self._norms[index] in joiners):
                index -= 1
            joined = index + 1 == word.first or self._norms[index + 1] in joiners
            if index < 0 or index in bodies or not joined:
                continue
            token = self._tokens[index]
            if token.kind == "word" and not token.possessive and self._is_acronym(token.text):
                found.append(Mention("scheme", "other", token.start, token.end, index, index))
                taken.add(index)
        return found

    def _explained(self, certifier: Mention, schemes: Mapping[int, Mention]) -> bool:
        """True for the certifier of "FLOCERT (Fairtrade)": the bracket names the scheme."""
        begin = self.after_marks(certifier.last)
        named = schemes.get(begin + 1)
        return named is not None and named.last + 1 == self.closed(begin)

    def _named_better(self, listed: list[Mention]) -> list[Mention]:
        """Leave out the "comercio justo" of "comercio justo (SPP)": it says of what kind the next name is."""
        starts = {m.first: m for m in listed}

        def general(mention: Mention) -> bool:
            following = mention.last + 1
            following += following < len(self._tokens) and self._tokens[following].text == "("
            named = starts.get(following)
            return mention.value == "fair-trade" and named is not None and named.value in _OWN_FAIR

        return [m for m in listed if not general(m)]

    def _qualifying(self, listed: Sequence[Mention]) -> set[int]:
        """First tokens of schemes that a bracket only adds: the standards in "organic (EU, NOP, JAS)"."""
        dated = {d.first for d in self._context.dates}
        found: set[int] = set()
        starts = {m.first for m in listed}
        nouns = {m.first for m in self._context.words("certified") if m.value == "noun"}
        for scheme in listed:
            begin = self.after_marks(scheme.last)
            begin += begin in nouns  # "Fair trade certificate (FLO)"
            end = self.closed(begin)
            inside = range(begin + 1, end)
            if end > begin and not any(i in dated for i in inside):
                found |= starts.intersection(inside)
        return found

    def _bracketed(self, scheme: Mention) -> range:
        """The tokens of the bracket right after a scheme: "Organic (EU)"."""
        begin = self.after_marks(scheme.last)
        return range(begin, self.closed(begin))

    def after_marks(self, last: int) -> int:
        """The token after a mention and the marks glued to it: "Certified™"."""
        index = last + 1
        while index < len(self._tokens) and self._tokens[index].text[0] in _MARKS:
            index += 1
        return index

    def closed(self, index: int) -> int:
        """The token that closes a short bracket opened at a token; the same token where none does."""
        if index < len(self._tokens) and self._tokens[index].text == "(":
            for close in range(index + 1, min(len(self._tokens), index + _LONGEST_BRACKET)):
                if self._tokens[close].text[0] == ")":
                    return close
        return index


def explains(context: ReadingContext, schemes: frozenset[int], heading: Block | None) -> bool:
    """True for a heading that asks about schemes or seals, and names nobody: "What is Fairtrade?", "About seals"."""
    if heading is None:
        return False
    first, stop = context.token_range(heading.start, heading.end)
    asks = context.norms[first] in context.language.certification["explaining"]
    seals = context.has("certified", heading, "seal") and stop - first <= _SHORT_HEADING
    if not asks or not (seals or any(i in schemes for i in range(first, stop))):
        return False
    return not context.has("pronoun", heading) and not any(context.is_self(i) for i in range(first, stop))
