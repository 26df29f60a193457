"""Enumerations: a sentence cut into the things it names one after the other, each with what is said of it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from acopio.reading.context import ReadingContext

PieceKind = Literal["lead", "item", "example", "verb", "predicate", "bare", "tail"]
_OPEN: Final = "(["
_CLOSE: Final = ")]"
_ENDS: Final = ")]%"  # marks that a piece may end with
_HARD: Final = frozenset(
    {";", ":", "–", "—", "--", "•", "·", "|", "/", "●", "▪", "→", "*", "**", "+", "(", ")"}
)
_DASHES: Final = frozenset({"–", "—", "--", "•", "·", "|", "/", "●", "▪", "→", "+"})
_MONEY_SIGNS: Final = frozenset("$€£¥₹")
_FEW: Final = 8  # tokens after a verb of spending in which the preposition of its list stands
_SOON: Final = 5  # tokens after a preposition in which the subject of a new clause comes
_LONGEST_BRACKET: Final = 60


class Piece(NamedTuple):
    """A part of a sentence, by its tokens (`first` to `last`, inclusive) and offsets.

    Kinds: lead (where the sentence begins), item (after a comma or "and": an article, a number, the
    preposition of the list, a new subject), example (after "such as"), verb (shares the subject),
    predicate (its subject stands before a comma), bare (a noun without an article), tail (goes on about
    the piece before: "which …", "so that …"). `after` is the mark or joiner before it.
    """

    first: int
    last: int
    start: int
    end: int
    kind: PieceKind
    after: str = ""


class _Cut(NamedTuple):
    end: int  # the last token before the separator
    begin: int  # the first token after it
    kind: PieceKind
    after: str


def split_enumeration(context: ReadingContext, first: int, last: int) -> list[Piece]:
    """Cut the tokens `first` to `last` of a sentence; brackets are not looked into."""
    return _Splitter(context, first, last).split()


class _Span(NamedTuple):
    start: int
    end: int


class _Splitter:
    """The state of one cutting: where the list's prepositions and verbs were seen."""

    def __init__(self, context: ReadingContext, first: int, last: int) -> None:
        self._tokens, self._norms, self._language = context.tokens, context.norms, context.language
        self._first, self._last, self._text = first, last, context.text
        span = _Span(context.tokens[first].start, context.tokens[last].end)
        self._verbs = {m.first for kind in ("deed", "spend") for m in context.words(kind, span)}
        self._spent = {m.last for m in context.words("spend", span)}
        self._purpose_values = [(m.first, m.value) for m in context.words("purpose", span)]
        # "two or three technicians" is one number, not two things.
        spans = [(number.first, number.last) for number in context.within(context.quantities, span)]
        shares = [(share.first, share.last) for share in context.within(context.shares, span)]
        self._shared = {last_of for _, last_of in shares}
        spans += shares
        dates = [(date.first, date.last) for date in context.within(context.dates, span)]
        self._dated = {i for first_of, last_of in dates for i in range(first_of, last_of + 1)}  # "that year"
        self._in_numbers = {i for first_of, last_of in spans for i in range(first_of + 1, last_of + 1)}
        # "In 2017 in a mill, in 2018 in …": a preposition that opens the sentence may open later items.
        opening = self._norms[first]
        self._list_prepositions = {opening} & self._language.prepositions
        number = context.block_number(span.start)
        self._cells = context.blocks[number].kind == "row"  # lines in a cell are not wrapped
        self._relative = False  # a relative word stands in the piece that is open
        self._seen_verb = False
        self._seen_infinitive = False  # "to put a roof on the school": later items may be infinitives too

    def split(self) -> list[Piece]:
        cuts: list[_Cut] = []
        position = begun = self._first
        while position <= self._last:
            token = self._tokens[position]
            if token.kind == "mark" and token.text[0] in _OPEN and not self._lists(position):
                position = self._closing(position) + 1
                continue
            self._note(position, begun)
            aside = self._adverb_aside(position)
            if aside:
                position = aside
                continue
            separated = None if position in self._in_numbers else self._separator(position)
            if separated is None:
                position += 1
                continue
            following, after = separated
            if following > self._last:
                break
            kind = self._kind(following, after)
            if kind and following > begun:
                cuts.append(_Cut(position - 1, following, kind, after))
                begun = following
                self._relative = False
            position = max(following, position + 1)
        return self._pieces(cuts)

    def _pieces(self, cuts: list[_Cut]) -> list[Piece]:
        first_kind: PieceKind = "tail" if cuts and cuts[0].after == "," and self._opens_aside() else "lead"
        cut = _Cut(self._first - 1, self._first, first_kind, "")
        pieces: list[Piece] = []
        for following in [*cuts, _Cut(self._last, self._last + 1, "tail", "")]:
            pieces.append(self._piece(cut, following.end))
            cut = following
        return [piece for piece in pieces if piece.last >= piece.first]

    def _piece(self, cut: _Cut, end: int) -> Piece:
        while (
            end > cut.begin
            and self._tokens[end].kind in ("mark", "break")
            and self._tokens[end].text[0] not in _ENDS
        ):
            end -= 1
        start = self._tokens[min(cut.begin, self._last)].start
        return Piece(cut.begin, end, start, self._tokens[end].end, cut.kind, cut.after)

    def _opens_aside(self) -> bool:
        """True for "When floods came, the account paid …" and "Shared with two others, a nurse …"."""
        first, norms, language = self._first, self._norms, self._language
        while first < self._last and language.listing["joiners"].at(norms, first):
            first += 1
        following = norms[min(first + 1, self._last)]
        if norms[first] in language.membership["as_words"] and following in language.number_articles:
            return False  # "As a result of discussions …"
        if norms[first] in language.listing_words["conditions"]:
            return self._tokens[min(first + 1, self._last)].kind != "number"  # "Since 2012 the premium …"
        participle = norms[first].endswith(language.finite_endings) and language.is_finite(norms[first])
        return participle and norms[first + 1] in language.prepositions

    def _closing(self, position: int) -> int:
        for index in range(position + 1, min(self._last, position + _LONGEST_BRACKET) + 1):
            if self._tokens[index].text[0] in _CLOSE:
                return index
        return position

    def _lists(self, position: int) -> bool:
        """True for a bracket that holds a list of things of different purposes: "(a school, two wells)"."""
        if position - 1 in self._shared:
            return False  # "quality 20% (moisture meters, tarpaulins), health 18%"
        close = self._closing(position)
        inside = [value for index, value in self._purpose_values if position < index < close]
        listed = any(self._tokens[index].text in (",", ";") for index in range(position, close))
        told = any(self._language.is_finite(self._norms[index]) for index in range(position, close))
        return listed and not told and len(set(inside)) > 1

    def _note(self, position: int, begun: int) -> None:
        """Remember "for" of "is used for": later items of the list may begin with it again."""
        norms, language = self._norms, self._language
        if language.listing["ranges"].at(norms, position):
            self._list_prepositions |= language.infinitive  # "ranging from … to …"
        if norms[position] in language.relative_words and position not in self._dated:
            self._relative = any(begun <= index < position for index, _ in self._purpose_values)
        if position in self._verbs or norms[position] in language.finite_words:
            self._seen_verb = True
        if position in self._verbs and position > begun and norms[position - 1] in language.infinitive:
            self._seen_infinitive = True
        if position not in self._spent:
            return
        named = {index for index, _ in self._purpose_values}
        for index in range(position + 1, min(self._last, position + _FEW) + 1):
            if self._tokens[index].kind == "mark" or index in named:
                return
            if norms[index] in language.listing_words["objects"]:
                self._list_prepositions.add(norms[index])

    def _separator(self, position: int) -> tuple[int, str] | None:
        """Return the token after a separator at `position`, and the separator with the joiners after it."""
        token = self._tokens[position]
        joiners = self._language.listing["joiners"]
        if self._new_line(position):
            following, after = position, ";"
        elif token.kind == "mark" and token.text != "&":
            if token.text not in _HARD and token.text != ",":
                return None
            if token.text in _DASHES and not self._spaced(position):
                return None
            following, after = position + 1, {"(": ":", ")": ";"}.get(token.text, token.text)
        else:
            joined = joiners.at(self._norms, position)
            if joined is None or position == self._first or self._relative:
                return None
            after, following = joined
        while following <= self._last and (more := joiners.at(self._norms, following)):
            after, following = f"{after} {more[0]}", more[1]
        following = self._past_number(following)
        while following < self._last and (
            adverb := self._language.listing["adverbs"].at(self._norms, following)
        ):
            following = adverb[1]
        return following, after

    def _past_number(self, position: int) -> int:
        """The token after "(2)" or "b)", which number the entries of a list within a sentence."""
        opens = position + (self._tokens[position].text == "(") if position < self._last else position
        close = opens + 1
        if close >= self._last or self._tokens[close].text != ")":
            return position
        token = self._tokens[opens]
        numbers = token.kind == "number" or len(token.text) == 1
        return close + 1 if numbers else position

    def _adverb_aside(self, position: int) -> int | None:
        """The token after ", meanwhile," in "Premiums, meanwhile, paid …": nothing is parted there."""
        if self._tokens[position].text != ",":
            return None
        adverb = self._language.listing["adverbs"].at(self._norms, position + 1)
        if adverb is None or adverb[1] > self._last or self._tokens[adverb[1]].text != ",":
            return None
        following = self._norms[min(adverb[1] + 1, self._last)]
        return adverb[1] + 1 if self._language.is_finite(following) else None

    def _told_at(self, position: int) -> bool:
        return position in self._verbs or self._norms[position] in self._language.finite_words

    def _new_line(self, position: int) -> bool:
        """True for a line that begins with a capital or a number: an entry of a list without markers."""
        if position == self._first:
            return False
        token, before = self._tokens[position], self._tokens[position - 1]
        if "\n" not in self._text[before.end : token.start] or before.text == ",":
            return False
        if token.kind == "mark" and position < self._last:  # "*2012* – a clinic"
            token = self._tokens[position + 1]
        return self._cells or token.capitalised or token.kind == "number"

    def _spaced(self, position: int) -> bool:
        return position > self._first and self._tokens[position - 1].end < self._tokens[position].start

    def _kind(self, position: int, after: str) -> PieceKind | None:
        """Say what begins at a token after a separator; None where the piece before goes on."""
        norms, language, token = self._norms, self._language, self._tokens[position]
        words = language.listing_words
        norm = norms[position]
        joined = any(letter.isalpha() for letter in after)
        hard = after[0] in _HARD
        if token.kind == "break":
            return None
        if language.listing["introducers"].at(norms, position):
            return "example"
        if token.kind == "number" or token.text[0] in _MONEY_SIGNS or norm in language.number_words:
            return "item"
        if norm in self._list_prepositions or (hard and norm in words["openers"]):
            return "item"
        tail = None if hard else language.listing["tails"].at(norms, position)
        if (
            tail
            and joined
            and position in self._verbs
            and norms[min(tail[1], self._last)] not in words["agents"]
        ):
            return "verb"  # "built a health post and paid the wages of a nurse"
        if tail and norm in words["resuming"] and norms[tail[1]] in words["speakers"]:
            return "item"  # "so we shared out maize"
        if tail and joined and tail[1] == position + 1 and norm in words["openers"]:
            return "item"  # "and each member gets 200 seedlings"
        if norm in words["demonstratives"] and norms[position + 1] in language.membership["of_words"]:
            return "item"  # "that of 2020 on a school"
        new = norm in words["demonstratives"] and position + 2 <= self._last and not joined
        if tail and new and not self._told_at(position + 1) and self._told_at(position + 2):
            return "item"  # "After the flood, that fund fed 240 households"
        if tail or language.relatives.at(norms, position):
            return "tail"
        if norm in words["pronouns"] or norm in words["openers"]:
            return "item"
        if norm in language.finite_words and not joined and not self._seen_verb:
            return "predicate"
        if position in self._verbs or language.is_finite(norm):
            return "verb" if joined or self._seen_verb or hard else "tail"
        if norm in language.prepositions or norm in language.infinitive:
            if norm in language.prepositions and norms[position + 1] in language.relative_words:
                return "tail"  # ", on which they built"
            if hard and after[0] == ":" and norm in language.prepositions:
                self._list_prepositions.add(norm)  # "in kind: in 2014 iron sheets, in 2016 a cow"
            if joined and position + 1 in self._dated:
                following = position + 1
                while following < self._last and following in self._dated:
                    following += 1
                if norms[following] in words["pronouns"] or norms[following] in words["openers"]:
                    return "item"  # "and in 2019 a school"
            subjects = words["pronouns"] - words["demonstratives"] - language.relative_words
            if joined and not subjects.isdisjoint(norms[position + 1 : min(position + _SOON, self._last)]):
                return "item"  # "and with the premium they bought"
            again = self._seen_infinitive and norm in language.infinitive and position + 1 in self._verbs
            return "item" if hard or again else None
        return "bare" if token.kind == "word" else None
