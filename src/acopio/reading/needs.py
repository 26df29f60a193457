"""Needs that the source names: what members or their communities lack, or what troubles them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.claims.records import Claim, NeedClaim, Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import split_enumeration
from acopio.reading.premium_scope import MONEY, Scope, premium_scopes
from acopio.reading.purposes import purposes_of

_SILENT: Final = ("heading", "fact", "caption", "attribution", "row")
_DEPENDENT: Final = ("parenthesis", "relative")
_PLAIN: Final = frozenset({"lack", "trouble", "damage"})
_INDEPENDENT: Final = ("main", "coordinate", "shared", "list")


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield the needs, one claim each; of several named together ("water, schools and …") one for each."""
    scopes: list[Scope] | None = None
    troubled = _troubled_blocks(context)
    for clause in context.clauses:
        block = context.block_of(clause)
        if block.kind in _SILENT or context.has("premium", clause, *MONEY):
            continue
        section = _section(context, clause) if block.kind != "quote" else None
        if section is None and context.sentences[clause.sentence].block in troubled:
            section = "paragraph"
        rule = _rule(context, clause, section)
        if rule is None or clause.kind in _DEPENDENT or (section is None and told_as_past(context, clause)):
            continue
        if scopes is None:
            scopes = premium_scopes(context)
        if not section and scopes[clause.sentence] is Scope.LISTED:
            continue
        yield from _claims(context, clause, rule)


def _claims(context: ReadingContext, clause: Clause, rule: str) -> Iterator[Claim]:
    """The claims of a clause: one, or one for each thing that "are among the difficulties" says it of."""
    parts = [Passage(clause.start, clause.end, "")]
    troubles = [m for m in context.words("need", clause) if m.value == "trouble"]
    if rule in ("needs.trouble", "needs.lack") and troubles and clause.finite is not None:
        if troubles[-1].first > clause.finite:  # "Water and schools are among the difficulties"
            pieces = split_enumeration(context, clause.first, clause.finite - 1)
        else:  # "Among the difficulties are water and schools"
            pieces = (
                split_enumeration(context, clause.finite + 1, clause.last)
                if clause.finite < clause.last
                else []
            )
        named = [piece for piece in pieces if purposes_of(context, piece)]
        if len(named) > 1:
            parts = [Passage(piece.start, piece.end, "") for piece in named]
    for part in parts:
        purposes = purposes_of(context, part) or (("other",) if rule == "needs.section" else ())
        if purposes:
            yield NeedClaim(passage=context.passage(part.start, part.end), rule=rule, purposes=purposes)


def _rule(context: ReadingContext, clause: Clause, section: str | None) -> str | None:
    """The rule by which a clause tells a need, if it does."""
    cues = {mention.value for mention in context.words("need", clause)} - {"past"}
    purposes = bool(purposes_of(context, clause))
    if section and clause.kind in _INDEPENDENT and not _tells_something_else(context, clause):
        if section == "paragraph":
            return "needs.paragraph" if purposes and cues & _PLAIN else None
        if cues and (purposes or section == "needs"):
            return "needs.section"
        if purposes and section == "needs" and not context.has("deed", clause):
            return "needs.section"
    if context.has("outcome", clause, "relief", "able"):
        return None
    if "lack" in cues:
        return "needs.lack"
    if "trouble" in cues and clause.finite is not None:
        return "needs.trouble"
    return None


def _troubled_blocks(context: ReadingContext) -> frozenset[int]:
    """The paragraphs (by block number) of which at least half the clauses, two or more, tell of troubles."""
    told: dict[int, list[bool]] = {}
    for clause in context.clauses:
        number = context.sentences[clause.sentence].block
        if clause.kind in _INDEPENDENT and context.blocks[number].kind == "paragraph":
            bad = context.has("need", clause, *_PLAIN) and not told_as_past(context, clause)
            told.setdefault(number, []).append(bad and not context.has("outcome", clause, "relief", "able"))
    return frozenset(number for number, bad in told.items() if sum(bad) >= max(2, len(bad) / 2))


def _section(context: ReadingContext, clause: Clause) -> str | None:
    """The kind of heading a clause stands under: "needs" (challenges), "outlook" (what comes next)."""
    heading = context.heading(context.sentences[clause.sentence].block)
    if heading is None:
        return None
    topics = [mention.value for mention in context.words("section", heading)]
    return next((topic for topic in ("needs", "outlook") if topic in topics), None)


def _tells_something_else(context: ReadingContext, clause: Clause) -> bool:
    """True for what is better now, what the writer does, who got a prize."""
    speakers = context.language.listing_words["speakers"]
    return (
        context.has("outcome", clause, "relief", "able")
        or context.has("recognition", clause, "any", "prize", "best")
        or context.norms[clause.first] in speakers
        or (context.has("need", clause, "past") and told_as_past(context, clause))
    )


def told_as_past(context: ReadingContext, clause: Clause) -> bool:
    """True for history: "farmers had no means of taking their crop anywhere"."""
    if clause.finite is None:
        return False
    token = context.tokens[clause.finite]
    if context.has("need", Passage(token.start, token.end, ""), "past"):
        return True
    return token.norm.endswith(context.language.finite_endings)
