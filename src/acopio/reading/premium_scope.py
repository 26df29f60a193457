"""Where a text tells of premium money: by the words of a sentence, its heading, the sentences before it."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.sentences import Sentence

#: Values of the word list "premium" that are the money (not quality premiums, prices or the committee).
MONEY: Final = ("premium", "project")
_ENTRIES: Final = ("item", "row", "fact")
_LEAD_MARKS: Final = (":", "?", "…")
_SENTENCE_MARKS: Final = frozenset(".!?…\"”»")
_LONGEST_LINE: Final = 160  # code points of a line that is an entry of a list without markers
_TITLE_TOKENS: Final = 3  # tokens of "Scholarships." before the sentence that says more


class Scope(IntEnum):
    """How sure it is that a sentence tells of premium money."""

    NONE = 0
    CONTINUED = 1  # goes on after a sentence on the premium, or stands under a heading of projects
    SECTION = 2  # stands under a heading that names the premium
    EXPLICIT = 3  # names the premium itself
    LISTED = 4  # an entry of a list that the premium opens


def premium_scopes(context: ReadingContext) -> list[Scope]:
    """Return the scope of each sentence, by its number."""
    return _Walk(context).scopes()


def names_premium(context: ReadingContext, span: Sentence | Block) -> bool:
    """True where a passage names the premium or those who decide on it, or says what is paid on top."""
    if context.has("premium", span, *MONEY, "body"):
        return True
    talk = {mention.value for mention in context.words("premium-talk", span)}
    if "rate" not in talk or not talk & {"account", "process"}:
        return False
    return bool(context.within(context.money, span) or context.within(context.shares, span))


class _Walk:
    """One walk through the blocks of a document."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._found = [Scope.NONE] * len(context.sentences)
        self._section = Scope.NONE
        self._level = 0
        self._elsewhere: int | None = None  # level of a heading on other producers
        self._projects = False  # a section before told of premium projects: headings of projects go on with it
        self._listing = False  # the block before opened a list on the premium
        self._listed = False  # the block before was an entry of such a list

    def scopes(self) -> list[Scope]:
        for number, block in enumerate(self._context.blocks):
            if block.kind == "heading":
                self._enter(block)
            elif block.kind in ("caption", "attribution", "boilerplate") or self._elsewhere is not None:
                continue
            else:
                self._read(number, block)
        return self._found

    def _enter(self, heading: Block) -> None:
        """Open the section of a heading."""
        context = self._context
        self._listing = self._listed = False
        if self._elsewhere is not None and heading.level > self._elsewhere:
            return
        topics = {mention.value for mention in context.words("section", heading)}
        elsewhere = context.has("elsewhere", heading) or "elsewhere" in topics
        self._elsewhere = heading.level if elsewhere else None
        money = context.has("premium", heading, *MONEY) or ("money" in topics and "needs" not in topics)
        if money and not elsewhere:
            self._section, self._level, self._projects = Scope.SECTION, heading.level, True
            return
        inside = self._section and heading.level > self._level
        apart = bool(topics) and "uses" not in topics
        if inside and (not apart or context.has("purpose", heading)):
            return
        project = "uses" in topics or (context.has("purpose", heading) and not apart)
        if self._projects and project:
            self._section, self._level = Scope.CONTINUED, heading.level
            return
        self._section, self._level = Scope.NONE, heading.level
        self._projects = self._projects and "needs" in topics and "unpaid" not in topics

    def _read(self, number: int, block: Block) -> None:
        context = self._context
        sentences = context.sentences_of(number)
        if not sentences:
            return
        if self._is_entry(block):
            self._found[sentences[0].index] = Scope.LISTED
            if len(sentences) > 1 and sentences[0].last - sentences[0].first < _TITLE_TOKENS:
                self._found[sentences[1].index] = Scope.LISTED
            for sentence in sentences[1:]:
                if names_premium(context, sentence):
                    self._found[sentence.index] = Scope.EXPLICIT
            self._listed = True
            return
        running = self._section
        if self._listed and running == Scope.NONE:
            running = Scope.CONTINUED
        if block.kind == "quote":
            running = Scope.NONE
        self._listing = self._listed = False
        for sentence in sentences:
            named = names_premium(context, sentence)
            if named:
                running = max(running, Scope.CONTINUED)
                self._projects = self._projects or self._tells(sentence)
            elif running == Scope.SECTION and context.has("need", sentence, "strong"):
                running = Scope.CONTINUED  # what is missing is told, not what was paid
            self._found[sentence.index] = Scope.EXPLICIT if named else running
        last = context.text[block.end - 1]
        if running and block.kind != "quote":
            self._listing = last in _LEAD_MARKS
            if last not in _SENTENCE_MARKS and names_premium(context, block):
                self._section, self._level, self._listing = Scope.SECTION, 9, True

    def _is_entry(self, block: Block) -> bool:
        """True for an entry of a list on premium uses, by the lead before it, its section or its own label."""
        context = self._context
        if block.kind == "fact" and block.label:
            label = block._replace(start=block.label[0], end=block.label[1])
            if context.has("premium", label, *MONEY) or context.has("label", label, "premium"):
                return True
        opened = self._listing or self._listed or self._section == Scope.SECTION
        if block.kind in _ENTRIES:
            return opened
        line = block.kind == "paragraph" and block.end - block.start <= _LONGEST_LINE
        return opened and line and context.text[block.end - 1] not in ".!?…\"”»:"

    def _tells(self, sentence: Sentence) -> bool:
        context = self._context
        return context.has("spend", sentence) or context.has("premium-talk", sentence, "process", "decided")
