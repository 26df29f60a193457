"""Certifications: scheme, date, status, holder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from acopio.claims.records import CertificationClaim, Claim, Passage
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield a certification for each scheme named in a clause with a word of certifying."""
    for block, labels in context.facts():
        if block.kind == "fact" and any(label.value == "certification" for label in labels):
            for scheme in _distinct(context.words("scheme", block)):
                yield _claim(context, scheme, context.passage(block.start, block.end))
    for clause in context.clauses:
        if context.block_of(clause).kind in ("fact", "heading", "caption") or not context.has(
            "certified", clause
        ):
            continue
        if (
            context.has("negation", clause)
            or context.has("hedge", clause)
            or context.subject(clause).who == "other"
        ):
            continue
        for scheme in _distinct(context.words("scheme", clause)):
            yield _claim(context, scheme, context.passage(clause.start, clause.end))


def _distinct(schemes: Sequence[Mention]) -> list[Mention]:
    kept: dict[str, Mention] = {}
    for scheme in schemes:
        kept.setdefault(scheme.value, scheme)
    return list(kept.values())


def _claim(context: ReadingContext, scheme: Mention, span: Passage) -> CertificationClaim:
    dates = [date for date in context.within(context.dates, span) if date.year]
    after = [date for date in dates if date.start >= scheme.start]
    date = after[0] if after else dates[-1] if dates else None
    return CertificationClaim(
        passage=span,
        rule="certification.certified",
        assertion="normalised" if date and date.relative else "explicit",
        support=context.support(date) if date else (),
        scheme=scheme.value,
        scheme_text=context.text[scheme.start : scheme.end],
        certification_status="planned" if context.has("conversion", span) else "certified",
        holder="self",
        date=date.date if date else None,
    )
