"""What is said to have come of the producers' efforts, of fair trade and of its premium: reported, not proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from acopio.claims.records import Claim, OutcomeClaim
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.needs import told_as_past
from acopio.reading.premium import premium_uses
from acopio.reading.premium_uses import Use
from acopio.reading.purposes import purposes_of

_SILENT: Final = ("heading", "fact", "caption", "attribution", "row")
_TIED: Final = ("relative", "subordinate")
_REACH: Final = 8  # tokens between a change and what it is told of
_NEAR: Final = 2  # sentences after a use in which its effect is told


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that tell of a change for the better, tied to the premium use they follow."""
    if not context.words("outcome"):
        return
    uses = premium_uses(context)
    quoted = _direct_speech(context)
    for clause in context.clauses:
        if context.block_of(clause).kind in _SILENT or not context.has("outcome", clause):
            continue
        use = _use_before(context, clause, uses)
        rule = _rule(context, clause, use, voiced=clause.sentence in quoted)
        if rule is None:
            continue
        tied = use is not None and rule != "outcomes.change"
        yield OutcomeClaim(
            passage=context.passage(clause.start, clause.end),
            rule=rule,
            topics=purposes_of(context, clause),
            use=context.passage(use.start, use.end) if tied and use is not None else None,
        )


def _rule(context: ReadingContext, clause: Clause, use: Use | None, *, voiced: bool) -> str | None:
    """The rule by which a clause tells an outcome, if it does."""
    cues = {mention.value for mention in context.words("outcome", clause)}
    if not cues or _tells_something_else(context, clause) or _inside(clause, use):
        return None
    past = told_as_past(context, clause)
    about = "measure" in cues or bool(purposes_of(context, clause))
    changed = "change" in cues and ("measure" in cues and _in_order(context, clause))
    if "able" in cues or ("relief" in cues and (voiced or not past)):
        return "outcomes.able"
    if changed:
        return "outcomes.change"
    if "cause" in cues and cues & {"change", "better", "can"} and about:
        return "outcomes.thanks"
    effect = cues & {"change", "better", "can", "now"}
    if (
        use is not None
        and effect
        and not past
        and (clause.kind in _TIED or clause.sentence > use.sentence.index)
    ):
        return "outcomes.of-use"
    if voiced and "now" in cues and not past:
        return "outcomes.voice"
    if _under_results(context, clause) and effect and about:
        return "outcomes.section"
    if "better" in cues and "measure" in cues and cues & {"now", "change"}:
        return "outcomes.better"
    return None


def _tells_something_else(context: ReadingContext, clause: Clause) -> bool:
    """True for plans, needs, denials of rights, and counts of members ("their number has risen to 800")."""
    if (
        context.has("hedge", clause)
        or context.has("premium-talk", clause, "planned", "definition", "process")
        or context.has("need", clause, "lack", "trouble")
    ):
        return True
    return any(mention.unit or mention.part for mention in context.within(context.quantities, clause))


def _inside(clause: Clause, use: Use | None) -> bool:
    return use is not None and use.start <= clause.start and clause.end <= use.end


def _in_order(context: ReadingContext, clause: Clause) -> bool:
    """True where a change is told of a measure: "incomes have risen", "raised the quality"."""
    changes = [mention.first for mention in context.words("outcome", clause) if mention.value == "change"]
    measures = [mention.first for mention in context.words("outcome", clause) if mention.value == "measure"]
    return any(-_REACH <= measure - change <= _REACH for change in changes for measure in measures)


def _use_before(context: ReadingContext, clause: Clause, uses: Sequence[Use]) -> Use | None:
    """The premium use told last before a clause, in its sentence or just before it in its block."""
    block = context.sentences[clause.sentence].block
    near = [
        use
        for use in uses
        if use.start <= clause.start
        and use.sentence.block == block
        and 0 <= clause.sentence - use.sentence.index <= _NEAR
    ]
    return near[-1] if near else None


def _under_results(context: ReadingContext, clause: Clause) -> bool:
    heading = context.heading(context.sentences[clause.sentence].block)
    return heading is not None and context.has("section", heading, "results")


def _direct_speech(context: ReadingContext) -> frozenset[int]:
    """Numbers of the sentences that somebody says, or that stand in a quote."""
    said = {speech.sentence for speech in context.speeches if speech.sentence is not None}
    quotes = (sentence.index for sentence in context.sentences if context.block_of(sentence).kind == "quote")
    return frozenset(said).union(quotes)
