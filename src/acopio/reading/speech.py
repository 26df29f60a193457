"""Who speaks: names tied to what they say, by "X says that …", "according to X", or a name under a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from acopio.documents.blocks import Block
from acopio.reading.language import Language
from acopio.reading.layout import looks_like_person
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.sentences import Sentence
from acopio.reading.tokens import Token

_QUOTE_MARKS: Final = frozenset('"“”«»„')
_NEAR: Final = 12  # tokens between a name and its verb of speech


class Speech(NamedTuple):
    """Words that a person says: offsets of the sentences (or block) that report them, and who it is.

    `speaker` and `role` are offsets of the name and of "the general manager" beside it; `direct` is true
    for words between quotation marks or in the first person above a name line.
    """

    start: int
    end: int
    speaker: tuple[int, int]
    role: tuple[int, int] | None
    direct: bool
    block: int
    sentence: int | None = None


class Person(NamedTuple):
    """A person's name in the text: its tokens, and the role beside it where there is one."""

    first: int
    last: int
    role: tuple[int, int] | None


class SpeechFinder:
    """Finds persons and what they say in one text."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        norms: Sequence[str],
        mentions: Mapping[str, list[Mention]],
        runs: Sequence[CapitalRun],
        taken: frozenset[int],
        language: Language,
    ) -> None:
        """Keep what is looked at; `taken` are tokens of organisations' names, which are no persons."""
        self._text, self._tokens, self._norms, self._language = text, tokens, norms, language
        self._mentions = mentions
        self._verbs = [m.first for m in mentions.get("speech", ())]
        self._nouns = {m.first for kind in ("unit", "pronoun", "generic") for m in mentions.get(kind, ())}
        self._roles = mentions.get("role", [])
        self._role_starts = [m.first for m in self._roles]
        self._according = {m.last + 1 for m in mentions.get("according", ())}
        self.persons = [p for run in runs if (p := self._person(run, taken))]

    def find(self, blocks: Sequence[Block], sentences: Sequence[Sentence]) -> list[Speech]:
        """Return what persons say, in text order."""
        found: list[Speech] = []
        by_block: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        starts = [person.first for person in self.persons]
        surnames = {self._norms[p.last]: p for p in reversed(self.persons) if p.last > p.first}
        for number, block in enumerate(blocks):
            if block.kind == "attribution" and number:
                if lines := by_block.get(number):
                    found.append(self._attributed(blocks[number - 1], number - 1, lines))
                continue
            speaker: Person | None = None
            for sentence in by_block.get(number, ()):
                person = self._speaker(sentence, starts) or self._by_surname(sentence, surnames)
                if person:
                    speaker = person
                    found.append(self._speech(sentence.start, sentence.end, person, number, sentence))
                elif speaker and block.kind == "quote":
                    found.append(self._speech(sentence.start, sentence.end, speaker, number, sentence))
        return found

    def _person(self, run: CapitalRun, taken: frozenset[int]) -> Person | None:
        first, last = run
        if first in taken or last in taken:
            return None
        if last - first > 5 or not looks_like_person(
            self._tokens[first : last + 1], self._mentions, self._language
        ):
            return None
        return Person(first, last, self._role(first, last))

    def _role(self, first: int, last: int) -> tuple[int, int] | None:
        """Words for what a person is: "X, a worker at Y," after the name, "general manager X" before it."""
        tokens = self._tokens
        after = last + 1
        if after < len(tokens) and tokens[after].text in (",", "(", "–"):
            index = bisect_left(self._role_starts, after)
            if index < len(self._roles) and self._roles[index].first <= after + 7:
                begin = after + 1
                while begin < self._roles[index].first and self._norms[begin] in self._language.articles:
                    begin += 1
                end = self._roles[index].last
                stop = end + 1
                while (
                    stop < len(tokens)
                    and stop - end <= 8
                    and tokens[stop].text not in (",", ")", ".", ";", "–", ":")
                ):
                    if self._language.is_finite(self._norms[stop]):
                        break
                    stop += 1
                return tokens[begin].start, tokens[max(end, stop - 1)].end
        index = bisect_left(self._role_starts, first) - 1
        if index >= 0 and self._roles[index].last == first - 1:
            return self._roles[index].start, self._roles[index].end
        return None

    def _speaker(self, sentence: Sentence, starts: Sequence[int]) -> Person | None:
        """The person in a sentence next to a verb of speech, or after "according to"."""
        low, high = bisect_left(starts, sentence.first), bisect_right(starts, sentence.last)
        for person in self.persons[low:high]:
            if person.first in self._according:
                return person
            after = bisect_left(self._verbs, person.last)
            reach = person.last + (_NEAR if person.role else 5)
            while after < len(self._verbs) and self._verbs[after] <= min(reach, sentence.last):
                if person.role or not self._somebody_else(person.last + 1, self._verbs[after]):
                    return person
                after += 1
            before = bisect_left(self._verbs, person.first) - 1
            if before >= 0 and sentence.first <= self._verbs[before] >= person.first - 2:
                return person
        return None

    def _somebody_else(self, first: int, stop: int) -> bool:
        """True where another subject stands between a name and a verb: "In X the farmers told …"."""
        return any(index in self._nouns for index in range(first, stop))

    def _by_surname(self, sentence: Sentence, surnames: Mapping[str, Person]) -> Person | None:
        """A person named in full before: "says Rodriguez Ortiz", "Heldaja adds"."""
        for verb in self._verbs[
            bisect_left(self._verbs, sentence.first) : bisect_right(self._verbs, sentence.last)
        ]:
            for position in range(max(sentence.first, verb - 3), min(sentence.last, verb + 3) + 1):
                person = surnames.get(self._norms[position])
                between = (position + 1, verb) if position < verb else (verb + 1, position)
                if self._somebody_else(*between):
                    continue
                if person and self._tokens[position].capitalised and person.first < position:
                    return person
        return None

    def _speech(self, start: int, end: int, person: Person, block: int, sentence: Sentence) -> Speech:
        tokens = self._tokens
        direct = any(tokens[i].text[0] in _QUOTE_MARKS for i in range(sentence.first, sentence.last + 1))
        name = (tokens[person.first].start, tokens[person.last].end)
        return Speech(start, end, name, person.role, direct, block, sentence.index)

    def _attributed(self, quote: Block, number: int, lines: Sequence[Sentence]) -> Speech:
        """What stands above a name line: the name up to a comma, the role after it."""
        first, last = lines[0].first, lines[-1].last
        while first < last and self._tokens[first].kind == "mark":
            first += 1
        stop = first
        while stop <= last and self._tokens[stop].text not in (",", "(", "–"):
            stop += 1
        name = (self._tokens[first].start, self._tokens[max(first, stop - 1)].end)
        role = (self._tokens[stop + 1].start, self._tokens[last].end) if stop + 1 <= last else None
        return Speech(quote.start, quote.end, name, role, True, number)
