"""What premium money paid for: one claim a use, with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from acopio.claims.records import Claim, Passage, PremiumUseClaim
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece, split_enumeration
from acopio.reading.lexicon import Mention
from acopio.reading.premium_details import acquired_in, amount_in, date_in, share_in, status_of
from acopio.reading.premium_scope import Scope, premium_scopes
from acopio.reading.purposes import beneficiaries_of, first_purposes, purpose_mentions
from acopio.reading.sentences import Sentence

_RULES = {
    Scope.LISTED: "premium.list",
    Scope.EXPLICIT: "premium.named",
    Scope.SECTION: "premium.section",
    Scope.CONTINUED: "premium.continued",
}


class Use(NamedTuple):
    """A use before it is a claim: its words, purpose mentions, and how it was found."""

    first: int
    last: int
    start: int
    end: int
    purposes: tuple[str, ...]
    scope: Scope
    sentence: Sentence


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the uses of premium money that the text tells, planned ones too."""
    if not context.words("premium"):
        return
    for use in premium_uses(context):
        block = context.block_of(use.sentence)
        yield PremiumUseClaim(
            passage=context.passage(use.start, use.end),
            rule=_RULES[use.scope],
            purposes=use.purposes or ("other",),
            beneficiaries=beneficiaries_of(context, use),
            use_status=status_of(context, use, use.sentence, block),
            acquired=acquired_in(context, use),
            amount=amount_in(context, use),
            share=share_in(context, use),
            date=date_in(context, use, block),
        )


def premium_uses(context: ReadingContext) -> Iterator[Use]:
    """Yield the uses in text order."""
    scopes = premium_scopes(context)
    for sentence in context.sentences:
        scope = scopes[sentence.index]
        if scope:
            yield from _UsesOfSentence(context, sentence, scope).uses()


class _UsesOfSentence:
    """The uses that one sentence tells."""

    def __init__(self, context: ReadingContext, sentence: Sentence, scope: Scope) -> None:
        self._context, self._sentence, self._scope = context, sentence, scope
        self._block: Block = context.block_of(sentence)

    def uses(self) -> Iterator[Use]:
        context, sentence = self._context, self._sentence
        first = self._first()
        if first > sentence.last or self._silent():
            return
        pieces = self._merged(split_enumeration(context, first, sentence.last))
        told = [piece for piece in pieces if self._tells(piece, pieces)]
        for piece in told:
            purposes = first_purposes(self._purposes(piece))
            if not purposes and not self._stands_alone(piece, told):
                continue
            yield Use(piece.first, piece.last, piece.start, piece.end, purposes, self._scope, sentence)

    def _first(self) -> int:
        """The first token to look at: after the label of a fact ("2012: a solar dryer")."""
        label = self._block.label
        if label and label[0] <= self._sentence.start < label[1]:
            index = self._context.token_at(label[1])
            while index <= self._sentence.last and self._context.tokens[index].kind in ("mark", "break"):
                index += 1
            return index
        return self._sentence.first

    def _silent(self) -> bool:
        """True for a sentence that tells no use: somebody's direct words, a decision, a sum received."""
        context, sentence = self._context, self._sentence
        if self._scope is not Scope.EXPLICIT and context.text[sentence.start] in "\"“«”":
            return True
        if self._scope in (Scope.CONTINUED,) and not self._does(sentence):
            return True
        return self._scope is Scope.EXPLICIT and not self._does(sentence)

    def _does(self, span: Sentence | Piece) -> bool:
        context = self._context
        return context.has("spend", span) or context.has("deed", span) or context.has("gain", span)

    def _purposes(self, piece: Piece) -> list[Mention]:
        return purpose_mentions(self._context, piece)

    def _merged(self, pieces: list[Piece]) -> list[Piece]:
        """Join a bare noun to the piece before it where both are for the same thing ("boots and gloves")."""
        merged: list[Piece] = []
        for piece in pieces:
            before = merged[-1] if merged else None
            if before is not None and before.kind != "tail" and piece.after not in (":", ";"):
                here = {m.value for m in self._purposes(piece)}
                there = {m.value for m in self._purposes(before)}
                if (piece.kind == "bare" and (not here or here & there)) or (
                    piece.kind == "item" and not here and not self._enumerates(before)
                ):
                    merged[-1] = before._replace(last=piece.last, end=piece.end)
                    continue
            merged.append(piece)
        return merged

    def _enumerates(self, before: Piece) -> bool:
        return self._scope is Scope.LISTED

    def _tells(self, piece: Piece, pieces: list[Piece]) -> bool:
        """True for a piece that is a use, or may be one if it names a purpose."""
        context = self._context
        if piece.kind == "tail":
            return False
        following = next((p for p in pieces if p.first > piece.last), None)
        if following is not None and following.after == ":" and self._scope is not Scope.LISTED:
            return False
        premium = context.has("premium", piece, "premium")
        if context.has("payer", piece) and not premium:
            return False
        if context.has("negation", self._main(piece)):
            return False
        talk = {mention.value for mention in context.words("premium-talk", piece)}
        if "process" in talk and "decided" not in talk:
            return False
        if talk & {"unspent", "definition"}:
            return False
        return True

    def _main(self, piece: Piece) -> Passage:
        """The piece up to a relative word: "a sheller that needs no wetting" denies nothing."""
        context = self._context
        for index in range(piece.first, piece.last + 1):
            if context.norms[index] in context.language.relative_words:
                return Passage(piece.start, max(piece.start, context.tokens[index].start), "")
        return Passage(piece.start, piece.end, "")

    def _stands_alone(self, piece: Piece, told: list[Piece]) -> bool:
        """True for a list entry of unknown purpose: it is a use, of purpose "other"."""
        return self._scope is Scope.LISTED and piece is told[0]
