"""Turns of phrase that count a membership: "What were four clubs are thirty-one", "The 55 have become 178"."""

from __future__ import annotations

from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_nouns import GENDERS, NEAR, ORGANIZATIONS, PEOPLE
from acopio.reading.membership_segments import SegmentSigns
from acopio.reading.quantities import QuantityMention

_APART: Final = 10  # tokens between two numbers of one pair
_OPENING: Final = 2


class IdiomSigns(SegmentSigns):
    """What tells by its turn of phrase that a number is a membership or a part of it."""

    def what_was(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for both numbers of "What were four clubs at that time are thirty-one today"."""
        first = self.sentence(clause).first
        opens = self._norms[first] in self._words["what_words"]
        return opens and self._norms[self.lead(mention)] in self._words["copulas"] | self._words["becoming"]

    def has_become(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for 178 in "The 55 have since become 178"."""
        if self._norms[self.lead(mention)] not in self._words["becoming"]:
            return False
        return any(
            q.first - clause.first <= _OPENING and q.first > clause.first
            for q in self._context.within(self._context.quantities, clause)
            if q.last < mention.first and self._norms[q.first - 1] not in self._language.prepositions
        )

    def level_of(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "a peak of 1,900", "put the number at 650", where the membership is spoken of."""
        lead = self.lead(mention)
        if lead <= clause.first:
            return False
        levels = self._words["levels"]
        tally = [m.last for m in self._context.words("tally", clause)]
        people = self.people_of(mention, clause) or bool(tally)
        if self._norms[lead] in self._words["of_words"]:
            return people and (self._norms[lead - 1] in levels or lead - 1 in tally)
        return self._norms[lead] in self._words["at_words"] and any(0 < lead - last <= 2 for last in tally)

    def begun_with(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "They began in 2005 with four hectares and 80 workers"."""
        if self._context.subject(clause).who == "other" or self.speaks_of_others(clause):
            return False
        begun = [i for i in range(clause.first, mention.first) if self._norms[i] in self._words["beginning"]]
        withs = [i for i in range(clause.first, mention.first) if self._norms[i] in self._words["with_words"]]
        return bool(begun and withs) and begun[-1] < withs[-1] and mention.first - withs[-1] <= _APART

    def paired(self, mention: QuantityMention, clause: Clause, counted: dict[int, str]) -> bool:
        """True for the second of "26 societies with 14,000 farmers", "in 38 groups": beside one that was taken."""
        unit = mention.unit.value if mention.unit else ""
        lead = self.lead(mention)
        if self._norms[lead] not in self._words["pairing"] and self._tokens[lead].text != "(":
            return False
        told = [
            q
            for q in self._context.within(self._context.quantities, self.sentence(clause))
            if q.last < mention.first and counted.get(q.start) == "all" and q.unit is not None
        ]
        if not told or self.lead(mention) - self._context.token_at(told[-1].noun_end - 1) > _APART:
            return False
        other = told[-1].unit.value if told[-1].unit else ""
        if unit == "family" and other == "member":
            return True  # "1,300 members from 940 families"
        return (unit in PEOPLE and other in ORGANIZATIONS) or (unit in ORGANIZATIONS and other in PEOPLE)

    def told_by(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The current count, she says, is 386": the number is what a count or register says."""
        verbs = [i for i in range(max(clause.first, mention.first - 3), mention.first) if self._tells(i)]
        sentence = self.sentence(clause)
        tally = [m for m in self._context.words("tally", sentence) if m.last < mention.first]
        return bool(verbs and tally) and self._norms[self.lead(mention)] not in self._language.prepositions

    def _tells(self, index: int) -> bool:
        return self._norms[index] in self._words["copulas"] | self._words["telling"]

    def ranked(self, mention: QuantityMention) -> bool:
        """True for "the poorest 150 members"."""
        return mention.first > 0 and self._norms[mention.first - 1] in self._words["ranks"]

    def women_in_it(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The 212 women in the cooperative", "120 women among the members"."""
        if mention.part is None:
            return False
        first = mention.part.last + 1
        if first >= clause.last or self._norms[first] not in self._language.prepositions:
            return False
        near = range(first + 1, min(first + 4, clause.last + 1))
        members = {m.first for m in self._context.words("unit", clause) if m.value == "member"}
        return any(self._context.is_self(i) or i in members for i in near)

    def of_women(self, mention: QuantityMention, clause: Clause) -> Mention | None:
        """Return the women of "a women's cooperative of 58", "the women's section, which is 96 strong"."""
        sentence = self.sentence(clause)
        parts = [
            m
            for m in self._context.words("part", sentence)
            if m.value in GENDERS and 0 < mention.first - m.last <= 2 * NEAR
        ]
        if not parts or not self.genitive(parts[-1]):
            return None
        between = range(parts[-1].last + 1, mention.first)
        own = any(self._context.is_self(i) for i in between if i > parts[-1].last + 2)
        return None if own else parts[-1]

    def relating(self, mention: QuantityMention) -> bool:
        """True for "2,100 or so who sold last year", "twelve that shell"."""
        following = mention.last + 1
        return (
            following < len(self._norms)
            and mention.unit is None
            and self._norms[following] in self._language.relative_words
        )

    def bordering(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "the 12 societies bordering the reserve": a part told by what follows."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        if end >= len(self._norms) or self.before(mention, clause) not in self._language.definite:
            return False
        return self._norms[end] in self._language.relative_words or self._norms[end].endswith("ing")
