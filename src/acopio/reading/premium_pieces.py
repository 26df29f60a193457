"""The pieces of a sentence on the premium: what tells one use is joined, what comes before the premium left out."""

from __future__ import annotations

from typing import Final

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece, split_enumeration
from acopio.reading.premium_names import MONEY
from acopio.reading.premium_scope import Scope
from acopio.reading.premium_silence import is_by_premium
from acopio.reading.purposes import purpose_mentions, purposes_of
from acopio.reading.sentences import Sentence
from acopio.reading.span import Span

_LONGEST_TITLE: Final = 6  # tokens
_PEOPLE: Final = frozenset({"members", "workers"})  # values of the word list "beneficiary"
_HEAD: Final = 4  # tokens before "of" in which the noun with its article stands
_NOUN: Final = 2  # tokens before "of" that are no verb where a noun stands there
_SOON: Final = 5  # tokens after a relative word in which its verb comes


class Pieces:
    """Makes the pieces of one sentence, each of which tells one use at most."""

    def __init__(self, context: ReadingContext, sentence: Sentence, scope: Scope) -> None:
        """Keep the sentence and how sure it is that it tells of premium money."""
        self._context, self._sentence, self._scope = context, sentence, scope
        self._row = context.block_of(sentence).kind == "row"
        heading = context.heading(sentence.block)
        self._section = heading is not None and context.has("premium", heading, *MONEY)

    def of_tokens(self, first: int, last: int) -> list[Piece]:
        """Return the pieces of the tokens `first` to `last` of the sentence."""
        return self._on_premium(self._joined(split_enumeration(self._context, first, last)))

    def _joined(self, pieces: list[Piece]) -> list[Piece]:
        """Join what belongs together: "boots and gloves", an example and what it is one of, "X, …, was built"."""
        joined: list[Piece] = []
        for number, piece in enumerate(pieces):
            if not number and piece.kind == "tail" and (self._tells_first(piece) or self._lists(piece)):
                piece = piece._replace(kind="lead")
            if number and self._goes_on(pieces[number - 1], piece):
                piece = piece._replace(kind="tail")
            if piece.kind == "tail" and joined and self._of_premium(piece):
                if purpose_mentions(self._context, piece):
                    piece = piece._replace(kind="verb")
                else:
                    joined = [joined[-1]._replace(last=piece.last, end=piece.end)]
                    continue
            if piece.kind == "tail" and joined and self._adds(piece, joined[-1]):
                piece = piece._replace(kind="verb")
            if joined and self._empty(joined[-1]):
                kind = "lead" if len(joined) == 1 and joined[-1].kind == "tail" else joined[-1].kind
                joined[-1] = piece._replace(kind=kind, after=joined[-1].after)
                continue
            before = joined[-1] if joined else None
            them = before is not None and piece.after[:1] == ":" and self._counts_them(piece)
            planted = piece.kind == "verb" and before is not None and self._counts_them(before)
            if before is not None and (them or planted):
                joined[-1] = before._replace(last=piece.last, end=piece.end)
                continue
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
            if before.kind == "tail" and piece.after.isalpha() and self._of_relative(before, piece):
                joined[-1] = before._replace(last=piece.last, end=piece.end)
                continue
            if piece.kind == "tail" and there == set() and here and self._as_what(piece):
                joined[-1] = before._replace(last=piece.last, end=piece.end)
                continue
            if before.kind == "tail":
                if (
                    piece.kind == "bare"
                    and piece.after.isalpha()
                    and (there or not has_finite(self._context, before))
                ):
                    joined[-1] = before._replace(last=piece.last, end=piece.end)
                elif before.first == self._sentence.first and not here and there:
                    joined[-1] = piece._replace(first=before.first, start=before.start)
                else:
                    joined.append(piece)
                continue
            if (
                (piece.kind == "bare" and (not here or (here & there and not self._weighs(piece))))
                or (piece.kind == "item" and not here and not (there and self.is_noun(piece)))
                or (piece.kind == "example" and there)
                or piece.after[:1] == ":"
                or (self._row and there and self._whom(piece))
                or (piece.kind == "bare" and self._shares_with(before, piece))
                or (piece.kind == "bare" and self._of_head(before, piece))
                or (piece.kind == "item" and self._also_for(before, piece))
                or (here and here <= there and self._places(piece))
                or (len(joined) == 1 and self._entitles(before, piece))
            ):
                joined[-1] = before._replace(last=piece.last, end=piece.end)
            else:
                joined.append(piece)
        return joined

    def _of_relative(self, tail: Piece, piece: Piece) -> bool:
        """True for ", which owns a mill | and a truck", ", where miners | and loggers have come in"."""
        context = self._context
        if context.norms[tail.first] not in context.language.relative_words or piece.kind not in (
            "bare",
            "item",
        ):
            return False
        return has_finite(context, tail) != has_finite(context, piece)

    def _as_what(self, piece: Piece) -> bool:
        """True for "A third goes straight to them, | as a payment at the end of Ramadan"."""
        context = self._context
        return context.norms[piece.first] in context.language.membership["as_words"]

    def _tells_first(self, piece: Piece) -> bool:
        """True for "Since the well was dug with the premium, …", not for "Until" and "If" it is."""
        context = self._context
        open_ = context.norms[piece.first] in context.language.listing_words["earlier"]
        return (
            context.has("premium", piece, *MONEY)
            and is_by_premium(context, piece)
            and context.has("deed", piece)
            and not open_
            and not context.has("hedge", piece)
        )

    def _lists(self, piece: Piece) -> bool:
        """True for "After that came pulpers for 40 groups"."""
        talk = self._context.words("premium-talk", piece)
        return any(m.value == "listing" and m.first == piece.first for m in talk)

    def _counts_them(self, piece: Piece) -> bool:
        """True for "(trees:) 30,000 of them"."""
        norms, language = self._context.norms, self._context.language
        return (
            piece.last > piece.first + 1
            and norms[piece.last - 1] in language.of.first_words
            and bool(self._context.has("pronoun", piece))
            and not has_finite(self._context, piece)
        )

    def _of_premium(self, tail: Piece) -> bool:
        """True for ", whose salary the premium covers", ", which was paid for by the premium"."""
        context = self._context
        named = any(tail.first - 2 <= last + 1 <= tail.first for _, last in context.others)
        return (
            context.language.relatives.at(context.norms, tail.first) is not None
            and not named  # "FECOAGRO, which uses its own premium"
            and context.has("premium", tail, *MONEY)
            and (context.has("spend", tail) or context.has("deed", tail))
            and not context.has("negation", tail)
        )

    def _goes_on(self, before: Piece, piece: Piece) -> bool:
        """True for what a sentence says after such a clause: ", runs the nursery"."""
        context = self._context
        return (
            piece.after == ","
            and piece.kind in ("verb", "predicate")
            and before.kind == "tail"
            and before.after == ","
            and self._of_premium(before)
            and not context.has("premium", piece, *MONEY)
        )

    def _adds(self, tail: Piece, before: Piece) -> bool:
        """True for a tail that tells a use: "whose house was paid for as well", "which they spent on drums"."""
        context = self._context
        if context.has("spend", tail) and context.has("premium-talk", tail, "addition"):
            return True
        governed = context.norms[tail.first] in context.language.listing_words["sources"]
        if context.language.relatives.at(context.norms, tail.first + governed) is None:
            return False
        deeds = [m for m in context.words("deed", tail) if m.first <= tail.first + _SOON]
        shared = bool(context.within(context.shares, before))
        if deeds and shared and not purpose_mentions(context, before):
            return True  # "a third stays with the co-op, which has bought a huller"
        objects = context.language.listing_words["objects"]
        pronouns = {m.first for m in context.words("pronoun", tail)}
        return any(
            context.norms[mention.last + 1 + (mention.last + 1 in pronouns)] in objects
            for mention in context.words("spend", tail)
            if mention.last + 1 < tail.last
        )

    def _explains(self, piece: Piece, before: Piece) -> bool:
        """True for "voted for housing: 60 families got roofs", where the words after the colon tell the same use."""
        context = self._context
        same = set(purposes_of(context, piece)) & set(purposes_of(context, before))
        told = any(context.language.is_finite(norm) for norm in context.norms[piece.first : piece.last + 1])
        return bool(same) and told and context.has("premium", before, *MONEY)

    def _empty(self, piece: Piece) -> bool:
        """True for "2013", "A third", "Each year": nothing that money could be spent on."""
        norms, language = self._context.norms, self._context.language
        first = piece.first
        if first < piece.last and (
            norms[first] in language.prepositions or language.date_cues.at(norms, first)
        ):
            first += 1  # "Since 2014"
        adverb = language.listing["adverbs"].at(norms, piece.first)
        if adverb is not None and adverb[1] > piece.last:
            return True
        return is_wordless(self._context, first, piece.last)

    def _on_premium(self, pieces: list[Piece]) -> list[Piece]:
        """Leave out what a sentence tells before it comes to the premium, unless "with the premium" ends it."""
        context = self._context
        if self._scope is not Scope.EXPLICIT or self._section:
            return pieces
        number = next((i for i, piece in enumerate(pieces) if context.has("premium", piece, *MONEY)), 0)
        if not number or self._bracketed():
            return pieces
        listed = number > 1 and pieces[number].after == ":" and context.has("spend", pieces[number])
        if listed and not any(has_finite(context, piece) for piece in pieces[:number]):
            return pieces[:number]  # "Clinics, roads, a school: the premium has paid for a lot"
        if is_by_premium(context, pieces[number]):
            return pieces[self._clause(pieces, number) :]
        if pieces[number].kind == "tail" and context.has("spend", pieces[number]):
            return pieces  # "Every village has a tap, paid for with the first years' premium"
        return pieces[number:]

    def _clause(self, pieces: list[Piece], number: int) -> int:
        """The first piece of the clause in which the premium is named: "…; its computer came with the premium"."""
        context = self._context
        if context.has("premium-talk", pieces[number], "retold"):
            return 0
        for first in range(number, 0, -1):
            if pieces[first].after[:1] == ";" and any(has_finite(context, p) for p in pieces[:first]):
                return first
        return 0

    def _bracketed(self) -> bool:
        """True for "3 boreholes, 2 spring protections (premium, 2014)": said of all that stands before."""
        context = self._context
        first, last = self._sentence.first, self._sentence.last
        for mention in context.words("premium", self._sentence):
            if mention.first > first and context.tokens[mention.first - 1].text == "(":
                return any(context.tokens[i].text == ")" for i in range(max(first, last - 1), last + 1))
        return False

    def _entitles(self, before: Piece, piece: Piece) -> bool:
        """True for "**Safe water for Vuga** – two springs were capped": the title and what is said of it."""
        context = self._context
        if piece.after[:1] not in ("–", "—", "-") or before.kind != "lead" or has_finite(context, before):
            return False
        return has_finite(context, piece) and before.last - before.first < _LONGEST_TITLE

    def _whom(self, piece: Piece) -> bool:
        """True for a cell that says for whom: "410 pupils", "all members"."""
        context = self._context
        told = {mention.first for mention in context.words("beneficiary", piece)}
        purposes = purpose_mentions(context, piece)
        return (
            bool(told)
            and all(mention.first in told for mention in purposes)
            and not context.has("deed", piece)
        )

    def _shares_with(self, before: Piece, piece: Piece) -> bool:
        """True for "35 % for schools | and clinics", in a sentence that tells more than one share."""
        context = self._context
        shares = context.within(context.shares, self._sentence)
        return (
            len(shares) > 1
            and piece.after.isalpha()
            and bool(context.within(context.shares, before))
            and not context.within(context.shares, piece)
        )

    def _of_head(self, before: Piece, piece: Piece) -> bool:
        """True for "a workshop for candles | and soap", "a fund for the purchase of sugar, | drums | and wax"."""
        context, language = self._context, self._context.language
        norms, tokens = context.norms, context.tokens
        aims = language.listing_words["objects"] & language.listing_words["targets"]
        joins = language.of.first_words | (aims - language.infinitive)
        known = language.articles | language.owners | language.number_articles
        last = next((i for i in range(before.last, before.first, -1) if norms[i] in joins), None)
        if last is None or last == before.last or has_finite(context, piece):
            return False
        inside = norms[last + 1 : before.last + 1]
        if any(tokens[i].kind == "number" for i in range(last + 1, before.last + 1)) or not known.isdisjoint(
            inside
        ):
            return False
        head = norms[max(before.first, last - _HEAD) : last]
        if known.isdisjoint(head) or any(map(language.is_finite, head[-_NOUN:])):
            return False
        lone = piece.last == piece.first or norms[piece.first + 1] in language.prepositions
        lone = lone or tokens[piece.first + 1].kind == "mark"
        whom = Passage(tokens[last + 1].start, before.end, "")
        return lone and tokens[piece.first].kind == "word" and not context.has("beneficiary", whom)

    def _also_for(self, before: Piece, piece: Piece) -> bool:
        """True for "houses of eight growers | and eleven workers": for whom."""
        context = self._context
        if not piece.after.isalpha() or context.has("deed", piece) or has_finite(context, piece):
            return False
        people = {m.first for m in context.words("beneficiary", self._sentence) if m.value in _PEOPLE}
        counted = [q.last + 1 for q in context.within(context.quantities, self._sentence)]
        counted += [
            n + 1 for n in range(piece.first, piece.last) if context.norms[n] in context.language.owners
        ]
        known = people.intersection(counted)
        return piece.first + 1 in known and any(before.first <= noun <= before.last for noun in known)

    def _places(self, piece: Piece) -> bool:
        """True for "maternity ward | , Kwemba hospital" in a list: where it is."""
        token = self._context.tokens[piece.first]
        return (
            self._scope is Scope.LISTED and piece.kind == "bare" and piece.after == "," and token.capitalised
        )

    @staticmethod
    def _weighs(piece: Piece) -> bool:
        """True for "school kits" between commas: not for a lone noun, nor one after a mere "and"."""
        return piece.last > piece.first and piece.after[0] == ","

    def _labels(self, before: Piece) -> bool:
        """True for "compost: 300 lorry-loads a year" in a list: the words before the colon belong to the use."""
        return self._scope is Scope.LISTED and bool(purpose_mentions(self._context, before))

    def is_noun(self, piece: Piece) -> bool:
        """True for "a gismo for every village", not for "75 so far", "the first one", "twelve kilometres of them"."""
        context = self._context
        tokens, words = context.tokens, context.language.listing_words
        opening = context.norms[piece.first]
        if (
            self._scope <= Scope.CONTINUED
            or tokens[piece.first].kind != "word"
            or opening in words["definite"]
            or opening in context.language.finite_words
        ):
            return False
        if context.has("premium", piece, *MONEY):
            return False
        if opening in words["pronouns"] or context.has("measure", piece) or piece.last == piece.first:
            return False
        noun = context.norms[piece.first + 1]
        return len(noun) > 3 and tokens[piece.first + 1].kind == "word" and noun not in words["tails"]


def has_finite(context: ReadingContext, piece: Piece) -> bool:
    """True where a listed verb form stands in a piece."""
    norms, finite = context.norms, context.language.finite_words
    return any(norms[index] in finite for index in range(piece.first, piece.last + 1))


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
