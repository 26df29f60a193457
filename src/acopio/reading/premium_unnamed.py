"""Uses of premium money that name no purpose: something new, what a heading or title says, entries of lists."""

from __future__ import annotations

from typing import Final

from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece
from acopio.reading.premium_doing import does
from acopio.reading.premium_names import MONEY
from acopio.reading.premium_pieces import Pieces, is_wordless
from acopio.reading.premium_scope import Scope
from acopio.reading.premium_silence import is_by_premium
from acopio.reading.purposes import purpose_mentions, purposes_of
from acopio.reading.sentences import Sentence

_TARGET: Final = 6  # tokens after "goes into" in which the premium is what it goes into


class Unnamed:
    """Tells the purposes of pieces of one sentence in which no word names one."""

    def __init__(
        self,
        context: ReadingContext,
        sentence: Sentence,
        scope: Scope,
        pieces: Pieces,
        titled: tuple[str, ...],
    ) -> None:
        """Keep the sentence, how sure it is that it tells of premium money, and the purposes of its title."""
        self._context, self._sentence, self._scope = context, sentence, scope
        self._pieces, self._titled = pieces, titled

    def purposes(self, piece: Piece, *, told: bool) -> tuple[str, ...]:
        """Purposes of a piece that names none: those of its heading, or "other" for a list entry."""
        context = self._context
        if context.has("premium-talk", piece, "retold"):
            return ()  # "All of this was paid for by the premium"
        if is_wordless(context, piece.first, piece.last):
            return ()
        if self._scope is Scope.LISTED:
            if context.has("premium-talk", piece, "rate", "receipt"):
                return ()  # "Premium: 0.55 USD per kg", "48 million shillings received since 2006"
            verbal = any(
                context.norms[i] in context.language.finite_words for i in range(piece.first, piece.last + 1)
            )
            return (
                ()
                if (told and (verbal or not self._pieces.is_noun(piece))) or piece.kind == "bare"
                else ("other",)
            )
        if (
            told
            and piece.kind in ("item", "verb")
            and self._scope > Scope.CONTINUED
            and self._pieces.is_noun(piece)
        ):
            return ("other",)
        taken_up = self._scope > Scope.NONE and context.has("premium-talk", piece, "resumed")
        explicit = self._scope is Scope.EXPLICIT or (taken_up and context.has("spend", piece))
        if explicit and (self._buys_something(piece) or self._goes_to_something(piece)):
            return (
                ("social-support", "other") if context.has("beneficiary", piece, "community") else ("other",)
            )
        if piece.kind == "lead" and self._titled and self._scope is not Scope.CONTINUED:
            return self._titled
        decided = context.has("premium-talk", piece, "decided") or context.has("premium", piece, *MONEY)
        if piece.kind != "lead" or not decided or self._opens_list() or not does(context, self._scope, piece):
            return ()
        heading = context.heading(self._sentence.block)
        return purposes_of(context, heading) if heading else ()

    def _buys_something(self, piece: Piece) -> bool:
        """True for "the premium gave it a second floor": something new, of whatever purpose."""
        context = self._context
        if self._is_hollow(piece):
            return False
        premium = self._money(piece)
        deeds = [mention.last for mention in context.words("deed", piece)]
        if not premium or not deeds or deeds[-1] >= piece.last or self._opens_list():
            return False
        if deeds[-1] < premium[0] and not is_by_premium(context, piece):
            return False  # "their honey brings them a premium"
        counted = context.language.number_norms | context.language.number_articles
        years = context.language.relative_dates["year_unit"]
        return any(
            context.norms[index] in counted
            and not years.at(context.norms, index + 1)  # "is paid once a year"
            for index in range(deeds[-1] + 1, min(deeds[-1] + 4, piece.last + 1))
        )

    def _money(self, piece: Piece) -> list[int]:
        """The last tokens of the words for the money: "the premium", or "it" in "has spent it on"."""
        context = self._context
        named = [mention.last for mention in context.words("premium", piece) if mention.value in MONEY]
        return named or [m.last for m in context.words("premium-talk", piece) if m.value == "resumed"]

    def _is_hollow(self, piece: Piece) -> bool:
        """True for "the premium has made a difference", "showed us what the premium had paid for"."""
        if self._context.has("premium-talk", piece, "hollow", "retold"):
            return True
        return self._is_question(piece)

    def _is_question(self, piece: Piece) -> bool:
        """True for "the manager showed us what the premium had paid for", not for "this is what it paid for"."""
        context, language = self._context, self._context.language
        asked, copulas = language.membership["what_words"], language.foundings["passive"]
        return any(
            context.norms[index] in asked and context.norms[index - 1] not in copulas
            for mention in context.words("premium", piece)
            for index in range(max(piece.first, mention.first - 2), mention.first)
        )

    def _goes_to_something(self, piece: Piece) -> bool:
        """True for "premiums go toward overcoming them": spent on what the lexicon has no word for."""
        context = self._context
        premium = self._money(piece)
        objects = context.language.listing_words["objects"]
        if self._is_hollow(piece) or not premium:
            return False
        spent = [mention.last for mention in context.words("spend", piece)]
        near = any(last < premium[0] <= last + _TARGET for last in spent)
        if near and not is_by_premium(context, piece):
            return False  # "a dollar from each box goes into the Fairtrade Premium fund"
        return (
            any(
                set(context.norms[mention.last + 1 : mention.last + 5]) & objects
                and not set(context.norms[mention.last + 2 : mention.last + 6])
                & context.language.relative_words
                for mention in context.words("spend", piece)
                if mention.last + 2 <= piece.last and premium[0] < mention.first + 8
            )
            and not self._opens_list()
        )

    def _opens_list(self) -> bool:
        """True for a sentence that ends with a colon: what it leads to comes below."""
        context, last = self._context, self._sentence.last
        if context.tokens[last].text in ("…", "...", ".") and last > self._sentence.first:
            return (
                context.tokens[last].text != "."
                and context.norms[last - 1] in (context.language.listing_words["objects"])
            )
        return context.tokens[last].text == ":"

    def asks(self, piece: Piece) -> bool:
        """True where nothing is named after "what the premium paid for"."""
        if self._scope is not Scope.EXPLICIT or not self._is_question(piece):
            return False
        last = max(mention.last for mention in self._context.words("premium", piece))
        return not any(mention.first > last for mention in purpose_mentions(self._context, piece))
