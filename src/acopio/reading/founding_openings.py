"""How sentences open that tell of a founding: "First formed in", "Starting with 32 members in 1998, the union"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention

_TYPE_NEAR: Final = 6  # tokens after "formed" in which the comma stands that ends the opening


def begins_clause(event: Mention, clause: Clause) -> bool:
    """True for an event that opens its clause, but for an adverb."""
    return event.first - clause.first <= 1


class FoundingOpenings:
    """Tells what the first words of sentences in one text are, before an event of founding and after it."""

    def __init__(self, context: ReadingContext, typed: Mapping[int, Mention]) -> None:
        """Keep the context; `typed` are nouns such as "union", by their first token."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words, self._typed = context.language.foundings, typed
        told = (m.first for m in context.words("pronoun") if m.value in ("it", "they", "we"))
        self._subjects = frozenset(told)

    def opens_with_noun(self, event: Mention, clause: Clause) -> bool:
        """True for "Work on the new floor started": a word taken for a verb, where none can stand."""
        language, first = self._language, clause.first
        if language.pro_drop or clause.finite != first or not self.opens_sentence(clause):
            return False
        if (
            self._norms[first].endswith(language.finite_endings)
            or self._norms[first] in self._words["passive"]
        ):
            return False
        between = range(first + 1, event.first)
        plain = all(self._context.tokens[i].kind == "word" for i in between)
        return bool(between) and plain and not any(self._context.is_self(i) for i in between)

    def asks(self, label: tuple[int, int]) -> bool:
        """True for a label that is a question."""
        return self._context.text[label[0] : label[1]].rstrip("*_ ").endswith("?")

    def publishers_next(self, event: Mention, clause: Clause) -> bool:
        """True for "Founded in 1989, our company imports": what the page's publisher calls its own."""
        near = range(event.last + 1, min(event.last + _TYPE_NEAR, clause.last))
        comma = next((i for i in near if self._context.tokens[i].text == ","), None)
        if comma is None or self._norms[comma + 1] not in self._language.membership["we_words"]:
            return False
        naming = self._context.naming
        near = range(comma + 2, min(comma + 4, clause.last + 1))
        own = any(
            self._context.is_self(i)
            and (i not in self._typed or self._typed[i].value != "company" or "company" in naming.types)
            for i in near
        )
        return bool(naming.mentions) and not own

    def named_after_comma(self, event: Mention, clause: Clause) -> bool:
        """True for "Starting with 32 members in 1998, the cooperative now has 640"."""
        if self._norms[event.first] not in self._words["begun"]:
            return False
        commas = [i for i in range(event.last + 1, clause.last) if self._context.tokens[i].text == ","]
        return any(
            self._context.is_self(i)
            for comma in commas[:1]
            for i in range(comma + 1, min(comma + 3, clause.last + 1))
        )

    def defines_us(self, event: Mention, clause: Clause) -> bool:
        """True for "KANTU: a co-operative in Kenya, established in 2004", or that without a name, as a line."""
        if not self._indefinite_type(clause):
            return False
        sentence = self._context.sentences[clause.sentence]
        before = self._context.clauses[clause.index - 1] if clause.index else clause
        if clause.kind == "list" and before.sentence == clause.sentence:
            named = any(
                first == before.first and last == before.last for first, last in self._context.naming.mentions
            )
            return named or (
                self._context.block_of(clause).label is not None and self._verbless(event, clause)
            )
        opens = clause.first == sentence.first == self._context.token_at(self._context.block_of(clause).start)
        return opens and self._verbless(event, clause)

    def _indefinite_type(self, clause: Clause) -> bool:
        near = range(clause.first + 1, clause.first + _TYPE_NEAR)
        return self._norms[clause.first] in self._language.indefinite and any(i in self._typed for i in near)

    def _verbless(self, event: Mention, clause: Clause) -> bool:
        """True where the event, a participle, is the only verb, and nobody else is named."""
        context, sentence = self._context, self._context.sentences[clause.sentence]
        own = range(event.first, event.last + 1)
        verbs = [
            c.finite
            for c in context.clauses_of(sentence)
            if c.finite is not None and c.finite not in own and c.first >= clause.first
        ]
        led = any(self._norms[i] in self._words["passive"] for i in range(clause.first, event.first))
        others = any(clause.first <= first <= sentence.last for first, _ in context.others)
        return not verbs and not led and not others

    def may_lead(self, start: int, event: Mention) -> bool:
        """True for "First formed", "Co-op founded", not for "Prices began"."""
        if start == event.first or start in self._typed or self._norms[start] in self._words["adverbs"]:
            return True
        subject = start in self._subjects or self._context.is_self(start)
        return not subject and self._norms[event.first] not in self._words["begun"]

    def opens_sentence(self, clause: Clause) -> bool:
        """True for the first clause of its sentence."""
        return clause.first - self._context.sentences[clause.sentence].first <= 1
