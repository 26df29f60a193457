"""Awards and public recognition: prizes, places in contests, "one of the best-run societies of the country"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.claims.records import Claim, Passage, RecognitionClaim
from acopio.documents.blocks import Block
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext

_SILENT: Final = ("heading", "attribution")
_LONGEST_TITLE: Final = 18  # tokens of a line that only names an award and when
_REACH: Final = 10  # tokens between a verb of winning and what is won


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield clauses that tell of a prize won, a place taken in a contest, or a judgement of the best."""
    if not context.words("recognition"):
        return
    for clause in context.clauses:
        block = context.block_of(clause)
        if block.kind in _SILENT or not context.has("recognition", clause):
            continue
        if block.kind == "caption" and clause.finite is None:
            continue
        rule = _rule(context, clause, block)
        if rule is None or context.has("negation", clause) or context.has("hedge", clause):
            continue
        dates = context.within(context.dates, clause)
        yield RecognitionClaim(
            passage=context.passage(clause.start, clause.end),
            rule=rule,
            date=dates[0].date if dates else None,
        )


def _rule(context: ReadingContext, clause: Clause, block: Block) -> str | None:
    """The rule by which a clause tells a recognition, if it does."""
    cues = {mention.value for mention in context.words("recognition", clause)}
    words = context.words("recognition", clause)
    told = [mention for mention in words if mention.value == "any"]
    denied = [mention for mention in words if mention.value == "not"]
    if all(any(one.first <= no.first and no.last <= one.last for one in told) for no in denied):
        cues.discard("not")  # "a reçu le prix de l'environnement": no mere price
    if "not" in cues or ("any" not in cues and _of_label(context, clause, block)):
        return None
    if "any" in cues or "best" in cues:
        return "recognition.award"
    if _won(context, clause):
        return "recognition.won"
    if "rank" in cues and ("contest" in cues or "prize" in cues):
        return "recognition.place"
    if "rank" in cues and clause.kind != "main" and _goes_on(context, clause):
        return "recognition.won"
    if clause.finite is None and _titled(context, clause):
        return "recognition.entry"
    when = context.within(context.dates, clause)
    if clause.first == clause.last:
        return None  # "Award" on a line of its own
    if clause.finite is None and "prize" in cues and ("contest" in cues or "winner" in cues or when):
        return "recognition.entry"
    if context.tokens[min(clause.last + 1, len(context.tokens) - 1)].text == ":":
        return None  # "Past winners:"
    labelled = block.label is not None and context.has(
        "recognition", Passage(block.label[0], block.label[1], ""), "prize"
    )
    if labelled or (clause.finite is None and cues & {"rank", "winner"} and _opens(context, clause)):
        return "recognition.entry"
    return None


def _of_label(context: ReadingContext, clause: Clause, block: Block) -> bool:
    """True in a fact whose label is about something else ("Certified: gold level")."""
    if block.kind != "fact" or block.label is None:
        return False
    return not context.has("recognition", Passage(block.label[0], block.end, ""), "prize", "contest")


def _won(context: ReadingContext, clause: Clause) -> bool:
    """True where a verb of winning stands near a prize, a place or a title: "took the gold medal"."""
    words = context.words("recognition", clause)
    verbs = [mention.first for mention in words if mention.value == "win"]
    won = [
        mention.first
        for mention in words
        if mention.value in ("prize", "rank", "winner")
        or (mention.value == "title" and context.tokens[mention.first].capitalised)
    ]
    for money in context.words("premium", clause):  # "a consacré la prime à …" is about no prize
        if not context.tokens[money.first].capitalised:
            won = [prize for prize in won if not money.first <= prize <= money.last + 1]
    return any(-_REACH <= prize - verb <= _REACH for verb in verbs for prize in won)


def _goes_on(context: ReadingContext, clause: Clause) -> bool:
    """True for "… and bronze at Terraolivo in 2022": the verb of winning stands earlier in the sentence."""
    sentence = context.sentences[clause.sentence]
    before = Passage(sentence.start, clause.start, "")
    won = context.has("recognition", before, "win") and context.has("recognition", before, "rank", "prize")
    return won and bool(context.within(context.dates, clause))


def _titled(context: ReadingContext, clause: Clause) -> bool:
    """True for "Best Handicraft Exporter, 2009 and 2013" and "Cocoa of Excellence, Paris, 2015"."""
    sentence = context.sentences[clause.sentence]
    if not context.within(context.dates, sentence) or sentence.last - sentence.first > _LONGEST_TITLE:
        return False
    first = context.words("recognition", clause)[0]
    if context.has("scheme", sentence):
        return False  # "Fair for Life since 2016"
    if first.first != clause.first or not context.tokens[clause.first].capitalised:
        return False
    return first.value == "contest" or (
        first.value in ("title", "superlative") and context.tokens[clause.first + 1].capitalised
    )


def _opens(context: ReadingContext, clause: Clause) -> bool:
    """True for "Second place, national honey competition, 2017": the place or prize comes first."""
    first = context.words("recognition", clause)[0].first
    return first <= clause.first + 1
