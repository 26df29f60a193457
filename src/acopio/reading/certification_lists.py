"""Lines that tell certificates by standing together: lists of badges, lines under "Certificates held"."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.certification_names import SchemeNames
from acopio.reading.context import ReadingContext

_SHORT_LINE: Final = 80  # code points of a line in a list of certificates
_LONGEST: Final = 14  # tokens of a line under a heading of certificates
_APART: Final = 2  # line ends between two lines of a list of certificates


class CertificateLists:
    """Tells the lines of lists of certificates in one text."""

    def __init__(self, context: ReadingContext, names: SchemeNames, read_blocks: set[int]) -> None:
        """Keep the context and the numbers of the blocks read so far, which grow."""
        self._context, self._names = context, names
        self._tokens, self._norms = context.tokens, context.norms
        self.read_blocks = read_blocks

    def alone(self, span: Passage, *, badge: bool = False) -> bool:
        """True where a span holds schemes, dates and certifiers alone; on a badge "certified", too."""
        context = self._context
        first, stop = context.token_at(span.start), context.token_at(span.end)
        told = {i for m in context.words("certifier", span) for i in range(m.first, m.last + 1)}
        told |= {i for d in context.within(context.dates, span) for i in range(d.first, d.last + 1)}
        certified = self._names.certified_within(span) if badge else ()
        told |= {i for m in certified for i in range(m.first, m.last + 1)}
        return not any(
            self._tokens[i].kind == "word"
            and i not in self._names.tokens
            and i not in told
            and self._norms[i] not in context.language.certification["linkers"]
            and not context.language.date_cues.at(self._norms, i)
            for i in range(first, stop)
        )

    def badges(self) -> set[int]:
        """Numbers of the items of lists in which every item is a certificate: "✓ Organic", "✓ Fair for Life"."""
        found: set[int] = set()
        run: list[int] = []
        told = True
        for number, block in enumerate(self._context.blocks):
            if block.kind != "item":
                found.update(run if told and len(run) > 1 else ())
                run, told = [], True
                continue
            run.append(number)
            whole = Passage(block.start, block.end, "")
            told = told and bool(self._names.within(block)) and self.alone(whole, badge=True)
        found.update(run if told and len(run) > 1 else ())
        return found

    def continues(self, number: int) -> bool:
        """True for the lines after the first under "Certificates held": "Fairtrade, since 2001", "GlobalGAP"."""
        blocks, text = self._context.blocks, self._context.text
        if (
            not (blocks[number].kind in ("paragraph", "fact") or blocks[number].plain)
            or not self._names.within(blocks[number])
            or not self.alone(Passage(blocks[number].start, blocks[number].end, ""))
        ):
            return False
        for before in range(number - 1, max(-1, number - _LONGEST), -1):
            if text[blocks[before].end : blocks[before + 1].start].count("\n") > _APART:
                return False
            if before in self.read_blocks or self.titles(blocks[before]):
                return True
            if (
                not self._names.within(blocks[before])
                or blocks[before].end - blocks[before].start > _SHORT_LINE
            ):
                return False
        return False

    def titles(self, block: Block) -> bool:
        """True for the line "Certifications" and nothing else."""
        labels = [m for m in self._context.words("label", block) if m.start == block.start]
        whole = bool(labels) and labels[0].value == "certification" and labels[0].end == block.end
        return whole and not self._names.within(block)

    def listed(self, number: int, block: Block) -> bool:
        """True for a short line without a verb under a heading "Certifications"."""
        context = self._context
        if not self._names.within(block) or block.kind not in ("item", "paragraph", "fact"):
            return False
        heading = self.announcing(number) or context.heading(number)
        if heading is None:
            return False
        titled = context.has("certified", heading) or any(
            m.value == "certification" for m in context.words("label", heading)
        )
        first, stop = context.token_at(block.start), context.token_at(block.end)
        if not titled or stop - first > _LONGEST:
            return False
        own = {i for m in context.words("certified", block) for i in range(m.first, m.last + 1)}
        own |= {i for m in context.words("lost", block) for i in range(m.first, m.last + 1)}
        return not any(
            context.language.is_finite(self._norms[i]) and i not in own for i in range(first, stop)
        )

    def announcing(self, number: int) -> Block | None:
        """The line "Certifications held:" above a list."""
        before = number - 1
        while before >= 0 and self._context.blocks[before].kind == "item":
            before -= 1
        if before < 0 or self._context.blocks[number].kind != "item":
            return None
        block = self._context.blocks[before]
        ends = self._context.text[block.start : block.end].endswith(":")
        return block if ends or self.titles(block) else None
