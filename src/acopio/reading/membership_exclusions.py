"""Numbers that count no membership: targets, people helped, a board's members, ages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_nouns import NEAR, REACH
from acopio.reading.membership_phrases import PhraseSigns
from acopio.reading.quantity_mentions import QuantityMention, ShareMention

_CASUAL: Final = frozenset({"people", "worker"})
_CREW: Final = 10  # fewer hands for a harvest are not counted
_OLDEST: Final = 100  # years of age


class ExclusionSigns(PhraseSigns):
    """What tells, around a number, that it is no membership."""

    def excluded(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for numbers of a plan, a target, people who are no members, a meeting."""
        first = self.sentence(clause).first
        words: Sequence[str] = self._norms[max(first, mention.first - 3) : mention.first]
        words = words[
            1 + max((i for i, w in enumerate(words) if w in self._words["with_words"]), default=-1) :
        ]
        elected = any(word in self._words["agents"] for word in words[-2:])  # "elected by the 480 workers"
        hired = mention.unit is not None and mention.unit.value == "worker" and self._hired
        casual = hired and self.seasonal(mention)  # "another 600 temporary workers"
        casual = casual or self.find_seasonal_work(mention)
        if any(word in self._words["not_counted"] for word in words) and not elected and not casual:
            return True
        if (
            self._all_but(mention)
            or self._apiece(mention)
            or self._age(mention)
            or self._average(mention, clause)
            or self._to_each(mention)
            or self._of_side_group(mention)
            or self._of_club(mention)
            or self._no_members(mention, clause)
        ):
            return True
        for index in range(mention.last + 1, min(mention.last + 6, len(self._norms))):
            if self._tokens[index].kind in ("mark", "break"):
                return False
            if self._norms[index] in self._language.relative_words:
                return False  # "works with 455 farmers who cultivate 900 hectares"
            if self._norms[index] in self._words["with_words"] and mention.unit is not None:
                return False  # "We are 318 small producers with 1,050 hectares"
            if (
                mention.unit is not None
                and self.plain_verb(mention.unit.last + 1)
                and index > mention.unit.last
            ):
                return False  # "their 4,200 farmers elect a board"
            if self._norms[index] in self._words["not_counted_after"]:
                return self._norms[index - 1] not in self._words["at_words"]  # "at present"
        return False

    def find_seasonal_work(self, mention: QuantityMention) -> bool:
        """True for "a further 290 people find seasonal work", "another 70 or so come in for the harvest".

        Only on the page of a plantation.
        """
        if not self._hired or (mention.unit is not None and mention.unit.value not in _CASUAL):
            return False
        if (mention.quantity.value or 0) < _CREW or not (mention.unit or self._more(mention)):
            return False
        words = self._words["seasonal"] | (
            self._words["season_words"] if self._more(mention) else frozenset()
        )
        stop = min(mention.last + 1 + REACH, len(self._norms))
        for index in range(mention.last + 1, stop):
            if self._tokens[index].kind in ("mark", "break") and self._tokens[index].text in ",;.":
                return False
            if self._norms[index] in words:
                return True
        return False

    def _more(self, mention: QuantityMention) -> bool:
        """True for "another 70", "250 more"."""
        more = self._words["more_words"]
        before = self._norms[max(0, mention.first - 2) : mention.first]
        after = self._norms[mention.last + 1 : mention.last + 2]
        return any(word in more for word in (*before, *after))

    def _of_side_group(self, mention: QuantityMention) -> bool:
        """True for "16 cooking groups", and for the 240 women of "cooking groups with 240 women"."""
        if mention.unit is not None and self.side_group(mention.unit.first, mention.unit.last):
            return True
        lead = self.lead(mention)
        linked = self._norms[lead] in self._words["with_words"] | self._words["of_words"]
        return lead > 1 and linked and self.side_group(lead - 1, lead - 1)

    def _of_club(self, mention: QuantityMention) -> bool:
        """True for "9,000 happy members in our wine club": customers of the publisher."""
        if mention.unit is None or mention.unit.value != "member":
            return False
        bracket = mention.first - 1
        if (
            bracket >= NEAR
            and self._tokens[bracket].text == "("
            and self._norms[bracket - 1] in self._words["clubs"]
        ):
            ours = self._norms[bracket - NEAR : bracket]
            return any(
                norm in self._words["we_words"] for norm in ours
            )  # "our tasting club (2,300 members!)"
        first = mention.unit.last + 1
        if first >= len(self._norms) or self._norms[first] not in self._language.prepositions:
            return False
        if self._norms[min(first + 1, len(self._norms) - 1)] not in self._words["we_words"]:
            return False
        stop = min(first + NEAR + 1, len(self._norms))
        return any(self._norms[i] in self._words["clubs"] for i in range(first + 2, stop))

    def _no_members(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "126 small farmers who are not members"."""
        if mention.unit is None:
            return False
        which = mention.unit.last + 1
        if which + 2 >= len(self._norms) or self._norms[which] not in self._language.relative_words:
            return False
        span = Passage(
            self._tokens[which].start, self._tokens[min(which + NEAR, len(self._norms) - 1)].end, ""
        )
        denied = self._context.words("negation", span)
        members = [m for m in self._context.words("unit", span) if m.value == "member"]
        return bool(denied and members) and denied[0].last < members[0].first

    def bygone(self, unit: Mention | None) -> bool:
        """True for "the 42 members of that time"."""
        if unit is None or unit.last + 2 >= len(self._norms):
            return False
        of, then = unit.last + 1, unit.last + 2
        return self._norms[of] in self._words["of_words"] and self._norms[then] in self._words["bygone"]

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
        if mention.unit.value not in (
            "member",
            "people",
            "farmer",
            "producer",
            "worker",
            "family",
            "artisan",
        ):
            return False
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

    def _to_each(self, mention: QuantityMention) -> bool:
        """True for "12 sections of between 30 and 50 members", "with an average of 38 members"."""
        if any(self._norms[i] in self._words["averages"] for i in range(mention.first, mention.last)):
            return True
        lead = self.lead(mention)
        if lead < 1 or self._norms[lead] not in self._words["of_words"]:
            return False
        bodies = lead - 1 in self._counted_nouns or self._norms[lead - 1] in self._words["sections"]
        return bodies and mention.quantity.comparator == "range"

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
            if self._norms[index] in self._language.relative_words and self._all_of(mention, index):
                return False  # "the general assembly, where all 874 members have a vote"
            if self._norms[index] in self._words["organs"] and not self._at_meeting(index, first, mention):
                lead = self.lead(mention)
                if self._norms[lead] in self._language.definite | self._words["possessives"]:
                    lead -= 1
                if self._norms[self.lead(mention)] in self._words["every_one"] and lead - 1 > index:
                    verb = self._context.words("counting", clause)
                    if any(m.value == "gather" and index < m.first < mention.first for m in verb):
                        return False  # "The premium committee represents all 830 workers"
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

    def _at_meeting(self, organ: int, first: int, mention: QuantityMention | ShareMention) -> bool:
        """True for the assembly of "At the last general assembly there were 1,312 members": when, not whose."""
        if not any(self._norms[i] in self._words["existence"] for i in range(organ + 1, mention.first)):
            return False
        near = range(max(first, organ - NEAR), organ)
        return any(self._norms[i] in self._words["at_words"] for i in near)

    def _all_of(self, mention: QuantityMention | ShareMention, after: int) -> bool:
        """True for "all 874 members" that follows a token."""
        lead = self.lead(mention)
        return lead > after and self._norms[lead] in self._words["every_one"] | self._language.number_articles

    def repeated(self, mention: ShareMention, clause: Clause) -> bool:
        """True for "more than half" in "more than half of the members (56%)": the exact figure follows."""
        return any(
            other.first > mention.last
            and other.first - mention.last <= REACH
            and self._tokens[other.first - 1].text == "("
            for other in self._context.within(self._context.shares, clause)
        )

    def of_country(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "In Ghana there are about 800,000 cocoa farmers": a whole country's."""
        before = Passage(clause.start, mention.start, "")
        after = Passage(mention.end, clause.end, "")
        named = self._context.words("country", before) or self._context.words("country", after)
        return bool(named) and not self.own_before(mention, clause)

    def beside_scheme(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "organic (2010, 45 members)", "Bird Friendly 2019 (27 farms)": as many as are certified."""
        if clause.kind != "parenthesis" or clause.first < 2:
            return False
        low = max(self.sentence(clause).first, clause.first - 2 * NEAR)
        span = Passage(self._tokens[low].start, self._tokens[clause.first - 1].start, "")
        named = [m.last for kind in ("scheme", "certified") for m in self._context.words(kind, span)]
        between = range(max(named, default=0) + 1, clause.first - 1)
        linking = self._words["after_count"]  # "Bird Friendly since 2019 (27 farms)"
        return bool(named) and all(
            self._tokens[i].kind != "word" or self._norms[i] in linking for i in between
        )

    def about_uses(self, clause: Clause) -> bool:
        """True under a heading of premium uses, where numbers are of those who got something."""
        number = self.sentence(clause).block
        heading = self._context.heading(number)
        return heading is not None and (
            self._context.has("premium", heading) or self._context.has("section", heading, "uses", "money")
        )
