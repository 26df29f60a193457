"""Which names of schemes in a clause stand for a certificate, and how: said of somebody, or beside a noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention

Role = Literal["predicate", "noun", "attribute"]
_FAIR: Final = frozenset({"fair-trade-usa", "fairtrade", "fair-trade"})
_ORGANIC: Final = frozenset({"organic", "organic-usda", "organic-eu"})
_ADJECTIVES: Final = frozenset({"organic", "bird-friendly", "demeter"})  # they also describe farming
_ASSOCIATIONS: Final = frozenset({"wfto"})  # to belong to them is no certificate
_CHAIN: Final = 12  # tokens between a scheme and the word of certifying
_AGENCIES: Final = 7
_NEAR: Final = 6
_JOINTS: Final = frozenset(',&/()+-–™®*_"“”')


class Link(NamedTuple):
    """A scheme that a clause ties to a certificate: tokens `first` to `last` hold it with its noun."""

    scheme: Mention
    first: int
    last: int
    role: Role
    bare: bool = False  # by its name alone, without a word of certifying
    named: Mention | None = None  # where the scheme's name stands, if not here
    lost: bool = False  # the word itself says so: "withdrawn"


def family(scheme: str) -> str:
    """Return what counts as one certificate under several names: fair trade, organic, else the scheme."""
    return "fair-trade" if scheme in _FAIR else "organic" if scheme in _ORGANIC else scheme


class LinkFinder:
    """Finds the certificates named in the clauses of one text."""

    def __init__(self, context: ReadingContext) -> None:
        """Index what is looked at by tokens."""
        self._context, self._language = context, context.language
        self._tokens, self._norms = context.tokens, context.norms
        self._words = context.language.certification
        self._dated = {i for date in context.dates for i in range(date.first, date.last + 1)}
        self._schemes = {i for m in context.words("scheme") for i in range(m.first, m.last + 1)}
        self._premium = {i for m in context.words("premium") for i in range(m.first, m.last + 1)}
        self._tail = {m.first for m in context.words("certificate-tail")}
        self._standing = {m.first for m in context.words("standing")}
        self._gains = {m.last for m in context.words("attained") if m.value == "gain"}
        self._certifying = {m.last for m in context.words("certified")}
        self._bodies = {first for first, _ in context.others}
        self._certifiers = {m.first for m in context.words("certifier")}
        names = [*context.naming.mentions, *(span for span in context.others if span[1] > span[0])]
        self._named = {i for first, last in names for i in range(first, last + 1)}

    def _after_noun(self, clause: Clause) -> bool:
        """True for what a colon or bracket lists after "three certificates", "is certified"."""
        if clause.kind not in ("list", "parenthesis") or clause.first < 2:
            return False
        end = clause.first - 1
        while end > 0 and self._tokens[end].kind == "mark":
            end -= 1
        return any(i in self._certifying for i in range(max(0, end - 2), end + 1))

    def schemes(self, span: Clause) -> list[Mention]:
        """Return the schemes named in a clause, outside of other names and of "Fairtrade premium"."""
        found = self._context.words("scheme", span)
        return [m for m in found if not self._elsewhere(m) and not self._replaced(m)]

    def _elsewhere(self, scheme: Mention) -> bool:
        if scheme.first in self._premium:
            return True
        weak = family(scheme.value) in ("fair-trade", "organic")
        return weak and scheme.first in self._named and scheme.first == scheme.last

    def find(self, clause: Clause, certified: Sequence[Mention]) -> list[Link]:
        """Return the links of a clause in order; `certified` are the words of certifying in it."""
        found: list[Link] = []
        schemes = self.schemes(clause)
        for scheme in schemes:
            link = self._by_word(scheme, certified, clause) or self._by_verb(scheme, clause)
            if link is not None:
                found.append(link)
        listed = self._after_noun(clause)
        for scheme in schemes:
            if any(link.scheme == scheme for link in found):
                continue
            if listed and not self._modifies(self._following(scheme.last)):
                found.append(Link(scheme, scheme.first, scheme.last, "predicate"))
            elif link := self._beside(scheme, clause, found):
                found.append(link)
        found.sort(key=lambda link: link.scheme.first)
        return self._without_agents(found)

    def _replaced(self, scheme: Mention) -> bool:
        """True for the certificate that another "took over from", or "replaced"."""
        before = self._norms[max(0, scheme.first - 3) : scheme.first]
        return any(norm in self._words["replacing"] for norm in before)

    def _by_word(self, scheme: Mention, certified: Sequence[Mention], clause: Clause) -> Link | None:
        for word in certified:
            if word.first <= scheme.last and word.last >= scheme.first:
                return self._link(scheme, scheme.first, max(scheme.last, word.last), word)
        near = sorted(certified, key=lambda word: abs(word.first - scheme.first))
        for word in near[:3]:
            if word.first > scheme.last and self._chained(scheme.last + 1, word.first):
                return self._link(scheme, scheme.first, word.last, word)
            named = self._chained(word.last + 1, scheme.first, agents=True) or self._called(word, scheme)
            if word.last < scheme.first and named:
                return self._link(scheme, word.first, scheme.last, word)
        if scheme.value not in _ADJECTIVES and family(scheme.value) != "fair-trade":
            granted = [w for w in certified if w.value != "adjective" and 0 < w.first - scheme.last <= _CHAIN]
            if granted and self._granting(scheme, granted[0]):
                return Link(scheme, scheme.first, granted[0].last, "predicate")
        return None

    def _called(self, word: Mention, scheme: Mention) -> bool:
        """True for "Ecocert has certified the rice as organic"."""
        between = range(word.last + 1, scheme.first)
        if not 1 < len(between) <= _AGENCIES or word.value != "adjective":
            return False
        if self._norms[scheme.first - 1] not in self._words["calling"]:
            return False
        return not any(
            self._language.is_finite(self._norms[i]) or self._tokens[i].kind == "break" for i in between
        )

    def _granting(self, scheme: Mention, word: Mention) -> bool:
        """True for "Veriflora has granted it its certificate": the scheme gives it."""
        return any(i in self._gains for i in range(scheme.last + 1, word.first))

    def _chained(self, start: int, stop: int, *, agents: bool = False) -> bool:
        """True where only joining words, other schemes and dates stand between."""
        if stop - start > _CHAIN:
            return False
        free = 0
        for index in range(start, stop):
            token, norm = self._tokens[index], self._norms[index]
            if token.kind == "break":
                return False
            if agents and norm in self._words["agents"]:
                free = _AGENCIES
            joins = (
                norm in self._words["linkers"]
                or token.text[0] in _JOINTS
                or index in self._schemes
                or index in self._dated
                or norm in self._language.articles
            )
            if not joins:
                free -= 1
                if free < 0 or self._language.is_finite(norm):
                    return False
        return True

    def _link(self, scheme: Mention, first: int, last: int, word: Mention) -> Link | None:
        following = self._following(last)
        if following in self._tail and not (word.value == "adjective" and word.last < scheme.first):
            return None
        of_words = self._language.membership["of_words"]
        noun = word.value != "adjective" or self._norms[word.last + 1 : word.last + 2] in [
            [w] for w in of_words
        ]
        if noun:
            return Link(scheme, first, last, "noun")
        if word.last < scheme.first and any(
            self._norms[i] in self._words["towards"] for i in range(word.last + 1, scheme.first)
        ):
            has = self._norms[max(0, word.first - 1)] in self._language.foundings["carriers"]
            said = has or self._verb_before(word.first) or self._tokens[max(0, word.first - 1)].kind != "word"
            return Link(scheme, first, last, "predicate" if said else "attribute")
        return Link(scheme, first, last, "predicate" if self._predicated(first, last) else "attribute")

    def _following(self, last: int) -> int:
        index = last + 1
        while index < len(self._tokens) and self._tokens[index].text[0] in '™®*_"”’':
            index += 1
        return index

    def _predicated(self, first: int, last: int) -> bool:
        """True for "was certified organic", "certified since 2004"; not for "certified organic coffee"."""
        following = self._following(last)
        if not self._modifies(following):
            opens = first == 0 or self._tokens[first - 1].kind in ("mark", "break")
            if opens or self._verb_before(first):
                return True
            norm = self._norms[following] if following < len(self._norms) else ""
            if following in self._dated:
                return True
            return (
                norm in self._words["agents"]
                or self._language.date_cues.at(self._norms, following) is not None
            )
        opens = first == 0 or self._tokens[first - 1].kind in ("mark", "break")
        return self._since_after(following) and (opens or self._verb_before(first))

    def _since_after(self, index: int) -> bool:
        """True for "a Fair Trade Certified producer since 2000", at the noun."""
        for position in range(index + 1, min(index + 4, len(self._norms))):
            cue = self._language.date_cues.at(self._norms, position)
            if cue is not None and cue[0] == "since":
                return cue[1] in self._dated
            if self._tokens[position].kind != "word":
                return False
        return False

    def _verb_before(self, first: int) -> bool:
        passive = self._language.foundings["passive"]
        for index in range(first - 1, max(-1, first - 5), -1):
            norm = self._norms[index]
            if norm in passive or index in self._gains:
                return True
            skipped = norm in self._words["linkers"] or norm in self._language.foundings["adverbs"]
            skipped = skipped or norm in self._language.articles or self._tokens[index].text[0] in _JOINTS
            if not (
                skipped
                or norm.endswith(("ly", "mente"))
                or norm in self._words["states"]
                or index in self._schemes
            ):
                return False
        return False

    def _modifies(self, index: int) -> bool:
        """True where a noun follows that the certificate describes."""
        if index >= len(self._tokens) or self._tokens[index].kind != "word":
            return False
        norm, language = self._norms[index], self._language
        if norm in language.prepositions or norm in language.infinitive or norm in self._words["linkers"]:
            return False
        if language.coordinators.at(self._norms, index) or language.subordinators.at(self._norms, index):
            return False
        if language.date_cues.at(self._norms, index) or norm in language.relative_words:
            return False
        if norm in self._words["after"] or norm.endswith(("ly", "mente")):
            return False
        return not language.is_finite(norm) and norm not in language.articles

    def _by_verb(self, scheme: Mention, clause: Clause) -> Link | None:
        """A scheme by its name alone: "holds the SPP symbol", "Rainforest Alliance was added", "joined Fairtrade"."""
        following = self._following(scheme.last)
        ends = scheme.last > scheme.first and scheme.last in self._standing
        standing = following in self._standing or ends
        last = following if standing and not ends else scheme.last
        after = self._following(last)
        if after in self._tail or (following in self._tail and not standing):
            return None
        plain = scheme.value in _ADJECTIVES
        if scheme.value in _ASSOCIATIONS:
            return None
        weak = plain or (family(scheme.value) == "fair-trade" and scheme.value != "fair-trade-usa")
        if plain and self._converting(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if not standing and (plain or self._modifies(following)):
            return None
        cue = self._language.date_cues.at(self._norms, after)
        since = cue is not None and cue[0] == "since" and cue[1] in self._dated
        if since and not self._context.has("sales", clause):
            return Link(scheme, scheme.first, last, "predicate", bare=not standing)
        for verb in self._context.words("attained", clause):
            granting = self._norms[verb.last] in self._words["granting"] and scheme.first in self._bodies
            if granting and 0 < verb.first - last <= 3:
                reached = True  # "FLO accepted it in 1996"
            elif verb.value == "come":
                reached = last < verb.first <= last + (2 if weak else 3) and self._ends_at(verb.last + 1)
            elif verb.last >= scheme.first:
                reached = verb.value == "gain" and standing and 0 < verb.first - last <= 3
            else:
                between = range(verb.last + 1, scheme.first)
                reached = len(between) <= _NEAR and all(self._leads(i) for i in between)
                lasting = verb.value == "hold" and (standing or not weak)
                reached = reached and (verb.value == "gain" or lasting)
            if reached:
                return Link(scheme, scheme.first, last, "predicate", bare=not standing)
        return None

    def _converting(self, scheme: Mention, clause: Clause) -> bool:
        """True for "in conversion to organic", and for "80% is organic, the rest in transition"."""
        near = self._context.words("conversion", clause)
        if any(abs(m.first - scheme.last) <= _NEAR or abs(scheme.first - m.last) <= _NEAR for m in near):
            return True
        sentence = self._context.sentences[clause.sentence]
        if not self._context.within(self._context.shares, clause) or self._modifies(
            self._following(scheme.last)
        ):
            return False
        return self._context.has("conversion", sentence)

    def _leads(self, index: int) -> bool:
        """True for a word that leads from a verb to its object: "holds both the", "was admitted to the"."""
        norm, token = self._norms[index], self._tokens[index]
        if norm in self._words["from"] or token.kind == "break":
            return False
        joins = (
            norm in self._words["linkers"]
            or norm in self._language.articles
            or norm in self._language.definite
        )
        return joins or index in self._schemes or index in self._certifying or token.text[0] in _JOINTS

    def _ends_at(self, index: int) -> bool:
        """True where nothing but a date or an adverb follows "followed", "came"."""
        if (
            index >= len(self._tokens)
            or self._tokens[index].kind in ("mark", "break")
            or index in self._dated
        ):
            return True
        norm = self._norms[index]
        if self._language.date_cues.at(self._norms, index) or norm in self._language.prepositions:
            return True
        return norm in self._words["after"] or norm.endswith(("ly", "mente"))

    def _beside(self, scheme: Mention, clause: Clause, found: Sequence[Link]) -> Link | None:
        """A scheme beside certificates: "Fairtrade since 2015, organic since 2017", "organic followed"."""
        following = self._following(scheme.last)
        if self._modifies(following) or following in self._tail:
            return None
        dated = self._dated_at(following) or self._opens_line(scheme, clause)
        comes = any(
            m.value == "come" and 0 < m.first - scheme.last <= 2
            for m in self._context.words("attained", clause)
        )
        if not (dated or comes):
            return None
        plain = scheme.value in _ADJECTIVES
        sentence = self._context.sentences[clause.sentence]
        verbless = clause.finite is None or self._context.has("certified", sentence)
        if (verbless and not plain) or found or comes:
            return Link(scheme, scheme.first, scheme.last, "predicate", bare=True)
        return None

    def _opens_line(self, scheme: Mention, clause: Clause) -> bool:
        """True in a line of a chronicle: "2004 – Fairtrade"."""
        sentence = self._context.sentences[clause.sentence]
        before = range(sentence.first, scheme.first)
        dated = sentence.first in self._dated and len(before) <= 4
        return dated and all(i in self._dated or self._tokens[i].kind == "mark" for i in before)

    def _dated_at(self, index: int) -> bool:
        """True for a date right after a scheme: "since 2015", "(2004)", ", in 2009", "the year after"."""
        if index < len(self._tokens) and self._tokens[index].text[0] in ",(":
            index += 1
        cue = self._language.date_cues.at(self._norms, index)
        return index in self._dated or (cue is not None and cue[1] in self._dated)

    def _without_agents(self, links: list[Link]) -> list[Link]:
        """Leave out the certifier in "certified organic by Naturland", and second names of one scheme."""
        kept: list[Link] = []
        for link in links:
            by = self._norms[link.scheme.first - 1] in self._words["agents"] if link.scheme.first else False
            if kept and by and link.scheme.first in self._certifiers:
                continue
            same = kept and family(kept[-1].scheme.value) == family(link.scheme.value)
            if same and not any(kept[-1].scheme.last < i < link.scheme.first for i in self._dated):
                continue
            kept.append(link)
        return kept
