"""What stands around a scheme's name in a text: certificate nouns, nouns it describes, dates right after it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from acopio.reading.certification_names import SchemeNames
from acopio.reading.context import ReadingContext
from acopio.reading.dates import DateMention
from acopio.reading.lexicon import Mention

Role = Literal["predicate", "noun", "attribute"]
ADJECTIVES: Final = frozenset({"organic", "bird-friendly", "demeter"})  # they also describe farming
_EVENT: Final = 5  # tokens of "its first harvest in"
_VALIDITY: Final = 5  # tokens from "valid" to its date
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
            return end + (comma and end > index and self.norms[end : end + 1] == [","])
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
