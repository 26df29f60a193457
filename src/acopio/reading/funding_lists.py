"""Who gives in lists and facts: "Loans: Oikocredit ($200,000, 2014)", entries under a heading of support."""

from __future__ import annotations

from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.funding_givers import Giver, Givers
from acopio.reading.span import Span

NOUNS: Final = ("grant", "loan", "support")


class Told(NamedTuple):
    """Who gives, and the rule that says so."""

    giver: Giver
    rule: str
    words: Span | None = None  # the words that tell the form, where they are not the clause's


def listed(context: ReadingContext, givers: Givers, clause: Clause) -> list[Told]:
    """Return who gives by an entry under a heading of support: "Belgian cooperation (processing plant)"."""
    if clause.finite is not None or clause.kind not in ("main", "list", "coordinate"):
        return []
    block = context.block_of(clause)
    labelled = block.label is not None and block.label[0] <= clause.start < block.label[1]
    if labelled and (context.has("label", clause) or context.has("unit", clause)):
        return []
    if block.label and not labelled and (told := _labelled(context, givers, clause, block)):
        return [told]
    heading = context.heading(context.sentences[clause.sentence].block)
    if heading is None:
        return []
    money = context.within(context.money, block)
    about = context.has("funding", heading, *NOUNS) or context.has("section", heading, "unpaid")
    about = about or bool(money and context.has("funding", heading, "giver"))
    more = context.has("purpose", block) or money
    elsewhere = context.has("section", heading, "elsewhere") or "|" in context.text[block.start : block.end]
    if not about or not more or elsewhere or context.has("premium", heading):
        return []
    giver = givers.named_in(clause.first, clause)
    if giver is None or giver.first > clause.first + 2:
        return []
    after = context.tokens[min(giver.last + 1, len(context.tokens) - 1)]
    closed = context.text.find(")", after.start, block.end) if after.text == "(" else -1
    told_of = closed > 0 and context.has("purpose", Passage(after.start, closed, ""))
    certain = clause.kind != "coordinate" and (labelled or givers.is_certain(giver))
    if not (told_of or certain):
        return []
    return [Told(giver, "funding.list", block)] if after.kind in ("mark", "break") else []


def _labelled(context: ReadingContext, givers: Givers, clause: Clause, block: Block) -> Told | None:
    """Return who gives by the label before the name: "Loans: Oikocredit ($200,000, 2014)"."""
    if block.label is None or context.has("premium", block):
        return None
    label = Passage(block.label[0], block.label[1], "")
    told = context.has("funding", label, *NOUNS) or (
        context.has("funding", label, "giver", "paid") and context.has("label", label) is False
    )
    giver = givers.named_in(clause.first, clause) if told else None
    if giver is None or giver.first != clause.first:
        return None
    after = context.tokens[min(giver.last + 1, len(context.tokens) - 1)]
    if after.kind not in ("mark", "break"):
        return None
    return Told(giver, "funding.list", block)
