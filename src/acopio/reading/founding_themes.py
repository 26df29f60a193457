"""What came to be: the subject of "was founded", the object of "founded", the noun before "founded in"."""

from __future__ import annotations

from functools import cached_property
from typing import Final, Literal

from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.foreign import foreign_signs
from acopio.reading.founding_past_dates import PastDates
from acopio.reading.lexicon import Mention

Theme = Literal["self", "other", "people", "some", "thing", "none"]
_DAY_NEAR: Final = 4  # tokens from "el" to a date, "el domingo 4 de mayo"
_OBJECT: Final = 7  # tokens after a verb in which its object must begin and be told
_LOOK_BACK: Final = 14
_MARKS: Final = frozenset(",()–—-*_\"“”«»'‘’")


class ThemeFinder:
    """Tells what the verbs of founding in one text are about.

    self: the organisation; other: another one by name; people: farmers, members; some: "a cooperative",
    which may be it; thing: a school, a mill, a project; none: nothing is said at that place.
    """

    def __init__(self, context: ReadingContext) -> None:
        """Index the names and nouns by the tokens that they end at."""
        self._context, self._language = context, context.language
        self._tokens, self._norms = context.tokens, context.norms
        self._words = context.language.foundings
        self.foreign = foreign_signs(context)
        self._self_starts = {first for first, _ in context.naming.mentions}
        self._self_ends = {last: first for first, last in context.naming.mentions}
        self._other_starts = dict(context.others)
        self._other_ends = {last: first for first, last in context.others}
        self._generics = {m.first: m for m in context.words("generic")}
        self._generic_ends = {m.last: m for m in context.words("generic")}
        self._people = {m.first for kind in ("unit", "part") for m in context.words(kind)}
        self._people_ends = {m.last: m for kind in ("unit", "part") for m in context.words(kind)}
        self._runs = {run.first: run for run in context.capital_runs}
        self._dates = {date.first: date for date in context.dates}
        self._past = PastDates(context.tokens, context.norms, self._dates, context.language)
        self._numbers = {number.first: number for number in context.quantities}
        self._determiners = [[word] for word in self._language.definite]
        self._pronouns = {m.first: m.value for m in context.words("pronoun")}

    @cached_property
    def _plain(self) -> frozenset[int]:
        """Tokens of words that may have a capital before a noun, and name nobody: "the Peruvian union"."""
        known = ("demonym", "country", "scheme", "product", "certified", "unit", "part", "region-word")
        found = [m for kind in known for m in self._context.words(kind)]
        return frozenset(index for m in found for index in range(m.first, m.last + 1))

    @cached_property
    def _no_union(self) -> bool:
        """True where our page calls us "the cooperative", more often than not: "the union" is then another."""
        types = self._context.naming.types
        called = [m.value for m in self._generics.values() if self._context.is_self(m.first)]
        own = sum(value in types for value in called)
        return "union" not in types and own > called.count("union")

    def ends_own_name(self, index: int) -> bool:
        """True where a name of the organisation ends at a token."""
        return index in self._self_ends

    def start(self, event: Mention, clause: Clause) -> int:
        """Return where the words before an event begin: its clause, or its line in a box of facts."""
        for index in range(event.first - 1, clause.first - 1, -1):
            if (
                self._tokens[index].kind == "break"
                or "\n" in self._context.text[self._tokens[index].end : self._tokens[index + 1].start]
            ):
                return index + 1
        return clause.first

    def passive(self, event: Mention, clause: Clause) -> bool:
        """True for "was founded", "has formally been set up", "se fundó"."""
        for index in range(event.first - 1, max(clause.first, event.first - 5) - 1, -1):
            norm = self._norms[index]
            if norm in self._words["passive"]:
                return True
            if norm not in self._words["adverbs"] and not norm.endswith(self._language.adverb_endings):
                break
        return self._norms[event.first] in self._words["passive"]

    def begins_doing(self, event: Mention, clause: Clause) -> bool:
        """True for "started to export in 2005"; who starts to work comes to be."""
        verb = event.last + 2
        if verb > clause.last or self._norms[event.last + 1] not in self._words["doing"]:
            return False
        doing = self._norms[verb]
        named = self._tokens[verb].kind != "word" or doing in self._language.articles
        infinitive = doing.endswith(self._language.infinitive_endings)
        return infinitive and not named and doing not in self._words["operating"]

    def after(self, event: Mention, clause: Clause, *, passive: bool) -> Theme:
        """Tell what the words after a verb are, as far as they are its object (or an inverted subject)."""
        index = event.last + 1
        stop = clause.last + 1
        if event.first > clause.first and self._norms[event.first - 1] in self._words["clitics"]:
            several = self._norms[event.first].endswith("n")  # "lo fundaron", not "la Cámara la matriculó"
            other = several and self._thing_in_front(event.first - 1, clause)
            other = other or self._opened_by_another(clause)
            return "other" if other else "self"  # "la fundaron"
        while index < stop and index not in self._dates and self._passed_over(index):
            index += 1
        if index < stop and (beyond := self._past.aside(index, stop)) is not None:
            index = beyond
        if index < stop and (beyond := self._past.date(index, stop)) is not None:
            told = self._noun_phrase(beyond, stop, determined=True, passive=passive)
            return told if told in ("self", "some", "other") else "none"
        if index >= stop or self._tokens[index].kind in ("mark", "break") or index in self._dates:
            return "none"
        norm, language = self._norms[index], self._language
        as_ = norm in self._words["as"] or (
            index > event.last + 1 and self._norms[index - 1] in self._words["as"]
        )
        if as_ and index + 1 < stop:
            told = self._noun_phrase(index, stop, determined=False, passive=passive)
            return "self" if told == "self" else "none"  # "constituidos como Sociedad de Producción Rural"
        if self._norms[event.first] in self._words["begun"] and self._counted(index):
            return "none"  # "Arrancaron 12 mujeres"
        if self._norms[event.first - 1] in language.relative_words and self._counted(index):
            return "none"  # "una cooperativa que fundaron 31 productores"
        if self._context.is_self(index) and not self.named_after(index):
            return "self"
        if language.date_cues.at(self._norms, index) and not self._article_of_noun(index):
            return "none"
        if language.relative_dates["year_unit"].at(self._norms, index + 1) and index in self._numbers:
            return "none"  # "se fundó hace 30 años"
        if self._pronouns.get(index) in ("it", "they"):
            return self._possessed(index, stop)
        if norm in self._words["that"] and language.date_cues.at(self._norms, index + 1):
            return "self"  # "who started this in 2011"
        if index in self._other_starts:
            return "other"
        determined = norm in language.articles or norm in language.definite or norm in language.indefinite
        determined = determined or self._norms[event.last] in language.indefinite  # "made it a"
        if (norm in language.prepositions and not determined) or (determined and index + 1 in self._dates):
            return "none"
        if not determined and language.is_finite(norm):
            named = any(self._context.is_self(i) for i in range(index, min(stop, index + 5)))
            return "self" if named else "none"  # "founded what is now Kantu"
        return self._noun_phrase(index, stop, determined=determined, passive=passive)

    def _article_of_noun(self, index: int) -> bool:
        """True for the "el" of "se creó el programa", which may also stand before a day."""
        if self._norms[index] not in self._language.definite:
            return False
        near = range(index + 1, min(len(self._norms), index + 1 + _DAY_NEAR))
        return self._norms[index + 1] not in self._words["moments"] and not any(
            i in self._dates for i in near
        )

    def _counted(self, index: int) -> bool:
        """True for "12 women": people right after a number."""
        number = self._numbers.get(index)
        return number is not None and not number.measure and number.last + 1 in self._people

    def _passed_over(self, index: int) -> bool:
        """True for an adverb between verb and object, or a mark before a name."""
        norm = self._norms[index]
        led = norm in self._language.prepositions or self._language.date_cues.at(self._norms, index)
        if led and self._norms[index + 1 : index + 2] in self._determiners:
            return False  # "founded on the initiative of", "during the war"
        adverb = norm in self._words["adverbs"] or (
            len(norm) > 4 and norm.endswith(self._language.adverb_endings)
        )
        return adverb or self._tokens[index].text in "\"“«'*_"

    def _opened_by_another(self, clause: Clause) -> bool:
        """True for the second clause of "Flor de Pino is older: it was founded in 1992"."""
        sentence = self._context.sentences[clause.sentence]
        run = self._runs.get(sentence.first)
        if run is None or run.last == run.first or run.last >= clause.first:
            return False
        return not self.foreign.owner.own_run(run.first, run.last)

    def _thing_in_front(self, clitic: int, clause: Clause) -> bool:
        """True for "El molino lo fundaron los jesuitas": the pronoun takes up another noun before it."""
        articles = [i for i in range(clause.first, clitic - 1) if self._norms[i] in self._language.definite]
        if not articles or any(self._tokens[i].kind != "word" for i in range(articles[0], clitic)):
            return False
        led = articles[0] > clause.first and self._norms[articles[0] - 1] in self._language.prepositions
        nouns = range(articles[0] + 1, clitic)
        return not led and not any(
            i in self._people or i in self._generics or self._context.is_self(i) for i in nouns
        )

    def _possessed(self, index: int, stop: int) -> Theme:
        """ "it" is the organisation; "its cooperative" too, "its school" is not."""
        following = index + 1
        alone = following >= stop or (
            self._norms[index] not in self._words["owning"]
            and (
                self._tokens[following].kind == "mark"
                or self._norms[following] in self._language.prepositions
                or self._passed_over(following)
                or following in self._dates
            )
        )
        if alone:
            return "self"
        return self._noun_phrase(index, stop, determined=True, passive=False)

    def _noun_phrase(self, index: int, stop: int, *, determined: bool, passive: bool) -> Theme:
        some = False
        for position in range(index, min(stop, index + _OBJECT)):
            token, norm = self._tokens[position], self._norms[position]
            if token.kind in ("mark", "break") and token.text not in '"“”«»*_':
                break
            if (
                position in self._generics
                and position not in self._self_starts
                and self._another_beside(position)
            ):
                return "other"
            if self._context.is_self(position) and not self.named_after(position):
                return "self"
            if position in self._other_starts:
                return "other"
            if position > index and norm in self._language.prepositions:
                break
            if position in self._generics:
                some = self._norms[position - 1] not in self._words["compound"]
        if some:
            return "self" if self._named_next(index, stop) else "some"
        token = self._tokens[index]
        plain = not determined and token.kind == "word" and not token.capitalised
        return "none" if plain and passive else "thing"

    def _another_beside(self, index: int) -> bool:
        """True for "founded the export company Cacao del Norte": another's name right after the noun."""
        run = self._runs.get(self._generics[index].last + 1)
        return run is not None and not self.foreign.owner.own_run(run.first, run.last)

    def _named_next(self, index: int, stop: int) -> bool:
        """True for "agreed on a union, the Union des Producteurs": a noun with our name beside it."""
        marks = [i for i in range(index, min(stop, index + _OBJECT)) if self._tokens[i].text[0] in ",:("]
        return bool(marks) and any(self._context.is_self(i) for i in range(marks[0], min(stop, marks[0] + 3)))

    def before(self, event: Mention, clause: Clause) -> Theme:
        """Tell the noun that a participle follows: "the flower farm of Nevado, founded in 1996"."""
        index = event.first - 1
        sentence = self._context.sentences[clause.sentence]
        comma = index >= 0 and self._tokens[index].text == ","
        limit = max(
            sentence.first, event.first - _LOOK_BACK, self.start(event, clause) if self._boxed(clause) else 0
        )
        while index >= limit:
            norm = self._norms[index]
            if self._tokens[index].text in ";:":
                return "none"  # "organic certified 2021; founded 2015"
            if self._tokens[index].text[0] in _MARKS or self._skipped(norm):
                index -= 1
                continue
            if index in self._self_ends and self._named_thing(self._self_ends[index], limit):
                return "thing"
            if index in self._self_ends:
                return self._head_of(self._self_ends[index], limit, "self", comma=comma)
            if index in self._other_ends:
                return self._head_of(self._other_ends[index], limit, "other", comma=comma)
            if index in self._generic_ends:
                return self._generic(self._generic_ends[index])
            if self._short_name(index):
                return "self"
            if index in self._pronouns:
                return "none"
            people = self._people_ends.get(index)
            if people is None:
                return "thing"
            opener = self._governor(people.first, limit)
            if opener is None:
                return "people"
            index = opener - 1
        return "none"

    @cached_property
    def _name_heads(self) -> frozenset[str]:
        """The last words of our names that say what kind of body it is: "trust", "network"."""
        found = {self._norms[last] for first, last in self._context.naming.mentions if last > first}
        return frozenset(found & self._language.organization_words)

    def _short_name(self, index: int) -> bool:
        """True for "the Trust" of the Msonga Tea Trust."""
        if self._norms[index] not in self._name_heads or not self._tokens[index].capitalised:
            return False
        following = self._tokens[index + 1 : index + 2]
        alone = not following or not following[0].capitalised
        return alone and index > 0 and self._norms[index - 1] in self._language.definite

    def follows_name(self, event: Mention, clause: Clause) -> bool:
        """True for "Cafetaleros de Rivas, a co-op founded in 1979": somebody else's name before the noun."""
        runs = {run.last: run for run in self._context.capital_runs}
        for index in range(event.first - 1, max(0, event.first - _LOOK_BACK), -1):
            if self._tokens[index].kind == "break":
                return False
            run = runs.get(index)
            if run is not None and not self.foreign.owner.own_run(run.first, run.last):
                return self._tokens[index + 1].text in ",(–—"
            if run is not None:
                return False
        return False

    def _skipped(self, norm: str) -> bool:
        if norm in self._language.relative_words or norm in self._words["adverbs"]:
            return True
        if norm in self._language.membership["auxiliaries"]:
            return True
        return norm in self._words["passive"] or norm.endswith(self._language.adverb_endings)

    def _governor(self, first: int, limit: int) -> int | None:
        """The preposition before "of 230 families", "with nine members"."""
        for index in range(first - 1, max(limit, first - 6), -1):
            if self._norms[index] in self._language.prepositions:
                return index
            if self._tokens[index].kind == "mark":
                return None
        return None

    def _head_of(self, first: int, limit: int, who: Theme, *, comma: bool) -> Theme:
        """ "the women's group of ACOPAGRO" is a thing, "the flower farm of Nevado" is Nevado."""
        index = first - 1
        while index >= limit and self._norms[index] in self._language.articles:
            index -= 1
        if index <= limit or self._norms[index] not in self._language.prepositions:
            return who
        if self._language.subordinators.at(self._norms, index):
            return who  # "before KANTU finally saw the light of day"
        if self._norms[index] not in self._language.membership["of_words"]:
            return who if comma else "thing"  # "home to Kantu, founded in 1975"
        if comma and index - 1 in self._people_ends:
            return who  # "grown by the members of KANTU, founded in 2008"
        head = self._generic_ends.get(index - 1)
        return who if head is not None or self._tokens[index - 1].capitalised else "thing"

    def _named_thing(self, first: int, limit: int) -> bool:
        """True for "the brand Cerro Bravo": a common noun between an article and our name."""
        noun = first - 1
        if noun <= limit or self._norms[noun - 1] not in self._language.articles:
            return False
        token, norm = self._tokens[noun], self._norms[noun]
        if (
            token.kind != "word"
            or token.capitalised
            or noun in self._generic_ends
            or noun in self._people_ends
        ):
            return False
        return not (noun in self._plain or norm in self._language.stop_words or norm in self._words["bodies"])

    def _boxed(self, clause: Clause) -> bool:
        return self._context.block_of(clause).kind in ("fact", "row")

    def named_after(self, index: int) -> bool:
        """True for a noun with another's name after it: "la Asociación 15 de Agosto", "the union OCFCU"."""
        mention = self._generics.get(index)
        if mention is None or index in self._self_starts or not self._tokens[index].capitalised:
            return False
        following = mention.last + 1
        if (
            following >= len(self._tokens)
            or self._tokens[following].start - self._tokens[mention.last].end != 1
        ):
            return False
        token = self._tokens[following]
        return token.kind == "number" or (token.kind == "word" and token.capitalised)

    def of_another(self, index: int) -> bool:
        """True for "the Lumbu co-operative": another's name before the noun."""
        mention = self._generics.get(index)
        if mention is None or index in self._self_starts or index < 1:
            return False
        token = self._tokens[index - 1]
        if token.kind != "word" or not token.capitalised or token.norm in self._language.definite:
            return False
        if index - 1 in self._plain:
            return False
        return not self.foreign.owner.own_run(index - 1, index - 1)

    def _generic(self, mention: Mention) -> Theme:
        if self.of_another(mention.first):
            return "other"
        if self._context.is_self(mention.first):
            above = mention.value == "union" and self._no_union
            return "other" if above or self.named_after(mention.first) else "self"
        for index in range(mention.first - 1, max(0, mention.first - 4) - 1, -1):
            norm = self._norms[index]
            if norm in self._language.indefinite:
                governed = index > 0 and self._norms[index - 1] in self._words["merging"]
                return "other" if governed else "some"
            if self._tokens[index].kind != "word" or norm in self._language.prepositions:
                break
        return "some"
