"""Entries of chronicles whose date stands above them, or before them as a sentence of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.sentences import Sentence

_ENTRY: Final = 3  # sentences of an entry of a chronicle after its date
_ENTRY_WORDS: Final = 10  # tokens of what opens it
_ENTRY_MARKS: Final = ":.–—-|"
_EMPHASIS: Final = "*_#("


class EntryDates:
    """Finds the dates of the entries of chronicles in one text."""

    def __init__(self, context: ReadingContext) -> None:
        """Keep the context."""
        self._context = context

    def date(self, clause: Clause) -> DateMention | None:
        """Return the date of the entry that a clause stands in: below "1998", after "1998." or "1998: The union."."""
        context = self._context
        sentence = context.sentences[clause.sentence]
        if context.within(context.dates, sentence):
            return None
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _ENTRY), -1):
            other = context.sentences[index]
            if other.block != sentence.block:
                break
            if dates := context.within(context.dates, other):
                return self._of_entry(other, dates)
        if sentence.block == 0 or sentence.index - _ENTRY > self._first_of(sentence.block):
            return None
        before = context.blocks[sentence.block - 1]
        dates = context.within(context.dates, before)
        alone = bool(dates) and dates[0].start == before.start and before.end - dates[0].end <= 1
        if alone and before.kind in ("heading", "paragraph"):
            return dates[0] if dates[0].year and self._first_of(sentence.block) == sentence.index else None
        if before.kind != "heading" or not dates:
            return None
        return self._of_entry(context.sentences[self._first_of(sentence.block - 1)], dates)

    def _first_of(self, block: int) -> int:
        """The first sentence of a block."""
        context = self._context
        found = context.sentence_at(context.tokens[context.token_at(context.blocks[block].start)].start)
        return found.index if found is not None else len(context.sentences)

    def _of_entry(self, opening: Sentence, dates: Sequence[DateMention]) -> DateMention | None:
        """The one date of a few words that open with it: "2009: Co-operative.", of no longer sentence."""
        tokens, date = self._context.tokens, dates[0]
        if len(dates) > 1 or not date.year or opening.last - opening.first > _ENTRY_WORDS:
            return None
        marks = range(opening.first, date.first)
        follows = date.last + 1
        if any(tokens[i].text[0] not in _EMPHASIS for i in marks):
            return None
        while follows <= opening.last and tokens[follows].text[0] in _EMPHASIS:
            follows += 1
        return date if follows > opening.last or tokens[follows].text[0] in _ENTRY_MARKS else None
