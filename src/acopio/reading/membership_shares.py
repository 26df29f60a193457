"""Shares of a membership: "60 percent of the members", "one in four is a woman", "39 of 46 co-operatives"."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_nouns import GENDERS, NEAR, ORGANIZATIONS, PEOPLE, REACH
from acopio.reading.membership_parts import PartRules
from acopio.reading.membership_verdict import Verdict
from acopio.reading.quantity_mentions import QuantityMention, ShareMention

_WITHIN: Final = 3  # tokens between a share and its verb
_SHORT: Final = 60  # code points of a line "Share of women 96%"
_STAFF: Final = frozenset({"worker", "people"})


class ShareRules(PartRules):
    """The rules for shares."""

    def bracketed(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge the 174 of "More than half of the members (174) are women": what the share says."""
        alone = mention.unit is None and mention.first == clause.first and mention.last == clause.last
        if alone and clause.kind == "coordinate":
            return self._between_dashes(mention, clause, fresh)
        if clause.kind != "parenthesis" or not alone:
            return None
        around = self.enclosing(clause)
        before = self._tokens[clause.first - 2]
        parts = [m for m in self._context.words("part", self.sentence(clause)) if m.value in GENDERS]
        if said := [m for m in parts if m.end >= before.start and m.start <= before.start]:
            told_of = fresh or said[0].last > said[0].first or self.people_of(mention, around)
            part = said[0].value
            return (
                self.verdict(mention, around, self.last_people, part, "part-bracketed") if told_of else None
            )
        shares = [s for s in self._context.within(self._context.shares, around) if s.last < mention.first]
        if not shares or mention.first - shares[-1].last > REACH:
            return None
        told = self._judged(shares[-1], around, fresh)
        return self.verdict(mention, around, told.unit, told.part, "share-counted") if told else None

    def _between_dashes(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge the 2,100 of "A third of the producers – 2,100 – are women"."""
        if clause.index == 0 or clause.index + 1 >= len(self._context.clauses):
            return None
        before, after = self._context.clauses[clause.index - 1], self._context.clauses[clause.index + 1]
        if not before.sentence == clause.sentence == after.sentence or before.finite is not None:
            return None
        shares = [s for s in self._context.within(self._context.shares, before) if s.unit is not None]
        parts = [
            m for m in self._context.words("part", after) if m.value in GENDERS and m.first - after.first <= 2
        ]
        if not shares or not parts or self._norms[after.first] not in self._words["copulas"]:
            return None
        known = fresh or bool(self.whole_of(self.last_people)) or shares[-1].unit.value == "member"  # type: ignore[union-attr]
        return (
            self.verdict(mention, clause, self.last_people, parts[0].value, "share-counted")
            if known
            else None
        )

    def _in_brackets(self, mention: ShareMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge "402 of 933" in "Four in ten members are women (402 of 933)", "in the majority: 520 of 933"."""
        if clause.kind not in ("parenthesis", "list") or mention.first != clause.first:
            return None
        around = self.enclosing(clause)
        parts = [
            m for m in self._context.words("part", around) if m.value in GENDERS and not self.genitive(m)
        ]
        members = mention.unit is not None and mention.unit.value == "member"
        if not parts or not (members or self.people_of(mention, around) or fresh):
            return None
        return self.verdict(mention, around, self.last_people, parts[-1].value, "share-counted")

    def _counted_exactly(self, mention: ShareMention) -> bool:
        """True for "more than half" in "More than half of the members (174)": the number says it better."""
        told = mention.share
        if told.percent is not None and told.percent == told.minimum == told.maximum:
            return False
        end = self._tokens[min(mention.last + REACH, len(self._tokens) - 1)].start
        for q in self._context.within(self._context.quantities, Passage(mention.end, end, "")):
            closed = q.last + 1 < len(self._tokens) and self._tokens[q.last + 1].text == ")"
            if closed and self._tokens[q.first - 1].text == "(":
                return True
        return False

    def of_share(self, mention: ShareMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge a share: only one of people, by a part that is named, is told."""
        return None if self._counted_exactly(mention) else self._judged(mention, clause, fresh)

    def also(
        self, mention: QuantityMention | ShareMention, clause: Clause, verdict: Verdict
    ) -> tuple[int, Verdict] | None:
        """Return a second number with its verdict: the 640 of "four hundred of the 640 members are certified"."""
        if (
            verdict.rule not in ("counted-of", "share-counted")
            or not isinstance(mention, ShareMention)
            or mention.unit is None
        ):
            return None
        total, unit = mention.share.total or 0, verdict.unit
        if self.whole_of(unit) or not self.says(mention.unit):
            return None
        return total, self.verdict(mention, clause, unit, "all", "counted-of")

    def _judged(self, mention: ShareMention, clause: Clause, fresh: bool) -> Verdict | None:
        premium = [
            m
            for m in self._context.words("premium", clause)
            if self._norms[min(m.last + 1, len(self._norms) - 1)] not in self._words["organs"]
        ]
        if premium or self.foreign(clause) or self.repeated(mention, clause):
            return None
        if self.of_organ(mention, clause) or self.comparing(mention):
            return None
        if self.bygone(mention.unit or self._unit_behind(mention)):
            return None  # "Fewer than half of the 42 members of that time kept going"
        if any(self._norms[i] in self._words["wishing"] for i in range(clause.first, clause.last + 1)):
            return None  # "Without it half of the planters would have given up"
        if self._of_women_members(mention):
            return None  # "Two thirds of the women members are under fifty"
        if (before := self._continued(mention)) is not None:
            return self.verdict(mention, clause, before.unit, before.part, "share-continued")
        told = mention.share
        if any(m.last < mention.first for m in self._context.words("plan", clause)):
            return None  # "plans to have 30% women among its members"
        if told.percent is None and told.minimum is None and told.maximum is None:
            return self._in_brackets(mention, clause, fresh) or self._counted_of(mention, clause)
        if self._context.subject(clause).who == "other" and not fresh:
            return None
        whole = self.enclosing(clause)
        if self._short_line(clause):
            fresh = True
        parts = [m for m in self._context.words("part", whole) if m.value in GENDERS]
        if not parts and clause.kind == "list":  # "Membership now: 1,150, with women forming a fifth of it"
            parts = [m for m in self._context.words("part", clause) if m.value in GENDERS]
        if not parts and (aside := self._share_beside(mention, clause)):
            return self.verdict(mention, clause, self._share_unit(mention), aside.value, "share", aside)
        near = [
            m
            for m in parts
            if abs(m.first - mention.last) <= REACH + NEAR or abs(mention.first - m.last) <= REACH
        ]
        if near and self.whole_of(self.last_people) and self.says_part(mention, near[0], clause):
            return self.verdict(mention, clause, self.last_people, near[0].value, "share", near[0])
        if not near and (named := self.same_part(clause)):
            return self.verdict(mention, clause, self._share_unit(mention), named.value, "share", None)
        if self._of_something(mention, clause):
            return None  # "two-thirds of the labour"
        if not parts and fresh and self._belonging_among(mention, clause):
            return self.verdict(mention, clause, self.last_people, "other-subset", "share-among")
        delivering = bool(self._context.words("belonging", clause))  # "half of those who deliver to it"
        if near and self._of_uncounted(mention, clause) and not self.people_of(mention, whole):
            return None  # "employs 120 people, two thirds of them women"
        if near and (fresh or delivering or self._of_own(mention) or self.people_of(mention, whole)):
            part = min(near, key=lambda m: abs(m.first - mention.last))
            return self.verdict(mention, whole, self._share_unit(mention), part.value, "share", part)
        unit = mention.unit or self._unit_behind(mention)
        known = unit is not None and unit.value in self._told & PEOPLE and self._whole_named(mention)
        known = known or (
            unit is not None and unit.value in PEOPLE - {"worker"} and self._of_the_number(mention, clause)
        )
        if (unit is not None or self._of_own(mention)) and (women := self.subject_part(mention, clause)):
            return self.verdict(mention, clause, self._share_unit(mention), women.value, "share", women)
        covered = clause.finite is not None and clause.finite < mention.first
        if unit is not None and covered and self._norms[unit.last] in self._words["plots"]:
            return None  # "Organic certification covers 40% of the farms"
        if (
            unit is not None
            and (unit.value == "member" or known or (unit.value == "worker" and self._hired))
            and not self.genitive(unit)
            and (clause.finite is not None or self.plain_verb(unit.last + 1))
            and not self._context.has("plan", clause)
        ):
            part_told = self.last_part if self._restating(mention, clause) else "other-subset"
            return self.verdict(mention, clause, unit.value, part_told, "share-of-members")
        return None

    def _belonging_among(self, mention: ShareMention, clause: Clause) -> bool:
        """True for "nine in ten of whom belong to Adivasi communities", after members counted."""
        of = self._language.of.at(self._norms, mention.last + 1)
        if not of or of[1] + 1 >= len(self._norms) or not self.antecedent_counted(mention):
            return False
        whom = of[1] if self._norms[of[1]] in self._words["them"] else of[1] - 1
        if self._norms[whom] not in self._words["them"]:
            return False
        belonging = self._context.words("belonging", clause)
        return any(m.value == "any" and m.first == whom + 1 for m in belonging)

    def _of_women_members(self, mention: ShareMention) -> bool:
        """True for a share of the women: they are what it is a share of, not what it tells."""
        part = mention.part
        if (
            part is None
            or part.value not in GENDERS
            or not self._language.of.at(self._norms, mention.last + 1)
        ):
            return False
        opening = self._norms[part.first - 1]
        merged = (
            opening in self._language.articles and opening not in self._language.indefinite
        )  # "des femmes"
        return merged or opening in self._language.definite

    def _continued(self, mention: ShareMention) -> Verdict | None:
        """Return what the 14 says for the 19 in "14 per cent at the beginning, 19 per cent at the end"."""
        if self.last_share is None or mention.unit is not None or mention.part is not None:
            return None
        before, verdict = self.last_share
        if not 0 < mention.first - before.last <= REACH or verdict.part not in GENDERS:
            return None
        words = self._norms[before.last + 1 : mention.first]
        if any(self._language.is_finite(word) for word in words):
            return None
        after = min(mention.last + 1, len(self._norms) - 1)
        timed = self._norms[after] in self._words["at_words"] | self._words["in_words"] and (
            any(word in self._words["adverbials"] for word in self._norms[after + 1 : after + 3])
            or bool(
                self._context.within(self._context.dates, self._tokens[min(after + 1, len(self._norms) - 1)])
            )
        )
        compared = any(word in self._words["comparing"] | self._language.series for word in words)
        return verdict if timed or (compared and self._tokens[after].kind != "word") else None

    def _restating(self, mention: ShareMention, clause: Clause) -> bool:
        """True for "Women number 212, which is 14 % of the members": a share of what was just counted."""
        counted = self.last_part in GENDERS and self.last_sentence == clause.sentence
        return counted and mention.first - clause.first <= 2

    def _whole_named(self, mention: ShareMention) -> bool:
        """True for "half of the growers", "a third of our farmers", nothing after them that parts them."""
        if mention.unit is None or self._context.has(
            "region-word", Passage(mention.end, mention.noun_end + 20, "")
        ):
            return False
        opening = self._norms[mention.unit.first - 1]
        if opening not in self._language.definite | self._words["our_words"]:
            return False
        following = self._norms[mention.unit.last + 1 : mention.unit.last + 2]
        return bool(following) and following[0] not in self._language.prepositions

    def _of_something(self, mention: ShareMention, clause: Clause) -> bool:
        """True for "two-thirds of the labour": neither people nor "them" are what it is a share of."""
        of = self._language.of.at(self._norms, mention.last + 1)
        if not of or mention.unit is not None or mention.part is not None or of[1] >= len(self._norms):
            return False
        first = of[1]
        if self._norms[first] in self._words["them"] | self._words["us"] or self.own_at(first):
            return False
        if self.is_it(first) and any(
            m.value == "whole" and m.last < mention.first for m in self._context.words("belonging", clause)
        ):
            return False  # "with women forming a fifth of it"
        stop = min(first + _WITHIN, len(self._tokens) - 1)
        stop = next((i for i in range(first, stop) if self._tokens[i].kind in ("mark", "break")), stop)
        span = Passage(self._tokens[first - 1].start, self._tokens[stop].end, "")
        told = [m for kind in ("unit", "part", "tally", "pronoun") for m in self._context.words(kind, span)]
        told = [m for m in told if self._norms[m.last] not in self._words["plots"]]  # "of the work on farms"
        return not told and not self._context.within(self._context.quantities, span)

    def _of_uncounted(self, mention: ShareMention, clause: Clause) -> bool:
        """True where "of them" takes up a number of the same sentence that was not taken for a membership."""
        sentence = self.sentence(clause)
        told = [
            q
            for q in self._context.within(self._context.quantities, sentence)
            if q.last < mention.first and q.unit is not None and q.unit.value in _STAFF | PEOPLE
        ]
        staff = bool(told) and told[-1].quantity.unit in _STAFF
        return staff and told[-1].start not in self._counted and mention.unit is None

    def _of_own(self, mention: ShareMention) -> bool:
        """True for "43 percent of the co-op"."""
        of = self._language.of.at(self._norms, mention.last + 1)
        return bool(of) and of is not None and of[1] < len(self._norms) and self.own_at(of[1])

    def _share_beside(self, mention: ShareMention, clause: Clause) -> Mention | None:
        """Return the women of "Its proportion of women members – 43 percent – is the highest"."""
        alone = clause.first == mention.first and clause.last - mention.last <= 1
        if not alone or clause.index == 0 or clause.kind == "parenthesis":
            return None
        before = self._context.clauses[clause.index - 1]
        if before.sentence != clause.sentence or before.finite is not None:
            return None
        parts = [m for m in self._context.words("part", before) if m.value in GENDERS]
        return parts[-1] if parts and self._context.words("tally", before) else None

    def _unit_behind(self, mention: ShareMention) -> Mention | None:
        """Return the members of "90% of its 640 members"."""
        start, end = mention.end, self._tokens[min(mention.last + 5, len(self._tokens) - 1)].start
        numbers = self._context.within(self._context.quantities, Passage(start, end, ""))
        if not numbers or not self._language.of.at(self._norms, mention.last + 1):
            return None
        return numbers[0].unit

    def _of_the_number(self, mention: ShareMention, clause: Clause) -> bool:
        """True for "Half of the 780 farmers are …": the number is that of the whole."""
        of = self._language.of.at(self._norms, mention.last + 1)
        if (
            not of
            or mention.first - clause.first > 1
            or self._norms[of[1] - 1] not in self._language.definite
        ):
            return False
        return any(q.first == of[1] for q in self._context.within(self._context.quantities, clause))

    def _short_line(self, clause: Clause) -> bool:
        """True for "Share of women 96%", a line of its own."""
        block = self._context.block_of(clause)
        return clause.finite is None and block.end - block.start <= _SHORT and self._opens_with_tally(clause)

    def _opens_with_tally(self, clause: Clause) -> bool:
        opening = self.sentence(clause).first
        return any(m.first - opening <= 1 for m in self._context.words("tally", clause))

    def _counted_of(self, mention: ShareMention, clause: Clause) -> Verdict | None:
        """Judge "39 of 46 co-operatives", "twenty-nine of the sixty-four are women"."""
        total = mention.share.total or 0
        lead = self.lead(mention)
        if self._norms[lead] in self._words["excepting"]:
            return None  # "All but 60 of the 455 members"
        inner = range(mention.last + 1, mention.unit.first if mention.unit else mention.last + 1)
        if any(self._norms[i] in self._words["kin"] for i in inner):
            return None  # "Seven of the thirteen committee members"
        unit = mention.unit.value if mention.unit else self.last_unit
        if not mention.unit and unit in PEOPLE and total == self._whole["organizations"] != 0:
            unit = next((told for told in sorted(self._told) if told in ORGANIZATIONS), unit)
        if unit == "worker" and not self._hired:
            return None
        if unit not in PEOPLE | ORGANIZATIONS or (not mention.unit and total != self.whole_of(unit)):
            return None
        owned = any(
            self._norms[i] in self._words["our_words"] for i in range(mention.first, mention.last + 1)
        )
        owned = owned and unit in ORGANIZATIONS  # "Nine of its twelve member associations"
        if clause.finite is None or (
            mention.unit and not self.whole_of(unit) and unit != "member" and not owned
        ):
            return None
        parts = [m for m in self._context.words("part", clause) if m.value in GENDERS]
        near = [m for m in parts if 0 < m.first - mention.last <= REACH]
        part = near[0].value if near else "other-subset"
        return self.verdict(mention, clause, unit, part, "counted-of", near[0] if near else None)

    def _share_unit(self, mention: ShareMention) -> str:
        return mention.unit.value if mention.unit and mention.unit.value in PEOPLE else self.last_people
