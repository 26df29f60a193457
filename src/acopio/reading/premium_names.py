"""Where a text names premium money, who decides on it, and what the titles above its uses look like."""

from __future__ import annotations

from typing import Final

from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.once import once_a_document
from acopio.reading.sentences import Sentence

#: Values of the word list "premium" that are the money (not quality premiums, prices or the committee).
MONEY: Final = ("premium", "project")
TITLE_TOKENS: Final = 3  # tokens of "Scholarships." before the sentence that says more
_MORE_TOKENS: Final = 4  # tokens of that sentence at least


def is_title(context: ReadingContext, sentence: Sentence) -> bool:
    """True for "Health insurance." or "**Clean water:**" before a sentence that says more of it."""
    tokens, norms, language = context.tokens, context.norms, context.language
    first, last, after = sentence.first, sentence.last, sentence.index + 1
    while first < last and tokens[first].kind == "mark":
        first += 1
    while first < last and tokens[last].kind == "mark":
        last -= 1
    if last - first >= TITLE_TOKENS or after == len(context.sentences) or tokens[first].kind != "word":
        return False
    following = context.sentences[after]
    if following.block != sentence.block or following.last - following.first < _MORE_TOKENS:
        return False
    if tokens[last + 1].text[0] not in ".:" or not tokens[first].capitalised:
        return False
    if norms[first] in language.number_words or norms[first] in language.articles:
        return False
    if any(tokens[i].kind != "word" and norms[i] != "&" for i in range(first, last + 1)):
        return False
    return not any(norms[i] in language.finite_words for i in range(first, last + 1))


def is_question(context: ReadingContext, sentence: Sentence) -> bool:
    """True for "And the premium?", between marks of emphasis too."""
    return context.text[sentence.start : sentence.end].rstrip('*_ ”"»').endswith("?")


def is_short(sentence: Sentence) -> bool:
    """True for a sentence of a title's length."""
    return sentence.last - sentence.first < TITLE_TOKENS


def names_premium(context: ReadingContext, span: Sentence | Block) -> bool:
    """True where a passage names the premium, or says what is paid on top of the price."""
    return context.has("premium", span, *MONEY) or _describes_premium(context, span)


def _describes_premium(context: ReadingContext, span: Sentence | Block) -> bool:
    """True for "for every box a dollar goes into a separate account", in a text that has no word for it."""
    if _has_word(context) or not context.words("scheme"):
        return False
    talk = {mention.value for mention in context.words("premium-talk", span)}
    if not talk & {"rate", "extra"} or not talk & {"account", "process", "extra"}:
        return False
    return bool(context.within(context.money, span) or context.within(context.shares, span))


def _has_word(context: ReadingContext) -> bool:
    return any(mention.value in MONEY for mention in context.words("premium"))


def tells(context: ReadingContext, sentence: Sentence) -> bool:
    """True where a sentence tells of spending, of something done, or of how that is decided."""
    return (
        context.has("spend", sentence)
        or context.has("deed", sentence)
        or context.has("premium-talk", sentence, "process", "decided")
    )


def supposes(context: ReadingContext, sentence: Sentence) -> bool:
    """True for "Should the premium rise, …", "If there were more of it, …"."""
    return any(mention.first == sentence.first for mention in context.words("hedge", sentence))


@once_a_document
def has_committee(context: ReadingContext) -> bool:
    """True where a text tells of a committee that decides on the premium."""
    if any(mention.value == "body" for mention in context.words("premium")):
        return True
    return any(
        names_premium(context, context.sentences[sentence.index])
        for sentence in map(context.sentence_at, (m.start for m in context.words("committee")))
        if sentence is not None
    )
