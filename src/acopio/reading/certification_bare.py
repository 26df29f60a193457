"""Certificates told by a scheme's name alone: "holds the SPP symbol", "joined Fairtrade", "organic since 2006"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.certification_names import family
from acopio.reading.certification_signs import ASSOCIATIONS, SchemeSigns
from acopio.reading.certification_tokens import ADJECTIVES, CertificateTokens, Link
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention

_NEAR: Final = 6
_INSERTED: Final = 9  # tokens of ", a cargo de Control Union,"
_GIVEN: Final = 3  # tokens between "gave up" and the scheme
_APPLIED: Final = 4  # tokens between "application" and the scheme


class BareLinks:
    """Finds certificates named without a word of certifying."""

    def __init__(self, tokens: CertificateTokens) -> None:
        """Keep the indexed tokens."""
        self._at, self._context, self._language = tokens, tokens.context, tokens.language
        self._tokens, self._norms, self._words = tokens.tokens, tokens.norms, tokens.words
        self._signs = SchemeSigns(tokens)
        self._conversions = {m.first for m in tokens.context.words("conversion")}
        kinds = ("unit", "generic", "organization-type")
        self._bearers = {m.first for kind in kinds for m in tokens.context.words(kind) if m.first == m.last}

    def by_verb(self, scheme: Mention, clause: Clause) -> Link | None:
        """A scheme by its name alone: "holds the SPP symbol", "Rainforest Alliance was added", "joined Fairtrade"."""
        following = self._at.registered(self._at.following(scheme.last))
        ends = scheme.last > scheme.first and scheme.last in self._at.standing
        standing = following in self._at.standing or ends
        last = following if standing and not ends else scheme.last
        after = self._at.following(last)
        if self._norms[scheme.first].endswith(self._language.adverb_endings):
            return None  # "have worked organically since 2005"
        if self._tokens[scheme.last].possessive and not standing:
            return None  # "Together with Fairtrade's own"
        plain = scheme.value in ADJECTIVES
        farmed = self._at.following(following) if following in self._at.tail else after
        begun = self._at.following(following)
        dated = following in self._conversions and any(map(self._at.dated_at, (begun, begun + 1)))
        grown = plain or family(scheme.value) == "organic"
        if grown and (dated or not self._at.modifies(farmed)) and self._converting(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if self._signs.complied(scheme, following, clause):
            return Link(scheme, scheme.first, following, "predicate")
        if after in self._at.tail or (following in self._at.tail and not standing):
            return None
        if self._signs.guaranteed(scheme, clause) or self._signs.approved(scheme, last, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if self._association(scheme):
            return None
        if scheme.value == "fair-trade" and standing and self._norms[last] in self._words["movements"]:
            return None
        weak = plain or (family(scheme.value) == "fair-trade" and scheme.value != "fair-trade-usa")
        if not weak or standing or scheme.value == "fairtrade":
            noun = following if following in self._bearers and not standing else None
            if noun is not None and self._at.since_then(noun + 1) and not self._sold(scheme, clause):
                return Link(scheme, scheme.first, noun, "predicate", bare=True)
        if self._signs.granted(scheme, last, clause) or self._signs.in_year_of(scheme, standing, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if self._signs.fronted(scheme, last, clause) or self._signs.in_force(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if not standing and self._at.modifies(following):
            return None
        governed = not (standing or self._signs.audit_before(scheme)) and self._governed(scheme)
        if self._at.since(after) and not self._sold(scheme, clause) and not governed:
            return Link(scheme, scheme.first, last, "predicate", bare=not standing)
        if self._applied(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if self._signs.given_up(scheme, last, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if plain and not standing and not self._proper(scheme):
            told = self._quantified(scheme, clause) or self._turned(scheme, clause)
            told = told or self._since_then(scheme, clause)
            return Link(scheme, scheme.first, last, "predicate", bare=True) if told else None
        if not standing and self._since_then(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        audit = standing or self._signs.audit_before(scheme)
        for verb in self._context.words("attained", clause):
            if verb.value == "beside":
                reached = verb.last + 1 == scheme.first or self._had(scheme, verb)
                reached = reached and not plain
            elif verb.value == "come":
                reached = last < verb.first <= last + (2 if weak else 3) and self._at.ends_at(verb.last + 1)
                reached = reached or (verb.first == last + 1 and self._to_us(verb.last + 1))
                reached = reached or (
                    verb.last + 1 == self._signs.article(scheme) and verb.first - 1 in self._at.dated
                )
            elif verb.last >= scheme.first:
                adjacent = verb.value == "gain" and verb.first == last + 1 and scheme.first == clause.first
                reached = verb.value == "gain" and audit and self._passed(last + 1, verb.first)
                reached = reached or (adjacent and self._at.ends_at(verb.last + 1))
                reached = reached and not self._signs.latest(scheme.first)
            else:
                between = range(
                    verb.last + 1,
                    self._signs.article(scheme) - 2 if self._signs.audit_before(scheme) else scheme.first,
                )
                reached = len(between) <= _NEAR and all(self._signs.leads(i) for i in between)
                lasting = verb.value == "hold" and (standing or not weak or self._had(scheme, verb))
                reached = reached and (verb.value == "gain" or lasting)
                reached = reached and not (standing and self._signs.latest(scheme.first))
            if reached:
                return Link(scheme, scheme.first, last, "predicate", bare=not standing)
        return None

    def _to_us(self, index: int) -> bool:
        """True for "Fairtrade reached Chirripó", "Fairtrade came to the union"."""
        norms = self._norms
        while index < len(norms) and (
            norms[index] in self._language.articles or norms[index] in self._words["towards"]
        ):
            index += 1
        return index < len(norms) and self._context.is_self(index)

    def _turned(self, scheme: Mention, clause: Clause) -> bool:
        """True for "had been converted to organic", dated in its clause."""
        dates = self._context.within(self._context.dates, clause)
        gained = [m for m in self._context.words("attained", clause) if m.value == "gain"]
        counted = self._context.within(self._context.quantities, clause)
        counted = [q for q in counted if gained and q.unit and q.first < gained[0].first]
        if all(d.precision == "span" for d in dates) and not counted:
            return False
        adjacent = any(m.last == scheme.first - 1 for m in gained)
        return adjacent and self._at.ends_at(self._at.following(scheme.last))

    def _since_then(self, scheme: Mention, clause: Clause) -> bool:
        """True for "Since 2010 everything has been organic", "Desde 2007 su azúcar es de Comercio Justo"."""
        before = scheme.first - 1
        before -= self._norms[before] in self._language.membership["of_words"]
        while before > clause.first and self._norms[before] in self._language.foundings["adverbs"]:
            before -= 1
        if self._norms[before] not in self._language.foundings["passive"]:
            return False
        dates = self._context.within(self._context.dates, clause)
        led = any(d.cue == "since" and d.last < before and d.first - clause.first <= _GIVEN for d in dates)
        return led and self._at.ends_at(self._at.following(scheme.last)) and not self._sold(scheme, clause)

    def _association(self, scheme: Mention) -> bool:
        """True for the body's own name: to belong to it is no certificate."""
        whole = (scheme.first, scheme.last) in self._context.others
        return scheme.value in ASSOCIATIONS and (whole or scheme.first == scheme.last)

    def _passed(self, start: int, stop: int) -> bool:
        """True where only an auxiliary or a date stands between: "audit, in 2004, was passed"."""
        if not start <= stop <= start + _NEAR:
            return False
        cues = self._language.prepositions
        return all(
            self._tokens[i].kind == "mark"
            or i in self._at.dated
            or self._norms[i] in cues
            or self._language.is_finite(self._norms[i])
            or self._norms[i] in self._language.foundings["passive"]
            for i in range(start, stop)
        )

    def _proper(self, scheme: Mention) -> bool:
        """True for a scheme named by its own name, with a capital: "Bird Friendly"."""
        return self._tokens[scheme.first].capitalised and scheme.value not in ("organic", "fair-trade")

    def _had(self, scheme: Mention, verb: Mention) -> bool:
        """True for "they have Fairtrade as well", a certifier's own name right after the verb."""
        if not self._proper(scheme) or scheme.first - verb.last > 2:
            return False
        following = self._at.following(scheme.last)
        infinitive = following < len(self._norms) and self._norms[following] in self._language.infinitive
        return self._at.ends_at(following) and not infinitive

    def _quantified(self, scheme: Mention, clause: Clause) -> bool:
        """True for "eleven of the associations are fully organic": said of counted members, or of a share."""
        before = scheme.first - 1
        while before > clause.first and (
            self._norms[before] in self._words["linkers"]
            or self._norms[before].endswith(self._language.adverb_endings)
        ):
            if self._norms[before] in self._language.foundings["passive"]:
                break
            before -= 1
        if self._norms[before] not in self._language.foundings["passive"]:
            return False
        context = self._context
        if before - 1 in self._at.pronouns and self._at.counts(before - 3):
            return True  # "117 of them are organic"
        counted = [q for q in context.within(context.quantities, clause) if q.first < before]
        named = [m for kind in ("unit", "organization-type") for m in context.words(kind, clause)]
        return (bool(counted) and any(m.first < before for m in named)) or any(
            s.first < before for s in context.within(context.shares, clause)
        )

    def _applied(self, scheme: Mention, clause: Clause) -> bool:
        """True for "an application for Rainforest Alliance", "a first audit for Fair for Life is scheduled"."""
        before = range(max(clause.first, scheme.first - _APPLIED), scheme.first)
        asked = self._context.words("sought", clause)
        towards = self._norms[scheme.first - 1] in self._words["towards"] if scheme.first else False
        audit = any(i in self._at.standing for i in before) and bool(asked)
        return towards and (audit or any(m.last in before for m in asked))

    def _converting(self, scheme: Mention, clause: Clause) -> bool:
        """True for "in conversion to organic", and for "80% is organic, the rest in transition"."""
        near = self._context.words("conversion", clause)
        if any(abs(m.first - scheme.last) <= _NEAR or abs(scheme.first - m.last) <= _NEAR for m in near):
            return True
        sentence = self._context.sentences[clause.sentence]
        if not self._context.within(self._context.shares, clause) or self._at.modifies(
            self._at.following(scheme.last)
        ):
            return False
        return self._context.has("conversion", sentence)

    def beside(self, scheme: Mention, clause: Clause, found: Sequence[Link]) -> Link | None:
        """A scheme with its date, in a line or beside certificates: "organic since 2017", "organic followed"."""
        following = self._at.following(scheme.last)
        if following in self._at.standing - self._at.tail and self._dated_before(scheme, clause, following):
            return Link(scheme, scheme.first, following, "predicate", bare=True)  # "1994: FLO register"
        if following in self._at.standing and found and self._at.dated_at(following + 1):
            following += 1  # "joined Fairtrade in 2003 and the organic programme in 2006"
        if self._at.modifies(following) or following in self._at.tail or self._governed(scheme):
            return None
        if self._tokens[scheme.last].possessive:
            return None  # "Fairtrade's 2021 report"
        if self._association(scheme):
            return None
        attained = self._context.words("attained", clause)
        last = self._at.following(scheme.last) - 1  # "Organic (EU) followed in 2017"
        comes = [m for m in attained if m.value == "come" and 0 < m.first - last <= 2]
        if any(self._at.ends_at(m.last + 1) for m in comes):
            return Link(scheme, scheme.first, scheme.last, "predicate", bare=True)
        ranked = self._ranked(following)
        elliptic = (
            self._at.that_of(scheme.first - 1) and following + 1 in self._at.dated
        )  # "that of SPP to 2000"
        dated = self._at.dated_at(following) or ranked or elliptic
        if not (dated or self._dated_before(scheme, clause)):
            return None
        if self._sold(scheme, clause):
            return None
        sentence = self._context.sentences[clause.sentence]
        listed = any(m.value in ("come", "gain", "hold") and m.first < scheme.first for m in attained)
        bracket = following < len(self._tokens) and self._tokens[following].text == "("
        if (
            found
            or listed
            or (bracket and self._at.dated_at(following))
            or ranked
            or clause.finite is None
            or (scheme.first == clause.first and len(self._at.names.within(sentence)) > 1)
            or self._context.has("certified", sentence)
        ):
            return Link(scheme, scheme.first, scheme.last, "predicate", bare=True)
        return None

    def _sold(self, scheme: Mention, clause: Clause) -> bool:
        """True for "has sold its coffee as Fairtrade since 2004": sales, no certificate."""
        return any(m.first < scheme.first for m in self._context.words("sales", clause))

    def _governed(self, scheme: Mention) -> bool:
        """True for "training in organic", "in fair trade since 1997": no certificate."""
        before = scheme.first - 1
        if before < 0 or self._norms[before] not in self._words["about"] or self._at.that_of(before):
            return False
        return not any(m.first <= before <= m.last for m in self._context.words("attained"))

    def _ranked(self, index: int) -> bool:
        """True for "(organic) is the oldest (2001)", after the name."""
        if index + 2 >= len(self._norms) or self._norms[index] not in self._language.foundings["passive"]:
            return False
        after = index + 2 + (self._norms[index + 1] in self._language.articles)
        return after < len(self._tokens) and self._tokens[after].text == "(" and self._at.dated_at(after)

    def _dated_before(self, scheme: Mention, clause: Clause, end: int | None = None) -> bool:
        """True for "2004 – Fairtrade", a line of a chronicle, and for ", three years later Fairtrade"."""
        before, first = scheme.first - 1, self._context.sentences[clause.sentence].first
        before -= before > first and self._norms[before] in self._language.articles
        while before > first and self._tokens[before].kind in ("mark", "break"):
            before -= 1
        end = scheme.last if end is None else end
        last = end >= clause.last or self._tokens[end + 1].kind in ("mark", "break")
        if before >= first and before in self._at.dated:
            return last
        begins = scheme.first == clause.first or (
            self._signs.audit_before(scheme) and clause.first in self._at.standing
        )
        begins = begins or (scheme.first == clause.first + 1 and clause.first in self._at.standing)
        alone = begins and clause.first == first and clause.finite is None
        return last and alone and self._at.year_above(clause) is not None
