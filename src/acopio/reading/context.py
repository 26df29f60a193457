"""What the readers of claim kinds stand on: one document with its layers, each made when asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import Final, TypeVar

from acopio.claims.records import Passage
from acopio.documents.blocks import Block, find_blocks
from acopio.documents.source_document import SourceDocument
from acopio.reading.clauses import Clause, ClauseSplitter
from acopio.reading.dates import DateMention
from acopio.reading.language import Language
from acopio.reading.layout import arrange, tokens_of_blocks
from acopio.reading.lexicon import Mention, drop_paired, drop_prizes
from acopio.reading.money import MoneyMention
from acopio.reading.naming import Naming, find_naming
from acopio.reading.naming_runs import CapitalRun, capital_runs, key_of, occurrences
from acopio.reading.number_layer import NumberLayer, find_number_layer
from acopio.reading.page_parts import name_words, opens_page, parts_about_others
from acopio.reading.passages import make_passage
from acopio.reading.persons import Person
from acopio.reading.publishing import publisher_in_title
from acopio.reading.quantity_mentions import QuantityMention, ShareMention
from acopio.reading.sentences import Sentence, split_sentences
from acopio.reading.span import Span
from acopio.reading.speech import Speech, SpeechFinder
from acopio.reading.subjects import Subject, SubjectResolver
from acopio.reading.tokens import Token

_UNREAD: Final = frozenset({"boilerplate"})


S = TypeVar("S", bound=Span)


class ReadingContext:
    """One document in one language, with its layers: blocks, sentences, clauses, tokens, mentions.

    Offsets count code points of `text`; tokens, sentences, clauses and blocks are numbered from 0.
    """

    def __init__(self, document: SourceDocument, language: Language) -> None:
        """Tokenise the body and find the phrases of the word lists; everything else waits until asked."""
        self.document = document
        self.language = language
        self.text = document.text
        self._found_blocks = find_blocks(document.text, document.body_start)
        self.tokens: list[Token] = tokens_of_blocks(document.text, self._found_blocks)
        self.norms: list[str] = [token.norm for token in self.tokens]
        self._token_starts = [token.start for token in self.tokens]
        self._words = language.lexicon.find(self.tokens, self.norms)
        drop_paired(self._words, self.norms, language.number_joiners)
        drop_prizes(self._words, self.tokens)
        self._word_starts = {
            kind: [mention.start for mention in found] for kind, found in self._words.items() if found
        }
        self._starts_of_any: dict[tuple[str, ...], list[int]] = {}
        self.kept: dict[object, object] = {}  # what readers have worked out, by the function that does

    # Layers

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the layout, boilerplate and captions told apart."""
        return arrange(self._found_blocks, self.text, self.tokens, self._words, self.language)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all blocks that are read (boilerplate is not)."""
        made: list[Sentence] = []
        for number, block in enumerate(self.blocks):
            if block.kind in _UNREAD:
                continue
            first, stop = self.token_range(block.start, block.end)
            for begin, last in split_sentences(self.tokens, first, stop, self.language, self.text):
                start, end = self.tokens[begin].start, self.tokens[last].end
                made.append(Sentence(len(made), number, start, end, begin, last))
        return tuple(made)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all sentences, in text order; a parenthesis comes after the clause around it."""
        splitter = ClauseSplitter(self.tokens, self.norms, self.language)
        made: list[Clause] = []
        for sentence in self.sentences:
            made += splitter.split(sentence, len(made))
        return tuple(made)

    @cached_property
    def capital_runs(self) -> list[CapitalRun]:
        """Runs of capitalised words: names of whatever."""
        return capital_runs(self.tokens, self.language)

    @cached_property
    def aside(self) -> frozenset[int]:
        """Numbers of the blocks about others than the page's producer: teasers, lines on the publisher."""
        common = self.language.common_name_words
        known = self.document.metadata
        own = name_words(known.organization, common)
        named = publisher_in_title(known.title, own, self.language) if own else None
        publisher = name_words(known.publisher or named, common)
        return parts_about_others(
            self.blocks, self.text, self._words, publisher - own, self.language.stop_words
        )

    @cached_property
    def publisher(self) -> str | None:
        """The page's publisher: as given, else as its title ends."""
        known = self.document.metadata
        names = " ".join([self.naming.name or "", *self.naming.alternate_names])
        own = name_words(names, self.language.common_name_words)
        return known.publisher or publisher_in_title(known.title, own, self.language)

    @cached_property
    def naming(self) -> Naming:
        """The organisation's name, other names and where they stand."""
        return find_naming(
            self.document,
            self.tokens,
            self.norms,
            self.capital_runs,
            self.blocks,
            self.aside,
            self._words,
            self.language,
        )

    # Mentions

    def words(self, kind: str, span: Span | None = None) -> Sequence[Mention]:
        """Return the phrases of one word list in the text, or those that begin within a span."""
        starts = self._word_starts.get(kind)
        if starts is None:
            return ()
        if span is None:
            return self._words[kind]
        end = span.end
        if starts[-1] < span.start or starts[0] >= end:
            return ()
        low = bisect_left(starts, span.start)
        if starts[low] >= end:
            return ()
        return self._words[kind][low : bisect_left(starts, end, low + 1)]

    def has(self, kind: str, span: Span, *values: str) -> bool:
        """True where a phrase of a word list (with one of the values, if given) begins within a span."""
        starts = self._word_starts.get(kind)
        if starts is None:
            return False
        index, end, count = bisect_left(starts, span.start), span.end, len(starts)
        if index == count or starts[index] >= end:
            return False
        if not values:
            return True
        found = self._words[kind]
        while index < count and starts[index] < end:
            if found[index].value in values:
                return True
            index += 1
        return False

    def has_any(self, kinds: tuple[str, ...], span: Span) -> bool:
        """True where a phrase of one of several word lists begins within a span.

        Rules ask this first of the lists without which they never tell anything.
        """
        starts = self._starts_of_any.get(kinds)
        if starts is None:
            found = (self._word_starts.get(kind, ()) for kind in kinds)
            starts = self._starts_of_any[kinds] = sorted(chain.from_iterable(found))
        index = bisect_left(starts, span.start)
        return index < len(starts) and starts[index] < span.end

    @cached_property
    def _numeric(self) -> NumberLayer:
        return find_number_layer(self, self._words)

    @property
    def dates(self) -> list[DateMention]:
        """The dates, relative ones resolved."""
        return self._numeric.dates

    @property
    def money(self) -> list[MoneyMention]:
        """The sums of money."""
        return self._numeric.money

    @property
    def quantities(self) -> list[QuantityMention]:
        """The numbers that are neither dates nor money nor shares."""
        return self._numeric.quantities

    @property
    def shares(self) -> list[ShareMention]:
        """The percentages, fractions and "39 of 46"."""
        return self._numeric.shares

    def within(self, mentions: Sequence[S], span: Span) -> list[S]:
        """Return those of the mentions (sorted by start) that begin within a span."""
        if not mentions:
            return []
        # Dates, money, quantities and shares are asked for all the time, and their lists stay the same.
        starts = self._numeric_starts.get(id(mentions))
        if starts is None:
            starts = [mention.start for mention in mentions]
        low = bisect_left(starts, span.start)
        return list(mentions[low : bisect_left(starts, span.end, low)])

    @cached_property
    def _numeric_starts(self) -> dict[int, list[int]]:
        return {id(mentions): [mention.start for mention in mentions] for mentions in self._numeric}

    # Who

    @cached_property
    def _resolver(self) -> SubjectResolver:
        return SubjectResolver(
            self.tokens, self.norms, self._words, self.naming, self.capital_runs, self.language
        )

    @cached_property
    def subjects(self) -> list[Subject]:
        """The subject of each clause, by the clause's number."""
        return self._resolver.resolve(self.clauses, self.sentences)

    def subject(self, clause: Clause) -> Subject:
        """Return who a clause is about."""
        return self.subjects[clause.index]

    def is_self(self, token: int) -> bool:
        """True where a name of the organisation, or "the union" that stands for it, begins at a token."""
        return self._resolver.is_self(token)

    def named_in(self, first: int, last: int) -> bool:
        """True where one of the organisation's names begins between two tokens (inclusive)."""
        spans = self.naming.mentions
        index = bisect_left(spans, (first, 0))
        return index < len(spans) and spans[index][0] <= last

    @property
    def others(self) -> tuple[tuple[int, int], ...]:
        """Token ranges of the names of other organisations."""
        return self._resolver.others

    @cached_property
    def _speech_finder(self) -> SpeechFinder:
        taken = {i for first, last in (*self.others, *self.naming.mentions) for i in range(first, last + 1)}
        return SpeechFinder(
            self.text,
            self.tokens,
            self.norms,
            self._words,
            self.capital_runs,
            frozenset(taken),
            self.language,
        )

    @property
    def persons(self) -> list[Person]:
        """Persons named in the text."""
        return self._speech_finder.persons

    @cached_property
    def speeches(self) -> list[Speech]:
        """What persons say, sentence by sentence."""
        return self._speech_finder.find(self.blocks, self.sentences, self.aside)

    # Finding one's way

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers of the first token at or after an offset, and of the first at or after another."""
        return bisect_left(self._token_starts, start), bisect_left(self._token_starts, end)

    def token_at(self, position: int) -> int:
        """Return the number of the token that stands at an offset (or the next one after it)."""
        index = bisect_right(self._token_starts, position) - 1
        if index >= 0 and self.tokens[index].end > position:
            return index
        return index + 1

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that an offset lies in; None between blocks and in boilerplate."""
        index = bisect_right(self._sentence_starts, position) - 1
        if index >= 0 and self.sentences[index].end > position:
            return self.sentences[index]
        return None

    def clauses_of(self, sentence: Sentence) -> Sequence[Clause]:
        """Return the clauses of a sentence."""
        return self._clauses_by_sentence[sentence.index]

    def sentences_of(self, block: int) -> Sequence[Sentence]:
        """Return the sentences of a block by its number."""
        return self._sentences_by_block.get(block, ())

    def clause_at(self, position: int) -> Clause | None:
        """Return the innermost clause that an offset lies in."""
        sentence = self.sentence_at(position)
        if sentence is None:
            return None
        holding = [c for c in self.clauses_of(sentence) if c.start <= position < c.end]
        return min(holding, key=lambda clause: clause.end - clause.start, default=None)

    def block_of(self, span: Sentence | Clause) -> Block:
        """Return the block of a sentence or clause."""
        sentence = span if isinstance(span, Sentence) else self.sentences[span.sentence]
        return self.blocks[sentence.block]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _sentences_by_block(self) -> dict[int, tuple[Sentence, ...]]:
        return {
            block: tuple(group) for block, group in groupby(self.sentences, lambda sentence: sentence.block)
        }

    @cached_property
    def _clauses_by_sentence(self) -> list[tuple[Clause, ...]]:
        """The clauses of each sentence; every sentence has at least one."""
        return [tuple(group) for _, group in groupby(self.clauses, lambda clause: clause.sentence)]

    @cached_property
    def _headings_of_block(self) -> list[tuple[Block, ...]]:
        """For each block the headings it stands under, the nearest last."""
        under: list[tuple[Block, ...]] = []
        stack: list[tuple[int, int]] = []
        for number, block in enumerate(self.blocks):
            if block.kind == "heading":
                while stack and stack[-1][1] >= block.level:
                    stack.pop()
                stack.append((number, block.level))
            under.append(tuple(self.blocks[heading] for heading, _ in stack))
        return under

    def headings(self, block: int) -> tuple[Block, ...]:
        """Return the headings that a block (by its number) stands under, the nearest last."""
        return self._headings_of_block[block]

    def heading(self, block: int) -> Block | None:
        """Return the heading that a block (by its number) stands under directly."""
        above = self._headings_of_block[block]
        return above[-1] if above else None

    def opens_page(self, heading: Block) -> bool:
        """True for a heading above which only headings and short lines stand; see `page_parts.opens_page`."""
        return opens_page(self.blocks, self.block_number(heading.start))

    def facts(self) -> Iterator[tuple[Block, Sequence[Mention]]]:
        """Yield blocks with a label and value, each with the label mentions (kind "label") in its label."""
        for block in self.blocks:
            if block.label and block.kind in ("fact", "item", "row"):
                yield block, self.words("label", Passage(block.label[0], block.label[1], ""))

    # Quoting

    def passage(self, start: int, end: int, *, trim: bool = True) -> Passage:
        """Return the words between two offsets, without white space and marks around them."""
        return make_passage(self.document, start, end, trim=trim)

    def quote(self, *spans: Span) -> Passage:
        """Return the shortest run of whole clauses that holds all the spans: the usual passage of a claim.

        Facts (label and value) and headings are quoted from their first word to the last span.
        """
        start = min(span.start for span in spans)
        end = max(span.end for span in spans)
        first, last = self.clause_at(start), self.clause_at(max(start, end - 1))
        if first is None or last is None:
            return self.passage(start, end)
        if first.start <= start and last is not first and first.end >= end:
            return self.passage(first.start, first.end)
        if last.start <= start and last.end >= end:
            return self.passage(last.start, last.end)
        return self.passage(min(first.start, start), max(last.end, end))

    def occurrence(self, name: str) -> Passage | None:
        """Return the first place where a name stands: in the body, else in the front matter; None if nowhere."""
        key = key_of(name)
        for first in occurrences(self.norms, key)[:1]:
            last = first + len(key) - 1
            return self.passage(self.tokens[first].start, self.tokens[last].end, trim=False)
        start = self.text.find(name, 0, self.document.body_start)
        return self.passage(start, start + len(name), trim=False) if start >= 0 else None

    def block_number(self, position: int) -> int:
        """Return the number of the block that an offset lies in (or the last one before it)."""
        return max(0, bisect_right(self.blocks, position, key=lambda block: block.start) - 1)

    def support(self, date: DateMention) -> tuple[Passage, ...]:
        """Return the passage that a relative date counts from, as the `support` of a claim."""
        return (self.passage(*date.support),) if date.support else ()
