"""What a number of people or organisations says in its clause: the membership, a part of it, or neither."""

from __future__ import annotations

from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.membership_alone import AloneRules
from acopio.reading.membership_nouns import NEAR, ORGANIZATIONS, PEOPLE, REACH
from acopio.reading.membership_verdict import Verdict
from acopio.reading.quantity_mentions import QuantityMention

_FEW: Final = 5  # fewer members than that, said in passing, are those of a board or a family
_ADJACENT: Final = 2  # tokens from a certificate to "which"
_ALONE: Final = 10  # a smaller number without a noun is rarely a membership


class CountRules(AloneRules):
    """The rules of one document; `hired` tells that workers are who the organisation is made of."""

    def of_quantity(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge a number; `fresh` tells that a membership was counted in this or the last sentence."""
        if mention.measure or mention.loose or self.excluded(mention, clause):
            return None
        if self.of_own(mention) and not self.within_whole(mention, "member"):
            told = mention.unit.value if mention.unit else "member"
            return self.verdict(mention, clause, told, "all", "of-own")
        if self.foreign(clause):
            return None
        if self.of_organ(mention, clause) or self.after_other(clause):
            return None
        if self.of_others(mention) and not (
            self.of_area(mention) and self.governing(mention, clause) == "have"
        ):
            return None
        if self.find_seasonal_work(mention) and self._context.subject(clause).who != "other":
            return self.verdict(mention, clause, "worker", "other-subset", "seasonal")
        lead = self.lead(mention)
        if self._norms[lead] in self._words["with_words"] and self.of_another_body(lead - 1, clause):
            return None  # "represented by a union with 40,000 members"
        bracketed = self.bracketed(mention, clause, fresh)
        if bracketed is not None:
            return bracketed
        women = self.women_asked(mention, clause)
        if women is not None and self.whole_of(self.last_people):
            return self.verdict(mention, clause, self.last_people, women.value, "answer")
        section = self.section_of(mention, clause)
        if section is not None:
            return self._of_section(mention, clause, section)
        gender = self.gender(mention, clause)
        unit = mention.unit.value if mention.unit else None
        if gender is not None:
            return self.of_gender(mention, clause, gender, fresh)
        part = self.of_part(mention, clause, fresh)
        if part is not None:
            return part
        if unit is None and self.mixed(mention):
            unit = "people"
        if unit is None:
            return self.without_unit(mention, clause, fresh)
        if self.for_whom(mention, clause):
            return self._done_for(mention, clause, unit)
        if unit == "community" and self._constituents(mention, clause):
            return self.verdict(mention, clause, "group", "all", "clause-gather")
        if unit not in PEOPLE | ORGANIZATIONS:
            return self._of_people(mention, clause) if unit == "people" else None
        if unit == "worker" and not self._hired:
            return None
        return self._with_unit(mention, clause, unit, fresh)

    def _of_section(self, mention: QuantityMention, clause: Clause, part: str) -> Verdict | None:
        """Judge the members of a body inside the organisation: "the women's section, which has 96 members"."""
        value = mention.quantity.value or mention.quantity.minimum or mention.quantity.maximum or 0
        unit = mention.unit.value if mention.unit else "member"
        if unit not in PEOPLE or value < _ALONE:
            return None
        counts = self.governing(mention, clause) in ("have", "gather", "deal")
        if not (
            counts or self.grows(mention, clause) or self.numbering(mention, clause) or self._with(mention)
        ):
            return None
        return self.verdict(mention, clause, unit, part, "section")

    def _with(self, mention: QuantityMention) -> bool:
        return self._norms[self.lead(mention)] in self._words["with_words"]

    def _of_people(self, mention: QuantityMention, clause: Clause) -> Verdict | None:
        """Judge "people": those who belong to it, or whom it employs."""
        if self.speaks_of_others(clause):
            return None
        if self.mixed(mention) and self.set_beside(mention, clause):
            return self.verdict(mention, clause, self.last_people, "all", "set-beside")
        if not self._hired and self.governing(mention, clause) == "employ":
            return None
        if self.find_seasonal_work(mention):
            return self.verdict(mention, clause, "worker", "other-subset", "seasonal")
        if self.under_age(mention):
            told = self.whole_of(self.last_people) or self.people_of(mention, clause)
            return (
                self.verdict(mention, clause, self.last_people, "other-subset", "part-aged") if told else None
            )
        numbered = {q.unit.first for q in self._context.within(self._context.quantities, clause) if q.unit}
        said = [
            m for m in self._context.words("unit", clause) if m.value == "member" and m.first not in numbered
        ]
        said = [m for m in said if self._norms[m.first - 1] not in self._language.prepositions]
        if not self.mixed(mention) and self.begun_with(mention, clause):
            return self.verdict(mention, clause, self.last_people, "all", "begun")
        if self.belongs(mention, clause) or (said and not self.mixed(mention)):
            return self.verdict(mention, clause, self.last_people, "all", "belonging")
        if self._hired and self.governing(mention, clause) == "employ":
            return self.verdict(mention, clause, "worker", "all", "employs")
        verb = self.verb_after(mention, clause)
        large = (mention.quantity.value or 0) >= _FEW * _ALONE
        idle = self._words["attending"] | self._words["copulas"]
        at_work = verb is not None and self._norms[verb] not in idle
        if self._hired and large and (at_work or self.works(mention)) and not self.whole_of("worker"):
            return self.verdict(mention, clause, "worker", "all", "at-work")
        return None

    def _constituents(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The union represents 24 communities": they are its members."""
        if mention.unit is None or self._norms[mention.unit.first] not in self._words["constituents"]:
            return False
        others = [q for q in self._context.within(self._context.quantities, clause) if q.unit is not None]
        own = self._context.subject(clause).who == "self" and not self.speaks_of_others(clause)
        return own and others[0] is mention and self.governing(mention, clause) == "gather"

    def _of_certificate(self, clause: Clause) -> bool:
        """True for "organic certification, which covers 312 growers"."""
        if self._certificates_cover(clause):
            return True
        if clause.kind != "relative" or not clause.index:
            return False
        before = self._context.clauses[clause.index - 1]
        ends = [m.last for kind in ("scheme", "certified") for m in self._context.words(kind, before)]
        return before.sentence == clause.sentence and bool(ends) and clause.first - max(ends) <= _ADJACENT

    def _certificates_cover(self, clause: Clause) -> bool:
        """True for "They cover the cane of 281 members" after a sentence on certificates."""
        sentence = self.sentence(clause)
        if clause.finite is None and clause.first + 1 <= clause.last:
            verb = clause.first + 1
        else:
            verb = clause.finite or clause.first
        if self._norms[verb] not in self._words["covering"] or verb - clause.first != 1 or not sentence.index:
            return False
        before = self._context.sentences[sentence.index - 1]
        opens = self._norms[clause.first] in self._words["taking_up"]
        told = self._context.has("scheme", before) or self._context.has("label", before, "certification")
        return opens and before.block == sentence.block and told

    def _done_for(self, mention: QuantityMention, clause: Clause, unit: str) -> Verdict | None:
        """Judge those something is done for: members are a part of the members."""
        who = self._context.subject(clause).who
        if unit == "member" and who != "other" and self.within_whole(mention, unit):
            return self.verdict(mention, clause, unit, "other-subset", "part-for")
        return None

    def _with_unit(self, mention: QuantityMention, clause: Clause, unit: str, fresh: bool) -> Verdict | None:
        who = self._context.subject(clause).who
        if self.one_of(mention, clause) and unit == "member":
            return None
        if unit in PEOPLE and self._of_certificate(clause):
            return self.verdict(mention, clause, unit, "certified", "part-certified")
        if unit == "worker" and self.seasonal(mention):
            return None if who == "other" else self.verdict(mention, clause, unit, "other-subset", "seasonal")
        if self.newcomers(mention):
            told = who != "other" and self.within_whole(mention, unit)
            return self.verdict(mention, clause, unit, "other-subset", "newcomers") if told else None
        if unit in PEOPLE and self.under_age(mention):
            told = who != "other" and (self.says_member(mention) or self.within_whole(mention, unit))
            return self.verdict(mention, clause, unit, "other-subset", "part-aged") if told else None
        if unit in PEOPLE and self.beside_scheme(mention, clause):
            told = who != "other" and not self._plots_of(mention)
            return self.verdict(mention, clause, unit, "certified", "part-certified") if told else None
        if unit != "worker" and unit in PEOPLE and self.of_lot(mention, clause):
            told = who != "other" and self.says_member(mention)
            return self.verdict(mention, clause, unit, "other-subset", "part-lot") if told else None
        if says_where := self.in_one_place(mention, clause):
            return self.verdict(mention, clause, unit, says_where, "part-place") if who != "other" else None
        if who != "other" and self.of_ranked(mention, clause, federated=bool(self.whole_of("group"))):
            return self.verdict(mention, clause, unit, "other-subset", "part-ranked")
        if unit in PEOPLE and who != "other" and self._certified_by(mention, clause):
            return self.verdict(mention, clause, unit, "certified", "part-certified")
        rule = self._whole_rule(mention, clause, unit, fresh)
        if rule:
            return self.verdict(mention, clause, unit, "all", rule)
        if self.listed(mention, clause) and fresh:
            return self.verdict(mention, clause, unit, "other-subset", "part-listed")
        if who == "other" or self.speaks_of_others(clause):
            return None
        if unit == "member" and self.certified_after(mention, clause):
            return self.verdict(mention, clause, unit, "certified", "part-certified")
        if self._marked_off(mention, clause, unit):
            return self.verdict(mention, clause, unit, "other-subset", "part-marked")
        acting = self.part_acting(mention, clause, unit, fresh)
        if acting is not None:
            return acting
        return self._said_members(mention, clause, unit)

    def _certified_by(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "has 1,150 farmers certified organic": as many as are certified."""
        if mention.unit is None or not self.governing(mention, clause):
            return False
        after = mention.unit.last + 1
        certified = [m for m in self._context.words("certified", clause) if m.first == after]
        if not certified:
            return False
        near = (after, certified[0].last + 1)
        return any(m.first in near for m in self._context.words("scheme", clause))

    def _plots_of(self, mention: QuantityMention) -> bool:
        return mention.unit is not None and self._norms[mention.unit.last] in self._words["plots"]

    def _marked_off(self, mention: QuantityMention, clause: Clause, unit: str) -> bool:
        """True for "the poorest 150 members", "the 12 societies bordering …", "Seven societies (640 growers)"."""
        if self.ranked(mention):
            return unit == "member"
        if not self.within_whole(mention, unit):
            return False
        return (unit in ORGANIZATIONS and self.bordering(mention, clause)) or (
            clause.kind == "parenthesis" and self._of_counted(clause.first - 1)
        )

    def _said_members(self, mention: QuantityMention, clause: Clause, unit: str) -> Verdict | None:
        """Judge members told in passing: of whom something is said, to whom something is given."""
        value = mention.quantity.value or mention.quantity.minimum or 0
        if unit != "member" or value < _FEW or (mention.unit and self.genitive(mention.unit)):
            return None
        if self.founding(clause, mention) or self.hoped(mention, clause) or clause.finite is None:
            return None
        known = self.whole_of(unit)
        verb = self.verb_after(mention, clause)
        supposed = verb is not None and self._norms[verb] in self._words["wishing"]
        if verb is not None and self._norms[verb] in self._words["attending"] - self._words["copulas"]:
            return None  # "About 60 members came to the meeting"
        if (known and value < known) or (self.acts(mention, clause) and not supposed):
            return self.verdict(mention, clause, unit, "other-subset", "part-said")
        before = self.before(mention, clause)
        if not known and before in self._words["of_words"] and not self.about_uses(clause):
            return self.verdict(mention, clause, unit, "all", "said")
        if not known and before in self._language.prepositions:
            return self.verdict(mention, clause, unit, "other-subset", "part-said")
        return None

    def _whole_rule(self, mention: QuantityMention, clause: Clause, unit: str, fresh: bool) -> str | None:
        """Return the name of the rule by which a number of people or organisations is the membership."""
        who = self._context.subject(clause).who
        governed = self.governing(mention, clause)
        founding = self.founding(clause, mention)
        certified = bool(mention.part) or self.certified_after(mention, clause)
        if self.hoped(mention, clause) or self.distributed(mention, clause):
            return None
        if self._hired and unit in ("farmer", "producer") and not self.says_member(mention):
            return None  # those a plantation or company buys from beside its own
        if self.belongs(mention, clause) and who != "other" and not founding:
            return "belonging"
        before = self.before(mention, clause)
        owned = (
            bool(before) and self._tokens[self.lead(mention)].possessive and self.own_before(mention, clause)
        )
        says_member = unit == "member" or self.says_member(mention)
        if owned and unit in ORGANIZATIONS and not founding and not self.another_kind(clause):
            return "possessive"
        if (owned or before in self._words["possessives"]) and says_member and not certified and not founding:
            return "possessive"
        if unit in PEOPLE and not certified and not founding and self.owned_beside(mention):
            return "possessive"
        large = (mention.quantity.value or mention.quantity.minimum or 0) >= _ALONE
        owned = large and not certified and not founding and self.owned_people(mention, clause)
        if owned and not self.within_whole(mention, unit) and not self.speaks_of_others(clause):
            return "possessive"
        if who == "other" and not self.own_before(mention, clause) and not self.heralds(clause):
            return None
        if governed == "deal" and who == "self" and not self.speaks_of_others(clause):
            return "clause-deal"
        told = not self.speaks_of_others(clause) or self.heralds(clause) or self.owned_verb(mention, clause)
        if governed in ("have", "gather") and told:
            crowd = who == "members" and unit in PEOPLE and not self.own_before(mention, clause)
            crowd = crowd and not self.societies(clause)
            if not crowd or (says_member and mention.first > (clause.finite or 0)):
                return f"clause-{governed}"
        if governed == "employ" and unit in ("worker", "artisan"):
            return "employs"
        if unit == "worker" and self.works(mention) and not self.whole_of(unit):
            return "at-work"
        if says_member and not certified and self.left_over(mention):
            return "left"
        if self.through_them(mention, clause) and unit in PEOPLE and (fresh or self._counted):
            return "paired"
        if self.grows_from(mention, clause):
            return "growth"
        own = self.own_before(mention, clause) and not self.another_kind(clause)
        if own and self.apposed(mention, clause):
            return "apposition"
        if mention.part and mention.part.value == "founders":
            return None
        if self.ranked(mention) or (unit in ORGANIZATIONS and self.bordering(mention, clause)):
            return None
        if self.what_was(mention, clause) or self.has_become(mention, clause):
            return "become"
        if self.begun_with(mention, clause):
            return "begun"
        if self.paired(mention, clause, self._counted):
            return "paired"
        if not certified and self.segment(mention, clause):
            return "segment"
        if self.persuaded(mention) and unit in PEOPLE:
            return "begun"
        if founding:
            return None
        rules = (
            ("apposition", unit in PEOPLE and not certified and self.named_apposed(mention, clause)),
            ("producing", unit in PEOPLE and not certified and self.producing(mention, clause)),
            ("compound", unit == "member" and self.compounded(mention, clause)),
            ("counted", says_member and self.counted_after(mention, clause)),
            ("growth", self.grows(mention, clause) and not self.speaks_of_others(clause)),
            (
                "apposition",
                self.apposed(mention, clause) and (not self.speaks_of_others(clause) or self.heralds(clause)),
            ),
            (
                "existence",
                (says_member or fresh or (unit in PEOPLE and self.here(mention, clause)))
                and self.there_is(mention, clause)
                and not self.of_country(mention, clause)
                and not self.restricted(mention, clause),
            ),
            ("equation", self.equated(mention, clause) or self.stands_at(mention, clause)),
            ("equation", unit in PEOPLE and not certified and self.beside_equated(mention, clause)),
            ("told", says_member and self.told_by(mention, clause)),
            ("gathered", self.brought_together(mention, clause)),
            ("apposition", unit in PEOPLE and self.members_apposed(mention, clause)),
            ("apposition", unit in ORGANIZATIONS and self.joint_body(mention, clause)),
            ("answer", unit == self.answers(mention, clause)),
            ("gathered", self.announced_after(mention, clause)),
            ("at-own", large and unit in PEOPLE and not certified and self.at_own(mention, clause)),
            (
                "behind",
                unit in PEOPLE and self.behind_it(mention, clause) and not self.speaks_of_others(clause),
            ),
            ("equation", unit in PEOPLE and self.who_are(mention, clause)),
            ("apposition", says_member and self.small_at(mention, clause)),
            ("each-of", self.each_of(mention, clause) and not self.within_whole(mention, unit)),
            ("in-all", self.in_all(mention, clause)),
            ("sum", unit in PEOPLE and fresh and self.makes_up(mention, clause)),
            ("apposition", says_member and self.labelled_with(mention, clause)),
            ("tally", self.inverted(mention, clause)),
            ("fragment", self.fragment(mention, clause)),
            ("strong", self.strong(mention, clause)),
            (
                "supply",
                unit in PEOPLE
                and not certified
                and (
                    self.supplying(mention, clause)
                    or (unit != "member" and not self.whole_of(unit) and self.produce_from(mention, clause))
                ),
            ),
            (
                "in-groups",
                unit in ORGANIZATIONS
                and (
                    ((fresh or who == "members") and before in self._words["in_words"])
                    or (self.one_of(mention, clause) and who != "self" and self._not_anothers(mention))
                    or self._its_own(mention, clause)
                ),
            ),
        )
        return next((name for name, holds in rules if holds), None)

    def societies(self, clause: Clause) -> bool:
        """True for "The co-operatives count 3,140 producers": the member organisations are the subject."""
        first = self._context.subject(clause).first
        if first is None:
            return False
        if any(m.first == first for m in self._context.words("tally", clause)):
            return True  # "Membership now runs to 1,530 families"
        units = [m for m in self._context.words("unit", clause) if first <= m.last]
        return bool(units) and units[0].first - first <= NEAR and units[0].value in ORGANIZATIONS

    def _not_anothers(self, mention: QuantityMention) -> bool:
        """False for "one of eleven groups under the Hill Growers' Union", "of five that we buy from"."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start))
        if end + 1 < len(self._norms) and self._norms[end + 1] in self._language.relative_words:
            return False
        return not any(i in self._others for i in range(end, end + REACH))

    def _its_own(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The 19 societies of the union"."""
        if mention.unit is None or self.before(mention, clause) not in self._language.definite:
            return False
        first = mention.unit.last + 1
        of = first < clause.last and self._norms[first] in self._words["of_words"]
        return of and any(self._context.is_self(i) for i in range(first + 1, min(first + 4, clause.last + 1)))
