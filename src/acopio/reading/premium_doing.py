"""What a clause below the premium must say to be a use of it: that something was bought, built, paid, set up, given."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece
from acopio.reading.lexicon import Mention
from acopio.reading.outcomes_changes import has_number
from acopio.reading.premium_names import MONEY
from acopio.reading.premium_scope import Scope
from acopio.reading.purposes import purpose_mentions
from acopio.reading.span import Span

WHOM: Final = frozenset(
    {"youth", "womens-empowerment"}
)  # purposes that say for whom: "120 young people a year"
_NEAR: Final = 4  # tokens after a verb of spending in which its preposition stands
_TURNS: Final = ("up", "down", "course", "good", "change")  # values of "outcome"
_COURSES: Final = ("up", "down", "course")
_AIMS: Final = ("planned", "decided", "considered", "listing", "resumed")  # values of "premium-talk"


def does(context: ReadingContext, scope: Scope, span: Span) -> bool:
    """True where something is done or got; what merely goes on about the premium must say so plainly."""
    plain = ("any", "weak") if scope is Scope.CONTINUED else ("any", "weak", "daily")
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


def main_of(context: ReadingContext, piece: Piece, *, contrasts: bool = True) -> Piece:
    """Return a piece up to its first relative word, contrast or conjunction of time and cause."""
    norms, language = context.norms, context.language
    governed = norms[piece.first] in language.listing_words["sources"]  # "with which it buys"
    for index in range(piece.first + 1 + governed, piece.last + 1):
        if norms[index] in language.asides or (contrasts and _contrasts(context, index)):
            return piece._replace(last=index - 1, end=context.tokens[index - 1].end)
    return piece


def _contrasts(context: ReadingContext, index: int) -> bool:
    norm, contrasts = context.norms[index], context.language.contrasts
    return norm in contrasts.first_words and contrasts.at(context.norms, index) is not None


def verb_of(context: ReadingContext, piece: Piece) -> int | None:
    """Return the token of the first verb form in a piece, if it has one."""
    language, norms = context.language, context.norms
    nominal = language.articles | language.owners | language.number_articles
    return next(
        (
            i
            for i in range(piece.first, piece.last + 1)
            if language.is_finite(norms[i]) and (i == piece.first or norms[i - 1] not in nominal)
        ),
        None,
    )


def tells_doing(context: ReadingContext, piece: Piece) -> bool | None:
    """True where a verb of doing or spending stands in the main clause, or something new its subject.

    None for a piece without a verb: a thing of a list, of which the clause before it decides.
    """
    if context.has("premium", piece, *MONEY):
        return True
    main = main_of(context, piece)
    verb = verb_of(context, main)
    if verb is None and main.last < piece.last and _contrasts(context, main.last + 1):
        main = main_of(context, piece, contrasts=False)  # "The two villages without water are waiting"
        verb = verb_of(context, main)
    if is_effect(context, piece) or _turns(context, piece, verb or piece.first):
        return False
    if verb is None:
        return True if acts(context, main, ("any",)) else None
    if verb == main.last and context.norms[verb] in context.language.foundings["passive"]:
        return None
    if _is_cleft(context, piece):
        main = piece
    if _is_habit(context, main, verb):
        return False
    if acts(context, main, ("any",)) or _spends(context, main):
        return True
    if _wishes(context, main):
        return False
    if main.last < piece.last and not purpose_mentions(context, main) and purpose_mentions(context, piece):
        after = piece._replace(first=main.last + 1, start=context.tokens[main.last + 1].start)
        return context.has("gain", main) and acts(context, after, ("any",))
    if (
        _gets(context, main)
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
    having = [m for m in context.words("gain", main) if m.value == "have" and m.first <= verb <= m.last]
    if not having:
        return False
    after = min(having[0].last + 1, main.last)
    named = {m.first for m in purpose_mentions(context, main)}
    return bool(named) and (context.norms[after] in context.language.number_articles or after in named)


def _spends(context: ReadingContext, main: Piece) -> bool:
    """True for "went on", "is used for", "chose a bridge", not for "gone from 400 to 700", "came into use"."""
    language, norms = context.language, context.norms
    objects, things = language.listing_words["objects"], language.number_articles
    named = {mention.first for mention in purpose_mentions(context, main)}
    for mention in context.words("spend", main):
        if mention.last > mention.first and norms[mention.last] in language.prepositions:
            return True  # "is divided between"
        if mention.first > main.first and norms[mention.first - 1] in objects - language.infinitive:
            continue
        for index in range(mention.last + 1, min(mention.last + _NEAR, main.last) + 1):
            thing = index == mention.last + 1 and (norms[index] in things or index in named)
            if thing or norms[index] in objects:
                return True
            told = norms[index] in language.finite_words - language.foundings["passive"]
            if told and norms[index - 1] not in language.owners:
                break
    return False


def _gets(context: ReadingContext, main: Piece) -> bool:
    """True for "there is now a mill", "got goats"; not for "there was a long debate under the mango tree"."""
    language, norms = context.language, context.norms
    got = [m for m in context.words("gain", main) if m.value == "get"]
    if not got:
        return False
    named = [m.first for m in purpose_mentions(context, main) if m.first > got[0].last]
    places = language.prepositions - language.listing_words["objects"] - language.of.first_words
    places = places - language.listing_words["sources"] - language.membership["as_words"]
    return not named or places.isdisjoint(norms[got[0].last + 1 : named[0]])


def _is_habit(context: ReadingContext, main: Piece, verb: int) -> bool:
    """True for "Threshing used to leave stones in the grain", not for "was used to equip"."""
    return any(m.value == "then" and m.first == verb for m in context.words("outcome", main))


def _turns(context: ReadingContext, piece: Piece, verb: int) -> bool:
    """True for "yields have gone from 400 to 700 kilos", "erosion is 70 percent lower", "the number has tripled"."""
    words = context.words("outcome", piece)
    turned = [m for m in words if m.value in _TURNS and m.last >= verb] if words else []
    if not turned:
        return False
    if any(
        m.value in _COURSES and has_number(context, m.last + 1, min(m.last + 2, piece.last)) for m in turned
    ):
        return True
    if any(m.value in ("measure", "ill") and m.first < turned[0].first for m in words):
        deeds = [m for m in context.words("deed", piece) if m.value == "any"]
        return not any(verb <= m.first < turned[0].first for m in deeds)
    if any(m.value in ("down", "relief") and m.first == piece.first for m in words):
        return True  # "fewer children stay away from school"
    counted = context.language.quantifiers.intersection(context.norms[piece.first : piece.first + 2])
    return bool(counted) and any(m.value in ("up", "down") for m in turned)


def is_effect(context: ReadingContext, piece: Piece) -> bool:
    """True for "Thanks to the panels the press ran …"; not for "Thanks to it", "thanks to this money"."""
    cause = next((m for m in context.words("outcome", piece) if m.value == "cause"), None)
    if cause is None or cause.first != piece.first:
        return False
    after = cause.last + 1
    if after >= piece.last or context.norms[after] not in context.language.articles:
        return False
    return not context.has("premium-talk", piece, "account", "resumed", "extra") and not context.within(
        context.money, piece
    )


def _wishes(context: ReadingContext, main: Piece) -> bool:
    """True for "What she'd like next is electricity", "what the union needs most is a laboratory"."""
    asked = context.language.membership["what_words"]
    if context.norms[main.first] not in asked:
        return False
    second = context.norms[min(main.first + 1, main.last)]
    return context.has("need", main) or "'" in second


def _is_new(context: ReadingContext, main: Piece, verb: int) -> bool:
    """True for "a van takes children to school", "two doctors treat members": what is told of first."""
    language, norms = context.language, context.norms
    subject = Passage(main.start, context.tokens[max(main.first, verb - 1)].end, "")
    named = purpose_mentions(context, subject) if verb > main.first else []
    named = [mention for mention in named if mention.value not in WHOM]
    if not named:
        return False
    if context.within(context.shares, main):
        return False  # "Repayment stands at 100 per cent"
    first = named[0].first
    known = language.articles | language.owners | language.listing_words["demonstratives"]
    known = known - language.number_articles
    return known.isdisjoint(norms[max(main.first, first - 3) : first])
