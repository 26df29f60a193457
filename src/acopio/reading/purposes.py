"""What money is for, whom it helps: purposes and beneficiaries by the words of a passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.span import Span

_MOST: Final = 2
_TRAINING: Final = "organizational-training"
_ADVICE: Final = "technical-assistance"
#: What lessons on it make technical assistance, not training of the organisation.
_TAUGHT: Final = frozenset({"farm-inputs", "farming-practice", "processing-and-storage", "quality-control"})


def purpose_mentions(context: ReadingContext, span: Span) -> list[Mention]:
    """Return the purpose words in a passage, in text order, those of "social premium projects" left out."""
    found = context.words("purpose", span)
    if not found:
        return []
    premium = [*context.words("premium", span)]
    premium += [m for m in context.words("premium-talk", span) if m.value == "addition"]  # "as well"
    return [
        mention
        for mention in found
        if mention.end <= span.end and not any(p.first <= mention.first <= p.last for p in premium)
    ]


def purposes_of(context: ReadingContext, *spans: Span) -> tuple[str, ...]:
    """Return up to two purposes (slugs) of passages, in the order in which they are named."""
    return first_purposes(context, [mention for span in spans for mention in purpose_mentions(context, span)])


def first_purposes(context: ReadingContext, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the first two different purposes among mentions, those of vague words ("equipment") last.

    Lessons on growing or processing ("a course on composting") are technical assistance. A thing that serves
    two purposes ("bicycles") gets its second one where no other word names one.
    """
    if not mentions:
        return ()
    span = Passage(mentions[0].start, mentions[-1].end, "")
    vague = {(mention.first, mention.last) for mention in context.words("vague", span)}
    order = sorted(mentions, key=lambda mention: ((mention.first, mention.last) in vague, mention.first))
    values = list(dict.fromkeys(mention.value for mention in order))
    lessons = any(m.value == _TRAINING and (m.first, m.last) in vague for m in mentions)
    if lessons and len(values) > 1 and values[0] in _TAUGHT:
        values = [_ADVICE, *(value for value in values if value not in (_TRAINING, _ADVICE))]
    if len(values) < _MOST:
        values += [m.value for m in context.words("purpose-too", span) if m.end <= span.end]
    return tuple(dict.fromkeys(values))[:_MOST]


def beneficiaries_of(context: ReadingContext, span: Span) -> tuple[str, ...]:
    """Return the beneficiaries (slugs) named in a passage, in text order."""
    return tuple(dict.fromkeys(mention.value for mention in context.words("beneficiary", span)))
