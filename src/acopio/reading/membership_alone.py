"""A number without a noun of its own: "has grown to 65", "their number has risen to 800", "The members number 217"."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.membership_nouns import GENDERS, PEOPLE, REACH
from acopio.reading.membership_shares import ShareRules
from acopio.reading.membership_verdict import Verdict
from acopio.reading.quantity_mentions import QuantityMention

_FEW: Final = 5  # fewer members than that, announced by a label, are those of a board or a family
_MANY_BODIES: Final = 100  # "a union of 14" is of bodies, "a union of 640" of people
_ALONE: Final = 10  # a smaller number without a noun is rarely a membership


class AloneRules(ShareRules):
    """The rules for numbers that leave out what they count."""

    def _lists_members(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where "the list of members shows 933 names", or people were told of in the sentence before."""
        sentence = self.sentence(clause)
        low = self._context.sentences[max(0, sentence.index - 1)]
        start = low.start if low.block == sentence.block else sentence.start
        units = self._context.words("unit", Passage(start, mention.start, ""))
        named = self._norms[min(mention.last + 1, len(self._norms) - 1)] in self._words["name_words"]
        if named and self._context.subject(clause).who != "other":
            return True  # "Last December the register had 1,583 names on it"
        people = PEOPLE | {"people"} if self._hired else (PEOPLE | {"people"}) - {"worker"}
        return bool(units) and units[-1].value in people

    def _summed(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the unit of 912 in "Each has 15 to 90 families; at the last count there were 912 altogether"."""
        after = mention.last + 1
        span = Passage(self.sentence(clause).start, mention.start, "")
        tally = any(m.first == after for m in self._context.words("tally", clause))
        if not tally or not self.there_is(mention, clause) or not self.distributed_before(mention, clause):
            return ""
        units = [m.value for m in self._context.words("unit", span) if m.value in PEOPLE - {"worker"}]
        return units[-1] if units else ""

    def _restricted_tally(self, clause: Clause) -> bool:
        """True for "The number of members who prune regularly rose from 300 to 900": of a part."""
        units = self._context.words("unit", clause)
        following = units[0].last + 1 if units else len(self._norms)
        return following < len(self._norms) and self._norms[following] in self._language.relative_words

    def _of_members(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "grown by members of Valle Verde, of whom there are about 1,430"."""
        if self.whole_of("member") or not self.there_is(mention, clause):
            return False
        low = max(self.sentence(clause).first, mention.first - 2 * REACH)
        whom = [i for i in range(low + 1, mention.first) if self._norms[i] in self._words["them"]]
        if not whom or self._norms[whom[-1] - 1] not in self._words["of_words"]:
            return False
        span = Passage(self._tokens[low].start, self._tokens[whom[-1]].start, "")
        return any(m.value == "member" for m in self._context.words("unit", span))

    def _of_tally(self, clause: Clause) -> bool:
        """True where the sentence opens with the count: "the number of members hardly changed and stands at 540"."""
        span = Passage(self.sentence(clause).start, clause.end, "")
        tally = [m for m in self._context.words("tally", span) if m.last <= (clause.finite or clause.last)]
        members = [m for m in self._context.words("unit", span) if m.value in PEOPLE]
        alone = tally and self._norms[tally[-1].last + 1] not in self._words["of_words"]
        return bool(tally) and (bool(members) or bool(alone))

    def without_unit(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """A number alone: "has grown to 65", "their number has risen to 800", "The members number 217"."""
        compounded = self.compounded(mention, clause)
        if clause.kind == "parenthesis" and self.there_is(mention, clause):
            opening = self._tokens[max(0, clause.first - 2)]
            noun = Passage(opening.start, opening.end, "")
            if not self._context.has("unit", noun) and not self._context.has("tally", noun):
                return None  # "every hamlet (there are 33) has a leader"
        if self.hoped(mention, clause):
            return None
        if part := self.announced_part(mention, clause):
            return self.verdict(mention, self.enclosing(clause), self.last_people, part.value, "label", part)
        joined = self.belongs_at_once(mention, clause) and self._context.subject(clause).who != "other"
        if joined and (mention.quantity.value or 0) >= _ALONE and not self.founding(clause, mention):
            return self.verdict(mention, clause, self.last_people, "all", "belonging")
        if not (self.ends_here(mention, clause) or compounded or (fresh and self.left_over(mention))):
            return None
        unit = self.unit_before(mention, clause) or self.unit_of_series(mention, clause)
        who = self._context.subject(clause).who
        if summed := self._summed(mention, clause):
            return self.verdict(mention, clause, summed, "all", "sum")
        large = (mention.quantity.value or 0) >= _ALONE
        if large and not fresh and (unit_then := self.where_were(mention, clause)):
            return self.verdict(mention, clause, unit_then, "all", "existence")
        if large and self.stands_at(mention, clause) and self._of_tally(clause):
            part = self.part_before(mention, clause)
            which = part.value if part else "all"
            return self.verdict(mention, clause, unit or self.last_people, which, "tally", part)
        if self._norms[self.lead(mention)] in self._words["adding"]:
            return None  # "480 people, plus 200 before Christmas"
        if (
            large
            and self.told_by(mention, clause)
            and (self.whole_of(self.last_people) or self._lists_members(mention, clause))
        ):
            return self.verdict(mention, clause, unit or self.last_people, "all", "told")
        if who == "other" and not unit:
            return None
        if unit and self.last_sentence == clause.sentence and self.tells_next(mention, clause):
            return self.verdict(mention, clause, unit, "all", "tally")
        if unit and self.inverted(mention, clause):
            part = self.part_before(mention, clause)
            return self.verdict(mention, clause, unit, part.value if part else "all", "tally", part)
        if compounded:
            return self.verdict(mention, clause, "member", "all", "compound")
        governed = self.governing(mention, clause)
        if self.of_kind(mention, clause):
            if women := self.of_women(mention, clause):
                return self.verdict(mention, clause, self.last_people, women.value, "apposition", women)
            united = (
                self.head_before(mention, clause) == "union" and (mention.quantity.value or 0) < _MANY_BODIES
            )
            told = "organizations" if united else unit or self.last_people
            return self.verdict(mention, clause, told, "all", "apposition")
        if governed == "employ" and self._hired and not self.speaks_of_others(clause):
            return self.verdict(mention, clause, "worker", "all", "employs")
        small = mention.quantity.value is not None and mention.quantity.value < _FEW
        if self.announced(mention, clause) and not small:
            whole = self.enclosing(clause)
            casual = any(self._norms[i] in self._words["seasonal"] for i in range(whole.first, clause.first))
            told = "other-subset" if casual else "all"  # "Temporary workers: 60-80"
            return self.verdict(mention, whole, self.announced(mention, clause), told, "label")
        following = "" if unit else self.series_unit(mention, clause)
        if following and self.grows(mention, clause) and not self.speaks_of_others(clause):
            return self.verdict(mention, clause, following, "all", "growth")
        if self.what_was(mention, clause) or self.has_become(mention, clause):
            return self.verdict(
                mention,
                clause,
                unit or self.number_before(mention, clause) or self.last_unit,
                "all",
                "become",
            )
        if mention.quantity.value is not None and mention.quantity.value < _ALONE:
            return None
        if self.in_one_place(mention, clause):
            place = self.verdict(mention, clause, self.last_people, "other-subset", "part-place")
            return place if fresh else None
        if self.last_sentence == clause.sentence and self.ranked(mention):
            return self.verdict(mention, clause, self.last_people, "other-subset", "part-ranked")
        if unit_asked := self.answers(mention, clause):
            return self.verdict(mention, clause, unit_asked, "all", "answer")
        if fresh and self.left_over(mention):
            return self.verdict(mention, clause, self.last_people, "all", "left")
        if self._of_members(mention, clause):
            return self.verdict(mention, clause, "member", "all", "of-them")
        if fresh and self.dated_like(mention, clause, self._counted):
            return self.verdict(mention, clause, unit or self.last_unit, "all", "growth")
        if self.announced_after(mention, clause):
            return self.verdict(mention, clause, self.last_people, "all", "gathered")
        if self.who_are(mention, clause):
            return self.verdict(mention, clause, unit or self.last_people, "all", "equation")
        known = fresh or bool(self.pioneers_before(mention, clause))
        if known and who != "other" and self.it_is(mention, clause):
            told = self.last_part if self.last_part in GENDERS else "all"
            return self.verdict(mention, clause, self.last_people, told, "continued")
        if people := self.were_they(mention, clause):
            return self.verdict(mention, clause, unit or people, "all", "continued")
        if fresh and who != "other" and self.compared(mention):
            return self.verdict(mention, clause, unit or self.last_people, "all", "compared")
        if self.numbering(mention, clause) or (self.we_are(mention, clause) and not self.we(clause)):
            return self.verdict(mention, clause, unit or self.last_people, "all", "tally")
        if self.level_of(mention, clause):
            return self.verdict(mention, clause, unit or self.last_people, "all", "level")
        if self.strong(mention, clause) and (women := self.of_women(mention, clause)):
            return self.verdict(mention, clause, self.last_people, women.value, "strong", women)
        tally = self._context.words("tally", clause)
        counted = bool(tally) and tally[0].first < mention.first
        grows = self.grows(mention, clause)
        if grows and counted and self._restricted_tally(clause):
            return self.verdict(mention, clause, self.last_people, "other-subset", "growth")
        earlier = self.number_before(mention, clause)
        women = self.part_before(mention, clause)
        named = self._context.words("unit", clause)
        beside = women and any(0 <= m.first - women.last <= 1 for m in named)
        beside = beside or bool(
            women and counted and 0 < women.first - tally[0].last <= 2
        )  # "the number of women among"
        if grows and women and counted and (not unit or beside):
            return self.verdict(mention, clause, self.last_people, women.value, "growth", women)
        if not grows and self.goes_on(mention, clause, self._counted):
            return self.verdict(mention, clause, unit or self.last_unit, "all", "growth")
        if grows and not unit and (pioneers := self.pioneers_before(mention, clause)):
            return self.verdict(mention, clause, pioneers, "all", "growth")
        if grows and (fresh or counted or unit or earlier):
            return self.verdict(mention, clause, unit or earlier or self.last_unit, "all", "growth")
        if unit and governed == "gather" and self.before(mention, clause) not in self._words["in_words"]:
            return self.verdict(mention, clause, unit, "all", "sum")
        dealt = governed in ("have", "gather") or (governed == "deal" and who == "self")
        dealt = dealt and (
            governed != "gather" or self.before(mention, clause) not in self._words["in_words"]
        )
        if fresh and ((dealt and not self.speaks_of_others(clause)) or self.there_is(mention, clause)):
            same = self.last_part in GENDERS and not unit and self.last_sentence == clause.sentence
            told = self.last_part if same else "all"
            return self.verdict(mention, clause, unit or self.last_unit, told, "have-alone")
        among = [m.value for m in self._context.words("unit", self.sentence(clause))]
        if governed == "have" and who == "self" and any(value in PEOPLE - {"worker"} for value in among):
            return self.verdict(mention, clause, self.last_people, "all", "have-alone")
        if self.set_beside(mention, clause):
            return self.verdict(mention, clause, self.last_people, "all", "set-beside")
        if counted and fresh and self.equated(mention, clause):
            return self.verdict(mention, clause, unit or self.last_unit, "all", "tally")
        if governed in ("have", "gather") and (unit := self.counted_in_sentence(mention, clause)):
            return self.verdict(mention, clause, unit, "all", "have-alone")
        if fresh and self.dated(mention, clause):
            return self.verdict(mention, clause, self.last_unit, self.last_part, "dated")
        return None
