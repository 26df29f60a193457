"""How a clause counts: the verbs that have, gather, grow and equal."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.language_schema import FOUNDING_EVENTS
from acopio.reading.membership_governing import GoverningSigns
from acopio.reading.membership_nouns import NEAR, ORGANIZATIONS, PEOPLE, REACH
from acopio.reading.quantity_mentions import QuantityMention
from acopio.reading.span import Span

_SOMEONE: Final = frozenset({"he", "she", "i"})
_BESIDE: Final = frozenset((",", "–", "—", "-", "("))


class CountSigns(GoverningSigns):
    """What tells, around a number, that it is the count of a membership."""

    def grows(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for the ends of a series, "from 700 to 9,500", and for what follows "has grown to"."""
        verbs = self._context.words("growth", clause)
        if self._of_other_things(mention, clause):
            return False
        told = self._context.subject(clause).who != "unknown" or self._context.has("tally", clause)
        if mention.unit is not None and clause.kind == "shared" and not told:
            return False  # "The project, funded by the EU, reached 4,500 farmers"
        series = [q for q in self._context.within(self._context.quantities, clause) if q.series]
        if verbs and any(q.first <= mention.first <= q.last + REACH for q in series):
            return True
        near = [verb for verb in verbs if 0 < mention.first - verb.last <= REACH]
        if any(self._norms[verb.last + 1] not in self._words["agents"] for verb in near):
            return True
        if near and self._norms[self.lead(mention)] in self._language.infinitive:
            return True  # "has fallen by a fifth, to 1,430"
        return bool(self.number_before(mention, clause)) and self.equates(mention, clause)

    def _of_other_things(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "the number of their hives rose to 81": what is counted is named, and no people or bodies."""
        if mention.unit is not None:
            return False
        tallies = [m for m in self._context.words("tally", clause) if m.last < mention.first]
        amounts = [i for i in range(clause.first, mention.first) if self._norms[i] in self._words["amounts"]]
        if amounts and not (tallies and tallies[-1].first > amounts[-1]):
            return not any(
                self.own_at(i) for i in range(amounts[-1] + 1, mention.first)
            )  # "the income rose from 9,000 to 74,000"
        if not tallies:
            return False
        first = tallies[-1].last + 1
        if self._norms[first] not in self._words["of_words"]:
            return False
        stop = min(first + NEAR, clause.last)
        span = Passage(self._tokens[first].start, self._tokens[stop].end, "")
        named = [
            m
            for kind in ("unit", "part", "generic", "organization-word")
            for m in self._context.words(kind, span)
        ]
        passed = self._language.prepositions | self._language.relative_words
        between = range(first + 1, min(m.first for m in named)) if named else ()
        return not named or any(
            self._norms[i] in passed or self._language.is_finite(self._norms[i]) for i in between
        )

    def grows_from(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "From the 14 founding members of 2001 it has grown to 65"."""
        before = self._norms[max(clause.first, mention.first - 2) : mention.first]
        verbs = self._context.words("growth", clause)
        return any(word in self._language.series for word in before) and any(
            v.first > mention.last for v in verbs
        )

    def equates(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where a form of "to be" stands just before a number."""
        low = max(clause.first, mention.first - 3)
        return any(self._norms[i] in self._words["copulas"] for i in range(low, mention.first))

    def number_before(self, mention: QuantityMention, clause: Clause) -> str:
        """Return the unit of "the 55" in "The 55 have since become 178": that of the 55 told before."""
        for q in self._context.within(self._context.quantities, clause):
            if (
                q.first == clause.first + 1
                and q is not mention
                and self._norms[clause.first] in self._language.definite
            ):
                told = [other for other in self._context.quantities if other.start < q.start and other.unit]
                same = [
                    other.unit.value
                    for other in told
                    if other.unit and other.quantity.value == q.quantity.value
                ]
                if same and same[-1] in PEOPLE | ORGANIZATIONS:
                    return same[-1]
        return ""

    def strong(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The cooperative is 1,100 members strong", "CAVAVE, 430 members strong, …"."""
        end = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        strong = end <= clause.last and self._norms[end] in self._words["strong"]
        lead = self.lead(mention)
        opens = mention.first == self.sentence(clause).first
        if (
            strong
            and opens
            and any(self.own_at(i) for i in range(end + 1, min(end + NEAR, len(self._norms))))
        ):
            return True  # "Two hundred and twelve farmers strong, CAVAVE runs …"
        own = lead > 0 and (self.own_ends(lead - 1) or self._context.is_self(lead - 1))
        apart = lead > 0 and self._tokens[lead].text == "," and own
        copula = self._context.subject(clause).who != "other" and self.equates(mention, clause)
        return strong and (apart or copula)

    def of_kind(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "What began in a shed is now a cooperative of 730", "not one co-op but a union of 14"."""
        lead = self.lead(mention)
        if lead <= clause.first or self._norms[lead] not in self._words["of_words"]:
            return False
        heads = [m for m in self._context.words("generic", clause) if m.last == lead - 1]
        if not heads or self._context.subject(clause).who == "other" or self.speaks_of_others(clause):
            return False
        low = max(clause.first, heads[0].first - 2 * NEAR)
        return any(self._norms[i] in self._words["copulas"] for i in range(low, heads[0].first))

    def head_before(self, mention: QuantityMention, clause: Clause) -> str:
        """Return what kind of body the "of" before a number belongs to: the union of "a union of 14"."""
        lead = self.lead(mention)
        heads = [m.value for m in self._context.words("generic", clause) if m.last == lead - 1]
        return heads[-1] if heads else ""

    def set_beside(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Its membership, 1,980 at the end of last year, …", "The members, 2,070 of them"."""
        lead = self.lead(mention)
        sentence = self.sentence(clause)
        if lead - 1 < sentence.first or self._tokens[lead].text not in _BESIDE:
            return False
        words = (*self._context.words("unit", sentence), *self._context.words("tally", sentence))
        told = [m for m in words if m.last == lead - 1]
        if not told and self.own_ends(lead - 1):  # "The members of Valle Verde, 1,120 in number"
            near = [m for m in words if 0 < lead - m.last <= 2 * NEAR and m.value == "member"]
            of_own = bool(near) and self._norms[near[-1].last + 1] in self._words["of_words"]
            return of_own and near[-1].first - clause.first <= 2
        plain = [m for m in told if m.value not in ("member", "any")]
        owner_at = plain[0].first - 1 if plain else 0
        owned = self._tokens[owner_at].possessive and (
            self.own_ends(owner_at) or self._context.is_self(owner_at)
        )
        if owned:
            return not self.speaks_of_others(clause)
        if plain and self._norms[owner_at] not in self._words["our_words"]:
            return False
        if not told or told[0].first <= 0 or self._context.subject(clause).who == "other":
            return False
        owner = self._norms[told[0].first - 1]
        return owner in self._words["possessives"] and not self.speaks_of_others(clause)

    def counted_after(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "27 members was all the co-op could count"."""
        own = [i for i in range(mention.last + 1, clause.last + 1) if self._context.is_self(i)]
        return any(own and 0 < verb.first - own[0] <= 5 for verb in self._context.words("counting", clause))

    def apposed(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "a cooperative of 438 growers", "COMSA, with 800 members"."""
        first = self.lead(mention)
        if first <= clause.first - 1:
            return False
        norm = self._norms[first]
        if norm in self._words["of_words"]:
            heads = [m for m in self._context.words("generic", clause) if first - NEAR <= m.last < first]
            named = [last for last in range(first - NEAR, first) if last in self._own]
            if named and not any(self._language.is_finite(self._norms[i]) for i in range(named[-1], first)):
                return True
            if heads and self.names_own_after(mention):
                return True  # "a union of 17 village groups called Chenkán"
            if heads and self._context.subject(clause).who != "other" and self.from_to(heads[-1]):
                return True
            return bool(heads) and self.is_own(heads[-1], clause) and not self.governed_outside(heads[-1])
        if norm in self._words["with_words"]:
            if self._context.subject(clause).who == "other":
                return False
            if self._someone_with(mention):
                return False
            ahead = first - 1
            sentence = self.sentence(clause)
            verbs = [c for c in self._context.clauses_of(sentence) if c.finite is not None]
            if not verbs and not any(self._context.is_self(i) for i in range(sentence.first, mention.first)):
                return False
            if self._of_base(ahead) or self._named_before(ahead) or self.of_another_body(ahead, clause):
                return False  # "a bigger co-op, CENCAFÉ, with 2,400 members"
            marked = ahead < clause.first or self._tokens[ahead].kind in ("mark", "break")
            heads = [m for m in self._context.words("generic", clause) if m.last == ahead]
            return (
                marked
                or ahead in self._own
                or (bool(heads) and self.is_own(heads[-1], clause))
                or self.says_member(mention)
            )
        return False

    def joint_body(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "Apex Sugar is the joint export office of 13 co-operatives"."""
        lead = self.lead(mention)
        verb = clause.finite
        if verb is None or self._norms[lead] not in self._words["of_words"] or not verb + 1 < lead:
            return False
        between = self._norms[verb + 1 : lead]
        plain = between[0] in self._language.definite and not any(
            word in self._language.prepositions | self._words["ranks"] | self._words["partaking"]
            for word in between
        )
        subject = self._context.subject(clause)
        return plain and self._norms[verb] in self._words["copulas"] and subject.who == "self"

    def there_is(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "there are 350 members"."""
        low = max(clause.first, mention.first - NEAR)
        return any(
            self._norms[i] in self._words["existence"]
            and any(norm in self._words["copulas"] for norm in self._norms[i + 1 : min(i + 4, mention.first)])
            for i in range(low - 1 if low > clause.first else low, mention.first - 1)
        ) or any(self._norms[i] in self._words["existence_verbs"] for i in range(low, mention.first))

    def beside_equated(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for the 430 of "Somos 12 comunidades y 430 familias"."""
        lead = self.lead(mention)
        if self._norms[lead] not in self._language.number_joiners:
            return False
        told = [q for q in self._context.within(self._context.quantities, clause) if q.last < lead]
        if not told or self._context.token_at(told[-1].noun_end - 1) != lead - 1:
            return False
        verb = self._norms[self.lead(told[-1])]
        ours = verb in self._words["copulas"] and verb.endswith(self._language.first_plural)
        return ours or self.equated(told[-1], clause)

    def equated(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "CECANOR is 6 cooperatives", "the total is 614"."""
        low = max(clause.first, mention.first - 3)
        verbs = [i for i in range(low, mention.first) if self._norms[i] in self._words["copulas"]]
        if not verbs or any(
            self._norms[i] not in self._words["tally_verbs"] for i in range(verbs[-1] + 1, mention.first)
        ):
            return False
        own = self._context.subject(clause)
        tally = any(found.first < verbs[-1] for found in self._context.words("tally", clause))
        named = own.who == "self" and own.first is not None
        said = self._norms[own.first] if named and own.first is not None else ""
        ours = said in self._words["we_words"] or (bool(said) and said.endswith(self._language.first_plural))
        if ours and mention.unit is not None and mention.unit.value in PEOPLE - {"worker"}:
            return True
        return (named and mention.unit is not None and mention.unit.value in ORGANIZATIONS) or tally

    def inverted(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The member cooperatives number 217", "the farmer members 202,397"."""
        units = [m for m in self._context.words("unit", clause) if m.last < mention.first]
        if not units or (mention.unit is not None and mention.unit.first > mention.last):
            return False
        if self._norms[units[-1].first - 1] in self._words["ranks"]:
            return False  # "The youngest member is 19"
        between = range(units[-1].last + 1, mention.first)
        telling = self._words["copulas"] | self._words["tally_verbs"]
        tally = clause.finite is None and any(
            m.last < units[-1].first for m in self._context.words("tally", clause)
        )
        labels = clause.finite is None and units[-1].first - clause.first <= 1  # "Growers 640"
        if len(between) > 3 or (not between and not tally and not labels):
            return False
        said = (
            self.says(units[-1])
            or tally
            or not between
            or self._norms[mention.first - 1] in self._words["numbering"]
        )
        return said and all(self._norms[i] in telling for i in between)

    def compared(self, mention: QuantityMention) -> bool:
        """True for 1,204 in "1,066 members in 2022, against 1,204 the year before"."""
        lead = self.lead(mention)
        words = self._words["comparing"]
        return lead > 0 and (self._norms[lead] in words or self._norms[lead - 1] in words)

    def numbering(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "They number 920", "Its producers number 1,300"."""
        led = self._norms[self.lead(mention)], self._norms[mention.first]  # "Los socios superan los 400"
        if self._words["numbering"].isdisjoint(led):
            return False
        if not self._words["averages"].isdisjoint(self._norms[clause.first : mention.first]):
            return False  # "la edad media de los productores supera los 55 años"
        return self._context.subject(clause).who in ("self", "members") and not self.speaks_of_others(clause)

    def tells_next(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for the second of "The societies number 217, the farmer members 202,397"."""
        units = [m for m in self._context.words("unit", clause) if m.last == mention.first - 1]
        return bool(units) and self.says(units[0]) and mention.unit is None

    def supplying(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for those whose harvest it takes: "sells the coffee of 415 families", "buys from 760 growers"."""
        if self.speaks_of_others(clause) or self._context.subject(clause).who not in ("self", "unknown"):
            return False
        if self.about_uses(clause):
            return False  # "ponds on the farms of 95 members"
        lead = self.lead(mention)
        if lead <= clause.first or self._norms[lead] not in self._words["sourcing"]:
            return False
        low = max(clause.first, lead - 2)
        bought = [m for kind in ("sales", "product", "produce") for m in self._context.words(kind, clause)]
        own = self._context.subject(clause).who == "self" or self.says_member(mention)
        crop = self._norms[lead - 1] in self._words["harvest"]
        return own and (crop or any(low <= m.last < lead for m in bought))

    def produce_from(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "The beans come from 415 member farms": what it sells is the subject."""
        lead = self.lead(mention)
        if (
            clause.finite is None
            or not clause.finite < lead
            or self._norms[lead] not in self._words["sourcing"]
        ):
            return False
        it = self.is_it(clause.first) or self._norms[clause.first] in self._words["copulas"]
        it = it and not self.whole_of_any()
        if not it and self._norms[clause.first] not in self._language.definite | self._words["our_words"]:
            return False  # "Coffee is grown by 800,000 farmers"
        span = Passage(clause.start, self._tokens[clause.finite].start, "")
        harvest = any(self._norms[i] in self._words["harvest"] for i in range(clause.first, clause.finite))
        produce = harvest or any(self._context.has(kind, span) for kind in ("product", "produce"))
        return (produce or it) and lead - clause.finite <= NEAR and not self.named_other(clause)

    def whole_of_any(self) -> bool:
        """True where a membership has been told; the rules that remember say so."""
        return False

    def we_are(self, mention: QuantityMention, clause: Clause) -> bool:
        """True for "we are 206 of us"."""
        words = self._norms[clause.first : mention.first]
        lead = self._norms[self.lead(mention)]
        alone = self._language.pro_drop and lead.endswith(self._language.first_plural)
        if alone and lead in self._words["copulas"]:
            return True  # "ya éramos 1.300"
        return any(word in self._words["we_words"] for word in words) and self.equates(mention, clause)

    def _someone_with(self, mention: QuantityMention) -> bool:
        """True for "With 24 households she registered …": those who began it with her."""
        first = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        stop = min(first + 2, len(self._tokens)) - 1
        span = Passage(self._tokens[min(first, stop)].start, self._tokens[stop].end, "")
        return any(m.value in _SOMEONE for m in self._context.words("pronoun", span))

    def _of_base(self, mark: int) -> bool:
        """True for "The women's co-operative at Deir Istiya, with 62 members": one of a union's, told by its place."""
        run = self._runs_by_last.get(mark - 1)
        types = self._context.naming.types
        if run is None or "union" not in types or self.own_run(run.first, run.last) or run.first < NEAR:
            return False
        if self._norms[run.first - 1] not in self._language.prepositions:
            return False
        head = Passage(self._tokens[run.first - 2].start, self._tokens[run.first - 2].end, "")
        return any(m.value not in types for m in self._context.words("generic", head))

    def _named_before(self, mark: int) -> bool:
        """True where another organisation's name ends before a mark, in apposition or known for one."""
        run = self._runs_by_last.get(mark - 1)
        if run is None or self.own_run(run.first, run.last):
            return False
        return run.first in self._others or (run.first > 0 and self._tokens[run.first - 1].text == ",")

    def founding_told(self, span: Span) -> bool:
        """True where a span tells that something was founded."""
        return any(m.value in FOUNDING_EVENTS for m in self._context.words("founding", span))

    def founding(self, clause: Clause, mention: QuantityMention) -> bool:
        """True in a clause that tells who founded the organisation."""
        joined = {
            i
            for m in self._context.words("belonging", clause)
            if m.value in ("any", "state")
            for i in range(m.first, m.last + 1)
        }
        events = [
            m
            for m in self._context.words("founding", clause)
            if m.value in FOUNDING_EVENTS and m.first not in joined
        ]
        return bool(events) and self.governing(mention, clause) is None
