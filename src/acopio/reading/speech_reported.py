"""What persons say without being quoted: "X says that …", "according to X", "for X, what matters is …"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.persons import Person, PersonFinder
from acopio.reading.sentences import Sentence
from acopio.reading.tokens import Token

_NEAR: Final = 5  # tokens between a name and its verb of speech
_LONGEST_APPOSITION: Final = 16  # tokens between a name and its verb, in commas
_FARTHEST: Final = 120  # tokens between "she says" and her name
_BEFORE_NAME: Final = 5  # tokens of a role between "according to", "for" or a verb and the name
_OPENING: Final = frozenset({"“", "«", '"', "„"})


class Speech(NamedTuple):
    """Words that a person says: offsets of the words, and who it is.

    `speaker` and `role` are offsets of the name and of "the general manager" beside it; `direct` is true
    for quoted words. `opening` is true for the first words of one speaker in one block: a speech that goes on
    comes once for each of its sentences.
    """

    start: int
    end: int
    speaker: tuple[int, int]
    role: tuple[int, int] | None
    direct: bool
    block: int
    sentence: int | None = None
    opening: bool = True


class ReportedWords:
    """Finds reported words; what it looks at is set by the class that also finds quoted ones."""

    _tokens: Sequence[Token]
    _norms: Sequence[str]
    _language: Language
    _finder: PersonFinder
    persons: list[Person]
    _person_starts: list[int]
    _verbs: list[int]
    _verb_ends: dict[int, int]
    _telling: set[int]
    _ends_of_telling: set[int]
    _pronouns: set[int]
    _nouns: set[int]
    _according: dict[int, Mention]
    _unnamed: list[Mention]

    def _antecedent(self, index: int) -> Person | None:
        """The person that "he" or "she" takes up: the one named last, not too long before."""
        person = self._finder.before(index, max(0, index - _FARTHEST))
        return self._full(person) if person else None

    def _full(self, person: Person) -> Person:
        """The same person where named with a role, or with more of the name."""
        if person.role is None and (known := self._finder.named(person.last)) is not None:
            return known if known.role else person
        return person

    def _reported(self, lines: Sequence[Sentence], number: int, quoted: bool) -> Iterator[Speech]:
        """Sentences that tell what a person says: "X says that …", "according to X", "as a speaker for Y puts it"."""
        speaker = ""
        for line in lines:
            person = None if self._tokens[line.first].text in _OPENING else self._reporter(line)
            if person is None:
                continue
            name = (self._tokens[person.first].start, self._tokens[person.last].end)
            surname = self._tokens[person.last].norm
            opening = not quoted and speaker != surname
            speaker = surname
            yield Speech(line.start, line.end, name, person.role, False, number, line.index, opening)

    def _reporter(self, line: Sentence) -> Person | None:
        low = bisect_left(self._person_starts, line.first)
        high = bisect_right(self._person_starts, line.last)
        for person in self.persons[low:high]:
            if person.first in self._according or self._after_role(person, line):
                return self._full(person)
            if self._is_concerned(person, line):
                return self._full(person)
            verb = self._own_verb(person, line)
            if verb is not None:
                return self._full(person)
        for verb in self._verbs[bisect_left(self._verbs, line.first) : bisect_right(self._verbs, line.last)]:
            if verb not in self._telling:
                continue
            after = self._verb_ends[verb] + 1
            for index in (verb - 1, after, after + 1):
                named = self._finder.named(index) if line.first <= index <= line.last else None
                if named and not self._relative_before(verb, index):
                    return named
        return (
            self._taken_up(line)
            or self._in_passing(line)
            or self._unnamed_speaker(line)
            or self._named_once(line)
        )

    def _named_once(self, line: Sentence) -> Person | None:
        """The person of "Jaozandry, who heads the committee, told us that …": one word, apposed."""
        first, language = line.first, self._language
        token = self._tokens[first]
        if first + 2 > line.last or self._tokens[first + 1].text != "," or token.kind != "word":
            return None
        apposed = self._norms[first + 2] in language.relative_words
        if not apposed or not token.capitalised or first in self._nouns or self._finder.is_other(first):
            return None
        person = Person(first, first, self._finder.role(first, first))
        return person if self._own_verb(person, line) is not None else None

    def _after_role(self, person: Person, line: Sentence) -> bool:
        """True for "according to field officer X" and ", says Lwenje's manager, X": a role before the name."""
        begin = max(line.first, person.first - _BEFORE_NAME)
        roles = [role for role in self._unnamed if begin <= role.first and role.last < person.first]
        if not roles:
            return False
        told = range(begin, roles[0].first + 1)
        return any(index in self._according or index - 1 in self._ends_of_telling for index in told)

    def _is_concerned(self, person: Person, line: Sentence) -> bool:
        """True for "For Rosa Quispe, a member, what matters is the price"."""
        if not line.first < person.first <= line.first + _BEFORE_NAME or person.last + 2 >= line.last:
            return False
        opens = self._norms[line.first] in self._language.concerning
        return opens and self._tokens[person.last + 1].text == "," and self._starts_after(person, line)

    def _starts_after(self, person: Person, line: Sentence) -> bool:
        """True where a statement of its own follows a person and what is said of them in commas."""
        rest = range(person.last + 2, line.last)
        return any(self._language.is_finite(self._norms[index]) for index in rest)

    def _in_passing(self, line: Sentence) -> Person | None:
        """The person of "The classes changed her life, she says, and …"."""
        low, high = bisect_left(self._verbs, line.first), bisect_right(self._verbs, line.last)
        for verb in self._verbs[low:high]:
            pronoun = verb - 1
            said = verb in self._telling and pronoun in self._pronouns and pronoun > line.first
            if said and self._tokens[pronoun - 1].text in (",", "—", "–"):
                return self._antecedent(pronoun)
        return None

    def _taken_up(self, line: Sentence) -> Person | None:
        """The person of "She, by the way, told me that …", at the beginning of a sentence."""
        low, high = bisect_left(self._verbs, line.first), bisect_right(self._verbs, line.last)
        for verb in self._verbs[low:high]:
            before = [i for i in range(max(line.first, verb - _NEAR - 2), verb) if i in self._pronouns]
            near = 2 if before and before[-1] + 1 < verb else _NEAR  # "To the Alliance she explains …"
            subject = before[-1] if before and before[-1] - line.first <= near else None
            if verb in self._telling and subject is not None and self._commas_only(subject + 1, verb):
                return self._antecedent(subject)
        return None

    def _commas_only(self, start: int, stop: int) -> bool:
        """True where nothing, or something in commas, stands between "she" and the verb."""
        marks = self._tokens[start].text == "," and self._tokens[stop - 1].text == ","
        return start == stop or (stop - start > 1 and marks)

    def _own_verb(self, person: Person, line: Sentence) -> int | None:
        """The verb of speech whose subject a person is: next to the name, or behind words in commas."""
        after = person.last + 1
        index = bisect_left(self._verbs, after)
        while index < len(self._verbs) and self._verbs[index] <= min(
            line.last, person.last + _LONGEST_APPOSITION
        ):
            verb = self._verbs[index]
            index += 1
            if verb not in self._telling:
                continue
            of = self._norms[after] in self._language.prepositions
            near = verb - person.last <= _NEAR and not any(self._parts(i, of) for i in range(after, verb))
            commas = self._tokens[after].text in (",", "(") and self._tokens[verb - 1].text in (",", ")")
            if near or commas:
                return verb
        before = bisect_left(self._verbs, person.first) - 1
        near = before >= 0 and self._verb_ends[self._verbs[before]] >= max(line.first, person.first - 3)
        if near and self._verbs[before] in self._telling:
            return self._verbs[before]
        return None

    def _parts(self, index: int, of: bool) -> bool:
        """True for what may not stand between a person and the verb: another noun, a conjunction, "which Maria"."""
        norm, language = self._norms[index], self._language
        tied = norm not in language.prepositions and language.subordinators.at(self._norms, index) is not None
        noun = not of and (index in self._nouns or norm in language.articles)  # "X of the women's group says"
        return noun or norm in language.relative_words or tied

    def _relative_before(self, verb: int, index: int) -> bool:
        """True for "…, which Maria says was …": said in passing."""
        return self._norms[min(verb, index) - 1] in self._language.relative_words

    def _unnamed_speaker(self, line: Sentence) -> Person | None:
        """ "a speaker for Heiveld": somebody who speaks without a name."""
        for role in self._unnamed:
            if not line.first < role.first <= line.last:
                continue
            before = role.first - 1
            named = self._norms[before] in self._language.definite and before <= line.first + 1
            if self._norms[before] not in self._language.indefinite and not named:
                continue
            stop = role.last + 1
            far = 2 * _NEAR if self._tokens[stop].text == "," else _NEAR
            if named and stop not in self._verb_ends and self._tokens[stop].text != ",":
                continue
            while stop <= line.last and stop <= role.last + far and stop not in self._verb_ends:
                stop += 1
            if stop in self._telling:
                end = stop - 1
                while end > role.last and self._norms[end] in self._language.relative_words:
                    end -= 1
                return Person(before, end, None)
        return None
