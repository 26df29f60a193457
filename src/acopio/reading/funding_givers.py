"""Who gives: bodies and names before or behind the words of a grant, a loan or help."""

from __future__ import annotations

from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.tokens import tokenize

_NO_BODIES: Final = frozenset({"GPS", "GIS", "SMS", "LED", "ICT", "HACCP", "TV", "AGM"})  # acronyms of things
_NEAR: Final = 7  # tokens after "from" or "by" in which the giver is named
_SUBJECT: Final = 24  # tokens between a giver and its verb: "foundation from Portland, Common Cup, donated"


class Giver(NamedTuple):
    """Who gives, by tokens; `named` where a name says so, not only a word like "bank"."""

    first: int
    last: int
    named: bool


def _publishers(context: ReadingContext) -> dict[int, int]:
    """Where the publisher's name of several words stands: "Bridge to Market has supported the union"."""
    name = [token.norm for token in tokenize(context.document.metadata.publisher or "")]
    if len(name) < 2:
        return {}
    norms, last = context.norms, len(name) - 1
    return {
        i: i + last for i, norm in enumerate(norms) if norm == name[0] and norms[i : i + last + 1] == name
    }


class Givers:
    """Finds who gives in the clauses of one document."""

    def __init__(self, context: ReadingContext) -> None:
        """Find the names, bodies and sums of a document."""
        self._context = context
        language = context.language
        self.agents, self.companions = language.listing_words["agents"], language.membership["with_words"]
        self.sources = language.certification["from"] - language.listing_words["targets"]
        self._runs = {run.first: run.last for run in context.capital_runs}
        self._run_ends = {i: run.last for run in context.capital_runs for i in range(run.first, run.last + 1)}
        self._bodies = {m.first: m for m in context.words("funding") if m.value in ("giver", "us", "ruler")}
        self._proper: set[int] = set()  # where names of bodies begin: "Shared Future Fund"
        named = {m.last for m in context.words("funding") if m.value == "named"}
        for run in context.capital_runs:  # "Fairtrade Relief Fund", "Engineers Without Borders"
            if run.last in named and run.last > run.first:
                start, end = context.tokens[run.first].start, context.tokens[run.last].end
                self._bodies.setdefault(
                    run.first, Mention("funding", "giver", start, end, run.first, run.last)
                )
        self._spoken = {speech.sentence for speech in context.speeches if speech.direct}
        self._persons = {person.first for person in context.persons}
        self._names = {**dict(context.others), **_publishers(context)}
        self._sums = {i for sum_ in context.money for i in range(sum_.first, sum_.last + 1)}
        self._articles = language.articles | language.definite | language.number_articles
        self._breaks = language.finite_words | language.prepositions

    def of_noun(self, word: Mention, clause: Clause) -> Giver | None:
        """The giver after "a loan from", or just before the noun ("a bank loan", "USAID's support")."""
        sources = self.sources | self.companions if word.value == "loan" else self.sources
        giver = self.after(word.last + 1, clause, sources, persons=word.value != "support")
        if giver is None and word.value != "support":
            giver = self._from_somebody(word, clause)
        if giver is not None:
            return giver
        for index in range(max(clause.first, word.first - 3), word.first):
            body = self._bodies.get(index)
            if body is not None and body.last < word.first and word.value != "support":
                return Giver(index, body.last, named=False)
        return None

    def _from_somebody(self, word: Mention, clause: Clause) -> Giver | None:
        """The giver behind "from" in common words, perhaps after a sum: "a gift of 3,000 pounds from a school"."""
        norms, language = self._context.norms, self._context.language
        for index in range(word.last + 1, min(clause.last, word.last + _NEAR)):
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
        index, stop = begin, min(clause.last, begin + _NEAR)
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
        for index in range(begin, min(clause.last, begin + _NEAR) + 1):
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
        opening = language.number_articles | language.number_words.keys() | language.definite
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

    def grown(self, first: int, last: int, clause: Clause, *, named: bool) -> Giver:
        """A giver with the name or place that follows its body: "foundation Nord-Süd Brücke", "ministry of health"."""
        context = self._context
        last = self._run_ends.get(last, last)
        after = last + 1
        while after <= clause.last and after in self._runs:
            last, after = self._runs[after], self._runs[after] + 1
        inside = context.language.listing_words["attached"]
        if not named and after < clause.last and context.norms[after] in inside:
            last = after + 1
            if context.norms[last] in self._articles and last < clause.last:
                last += 1
            last = self._runs.get(last, last)
        while first < last and context.norms[first] in self._articles | context.language.number_joiners:
            first += 1
        return Giver(first, min(last, clause.last), named)

    def subject(self, word: Mention, clause: Clause, *, nouns: bool) -> Giver | None:
        """The giver as the subject of its verb: "A Dutch foundation gave the tractor"."""
        context = self._context
        if self.is_passive(word):
            return None
        begin = clause.first
        spoken = context.block_of(clause).kind == "quote" or clause.sentence in self._spoken
        if nouns and not spoken and context.norms[begin] in context.language.listing_words["speakers"]:
            return Giver(begin, begin, named=True)  # "We gave an interest-free loan"
        if not spoken and (word.value == "lent" or nouns):
            for index in range(max(begin, word.first - 3), word.first):
                if context.norms[index] in context.language.listing_words["speakers"]:
                    return Giver(index, index, named=True)  # "Since 2015 we have pre-financed …"
        if clause.kind == "relative" and (giver := self.before(clause)):
            return giver  # "held by a chocolate maker, which also lent it the money"
        if giver := self._taken_up(word, clause):
            return giver
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
        for index in range(clause.first - 2, max(0, clause.first - _NEAR), -1):
            if index in self._bodies:
                return Giver(self.phrase_start(index, None), self._bodies[index].last, named=False)
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
            if context.tokens[index].text in _NO_BODIES:
                continue
            if body is not None and self._is_object(index, body.last, clause):
                continue
            begin = self.phrase_start(index, clause)
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

    def _is_name(self, index: int) -> bool:
        """True for "TechnoServe", "USAID", "Oxfam-Novib" and names of two words: no common word looks so."""
        text = self._context.tokens[index].text
        if text in _NO_BODIES:
            return False
        return self._runs.get(index, index) > index or any(letter.isupper() for letter in text[1:])

    def _is_object(self, first: int, last: int, clause: Clause) -> bool:
        """True for "finds the buyers and sends …", "the foundation it has set up pays …"."""
        norms, language = self._context.norms, self._context.language
        verb = clause.finite
        if verb is not None and verb < first:
            return not any(self._context.tokens[i].text == "," for i in range(verb, first))
        return (
            last < clause.last
            and norms[last + 1] in language.listing_words["pronouns"]
            and (norms[last + 1] not in language.relative_words)
        )

    def phrase_start(self, index: int, clause: Clause | None) -> int:
        """The first token of the noun phrase that a token stands in: its article, or the word after a preposition."""
        norms, tokens = self._context.norms, self._context.tokens
        begin = index
        while begin > (clause.first if clause else 0) and index - begin < _NEAR:
            if norms[begin] in self._articles or norms[begin - 1] in self._breaks:
                break
            if tokens[begin - 1].kind != "word":
                break
            begin -= 1
        return begin

    def is_passive(self, word: Mention) -> bool:
        """True for a verb after "was", "were", "been"."""
        context = self._context
        passive = context.language.foundings["passive"]
        return any(context.norms[index] in passive for index in range(max(0, word.first - 2), word.first))

    def is_body(self, giver: Giver) -> bool:
        """True for a word like "bank", a name known as another organisation's, an acronym."""
        text = self._context.tokens[giver.first].text
        if giver.first == giver.last and text.isupper():
            return text not in _NO_BODIES
        return giver.first in self._names or any(
            i in self._bodies for i in range(giver.first, giver.last + 1)
        )

    def is_certain(self, giver: Giver) -> bool:
        """True for a body, or a name of two words."""
        return self.is_body(giver) or giver.last > giver.first
