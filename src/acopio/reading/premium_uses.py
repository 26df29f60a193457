"""The premium uses that one sentence tells: its pieces, those left out that tell something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.context import ReadingContext
from acopio.reading.enumeration import Piece
from acopio.reading.premium_doing import WHOM, does, tells_doing, verb_of
from acopio.reading.premium_exclusions import Exclusions
from acopio.reading.premium_names import MONEY, is_title
from acopio.reading.premium_pieces import Pieces, has_finite, is_wordless
from acopio.reading.premium_scope import Scope
from acopio.reading.premium_silence import Silence, is_by_premium
from acopio.reading.purposes import purpose_mentions, purposes_of
from acopio.reading.sentences import Sentence

_LINE_MARKS: Final = (">", "*", "**")  # what the lines of an indented list begin with
_BRACKETS: Final = ("(", "[")
_BRACKET_ENDS: Final = (")", "]")
_TARGET: Final = 6  # tokens after "goes into" in which the premium is what it goes into
_LABEL_WORDS: Final = 2  # words of a first cell that only labels its row
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
        self._titled = purposes_of(context, before) if before and titled else ()

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
                alien = not self._verbal(piece)
                if alien:
                    continue  # "A foundation from Portland, Common Cup, donated …"
            if tail:
                continue
            if self._is_lead_in(pieces, number):
                blocked = any(
                    is_so(piece) for is_so in (exclusions.denies, exclusions.lacks, exclusions.paid_by_others)
                )
                whole = self._tells_whole(piece) or self._is_illustrated(pieces, number)
                if not purposes or not whole:
                    continue
                blocked = False
                found.append((piece, purposes))
                break
            shared = piece.kind in ("verb", "predicate") and not context.has("premium", piece, *MONEY)
            shared = shared or not does(context, self._scope, piece)
            paid = exclusions.paid_by_others(piece) or (joint and exclusions.names_payer(piece))
            if paid and found and not spoken and self._verbal(piece):
                found.clear()  # "The roof and the well were paid for by the state"
            spoken = spoken or self._verbal(piece) or context.has("spend", piece)
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
                or self._illustrates(piece, found)
                or self._is_time(piece)
                or self._shows(piece)
                or self._aside(piece)
                or self._subordinate(piece)
                or exclusions.tells_something_else(piece)
            ):
                continue
            if not purposes and self._takes_up(piece) and context.has("premium", piece, *MONEY):
                purposes = subject
            if not purposes:
                purposes = self._purposes_without_words(piece, told=bool(found) or (listed and number > 0))
            if purposes:
                found.append((piece, purposes))
        if found and len(pieces) > 1 and self._is_adverbial(found[0][0], alone=len(found) == 1, done=done):
            del found[0]  # "In the lean season, fewer families go without", "During the pandemic, …"
        if len(found) > 1 and self._labels_row(found[0][0], found[-1][0]):
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

    def _is_adverbial(self, piece: Piece, *, alone: bool, done: bool) -> bool:
        """True for "In the lean season, January to March", a phrase before the subject of another use or of none."""
        context, language = self._context, self._context.language
        opens = context.norms[piece.first] in language.prepositions - language.listing_words["targets"]
        if not opens or piece.kind != "lead" or self._scope is Scope.LISTED or self._verbal(piece):
            return False
        if context.has("premium", piece, *MONEY) or does(context, self._scope, piece):
            return False
        return not alone or not done or not does(context, self._scope, self._sentence)

    def _illustrates(self, piece: Piece, found: Sequence[tuple[Piece, tuple[str, ...]]]) -> bool:
        """True for "(A fund got 15%:) every family that loses someone receives 20,000 baht"."""
        if piece.after[:1] != ":" or not found or not self._tells_of_people(piece):
            return False
        return self._is_subject(found[-1][0])

    def _labels_row(self, piece: Piece, last: Piece) -> bool:
        """True for the short first cell of a row, with its share, where a later cell tells what was paid."""
        context = self._context
        if self._block.kind != "row" or piece.first > context.token_at(self._block.start) + 1:
            return False
        shares = context.within(context.shares, self._block)
        words = sum(context.tokens[i].kind == "word" for i in range(piece.first, piece.last + 1))
        told = sum(context.tokens[i].kind == "word" for i in range(last.first, last.last + 1))
        cells = context.text[piece.start : last.start].count("|")
        return bool(shares) and words <= _LABEL_WORDS and cells > 0 and told > 0

    def _shows(self, piece: Piece) -> bool:
        """True where nothing is named after "what the premium paid for"."""
        if self._scope is not Scope.EXPLICIT or not self._asks(piece):
            return False
        last = max(mention.last for mention in self._context.words("premium", piece))
        return not any(mention.first > last for mention in purpose_mentions(self._context, piece))

    def _is_time(self, piece: Piece) -> bool:
        """True for "(In 2020,) the year of the pandemic"."""
        context = self._context
        years = context.language.relative_dates["year_unit"].at(context.norms, piece.first + 1)
        known = context.norms[piece.first] in context.language.articles
        return known and years is not None and context.norms[years[1]] in context.language.of.first_words

    def _is_subject(self, piece: Piece) -> bool:
        """True where what a use is for stands before its verb, or after one that Spanish puts first."""
        verb = verb_of(self._context, piece)
        if verb is None or self._context.language.pro_drop:
            return True
        return any(mention.last < verb for mention in purpose_mentions(self._context, piece))

    def _tells_of_people(self, piece: Piece) -> bool:
        """True for a clause that begins with so many people: "233 workers have bought", "fourteen have graduated"."""
        context, language = self._context, self._context.language
        first = context.norms[piece.first]
        counted = (
            context.tokens[piece.first].kind == "number"
            or first in language.number_words
            or first in language.quantifiers
            or first in language.listing_words["openers"] - language.articles - language.number_articles
        )
        counted = counted and not context.has("pronoun", self._word(piece.first))
        verb = verb_of(context, piece)
        if not counted or verb is None:
            return False
        people = {m.first for kind in ("beneficiary", "unit", "part") for m in context.words(kind, piece)}
        return verb == piece.first + 1 or piece.first + 1 in people

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
            and self._verbal(piece)
            and not does(context, self._scope, piece)
            and not context.has("premium", piece, *MONEY)
            and not context.has("premium-talk", piece, "listing")  # "After that came pulpers"
        )

    def _verbal(self, piece: Piece) -> bool:
        """True where a verb form stands in a piece."""
        context = self._context
        return any(map(context.language.is_finite, context.norms[piece.first : piece.last + 1]))

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
        people = first <= self._sentence.last and self._tells_of_people(self._from(first))
        if purposes and people and first - context.token_at(label[0]) > _WHOLE:
            return True  # "Low-interest loans for housing: 233 workers have bought plots"
        return wordless or (purposes and not told)

    def _word(self, index: int) -> Passage:
        token = self._context.tokens[index]
        return Passage(token.start, token.end, "")

    def _from(self, first: int) -> Piece:
        """The rest of the sentence as one piece."""
        context, last = self._context, self._sentence.last
        while first < last and context.tokens[first].kind in ("mark", "break"):
            first += 1
        return Piece(first, last, context.tokens[first].start, context.tokens[last].end, "item", ":")

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

    def _is_illustrated(self, pieces: list[Piece], number: int) -> bool:
        """True for "Low-interest loans for housing: 233 workers have bought plots": the use, then what came of it."""
        after, piece = pieces[number + 1], pieces[number]
        if after.after[:1] != ":" or not self._tells_of_people(after) or piece.last - piece.first < _WHOLE:
            return False
        if self._scope is Scope.LISTED:
            return True
        return bool(tells_doing(self._context, piece)) and self._is_subject(piece)

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
        if context.has("premium-talk", piece, "retold"):
            return ()  # "All of this was paid for by the premium"
        if is_wordless(context, piece.first, piece.last):
            return ()
        if self._scope is Scope.LISTED:
            if context.has("premium-talk", piece, "rate", "receipt"):
                return ()  # "Premium: 0.55 USD per kg", "48 million shillings received since 2006"
            verbal = any(
                context.norms[i] in context.language.finite_words for i in range(piece.first, piece.last + 1)
            )
            return (
                ()
                if (told and (verbal or not self._pieces.is_noun(piece))) or piece.kind == "bare"
                else ("other",)
            )
        if (
            told
            and piece.kind in ("item", "verb")
            and self._scope > Scope.CONTINUED
            and self._pieces.is_noun(piece)
        ):
            return ("other",)
        taken_up = self._scope > Scope.NONE and context.has("premium-talk", piece, "resumed")
        explicit = self._scope is Scope.EXPLICIT or (taken_up and context.has("spend", piece))
        if explicit and (self._buys_something(piece) or self._goes_to_something(piece)):
            return (
                ("social-support", "other") if context.has("beneficiary", piece, "community") else ("other",)
            )
        if piece.kind == "lead" and self._titled and self._scope is not Scope.CONTINUED:
            return self._titled
        decided = context.has("premium-talk", piece, "decided") or context.has("premium", piece, *MONEY)
        if piece.kind != "lead" or not decided or self._opens_list() or not does(context, self._scope, piece):
            return ()
        heading = context.heading(self._sentence.block)
        return purposes_of(context, heading) if heading else ()

    def _buys_something(self, piece: Piece) -> bool:
        """True for "the premium gave it a second floor": something new, of whatever purpose."""
        context = self._context
        if self._is_hollow(piece):
            return False
        premium = self._money(piece)
        deeds = [mention.last for mention in context.words("deed", piece)]
        if not premium or not deeds or deeds[-1] >= piece.last or self._opens_list():
            return False
        if deeds[-1] < premium[0] and not is_by_premium(context, piece):
            return False  # "their honey brings them a premium"
        counted = context.language.number_norms | context.language.number_articles
        years = context.language.relative_dates["year_unit"]
        return any(
            context.norms[index] in counted
            and not years.at(context.norms, index + 1)  # "is paid once a year"
            for index in range(deeds[-1] + 1, min(deeds[-1] + 4, piece.last + 1))
        )

    def _money(self, piece: Piece) -> list[int]:
        """The last tokens of the words for the money: "the premium", or "it" in "has spent it on"."""
        context = self._context
        named = [mention.last for mention in context.words("premium", piece) if mention.value in MONEY]
        return named or [m.last for m in context.words("premium-talk", piece) if m.value == "resumed"]

    def _is_hollow(self, piece: Piece) -> bool:
        """True for "the premium has made a difference", "showed us what the premium had paid for"."""
        if self._context.has("premium-talk", piece, "hollow", "retold"):
            return True
        return self._asks(piece)

    def _asks(self, piece: Piece) -> bool:
        """True for "the manager showed us what the premium had paid for", not for "this is what it paid for"."""
        context, language = self._context, self._context.language
        asked, copulas = language.membership["what_words"], language.foundings["passive"]
        return any(
            context.norms[index] in asked and context.norms[index - 1] not in copulas
            for mention in context.words("premium", piece)
            for index in range(max(piece.first, mention.first - 2), mention.first)
        )

    def _goes_to_something(self, piece: Piece) -> bool:
        """True for "premiums go toward overcoming them": spent on what the lexicon has no word for."""
        context = self._context
        premium = self._money(piece)
        objects = context.language.listing_words["objects"]
        if self._is_hollow(piece) or not premium:
            return False
        spent = [mention.last for mention in context.words("spend", piece)]
        near = any(last < premium[0] <= last + _TARGET for last in spent)
        if near and not is_by_premium(context, piece):
            return False  # "a dollar from each box goes into the Fairtrade Premium fund"
        return (
            any(
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
        context, last = self._context, self._sentence.last
        if context.tokens[last].text in ("…", "...", ".") and last > self._sentence.first:
            return (
                context.tokens[last].text != "."
                and context.norms[last - 1] in (context.language.listing_words["objects"])
            )
        return context.tokens[last].text == ":"


def _withdraw(found: list[tuple[Piece, tuple[str, ...]]]) -> None:
    """Take back the last use, and those that a mere "and" joins to it: "…, which our label finances"."""
    joined = True
    while found and joined:
        piece, _ = found.pop()
        joined = piece.kind == "bare" and piece.after.isalpha()
