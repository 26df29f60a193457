"""The people who do what is told of a founding: farmers, they, somebody unnamed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.foreign import ForeignSigns
from acopio.reading.lexicon import Mention

_PERSUADED_NEAR: Final = 10  # tokens from "persuaded" to "to form"
_PEOPLE_NEAR: Final = 7  # tokens from "a group" in which "of 23 farmers" may stand


class FoundingPeople:
    """Tells which clauses of one text people are the subjects of, not the organisation."""

    def __init__(self, context: ReadingContext, foreign: ForeignSigns, typed: Mapping[int, Mention]) -> None:
        """Keep the context; `typed` are nouns such as "union", by their first token."""
        self._context, self._norms = context, context.norms
        self._words, self._foreign, self._typed = context.language.foundings, foreign, typed
        told = (m.first for m in context.words("pronoun") if m.value in ("it", "they", "we"))
        self._subjects = frozenset(told)
        self._folk = {m.first for kind in ("unit", "part", "folk") for m in context.words(kind)}

    @cached_property
    def they(self) -> frozenset[int]:
        """The tokens of "they" and its forms."""
        return frozenset(m.first for m in self._context.words("pronoun") if m.value == "they")

    @cached_property
    def we(self) -> frozenset[int]:
        """The tokens of "we" and "us"."""
        return frozenset(m.first for m in self._context.words("pronoun") if m.value == "we")

    @cached_property
    def it(self) -> frozenset[int]:
        """The tokens of "it", not of "its"."""
        owning = self._words["owning"]
        found = (m.first for m in self._context.words("pronoun") if m.value == "it")
        return frozenset(index for index in found if self._norms[index] not in owning)

    def by_people(self, clause: Clause) -> bool:
        """True where farmers, they, or somebody unnamed does it, not the organisation itself."""
        subject = self._context.subject(clause)
        if subject.first in self.they or self._cleft(clause) or self._after_cleft(clause):
            return not self._foreign.named_other(clause)
        counted = self._context.within(self._context.quantities, clause)
        if counted and counted[0].unit and counted[0].first - clause.first <= 4 and subject.who != "self":
            return True
        if subject.who in ("members", "unknown"):
            return not self._foreign.named_other(clause)
        first = subject.first
        if subject.who == "other" and first is not None and first in self._typed:
            people = {m.first for m in self._context.words("unit", clause)}
            near = range(first, min(first + _PEOPLE_NEAR, clause.last + 1))
            return any(i in people for i in near)  # "a group of 23 farmers"
        return subject.who == "self" and (first is None or first in self.they)

    def persuaded(self, event: Mention, clause: Clause) -> bool:
        """True for "Father Jan persuaded 64 families to form": people between a verb of persuading and an event."""
        if (
            self._context.subject(clause).who == "self"
            and self._context.subject(clause).first not in self.they
        ):
            return False
        words = self._words["persuading"]
        near = range(event.first - 1, max(clause.first, event.first - _PERSUADED_NEAR) - 1, -1)
        verb = next((i for i in near if self._norms[i] in words), None)
        return verb is not None and any(i in self._folk for i in range(verb + 1, event.first))

    def _cleft(self, clause: Clause) -> bool:
        """True for "It was in 2003 that the growers dared to form their own"."""
        norms = self._norms[clause.first : clause.last + 1]
        if len(norms) < 3 or clause.first not in self._subjects or norms[1] not in self._words["passive"]:
            return False
        that = next((i for i, norm in enumerate(norms) if norm in self._words["that"]), None)
        people = [m.first for kind in ("unit", "folk") for m in self._context.words(kind, clause)]
        return that is not None and any(first > clause.first + that for first in people)

    def _after_cleft(self, clause: Clause) -> bool:
        """True for what follows with "and": "… that the growers met and formed a co-operative"."""
        if clause.kind != "shared" or not clause.index:
            return False
        before = self._context.clauses[clause.index - 1]
        return before.sentence == clause.sentence and self._cleft(before)
