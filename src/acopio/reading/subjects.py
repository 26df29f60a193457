"""Who a clause is about: the organisation itself, its members, somebody else, or nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from acopio.reading.clauses import Clause
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.naming import Naming
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.sentences import Sentence
from acopio.reading.subject_bodies import UNITED, KnownBodies
from acopio.reading.tokens import Token

Who = Literal["self", "members", "other", "unknown"]
_PERSONS: Final = frozenset({"he", "she", "i"})
_BODIES: Final = frozenset({"cooperative", "association", "organizations"})  # units that are organisations
_INSERTION: Final = 10  # tokens of a participle that stands between a name and its relative clause
_BRACKETS: Final = {"(": 1, ")": -1}
_OBJECT: Final = 3  # tokens after a verb in which its pronoun comes
_SUBJECT_SPAN: Final = 30  # tokens before the verb that are looked at


class Subject(NamedTuple):
    """Who a clause is about; `carried` where that comes from a sentence or clause before."""

    who: Who
    first: int | None = None  # the tokens that say so, where there are any in the clause
    last: int | None = None
    carried: bool = False


class SubjectResolver(KnownBodies):
    """Tells the subjects of the clauses of one text, carrying them from one to the next."""

    def __init__(
        self,
        tokens: Sequence[Token],
        norms: Sequence[str],
        mentions: Mapping[str, list[Mention]],
        naming: Naming,
        runs: Sequence[CapitalRun],
        language: Language,
    ) -> None:
        """Keep what is looked at: names, pronouns, generic nouns, other organisations."""
        super().__init__(tokens, norms, mentions, naming, runs, language)
        self._pronouns = {m.first: m for m in mentions.get("pronoun", ())}
        self._outsiders = {m.first for m in mentions.get("outsider", ())}
        self._people = {m.first: m for kind in ("part", "unit") for m in mentions.get(kind, ())}
        nouns = {m.first for kind in ("certified", "standing") for m in mentions.get(kind, ())}
        #: "Rainforest Alliance certification", which no "it" takes up
        self._certificates = {m.first for m in mentions.get("scheme", ()) if m.last + 1 in nouns}

    def resolve(self, clauses: Sequence[Clause], sentences: Sequence[Sentence]) -> list[Subject]:
        """Return the subject of each clause, in order."""
        subjects: list[Subject] = []
        carried: Who = "self"
        block = sentence = -1
        for clause in clauses:
            if clause.sentence != sentence:
                sentence = clause.sentence
                if sentences[sentence].block != block:
                    block = sentences[sentence].block
                    carried = "self"  # a paragraph of a profile is about the producer until it says otherwise
                if subjects and carried not in ("self", "other"):
                    carried = self._last_named(clauses, len(subjects) - 1) or carried
            before = subjects[-1] if subjects and clauses[len(subjects) - 1].sentence == sentence else None
            subject = self._of(clause, before, carried)
            subjects.append(subject)
            if subject.who != "unknown" and clause.kind in ("main", "coordinate"):
                person = self._pronouns.get(subject.first) if subject.first is not None else None
                taken_up = (
                    person is None or person.value not in _PERSONS
                )  # "it" after "she": the organisation
                if (
                    taken_up
                    and subject.first not in self._certificates
                    and not self._acts_on(subject, clause)
                ):
                    carried = subject.who
        return subjects

    def _acts_on(self, subject: Subject, clause: Clause) -> bool:
        """True for "An NGO advised them": the next "they" are those it advised."""
        if subject.who != "other" or clause.finite is None:
            return False
        them = self._language.membership["them"]
        return any(
            index in self._pronouns and (self._norms[index] in them or self._is_object(index, clause))
            for index in range(clause.finite + 1, min(clause.last, clause.finite + _OBJECT) + 1)
        )

    def _is_object(self, index: int, clause: Clause) -> bool:
        """True for the "it" of "forty neighbours started it in 2008"."""
        pronoun = self._pronouns[index]
        if (
            pronoun.value != "it"
            or pronoun.first != pronoun.last
            or self._norms[index] in self._language.owners
        ):
            return False
        return index == (clause.finite or 0) + 1 and not self._language.pro_drop

    def is_self(self, index: int) -> bool:
        """True where a name of the organisation, or a noun that stands for it, begins at a token."""
        return index in self._self_at or self._generic_self(index) == "self"

    def _of(self, clause: Clause, before: Subject | None, carried: Who) -> Subject:
        stop = clause.finite if clause.finite is not None else min(clause.last + 1, clause.first + 8)
        if clause.finite in self._pronouns and "'" in self._norms[clause.finite or 0]:
            stop += 1  # "They're", pronoun and verb in one
        stop = min(stop, clause.first + _SUBJECT_SPAN)
        if clause.kind == "shared" and before:
            return before._replace(carried=True)
        if clause.kind == "relative" and before:
            near = self._nearest_before(clause.first)
            return near or before._replace(carried=True)
        found: Subject | None = None
        position, open_ = clause.first, 0
        while position < stop:
            if position > clause.first and self._tokens[position].kind == "mark":
                open_ = max(0, open_ + _BRACKETS.get(self._tokens[position].text, 0))
            if open_:
                position += 1
                continue  # "Certified by FLO (FLO-ID 1742), it"
            head = None if self._objective(position) else self._head(position, carried)
            if self._norms[position] in self._language.owners and position + 1 < stop:
                # "its members" are members, "its coffee" is the organisation's.
                head = self._owned(position, stop, carried)
            if head:
                inside = position > clause.first and self._governed(position, clause.first)
                if found is None or (not inside and self._governed(found.first or 0, clause.first)):
                    found = head
                position = head.last or position
            position += 1
        if found and found.first is not None:
            alone = clause.finite is None and found.first in self._generics and found.who == "other"
            if alone and (before or carried == "self"):
                return Subject(before.who if before else carried, carried=True)  # in apposition
            if found.first == clause.first or not self._governed(found.first, clause.first):
                return found
        known: Who = before.who if before else carried
        if self._language.pro_drop and clause.finite is not None:
            return self._dropped(clause, clause.finite, known)
        if clause.finite is None or stop <= clause.first:
            return Subject(known, carried=True)
        if before and clause.kind in ("subordinate", "parenthesis", "list"):
            return before._replace(carried=True)
        return Subject("unknown")

    def _dropped(self, clause: Clause, verb: int, carried: Who) -> Subject:
        """Tell the subject that Spanish leaves out: "En 2004 obtuvo …" is about whoever was told of."""
        if self._tokens[verb].norm.endswith(self._language.first_plural):
            return Subject("self", verb, verb)  # "contamos con"
        for position in range(verb + 1, min(verb + 4, clause.last + 1)):
            if self._norms[position] in self._language.prepositions:
                break
            head = self._self_at.get(position), self._other_at.get(position)
            if head != (None, None):
                return Subject("other" if head[0] is None else "self", position, head[0] or head[1])
        tied = clause.kind in ("subordinate", "parenthesis", "list")
        if not tied and not self._adverbial(clause.first, verb):
            return Subject("unknown")
        return Subject(carried, carried=True)

    def _objective(self, index: int) -> bool:
        """True for "nos" in "nos contó que", not in "nos organizamos": whom the verb is done to."""
        language, norms = self._language, self._norms
        if not language.pro_drop or norms[index] not in language.foundings["datives"]:
            return False
        return index + 1 < len(norms) and not norms[index + 1].endswith(language.first_plural)

    def _adverbial(self, first: int, verb: int) -> bool:
        """True where nothing before a verb can be its subject: adverbs, clitics, prepositional phrases, times."""
        language, norms = self._language, self._norms
        governed = False
        for index in range(first, verb):
            norm, token = norms[index], self._tokens[index]
            if token.kind == "mark":
                governed = governed and token.text != ","
            elif norm in language.prepositions:
                governed = True
            elif norm in language.articles and governed:
                before = norms[index - 1]
                if before not in language.prepositions and before not in language.quantifiers:
                    return False  # "En 2010 el pueblo recibió"
            elif not governed and not self._adverb(index):
                return False
        return True

    def _adverb(self, index: int) -> bool:
        language, norm = self._language, self._norms[index]
        words = language.membership["focus"] | language.foundings["adverbs"] | language.foundings["passive"]
        clitics = language.foundings["clitics"] | language.foundings["datives"]
        if norm in words or norm in clitics or norm.endswith(language.adverb_endings):
            return True
        units = language.relative_dates["year_unit"], language.relative_dates["later"]
        near = range(max(0, index - 2), index + 3)
        return any(unit.at(self._norms, i) for unit in units for i in near)

    def _last_named(self, clauses: Sequence[Clause], index: int) -> Who | None:
        """The organisation named last in the sentence before, for "it" to take up."""
        sentence = clauses[index].sentence
        last = clauses[index].last
        while index >= 0 and clauses[index].sentence == sentence:
            first = clauses[index].first
            index -= 1
        for position in range(last, max(first, last - 60) - 1, -1):
            if position in self._self_at:
                return "self"
            if position in self._other_at:
                return "other"
            if position in self._generics and self._norms[position - 1] in self._language.indefinite:
                return None  # "they set up an association. It"
        return None

    def _owned(self, position: int, stop: int, carried: Who) -> Subject:
        for following in range(position + 1, min(stop, position + 4)):
            if person := self._people.get(following):
                return Subject("members", following, person.last)
        return Subject(carried, position, position, carried=True)

    def _head(self, position: int, carried: Who) -> Subject | None:
        if position in self._self_at:
            return Subject("self", position, self._self_at[position])
        if position in self._other_at:
            return Subject("other", position, self._other_at[position])
        if pronoun := self._pronouns.get(position):
            if pronoun.value == "we":
                return Subject("self", position, position)
            if pronoun.value == "it":
                who: Who = carried if carried in ("self", "other") else "self"
                return Subject(who, position, position, carried=True)
            if pronoun.value == "they":
                return Subject(
                    "members" if carried == "unknown" else carried, position, position, carried=True
                )
            return Subject("other", position, position)
        if position in self._generics:
            who_is = self._generic_self(position)
            if who_is:
                return Subject(who_is, position, self._generics[position].last)
        if person := self._people.get(position):
            if self._some_bodies(person):
                return Subject("other", position, person.last)
            following = person.last + 1
            if self._possessive_mark(following) and following + 1 in self._generics:
                return None  # "the farmers' association"
            owned = self._tokens[person.last].possessive and following in self._generics
            if owned and self._of_some(person.last, self._generics[following]):
                return None  # "the women's group"
            return Subject("members", position, person.last)
        return None

    def _some_bodies(self, mention: Mention) -> bool:
        """True for "many co-operatives of the country", of an organisation that is no union of them."""
        if mention.value not in _BODIES or not self._own_types or "union" in self._own_types:
            return False
        return mention.first > 0 and self._norms[mention.first - 1] in self._language.quantifiers

    def _governed(self, position: int, first: int) -> bool:
        """True for a noun after "of", "in", "by": not the subject of its clause."""
        if position in self._pronouns and self._language.relative_dates["later"].at(
            self._norms, position - 1
        ):
            return False  # "Three years on it registered"
        index = position - 1
        while index >= first and index >= position - 4:
            norm = self._norms[index]
            agents = self._language.membership["agents"]  # "founded by 38 planters"
            counted = self._tokens[index].kind == "number" and self._norms[index - 1] in agents
            if counted or norm in self._language.articles or norm in self._language.definite:
                index -= 1
                continue
            if norm not in self._language.prepositions:
                return False
            return not (index > first and self._norms[index - 1] in self._language.quantifiers)
        return False

    def _generic_self(self, position: int) -> Who | None:
        """Tell whether "the union" is the organisation or another one; None where it is a mere noun."""
        mention = self._generics.get(position)
        if mention is None:
            return None
        if position in self._other_at and position not in self._self_at:
            return "other"  # "la Unión Europea", "la Central de Cooperativas del Norte"
        if self._of_some_after(mention):
            return "other"
        first = position
        if self._possessive_mark(first - 1) and not self._of_some(first - 2, mention):
            first -= 2  # "the farmers' association"
        while first > 0 and position - first < 4 and self._tokens[first - 1].kind == "word":
            norm = self._norms[first - 1]
            if norm in self._language.indefinite or self._of_some(first - 1, mention):
                return "other"
            if norm in self._language.definite:
                if self._names_another(mention) or self._above(mention):
                    return "other"
                if mention.value in self._other_types and not self._called_so(mention):
                    since = self._other_types[mention.value]
                    if since < position:
                        return "other"
                return "self"
            if norm in self._language.subject_starters or self._language.is_finite(norm):
                return None  # "the way you farm"
            first -= 1
        return None

    def _called_so(self, mention: Mention) -> bool:
        """True for a noun that the organisation's own name has, a legal form apart."""
        types = self._naming.types
        return mention.value in types and not (mention.value == "company" and bool(types & UNITED))

    def _possessive_mark(self, index: int) -> bool:
        """True for the mark after "farmers'"."""
        if not 0 < index < len(self._tokens) or self._tokens[index].text not in "'’":
            return False
        return self._tokens[index].start == self._tokens[index - 1].end

    def _above(self, mention: Mention) -> bool:
        """True for a body above one that is called a co-operative: "la Fédération nationale", "l'union dont"."""
        if mention.value != "union" or not self._own_types or "union" in self._own_types:
            return False
        following = self._norms[mention.last + 1 : mention.last + 4]
        related = any(norm in self._language.relative_words for norm in following)
        return related or self._tokens[mention.first].capitalised

    def _names_another(self, mention: Mention) -> bool:
        """True for "the federation FENACAF", "la empresa importadora": another's name or trade comes next."""
        following = mention.last + 1
        if following in self._outsiders or mention.first in self._outsiders:
            return True
        return following in self._other_at and following not in self._self_at

    def _of_some(self, index: int, mention: Mention) -> bool:
        """True for "the women's group": it is of some of the members, where our name does not say so."""
        part = self._people.get(index)
        if part is None or part.kind != "part" or mention.value != "any":
            return False
        return not any(
            self._norms[index] in self._norms[first : last + 1] for first, last in self._naming.mentions[:1]
        )

    def _of_some_after(self, mention: Mention) -> bool:
        """True for "la asociación de mujeres", "le groupement des jeunes": it is of some of the members."""
        index = mention.first + 1
        if self._norms[index : index + 1] and self._norms[index] in self._language.membership["of_words"]:
            index += 1
            while index < len(self._norms) and self._norms[index] in self._language.articles:
                index += 1
            part = self._people.get(index)
            if part is not None and part.kind == "part" and mention.value not in self._naming.types:
                names = self._naming.mentions[:1]
                return not any(self._norms[index] in self._norms[first : last + 1] for first, last in names)
        return False

    def _nearest_before(self, index: int) -> Subject | None:
        """The name or noun that a relative clause follows directly."""
        for position in range(index - 1, max(-1, index - 8), -1):
            head = self._head(position, "unknown") if position not in self._pronouns else None
            if head and head.last is not None and head.last >= index - 3:
                return head
        return self._before_insertion(index)

    def _before_insertion(self, index: int) -> Subject | None:
        """The other body before what commas part: "the federation FENAPROC, founded in 1980, which groups"."""
        if self._tokens[index - 1].text != ",":
            return None
        for position in range(index - 2, max(0, index - _INSERTION), -1):
            if self._tokens[position].text == ",":
                return next(
                    (Subject("other", f, last) for f, last in self.others if last == position - 1), None
                )
        return None
