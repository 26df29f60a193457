"""Verbs of founding whose parts stand apart: "got the society going", "brought the growers together"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention

_REACH: Final = 9  # tokens between the verb and its particle
_PEOPLE_NEAR: Final = 4  # tokens after "brought together" in which the people may stand


class SplitVerbs:
    """Finds the events of one text that a verb and a particle tell, with what came to be between them."""

    def __init__(self, context: ReadingContext) -> None:
        """Keep the context and its words for people."""
        self._context, self._norms = context, context.norms
        self._words = context.language.foundings
        self._folk = {m.first for kind in ("unit", "part", "folk") for m in context.words(kind)}
        self._folk |= {m.first for m in context.words("pronoun") if m.value in ("they", "we")}

    def read(self, clause: Clause) -> Iterator[Mention]:
        """Yield the events of a clause, as mentions from their verb to their particle."""
        for particle in self._context.words("founding-particle", clause):
            verb = self._verb(particle, clause)
            if verb is None:
                continue
            if particle.value == "united":
                near = range(verb + 1, min(clause.last, particle.last + _PEOPLE_NEAR) + 1)
                told = any(i in self._folk for i in near)
            else:
                told = any(self._context.is_self(i) for i in range(verb + 1, particle.first))
            if told:
                start = self._context.tokens[verb].start
                yield Mention("founding", particle.value, start, particle.end, verb, particle.last)

    def _verb(self, particle: Mention, clause: Clause) -> int | None:
        """The verb that a particle belongs to, with no mark and no other verb between."""
        verbs = self._words["gathering" if particle.value == "united" else "getting"]
        for index in range(particle.first - 1, max(clause.first, particle.first - _REACH) - 1, -1):
            if self._norms[index] in verbs:
                return index
            if self._context.tokens[index].text in ",;:(" or self._context.language.is_finite(
                self._norms[index]
            ):
                return None
        return None
