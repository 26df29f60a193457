"""Money or help from somebody else than buyers and the premium: who gives, in which form, how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from acopio.claims.records import Claim, FundingClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.funding_givers import Giver, Givers
from acopio.reading.funding_lists import NOUNS as _NOUNS
from acopio.reading.funding_lists import Told as _Told
from acopio.reading.funding_lists import listed
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import clean

_SILENT: Final = ("heading", "attribution")
_VERBS: Final = ("given", "lent", "paid", "helped", "builds", "moves")
_BY: Final = (*_VERBS, "passive", "received")
_CLOSE: Final = 3  # tokens around giver and verb where "premium" says that it is no funding
_REACH: Final = 8  # tokens between "came" and "with the machines"
_APPOSED: Final = 5  # tokens between "an Austrian NGO" and "which": its name
_LOANS: Final = ("loan", "lent", "borrowed")
_AGAIN: Final = (
    "grant",
    "loan",
    "support",
    "paid",
    "given",
    "lent",
    "borrowed",
)  # may tell of a second giver
#: What an office grants that is no money.
_PAPERS: Final = (
    ("certified", ()),
    ("scheme", ()),
    ("founding", ("legally-established",)),
    ("label", ("legal",)),
)
_WEAK: Final = ("helped", "builds")
_HELP: Final = ("helped", "helps")


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that tell what somebody outside the organisation gave, lent or paid."""
    if not context.words("funding"):
        return
    finder = _Finder(context)
    before: Giver | None = None
    read_to = 0
    for clause in context.clauses:
        kind = context.block_of(clause).kind
        if kind in _SILENT or (kind == "caption" and clause.finite is None):
            continue
        told = finder.all_told(clause) or listed(context, finder.givers, clause)
        if not told or told[0].giver == before or clause.start < read_to:
            continue  # "supported by an agency, which paid for …" is one claim
        before = told[0].giver
        tail = read_to = _goes_on(context, clause, told[-1].giver)
        for number, one in enumerate(told):
            earlier = told[number - 1].giver if number else None
            later = told[number + 1].giver if number + 1 < len(told) else None
            yield _claim(context, clause, one, earlier, later, tail if later is None else clause.end)


def _goes_on(context: ReadingContext, clause: Clause, giver: Giver) -> int:
    """Where the words on a giver end: with "…, an NGO, which has paid the first manager"."""
    if clause.index + 1 >= len(context.clauses):
        return clause.end
    after = context.clauses[clause.index + 1]
    told = context.has("funding", after, *_VERBS, *_NOUNS, "helps") and after.kind == "relative"
    same = after.sentence == clause.sentence and after.first - giver.last <= _APPOSED
    return after.end if told and same else clause.end


def _claim(
    context: ReadingContext,
    clause: Clause,
    told: _Told,
    earlier: Giver | None,
    later: Giver | None,
    tail: int,
) -> FundingClaim:
    """Make the claim of one giver; what is said after the next giver is left to that one, what goes on is kept."""
    start = context.tokens[told.giver.first].start
    begin = context.tokens[earlier.last].end if earlier else min(start, clause.start)
    end = context.tokens[later.first].start if later else max(clause.end, context.tokens[told.giver.last].end)
    own = Passage(begin, end, "")
    money, dates = context.within(context.money, own), context.within(context.dates, own)
    words = {word.value for word in context.words("funding", told.words or clause)}
    return FundingClaim(
        passage=context.passage(begin, max(tail, end) if earlier is None else end),
        rule=told.rule,
        funder=_name(context, told.giver),
        funding_kind=_kind(words),
        amount=money[0].money if money else None,
        date=dates[0].date if dates else None,
    )


def _name(context: ReadingContext, giver: Giver) -> str:
    """The giver's words; without the ending of "a bank's credit line", with that of "Ben & Jerry's helped"."""
    words = context.text[context.tokens[giver.first].start : context.tokens[giver.last].end]
    after = context.tokens[min(giver.last + 1, len(context.tokens) - 1)]
    owns = context.tokens[giver.last].possessive and after.kind == "word"
    return clean(words) if owns and not context.language.is_finite(after.norm) else words


def _kind(words: set[str]) -> Literal["grant", "loan", "support"]:
    """The form of what is given; "support is given by" remains support."""
    if words & set(_LOANS):
        return "loan"
    words = words | {"given"} if "received" in words else words
    return "grant" if "grant" in words or ("given" in words and "support" not in words) else "support"


class _Finder:
    """Finds who gives in the clauses of one document."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._givers = self.givers = Givers(context)

    def all_told(self, clause: Clause) -> list[_Told]:
        """Return who gives by the words of a clause, each once."""
        words = self._context.words("funding", clause)
        if not words:
            return []
        if any(word.value == "inside" for word in words):
            return []
        nouns = any(word.value in _NOUNS for word in words)
        found: list[_Told] = []
        for word in words:
            if found and (word.value not in _AGAIN or word.first <= found[-1].giver.last):
                continue
            told = self._told_by(word, clause, nouns=nouns)
            if told is None or any(told.giver.first <= other.giver.last for other in found):
                continue
            if found and found[-1].rule == "funding.gives" and told.giver.last < word.first:
                continue  # "the church guaranteed the bank loan"
            if self._tells_something_else(clause, word, told.giver):
                continue
            found.append(told)
            found += self._joined(told, clause)
        if found and found[-1].rule == "funding.gives":
            found += self._gapped(found[-1].giver, clause)
        return found

    def _gapped(self, told: Giver, clause: Clause) -> Iterator[_Told]:
        """Yield givers whose verb is that of the first: "The embassy paid for the roof, Hivos for the machines"."""
        context, givers, language = self._context, self._givers, self._context.language
        stop = context.sentences[clause.sentence].last
        openers = language.number_joiners | {",", ";"}
        follows = givers.companions | language.listing_words["targets"]
        position = told.last + 1
        while position < stop:
            if context.norms[position] in openers:
                giver = givers.named_in(position + 1, clause._replace(last=stop))
                near = giver is not None and giver.first <= position + 2 and giver.last + 1 < stop
                if giver and near and context.norms[giver.last + 1] in follows and givers.is_body(giver):
                    yield _Told(giver, "funding.gives", clause)
                    position = max(position, giver.last)
            position += 1

    def _joined(self, told: _Told, clause: Clause) -> list[_Told]:
        """Return the givers that the same preposition names: "from the fund (2004) and from the church (2009)"."""
        context, givers = self._context, self._givers
        if told.rule == "funding.gives" or told.giver.first == clause.first:
            return []
        found: list[_Told] = []
        prepositions = givers.agents if told.rule == "funding.by" else givers.sources
        found_to = told.giver.last
        position = told.giver.last + 1
        stop = context.sentences[clause.sentence].last
        while position < stop:
            if context.norms[position] in prepositions and self._follows(position, told.giver.last):
                giver = givers.named_in(position + 1, clause._replace(last=stop))
                if giver is None or not givers.is_certain(giver):
                    return found
                found.append(_Told(giver, told.rule, clause))
                position = max(position, giver.last)
            elif position == found_to + 1 and context.norms[position] in context.language.number_joiners:
                giver = givers.named_in(position + 1, clause._replace(last=stop))
                if giver and giver.first <= position + 2 and givers.is_certain_name(giver):
                    known = givers.is_body(giver) or givers.is_organization(giver.first)
                    if known and not context.language.is_finite(context.norms[giver.last + 1]):
                        found.append(_Told(giver, told.rule, clause))
                        position = found_to = max(position, giver.last)
            elif context.norms[position] in context.language.finite_words:
                return found
            position += 1
        return found

    def _follows(self, position: int, begin: int) -> bool:
        """True for a preposition after "and" or a comma, perhaps with a share between: "a third by the canton"."""
        context = self._context
        for index in range(position - 1, max(begin, position - _CLOSE - 1), -1):
            token = context.tokens[index]
            if token.text in (",", ")") or context.language.listing["joiners"].at(context.norms, index):
                return True
            if token.norm in context.language.prepositions:
                return False
        return False

    def _told_by(self, word: Mention, clause: Clause, *, nouns: bool) -> _Told | None:
        givers, context = self._givers, self._context
        by = word.value in _BY and (word.value != "moves" or self._moves_money(word, clause, whole=True))
        giver = givers.after(word.last + 1, clause, givers.agents) if by else None
        before = context.norms[word.first - 1] if word.first else ""
        noun = word.value in (*_VERBS, "helps") and before in context.language.articles
        if noun and before not in context.language.proclitics:
            return None  # "the pay for it"
        weak = word.value in _WEAK and giver and giver.named and not givers.is_body(giver)
        if giver and not weak and (word.value != "builds" or not self._rules(giver)):
            return _Told(giver, "funding.by")
        if giver := self._source(word, clause, nouns=nouns):
            return _Told(giver, "funding.from")
        if word.value == "arrives":
            arrived = self._brings(word, clause) and givers.heading_verb(word, clause)
            return _Told(arrived, "funding.gives") if arrived and givers.is_body(arrived) else None
        if word.value == "moves" and not self._moves_money(word, clause):
            return None
        acts = word.value in (*_VERBS, "helps")
        giver = givers.subject(word, clause, nouns=nouns) if acts else None
        if giver is None and acts and self._context.language.pro_drop and not givers.is_passive(word):
            giver = givers.inverted(word, clause)
        if giver is None or (word.value == "builds" and self._rules(giver)):
            return None
        if word.value == "helps" and self._rules(giver):
            return None  # "the government supports fertiliser prices"
        if (
            word.value == "helps"
            and (giver.named or not givers.is_body(giver))
            and not (givers.is_known(giver) or self._lends(word, clause))
        ):
            return None
        return _Told(giver, "funding.gives")

    def _source(self, word: Mention, clause: Clause, *, nouns: bool) -> Giver | None:
        """The giver behind "a grant from", "borrowed from", "a project of", "comes from", "owes … to"."""
        context, givers = self._context, self._givers
        if word.value in _NOUNS:
            return givers.of_noun(word, clause)
        if word.value == "borrowed":
            return givers.after(word.last + 1, clause, givers.sources, persons=True)
        if word.value == "got":
            after = Passage(word.end, clause.end, "")
            giver = givers.after(word.last + 1, clause, givers.sources)
            before = context.norms[max(clause.first, word.first - _CLOSE) : word.first]
            other = not context.language.relative_words.isdisjoint(before)
            own = clause.kind == "relative" and context.subject(clause).who in ("self", "members")
            if other and not own:
                return None  # "was set up by families who had received land from the church"
            if giver is not None and context.norms[giver.first - 1] in context.language.owners:
                return None  # "received 300,000 dollars from its buyers"
            if giver is None or context.has("premium-talk", clause, "rate") or context.has("scheme", clause):
                return None
            if context.within(context.money, after):
                return giver if givers.is_certain(giver) else None
            between = Passage(word.end, context.tokens[giver.first].start, "")
            return giver if self._is_donor(giver) and context.has("purpose", between) else None
        if word.value == "thanks":
            giver = givers.named_in(word.last + 1, clause)
            told = context.has("purpose", clause) or context.has("deed", clause)
            return giver if giver and told and givers.is_body(giver) else None
        if word.value == "moves" and givers.is_passive(word):
            giver = givers.after(word.last + 1, clause, givers.sources)
            return giver if giver and givers.is_body(giver) else None
        if word.value == "project":
            if (
                set(context.norms[max(clause.first, word.first - 2) : word.first])
                & context.language.membership["as_words"]
            ):
                return None  # "began as a project of the foundation"
            giver = givers.named_in(word.last + 1, clause)
            joined = context.norms[word.last] in givers.companions and giver and giver.first <= word.last + 2
            told = context.has("purpose", clause) or context.has("deed", clause) or word.first > clause.first
            return giver if giver and told and (joined or givers.is_certain(giver)) else None
        if word.value == "works":  # "a GIZ programme trained them"
            giver = givers.compounded(word, clause)
            told = context.has("purpose", clause) or context.has("deed", clause)
            return giver if giver and told and givers.is_introduced(giver) else None
        if word.value == "jointly":
            done = clause.finite is not None or context.within(context.money, clause)
            giver = givers.named_in(word.last + 1, clause) if done else None
            paid = context.has("funding", clause, "given", "lent", "paid", "passive", *_NOUNS)
            told = context.has("purpose", clause) and not paid
            return giver if giver and told and givers.is_body(giver) else None
        if word.value == "owed":
            giver = givers.after(word.last + 1, clause, context.language.listing_words["targets"])
            return giver if giver and givers.is_body(giver) else None
        giver = givers.named_in(word.last + 1, clause) if word.value == "comes" else None
        shared = context.has("funding", Passage(clause.start, word.start, ""), "cost")  # "the other half"
        if giver and (nouns or shared or (self._is_donor(giver) and context.has("purpose", clause))):
            return giver
        return None

    def _brings(self, word: Mention, clause: Clause) -> bool:
        """True for "came in 2012 with the machines", "followed with a loan"."""
        norms, companions = self._context.norms, self._givers.companions
        for index in range(word.last + 1, min(clause.last, word.last + _REACH)):
            if norms[index] in companions:
                rest = Passage(self._context.tokens[index].end, clause.end, "")
                return self._context.has("purpose", rest) or self._context.has("funding", rest, *_NOUNS)
        return False

    def _is_donor(self, giver: Giver) -> bool:
        """True for bodies that are no places: things come from a district that nobody gave."""
        return self._givers.is_body(giver) and not self._rules(giver)

    def _moves_money(self, word: Mention, clause: Clause, *, whole: bool = False) -> bool:
        """True where money, or what something costs, is what a verb such as "put" or "approved" is about."""
        context = self._context
        after = Passage(clause.start if whole else word.end, clause.end, "")
        if context.has("premium-talk", clause, "rate", "extra"):
            return False
        if context.has("funding", after, *_NOUNS, "cost") or context.within(context.money, after):
            return True
        return clause.kind == "relative" and bool(context.within(context.shares, after))

    def _lends(self, word: Mention, clause: Clause) -> bool:
        """True for "Root Capital provides trade credit": a form of money is what is provided."""
        return self._context.has("funding", Passage(word.end, clause.end, ""), "grant", "loan")

    def _rules(self, giver: Giver) -> bool:
        """True for a government: what it builds is not given to one organisation."""
        span = Passage(self._context.tokens[giver.first].start, self._context.tokens[giver.last].end, "")
        return self._context.has("funding", span, "ruler")

    def _tells_something_else(self, clause: Clause, word: Mention, giver: Giver) -> bool:
        """True for plans and denials, premiums and prices, help with sales."""
        context = self._context
        first, last = min(word.first, giver.first), max(word.last, giver.last) + _CLOSE
        if any(first - 1 <= premium.first <= last for premium in context.words("premium", clause)):
            return True
        begin = giver.first - _CLOSE if giver.last < word.first else clause.first
        follows = 0 < giver.first - word.last <= _CLOSE + 1
        promised = word.value in _NOUNS and follows and self._givers.is_body(giver)
        promised = promised and not context.has(
            "funding", clause, "wished"
        )  # "… will be dug with money from"
        near = 1 if word.value in _HELP else 0  # "plans to fund" is told as done, "hopes to set up" is not
        if any(
            begin <= mention.first < word.first and (kind != "plan" or mention.last + 1 - near < word.first)
            for kind in ("negation", "hedge", *(() if promised else ("plan",)))
            for mention in context.words(kind, clause)
        ):
            return True
        if (
            word.value in _BY
            and context.norms[word.first - 1] in context.language.listing_words["demonstratives"]
            and giver.last != word.first - 2
        ):
            return True  # "12% above that paid by the state company"
        granted = word.value == "given" and not context.within(context.money, clause)
        if granted and any(context.has(kind, clause, *of) for kind, of in _PAPERS):
            return True  # "the ministry granted it legal status"
        beside = word.value in ("given", "helped") and word.last < clause.last
        speakers = context.language.listing_words["speakers"]
        if beside and context.norms[word.last + 1] in speakers and not self._lends(word, clause):
            return True  # "a trader, who gave us the first samples"
        span = Passage(context.tokens[giver.first].start, context.tokens[giver.last].end, "")
        if context.has("organization-word", span) and self._givers.belongs(giver):
            return True  # "the co-operative's foundation"
        prized = Passage(word.start, span.start if word.last < giver.first else clause.end, "")
        if word.value not in ("paid", "lent") and context.has("recognition", prized, "prize", "any"):
            return True  # "received a prize of 5,000 dollars from", "gave the weavers its award"
        vague = word.value == "support" and not self._givers.is_certain_name(giver)
        if vague and not (context.has("purpose", clause) or context.has("deed", clause)):
            return True  # "with the help of a priest they did so from his garage"
        # "Fair Trade buyers in France", "the Fairtrade Access Fund"
        body = context.has("funding", span, "giver")
        if (context.has("scheme", span) and (not body or word.value == "comes")) or context.within(
            context.money, span
        ):
            return True
        sold = (m for m in context.words("sales", clause) if not word.first <= m.first <= word.last + 1)
        return word.value in ("support", "helped") and any(sold)
