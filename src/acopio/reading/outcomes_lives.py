"""Outcomes in people's lives: what they have got, how they fare beside others, what would be without it."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext

_REACH: Final = 8  # tokens between a verb and what somebody has got
_INDEPENDENT: Final = ("main", "coordinate", "shared")
_OPENING: Final = 4  # tokens in which a clause says that nobody or without what it goes on


def life_rule(context: ReadingContext, clause: Clause) -> str | None:
    """Return the rule by which a clause tells what became of somebody's life, if it does."""
    if context.norms[clause.first] in context.language.listing_words["conditions"]:
        return None
    if _without(context, clause):
        return "outcomes.without"
    if clause.kind == "parenthesis" or context.has("premium-talk", clause, "planned"):
        return None
    if _compared(context, clause) or _by_share(context, clause):
        return "outcomes.compared"
    if _spared(context, clause) or _never_before(context, clause):
        return "outcomes.spared"
    if _since_an_event(context, clause):
        return "outcomes.since"
    first = context.has("life", clause, "first") and clause.finite is not None
    if first and not _is_past(context, clause.finite or 0) and _of_people(context, clause):
        return "outcomes.achieved"
    if context.has("life", clause, "since") and _of_people(context, clause):
        return "outcomes.achieved"
    if _achieved(context, clause):
        return "outcomes.achieved"
    return None


def _compared(context: ReadingContext, clause: Clause) -> bool:
    """True for "Members earn 18 percent more than their neighbours", "costs are lower than those of others"."""
    cues = {m.value for kind in ("outcome", "life") for m in context.words(kind, clause)}
    if not cues & {"measure", "ill", "earn"}:
        return False
    return ("above" in cues and "ill" not in cues) or (
        "below" in cues and ("ill" in cues or "measure" not in cues)
    )


def _by_share(context: ReadingContext, clause: Clause) -> bool:
    """True for "Their trees bear 40 per cent more cherries than those next door"."""
    ends = {share.last + 1 for share in context.within(context.shares, clause)}
    degrees = [m for m in context.words("life", clause) if m.value == "degree" and m.first in ends]
    if not degrees or context.has("plight", clause, "harm", "plight"):
        return False
    than = [m.first for m in context.words("life", clause) if m.value == "than"]
    return bool(than) and than[-1] > degrees[0].first


def _since_an_event(context: ReadingContext, clause: Clause) -> bool:
    """True for "Since the taps were installed attendance has been close to 100 per cent": how it is since then."""
    sentence = context.sentences[clause.sentence]
    if clause.finite is None or context.has("scheme", sentence) or context.has("need", sentence, "lack"):
        return False
    touched = context.has("outcome", clause, "measure", "ill", "loss") or _of_people(context, clause)
    if not touched or clause.kind not in _INDEPENDENT or context.has("negation", sentence):
        return False
    marks = [m.first for m in context.words("life", sentence) if m.value == "event"]
    if not marks or context.subject(clause).who == "self":
        return False
    if context.norms[min(marks[0] + 1, sentence.last)] in context.language.listing_words["conditions"]:
        return False  # "since before the Spanish came"
    verbs = range(marks[0] + 1, min(sentence.last, marks[0] + _REACH) + 1)
    words = context.language
    past = [i for i in verbs if words.is_finite(context.norms[i])]
    if not past or not _is_past(context, past[0]):
        return False  # "since 2016", "since the harvest of 2012"
    later = [i for i in range(past[0] + 1, sentence.last + 1) if words.is_finite(context.norms[i])]
    before = [i for i in range(sentence.first, marks[0]) if words.is_finite(context.norms[i])]
    return any(clause.first <= i <= clause.last and not _is_past(context, i) for i in (*later, *before))


def _is_past(context: ReadingContext, index: int) -> bool:
    token = context.tokens[index]
    past = context.has("need", Passage(token.start, token.end, ""), "past")
    return past or token.norm.endswith(context.language.finite_endings)


def _never_before(context: ReadingContext, clause: Clause) -> bool:
    """True for "She had never earned money of her own before the kitchen opened"."""
    sentence = context.sentences[clause.sentence]
    return context.has("life", clause, "never") and context.has(
        "outcome", Passage(clause.start, sentence.end, ""), "then"
    )


def _spared(context: ReadingContext, clause: Clause) -> bool:
    """True for "Not one grower has left in six years", "Nobody has died of it since"."""
    cues = context.words("outcome", clause)
    losses = [mention for mention in cues if mention.value == "loss"]
    if not losses or clause.finite is None or context.has("need", clause, "past"):
        return False
    return any(
        mention.first <= clause.first + _OPENING and mention.first < losses[0].first
        for mention in context.words("negation", clause)
    )


def _achieved(context: ReadingContext, clause: Clause) -> bool:
    """True where a person or families have built, bought, sent to school, found: what is theirs, not the group's."""
    words = context.words("life", clause)
    gained = [mention.first for mention in words if mention.value == "private"]
    verbs = [mention.first for mention in words if mention.value == "achieve"]
    if not gained or not verbs or not _of_people(context, clause, max(verbs)):
        return False
    return any(-_REACH <= thing - verb <= _REACH for thing in gained for verb in verbs)


def _of_people(context: ReadingContext, clause: Clause, verb: int | None = None) -> bool:
    """True where a clause is about a person, or about members, women or families named before its verb."""
    if any(m.value in ("i", "he", "she") for m in context.words("pronoun", clause)):
        return True
    language, first = context.language, context.norms[clause.first]
    counted = context.tokens[clause.first].kind == "number" or first in language.number_words
    if counted or first in language.quantifiers or context.subject(clause).who == "members":
        return True
    end = clause.last if verb is None else verb
    if any(m.first <= end for kind in ("unit", "part") for m in context.words(kind, clause)):
        return True
    return any(
        clause.first <= person.first <= clause.last
        for person in context.persons
        if clause.finite is None or person.first < clause.finite
    )


def _without(context: ReadingContext, clause: Clause) -> bool:
    """True for "Without Fairtrade half of the farms would have been sold": a thing averted."""
    opens = any(
        mention.first <= clause.first + 1
        for mention in context.words("life", clause)
        if mention.value == "without"
    )
    return opens and context.has("plight", context.sentences[clause.sentence], "unreal")
