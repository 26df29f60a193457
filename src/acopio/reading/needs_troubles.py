"""What troubles a clause tells of: ills that do harm, what gets worse, what is made hard, today or in the past."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention

_LATELY: Final = 5  # years before the last year that a document speaks of
_MADE: Final = 8  # tokens between "makes" and "difficult"
_INDEPENDENT: Final = ("main", "coordinate", "shared", "list")


def spoils(context: ReadingContext, clause: Clause) -> bool:
    """True for "A disease kills them, whole rows at a time": a statement, though its verb is no known one."""
    harms = {mention.first for mention in context.words("plight", clause) if mention.value == "harm"}
    damages = {mention.first for mention in context.words("need", clause) if mention.value == "damage"}
    return bool((harms & damages) - {clause.first})


def recent(context: ReadingContext, clause: Clause) -> bool:
    """True where a clause gives a year among the last of those that the document speaks of."""
    if clause.kind not in _INDEPENDENT:
        return False
    years = [m.date.earliest.year for m in context.dates if m.date.earliest is not None]
    here = [
        m.date.earliest.year for m in context.within(context.dates, clause) if m.date.earliest is not None
    ]
    return bool(here) and max(here) >= max(years) - _LATELY


def by_an_ill(context: ReadingContext, clause: Clause) -> bool:
    """True where an ill does something today: it comes before the verb ("Landslides close the road")."""
    words = context.language.listing_words
    if clause.finite is None and "arrived" not in cues_of(context, clause):
        return False
    verb = clause.finite if clause.finite is not None else clause.last
    return any(
        mention.last < verb
        and (mention.first == clause.first or context.norms[mention.first - 1] not in words["remedies"])
        for mention in context.words("plight", clause)
        if mention.value == "ill"
    )


def harms(context: ReadingContext, clause: Clause) -> bool:
    """True where harm is told as a fact of today about the producers' world: not denied, not as a case ("if")."""
    if clause.kind not in _INDEPENDENT or told_as_past(context, clause):
        return False
    told = [mention for mention in context.words("plight", clause) if mention.value == "harm"]
    for denied in context.words("negation", clause):
        if not any(mention.first <= denied.first <= mention.last for mention in told):
            return False
    if context.norms[clause.first] in context.language.listing_words["conditions"]:
        return False
    return touches_members(context, clause)


def improves(context: ReadingContext, clause: Clause) -> bool:
    """True where costs have halved or incomes doubled: words of change that are no trouble."""
    cues = {mention.value for mention in context.words("outcome", clause)}
    lives = {mention.value for mention in context.words("life", clause)}
    fewer = "scarcely" in lives and "today" in lives
    return ("ill" in cues and ("down" in cues or "below" in lives or fewer)) or (
        "measure" in cues and "up" in cues
    )


def used_to(context: ReadingContext, clause: Clause) -> bool:
    """True for "used to be scattered"."""
    return any(
        mention.value == "past" and context.norms[mention.last] in context.language.infinitive
        for mention in context.words("need", clause)
    )


def makes_hard(context: ReadingContext, clause: Clause) -> bool:
    """True for "Armed groups make travel to some villages dangerous"."""
    words = context.words("plight", clause)
    makes = [mention.last for mention in words if mention.value == "makes"]
    return bool(makes) and any(
        mention.value == "hard" and makes[0] < mention.first <= makes[0] + _MADE for mention in words
    )


def has_worsened(context: ReadingContext, clause: Clause) -> bool:
    """True for "Fuel costs have risen", "prices have fallen": told of today by the clause's own verb."""
    if context.norms[clause.first] in context.language.listing_words["conditions"]:
        return False
    if not worsens(context, clause) or told_as_past(context, clause) or context.has("negation", clause):
        return False
    if context.within(context.dates, clause) and not context.has("life", clause, "event"):
        return False
    return any(
        m.first == clause.finite and m.value in ("up", "down") for m in context.words("outcome", clause)
    )


def worsens(context: ReadingContext, clause: Clause) -> bool:
    """True where a trouble rises or something good falls: "costs have risen", "prices have fallen"."""
    cues = {mention.value for mention in context.words("outcome", clause)}
    return ("ill" in cues and "up" in cues) or ("measure" in cues and "down" in cues and "ill" not in cues)


def touches_members(context: ReadingContext, clause: Clause) -> bool:
    """True where a clause names members, what they grow or what they live from."""
    return (
        any(context.has(kind, clause) for kind in ("unit", "part", "product", "purpose", "beneficiary"))
        or context.has("outcome", clause, "measure", "ill")
        or context.has("plight", clause, "world")
    )


def cues_of(context: ReadingContext, clause: Clause) -> set[str]:
    """The cues of a clause that something is lacking, hard or wrong."""
    return {mention.value for mention in mentions(context, clause)} - {
        "past",
        "world",
        "ill",
        "makes",
        "hard",
    }


def mentions(context: ReadingContext, clause: Clause) -> list[Mention]:
    """The words of needs and plights of a clause, in text order."""
    return sorted(
        [*context.words("need", clause), *context.words("plight", clause)], key=lambda mention: mention.first
    )


def told_as_past(context: ReadingContext, clause: Clause) -> bool:
    """True for history: "farmers had no means of taking their crop anywhere"."""
    if clause.finite is None:
        return False
    token = context.tokens[clause.finite]
    if context.has("need", Passage(token.start, token.end, ""), "past"):
        return True
    language = context.language
    return token.norm.endswith(language.finite_endings) and token.norm not in language.not_finite
