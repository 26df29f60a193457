"""How people or groups turned into the organisation: "became a cooperative", "came together as", "broke away"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.founding_subjects import FoundingSubjects
from acopio.reading.founding_themes import ThemeFinder
from acopio.reading.founding_unions import FoundingUnions
from acopio.reading.lexicon import Mention

_TYPE_NEAR: Final = 6  # tokens from an event in which the type of what came of it may stand
_HEAD_NEAR: Final = 3  # tokens from the start of a clause in which the certificate that it is about stands


class FoundingTurns:
    """Tells the events of one text that are no plain verb of founding."""

    def __init__(self, context: ReadingContext, themes: ThemeFinder, subjects: FoundingSubjects) -> None:
        """Keep the context, and what tells whose something is."""
        self._context, self._language, self._norms = context, context.language, context.norms
        self._words = context.language.foundings
        self._themes, self._subjects, self._foreign = themes, subjects, themes.foreign
        self.unions = FoundingUnions(context, themes, subjects)

    def existing(
        self, event: Mention, clause: Clause, clauses: Sequence[Clause], events: Sequence[Mention]
    ) -> str | None:
        """Tell the kind of "has existed since 1998", None where somebody else has."""
        origin = [m for m in events if m.value in ("origin", "noun") and m.last < event.first]
        if origin:
            return "formed" if self.own_origin(origin[-1], clause) else None
        if self._norms[event.last] in self._words["lying"] and event.last == event.first + 1:
            return None  # "it lies in the hills"
        if self._with_them(event) or self._context.has(
            "premium", Passage(clause.start, self._context.tokens[event.first].start, "")
        ):
            return None  # "Premium at work since 2014"
        typed = self._subjects.typed_within(range(event.first + 1, event.last + 1))
        ours = any(m.value in self._context.naming.types for m in typed)
        if self._norms[event.first] in self._words["that"]:
            return "formed" if ours else None  # "there has been a cooperative since 2003"
        theme = self._subjects.theme(event, clause, clauses)
        if theme == "people" and self._norms[event.first] in self._words["carriers"] and ours:
            return "formed"  # "the growers have had a cooperative since 2003"
        if theme == "people" and self._norms[event.last] in self._language.indefinite:
            typed = self._subjects.typed_within(range(event.last + 1, event.last + 1 + _HEAD_NEAR))
            if any(m.value in self._context.naming.types for m in typed):
                return "formed"  # "the growers have been organised in a cooperative since 2003"
        told = theme == "some" and self._subjects.told_before(event, clause, clauses)
        told = told or self._subjects.unnamed(event, clause)
        return "formed" if theme == "self" or told else None

    def _with_them(self, event: Mention) -> bool:
        """True for "Trabajamos con ellas desde 2012", "desde 2012 con la cooperativa": work with somebody else."""
        withs = self._language.membership["with_words"]
        for i in range(event.last + 1, min(event.last + _TYPE_NEAR, len(self._norms) - 2)):
            if self._norms[i] in withs and any(self._context.is_self(k) for k in (i + 1, i + 2)):
                return True
        partner = event.last + 2
        if partner - 1 >= len(self._norms) or self._norms[partner - 1] not in self._words["merging"]:
            return False
        return partner in self._subjects.people.they

    def own_origin(self, origin: Mention, clause: Clause) -> bool:
        """True for "its story", "the history of the cooperative", "the story" of nobody else."""
        context = self._context
        before = self._norms[origin.first - 1] if origin.first else ""
        named = any(context.is_self(i) for i in range(clause.first, min(origin.last + 5, clause.last + 1)))
        if named:
            return True
        if (
            origin.last < clause.last
            and self._norms[origin.last + 1] in self._language.membership["of_words"]
        ):
            return False
        return before in self._language.definite and context.subject(clause).who != "other"

    def became(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> str | None:
        """Tell the kind of "became a cooperative", "became a legal entity"."""
        context = self._context
        after = self._themes.after(event, clause, passive=False)
        if context.has("scheme", clause):
            return None
        legal = [m for m in context.words("founding", clause) if m.value == "legal-noun"]
        if any(event.first <= m.first <= event.last + 2 or m.first == event.last for m in legal):
            own = self._subjects.theme(event, clause, clauses) == "self"
            return "legally-established" if own else None
        if self._norms[event.last] in self._words["legal"] and after == "thing":
            own = self._subjects.theme(event, clause, clauses) == "self"
            return "legally-established" if own else None
        if after not in ("some", "self"):
            return None
        if after == "self" and context.subject(clause).who != "other":
            return "formed"
        known = ("self", "people", "some", "none")
        if self._subjects.theme(event, clause, clauses) not in known and not self._unnamed_body(clause):
            return None
        if self._foreign.named_other(clause):
            return None
        law = any(self._norms[i] in self._words["law"] for i in range(clause.first, clause.last + 1))
        law = law or any(self._norms[i] in self._words["legal"] for i in (event.last, event.last + 1))
        return "legally-established" if legal or law else "formed"

    def _unnamed_body(self, clause: Clause) -> bool:
        """True for "La Coordinadora se transforma en cooperativa": a body without a name of its own."""
        first = self._context.subject(clause).first
        if first is None or not self._subjects.typed_within(range(first, first + 1)):
            return False
        definite = first > 0 and self._norms[first - 1] in self._language.definite
        return definite and not self._themes.named_after(first)

    def of_a_cause(self, event: Mention, clause: Clause) -> bool:
        """True for "born out of an argument": what something came of was no organisation."""
        near = range(event.last + 1, min(event.last + _TYPE_NEAR, clause.last + 1))
        stop = next((i for i in near if self._context.tokens[i].kind in ("mark", "break")), near.stop)
        norms = self._norms[event.last + 1 : stop]
        body = any(norm in self._words["bodies"] or norm in self._words["modest"] for norm in norms)
        return not body and any(norm in self._words["causes"] for norm in norms)

    def acknowledged(self, event: Mention, clause: Clause) -> bool:
        """True for "the ministry recognised it in 2002", said of nothing but the organisation itself."""
        context, index = self._context, event.last + 1
        if index > clause.last or context.has("scheme", clause):
            return False
        end = dict(context.naming.mentions).get(index)
        clitic = event.first > clause.first and self._norms[event.first - 1] in (
            self._words["clitics"] | self._words["datives"]
        )
        if clitic:
            end, index = event.last, event.last  # "el ministerio la reconoció"
        elif self._language.pro_drop and self._norms[index] in self._language.prepositions:
            index += 1  # "reconoció a la cooperativa"
        if end is None and index in self._subjects.people.it | self._subjects.people.we:
            end = index
        if self._norms[event.first - 1] in self._words["clitics"] and self._norms[index] in self._words["as"]:
            return bool(self._subjects.typed_within(range(index + 1, index + 3)))  # "la reconoció como unión"
        if end is None:
            determined = self._norms[index] in self._language.definite | self._words["owning"]
            typed = self._subjects.typed_within(range(index + 1, index + 2)) if determined else []
            end = typed[0].last if typed and context.is_self(typed[0].first) else None
        if end is None:
            return False
        formal = any(
            self._norms[i] in self._words["legal"] or self._norms[i] in self._words["formally"]
            for i in (event.first - 1, end + 1)
            if i <= clause.last and i not in range(event.first, event.last + 1)
        )
        state = any(self._norms[i] in self._words["authorities"] for i in range(clause.first, event.first))
        follows = end + 1 + (formal and end < clause.last)
        dated = {d.first for d in context.dates}
        ends = (
            follows > clause.last
            or follows in dated
            or follows + 1 in dated
            or context.tokens[follows].kind in ("mark", "break")
            or (self._norms[follows] in self._words["as"] and not self._honours(event, clause))
        )
        return ends and (formal or state)

    def became_us(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True for "they became KANTU": the organisation by its name, and nothing that is KANTU's."""
        context = self._context
        end = dict(context.naming.mentions).get(event.last + 1)
        if end is None or context.tokens[end].possessive or self._foreign.named_other(clause):
            return False
        following = end + 1
        if following <= clause.last and context.tokens[following].kind == "word":
            norm = self._norms[following]
            if norm not in self._language.prepositions and not self._language.date_cues.at(
                self._norms, following
            ):
                return False
        return self._subjects.theme(event, clause, clauses) in ("self", "people", "some", "none")

    def followed(self, event: Mention, clause: Clause) -> bool:
        """True for "its oldest society dates from 1932; the union itself followed in 1950"."""
        context, subject = self._context, self._context.subject(clause)
        if subject.who != "self" or subject.first is None or event.first != clause.finite:
            return False
        if subject.first not in {m.first for m in context.words("generic")} and not context.named_in(
            subject.first, subject.first
        ):
            return False
        if event.last + 1 not in {d.first - 1 for d in context.dates} | {d.first for d in context.dates}:
            return False
        sentence = context.sentences[clause.sentence]
        before = context.sentences[max(0, sentence.index - 1)]
        told = [m for s in {before, sentence} for m in context.words("founding", s) if m != event]
        return any(m.first < event.first for m in told)

    def sprung(self, event: Mention, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """True for "Out of that hardship came KANTU, in 1988", "From the meetings grew, in 2011, an association"."""
        if not self.out_of_it(event, clause):
            return False
        index = event.last + 1
        dates = {d.first: d.last for d in self._context.within(self._context.dates, clause)}
        while index <= clause.last and (
            index in dates
            or self._context.tokens[index].text == ","
            or self._language.date_cues.at(self._norms, index)
        ):
            index = dates.get(index, index) + 1
        if index > clause.last or not any(first > event.first for first in dates):
            return False
        if self._context.is_self(index) or self._context.is_self(index + 1):
            return True
        typed = self._subjects.typed_within(range(index + 1, index + 3))
        own = bool(typed) and self._subjects.fitting(event._replace(last=index), clause)
        return own and self._norms[index] in self._language.indefinite

    def out_of_it(self, event: Mention, clause: Clause) -> bool:
        """True for "Out of the hardship came", "and from it came"."""
        if self._norms[clause.first] in self._words["sources"]:
            return True
        source = event.first - 2
        joined = source > clause.first and self._language.coordinators.at(self._norms, source - 1)
        return bool(joined) and self._norms[source] in self._words["sources"]

    def into_us(self, event: Mention, clause: Clause) -> bool:
        """True for "the producers have been organised as KANTU since 1996"."""
        near = range(event.last + 1, min(event.last + 4, clause.last + 1))
        named = next((i for i in near if self._context.is_self(i)), None)
        called = self._norms[event.last + 1 : event.last + 2]
        if bool(called) and called[0] in self._words["as"] and named is not None:
            return True
        return bool(called) and called[0] in self._words["joining"] and self.unions.in_our_type(event, clause)

    def as_our_type(self, event: Mention, clause: Clause) -> bool:
        """True for "the women registered as a society"."""
        norms = self._norms[event.last + 1 : event.last + 3]
        if len(norms) < 2 or norms[0] not in self._words["as"] or norms[1] not in self._language.indefinite:
            return False
        near = range(event.last + 3, event.last + _TYPE_NEAR)
        return bool(self._subjects.typed_within(near)) and self._subjects.fitting(event, clause)

    def certifies(self, event: Mention, clause: Clause) -> bool:
        """True for "registered as producers of organic rooibos", "entered in the FLO register"."""
        context = self._context
        if self._honours(event, clause):
            return True
        overlapping = [
            m for m in context.words("certified", clause) if m.first <= event.last and m.last >= event.first
        ]
        if any(m.first < event.first or m.last > event.last or m == event for m in overlapping):
            return True
        if overlapping and event.value != "legal-noun":
            return True
        papers = ("legal-noun", "charter")
        if event.value in papers and any(
            m.first <= event.first <= m.last for m in context.words("scheme", clause)
        ):
            return True  # "the Fair Trade register"
        if event.value in ("existing", "origin") and self._of_certificate(event, clause):
            return True
        registers = ("existing", "legally-established", "legal-noun", "charter")  # "the Fair Trade register"
        if event.value in registers and event.first - 1 in {m.last for m in context.words("scheme", clause)}:
            return True
        dates = [d.first for d in context.within(context.dates, clause) if d.first > event.last]
        stop = min([event.last + 7, *dates])  # "legal status in 2006 and Fairtrade certification in 2009"
        near = [
            m
            for m in context.words("scheme", clause)
            if event.last < m.first < stop and not context.named_in(max(clause.first, m.first - 4), m.first)
        ]
        return bool(near) and event.value in ("legally-established", "legal-noun", "became", "charter")

    def _honours(self, event: Mention, clause: Clause) -> bool:
        """True for "the ministry recognised KANTU as the best exporter"."""
        if self._norms[event.last] not in self._words["recognising"]:
            return False
        return any(
            self._norms[i] in self._words["as"] and self._norms[i + 1] in self._language.definite
            for i in range(event.last + 1, min(event.last + _TYPE_NEAR + 2, clause.last))
        )

    def _of_certificate(self, event: Mention, clause: Clause) -> bool:
        """True for "Fairtrade certification is held by the union and dates from 2017"."""
        context, head = self._context, clause
        while (
            head.kind == "shared" and head.index and context.clauses[head.index - 1].sentence == head.sentence
        ):
            head = context.clauses[head.index - 1]
        stop = min(event.first, head.finite if head.finite is not None else head.first)
        return any(
            head.first <= m.first < stop and m.first - head.first <= _HEAD_NEAR
            for kind in ("scheme", "certified")
            for m in context.words(kind, head)
        )
