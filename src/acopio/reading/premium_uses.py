"""The premium uses that one sentence tells: its pieces, those left out that tell something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece
from acopio.reading.premium_asides import Asides, is_verbal
from acopio.reading.premium_doing import WHOM, does, tells_doing
from acopio.reading.premium_exclusions import Exclusions
from acopio.reading.premium_names import MONEY, is_title
from acopio.reading.premium_pieces import Pieces, has_finite, is_wordless
from acopio.reading.premium_scope import Scope
from acopio.reading.premium_silence import Silence, is_by_premium
from acopio.reading.premium_unnamed import Unnamed
from acopio.reading.purposes import purpose_mentions, purposes_of
from acopio.reading.sentences import Sentence

_LINE_MARKS: Final = (">", "*", "**")  # what the lines of an indented list begin with
_BRACKETS: Final = ("(", "[")
_BRACKET_ENDS: Final = (")", "]")
_WHOLE: Final = 2  # tokens at least between the first and the last of a use that is no mere label
_SUBJECT_TOKENS: Final = 3  # tokens in which the use that heads a sentence is named


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
        self._pieces = Pieces(context, sentence, scope)
        before = context.sentences[sentence.index - 1] if sentence.index else None
        titled = before is not None and before.block == sentence.block and is_title(context, before)
        titles = purposes_of(context, before) if before and titled else ()
        self._unnamed = Unnamed(context, sentence, scope, self._pieces, titles)
        self._asides = Asides(context, sentence, scope)

    def uses(self) -> Iterator[Use]:
        """Yield the uses in text order."""
        context, sentence = self._context, self._sentence
        first = self._first()
        if first > sentence.last or Silence(context, sentence, self._scope).is_silent():
            return
        pieces = self._pieces.of_tokens(first, sentence.last)
        exclusions = Exclusions(context, self._scope, self._block)
        subject: tuple[str, ...] = ()
        # The piece before was paid by somebody else, or defined the premium; there was a verb.
        idle = alien = blocked = priced = spoken = joint = False
        listed = self._list_after_colon(pieces)
        near = self._scope in (Scope.SECTION, Scope.CONTINUED)
        done = True  # the clause to which a thing of a list belongs tells that something was done
        found: list[tuple[Piece, tuple[str, ...]]] = []
        for number, piece in enumerate(pieces):
            purposes = purposes_of(context, piece)
            if piece.kind == "lead":
                subject = purposes
            tail = piece.kind == "tail"
            if (tail or (found and self._passive(piece))) and exclusions.paid_by_others(piece):
                alien = True
                _withdraw(found)
            joint = exclusions.is_by_agent(piece) or (joint and exclusions.names_payer(piece))
            if near:
                done = self._is_done(piece, exclusions, done=done)
            if near and piece.kind == "lead" and exclusions.heads_payer(piece) and len(pieces) > 1:
                alien = not is_verbal(context, piece)
                if alien:
                    continue  # "A foundation from Portland, Common Cup, donated …"
            shown = number and context.norms[piece.first] not in context.language.relative_words
            if shown and piece.kind in ("tail", "verb", "predicate") and self._unnamed.asks(piece):
                found.clear()  # "The manager, Ana Kessy, showed us what the premium had paid for"
            if tail:
                continue
            if self._is_lead_in(pieces, number):
                blocked = any(
                    is_so(piece) for is_so in (exclusions.denies, exclusions.lacks, exclusions.paid_by_others)
                )
                whole = self._tells_whole(piece) or self._asides.is_illustrated(pieces, number)
                if not purposes or not whole:
                    continue
                blocked = False
                found.append((piece, purposes))
                break
            shared = piece.kind in ("verb", "predicate") and not context.has("premium", piece, *MONEY)
            shared = shared or not does(context, self._scope, piece)
            paid = exclusions.paid_by_others(piece) or (joint and exclusions.names_payer(piece))
            if paid and found and not spoken and is_verbal(context, piece):
                found.clear()  # "The roof and the well were paid for by the state"
            spoken = spoken or is_verbal(context, piece) or context.has("spend", piece)
            alien = paid or (alien and shared) or exclusions.buys(piece)
            visits = priced and piece.kind == "verb" and not context.has("spend", piece)
            priced = exclusions.tells_price(piece)
            # "The price is guaranteed, and with the premium they bought a mill"
            anew = is_by_premium(context, piece) and does(context, self._scope, piece)
            blocked = (
                (piece.after[:1] not in (";", "") and blocked and not anew)
                or (self._scope is not Scope.LISTED and exclusions.defines(piece))
                or visits
            )
            again = piece.after[:1] == ";" or piece.kind == "verb" or does(context, self._scope, piece)
            idle = self._idles(pieces, number) or (idle and not again)
            if (
                alien
                or blocked
                or idle
                or not done
                or (near and exclusions.is_apposed_payer(piece))
                or self._asides.illustrates(piece, found)
                or self._asides.is_time(piece)
                or self._unnamed.asks(piece)
                or self._aside(piece)
                or self._subordinate(piece)
                or exclusions.tells_something_else(piece)
            ):
                continue
            if not purposes and self._takes_up(piece) and context.has("premium", piece, *MONEY):
                purposes = subject
            if not purposes:
                purposes = self._unnamed.purposes(piece, told=bool(found) or (listed and number > 0))
            if purposes:
                found.append((piece, purposes))
        if (
            found
            and len(pieces) > 1
            and self._asides.is_adverbial(found[0][0], alone=len(found) == 1, done=done)
        ):
            del found[0]  # "In the lean season, fewer families go without", "During the pandemic, …"
        if len(found) > 1 and self._asides.labels_row(found[0][0], found[-1][0]):
            del found[0]  # "Health | 25% | our clinic in Pasaje"
        for piece, purposes in found:
            yield Use(piece.first, piece.last, piece.start, piece.end, purposes, self._scope, sentence)

    def _is_done(self, piece: Piece, exclusions: Exclusions, *, done: bool) -> bool:
        """Say whether a piece, or the clause it belongs to, tells that something was done; `done` of that before it."""
        told = tells_doing(self._context, piece)
        if piece.kind == "tail" or exclusions.is_background(piece):
            return done or bool(told)
        if told is None:
            return done or piece.after[:1] in (";", ":")
        return told or self._context.has("premium-talk", self._sentence, "listing")

    @staticmethod
    def _takes_up(piece: Piece) -> bool:
        """True for "and is kept going from the premium": what the sentence began with is the use."""
        joined = any(letter.isalpha() for letter in piece.after)
        return piece.kind == "predicate" or (piece.kind == "verb" and joined)

    def _main(self, piece: Piece, *, conditions: bool = False) -> Piece:
        """The piece up to its first relative word; a verb after "when" is none of its own either."""
        context, language = self._context, self._context.language
        breaks = language.relative_words
        if conditions:
            breaks = breaks | (language.listing_words["conditions"] - language.prepositions)
        for index in range(piece.first + 1, piece.last + 1):
            if context.norms[index] in breaks:
                return piece._replace(last=index - 1, end=context.tokens[index - 1].end)
        return piece

    def _aside(self, piece: Piece) -> bool:
        """True for "The premium is well known in the shop, where tourists buy soap": no deed in the main clause."""
        context, main = self._context, self._main(piece)
        if self._scope is not Scope.EXPLICIT or main.last == piece.last or is_by_premium(context, piece):
            return False
        named = [mention for mention in context.words("premium", main) if mention.value in MONEY]
        if not named or named[-1].last == main.last:
            return False  # "It was the premium that brought electricity"
        return not does(context, self._scope, main) and not purpose_mentions(context, main)

    def _subordinate(self, piece: Piece) -> bool:
        """True for "when markets closed", "because rents have been climbing": the time or cause of a use."""
        context, language = self._context, self._context.language
        conditions = language.listing_words["conditions"]
        return (
            context.norms[piece.first] in conditions
            and is_verbal(context, piece)
            and not does(context, self._scope, piece)
            and not context.has("premium", piece, *MONEY)
            and not context.has("premium-talk", piece, "listing")  # "After that came pulpers"
        )

    def _passive(self, piece: Piece) -> bool:
        """True for ", is financed by …" after a relative clause: said of what stands before the comma."""
        norm, language = self._context.norms[piece.first], self._context.language
        passive = norm in language.foundings["passive"] or norm.endswith(language.finite_endings)
        return piece.kind == "verb" and piece.after == "," and passive

    def _idles(self, pieces: list[Piece], number: int) -> bool:
        """True for a later piece with a verb of its own that does nothing: "the first certificates are expected"."""
        context, piece = self._context, pieces[number]
        own = piece.after[:1] == ";"
        if own:  # "…; the school, the road and the clinic have been named most often"
            last = next((p for p in pieces[number + 1 :] if p.after[:1] == ";"), None)
            end = pieces[pieces.index(last) - 1] if last else pieces[-1]
            piece = piece._replace(last=end.last, end=end.end)
        continued = self._scope is Scope.CONTINUED
        if self._scope is Scope.LISTED or context.has("premium", piece, *MONEY):
            return False
        if not (own or piece.kind == "verb" or continued) or not has_finite(
            context, self._main(piece, conditions=True)
        ):
            return False
        if piece.kind == "lead" and not continued:
            return False
        if context.has("premium-talk", self._sentence, "listing"):
            return False  # "Its latest project, completed in 2021, is a borehole"
        if context.has("premium-talk", piece, "unspent"):
            return True
        return not does(context, self._scope, piece) and not context.has("gain", piece)

    def _first(self) -> int:
        """The first token to look at: after the label of a fact ("2012: a solar dryer"), if that tells no use."""
        label = self._block.label
        if label and label[0] <= self._sentence.start < label[1] and not self._label_tells(label):
            index = self._context.token_at(label[1])
            while index <= self._sentence.last and self._context.tokens[index].kind in ("mark", "break"):
                index += 1
            return index
        index = self._sentence.first
        while index < self._sentence.last and self._context.tokens[index].text in _LINE_MARKS:
            index += 1
        return index

    def _label_tells(self, label: tuple[int, int]) -> bool:
        """True for "Technical team: 35%", where the label is the use and the value its share."""
        context = self._context
        span = Passage(label[0], label[1], "")
        if context.has("premium", span) or context.within(context.dates, span):
            return False
        value = Passage(label[1], self._sentence.end, "")
        first = context.token_at(label[1])
        purposes = bool(purposes_of(context, span))
        counted = bool(context.within(context.shares, value) or context.within(context.money, value))
        wordless = is_wordless(context, first, self._sentence.last) and (purposes or counted)
        told = set(purposes_of(context, value)) - WHOM
        people = first <= self._sentence.last and self._asides.tells_of_people(self._asides.rest(first))
        if purposes and people and first - context.token_at(label[0]) > _WHOLE:
            return True  # "Low-interest loans for housing: 233 workers have bought plots"
        return wordless or (purposes and not told)

    def _is_lead_in(self, pieces: list[Piece], number: int) -> bool:
        """True for what stands before a colon: "The members voted for: …"."""
        context = self._context
        after = next((i for i in range(number + 1, len(pieces)) if pieces[i].after[:1] in ":;"), None)
        if after is None:
            return False
        if (
            pieces[after].after[:1] == ";"
            and context.tokens[pieces[after].first - 1].text not in _BRACKET_ENDS
        ):
            return False  # a line or part of its own
        after = next((i for i in range(after, len(pieces)) if pieces[i].after[:1] == ":"), None)
        if after is None:
            return False
        apart = after > number + 1
        if apart and context.tokens[pieces[after].first - 1].text in _BRACKETS:
            return False
        if apart and pieces[number].kind == "lead" and context.within(context.shares, pieces[number]):
            return False  # "goes to quality (70 %) and to social projects (30 %): …"
        if not any(purposes_of(context, piece) for piece in pieces[after:]):
            return not does(context, self._scope, pieces[number])
        return context.norms[pieces[after].first] not in context.language.listing_words["demonstratives"]

    def _tells_whole(self, piece: Piece) -> bool:
        """True for "Evening classes are paid for by the premium: …": the use stands first, then its parts."""
        context = self._context
        premium = [m for m in context.words("premium", piece) if m.value in MONEY]
        if not premium or not context.has("spend", piece):
            return False
        told = [m for m in purpose_mentions(context, piece) if m.first < premium[0].first]
        return bool(told) and told[0].first <= piece.first + _SUBJECT_TOKENS

    def _list_after_colon(self, pieces: list[Piece]) -> bool:
        """True where a colon opens a list in which at least one thing has a known purpose."""
        return (
            self._scope > Scope.CONTINUED
            and any(piece.after[:1] == ":" for piece in pieces)
            and any(purpose_mentions(self._context, piece) for piece in pieces[1:])
        )


def _withdraw(found: list[tuple[Piece, tuple[str, ...]]]) -> None:
    """Take back the last use, and those that a mere "and" joins to it: "…, which our label finances"."""
    joined = True
    while found and joined:
        piece, _ = found.pop()
        joined = piece.kind == "bare" and piece.after.isalpha()
