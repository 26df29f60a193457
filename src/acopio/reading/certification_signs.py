"""What stands around a scheme's name and makes it a certificate, or the end of one: "complies with", "gave up"."""

from __future__ import annotations

from typing import Final

from acopio.reading.certification_names import family
from acopio.reading.certification_tokens import ADJECTIVES, JOINTS, CertificateTokens
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention

ASSOCIATIONS: Final = frozenset({"wfto"})  # to belong to them is no certificate
_NEAR: Final = 6
_GIVEN: Final = 3  # tokens between "gave up" and the scheme
_INSERTED: Final = 9  # tokens of ", a cargo de Control Union,"


class SchemeSigns:
    """Tells single signs beside schemes' names in one text."""

    def __init__(self, tokens: CertificateTokens) -> None:
        """Keep the indexed tokens."""
        self._at, self._context, self._language = tokens, tokens.context, tokens.language
        self._tokens, self._norms, self._words = tokens.tokens, tokens.norms, tokens.words
        self._bodies = {first for first, _ in tokens.context.others}

    def granted(self, scheme: Mention, last: int, clause: Clause) -> bool:
        """True for "FLO accepted it in 1996", "TransFair Germany registered it"."""
        if scheme.first not in self._bodies:
            return False
        return any(
            self._norms[verb.last] in self._words["granting"] and 0 < verb.first - last <= 3
            for verb in self._context.words("attained", clause)
        )

    def in_year_of(self, scheme: Mention, standing: bool, clause: Clause) -> bool:
        """True for "in 2013, the year of the first Fairtrade audit"."""
        if not standing:
            return False
        index, year = scheme.first - 1, False
        while index > clause.first and scheme.first - index <= _NEAR + 1:
            norm = self._norms[index]
            if index in self._at.dated:
                return year and not self.latest(scheme.first)
            year = year or self._language.relative_dates["year_unit"].at(self._norms, index) is not None
            joins = norm in self._words["linkers"] or norm in self._language.articles
            if not (joins or year or self._tokens[index].kind == "mark"):
                return False
            index -= 1
        return False

    def latest(self, index: int) -> bool:
        """True for "its last Fairtrade audit": not the first one."""
        return any(norm in self._words["latest"] for norm in self._norms[max(0, index - 2) : index])

    def guaranteed(self, scheme: Mention, clause: Clause) -> bool:
        """True for "is a guaranteed member of the World Fair Trade Organization"."""
        said = self._norms[scheme.first : scheme.last + 1]
        if scheme.value not in ASSOCIATIONS or self._words["guaranteed"].isdisjoint(said):
            return False
        begin = self.article(scheme) - 1
        return begin < clause.first or self._norms[begin] in self._language.foundings["passive"]

    def approved(self, scheme: Mention, last: int, clause: Clause) -> bool:
        """True for "primera inspección orgánica aprobada"."""
        verbs = self._context.words("attained", clause)
        return self.audit_before(scheme) and any(m.value == "gain" and m.first == last + 1 for m in verbs)

    def complied(self, scheme: Mention, following: int, clause: Clause) -> bool:
        """True for "complies with the KFC Gold standard"."""
        weak = scheme.value in ADJECTIVES or family(scheme.value) == "fair-trade"
        if weak or following not in self._at.tail or self._norms[following] not in self._words["linkers"]:
            return False
        verb = self.article(scheme) - 1
        return any(m.value == "hold" and m.last == verb for m in self._context.words("attained", clause))

    def fronted(self, scheme: Mention, last: int, clause: Clause) -> bool:
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

    def in_force(self, scheme: Mention, clause: Clause) -> bool:
        """True for "Organic has been in force since 1999", "Organic covers a third of the land and dates from 2008"."""
        verb, told = self.past_certifier(scheme.last), self._context.words("attained", clause)
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

    def past_certifier(self, last: int) -> int:
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

    def given_up(self, scheme: Mention, last: int, clause: Clause) -> bool:
        """True for "Rainforest Alliance given up", "UTZ was dropped"."""
        told = self._context.words("lost", clause)
        lost = [m for m in told if m.first > scheme.last]
        given = (m for m in told if m.last < scheme.first <= m.last + _GIVEN)
        if any(
            all(self.leads(i) or self.by(i, scheme) for i in range(m.last + 1, scheme.first)) for m in given
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

    def by(self, index: int, scheme: Mention) -> bool:
        """True for "by" in "was suspended by FLOCERT"."""
        certifies = scheme.first in self._at.certifiers and index == scheme.first - 1
        return certifies and self._norms[index] in self._words["agents"]

    def audit_before(self, scheme: Mention) -> bool:
        """True for "the audit for Fairtrade", "the audit of the WFTO Guarantee System"."""
        first = self.article(scheme)
        if (
            first >= 1
            and first == scheme.first
            and first - 1 in self._at.standing
            and scheme.value in ADJECTIVES
        ):
            return self._norms[first - 1] not in self._words["linkers"]  # "la inspección orgánica"
        leads = self._words["towards"] | self._words["agents"] | self._language.of.first_words
        return first >= 2 and self._norms[first - 1] in leads and first - 2 in self._at.standing

    def article(self, scheme: Mention) -> int:
        """Return where a scheme begins, its article with it."""
        led = scheme.first > 0 and self._norms[scheme.first - 1] in self._language.articles
        return scheme.first - led

    def leads(self, index: int) -> bool:
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
