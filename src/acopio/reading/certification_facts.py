"""Certificates of fact boxes and of lists under a heading of certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.certification_lists import CertificateLists
from acopio.reading.certification_names import SchemeNames, explains, family
from acopio.reading.certification_segments import FactSegments
from acopio.reading.certification_status import CertificateStatus, Status
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention
from acopio.reading.sentences import Sentence

_BAR: Final = re.compile(r"[|·•](?=\s)|\n")
_FEWEST_BARS: Final = 2
_LONGEST_BAR: Final = 160  # code points of a line of short facts
_LONGEST: Final = 14  # tokens of a line under a heading of certificates
_ALONE: Final = "fair-trade"
_FRAMES: Final = "*_|: –—-"
_CROSSES: Final = "✘✗✕×"
_LABELLED: Final = frozenset({"fact", "item", "row"})


class Entry(NamedTuple):
    """A certificate that a fact states; `scheme` is None where only a year is told."""

    scheme: Mention | None
    status: Status
    date: DateMention | None
    passage: Passage
    value: Passage


class FactReader:
    """Reads the certificates of facts, and tells which blocks it has read."""

    def __init__(self, context: ReadingContext, status: CertificateStatus, names: SchemeNames) -> None:
        """Keep the context."""
        self._context, self._status, self._names = context, status, names
        self._tokens, self._norms = context.tokens, context.norms
        self.read_blocks: set[int] = set()
        self._segments = FactSegments(context, names)
        self._lists = CertificateLists(context, names, self.read_blocks)

    def read(self) -> Iterator[Entry]:
        """Yield the entries of all blocks that are facts about certificates."""
        context = self._context
        badges = self._lists.badges()
        for number, block in enumerate(context.blocks):
            if self.explained(number):
                continue
            if number in context.aside or (block.kind == "item" and context.within(context.money, block)):
                continue
            if block.label is not None and self._tells(block.label):
                block = block._replace(label=None)
            labelled = block.label is not None and block.kind in _LABELLED
            if labelled and (told := self._label(block)) is not None:
                self.read_blocks.add(number)
                yield from self._entries(block, self._value(block), told)
            elif labelled and block.label and block.label[0] >= block.start:
                continue  # another fact
            elif block.kind == "row" and (cell := self._first_cell(block)):
                told = self._label(block._replace(label=cell))
                if told:
                    self.read_blocks.add(number)
                    yield from self._entries(
                        block._replace(label=cell), Passage(cell[1], block.end, ""), told
                    )
            elif block.kind in ("paragraph", "fact") and (head := self._headed(block)):
                self.read_blocks.add(number)
                yield from self._entries(block, head, [])
            elif block.kind in ("paragraph", "fact", "heading") and (cells := list(self._bars(block))):
                self.read_blocks.add(number)
                for span in cells:
                    yield from self._entries(block, span, [])
            elif number in badges or self._lists.continues(number) or self._lists.listed(number, block):
                self.read_blocks.add(number)
                yield from self._entries(block, Passage(block.start, block.end, ""), [])

    def explained(self, number: int) -> bool:
        """Return whether a block stands under "About the labels" and names a scheme."""
        context = self._context
        if not self._names.within(context.blocks[number]):
            return False
        return explains(context, self._names.tokens, context.heading(number))

    def _tells(self, label: tuple[int, int]) -> bool:
        """True for the line "Organic (NPOP, since 2011)", no label of the lines below it."""
        span = Passage(*label, "")
        dates = self._context.within(self._context.dates, span)
        return bool(dates) and bool(self._names.within(span)) and self._lists.alone(span)

    def _headed(self, block: Block) -> Passage | None:
        """The value of "Certification ✓ Fairtrade ✓ Organic", of "Organic, Fairtrade, SPP": schemes alone."""
        context = self._context
        schemes = self._names.within(block)
        if not schemes:
            return None
        begin = block.start
        labels = [m for m in context.words("label", block) if m.start == block.start]
        if labels and labels[0].value == "certification" and labels[0].first not in self._names.tokens:
            begin = labels[0].end
        several = begin > block.start or len(schemes) > 1 or bool(context.within(context.dates, block))
        value = Passage(begin, block.end, "")
        return value if several and self._lists.alone(value) else None

    def _bars(self, block: Block) -> Iterator[Passage]:
        """Yield the cells of "Cusco | 1,600 m | Organic & Fairtrade" that hold schemes alone."""
        context = self._context
        if block.end - block.start > _LONGEST_BAR or not self._names.within(block):
            return
        marks = [m.start() for m in _BAR.finditer(context.text, block.start, block.end)]
        if len(marks) < _FEWEST_BARS:
            return
        opening = Passage(block.start, marks[0], "")
        own = any(
            context.is_self(i) for i in range(context.token_at(block.start), context.token_at(marks[0]))
        )
        if not own and any(context.has(kind, opening) for kind in ("organization-word", "generic")):
            return  # somebody else's line
        for begin, end in pairwise([block.start, *marks, block.end]):
            cell = Passage(begin, end, "")
            if self._names.within(cell) and self._lists.alone(cell):
                yield cell

    def _first_cell(self, block: Block) -> tuple[int, int] | None:
        """The first of several cells of a table row: "Organic" in "Organic | 2001 | BCS"."""
        text = self._context.text
        bar = text.find("|", block.start, block.end)
        words = text[block.start : max(bar, block.start)].rstrip()
        return (block.start, block.start + len(words)) if words else None

    def _label(self, block: Block) -> list[Mention] | None:
        """Return the schemes of a label of certificates; None for another label."""
        context = self._context
        assert block.label is not None
        span = Passage(block.label[0], block.label[1], "")
        told = [m for m in context.words("label", span) if m.value == "certification"]
        schemes = list(self._names.within(span))
        states = self._state(span) != "certified" and bool(self._names.within(self._value(block)))
        if not told and not schemes and not (states and self._lists.alone(self._value(block))):
            return None
        if any(m.value == "premium" for m in context.words("label", span)) or context.has("premium", span):
            return None
        kinds = [
            "label",
            "scheme",
            "certified",
            "certifier",
            "standing",
            "lost",
            "conversion",
            "sought",
            "plan",
        ]
        kinds += ["country", "demonym"] if schemes else []
        covered = {i for kind in kinds for m in context.words(kind, span) for i in range(m.first, m.last + 1)}
        first, stop = context.token_at(span.start), context.token_at(span.end)
        covered |= {i for m in schemes for i in self._bracket(m)}
        rest = [
            i
            for i in range(first, stop)
            if i not in covered
            and self._tokens[i].kind == "word"
            and len(self._norms[i]) > 1
            and self._norms[i] not in context.language.stop_words
            and not context.language.date_cues.at(self._norms, i)
            and self._norms[i] not in context.language.certification["linkers"]
            and not context.is_self(i)
        ]
        share = bool(told and schemes) and context.within(context.shares, self._value(block))
        if share and context.has("certified", span) and not context.has("sales", span):
            rest = []  # "Share of harvest certified organic: 72%"
        return None if rest or stop - first > _LONGEST else schemes

    def _bracket(self, scheme: Mention) -> range:
        """The tokens of the bracket right after a scheme: "Organic (USDA/EU)"."""
        begin = self._names.after_marks(scheme.last)
        return range(begin, self._names.closed(begin))

    def _entries(self, block: Block, value: Passage, labelled: Sequence[Mention]) -> Iterator[Entry]:
        context = self._context
        if self._status.negative(value) or (self._identifies(block) and self._segments.date(value) is None):
            return
        named = labelled[0] if labelled else None
        others = any(family(m.value) != _ALONE for m in self._names.within(value))
        if named is not None and named.value == _ALONE and others:
            named = None  # "Fair trade: Fair for Life since 2010"
        segments = self._segments.split(value)
        seen: set[str] = set()

        def kind(scheme: Mention) -> str:
            return (
                context.text[scheme.start : scheme.end] if scheme.value == "other" else family(scheme.value)
            )

        if len(labelled) > 1 and not self._names.within(value):  # "Fairtrade and organic since: 2005"
            for scheme in labelled:
                if kind(scheme) not in seen:
                    seen.add(kind(scheme))
                    yield self._entry(block, scheme, value, self._segments.date(value))
            return
        if named is not None and not self._held_by_others(segments[0]):
            seen.add(family(named.value))
            own = self._own(segments, named)
            if awaited := self._awaited(own):
                yield self._entry(block, named, awaited, None)
                return
            whole = Passage(own[0].start, own[-1].end, "")
            held = [s for s in own if self._state(s) == self._state(own[0])]
            gone = (
                len(own) > 1 and self._state(own[-1]) == "lost"
            )  # "Rainforest Alliance | 2014 | withdrawn 2019"
            told_by = own[0] if len(held) < len(own) and not gone else whole
            yield self._entry(
                block, named, told_by, self._segments.date(Passage(own[0].start, held[-1].end, ""))
            )
        for number, segment in enumerate(segments):
            if self._held_by_others(segment):
                continue
            for scheme in self._names.within(segment):
                if kind(scheme) not in seen and not self._crossed(scheme):
                    seen.add(kind(scheme))
                    date = self._segments.date_of(scheme, segment) or self._segments.shared(
                        segments[number : number + 2]
                    )
                    yield self._entry(block, scheme, segment, date)
                    for later in self._segments.later(segment, date):
                        yield self._entry(block, scheme, segment, later)
        if not seen and self._segments.only_date(value):
            date = self._segments.date(value)
            if date is not None:
                yield self._entry(block, None, value, date)

    def _held_by_others(self, segment: Passage) -> bool:
        """True for "GOTS: held by the spinning mill"; not for what the union's exporter holds for it."""
        context = self._context
        others = context.words("outsider", segment)
        held = [m for m in context.words("attained", segment) if m.value == "hold"]
        if not others or not held or held[0].first > others[0].first:
            return False
        dated = context.within(context.dates, segment)
        return not dated and not context.has("umbrella", segment)

    def _bracketed(self, span: Passage, date: DateMention) -> bool:
        """True where a bracket after a date tells a loss and when it ended."""
        lost = self._context.words("lost", span)
        later = [d for d in self._context.within(self._context.dates, span) if d.first > date.last]
        opens = any(t.text == "(" for t in self._tokens[date.last + 1 : lost[-1].first]) if lost else False
        return opens and any(d.precision == "span" for d in later)

    def _crossed(self, scheme: Mention) -> bool:
        """True for "Rainforest Alliance ✗"."""
        after = self._names.after_marks(scheme.last)
        return after < len(self._tokens) and self._tokens[after].text[0] in _CROSSES

    def inline(self, sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[Entry]:
        """Yield the entry of a sentence such as "Organic: yes, but only twelve societies." in running text."""
        after = [clause for clause in clauses[1:3] if clause.kind != "parenthesis"]
        if not after or after[0].kind != "list":
            return
        first, second = clauses[0], after[0]
        block = self._context.blocks[sentence.block]
        label = (first.start, first.end)
        told = self._label(block._replace(start=first.start, end=sentence.end, label=label))
        if told:
            whole = block._replace(start=first.start, end=sentence.end, label=label)
            yield from self._entries(whole, Passage(second.start, sentence.end, ""), told)

    def _own(self, segments: Sequence[Passage], named: Mention) -> Sequence[Passage]:
        """The segments up to the one that names another scheme."""
        own: list[Passage] = []
        for segment in segments:
            schemes = self._names.within(segment)
            if own and any(family(m.value) != family(named.value) for m in schemes):
                break
            own.append(segment)
        return own

    def _awaited(self, own: Sequence[Passage]) -> Passage | None:
        """What tells that no certificate has come: "audit passed, certificate expected"."""
        if not self._context.has("standing", own[0]) or self._context.has("certified", own[0]):
            return None
        later = (s for s in own[1:] if self._context.has("certified", s, "noun"))
        return next((s for s in later if self._state(s) == "planned"), None)

    def _value(self, block: Block) -> Passage:
        """The value of a fact, without the marks before it: "** | in conversion", "** – certified 2014"."""
        start, text = block.value_start, self._context.text
        while start < block.end - 1 and text[start] in _FRAMES:
            start += 1
        return Passage(start, block.end, "")

    def _identifies(self, block: Block) -> bool:
        """True for the label "Fairtrade ID", a number and no certificate by itself."""
        if block.label is None:
            return False
        first, stop = self._context.token_at(block.label[0]), self._context.token_at(block.label[1])
        return "id" in self._norms[first:stop]

    def _state(self, span: Passage) -> Status:
        context = self._context
        if context.has("lost", span):
            return "lost"
        if any(context.has(kind, span) for kind in ("conversion", "sought", "plan")):
            return "planned"
        return "certified"

    def _entry(self, block: Block, scheme: Mention | None, span: Passage, date: DateMention | None) -> Entry:
        context = self._context
        status = self._state(span)
        if status == "lost" and date is not None and date.cue == "since" and self._bracketed(span, date):
            status = "certified"  # "since 2004 (suspended 2010–2012)"
        if status == "certified" and block.label:
            status = self._state(Passage(*block.label, ""))
        if date is not None and (date.cue == "until" or date.precision == "span"):
            later = [d for d in self._context.within(self._context.dates, span) if d.first > date.last]
            again = next((d for d in later if d.cue == "since"), None)  # "2006–2011, and again since 2014"
            status, date = ("lost", date) if again is None else (status, again)
        end = max(span.end, scheme.end if scheme else span.end)
        start = block.start if scheme is None or block.label else span.start
        return Entry(scheme, status, date, context.passage(start, max(end, start + 1)), span)
