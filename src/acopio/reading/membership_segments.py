"""Numbers in lines and asides without a verb: "640 members", "Structure: 26 societies, 14,000 farmers"."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.language_schema import FOUNDING_EVENTS
from acopio.reading.membership_nouns import ORGANIZATIONS
from acopio.reading.membership_signs import CountSigns
from acopio.reading.quantity_mentions import QuantityMention

_PARTING: Final = frozenset("|·•;:–—()[]/*\n")
_LONGEST: Final = 40  # tokens of a segment
_FEWEST: Final = 10  # people that a line may tell without more
_LINE: Final = 120  # code points of a line that is one fragment
_BEFORE: Final = 6  # tokens before a bracket in which its owner's name stands
_OTHER_TOPICS: Final = ("premium", "outsider", "payer", "need", "plan")


class SegmentSigns(CountSigns):
    """What tells that a stretch without a verb counts the membership."""

    def fragment(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for a line of its own that begins with the number: "320 small farmers, 145 of them women"."""
        block = self._context.block_of(clause)
        if block.kind not in ("paragraph", "item") or block.start != mention.start:
            return False
        if self.after_name(clause) or self.about_uses(clause):
            return False
        verb = clause.finite
        among = [m.first for m in self._context.words("among", clause)]
        told = verb is None or (bool(among) and among[0] < verb)
        return told and not self._verb_to_come(mention, clause) and block.end - block.start <= _LINE

    def segment(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for a number with its noun between marks, without a verb, where nobody else is named."""
        value = mention.quantity.value or mention.quantity.minimum or mention.quantity.maximum or 0
        organizations = mention.unit is not None and mention.unit.value in ORGANIZATIONS
        if value < (2 if organizations else _FEWEST) or self._verb_to_come(mention, clause):
            return False
        sentence = self.sentence(clause)
        index = self.lead(mention)
        opens = index < sentence.first or self._tokens[index].text[0] in _PARTING
        if not opens and value < _FEWEST:
            return False  # "alfabetización en q'eqchi', dos grupos"
        if not opens and not (self._tokens[index].text == "," and self._verbless_since_mark(index, clause)):
            return False
        if self.about_uses(clause) or self._about_something_else(clause):
            return False
        if self._of_counted(index):
            return False
        if index > 0 and self._tokens[index].text == "(" and self.own_ends(index - 1):
            return True  # "the Jasmine Growers' Group (1,080 households, 12 villages)"
        return not self._another_named(mention, clause) and not self._founders(index, mention)

    def _verb_to_come(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where a verb follows before the next parting mark."""
        stop = min(self.sentence(clause).last, mention.last + _LONGEST)
        index = self._context.token_at(max(mention.noun_end - 1, mention.start))
        if not self._noun_ends(index + 1):
            return True
        while index < stop:
            index += 1
            if self._tokens[index].text == "(":
                while index < stop and self._tokens[index].text != ")":
                    index += 1
            elif self._tokens[index].kind != "word":
                if self._tokens[index].text[0] in _PARTING:
                    return False
                if self._tokens[index].text == "," and self._tokens[index + 1].kind == "number":
                    return False
                founded = Passage(self._tokens[index].end, self._tokens[min(index + 2, stop)].start, "")
                if self._tokens[index].text == "," and self._context.has("founding", founded):
                    following = self._norms[min(index + 2, stop)]
                    told = following in self._language.prepositions - self._language.infinitive
                    return not (
                        told or self._tokens[min(index + 2, stop)].kind == "number"
                    )  # "933 members, founded in 1999"
            elif self._language.is_finite(self._norms[index]):
                among = [m for m in self._context.words("among", clause) if m.last < index]
                return not (among and among[-1].first > mention.last)
        return False

    def _noun_ends(self, index: int) -> bool:
        """True where a mark, a preposition or a participle follows, nothing that may be a verb."""
        if index >= len(self._tokens) or self._tokens[index].kind != "word":
            return True
        norm = self._norms[index]
        follows = self._words["after_count"] | self._language.prepositions | self._language.relative_words
        return norm in follows | self._language.number_joiners or norm.endswith("ing")

    def _verbless_since_mark(self, index: int, clause: Clause) -> bool:
        first = self.sentence(clause).first
        while index > first and not (
            self._tokens[index].kind != "word" and self._tokens[index].text[0] in _PARTING
        ):
            if self._language.is_finite(self._norms[index]):
                return False
            index -= 1
        return True

    def _founders(self, index: int, mention: QuantityMention) -> bool:
        """True for "founded by, 27 farmers": the founding stands in the same stretch."""
        low = max(0, index - _LONGEST)
        while index > low and not (
            self._tokens[index].kind != "word" and self._tokens[index].text[0] in _PARTING
        ):
            index -= 1
        span = Passage(self._tokens[max(0, index)].start, mention.start, "")
        return any(m.value in FOUNDING_EVENTS for m in self._context.words("founding", span))

    def _of_counted(self, bracket: int) -> bool:
        """True for "Seven cooperatives (640 growers)": the bracket is about those only."""
        if self._tokens[bracket].text != "(":
            return False
        return any(q.noun_end == self._tokens[bracket - 1].end for q in self._near(bracket))

    def _near(self, index: int) -> list[QuantityMention]:
        start = self._tokens[max(0, index - _BEFORE)].start
        return self._context.within(self._context.quantities, Passage(start, self._tokens[index].start, ""))

    def _about_something_else(self, clause: Clause) -> bool:
        block = self._context.block_of(clause)
        if not block.label:
            return False
        label = Passage(*block.label, "")
        return any(self._context.has(kind, label) for kind in _OTHER_TOPICS)

    def _another_named(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where somebody else's name stands before: "Alto Sol, Peru: 870 members"."""
        sentence = self.sentence(clause)
        marks = [i for i in range(sentence.first, mention.first) if self._tokens[i].text == ";"]
        for first in range(marks[-1] if marks else sentence.first, mention.first):
            run = self._runs.get(first)
            if run is None or self.own_run(run.first, run.last):
                continue
            if self._only_opens(run.first, run.last, clause):
                continue
            span = Passage(self._tokens[run.first].start, self._tokens[run.last].end, "")
            known = ("country", "demonym", "product", "scheme", "unit", "label", "region-word", "tally")
            if run.first in self._others or not any(self._context.has(kind, span) for kind in known):
                return True
        return False
