"""When, told in the sentence beside: "That was in 1998.", "The year was 1998.", "So the union was born."."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention
from acopio.reading.sentences import Sentence

_SHORT: Final = 5  # tokens of a sentence that says no more than when
_OPENING: Final = 5  # tokens of "That was back in 1998"
_BACK: Final = 3  # sentences before "So it was born" in which its date may stand
_LED: Final = frozenset({"formed", "united", "noun", "legally-established"})


class BesideDates:
    """Finds dates of founding events that stand in a sentence before or after theirs."""

    def __init__(self, context: ReadingContext, fits: Callable[[DateMention, Mention], bool]) -> None:
        """Keep the context and what tells whether a date can be a founding's."""
        self._context, self._fits = context, fits
        self._words = context.language.foundings
        self._it = {context.norms[m.first] for m in context.words("pronoun") if m.value == "it"}

    def choose(self, event: Mention, clause: Clause) -> DateMention | None:
        """Return the date of an event whose own sentence has none."""
        context = self._context
        sentence = context.sentences[clause.sentence]
        dates = context.within(context.dates, sentence)
        if dates:
            unfit = not any(self._fits(date, event) for date in dates)
            return self._said_after(event, sentence) if unfit else None
        return (
            self._said_before(event, sentence)
            or self._said_after(event, sentence)
            or self._led_up_to(event, sentence)
        )

    def _neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        """The sentence so many places away, in the same block."""
        index = sentence.index + step
        if not 0 <= index < len(self._context.sentences):
            return None
        other = self._context.sentences[index]
        return other if other.block == sentence.block else None

    def _opens_with_that(self, sentence: Sentence) -> bool:
        """True for "That was", "It is", "The year was"."""
        norms, first = self._context.norms, sentence.first
        if first + 2 > sentence.last:
            return False
        opens = norms[first] in self._words["that"] or norms[first] in self._it
        if opens and norms[first + 1] in self._words["passive"]:
            return True
        unit = self._context.language.relative_dates["year_unit"].at(norms, first + 1)
        return unit is not None and norms[unit[1]] in self._words["passive"]

    def _said_after(self, event: Mention, sentence: Sentence) -> DateMention | None:
        """Read "It started with 14 farmers. That was in 1998, and few believed in it."."""
        context = self._context
        other = self._neighbour(sentence, 1)
        if other is None or not self._opens_with_that(other):
            return None
        dates = context.within(context.dates, other)
        if not dates or dates[0].first - other.first > _OPENING or not self._fits(dates[0], event):
            return None
        following = dates[0].last + 1
        ends = following > other.last or context.tokens[following].kind in ("mark", "break")
        return dates[0] if ends else None

    def _said_before(self, event: Mention, sentence: Sentence) -> DateMention | None:
        """Read "The year was 2003. Twenty families founded it.": a sentence that says no more than when."""
        context = self._context
        before = self._neighbour(sentence, -1)
        if before is None or before.last - before.first > _SHORT:
            return None
        dates = context.within(context.dates, before)
        unit = context.language.relative_dates["year_unit"].at(context.norms, before.first + 1)
        opens = unit is not None or context.norms[before.first] in self._it
        ends = bool(dates) and before.last - dates[0].last <= 1
        return dates[0] if opens and ends and self._fits(dates[0], event) else None

    def _led_up_to(self, event: Mention, sentence: Sentence) -> DateMention | None:
        """Read "Prices collapsed in 1992. And so the union was born.", "… This is how it began."."""
        context, norms = self._context, self._context.norms
        near = range(sentence.first, min(sentence.first + 2, event.first))
        thus = any(norms[i] in self._words["thus"] for i in near)
        points = norms[sentence.first] in self._words["that"] and self._opens_with_that(sentence)
        outcome = self._outcome(event)
        points = points or self._points_back(sentence)
        if event.value not in _LED or not (thus or points or outcome):
            return None
        for step in range(1, _BACK + 1):
            other = self._neighbour(sentence, -step)
            dates = context.within(context.dates, other) if other else []
            if other is None or len({date.year for date in dates}) > 1:
                return None
            if dates:
                opens = dates[0].first - other.first <= 1 or not outcome
                return dates[-1] if opens and self._fits(dates[-1], event) else None
        return None

    def _points_back(self, sentence: Sentence) -> bool:
        """True for "It was then that 31 growers founded it"."""
        norms, first = self._context.norms, sentence.first
        if sentence.last - first < _OPENING:
            return False
        first += norms[first] in self._it or norms[first] in self._words["that"]
        if norms[first] not in self._words["passive"] or norms[first + 1] not in self._words["then"]:
            return False
        return norms[first + 2] in self._words["that"] | self._words["when"]

    def _outcome(self, event: Mention) -> bool:
        """True for "Fifteen neighbours joined her, and the union was born", where no other sentence says when."""
        clause = self._context.clause_at(event.start)
        if clause is None or clause.kind != "coordinate" or clause.index == 0:
            return False
        joined = self._context.language.coordinators.before(self._context.norms, clause.first)
        return joined is not None and self._context.subject(clause).who == "self"
