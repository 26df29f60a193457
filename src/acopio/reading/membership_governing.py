"""The verb that a number is the object of: "has 640 members", "brings together 12 societies"."""

from __future__ import annotations

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_belonging import BelongingSigns
from acopio.reading.membership_nouns import ORGANIZATIONS, REACH
from acopio.reading.quantity_mentions import QuantityMention


class GoverningSigns(BelongingSigns):
    """What tells which counting verb a number belongs to, if to any."""

    def governing(self, mention: QuantityMention, clause: Clause) -> str | None:
        """Return the kind of the counting verb that a number is the object of."""
        best: Mention | None = None
        for verb in self._context.words("counting", clause):
            if verb.first < mention.first and verb.last <= mention.first <= verb.last + REACH:
                if verb.first in self._counted_nouns:
                    continue  # "when six groups had followed"
                best = verb  # "spread over 41 groups": "over" may be read with the number too
        if best is None:
            return None
        if mention.first - best.last == 2 and self._norms[best.last + 1] in self._words["of_words"]:
            return None  # "in groups of 20"
        if best.last + 1 < mention.first and self._norms[best.last + 1] in self._words["enabling"]:
            return None  # "Loans have let 143 employees build"
        if best.value == "gather" and self._joins_another(best.last + 1, mention.first):
            return None  # "joins with 480 members", "joins the network with 480 members"
        if best.value == "deal" and self._norms[best.first - 1] in self._words["besides"]:
            return None  # "It also buys from 126 farmers": beside its own
        if self._norms[best.last] in self._words["outward"] and self._of_network(best.last + 1, mention):
            return None  # "belongs to a national network of 70 producer organisations"
        if self._of_inner_body(best.last + 1, mention.first):
            return None  # "belongs to a national chamber of exporters with 21 member firms"
        for index in range(best.last + 1, mention.first):
            if (
                self._language.is_finite(self._norms[index])
                and self._norms[index] not in self._words["copulas"]
            ):
                return None
            if self._norms[index] in self._language.infinitive and index + 1 < mention.first:
                return None  # "had to expel 30 members"
            if self._norms[index] in self._words["object_breaks"] and not self._adverbial(index):
                return None
        return best.value

    def owned_verb(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "When we first came here the cooperative had 212 members": the subject stands by the verb."""
        verbs = [v for v in self._context.words("counting", clause) if v.last < mention.first]
        if not verbs:
            return False
        before = verbs[-1].first - 1
        own = self.own_ends(before) or (self._context.is_self(before) and not self.another_at(before))
        return before > clause.first and own

    def _of_network(self, first: int, mention: QuantityMention) -> bool:
        """True for "a national network of" before a number of bodies."""
        if first >= mention.first or self._norms[first] not in self._language.indefinite:
            return False
        bodies = mention.unit is not None and mention.unit.value in ORGANIZATIONS
        return bodies and self._norms[self.lead(mention)] in self._words["of_words"]

    def _joins_another(self, first: int, stop: int) -> bool:
        """True where "with" follows a verb, or what is joined: "the network with"."""
        words = self._norms[first:stop]
        withs = [i for i, word in enumerate(words) if word in self._words["with_words"]]
        return bool(withs) and (withs[0] == 0 or words[0] in self._language.definite)

    def _of_inner_body(self, first: int, stop: int) -> bool:
        """True for "a chamber … with", "a federation of" between a verb and a number: they are that body's."""
        if first >= stop or self._norms[first] not in self._language.indefinite:
            return False
        words = self._norms[first:stop]
        if any(word in self._words["with_words"] for word in words):
            return True
        span = Passage(self._tokens[first].start, self._tokens[stop - 1].end, "")
        return any(m.value != "any" for m in self._context.words("generic", span))

    def _adverbial(self, index: int) -> bool:
        """True for the "at" of "at present", the "in" of "in total" and "in 2015"."""
        following = self._norms[index + 1 : index + 3]
        if any(word in self._words["adverbials"] for word in following):
            return True
        near = Passage(self._tokens[index].start, self._tokens[min(index + 2, len(self._tokens) - 1)].end, "")
        return bool(self._context.within(self._context.dates, near))
