"""What came before the organisation: a committee, a club, an earlier co-operative, people who got together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.founding_subjects import FoundingSubjects
from acopio.reading.founding_themes import ThemeFinder
from acopio.reading.founding_turns import FoundingTurns
from acopio.reading.lexicon import Mention

_JOINT: Final = ("united", "together", "parted")
_TYPE_NEAR: Final = 6  # tokens from an event in which the people of it may stand
_DATE_NEAR: Final = 3  # tokens from "a first co-operative" to its date
_BODY_NEAR: Final = 8  # tokens after "brought together" in which "in a club" may stand
_BEFORE_NEAR: Final = 16  # tokens from "before this" to "set up in 1998"
_HAD_BEFORE: Final = 12  # tokens between "preceded by" and the founding of what preceded


class Forerunners:
    """Tells which events of founding in one text are those of what came before the organisation."""

    def __init__(
        self, context: ReadingContext, themes: ThemeFinder, subjects: FoundingSubjects, turns: FoundingTurns
    ) -> None:
        """Keep the context, and what tells whose something is."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings
        self._themes, self._subjects, self._turns = themes, subjects, turns

    def forerunner(self, event: Mention, clause: Clause) -> bool:
        """True for people who got together, or formed a committee: what came before, if anything did."""
        unknown = self._context.subject(clause).who == "unknown"
        if event.value == "united" and unknown and self._themes.passive(event, clause):
            return False  # "both halves were pooled"
        if event.value == "united" and self._turns.unions.gathers(event):
            subject = self._context.subject(clause)
            return self._in_a_body(event, clause) and (subject.who != "self" or subject.carried)
        if event.value == "sprung":
            return self._sprung_body(event, clause)
        if event.value == "united" and self._norms[event.last] in self._language.indefinite:
            return self._body_near(event.last, clause)  # "joined in a federation", not "in a protest"
        if event.value == "united" and self._they_are_strangers(clause):
            return False
        if event.value in _JOINT:
            return self._subjects.people.by_people(clause) and not self._turns.unions.joins_a_body(
                event, clause
            )
        if event.value == "existing" and self._norms[event.first] in self._words["that"]:
            near = range(event.last + 1, min(event.last + _HAD_BEFORE, clause.last + 1))
            some = next((i for i in near if self._norms[i] in self._language.indefinite), None)
            return some is not None and self._body_near(some, clause)
        if event.value == "existing":
            opening = range(clause.first + 1, min(event.first, clause.first + _TYPE_NEAR))
            some = self._norms[clause.first] in self._language.indefinite
            return some and any(self._norms[i] in self._words["bodies"] for i in opening)
        if (
            event.value != "formed"
            or self._themes.passive(event, clause)
            or not self._subjects.people.by_people(clause)
        ):
            return False
        following = event.last + 1
        if following > clause.last or self._norms[following] not in self._language.indefinite:
            return False
        return self._body_near(following, clause)

    def _they_are_strangers(self, clause: Clause) -> bool:
        """True for "They merged" after "Two traders bought cocoa in the village"."""
        context, sentence = self._context, self._context.sentences[clause.sentence]
        if context.subject(clause).first not in self._subjects.people.they or sentence.index == 0:
            return False
        before = context.sentences[sentence.index - 1]
        if before.block != sentence.block or not context.has("outsider", before):
            return False
        kinds = ("unit", "part", "folk", "generic")
        return not any(context.has(kind, before) for kind in kinds)

    def _in_a_body(self, event: Mention, clause: Clause) -> bool:
        """True for "brought 45 families together in a club"."""
        near = range(event.last + 1, min(event.last + _BODY_NEAR, clause.last))
        return any(
            self._norms[i] in self._words["joining"]
            and self._norms[i + 1] in self._language.indefinite
            and self._body_near(i + 1, clause)
            for i in near
        )

    def _body_near(self, first: int, clause: Clause) -> bool:
        near = range(first, min(first + _TYPE_NEAR, clause.last + 1))
        return any(self._norms[i] in self._words["bodies"] for i in near)

    def _sprung_body(self, event: Mention, clause: Clause) -> bool:
        """True for "and from it came, in 1995, a growers' committee": what came before, if anything did."""
        if not self._turns.out_of_it(event, clause):
            return False
        near = range(event.last + 1, min(event.last + _HAD_BEFORE, clause.last + 1))
        some = next((i for i in near if self._norms[i] in self._language.indefinite), None)
        if some is None:
            return False
        return any(
            self._norms[i] in self._words["bodies"] for i in range(some, min(some + 4, clause.last + 1))
        )

    def dated_former(self, event: Mention, clause: Clause) -> bool:
        """True for "a first co-operative, from 1998,", where the date stands right after it."""
        dates = self._context.within(self._context.dates, clause)
        return any(0 < d.first - event.last <= _DATE_NEAR for d in dates)

    def beforehand(self, event: Mention, clause: Clause) -> bool:
        """True for "before this it was a federation, set up in 1998", "earlier there was a club, founded in"."""
        context, sentence = self._context, self._context.sentences[clause.sentence]
        marked = [
            m
            for m in context.words("founding", sentence)
            if m.value == "beforehand" and 0 < event.first - m.last <= _BEFORE_NEAR
        ]
        if not marked or self._language.is_finite(self._norms[event.first - 1]):
            return False
        between = range(marked[-1].last + 1, event.first)
        if any(context.tokens[i].text in ";:" for i in between):
            return False
        some = next((i for i in between if self._norms[i] in self._language.indefinite), None)
        near = range(some, event.first) if some is not None else range(0)
        return any(self._norms[i] in self._words["bodies"] for i in near)

    def before_us(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True for "it grew out of a committee that was formed in 1994": the founding of what came before."""
        context, sentence = self._context, self._context.sentences[clause.sentence]
        traced = [
            m
            for m in context.words("founding", sentence)
            if m.value == "predecessor" and 0 < event.first - m.last <= _HAD_BEFORE
        ]
        if not traced or event.value not in ("formed", "united"):
            return False
        between = context.tokens[traced[-1].last + 1 : event.first]
        if any(token.text in ";:" for token in between) or clause.kind in ("coordinate", "shared"):
            return False
        home = context.clause_at(traced[-1].start)
        if home is None or (home != clause and clause.kind != "relative"):
            return False
        return self._subjects.theme(traced[-1], home, clauses) in ("self", "some", "none")
