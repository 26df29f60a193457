"""Sentences on the premium that tell no use of it: questions, prices, what somebody says, what merely is."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece, split_enumeration
from acopio.reading.once import once_a_document
from acopio.reading.premium_doing import does
from acopio.reading.premium_exclusions import rates
from acopio.reading.premium_names import is_question, supposes
from acopio.reading.premium_scope import Scope
from acopio.reading.purposes import purpose_mentions, purposes_of
from acopio.reading.sentences import Sentence

_SOON: Final = 5  # tokens in which the subject of a sentence comes
_SINGULAR: Final = frozenset({"i", "he", "she"})  # values of the word list "pronoun"
_QUOTE_MARKS: Final = '"“”«»'


class Silence:
    """Tells whether a sentence that may tell of premium money tells a use of it at all."""

    def __init__(self, context: ReadingContext, sentence: Sentence, scope: Scope) -> None:
        """Keep the sentence and how sure it is that it tells of premium money."""
        self._context, self._sentence, self._scope = context, sentence, scope
        self._block = context.block_of(sentence)

    def is_silent(self) -> bool:
        """True for a sentence that tells no use: somebody's direct words, no deed."""
        context, sentence = self._context, self._sentence
        if self._scope is Scope.LISTED:
            return False
        opens = context.text[sentence.start] in _QUOTE_MARKS
        if self._scope is not Scope.EXPLICIT and not opens and sentence.index in _spoken(context):
            answers = self._scope is Scope.SECTION and self._is_ours(sentence)
            return self._block.kind == "paragraph" and not answers
        if self._scope is not Scope.EXPLICIT and opens:
            first = context.norms[min(sentence.first + 1, sentence.last)]
            ours = first in context.language.listing_words["speakers"] or self._says_we(sentence)
            return not (ours and (context.has("deed", sentence) or context.has("spend", sentence)))
        if self._scope <= Scope.SECTION and not opens and self._is_told():
            return True
        if is_question(context, sentence) or self._tells_rate():
            return True
        if self._opens_list() or self._was_before() or self._is_of_peers():
            return True
        if self._scope is Scope.EXPLICIT and supposes(context, sentence):
            return True
        if self._scope is Scope.CONTINUED and self._asks_for_money():
            return True
        if context.has("premium-talk", sentence, "listing"):
            return False
        if len(context.within(context.shares, sentence)) > 1 and self._enumerates():
            return False  # "goats for households without land, 8 %; asphalt, 17 %"
        if does(context, self._scope, sentence) or not self._has_verb(sentence):
            return False
        if self._scope is Scope.EXPLICIT:
            return not is_by_premium(context, sentence) and not context.has("premium", sentence, "project")
        enumerates = self._scope is not Scope.CONTINUED and self._enumerates()
        return not (context.has("gain", sentence, "have") or enumerates)

    def _says_we(self, sentence: Sentence) -> bool:
        """True for "“And now we are saving for a hostel”": who speaks does so for the organisation."""
        context = self._context
        words = context.norms[sentence.first + 1 : sentence.first + 4]
        return any(word in context.language.listing_words["speakers"] for word in words)

    def _is_told(self) -> bool:
        """True where somebody says it; not for "a shop was added"."""
        context, passive = self._context, self._context.language.foundings["passive"]
        first = context.words("pronoun", self._sentence)[:1]
        personal = any(m.first == self._sentence.first and m.value in _SINGULAR for m in first)
        if self._scope is Scope.SECTION and not personal:
            return False
        return any(
            mention.value in ("says", "feels") and context.norms[mention.first - 1] not in passive
            for mention in context.words("speech", self._sentence)
        )

    def _is_ours(self, sentence: Sentence) -> bool:
        """True for "Then we bought 12 water tanks", "Next is an ambulance", said by somebody of the producers."""
        context, words = self._context, self._context.language.listing_words
        norms = context.norms[sentence.first : sentence.last + 1]
        if not _SINGULAR.isdisjoint(mention.value for mention in context.words("pronoun", sentence)):
            return False
        if context.has("premium-talk", sentence, "listing", "planned"):
            return True
        ours = any(norm in words["speakers"] for norm in norms)
        passive = any(norm in context.language.foundings["passive"] for norm in norms)
        return context.has("deed", sentence) and (ours or passive)

    def _opens_list(self) -> bool:
        """True for a sentence that ends with a colon above the entries of a list: these tell the uses."""
        context, sentence = self._context, self._sentence
        after = sentence.block + 1
        if after == len(context.blocks) or sentence.end < context.blocks[sentence.block].end:
            return False
        hangs = context.norms[sentence.last] in context.language.listing_words["objects"]
        if context.tokens[sentence.last].text != ":" and not hangs:
            return False
        return context.blocks[after].kind in ("item", "row", "caption")

    def _was_before(self) -> bool:
        """True for "Before it had the premium, Kilima bought its tools on credit"."""
        context, sentence = self._context, self._sentence
        cue = context.language.date_cues.at(context.norms, sentence.first)
        if cue is None or context.norms[sentence.first] not in context.language.listing_words["conditions"]:
            return False
        premium = context.words("premium", sentence)
        stop = premium[0].last + 2 if premium else 0
        until = context.norms[sentence.first] in context.language.listing_words["earlier"]
        return until and any(
            context.tokens[i].text == "," for i in range(sentence.first, min(stop, sentence.last))
        )

    def _asks_for_money(self) -> bool:
        """True for "$75 sends a girl to school": what a gift would do."""
        context, sentence = self._context, self._sentence
        sums = context.within(context.money, sentence)[:1]
        verbs = [mention.first for mention in context.words("deed", sentence)]
        return any(money.first == sentence.first and money.last + 1 in verbs for money in sums)

    def _is_of_peers(self) -> bool:
        """True for "Like other producers, who have used premiums for schools": what others did with theirs."""
        context, sentence = self._context, self._sentence
        peers = [m for m in context.words("premium-talk", sentence) if m.value == "peers"]
        premium = context.words("premium", sentence)
        if peers and self._scope is Scope.CONTINUED:
            return peers[0].first - sentence.first < _SOON
        if not peers or not premium or self._scope is not Scope.EXPLICIT:
            return False
        if peers[0].first > premium[-1].first:
            return False
        clause = context.clause_at(premium[-1].start)
        other = clause is not None and context.subject(clause).who == "other"
        return other or not context.named_in(peers[0].last, premium[-1].first)

    def _tells_rate(self) -> bool:
        """True for "For every tonne we pay $220 plus a premium of our own": what is paid, not what for."""
        context, sentence = self._context, self._sentence
        premium = context.words("premium", sentence)
        told = rates(context, sentence)
        if not told or self._scope not in (Scope.SECTION, Scope.EXPLICIT):
            return False
        section = self._scope is Scope.SECTION
        if section and self._hands_out():
            return False
        if section and (len(told) > 1 or context.within(context.money, sentence)):
            return True
        if not section and (not premium or self._pays_out_of(sentence)):
            return False
        after = told[0].end if section else max(told[0].end, premium[0].end)
        funds = {m.last for m in context.words("premium-talk", sentence) if m.value == "account"}
        if section and not funds and not context.within(context.shares, sentence):
            return False
        return not any(
            mention.value != "cash-payment" and mention.start >= after and mention.last not in funds
            for mention in purpose_mentions(context, sentence)
        )

    def _hands_out(self) -> bool:
        """True for "Members receive a bonus of 20 cedis on each bag at Christmas"."""
        context, sentence = self._context, self._sentence
        cash = any(m.value == "cash-payment" for m in purpose_mentions(context, sentence))
        whom = context.words("beneficiary", sentence)[:1]
        opens = bool(whom) and whom[0].first <= sentence.first + 1
        return cash and opens and context.has("gain", sentence, "get")

    def _pays_out_of(self, sentence: Sentence) -> bool:
        """True for "pays 18 trainers out of the premium": what it pays stands before it."""
        context = self._context
        sources = context.language.listing_words["sources"]
        deeds = context.words("deed", sentence)[:1]
        return any(
            deed.end <= mention.start
            and any(context.norms[i] in sources for i in range(mention.first - 3, mention.first))
            and bool(purpose_mentions(context, Passage(deed.end, mention.start, "")))
            for deed in deeds
            for mention in context.words("premium", sentence)
        )

    def _enumerates(self) -> bool:
        """True for a sentence that names things of several purposes one after the other."""
        pieces = split_enumeration(self._context, self._sentence.first, self._sentence.last)
        named = [purposes_of(self._context, piece) for piece in pieces if piece.kind != "tail"]
        return len({purposes for purposes in named if purposes}) > 1

    def _has_verb(self, sentence: Sentence) -> bool:
        context = self._context
        clauses = context.clauses_of(sentence)
        return any(clause.finite is not None for clause in clauses if clause.kind != "relative")


def is_by_premium(context: ReadingContext, sentence: Sentence | Piece) -> bool:
    """True for "with", "out of", "thanks to" the premium, and for what comes after a colon."""
    language = context.language
    for mention in context.words("premium", sentence):
        before = range(max(sentence.first, mention.first - 3), mention.first)
        if any(context.norms[index] in language.listing_words["sources"] for index in before):
            return True
    return any(context.tokens[index].text == ":" for index in range(sentence.first, sentence.last))


@once_a_document
def _spoken(context: ReadingContext) -> frozenset[int]:
    """Numbers of the sentences that go on with what somebody says between quotation marks."""
    said = (speech for speech in context.speeches if speech.direct and speech.sentence is not None)
    return frozenset(speech.sentence for speech in said if speech.sentence is not None)
