"""Numbers that count no membership: targets, people helped, a board's members, ages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.membership_nouns import REACH, NounSigns
from acopio.reading.quantities import QuantityMention, ShareMention

_OLDEST: Final = 100  # years of age


class ExclusionSigns(NounSigns):
    """What tells, around a number, that it is no membership."""

    def excluded(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for numbers of a plan, a target, people who are no members, a meeting."""
        first = self.sentence(clause).first
        words: Sequence[str] = self._norms[max(first, mention.first - 3) : mention.first]
        words = words[
            1 + max((i for i, w in enumerate(words) if w in self._words["with_words"]), default=-1) :
        ]
        elected = any(word in self._words["agents"] for word in words[-2:])  # "elected by the 480 workers"
        if any(word in self._words["not_counted"] for word in words) and not elected:
            return True
        if (
            self._all_but(mention)
            or self._apiece(mention)
            or self._age(mention)
            or self._average(mention, clause)
        ):
            return True
        for index in range(mention.last + 1, min(mention.last + 6, len(self._norms))):
            if self._tokens[index].kind in ("mark", "break"):
                return False
            if (
                mention.unit is not None
                and self.plain_verb(mention.unit.last + 1)
                and index > mention.unit.last
            ):
                return False  # "their 4,200 farmers elect a board"
            if self._norms[index] in self._words["not_counted_after"]:
                return self._norms[index - 1] not in self._words["at_words"]  # "at present"
        return False

    def _all_but(self, mention: QuantityMention) -> bool:
        """True for "all but forty are women"."""
        lead = self.lead(mention)
        told = lead > 0 and self._norms[lead] in self._words["excepting"]
        return told and self._norms[lead - 1] in self._words["every_one"]

    def under_age(self, mention: QuantityMention) -> bool:
        """True for "40 members under 35"."""
        if mention.unit is None:
            return False
        first = mention.unit.last + 1
        ages = first + 1 < len(self._norms) and self._norms[first] in self._words["ages"]
        if not ages:
            return False
        span = Passage(self._tokens[first].start, self._tokens[first + 1].end, "")
        numbers = self._context.within(self._context.quantities, span)
        return any(
            q.unit is None
            and 0 < (q.quantity.value or q.quantity.maximum or q.quantity.minimum or 0) < _OLDEST
            for q in numbers
        )

    def _age(self, mention: QuantityMention) -> bool:
        """True for "190 are under thirty-five"."""
        if mention.unit is not None or self._norms[mention.first] not in self._words["ages"]:
            return False
        if mention.first == 0 or (mention.quantity.value or 0) > _OLDEST:
            return False
        before = self._tokens[mention.first - 1]
        people = Passage(before.start, before.end, "")  # "65 members under 30"
        return before.norm in self._words["copulas"] or any(
            self._context.has(kind, people) for kind in ("unit", "part")
        )

    def _average(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The average age of the 640 members is 54"."""
        if mention.unit is not None or self._norms[mention.first - 1] not in self._words["copulas"]:
            return False
        low = max(clause.first, mention.first - REACH)
        return any(self._norms[i] in self._words["averages"] for i in range(low, mention.first - 1))

    def _apiece(self, mention: QuantityMention) -> bool:
        """True for "between 120 and 900 members each"."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        if end + 1 >= len(self._norms):
            return False
        if (
            self._norms[end] in self._words["per_words"]
        ):  # "15 to 30 members a group", "per society", "in each"
            following = Passage(self._tokens[end + 1].start, self._tokens[end + 1].end, "")
            each = self._norms[end + 1] in self._words["distributive"]
            group = self._norms[end] in self._language.indefinite | self._words["object_breaks"]
            body = any(
                self._context.has(kind, following) for kind in ("generic", "unit", "organization-word")
            )
            section = self._norms[end + 1] in self._words["sections"]
            return each or (group and self._norms[end] not in self._words["in_words"] and (body or section))
        if self._norms[end] not in self._words["apiece"]:
            return False
        return self._tokens[end + 1].kind != "word" or not self.plain_verb(end + 1)

    def hoped(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "intends to have 1,000 members", "could grow to 1,000"."""
        if any(m.last < mention.first for m in self._context.words("plan", clause)):
            return True
        return any(word in self._words["wishing"] for word in self._norms[clause.first : mention.first])

    def for_whom(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for those something is done for: "cards for 150 members", "trained 40 farmers"."""
        if self.before(mention, clause) in self._words["our_words"]:
            return False  # "For its 870 members"
        low = max(clause.first, mention.first - 3)
        verbs = [v.last for v in self._context.words("counting", clause) if v.last < mention.first]
        return any(
            self._norms[i] in self._words["for_whom"] and i not in verbs for i in range(low, mention.first)
        )

    def of_organ(self, mention: QuantityMention | ShareMention, clause: Clause) -> bool:
        """True for members of a board or committee: "The board has nine members, three of whom are women"."""
        first = self.sentence(clause).first
        own = self._context.subject(clause)
        if own.who == "members" and own.first is not None and own.first < mention.first:
            kin = own.first == own.last and self._norms[own.first] in self._words["kin"]
            if kin and mention.unit is not None and mention.unit.value == "member":
                return True  # "The family has five members"
        for index in range(mention.first - 1, first - 1, -1):
            if self._tokens[index].text == ";":
                return False
            if self._norms[index] in self._words["organs"]:
                lead = self.lead(mention)
                if self._norms[lead] in self._language.definite | self._words["possessives"]:
                    lead -= 1
                if lead > index and self._norms[lead] in self._words["agents"]:
                    return False  # "The committee is elected by the 480 workers"
                counts = self._context.words(
                    "counting",
                    Passage(self._tokens[max(first, index - 1)].start, self._tokens[index].end, ""),
                )
                return not any(m.first < index <= m.last for m in counts)  # "an umbrella body for"
            if self._context.is_self(index):
                return False
        return False

    def repeated(self, mention: ShareMention, clause: Clause) -> bool:
        """True for "more than half" in "more than half of the members (56%)": the exact figure follows."""
        return any(
            other.first > mention.last
            and other.first - mention.last <= REACH
            and self._tokens[other.first - 1].text == "("
            for other in self._context.within(self._context.shares, clause)
        )
