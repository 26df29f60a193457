"""What a number of people or organisations says in its clause: the membership, a part of it, or neither."""

from __future__ import annotations

from typing import NamedTuple

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext, Span
from acopio.reading.lexicon import Mention
from acopio.reading.membership_nouns import GENDERS, ORGANIZATIONS, PEOPLE, REACH
from acopio.reading.membership_signs import CountSigns
from acopio.reading.quantities import QuantityMention, ShareMention


class Verdict(NamedTuple):
    """What a number says: its unit, its part, the rule that tells so, and how far the words reach."""

    unit: str
    part: str
    rule: str
    start: int
    end: int


class CountRules(CountSigns):
    """The rules of one document; `hired` tells that workers are who the organisation is made of."""

    def __init__(self, context: ReadingContext, hired: bool) -> None:
        """Begin with what the people are called where the text does not say."""
        super().__init__(context, hired)
        self.last_unit = self.last_people = "worker" if hired else "member"

    def note(self, verdict: Verdict) -> None:
        """Remember what was counted, for numbers that leave it out."""
        if verdict.part == "all":
            self.last_unit = verdict.unit
            if verdict.unit in PEOPLE:
                self.last_people = verdict.unit

    def of_quantity(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge a number; `fresh` tells that a membership was counted in this or the last sentence."""
        if mention.measure or mention.loose or self.excluded(mention, clause) or self.foreign(clause):
            return None
        gender = self.gender(mention, clause)
        unit = mention.unit.value if mention.unit else None
        if gender is not None:
            return self._of_gender(mention, clause, gender, fresh)
        if unit is None:
            return self._part_of(mention, clause) or self._without_unit(mention, clause, fresh)
        if unit not in PEOPLE | ORGANIZATIONS:
            if unit == "people" and (self.belongs(mention, clause) or self.people_of(mention, clause)):
                return self._verdict(mention, clause, self.last_people, "all", "belonging")
            return None
        if unit == "worker" and not self._hired:
            return None
        return self._with_unit(mention, clause, unit, fresh)

    def of_share(self, mention: ShareMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge a share: only one of people, by a part that is named, is told."""
        if self._context.has("premium", clause) or self.foreign(clause) or self.repeated(mention, clause):
            return None
        told = mention.share
        if told.percent is None and told.minimum is None and told.maximum is None and mention.unit is None:
            return None
        if self._context.subject(clause).who == "other" and not fresh:
            return None
        whole = self.whole(clause)
        parts = [m for m in self._context.words("part", whole) if m.value in GENDERS]
        near = [
            m for m in parts if abs(m.first - mention.last) <= REACH or abs(mention.first - m.last) <= REACH
        ]
        if near and (fresh or self.people_of(mention, whole)):
            part = min(near, key=lambda m: abs(m.first - mention.last))
            return self._verdict(mention, whole, self._share_unit(mention), part.value, "share", part)
        of_members = mention.unit is not None and mention.unit.value == "member"
        if (
            of_members
            and mention.unit
            and not self._tokens[mention.unit.last].text.endswith(("'", "’"))
            and (mention.first - clause.first <= 3 and clause.finite is not None)
        ):
            return self._verdict(mention, clause, "member", "other-subset", "share-of-members")
        return None

    def _with_unit(self, mention: QuantityMention, clause: Clause, unit: str, fresh: bool) -> Verdict | None:
        rule = self._whole_rule(mention, clause, unit, fresh)
        if rule:
            return self._verdict(mention, clause, unit, "all", rule)
        if self.listed(mention, clause) and fresh:
            return self._verdict(mention, clause, unit, "other-subset", "part-listed")
        who = self._context.subject(clause).who
        if unit == "member" and self.certified_after(mention, clause) and who != "other":
            return self._verdict(mention, clause, unit, "certified", "part-certified")
        if unit == "member" and fresh and who != "other" and self.acts(mention, clause):
            return self._verdict(mention, clause, unit, "other-subset", "part-acts")
        return None

    def _whole_rule(self, mention: QuantityMention, clause: Clause, unit: str, fresh: bool) -> str | None:
        """Return the name of the rule by which a number of people or organisations is the membership."""
        who = self._context.subject(clause).who
        governed = self.governing(mention, clause)
        founding = self.founding(clause, mention)
        certified = bool(mention.part) or self.certified_after(mention, clause)
        if self.belongs(mention, clause) and who != "other" and not founding:
            return "belonging"
        before = self.before(mention.first, clause)
        owned = (
            bool(before) and self._tokens[mention.first - 1].possessive and self.own_before(mention, clause)
        )
        says_member = unit == "member" or self.says_member(mention)
        if (owned or before in self._words["possessives"]) and says_member and not certified and not founding:
            return "possessive"
        if who == "other" and not self.own_before(mention, clause):
            return None
        if governed in ("have", "gather") and not self._speaks_of_others(clause):
            crowd = who == "members" and unit in PEOPLE and not self.own_before(mention, clause)
            if not crowd or (says_member and mention.first > (clause.finite or 0)):
                return f"clause-{governed}"
        if governed == "employ" and unit == "worker":
            return "employs"
        if self.grows_from(mention, clause):
            return "growth"
        if self.own_before(mention, clause) and self.apposed(mention, clause):
            return "apposition"
        if founding or (mention.part and mention.part.value == "founders"):
            return None
        rules = (
            ("counted", says_member and self.counted_after(mention, clause)),
            ("growth", self.grows(mention, clause)),
            ("apposition", self.apposed(mention, clause)),
            (
                "existence",
                (says_member or fresh)
                and self.there_is(mention, clause)
                and not self.restricted(mention, clause),
            ),
            ("equation", self.equated(mention, clause)),
            ("tally", self.inverted(mention, clause)),
            ("fragment", self.fragment(mention, clause)),
            (
                "in-groups",
                unit in ORGANIZATIONS
                and ((fresh and before in self._words["in_words"]) or self.one_of(mention, clause)),
            ),
        )
        return next((name for name, holds in rules if holds), None)

    def _speaks_of_others(self, clause: Clause) -> bool:
        return self.we(clause) or self.named_other(clause) or self.noun_subject(clause)

    def _without_unit(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """A number alone: "has grown to 65", "their number has risen to 800", "The members number 217"."""
        if not self.ends_here(mention, clause) and not self.compounded(mention):
            return None
        unit = self.unit_before(mention, clause)
        if self._context.subject(clause).who == "other" and not unit:
            return None
        if unit and self.inverted(mention, clause):
            return self._verdict(mention, clause, unit, "all", "tally")
        if self.compounded(mention):
            return self._verdict(mention, clause, "member", "all", "compound")
        small = mention.quantity.value is not None and mention.quantity.value < 5
        if self.announced(mention, clause) and not small:
            return self._verdict(mention, self.whole(clause), self.announced(mention, clause), "all", "label")
        if mention.quantity.value is not None and mention.quantity.value < 10:
            return None
        tally = self._context.words("tally", clause)
        counted = bool(tally) and tally[0].first < mention.first
        governed = self.governing(mention, clause)
        grows = self.grows(mention, clause)
        earlier = self.number_before(mention, clause)
        if grows and (fresh or counted or unit or earlier):
            return self._verdict(mention, clause, unit or earlier or self.last_unit, "all", "growth")
        if unit and governed == "gather":
            return self._verdict(mention, clause, unit, "all", "sum")
        if fresh and (governed == "have" or self.there_is(mention, clause)):
            return self._verdict(mention, clause, unit or self.last_unit, "all", "have-alone")
        if counted and fresh and self.equated(mention, clause):
            return self._verdict(mention, clause, unit or self.last_unit, "all", "tally")
        return None

    def _part_of(self, mention: QuantityMention, clause: Clause) -> Verdict | None:
        """A number of the members, "1,400 of the associates deliver cane"."""
        of = self._language.of.at(self._norms, mention.last + 1)
        if not of:
            return None
        units = [m for m in self._context.words("unit", clause) if 0 <= m.first - of[1] <= 2]
        if units and (units[0].value == "member" or self.says(units[0])) and clause.finite is not None:
            whole = self.belongs(mention, clause)
            part, rule = ("all", "belonging") if whole else ("other-subset", "part-of")
            return self._verdict(mention, clause, units[0].value, part, rule)
        return None

    def _of_gender(
        self, mention: QuantityMention, clause: Clause, part: Mention, fresh: bool
    ) -> Verdict | None:
        among = bool(self._context.words("among", clause))
        members = self.people_of(mention, clause)
        belongs = self.belongs(mention, clause)
        if self._context.subject(clause).who == "other" and not fresh:
            return None
        predicate = self.equated_part(mention, part)
        beside = clause.kind == "parenthesis" or 0 < mention.first - part.last <= 2
        if (
            belongs
            or (members and (among or predicate))
            or (fresh and (among or predicate or members or beside))
        ):
            return self._verdict(mention, clause, self.last_people, part.value, "part", part)
        return None

    def _verdict(
        self, mention: Span, clause: Clause, unit: str, part: str, rule: str, word: Mention | None = None
    ) -> Verdict:
        start = min(clause.start, mention.start, word.start if word else mention.start)
        noun_end = getattr(mention, "noun_end", mention.end)
        end = max(clause.end, noun_end, word.end if word else 0)
        return Verdict(unit, part, rule, start, end)

    def _share_unit(self, mention: ShareMention) -> str:
        return mention.unit.value if mention.unit and mention.unit.value in PEOPLE else self.last_people
