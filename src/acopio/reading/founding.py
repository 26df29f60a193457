"""How and when the organisation came to be: formed, registered by law, renamed, or out of a predecessor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from acopio.claims.records import AssertionKind, Claim, FoundingClaim, Passage, Quantity
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.founding_counted import anniversaries, counted_back
from acopio.reading.founding_estates import EstateReader
from acopio.reading.founding_events import Event, EventReader
from acopio.reading.founding_facts import lines_of_others, read_chronicle, read_entry, read_facts, read_lines
from acopio.reading.founding_pioneers import PioneerReader
from acopio.reading.sentences import Sentence

_SKIPPED: Final = frozenset({"caption", "heading", "attribution"})
_FORERUNNERS: Final = frozenset({"founding.forerunner", "founding.together"})
_ASKED: Final = ("formed", "existing", "noun", "origin")
_AMONG_NEAR: Final = 3  # tokens from "among whom" to the number of some
_LEAD: Final = 12  # years by which a forerunner may precede
_MODEST_NEAR: Final = 4  # tokens after "as a" in which the forerunner's noun may stand


def read(context: ReadingContext) -> Iterator[Claim]:
    """Yield founding claims from labels, from clauses, and from anniversaries."""
    reader = EventReader(context)
    claims = list(_told(context, reader))
    years = [
        claim.date.earliest.year
        for claim in claims
        if claim.date
        and claim.date.earliest
        and claim.rule not in _FORERUNNERS
        and claim.kind not in ("renamed", "predecessor")
    ]
    claims += _undated(context, reader, claims)
    skipped = frozenset(context.blocks[number].start for number in context.aside)
    if not any(claim.kind == "formed" for claim in claims):
        claims += _counted(context, skipped)
    claims += EstateReader(context, reader.themes).read(claims, skipped)
    claims += PioneerReader(context, reader.themes).read(claims, skipped)
    claims = [_outgrown(context, claim, years) for claim in claims]
    for claim in claims:
        if not years and claim.rule == "founding.together":
            yield replace(claim, kind="formed")  # nothing else is said of a beginning
        elif claim.rule not in _FORERUNNERS or _comes_before(claim, years):
            same = claim.rule in _FORERUNNERS and claim.date and claim.date.earliest
            yield (
                replace(claim, kind="formed") if same and same.year == min(years) else _of_paper(claim, years)
            )


def _of_paper(claim: FoundingClaim, years: list[int]) -> FoundingClaim:
    """The statutes of what was founded in an earlier year make it legal."""
    if claim.rule != "founding.charter" or claim.date is None or claim.date.earliest is None:
        return claim
    later = min(years) < claim.date.earliest.year
    return replace(claim, kind="legally-established") if later and claim.kind == "formed" else claim


def _counted(context: ReadingContext, skipped: frozenset[int]) -> Iterator[FoundingClaim]:
    for sentence in context.sentences:
        if context.has("founding", sentence) and context.blocks[sentence.block].start not in skipped:
            yield from counted_back(context, sentence)


def _undated(
    context: ReadingContext, reader: EventReader, claims: list[FoundingClaim]
) -> Iterator[FoundingClaim]:
    """ "It was created by 64 growers", where the year stands elsewhere, once: in a box of facts, say."""
    formed = [claim for claim in claims if claim.kind == "formed" and claim.rule not in _FORERUNNERS]
    dates = {claim.date.edtf[:4] for claim in formed if claim.date}
    if len(dates) != 1:
        return
    for clause in reader.undated:
        yield FoundingClaim(
            passage=context.passage(clause.start, clause.end),
            rule="founding.undated",
            assertion="inferred",
            support=(formed[0].passage,),
            kind="formed",
            date=formed[0].date,
            founders=_founders(context, clause),
        )


def _outgrown(context: ReadingContext, claim: FoundingClaim, years: list[int]) -> FoundingClaim:
    """ "It began in 1994 as a savings group and became a co-operative in 1998": the first is the forerunner's."""
    if claim.kind != "formed" or claim.date is None or claim.date.earliest is None or not years:
        return claim
    if max(years) <= claim.date.earliest.year or claim.rule not in ("founding.formed", "founding.label"):
        return claim
    words, norms = context.language.foundings, context.norms
    first, stop = context.token_at(claim.passage.start), context.token_at(claim.passage.end)
    begun = [i for i in range(first, stop) if norms[i] in words["begun"]]
    if not begun:
        return claim
    for index in range(begun[0], stop - 2):
        bare = norms[index + 1] in context.language.indefinite or norms[index + 1] in words["modest"]
        if norms[index] in words["as"] and bare:
            near = range(index + 1, min(stop, index + 2 + _MODEST_NEAR))
            if any(norms[i] in words["modest"] for i in near):
                return replace(claim, kind="predecessor")
    return claim


def _comes_before(claim: FoundingClaim, years: list[int]) -> bool:
    """True for a forerunner of the organisation: told with a year not after its founding, nor long before."""
    if not years or claim.date is None or claim.date.earliest is None:
        return False
    return 0 <= min(years) - claim.date.earliest.year <= _LEAD


def _told(context: ReadingContext, reader: EventReader) -> Iterator[FoundingClaim]:
    skipped = frozenset(context.blocks[number].start for number in context.aside)
    skipped |= frozenset(lines_of_others(context))
    labelled: set[int] = set()
    for fact in read_facts(context, skipped):
        labelled.add(fact.block.start)
        yield _claim(context, fact.kind, fact.date, fact.passage, "founding.label")
    for fact in read_lines(context, skipped | labelled):
        labelled.add(fact.block.start)
        yield _claim(context, fact.kind, fact.date, fact.passage, "founding.label")
    for sentence in context.sentences:
        block = context.blocks[sentence.block]
        if block.start in labelled or block.start in skipped or block.kind in _SKIPPED:
            continue
        if context.text[sentence.end - 1] == "?":
            yield from _answered(context, reader, sentence)
            continue
        if context.has("founding", sentence) or context.has("founding-particle", sentence):
            entries = list(read_chronicle(context, sentence))
            if not entries and not reader.foreign.block(sentence.block):
                entries = list(read_entry(context, sentence))
            for kind, date in entries:
                yield _claim(context, kind, date, context.quote(date), "founding.chronicle")
            for event in () if entries else reader.read(context.clauses_of(sentence)):
                yield _event(context, event)
        if context.has("anniversary", sentence):
            for clause in context.clauses_of(sentence):
                yield from anniversaries(context, clause)


def _answered(context: ReadingContext, reader: EventReader, question: Sentence) -> Iterator[FoundingClaim]:
    """Read "How did it all begin?", then "With 32 families, in 1998."."""
    answers = context.sentences[question.index + 1 : question.index + 2]
    if not answers or not context.has("founding", question, *_ASKED) or not reader.asks(question):
        return
    answer = answers[0]
    dates = context.within(context.dates, answer)
    told = any(clause.finite is not None for clause in context.clauses_of(answer))
    opens = bool(dates) and dates[0].first - answer.first <= 1
    if len(dates) == 1 and (opens or not told) and answer.block - question.block <= 1:
        yield _claim(context, "formed", dates[0], context.quote(dates[0]), "founding.formed")


def _event(context: ReadingContext, event: Event) -> FoundingClaim:
    clause = Passage(event.clause.start, event.clause.end, "")
    founders = _founders(context, event.clause) if event.kind != "renamed" else None
    passage = context.quote(clause, event.date)
    return _claim(context, event.kind, event.date, passage, f"founding.{event.rule}", founders)


def _founders(context: ReadingContext, clause: Clause) -> Quantity | None:
    """People or organisations counted in the clause; not some among them, "only six women"."""
    aside = [m.last for m in context.words("among", clause)]
    they = {m.first for m in context.words("pronoun", clause) if m.value in ("they", "we")}
    events = [m.first for m in context.words("founding", clause) if m.value == "formed"]
    defined = bool(events) and context.norms[clause.first] in context.language.indefinite
    told_of = events[-1] if defined and context.tokens[events[-1] - 1].text == "," else clause.first
    for mention in context.within(context.quantities, clause):
        if mention.measure or mention.loose or mention.first < told_of:
            continue  # "a federation of 185 associations, founded in 1985"
        of_them = mention.last + 2 in they and (
            context.norms[mention.last + 1] in context.language.membership["of_words"]
        )
        among = mention.part and any(0 < mention.first - last <= _AMONG_NEAR for last in aside)
        if of_them or ((mention.unit or mention.part) and not among):
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
    return FoundingClaim(
        passage=passage,
        rule=rule,
        assertion=assertion,
        support=context.support(date),
        kind=kind,
        date=date.date,
        founders=founders,
    )
