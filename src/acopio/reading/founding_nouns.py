"""Foundings told by nouns: "its foundation in 1998", "registration followed", statutes, legal status."""

from __future__ import annotations

from typing import Final

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.founding_subjects import FoundingSubjects
from acopio.reading.founding_themes import ThemeFinder
from acopio.reading.lexicon import Mention

_OWNER_NEAR: Final = 6  # tokens before a noun in which its owner may stand
_DATE_NEAR: Final = 4  # tokens between a noun and its date
_FOUNDERS_NEAR: Final = 6  # tokens from "founders of KANTU" to their date
_REGISTER_NEAR: Final = 8  # tokens after "registration" in which its scheme may stand


class FoundingNouns:
    """Tells which nouns of founding in one text are the organisation's own."""

    def __init__(self, context: ReadingContext, themes: ThemeFinder, subjects: FoundingSubjects) -> None:
        """Keep the context, and what tells whose something is."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings
        self._foreign, self._subjects = themes.foreign, subjects

    def own_noun(self, event: Mention, clause: Clause) -> bool:
        """True for "its founding in 1999", "the creation of the cooperative in 1999"."""
        context, norms = self._context, self._norms
        index, of_words = event.last + 1, self._language.membership["of_words"]
        if norms[event.last] in self._words["founders"] and self._of_founders(event, clause):
            return True
        own = False
        if index <= clause.last and norms[index] in of_words:
            own = any(context.is_self(i) for i in range(index + 1, min(index + 4, clause.last + 1)))
            own = own or self._of_our_type(index + 1, clause)
            if not own:
                return False
        elif index <= clause.last and context.is_self(index):
            own = True  # "the reason for founding KANTU in 1988"
        before = norms[event.first - 1] if event.first else ""
        owned = event.first > 0 and context.tokens[event.first - 1].possessive
        possessive = event.first - 1 in {m.first for m in context.words("pronoun", clause)}
        possessive = possessive or before in self._words["owning"]
        definite = before in self._language.definite and norms[event.first] not in self._words["vague"]
        definite = definite or self._at_the_start(event, clause)
        bare = self._bare(event, clause) or self._numbered(event, clause)
        if not (own or possessive or definite or owned or bare or self._chronicled(event, clause)):
            return False
        if self._chronicled(event, clause) or (definite and self._explains_date(event)):
            return True
        if own and context.within(context.dates, clause):
            return context.subject(clause).who != "other"  # "1992 saw the birth of the cooperative"
        dates = [d for d in context.within(context.dates, clause) if d.first > event.last]
        if owned and not self._own_possessor(event, clause):
            return False
        if not dates and own and self._norms[clause.first] in self._words["that"]:
            return context.subject(clause).who != "other"  # "That was the start of KANTU"
        if not dates and (owned or possessive):
            return self._dated_before(event, clause)
        return (
            bool(dates)
            and dates[0].first - event.last <= _DATE_NEAR
            and context.subject(clause).who != "other"
        )

    def _explains_date(self, event: Mention) -> bool:
        """True for "2004, the founding year"."""
        if self._norms[event.last] not in self._words["moments"]:
            return False
        comma = event.first - 2
        ends = {date.last for date in self._context.dates}
        return comma > 0 and self._context.tokens[comma].text == "," and comma - 1 in ends

    def _of_founders(self, event: Mention, clause: Clause) -> bool:
        """True for "the 32 founders of 1998", "one of the founding members, who signed the act in 1984"."""
        context = self._context
        dates = [d for d in context.within(context.dates, clause) if d.first > event.last]
        if not dates or self._foreign.named_other(clause):
            return False
        if dates[0].first - event.last <= 2:
            return True
        between = range(event.last + 1, dates[0].first)
        if any(self._norms[i] in self._words["sealed"] for i in between):
            return True
        of_words = self._language.membership["of_words"]
        of_us = self._norms[event.last + 1] in of_words and any(context.is_self(i) for i in between)
        return of_us and dates[0].first - event.last <= _FOUNDERS_NEAR

    def _of_our_type(self, index: int, clause: Clause) -> bool:
        """True for "the founding of an association": one of our type, with nobody's name in the clause."""
        types = self._context.naming.types
        typed = self._subjects.typed_within(range(index + 1, min(index + 3, clause.last + 1)))
        if not typed or self._norms[index] not in self._language.indefinite or typed[0].value not in types:
            return False
        return not self._foreign.named_other(clause) and not self._subjects.named_run_after(typed[0])

    def _at_the_start(self, event: Mention, clause: Clause) -> bool:
        """True for "from eleven women at the start in 2003", where it is our clause."""
        dated = {date.first for date in self._context.within(self._context.dates, clause)}
        before = event.first - 2
        if before < clause.first or self._norms[before] not in self._words["bare"]:
            return False
        comma = self._context.tokens[event.last + 1].text == "," if event.last < clause.last else False
        counted = any(q.unit for q in self._context.within(self._context.quantities, clause))
        who = self._context.subject(clause).who
        return event.last + 2 + comma in dated and (who == "self" or (who == "unknown" and counted))

    def _bare(self, event: Mention, clause: Clause) -> bool:
        """True for "since inception in 1998", with nobody's name."""
        before = event.first - 1
        dated = {date.first for date in self._context.within(self._context.dates, clause)}
        moment = before > 0 and self._norms[before - 1] in self._words["moments"]
        if moment and self._norms[before] in self._language.membership["of_words"]:
            return event.last + 1 in dated  # "year of creation 1998"
        adjacent = event.last < clause.last and self._norms[event.last + 1] in self._language.prepositions
        return before >= 0 and self._norms[before] in self._words["bare"] and adjacent

    def _numbered(self, event: Mention, clause: Clause) -> bool:
        """True for "it has grown from 18 founding members in 2003"."""
        before = event.first - 1
        counted = before > clause.first and self._context.tokens[before].kind == "number"
        return counted and self._context.subject(clause).who == "self"

    def _own_possessor(self, event: Mention, clause: Clause) -> bool:
        """True for "KANTU's founding", not "the school's founding"."""
        near = range(max(clause.first, event.first - _OWNER_NEAR), event.first)
        return any(self._context.is_self(i) or i in self._subjects.people.they for i in near)

    def _dated_before(self, event: Mention, clause: Clause) -> bool:
        """True for "1998 is the year of its birth"."""
        dates = [d for d in self._context.within(self._context.dates, clause) if d.last < event.first]
        moments = [i for i in range(clause.first, event.first) if self._norms[i] in self._words["moments"]]
        return bool(dates and moments) and dates[0].first - clause.first <= 1

    def _chronicled(self, event: Mention, clause: Clause) -> bool:
        """True in a line of a chronicle: "1994 Foundation", "| 1994 | Foundation of the cooperative"."""
        context = self._context
        first = context.sentences[clause.sentence].first
        dates = [d for d in context.dates if d.first == first] if event.first - first <= 4 else []
        if not dates:
            return False
        return all(
            context.tokens[i].kind != "word" or self._norms[i] in self._language.articles
            for i in range(dates[0].last + 1, event.first)
        )

    def registration(self, event: Mention, clause: Clause) -> bool:
        """True for "Registration with the ministry followed in 2009", not for that of a certificate."""
        context = self._context
        if self._chronicled(event, clause) and not context.has("scheme", clause):
            return True
        around = [m for kind in ("scheme", "certified") for m in context.words(kind, clause)]
        if any(-2 <= m.first - event.last <= _REGISTER_NEAR for m in around):
            return False
        opening = event.first - clause.first
        led = opening == 0 or (opening <= 3 and clause.finite is not None and clause.finite > event.first)
        if clause.finite is not None:
            sequel = self._norms[clause.finite] in self._words["sequel"]
            subject = context.subject(clause)
            inside = subject.first is not None and event.first <= subject.first <= event.last
            return led and sequel and (subject.who != "other" or inside)
        return opening <= 2 and clause.kind == "parenthesis" and context.within(context.dates, clause) != []

    def _numbered_paper(self, event: Mention, clause: Clause) -> bool:
        """True for "Registration number 8817/RCU dates from": letters of a number, nobody's name."""
        subject = self._context.subject(clause).first
        return subject is not None and any(
            self._context.tokens[i].kind == "number" or self._norms[i] in self._language.numbering
            for i in range(event.last + 1, subject)
        )

    def paper(self, event: Mention, clause: Clause) -> str | None:
        """Statutes and legal status: somebody's own, unless another organisation is the subject."""
        context = self._context
        first = clause.finite if clause.finite is not None else event.last
        given = any(context.is_self(i) for i in range(first, clause.last + 1))
        given = given or any(
            i in self._subjects.people.we or i in self._subjects.people.it for i in range(first, event.first)
        )  # "the ministry gave us our legal status"
        given = given or (first > clause.first and self._norms[first - 1] in self._words["datives"])
        others = context.subject(clause).who == "other" or self._foreign.named_other(clause)
        if others and event.value == "legal-noun" and event.first == clause.first:
            others = not self._numbered_paper(event, clause)
        if (others and not given) or self._of_another_thing(event, clause):
            return None
        if event.value == "legal-noun":
            return "legally-established"
        whole = range(clause.first, clause.last + 1)
        sealed = any(self._norms[i] in self._words["sealed"] for i in whole) or self._of_a_date(event)
        return "formed" if sealed else None

    def _of_another_thing(self, event: Mention, clause: Clause) -> bool:
        """True for "the certificate of registration of the school"."""
        index = event.last + 1
        if index >= clause.last or self._norms[index] not in self._language.membership["of_words"]:
            return False
        if self._norms[index + 1] not in self._language.definite | self._words["owning"]:
            return False
        near = range(index + 2, min(index + 4, clause.last + 1))
        people = {m.first for kind in ("unit", "part") for m in self._context.words(kind, clause)}
        dated = {d.first for d in self._context.within(self._context.dates, clause)}
        return not any(self._context.is_self(i) or i in people or i in dated for i in (index + 1, *near))

    def _of_a_date(self, event: Mention) -> bool:
        """True for "El acta es de mayo de 2016": a paper that a date says no more of than when."""
        following = self._norms[event.last + 1 : event.last + 3]
        if len(following) < 2 or following[0] not in self._words["passive"]:
            return False
        return following[1] in self._language.membership["of_words"]
