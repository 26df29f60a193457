"""What premium money paid for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from acopio.claims.records import Claim, PremiumUseClaim, Quantity
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.purposes import beneficiaries_of, purposes_of


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield uses: clauses that name the premium and a purpose, and what stands under a heading on the premium."""
    for clause in context.clauses:
        block = context.block_of(clause)
        if block.kind in ("heading", "caption") or clause.kind == "parenthesis":
            continue
        label = context.has("label", block, "premium") if block.kind == "fact" else False
        if not (label or context.has("premium", clause, "premium") or _under_premium(context, clause)):
            continue
        purposes = purposes_of(context, clause)
        if not purposes or not (label or block.kind == "item" or context.has("spend", clause)):
            continue
        money = context.within(context.money, clause)
        yield PremiumUseClaim(
            passage=context.passage(clause.start, clause.end),
            rule="premium.clause",
            purposes=purposes,
            beneficiaries=beneficiaries_of(context, clause),
            use_status="planned" if context.has("plan", clause) else "done",
            acquired=tuple(_acquired(context, clause)),
            amount=money[0].money if money else None,
        )


def _under_premium(context: ReadingContext, clause: Clause) -> bool:
    """True for a clause under a heading that names the premium, or after a sentence that does in its block."""
    sentence = context.sentences[clause.sentence]
    if any(context.has("premium", heading) for heading in context.headings(sentence.block)):
        return True
    return any(
        context.has("premium", other, "premium")
        for other in context.sentences_of(sentence.block)
        if other.index < sentence.index
    )


def _acquired(context: ReadingContext, clause: Clause) -> Iterator[Quantity]:
    """Things counted in the clause that a purpose word names: "two computers"."""
    for mention in context.within(context.quantities, clause):
        if mention.measure or mention.loose or mention.unit:
            continue
        following = context.token_at(mention.end)
        for noun in context.words("purpose", clause):
            if following <= noun.first <= following + 2:
                yield replace(mention.quantity, what=context.text[noun.start : noun.end])
                break
