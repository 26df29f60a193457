"""Bodies that may give: where they stand in a text, how far their names go, what kind of name it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from acopio.claims.records import Passage
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.lexicon import Mention
from acopio.reading.places import countries_of_region, country_of_town
from acopio.reading.tokens import tokenize

NO_BODIES: Final = frozenset({"GPS", "GIS", "SMS", "LED", "ICT", "HACCP", "TV", "AGM"})  # acronyms of things
NEAR: Final = 7  # tokens after "from" or "by" in which the giver is named


class Giver(NamedTuple):
    """Who gives, by tokens; `named` where a name says so, not only a word like "bank"."""

    first: int
    last: int
    named: bool


def _publishers(context: ReadingContext) -> dict[int, int]:
    """Where the publisher's name of several words stands: "Bridge to Market has supported the union"."""
    told = (context.document.metadata.publisher or "").partition("(")[0]
    name = [token.norm for token in tokenize(told)]
    while name and name[0] in context.language.articles:
        del name[0]
    if len(name) < 2:
        return {}
    norms, last = context.norms, len(name) - 1
    return {
        i: i + last for i, norm in enumerate(norms) if norm == name[0] and norms[i : i + last + 1] == name
    }


class Bodies:
    """The bodies and names of one document that may be givers."""

    def __init__(self, context: ReadingContext) -> None:
        """Find the names, bodies and sums of a document."""
        self._context = context
        language = context.language
        self.agents, self.companions = language.listing_words["agents"], language.membership["with_words"]
        self.sources = language.certification["from"] - language.listing_words["targets"]
        self._runs = {run.first: run.last for run in context.capital_runs}
        self._run_ends = {i: run.last for run in context.capital_runs for i in range(run.first, run.last + 1)}
        self._bodies = {m.first: m for m in context.words("funding") if m.value in ("giver", "us", "ruler")}
        for first in [m.first for m in self._bodies.values() if m.value == "ruler"]:
            if self._modifies(self._bodies[first]):
                del self._bodies[first]  # "the state company", "the district hospital"
        self._proper: set[int] = set()  # where names of bodies begin: "Shared Future Fund"
        named = {m.last for m in context.words("funding") if m.value == "named"}
        common = {index for index in named if not context.tokens[index].capitalised}
        for run in context.capital_runs:  # "Fairtrade Relief Fund", "Engineers Without Borders"
            if run.last in named and run.last > run.first:
                start, end = context.tokens[run.first].start, context.tokens[run.last].end
                self._bodies.setdefault(
                    run.first, Mention("funding", "giver", start, end, run.first, run.last)
                )
            article = run.first and context.norms[run.first - 1] in language.number_articles
            if article and run.last + 1 in common:  # "a Norwegian fund"
                start, end = context.tokens[run.first].start, context.tokens[run.last + 1].end
                self._bodies[run.first] = Mention("funding", "giver", start, end, run.first, run.last + 1)
        for known in context.words("funder"):  # "Welthungerhilfe", "Root Capital"
            if known.value == "known" and context.tokens[known.first].capitalised:
                self._bodies[known.first] = known
                self._proper.add(known.first)
        self._run_starts = {
            i: run.first for run in context.capital_runs for i in range(run.first, run.last + 1)
        }
        self._name_words = {m.first for m in context.words("funder")}
        self._spoken = {speech.sentence for speech in context.speeches if speech.direct}
        self._names = {**dict(context.others), **_publishers(context)}
        self._persons = {person.first for person in context.persons} - self._names.keys()
        self._sums = {i for sum_ in context.money for i in range(sum_.first, sum_.last + 1)}
        self._articles = language.articles | language.definite | language.number_articles
        self._breaks = language.finite_words | language.prepositions

    def _modifies(self, body: Mention) -> bool:
        """True where a common noun follows, of which the word only says whose it is."""
        context, language = self._context, self._context.language
        if body.last + 1 >= len(context.tokens):
            return False
        after = context.tokens[body.last + 1]
        following = Passage(after.start, after.end, "")
        free = (
            language.finite_words | language.prepositions | language.number_joiners | language.relative_words
        )
        common = after.kind == "word" and not after.capitalised and after.norm not in free
        return common and not language.is_finite(after.norm) and not context.has("funding", following)

    def is_organization(self, index: int) -> bool:
        """True for a run of capitals that no person bears: "NZAID", "TechnoServe", "Farm Africa", a known body."""
        last = self._runs.get(index)
        if last is None:
            return index in self._proper
        text = self._context.tokens[index].text
        if index in self._proper or index in self._names:
            return True
        if text in NO_BODIES or self._context.is_self(index):
            return False
        shown = any(letter.isupper() for letter in text[1:]) and len(text) > 2
        return shown or (last > index and any(i in self._name_words for i in range(index, last + 1)))

    def grown(self, first: int, last: int, clause: Clause, *, named: bool) -> Giver:
        """A giver with the name or place that follows its body: "foundation Nord-Süd Brücke", "ministry of health"."""
        context, norms = self._context, self._context.norms
        start = self._run_starts.get(first, first)
        if context.language.number_joiners.isdisjoint(norms[start:first]):
            first = start
        last = self._run_ends.get(last, last)
        after = last + 1
        while after <= clause.last and after in self._runs:
            last, after = self._runs[after], self._runs[after] + 1
        if context.tokens[last].possessive and after in self._bodies:
            last, named = (
                self._bodies[after].last,
                False,
            )  # "the Environment Facility's small grants programme"
            after = last + 1
        inside = context.language.listing_words["attached"]
        if not named and after < clause.last and norms[after] in inside and self._names_place(after):
            last = after + 1
            if norms[last] in self._articles and last < clause.last:
                last += 1
            last = self._runs.get(last, last)
        opening = self._articles | context.language.number_joiners
        opening |= context.language.relative_words | context.language.subordinators.first_words
        while first < last and norms[first] in opening and first not in self._run_starts:
            first += 1
        last = min(last, clause.last)
        if not named and (name := self._apposed_after(last, clause)):
            return name
        return Giver(first, self._cut_at_joiner(first, last), named)

    def _names_place(self, preposition: int) -> bool:
        """True for "of health", "in Leeds", "in the Tarn", not for "in 1996" and "at present"."""
        tokens, norms = self._context.tokens, self._context.norms
        following = tokens[preposition + 1]
        of = norms[preposition] in self._context.language.of.first_words
        return following.kind == "word" and (of or following.capitalised or following.norm in self._articles)

    def _apposed_after(self, last: int, clause: Clause) -> Giver | None:
        """The name behind a body and a comma: "an English NGO, Twin Steps"."""
        context = self._context
        name = last + 2
        named = last in self._run_starts and not context.tokens[last].text.isupper()
        if named or context.is_self(name):
            return None  # "the Inter-American Foundation, Kilima built"
        if name > clause.last or context.tokens[last + 1].text != "," or name not in self._runs:
            return None
        end = min(self._runs[name], clause.last)
        span = Passage(context.tokens[name].start, context.tokens[end].end, "")
        place = " ".join(context.norms[name : end + 1])
        if context.has("country", span) or countries_of_region(place) or country_of_town(place):
            return None
        closed = end == clause.last or context.tokens[end + 1].text == ","
        return Giver(name, end, named=True) if closed else None

    def _cut_at_joiner(self, first: int, last: int) -> int:
        """The end of the first of two names that a run joins: "Root Capital and Incofin"."""
        for index in range(first + 1, last):
            if self._context.norms[index] in self._context.language.number_joiners:
                known = self._bodies.get(first)
                alone = first == index - 1 and self._is_name(first)
                if alone or (known is not None and known.last == index - 1):
                    return index - 1
        return last

    def _is_place(self, first: int, last: int) -> bool:
        """True for the name of a country, a region or a town."""
        words = " ".join(self._context.norms[first : last + 1])
        start, end = self._context.tokens[first].start, self._context.tokens[last].end
        named = self._context.has("country", Passage(start, end, "")) and first == last
        return named or bool(countries_of_region(words)) or country_of_town(words) is not None

    def _trimmed(self, first: int, last: int) -> Giver:
        while first < last and self._context.norms[first] in self._articles:
            first += 1
        return Giver(first, self._run_ends.get(last, last), named=False)

    def _is_name(self, index: int) -> bool:
        """True for "TechnoServe", "USAID", "Oxfam-Novib" and names of two words: no common word looks so."""
        text = self._context.tokens[index].text
        if text in NO_BODIES:
            return False
        return self._runs.get(index, index) > index or any(letter.isupper() for letter in text[1:])

    def phrase_start(self, index: int, clause: Clause | None) -> int:
        """The first token of the noun phrase that a token stands in: its article, or the word after a preposition."""
        norms, tokens = self._context.norms, self._context.tokens
        begin = index
        while begin > (clause.first if clause else 0) and index - begin < NEAR:
            if norms[begin] in self._articles or norms[begin - 1] in self._breaks:
                break
            if tokens[begin - 1].kind != "word":
                break
            begin -= 1
        return begin

    def is_passive(self, word: Mention) -> bool:
        """True for a verb after "was", "were", "been"."""
        context = self._context
        passive = context.language.foundings["passive"]
        return any(context.norms[index] in passive for index in range(max(0, word.first - 2), word.first))

    def is_body(self, giver: Giver) -> bool:
        """True for a word like "bank", a name known as another organisation's, an acronym."""
        text = self._context.tokens[giver.first].text
        if giver.first == giver.last and text.isupper():
            return text not in NO_BODIES
        return giver.first in self._names or any(
            i in self._bodies for i in range(giver.first, giver.last + 1)
        )

    def is_introduced(self, giver: Giver) -> bool:
        """True for "a Welthungerhilfe project", and for one of a body that is known to give."""
        before = self._context.norms[giver.first - 1] if giver.first else ""
        return giver.first in self._proper or before in self._context.language.number_articles

    def belongs(self, giver: Giver) -> bool:
        """True for "the co-operative's foundation", not for "a bank's credit line"."""
        owner = self._context.tokens[giver.first].possessive and giver.last > giver.first
        return owner and giver.first not in self._bodies

    def is_known(self, giver: Giver) -> bool:
        """True for a body that is known to give wherever it works."""
        return giver.first in self._proper

    def is_certain_name(self, giver: Giver) -> bool:
        """True for a giver that has a name: "USAID", "Shared Harvest"; not for "a priest"."""
        return giver.named or any(i in self._run_starts for i in range(giver.first, giver.last + 1))

    def is_certain(self, giver: Giver) -> bool:
        """True for a body, or a name of two words."""
        return self.is_body(giver) or giver.last > giver.first
