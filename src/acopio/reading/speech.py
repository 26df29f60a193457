"""Who speaks: persons tied to what they say, by a verb of speech, "according to X", or a name line by a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from acopio.documents.blocks import Block
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.persons import Person, PersonFinder
from acopio.reading.sentences import Sentence
from acopio.reading.speech_quotes import Stretch, dialogue, last_line, quoted_stretches
from acopio.reading.tokens import Token

_QUOTED: Final = frozenset({"paragraph", "quote", "item", "caption", "heading", "fact", "row"})
_NEAR: Final = 5  # tokens between a name and its verb of speech
_NEAR_QUOTE: Final = 8  # tokens between a closing quotation mark and the verb
_AFTER_VERB: Final = 9  # tokens between the verb and the name that follows it
_LONGEST_APPOSITION: Final = 16  # tokens between a name and its verb, in commas
_LONGEST_CAPTION: Final = 14  # tokens of a line above a quote that names who speaks
_SENTENCE_END: Final = frozenset({".", "!", "?", "…"})


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
        self._starts = [token.start for token in tokens]
        self._finder = PersonFinder(tokens, norms, mentions, runs, taken, language)
        self.persons = self._finder.found
        self._person_starts = [person.first for person in self.persons]
        said = mentions.get("speech", ())
        self._verbs = [m.first for m in said]
        self._verb_ends = {m.first: m.last for m in said}
        self._telling = {m.first for m in said if m.value != "quoted"}
        self._nouns = {m.first for kind in ("unit", "pronoun", "generic") for m in mentions.get(kind, ())}
        self._according = {m.last + 1: m for m in mentions.get("according", ())}
        self._unnamed = [m for m in mentions.get("role", ()) if m.first]

    def find(
        self, blocks: Sequence[Block], sentences: Sequence[Sentence], aside: frozenset[int] = frozenset()
    ) -> list[Speech]:
        """Return what persons say, in text order; not in the blocks `aside`."""
        found: list[Speech] = []
        by_block: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        for number, block in enumerate(blocks):
            lines = by_block.get(number)
            if not lines or number in aside or block.kind not in _QUOTED:
                continue
            said = list(self._quoted(number, blocks, lines))
            covered = {speech.sentence for speech in said}
            said += self._reported([line for line in lines if line.index not in covered], number, bool(said))
            found += sorted(said, key=lambda speech: speech.start)
        return found

    # Quoted words

    def _quoted(self, number: int, blocks: Sequence[Block], lines: Sequence[Sentence]) -> Iterator[Speech]:
        """What stands in quotation marks, in a quote block, or in the first person above a name line."""
        first, stop = lines[0].first, lines[-1].last + 1
        stretches = list(quoted_stretches(self._tokens, first, stop))
        verbs = self._verbs[bisect_left(self._verbs, first) : bisect_left(self._verbs, stop)]
        stretches = stretches or list(dialogue(self._tokens, verbs, first, stop))
        below = self._below(number, blocks)
        if not stretches and (blocks[number].kind == "quote" or below is not None):
            line = last_line(self._tokens, self._text, first, stop)
            end = line if line is not None and self._finder.in_line(line, stop) else stop
            if end < stop or below is not None:
                stretches = [Stretch(first, end - 1, first - 1, end)]
        opened: set[tuple[int, int]] = set()
        speaker: Person | None = None
        for stretch in stretches:
            speaker = (
                self._beside(stretch, first, stop)
                or self._line_after(stretch, stop, below)
                or speaker
                or self._above(number, blocks)
            )
            if speaker is None:
                continue
            name = (self._tokens[speaker.first].start, self._tokens[speaker.last].end)
            start, end = self._tokens[stretch.first].start, self._tokens[stretch.last].end
            for sentence in lines:
                if sentence.start < end and start < sentence.end:
                    yield Speech(
                        start, end, name, speaker.role, True, number, sentence.index, name not in opened
                    )
                    opened.add(name)

    def _below(self, number: int, blocks: Sequence[Block]) -> Person | None:
        """The person of the next block, where that is a name line."""
        if number + 1 >= len(blocks) or blocks[number + 1].kind == "boilerplate":
            return None
        following = blocks[number + 1]
        first, stop = bisect_left(self._starts, following.start), bisect_left(self._starts, following.end)
        marked = following.kind == "attribution" or self._text[following.start] in "—–-"
        person = self._finder.in_line(first, stop)
        quoted = blocks[number].kind == "quote" or self._text[blocks[number].start] in '“«"„*_'
        return person if person and (marked or quoted) else None

    def _above(self, number: int, blocks: Sequence[Block]) -> Person | None:
        """The person that a caption or a short line above a quote names: "Ma Hawa with her passbook."."""
        if number == 0 or blocks[number - 1].kind not in ("caption", "heading", "paragraph"):
            return None
        above = blocks[number - 1]
        first, stop = bisect_left(self._starts, above.start), bisect_left(self._starts, above.end)
        if stop - first > _LONGEST_CAPTION:
            return None
        return self._person_from(first, stop)

    def _line_after(self, stretch: Stretch, stop: int, below: Person | None) -> Person | None:
        """The person of what is left of the block behind the quote, or of the block below."""
        rest = stretch.after
        while rest < stop and self._tokens[rest].kind == "mark" and self._tokens[rest].text not in "—–-":
            rest += 1
        if rest < stop:
            return self._finder.in_line(rest, stop)
        return below

    def _beside(self, stretch: Stretch, first: int, stop: int) -> Person | None:
        """The person who says it in the same sentence, behind the quote or before it."""
        end = stretch.after
        while (
            end < stop and self._tokens[end].text not in _SENTENCE_END and self._tokens[end].text not in '“«"'
        ):
            end += 1
        verb = self._verb_in(stretch.after, min(end, stretch.after + _NEAR_QUOTE))
        if verb is not None:
            return self._at_verb(verb, stretch.after, end)
        begin = stretch.before
        while begin >= first and self._tokens[begin].text not in _SENTENCE_END:
            begin -= 1
        verb = self._verb_in(begin + 1, stretch.before)
        if verb is not None:
            return self._at_verb(verb, begin + 1, stretch.before)
        if stretch.before >= first and self._tokens[stretch.before].text == ":":
            return self._person_from(begin + 1, stretch.before)
        return None

    def _verb_in(self, first: int, stop: int) -> int | None:
        index = bisect_left(self._verbs, first)
        return self._verbs[index] if index < len(self._verbs) and self._verbs[index] < stop else None

    def _at_verb(self, verb: int, first: int, stop: int) -> Person | None:
        """The person next to a verb of speech: after it ("says director Ana Quispe"), else before it."""
        after = self._verb_ends[verb] + 1
        for index in range(after, min(stop, after + _AFTER_VERB)):
            if self._tokens[index].text in (",", ";") and index == after:
                break
            if person := self._person_at(index):
                return person
            if self._tokens[index].text in (",", ";", "—", "–") or index in self._nouns:
                break
        for index in range(verb - 1, max(first, verb - _LONGEST_APPOSITION) - 1, -1):
            if person := self._person_at(index):
                return person
        return None

    def _person_from(self, first: int, stop: int) -> Person | None:
        return next((person for index in range(first, stop) if (person := self._person_at(index))), None)

    def _person_at(self, index: int) -> Person | None:
        """The person whose name begins (or is taken up again) at a token."""
        low = bisect_left(self._person_starts, index)
        if low < len(self.persons) and self.persons[low].first == index:
            return self._full(self.persons[low])
        if low and self.persons[low - 1].last >= index:
            return self.persons[low - 1]
        if person := self._finder.named(index):
            return person
        token = self._tokens[index]
        if token.capitalised and token.kind == "word" and index not in self._finder.taken:
            alone = len(token.norm) > 2 and token.norm not in self._language.not_names
            if alone and not self._finder.is_other(index):
                return Person(index, index, self._finder.role(index, index))
        return None

    def _full(self, person: Person) -> Person:
        """The same person where named with a role, or with more of the name."""
        if person.role is None and (known := self._finder.named(person.last)) is not None:
            return known if known.role else person
        return person

    # Reported words

    def _reported(self, lines: Sequence[Sentence], number: int, quoted: bool) -> Iterator[Speech]:
        """Sentences that tell what a person says: "X says that …", "according to X", "as a speaker for Y puts it"."""
        speaker = ""
        for line in lines:
            person = self._reporter(line)
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
            if person.first in self._according:
                return self._full(person)
            verb = self._own_verb(person, line.last)
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
        return self._unnamed_speaker(line)

    def _own_verb(self, person: Person, last: int) -> int | None:
        """The verb of speech whose subject a person is: next to the name, or behind words in commas."""
        after = person.last + 1
        index = bisect_left(self._verbs, after)
        while index < len(self._verbs) and self._verbs[index] <= min(last, person.last + _LONGEST_APPOSITION):
            verb = self._verbs[index]
            index += 1
            if verb not in self._telling:
                continue
            near = verb - person.last <= _NEAR and not any(i in self._nouns for i in range(after, verb))
            commas = self._tokens[after].text in (",", "(") and self._tokens[verb - 1].text in (",", ")")
            if near or commas:
                return verb
        before = bisect_left(self._verbs, person.first) - 1
        near = before >= 0 and self._verb_ends[self._verbs[before]] >= person.first - 3
        if near and self._verbs[before] in self._telling:
            return self._verbs[before]
        return None

    def _relative_before(self, verb: int, index: int) -> bool:
        """True for "…, which Maria says was …": said in passing."""
        return self._norms[min(verb, index) - 1] in self._language.relative_words

    def _unnamed_speaker(self, line: Sentence) -> Person | None:
        """ "a speaker for Heiveld": somebody who speaks without a name."""
        for role in self._unnamed:
            if not line.first < role.first <= line.last:
                continue
            before = role.first - 1
            if self._norms[before] not in self._language.number_articles:
                continue
            stop = role.last + 1
            while stop <= line.last and stop <= role.last + _NEAR and stop not in self._verb_ends:
                stop += 1
            if stop in self._telling:
                end = stop - 1
                while end > role.last and self._norms[end] in self._language.relative_words:
                    end -= 1
                return Person(before, end, None)
        return None
