"""Where a text turns to needs: by a heading, a label, a short line or the words before a colon."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.once import once_a_document
from acopio.reading.sentences import Sentence

#: A line drawn across the page ends a section.
_RULE: Final = re.compile(r"^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_TOPICS: Final = ("needs", "outlook")
_LONGEST_LEAD: Final = 8  # tokens before a colon, the colon counted
_LONGEST_TITLE: Final = 8  # tokens of a line that opens a section like a heading
_SHORTEST_LEAD: Final = 4  # tokens of "Weak points:", the colon counted
_ASKED: Final = ("lack", "plight", "trouble", "top")
_GIVING: Final = ("given", "grant", "lent", "paid", "helped", "arrives", "loan")
_QUOTES: Final = frozenset('"“«')
_ENDS: Final = frozenset('.!…"”»:;,')


class NeedTopics:
    """Tells the topic of each clause: "needs" (challenges), "outlook" (what comes next), "led" (after "Missing:")."""

    def __init__(self, context: ReadingContext) -> None:
        """Find the lines that open a section as a heading does, without looking like one."""
        self._context = context
        self._opened: list[str | None] = []
        self._titles: set[int] = set()
        self._found: dict[int, tuple[int, list[int]]] = {}
        self._told: dict[int, dict[int, str]] = {}
        self._closed: list[bool] = []
        opened: str | None = None
        closed, end = False, 0
        for block in context.blocks:
            if block.kind == "heading":
                opened, closed = None, False
            elif _RULE.search(context.text, end, block.start):
                opened, closed = None, True
            if self._is_title(block):
                opened = self._topic(block)
                self._titles.add(len(self._opened))
            end = block.end
            self._closed.append(closed)
            self._opened.append(opened)

    def of(self, clause: Clause) -> str | None:
        """Return the topic under which a clause stands; none for what somebody says."""
        context = self._context
        if context.text[context.sentences[clause.sentence].start] in _QUOTES:
            return None
        number = context.sentences[clause.sentence].block
        block = context.blocks[number]
        if number in self._titles:
            return None
        if block.label is not None and block.label[0] <= clause.start:
            label = Passage(block.label[0], block.label[1], "")
            if clause.start < block.label[1] and clause.end <= block.label[1]:
                return None
            if context.has("need", label, "lack", "want") or self._topic(label) == "needs":
                return "led"
            if block.kind == "fact":
                return None
        if self._led(clause) or (block.kind == "item" and self._listed(number)):
            return "led"
        run_in = self._run_in(number).get(clause.sentence)
        if run_in is not None:
            return "led" if run_in == "needs" else None
        heading = None if self._closed[number] else context.heading(number)
        topic = self._opened[number] or (self._topic(heading) if heading else None)
        return "outlook" if topic == "needs" and self._strays(number) else topic

    def _strays(self, number: int) -> bool:
        """True for a later paragraph of a section that turns to prizes, gifts of others or a person."""
        context = self._context
        block = context.blocks[number]
        if (
            block.kind != "paragraph"
            or number in self._titles
            or context.blocks[number - 1].kind == "heading"
        ):
            return False
        if context.has("recognition", block) or context.has("premium", block):
            return True
        first, stop = context.token_range(block.start, block.end)
        if context.has("funding", block, *_GIVING) and any(
            first <= name < stop for name, _ in context.others
        ):
            return True
        return any(first <= person.first <= first + 1 for person in context.persons)

    def results(self, clause: Clause) -> bool:
        """True under a heading, label or short line of results: "**Effects.** Incomes have risen."."""
        context = self._context
        number = context.sentences[clause.sentence].block
        block = context.blocks[number]
        if block.label is not None and block.label[1] <= clause.start:
            label = Passage(block.label[0], block.label[1], "")
            if context.has("section", label, "results"):
                return True
        run_in = self._run_in(number).get(clause.sentence)
        if run_in is not None:
            return run_in == "results"
        heading = context.heading(number)
        return heading is not None and context.has("section", heading, "results")

    def _led(self, clause: Clause) -> bool:
        """True for what comes after "Not so good:" or "What they still don't have:", up to the full stop."""
        context = self._context
        begin, lists = self._lists(clause.sentence)
        before = bisect_right(lists, clause.first)
        if not before or lists[before - 1] - begin > _LONGEST_LEAD:
            return False
        lead = Passage(context.tokens[begin].start, context.tokens[lists[before - 1]].start, "")
        if context.has("purpose", lead):
            return False  # a statement of its own
        return context.has("need", lead, "lack", "want") or self._topic(lead) == "needs"

    def _run_in(self, number: int) -> dict[int, str]:
        """The topics ("needs", "results") of a block's sentences that a short line inside it opens.

        "DIFFICULTIES. Ageing farmers. Theft from fields.", "Troubles? Hail in April.", "Problems: no road. Old trees."
        """
        if number not in self._told:
            told: dict[int, str] = {}
            topic: str | None = None
            for sentence in self._context.sentences_of(number):
                opened = self._opens(sentence)
                if opened is not None:
                    topic = opened
                elif topic is not None:
                    told[sentence.index] = topic
                topic = self._after_colon(sentence) or topic
            self._told[number] = told
        return self._told[number]

    def _opens(self, sentence: Sentence) -> str | None:
        """The topic of a short question or a short line without a verb that is no statement."""
        context = self._context
        if sentence.last - sentence.first >= _LONGEST_TITLE:
            return None
        if context.has("need", sentence, "fine"):
            return None  # "Need help?"
        if context.text[sentence.end - 1] == "?":
            if context.has("section", sentence, "results"):
                return "results"
            cue = next(iter(context.words("need", sentence)), None)
            if cue is not None and cue.first == sentence.first and sentence.last - sentence.first > 1:
                return None  # "Need a sample?"
            asked = context.has("need", sentence, *_ASKED) or context.has("plight", sentence, *_ASKED)
            return "needs" if asked or self._topic(sentence) == "needs" else None
        titled = context.text[sentence.start : sentence.end].isupper() or sentence.last - sentence.first <= 2
        if not titled or any(c.finite is not None for c in context.clauses_of(sentence)):
            return None
        if context.has("section", sentence, "results"):
            return "results"
        return "needs" if self._topic(sentence) == "needs" else None

    def _after_colon(self, sentence: Sentence) -> str | None:
        """The topic of "Concerns: crime is down. The road is bad."."""
        begin, lists = self._lists(sentence.index)
        if not lists or lists[0] - begin > _SHORTEST_LEAD:
            return None
        lead = Passage(self._context.tokens[begin].start, self._context.tokens[lists[0]].start, "")
        if any(c.finite is not None and c.finite < lists[0] for c in self._context.clauses_of(sentence)):
            return None
        return "needs" if self._topic(lead) == "needs" else None

    def _listed(self, number: int) -> bool:
        """True for the items of a list after "What the growers would like most:"."""
        context = self._context
        while number and context.blocks[number].kind == "item":
            number -= 1
        block = context.blocks[number]
        if block.kind != "paragraph" or context.text[block.end - 1] != ":" or context.has("premium", block):
            return False
        return context.has("need", block, *_ASKED, "want") or context.has("plight", block, *_ASKED)

    def _lists(self, sentence: int) -> tuple[int, list[int]]:
        """The first token of a sentence's first clause, and those of its clauses after a colon."""
        if sentence not in self._found:
            clauses = self._context.clauses_of(self._context.sentences[sentence])
            self._found[sentence] = (clauses[0].first, [c.first for c in clauses if c.kind == "list"])
        return self._found[sentence]

    def _topic(self, span: Block | Passage | Sentence) -> str | None:
        topics = [mention.value for mention in self._context.words("section", span)]
        return next((topic for topic in _TOPICS if topic in topics), None)

    def _is_title(self, block: Block) -> bool:
        """True for a short line without a mark at its end that names a section's topic."""
        context = self._context
        if block.kind != "paragraph" or context.text[block.end - 1] in _ENDS:
            return False
        first, last = context.token_at(block.start), context.token_at(block.end - 1)
        return last - first < _LONGEST_TITLE and context.has("section", block)


@once_a_document
def need_topics(context: ReadingContext) -> NeedTopics:
    """Return the topics of a document, found once."""
    return NeedTopics(context)


def without_label(context: ReadingContext, clause: Clause, block: Block) -> Clause:
    """Return the clause without the label on the line above it: "What worries us / Debts with the bank"."""
    if block.label is None or not clause.start < block.label[1] < clause.end:
        return clause
    first = context.token_at(block.label[1])
    while first < clause.last and context.tokens[first].kind == "break":
        first += 1
    if context.tokens[first].kind == "mark":
        return clause  # a motto in italics below a title
    return clause._replace(first=first, start=context.tokens[first].start)
