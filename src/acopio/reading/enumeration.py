"""Enumerations: a sentence cut into the things it names one after the other, each with what is said of it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from acopio.reading.context import ReadingContext

PieceKind = Literal["lead", "item", "verb", "bare", "tail"]
_OPEN: Final = "(["
_CLOSE: Final = ")]"
_HARD: Final = frozenset({";", ":", "–", "—", "--"})
_MONEY_SIGNS: Final = frozenset("$€£¥₹")
_FEW: Final = 3  # tokens after a verb of spending in which the preposition of its list stands


class Piece(NamedTuple):
    """A part of a sentence, by its tokens (`first` to `last`, inclusive).

    Kinds: lead (where the sentence begins), item (after a comma or "and", with an article, a number or
    the preposition of the list), verb (a verb that shares the subject), bare (a noun without an article),
    tail (goes on about the piece before: "which …", "so that …"). `after` is the mark or joiner before
    it; `binary` is true after an "and" without any comma.
    """

    first: int
    last: int
    start: int
    end: int
    kind: PieceKind
    after: str = ""
    binary: bool = False


def split_enumeration(context: ReadingContext, first: int, last: int) -> list[Piece]:
    """Cut the tokens `first` to `last` of a sentence; brackets are not looked into."""
    return _Splitter(context, first, last).split()


class _Splitter:
    """The state of one cutting: where the list's prepositions and verbs were seen."""

    def __init__(self, context: ReadingContext, first: int, last: int) -> None:
        self._tokens, self._norms, self._language = context.tokens, context.norms, context.language
        self._first, self._last = first, last
        span = _Span(context.tokens[first].start, context.tokens[last].end)
        self._verbs = {m.first for kind in ("deed", "spend", "gain") for m in context.words(kind, span)}
        self._purposes = {m.first for m in context.words("purpose", span)}
        self._spent = {m.last for m in context.words("spend", span)}
        self._list_prepositions: set[str] = set()
        self._commas = 0

    def split(self) -> list[Piece]:
        cuts: list[tuple[int, int, PieceKind, str, bool]] = []  # end of the piece before, begin, kind, after
        position, begun = self._first, self._first
        if self._language.listing["tails"].at(self._norms, begun) and self._opens_subordinate(begun):
            cuts.append((begun, begun, "tail", "", False))
        while position <= self._last:
            token = self._tokens[position]
            if token.kind == "mark" and token.text[0] in _OPEN:
                position = self._closing(position) + 1
                continue
            self._note_preposition(position)
            separated = self._separator(position)
            if separated is None:
                position += 1
                continue
            following, after, binary = separated
            if following > self._last:
                break
            kind = self._kind(following, after)
            if kind and following > begun:
                cuts.append((position - 1, following, kind, after, binary))
                begun = following
            position = max(following, position + 1)
        return self._pieces(cuts)

    def _pieces(self, cuts: list[tuple[int, int, PieceKind, str, bool]]) -> list[Piece]:
        pieces: list[Piece] = []
        begin, kind, after, binary = self._first, "lead", "", False
        for end, following, next_kind, next_after, next_binary in cuts:
            if following > begin:
                pieces.append(self._piece(begin, end, kind, after, binary))
            begin, kind, after, binary = following, next_kind, next_after, next_binary
        pieces.append(self._piece(begin, self._last, kind, after, binary))
        return [piece for piece in pieces if piece.last >= piece.first]

    def _piece(self, begin: int, end: int, kind: str, after: str, binary: bool) -> Piece:
        while end > begin and self._tokens[end].kind in ("mark", "break") and self._tokens[end].text[0] not in ")]":
            end -= 1
        return Piece(begin, end, self._tokens[begin].start, self._tokens[end].end, kind, after, binary)  # type: ignore[arg-type]

    def _opens_subordinate(self, position: int) -> bool:
        """True for "When floods came, the account paid …": a comma closes what opens the sentence."""
        norm = self._norms[position]
        return norm in self._language.relative_words or bool(self._language.subordinators.at(self._norms, position))

    def _closing(self, position: int) -> int:
        for index in range(position + 1, min(self._last, position + 60) + 1):
            if self._tokens[index].text[0] in _CLOSE:
                return index
        return position

    def _note_preposition(self, position: int) -> None:
        """Remember "for" of "is used for": the list's later items may begin with it again."""
        if position not in self._spent:
            return
        for index in range(position + 1, min(self._last, position + _FEW) + 1):
            if self._norms[index] in self._language.prepositions or self._norms[index] in self._language.infinitive:
                self._list_prepositions.add(self._norms[index])
                return

    def _separator(self, position: int) -> tuple[int, str, bool] | None:
        """Return the token after a separator at `position`, the separator, and whether it is a lone "and"."""
        token = self._tokens[position]
        joiners = self._language.listing["joiners"]
        if token.kind == "mark":
            if token.text not in _HARD and token.text != ",":
                return None
            if token.text in "–—--" and not self._spaced(position):
                return None
            self._commas += token.text == ","
            following = position + 1
            after = token.text
            while following <= self._last and (joined := joiners.at(self._norms, following)):
                after += " " + joined[0]
                following = joined[1]
            return following, after, False
        joined = joiners.at(self._norms, position)
        if joined is None or position == self._first:
            return None
        following = joined[1]
        while following <= self._last and (more := joiners.at(self._norms, following)):
            following = more[1]
        return following, joined[0], not self._commas

    def _spaced(self, position: int) -> bool:
        return position > self._first and self._tokens[position - 1].end < self._tokens[position].start

    def _kind(self, position: int, after: str) -> PieceKind | None:
        """Say what begins at a token after a separator; None where the piece before goes on."""
        norms, language, token = self._norms, self._language, self._tokens[position]
        if token.kind == "break":
            return None
        joined = any(letter.isalpha() for letter in after)
        if language.listing["introducers"].at(norms, position):
            return "item"
        if token.kind == "number" or token.text[0] in _MONEY_SIGNS or norms[position] in language.number_words:
            return "item"
        if norms[position] in self._list_prepositions:
            return "item"
        if language.listing["tails"].at(norms, position) or language.relatives.at(norms, position):
            return "tail"
        if norms[position] in language.listing_words["pronouns"]:
            return "item"
        if norms[position] in language.listing_words["openers"]:
            return "item"
        if position in self._verbs or language.is_finite(norms[position]):
            seen = any(index in self._verbs for index in range(self._first, position))
            return "verb" if joined or seen or after in _HARD else "tail"
        if norms[position] in language.prepositions or norms[position] in language.infinitive:
            return None if after not in _HARD else "item"
        return "bare" if token.kind == "word" else None


class _Span(NamedTuple):
    start: int
    end: int
