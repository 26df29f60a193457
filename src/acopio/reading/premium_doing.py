"""What a clause below the premium must say to be a use of it: that something was bought, built, paid, set up, given."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext, Span
from acopio.reading.enumeration import Piece
from acopio.reading.lexicon import Mention
from acopio.reading.premium_names import MONEY
from acopio.reading.premium_scope import Scope
from acopio.reading.purposes import purpose_mentions

_NEAR: Final = 4  # tokens after a verb of spending in which its preposition stands
_HEAD: Final = 6  # tokens after "there is" in which what there is is named
_PERSONAL: Final = frozenset({"he", "she", "i"})  # values of the word list "pronoun"
_AIMS: Final = ("planned", "decided", "considered", "listing", "resumed")  # values of "premium-talk"


def does(context: ReadingContext, scope: Scope, span: Span) -> bool:
    """True where something is done or got; what merely goes on about the premium must say so plainly."""
    plain = ("any",) if scope is Scope.CONTINUED else ("any", "daily")
    meant = ("planned", "decided") if scope is Scope.CONTINUED else ("planned", "decided", "considered")
    return (
        acts(context, span, plain)
        or context.has("spend", span)
        or context.has("gain", span, "get")
        or context.has("premium-talk", span, *meant)
    )


def acts(context: ReadingContext, span: Span, values: tuple[str, ...]) -> bool:
    """True for a deed, not for "a building", "the training" and "90,000 plants", which stand for things."""
    articles = context.language.articles | context.language.number_articles
    return any(
        mention.value in values
        and not (mention.first and context.norms[mention.first - 1] in articles)
        and not _is_counted(context, mention)
        for mention in context.words("deed", span)
    )


def _is_counted(context: ReadingContext, mention: Mention) -> bool:
    """True for a word after a number that is no date, which may be a noun: "60 plants"."""
    before = context.tokens[mention.first - 1] if mention.first else None
    if before is None or before.kind != "number" or context.language.is_finite(context.norms[mention.first]):
        return False
    return not context.within(context.dates, before)


def main_of(context: ReadingContext, piece: Piece) -> Piece:
    """Return a piece up to its first relative word, contrast or conjunction of time and cause."""
    language = context.language
    breaks = language.relative_words | (language.listing_words["conditions"] - language.prepositions)
    for index in range(piece.first + 1, piece.last + 1):
        if context.norms[index] in breaks or language.listing["contrasts"].at(context.norms, index):
            return piece._replace(last=index - 1, end=context.tokens[index - 1].end)
    return piece


def verb_of(context: ReadingContext, piece: Piece) -> int | None:
    """Return the token of the first verb form in a piece, if it has one."""
    finite = context.language.is_finite
    norms = context.norms
    return next((i for i in range(piece.first, piece.last + 1) if finite(norms[i])), None)


def tells_doing(context: ReadingContext, piece: Piece) -> bool | None:
    """True where a verb of doing or spending stands in the main clause, or something new its subject.

    None for a piece without a verb: a thing of a list, of which the clause before it decides.
    """
    if context.has("premium", piece, *MONEY):
        return True
    main = main_of(context, piece)
    verb = verb_of(context, main)
    if verb is None:
        return True if acts(context, main, ("any",)) else None
    if verb == main.last and context.norms[verb] in context.language.foundings["passive"]:
        return None
    if _is_cleft(context, piece):
        main = piece
    if _is_habit(context, main, verb) or _turns(context, main, verb):
        return False
    acted = acts(context, main, ("any",)) or _spends(context, main)
    if acted:
        return True
    if _wishes(context, main):
        return False
    if main.last < piece.last and not purpose_mentions(context, main) and purpose_mentions(context, piece):
        after = piece._replace(first=main.last + 1, start=context.tokens[main.last + 1].start)
        return context.has("gain", main) and acts(context, after, ("any",))
    if (
        context.has("gain", main, "get")
        or context.has("premium-talk", main, *_AIMS)
        or _is_new(context, main, verb)
        or _has_one(context, main, verb)
    ):
        return True
    return None if _is_noun_phrase(context, piece, verb) else False


def _is_noun_phrase(context: ReadingContext, piece: Piece, verb: int) -> bool:
    """True for "half the salary of an agronomist called Baraka", where the verb form is a participle."""
    language = context.language
    finite = context.norms[verb] in language.finite_words or verb < piece.first + 2
    pronoun = context.norms[verb - 1] in language.listing_words["pronouns"]
    return piece.kind in ("item", "bare") and not finite and not pronoun


def _is_cleft(context: ReadingContext, piece: Piece) -> bool:
    """True for "it was this account that paid for an excavator"."""
    copulas = context.language.foundings["passive"]
    pronoun = context.norms[piece.first] in context.language.listing_words["pronouns"]
    return pronoun and context.norms[min(piece.first + 1, piece.last)] in copulas


def _has_one(context: ReadingContext, main: Piece, verb: int) -> bool:
    """True for "Zokolié has a dispensary", not for "has 60 staff", "has the better soil"."""
    if not any(m.value == "have" and m.last == verb for m in context.words("gain", main)):
        return False
    after = context.norms[min(verb + 1, main.last)]
    return after in context.language.number_articles and bool(purpose_mentions(context, main))


def _spends(context: ReadingContext, main: Piece) -> bool:
    """True for "went on", "is used for", "pays", not for "have gone from 400 to 700 kilos"."""
    objects = context.language.listing_words["objects"]
    norms, things = context.norms, context.language.number_articles
    return any(
        not objects.isdisjoint(norms[m.last + 1 : min(m.last + _NEAR, main.last) + 1])
        or norms[min(m.last + 1, main.last)] in things
        for m in context.words("spend", main)
    )


def _is_habit(context: ReadingContext, main: Piece, verb: int) -> bool:
    """True for "Threshing used to leave stones in the grain", not for "was used to equip"."""
    return any(m.value == "then" and m.first == verb for m in context.words("outcome", main))


def _turns(context: ReadingContext, main: Piece, verb: int) -> bool:
    """True for "yields have gone from 400 to 700 kilos", "erosion is 70 percent lower"."""
    words = context.words("outcome", main)
    told = any(m.value in ("measure", "ill") and m.first < verb for m in words)
    return told and any(
        m.value in ("up", "down", "course", "good", "change") and m.last >= verb for m in words
    )


def _wishes(context: ReadingContext, main: Piece) -> bool:
    """True for "What she'd like next is electricity", "what the union needs most is a laboratory"."""
    asked = context.language.membership["what_words"]
    if context.norms[main.first] not in asked:
        return False
    if context.has("need", main):
        return True
    span = Passage(main.start, context.tokens[min(main.first + 2, main.last)].end, "")
    return any(m.value in _PERSONAL for m in context.words("pronoun", span))


def _is_new(context: ReadingContext, main: Piece, verb: int) -> bool:
    """True for "a van takes children to school", "two doctors treat members": what is told of first."""
    language, norms = context.language, context.norms
    subject = Passage(main.start, context.tokens[max(main.first, verb - 1)].end, "")
    named = purpose_mentions(context, subject) if verb > main.first else []
    if not named:
        return False
    first = named[0].first
    known = language.articles | language.owners | language.listing_words["demonstratives"]
    known = known - language.number_articles
    return known.isdisjoint(norms[max(main.first, first - 3) : first])
