"""Whose founding a clause tells: the subject of its verb, or the noun before a participle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.founding_heads import FoundingHeads
from acopio.reading.founding_openings import FoundingOpenings, begins_clause
from acopio.reading.founding_people import FoundingPeople
from acopio.reading.founding_themes import Theme, ThemeFinder
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.tokens import tokenize

_PEOPLE_NEAR: Final = 7  # tokens from "a group" in which "of 23 farmers" may stand
_SERIAL: Final = frozenset({"formed", "legally-established", "renamed", "existing"})
_SERIES_NEAR: Final = 4  # tokens from a date to the end of its clause, in a series
_FORMER_NEAR: Final = 3  # tokens from "former" to the noun
_TYPE_NEAR: Final = 6  # tokens after "formed" in which the type of what was formed may stand


class FoundingSubjects:
    """Tells the subjects of the events of founding in one text."""

    def __init__(self, context: ReadingContext, themes: ThemeFinder) -> None:
        """Keep the context and what tells themes."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings
        self._themes, self._foreign = themes, themes.foreign
        self._typed = {m.first: m for m in context.words("generic")}
        self._heads = FoundingHeads(context, themes, self._typed)
        self._openings = FoundingOpenings(context, self._typed)
        self.people = FoundingPeople(context, self._foreign, self._typed)

    @cached_property
    def _run_ends(self) -> dict[int, CapitalRun]:
        return {run.last: run for run in self._context.capital_runs}

    @cached_property
    def _run_firsts(self) -> dict[int, CapitalRun]:
        return {run.first: run for run in self._context.capital_runs}

    @cached_property
    def _parts(self) -> frozenset[int]:
        """The tokens of "youth", "women": the last of each."""
        return frozenset(m.last for m in self._context.words("part"))

    @cached_property
    def _pronouns(self) -> frozenset[int]:
        return frozenset(m.first for m in self._context.words("pronoun") if m.value in ("it", "they", "we"))

    def theme(
        self, event: Mention, clause: Clause, clauses: Sequence[Clause], *, passive: bool = False
    ) -> Theme:
        """Tell what an intransitive or passive verb, or a participle, is about."""
        context = self._context
        verbs = [
            i
            for i in range(clause.first, event.first)
            if self._language.is_finite(self._norms[i]) or self._norms[i] in self._words["passive"]
        ]
        if self._aside_of_another(event, clause) or (passive and self._resumed(event, clause, clauses)):
            return "other"
        if self._some_of_which(event, clause):
            return "other"
        told = self._themes.before(event, clause)
        if told != "none" and self._related(event, clause):
            tied = told in ("self", "some") and self._heads.only_tied(event, clause, clauses)
            return "other" if tied else told
        if self._openings.opens_with_noun(event, clause):
            return "thing"
        if told != "self" and self._openings.defines_us(event, clause):
            return "self"
        if told == "self":
            tied = self._heads.only_tied(event, clause, clauses)
            return "other" if tied or self._heads.beside_another(event, clause) else "self"
        if told == "other" and not passive and event.first and self._norms[event.first - 1] == ",":
            return "other"  # "belongs to the federation FENAPROC, founded in 1980"
        if (
            clause.kind == "shared"
            and begins_clause(event, clause)
            and (self._after_joiner(clause) or self._in_series(clause))
        ):
            return "self" if context.subject(clause).who == "self" else "none"
        opening = self._norms[clause.first]
        resumed = opening in self._words["passive"] or opening in self._words["carriers"]
        finite = self._language.is_finite(opening) and not opening.endswith(self._language.finite_endings)
        begun = clause.first == event.first and (opening in self._words["begun"] or event.value == "existing")
        resumed = resumed or (finite and begun)
        if clause.kind == "shared" and resumed and context.subject(clause).first is not None:
            return self._of_clause(
                event, clause, begins=False
            )  # "The union, heir of two others, was founded"
        if verbs and not passive and self._heads.told_of_object(event, clause):
            return "people"
        joined = self._joined(event, clause)
        if joined is not None:
            return self.theme(joined, clause, clauses, passive=self._themes.passive(joined, clause))
        start = self._themes.start(event, clause)
        begins = all(
            self._norms[i] in self._words["having"]
            or self._norms[i] in self._words["passive"]
            or self._norms[i].endswith(self._language.adverb_endings)
            for i in range(start, event.first)
        ) or (event.first - start <= 1 and not passive and self._openings.may_lead(start, event))
        if (
            clause.kind == "relative"
            or (begins and not self._openings.opens_sentence(clause))
            or (not verbs and not begins and not passive)
        ):
            before = self._themes.before(event, clause)
            if before == "some" and self._heads.only_tied(event, clause, clauses):
                return "other"  # "KANTU belongs to the federation, which was formed in 1985"
            if before != "none" and (before != "thing" or clause.kind == "relative" or begins):
                return before
            if before == "thing" and not verbs and self._themes.follows_name(event, clause):
                return "other"
            if before == "thing" and not verbs and self._heads.of_a_thing(event, clause):
                return "thing"
        label = self._context.block_of(clause).label
        if begins and label is not None and start > clause.first and self._openings.asks(label):
            return "self"  # "HOW OLD?", then "Registered in 2014"
        if begins and self._openings.opens_sentence(clause):
            if self._openings.publishers_next(event, clause):
                return "other"
            position = clauses.index(clause) + 1
            verb = self._language.pro_drop and clause.finite is not None  # "Nacimos en 2003; …"
            follows = position < len(clauses) and clauses[position].finite is not None and not verb
            if follows and clauses[position].kind != "list":
                following = context.subject(clauses[position])
                if self._foreign.clause(clauses[position]):
                    return "other"  # "Founded in 1989, our company imports"
                if self._heads.compound(event, clauses[position]):
                    return "thing"
                return "self" if following.who == "self" else "other"
        if self._heads.own_compound(event):
            return "thing"
        if (
            begins
            and self._openings.opens_sentence(clause)
            and self._openings.named_after_comma(event, clause)
        ):
            return "self"
        return self._of_clause(event, clause, begins=begins)

    def _aside_of_another(self, event: Mention, clause: Clause) -> bool:
        """True for "Terra Verde (est. 1984)"."""
        run = self._run_ends.get(clause.first - 2)
        if clause.kind != "parenthesis" or run is None or event.first - clause.first > 1:
            return False
        return not self._foreign.owner.own_run(run.first, run.last)

    def _resumed(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True for "Abahuje, women within the union, was founded": another's name before a comma."""
        index = event.first - 1
        while index > clause.first and self._norms[index] in self._words["passive"] | self._words["carriers"]:
            index -= 1
        if self._context.tokens[index].text != ",":
            return False
        last = self._run_ends.get(index - 1)  # "The first cooperative of the province, San Isidro, was"
        if last is not None and self._context.tokens[last.first - 1].text == ",":
            return not self._foreign.owner.own_run(last.first, last.last)
        first = clauses[0].first
        first += self._norms[first] in self._language.articles
        run = self._run_firsts.get(first)
        if run is None or run.last + 1 >= index or self._context.tokens[run.last + 1].text != ",":
            return False
        return not self._foreign.owner.own_run(run.first, run.last)

    def _of_clause(self, event: Mention, clause: Clause, *, begins: bool) -> Theme:
        subject = self._context.subject(clause)
        if event.value in ("existing", "predecessor") and self._led_by_name(event, clause):
            return "other"
        if (
            subject.first is None
            and subject.who == "unknown"
            and begins
            and self._openings.opens_sentence(clause)
        ):
            return "self"  # "Year established 2003"
        if subject.first is not None and (
            self._themes.named_after(subject.first) or self._themes.of_another(subject.first)
        ):
            return "other"
        if subject.who == "unknown" and (self._taken_up(event, clause) or self._in_cleft(event, clause)):
            return "self"
        if subject.who == "self" and self._heads.compound(event, clause):
            return "thing"
        if subject.who == "self":
            if self._heads.possession(event, clause) or self._heads.aside(clause):
                return "thing"
            return "other" if self._foreign.named_other(clause) and subject.carried else "self"
        if subject.who == "members":
            return "people"
        return "other" if subject.who == "other" else "none"

    def _in_cleft(self, event: Mention, clause: Clause) -> bool:
        """True for "C'est en 1992 que la coopérative a été créée"."""
        inner = any(self._norms[i] in self._language.relative_words for i in range(clause.first, event.first))
        return inner and self._themes.before(event, clause) == "self"

    def _taken_up(self, event: Mention, clause: Clause) -> bool:
        """True for "Before it was registered": the pronoun right before the verb."""
        index = event.first - 1
        while index > clause.first and self._norms[index] in self._words["passive"] | self._words["carriers"]:
            index -= 1
        pronouns = {m.first for m in self._context.words("pronoun", clause) if m.value == "it"}
        return index in pronouns and index - clause.first <= 1

    def _led_by_name(self, event: Mention, clause: Clause) -> bool:
        """True for "FEDECOCAGUA dates from 1969"."""
        if event.first - clause.first != 1 or not self._language.is_finite(self._norms[event.first]):
            return False
        return self._foreign.named_other(clause)

    def told_before(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True where "a cooperative set up in 2000" says what the organisation, named before, is."""
        context = self._context
        if self._foreign.named_other(clause) or self._themes.follows_name(event, clause):
            return False
        first = clauses[0].first
        if self._of_origin(clauses[0]) and self._own_type(event, clauses):
            return True
        origin = any(
            m.value == "origin" and m.last < event.first
            for c in clauses
            for m in context.words("founding", c)
        )
        if origin or any(context.is_self(i) for i in range(first, event.first)):
            return True
        subject = context.subject(clause)
        if subject.who == "self" and subject.first is not None and subject.first in self._pronouns:
            return True
        near = range(event.last + 1, min(clause.last + 1, event.last + _TYPE_NEAR))
        named = [i for i in near if context.is_self(i)]
        return bool(named) and context.tokens[named[0] - 1].text == ","  # "A union dating from 2003, KANTU"

    def _verb_start(self, event: Mention, clause: Clause) -> int:
        """The token before "was", "had been", in front of an event."""
        index = event.first - 1
        while index > clause.first and self._norms[index] in self._words["passive"] | self._words["carriers"]:
            if self._norms[index] in self._language.relative_words:
                break
            index -= 1
        return index

    def _related(self, event: Mention, clause: Clause) -> bool:
        """True for "in a national park which was established in 1992": said of the noun before "which"."""
        index = self._verb_start(event, clause)
        which = self._language.relative_words - self._language.definite
        return clause.first < index < event.first and self._norms[index] in which

    def _some_of_which(self, event: Mention, clause: Clause) -> bool:
        """True for "nine co-operatives, some of which go back to the 1970s"."""
        of_words = self._language.membership["of_words"]
        which = self._language.relative_words - self._language.definite  # "of that name"
        return any(
            self._norms[i] in of_words
            and self._norms[i + 1] in which
            and self._norms[i - 1] not in self._words["sources"]  # "a committee, out of which"
            for i in range(clause.first + 1, event.first - 1)
        )

    def _of_origin(self, clause: Clause) -> bool:
        """True for a clause that begins with what something came of: "From these meetings grew"."""
        return self._norms[clause.first] in self._words["sources"]

    def _own_type(self, event: Mention, clauses: Sequence[Clause]) -> bool:
        """True where the noun before an event is of our type, and bears no name: "an association, set up in"."""
        near = self.typed_within(range(max(clauses[0].first, event.first - _PEOPLE_NEAR), event.first))
        if not near or self._themes.named_after(near[-1].first):
            return False
        types = self._context.naming.types
        return near[-1].value in types or (not types and near[-1].value != "any")

    def unnamed(self, event: Mention, clause: Clause) -> bool:
        """True for "A cooperative was registered": one that has no name beside it, and is of our type."""
        index = clause.first
        if self._of_origin(clause):  # "Out of the meetings an association was born"
            nouns = self.typed_within(range(clause.first, event.first))
            index = next(
                (m.first - 1 for m in nouns if self._norms[m.first - 1] in self._language.indefinite), index
            )
        for _ in range(2):
            if self._norms[index] in self._language.indefinite:
                break
            dates = [d for d in self._context.within(self._context.dates, clause) if d.first < event.first]
            if not dates:
                return False
            index = dates[-1].last + 1
            index += self._norms[index] == "," if index < len(self._norms) else 0
            if index >= event.first:
                return False
        else:
            return False
        if self._norms[index] not in self._language.articles:
            return False
        mention = self._typed.get(index + 1) or self._typed.get(index + 2)
        if mention is None or mention.first >= event.first or self._themes.named_after(mention.first):
            return False
        between = range(mention.last + 1, event.first)
        if any(self._context.tokens[i].capitalised for i in between):
            return False
        types = self._context.naming.types
        return mention.value in types or (not types and mention.value != "any")

    def of_former(self, event: Mention, clause: Clause) -> bool:
        """True for "an earlier cooperative, set up in 1981": what there was before."""
        near = range(
            max(self._context.sentences[clause.sentence].first, event.first - _PEOPLE_NEAR), event.first
        )
        nouns = self.typed_within(near)
        if not nouns:
            return False
        before = self._norms[max(near.start, nouns[-1].first - _FORMER_NEAR) : nouns[-1].first]
        return any(norm in self._words["former"] for norm in before)

    def fitting(self, event: Mention, clause: Clause) -> bool:
        """True where the noun after "formed a" is of the organisation's own type."""
        types = self._context.naming.types
        near = self.typed_within(range(event.last + 1, event.last + _TYPE_NEAR + 1))
        if near and all(m.first - 1 in self._parts and m.value == "any" for m in near):
            return False  # "a youth group"
        if not types or any(m.value == "any" or m.value in types for m in near):
            return True
        own = {
            norm for first, last in self._context.naming.mentions for norm in self._norms[first : last + 1]
        }
        own |= {token.norm for token in tokenize(self._context.naming.name or "")}
        return any(self._norms[m.first] in own for m in near)

    def typed_within(self, tokens: range) -> list[Mention]:
        """Nouns such as "union" that begin at some tokens."""
        return [self._typed[index] for index in tokens if index in self._typed]

    def named_run_after(self, noun: Mention) -> bool:
        """True for a capitalised name right after a noun: "an association, Los Andes"."""
        following = noun.last + 1
        if following < len(self._context.tokens) and self._context.tokens[following].text in ",(":
            following += 1
        return following in self._run_firsts and not self._context.is_self(following)

    def _after_joiner(self, clause: Clause) -> bool:
        """True for a clause after "and": "was established in 2011 and registered in 2012"."""
        before = clause.first - 1
        return before >= 0 and self._language.coordinators.at(self._norms, before) is not None

    def _in_series(self, clause: Clause) -> bool:
        """True for the second of "was founded in 2001, registered in 2004 and renamed in 2011"."""
        context = self._context
        before = context.clauses[clause.index - 1] if clause.index else clause
        if before.sentence != clause.sentence or context.tokens[clause.first - 1].text != ",":
            return False
        events = [m for m in context.words("founding", before) if m.value in _SERIAL]
        dates = context.within(context.dates, before)
        near = bool(dates) and before.last - dates[-1].last <= _SERIES_NEAR  # "in 2003 by 61 growers"
        return bool(events) and near and events[-1].last < dates[-1].first

    def _joined(self, event: Mention, clause: Clause) -> Mention | None:
        """The verb before in "established in 2011 by 84 families and registered in 2012"."""
        index = event.first - 1
        if index <= clause.first or not self._language.coordinators.at(self._norms, index):
            return None
        before = [m for m in self._context.words("founding", clause) if m.last < index]
        return before[0] if before and before[0].value in ("formed", "legally-established") else None

    def of_project(self, event: Mention, clause: Clause) -> bool:
        """True for "The Lisungwi project was set up by the government": what bears the name is no body."""
        last = self._context.subject(clause).last
        if last is None or event.first <= last:
            return False
        works = (m for m in self._context.words("funding", clause) if m.value == "works")
        return any(m.first == last + 1 and m.last < event.first for m in works)
