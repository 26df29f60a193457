"""The premium uses that one sentence tells: its pieces, those left out that tell something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext, Span
from acopio.reading.enumeration import Piece, split_enumeration
from acopio.reading.once import once_a_document
from acopio.reading.premium_exclusions import Exclusions, does, rates
from acopio.reading.premium_scope import MONEY, Scope
from acopio.reading.purposes import purpose_mentions, purposes_of
from acopio.reading.sentences import Sentence

_QUOTE_MARKS: Final = '"“”«»'


class Use(NamedTuple):
    """A use before it is a claim: its words, its purposes, and how it was found."""

    first: int
    last: int
    start: int
    end: int
    purposes: tuple[str, ...]
    scope: Scope
    sentence: Sentence


class UsesOfSentence:
    """The uses that one sentence tells."""

    def __init__(self, context: ReadingContext, sentence: Sentence, scope: Scope) -> None:
        """Keep the sentence and how sure it is that it tells of premium money."""
        self._context, self._sentence, self._scope = context, sentence, scope
        self._block = context.block_of(sentence)
        heading = context.heading(sentence.block)
        self._section = heading is not None and context.has("premium", heading, *MONEY)

    def uses(self) -> Iterator[Use]:
        """Yield the uses in text order."""
        context, sentence = self._context, self._sentence
        first = self._first()
        if first > sentence.last or self._silent():
            return
        pieces = self._on_premium(self._joined(split_enumeration(context, first, sentence.last)))
        exclusions = Exclusions(context, self._scope, self._block)
        subject: tuple[str, ...] = ()
        alien = blocked = priced = False  # the piece before was paid by somebody else, or defined the premium
        listed = self._list_after_colon(pieces)
        found: list[tuple[Piece, tuple[str, ...]]] = []
        for number, piece in enumerate(pieces):
            purposes = purposes_of(context, piece)
            if piece.kind == "lead":
                subject = purposes
            tail = piece.kind == "tail" and not self._adds(piece)
            if found and (tail or self._passive(piece)) and exclusions.paid_by_others(piece):
                _withdraw(found)
            if tail:
                continue
            if self._is_lead_in(pieces, number):
                continue
            alien = exclusions.paid_by_others(piece) or (alien and not does(context, self._scope, piece))
            visits = priced and piece.kind == "verb" and not context.has("spend", piece)
            priced = exclusions.tells_price(piece)
            blocked = (piece.after[:1] not in (";", "") and blocked) or exclusions.defines(piece) or visits
            if alien or blocked or exclusions.tells_something_else(piece) or self._idles(piece):
                continue
            if not purposes and self._takes_up(piece) and context.has("premium", piece, *MONEY):
                purposes = subject
            if not purposes:
                purposes = self._purposes_without_words(piece, told=bool(found) or (listed and number > 0))
            if purposes:
                found.append((piece, purposes))
        for piece, purposes in found:
            yield Use(piece.first, piece.last, piece.start, piece.end, purposes, self._scope, sentence)

    @staticmethod
    def _takes_up(piece: Piece) -> bool:
        """True for "and is kept going from the premium": what the sentence began with is the use."""
        joined = any(letter.isalpha() for letter in piece.after)
        return piece.kind == "predicate" or (piece.kind == "verb" and joined)

    def _passive(self, piece: Piece) -> bool:
        """True for ", is financed by …" after a relative clause: said of what stands before the comma."""
        norm, language = self._context.norms[piece.first], self._context.language
        passive = norm in language.foundings["passive"] or norm.endswith(language.finite_endings)
        return piece.kind == "verb" and piece.after == "," and passive

    def _idles(self, piece: Piece) -> bool:
        """True for a later piece with a verb of its own that does nothing: "the first certificates are expected"."""
        context, finite = self._context, self._context.language.finite_words
        if piece.kind == "lead" or self._scope is Scope.LISTED or context.has("premium", piece, *MONEY):
            return False
        verbal = any(context.norms[i] in finite for i in range(piece.first, piece.last + 1))
        own = piece.kind == "verb" or piece.after[:1] == ";"
        return own and verbal and not does(context, self._scope, piece) and not context.has("gain", piece)

    def _first(self) -> int:
        """The first token to look at: after the label of a fact ("2012: a solar dryer"), if that tells no use."""
        label = self._block.label
        if label and label[0] <= self._sentence.start < label[1] and not self._label_tells(label):
            index = self._context.token_at(label[1])
            while index <= self._sentence.last and self._context.tokens[index].kind in ("mark", "break"):
                index += 1
            return index
        return self._sentence.first

    def _label_tells(self, label: tuple[int, int]) -> bool:
        """True for "Technical team: 35%", where the label is the use and the value its share."""
        context = self._context
        span = Passage(label[0], label[1], "")
        if context.has("premium", span) or context.within(context.dates, span):
            return False
        value = Passage(label[1], self._sentence.end, "")
        first = context.token_at(label[1])
        wordless = is_wordless(context, first, self._sentence.last)
        return wordless or (bool(purposes_of(context, span)) and not purposes_of(context, value))

    # Sentences

    def _silent(self) -> bool:
        """True for a sentence that tells no use: somebody's direct words, no deed."""
        context, sentence = self._context, self._sentence
        if self._scope is Scope.LISTED:
            return False
        opens = context.text[sentence.start] in _QUOTE_MARKS
        if self._scope is not Scope.EXPLICIT and not opens and sentence.index in _spoken(context):
            return self._block.kind == "paragraph"
        if self._scope is not Scope.EXPLICIT and opens:
            first = context.norms[min(sentence.first + 1, sentence.last)]
            spoken = first in context.language.listing_words["speakers"] and context.has("deed", sentence)
            return not (self._scope is Scope.SECTION and spoken)
        if self._scope <= Scope.CONTINUED and context.has("speech", sentence):
            return True
        if context.tokens[sentence.last].text.startswith("?") or self._tells_rate():
            return True
        if len(context.within(context.shares, sentence)) > 1 and self._enumerates():
            return False  # "goats for households without land, 8 %; asphalt, 17 %"
        if does(context, self._scope, sentence) or not self._has_verb(sentence):
            return False
        if self._scope is Scope.EXPLICIT:
            return not self._by_premium(sentence) and not context.has("premium", sentence, "project")
        enumerates = self._scope is not Scope.CONTINUED and self._enumerates()
        return not (context.has("gain", sentence, "have") or enumerates)

    def _tells_rate(self) -> bool:
        """True for "For every tonne we pay $220 plus a premium of our own": what is paid, not what for."""
        context, sentence = self._context, self._sentence
        premium = context.words("premium", sentence)
        if not premium or self._scope is not Scope.EXPLICIT or not (told := rates(context, sentence)):
            return False
        after = max(told[0].end, premium[0].end)
        return not any(
            mention.value != "cash-payment" and mention.start >= after
            for mention in purpose_mentions(context, sentence)
        )

    def _enumerates(self) -> bool:
        """True for a sentence that names things of several purposes one after the other."""
        pieces = split_enumeration(self._context, self._sentence.first, self._sentence.last)
        named = [purposes_of(self._context, piece) for piece in pieces if piece.kind != "tail"]
        return len({purposes for purposes in named if purposes}) > 1

    def _by_premium(self, sentence: Sentence | Piece) -> bool:
        """True for "with", "out of", "thanks to" the premium, and for what comes after a colon."""
        context, language = self._context, self._context.language
        for mention in context.words("premium", sentence):
            before = range(max(sentence.first, mention.first - 3), mention.first)
            if any(context.norms[index] in language.listing_words["sources"] for index in before):
                return True
        return any(context.tokens[index].text == ":" for index in range(sentence.first, sentence.last))

    def _has_verb(self, sentence: Sentence) -> bool:
        context = self._context
        clauses = context.clauses_of(sentence)
        return any(clause.finite is not None for clause in clauses if clause.kind != "relative")

    # Pieces

    def _joined(self, pieces: list[Piece]) -> list[Piece]:
        """Join what belongs together: "boots and gloves", an example and what it is one of, "X, …, was built"."""
        joined: list[Piece] = []
        for piece in pieces:
            if joined and self._empty(joined[-1]):
                joined[-1] = piece._replace(kind=joined[-1].kind, after=joined[-1].after)
                continue
            before = joined[-1] if joined else None
            if (
                before is None
                or piece.after[:1] == ";"
                or (piece.after[:1] == ":" and not self._labels(before) and not self._explains(piece, before))
            ):
                joined.append(piece)
                continue
            if piece.kind == "predicate":
                joined = [joined[0]._replace(last=piece.last, end=piece.end)]
                continue
            here = {mention.value for mention in purpose_mentions(self._context, piece)}
            there = {mention.value for mention in purpose_mentions(self._context, before)}
            if before.kind == "tail":
                if piece.kind == "bare" and piece.after.isalpha() and there:
                    joined[-1] = before._replace(last=piece.last, end=piece.end)
                elif before.first == self._sentence.first and not here and there:
                    joined[-1] = piece._replace(first=before.first, start=before.start)
                else:
                    joined.append(piece)
                continue
            if (
                (piece.kind == "bare" and (not here or (here & there and not self._weighs(piece))))
                or (piece.kind == "item" and not here and not (there and self._noun(piece)))
                or (piece.kind == "example" and there)
                or piece.after[:1] == ":"
            ):
                joined[-1] = before._replace(last=piece.last, end=piece.end)
            else:
                joined.append(piece)
        return joined

    def _explains(self, piece: Piece, before: Piece) -> bool:
        """True for "voted for housing: 60 families got roofs", where the words after the colon tell the same use."""
        context = self._context
        same = set(purposes_of(context, piece)) & set(purposes_of(context, before))
        return bool(same) and context.has("premium", before, *MONEY) and self._has_finite(piece)

    def _has_finite(self, piece: Piece) -> bool:
        """True where a listed verb form stands in a piece."""
        norms, finite = self._context.norms, self._context.language.finite_words
        return any(norms[index] in finite for index in range(piece.first, piece.last + 1))

    def _empty(self, piece: Piece) -> bool:
        """True for "2013", "A third", "Each year": nothing that money could be spent on."""
        adverb = self._context.language.listing["adverbs"].at(self._context.norms, piece.first)
        if adverb is not None and adverb[1] > piece.last:
            return True
        return is_wordless(self._context, piece.first, piece.last)

    def _on_premium(self, pieces: list[Piece]) -> list[Piece]:
        """Leave out what a sentence tells before it comes to the premium, unless "with the premium" ends it."""
        context = self._context
        if self._scope is not Scope.EXPLICIT or self._section:
            return pieces
        number = next((i for i, piece in enumerate(pieces) if context.has("premium", piece, *MONEY)), 0)
        if not number or self._by_premium(pieces[number]):
            return pieces
        return pieces[number:]

    @staticmethod
    def _weighs(piece: Piece) -> bool:
        """True for "school kits" between commas: not for a lone noun, nor one after a mere "and"."""
        return piece.last > piece.first and piece.after[0] == ","

    def _labels(self, before: Piece) -> bool:
        """True for "compost: 300 lorry-loads a year" in a list: the words before the colon belong to the use."""
        return self._scope is Scope.LISTED and bool(purpose_mentions(self._context, before))

    def _noun(self, piece: Piece) -> bool:
        """True for "a gismo for every village", not for "75 so far", "the first one", "twelve kilometres of them"."""
        context = self._context
        tokens, words = context.tokens, context.language.listing_words
        opening = context.norms[piece.first]
        if (
            self._scope <= Scope.CONTINUED
            or tokens[piece.first].kind != "word"
            or opening in words["definite"]
        ):
            return False
        if context.has("premium", piece, *MONEY):
            return False
        if opening in words["pronouns"] or context.has("measure", piece) or piece.last == piece.first:
            return False
        noun = context.norms[piece.first + 1]
        return len(noun) > 3 and tokens[piece.first + 1].kind == "word" and noun not in words["tails"]

    def _is_lead_in(self, pieces: list[Piece], number: int) -> bool:
        """True for what stands before a colon: "The members voted for: …"."""
        after = [piece for piece in pieces[number + 1 :] if piece.after[:1] == ":"]
        if not after:
            return False
        demonstratives = self._context.language.listing_words["demonstratives"]
        return self._context.norms[after[0].first] not in demonstratives

    def _adds(self, tail: Piece) -> bool:
        """True for a tail that tells a use: "whose house was paid for as well", "which they spent on drums"."""
        context = self._context
        if context.has("spend", tail) and context.has("premium-talk", tail, "addition"):
            return True
        objects = context.language.listing_words["objects"]
        relative = context.language.relatives.at(context.norms, tail.first) is not None
        return relative and any(
            context.norms[mention.last + 1] in objects
            for mention in context.words("spend", tail)
            if mention.last < tail.last
        )

    def _list_after_colon(self, pieces: list[Piece]) -> bool:
        """True where a colon opens a list in which at least one thing has a known purpose."""
        return (
            self._scope > Scope.CONTINUED
            and any(piece.after[:1] == ":" for piece in pieces)
            and any(purpose_mentions(self._context, piece) for piece in pieces[1:])
        )

    def _purposes_without_words(self, piece: Piece, *, told: bool) -> tuple[str, ...]:
        """Purposes of a piece that names none: those of its heading, or "other" for a list entry."""
        context = self._context
        if self._scope is Scope.LISTED:
            verbal = any(
                context.norms[i] in context.language.finite_words for i in range(piece.first, piece.last + 1)
            )
            return () if (told and (verbal or not self._noun(piece))) or piece.kind == "bare" else ("other",)
        if told and piece.kind in ("item", "verb") and self._scope > Scope.CONTINUED and self._noun(piece):
            return ("other",)
        if self._scope is Scope.EXPLICIT and (self._buys_something(piece) or self._goes_to_something(piece)):
            return (
                ("social-support", "other") if context.has("beneficiary", piece, "community") else ("other",)
            )
        decided = context.has("premium-talk", piece, "decided") or context.has("premium", piece, *MONEY)
        if piece.kind != "lead" or not decided or self._opens_list() or not does(context, self._scope, piece):
            return ()
        heading = context.heading(self._sentence.block)
        return purposes_of(context, heading) if heading else ()

    def _buys_something(self, piece: Piece) -> bool:
        """True for "the premium gave it a second floor": something new, of whatever purpose."""
        context = self._context
        premium = [mention.last for mention in context.words("premium", piece) if mention.value in MONEY]
        deeds = [mention.last for mention in context.words("deed", piece)]
        if not premium or not deeds or deeds[-1] >= piece.last or self._opens_list():
            return False
        after = context.norms[deeds[-1] + 1 : deeds[-1] + 4]
        counted = context.language.number_words.keys() | context.language.number_articles
        return any(norm in counted for norm in after)

    def _goes_to_something(self, piece: Piece) -> bool:
        """True for "premiums go toward overcoming them": spent on what the lexicon has no word for."""
        context = self._context
        premium = [mention.last for mention in context.words("premium", piece) if mention.value in MONEY]
        objects = context.language.listing_words["objects"]
        return (
            bool(premium)
            and any(
                set(context.norms[mention.last + 1 : mention.last + 5]) & objects
                and not set(context.norms[mention.last + 2 : mention.last + 6])
                & context.language.relative_words
                for mention in context.words("spend", piece)
                if mention.last + 2 <= piece.last and premium[0] < mention.first + 8
            )
            and not self._opens_list()
        )

    def _opens_list(self) -> bool:
        """True for a sentence that ends with a colon: what it leads to comes below."""
        return self._context.tokens[self._sentence.last].text == ":"


@once_a_document
def _spoken(context: ReadingContext) -> frozenset[int]:
    """Numbers of the sentences that go on with what somebody says between quotation marks."""
    said = (speech for speech in context.speeches if speech.direct and speech.sentence is not None)
    return frozenset(speech.sentence for speech in said if speech.sentence is not None)


def is_wordless(context: ReadingContext, first: int, last: int) -> bool:
    """True for a stretch with nothing but numbers, dates, sums and marks ("2013", "a third", "35 %")."""
    if not 0 <= first <= last < len(context.tokens):
        return True
    span = Passage(context.tokens[first].start, context.tokens[last].end, "")
    counted = {
        index for first_of, last_of in _numeric(context, span) for index in range(first_of, last_of + 1)
    }
    articles = context.language.number_articles
    return not any(
        context.tokens[index].kind == "word" and index not in counted and context.norms[index] not in articles
        for index in range(first, last + 1)
    )


def _numeric(context: ReadingContext, span: Span) -> list[tuple[int, int]]:
    """The tokens of the numbers, shares, dates and sums in a span."""
    return [
        *((mention.first, mention.last) for mention in context.within(context.quantities, span)),
        *((mention.first, mention.last) for mention in context.within(context.shares, span)),
        *((mention.first, mention.last) for mention in context.within(context.dates, span)),
        *((mention.first, mention.last) for mention in context.within(context.money, span)),
    ]


def _withdraw(found: list[tuple[Piece, tuple[str, ...]]]) -> None:
    """Take back the last use, and those that a mere "and" joins to it: "…, which our label finances"."""
    joined = True
    while found and joined:
        piece, _ = found.pop()
        joined = piece.kind == "bare" and piece.after.isalpha()
