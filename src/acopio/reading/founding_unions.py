"""People or groups that came together, merged or parted: as the organisation, or in a body of its type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.founding_subjects import FoundingSubjects
from acopio.reading.founding_themes import ThemeFinder
from acopio.reading.lexicon import Mention

_BODIES: Final = frozenset({"cooperative", "association", "group", "organizations", "community"})
_HEAD_NEAR: Final = 3  # tokens in which the type of a body, or the buyer that one parts from, stands
_JOINED_NEAR: Final = 8  # tokens after "came together" in which "in a co-operative" may stand


class FoundingUnions:
    """Tells which unions, mergers and partings in one text are the organisation's founding."""

    def __init__(self, context: ReadingContext, themes: ThemeFinder, subjects: FoundingSubjects) -> None:
        """Keep the context, and what tells whose something is."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings
        self._subjects, self._foreign = subjects, themes.foreign

    def united(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> str | None:
        """People who came together: as the organisation that is named after, or told of already."""
        context = self._context
        rest = clauses[clauses.index(clause) :]
        if any(
            m.value == "formed" and m.first > event.last for c in rest for m in context.words("founding", c)
        ):
            return None  # "came together to form"
        named = any(context.is_self(i) for i in range(event.last + 1, clause.last + 1))
        following = clauses[clauses.index(clause) + 1 :][:1]
        named = named or any(
            c.kind == "subordinate"
            and self._norms[c.first] in self._words["as"]
            and context.named_in(c.first + 1, c.first + 2)
            for c in following
        )  # "struck out on their own in 2001, as KANTU"
        named = named or any(
            context.subject(c).who == "self" and c.kind in ("coordinate", "relative") for c in following
        )
        subject = context.subject(clause)
        named = named or self.in_our_type(event, clause) or self._bodies_of_ours(event, clause)
        if self.gathers(event) and not named:
            return None  # "KANTU brought its farmers together"
        buyers = (m for m in context.words("outsider", clause) if 0 < m.first - event.last <= _HEAD_NEAR)
        if event.value == "parted" and any(buyers):
            return None  # "became independent of its exporter"
        beside = self._norms[event.last + 1 : event.last + 2]
        determined = self._words["owning"] | self._language.articles | self._language.definite
        if event.value == "united" and subject.who == "self" and not determined.isdisjoint(beside):
            return None  # "the association merged its two committees"
        partner = event.value == "united" and event.last < clause.last
        partner = partner and self._norms[event.last + 1] in self._words["merging"]
        if partner and subject.who == "self":
            return None  # "KANTU joined forces with the diocese"
        if self._foreign.named_other(clause) or (subject.who == "other" and not self._bodies(event, clause)):
            return None
        return (
            "formed"
            if named or (subject.who == "self" and subject.first not in self._subjects.people.they)
            else None
        )

    def gathers(self, event: Mention) -> bool:
        """True for "brought 45 families together": somebody brings others together."""
        return self._norms[event.first] in self._words["gathering"]

    def _bodies_of_ours(self, event: Mention, clause: Clause) -> bool:
        """True for "They merged in 2005", after "KANTU grew out of three groups"."""
        context, sentence = self._context, self._context.sentences[clause.sentence]
        fused = any(norm in self._words["fusing"] for norm in self._norms[event.first : event.last + 1])
        if not fused or event.first - sentence.first > 1:
            return False
        before = context.sentences[sentence.index - 1] if sentence.index else sentence
        they = context.subject(clause).first in self._subjects.people.they
        if not they or before.block != sentence.block:
            return False
        bodies = any(m.value in _BODIES for m in context.words("unit", before))
        return bodies and context.subject(context.clauses_of(before)[0]).who == "self"

    def in_our_type(self, event: Mention, clause: Clause) -> bool:
        """True for "came together in a co-operative", one of our type that nobody's name stands beside."""
        for index in range(max(clause.first, event.last - 1), min(event.last + _JOINED_NEAR, clause.last)):
            if self._norms[index] not in self._words["joining"]:
                continue
            if self._norms[index + 1] in self._language.definite:
                continue
            typed = self._subjects.typed_within(range(index + 2, index + 2 + _HEAD_NEAR))
            if typed and typed[0].value in self._context.naming.types:
                return not self._subjects.named_run_after(typed[0])
        return False

    def _bodies(self, event: Mention, clause: Clause) -> bool:
        """True for several organisations: "the circle and seven village groups merged"."""
        words = [m for m in self._context.words("unit", clause) if m.value in _BODIES]
        return any(m.first < event.first for m in words)

    def joins_a_body(self, event: Mention, clause: Clause) -> bool:
        """True for "se unió a la federación": it joined one that there was."""
        noun = event.last + 2
        if noun > clause.last or self._norms[event.last + 1] not in self._words["merging"]:
            return False
        determined = self._norms[noun] in self._language.articles | self._language.definite
        return determined and any(
            not self._qualifies(mention, clause)
            for mention in self._subjects.typed_within(range(noun, noun + 3))
        )

    def _qualifies(self, mention: Mention, clause: Clause) -> bool:
        """True for "collective" in "a collective effort"."""
        if not self._words["compound"]:
            return False  # "la federación regional": what qualifies comes after its noun
        following = mention.last + 1
        if following > clause.last or self._context.tokens[following].kind != "word":
            return False
        norm = self._norms[following]
        plain = norm not in self._language.prepositions and norm not in self._language.stop_words
        capital = self._context.tokens[following].capitalised
        return plain and not capital and not self._language.is_finite(norm)
