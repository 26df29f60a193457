"""Whose a number is: the organisation's, or somebody else's who is named in the sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.own_page import speaks_for_itself
from acopio.reading.quantity_mentions import QuantityMention
from acopio.reading.sentences import Sentence
from acopio.reading.tokens import tokenize

_LONGEST: Final = 240  # tokens of a sentence or clause that is looked at as a whole
_NEAR: Final = 4
_AROUND: Final = 80  # tokens on either side of a number in a longer one
_NOUN_PHRASE: Final = 7  # tokens of "a national chamber of quinoa exporters" before its "with"
_OPENING_QUOTES: Final = frozenset('"“„«')
_APOSTROPHES: Final = frozenset("'’")
_SECONDARY: Final = frozenset({"union", "company"})


class OwnerSigns:
    """What tells, around a number, whose it is; `hired` says that the organisation is of its workers."""

    def __init__(self, context: ReadingContext, hired: bool) -> None:
        """Keep the context, its words and the organisation's names."""
        self._context = context
        self._language = context.language
        self._words = context.language.membership
        self._hired = hired
        self._norms = context.norms
        self._tokens = context.tokens
        self._runs = {run.first: run for run in context.capital_runs}
        self._runs_by_last = {run.last: run for run in context.capital_runs}
        opening = {sentence.first for sentence in context.sentences}
        self._names_inside = Counter(
            self._norms[index]
            for run in context.capital_runs
            for index in range(run.first, run.last + 1)
            if index not in opening
        )
        self._counted_nouns = {quantity.unit.last for quantity in context.quantities if quantity.unit}
        self._others = {first for first, _ in context.others}
        self._own = {last for _, last in context.naming.mentions}
        names = [context.naming.name or "", *context.naming.alternate_names]
        self._said = [(speech.start, speech.end) for speech in context.speeches if speech.direct]
        publisher = {t.norm for t in tokenize(context.publisher or "") if t.kind == "word"}
        self._publisher = bool(publisher)
        self._own_words = {token.norm for name in names for token in tokenize(name) if token.kind == "word"}
        self.own_page = speaks_for_itself(context)

    def sentence(self, clause: Clause) -> Sentence:
        """Return the sentence of a clause; of a very long one what stands around the clause."""
        whole = self._context.sentences[clause.sentence]
        if whole.last - whole.first <= _LONGEST:
            return whole
        first, last = max(whole.first, clause.first - _AROUND), min(whole.last, clause.last + _AROUND)
        start, end = self._tokens[first].start, self._tokens[last].end
        return whole._replace(first=first, last=last, start=start, end=end)

    def narrowed(self, clause: Clause, first: int) -> Clause:
        """Return a clause, or of a very long one what stands around a token."""
        if clause.last - clause.first <= _LONGEST:
            return clause
        low, high = max(clause.first, first - _AROUND), min(clause.last, first + _AROUND)
        finite = clause.finite if clause.finite is not None and low <= clause.finite <= high else None
        start, end = self._tokens[low].start, self._tokens[high].end
        return clause._replace(first=low, last=high, start=start, end=end, finite=finite)

    def foreign(self, clause: Clause) -> bool:
        """True where a sentence opens with somebody else's name: "Commonweal is a cooperative of …"."""
        sentence = self.sentence(clause)
        opening = range(sentence.first, sentence.first + 4)
        run = next((self._runs[i] for i in opening if i in self._runs), None)
        if run is None or run.last == run.first or self.own_run(run.first, run.last):
            return False
        following = run.last + 1
        if following > sentence.last:
            return False
        is_ = self._norms[following] in self._words["copulas"]
        kinds = [*self._context.words("generic", sentence), *self._context.words("unit", sentence)]
        typed = any(run.first <= mention.first <= run.last for mention in kinds)
        return is_ or (typed and self._tokens[following].kind == "mark")

    def named_other(self, clause: Clause) -> bool:
        """True where somebody else's name is the subject: "Sierra Leone had 140,000 farmers"."""
        if clause.finite is None:
            return False
        for run in self._context.capital_runs:
            if run.first < clause.first:
                continue
            if run.first >= clause.finite:
                return False
            own = self.own_run(run.first, run.last) or self._only_opens(run.first, run.last, clause)
            prepositional = (
                run.first > clause.first and self._norms[run.first - 1] in self._language.prepositions
            )
            if not own and not prepositional and clause.finite - run.last <= 2:
                return True
        return False

    def after_other(self, clause: Clause) -> bool:
        """True for "20,000 members belong to it" after "FEDECA dates from 1969, it is a federation"."""
        if self._under_other(clause):
            return True
        if self._context.subject(clause).who != "members" or clause.index == 0:
            return False
        before = self._context.clauses[clause.index - 1]
        other = self._context.subject(before)
        if before.sentence != clause.sentence or other.who != "other" or other.first is None:
            return False
        named = Passage(self._tokens[other.first].start, self._tokens[other.first].end, "")
        return other.first in self._others or other.carried or self._context.has("generic", named)

    def _under_other(self, clause: Clause) -> bool:
        """True for "Its 412 members …" after a sentence that is only somebody else's name."""
        sentence = self.sentence(clause)
        if sentence.index == 0 or self._norms[sentence.first] not in self._words["taking_up"]:
            return False
        before = self._context.sentences[sentence.index - 1]
        if before.block != sentence.block or self._context.clauses_of(before)[-1].finite is not None:
            return False
        runs = [i for i in range(before.first, before.last + 1) if i in self._runs]
        if any(self._context.is_self(i) for i in range(before.first, before.last + 1)):
            return False
        last = self._runs[runs[-1]] if runs else None
        return last is not None and last.last > last.first and not self.own_run(last.first, last.last)

    def genitive(self, unit: Mention) -> bool:
        """True for "members' cocoa"."""
        last = self._tokens[unit.last]
        following = self._tokens[unit.last + 1] if unit.last + 1 < len(self._tokens) else last
        return (
            last.possessive
            or last.text.endswith(("'", "’"))
            or (following.norm == "'" and following.start == last.end)
        )

    def _only_opens(self, first: int, last: int, clause: Clause) -> bool:
        """True for "Forty", "Ownership": one word that has its capital from opening the sentence."""
        if first != last or first != self.sentence(clause).first:
            return False
        if first in self._others or self._tokens[first].text.isupper():
            return False
        span = Passage(self._tokens[first].start, self._tokens[first].end, "")
        if any(self._context.has(kind, span) for kind in ("country", "demonym", "body")):
            return False
        return self._names_inside[self._norms[first]] < 1

    def speaks_of_others(self, clause: Clause) -> bool:
        """True where the publisher, somebody else's name or a common noun is the subject."""
        return (
            self.we(clause)
            or self.named_other(clause)
            or self.noun_subject(clause)
            or self.another_kind(clause)
            or self._apposed_other(clause)
        )

    def _apposed_other(self, clause: Clause) -> bool:
        """True for "Gathuri, the smallest of the societies, has …": a name with what it is."""
        first = self.sentence(clause).first
        run = self._runs.get(first)
        if run is None or self.own_run(run.first, run.last) or run.last + 2 >= len(self._tokens):
            return False
        articles = self._language.definite | self._language.articles | self._language.indefinite
        return self._tokens[run.last + 1].text == "," and self._norms[run.last + 2] in articles

    def another_kind(self, clause: Clause) -> bool:
        """True for "the union", "the company" on the page of a cooperative that is called neither."""
        subject = self._context.subject(clause)
        return subject.first is not None and self.another_at(subject.first)

    def another_at(self, index: int) -> bool:
        """True where "union", "company" stands, on the page of a cooperative that is called neither."""
        types = self._context.naming.types
        if not types:
            return False
        span = Passage(self._tokens[index].start, self._tokens[index].end, "")
        return any(m.value in _SECONDARY - types for m in self._context.words("generic", span))

    def heralds(self, clause: Clause) -> bool:
        """True for "A cooperative of 350 beekeepers, Valle Verde exports …": said of the name that follows."""
        sentence = self.sentence(clause)
        generic = any(m.first - sentence.first <= 4 for m in self._context.words("generic", sentence))
        opening = self._language.indefinite | self._words["as_words"]
        if not generic or self._norms[sentence.first] not in opening:
            return False
        for index in range(sentence.first + 1, sentence.last):
            following = self._context.is_self(index + 1) or self._norms[index + 1] in self._words["taking_up"]
            if self._tokens[index].text == "," and following:
                return True
        return False

    def noun_subject(self, clause: Clause) -> bool:
        """True where a common noun is the subject, "The region has …": neither organisation nor members."""
        if clause.finite is None or clause.kind in ("relative", "shared"):
            return False
        opening = self._norms[clause.first]
        if opening not in self._language.articles and opening not in self._language.indefinite:
            return False
        span = Passage(clause.start, self._tokens[clause.finite].start, "")
        told = ("generic", "unit", "part", "tally", "pronoun")
        if any(self._context.words(kind, span) for kind in told):
            return False
        return not any(self._context.is_self(i) for i in range(clause.first, clause.finite))

    def own_run(self, first: int, last: int) -> bool:
        """True for a name of the organisation, or the telling part of one."""
        if last in self._own or any(self._context.is_self(i) for i in range(first, last + 1)):
            return True
        return {self._norms[i] for i in range(first, last + 1)} <= self._own_words

    def own_at(self, index: int) -> bool:
        """True where a name of the organisation, or the telling part of one, begins."""
        run = self._runs.get(index)
        return self._context.is_self(index) or (run is not None and self.own_run(run.first, run.last))

    def own_ends(self, index: int) -> bool:
        """True where a name of the organisation, or the telling part of one, ends."""
        run = self._runs_by_last.get(index)
        return index in self._own or (run is not None and self.own_run(run.first, run.last))

    def we(self, clause: Clause) -> bool:
        """True for "we" of the page's publisher, who speaks of the producer by name elsewhere."""
        subject = self._context.subject(clause)
        if subject.first is None or self._norms[subject.first] not in self._words["we_words"]:
            return False
        if self._context.block_of(clause).kind == "quote" or self.own_page or self.said(clause):
            return False
        if self._norms[min(subject.first + 1, len(self._norms) - 1)] in self._words["suppliers"]:
            return False  # "Our partner there is a union of eleven co-operatives"
        return bool(self._own) or self._publisher

    def said(self, clause: Clause) -> bool:
        """True in somebody's direct speech."""
        index = bisect_right(self._said, (clause.start, len(self._context.text))) - 1
        if index >= 0 and self._said[index][1] > clause.start:
            return True
        start = self.sentence(clause).start
        return any(mark in _OPENING_QUOTES for mark in self._context.text[max(0, start - 1) : start + 1])

    def own_before(self, mention: QuantityMention, clause: Clause) -> bool:
        """True where the organisation is named before a number in its clause."""
        theirs = (
            self._words["we_words"] if self.we(clause) else frozenset()
        )  # "Nuestra red de tiendas cuenta con"
        return any(
            self.own_at(i) and not (i and self._norms[i - 1] in theirs)
            for i in range(clause.first, mention.first)
        )

    def is_own(self, head: Mention, clause: Clause) -> bool:
        """True for "a cooperative" that says what the organisation is, or "the cooperative"."""
        if self._context.is_self(head.first):
            return True
        if self._apposed_to_own(head):
            return True
        before = [i for i in range(clause.first, head.first) if self._context.is_self(i)]
        verbs = [i for i in range(clause.first, head.first) if self._language.is_finite(self._norms[i])]
        plain = all(self._norms[i] in self._words["copulas"] for i in verbs)
        subject = self._context.subject(clause)
        opening = head.first - clause.first <= 2
        said = bool(verbs) and subject.who == "self" and subject.first is not None and not self.we(clause)
        return plain and (bool(before) or opening or said)

    def _apposed_to_own(self, head: Mention) -> bool:
        """True for the co-op of "We buy from Valle Verde, a co-op of 640 farmers"."""
        article = head.first - 1
        if article < 2 or self._norms[article] not in self._language.indefinite:
            article -= 1
        indefinite = article >= 2 and self._norms[article] in self._language.indefinite
        return indefinite and self._tokens[article - 1].text == "," and self.own_ends(article - 2)

    def of_another_body(self, index: int, clause: Clause) -> bool:
        """True before the "with" of "belongs to a national chamber of exporters with 21 member firms".

        `index` is the last token of the noun phrase before "with".
        """
        low = max(self.sentence(clause).first, index - _NOUN_PHRASE)
        article = index
        while article > low and self._norms[article] not in self._language.indefinite:
            plain = self._tokens[article].kind == "word" or self._tokens[article].text in _APOSTROPHES
            if not plain or self._language.is_finite(self._norms[article]):
                return False
            article -= 1
        if article <= low or self._context.is_self(article - 1):
            return False
        lead = article - 1
        if self._norms[lead] in self._words["outward"] | self._words["of_words"]:
            return not self._called_ours(article, index)
        return self._tokens[lead].text == "," and self._after_another(lead)

    def governed_outside(self, head: Mention) -> bool:
        """True for the federation of "a member of a federation of 40 co-operatives", "sells through a union of 12"."""
        article = head.first - 1
        while article > max(0, head.first - _NEAR) and self._norms[article] not in self._language.indefinite:
            if self._tokens[article].kind != "word":
                return False
            article -= 1
        if article < 2 or self._norms[article] not in self._language.indefinite:
            return False
        if self.from_to(head):
            return False  # "From a handful of growers to a cooperative of 933"
        lead = self._norms[article - 1]
        partaking = lead in self._words["of_words"] and self._norms[article - 2] in self._words["partaking"]
        return lead in self._words["outward"] or partaking

    def from_to(self, head: Mention) -> bool:
        """True for the cooperative of "From a handful of growers to a cooperative of 933"."""
        low = max(0, head.first - 2 * _NEAR - 1)
        series = [i for i in range(low, head.first) if self._norms[i] in self._language.series]
        article = head.first - 1
        indefinite = article > 0 and self._norms[article] in self._language.indefinite
        return bool(series) and indefinite and self._norms[article - 1] in self._language.infinitive

    def _called_ours(self, first: int, last: int) -> bool:
        return any(self._context.is_self(i) for i in range(first, last + 1))

    def _after_another(self, comma: int) -> bool:
        """True where the name before a comma is somebody else's."""
        run = self._runs_by_last.get(comma - 1)
        return run is not None and not self.own_run(run.first, run.last)

    def names_own_after(self, mention: QuantityMention) -> bool:
        """True for "a union of 17 village groups called Chenkán", "a co-op of 640 growers, Valle Verde"."""
        index = self._context.token_at(max(mention.noun_end - 1, mention.start)) + 1
        stop = min(index + 3, len(self._norms))
        while index < stop:
            if self.own_at(index):
                return True
            if self._tokens[index].text != "," and self._norms[index] not in self._words["naming"]:
                return False
            index += 1
        return False

    def enclosing(self, clause: Clause) -> Clause:
        """Return the clause around a parenthesis or before a colon's list."""
        if clause.kind in ("parenthesis", "list"):
            for other in reversed(self._context.clauses_of(self.sentence(clause))):
                if other.index < clause.index and other.kind != "parenthesis":
                    return other
        return clause

    def after_name(self, clause: Clause) -> bool:
        """True where the line before is the name of somebody else, as in lists of other producers."""
        number = self.sentence(clause).block
        if number == 0:
            return False
        before = self._context.blocks[number - 1]
        if before.end - before.start > 80:
            return False
        kinds = [*self._context.words("organization-word", before), *self._context.words("unit", before)]
        return any(
            before.start <= self._tokens[run.first].start < before.end
            and not self.own_run(run.first, run.last)
            and any(run.first <= mention.first <= run.last for mention in kinds)
            for run in self._context.capital_runs
        )
