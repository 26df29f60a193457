"""Foundings of fact boxes: "Founded: 1997", "Began: 1992 (legal status: 1998)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.founding_dates import DateChooser
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.sentences import Sentence

_BAR: Final = re.compile(r"[|·•](?=\s)|(?<=\s)[/–—](?=\s)")
_SHORT_LINE: Final = 60  # code points of a line that may be a label and a date alone
_LONGEST_VALUE: Final = 90  # code points of a value; what is longer and has sentences is prose
_SENTENCE: Final = re.compile(r"\.\s+[^\W\d_]")
_FEWEST: Final = 2  # dated entries of a chronicle in one line
_LONGEST_ENTRY: Final = 8  # tokens
_TAIL: Final = 2  # code points of marks after the label of a heading
_LINE_REACH: Final = 3  # tokens between a label and its date in a line of facts
_TYPE_NEAR: Final = 3  # tokens after "as" in which the type stands
_PARTS: Final = frozenset(",;")  # what parts the values of one label
_LABELS: Final = {"founded": "formed", "legal": "legally-established", "forerunner": "predecessor"}
_ENTRY_MARKS: Final = ":–—-"  # between the year and what happened in it
_ENTRIES_PARTED: Final = frozenset(",;|·•")
_ENTRIES: Final = {
    "formed": "formed",
    "noun": "formed",
    "legally-established": "legally-established",
    "legal-noun": "legally-established",
    "registration": "legally-established",
}
_KIND: Final = {
    "legal-noun": "legally-established",
    "charter": "legally-established",
    "registration": "legally-established",
    "handed": "other",
}
_KINDS: Final = frozenset({"legally-established", "renamed", "predecessor", "other"})


class Fact(NamedTuple):
    """A founding that a label and its value state."""

    kind: str
    date: DateMention
    passage: Passage
    block: Block


def read_facts(context: ReadingContext, skipped: frozenset[int]) -> Iterator[Fact]:
    """Yield the foundings of labels, except in the blocks `skipped` (by their offsets)."""
    chooser = DateChooser(context)
    labelled: set[tuple[int, int]] = set()
    for block, labels in context.facts():
        if block.start in skipped or block.label is None or block.label in labelled:
            continue  # of several lines under one label the first is its value
        if block.end - block.value_start > _LONGEST_VALUE and _SENTENCE.search(
            context.text, block.value_start, block.end
        ):
            continue  # "How it started.", then a paragraph
        labelled.add(block.label)
        told = [label for label in labels if label.value in _LABELS]
        if not told and _asks_legal_form(context, block, labels):
            yield from _fact(context, chooser, block, "legally-established")
        if told and _tells(context, block, told):
            yield from _fact(context, chooser, block, _LABELS[told[-1].value])


def read_lines(context: ReadingContext, skipped: frozenset[int]) -> Iterator[Fact]:
    """Yield the foundings of lines of short facts: "Peru · founded 1998 · 640 members"."""
    chooser = DateChooser(context)
    runs = {run.first: run for run in context.capital_runs}
    for block in context.blocks:
        if block.start in skipped or block.kind not in ("paragraph", "fact", "heading", "item"):
            continue
        marks = [m.start() for m in _BAR.finditer(context.text, block.start, block.end)]
        if _names_another(context, block.start, runs):
            continue
        if block.kind == "heading" and (fact := _dated_heading(context, block)):
            yield fact
            continue
        if not marks and (block.label or block.end - block.start > _SHORT_LINE):
            continue
        for begin, end in pairwise([block.start, *marks, block.end]):
            part = Passage(begin, end, "")
            labels = [m for m in context.words("label", part) if m.value in _LABELS][:1]
            dates = context.within(context.dates, part)
            if not labels or len(dates) != 1 or labels[0].value not in _LABELS:
                continue
            label, date = labels[0], dates[0]
            if not marks and block.end - date.end > 1:
                continue
            opens = not context.text[_after_name(context, begin) : label.start].strip(" |·•/–*_,(#")
            event = Mention("founding", "noun", label.start, label.end, label.first, label.last)
            if opens and 0 < date.first - label.last <= _LINE_REACH and chooser.fits(date, event):
                yield Fact(_LABELS[label.value], date, context.passage(label.start, date.end), block)


def _dated_heading(context: ReadingContext, block: Block) -> Fact | None:
    """The founding of "1991 – The founding": a year, a mark and a label, and no more."""
    dates, labels = context.within(context.dates, block), context.words("label", block)
    if len(dates) != 1 or len(labels) != 1 or labels[0].value not in _LABELS:
        return None
    date, label = dates[0], labels[0]
    if not date.year or not date.last < label.first - 1 or block.end - label.end > _TAIL:
        return None
    around = [*range(context.token_at(block.start), date.first), *range(date.last + 1, label.first)]
    plain = all(
        context.tokens[i].kind in ("mark", "break")
        or context.norms[i] in context.language.stop_words
        or context.is_self(i)
        for i in around
    )
    return Fact(_LABELS[label.value], date, context.quote(block, date), block) if plain else None


def _after_name(context: ReadingContext, begin: int) -> int:
    """The end of our name where a line opens with it: "KANTU (since 1999)"."""
    first = context.token_at(begin)
    while first < len(context.tokens) and context.tokens[first].text[0] in "#*_|":
        first += 1
    last = dict(context.naming.mentions).get(first)
    if last is None or context.tokens[last + 1 : last + 2] == [] or context.tokens[last + 1].kind == "word":
        return begin  # "KANTU began exporting"
    return context.tokens[last].end


def lines_of_others(context: ReadingContext) -> Iterator[int]:
    """Yield where the later parts of lines start that open with another's name: "Leaf Ltd. Established 1992."."""
    runs = {run.first: run for run in context.capital_runs}
    for block in context.blocks:
        line = context.text.rfind("\n", 0, block.start) + 1
        before = context.text[line : block.start]
        if not before.strip() or block.kind not in ("paragraph", "fact"):
            continue
        if "©" in before or _names_another(context, line, runs):
            yield block.start


def _names_another(context: ReadingContext, start: int, runs: Mapping[int, CapitalRun]) -> bool:
    """True for a line that opens with somebody's name: "Nkora Tea Union – founded 2003"."""
    first = context.token_at(start)
    run = runs.get(first)
    if run is None or run.last == run.first or context.is_self(first):
        return False
    named = Passage(start, context.tokens[run.last].end, "")
    return context.has("organization-word", named) or context.has("generic", named)


def read_chronicle(context: ReadingContext, sentence: Sentence) -> Iterator[tuple[str, DateMention]]:
    """Yield kind and date of the foundings in "1999 union founded, 2001 registration, 2007 Fairtrade"."""
    starts = [sentence.first]
    starts += [
        index + 1
        for index in range(sentence.first, sentence.last)
        if context.tokens[index].text in _ENTRIES_PARTED
    ]
    dates = {date.first: date for date in context.within(context.dates, sentence)}
    if sum(start in dates for start in starts) < _FEWEST or starts[0] not in dates:
        return
    for start, stop in pairwise([*starts, sentence.last + 1]):
        date = dates.get(start)
        if date is None or stop - start > _LONGEST_ENTRY:
            continue
        part = Passage(date.end, context.tokens[stop - 1].end, "")
        if context.has("scheme", part) or any(
            date.last < first < stop and not context.is_self(first) for first, _ in context.others
        ):
            continue
        for event in context.words("founding", part):
            if event.value in ("formed", "noun"):
                yield "formed", date
                break
            if event.value in ("legally-established", "legal-noun", "registration"):
                yield "legally-established", date
                break


def read_entry(context: ReadingContext, sentence: Sentence) -> Iterator[tuple[str, DateMention]]:
    """Yield kind and date of a line of a chronicle that tells one thing: "2001: Founded by 25 growers"."""
    dates = context.within(context.dates, sentence)
    if len(dates) != 1 or dates[0].first != sentence.first or dates[0].last >= sentence.last:
        return
    mark = dates[0].last + 1
    while mark < sentence.last and context.tokens[mark].text[0] in "*_":
        mark += 1
    if context.tokens[mark].text[0] not in _ENTRY_MARKS or context.has("scheme", sentence):
        return
    first = mark + 1
    while first < sentence.last and (
        context.tokens[first].text[0] in "*_" or context.norms[first] in context.language.foundings["adverbs"]
    ):
        first += 1
    for event in context.words("founding", sentence):
        kind = _ENTRIES.get(event.value)
        following = event.last + 1
        ends = following > sentence.last or context.tokens[following].kind != "word"
        ends = ends or context.norms[following] in context.language.prepositions
        object_told = any(context.is_self(i) for i in range(event.first, event.last + 1))
        if kind and ((event.first == first and ends) or (object_told and kind == "formed")):
            yield kind, dates[0]
            return


def _tells(context: ReadingContext, block: Block, labels: Sequence[Mention]) -> bool:
    """True where the label says little else: "Year founded", not "In our shop since"."""
    assert block.label is not None
    first, stop = context.token_at(block.label[0]), context.token_at(block.label[1])
    covered = {index for label in labels for index in range(label.first, label.last + 1)}
    rest = [
        index
        for index in range(first, stop)
        if index not in covered
        and context.tokens[index].kind == "word"
        and context.norms[index] not in context.language.stop_words
        and not context.is_self(index)
    ]
    own = {m.first for m in context.words("generic")}
    others = [index for index in rest if index not in own]
    cues = context.language.date_cues
    vague = all(cues.at(context.norms, label.first) is not None for label in labels)
    people = {m.first for m in context.words("unit")}
    if all(label.value == "legal" for label in labels) and any(index in people for index in rest):
        return False  # "Registered producers: 418 (2025)"
    return not rest if vague else len(others) <= 1


def _asks_legal_form(context: ReadingContext, block: Block, labels: Sequence[Mention]) -> bool:
    """True for "Legal form: co-operative (since 2006)"."""
    legal = context.language.foundings["legal"]
    typed = (label for label in labels if label.value == "type")
    return any(context.norms[i] in legal for label in typed for i in range(label.first, label.last + 1))


def _bracketed(context: ReadingContext, inner: Sequence[Mention], date: DateMention) -> list[Mention]:
    """The event in the bracket right after a date: "2010 (informal group), 2014 (registered)"."""
    if date.last + 1 >= len(context.tokens) or context.tokens[date.last + 1].text != "(":
        return []
    close = next(
        (i for i in range(date.last + 2, len(context.tokens)) if context.tokens[i].text[0] == ")"), 0
    )
    inside = Passage(date.end, context.tokens[close].start, "") if close else None
    if inside is None or context.within(context.dates, inside):
        return []
    return [m for m in inner if date.last < m.first < close]


def _told_after(context: ReadingContext, inner: Sequence[Mention], date: DateMention) -> list[Mention]:
    """The event after a date that opens a part of a value: "2004 as a group; 2008 approved as a cooperative"."""
    if context.tokens[date.first - 1].text not in _PARTS:
        return []
    stop = date.last + 1
    while stop < len(context.tokens) and context.tokens[stop].kind not in ("break", "mark"):
        stop += 1
    span = Passage(date.end, context.tokens[stop - 1].end, "")
    return [] if context.within(context.dates, span) else [m for m in inner if date.last < m.first < stop]


def _formed_before(context: ReadingContext, date: DateMention) -> bool:
    """True for the second of "Year of registration: 2001 (founded 1999)"."""
    near = (m for m in context.words("founding") if 0 < date.first - m.last <= 2)  # "founded in 1999"
    return any(m.value == "formed" for m in near)


def _typed_bracket(context: ReadingContext, date: DateMention) -> bool:
    """True for the second of "1991 (as an association), 1996 (as a co-operative)"."""
    opening = date.last + 1
    words = context.language.foundings["as"]
    if context.norms[opening : opening + 1] != ["("] or context.norms[opening + 1] not in words:
        return False
    near = range(opening + 2, opening + 2 + _TYPE_NEAR)
    return any(m.first in near and m.value != "any" for m in context.words("generic"))


def _fact(context: ReadingContext, chooser: DateChooser, block: Block, kind: str) -> Iterator[Fact]:
    """A label and a date; a second event in brackets, "(legal status: 1998)", has its own date."""
    span = Passage(block.value_start, block.end, "")
    inner = [m for m in context.words("founding", span) if _KIND.get(m.value, m.value) in _KINDS]
    first = True
    for date in context.within(context.dates, span):
        event = Mention("founding", "noun", block.start, block.start, 0, 0)
        if not chooser.fits(date, event):
            continue
        own = _told_after(context, inner, date) or [m for m in inner if m.start < date.start]
        own = own or _bracketed(context, inner, date)
        if not first and not own and _typed_bracket(context, date):
            yield Fact("legally-established", date, context.passage(date.start, date.end), block)
        if not first and not own and _formed_before(context, date):
            yield Fact("formed", date, context.passage(date.start, date.end), block)
        if own:
            value = _KIND.get(own[-1].value, own[-1].value)
            start, end = min(own[-1].start, date.start), max(own[-1].end, date.end)
            yield Fact(value, date, context.passage(start, end), block)
        elif first:
            yield Fact(kind, date, context.passage(block.start, date.end), block)
        first = False
