"""Who speaks: persons tied to what they say, by a verb of speech, "according to X", or a name line by a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from acopio.documents.blocks import Block
from acopio.reading.language import Language
from acopio.reading.lexicon import Mention
from acopio.reading.naming_runs import CapitalRun
from acopio.reading.persons import Person, PersonFinder
from acopio.reading.sentences import Sentence
from acopio.reading.speech_quotes import Stretch, dialogue, last_line, quoted_stretches
from acopio.reading.speech_reported import ReportedWords
from acopio.reading.speech_reported import Speech as Speech
from acopio.reading.tokens import Token

_QUOTED: Final = frozenset({"paragraph", "quote", "item", "caption", "heading", "fact", "row"})
_NEAR: Final = 5  # tokens between a name and its verb of speech
_NEAR_QUOTE: Final = 8  # tokens between a closing quotation mark and the verb
_AFTER_VERB: Final = 9  # tokens between the verb and the name that follows it
_LONGEST_APPOSITION: Final = 16  # tokens between a name and its verb, in commas
_LONGEST_CAPTION: Final = 14  # tokens of a line above a quote that names who speaks
_QUESTIONS: Final = 6  # blocks above an answer in which the person asked is named
_QUOTE_MARKS: Final = frozenset('"“«„')
_LONGEST_NAME_LINE: Final = 40  # code points
_SENTENCE_END: Final = frozenset({".", "!", "?", "…"})


class SpeechFinder(ReportedWords):
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
        said = [m for m in mentions.get("speech", ()) if m.value != "passive"]
        self._verbs = [m.first for m in said]
        self._verb_ends = {m.first: m.last for m in said}
        self._telling = {m.first for m in said if m.value != "quoted"}
        self._ends_of_telling = {m.last for m in said if m.value != "quoted"}
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
                or self._interviewed(stretch, lines, number, blocks)
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
        if stop - first > _LONGEST_CAPTION:  # a paragraph on one person: "Afi Mensah is 45, a widow. …"
            opens = above.kind == "paragraph" and self._text[blocks[number].start] in _QUOTE_MARKS
            return self._named_in_full(first) if opens else None
        if above.kind == "heading" and self._text[above.start : above.end].isupper():
            return None
        role = any(m.first >= first and m.last < stop for m in self._unnamed)
        if stop - first <= _NEAR and role and number > 1:  # a name, then a line with the role
            above = blocks[number - 2]
            if above.end - above.start <= _LONGEST_NAME_LINE:
                first = bisect_left(self._starts, above.start)
        persons = (self._finder.named(i) or self._named_in_full(i) for i in range(first, stop))
        return next((person for person in persons if person is not None), None)

    def _interviewed(
        self, stretch: Stretch, lines: Sequence[Sentence], number: int, blocks: Sequence[Block]
    ) -> Person | None:
        """The person named last above an answer to a question, other questions and answers let by."""
        here = bisect_right(lines, stretch.first, key=lambda line: line.first) - 1
        before = self._text[lines[max(0, here - 1)].start : self._tokens[stretch.first].start]
        title = blocks[number - 1] if number else blocks[number]
        alone = stretch.after >= bisect_left(self._starts, blocks[number].end)
        if not alone or ("?" not in before and self._text[title.end - 1] != "?"):
            return None
        for above in reversed(blocks[max(0, number - _QUESTIONS) : number]):
            first, stop = bisect_left(self._starts, above.start), bisect_left(self._starts, above.end)
            persons = [person for i in range(first, stop) if (person := self._named_in_full(i))]
            if persons and above.kind == "paragraph":
                return persons[-1]
        return None

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
        while end < stop and not self._ends_sentence(end) and self._tokens[end].text not in '“«"':
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

    def _ends_sentence(self, index: int) -> bool:
        """True for a mark that ends a sentence, not for the one of "M. Husin"."""
        before = self._tokens[index - 1].text
        initial = self._tokens[index].text == "." and len(before) == 1 and before.isupper()
        return self._tokens[index].text in _SENTENCE_END and not initial

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
            if self._tokens[index].text == "," and index + 1 < stop and self._determined(after):
                person = self._person_at(index + 1)  # "says our manager, Maribel Chunga"
                return person if person and person.last > person.first else None
            if index == after and self._determined(index):
                continue
            if self._tokens[index].text in (",", ";", "—", "–") or index in self._nouns:
                break
        for index in range(verb - 1, max(first, verb - _LONGEST_APPOSITION) - 1, -1):
            if person := self._person_at(index):
                return person
        return None

    def _determined(self, index: int) -> bool:
        """True for the article or possessive of "the manager", "our manager"."""
        ours = self._language.membership["our_words"] | self._language.membership["we_words"]
        return self._norms[index] in self._language.definite | ours

    def _is_initial(self, index: int) -> bool:
        text = self._tokens[index].text
        return len(text) == 1 and text.isupper() and self._tokens[index + 1].text == "."

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
                first = index - 2 if index > 1 and self._is_initial(index - 2) else index
                return Person(first, index, self._finder.role(first, index))
        return None
