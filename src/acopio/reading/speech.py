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
_FARTHEST: Final = 120  # tokens between "she says" and her name
_LONGEST_CAPTION: Final = 14  # tokens of a line above a quote that names who speaks
_OPENING: Final = frozenset({"“", "«", '"', "„"})
_LONGEST_NAME_LINE: Final = 40  # code points
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
        self._pronouns = {m.first for m in mentions.get("pronoun", ()) if m.value in ("he", "she")}
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
            if block.kind == "heading":
                found += sorted(said, key=lambda speech: speech.start)
                continue
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
            beside = self._beside(stretch, first, stop)
            if beside is None and stretch.short:
                continue
            speaker = (
                beside
                or self._line_after(stretch, stop, below)
                or speaker
                or self._told_before(stretch, lines)
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

    def _told_before(self, stretch: Stretch, lines: Sequence[Sentence]) -> Person | None:
        """The person that the sentence before a quote is about: "Salimata gives no interviews. “I had …”"."""
        here = bisect_right(lines, stretch.first, key=lambda line: line.first) - 1
        if here < 1:
            return None
        before = lines[here - 1]
        opening = range(before.first, min(before.last + 1, before.first + _LONGEST_CAPTION))
        persons = (self._finder.named(i) or self._named_in_full(i) for i in opening)
        return next((person for person in persons if person is not None), None)

    def _named_in_full(self, index: int) -> Person | None:
        low = bisect_left(self._person_starts, index)
        found = low < len(self.persons) and self.persons[low].first == index
        return self._full(self.persons[low]) if found else None

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
        role = any(m.first >= first and m.last < stop for m in self._unnamed)
        if stop - first <= _NEAR and role and number > 1:  # a name, then a line with the role
            above = blocks[number - 2]
            if above.end - above.start <= _LONGEST_NAME_LINE:
                first = bisect_left(self._starts, above.start)
        persons = (self._finder.named(i) or self._named_in_full(i) for i in range(first, stop))
        return next((person for person in persons if person is not None), None)

    def _line_after(self, stretch: Stretch, stop: int, below: Person | None) -> Person | None:
        """The person of what is left of the block behind the quote, or of the block below."""
        rest = stretch.after
        while rest < stop and self._tokens[rest].kind == "mark" and self._tokens[rest].text not in "—–-":
            rest += 1
        if rest < stop:
            marked = self._tokens[rest].text in "—–-" or self._tokens[rest - 1].text[0] in "*_>"
            return self._finder.in_line(rest, stop, sure=marked)
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
        for index in range(stretch.after, min(end, stretch.after + _NEAR)):
            if index in self._according:
                return self._person_at(index)
        begin = stretch.before
        while begin >= first and self._tokens[begin].text not in _SENTENCE_END:
            begin -= 1
        verb = self._verb_in(begin + 1, stretch.before)
        if verb is not None:
            return self._at_verb(verb, begin + 1, stretch.before)
        colon = stretch.before
        while colon > begin + 1 and (
            self._tokens[colon].text[0] in "*_" or self._tokens[colon].kind == "break"
        ):
            colon -= 1
        if colon >= first and self._tokens[colon].text == ":":
            return self._person_from(begin + 1, stretch.before)
        return None

    def _verb_in(self, first: int, stop: int) -> int | None:
        index = bisect_left(self._verbs, first)
        return self._verbs[index] if index < len(self._verbs) and self._verbs[index] < stop else None

    def _at_verb(self, verb: int, first: int, stop: int) -> Person | None:
        """The person next to a verb of speech: after it ("says director Ana Quispe"), else before it."""
        after = self._verb_ends[verb] + 1
        for index in (verb - 1, after):
            if index in self._pronouns and index < stop:
                return self._antecedent(index)
        one = after < stop and self._norms[after] in self._language.indefinite  # "one of the members, Elsa"
        for index in range(after, min(stop, after + _AFTER_VERB)):
            if self._tokens[index].text in (",", ";") and index == after:
                break
            if person := self._person_at(index):
                return person
            if one and self._tokens[index].text != ";":
                continue
            if self._tokens[index].text in (",", ";", "—", "–") or index in self._nouns:
                break
        for index in range(verb - 1, max(first, verb - _LONGEST_APPOSITION) - 1, -1):
            if person := self._person_at(index):
                return person
        return None

    def _antecedent(self, index: int) -> Person | None:
        """The person that "he" or "she" takes up: the one named last, not too long before."""
        person = self._finder.before(index, max(0, index - _FARTHEST))
        return self._full(person) if person else None

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
        return self._taken_up(line) or self._unnamed_speaker(line)

    def _taken_up(self, line: Sentence) -> Person | None:
        """The person of "She, by the way, told me that …", at the beginning of a sentence."""
        low, high = bisect_left(self._verbs, line.first), bisect_right(self._verbs, line.last)
        for verb in self._verbs[low:high]:
            before = [i for i in range(max(line.first, verb - _NEAR - 2), verb) if i in self._pronouns]
            subject = before[-1] if before and before[-1] - line.first <= 2 else None
            if verb in self._telling and subject is not None and self._commas_only(subject + 1, verb):
                return self._antecedent(subject)
        return None

    def _commas_only(self, start: int, stop: int) -> bool:
        """True where nothing, or something in commas, stands between "she" and the verb."""
        marks = self._tokens[start].text == "," and self._tokens[stop - 1].text == ","
        return start == stop or (stop - start > 1 and marks)

    def _own_verb(self, person: Person, last: int) -> int | None:
        """The verb of speech whose subject a person is: next to the name, or behind words in commas."""
        after = person.last + 1
        index = bisect_left(self._verbs, after)
        while index < len(self._verbs) and self._verbs[index] <= min(last, person.last + _LONGEST_APPOSITION):
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
        near = before >= 0 and self._verb_ends[self._verbs[before]] >= person.first - 3
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
            if self._norms[before] not in self._language.indefinite:
                continue
            stop = role.last + 1
            far = 2 * _NEAR if self._tokens[stop].text == "," else _NEAR
            while stop <= line.last and stop <= role.last + far and stop not in self._verb_ends:
                stop += 1
            if stop in self._telling:
                end = stop - 1
                while end > role.last and self._norms[end] in self._language.relative_words:
                    end -= 1
                return Person(before, end, None)
        return None
