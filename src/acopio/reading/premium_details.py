"""Details of a premium use: what was acquired, sums, shares, dates, and whether it is done or planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from acopio.claims.records import Money, Passage, Quantity, Share, StatedDate
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.sentences import Sentence
from acopio.reading.span import Span

_VERB_NEAR: Final = 3  # tokens of a predicate that say whether it is a plan
_NOUN_NEAR: Final = 4  # tokens after a number in which the thing counted ends


def acquired_in(context: ReadingContext, span: Span) -> tuple[Quantity, ...]:
    """Return the things counted in a use: "two computers", "14 kilometres of feeder roads"; "a school" is one."""
    return tuple(_acquired(context, span))


def _acquired(context: ReadingContext, span: Span) -> Iterator[Quantity]:
    for mention in context.within(context.quantities, span):
        if mention.loose or mention.unit or mention.part:
            continue
        following = mention.last + 1
        if _governed(context, mention.first, span):
            continue
        for noun in context.words("purpose", span):
            if following <= noun.first <= following + _NOUN_NEAR and noun.end <= span.end:
                what = context.text[context.tokens[following].start : noun.end]
                joined = any(
                    n in context.language.number_joiners for n in context.norms[following : noun.first]
                )
                if joined or any(mark in what for mark in ".,;:()"):
                    break
                yield replace(mention.quantity, what=what)
                break


def _governed(context: ReadingContext, number: int, span: Span) -> bool:
    """True for "biogas units for 64 homes": what is counted says for whom or where, not what was acquired."""
    before, language = context.norms[number - 1] if number else "", context.language
    if before not in language.prepositions or before in language.of.first_words:
        return False
    start = context.tokens[number].start
    return any(noun.end <= start for noun in context.words("purpose", span))


def amount_in(context: ReadingContext, span: Span) -> Money | None:
    """Return the sum that a use cost; the last one named, which is the whole where parts come first."""
    sums = context.within(context.money, span)
    return sums[-1].money if sums else None


def share_in(context: ReadingContext, span: Span) -> Share | None:
    """Return the share of the premium that went to a use: "55 % cash bonus"."""
    shares = context.within(context.shares, span)
    block = context.blocks[context.block_number(span.start)]
    if not shares and block.kind == "row":
        row = context.within(context.shares, block)
        shares = row if len(row) == 1 else shares  # "Health | 25% | our clinic in Pasaje"
    if not shares or shares[0].unit or shares[0].part or shares[0].share.percent is None:
        return None
    after = shares[0].last + 1
    if (
        context.norms[after] in context.language.of.first_words
    ):  # "80% of hospital bills" is none of the premium
        of = Passage(
            context.tokens[after].start,
            context.tokens[min(after + _NOUN_NEAR, len(context.tokens) - 1)].end,
            "",
        )
        if not any(context.has(kind, of) for kind in ("premium", "premium-talk", "pronoun", "spend")):
            return None
    return replace(shares[0].share, base="premium")


def date_in(context: ReadingContext, span: Span, block: Block) -> StatedDate | None:
    """Return the date in a use, or in the label before it ("2012: a solar dryer")."""
    dates = context.within(context.dates, span)
    if not dates and block.label and block.label[0] < span.start:
        label = block._replace(start=block.label[0], end=block.label[1])
        dates = context.within(context.dates, label)
    return dates[0].date if dates else None


def _predicate(context: ReadingContext, span: Span, sentence: Sentence) -> Passage | None:
    """What is said of a use that comes before the verb: "A bakery and a well | are planned for next year"."""
    finite = context.language.finite_words
    verb = next((i for i in range(sentence.first, sentence.last + 1) if context.norms[i] in finite), None)
    if verb is None or context.tokens[verb].start < span.end:
        return None
    if any(context.tokens[i].text in (":", ";", "(") for i in range(sentence.first, verb)):
        return None
    last = context.tokens[min(verb + _VERB_NEAR, sentence.last)]
    return Passage(context.tokens[verb].start, last.end, "")


def status_of(
    context: ReadingContext, span: Span, sentence: Sentence, block: Block
) -> Literal["done", "planned"]:
    """Say whether a use is planned: by its own words, the beginning of its sentence, or its label."""
    lead = sentence._replace(end=max(sentence.start, span.start))
    label = block._replace(start=block.label[0], end=block.label[1]) if block.label else None
    for part in (span, lead, label, _predicate(context, span, sentence)):
        if part is not None and context.has("premium-talk", part, "planned", "considered"):
            return "planned"
    return "done"
