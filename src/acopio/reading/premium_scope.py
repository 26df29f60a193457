"""Where a text tells of premium money: by the words of a sentence, its heading, the sentences before it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from acopio.claims.records import Passage
from acopio.documents.blocks import Block
from acopio.reading.context import ReadingContext
from acopio.reading.once import once_a_document
from acopio.reading.premium_blocks import (
    ENTRIES,
    FEWEST_LINES,
    heads,
    heads_premium,
    is_dated_below,
    is_fragment,
    is_header,
    is_labelled,
    is_wordless_block,
    names_purpose,
)
from acopio.reading.premium_names import (
    MONEY,
    TITLE_TOKENS,
    has_committee,
    is_question,
    is_short,
    is_title,
    names_premium,
    supposes,
    tells,
)
from acopio.reading.purposes import purposes_of
from acopio.reading.sentences import Sentence

_OTHER_TOPICS: Final = frozenset({"needs", "elsewhere", "unpaid", "outlook", "results"})
_LEAD_MARKS: Final = (":", "?", "…", "...")
_SENTENCE_MARKS: Final = frozenset('.!?…"”»')
_LONGEST_LINE: Final = 160  # code points of a line that is an entry of a list without markers
_PLAIN_LEVEL: Final = 4  # the level of headings that nothing but their words tells
_SEVERAL: Final = 2  # sentences after a label that make an answer
_FURTHEST_BACK: Final = 9  # blocks that "All of this" may speak of
_OPENING: Final = 4  # tokens before "all of this" where it tells of the sentences before


class Scope(IntEnum):
    """How sure it is that a sentence tells of premium money."""

    NONE = 0
    CONTINUED = 1  # goes on after a sentence on the premium, or stands under a heading of projects
    SECTION = 2  # stands under a heading, or answers a question, that names the premium
    EXPLICIT = 3  # names the premium itself
    LISTED = 4  # an entry of a list that the premium opens


@once_a_document
def premium_scopes(context: ReadingContext) -> tuple[Scope, ...]:
    """Return the scope of each sentence, by its number."""
    return tuple(_Walk(context).scopes())


class _Walk:
    """One walk through the blocks of a document."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._found = [Scope.NONE] * len(context.sentences)
        self._section = Scope.NONE
        self._facts = -1, False  # the last block of a run of rows, and whether they merely describe
        self._level = 0
        self._elsewhere: int | None = None  # level of a heading on other producers
        self._projects = False  # the text before told of premium projects: headings of projects go on with it
        self._empty: bool | None = (
            None  # the section on the premium told of nothing; None: it has no text yet
        )
        self._listing = False  # the block before opened a list on the premium
        self._listed = False  # the block before was an entry of such a list
        self._had_list = False  # the section has had a list: what follows may tell of something else

    def scopes(self) -> list[Scope]:
        for number, block in enumerate(self._context.blocks):
            if block.kind == "heading":
                self._enter(block)
            elif self._elsewhere is not None or block.kind in ("attribution", "boilerplate"):
                continue
            elif block.kind == "caption":
                self._read_caption(number, block)
            elif number in self._context.aside or self._tells_other(block):
                self._listing = self._listed = False
            elif heads(self._context, block):
                self._enter(block._replace(level=_PLAIN_LEVEL))
            else:
                self._read(number, block)
        return self._found

    def _read_caption(self, number: int, block: Block) -> None:
        """Read "Photo 1. Nine solar dryers" below a lead into a list, and a caption that names the premium."""
        context = self._context
        sentences = context.sentences_of(number)
        for sentence in sentences:
            if context.has("premium", sentence, *MONEY) and context.has("spend", sentence):
                self._found[sentence.index] = Scope.EXPLICIT
        if (self._listing or self._listed) and len(sentences) > 1 and is_short(sentences[0]):
            self._read_entry(block, sentences)
            self._listing, self._had_list = True, True

    def _enter(self, heading: Block) -> None:
        """Open the section of a heading."""
        context = self._context
        self._listing = self._listed = self._had_list = False
        if self._elsewhere is not None and heading.level > self._elsewhere:
            return
        topics = {mention.value for mention in context.words("section", heading)}
        elsewhere = context.has("elsewhere", heading) or "elsewhere" in topics
        elsewhere &= not context.opens_page(heading)
        self._elsewhere = heading.level if elsewhere else None
        money = context.has("premium", heading, *MONEY, "body") or (
            "money" in topics and "needs" not in topics
        )
        if money and not elsewhere:
            self._section, self._level, self._projects = Scope.SECTION, heading.level, True
            self._empty = None
            return
        if self._empty:
            self._projects, self._empty = False, None
        inside = self._section and heading.level > self._level
        apart = bool(topics) and "uses" not in topics
        if inside and (not apart or context.has("purpose", heading)):
            return
        other = topics & _OTHER_TOPICS
        purpose = context.has("purpose", heading)
        project = (
            "uses" in topics
            or (purpose and not apart)
            or (names_purpose(self._context, heading) and not other)
        )
        if self._projects and project:
            self._section, self._level = Scope.CONTINUED, heading.level
            return
        self._section, self._level = Scope.NONE, heading.level

    def _read(self, number: int, block: Block) -> None:
        context = self._context
        sentences = context.sentences_of(number)
        if not sentences:
            return
        if is_header(self._context, number, block):
            # "Year | What the premium paid for"
            self._listing = self._listing or names_premium(context, block)
            return
        if self._empty is not False:
            self._empty = not any(tells(context, sentence) for sentence in sentences)
        if block.kind == "paragraph" and is_wordless_block(self._context, block):
            self._had_list = False  # "2015-2018": what was done then comes below
            return
        if block.kind == "quote" and self._listing and self._read_lines(sentences):
            self._listing = False
            return
        if self._is_entry(number, block) and not self._is_prose(block, sentences):
            self._read_entry(block, sentences)
            self._empty, self._had_list = False, True
            return
        running = self._running(number, block, sentences[0])
        titled = is_title(context, sentences[0])
        if self._listing:
            running = Scope.SECTION
        if block.kind == "quote":
            running = Scope.NONE
        self._listed = False
        self._listing = self._listing and (
            titled or is_labelled(self._context, block) or is_fragment(self._context, block, sentences[0])
        )
        for sentence in sentences:
            named = names_premium(context, sentence)
            if running and is_title(context, sentence):
                continue
            if self._opens_topic(sentence, named=named):
                running = max(running, Scope.CONTINUED)
            elif running == Scope.SECTION and context.has("need", sentence, "lack"):
                running = Scope.CONTINUED  # what is missing is told, not what was paid
            self._found[sentence.index] = Scope.EXPLICIT if named else running
            self._projects = self._projects or (bool(running) and tells(context, sentence))
            if named:
                self._look_back(number, sentence)
            if named and is_question(context, sentence):
                # "What did the premium pay for? …", not "What would they do with more of it? …"
                running = Scope.NONE if context.has("hedge", sentence) else Scope.SECTION
        last = context.text[block.end - 1]
        if not self._listing and self._tells_how(sentences) and is_dated_below(self._context, number):
            self._listing = True
        if running and block.kind != "quote":
            words = context.text[block.start : block.end]
            self._listing = self._listing or words.endswith(_LEAD_MARKS)
            if (
                last not in _SENTENCE_MARKS
                and block.kind == "paragraph"
                and heads_premium(self._context, block)
            ):
                self._section, self._level, self._listing = Scope.SECTION, 9, True

    def _tells_how(self, sentences: Sequence[Sentence]) -> bool:
        """True for a paragraph that names the premium and says that a committee or meeting shares it out."""
        context = self._context
        named = any(self._found[sentence.index] == Scope.EXPLICIT for sentence in sentences)
        return named and any(
            context.has("premium-talk", sentence, "process", "decided")
            or context.has("committee", sentence)
            or context.has("premium", sentence, "body")
            for sentence in sentences
        )

    def _read_lines(self, sentences: Sequence[Sentence]) -> bool:
        """Read an indented list, an entry a line, below its lead; False for what is no list: a quotation."""
        context = self._context
        opening = [sentence for sentence in sentences if context.text[sentence.start] in ">*"]
        if any(context.text[sentence.start] in '"“«' for sentence in sentences):
            return False
        if len(opening) < FEWEST_LINES:
            return self._read_fragments(sentences)
        titled = False
        for number, sentence in enumerate(sentences):
            opens = number == 0 or sentence in opening
            words = sum(token.kind == "word" for token in context.tokens[sentence.first : sentence.last + 1])
            more = number + 1 < len(sentences) and sentences[number + 1] not in opening
            title = opens and more and words <= TITLE_TOKENS
            self._found[sentence.index] = (
                Scope.NONE if title else Scope.LISTED if opens and not titled else Scope.SECTION
            )
            titled = title
        return True

    def _read_fragments(self, sentences: Sequence[Sentence]) -> bool:
        """Read "A mill, paid off in 2016. Pap smears for all." below its lead; False for sentences with verbs."""
        context = self._context
        main = [clauses[0] for clauses in map(context.clauses_of, sentences)]
        if sum(clause.finite is None for clause in main) * 2 <= len(main):
            return False
        for sentence in sentences:
            self._found[sentence.index] = Scope.SECTION
        return True

    def _tells_other(self, block: Block) -> bool:
        """True for a fact whose label names another topic: "What we still need", "Impact"."""
        if block.kind != "fact" or not block.label:
            return False
        label = block._replace(start=block.label[0], end=block.label[1])
        topics = {mention.value for mention in self._context.words("section", label)}
        apart = "apart" in topics and self._section is not Scope.SECTION and not self._listing
        apart &= not self._context.has("purpose", label)
        return (bool(topics & _OTHER_TOPICS) or apart) and not self._context.has("premium", label)

    def _opens_topic(self, sentence: Sentence, *, named: bool) -> bool:
        """True where what follows goes on about premium money: not "which has no premium", "Should it rise"."""
        context = self._context
        if not named:
            return context.has("premium", sentence, "body") or self._is_of_committee(sentence)
        premium = context.words("premium", sentence)
        denied = {mention.last + 1 for mention in context.words("negation", sentence)}
        return not (len(premium) == 1 and premium[0].first in denied) and not supposes(context, sentence)

    def _is_of_committee(self, sentence: Sentence) -> bool:
        """True for "The committee has bought blankets" in a text that names a committee for the premium."""
        context = self._context
        named = any(m.first == sentence.first for m in context.words("committee", sentence))
        return named and tells(context, sentence) and has_committee(context)

    def _running(self, number: int, block: Block, first: Sentence) -> Scope:
        """Return what the section and the blocks before say of a block."""
        context = self._context
        if self._section == Scope.NONE:
            return Scope.CONTINUED if self._listed or self._resumes(number, first) else Scope.NONE
        if is_question(context, first) and not context.has("premium-talk", first):
            return Scope.NONE  # "And how about the debt? …"
        going_on = context.has("premium-talk", first, "resumed", "decided", "listing", "planned")
        if self._had_list and not going_on and not context.within(context.shares, first):
            return Scope.CONTINUED if context.has("premium", first) else Scope.NONE
        return self._section

    def _resumes(self, number: int, sentence: Sentence) -> bool:
        """True for "The money has …", "What do they do with it?" after a paragraph that ends on the premium."""
        context = self._context
        before = context.sentences_of(number - 1) if number else ()
        if not before or not self._found[before[-1].index]:
            return False
        voted = context.has("premium-talk", sentence, "decided") and context.has("spend", sentence)
        explicit = self._found[before[-1].index] == Scope.EXPLICIT
        asked = is_question(context, sentence) and context.has("premium-talk", sentence, "process")
        return context.has("premium-talk", sentence, "resumed") or (explicit and (voted or asked))

    def _look_back(self, number: int, sentence: Sentence) -> None:
        """Let "All of this was paid for out of the premium" tell of the blocks before it, up to their heading."""
        context = self._context
        told = next((m for m in context.words("premium-talk", sentence) if m.value == "retold"), None)
        if told is None or told.first - sentence.first > _OPENING:
            return  # "a clinic, a school and a well, all of it from premium"
        for earlier in context.sentences_of(number):
            if earlier.index < sentence.index:
                self._found[earlier.index] = max(self._found[earlier.index], Scope.SECTION)
        for before in range(number - 1, max(-1, number - _FURTHEST_BACK), -1):
            block = context.blocks[before]
            if block.kind == "heading":
                return
            listed = block.kind in ENTRIES or context.text[block.end - 1] not in _SENTENCE_MARKS
            for earlier in context.sentences_of(before):
                self._found[earlier.index] = max(
                    self._found[earlier.index], Scope.LISTED if listed else Scope.SECTION
                )

    def _read_entry(self, block: Block, sentences: Sequence[Sentence]) -> None:
        """The first sentence of an entry tells its use; a title ("Scholarships.") leaves that to the next."""
        first = sentences[0]
        title = is_short(first) or (block.label and first.end <= block.label[1])
        self._found[first.index] = Scope.LISTED
        if title and len(sentences) > 1:
            self._found[first.index] = Scope.NONE
            self._found[sentences[1].index] = Scope.LISTED
        for sentence in sentences[1:]:
            if names_premium(self._context, sentence):
                self._found[sentence.index] = Scope.EXPLICIT
            elif block.kind == "fact" and not title:
                self._found[sentence.index] = Scope.SECTION  # "Health: Pap smear days. Medicines"
        self._listed = True

    def _is_entry(self, number: int, block: Block) -> bool:
        """True for an entry of a list on premium uses, by the lead before it, its section or its own label."""
        context = self._context
        if block.kind == "fact" and block.label:
            label = block._replace(start=block.label[0], end=block.label[1])
            if context.has("premium-talk", label, "receipt") or context.has("premium", label, "body"):
                return False
            if context.has("premium", label, *MONEY) or context.has("label", label, "premium"):
                return True
        opened = self._listing or (self._section == Scope.SECTION and not self._describes(number, block))
        if block.kind in ENTRIES:
            return opened or (self._listed and block.kind == "item")
        line = block.kind == "paragraph" and block.end - block.start <= _LONGEST_LINE
        sentences = context.sentences_of(number)
        line &= len(sentences) == 1 or is_short(sentences[0])
        edges = context.text[block.start], context.text[block.end - 1]
        return (opened or self._listed) and line and edges[0] not in '"“«—–-' and edges[1] not in '.!?…"”»:'

    def _describes(self, number: int, block: Block) -> bool:
        """True for a table of facts that names hardly a purpose: "Altitude | 1,650 m", "Variety | Typica"."""
        if block.kind not in ("row", "fact"):
            return False
        context, blocks = self._context, self._context.blocks
        if number > self._facts[0]:
            last = number
            while last + 1 < len(blocks) and blocks[last + 1].kind == block.kind:
                last += 1
            telling = sum(bool(purposes_of(context, row)) for row in blocks[number : last + 1])
            self._facts = last, telling * 2 < last + 1 - number
        return self._facts[1]

    def _is_prose(self, block: Block, sentences: Sequence[Sentence]) -> bool:
        """True for "Rosa: We built a school. It …": somebody's answer, no entry of a list."""
        after = [sentence for sentence in sentences if not block.label or sentence.end > block.label[1]]
        if block.kind != "fact" or len(after) < _SEVERAL:
            return False
        first, stop = self._context.token_range(block.start, block.end)
        finite = self._context.language.finite_words
        label = Passage(*block.label, "") if block.label else block
        verbal = any(self._context.norms[index] in finite for index in range(first, stop))
        purpose = self._context.has("purpose", label)
        return not purpose or (verbal and not self._listing)
