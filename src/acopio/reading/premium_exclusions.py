"""What a piece of a sentence on the premium tells that is no use of it: others pay, needs, decisions, prices."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece
from acopio.reading.lexicon import Mention
from acopio.reading.once import once_a_document
from acopio.reading.premium_doing import does, main_of
from acopio.reading.premium_names import MONEY
from acopio.reading.premium_scope import Scope
from acopio.reading.purposes import purpose_mentions
from acopio.reading.span import Span

_PAID: Final = ("members", "workers")
_BESIDE: Final = 5  # tokens between "by" and what says who somebody is
_PERSONAL: Final = frozenset({"he", "she", "i"})  # values of the word list "pronoun"


def rates(context: ReadingContext, span: Span) -> list[Mention]:
    """Return the words of a price for a quantity ("for every box") in a span; "for each member" is none."""
    return [
        mention
        for mention in context.words("premium-talk", span)
        if mention.value == "rate"
        and not _each_of(context, mention)
        and not context.has("beneficiary", _next_word(context, mention))
    ]


def _each_of(context: ReadingContext, mention: Mention) -> bool:
    """True for "a bicycle for each of the 38 clubs"."""
    after = context.norms[mention.last + 1 : mention.last + 3]
    of_words, articles = context.language.membership["of_words"], context.language.articles
    return len(after) > 1 and after[0] in of_words and after[1] in articles


def _next_word(context: ReadingContext, mention: Mention) -> Passage:
    token = context.tokens[min(mention.last + 1, len(context.tokens) - 1)]
    return Passage(mention.end, token.end, "")


@once_a_document
def _own_words(context: ReadingContext) -> frozenset[str]:
    """The words of the organisation's names: "the Trust" may be a trust of growers."""
    return frozenset(
        norm for first, last in context.naming.mentions for norm in context.norms[first : last + 1]
    )


@once_a_document
def _other_starts(context: ReadingContext) -> list[int]:
    """The first tokens of the names of other organisations, in order."""
    return sorted(first for first, _ in context.others)


class Exclusions:
    """Judges the pieces of one sentence."""

    def __init__(self, context: ReadingContext, scope: Scope, block: Block) -> None:
        """Keep how sure it is that the sentence tells of premium money, and its block."""
        self._context, self._scope, self._block = context, scope, block

    def paid_by_others(self, piece: Piece) -> bool:
        """True where a body, a gift or a loan pays for what a piece names: "was built by the ministry"."""
        context = self._context
        if context.has("premium", piece, *MONEY):
            return False
        own = {mention.first for mention in context.words("premium", piece)}  # "the Premium Committee"
        starts = _other_starts(context)
        inside = starts[bisect_left(starts, piece.first) : bisect_right(starts, piece.last)]
        own |= {i for m in context.within(context.money, piece) for i in range(m.first, m.last + 1)}  # "KES"
        names = [first for first in inside if first not in own]
        if self._scope < Scope.LISTED and any(self._by_name(first, piece) for first in names):
            return True
        main = self._main(piece).end
        for mention in context.words("payer", piece):
            if mention.value == "other":
                giver = range(mention.last + 1, mention.last + 3)
                organs = context.language.membership["organs"]
                if not any(
                    context.is_self(i) or context.norms[i : i + 1] in ([o] for o in organs) for i in giver
                ):
                    return True
            elif mention.start >= main or context.norms[mention.first] in _own_words(context):
                continue
            elif (
                self._by(mention, piece)
                or self._stands_for_payer(mention, piece)
                or (mention.value == "who" and self._heads(mention, piece))
            ):
                return True
        return False

    def names_payer(self, piece: Piece) -> bool:
        """True for "the provincial government" and "a Danish charity": a body and nothing more."""
        payers = self._context.words("payer", piece)
        return any(mention.last == piece.last for mention in payers if mention.value == "who")

    def is_apposed_payer(self, piece: Piece) -> bool:
        """True for "(was lent by Oikobank,) a Dutch social lender"."""
        norms, agents = self._context.norms, self._context.language.listing_words["agents"]
        near = norms[max(0, piece.first - _BESIDE) : piece.first]
        return self.names_payer(piece) and not agents.isdisjoint(near)

    def heads_payer(self, piece: Piece) -> bool:
        """True for "A roasters' foundation from Portland": a body that the sentence begins with."""
        context = self._context
        prepositions = context.language.prepositions
        return any(
            mention.value == "who"
            and mention.first - piece.first < _BESIDE
            and prepositions.isdisjoint(context.norms[piece.first : mention.first])
            and context.norms[piece.first] in context.language.number_articles
            for mention in context.words("payer", piece)
        )

    def is_by_agent(self, piece: Piece) -> bool:
        """True for "paid for by the premium", after which others may be named that paid their part."""
        context = self._context
        agents = context.language.listing_words["agents"]
        return any(
            not agents.isdisjoint(context.norms[max(piece.first, mention.first - 2) : mention.first])
            for mention in context.words("premium", piece)
        )

    def _by(self, mention: Mention, piece: Piece) -> bool:
        """True for a body after "by": "funded by a Dutch foundation"."""
        context, language = self._context, self._context.language
        for index in range(mention.first - 1, max(piece.first, mention.first - 5) - 1, -1):
            if context.norms[index] in language.listing_words["agents"]:
                return True
            if context.norms[index] in language.prepositions:
                return False
        return False

    def _stands_for_payer(self, mention: Mention, piece: Piece) -> bool:
        """True for "…, the district for the staff", where the verb is left out."""
        context, language = self._context, self._context.language
        if (
            piece.kind != "item"
            or mention.last >= piece.last
            or context.norms[piece.first] not in language.articles
        ):
            return False
        after = context.norms[mention.last + 1]
        return mention.first == piece.first + 1 and after in language.listing_words["targets"]

    def _by_name(self, first: int, piece: Piece) -> bool:
        """True where another organisation's name heads the piece or follows "by", "from" or "with"."""
        context = self._context
        if not piece.first <= first <= piece.last:
            return False
        before = range(piece.first, first)
        articles = [i for i in before if context.norms[i] in context.language.articles]
        if len(before) == len(articles):
            return True
        near = [context.norms[i] for i in before if i >= first - 3 and i not in articles]
        return any(norm in context.language.listing_words["sources"] for norm in near)

    def _heads(self, mention: Mention, piece: Piece) -> bool:
        """True for a body that is the subject of a deed: "the ministry pays him"."""
        context = self._context
        between = range(piece.first, mention.first)
        if self._scope is Scope.LISTED and not between:
            return False  # "church repairs" in a list
        if not between and any(
            m.first <= mention.last + 1 <= m.last + 1 for m in purpose_mentions(context, piece)
        ):
            return False  # "University grants go to members' daughters"
        if len(between) > 3 or any(context.norms[i] in context.language.prepositions for i in between):
            return False
        after = Passage(mention.end, context.tokens[min(mention.last + 3, piece.last)].end, "")
        return bool(
            context.within(context.words("deed"), after) or context.within(context.words("spend"), after)
        )

    def tells_something_else(self, piece: Piece) -> bool:
        """True for a piece on how the premium comes about or is decided on, on needs, effects, single persons."""
        context = self._context
        named = context.has("premium", piece, *MONEY)
        main = self._main(piece)
        if context.has("negation", main) or self._denied(piece):
            return True
        talk = {mention.value for mention in context.words("premium-talk", piece)}
        if "unspent" in talk:
            return True
        price = "receipt" in talk or ("rate" in talk and bool(rates(context, piece)))
        described = self._scope is Scope.EXPLICIT and "account" in talk
        if (named or described) and price and not self._after_premium(piece) and not self._paid_from(piece):
            return True
        if "habit" in talk:
            return True
        if self._scope is Scope.LISTED:
            return self._resumes(piece)
        opening = context.words("pronoun", Passage(piece.start, context.tokens[piece.first].end, ""))
        if opening and not named and (self._personal(opening[0], piece) or self._buys(piece)):
            return True
        purposes = purpose_mentions(context, piece)
        deeds = context.words("deed", piece)
        starts = [mention.start for mention in (*purposes[:1], *deeds[:1])]
        before = Passage(piece.start, min(starts, default=piece.end), "")
        if context.has("need", before, "lack"):
            return True
        able = self._scope is Scope.EXPLICIT and context.has("deed", piece)  # "have been able to buy ovens"
        if context.has("outcome", before, "relief") or (context.has("outcome", before, "able") and not able):
            return True
        if not named and (self.is_background(piece) or self._turns_out(piece)):
            return True
        if named or context.has("deed", main):
            return False
        return context.has("outcome", main, "relief", "able") or self._lacks(main)

    def _lacks(self, main: Piece) -> bool:
        """True where something is missing; not for "a hostel has been approved, but the site has yet to be found"."""
        lacks = [m.first for m in self._context.words("need", main) if m.value == "lack"]
        aims = [m.first for m in self._context.words("premium-talk", main) if m.value == "decided"]
        return bool(lacks) and not any(aim < lacks[0] for aim in aims)

    def is_background(self, piece: Piece) -> bool:
        """True for "212 families had lost their roofs", "the nurse had seen it": what was before the deed."""
        norms, language = self._context.norms, self._context.language
        breaks = language.listing_words["openers"] | language.number_norms | language.foundings["passive"]
        main = self._main(piece).end
        verb = next((i for i in range(piece.first, piece.last) if norms[i] in language.finite_words), None)
        if verb is None or self._context.tokens[verb].start >= main:
            return False
        if norms[verb] not in language.listing_words["pluperfect"]:
            return False
        following = self._context.tokens[verb + 1]
        return following.kind == "word" and norms[verb + 1] not in breaks

    def _turns_out(self, piece: Piece) -> bool:
        """True for "lorries can now reach the station", "costs have fallen": an effect is told before a deed."""
        context = self._context
        if self._scope is not Scope.CONTINUED:
            return False
        main = self._main(piece)
        effects = [m for m in context.words("outcome", main) if m.value in ("able", "down", "relief")]
        if not effects:
            return False
        deeds = [m.first for kind in ("deed", "spend") for m in context.words(kind, main)]
        return not any(deed < effects[0].first for deed in deeds)

    def _resumes(self, piece: Piece) -> bool:
        """True for "all of it repaid" in a list: it goes on about the thing before."""
        norms, words = self._context.norms, self._context.language.listing_words
        opening = norms[piece.first : piece.first + 3]
        return (
            len(opening) == 3
            and opening[0] in words["definite"]
            and opening[1] in self._context.language.membership["of_words"]
            and (opening[2] in words["pronouns"] or opening[2] in self._context.language.relative_words)
        )

    def _paid_from(self, piece: Piece) -> bool:
        """True for "each member received a payment from the premium"."""
        context = self._context
        premium = next((m for m in context.words("premium", piece) if m.value in MONEY), None)
        if premium is None:
            return False
        before = range(max(piece.first, premium.first - 3), premium.first)
        sources = context.language.listing_words["sources"]
        purposes = purpose_mentions(context, piece)
        told = any(m.last < premium.first for m in purposes)
        if any(m.value == "cash-payment" for m in purposes) and context.has("beneficiary", piece, *_PAID):
            return True  # "members receive a share of the premium as cash"
        return told and any(context.norms[index] in sources for index in before)

    def defines(self, piece: Piece) -> bool:
        """True where a sentence turns to what the premium is or how it is decided on, examples included."""
        talk = {mention.value for mention in self._context.words("premium-talk", piece)}
        return "definition" in talk or ("process" in talk and "decided" not in talk)

    def lacks(self, piece: Piece) -> bool:
        """True for "what they are short of is money:", which holds for what follows the colon."""
        return self._context.has("need", piece, "lack") and not self._context.has("premium", piece, *MONEY)

    def buys(self, piece: Piece) -> bool:
        """True where the buyers speak of what they do themselves: "We also donate …"."""
        return self._buys(piece) and not self._context.has("premium", piece, *MONEY)

    def denies(self, piece: Piece) -> bool:
        """True for "neither was paid for by the premium:", which holds for what follows the colon."""
        context = self._context
        return context.has("premium", piece, *MONEY) and any(
            mention.first == piece.first for mention in context.words("negation", piece)
        )

    def tells_price(self, piece: Piece) -> bool:
        """True for "the buyers pay a premium (and visit the school)": what comes in, and nothing it is for."""
        talk = {mention.value for mention in self._context.words("premium-talk", piece)}
        named = self._context.has("premium", piece, *MONEY)
        return named and "receipt" in talk and not self._after_premium(piece) and not self._paid_from(piece)

    def _denied(self, piece: Piece) -> bool:
        """True where "not" stands before the deed: "would not buy a van"."""
        context = self._context
        deeds = {mention.first for kind in ("deed", "spend") for mention in context.words(kind, piece)}
        return any(
            deeds.intersection(range(mention.last + 1, mention.last + 3))
            for mention in context.words("negation", piece)
            if not context.language.listing["contrasts"].at(context.norms, mention.first)
        )

    def _personal(self, pronoun: Mention, piece: Piece) -> bool:
        """True for "she bought a cow", not for "she and her colleagues bought ovens"."""
        language = self._context.language
        joined = language.coordinators.at(self._context.norms, pronoun.last + 1)
        return pronoun.value in _PERSONAL and (joined is None or pronoun.last >= piece.last)

    def _buys(self, piece: Piece) -> bool:
        """True for "we pay", "we gave": the buyers speak; for "we built" the producers do."""
        norms, words = self._context.norms, self._context.language.listing_words
        if self._block.kind in ("fact", "quote"):
            return False  # somebody of the producers answers
        first = piece.first
        if norms[first] in self._context.language.prepositions:
            span = Passage(piece.start, self._context.tokens[min(first + 1, piece.last)].end, "")
            dates = self._context.within(self._context.dates, span)
            first = dates[0].last + 1 if dates else first  # "in 2019 we gave"
        after = norms[first + 1 : min(first + 4, piece.last + 1)]
        return norms[min(first, piece.last)] in words["speakers"] and any(n in words["buying"] for n in after)

    def _after_premium(self, piece: Piece) -> bool:
        """True where the premium is named before a purpose and a deed stands between or after."""
        context = self._context
        named = context.words("premium", piece)
        if not named:
            return False
        after = Passage(named[-1].end, piece.end, "")
        funds = {m.last for m in context.words("premium-talk", after) if m.value == "account"}
        told = any(mention.last not in funds for mention in purpose_mentions(context, after))
        return told and does(context, self._scope, after)

    def _main(self, piece: Piece) -> Piece:
        """The piece up to a relative word or contrast: "a sheller that needs no wetting" denies nothing."""
        return main_of(self._context, piece)
