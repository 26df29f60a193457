"""Turns of phrase that count a membership: "What were four clubs are thirty-one", "The 55 have become 178"."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_beginnings import BeginningSigns
from acopio.reading.membership_nouns import GENDERS, NEAR, ORGANIZATIONS, PEOPLE
from acopio.reading.quantity_mentions import QuantityMention

_APART: Final = 10  # tokens between two numbers of one pair
_OPENING: Final = 2
_FEW: Final = 5  # fewer people than that, without a noun, are seldom a part of a membership


class IdiomSigns(BeginningSigns):
    """What tells by its turn of phrase that a number is a membership or a part of it."""

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
        if self._norms[lead] in self._language.infinitive:  # "86 new members, bringing the total to 714"
            counted = any(
                q.unit is not None
                for q in self._context.within(self._context.quantities, self.sentence(clause))
            )
            return people and counted and lead - 1 in tally
        return self._norms[lead] in self._words["at_words"] and any(0 < lead - last <= 2 for last in tally)

    def paired(self, mention: QuantityMention, clause: Clause, counted: dict[int, str]) -> bool:
        """True for the second of "26 societies with 14,000 farmers", "in 38 groups": beside one that was taken."""
        unit = mention.unit.value if mention.unit else ""
        lead = self.lead(mention)
        if self._norms[lead] in self._words["our_words"]:
            lead -= 1  # "The eight co-ops and their 4,200 farmers"
        if self._norms[lead] not in self._words["pairing"] and self._tokens[lead].text != "(":
            return False
        told = [
            q
            for q in self._context.within(self._context.quantities, self.sentence(clause))
            if q.last < mention.first
            and (counted.get(q.start) == "all" or counted.get(q.start) in GENDERS)
            and not q.measure
        ]
        if not told or self.lead(mention) - self._context.token_at(told[-1].noun_end - 1) > _APART:
            return False
        other = told[-1].unit.value if told[-1].unit else "member"
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

    def left_over(self, mention: QuantityMention) -> bool:
        """True for "fewer than 300 members were left", "only 300 members remained"."""
        index = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        said = False
        while (
            index < len(self._norms) and self._norms[index] in self._words["copulas"] | self._words["focus"]
        ):
            said, index = True, index + 1
        if index >= len(self._norms):
            return False
        norm = self._norms[index]
        before = self._norms[self.lead(mention)] in self._words["remaining"]
        return before or norm in self._words["remaining"] or (said and norm in self._words["left"])

    def brought_together(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The cooperative brings up to 2,000 growers together"."""
        lead = self.lead(mention)
        if lead <= clause.first or self._norms[lead] not in self._words["bringing"]:
            return False
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        together = any(word in self._words["together"] for word in self._norms[end : end + 2])
        return together and self._context.subject(clause).who != "other" and not self.speaks_of_others(clause)

    def where_were(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the unit of 136 in "Where there were 40 families, there are now 136"."""
        sentence = self.sentence(clause)
        if not self.there_is(mention, clause) or sentence.first == clause.first:
            return ""
        told = [
            q
            for q in self._context.within(self._context.quantities, sentence)
            if q.last < mention.first
            and q.unit is not None
            and self.there_is(q, clause._replace(first=sentence.first))
        ]
        unit = told[-1].unit.value if told and told[-1].unit else ""
        return unit if unit in PEOPLE - {"worker"} else ""

    def small_at(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Small, at 87 members, but stubborn": an aside that gives its size."""
        lead = self.lead(mention)
        if lead < self.sentence(clause).first or self._norms[lead] not in self._words["at_words"]:
            return False
        opens = lead == self.sentence(clause).first or self._tokens[lead - 1].kind != "word"
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        return opens and end < len(self._tokens) and self._tokens[end].text in (",", ")", "–", "—", ";")

    def through_them(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "12 societies, and through them 3,480 growers"."""
        lead = self.lead(mention)
        first = self.sentence(clause).first
        words = self._words
        return (
            lead - 1 >= first
            and self._norms[lead] in words["them"]
            and self._norms[lead - 1] in words["through_words"]
        )

    def it_is(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "In 2012 there were 300; five years on it was 510", "They're 874 today"."""
        lead = self.lead(mention)
        if lead < clause.first or self._norms[lead] not in self._words["copulas"]:
            return False
        if self._pronoun(lead) == "they":
            return True
        return lead > clause.first and (self.is_it(lead - 1) or self._pronoun(lead - 1) == "they")

    def were_they(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the people of "En un principio eran 112", where a verb without a subject takes them up."""
        lead, subject = self.lead(mention), self._context.subject(clause)
        dropped = self._language.pro_drop and subject.first is None and subject.who in ("self", "members")
        said = lead >= clause.first and self._norms[lead] in self._words["existence_verbs"]
        if not dropped or not said or self._norms[lead] not in self._words["copulas"]:
            return ""
        sentence = self.sentence(clause)
        low = self._context.sentences[max(0, sentence.index - 1)]
        start = low.start if low.block == sentence.block else sentence.start
        found = [m.value for m in self._context.words("unit", Passage(start, sentence.end, ""))]
        return found[-1] if found and found[-1] in PEOPLE - {"worker"} else ""

    def _pronoun(self, index: int) -> str:
        """Return which pronoun a token is, no possessive: "they"."""
        token = self._tokens[index]
        found = self._context.words("pronoun", Passage(token.start, token.end, ""))
        return found[0].value if found and token.norm not in self._words["our_words"] else ""

    def answers(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the unit of 655 in "How many members does it have? 655 at the end of 2021"."""
        sentence = self.sentence(clause)
        if sentence.index == 0 or mention.first - sentence.first > _OPENING:
            return ""
        before = self._context.sentences[sentence.index - 1]
        if "?" not in self._context.text[before.end - 1 : before.end + 1]:
            return ""
        if before.last - before.first > 2 * _APART:
            return ""
        asked = any(self._norms[i] in self._words["asked"] for i in range(before.first, before.last + 1))
        units = [m.value for m in self._context.words("unit", before) if m.value in PEOPLE - {"worker"}]
        return units[0] if asked and units else ""

    def women_asked(self, mention: QuantityMention, clause: Clause) -> Mention | None:
        """Return the women of "How many women? Fewer than we would like: 512"."""
        sentence = self.sentence(clause)
        if sentence.index == 0 or sentence.last - mention.last > NEAR or mention.unit is not None:
            return None
        before = self._context.sentences[sentence.index - 1]
        if before.last - before.first > _APART:
            return None
        asked = any(self._norms[i] in self._words["asked"] for i in range(before.first, before.last + 1))
        parts = [m for m in self._context.words("part", before) if m.value in GENDERS]
        return parts[0] if asked and len(parts) == 1 else None

    def of_lot(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The lot comes from 21 members": some of them."""
        if self._norms[self.lead(mention)] not in self._words["sourcing"]:
            return False
        return any(self._norms[i] in self._words["lots"] for i in range(clause.first, mention.first))

    def stands_at(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "They're at 412 members today", "Membership is at 412"."""
        lead = self.lead(mention)
        if lead <= clause.first or self._norms[lead] not in self._words["at_words"]:
            return False
        near = range(max(clause.first, lead - 2), lead)  # "has been stable at 1,430"
        return any(self._norms[i] in self._words["copulas"] for i in near)

    def in_all(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "forty groups all told", where nothing but the sum is said."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        own = self._context.subject(clause).who in ("self", "members") and not self.speaks_of_others(clause)
        return own and any(m.first == end and m.last > m.first for m in self._context.words("tally", clause))

    def each_of(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Each of the 640 farmers delivers …"."""
        the = mention.first - 1
        opening = the > clause.first and self._norms[the] in self._language.definite
        if opening and the - 1 - clause.first <= 1 and self._norms[the - 1] in self._words["quantifying"]:
            return not self.foreign(clause)  # "Not all the 1,080 households"
        if the == clause.first + 1 and self._norms[the] in self._language.definite:
            later = [
                q for q in self._context.within(self._context.quantities, clause) if q.first > mention.last
            ]
            opens = self._norms[clause.first] in self._words["of_words"]
            if opens and later and later[0].unit is None and mention.unit is not None:
                return not self.foreign(clause)  # "Of the 455 members 380 have planted trees"
        if the - 2 < clause.first or self._norms[the] not in self._language.definite:
            return False
        shares = self._context.within(self._context.shares, clause)
        if self._norms[the - 1] in self._words["of_words"] and any(s.last == the - 2 for s in shares):
            return clause.finite is not None and not self.foreign(clause)  # "Half of the 780 farmers are"
        counted = self._norms[the - 2] in self._words["distributive"] | self._words["quantifying"]
        return counted and self._norms[the - 1] in self._words["of_words"] and not self.foreign(clause)

    def distributed(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "each of which has between 20 and 80 members", "every society has about 50 members"."""
        said = [
            i for i in range(clause.first, mention.first) if self._norms[i] in self._words["distributive"]
        ]
        verbs = [v.first for v in self._context.words("counting", clause) if v.last < mention.first]
        return bool(said and verbs) and said[-1] < verbs[-1]

    def distributed_before(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where the sentence begins with "each", "every": what is counted after is the sum."""
        first = self.sentence(clause).first
        return any(
            self._norms[i] in self._words["distributive"] for i in range(first, min(first + 2, mention.first))
        )

    def makes_up(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Counted by head that makes close to 2,300 farmers"."""
        lead = self.lead(mention)
        if lead <= clause.first or self._norms[lead] not in self._words["summing"]:
            return False
        return self._norms[lead - 1] in self._language.relative_words | self._words["them"]

    def here(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "There are now 63 growers", said of no place, or "in Valle Verde"."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        if end > clause.last or end >= len(self._norms):
            return self._norms[mention.first - 1] in self._words["focus"]
        if self._tokens[end].kind != "word":
            block = self._context.block_of(clause)
            opens = block.start == clause.start and self._norms[clause.first] in self._words["existence"]
            return opens or self._norms[mention.first - 1] in self._words["focus"]
        if self._norms[end] not in self._language.prepositions:
            return False
        return any(self.own_at(i) for i in range(end + 1, min(end + 3, clause.last + 1)))

    def acts_alone(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Some 120 have planted trees", "88 live above 1,800 metres": the number is the subject."""
        if mention.unit is not None or mention.part or mention.first - clause.first > 1:
            return False
        if (mention.quantity.value or _FEW) < _FEW:
            return False  # "Two retired schoolteachers, …"
        verb = mention.last + 1
        if verb >= clause.last or self._tokens[verb].kind != "word":
            return False
        finite = self._language.is_finite(self._norms[verb])
        return finite and self._norms[verb] not in self._words["attending"]

    def newcomers(self, mention: QuantityMention) -> bool:
        """True for "admitted 55 new members"."""
        if mention.unit is None:
            return False
        return any(
            self._norms[i] in self._words["newcomers"] for i in range(mention.last + 1, mention.unit.first)
        )

    def labelled_with(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Organisation: co-operative with 640 members": nothing but what it is, and its size."""
        lead = self.lead(mention)
        if clause.finite is not None or self._norms[lead] not in self._words["with_words"]:
            return False
        block = self._context.block_of(clause)
        heads = [m for m in self._context.words("generic", clause) if m.last == lead - 1]
        return bool(heads) and bool(block.label) and heads[0].first - clause.first <= _OPENING

    def on_organ(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "five women sit on the nine-strong board"."""
        stop = min(mention.last + 2 * NEAR, clause.last)
        for index in range(mention.last + 1, stop + 1):
            if self._tokens[index].kind == "break" or self._tokens[index].text == ",":
                return False
            if self._norms[index] in self._words["organs"]:
                return True
        return False

    def goes_on(self, mention: QuantityMention, clause: Clause, counted: dict[int, str]) -> bool:
        """True for the last of "stood at 1,046, 2,391 five years later and 2,875 last year"."""
        lead = self.lead(mention)
        joined = self._tokens[lead].text == "," or self._norms[lead] in self._language.number_joiners
        if not joined or not self._context.words("growth", clause):
            return False
        before = [
            q
            for q in self._context.within(self._context.quantities, clause)
            if q.last < mention.first and not q.measure
        ]
        return bool(before) and before[-1].unit is None and counted.get(before[-1].start) == "all"

    def dated_like(self, mention: QuantityMention, clause: Clause, counted: dict[int, str]) -> bool:
        """True for 31 in "there were 12 in 2005 and 31 in 2021"."""
        lead = self.lead(mention)
        if self._tokens[lead].text != "," and self._norms[lead] not in self._language.number_joiners:
            return False
        near = self._context.within(self._context.quantities, self.sentence(clause))
        before = [q for q in near if q.last < mention.first and not q.measure]
        if not before or counted.get(before[-1].start) != "all":
            return False
        return self._timed(mention) and self._timed(before[-1])

    def _timed(self, mention: QuantityMention) -> bool:
        """True for "31 in 2021", "850 at the height of the boom", "today 564"."""
        if self._date_follows(mention) or self._norms[mention.first - 1] in self._words["nowadays"]:
            return True
        words = self._words
        at = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        if at >= len(self._norms) or self._norms[at] not in words["at_words"] | words["in_words"]:
            return False
        stop = min(at + NEAR, len(self._norms))
        moments = words["adverbials"] | words["levels"] | words["ranks"]
        return any(self._norms[i] in moments for i in range(at + 1, stop))

    def _date_follows(self, mention: QuantityMention) -> bool:
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        stop = min(end + 2, len(self._tokens) - 1)
        near = Passage(self._tokens[min(end, stop)].start, self._tokens[stop].end, "")
        return bool(self._context.within(self._context.dates, near))
