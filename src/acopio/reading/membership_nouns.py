"""What a number counts: the noun after it, a unit named before it, a part such as women."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_owner import OwnerSigns
from acopio.reading.quantity_mentions import QuantityMention, ShareMention

PEOPLE: Final = frozenset({"member", "farmer", "producer", "family", "worker", "artisan"})
ORGANIZATIONS: Final = frozenset({"cooperative", "association", "group", "organizations"})
_LINKING: Final = frozenset(",'’\"“”*")
GENDERS: Final = frozenset({"women", "men"})
REACH: Final = 9  # tokens between a verb and the number it governs
NEAR: Final = 4
_BRACKETED: Final = 6  # tokens of "(26.5 %)" and the one before
_OPENING: Final = 5  # tokens of "That's the reason they"


class NounSigns(OwnerSigns):
    """What tells, around a number, what it counts."""

    def lead(self, mention: QuantityMention | ShareMention) -> int:
        """Return the token before a number, adverbs stepped over: "with" in "with now just 58 members"."""
        index = mention.first - 1
        told = self._language.comparators_before.before(self._norms, mention.first)
        if told and told[0] == "exactly" and self._norms[told[1]] in self._language.number_articles:
            index = told[1] - 1  # "a total of"
        while index >= 0 and self._norms[index] in self._words["focus"]:
            index -= 1
        if index > 1 and self._norms[index] in self._words["adverbials"]:
            before = self._norms[index - 1]
            if before in self._words["at_words"] | self._words["in_words"]:
                index -= 2  # "members, at present 298 cane farmers"
        return index

    def before(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the word before a number of a clause, adverbs stepped over."""
        index = self.lead(mention)
        return self._norms[index] if index >= clause.first else ""

    def gender(self, mention: QuantityMention, clause: Clause) -> Mention | None:
        """Return the women, men or young people that a number counts."""
        if self.mixed(mention):
            return None
        bodies = mention.unit is not None and mention.unit.value in ORGANIZATIONS
        if mention.part and mention.part.value in GENDERS and not bodies:
            return mention.part
        if mention.unit is not None and (not mention.part or mention.unit.value in ORGANIZATIONS):
            return None
        last = self._share_behind(mention.last)
        for found in self._context.words("part", clause):
            if found.value in GENDERS and 0 < found.first - last <= REACH:
                if self.genitive(found):
                    return None  # "four of which are women's groups"
                if self._shared_part(mention, found):
                    continue
                return found if self.linked(last + 1, found.first) else None
            if found.value in GENDERS and 0 < mention.first - found.last <= 3 and mention.unit is None:
                verbs = [
                    i
                    for i in range(found.last + 1, mention.first)
                    if self._language.is_finite(self._norms[i])
                ]
                numbered = self._norms[self.lead(mention)] in self._words["numbering"]
                if verbs or numbered or mention.first - found.last == 1 or self._told_alone(found, mention):
                    return found
        return None

    def _shared_part(self, mention: QuantityMention, part: Mention) -> bool:
        """True for the women of "shows 1,046, women making up 38 per cent": a share tells how many they are."""
        if part.first - mention.last != 2 or self._tokens[part.first - 1].text != ",":
            return False
        stop = self._tokens[min(part.last + NEAR + 1, len(self._tokens) - 1)].end
        return bool(self._context.within(self._context.shares, Passage(part.end, stop, "")))

    def _share_behind(self, last: int) -> int:
        """The last token of "82 (26 %)": a number with the same as a share in brackets."""
        end = min(last + _BRACKETED, len(self._tokens) - 1)
        if self._tokens[min(last + 1, end)].text != "(":
            return last
        close = next((i for i in range(last + 2, end + 1) if self._tokens[i].text == ")"), None)
        if close is None:
            return last
        span = Passage(self._tokens[last + 1].start, self._tokens[close].end, "")
        return close if self._context.within(self._context.shares, span) else last

    def _told_alone(self, part: Mention, mention: QuantityMention) -> bool:
        """True for the sentence "Mujeres, 1.390." that says nothing else."""
        sentence = self._context.sentence_at(mention.start)
        whole = sentence is not None and sentence.first == part.first and sentence.last - mention.last <= 1
        return whole and mention.first - part.last == 2 and self._tokens[part.last + 1].text == ","

    def comparing(self, mention: ShareMention) -> bool:
        """True for "half as many again"."""
        following = mention.last + 1
        return following < len(self._norms) and self._norms[following] in self._words["as_words"]

    def subject_part(self, mention: ShareMention, clause: Clause) -> Mention | None:
        """Return the women of "Women, many of them widows, make up 36 percent of the membership", if so."""
        opening = self.sentence(clause)
        parts = [m for m in self._context.words("part", opening) if m.value in GENDERS]
        wholes = [v for v in self._context.words("belonging", clause) if v.last < mention.first]
        if parts and wholes and parts[0].first - opening.first <= 2 and parts[0].last < mention.first:
            return parts[0]
        return self._they_said(clause) if wholes else None

    def _they_said(self, clause: Clause) -> Mention | None:
        """Return the women that "they" takes up from the end of what was said just before, if so.

        "Women do the splitting and drying. That is why they make up 61% of shareholders."
        """
        sentence = self.sentence(clause)
        low = range(max(clause.first, sentence.first), min(clause.last, clause.first + _OPENING))
        they = [i for i in low if self.they_at(i)]
        if not they or sentence.index == 0:
            return None
        before = self._context.sentences[sentence.index - 1]
        inside = Passage(sentence.start, self._tokens[they[0]].start, "")
        if before.block != sentence.block or self._context.has("unit", inside):
            return None
        told = [m for kind in ("unit", "part") for m in self._context.words(kind, before)]
        last = self._context.clauses_of(before)[-1]
        opens = [m for m in told if m.first - last.first <= 1 or m.first == before.first]
        return opens[-1] if opens and opens[-1].kind == "part" and opens[-1].value in GENDERS else None

    def they_at(self, index: int) -> bool:
        """True for "they", "them", that own nothing."""
        token = self._tokens[index]
        found = self._context.words("pronoun", Passage(token.start, token.end, ""))
        return bool(found) and found[0].value == "they" and token.norm not in self._words["our_words"]

    def series_unit(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the unit of 4 in "grew from 4 to 19 member societies"."""
        if not mention.series:
            return ""
        later = [q for q in self._context.within(self._context.quantities, clause) if q.first > mention.last]
        unit = later[0].unit.value if later and later[0].unit else ""
        return unit if unit in PEOPLE | ORGANIZATIONS else ""

    def mixed(self, mention: QuantityMention) -> bool:
        """True for "75 women and men": all of them people."""
        part = mention.part
        if part is None or part.value not in GENDERS or part.last + 2 >= len(self._norms):
            return False
        joined = self._norms[part.last + 1] in self._language.number_joiners
        others = self._context.words("part", Passage(part.end, self._tokens[part.last + 2].end, ""))
        return joined and any(m.value in GENDERS - {part.value} for m in others)

    def part_before(self, mention: QuantityMention, clause: Clause) -> Mention | None:
        """Return the women or men of "Women members number 120"."""
        span = Passage(clause.start, mention.start, "")
        parts = [m for m in self._context.words("part", span) if m.value in GENDERS]
        return parts[-1] if parts else None

    def dated(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for 161 in "188 members at the end of 2020 (2018: 161)", "340 in 2010"; no verb stands by."""
        if clause.finite is not None:
            return False
        around = Passage(self._tokens[max(0, mention.first - 4)].start, clause.end, "")
        return any(
            0 < mention.first - date.last <= 2 or 0 < date.first - mention.last <= 2
            for date in self._context.within(self._context.dates, around)
        )

    def linked(self, first: int, stop: int) -> bool:
        """True where only words such as "of them are" stand between a number and a part."""
        linking = self._words["linking"]
        return all(
            self._norms[i] in linking or (self._tokens[i].kind == "mark" and self._tokens[i].text in _LINKING)
            for i in range(first, stop)
        )

    def equated_part(self, mention: QuantityMention, part: Mention) -> bool:
        """True for "443 are women"."""
        low, high = sorted((mention.last + 1, part.first))
        return any(self._norms[i] in self._words["copulas"] for i in range(low, high))

    def says_member(self, mention: QuantityMention) -> bool:
        """True where the noun after a number says membership: "registered farmers"."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        if mention.unit is not None and mention.unit.value == "worker" and self._hired:
            return not self.seasonal(mention)
        return any(self._norms[i] in self._words["member_words"] for i in range(mention.last + 1, end + 1))

    def seasonal(self, mention: QuantityMention) -> bool:
        """True for "300 casual workers"."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        return any(self._norms[i] in self._words["seasonal"] for i in range(mention.last + 1, end))

    def of_others(self, mention: QuantityMention) -> bool:
        """True for "40 family members", "300 members of the village"."""
        if mention.unit is None:
            return False
        if any(self._norms[i] in self._words["kin"] for i in range(mention.last + 1, mention.unit.first)):
            return mention.unit.value == "member"
        following = mention.unit.last + 1
        if following + 2 >= len(self._norms) or self._norms[following] not in self._words["of_words"]:
            return False
        low = following + 1
        if self._norms[low] in self._language.owners:
            return False  # "870 members of its own"
        area = self.of_area(mention)
        if area and mention.unit.value != "member":
            return False  # "240 growers of the province"
        return self._norms[low] in self._language.definite and not any(
            self._context.is_self(i) for i in range(low, min(low + 3, len(self._norms)))
        )

    def of_area(self, mention: QuantityMention) -> bool:
        """True for "240 members of the province"."""
        low = mention.unit.last + 2 if mention.unit else len(self._tokens)
        if low + 1 >= len(self._tokens):
            return False
        span = Passage(self._tokens[low].start, self._tokens[low + 1].end, "")
        return self._context.has("region-word", span)

    def says(self, unit: Mention) -> bool:
        """True for a unit that says membership."""
        words = self._norms[unit.first : unit.last + 1]
        return unit.value == "member" or any(word in self._words["member_words"] for word in words)

    def unit_before(self, mention: QuantityMention, clause: Clause) -> str | None:
        """Return the unit named before a number in its clause."""
        units = [m for m in self._context.words("unit", clause) if m.last < mention.first]
        near = self._context.within(self._context.quantities, clause)
        numbered = {q.unit.first for q in near if q.unit is not None and q is not mention}
        known = [m for m in units if m.value in PEOPLE | ORGANIZATIONS]
        plain = [m for m in known if m.first not in numbered]  # "The members of the 13 co-ops number 5,400"
        return (plain or known)[-1].value if known else None

    def unit_of_series(self, mention: QuantityMention, clause: Clause) -> str | None:
        """Return the unit of the 45 in "from 45 to 600 members"."""
        if not mention.series:
            return None
        later = [q for q in self._context.within(self._context.quantities, clause) if q.first > mention.last]
        near = later[0].unit if later and later[0].first - mention.last <= NEAR else None
        return near.value if near is not None and near.value in PEOPLE | ORGANIZATIONS else None

    def people_of(self, mention: QuantityMention | ShareMention, clause: Clause) -> bool:
        """True where members are what a number is of: "half of the membership", "of its members"."""
        if isinstance(mention, ShareMention) and mention.unit and mention.unit.value in PEOPLE:
            return True
        return any(m.value == "member" for m in self._context.words("unit", clause))

    def side_group(self, first: int, last: int) -> bool:
        """True for groups for something beside the trade: "cooking groups", "grupos de ahorro"."""
        norms, side = self._norms, self._words["side_groups"]
        if norms[last] not in self._words["sections"]:
            return False
        if any(norms[i] in side for i in range(max(0, first - 1), last)):
            return True
        of = last + 1
        return of + 1 < len(norms) and norms[of] in self._words["of_words"] and norms[of + 1] in side

    def announced(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the unit of "Members on the books" before a colon and a number."""
        if clause.kind != "list" or mention.first != clause.first:
            return ""
        label = self._last_entry(self.enclosing(clause))
        units = self._context.words("unit", label)
        tally = [m for m in self._context.words("tally", label) if m.first - label.first <= 1]
        if label.finite is not None or not units or label.last - label.first > (2 * NEAR if tally else NEAR):
            return ""
        if any(self.side_group(m.first, m.last) for m in units):
            return ""  # "Grupos de ahorro de mujeres: 22"
        unit = units[-1].value
        if (unit == "worker" and not self._hired) or units[0].first - label.first > NEAR:
            return ""
        return unit if unit in PEOPLE | ORGANIZATIONS else ""

    def _last_entry(self, label: Clause) -> Clause:
        """Return "Members" of "Crop: sugar cane, some rice, Members: 276", where labels run on in one line."""
        if label.kind != "list" or label.finite is not None:
            return label
        for index in range(label.last - 1, max(label.first, label.last - NEAR), -1):
            if self._tokens[index].text in ",|;" and self._tokens[index + 1].capitalised:
                return label._replace(first=index + 1, start=self._tokens[index + 1].start)
        return label

    def listed(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Konokoyi (745 farmers)": a member organisation with its number."""
        if clause.kind != "parenthesis" or mention.first != clause.first or clause.first < 2:
            return False
        before = clause.first - 2
        return any(run.last == before for run in self._context.capital_runs) and before not in self._own

    def compounded(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "the 340-member cooperative"."""
        position = mention.last + 1
        if position < len(self._norms) and self._tokens[position].text in ("-", "–"):
            position += 1
        if position + 1 >= len(self._norms):
            return False
        known = self._words["member_words"] | self._words["strong"]
        if self._norms[position] not in known and not self._compound_people(mention, position):
            return False
        if self._norms[position + 1] in self._language.prepositions:
            return False  # "31 members of the cooperative"
        if any(self._context.is_self(i) for i in range(position + 1, min(position + 3, len(self._norms)))):
            return True
        strong = self._norms[position] in self._words["strong"]
        whole = (*self._context.words("tally", clause), *self._context.words("unit", clause))
        if strong and any(m.first == position + 1 for m in whole):
            return True  # "the 870-strong membership"
        heads = [m for m in self._context.words("generic", clause) if 0 < m.first - position <= 3]
        if heads and self.heralds(clause):
            return True
        definite = mention.first > 0 and self._norms[mention.first - 1] in self._language.definite
        return bool(heads) and (definite or self.is_own(heads[0], clause))

    def _compound_people(self, mention: QuantityMention, position: int) -> bool:
        """True for the farmers of "a 1,430-farmer cooperative"."""
        hyphen = position - mention.last == 2
        unit = self._context.words(
            "unit", Passage(self._tokens[position].start, self._tokens[position].end, "")
        )
        return hyphen and bool(unit) and unit[0].value in PEOPLE - {"worker"}

    def one_of(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "one of 52 village societies"."""
        position = mention.first - 1
        return (
            position > clause.first
            and self._norms[position] in self._words["of_words"]
            and self._language.number_words.get(self._norms[position - 1]) == 1
        )

    def restricted(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "there are 2 cooperatives where …": a part told by a relative clause."""
        following = self._context.token_at(mention.noun_end)
        return following < len(self._norms) and self._norms[following] in self._language.relative_words

    def certified_after(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "345 members are under certification"."""
        return any(m.value == "certified" for m in self._context.words("part", clause))
