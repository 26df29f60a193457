"""The premium uses that one sentence tells: its pieces, those left out that tell something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext, Span
from acopio.reading.enumeration import Piece, split_enumeration
from acopio.reading.lexicon import Mention
from acopio.reading.premium_scope import MONEY, Scope
from acopio.reading.purposes import purpose_mentions, purposes_of
from acopio.reading.sentences import Sentence

_QUOTE_MARKS: Final = '"“”«»'
_PERSONAL: Final = frozenset({"he", "she", "i"})  # values of the word list "pronoun"


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
        subject: tuple[str, ...] = ()
        alien = False  # the piece before was paid by somebody else
        told = blocked = False
        listed = self._list_after_colon(pieces)
        for number, piece in enumerate(pieces):
            purposes = purposes_of(context, piece)
            if piece.kind == "lead":
                subject = purposes
            if self._is_lead_in(pieces, number) or (piece.kind == "tail" and not self._adds(piece)):
                continue
            alien = self._paid_by_others(piece) or (alien and not self._does(piece))
            blocked = (piece.after[:1] not in (";", "") and blocked) or self._defines(piece)
            if alien or blocked or self._tells_something_else(piece):
                continue
            if not purposes and self._takes_up(piece) and context.has("premium", piece, *MONEY):
                purposes = subject
            if not purposes:
                purposes = self._purposes_without_words(piece, told=told or (listed and number > 0))
            if purposes:
                told = True
                yield Use(piece.first, piece.last, piece.start, piece.end, purposes, self._scope, sentence)

    @staticmethod
    def _takes_up(piece: Piece) -> bool:
        """True for "and is kept going from the premium": what the sentence began with is the use."""
        joined = any(letter.isalpha() for letter in piece.after)
        return piece.kind == "predicate" or (piece.kind == "verb" and joined)

    def _first(self) -> int:
        """The first token to look at: after the label of a fact ("2012: a solar dryer")."""
        label = self._block.label
        if label and label[0] <= self._sentence.start < label[1]:
            index = self._context.token_at(label[1])
            while index <= self._sentence.last and self._context.tokens[index].kind in ("mark", "break"):
                index += 1
            return index
        return self._sentence.first

    # Sentences

    def _silent(self) -> bool:
        """True for a sentence that tells no use: somebody's direct words, no deed."""
        context, sentence = self._context, self._sentence
        if self._scope is Scope.LISTED:
            return False
        if self._scope is not Scope.EXPLICIT and context.text[sentence.start] in _QUOTE_MARKS:
            first = context.norms[min(sentence.first + 1, sentence.last)]
            spoken = first in context.language.listing_words["speakers"] and context.has("deed", sentence)
            return not (self._scope is Scope.SECTION and spoken)
        if self._scope <= Scope.CONTINUED and context.has("speech", sentence):
            return True
        if context.tokens[sentence.last].text.startswith("?"):
            return True
        if self._does(sentence) or not self._has_verb(sentence):
            return False
        if self._scope is Scope.EXPLICIT:
            return not self._by_premium(sentence) and not context.has("premium", sentence, "project")
        return not (context.has("gain", sentence, "have") or self._enumerates())

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

    def _does(self, span: Span) -> bool:
        """True where something is done or got; what merely goes on about the premium must say so plainly."""
        context = self._context
        plain = ("any",) if self._scope is Scope.CONTINUED else ("any", "daily")
        return (
            context.has("deed", span, *plain)
            or context.has("spend", span)
            or context.has("gain", span, "get")
            or context.has("premium-talk", span, "planned", "decided")
        )

    def _has_verb(self, sentence: Sentence) -> bool:
        context = self._context
        clauses = context.clauses_of(sentence)
        return any(clause.finite is not None for clause in clauses if clause.kind != "relative")

    # Pieces

    def _joined(self, pieces: list[Piece]) -> list[Piece]:
        """Join what belongs together: "boots and gloves", an example and what it is one of, "X, …, was built"."""
        joined: list[Piece] = []
        for piece in pieces:
            before = joined[-1] if joined else None
            if (
                before is None
                or piece.after[:1] == ";"
                or (piece.after[:1] == ":" and not self._labels(before))
            ):
                joined.append(piece)
                continue
            if piece.kind == "predicate":
                joined = [joined[0]._replace(last=piece.last, end=piece.end)]
                continue
            here = {mention.value for mention in purpose_mentions(self._context, piece)}
            there = {mention.value for mention in purpose_mentions(self._context, before)}
            if before.kind == "tail":
                if before.first == self._sentence.first and not here and there:
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

    def _paid_by_others(self, piece: Piece) -> bool:
        context = self._context
        if context.has("premium", piece, *MONEY):
            return False
        if self._scope < Scope.LISTED and any(self._by_name(first, piece) for first, _ in context.others):
            return True
        for mention in context.words("payer", self._main(piece)):
            if mention.value == "other":
                if not context.is_self(mention.last + 1) and not context.is_self(mention.last + 2):
                    return True
            elif self._by(mention, piece) or (mention.value == "who" and self._heads(mention, piece)):
                return True
        return False

    def _by(self, mention: Mention, piece: Piece) -> bool:
        """True for a body after "by": "funded by a Dutch foundation"."""
        context, language = self._context, self._context.language
        for index in range(mention.first - 1, max(piece.first, mention.first - 5) - 1, -1):
            if context.norms[index] in language.listing_words["agents"]:
                return True
            if context.norms[index] in language.prepositions:
                return False
        return False

    def _by_name(self, first: int, piece: Piece) -> bool:
        """True where another organisation's name heads the piece or follows "by", "from" or "with"."""
        context = self._context
        if not piece.first <= first <= piece.last:
            return False
        before = range(piece.first, first)
        articles = [i for i in before if context.norms[i] in context.language.articles]
        if len(before) == len(articles):
            return True
        near = [context.norms[i] for i in before if i >= first - 3 and i not in articles]
        return any(norm in context.language.listing_words["sources"] for norm in near)

    def _heads(self, mention: Mention, piece: Piece) -> bool:
        """True for a body that is the subject of a deed: "the ministry pays him"."""
        context = self._context
        between = range(piece.first, mention.first)
        if len(between) > 3 or any(context.norms[i] in context.language.prepositions for i in between):
            return False
        after = Passage(mention.end, context.tokens[min(mention.last + 3, piece.last)].end, "")
        return bool(
            context.within(context.words("deed"), after) or context.within(context.words("spend"), after)
        )

    def _tells_something_else(self, piece: Piece) -> bool:
        """True for a piece on how the premium comes about or is decided on, on needs, effects, single persons."""
        context = self._context
        named = context.has("premium", piece, *MONEY)
        main = self._main(piece)
        if context.has("negation", main) or self._denied(piece):
            return True
        talk = {mention.value for mention in context.words("premium-talk", piece)}
        if "unspent" in talk:
            return True
        if named and talk & {"rate", "receipt"} and not self._after_premium(piece):
            return True
        if "habit" in talk:
            return True
        if self._scope is Scope.LISTED:
            return False
        opening = context.words("pronoun", Passage(piece.start, context.tokens[piece.first].end, ""))
        if opening and not named and (opening[0].value in _PERSONAL or self._buys(piece)):
            return True
        purposes = purpose_mentions(context, piece)
        deeds = context.words("deed", piece)
        starts = [mention.start for mention in (*purposes[:1], *deeds[:1])]
        before = Passage(piece.start, min(starts, default=piece.end), "")
        if context.has("outcome", before, "relief", "able") or context.has("need", before, "lack"):
            return True
        if named or context.has("deed", main):
            return False
        return context.has("outcome", main, "relief", "able") or context.has("need", main, "lack")

    def _defines(self, piece: Piece) -> bool:
        """True where a sentence turns to what the premium is or how it is decided on, examples included."""
        talk = {mention.value for mention in self._context.words("premium-talk", piece)}
        return "definition" in talk or ("process" in talk and "decided" not in talk)

    def _list_after_colon(self, pieces: list[Piece]) -> bool:
        """True where a colon opens a list in which at least one thing has a known purpose."""
        return (
            self._scope > Scope.CONTINUED
            and any(piece.after[:1] == ":" for piece in pieces)
            and any(purpose_mentions(self._context, piece) for piece in pieces[1:])
        )

    def _denied(self, piece: Piece) -> bool:
        """True where "not" stands before the deed: "would not buy a van"."""
        context = self._context
        deeds = {mention.first for kind in ("deed", "spend") for mention in context.words(kind, piece)}
        return any(
            deeds.intersection(range(mention.last + 1, mention.last + 3))
            for mention in context.words("negation", piece)
            if not context.language.listing["contrasts"].at(context.norms, mention.first)
        )

    def _buys(self, piece: Piece) -> bool:
        """True for "we pay", "we gave": the buyers speak; for "we built" the producers do."""
        norms, words = self._context.norms, self._context.language.listing_words
        if self._block.kind in ("fact", "quote"):
            return False  # somebody of the producers answers
        after = norms[piece.first + 1 : min(piece.first + 4, piece.last + 1)]
        return norms[piece.first] in words["speakers"] and any(norm in words["buying"] for norm in after)

    def _after_premium(self, piece: Piece) -> bool:
        """True where the premium is named before a purpose and a deed stands between or after."""
        context = self._context
        premium = context.words("premium", piece)[-1]
        return any(m.first > premium.last for m in purpose_mentions(context, piece)) and self._does(
            Passage(premium.end, piece.end, "")
        )

    def _main(self, piece: Piece) -> Passage:
        """The piece up to a relative word or contrast: "a sheller that needs no wetting" denies nothing."""
        context, language = self._context, self._context.language
        for index in range(piece.first + 1, piece.last + 1):
            if context.norms[index] in language.relative_words or language.listing["contrasts"].at(
                context.norms, index
            ):
                return Passage(piece.start, context.tokens[index].start, "")
        return Passage(piece.start, piece.end, "")

    def _purposes_without_words(self, piece: Piece, *, told: bool) -> tuple[str, ...]:
        """Purposes of a piece that names none: those of its heading, or "other" for a list entry."""
        context = self._context
        if self._scope is Scope.LISTED:
            return () if told and not self._noun(piece) else ("other",) if piece.kind != "bare" else ()
        if told and piece.kind in ("item", "verb") and self._scope > Scope.CONTINUED and self._noun(piece):
            return ("other",)
        if self._scope is Scope.EXPLICIT and (self._buys_something(piece) or self._goes_to_something(piece)):
            return (
                ("social-support", "other") if context.has("beneficiary", piece, "community") else ("other",)
            )
        decided = context.has("premium-talk", piece, "decided") or context.has("premium", piece, *MONEY)
        if piece.kind != "lead" or not decided or not self._does(piece):
            return ()
        heading = context.heading(self._sentence.block)
        return purposes_of(context, heading) if heading else ()

    def _buys_something(self, piece: Piece) -> bool:
        """True for "the premium gave it a second floor": something new, of whatever purpose."""
        context = self._context
        premium = [mention.last for mention in context.words("premium", piece) if mention.value in MONEY]
        deeds = [mention.last for mention in context.words("deed", piece)]
        if not premium or not deeds or deeds[-1] >= piece.last:
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
                set(context.norms[mention.last + 1 : mention.last + 3]) & objects
                and not set(context.norms[mention.last + 2 : mention.last + 4])
                & context.language.relative_words
                for mention in context.words("spend", piece)
                if mention.last + 2 <= piece.last and premium[0] < mention.first + 8
            )
            and context.tokens[self._sentence.last].text != ":"
        )
