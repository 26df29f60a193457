"""What did not happen, or is only planned: "it was not founded until", "plans to register"."""

from __future__ import annotations

from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention

_BEFORE_US: Final = frozenset({"predecessor", "former", "existing"})
_PLAN_NEAR: Final = 4  # tokens from "plan" to the verb of what is planned


class Denial:
    """Tells which events of founding in one text are denied, doubted or planned."""

    def __init__(self, context: ReadingContext) -> None:
        """Keep the context and its words."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings

    def denied(self, event: Mention, clause: Clause, date: DateMention) -> bool:
        """True for what did not happen, or is only planned."""
        context = self._context
        if self.governs("negation", event, clause) and date.cue not in ("until", "before"):
            return True
        if self.governs("hedge", event, clause):
            return True
        if event.value in _BEFORE_US and any(
            self._norms[i] in self._words["ended"] for i in range(event.last + 1, date.first)
        ):
            return True  # "the successor of a farm that was wound up in 2004"
        return any(
            m.first < event.first and event.first - m.last <= _PLAN_NEAR
            for m in context.words("plan", clause)
        )

    def governs(self, kind: str, event: Mention, clause: Clause) -> bool:
        """True where a word stands before an event with no comma or "and" between."""
        dated = {date.first for date in self._context.within(self._context.dates, clause)}
        for mention in self._context.words(kind, clause):
            if mention.first in dated:
                continue  # "in May 2004"
            joins = self._language.subordinators.at(self._norms, mention.first)
            if joins and joins[1] > mention.last + 1:
                continue  # "si bien se fundó en 1988"
            if self._ended(mention, event):
                continue
            if self._norms[mention.last + 1] in self._words["agents"]:
                continue  # "a company not for profit"
            between = range(mention.last + 1, event.first)
            if mention.first < event.first and not any(
                self._context.tokens[i].text in ",;" or self._language.coordinators.at(self._norms, i)
                for i in between
            ):
                return True
        return False

    def _ended(self, negation: Mention, event: Mention) -> bool:
        """True for "the ones that didn't founded it": what is denied before is another verb."""
        dummy = {self._norms[negation.first - 1], self._norms[negation.first], self._norms[negation.last]}
        past = self._norms[event.first].endswith(self._language.finite_endings)
        return event.first == negation.last + 1 and past and not dummy.isdisjoint(self._words["dummy"])
