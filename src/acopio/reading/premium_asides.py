"""What a sentence tells beside a use of premium money: what came of it, when it was, the label of its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece
from acopio.reading.premium_doing import does, tells_doing, verb_of
from acopio.reading.premium_names import MONEY
from acopio.reading.premium_scope import Scope
from acopio.reading.purposes import purpose_mentions
from acopio.reading.sentences import Sentence

_LABEL_WORDS: Final = 2  # words of a first cell that only labels its row
_WHOLE: Final = 2  # tokens at least between the first and the last of a use that is no mere label


class Asides:
    """Judges the pieces of one sentence by those beside them."""

    def __init__(self, context: ReadingContext, sentence: Sentence, scope: Scope) -> None:
        """Keep the sentence and how sure it is that it tells of premium money."""
        self._context, self._sentence, self._scope = context, sentence, scope
        self._block = context.block_of(sentence)

    def is_adverbial(self, piece: Piece, *, alone: bool, done: bool) -> bool:
        """True for "In the lean season, January to March", a phrase before the subject of another use or of none."""
        context, language = self._context, self._context.language
        opens = context.norms[piece.first] in language.prepositions - language.listing_words["targets"]
        if (
            not opens
            or piece.kind != "lead"
            or self._scope is Scope.LISTED
            or is_verbal(self._context, piece)
        ):
            return False
        if context.has("premium", piece, *MONEY) or does(context, self._scope, piece):
            return False
        if not any(map(language.is_finite, context.norms[piece.last + 1 : self._sentence.last + 1])):
            return False  # "In advice, in fertiliser and in a fund"
        return not alone or not done or not does(context, self._scope, self._sentence)

    def illustrates(self, piece: Piece, found: Sequence[tuple[Piece, tuple[str, ...]]]) -> bool:
        """True for "(A fund got 15%:) every family that loses someone receives 20,000 baht"."""
        if piece.after[:1] != ":" or not found or not self.tells_of_people(piece):
            return False
        return self._is_subject(found[-1][0])

    def labels_row(self, piece: Piece, last: Piece) -> bool:
        """True for the short first cell of a row, with its share, where a later cell tells what was paid."""
        context = self._context
        if self._block.kind != "row" or piece.first > context.token_at(self._block.start) + 1:
            return False
        shares = context.within(context.shares, self._block)
        words = sum(context.tokens[i].kind == "word" for i in range(piece.first, piece.last + 1))
        told = sum(context.tokens[i].kind == "word" for i in range(last.first, last.last + 1))
        cells = context.text[piece.start : last.start].count("|")
        return bool(shares) and words <= _LABEL_WORDS and cells > 0 and told > 0

    def is_time(self, piece: Piece) -> bool:
        """True for "(In 2020,) the year of the pandemic"."""
        context = self._context
        years = context.language.relative_dates["year_unit"].at(context.norms, piece.first + 1)
        known = context.norms[piece.first] in context.language.articles
        known = known and not is_verbal(context, piece)
        return known and years is not None and context.norms[years[1]] in context.language.of.first_words

    def _is_subject(self, piece: Piece) -> bool:
        """True where what a use is for stands before its verb, or after one that Spanish puts first."""
        verb = verb_of(self._context, piece)
        if verb is None or self._context.language.pro_drop:
            return True
        return any(mention.last < verb for mention in purpose_mentions(self._context, piece))

    def tells_of_people(self, piece: Piece) -> bool:
        """True for a clause that begins with so many people: "233 workers have bought", "fourteen have graduated"."""
        context, language = self._context, self._context.language
        first = context.norms[piece.first]
        counted = (
            context.tokens[piece.first].kind == "number"
            or first in language.number_words
            or first in language.quantifiers
            or first in language.listing_words["openers"] - language.articles - language.number_articles
        )
        counted = counted and not context.has("pronoun", self._word(piece.first))
        verb = verb_of(context, piece)
        if not counted or verb is None:
            return False
        people = {m.first for kind in ("beneficiary", "unit", "part") for m in context.words(kind, piece)}
        return verb == piece.first + 1 or piece.first + 1 in people

    def is_illustrated(self, pieces: list[Piece], number: int) -> bool:
        """True for "Low-interest loans for housing: 233 workers have bought plots": the use, then what came of it."""
        after, piece = pieces[number + 1], pieces[number]
        if after.after[:1] != ":" or not self.tells_of_people(after) or piece.last - piece.first < _WHOLE:
            return False
        if self._scope is Scope.LISTED:
            return True
        return bool(tells_doing(self._context, piece)) and self._is_subject(piece)

    def rest(self, first: int) -> Piece:
        """The rest of the sentence as one piece."""
        context, last = self._context, self._sentence.last
        while first < last and context.tokens[first].kind in ("mark", "break"):
            first += 1
        return Piece(first, last, context.tokens[first].start, context.tokens[last].end, "item", ":")

    def _word(self, index: int) -> Passage:
        token = self._context.tokens[index]
        return Passage(token.start, token.end, "")


def is_verbal(context: ReadingContext, piece: Piece) -> bool:
    """True where a verb form stands in a piece."""
    return any(map(context.language.is_finite, context.norms[piece.first : piece.last + 1]))
