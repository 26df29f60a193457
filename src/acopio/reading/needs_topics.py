"""Where a text turns to needs: by a heading, a label, a short line or the words before a colon."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.once import once_a_document

_TOPICS: Final = ("needs", "outlook")
_LONGEST_LEAD: Final = 8  # tokens before a colon, the colon counted
_LONGEST_TITLE: Final = 8  # tokens of a line that opens a section like a heading
_ASKED: Final = ("lack", "plight", "trouble", "top")
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
        opened: str | None = None
        for block in context.blocks:
            if block.kind == "heading":
                opened = None
            elif self._is_title(block):
                opened = self._topic(block)
                self._titles.add(len(self._opened))
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
        if (
            self._led(clause)
            or self._asked(clause.sentence)
            or (block.kind == "item" and self._listed(number))
        ):
            return "led"
        heading = context.heading(number)
        return self._opened[number] or (self._topic(heading) if heading else None)

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

    def _asked(self, sentence: int) -> bool:
        """True for what answers "The biggest challenge today?"."""
        context = self._context
        if sentence == 0 or context.sentences[sentence - 1].block != context.sentences[sentence].block:
            return False
        before = context.sentences[sentence - 1]
        short = before.last - before.first < _LONGEST_TITLE
        return (
            short
            and context.text[before.end - 1] == "?"
            and (context.has("need", before, *_ASKED) or context.has("plight", before, *_ASKED))
        )

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

    def _topic(self, span: Block | Passage) -> str | None:
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
