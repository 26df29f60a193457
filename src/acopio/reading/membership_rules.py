"""What a number of people or organisations says in its clause: the membership, a part of it, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext, Span
from acopio.reading.lexicon import Mention
from acopio.reading.quantities import QuantityMention, ShareMention

PEOPLE: Final = frozenset({"member", "farmer", "producer", "family", "worker", "artisan"})
ORGANIZATIONS: Final = frozenset({"cooperative", "association", "group", "organizations"})
_GENDERS: Final = frozenset({"women", "men"})
_REACH: Final = 9  # tokens between a verb and the number it governs
_NEAR: Final = 4


class Verdict(NamedTuple):
    """What a number says: its unit, its part, the rule that tells so, and how far the words reach."""

    unit: str
    part: str
    rule: str
    start: int
    end: int


class CountRules:
    """The rules of one document; `hired` tells that workers are who the organisation is made of."""

    def __init__(self, context: ReadingContext, hired: bool) -> None:
        """Keep the context and what the document calls its people."""
        self._context = context
        self._language = context.language
        self._words = context.language.membership
        self._hired = hired
        self._norms = context.norms
        self._tokens = context.tokens
        self.last_unit = self.last_people = "worker" if hired else "member"
        self._runs = {run.first: run for run in context.capital_runs}
        self._own = {last for _, last in context.naming.mentions}

    def note(self, verdict: Verdict) -> None:
        """Remember what was counted, for numbers that leave it out."""
        if verdict.part == "all":
            self.last_unit = verdict.unit
            if verdict.unit in PEOPLE:
                self.last_people = verdict.unit

    def of_quantity(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge a number; `fresh` tells that a membership was counted in this or the last sentence."""
        if mention.measure or mention.loose or self._excluded(mention, clause) or self._foreign(clause):
            return None
        gender = self._gender(mention, clause)
        unit = mention.unit.value if mention.unit else None
        if gender is not None:
            return self._of_gender(mention, clause, gender, fresh)
        if unit is None:
            return self._part_of(mention, clause) or self._without_unit(mention, clause, fresh)
        if unit not in PEOPLE | ORGANIZATIONS:
            if unit == "people" and (self._belongs(mention, clause) or self._people_of(mention, clause)):
                return self._verdict(mention, clause, self.last_people, "all", "belonging")
            return None
        if unit == "worker" and not self._hired:
            return None
        return self._with_unit(mention, clause, unit, fresh)

    def of_share(self, mention: ShareMention, clause: Clause, fresh: bool) -> Verdict | None:
        """Judge a share: only one of people, by a part that is named, is told."""
        if self._context.has("premium", clause) or self._foreign(clause) or self._repeated(mention, clause):
            return None
        told = mention.share
        if told.percent is None and told.minimum is None and told.maximum is None and mention.unit is None:
            return None
        if self._context.subject(clause).who == "other" and not fresh:
            return None
        whole = self._whole(clause)
        parts = [m for m in self._context.words("part", whole) if m.value in _GENDERS]
        near = [m for m in parts if abs(m.first - mention.last) <= _REACH or abs(mention.first - m.last) <= _REACH]
        if near and (fresh or self._people_of(mention, whole)):
            part = min(near, key=lambda m: abs(m.first - mention.last))
            return self._verdict(mention, whole, self._share_unit(mention), part.value, "share", part)
        of_members = mention.unit is not None and mention.unit.value == "member"
        if of_members and mention.unit and not self._tokens[mention.unit.last].text.endswith(("'", "’")) and (
            mention.first - clause.first <= 3 and clause.finite is not None
        ):
            return self._verdict(mention, clause, "member", "other-subset", "share-of-members")
        return None

    def _with_unit(self, mention: QuantityMention, clause: Clause, unit: str, fresh: bool) -> Verdict | None:
        rule = self._whole_rule(mention, clause, unit, fresh)
        if rule:
            return self._verdict(mention, clause, unit, "all", rule)
        if self._listed(mention, clause) and fresh:
            return self._verdict(mention, clause, unit, "other-subset", "part-listed")
        who = self._context.subject(clause).who
        if unit == "member" and self._certified_after(mention, clause) and who != "other":
            return self._verdict(mention, clause, unit, "certified", "part-certified")
        if unit == "member" and fresh and who != "other" and self._acts(mention, clause):
            return self._verdict(mention, clause, unit, "other-subset", "part-acts")
        return None

    def _whole_rule(self, mention: QuantityMention, clause: Clause, unit: str, fresh: bool) -> str | None:
        """Return the name of the rule by which a number of people or organisations is the membership."""
        who = self._context.subject(clause).who
        governed = self._governing(mention, clause)
        founding = self._founding(clause, mention)
        certified = bool(mention.part) or self._certified_after(mention, clause)
        if self._belongs(mention, clause) and who != "other" and not founding:
            return "belonging"
        before = self._before(mention.first, clause)
        says_member = unit == "member" or self._says_member(mention)
        if before in self._words["possessives"] and says_member and not certified and not founding:
            return "possessive"
        if who == "other" and not self._own_before(mention, clause):
            return None
        if governed in ("have", "gather") and not self._we(clause) and not self._named_other(clause):
            crowd = who == "members" and unit in PEOPLE and not self._own_before(mention, clause)
            if not crowd or says_member and mention.first > (clause.finite or 0):
                return f"clause-{governed}"
        if governed == "employ" and unit == "worker":
            return "employs"
        if self._grows_from(mention, clause):
            return "growth"
        if founding or mention.part and mention.part.value == "founders":
            return None
        rules = (
            ("counted", says_member and self._counted_after(mention, clause)),
            ("growth", self._grows(mention, clause)),
            ("apposition", self._apposed(mention, clause)),
            ("existence", (says_member or fresh) and self._there_is(mention, clause) and not self._restricted(mention, clause)),
            ("equation", self._equated(mention, clause)),
            ("tally", self._inverted(mention, clause)),
            ("fragment", self._fragment(mention, clause)),
            ("in-groups", unit in ORGANIZATIONS and fresh and before in self._words["in_words"]),
        )
        return next((name for name, holds in rules if holds), None)

    def _without_unit(self, mention: QuantityMention, clause: Clause, fresh: bool) -> Verdict | None:
        """A number alone: "has grown to 65", "their number has risen to 800", "The members number 217"."""
        if not self._ends_here(mention, clause):
            return None
        unit = self._unit_before(mention, clause)
        if self._context.subject(clause).who == "other" and not unit:
            return None
        if unit and self._inverted(mention, clause):
            return self._verdict(mention, clause, unit, "all", "tally")
        if self._announced(mention, clause):
            return self._verdict(mention, self._whole(clause), self._announced(mention, clause), "all", "label")
        if mention.quantity.value is not None and mention.quantity.value < 10:
            return None
        tally = self._context.words("tally", clause)
        counted = bool(tally) and tally[0].first < mention.first
        governed = self._governing(mention, clause)
        grows = self._grows(mention, clause)
        if grows and (fresh or counted or unit or self._number_before(mention, clause)):
            return self._verdict(mention, clause, unit or self.last_unit, "all", "growth")
        if unit and governed == "gather":
            return self._verdict(mention, clause, unit, "all", "sum")
        if fresh and (governed == "have" or self._there_is(mention, clause)):
            return self._verdict(mention, clause, unit or self.last_unit, "all", "have-alone")
        if counted and fresh and self._equated(mention, clause):
            return self._verdict(mention, clause, unit or self.last_unit, "all", "tally")
        return None

    def _part_of(self, mention: QuantityMention, clause: Clause) -> Verdict | None:
        """A number of the members, "1,400 of the associates deliver cane"."""
        of = self._language.of.at(self._norms, mention.last + 1)
        if not of:
            return None
        units = [m for m in self._context.words("unit", clause) if 0 <= m.first - of[1] <= 2]
        if units and (units[0].value == "member" or self._says(units[0])) and clause.finite is not None:
            return self._verdict(mention, clause, units[0].value, "other-subset", "part-of")
        return None

    def _of_gender(self, mention: QuantityMention, clause: Clause, part: Mention, fresh: bool) -> Verdict | None:
        among = bool(self._context.words("among", clause))
        members = self._people_of(mention, clause)
        belongs = self._belongs(mention, clause)
        if self._context.subject(clause).who == "other" and not fresh:
            return None
        predicate = self._equated_part(mention, part)
        beside = clause.kind == "parenthesis" or 0 < mention.first - part.last <= 2
        if belongs or (members and (among or predicate)) or (fresh and (among or predicate or members or beside)):
            return self._verdict(mention, clause, self.last_people, part.value, "part", part)
        return None

    def _verdict(
        self, mention: Span, clause: Clause, unit: str, part: str, rule: str, word: Mention | None = None
    ) -> Verdict:
        start = min(clause.start, mention.start, word.start if word else mention.start)
        noun_end = getattr(mention, "noun_end", mention.end)
        end = max(clause.end, noun_end, word.end if word else 0)
        return Verdict(unit, part, rule, start, end)

    # What stands around a number

    def _before(self, first: int, clause: Clause) -> str:
        return self._norms[first - 1] if first > clause.first else ""

    def _gender(self, mention: QuantityMention, clause: Clause) -> Mention | None:
        """Return the women, men or young people that a number counts."""
        if mention.part and mention.part.value in _GENDERS:
            return mention.part
        if mention.unit is not None and not mention.part:
            return None
        for found in self._context.words("part", clause):
            if found.value in _GENDERS and 0 < found.first - mention.last <= _NEAR + 2:
                return found if self._linked(mention.last + 1, found.first) else None
            if found.value in _GENDERS and 0 < mention.first - found.last <= 3 and mention.unit is None:
                verbs = [i for i in range(found.last + 1, mention.first) if self._language.is_finite(self._norms[i])]
                if verbs or mention.first - found.last == 1:
                    return found
        return None

    def _linked(self, first: int, stop: int) -> bool:
        """True where only words such as "of them are" stand between a number and a part."""
        linking = self._words["linking"]
        return all(
            self._norms[i] in linking or (self._tokens[i].kind == "mark" and self._tokens[i].text != "(")
            for i in range(first, stop)
        )

    def _equated_part(self, mention: QuantityMention, part: Mention) -> bool:
        low, high = sorted((mention.last + 1, part.first))
        return any(self._norms[i] in self._words["copulas"] for i in range(low, high))

    def _governing(self, mention: QuantityMention, clause: Clause) -> str | None:
        """Return the kind of the counting verb that a number is the object of."""
        best: Mention | None = None
        for verb in self._context.words("counting", clause):
            if verb.last < mention.first <= verb.last + _REACH:
                best = verb
        if best is None:
            return None
        for index in range(best.last + 1, mention.first):
            if self._language.is_finite(self._norms[index]) and self._norms[index] not in self._words["copulas"]:
                return None
            if self._norms[index] in self._words["object_breaks"]:
                return None
        return best.value

    def _belongs(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where the people counted are said to belong to something."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start))
        return any(
            0 < mention.first - found.last <= 3 if found.value == "before" else 0 < found.first - end <= _REACH
            for found in self._context.words("belonging", clause)
        )

    def _foreign(self, clause: Clause) -> bool:
        """True where the sentence opens with the name of somebody else: "Commonweal is a cooperative of …"."""
        sentence = self._context.sentences[clause.sentence]
        opening = range(sentence.first, sentence.first + 4)
        run = next((self._runs[i] for i in opening if i in self._runs), None)
        if run is None or run.last == run.first or self._context.is_self(run.first) or run.last in self._own:
            return False
        if any(self._context.is_self(i) for i in range(run.first, run.last + 1)):
            return False
        following = run.last + 1
        if following > sentence.last:
            return False
        is_ = self._norms[following] in self._words["copulas"]
        kinds = [*self._context.words("generic", sentence), *self._context.words("unit", sentence)]
        typed = any(run.first <= mention.first <= run.last for mention in kinds)
        return is_ or typed and self._tokens[following].kind == "mark"

    def _named_other(self, clause: Clause) -> bool:
        """True where a name that is not the organisation's is the subject: "Sierra Leone had 140,000 farmers"."""
        if clause.finite is None:
            return False
        for run in self._context.capital_runs:
            if run.first < clause.first:
                continue
            if run.first >= clause.finite:
                return False
            own = any(self._context.is_self(i) for i in range(run.first, run.last + 1)) or run.last in self._own
            prepositional = run.first > clause.first and self._norms[run.first - 1] in self._language.prepositions
            if not own and not prepositional and clause.finite - run.last <= 2:
                return True
        return False

    def _we(self, clause: Clause) -> bool:
        """True for "we" of the page's publisher, who speaks of the producer by name elsewhere."""
        subject = self._context.subject(clause)
        if subject.first is None or self._norms[subject.first] not in self._words["we_words"]:
            return False
        return self._context.block_of(clause).kind != "quote" and bool(self._own)

    def _whole(self, clause: Clause) -> Clause:
        """Return the clause around a parenthesis or before a colon's list."""
        if clause.kind in ("parenthesis", "list"):
            for other in reversed(self._context.clauses_of(self._context.sentences[clause.sentence])):
                if other.index < clause.index and other.kind != "parenthesis":
                    return other
        return clause

    def _repeated(self, mention: ShareMention, clause: Clause) -> bool:
        """True for "more than half" in "more than half of the members (56%)": the exact figure follows."""
        return any(
            other.first > mention.last and other.first - mention.last <= _REACH and self._tokens[other.first - 1].text == "("
            for other in self._context.within(self._context.shares, clause)
        )

    def _announced(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the unit of "Members on the books" before a colon and a number."""
        if clause.kind != "list" or mention.first != clause.first:
            return ""
        label = self._whole(clause)
        units = self._context.words("unit", label)
        if label.finite is not None or not units or label.last - label.first > 6:
            return ""
        return units[-1].value if units[-1].value in PEOPLE | ORGANIZATIONS else ""

    def _number_before(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The 55 have since become 178"."""
        return any(
            q.first == clause.first + 1 and q is not mention and self._norms[clause.first] in self._language.definite
            for q in self._context.within(self._context.quantities, clause)
        )

    def _counted_after(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "27 members was all the co-op could count"."""
        own = [i for i in range(mention.last + 1, clause.last + 1) if self._context.is_self(i)]
        return any(own and 0 < verb.first - own[0] <= 5 for verb in self._context.words("counting", clause))

    def _certified_after(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "345 members are under certification"."""
        return any(m.value == "certified" for m in self._context.words("part", clause))

    def _restricted(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "there are 2 cooperatives where …": a part told by a relative clause."""
        following = self._context.token_at(mention.noun_end)
        return following < len(self._norms) and self._norms[following] in self._language.relative_words

    def _fragment(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for a line of its own that begins with the number: "320 small farmers, 145 of them women"."""
        block = self._context.block_of(clause)
        if block.kind not in ("paragraph", "item") or block.start != mention.start:
            return False
        if self._after_name(clause):
            return False
        verb = clause.finite
        among = [m.first for m in self._context.words("among", clause)]
        return (verb is None or bool(among) and among[0] < verb) and block.end - block.start <= 120

    def _after_name(self, clause: Clause) -> bool:
        """True where the line before is the name of somebody else, as in lists of other producers."""
        number = self._context.sentences[clause.sentence].block
        if number == 0:
            return False
        before = self._context.blocks[number - 1]
        if before.end - before.start > 80:
            return False
        return any(
            before.start <= self._tokens[run.first].start < before.end and run.last > run.first
            and not self._context.is_self(run.first) and run.last not in self._own
            for run in self._context.capital_runs
        ) and not self._context.words("label", before)

    def _listed(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Konokoyi (745 farmers)": a member organisation with its number."""
        if clause.kind != "parenthesis" or mention.first != clause.first or clause.first < 2:
            return False
        before = clause.first - 2
        return any(run.last == before for run in self._context.capital_runs) and before not in self._own

    def _own_before(self, mention: QuantityMention, clause: Clause) -> bool:
        return any(self._context.is_self(i) for i in range(clause.first, mention.first))

    def _founding(self, clause: Clause, mention: QuantityMention) -> bool:
        """True in a clause that tells who founded the organisation."""
        events = [m for m in self._context.words("founding", clause) if m.value in ("formed", "legally-established")]
        return bool(events) and self._governing(mention, clause) is None

    def _grows(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for the ends of a series, "from 700 to 9,500", and for what follows "has grown to"."""
        series = [q for q in self._context.within(self._context.quantities, clause) if q.series]
        if any(q.first <= mention.first <= q.last + _REACH for q in series):
            return True
        verbs = self._context.words("growth", clause)
        return any(0 < mention.first - verb.last <= _REACH for verb in verbs) or (
            self._number_before(mention, clause) and self._equates(mention, clause)
        )

    def _grows_from(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "From the 14 founding members of 2001 it has grown to 65"."""
        before = self._norms[max(clause.first, mention.first - 2) : mention.first]
        verbs = self._context.words("growth", clause)
        return any(word in self._language.series for word in before) and any(v.first > mention.last for v in verbs)

    def _equates(self, mention: QuantityMention, clause: Clause) -> bool:
        low = max(clause.first, mention.first - 3)
        return any(self._norms[i] in self._words["copulas"] for i in range(low, mention.first))

    def _says_member(self, mention: QuantityMention) -> bool:
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        return any(self._norms[i] in self._words["member_words"] for i in range(mention.last + 1, end + 1))

    def _apposed(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "a cooperative of 438 growers", "COMSA, with 800 members"."""
        first = mention.first - 1
        if first <= clause.first - 1:
            return False
        norm = self._norms[first]
        if norm in self._words["of_words"]:
            heads = [m for m in self._context.words("generic", clause) if first - _NEAR <= m.last < first]
            if any(last in range(first - _NEAR, first) for last in self._own):
                return True
            return bool(heads) and self._is_own(heads[-1], clause)
        if norm in self._words["with_words"]:
            if self._context.subject(clause).who == "other":
                return False
            ahead = first - 1
            marked = ahead < clause.first or self._tokens[ahead].kind in ("mark", "break")
            heads = [m for m in self._context.words("generic", clause) if m.last == ahead]
            return marked or ahead in self._own or bool(heads) and self._is_own(heads[-1], clause) or self._says_member(mention)
        return False

    def _is_own(self, head: Mention, clause: Clause) -> bool:
        """True for "a cooperative" that says what the organisation is, or "the cooperative"."""
        if self._context.is_self(head.first):
            return True
        before = [i for i in range(clause.first, head.first) if self._context.is_self(i)]
        verbs = [i for i in range(clause.first, head.first) if self._language.is_finite(self._norms[i])]
        plain = all(self._norms[i] in self._words["copulas"] for i in verbs)
        subject = self._context.subject(clause)
        return plain and (bool(before) or subject.who == "self" and (not verbs or subject.first is not None))

    def _there_is(self, mention: QuantityMention, clause: Clause) -> bool:
        low = max(clause.first, mention.first - _NEAR)
        return any(
            self._norms[i] in self._words["existence"] and self._norms[i + 1] in self._words["copulas"]
            for i in range(low, mention.first - 1)
        ) or any(self._norms[i] in self._words["existence_verbs"] for i in range(low, mention.first))

    def _equated(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "CECANOR is 6 cooperatives", "the total is 614"."""
        low = max(clause.first, mention.first - 3)
        verbs = [i for i in range(low, mention.first) if self._norms[i] in self._words["copulas"]]
        if not verbs:
            return False
        own = self._context.subject(clause)
        tally = any(found.first < verbs[-1] for found in self._context.words("tally", clause))
        named = own.who == "self" and own.first is not None
        return (named and mention.unit is not None and mention.unit.value in ORGANIZATIONS) or tally

    def _inverted(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The member cooperatives number 217", "the farmer members 202,397"."""
        units = [m for m in self._context.words("unit", clause) if m.last < mention.first]
        if not units or mention.unit is not None and mention.unit.first > mention.last:
            return False
        between = range(units[-1].last + 1, mention.first)
        telling = self._words["copulas"] | self._words["tally_verbs"]
        if len(between) > 3:
            return False
        return bool(self._says(units[-1])) and all(self._norms[i] in telling for i in between)

    def _says(self, unit: Mention) -> bool:
        words = self._norms[unit.first : unit.last + 1]
        return unit.value == "member" or any(word in self._words["member_words"] for word in words)

    def _unit_before(self, mention: QuantityMention, clause: Clause) -> str | None:
        units = [m for m in self._context.words("unit", clause) if m.last < mention.first]
        known = [m.value for m in units if m.value in PEOPLE | ORGANIZATIONS]
        return known[-1] if known else None

    def _ends_here(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where no noun follows the number: the clause ends, or an adverb of time, a preposition comes."""
        following = mention.last + 1
        if following > clause.last:
            return True
        token, norm = self._tokens[following], self._norms[following]
        return token.kind != "word" or norm in self._words["after_count"]

    def _acts(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where the people counted are the subject of the clause's verb."""
        return clause.finite is not None and mention.last < clause.finite <= mention.last + _REACH and mention.first - clause.first <= 3

    def _people_of(self, mention: QuantityMention | ShareMention, clause: Clause) -> bool:
        """True where members are what a number is of: "half of the membership", "of its members"."""
        if isinstance(mention, ShareMention) and mention.unit and mention.unit.value in PEOPLE:
            return True
        return any(m.value == "member" for m in self._context.words("unit", clause))

    def _share_unit(self, mention: ShareMention) -> str:
        return mention.unit.value if mention.unit and mention.unit.value in PEOPLE else self.last_people

    def _excluded(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for numbers of a plan, a target, people who are no members, a meeting."""
        words: Sequence[str] = self._norms[max(clause.first, mention.first - 3) : mention.first]
        if any(word in self._words["not_counted"] for word in words):
            return True
        after = self._norms[mention.last + 1 : mention.last + 6]
        return any(word in self._words["not_counted_after"] for word in after)
