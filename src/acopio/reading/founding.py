"""How and when the organisation came to be: formed, registered by law, renamed, or out of a predecessor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from acopio.claims.records import AssertionKind, Claim, FoundingClaim, Passage, Quantity, StatedDate
from acopio.documents.blocks import Block
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention

_KINDS: Final = {"formed", "legally-established", "renamed", "predecessor"}
_LABELS: Final = {"founded": "formed", "legal": "legally-established"}
_REACH: Final = 28  # tokens between the event and its date


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield founding claims from labels and from clauses."""
    labelled: set[int] = set()
    for block, labels in context.facts():
        kinds = [_LABELS[label.value] for label in labels if label.value in _LABELS]
        if kinds and block.kind == "fact" and block.label:
            claims = list(_fact(context, block, kinds[0]))
            labelled.update({block.start} if claims else ())
            yield from claims
    for sentence in context.sentences:
        block = context.blocks[sentence.block]
        if block.start in labelled or block.kind in ("caption", "heading", "attribution"):
            continue
        yield from _sentence(context, context.clauses_of(sentence))


def _fact(context: ReadingContext, block: Block, kind: str) -> Iterator[FoundingClaim]:
    """A label and a date, "Founded: 1997"; a second label in brackets, "(legal status: 1998)", has its own."""
    span = Passage(block.value_start, block.end, "")
    dates = context.within(context.dates, span)
    inner = [m for m in context.words("founding", span) if m.value != kind]
    for date in dates:
        own = [m for m in inner if m.start < date.start]
        if own:
            yield _claim(
                context, own[-1].value, date, context.passage(own[-1].start, date.end), "founding.label"
            )
        elif date is dates[0]:
            yield _claim(context, kind, date, context.passage(block.start, date.end), "founding.label")


def _sentence(context: ReadingContext, clauses: Sequence[Clause]) -> Iterator[FoundingClaim]:
    used: set[int] = set()
    for clause in clauses:
        if clause.kind == "parenthesis":
            continue
        events = [m for m in context.words("founding", clause) if m.value in _KINDS]
        event = _event(context, events, clause)
        if event is None or not _about_self(context, event, clause):
            continue
        date = _date(context, event, clause, clauses)
        if date is None or date.start in used:
            continue
        used.add(date.start)
        holding = context.clause_at(date.start) or clause
        passage = (
            context.quote(Passage(clause.start, clause.end, ""), date)
            if holding is not clause
            else (context.passage(clause.start, clause.end))
        )
        kind = event.value
        founders = _founders(context, clause) if kind in ("formed", "legally-established") else None
        yield _claim(context, kind, date, passage, f"founding.{kind}", founders)


def _event(context: ReadingContext, events: Sequence[Mention], clause: Clause) -> Mention | None:
    """The event of a clause: legal and predecessor words are more telling than "started"."""
    if not events or (context.has("negation", clause) and events[0].value == "formed"):
        return None
    order = {"legally-established": 0, "predecessor": 1, "renamed": 2, "formed": 3}
    return min(events, key=lambda mention: (order[mention.value], mention.start))


def _about_self(context: ReadingContext, event: Mention, clause: Clause) -> bool:
    """True where the organisation is what came to be: the subject of the passive, the object of the active."""
    before = [i for i in range(clause.first, event.first) if context.is_self(i)]
    after = [i for i in range(event.last + 1, clause.last + 1) if context.is_self(i)]
    subject = context.subject(clause)
    if subject.who == "other" and not after:
        return False
    if before or after:
        return True
    return subject.who == "self"


def _date(
    context: ReadingContext, event: Mention, clause: Clause, clauses: Sequence[Clause]
) -> DateMention | None:
    """The date of an event: in its clause, else in the sentence's clause just before."""
    inside = context.within(context.dates, clause)
    near = [date for date in inside if abs(date.first - event.first) <= _REACH and date.precision != "season"]
    if near:
        return min(near, key=lambda date: (abs(date.first - event.first), date.start))
    position = list(clauses).index(clause)
    for other in clauses[max(0, position - 1) : position]:
        dates = [d for d in context.within(context.dates, other) if d.precision != "season"]
        if dates and not context.words("founding", other):
            return dates[-1]
    return None


def _founders(context: ReadingContext, clause: Clause) -> Quantity | None:
    """People or organisations counted in the clause."""
    for mention in context.within(context.quantities, clause):
        if (mention.unit or mention.part) and not mention.measure and not mention.loose:
            return mention.quantity
    return None


def _claim(
    context: ReadingContext,
    kind: str,
    date: DateMention,
    passage: Passage,
    rule: str,
    founders: Quantity | None = None,
) -> FoundingClaim:
    assertion: AssertionKind = "normalised" if date.relative else "explicit"
    stated: StatedDate = date.date
    return FoundingClaim(
        passage=passage,
        rule=rule,
        assertion=assertion,
        support=context.support(date),
        kind=kind,
        date=stated,
        founders=founders,
    )
