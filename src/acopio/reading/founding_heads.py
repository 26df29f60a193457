"""Nouns that only look like the organisation: what it has, what it is part of, what bears its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.founding_themes import ThemeFinder
from acopio.reading.lexicon import Mention

_TIED_NEAR: Final = 9  # tokens between "part of" and "the network"
_THING_NEAR: Final = 5  # tokens before "set up" in which the article of what was set up may stand
_TYPE_NEAR: Final = 6  # tokens before "founded" in which the type of what was founded may stand


class FoundingHeads:
    """Tells the nouns before the events of founding in one text that are not the organisation itself."""

    def __init__(self, context: ReadingContext, themes: ThemeFinder, typed: Mapping[int, Mention]) -> None:
        """Keep the context; `typed` are nouns such as "union", by their first token."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words, self._themes, self._typed = context.language.foundings, themes, typed

    @cached_property
    def _people_ends(self) -> frozenset[int]:
        return frozenset(m.last for kind in ("unit", "part") for m in self._context.words(kind))

    def only_tied(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True for "KANTU belongs to the federation (founded in 1979)": a noun that our name is only tied to."""
        nouns = [self._typed[i] for i in range(event.first - _TYPE_NEAR, event.first) if i in self._typed]
        if not nouns:
            return False
        noun = max(nouns, key=lambda m: m.first)
        home = self._context.clause_at(noun.start)
        while home is not None and home.index and (home.finite is None or home.finite == event.first):
            home = self._context.clauses[home.index - 1]
        home = home if home is not None and home.sentence == clause.sentence else clauses[0]
        governed = self._norms[max(home.first, noun.first - _TIED_NEAR) : noun.first]
        subject = self._context.subject(home)
        if subject.who != "self" or subject.first is None or subject.first >= noun.first - 1:
            return False
        if self._context.named_in(noun.first, event.first) or self._themes.ends_own_name(noun.last):
            return False
        ties = [i for i, norm in enumerate(governed) if norm in self._words["tied"]]
        if ties and sum(norm in self._language.articles for norm in governed[ties[-1] :]) <= 1:
            return True  # not "by the time the group"
        verb = home.finite  # "KANTU joined the national association, founded in 2004"
        if verb is None or not subject.first < verb < noun.first <= home.last:
            return False
        return self._norms[verb] not in self._words["passive"] and event.value != "became"

    def beside_another(self, event: Mention, clause: Clause) -> bool:
        """True for "TAHA, the horticultural association founded in 2004": a noun that tells what another is."""
        subject = self._context.subject(clause)
        if subject.who != "other" or subject.last is None or subject.carried:
            return False
        if self._norms[event.first - 1] in self._words["passive"]:
            return False
        return self._context.tokens[subject.last + 1].text == "," and subject.last < event.first

    def told_of_object(self, event: Mention, clause: Clause) -> bool:
        """True for "it counted 2,760 farmers organised in 88 groups": people that another verb has for object."""
        before = event.first - 1
        if before not in self._people_ends or clause.finite is None or clause.finite >= before:
            return False
        if self._norms[clause.finite] in self._words["passive"]:
            return False
        subject = self._context.subject(clause)
        return subject.first is not None and subject.first < clause.finite

    def of_a_thing(self, event: Mention, clause: Clause) -> bool:
        """True for "it manages a nursery set up in 2012": a participle right after a thing that is one of many."""
        plain = self._context.tokens[event.first - 1].kind == "word"
        if plain and self._norms[event.first] in self._words["begun"]:
            return True  # "organic conversion begun 2009"
        if self._context.tokens[event.first - 1].text == ",":
            return self._opens_with_thing(event.first - 1, clause)
        near = range(event.first - 1, max(clause.first, event.first - _THING_NEAR), -1)
        for index in near:
            if self._norms[index] in self._language.indefinite:
                return index > clause.first
            if (
                self._context.tokens[index].kind != "word"
                or self._norms[index] in self._language.prepositions
            ):
                return False
        return False

    def _opens_with_thing(self, comma: int, clause: Clause) -> bool:
        """True for "The nursery, begun in 2012, raises": no more than a thing before the comma."""
        opening = range(clause.first, comma)
        article = self._norms[clause.first] in self._language.articles | self._language.definite
        return (
            article
            and 1 < len(opening) < _THING_NEAR
            and all(self._context.tokens[i].kind == "word" for i in opening)
            and not any(self._norms[i] in self._language.prepositions for i in opening)
        )

    def own_compound(self, event: Mention) -> bool:
        """True for "The KANTU foundation, created in 2015": a thing that bears our name."""
        noun = event.first - 2
        if noun < 1 or self._context.tokens[noun + 1].text != "," or noun in self._typed:
            return False
        token = self._context.tokens[noun]
        return token.kind == "word" and not token.capitalised and self._themes.ends_own_name(noun - 1)

    def compound(self, event: Mention, clause: Clause) -> bool:
        """True for "the co-operative movement began": a noun of which ours is only a part."""
        mention = self._typed.get(self._context.subject(clause).first or -1)
        if mention is not None and self._context.named_in(mention.first, mention.first):
            return False  # "the Coopérative des Cacaoculteurs"
        stop = event.first if event.first >= clause.first else clause.last  # told of what follows
        if mention is None or mention.last + 1 >= min(stop, clause.finite or stop):
            return False
        token, norm = self._context.tokens[mention.last + 1], self._norms[mention.last + 1]
        if token.kind != "word" or token.capitalised or token.possessive:
            return False
        if norm.endswith(self._language.adverb_endings):
            return False
        known = (self._language.prepositions, self._language.relative_words, self._words["adverbs"])
        if any(norm in words for words in known) or self._language.is_finite(norm):
            return False
        if norm in self._language.stop_words or self._context.tokens[mention.last].possessive:
            return False
        return mention.last + 1 not in {m.first for m in self._context.words("pronoun", clause)}

    def possession(self, event: Mention, clause: Clause) -> bool:
        """True for "its credit fund was set up", "the union's school": something that it has."""
        subject = self._context.subject(clause)
        if subject.first is None or subject.first >= event.first:
            return False
        last = subject.last if subject.last is not None else subject.first
        owning = self._norms[subject.first] in self._words["owning"] or self._context.tokens[last].possessive
        if not owning:
            return False
        verb = clause.finite if clause.finite is not None and clause.finite > last else event.first
        between = range(last + 1, min(verb, event.first))
        own = [m for kind in ("generic", "unit", "part") for m in self._context.words(kind, clause)]
        if subject.first in self._typed and self._context.tokens[last].possessive:
            own = []  # "the group's savings association"
        events = self._context.words("founding", clause)
        told = {m.first for m in own} | {m.first for m in events if m != event}
        if not between:
            return False
        if any(m.first in between for m in self._context.words("outsider", clause)):
            return True  # "its sister organisation"
        stop = next((i for i in between if self._ends_head(i)), between.stop)
        heads = [
            i
            for i in range(between.start, stop)
            if not self._norms[i].endswith(self._language.adverb_endings)
        ]
        if heads and not any(i in told or self._context.is_self(i) for i in heads[-1:]):
            return True
        return not any(i in told or self._context.is_self(i) for i in between)

    def _ends_head(self, index: int) -> bool:
        """True for what a noun phrase's head stands before: a comma, a preposition."""
        token = self._context.tokens[index]
        ends = token.kind in ("mark", "break") and token.text not in "'’"
        return ends or self._norms[index] in self._language.prepositions

    def aside(self, clause: Clause) -> bool:
        """True for "the register (it dates from 1999)": "it" is the noun before the bracket."""
        subject = self._context.subject(clause)
        if clause.kind != "parenthesis" or subject.first != clause.first or clause.first < 2:
            return False
        if subject.first not in {m.first for m in self._context.words("pronoun", clause) if m.value == "it"}:
            return False
        return not self._context.naming.mentions or not self._themes.ends_own_name(clause.first - 2)
