"""People told by what they do for the organisation: "214 families press oil", "persuaded 640 beekeepers to form"."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.language_schema import FOUNDING_EVENTS
from acopio.reading.membership_nouns import NEAR, REACH
from acopio.reading.membership_own import OwnSigns
from acopio.reading.quantity_mentions import QuantityMention

_FEWEST: Final = 20  # fewer people who "press oil" are some of them
_MOST: Final = 20_000  # more people who "grow cocoa" are a whole region's
_APPOSING: Final = frozenset((",", "–", "—", "("))
_MANY: Final = 40  # people persuaded to form a body, too many to be its founders by name


class DeedSigns(OwnSigns):
    """What tells that people are the organisation's by the work they do."""

    def works(self, mention: QuantityMention) -> bool:
        """True where the work of growers, pickers or weavers follows: "740 people cut, grade and pack roses"."""
        index = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        while index < len(self._norms) and self._norms[index] in self._words["also"]:
            index += 1
        return index < len(self._norms) and self._norms[index] in self._words["producing"]

    def producing(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "530 families grow coffee for CAVAVE", "214 families press oil" where no members are told."""
        if mention.unit is None or not self.works(mention) or self.about_uses(clause):
            return False
        if any(self._language.is_finite(self._norms[i]) for i in range(clause.first, mention.first)):
            return False
        if self._for_own(mention.last + 1, clause):
            return True
        value = mention.quantity.value or mention.quantity.minimum or 0
        return (
            _FEWEST <= value <= _MOST
            and not self.whole_of_any()
            and not self._others_told(mention)
            and not self._of_region(mention, clause)
            and any(m.first > mention.last for m in self._context.words("product", clause))
        )

    def deals_with_own(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "1,120 small growers here send their bananas to Europe through CAVAVE"."""
        if self.whole_of_any() or mention.first - clause.first > 2 * NEAR:
            return False
        if any(self._language.is_finite(self._norms[i]) for i in range(clause.first, mention.first)):
            return False
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        near = range(end, min(end + 3, clause.last))
        verb = next((i for i in near if self._norms[i] in self._words["dealing"]), None)
        if verb is None or any(
            m.value == "labour" and m.first == verb for m in self._context.words("belonging", clause)
        ):
            return False  # "Nineteen people work for the cooperative": its employees
        return self._for_own(verb, clause)

    def named_apposed(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "grown by CAVAVE, 1,240 smallholders in 31 hamlets": the name, and who it is."""
        lead = self.lead(mention)
        if lead < 1 or self._tokens[lead].text not in _APPOSING or not self.own_ends(lead - 1):
            return False
        value = mention.quantity.value or mention.quantity.minimum or 0
        return value >= _FEWEST and not self._verb_to_come(mention, clause)

    def persuaded(self, mention: QuantityMention) -> bool:
        """True for "They persuade 640 beekeepers to form an association"."""
        lead = self.lead(mention)
        if lead < 0 or self._norms[lead] not in self._words["persuading"]:
            return False
        if (mention.quantity.value or 0) < _MANY:
            return False
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        stop = min(end + NEAR, len(self._tokens) - 1)
        span = Passage(self._tokens[min(end, stop)].start, self._tokens[stop].end, "")
        return any(m.value in FOUNDING_EVENTS for m in self._context.words("founding", span))

    def _for_own(self, first: int, clause: Clause) -> bool:
        """True where what they do is done "for CAVAVE", "through the co-op"."""
        words = self._words
        leading = words["for_whom"] | self._language.infinitive | words["with_words"] | words["through_words"]
        for index in range(first + 1, min(clause.last, first + 2 * REACH)):
            if self._norms[index] in leading:
                following = index + 1
                if self._norms[following] in self._language.definite:
                    following += 1
                if self.own_at(following) or self._context.is_self(following):
                    return True
        return False

    def _others_told(self, mention: QuantityMention) -> bool:
        """True where a text counts members elsewhere: those are the membership."""
        return any(
            q.unit is not None and q.unit.value == "member" and q.start != mention.start
            for q in self._context.quantities
        )

    def _of_region(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "In the province 4,000 families grow coffee"."""
        before = Passage(self.sentence(clause).start, mention.start, "")
        if any(run.first < mention.first for run in self._runs.values() if run.first >= clause.first):
            return not self.own_before(mention, clause)
        return any(self._context.has(kind, before) for kind in ("region-word", "country", "unit"))
