"""Money or help from somebody else than buyers and the premium: who gives, in which form, how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from acopio.claims.records import Claim, FundingClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention

_SILENT: Final = ("heading", "caption", "attribution")
_NOUNS: Final = ("grant", "loan", "support")
_VERBS: Final = ("given", "lent", "paid", "helped")
_BY: Final = (*_VERBS, "passive")
_CLOSE: Final = 3  # tokens around giver and verb where "premium" says that it is no funding
_LOANS: Final = ("loan", "lent")
_NEAR: Final = 7  # tokens after "from" or "by" in which the giver is named
_SUBJECT: Final = 24  # tokens between a giver and its verb: "foundation from Portland, Common Cup, donated"


class _Giver(NamedTuple):
    """Who gives, by tokens; `named` where a name says so, not only a word like "bank"."""

    first: int
    last: int
    named: bool


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that tell what somebody outside the organisation gave, lent or paid."""
    if not context.words("funding"):
        return
    finder = _Finder(context)
    before: _Giver | None = None
    for clause in context.clauses:
        if context.block_of(clause).kind in _SILENT:
            continue
        told = finder.told(clause) or finder.listed(clause)
        if told is None or (clause.kind == "relative" and told.giver == before):
            continue  # "supported by an agency, which paid for …" is one claim
        before = told.giver
        words = {word.value for word in context.words("funding", clause)}
        money = context.within(context.money, clause)
        dates = context.within(context.dates, clause)
        kind = _kind(words)
        start = context.tokens[told.giver.first].start
        yield FundingClaim(
            passage=context.passage(min(start, clause.start), clause.end),
            rule=told.rule,
            funder=context.text[start : context.tokens[told.giver.last].end],
            funding_kind=kind,
            amount=money[0].money if money else None,
            date=dates[0].date if dates else None,
        )


def _kind(words: set[str]) -> Literal["grant", "loan", "support"]:
    """The form of what is given; "support is given by" remains support."""
    if words & set(_LOANS):
        return "loan"
    return "grant" if "grant" in words or ("given" in words and "support" not in words) else "support"


class _Told(NamedTuple):
    """Who gives, and the rule that says so."""

    giver: _Giver
    rule: str


class _Finder:
    """Finds who gives in the clauses of one document."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        language = context.language
        self._by, self._with = language.listing_words["agents"], language.membership["with_words"]
        self._sources = language.certification["from"] - language.listing_words["targets"]
        self._runs = {run.first: run.last for run in context.capital_runs}
        self._run_ends = {i: run.last for run in context.capital_runs for i in range(run.first, run.last + 1)}
        self._bodies = {m.first: m for m in context.words("funding") if m.value in ("giver", "us")}
        self._spoken = {speech.sentence for speech in context.speeches if speech.direct}
        self._persons = {person.first for person in context.persons}
        self._names = dict(context.others)
        self._sums = {i for sum_ in context.money for i in range(sum_.first, sum_.last + 1)}
        self._articles = language.articles | language.definite | language.number_articles
        self._breaks = language.finite_words | language.prepositions

    def told(self, clause: Clause) -> _Told | None:
        """Return who gives by the words of a clause."""
        words = self._context.words("funding", clause)
        if any(word.value == "inside" for word in words):
            return None
        nouns = any(word.value in _NOUNS for word in words)
        for word in words:
            told = self._told_by(word, clause, nouns=nouns)
            if told is not None and not self._tells_something_else(clause, word, told.giver):
                return told
        return None

    def _told_by(self, word: Mention, clause: Clause, *, nouns: bool) -> _Told | None:
        giver = self._after(word.last + 1, clause, self._by) if word.value in _BY else None
        if giver and (word.value != "helped" or not giver.named or self._is_body(giver)):
            return _Told(giver, "funding.by")
        if word.value in _NOUNS and (giver := self._of_noun(word, clause)):
            return _Told(giver, "funding.from")
        giver = self._named_in(word.last + 1, clause) if word.value == "comes" else None
        if giver and (nouns or (self._is_body(giver) and self._context.has("purpose", clause))):
            return _Told(giver, "funding.from")
        context = self._context
        acts = word.value in (*_VERBS, "helps")
        giver = self._subject(word, clause, nouns=nouns) if acts else None
        if giver is None and acts and context.language.pro_drop and not self._is_passive(word):
            giver = self._inverted(word, clause)
        if giver is None or (word.value == "helps" and (giver.named or not self._is_body(giver))):
            return None
        return _Told(giver, "funding.gives")

    def listed(self, clause: Clause) -> _Told | None:
        """Return who gives by an entry under a heading of support: "Belgian cooperation (processing plant)"."""
        context = self._context
        heading = context.heading(context.sentences[clause.sentence].block)
        if heading is None or clause.finite is not None or clause.kind != "main":
            return None
        about = context.has("funding", heading, *_NOUNS, "giver") or context.has("section", heading, "unpaid")
        block = context.block_of(clause)
        more = context.has("purpose", block) or context.within(context.money, block)
        if not about or not more or context.has("premium", heading):
            return None
        giver = self._named_in(clause.first, clause)
        if giver is None or giver.first > clause.first + 2 or not self._is_certain(giver):
            return None
        after = context.tokens[min(giver.last + 1, len(context.tokens) - 1)]
        if after.kind not in ("mark", "break"):
            return None
        return _Told(giver, "funding.list")

    def _tells_something_else(self, clause: Clause, word: Mention, giver: _Giver) -> bool:
        """True for plans and denials, premiums and prices, help with sales."""
        context = self._context
        first, last = min(word.first, giver.first), max(word.last, giver.last) + _CLOSE
        if any(first - 1 <= premium.first <= last for premium in context.words("premium", clause)):
            return True
        if any(
            mention.first < word.first
            for kind in ("negation", "hedge", "plan")
            for mention in context.words(kind, clause)
        ):
            return True
        span = Passage(context.tokens[giver.first].start, context.tokens[giver.last].end, "")
        if context.has("scheme", span) or context.within(context.money, span):
            return True
        return word.value in ("support", "helped") and context.has("sales", clause)

    def _of_noun(self, word: Mention, clause: Clause) -> _Giver | None:
        """The giver after "a loan from", or just before the noun ("a bank loan", "USAID's support")."""
        sources = self._sources | self._with if word.value == "loan" else self._sources
        giver = self._after(word.last + 1, clause, sources, persons=word.value != "support")
        if giver is not None:
            return giver
        for index in range(max(clause.first, word.first - 3), word.first):
            body = self._bodies.get(index)
            if body is not None and body.last < word.first and word.value != "support":
                return _Giver(index, body.last, named=False)
        return None

    def _after(
        self, begin: int, clause: Clause, prepositions: frozenset[str], *, persons: bool = False
    ) -> _Giver | None:
        """The giver behind a preposition that follows, perhaps after a sum ("a grant of $500 from …")."""
        norms, tokens = self._context.norms, self._context.tokens
        index, stop = begin, min(clause.last, begin + _NEAR)
        while index <= stop:
            if norms[index] in prepositions and (giver := self._named_in(index + 1, clause, persons=persons)):
                return giver
            if tokens[index].text in (";", ":") or norms[index] in self._context.language.relative_words:
                return None
            index += 1
        return None

    def _named_in(self, begin: int, clause: Clause, *, persons: bool = False) -> _Giver | None:
        """The giver named from a token on: a body ("two social lenders") or a name ("Shared Harvest")."""
        context = self._context
        name: _Giver | None = None
        for index in range(begin, min(clause.last, begin + _NEAR) + 1):
            if context.is_self(index):
                return name
            if index in self._sums:
                continue
            body = self._bodies.get(index)
            if body is not None:
                return self._grown(begin, body.last, clause, named=body.value == "us")
            last = self._names.get(index, self._runs.get(index))
            if name is None and last is not None and (persons or index not in self._persons):
                name = self._grown(begin, last, clause, named=True)
            passed = (
                context.norms[index] in context.language.membership["of_words"]
            )  # "a project of the Union"
            if context.tokens[index].kind == "mark" or (context.norms[index] in self._breaks and not passed):
                return name
        return name

    def _grown(self, first: int, last: int, clause: Clause, *, named: bool) -> _Giver:
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
        while first < last and context.norms[first] in self._articles:
            first += 1
        return _Giver(first, min(last, clause.last), named)

    def _subject(self, word: Mention, clause: Clause, *, nouns: bool) -> _Giver | None:
        """The giver as the subject of its verb: "A Dutch foundation gave the tractor"."""
        context = self._context
        if self._is_passive(word):
            return None
        begin = clause.first
        spoken = context.block_of(clause).kind == "quote" or clause.sentence in self._spoken
        if nouns and not spoken and context.norms[begin] in context.language.listing_words["speakers"]:
            return _Giver(begin, begin, named=True)  # "We gave an interest-free loan"
        if clause.kind == "relative":  # "held by a chocolate maker, which also lent it the money"
            return self._before(clause)
        if clause.kind == "shared" and clause.index and word.value != "helped":
            clause = context.clauses[clause.index - 1]
        return self._heading_verb(word, clause)

    def _inverted(self, word: Mention, clause: Clause) -> _Giver | None:
        """The giver right after its verb, where subjects may stand there: "Lo donó en 2009 una ONG belga"."""
        context = self._context
        dated = {i for d in context.within(context.dates, clause) for i in range(d.first - 1, d.last + 1)}
        index = word.last + 1
        while index <= clause.last and (index in dated or context.norms[index] in self._articles):
            index += 1
        body, last = self._bodies.get(index), self._names.get(index)
        if body is None and last is None:
            return None
        return _Giver(index, body.last if body else last or index, named=body is None)

    def _before(self, clause: Clause) -> _Giver | None:
        for index in range(clause.first - 2, max(0, clause.first - _NEAR), -1):
            if index in self._bodies:
                return _Giver(self._phrase_start(index, None), self._bodies[index].last, named=False)
            if self._context.tokens[index].kind == "mark":
                return None
        return None

    def _heading_verb(self, word: Mention, clause: Clause) -> _Giver | None:
        """The giver before a verb that is in no other phrase: not behind "of", "from" or "in"."""
        context = self._context
        for index in range(max(clause.first, word.first - _SUBJECT), min(word.first, clause.last + 1)):
            body = self._bodies.get(index)
            last = body.last if body else self._names.get(index)
            if last is None and self._runs.get(index) == word.first - 1 and word.value != "helped":
                last = word.first - 1  # "Sunward pre-financed twenty dryers"
                if index == last and index == context.sentences[clause.sentence].first:
                    return None  # "Tea pays for the rice": any word has a capital there
            if last is None or last >= word.first or (body is None and index in self._persons):
                continue
            begin = self._phrase_start(index, clause)
            if begin > clause.first and context.norms[begin - 1] in context.language.prepositions:
                continue
            if context.is_self(begin) or context.is_self(index):
                return None
            return self._grown(begin, last, clause, named=body is None)
        return None

    def _phrase_start(self, index: int, clause: Clause | None) -> int:
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

    def _is_passive(self, word: Mention) -> bool:
        context = self._context
        passive = context.language.foundings["passive"]
        return any(context.norms[index] in passive for index in range(max(0, word.first - 2), word.first))

    def _is_body(self, giver: _Giver) -> bool:
        return giver.first in self._names or any(
            i in self._bodies for i in range(giver.first, giver.last + 1)
        )

    def _is_certain(self, giver: _Giver) -> bool:
        return self._is_body(giver) or giver.last > giver.first
