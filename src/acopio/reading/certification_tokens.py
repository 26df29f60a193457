"""What stands around a scheme's name in a text: certificate nouns, nouns it describes, dates right after it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from acopio.reading.certification_names import SchemeNames
from acopio.reading.clauses import Clause
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention
from acopio.reading.span import Span

Role = Literal["predicate", "noun", "attribute"]
ADJECTIVES: Final = frozenset({"organic", "bird-friendly", "demeter"})  # they also describe farming
_EVENT: Final = 5  # tokens of "its first harvest in"
_VALIDITY: Final = 5  # tokens from "valid" to its date
_GOODS: Final = 5  # tokens of "for dried apricots"
_CHRONICLE: Final = 400  # code points of a chronicle's line
_AWAITED: Final = 8  # tokens from "took" to "until"
_AUXILIARIES: Final = 4  # tokens of "has been"
JOINTS: Final = frozenset(',&/()+-–™®*_"“”')


class Link(NamedTuple):
    """A scheme that a clause ties to a certificate: tokens `first` to `last` hold it with its noun."""

    scheme: Mention
    first: int
    last: int
    role: Role
    bare: bool = False  # by its name alone, without a word of certifying
    named: Mention | None = None  # where the scheme's name stands, if not here
    lost: bool = False  # the word itself says so: "withdrawn"


class CertificateTokens:
    """The tokens of one text, indexed by what they may do beside a scheme's name."""

    def __init__(self, context: ReadingContext, names: SchemeNames) -> None:
        """Index the words of certificates."""
        self.context, self.names, self.language = context, names, context.language
        self.tokens, self.norms = context.tokens, context.norms
        self.words = context.language.certification
        self.dated = {i for date in context.dates for i in range(date.first, date.last + 1)}
        self.schemes = names.tokens
        self.tail = {m.first for m in context.words("certificate-tail")}
        self.pronouns = {m.first for m in context.words("pronoun")}
        self.standing = {m.first for m in context.words("standing")}
        self.gains = {m.last for m in context.words("attained") if m.value == "gain"}
        self.certifying = {m.last for m in names.certified}
        self.certifiers = {m.first for m in context.words("certifier")}
        self.by_certifier = {m.first: m.last + 1 for m in context.words("certifier")}
        kinds = ("unit", "generic", "organization-type")
        self.sales = {m.first for m in context.words("sales")}
        #: those who may bear a certificate: "a certified organisation", "producers"
        self.bearers = {m.first for kind in kinds for m in context.words(kind)}
        self.goods = {m.first: m.last + 1 for kind in ("product", "produce") for m in context.words(kind)}

    def following(self, last: int) -> int:
        """The token after a mention, marks and a bracket of its standards: "organic (NASAA) since"."""
        index = self.names.after_marks(last)
        close = self.names.closed(index)
        if close > index and not any(i in self.dated for i in range(index, close)):
            told = any(i in self.certifiers or self.tokens[i].text.isupper() for i in range(index + 1, close))
            return close + 1 if told else index
        comma = index < len(self.norms) and self.tokens[index].text == ","
        if (
            self.norms[index + comma : index + comma + 1]
            and self.norms[index + comma] in self.words["agents"]
        ):
            end = self.by_certifier.get(index + comma + 1, index)  # "organic by IMO since 2009"
            if end > index:
                return end + (comma and self.norms[end : end + 1] == [","])
        return self._past_goods(index)

    def registered(self, index: int) -> int:
        """The register of "on FLO's coffee register", "the FLO producers' register", at the word before it."""
        noun = self.goods.get(index, index + 1 if index in self.bearers else 0)
        noun += noun < len(self.norms) and self.tokens[noun].text in "'’"
        return noun if noun in self.standing - self.tail else index

    def _past_goods(self, index: int) -> int:
        """The date of "Fairtrade for cocoa since 2013", at "for"; the token itself where there is none."""
        begin = index + (index < len(self.tokens) and self.tokens[index].text == ",")
        if self.norms[begin : begin + 1] and self.norms[begin] in self.words["towards"]:
            for position in range(begin + 1, min(begin + _GOODS, len(self.norms))):
                if self.tokens[position].kind != "word":
                    break
                if (end := self.goods.get(position, 0)) and self.dated_at(end):
                    return end + (self.tokens[end].text == ",")
        return index

    def modifies(self, index: int) -> bool:
        """True where a noun follows that the certificate describes."""
        if index >= len(self.tokens) or self.tokens[index].kind != "word":
            return False
        if index in self.dated or index in self.pronouns:
            return False
        norm, language = self.norms[index], self.language
        if norm in language.prepositions or norm in language.infinitive or norm in self.words["linkers"]:
            return False
        if language.coordinators.at(self.norms, index) or language.subordinators.at(self.norms, index):
            return False
        if language.date_cues.at(self.norms, index) or norm in language.relative_words:
            return False
        if norm in self.words["after"] or norm.endswith(self.language.adverb_endings):
            return False
        return not language.is_finite(norm) and norm not in language.articles

    def dated_at(self, index: int) -> bool:
        """True for a date right after a scheme: "since 2015", "(2004)", ", in 2009", "the year after"."""
        if index < len(self.tokens) and self.tokens[index].text[0] in ",(":
            bracket = self.tokens[index].text[0] == "("
            index += 1
            if bracket and index in self.by_certifier:  # "organic (Control Union, since 2008)"
                index = self.by_certifier[index]
                index += index < len(self.tokens) and self.tokens[index].text == ","
        cue = self.language.date_cues.at(self.norms, index)
        return index in self.dated or (cue is not None and cue[1] in self.dated)

    def since(self, index: int) -> bool:
        """True for "since 2015" at a token."""
        cue = self.language.date_cues.at(self.norms, index)
        if cue is None or cue[0] != "since":
            return False
        return cue[1] in self.dated or self._since_event(cue[1])

    def parted(self, start: int, stop: int) -> bool:
        """True where a comma stands between: "which covers 60 percent so far, in 2017"."""
        return any(self.tokens[i].text == "," for i in range(start + 1, stop))

    def since_then(self, index: int) -> bool:
        """True for "since 2015" at a token, and for ", and has been since 2015"."""
        if self.since(index):
            return True
        index += index < len(self.tokens) and self.tokens[index].text == ","
        joined = self.language.coordinators.at(self.norms, index)
        if joined is None:
            return False
        return self.auxiliary_since(joined[1])

    def auxiliary_since(self, index: int) -> bool:
        """True for "has been since 2015" at a token."""
        begin = index
        auxiliary = self.language.foundings["passive"] | self.language.foundings["carriers"]
        while index < min(begin + _AUXILIARIES, len(self.norms)) and self.norms[index] in auxiliary:
            index += 1
        return index > begin and self.since(index)

    def _since_event(self, index: int) -> bool:
        """True for "since its first harvest in 2003", after "since"."""
        language, norms = self.language, self.norms
        if index >= len(norms) or not (norms[index] in language.owners or norms[index] in language.definite):
            return False
        for position in range(index + 1, min(index + _EVENT, len(norms))):
            cue = language.date_cues.at(norms, position)
            if cue is not None:
                return cue[0] == "in" and cue[1] in self.dated
            if self.tokens[position].kind != "word" or language.is_finite(norms[position]):
                return False
        return False

    def that_of(self, before: int) -> bool:
        """True for "that of Fairtrade in 2009", said of a certificate named before, at "of"."""
        of = self.language.of.first_words
        return before > 0 and self.norms[before] in of and self.norms[before - 1] in self.words["carried"]

    def counts(self, index: int) -> bool:
        """True for a number at a token."""
        if not 0 <= index < len(self.tokens):
            return False
        return self.tokens[index].kind == "number" or self.norms[index] in self.language.number_openers

    def ends_at(self, index: int) -> bool:
        """True where nothing but a date or an adverb follows "followed", "came"."""
        if index >= len(self.tokens) or self.tokens[index].kind in ("mark", "break") or index in self.dated:
            return True
        norm = self.norms[index]
        if self.language.date_cues.at(self.norms, index) or norm in self.language.prepositions:
            return True
        return norm in self.words["after"] or norm.endswith(self.language.adverb_endings)

    def year_above(self, clause: Clause) -> DateMention | None:
        """The year of a chronicle's line, or above it: "2012. Organic certification, which covers 312 growers"."""
        context = self.context
        sentence = context.sentences[clause.sentence]
        block = context.blocks[sentence.block]
        opening = context.sentences_of(sentence.block)[0]
        lasts = clause.finite is not None and self.norms[clause.finite] in self.words["lasting"]
        gained = any(m.value == "gain" for m in context.words("attained", clause))
        if (lasts and not gained) or block.end - block.start > _CHRONICLE:
            return None
        if opening.index != sentence.index and (year := self._only_date(opening)):
            return year
        heading = context.heading(sentence.block)
        return self._only_date(heading) if heading else None

    def _only_date(self, span: Span) -> DateMention | None:
        """The date of a line or sentence that holds nothing else: "2004"."""
        context = self.context
        dates = context.within(context.dates, span)
        if len(dates) != 1:
            return None
        first, stop = context.token_at(span.start), context.token_at(span.end)
        rest = [i for i in range(first, stop) if not dates[0].first <= i <= dates[0].last]
        return dates[0] if all(self.tokens[i].kind in ("mark", "break") for i in rest) else None


def is_validity(context: ReadingContext, date: DateMention) -> bool:
    """True for the end of a certificate's validity, no first year: "valid to 30 June 2026", "expires 2027"."""
    words, language = context.language.certification["validity"], context.language
    if date.cue == "since":
        return False  # "vigente desde 2020"
    for index in range(date.first - 1, max(-1, date.first - _VALIDITY), -1):
        norm = context.norms[index]
        if norm in words:
            return True
        if norm not in language.prepositions and norm != ":" and norm not in language.stop_words:
            return False
    return False


def is_awaited(context: ReadingContext, date: DateMention) -> bool:
    """True for a date until which something was waited for: "not until 2004", "took six years, until 2004"."""
    language = context.language
    cue = language.date_cues.before(context.norms, date.first)
    waited, waits = language.relative_dates["waited"], language.certification["waits"]
    if date.cue is None and context.norms[max(0, date.first - 1)] in waits:
        return True  # "il a fallu attendre 2004"
    if date.cue != "until" or cue is None:
        return False
    before = range(max(0, cue[1] - _AWAITED), cue[1])
    if any(context.norms[i] in waits or waited.at(context.norms, i) for i in before):
        return True
    opens = cue[1] - (context.norms[cue[1] - 1] in language.foundings["passive"])  # "no fue hasta 2004"
    return any(
        m.last == opens - 1 for m in context.words("negation", context.sentence_at(date.start) or date)
    )
