"""Whether a certificate is held, planned or lost, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from acopio.claims.records import Passage
from acopio.reading.certification_tokens import Link, is_awaited, is_validity
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.span import Span

Status = Literal["certified", "planned", "lost"]
Holder = Literal["self", "umbrella", "members"]
_REACH: Final = 7  # tokens before a certificate in which "the cost of", "to obtain" count
_DENIED: Final = 2  # tokens between a certificate and "not"
_AFTER: Final = 4  # tokens after it: "organic certification will follow"
_OPENING: Final = 8  # tokens of a value in which "no" may stand, after the marks of a table
_FRAMES: Final = ":*_|"
_GROUPS: Final = frozenset({"cooperative", "association", "group", "organizations", "community"})


class CertificateStatus:
    """Tells the status and the holder of the certificates of one text."""

    def __init__(self, context: ReadingContext) -> None:
        """Keep the context and the words that make a certificate a cost or a wish."""
        self._context, self._norms = context, context.norms
        self._language, self._words = context.language, context.language.certification

    def of(self, link: Link, clause: Clause, links: Sequence[Link]) -> Status | None:
        """Return the status of a certificate, of all that a clause names; None where none is held."""
        context = self._context
        own = self._own(link, clause, links)
        taken = link.named is not None and link.role == "predicate" and link.last - link.first < 2
        lost = [] if taken and self._gained(link) else context.words("lost", own)
        lost = [m for m in lost if not self._of_other(m, link, clause)]
        if lost and not self._negated(lost[0], clause) and not self._restored(lost[-1], link, own):
            return "lost"
        if self._ended(clause, own):
            return "lost"
        got = any(m.value in ("gain", "come") for m in context.words("attained", own))
        dates = context.within(context.dates, own)
        told = link.role == "predicate" and not link.bare and link.named is None
        told = told and any(d.cue == "in" and d.first > link.last for d in dates)  # "were certified in 2011"
        past = (got and bool(dates)) or told
        turning = [m for m in context.words("conversion", own) if not self._of_rest(m, link)]
        if not past and any(not self._far(m, link) for m in turning):
            return "planned"
        if self._denied(link, clause):
            return None
        scope = self._scope(link, clause)
        denied = [m for m in context.words("negation", clause) if scope <= m.first < link.first]
        if any(not self._spent(m, link) and not self._awaited(m, clause) for m in denied):
            return None
        wished = self._wished(link, own)
        asked = [m for m in context.words("sought", own) if not self._far(m, link)]
        asked = [m for m in asked if not self._able_to(m, clause)]
        if wished or asked:
            general = any(m.first == clause.first for m in asked) and self._opens_infinitive(clause)
            return None if general else "planned"
        reached = any(
            is_awaited(context, d) for d in dates
        )  # "took six years, until 2004, to become certified"
        purpose = self._infinitive(link, clause) and not reached
        if self._cost(link, clause) or purpose or self._helped(link, clause):
            return None
        if self._ruled(link, clause):
            return None
        dated = {d.first for d in context.within(context.dates, clause)}  # "May 2004" hedges nothing
        if any(
            scope <= m.first < link.first and m.first not in dated for m in context.words("hedge", clause)
        ):
            return None
        return "certified"

    def _of_other(self, lost: Mention, link: Link, clause: Clause) -> bool:
        """True for "since going organic in 2004 the yields have dropped": told of another noun."""
        language, kinds = self._context.language, ("certified", "standing", "scheme")
        nouns = {m.first for kind in kinds for m in self._context.words(kind, clause)}
        if nouns.intersection(range(lost.last + 1, lost.last + 4)):
            return False  # "once certified, the farm dropped the label"
        for index in range(link.last + 2, lost.first - 1):
            opens = self._norms[index] in language.articles or self._norms[index] in language.owners
            governed = self._norms[index - 1] in language.prepositions
            ours = self._context.is_self(index + 1)
            if opens and not (governed or ours) and not nouns.intersection(range(index + 1, index + 4)):
                return any(language.is_finite(self._norms[i]) for i in range(index + 2, lost.last + 1))
        return False

    def _ruled(self, link: Link, clause: Clause) -> bool:
        """True for "every member must have the farm certified", "only certified unions may vote"."""
        if self._context.within(self._context.dates, clause):
            return False
        if any(self._norms[i] in self._words["ruling"] for i in range(clause.first, link.first)):
            return True
        hedges = (m.first for m in self._context.words("hedge", clause))
        return link.role == "attribute" and any(i == clause.finite and i > link.last for i in hedges)

    def _of_rest(self, conversion: Mention, link: Link) -> bool:
        """True for "certified organic, the remaining four being in conversion"."""
        between = self._norms[link.last + 1 : conversion.first]
        return not link.bare and "," in between and not self._words["rest"].isdisjoint(between)

    def _restored(self, lost: Mention, link: Link, span: Span) -> bool:
        """True for "after a suspension of a year the certificate was reinstated in 2015", "regained 2016"."""
        gained = [m for m in self._context.words("attained", span) if m.value == "gain"]
        gained = [m for m in gained if m.first > lost.last]
        dates = self._context.within(self._context.dates, span)
        return bool(gained and dates) and dates[-1].first > (
            lost.last if lost.last < link.first else gained[-1].first
        )

    def _spent(self, negation: Mention, link: Link) -> bool:
        """True for "after two years without a certificate it was recertified"."""
        if any(self._context.tokens[i].text == "," for i in range(negation.last + 1, link.first)):
            return True  # "Instead of organic, the union chose"
        return self._norms[negation.first] in self._language.prepositions and link.first - negation.last > 4

    def _awaited(self, negation: Mention, clause: Clause) -> bool:
        """True for "it was not until 2010 that it was certified"."""
        dates = self._context.within(self._context.dates, clause)
        return any(d.cue == "until" and d.first - negation.last == 2 for d in dates)

    def _denied(self, link: Link, clause: Clause) -> bool:
        """True for "the Fairtrade mark is not given to handicrafts": the negation right behind."""
        behind = [m for m in self._context.words("negation", clause) if m.first > link.last]
        near = bool(behind) and behind[0].first - link.last <= _DENIED
        return near and all(
            self._language.is_finite(self._norms[i]) for i in range(link.last + 1, behind[0].first)
        )

    def _able_to(self, mention: Mention, clause: Clause) -> bool:
        """True for "the first in the country to be certified", "was able to be certified"."""
        infinitive = self._norms[mention.first] in self._language.infinitive
        return infinitive and mention.first > clause.first and self._able(clause, mention.first)

    def _helped(self, link: Link, clause: Clause) -> bool:
        """True for "the government supported groups in becoming certified": others, and nothing done yet."""
        context = self._context
        if context.subject(clause).who == "self" or context.within(context.dates, clause):
            return False
        gained = [m for m in context.words("attained", clause) if m.value == "gain" and m.first < link.first]
        if not gained or link.first - gained[-1].last > 2 or not gained[-1].first:
            return False
        return self._norms[gained[-1].first - 1] in self._language.prepositions

    def _opens_infinitive(self, clause: Clause) -> bool:
        """True for "To be certified, a farm must …", a rule for everybody."""
        return self._norms[clause.first] in self._language.infinitive

    def _gained(self, link: Link) -> bool:
        """True for the verb of a chain: "granted in 2007, withdrawn four years later"."""
        return any(m.first == link.first for m in self._context.words("attained", self._word(link)))

    @staticmethod
    def _word(link: Link) -> Mention:
        return link.scheme

    def _scope(self, link: Link, clause: Clause) -> int:
        """Where what denies a certificate must stand: in "none sells more that is certified" nothing does."""
        for index in range(link.first - 1, clause.first, -1):
            if self._norms[index] in self._language.relative_words:
                return index
        return clause.first

    def _far(self, mention: Mention, link: Link) -> bool:
        return mention.first - link.last > 12 or link.first - mention.last > 12

    def _negated(self, lost: Mention, clause: Clause) -> bool:
        return any(
            m.last < lost.first and lost.first - m.last <= 2 for m in self._context.words("negation", clause)
        )

    def _ended(self, clause: Clause, own: Span) -> bool:
        """True for "was certified until 2012", "between 2000 and 2012", in a certificate's part of its clause."""
        dates = self._context.within(self._context.dates, own)
        dates = [d for d in dates if not is_validity(self._context, d)]
        spans = [d for d in dates if d.precision == "span"]
        if (
            spans
            and self._context.has("attained", own, "gain")
            and not self._context.has("attained", own, "hold")
        ):
            return False  # "converted to organic between 2003 and 2006"
        if spans:
            return not any(d.cue == "since" and d.first > spans[-1].last for d in dates)
        if self._for_some_years(clause):
            return True
        until = [d for d in dates if d.cue == "until" and not is_awaited(self._context, d)]
        if not until or self._context.has("negation", clause):
            return False
        leads = until[0].first - clause.first <= 2
        present = any(self._norms[i] in self._words["states"] for i in range(clause.first, clause.last + 1))
        return leads or not present

    def _for_some_years(self, clause: Clause) -> bool:
        """True for "For some years it was certified": a time that is over."""
        norms, unit = self._norms, self._language.relative_dates["year_unit"]
        verb = norms[clause.finite] if clause.finite is not None else ""
        past = verb in self._language.foundings["passive"] and verb not in self._words["lasting"]
        return past and any(
            norms[i] in self._words["for"] and unit.at(norms, i + 2) is not None
            for i in range(clause.first, clause.last - 1)
        )

    def _own(self, link: Link, clause: Clause, links: Sequence[Link]) -> Span:
        """The part of a clause that tells the status of a certificate, of several that are listed.

        "organic since 2001, Rainforest Alliance in preparation" has two parts; "organic and Fairtrade
        certification is planned" has one.
        """
        tokens = self._context.tokens
        number = links.index(link)
        first, last = number, number
        while first > 0 and self._together(links[first - 1], links[first]):
            first -= 1
        while last + 1 < len(links) and self._together(links[last], links[last + 1]):
            last += 1
        start = clause.start if first == 0 else tokens[links[first].first].start
        end = clause.end if last + 1 == len(links) else tokens[links[last + 1].first].start
        return Passage(start, end, "")

    def _together(self, link: Link, other: Link) -> bool:
        between = range(link.last + 1, other.first)
        return len(between) <= 2 and not any(self._context.tokens[i].text in ";)(" for i in between)

    def _wished(self, link: Link, clause: Span) -> bool:
        """True for "plans to become certified", "will be certified"."""
        reach = range(link.first - _REACH, link.last + _AFTER)
        return any(m.first in reach for m in self._context.words("plan", clause))

    def _infinitive(self, link: Link, clause: Clause) -> bool:
        """True for "to obtain certification", a purpose; not for "managed to obtain certification"."""
        if link.role == "attribute" and self._norms[link.first] in self._words["infinitives"]:
            return not self._able(clause, link.first)  # "Para certificarse como orgánica"
        for index in range(link.first - 1, max(clause.first, link.first - _REACH) - 1, -1):
            norm = self._norms[index]
            if norm in self._words["infinitives"]:
                return not self._able(clause, index)
            verb = norm in self._language.infinitive and index + 1 < link.first
            if verb and self._norms[index + 1] in self._words["becoming"]:
                return not self._able(clause, index)
        return False

    def _able(self, clause: Clause, index: int) -> bool:
        return any(self._norms[i] in self._words["able"] for i in range(clause.first, index))

    def _cost(self, link: Link, clause: Clause) -> bool:
        """True for "the cost of certification", "pays for organic certification", a use of the premium."""
        if link.role == "predicate" and not link.bare:
            return False
        near = range(link.first - _REACH, link.first)
        return any(m.first in near for m in self._context.words("certificate-cost", clause))

    def holder(self, link: Link, clause: Clause) -> Holder:
        """Return who holds a certificate: the organisation, some of its members or groups, its umbrella."""
        context = self._context
        if context.has("umbrella", clause):
            return "umbrella"
        if context.subject(clause).who == "members":
            return "members"
        before = [q for q in context.within(context.quantities, clause) if q.first < link.first and q.unit]
        if any(q.unit and q.unit.value in _GROUPS for q in before):
            return "members"
        verb = link.first if clause.finite is None else min(clause.finite, link.first)
        opening = range(clause.first, min(verb, clause.first + _AFTER + 1))
        if any(m.first in opening and m.value in _GROUPS for m in context.words("unit", clause)):
            return "members"  # "eleven of the associations"
        return "self"

    def negative(self, span: Span) -> bool:
        """True for the value "no", "none", "–" of a fact."""
        first = self._context.token_at(span.start)
        tokens = [t for t in self._context.tokens[first : first + _OPENING] if t.start < span.end]
        while len(tokens) > 1 and (tokens[0].kind == "break" or tokens[0].text[0] in _FRAMES):
            tokens = tokens[1:]
        words = tokens
        if self._without(span):
            return True
        return bool(words) and words[0].norm in self._words["no"] and not self._context.has("scheme", span)

    def _without(self, span: Span) -> bool:
        """True for "member, without a certificate", "not certified"."""
        context = self._context
        certified = {m.first for m in context.words("certified", span)}
        return any(
            certified.intersection(range(m.last + 1, m.last + 3)) for m in context.words("negation", span)
        ) and not context.within(context.dates, span)
