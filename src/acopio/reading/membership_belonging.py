"""What members do to be members: they belong, are organised, deliver to the organisation, stand behind it."""

from __future__ import annotations

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_exclusions import ExclusionSigns
from acopio.reading.membership_nouns import NEAR, REACH
from acopio.reading.quantity_mentions import QuantityMention


class BelongingSigns(ExclusionSigns):
    """What tells that the people or bodies counted belong to the organisation."""

    def belongs(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where the people counted are said to belong to something that is not somebody else's."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start))
        if self._are_in(end + 1, clause):
            return True
        denied = [m.first for m in self._context.words("negation", clause) if m.first > mention.last]
        if denied and denied[0] - end <= NEAR:
            return False
        if self._norms[clause.first] in self._words["behind"] and self.own_before(mention, clause):
            return True
        if self.deals_with_own(mention, clause):
            return True
        for found in self._context.words("belonging", self.sentence(clause)):
            if found.value in ("hired", "housed", "labour") and not self._hired:
                continue  # "41 people are employed at the mill"
            if found.value == "housed" and (mention.unit is None or mention.unit.value != "worker"):
                continue  # "3,000 people live on the estate"
            if found.first > end and self._parted(mention, found.first, clause):
                continue
            if found.value == "beside" and found.first - end != 1:
                continue  # "five co-operatives that hired one truck between them"
            if found.value in ("any", "whole") and self._founds(found, clause):
                continue
            if found.value == "any" and (
                self._joined_since(found.last + 1) or self._to_inner_body(found, clause)
            ):
                continue
            if found.value == "deliver" and self._some_of_them(mention):
                continue  # "In 2023 nearly 1,900 members sold nuts to the union"
            if found.value == "before":
                if 0 < mention.first - found.last <= 3 or self._in_cleft(mention, end, found.first):
                    return True
            elif found.value == "state":
                if self._told_of(end, found.first) and not self._to_another(found.last):
                    return True
            elif found.value in ("deliver", "labour"):
                if 0 < found.first - end <= REACH and self._reaches_own(found.last + 1):
                    return True
            elif found.value == "whole":
                if 0 < found.first - end <= REACH and self._means_it(found, clause):
                    return True
            elif (0 < found.first - end <= REACH and not self._to_another(found.last)) or (
                0 < mention.first - found.last <= REACH and self._only_own(found.last + 1, mention.first)
            ):
                return True
        return False

    def deals_with_own(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for those who sell through the organisation; the rules on deeds say so."""
        return False

    def _to_inner_body(self, found: Mention, clause: Clause) -> bool:
        """True for "The company recognises a trade union; 960 workers belong to it"."""
        after = min(found.last + 1, len(self._norms) - 1)
        if not (self.is_it(found.last) or self.is_it(after)) or not clause.index:
            return False
        before = self._context.clauses[clause.index - 1]
        if before.sentence != clause.sentence:
            return False
        objects = Passage(self._tokens[before.finite or before.first].end, before.end, "")
        return any(
            any(self._norms[i] in self._language.indefinite for i in range(max(0, m.first - 2), m.first))
            for m in self._context.words("generic", objects)
            if not self._context.is_self(m.first)
        )

    def _in_cleft(self, mention: QuantityMention, end: int, verb: int) -> bool:
        """True for "Son 14 cooperativas de base las que la forman"."""
        said = self._norms[self.lead(mention)] in self._words["copulas"]
        relative = self._norms[verb - 1] in self._language.relative_words
        return said and relative and 0 < verb - end <= REACH

    def _joined_since(self, first: int) -> bool:
        """True for "Four co-operatives have joined in the meantime": beside those there were."""
        near = self._norms[first : first + NEAR]
        for position, norm in enumerate(near):
            if norm in self._words["meanwhile"]:
                return position == 0 or near[0] in self._words["in_words"]
        return False

    def _some_of_them(self, mention: QuantityMention) -> bool:
        """True for members fewer than were told; the rules that remember say so."""
        return False

    def _founds(self, found: Mention, clause: Clause) -> bool:
        """True for "formed the co-operative in 1997": its founders are told, not who belongs to it."""
        span = Passage(found.start, found.end, "")
        events = any(
            m.first == found.first and m.value == "formed" for m in self._context.words("founding", span)
        )
        return events and bool(self._context.within(self._context.dates, self.sentence(clause)))

    def _parted(self, mention: QuantityMention, first: int, clause: Clause) -> bool:
        """True where what belongs is somebody else: "5,000 growers; 815 of them …", "Of the 5,000, 815 …"."""
        there = self._context.clause_at(self._tokens[first].start)
        if there is not None and there.kind == "coordinate" and mention.first < there.first < first:
            return True
        sentence = self.sentence(clause)
        for index in range(max(sentence.first + 1, mention.first - NEAR), mention.first):
            which = self._norms[index] in self._language.relative_words
            if which and self._norms[index - 1] in self._language.prepositions:
                before = index - 2 if self._tokens[index - 2].text != "," else index - 3
                return not self.own_ends(before)  # "a body to which eleven associations belong"
        opens = self._norms[sentence.first] in self._words["of_words"]
        if not opens or mention.first - clause.first > NEAR or self.says_member(mention):
            return False
        later = Passage(mention.end, self._tokens[first].start, "")
        return bool(self._context.within(self._context.quantities, later))

    def _are_in(self, index: int, clause: Clause) -> bool:
        """True for "640 farmers are in the co-op"."""
        while index < clause.last and self._norms[index] in self._words["copulas"] | self._words["focus"]:
            index += 1
        if self._norms[index - 1] not in self._words["copulas"] | self._words["focus"]:
            return False
        inside = self._norms[index] in self._words["in_words"]
        return inside and any(
            self._context.is_self(i) or self.is_it(i)
            for i in range(index + 1, min(index + 3, clause.last + 1))
        )

    def _reaches_own(self, first: int) -> bool:
        """True for "to the cooperative", "to it", "to its mills"."""
        if first < len(self._norms) and self._norms[first] in self._language.owners:
            return True
        near = range(first, min(first + 3, len(self._norms)))
        return any(self.own_at(i) or self.is_it(i) for i in near)

    def is_it(self, index: int) -> bool:
        """True for "it", that stands for the organisation; not for "its"."""
        it = self._context.words("pronoun", Passage(self._tokens[index].start, self._tokens[index].end, ""))
        return bool(it) and it[0].value == "it" and self._norms[index] not in self._words["our_words"]

    def belongs_at_once(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "200 had got together": what makes them members follows directly."""
        helping = self._words["copulas"] | self._words["auxiliaries"]
        following = [
            m.first
            for m in self._context.words("belonging", clause)
            if m.first > mention.last
            and (
                m.value in ("deliver", "at-once")
                or self._norms[m.first] in helping | self._language.prepositions
            )
        ]
        if not following or following[0] - mention.last > 2:
            return False
        between = self._norms[mention.last + 1 : following[0]]  # "61 surnames between them"
        plain = all(norm in helping | self._words["focus"] | self._words["after_count"] for norm in between)
        return plain and self.belongs(mention, clause)

    def _means_it(self, found: Mention, clause: Clause) -> bool:
        """True where the organisation or "the membership" follows within a few words."""
        first = found.last + 1
        own = range(first, min(first + 3, len(self._norms)))
        bare = found.first == found.last and self._norms[found.first] in self._words["auxiliaries"]
        if bare and self._norms[first] not in self._words["taking_up"]:  # "have cleared their debts"
            return any(self.own_at(i) for i in range(first, min(first + 6, clause.last + 1)))
        tally = [m.first for m in self._context.words("tally", clause)]
        return any(
            self.own_at(i)
            or i in tally
            or (self._norms[i] in self._words["taking_up"] and not self.they_at(i))
            for i in own
        )  # not "own the plots they work"

    def _only_own(self, first: int, stop: int) -> bool:
        """True where nothing but the organisation stands between: "Pertenecen a la cooperativa 640 familias"."""
        generics = {i for m in self._context.words("generic") for i in range(m.first, m.last + 1)}
        words = self._words["focus"] | self._language.articles | self._words["of_words"]
        return all(i in self._own or i in generics or self._norms[i] in words for i in range(first, stop))

    def _told_of(self, end: int, participle: int) -> bool:
        """True where "are", "have now been" stand between a noun and a participle, no other verb."""
        if not 1 < participle - end <= REACH + 4:
            return False
        helping = self._words["copulas"] | self._words["auxiliaries"]
        verbs = [i for i in range(end + 1, participle) if self._norms[i] in helping]
        if not verbs or any(
            self._language.is_finite(self._norms[i]) for i in range(end + 1, participle) if i not in verbs
        ):
            return False
        adverbs = self._words["focus"] | helping
        return all(
            self._norms[i] in adverbs or self._norms[i].endswith(self._language.adverb_endings)
            for i in range(verbs[0], participle)
        )

    def _to_another(self, last: int) -> bool:
        """True where somebody else's name follows a phrase: "belong to the federation FENACMA"."""
        run = next((self._runs[i] for i in range(last + 1, last + 1 + NEAR) if i in self._runs), None)
        return run is not None and not self.own_run(run.first, run.last)
