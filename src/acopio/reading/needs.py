"""Needs that the source names: what members or their communities lack, or what troubles them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.claims.records import Claim, NeedClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece, split_enumeration
from acopio.reading.needs_topics import need_topics
from acopio.reading.premium_scope import MONEY, Scope, premium_scopes
from acopio.reading.purposes import purposes_of

_SILENT: Final = ("heading", "caption", "attribution")
_DEPENDENT: Final = ("parenthesis", "relative")
_PLAIN: Final = frozenset({"lack", "trouble", "damage"})
_VERB: Final = 2  # tokens from an auxiliary to its verb
_STATEMENT: Final = 4  # tokens of a clause that states something though no verb of it is known
_INDEPENDENT: Final = ("main", "coordinate", "shared", "list")


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the needs, one claim each; of several named together ("water, schools and …") one for each."""
    troubled = _troubled_blocks(context)
    topics = need_topics(context)
    for clause in context.clauses:
        block = context.block_of(clause)
        if block.kind in _SILENT or clause.kind in _DEPENDENT or context.has("premium", clause, *MONEY):
            continue
        topic = topics.of(clause) if block.kind != "quote" else None
        if topic is None and block.kind in ("fact", "row"):
            continue
        if topic is None and context.sentences[clause.sentence].block in troubled:
            topic = "paragraph"
        rule = _rule(context, clause, topic)
        if rule is None or (topic is None and told_as_past(context, clause)):
            continue
        if premium_scopes(context)[clause.sentence] is Scope.LISTED:
            continue
        yield from _claims(context, clause, rule)


def _claims(context: ReadingContext, clause: Clause, rule: str) -> Iterator[Claim]:
    """The claims of a clause: one, or one for each thing that it names as lacking or as a trouble."""
    parts = _parts(context, clause, rule) or [Passage(clause.start, clause.end, "")]
    for part in parts:
        purposes = purposes_of(context, part) or (("other",) if rule == "needs.section" else ())
        if purposes:
            yield NeedClaim(passage=context.passage(part.start, part.end), rule=rule, purposes=purposes)


def _parts(context: ReadingContext, clause: Clause, rule: str) -> list[Passage]:
    """The things lacking of "there is no water, no road and no clinic", "water and schools are difficulties"."""
    troubles = [m for m in context.words("need", clause) if m.value == "trouble"]
    pieces: list[Piece] = []
    if rule in ("needs.trouble", "needs.lack") and troubles and clause.finite is not None:
        if troubles[-1].first > clause.finite:  # "Water and schools are among the difficulties"
            pieces = split_enumeration(context, clause.first, clause.finite - 1)
        elif clause.finite < clause.last:  # "Among the difficulties are water and schools"
            pieces = split_enumeration(context, clause.finite + 1, clause.last)
    elif len(context.words("negation", clause)) > 1:
        denied = {mention.first for mention in context.words("negation", clause)}
        pieces = split_enumeration(context, clause.first, clause.last)
        pieces = [piece for piece in pieces if denied.intersection(range(piece.first, piece.last + 1))]
    named = [Passage(piece.start, piece.end, "") for piece in pieces if purposes_of(context, piece)]
    return named if len(named) > 1 else []


def _rule(context: ReadingContext, clause: Clause, topic: str | None) -> str | None:
    """The rule by which a clause tells a need, if it does."""
    cues = {mention.value for mention in context.words("need", clause)} - {"past"}
    purposes = bool(purposes_of(context, clause))
    if topic and clause.kind in _INDEPENDENT and not _tells_something_else(context, clause, cues):
        if topic == "paragraph":
            return "needs.paragraph" if purposes and cues & _PLAIN else None
        if topic in ("needs", "led") and _states(context, clause, cues, topic):
            return "needs.section"
        wanted = {*_PLAIN, "want", "weak"}
        if topic == "outlook" and purposes and cues & wanted and _states(context, clause, cues, topic):
            return "needs.section"
    if context.has("outcome", clause, "relief", "able"):
        return None
    if "lack" in cues:
        return "needs.lack"
    if "trouble" in cues and clause.finite is not None:
        return "needs.trouble"
    if "want" in cues and purposes and _wanted_here(context, clause):
        return "needs.wanted"
    return None


def _states(context: ReadingContext, clause: Clause, cues: set[str], topic: str) -> bool:
    """True for what a text on needs says of them: not for what it takes up again ("so are …", "if nothing …")."""
    norms, words = context.norms, context.language.listing_words
    if norms[clause.first] in words["conditions"] or norms[clause.first] in words["resuming"]:
        return False
    if cues & {"lack", "trouble", "damage", "want"}:
        return True
    if topic == "led" and clause.kind == "list":
        return True
    if clause.kind == "list" or norms[clause.first] in words["pronouns"]:
        return False
    if not cues and (_does(context, clause) or _counts_members(context, clause)):
        return False
    if clause.finite is None and (clause.first == clause.last or _introduces(context, clause)):
        return False
    name = context.tokens[min(clause.first + 1, clause.last)].capitalised  # "Rosa Quispe, treasurer"
    told = clause.finite is not None or (clause.last - clause.first >= _STATEMENT and not name)
    return bool(cues) or told or bool(purposes_of(context, clause))


def _does(context: ReadingContext, clause: Clause) -> bool:
    """True for "the ministry has built a road": something is done about it."""
    return clause.finite is not None and any(
        0 <= mention.first - clause.finite <= _VERB for mention in context.words("deed", clause)
    )


def _counts_members(context: ReadingContext, clause: Clause) -> bool:
    return any(mention.unit for mention in context.within(context.quantities, clause))


def _introduces(context: ReadingContext, clause: Clause) -> bool:
    """True for "Access roads" before a colon, and for a row of links."""
    after = context.tokens[min(clause.last + 1, len(context.tokens) - 1)].text
    return after == ":" or "](" in context.text[clause.start : clause.end]


def _wanted_here(context: ReadingContext, clause: Clause) -> bool:
    """True where the organisation or its people want something ("coffee needs shade" is no need of theirs)."""
    return context.subject(clause).who in ("self", "members")


def _troubled_blocks(context: ReadingContext) -> frozenset[int]:
    """The paragraphs (by block number) of which at least half the clauses, two or more, tell of troubles."""
    told: dict[int, list[bool]] = {}
    for clause in context.clauses:
        number = context.sentences[clause.sentence].block
        if clause.kind in _INDEPENDENT and context.blocks[number].kind == "paragraph":
            bad = context.has("need", clause, *_PLAIN) and not told_as_past(context, clause)
            told.setdefault(number, []).append(bad and not context.has("outcome", clause, "relief", "able"))
    return frozenset(number for number, bad in told.items() if sum(bad) >= max(2, len(bad) / 2))


def _tells_something_else(context: ReadingContext, clause: Clause, cues: set[str]) -> bool:
    """True for what is better now, what the writer does, who got a prize."""
    speakers = context.language.listing_words["speakers"]
    if any(
        context.norms[m.last] in context.language.infinitive
        for m in context.words("need", clause)
        if m.value == "past"
    ):
        return True  # "used to be scattered"
    return (
        context.has("outcome", clause, "relief", "able")
        or (
            context.has("outcome", clause, "now", "better", "change")
            and not cues & _PLAIN
            and "weak" not in cues
        )
        or context.has("recognition", clause, "any", "prize", "best")
        or context.norms[clause.first] in speakers
        or (context.has("need", clause, "past") and told_as_past(context, clause) and not cues & _PLAIN)
    )


def told_as_past(context: ReadingContext, clause: Clause) -> bool:
    """True for history: "farmers had no means of taking their crop anywhere"."""
    if clause.finite is None:
        return False
    token = context.tokens[clause.finite]
    if context.has("need", Passage(token.start, token.end, ""), "past"):
        return True
    return token.norm.endswith(context.language.finite_endings)
