"""What is said right after a number: its verb, the part that goes on, where its phrase ends."""

from __future__ import annotations

from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention
from acopio.reading.membership_nouns import GENDERS, ORGANIZATIONS, PEOPLE, REACH, NounSigns
from acopio.reading.quantity_mentions import QuantityMention


class PhraseSigns(NounSigns):
    """What tells, right after a number, what is said of those counted."""

    def verb_after(self, mention: QuantityMention, clause: Clause) -> int | None:
        """Return the finite verb that follows a number in its clause before any mark."""
        for index in range(mention.last + 1, min(clause.last, mention.last + REACH) + 1):
            if self._tokens[index].text == "(":
                break
            if self._tokens[index].kind != "word":
                return None
            if self._language.is_finite(self._norms[index]):
                return index
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        if end < len(self._tokens) and self._tokens[end].text == "(":
            while end < clause.last and self._tokens[end].text != ")":
                end += 1
            end += 1
        if mention.unit is not None and end <= clause.last and self.plain_verb(end):
            return end
        return None

    def plain_verb(self, index: int) -> bool:
        """True for the word after a plural noun that can only be its verb: "members plant", "groups also hold"."""
        while index < len(self._tokens) and self._norms[index].endswith("ly"):
            index += 1
        if index + 1 >= len(self._tokens) or self._tokens[index].kind != "word":
            return False
        if self._tokens[index].capitalised:
            return False
        norm = self._norms[index]
        if norm in self._words["also"]:
            return self.plain_verb(index + 1)
        known = self._words["after_count"] | self._language.prepositions | self._language.relative_words
        known = known | self._language.number_joiners | self._language.stop_words | self._words["focus"]
        return norm not in known and not norm.endswith(("ing", "ed")) and index + 1 < len(self._tokens)

    def same_part(self, clause: Clause) -> Mention | None:
        """Return the women that "as are 58% of the whole workforce" takes up."""
        first = clause.first
        if self._norms[first] not in self._words["as_words"] or first + 1 >= len(self._norms):
            return None
        if self._norms[first + 1] not in self._words["copulas"]:
            return None
        before = self._context.words("part", self.sentence(clause))
        told = [m for m in before if m.last < first and m.value in GENDERS]
        return told[-1] if told else None

    def acts(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where the people counted are the subject of the clause's verb."""
        first = clause.first
        for index in range(clause.first, mention.first):
            if self._tokens[index].text == ",":
                first = index
        before = any(self._language.is_finite(self._norms[i]) for i in range(first, mention.first))
        if before or self.verb_after(mention, clause) is None:
            return False
        return self.before(mention, clause) not in self._language.prepositions

    def counted_in_sentence(self, mention: QuantityMention, clause: Clause) -> str | None:
        """Return the unit of the 30 in "was founded by 30 members and today has 640"."""
        if self._context.subject(clause).who != "self":
            return None
        sentence = self.sentence(clause)
        told = [q for q in self._context.within(self._context.quantities, sentence) if q.last < mention.first]
        units = [q.unit.value for q in told if q.unit and not q.measure]
        return units[-1] if units and units[-1] in PEOPLE | ORGANIZATIONS else None

    def ends_here(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where no noun follows the number: the clause ends, or an adverb or preposition comes."""
        following = mention.last + 1
        if following > clause.last:
            return True
        token, norm = self._tokens[following], self._norms[following]
        if norm in self._words["copulas"]:
            return True  # "a workforce of 1,120 is …"
        if any(date.start == token.start for date in self._context.within(self._context.dates, token)):
            return True
        return (
            token.kind != "word" or norm in self._words["after_count"] or norm in self._language.number_words
        )
