"""Numbers tied to the organisation by whose they are: "its 1,430 farmers", "the 655 members of Valle Verde"."""

from __future__ import annotations

from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.membership_idioms import IdiomSigns
from acopio.reading.membership_nouns import NEAR, PEOPLE
from acopio.reading.quantity_mentions import QuantityMention

_LEAST: Final = 20  # fewer growers or families "of Valle Verde" are some of them


class OwnSigns(IdiomSigns):
    """What tells, by an owner or a place, that the people counted are the organisation's."""

    def of_own(self, mention: QuantityMention) -> bool:
        """True for "the 655 members of Valle Verde", "one of the 655 members of the cooperative"."""
        if mention.unit is None or mention.unit.value not in PEOPLE:
            return False
        member = mention.unit.value == "member"
        if not member and (self._hired or mention.unit.value == "worker" or self._some_named(mention)):
            return False
        index = mention.unit.last + 1
        if index + 1 >= len(self._norms) or self._norms[index] not in self._words["of_words"]:
            return False
        lead = self._norms[self.lead(mention)]
        if lead not in self._language.definite | self._words["possessives"]:
            return False
        return self.own_at(index + 1) or (
            self._norms[index + 1] in self._language.definite and self._context.is_self(index + 2)
        )

    def _some_named(self, mention: QuantityMention) -> bool:
        """True for the 12 growers of Valle Verde that a text speaks of beside its members."""
        return (mention.quantity.value or mention.quantity.minimum or 0) < _LEAST or self.whole_of_any()

    def at_own(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "At CAVAVE, 2,480 members deliver …", "In the cooperative, 1,430 families market …"."""
        first = clause.first
        if (
            self._norms[first]
            not in self._words["at_words"] | self._words["in_words"] | self._words["through_words"]
        ):
            return False
        lead = self.lead(mention)
        if self._tokens[lead].text == ",":
            lead -= 1
        own = self.own_ends(lead) or (self._context.is_self(lead) and lead - first <= 2)
        return own and lead - first <= 2 * NEAR and self.verb_after(mention, clause) is not None

    def owned_people(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "its 1,430 farmers", "the cooperative's 1,430 growers": fewer than no membership told."""
        if (
            mention.unit is None
            or mention.unit.value not in PEOPLE - {"worker"}
            or self.genitive(mention.unit)
        ):
            return False
        lead = self.lead(mention)
        if lead < clause.first:
            return False
        if self._tokens[lead].possessive:
            return self._context.is_self(lead) or self.own_ends(lead)
        its = self._norms[lead] in self._language.owners
        return its and self._context.subject(clause).who in ("self", "members")

    def owned_beside(self, mention: QuantityMention) -> bool:
        """True for "Valle Verde and its 640 farmers"."""
        lead = self.lead(mention)
        if lead < 2 or self._norms[lead] not in self._words["our_words"]:
            return False
        return self._norms[lead - 1] in self._language.number_joiners and self.own_ends(lead - 2)

    def behind_it(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Behind each bag are 655 farming families"."""
        lead = self.lead(mention)
        opens = self._norms[clause.first] in self._words["behind"]
        return opens and lead > clause.first and self._norms[lead] in self._words["copulas"]

    def announced_after(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "It belongs to those who work it: 186 farmers", "has more members than any other: 1,430"."""
        if clause.kind != "list" or self.lead(mention) >= clause.first:
            return False
        before = self.enclosing(clause)
        if before is clause or self._context.within(self._context.quantities, before):
            return False
        subject = self._context.subject(before)
        if subject.who != "self" or self.speaks_of_others(before):
            return False
        verbs = [v.value for v in self._context.words("counting", before)]
        units = [m for m in self._context.words("unit", before) if m.value == "member"]
        return "gather" in verbs or ("have" in verbs and bool(units))

    def who_are(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The owners of Valle Verde are 870 small farmers"."""
        subject = self._context.subject(clause)
        lead = self.lead(mention)
        if subject.who != "members" or subject.first is None or clause.finite != lead:
            return False
        if self._norms[lead] not in self._words["copulas"] or self.speaks_of_others(clause):
            return False
        if subject.first > 0 and self._norms[subject.first - 1] in self._words["ranks"]:
            return False  # "The youngest member is 19"
        units = [m for m in self._context.words("unit", self.sentence(clause)) if m.first == subject.first]
        of_another = any(i in self._others for i in range(clause.first, lead))
        plain = not any(m.last < lead for m in self._context.words("part", clause))
        return bool(units) and units[0].value == "member" and plain and not of_another

    def in_one_place(self, mention: QuantityMention, clause: Clause) -> str:
        """Say "other-subset" for "In Las Pirias alone there are 96 members"."""
        before = self._norms[clause.first : mention.first]
        return "other-subset" if any(word in self._words["alone"] for word in before) else ""

    def members_apposed(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Its members, at present 298 cane farmers, live in …"."""
        comma = self.lead(mention)
        if comma <= clause.first or self._tokens[comma].text != ",":
            return False
        members = [
            m for m in self._context.words("unit", clause) if m.last == comma - 1 and m.value == "member"
        ]
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        closed = end >= len(self._tokens) or self._tokens[end].kind != "word"
        if self.own_ends(comma - 1) and end < len(self._tokens) and self._tokens[end].text == ",":
            return (
                mention.unit is not None and mention.unit.value == "member"
            )  # "Valle Verde, 455 members, sells"
        return bool(members) and closed and self._owned_by_us(members[0].first - 1, clause)

    def _owned_by_us(self, owner: int, clause: Clause) -> bool:
        """True for the "its", "the", "Valle Verde's" before members that are nobody else's."""
        if owner < clause.first or self.speaks_of_others(clause):
            return False
        return (
            self._norms[owner] in self._words["possessives"]
            or self.own_ends(owner)
            or self._context.is_self(owner)
        )
