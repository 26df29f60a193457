"""Certificates told by a scheme's name alone: "holds the SPP symbol", "joined Fairtrade", "organic since 2006"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.certification_names import family
from acopio.reading.certification_tokens import ADJECTIVES, JOINTS, CertificateTokens, Link
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention

_ASSOCIATIONS: Final = frozenset({"wfto"})  # to belong to them is no certificate
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
        self._bodies = {first for first, _ in tokens.context.others}
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
        if self._complied(scheme, following, clause):
            return Link(scheme, scheme.first, following, "predicate")
        if after in self._at.tail or (following in self._at.tail and not standing):
            return None
        if self._guaranteed(scheme, clause) or self._approved(scheme, last, clause):
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
        if self._granted(scheme, last, clause) or self._in_year_of(scheme, standing, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if self._fronted(scheme, last, clause) or self._in_force(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if not standing and self._at.modifies(following):
            return None
        governed = not (standing or self._audit_before(scheme)) and self._governed(scheme)
        if self._at.since(after) and not self._sold(scheme, clause) and not governed:
            return Link(scheme, scheme.first, last, "predicate", bare=not standing)
        if self._applied(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if self._given_up(scheme, last, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        if plain and not standing and not self._proper(scheme):
            told = self._quantified(scheme, clause) or self._turned(scheme, clause)
            told = told or self._since_then(scheme, clause)
            return Link(scheme, scheme.first, last, "predicate", bare=True) if told else None
        if not standing and self._since_then(scheme, clause):
            return Link(scheme, scheme.first, last, "predicate", bare=True)
        audit = standing or self._audit_before(scheme)
        for verb in self._context.words("attained", clause):
            if verb.value == "beside":
                reached = verb.last + 1 == scheme.first or self._had(scheme, verb)
                reached = reached and not plain
            elif verb.value == "come":
                reached = last < verb.first <= last + (2 if weak else 3) and self._at.ends_at(verb.last + 1)
                reached = reached or (verb.first == last + 1 and self._to_us(verb.last + 1))
                reached = reached or (
                    verb.last + 1 == self._article(scheme) and verb.first - 1 in self._at.dated
                )
            elif verb.last >= scheme.first:
                adjacent = verb.value == "gain" and verb.first == last + 1 and scheme.first == clause.first
                reached = verb.value == "gain" and audit and self._passed(last + 1, verb.first)
                reached = reached or (adjacent and self._at.ends_at(verb.last + 1))
                reached = reached and not self._latest(scheme.first)
            else:
                between = range(
                    verb.last + 1, self._article(scheme) - 2 if self._audit_before(scheme) else scheme.first
                )
                reached = len(between) <= _NEAR and all(self._leads(i) for i in between)
                lasting = verb.value == "hold" and (standing or not weak or self._had(scheme, verb))
                reached = reached and (verb.value == "gain" or lasting)
                reached = reached and not (standing and self._latest(scheme.first))
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

    def _granted(self, scheme: Mention, last: int, clause: Clause) -> bool:
        """True for "FLO accepted it in 1996", "TransFair Germany registered it"."""
        if scheme.first not in self._bodies:
            return False
        return any(
            self._norms[verb.last] in self._words["granting"] and 0 < verb.first - last <= 3
            for verb in self._context.words("attained", clause)
        )

    def _in_year_of(self, scheme: Mention, standing: bool, clause: Clause) -> bool:
        """True for "in 2013, the year of the first Fairtrade audit"."""
        if not standing:
            return False
        index, year = scheme.first - 1, False
        while index > clause.first and scheme.first - index <= _NEAR + 1:
            norm = self._norms[index]
            if index in self._at.dated:
                return year and not self._latest(scheme.first)
            year = year or self._language.relative_dates["year_unit"].at(self._norms, index) is not None
            joins = norm in self._words["linkers"] or norm in self._language.articles
            if not (joins or year or self._tokens[index].kind == "mark"):
                return False
            index -= 1
        return False

    def _latest(self, index: int) -> bool:
        """True for "its last Fairtrade audit": not the first one."""
        return any(norm in self._words["latest"] for norm in self._norms[max(0, index - 2) : index])

    def _guaranteed(self, scheme: Mention, clause: Clause) -> bool:
        """True for "is a guaranteed member of the World Fair Trade Organization"."""
        said = self._norms[scheme.first : scheme.last + 1]
        if scheme.value not in _ASSOCIATIONS or self._words["guaranteed"].isdisjoint(said):
            return False
        begin = self._article(scheme) - 1
        return begin < clause.first or self._norms[begin] in self._language.foundings["passive"]

    def _approved(self, scheme: Mention, last: int, clause: Clause) -> bool:
        """True for "primera inspección orgánica aprobada"."""
        verbs = self._context.words("attained", clause)
        return self._audit_before(scheme) and any(m.value == "gain" and m.first == last + 1 for m in verbs)

    def _complied(self, scheme: Mention, following: int, clause: Clause) -> bool:
        """True for "complies with the KFC Gold standard"."""
        weak = scheme.value in ADJECTIVES or family(scheme.value) == "fair-trade"
        if weak or following not in self._at.tail or self._norms[following] not in self._words["linkers"]:
            return False
        verb = self._article(scheme) - 1
        return any(m.value == "hold" and m.last == verb for m in self._context.words("attained", clause))

    def _fronted(self, scheme: Mention, last: int, clause: Clause) -> bool:
        """True for "Fairtrade we joined in 2005"."""
        if scheme.first != clause.first or last + 2 > clause.last:
            return False
        subject = self._context.subject(clause)
        ours = subject.who == "self" and subject.first == last + 1
        if not (ours or self._context.is_self(last + 1)):
            return False
        verbs = self._context.words("attained", clause)
        if self._at.auxiliary_since(last + 2):
            return True  # "Organic we have been since 2012"
        dated = bool(self._context.within(self._context.dates, clause))
        told = (m for m in verbs if m.value in ("gain", "hold") and m.first == last + 2 and dated)
        return any(self._at.ends_at(m.last + 1) for m in told)

    def _in_force(self, scheme: Mention, clause: Clause) -> bool:
        """True for "Organic has been in force since 1999", "Organic covers a third of the land and dates from 2008"."""
        verb, told = self._past_certifier(scheme.last), self._context.words("attained", clause)
        if scheme.first - clause.first > 1 or verb > clause.last:
            return False
        if not self._language.is_finite(self._norms[verb]) and not any(m.first == verb for m in told):
            return False
        for word in told:
            since = word.value == "stay" and self._at.dated_at(word.first)
            if word.value not in ("come", "stay") or since:
                continue
            if not (word.last + 1 in self._at.dated or self._at.since(word.last + 1)):
                continue
            joined = self._language.coordinators.at(self._norms, word.first - 1) is not None
            carriers = self._language.foundings["carriers"] | self._language.foundings["passive"]
            if joined or all(self._norms[i] in carriers for i in range(verb, word.first)):
                return True
        return False

    def _past_certifier(self, last: int) -> int:
        """The token after ", a cargo de Control Union," and after the region of a standard: "europea"."""
        index = last + 1
        while index < len(self._norms) and self._norms[index] in self._words["linkers"]:
            if self._language.is_finite(self._norms[index]):
                return index
            index += 1
        if index >= len(self._norms) or self._tokens[index].text != ",":
            return index
        near = range(index + 1, min(index + _INSERTED, len(self._norms)))
        close = next((i for i in near if self._tokens[i].text == ","), index)
        return close + 1 if any(i in self._at.certifiers for i in range(index, close)) else index

    def _given_up(self, scheme: Mention, last: int, clause: Clause) -> bool:
        """True for "Rainforest Alliance given up", "UTZ was dropped"."""
        told = self._context.words("lost", clause)
        lost = [m for m in told if m.first > scheme.last]
        given = (m for m in told if m.last < scheme.first <= m.last + _GIVEN)
        if any(
            all(self._leads(i) or self._by(i, scheme) for i in range(m.last + 1, scheme.first)) for m in given
        ):
            return not self._at.modifies(self._at.following(scheme.last))  # "gave up UTZ"
        if any(m.first <= scheme.first <= m.last for m in told):
            return True  # "left the Fairtrade system"
        if not lost:
            return False
        start = last + 1
        commas = [i for i in range(start, lost[0].first) if self._tokens[i].text == ","]
        if len(commas) == 2 and commas[0] == start:
            start = commas[1]  # "UTZ, taken on in 2005 at a buyer's request, was dropped"
        auxiliary = self._language.foundings["passive"] | self._language.foundings["carriers"]
        auxiliary = auxiliary | self._words["clitics"]  # "Fairtrade l'a suspendue"
        return all(
            self._norms[i] in auxiliary or self._tokens[i].kind == "mark" for i in range(start, lost[0].first)
        )

    def _by(self, index: int, scheme: Mention) -> bool:
        """True for "by" in "was suspended by FLOCERT"."""
        certifies = scheme.first in self._at.certifiers and index == scheme.first - 1
        return certifies and self._norms[index] in self._words["agents"]

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
        return scheme.value in _ASSOCIATIONS and (whole or scheme.first == scheme.last)

    def _audit_before(self, scheme: Mention) -> bool:
        """True for "the audit for Fairtrade", "the audit of the WFTO Guarantee System"."""
        first = self._article(scheme)
        if (
            first >= 1
            and first == scheme.first
            and first - 1 in self._at.standing
            and scheme.value in ADJECTIVES
        ):
            return self._norms[first - 1] not in self._words["linkers"]  # "la inspección orgánica"
        leads = self._words["towards"] | self._words["agents"] | self._language.of.first_words
        return first >= 2 and self._norms[first - 1] in leads and first - 2 in self._at.standing

    def _article(self, scheme: Mention) -> int:
        """Return where a scheme begins, its article with it."""
        led = scheme.first > 0 and self._norms[scheme.first - 1] in self._language.articles
        return scheme.first - led

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
        return joins or index in self._at.schemes or index in self._at.certifying or token.text[0] in JOINTS

    def beside(self, scheme: Mention, clause: Clause, found: Sequence[Link]) -> Link | None:
        """A scheme with its date, in a line or beside certificates: "organic since 2017", "organic followed"."""
        following = self._at.following(scheme.last)
        if following in self._at.standing - self._at.tail and self._dated_before(scheme, clause, following):
            return Link(scheme, scheme.first, following, "predicate", bare=True)  # "1994: FLO register"
        if following in self._at.standing and found and self._at.dated_at(following + 1):
            following += 1  # "joined Fairtrade in 2003 and the organic programme in 2006"
        if self._at.modifies(following) or following in self._at.tail or self._governed(scheme):
            return None
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
        while before > first and self._tokens[before].kind in ("mark", "break"):
            before -= 1
        end = scheme.last if end is None else end
        last = end >= clause.last or self._tokens[end + 1].kind in ("mark", "break")
        if before >= first and before in self._at.dated:
            return last
        begins = scheme.first == clause.first or (
            self._audit_before(scheme) and clause.first in self._at.standing
        )
        begins = begins or (scheme.first == clause.first + 1 and clause.first in self._at.standing)
        alone = begins and clause.first == first and clause.finite is None
        return last and alone and self._at.year_above(clause) is not None
