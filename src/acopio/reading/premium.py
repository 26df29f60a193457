"""What premium money paid for: one claim a use, with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.claims.records import Claim, PremiumUseClaim
from acopio.reading.context import ReadingContext
from acopio.reading.once import once_a_document
from acopio.reading.premium_details import acquired_in, amount_in, date_in, share_in, status_of
from acopio.reading.premium_names import is_question
from acopio.reading.premium_scope import Scope, premium_scopes
from acopio.reading.premium_uses import Use, UsesOfSentence
from acopio.reading.purposes import beneficiaries_of
from acopio.reading.sentences import Sentence

_MOST_ASIDE: Final = 1
_OPENING: Final = ("process", "decided", "planned", "listing", "resumed")  # values of "premium-talk"
_LONGEST_FRAGMENT: Final = 12  # tokens
_FEW: Final = 3  # uses that "the clinic" may take up
_ASIDES: Final = '(["“«'  # how sentences begin that interrupt the topic without ending it
_RULES: Final = {
    Scope.LISTED: "premium.list",
    Scope.EXPLICIT: "premium.named",
    Scope.SECTION: "premium.section",
    Scope.CONTINUED: "premium.continued",
}


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the uses of premium money that the text tells, planned ones too."""
    for use in premium_uses(context):
        block = context.block_of(use.sentence)
        yield PremiumUseClaim(
            passage=context.passage(use.start, use.end),
            rule=_RULES[use.scope],
            purposes=use.purposes,
            beneficiaries=beneficiaries_of(context, use),
            use_status=status_of(context, use, use.sentence, block),
            acquired=acquired_in(context, use),
            amount=amount_in(context, use),
            share=share_in(context, use),
            date=date_in(context, use, block),
        )


@once_a_document
def premium_uses(context: ReadingContext) -> tuple[Use, ...]:
    """Return the uses in text order.

    A sentence that only goes on about the premium counts as long as the sentences before it do: what
    tells of something else for longer than a sentence ends the topic of its paragraph.
    """
    if not (context.words("premium") or context.words("premium-talk")):
        return ()
    scopes = premium_scopes(context)
    found: list[Use] = []
    block, aside = -1, 0  # how many sentences of the block have told of something else
    drifted = -1  # the block under a heading on the premium that begins with something else
    opened = True  # the sentences before told of spending it, not only of what it comes to
    for sentence in context.sentences:
        scope = scopes[sentence.index]
        if sentence.block != block:
            block, aside, opened = sentence.block, 0, True
        if scope is Scope.SECTION and drifted == block:
            scope = Scope.CONTINUED
        if not scope or (scope is Scope.CONTINUED and aside > _MOST_ASIDE):
            continue
        if scope is Scope.CONTINUED and not _adds_to_uses(context, sentence, found):
            continue
        if scope is Scope.CONTINUED and not opened and not _takes_up(context, sentence):
            aside += 1
            continue
        uses = list(UsesOfSentence(context, sentence, scope).uses())
        if scope is Scope.SECTION and not uses and _drifts(context, sentence, found):
            drifted, aside = block, aside + 1
            continue
        if uses:
            opened = True
        elif scope is Scope.EXPLICIT or context.has("premium", sentence, "body"):
            told = bool(found) and found[-1].sentence.block == block
            opened = (
                told or context.has("spend", sentence) or context.has("premium-talk", sentence, *_OPENING)
            )
        if uses or scope > Scope.CONTINUED:
            aside = 0
        elif _tells_of_money(context, sentence):
            continue
        elif context.text[sentence.start] not in _ASIDES and not is_question(context, sentence):
            aside += 1
        found += uses
    return tuple(found)


def _drifts(context: ReadingContext, sentence: Sentence, found: list[Use]) -> bool:
    """True for a paragraph that begins with something else, after one that told of uses."""
    block = context.block_of(sentence)
    if block.kind != "paragraph" or sentence.start != block.start or not found:
        return False
    before = found[-1].sentence.block
    return before < sentence.block and context.heading(before) == context.heading(sentence.block)


def _takes_up(context: ReadingContext, sentence: Sentence) -> bool:
    """True for "The second paid for racks", "A third is for the villages", "Then a midwife's salary"."""
    return (
        context.has("spend", sentence)
        or context.has("committee", sentence)
        or context.has("premium-talk", sentence, "resumed", "listing", "decided")
        or bool(context.within(context.shares, sentence))
        or (
            sentence.last - sentence.first < _LONGEST_FRAGMENT
            and context.clauses_of(sentence)[0].finite is None
        )
    )


def _adds_to_uses(context: ReadingContext, sentence: Sentence, found: list[Use]) -> bool:
    """False for "It also sells seed" after what is none, for "The clinic has four beds" after the clinic is told."""
    told = [use for use in found if use.sentence.block >= sentence.block - 1]
    also = context.has("premium-talk", sentence, "addition") and not context.has("premium", sentence)
    if also and not found and not context.has("premium-talk", sentence, "resumed"):
        return False
    if context.norms[sentence.first] not in context.language.articles or context.has("deed", sentence):
        return True
    nouns = {context.norms[m.last] for use in told[-_FEW:] for m in context.words("purpose", use)}
    return context.norms[sentence.first + 1] not in nouns


def _tells_of_money(context: ReadingContext, sentence: Sentence) -> bool:
    """True for "Members voted to split it", "A third is for the villages": no use, but the topic goes on."""
    if context.within(context.shares, sentence):
        return True
    if context.within(context.money, sentence):
        return True
    return context.has("premium-talk", sentence, "decided", "process", "resumed")
