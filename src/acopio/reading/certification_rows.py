"""Schemes in rows: listed after a noun, a name or a copula, counted, or beside another certificate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.certification_tokens import ADJECTIVES, JOINTS, CertificateTokens, Link, Role
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention

_NAMED: Final = 3  # tokens of "the certificates held are"
_ROW: Final = 7  # tokens between two certificates of one row


class SchemeRows:
    """Tells the rows of schemes in one text."""

    def __init__(self, at: CertificateTokens) -> None:
        """Keep the indexed tokens."""
        self._at, self._context, self._language = at, at.context, at.language
        self._tokens, self._norms, self._words = at.tokens, at.norms, at.words
        self._names = at.names
        self._own = {last for _, last in at.context.naming.mentions}

    def _describes(self, scheme: Mention) -> bool:
        return self._at.modifies(self._at.following(scheme.last))

    def after_noun(self, clause: Clause) -> bool:
        """True for what a colon or bracket lists after "three certificates", "is certified"."""
        if clause.kind not in ("list", "parenthesis") or clause.first < 2:
            return False
        end = clause.first - 1
        while end > 0 and self._tokens[end].kind == "mark":
            end -= 1
        return any(i in self._at.certifying for i in range(max(0, end - 2), end + 1))

    def after_own_name(self, clause: Clause) -> bool:
        """True for the bracket of "Kilima (Fairtrade, organic)"."""
        if clause.kind != "parenthesis" or clause.first < 2 or clause.first - 2 not in self._own:
            return False
        return all(self.tells(i) or i in self._at.certifying for i in range(clause.first, clause.last + 1))

    def then(self, clause: Clause) -> bool:
        """True for the end of "came the certificates, first organic, then Fairtrade"."""
        if clause.finite is not None or not clause.index:
            return False
        before = self._context.clauses[clause.index - 1]
        nouns = {m.first for m in self._names.certified_within(before) if m.value == "noun"}
        row = before.sentence == clause.sentence and nouns and self._names.within(before)
        adverbs = self._language.foundings["adverbs"]
        return bool(row) and all(
            self.tells(i) or self._norms[i] in adverbs for i in range(clause.first, clause.last + 1)
        )

    def tells(self, index: int) -> bool:
        """True for a token of a row of schemes and dates."""
        return (
            index in self._at.schemes
            or index in self._at.dated
            or self._tokens[index].text[0] in JOINTS
            or self._norms[index] in self._language.number_joiners
            or self._language.date_cues.at(self._norms, index) is not None
        )

    def predicated_row(self, schemes: Sequence[Mention], clause: Clause) -> list[Link]:
        """The schemes of "Kilima's teas are Fairtrade, organic and kosher"."""
        if len(schemes) < 2 or all(m.value in ADJECTIVES for m in schemes) or self._describes(schemes[-1]):
            return []
        first, last = schemes[0].first, schemes[-1].last
        before = first - 1
        while before > clause.first and self._norms[before] in self._words["linkers"]:
            if self._norms[before] in self._language.foundings["passive"]:
                break
            before -= 1
        said = self._norms[before] in self._language.foundings["passive"]
        if not said or not all(self.tells(i) for i in range(first, last + 1)):
            return []
        certified = any(i in self._at.certifying for i in range(max(clause.first, before - _NAMED), before))
        role: Role = "predicate" if certified else "attribute"  # "among the certificates are"
        return [Link(m, m.first, m.last, role, bare=True) for m in schemes]

    def counted(self, scheme: Mention, found: Sequence[Link]) -> Link | None:
        """The second of "19 co-operatives are certified under Fair Trade, and 8 under Rainforest Alliance"."""
        before = scheme.first - 1
        before -= before > 0 and self._norms[before] in self._words["towards"]
        mark = before - 1
        parted = mark > 0 and (
            self._tokens[mark].text in ",;" or self._language.coordinators.at(self._norms, mark) is not None
        )
        if not (self._at.counts(before) and parted) or self._describes(scheme):
            return None
        told = any(link.role == "predicate" and link.last < before for link in found)
        return Link(scheme, scheme.first, scheme.last, "predicate", bare=True) if told else None

    def row(self, scheme: Mention, found: Sequence[Link]) -> Link | None:
        """A scheme in a row with a certificate: the others of "Fairtrade since 2007, MPS-A and GlobalGAP"."""
        if self._describes(scheme) or self._at.following(scheme.last) in self._at.tail:
            return None
        for link in found:
            between = range(link.scheme.last + 1, scheme.first)
            joined = link.role == "predicate" and 0 < len(between) <= _ROW
            if joined and all(
                self._tokens[i].text[0] in JOINTS
                or self._norms[i] in self._language.number_joiners
                or i in self._at.dated
                or i in self._at.schemes
                or self._language.date_cues.at(self._norms, i) is not None
                for i in between
            ):
                return Link(scheme, scheme.first, scheme.last, "predicate", bare=True)
        return None
