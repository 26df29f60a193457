"""Clauses of a sentence: stretches that carry one fact, so that a quote can be short."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from acopio.reading.language import Language
from acopio.reading.sentences import Sentence
from acopio.reading.tokens import Token

ClauseKind = Literal["main", "coordinate", "shared", "relative", "subordinate", "parenthesis", "list"]
_LOOK_AHEAD: Final = 20  # tokens in which a clause's verb must come
_YEAR_DIGITS: Final = 4
_HARD: Final = frozenset({";", ":", "–", "—", "--"})
_EDGE: Final = frozenset("\n,;:–—-.!?…\"“”'‘’«»*_()[]/|>#")
_OPEN, _CLOSE = "([", ")]"


class Clause(NamedTuple):
    """A clause: offsets without marks and leading conjunctions, its tokens, its sentence, how it is tied.

    Kinds: main; coordinate (own subject after "and", "but", ";"); shared (verb after "and", subject of
    the clause before); relative ("which …"); subordinate ("because …"); parenthesis; list (after a colon).
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which nothing asks for
    sentence: int
    start: int
    end: int
    first: int
    last: int
    kind: ClauseKind
    finite: int | None = None  # the token of its first finite verb


class ClauseSplitter:
    """Splits the sentences of one text."""

    def __init__(self, tokens: Sequence[Token], norms: Sequence[str], language: Language) -> None:
        """Tell the finite verbs of the text, and how many there are up to each token."""
        self._tokens, self._norms, self._language = tokens, norms, language
        is_finite, infinitive = language.is_finite, language.infinitive
        self._finite = [token.kind == "word" and is_finite(token.norm) for token in tokens]
        if written := language.written_finite:
            for index, token in enumerate(tokens):
                if token.kind == "word" and token.text.endswith(written) and not token.capitalised:
                    self._finite[index] = True
        months = language.months
        for index, norm in enumerate(norms[:-1]):
            if norm in infinitive:
                self._finite[index + 1] = False
            elif norm in months and tokens[index + 1].kind == "number":
                self._finite[index] = False  # "since May 2019"
            if self._finite[index + 1] and (cue := language.date_cues.at(norms, index)) and cue[0] == "since":
                self._finite[index + 1] = False  # "desde hace diez años"
        self._counts = [0, *accumulate(self._finite)]
        self._stop = 0
        self._first = 0
        self._next_close: list[int] | None = None

    def split(self, sentence: Sentence, index: int) -> list[Clause]:
        """Split a sentence; `index` is the number of the first clause made. There is always at least one."""
        first, stop = self._first, self._stop = sentence.first, sentence.last + 1
        self._next_close = None
        tokens, openers = self._tokens, self._language.clause_openers
        cuts: list[tuple[int, ClauseKind]] = [(first, "main")]
        parentheses: list[tuple[int, int]] = []
        position = first
        while position < stop:
            token = tokens[position]
            if token.kind == "mark":
                if token.text[0] in _OPEN:
                    close = self.closing(position)
                    if close - position > 1:
                        parentheses.append((position + 1, close - 1))
                    position = close + 1
                    continue
            elif token.norm not in openers:
                position += 1
                continue
            cut = self.cut(position, cuts[-1][0])
            if cut:
                cuts.append(cut)
                position = cut[0]
            position += 1
        ends = [begin - 1 for begin, _ in cuts[1:]] + [stop - 1]
        spans = [(begin, end, kind) for (begin, kind), end in zip(cuts, ends, strict=True)]
        spans += [(begin, end, "parenthesis") for begin, end in parentheses]
        if parentheses:
            spans.sort(key=lambda span: (span[0], -span[1]))
        clauses: list[Clause] = []
        for begin, end, kind in spans:
            trimmed = _trim(begin, end, tokens, self._norms, self._language)
            if trimmed is None:
                continue
            begin, end = trimmed
            verb = self._first_finite(begin, end)
            start = tokens[begin].start
            clauses.append(
                Clause(index + len(clauses), sentence.index, start, tokens[end].end, begin, end, kind, verb)
            )
        if not clauses:
            start, end = sentence.start, sentence.end
            clauses.append(Clause(index, sentence.index, start, end, first, stop - 1, "main"))
        return clauses

    def _first_finite(self, begin: int, end: int) -> int | None:
        if self._counts[end + 1] == self._counts[begin]:
            return None
        return self._finite.index(True, begin)

    def closing(self, position: int) -> int:
        """Return the token that closes a parenthesis, or its own number where none does."""
        if self._next_close is None:
            following = -1
            backwards = []
            for index in range(self._stop - 1, self._first - 1, -1):
                if self._tokens[index].text[0] in _CLOSE:
                    following = index
                backwards.append(following)
            self._next_close = backwards[::-1]
        close = self._next_close[position - self._first]
        return close if close > position else position

    def cut(self, position: int, begun: int) -> tuple[int, ClauseKind] | None:
        """Return where a new clause begins after the token at `position`, and its kind."""
        token, norm, language = self._tokens[position], self._norms[position], self._language
        if token.kind == "mark":
            if token.text in _HARD and position > begun:
                spaced = token.text in ";:" or (
                    self._spaced(position) and not self._between_numbers(position)
                )
                spaced = spaced and not (token.text == ":" and self._numbered(position))
                if spaced and position + 1 < self._stop:
                    return position + 1, "list" if token.text == ":" else "coordinate"
            if token.text == ",":
                return self._after_comma(position + 1, begun)
            return None
        if position > begun and token.kind == "word" and self._has_finite(begun, position):
            joined = language.coordinators.at(self._norms, position)
            if joined and joined[1] < self._stop:
                if self._is_finite(position - 1):
                    return None  # "produced and sold"
                return self._joined(joined[1], tight=not self._is_year(position - 1))
            if norm in language.subject_starters:
                return None
            tied = language.subordinators.at(self._norms, position)
            if (
                tied
                and tied[1] - position >= 1
                and self._finite_soon(tied[1])
                and norm not in ("as", "with", "so")
                and not self._dated(position)
                and not self._points_back(position)
            ):
                return position, "subordinate"
        return None

    def _after_comma(self, position: int, begun: int) -> tuple[int, ClauseKind] | None:
        norms, language = self._norms, self._language
        if position >= self._stop:
            return None
        if language.relatives.at(norms, position):
            return (position, "relative") if self._finite_soon(position) else None
        joined = language.coordinators.at(norms, position)
        if joined and joined[1] < self._stop:
            cut = self._joined(joined[1])
            if cut or not self._has_finite(begun, position):
                return cut
        if language.subordinators.at(norms, position) and self._has_finite(begun, position):
            return position, "subordinate"
        if self._has_finite(begun, position):
            opens = norms[position] in language.subject_starters or self._tokens[position].capitalised
            if opens and self._finite_soon(position):
                return position, "coordinate"
            if self._is_finite(self._verb_at(position)):
                return position, "shared"
        return None

    def _joined(self, position: int, *, tight: bool = False) -> tuple[int, ClauseKind] | None:
        """After a conjunction: a verb (shared subject) or a subject with its verb.

        `tight`: no comma stands before the conjunction, so that it may join mere nouns.
        """
        verb = self._verb_at(position)
        if self._is_finite(verb):
            return position, "shared"
        norm, language = self._norms[position], self._language
        adverb = norm.endswith(language.adverb_endings)
        adverb = adverb or (language.pro_drop and norm in language.membership["focus"])
        if adverb and self._is_finite(self._verb_at(position + 1)):
            return position, "shared"
        token = self._tokens[position]
        if tight and not (
            token.norm in self._language.subject_starters or token.capitalised or token.kind == "number"
        ):
            return None
        return (position, "coordinate") if self._finite_soon(position) else None

    def _verb_at(self, position: int) -> int:
        """Step over the clitics of "se formó", "ne l'a"."""
        verb = position
        while verb < min(self._stop, position + 2) and self._norms[verb] in self._language.proclitics:
            verb += 1
        return verb

    def _spaced(self, position: int) -> bool:
        token = self._tokens[position]
        return position > self._first and self._tokens[position - 1].end < token.start

    def _dated(self, position: int) -> bool:
        """True for the "since" of "have worked together since March 1994 and were registered"."""
        cue = self._language.date_cues.at(self._norms, position)
        if cue is None or cue[0] == "until" or cue[1] >= self._stop:
            return False  # "It took until 2010 before it was certified"
        return self._is_year(cue[1] + (self._norms[cue[1]] in self._language.months))

    def _is_year(self, position: int) -> bool:
        token = self._tokens[position] if position < self._stop else None
        return (
            token is not None
            and token.kind == "number"
            and len(token.text) == _YEAR_DIGITS
            and token.text.isdigit()
        )

    def _between_numbers(self, position: int) -> bool:
        following = position + 1
        numeric = following < self._stop and self._tokens[following].kind == "number"
        return numeric and position > self._first and self._tokens[position - 1].kind == "number"

    def _numbered(self, position: int) -> bool:
        """True for the colon of "ISO 9001:2008", "12:30"."""
        tight = self._tokens[position - 1].end + 1 == self._tokens[min(position + 1, self._stop - 1)].start
        return tight and self._between_numbers(position)

    def _is_finite(self, position: int) -> bool:
        return position < self._stop and self._finite[position]

    def _has_finite(self, begin: int, stop: int) -> bool:
        return self._counts[stop] > self._counts[begin]

    def _finite_soon(self, position: int) -> bool:
        """True where a finite verb follows before the next comma or hard mark."""
        index, limit = position, min(self._stop, position + _LOOK_AHEAD)
        while index < limit:
            token = self._tokens[index]
            if self._finite[index]:
                return True
            if token.kind == "mark":
                if token.text[0] in _OPEN:
                    index = self.closing(index)
                elif token.text in ",;:":
                    return False
            elif (
                index > position
                and token.norm in self._language.relative_words
                and not self._points_back(index - 1)
            ):
                return False
            index += 1
        return False

    def _points_back(self, position: int) -> bool:
        """True for the "after" of "five years after that the union joined": no clause begins there."""
        norms, language, stop = self._norms, self._language, self._stop
        if position + 2 >= stop or not language.subordinators.at(norms, position):
            return False
        if norms[position + 1] not in language.listing_words["demonstratives"]:
            return False
        after = norms[position + 2]
        determined = after in language.articles | language.definite | language.owners
        return (
            determined or self._tokens[position + 2].capitalised or self._tokens[position + 2].kind == "mark"
        )


def _trim(
    begin: int, end: int, tokens: Sequence[Token], norms: Sequence[str], language: Language
) -> tuple[int, int] | None:
    """Leave out marks at both ends, a conjunction at the end; keep a bracket whose partner is inside."""
    while begin <= end and tokens[begin].kind in ("mark", "break") and tokens[begin].text[0] in _EDGE:
        begin += 1
    while begin <= end:
        if tokens[end].kind == "word":
            tail = language.coordinators.at(norms, end)
            if not tail or begin == end:
                break
        elif tokens[end].kind not in ("mark", "break") or tokens[end].text[0] not in _EDGE:
            break
        if tokens[end].text in (")", "]") and any(tokens[i].text[0] in _OPEN for i in range(begin, end)):
            break
        end -= 1
    return (begin, end) if begin <= end else None
