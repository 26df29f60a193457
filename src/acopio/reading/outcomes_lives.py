"""Outcomes in people's lives: what they have got, how they fare beside others, what would be without it."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.needs_troubles import used_to
from acopio.reading.outcomes_figures import exceeds
from acopio.reading.purposes import purposes_of
from acopio.reading.span import Span

_REACH: Final = 8  # tokens between a verb and what somebody has got
_INDEPENDENT: Final = ("main", "coordinate", "shared")
_NEXT: Final = 2  # tokens from "rather than" to its number
_SOON: Final = 4  # tokens between what makes able and whom
#: Purposes of what households have or lack.
_GOODS: Final = frozenset(
    {"education", "health", "water-and-sanitation", "electricity", "housing", "food-security"}
)
#: Units and beneficiaries that are no persons.
NOT_PEOPLE: Final = frozenset(
    {"cooperative", "association", "group", "organizations", "community", "organization"}
)
_OPENING: Final = 4  # tokens in which a clause says that nobody or without what it goes on


def life_rule(context: ReadingContext, clause: Clause) -> str | None:
    """Return the rule by which a clause tells what became of somebody's life, if it does."""
    if context.norms[clause.first] in context.language.listing_words["conditions"]:
        return None
    if _without(context, clause):
        return "outcomes.without"
    if _enabled(context, clause):
        return "outcomes.enabled"
    if clause.kind == "parenthesis" or context.has("premium-talk", clause, "planned"):
        return None
    if (
        _compared(context, clause)
        or exceeds(context, clause)
        or _contrasted(context, clause)
        or _against_then(context, clause)
        or _instead(context, clause)
    ):
        return "outcomes.compared"
    if _again(context, clause):
        return "outcomes.again"
    if _spared(context, clause) or _never_before(context, clause):
        return "outcomes.spared"
    if _since_an_event(context, clause):
        return "outcomes.since"
    first = context.has("life", clause, "first") and clause.finite is not None
    if first and not _is_past(context, clause.finite or 0) and _of_people(context, clause):
        return "outcomes.achieved"
    if context.has("life", clause, "since") and _of_people(context, clause):
        return "outcomes.achieved"
    if _achieved(context, clause) or _have_today(context, clause) or _do_today(context, clause):
        return "outcomes.achieved"
    return None


def is_condition(context: ReadingContext, clause: Clause) -> bool:
    """True for a clause that "if", "when", "because" open; "Since joining, incomes have risen" tells it."""
    since = any(m.value == "event" and m.first == clause.first for m in context.words("life", clause))
    if since and clause.finite is not None and not _is_past(context, clause.finite):
        return False
    return context.norms[clause.first] in context.language.listing_words["conditions"]


def _enabled(context: ReadingContext, clause: Clause) -> bool:
    """True for "The mill has allowed members to keep …", "A fair price means that families can …"."""
    words = context.words("life", clause)
    told = [mention for mention in words if mention.value in ("enable", "mean")]
    if not told or context.has("need", Passage(clause.start, told[0].start, ""), "lack", "trouble"):
        return False  # "lifted families out of poverty" is none
    last = told[0].last
    people = range(last + 1, min(clause.last, last + _SOON) + 1)
    able = context.has("outcome", clause, "can", "able", "relief") or any(
        mention.value == "ability" and mention.first > last for mention in words
    )
    if told[0].value == "mean" and not able:  # "This means that they are organic"
        return False
    wanted = Passage(clause.start, told[0].start, "")
    if context.has("need", wanted, "want", "weak") or context.has("premium-talk", wanted, "planned"):
        return False  # "We want a price that lets our kids stay"
    if context.subject(clause).who == "self" and context.has("deed", Passage(told[0].start, told[0].end, "")):
        return False  # "The co-op has helped its members to plant …" is its work
    return any(
        mention.first in people
        for kind in ("unit", "part", "beneficiary", "pronoun")
        for mention in context.words(kind, clause)
    ) or any(person.first in people for person in context.persons)


def _do_today(context: ReadingContext, clause: Clause) -> bool:
    """True for "Pickers now ride home", "Men have started to share the housework": what people do since."""
    if clause.kind not in _INDEPENDENT or clause.finite is None or _is_past(context, clause.finite):
        return False
    if context.has("need", clause, "lack", "trouble", "damage", "want") or context.has("negation", clause):
        return False
    if any(m.unit or m.part for m in context.within(context.quantities, clause)):
        return False
    subject = [
        mention
        for kind in ("unit", "part", "beneficiary")
        for mention in context.words(kind, clause)
        if mention.last < (clause.finite or 0) and mention.value not in NOT_PEOPLE
    ]
    words = context.words("life", clause)
    habit = any(m.value == "habit" and m.first == clause.finite for m in words)
    now = any(abs(index - clause.finite) <= 1 for index in today(context, clause))
    return bool(subject) and (habit or now)


def today(context: ReadingContext, clause: Clause) -> list[int]:
    """The tokens of "now" and "today" in a clause; "since" is none of them."""
    words = context.words("life", clause)
    events = {mention.first for mention in words if mention.value == "event"}
    found = [mention.first for mention in words if mention.value == "today"]
    now = [mention.first for mention in context.words("outcome", clause) if mention.value == "now"]
    return found + [index for index in now if index not in events]


def _have_today(context: ReadingContext, clause: Clause) -> bool:
    """True for "Today every house has a tap", "95 percent of the children now finish school"."""
    if clause.kind not in _INDEPENDENT or not today(context, clause):
        return False
    if context.has("part", clause) and context.within(context.shares, clause):
        return False  # "Now 38 percent of the names in the members' book are women's"
    if clause.finite is not None and _is_past(context, clause.finite):
        return False
    if context.has("need", clause, "lack", "trouble", "damage") or context.has("negation", clause):
        return False
    norms, language = context.norms, context.language
    stop = clause.finite if clause.finite is not None else clause.first + _REACH
    opening = range(clause.first, min(stop, clause.last + 1))
    counted = (
        any(share.first in opening for share in context.within(context.shares, clause))
        or any(norms[index] in language.quantifiers for index in opening)
        or any(m.value == "each" and m.first in opening for m in context.words("life", clause))
    )
    theirs = any(
        mention.first in opening
        for kind in ("unit", "part", "beneficiary")
        for mention in context.words(kind, clause)
    ) or any(m.first in opening and m.value == "private" for m in context.words("life", clause))
    return counted and theirs and not _GOODS.isdisjoint(purposes_of(context, clause))


def _compared(context: ReadingContext, clause: Clause) -> bool:
    """True for "Members earn 18 percent more than their neighbours", "costs are lower than those of others"."""
    cues = {m.value for kind in ("outcome", "life") for m in context.words(kind, clause)}
    if not cues & {"measure", "ill", "earn"}:
        return False
    return ("above" in cues and "ill" not in cues) or (
        "below" in cues and ("ill" in cues or "measure" not in cues)
    )


def _contrasted(context: ReadingContext, clause: Clause) -> bool:
    """True for "Farmers get 24 shekels a kilo rather than 15": a number earned beside another."""
    words = context.words("life", clause)
    earned = [mention.first for mention in words if mention.value == "earn"]
    words_of_number = context.language.number_words
    numbers = [
        i
        for i in range(clause.first, clause.last + 1)
        if context.tokens[i].kind == "number" or context.norms[i] in words_of_number
    ]
    return bool(earned) and any(
        earned[0] < mention.first
        and any(earned[0] < i < mention.first for i in numbers)
        and any(mention.last < i <= mention.last + _NEXT for i in numbers)
        for mention in words
        if mention.value == "contrast"
    )


def _against_then(context: ReadingContext, clause: Clause) -> bool:
    """True for "today there are 51", where the words before tell the number of then: "Six years ago, 8 girls"."""
    if clause.kind not in _INDEPENDENT or not _number(context, clause):
        return False
    if context.has("part", clause) or any(m.unit for m in context.within(context.quantities, clause)):
        return False  # members are counted by other rules
    ago = [mention.first for mention in context.words("life", clause) if mention.value == "ago"]
    turn = next((index for index in today(context, clause) if ago and index > ago[0]), None)
    if turn is not None:  # "Six years ago there were 8 girls, today there are 51"
        then = Passage(clause.start, context.tokens[turn].start, "")
        return _number(context, then) and _number(context, Passage(then.end, clause.end, ""))
    opening = Passage(clause.start, context.tokens[min(clause.first + _OPENING, clause.last)].end, "")
    dated = context.within(context.dates, opening) or context.has("life", opening, "today", "lately")
    sentence = context.sentences[clause.sentence]
    before = Passage(sentence.start, clause.start, "")
    if sentence.index and clause.first == sentence.first:
        earlier = context.sentences[sentence.index - 1]
        before = Passage(earlier.start, earlier.end, "") if earlier.block == sentence.block else before
    if any(m.unit for m in context.within(context.quantities, before)):
        return False
    return bool(dated) and context.has("life", before, "ago") and _number(context, before)


def _instead(context: ReadingContext, clause: Clause) -> bool:
    """True for "Their houses have cement floors now instead of earth"."""
    if clause.kind not in _INDEPENDENT or not today(context, clause) or context.has("premium", clause):
        return False
    past = clause.finite is not None and _is_past(context, clause.finite)
    troubled = context.has("need", clause, "lack", "trouble", "damage", "want")
    counted = any(m.unit for m in context.within(context.quantities, clause))
    return context.has("life", clause, "contrast") and not (past or troubled or counted)


def _again(context: ReadingContext, clause: Clause) -> bool:
    """True for "The streams run clear again", "Young people are planting cane again": a good state that is back."""
    if clause.kind not in _INDEPENDENT or not context.has("life", clause, "again"):
        return False
    if clause.finite is not None and _is_past(context, clause.finite):
        return False
    if context.has("need", clause, "lack", "trouble", "damage", "past") or context.has(
        "plight", clause, "harm", "plight", "ill"
    ):
        return False
    if context.has("part", clause) or any(m.unit for m in context.within(context.quantities, clause)):
        return False
    good = context.has("outcome", clause, "measure")
    people = any(m.value not in NOT_PEOPLE for k in ("unit", "beneficiary") for m in context.words(k, clause))
    return (good or people) and not context.has("outcome", clause, "ill")


def _number(context: ReadingContext, span: Span) -> bool:
    """True where a number stands that is no date."""
    first, stop = context.token_range(span.start, span.end)
    dates = [(mention.start, mention.end) for mention in context.within(context.dates, span)]
    return any(
        context.tokens[i].kind == "number"
        and not any(start <= context.tokens[i].start < end for start, end in dates)
        for i in range(first, stop)
    )


def _since_an_event(context: ReadingContext, clause: Clause) -> bool:
    """True for "Since the taps were installed attendance has been close to 100 per cent": how it is since then."""
    sentence = context.sentences[clause.sentence]
    if (
        clause.finite is None
        or used_to(context, clause)
        or context.has("scheme", sentence)
        or context.has("need", sentence, "lack")
    ):
        return False
    touched = context.has("outcome", clause, "measure", "ill", "loss") or _of_people(context, clause)
    if not touched or clause.kind not in _INDEPENDENT or context.has("negation", sentence):
        return False
    marks = [m.first for m in context.words("life", sentence) if m.value == "event"]
    if not marks or context.subject(clause).who == "self":
        return False
    told = context.clause_at(context.tokens[marks[0]].start)
    if told is None or abs(told.index - clause.index) > 1:
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
    language = context.language
    return past or (token.norm.endswith(language.finite_endings) and token.norm not in language.not_finite)


def _never_before(context: ReadingContext, clause: Clause) -> bool:
    """True for "She had never earned money of her own before the kitchen opened"."""
    sentence = context.sentences[clause.sentence]
    return context.has("life", clause, "never") and context.has(
        "outcome", Passage(clause.start, sentence.end, ""), "then"
    )


def _spared(context: ReadingContext, clause: Clause) -> bool:
    """True for "Not one grower has left in six years", "There has been no cholera since"."""
    if clause.finite is None or context.has("need", clause, "past"):
        return False
    words = context.words("outcome", clause)
    losses = [m.first for m in words if m.value in ("loss", "ill")]
    scarcely = [m.first for m in context.words("life", clause) if m.value == "scarcely"]
    few = bool(scarcely) and scarcely[0] <= clause.first + _OPENING and bool(today(context, clause))
    if few and any(loss > scarcely[0] for loss in losses):
        return True  # "Hardly anyone is illiterate now"
    losses = [m.first for m in words if m.value == "loss"]
    ills = [m.first for m in words if m.value == "ill"]
    sentence = context.sentences[clause.sentence]
    since = context.has("life", sentence, "event", "lately") or context.has("outcome", sentence, "then")
    return any(
        (denied.first <= clause.first + _OPENING and any(denied.first < loss for loss in losses))
        or (since and any(denied.last < ill <= denied.last + _NEXT for ill in ills))
        for denied in context.words("negation", clause)
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
    if context.has("life", clause, "kin"):
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
