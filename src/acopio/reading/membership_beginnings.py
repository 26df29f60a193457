"""How many there were in the beginning, and what they have become: "began with 40 workers", "The 55 are now 178"."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.language_schema import FOUNDING_EVENTS
from acopio.reading.lexicon import Mention
from acopio.reading.membership_nouns import NEAR, PEOPLE
from acopio.reading.membership_segments import SegmentSigns
from acopio.reading.quantity_mentions import QuantityMention

_APART: Final = 10  # tokens between "with" and its number
_OPENING: Final = 2


class BeginningSigns(SegmentSigns):
    """What tells that a number is the membership of the beginning, or what the first members have become."""

    def what_was(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for both numbers of "What were four clubs at that time are thirty-one today"."""
        first = self.sentence(clause).first
        opens = self._norms[first] in self._words["what_words"]
        told = self._norms[self.lead(mention)] in self._words["copulas"] | self._words["becoming"]
        return opens and (
            told or self.of_kind(mention, clause)
        )  # "What began in a shed is a union of 18 co-ops"

    def has_become(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for 178 in "The 55 have since become 178"."""
        lead = self.lead(mention)
        opens = self._norms[clause.first] in self._language.definite
        members = opens and self._norms[lead] in self._words["copulas"]
        if self._norms[lead] not in self._words["becoming"] and not members:
            return False
        return any(
            q.first - clause.first <= _OPENING and q.first > clause.first
            for q in self._context.within(self._context.quantities, clause)
            if q.last < mention.first
            and self._norms[q.first - 1] not in self._language.prepositions
            and (not members or (q.unit is not None and q.unit.value == "member" and mention.unit is None))
        )

    def begun_with(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "They began in 2005 with four hectares and 80 workers"."""
        if self._context.subject(clause).who == "other" or self.speaks_of_others(clause):
            return False
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        if self._norms[self.lead(mention)] in self._words["with_words"] and end + 1 < len(self._norms):
            opened_with = self._norms[end] in self._language.infinitive
            if opened_with and self._norms[end + 1] in self._words["beginning"]:
                return True  # "registered, with 65 families to begin with"
        if mention.unit is not None and mention.unit.value != "member" and self.relative_after(mention.unit):
            return False  # "It started with 14 farmers who wanted to export": its founders
        begun = [i for i in range(clause.first, mention.first) if self._norms[i] in self._words["beginning"]]
        withs = [i for i in range(clause.first, mention.first) if self._norms[i] in self._words["with_words"]]
        people = mention.unit is not None and mention.unit.value in PEOPLE | {"people"}
        opened = [m for m in self._context.words("founding", clause) if m.first == clause.first]
        if withs and people and opened and withs[-1] - opened[0].last <= NEAR:
            begun.append(opened[0].last)  # "Founded in 1992 with 62 households, the group …"
        if withs and people and (event := self._founded_with(mention, clause, withs[-1])):
            begun.append(event)
        if withs and people and clause.finite is None and mention.first - withs[-1] <= NEAR:
            founded = [m.last for m in self._context.words("founding", clause)]
            begun += [last for last in founded if last == withs[-1] - 1]  # "1999 foundation with 27 members"
        return bool(begun and withs) and begun[-1] < withs[-1] and mention.first - withs[-1] <= _APART

    def relative_after(self, unit: Mention) -> bool:
        """True where "who", "that" follows a noun."""
        following = unit.last + 1
        return following < len(self._norms) and self._norms[following] in self._language.relative_words

    def _founded_with(self, mention: QuantityMention, clause: Clause, with_: int) -> int | None:
        """Return the event of "The farm was founded in 2001 by two sisters with a greenhouse and eight workers"."""
        events = [
            m.last
            for m in self._context.words("founding", clause)
            if m.value in FOUNDING_EVENTS and m.last < with_
        ]
        before = Passage(clause.start, self._tokens[with_].start, "")
        own = self._context.subject(clause).who == "self" or self._context.has("generic", before)
        if not events or not own:
            return None
        passed = self._norms[with_ + 1 : mention.first]
        between = range(events[-1] + 1, with_)
        helped = any(norm in self._language.prepositions for norm in passed)  # "with the help of 12 farmers"
        verbs = any(self._language.is_finite(self._norms[i]) for i in between)
        return None if helped or verbs or len(passed) > NEAR + 1 else events[-1]

    def pioneers_before(self, mention: QuantityMention, clause: Clause) -> str:
        """Return what "they" of "They have grown to 215" were in the sentence before: "27 beekeepers"."""
        subject = self._context.subject(clause)
        if subject.who not in ("self", "members") or clause.sentence == 0:
            return ""
        if subject.first is None or self._norms[subject.first] not in self._words["taking_up"]:
            return ""
        before = self._context.sentences[clause.sentence - 1]
        units = [
            q.unit.value
            for q in self._context.within(self._context.quantities, before)
            if q.unit is not None and not q.measure
        ]
        return units[-1] if units and units[-1] in PEOPLE - {"worker"} else ""
