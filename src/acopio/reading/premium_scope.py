"""Where a text tells of premium money: by the words of a sentence, its heading, the sentences before it."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.sentences import Sentence

_LISTED: Final = ("item", "row", "fact")
_APART: Final = ("needs", "results", "apart")
_LEAD_MARKS: Final = (":", "?", "…")


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
    """True where a passage names the premium or those who decide on it."""
    return context.has("premium", span, "premium", "body")


class _Walk:
    """One walk through the blocks of a document."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._section = Scope.NONE
        self._level = 0
        self._projects = False  # a section before told of premium projects: headings of projects go on with it
        self._listing = False  # the block before opened a list on the premium
        self._listed = False  # the block before was an entry of such a list

    def scopes(self) -> list[Scope]:
        context = self._context
        found = [Scope.NONE] * len(context.sentences)
        for number, block in enumerate(context.blocks):
            if block.kind == "heading":
                self._enter(block)
            elif block.kind in ("caption", "attribution", "boilerplate"):
                continue
            else:
                self._read(number, block, found)
        return found

    def _enter(self, heading: Block) -> None:
        """Open the section of a heading."""
        context = self._context
        self._listing = self._listed = False
        inside = self._section and heading.level > self._level
        topics = {mention.value for mention in context.words("section", heading)}
        if context.has("premium", heading, "premium"):
            self._section, self._level, self._projects = Scope.SECTION, heading.level, True
            return
        apart = bool(topics.intersection(_APART)) and "uses" not in topics
        if inside and not (apart and not context.has("purpose", heading)):
            self._section = self._section if self._section == Scope.SECTION else Scope.CONTINUED
            return
        project = "uses" in topics or (context.has("purpose", heading) and not apart)
        if self._projects and project:
            self._section, self._level = Scope.CONTINUED, heading.level
            return
        self._section, self._level = Scope.NONE, heading.level
        self._projects = self._projects and "needs" in topics

    def _read(self, number: int, block: Block, found: list[Scope]) -> None:
        context = self._context
        sentences = context.sentences_of(number)
        if block.kind in _LISTED and self._is_entry(block):
            for sentence in sentences:
                found[sentence.index] = Scope.LISTED
            self._listed = True
            return
        running = self._section
        if self._listed and running == Scope.NONE:
            running = Scope.CONTINUED
        if block.kind == "quote":
            running = Scope.NONE
        self._listing = self._listed = False
        for sentence in sentences:
            if names_premium(context, sentence):
                found[sentence.index] = Scope.EXPLICIT
                running = max(running, Scope.CONTINUED)
                if self._speaks_of_projects(sentence):
                    self._projects = True
            else:
                found[sentence.index] = running
        if sentences and running and context.text[block.end - 1] in _LEAD_MARKS:
            self._listing = True

    def _is_entry(self, block: Block) -> bool:
        """True for an entry of a list on premium uses, by the lead before it, its section or its own label."""
        context = self._context
        if block.label and block.kind == "fact":
            label = block._replace(start=block.label[0], end=block.label[1])
            if context.has("premium", label) or context.has("label", label, "premium"):
                return True
        return self._listing or self._section == Scope.SECTION or (self._listed and block.kind == "item")

    def _speaks_of_projects(self, sentence: Sentence) -> bool:
        context = self._context
        return context.has("spend", sentence) or context.has("premium-talk", sentence, "process", "decided")
