"""Parts of a membership: women, men, those who do or have something, shares of the whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from acopio.claims.records import CountClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.membership_nouns import GENDERS, NEAR, ORGANIZATIONS, PEOPLE
from acopio.reading.membership_sections import SectionSigns
from acopio.reading.membership_verdict import Verdict
from acopio.reading.quantity_mentions import QuantityMention, ShareMention
from acopio.reading.span import Span

_WITHIN: Final = 3  # tokens between "of whom" and its number, a number and its verb
_SETTING: Final = frozenset({"community"})  # "1,200 members in 14 villages, of whom 210 are women"
_FEW: Final = 5  # fewer people than that are named for what they did, not counted
_LOOK_BACK: Final = 5  # numbers among which "of whom" finds the one it takes up


class PartRules(SectionSigns):
    """The rules for parts of a membership; they need to know what was counted before."""

    def __init__(self, context: ReadingContext, hired: bool) -> None:
        """Begin with what the people are called where the text does not say."""
        super().__init__(context, hired)
        self.last_unit = self.last_people = "worker" if hired else "member"
        self.last_part = "all"
        self.last_sentence = -1
        self.last_share: tuple[ShareMention, Verdict] | None = None
        self._whole = {"people": 0, "organizations": 0}  # the greatest numbers told so far
        self._told: set[str] = set()  # the units that a whole was told in
        self._counted: dict[int, str] = {}  # the parts of the numbers that were taken, by where they stand
        self._starts = [quantity.start for quantity in context.quantities]

    def note(self, verdict: Verdict, mention: QuantityMention | ShareMention) -> None:
        """Remember what was counted, for numbers that leave it out."""
        self._counted[mention.start] = verdict.part
        self.last_part = verdict.part
        if isinstance(mention, ShareMention):
            self.last_share = (mention, verdict)
        sentence = self._context.sentence_at(mention.start)
        self.last_sentence = sentence.index if sentence else -1
        if verdict.part == "all":
            self.last_unit = verdict.unit
            if verdict.unit in PEOPLE:
                self.last_people = verdict.unit
            if isinstance(mention, QuantityMention):
                self.note_whole(verdict.unit, mention.quantity.value)

    def note_labelled(self, claims: Sequence[CountClaim]) -> None:
        """Remember what labels and tables have told."""
        for claim in claims:
            if claim.quantity is not None and claim.part == "all":
                self.note_whole(claim.unit, claim.quantity.value)
            low = bisect_left(self._starts, claim.passage.start)
            starts = [s for s in self._starts[low : low + _LOOK_BACK] if s < claim.passage.end]
            self._counted |= dict.fromkeys(starts, claim.part)

    def note_whole(self, unit: str, value: Decimal | None) -> None:
        """Remember the size of the membership, or how many organisations are in it."""
        kind = "people" if unit in PEOPLE else "organizations"
        self._told.add(unit)
        self._whole[kind] = max(self._whole[kind], int(value or 0))

    def whole_of(self, unit: str) -> int:
        """Return the greatest membership told so far, of people or of organisations; 0 for none."""
        return self._whole["people" if unit in PEOPLE else "organizations"]

    def whole_of_any(self) -> bool:
        """True where a membership of people has been told."""
        return bool(self._whole["people"])

    def within_whole(self, mention: QuantityMention, unit: str) -> bool:
        """True for a number smaller than the membership told before."""
        value = mention.quantity.value or mention.quantity.minimum or 0
        return 0 < value < self.whole_of(unit)

    def _some_of_them(self, mention: QuantityMention) -> bool:
        """True for members fewer than were told before."""
        return (
            mention.unit is not None
            and mention.unit.value == "member"
            and self.within_whole(mention, "member")
        )

    def antecedent_counted(self, mention: QuantityMention | ShareMention, *, unknown: bool = False) -> bool:
        """True where the number before, that "of whom" takes up, was taken for a membership.

        `unknown` is the answer where no number of anything that can be such an antecedent comes before.
        """
        index = bisect_left(self._starts, mention.start)
        for other in reversed(self._context.quantities[max(0, index - _LOOK_BACK) : index]):
            if other.start in self._counted:
                return True
            if (other.measure and unknown) or (other.unit is not None and other.unit.value in _SETTING):
                continue
            if other.unit is not None or not unknown:
                return False
        return unknown

    # Those who do or have something

    def of_part(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge "1,400 of the associates deliver cane", "560 of them", "of whom 380 are certified"."""
        told = bool(self._language.of.at(self._norms, mention.last + 1))
        marks = (i for i in range(mention.last, clause.last + 1) if self._tokens[i].text == ",")
        stop = next(marks, clause.last + 1)
        if any(self._norms[i] in self._words["organs"] for i in range(mention.last, stop)):
            return None  # "seven of them sit on the committee"
        if told:
            return self._partitive(mention, clause, fresh)
        if fresh and self.relating(mention) and self.within_whole(mention, self.last_unit):
            return self.verdict(mention, clause, self.last_unit, "other-subset", "part-relative")
        if mention.unit is None and (tallied := self._tallied_among(mention, clause)):
            return tallied
        if fresh and self.within_whole(mention, self.last_people) and self._parts_alone(mention, clause):
            return self.verdict(mention, clause, self.last_people, "other-subset", "part-alone")
        among = [m for m in self._context.words("among", clause) if 0 < mention.first - m.last <= _WITHIN]
        verb = self.verb_after(mention, clause)
        if verb is None and self._alone_among(among, mention) and self.plain_verb(mention.last + 1):
            verb = mention.last + 1  # "of whom about 450 deliver every year"
        if mention.unit is not None or verb is None or not self.antecedent_counted(mention):
            return None
        acts = verb - mention.last <= _WITHIN
        if acts and (among or self._of_the_whole(mention, clause)):
            part = "certified" if self.certified_after(mention, clause) else "other-subset"
            return self.verdict(mention, clause, self.last_unit, part, "part-among")
        return None

    def _alone_among(self, among: Sequence[Mention], mention: QuantityMention) -> bool:
        """True for "of whom about 450": no verb between, as in "each of them has 26 hives"."""
        return bool(among) and not any(
            self._language.is_finite(self._norms[i]) for i in range(among[-1].last + 1, mention.first)
        )

    def _parts_alone(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Some 120 have planted trees", "230 certified organic", after members were counted."""
        if not self.antecedent_counted(mention) or self.last_part != "all":
            return False
        certified = self._context.words("certified", clause)
        if mention.unit is None and any(m.first == mention.last + 1 for m in certified):
            return True
        return self.acts_alone(mention, clause)

    def _tallied_among(self, mention: QuantityMention, clause: Clause) -> Verdict | None:
        """Judge "The Fijians among them, tenants for once, number 1,127"."""
        sentence = self.sentence(clause)
        among = [m for m in self._context.words("among", sentence) if m.last < mention.first]
        tells = self._norms[self.lead(mention)] in self._words["numbering"]
        if (
            not among
            or not tells
            or not self.ends_here(mention, clause)
            or self.part_before(mention, clause)
            or among[0].first == sentence.first
        ):
            return None
        return self.verdict(mention, clause, self.last_people, "other-subset", "part-tallied")

    def _of_the_whole(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for 380 in "Of the 640 members, 380 …"."""
        first = self.sentence(clause).first
        if self._norms[first] not in self._words["of_words"]:
            return False
        index = bisect_left(self._starts, mention.start) - 1
        return index >= 0 and self._context.quantities[index].first - first <= NEAR

    def _partitive(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        of = self._language.of.at(self._norms, mention.last + 1)
        if not of:
            return None
        low = of[1]
        if self._norms[mention.last] in self._language.collectives and low == mention.last + 2:
            return None  # "une soixantaine de membres"
        if low < len(self._norms) and self._norms[low] in self._words["us"]:
            if self.there_is(mention, clause) or self.we_are(mention, clause):
                return self.verdict(mention, clause, self.last_people, "all", "of-us")
            return None
        pronoun = any(n in self._words["them"] for n in self._norms[low - 1 : low + 1])
        near = 2 * NEAR if low < len(self._norms) and self.own_at(low) else 2
        units = [m for m in self._context.words("unit", clause) if 0 <= m.first - low <= near]
        unit = units[0].value if units else ""
        if unit and unit not in PEOPLE | ORGANIZATIONS:
            return None
        verb = clause.finite is not None
        if (unit == "worker" and not self._hired) or (units and self.genitive(units[0])):
            return None  # "two of the members' daughters"
        verb = verb or (bool(units) and self.plain_verb(units[0].last + 1))
        verb = verb or bool(
            units and self._opening_part(mention, clause)
        )  # "Women hold 38 of the memberships"
        if unit and self._norms[self.lead(mention)] in self._words["for_whom"]:
            return None  # "Organic certification followed for three of the societies"
        if self._norms[self.lead(mention)] in self._words["agents"] and self.founding_told(clause):
            return None  # "was formed by 8 of the groups"
        if unit and self._gathers(mention, clause):
            return self.verdict(mention, clause, unit, "all", "clause-gather")
        if unit in PEOPLE and (mention.quantity.value or _FEW) < _FEW and not self._hired:
            return None  # "Four of our producers have won prizes"
        if unit and (unit == "member" or self.says(units[0])) and verb:
            if self.belongs(mention, clause) and not self._said_to_be(units[0].end, clause):
                return self.verdict(mention, clause, unit, "all", "belonging")
            women = [m for m in self._context.words("part", clause) if low <= m.first <= units[0].last]
            told_part = women[0].value if women and women[0].value in GENDERS else "other-subset"
            if unit in PEOPLE and told_part not in GENDERS:
                told_part = self._opening_part(mention, clause) or told_part
            return self.verdict(mention, clause, unit, told_part, "part-of")
        attends = verb and self._norms[clause.finite or 0] in self._words["attending"]
        smaller = self.within_whole(mention, unit) or (bool(units) and self._whole_beside(mention, units[0]))
        if unit and smaller and verb and not attends and not self._plots(units[0]):
            return self.verdict(mention, clause, unit, "other-subset", "part-of")
        has = self.governing(mention, clause) == "have" and self._context.subject(clause).who == "self"
        if pronoun and not unit and (has or self.there_is(mention, clause)) and not self.whole_of("member"):
            sentence = self.sentence(clause)
            low = self._context.sentences[max(0, sentence.index - 1)].start
            before = self._context.words("unit", Passage(low, sentence.end, ""))
            if any(m.value == "member" and m.last < mention.first for m in before):
                return self.verdict(mention, clause, "member", "all", "of-them")
        if pronoun and not unit and not self.antecedent_counted(mention) and self.belongs(mention, clause):
            return self.verdict(mention, clause, self._unit_taken_up(mention), "all", "belonging")
        if pronoun and not unit and self.set_beside(mention, clause):
            return self.verdict(mention, clause, self.last_people, "all", "set-beside")
        if clause.kind == "list" and mention.first == clause.first and not self._names_people(clause):
            return None  # "Bridges, first of all: four of them"
        if pronoun and not unit and fresh and not attends and self.antecedent_counted(mention):
            whole = self._norms[self.lead(mention)] in self._words["every_one"]
            told_part = "all" if whole else "other-subset"
            return self.verdict(mention, clause, self.last_unit, told_part, "part-of-them")
        return None

    def _gathers(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Valle Verde groups 312 of those smallholders": they are all of its own."""
        own = self._context.subject(clause).who == "self" and not self.speaks_of_others(clause)
        gathers = self.governing(mention, clause) == "gather" and not self.founding_told(clause)
        return own and gathers and not self.whole_of(self.last_people)

    def _opening_part(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the women of "Women hold 480 of the membership cards"."""
        first = self._context.subject(clause).first
        parts = [m for m in self._context.words("part", clause) if m.first == first and m.value in GENDERS]
        return parts[0].value if parts and first is not None and first < mention.first else ""

    def _whole_beside(self, mention: QuantityMention, unit: Mention) -> bool:
        """True for "Eight of the union's 31 societies": the whole stands in the same words."""
        span = Passage(mention.end, unit.end, "")
        near = [q for q in self._context.within(self._context.quantities, span) if q.unit is not None]
        return bool(near) and (near[0].quantity.value or 0) > (mention.quantity.value or 0)

    def _names_people(self, clause: Clause) -> bool:
        """True where the words before a colon speak of people or bodies: what "of them" takes up."""
        label = self.enclosing(clause)
        return any(self._context.words(kind, label) for kind in ("unit", "part", "tally"))

    def _unit_taken_up(self, mention: QuantityMention) -> str:
        """Return the unit of "815 of them": that of the 5,000 growers told before."""
        index = bisect_left(self._starts, mention.start)
        told = [q.unit.value for q in self._context.quantities[max(0, index - _LOOK_BACK) : index] if q.unit]
        return told[-1] if told and told[-1] in PEOPLE else self.last_people

    def _plots(self, unit: Mention) -> bool:
        """True for "68 of its farms": they are counted for the whole only."""
        return any(self._norms[i] in self._words["plots"] for i in range(unit.first, unit.last + 1))

    def part_acting(self, mention: QuantityMention, clause: Clause, unit: str, fresh: bool) -> Verdict | None:
        """Judge people or organisations that do something, fewer than the membership told before."""
        if not self.within_whole(mention, unit) or not self.acts(mention, clause):
            return None
        told = unit in self._told and (fresh or unit in ORGANIZATIONS)
        if unit != "member" and not told:
            return None
        if mention.unit is not None and (self._plots(mention.unit) or self.genitive(mention.unit)):
            return None
        verb = self.verb_after(mention, clause) or 0
        if self._norms[verb] in self._words["attending"] or self.founding(clause, mention):
            return None
        if clause.kind == "subordinate" and self.founding_told(self.sentence(clause)):
            return None  # "The union was formed in 2003, when six groups had followed"
        return self.verdict(mention, clause, unit, "other-subset", "part-acts")

    def announced_part(self, mention: QuantityMention, clause: Clause) -> Mention | None:
        """Return the women of "Women holders of shares: 29"."""
        if clause.kind != "list" or mention.first != clause.first:
            return None
        label = self.enclosing(clause)
        parts = [m for m in self._context.words("part", label) if m.value in GENDERS]
        short = label.finite is None and label.last - label.first <= NEAR
        block = self._context.block_of(clause)
        members = self.whole_of(self.last_people) or any(
            m.value == "member" for m in self._context.words("unit", block)
        )
        return parts[0] if short and parts and members else None

    # Women and men

    def of_gender(
        self, mention: QuantityMention, clause: Clause, part: Mention, fresh: bool
    ) -> Verdict | None:
        """Judge a number of women or men: a part of the members, or other women."""
        among = bool(self._context.words("among", clause))
        members = self.people_of(mention, clause)
        counted = members or bool(self._context.words("tally", clause))
        if counted and part.last < mention.first and mention.unit is None and self.grows(mention, clause):
            return self.verdict(mention, clause, self.last_people, part.value, "growth", part)
        if self._context.subject(clause).who == "other" and not fresh:
            return None
        if self.after_other(clause) or self.on_organ(mention, clause):
            return None
        numbered = self._norms[self.lead(mention)] in self._words["numbering"]
        predicate = self.equated_part(mention, part) or (numbered and part.last < mention.first)
        beside = clause.kind == "parenthesis" or 0 < mention.first - part.last <= 2
        belongs = self.belongs(mention, clause)
        taken_up = fresh and self.antecedent_counted(mention, unknown=True)
        if (
            belongs
            or (members and (among or predicate))
            or (taken_up and (among or predicate or members or beside))
            or self._women_of_it(mention, clause, part, taken_up)
            or (
                bool(self.whole_of(self.last_people))
                and self.antecedent_counted(mention, unknown=True)
                and self.says_part(mention, part, clause)
            )
        ):
            return self.verdict(mention, clause, self.last_people, part.value, "part", part)
        return None

    def _women_of_it(self, mention: QuantityMention, clause: Clause, part: Mention, taken_up: bool) -> bool:
        """True for "has 120 women members", "a cooperative of 85 women", "640 members – 210 women"."""
        if mention.part is None or part.first - mention.last > NEAR:
            return False
        if clause.finite is None and taken_up and self._verbless_after(mention, clause):
            return True
        if self.for_whom(mention, clause):
            return False
        if self.we_are(mention, clause) and not self.we(clause):
            return True
        who = self._context.subject(clause).who
        if who == "other" or self.speaks_of_others(clause) or clause.kind == "relative":
            return False
        governed = self.governing(mention, clause)
        if self.women_in_it(mention, clause):
            return True
        if governed in ("have", "gather") and (who == "self" or self.people_of(mention, clause)):
            return True
        if governed == "employ" and self._hired:
            return True
        if self.there_is(mention, clause) and self.people_of(mention, clause):
            return True
        own = self.own_before(mention, clause) or (
            who == "self" and self._context.subject(clause).first is not None
        )
        return own and self.apposed(mention, clause)

    def _verbless_after(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where a number taken before stands in the same sentence; or the number is a line of its own."""
        block = self._context.block_of(clause)
        if block.start == mention.start and block.end - clause.end <= 1:
            return True  # "933 members", and below it "402 women"
        first = self.sentence(clause).start
        index = bisect_left(self._starts, mention.start) - 1
        return index >= 0 and self._starts[index] >= first and self._starts[index] in self._counted

    def says_part(self, mention: QuantityMention | ShareMention, part: Mention, clause: Clause) -> bool:
        """True for "One in four is a woman now", the whole clause."""
        if mention.first - clause.first > 1 or mention.unit is not None or part.first < mention.last:
            return False
        between = range(mention.last + 1, part.first)
        words = self._words["copulas"] | self._language.number_articles | self._words["focus"]
        return 1 <= len(between) <= _WITHIN and all(self._norms[i] in words for i in between)

    def verdict(
        self, mention: Span, clause: Clause, unit: str, part: str, rule: str, word: Mention | None = None
    ) -> Verdict:
        """Return a verdict whose words are the clause, with the number and the word that names the part."""
        start = min(clause.start, mention.start, word.start if word else mention.start)
        noun_end = getattr(mention, "noun_end", mention.end)
        end = max(clause.end, noun_end, word.end if word else 0)
        if part == "other-subset":
            part = self._said_to_be(noun_end, clause) or part
        return Verdict(unit, part, rule, start, end)

    def _said_to_be(self, noun_end: int, clause: Clause) -> str | None:
        """Return the women of "260 members are women who farm": who a part of the members is said to be."""
        after = range(self._context.token_at(noun_end), clause.last + 1)
        verb = next((i for i in after if self._norms[i] in self._words["copulas"]), None)
        if verb is None:
            return None
        near = (m for m in self._context.words("part", clause) if m.value in GENDERS and not self.genitive(m))
        return next((m.value for m in near if 0 < m.first - verb <= 2), None)
