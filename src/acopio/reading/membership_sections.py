"""Bodies inside the organisation with members of their own: the women's section, the youth club."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.membership_deeds import DeedSigns
from acopio.reading.membership_nouns import GENDERS, NEAR, REACH
from acopio.reading.quantity_mentions import QuantityMention

_OWNERS: Final = GENDERS | {"youth"}
_NOUN_PHRASE: Final = 7  # tokens of "a national chamber of quinoa exporters" before its "with"


class SectionSigns(DeedSigns):
    """What tells that members counted are those of a body inside the organisation."""

    def section_of(self, mention: QuantityMention, clause: Clause) -> str | None:
        """Return the part whose body the clause is about: the women of "the women's section, which has 96 members"."""
        if clause.kind == "relative":
            low = max(self.sentence(clause).first, clause.first - REACH)
            return self._section_between(low, clause.first)
        stop = clause.finite if clause.finite is not None else mention.first
        if section := self._section_between(clause.first, min(stop, mention.first)):
            return section
        subject = self._context.subject(clause)
        before = self._context.clauses[clause.index - 1] if clause.index else None
        if before is None:
            return None
        if before.sentence == clause.sentence:
            return self.section_of(mention, before) if clause.kind == "shared" or subject.carried else None
        if subject.first is None or not self.is_it(subject.first):
            return None
        last = self._context.sentences[before.sentence]
        if last.block != self.sentence(clause).block or last.last - last.first > _NOUN_PHRASE * NEAR:
            return None
        opening = self._context.clauses_of(last)[0]
        stop = opening.last + 1
        if opening.finite is not None and not self._presents(opening):
            stop = opening.finite
        return self._section_between(opening.first, stop)

    def _presents(self, clause: Clause) -> bool:
        """True for "There is a women's section": what comes after the verb is spoken of."""
        existence = self._words["existence"]
        return any(
            self._norms[i] in existence for i in range(clause.first, min(clause.first + 3, clause.last))
        )

    def _section_between(self, first: int, stop: int) -> str | None:
        """Return the part of a "women's committee", "youth group" between two tokens, no name of our own after it."""
        if stop <= first:
            return None
        span = Passage(self._tokens[first].start, self._tokens[stop - 1].end, "")
        for part in self._context.words("part", span):
            if part.value not in _OWNERS or self._norms[part.first] in self._own_words:
                continue
            head = part.last + 1
            if head < stop and self._norms[head] == "'":
                head += 1
            near = range(head, min(head + 2, stop))
            found = next((i for i in near if self._norms[i] in self._words["sections"]), None)
            if found is None or not (self.genitive(part) or part.value == "youth" or found == head):
                continue
            if any(self._context.is_self(i) for i in range(found + 1, stop)):
                return None
            return part.value if part.value in GENDERS else "other-subset"
        return None

    def of_ranked(self, mention: QuantityMention, clause: Clause, *, federated: bool) -> bool:
        """True for "The smallest association in CAVAVE has 34 members": those of one member organisation.

        `federated` tells that member organisations have been counted.
        """
        if clause.finite is None or clause.finite > mention.first:
            return False
        for index in range(clause.first, min(clause.finite, clause.first + NEAR)):
            if self._norms[index] not in self._words["ranks"]:
                continue
            stop = min(index + 3, clause.finite)
            span = Passage(self._tokens[index].start, self._tokens[stop].start, "")
            kinds = [*self._context.words("generic", span), *self._context.words("unit", span)]
            owns = [
                i
                for i in range(index + 1, clause.finite)
                if self.own_ends(i) or (i in self._runs and self.own_at(i))
            ]
            inside = [i for i in owns if self._norms[i - 1] in self._language.prepositions]
            its = self._norms[clause.first] in self._language.owners
            return bool(kinds) and (bool(inside) or its or (federated and not owns))
        return False
