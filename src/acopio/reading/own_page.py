"""Whether a page's "we" is the organisation: it says what it is, or speaks of its members and its assembly."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.once import once_a_document
from acopio.reading.tokens import tokenize

_NEAR: Final = 4  # tokens between "we are" and a name
_NOUN: Final = 3  # tokens after "our" in which its noun comes: "our elected board"
_ENOUGH: Final = 2  # signs on a page that somebody else is said to publish

_BODIES: Final = frozenset({"cooperative", "association", "union"})  # what publishers seldom are


@once_a_document
def speaks_for_itself(context: ReadingContext) -> bool:
    """True on a page whose "we", outside of direct speech, is the organisation and not the page's publisher."""
    names = [context.naming.name or "", *context.naming.alternate_names]
    own = {token.norm for name in names for token in tokenize(name) if token.kind == "word"}
    publisher = {token.norm for token in tokenize(context.publisher or "") if token.kind == "word"}
    if (publisher and publisher <= own) or _introduces_itself(context):
        return True
    return _speaks_of_members(context, 1 if not publisher else _ENOUGH)


def _introduces_itself(context: ReadingContext) -> bool:
    """True for "We are Valle Verde"."""
    words = context.language.membership
    for first, _ in context.naming.mentions:
        for index in range(max(1, first - _NEAR), first):
            if context.norms[index] in words["copulas"] and _is_we(context, index):
                return not _is_said(context, context.tokens[index].start)
    return False


def _speaks_of_members(context: ReadingContext, enough: int) -> bool:
    """True for "our members", "our general assembly", where "we" nowhere trade: "we buy", "our customers"."""
    words = context.language.membership
    norms, signs = context.norms, 0
    for index, norm in enumerate(norms[:-1]):
        if norm not in words["we_words"] or _is_said(context, context.tokens[index].start):
            continue
        after = norms[index + 1 : index + 1 + _NOUN]
        if not words["trading"].isdisjoint(after):
            return False
        signs += _is_organ(context, index + 1)
    return signs >= enough


def _is_organ(context: ReadingContext, first: int) -> bool:
    """True for "members", "cooperative", "general assembly" after "our"."""
    stop = min(first + _NOUN, len(context.tokens)) - 1
    span = Passage(context.tokens[first].start, context.tokens[stop].end, "")
    near = [m for m in context.words("unit", span) if m.value == "member"]
    types = context.naming.types or _BODIES
    near += [m for m in context.words("generic", span) if m.value in types and m.value in _BODIES]
    if any(m.first <= first + 1 for m in near):
        return True
    return not context.language.membership["organs"].isdisjoint(context.norms[first : first + 2])


def _is_we(context: ReadingContext, verb: int) -> bool:
    """True for "we are", "somos": a verb of the first person plural."""
    language, norms = context.language, context.norms
    alone = language.pro_drop and norms[verb].endswith(language.first_plural)
    return alone or norms[verb - 1] in language.membership["we_words"]


def _is_said(context: ReadingContext, at: int) -> bool:
    """True in direct speech and in a block that is a quotation."""
    if any(speech.direct and speech.start <= at < speech.end for speech in context.speeches):
        return True
    sentence = context.sentence_at(at)
    return sentence is not None and context.block_of(sentence).kind == "quote"
