"""Who gives: bodies and names before or behind the words of a grant, a loan or help."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.funding_bodies import NEAR, NO_BODIES, Bodies
from acopio.reading.funding_bodies import Giver as Giver
from acopio.reading.lexicon import Mention
from acopio.reading.own_page import speaks_for_itself

_SUBJECT: Final = 24  # tokens between a giver and its verb: "foundation from Portland, Common Cup, donated"


class Givers(Bodies):
    """Finds who gives in the clauses of one document."""

    def of_noun(self, word: Mention, clause: Clause) -> Giver | None:
        """The giver after "a loan from", or just before the noun ("a bank loan", "USAID's support")."""
        sources = self.sources | self.companions if word.value == "loan" else self.sources
        giver = self.after(word.last + 1, clause, sources, persons=word.value != "support")
        if giver is None and word.value != "support":
            giver = self._from_somebody(word, clause)
        if giver is not None:
            return giver
        return self.compounded(word, clause)

    def compounded(self, word: Mention, clause: Clause) -> Giver | None:
        """Return the giver before the noun: "a bank loan", "an Irish Aid grant", "European Union money"."""
        for index in range(max(clause.first, word.first - 4), word.first):
            body = self._bodies.get(index)
            last = body.last if body else self._runs.get(index, -1)
            if body is None and not (self.is_organization(index) and index not in self._persons):
                continue
            loose = word.value in ("grant", "loan") and body is not None
            between = self._context.norms[last + 1 : word.first]
            if last < word.first and loose and self._breaks.isdisjoint(between):
                return self.grown(self.phrase_start(index, clause), last, clause, named=False)
            definite = index and self._context.norms[index - 1] in self._context.language.definite
            if definite and index not in self._proper:
                continue  # "with the CDP grant": told before
            if last == word.first - 1 and (index in self._run_starts or body is None):
                return self.grown(self.phrase_start(index, clause), last, clause, named=True)
        return None

    def _from_somebody(self, word: Mention, clause: Clause) -> Giver | None:
        """The giver behind "from" in common words, perhaps after a sum: "a gift of 3,000 pounds from a school"."""
        norms, language = self._context.norms, self._context.language
        for index in range(word.last + 1, min(clause.last, word.last + NEAR)):
            if (
                norms[index] in language.membership["sourcing"]
                and norms[index] in language.listing_words["sources"]
            ):
                return self.in_general(index + 1, clause)
            if norms[index] in self._breaks and norms[index] not in language.membership["of_words"]:
                return None
        return None

    def after(
        self, begin: int, clause: Clause, prepositions: frozenset[str], *, persons: bool = False
    ) -> Giver | None:
        """The giver behind a preposition that follows, perhaps after a sum ("a grant of $500 from …")."""
        norms, tokens = self._context.norms, self._context.tokens
        index, stop = begin, min(clause.last, begin + NEAR)
        while index <= stop:
            if norms[index] in prepositions and (giver := self.named_in(index + 1, clause, persons=persons)):
                return giver
            if tokens[index].text in (";", ":") or norms[index] in self._context.language.relative_words:
                return None
            index += 1
        return None

    def named_in(self, begin: int, clause: Clause, *, persons: bool = False) -> Giver | None:
        """The giver named from a token on: a body ("two social lenders") or a name ("Shared Harvest")."""
        context = self._context
        name: Giver | None = None
        for index in range(begin, min(clause.last, begin + NEAR) + 1):
            if context.is_self(index):
                return name
            if index in self._sums:
                continue
            body = self._bodies.get(index)
            if body is not None:
                return self.grown(begin, body.last, clause, named=body.value == "us")
            last = self._names.get(index, self._runs.get(index))
            if name is None and last is not None and (persons or index not in self._persons):
                name = self.grown(begin, last, clause, named=True)
            passed = (
                context.norms[index] in context.language.membership["of_words"]
            )  # "a project of the Union"
            if context.tokens[index].kind == "mark" or (context.norms[index] in self._breaks and not passed):
                return name
        return name

    def in_general(self, begin: int, clause: Clause) -> Giver | None:
        """A giver told in common words only: "a loan from a school in Leeds"."""
        context, language = self._context, self._context.language
        norms, tokens = context.norms, context.tokens
        opening = language.number_articles | language.number_norms | language.definite
        if begin >= clause.last or norms[begin] not in opening:
            return None
        last = begin
        while last < clause.last and tokens[last + 1].kind == "word" and norms[last + 1] not in self._breaks:
            last += 1
        giver = self.grown(begin, last, clause, named=False)
        span = Passage(tokens[begin].start, tokens[giver.last].end, "")
        insiders = ("unit", "organization-word", "premium", "sales", "scheme")
        if last == begin or context.is_self(begin) or any(context.has(kind, span) for kind in insiders):
            return None
        return giver

    def subject(self, word: Mention, clause: Clause, *, nouns: bool) -> Giver | None:
        """The giver as the subject of its verb: "A Dutch foundation gave the tractor"."""
        context = self._context
        if self.is_passive(word):
            return None
        begin = clause.first
        spoken = context.block_of(clause).kind == "quote" or clause.sentence in self._spoken
        if nouns and not spoken and context.norms[begin] in context.language.listing_words["speakers"]:
            return Giver(begin, begin, named=True)  # "We gave an interest-free loan"
        foreign = context.publisher is not None and not speaks_for_itself(context)
        if not spoken and (word.value == "lent" or nouns or (foreign and word.value in ("paid", "given"))):
            for index in range(max(begin, word.first - 3), word.first):
                if context.norms[index] in context.language.listing_words["speakers"]:
                    return Giver(index, index, named=True)  # "Since 2015 we have pre-financed …"
        if clause.kind == "relative" and (giver := self.before(clause)):
            return giver  # "held by a chocolate maker, which also lent it the money"
        if giver := self._taken_up(word, clause):
            return giver
        before = context.clauses[clause.index - 1] if clause.index else clause
        if clause.kind == "shared" and before.finite is None and self.is_organization(before.first):
            return Giver(before.first, self._runs.get(before.first, before.first), named=True)
        if clause.kind == "shared" and clause.index and word.value != "helped":
            clause = context.clauses[clause.index - 1]
        return self.heading_verb(word, clause)

    def _taken_up(self, word: Mention, clause: Clause) -> Giver | None:
        """The giver of "A Canadian NGO came in 2011; it paid for …": the subject of the clause before."""
        context = self._context
        norms, language = context.norms, context.language
        pronoun = norms[word.first - 1]
        if pronoun not in language.listing_words["pronouns"] or word.first == clause.first:
            return None
        if pronoun in language.listing_words["speakers"] or not clause.index:
            return None
        before = context.clauses[clause.index - 1]
        if before.sentence != clause.sentence or before.finite is None:
            return None
        for index in range(before.first, before.finite):
            if context.is_self(index):
                return None
            body = self._bodies.get(index)
            last = body.last if body else self._names.get(index)
            if last is None:
                continue
            begin = self.phrase_start(index, before)
            if begin > before.first and norms[begin - 1] in language.prepositions:
                return None
            return self.grown(begin, last, before, named=body is None or index in self._proper)
        return None

    def inverted(self, word: Mention, clause: Clause) -> Giver | None:
        """The giver right after its verb, where subjects may stand there: "Lo donó en 2009 una ONG belga"."""
        context = self._context
        dated = {i for d in context.within(context.dates, clause) for i in range(d.first - 1, d.last + 1)}
        index = word.last + 1
        while index <= clause.last and (index in dated or context.norms[index] in self._articles):
            index += 1
        body, last = self._bodies.get(index), self._names.get(index)
        if body is None and last is None:
            return None
        return Giver(index, body.last if body else last or index, named=body is None or index in self._proper)

    def before(self, clause: Clause) -> Giver | None:
        """The giver just before a relative clause."""
        for index in range(clause.first - 2, max(0, clause.first - NEAR), -1):
            body = self._bodies.get(index)
            if body is not None:
                return self._trimmed(self.phrase_start(index, None), body.last)
            start = self._run_starts.get(index)
            if index == clause.first - 2 and start is not None and start not in self._persons:
                named = self.is_organization(start) or self._context.norms[start - 1] in self._articles
                if named and not self._is_place(start, index) and not self._context.is_self(start):
                    return Giver(start, index, named=True)  # "thank the Grand Duchy, which paid for it"
            if self._context.tokens[index].kind == "mark":
                return None
        return None

    def heading_verb(self, word: Mention, clause: Clause) -> Giver | None:
        """The giver before a verb that is in no other phrase: not behind "of", "from" or "in"."""
        context = self._context
        for index in range(max(clause.first, word.first - _SUBJECT), min(word.first, clause.last + 1)):
            body = self._bodies.get(index)
            last = body.last if body else self._names.get(index)
            if last is None and self._names_verb(index, word):
                last = self._runs[index]  # "Sunward pre-financed twenty dryers"
                alone = index == last and index == context.sentences[clause.sentence].first
                if alone and not self._is_name(index):
                    return None  # "Tea pays for the rice": any word has a capital there
            if last is None or last >= word.first or (body is None and index in self._persons):
                continue
            if context.tokens[index].text in NO_BODIES:
                continue
            if body is not None and self._is_object(index, body.last, clause):
                continue
            if context.tokens[last].possessive and index not in self._proper and self._owns(last, clause):
                continue  # "our importer's audit covers"
            begin = self.phrase_start(index, clause)
            if index in self._proper:  # "After the war Oxfam helped"
                begin = index - (context.norms[index - 1] in self._articles)
            if begin > clause.first and context.norms[begin - 1] in context.language.prepositions:
                continue
            if context.is_self(begin) or context.is_self(index):
                return None
            return self.grown(begin, last, clause, named=body is None or index in self._proper)
        return None

    def _names_verb(self, index: int, word: Mention) -> bool:
        """True for capitalised words right before a verb, auxiliaries let by; before weak verbs only real names."""
        last = self._runs.get(index)
        if last is None or last >= word.first or any(i in self._bodies for i in range(index, last + 1)):
            return False
        if word.value in ("helped", "builds") and not self._is_name(index):
            return False
        norms, language = self._context.norms, self._context.language
        return all(
            norms[i] in language.finite_words or norms[i].endswith(language.adverb_endings or ("\0",))
            for i in range(last + 1, word.first)
        )

    def _owns(self, last: int, clause: Clause) -> bool:
        """True for a possessive before a noun that is no body; "Ben & Jerry's helped" is a name."""
        after = last + 1
        if after > clause.last or after in self._bodies:
            return False
        return not self._context.language.is_finite(self._context.norms[after])

    def _is_object(self, first: int, last: int, clause: Clause) -> bool:
        """True for "finds the buyers and sends …", "the foundation it has set up pays …"."""
        norms, language = self._context.norms, self._context.language
        verb = clause.finite
        after = self._run_ends.get(last + 1, last) + 1
        tied = language.relative_words | language.listing_words["pronouns"]
        if after <= clause.last and norms[after] in tied and verb is not None and verb < first:
            opens = norms[clause.first] in language.listing_words["pronouns"]
            return not (opens and norms[verb] in language.membership["copulas"])
        if verb is not None and verb < first:
            return not any(self._context.tokens[i].text == "," for i in range(verb, first))
        return (
            last < clause.last
            and norms[last + 1] in language.listing_words["pronouns"]
            and (norms[last + 1] not in language.relative_words)
        )
