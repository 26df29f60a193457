"""A language: the word lists of `loaders/prose/<code>.toml`, compiled once for fast look-up."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from acopio.assets import loaders_folder
from acopio.errors import AcopioError
from acopio.reading.language_check import check_language
from acopio.reading.lexicon import Lexicon, PhraseTable
from acopio.reading.places import country_names
from acopio.reading.tokens import normal_form

Phrases = list[str]
_PREFIX: Final = 3  # letters of a prefix before a hyphen


class Language:
    """One language, ready for reading; attributes are the tables of its file, compiled.

    A `PhraseTable` answers "does a phrase begin (or end) at this token", a frozenset holds single
    words in their normal form, `lexicon` finds all word lists in one pass over a text.
    """

    def __init__(self, data: dict[str, Any], path: Path) -> None:
        """Compile the parsed language file; raises AcopioError language-file."""
        check_language(data, path)
        self.code: str = data["language"]["code"]
        self.name: str = data["language"]["name"]
        self.stop_words = frozenset(data["language"]["stop_words"])
        self.words: dict[str, dict[str, Phrases]] = data["words"]
        self.country_words: dict[str, Phrases] = data["countries"]
        extra = {
            "boilerplate": {"phrase": data["boilerplate"]["phrases"]},
            "caption": {"phrase": data["boilerplate"]["captions"]},
            "measure": {"measure": data["measures"]["words"]},
            "according": {"according": data["names"]["according"]},
        }
        countries = {"country": country_names(self.code, self.country_words), "demonym": data["demonyms"]}
        in_names = _name_words()
        everywhere = {
            "organization-word": _joined(self.words["organization-word"], in_names["organization-word"])
        }
        everywhere["funder"] = in_names["funder"]
        self.lexicon = Lexicon({**self.words, **countries, **extra, **everywhere})

        sentences = data["sentences"]
        self.abbreviations = _words(sentences["abbreviations"])
        self.final_abbreviations = _words(sentences["final_abbreviations"])
        self.numbering = _words(sentences["numbering"])
        self.starters = _words(sentences["starters"])

        clauses = data["clauses"]
        self.coordinators = PhraseTable(clauses["coordinators"])
        self.subordinators = PhraseTable(clauses["subordinators"])
        self.relatives = PhraseTable(clauses["relatives"])
        self.clause_openers = self.coordinators.first_words | self.subordinators.first_words
        self.subject_starters = _words(clauses["subject_starters"])
        self.quantifiers = _words(clauses["quantifiers"])
        self.relative_words = _words(clauses["relative_words"])
        self.prepositions = _words(clauses["prepositions"])
        self.infinitive = _words(clauses["infinitive"])
        self.owners = _words(clauses["owners"])
        self.finite_words = _words(clauses["finite_words"])
        self.finite_endings: tuple[str, ...] = tuple(clauses["finite_endings"])
        self.not_finite = _words(clauses["not_finite"])
        self.written_finite: tuple[str, ...] = tuple(clauses["written_finite"])
        self.adverb_endings: tuple[str, ...] = tuple(clauses["adverb_endings"])
        self.pro_drop: bool = clauses["pro_drop"]
        self.first_plural: tuple[str, ...] = tuple(clauses["first_plural"])
        self.proclitics = _words(clauses["proclitics"])
        self.infinitive_endings: tuple[str, ...] = tuple(clauses["infinitive_endings"]) or ("",)
        self.is_finite = lru_cache(maxsize=20_000)(self._is_finite)

        numbers = data["numbers"]
        self.decimal_mark: str = numbers["decimal"]
        self.grouping_marks = frozenset([*numbers["grouping"], "\u00a0", "\u202f"])
        self.space_groups: bool = numbers["space_groups"]
        self.number_words: dict[str, int] = _by_norm(numbers["words"])
        self.multipliers: dict[str, int] = _by_norm(numbers["multipliers"])
        self.collectives: dict[str, int] = _by_norm(numbers["collectives"])
        self.number_norms = frozenset(self.number_words)
        self.number_openers = frozenset({*self.number_words, *self.multipliers, *self.collectives})
        self.fractions = PhraseTable(numbers["fractions"])
        self.ordinal_fractions = _words(numbers["ordinal_fractions"])
        self.number_joiners = _words(numbers["joiners"])
        self.number_articles = _words(numbers["articles"])
        self.of = PhraseTable(numbers["of"])
        self.in_every = PhraseTable(numbers["in"])
        self.percent = PhraseTable(numbers["percent"])
        self.range_joiners = _words(numbers["range_joiners"])
        self.rate_cues = _words(numbers["rate_cues"])
        self.between = _words(numbers["between"])
        self.between_joiners = _words(numbers["between_joiners"])
        self.series = _words(numbers["series"])
        # What merely ends like a verb may stand before a noun ("registered members"), a listed one may not.
        self.noun_phrase_ends = (
            _words(numbers["noun_stops"]) | self.stop_words | self.finite_words | self.number_norms
        )
        self.comparators_before = PhraseTable(data["comparators"]["before"])
        self.comparators_after = PhraseTable(data["comparators"]["after"])

        dates = data["dates"]
        self.months = {word: int(n) for n, words in dates["months"].items() for word in _words(words)}
        self.date_cues = PhraseTable(dates["cues"])
        self.decade_parts = PhraseTable(dates["parts"])
        self.decade_before = _words(dates["decade_before"])
        self.decade_names: dict[str, int] = _by_norm(dates["decade_names"])
        self.day_joiners = _words(dates["day_joiners"])
        self.date_range_joiners = _words(dates["range_joiners"])
        self.approximate = PhraseTable(dates["approximate"])
        self.relative_dates = {key: PhraseTable(phrases) for key, phrases in data["relative_dates"].items()}

        self.membership = {key: _words(words) for key, words in data["membership"].items()}

        relative = data["relative_dates"]
        self.years_around = PhraseTable(
            {key: relative[key] for key in ("same", "next", "previous", "next_decade")}
        )
        self.years_apart = PhraseTable({key: relative[key] for key in ("after_founding", "later", "earlier")})
        self.date_openers = (
            frozenset({*self.months, *self.decade_names, *self.number_articles})
            | self.years_around.first_words
        )

        self.certification = {key: _words(words) for key, words in data["certification"].items()}
        self.foundings = {key: _words(words) for key, words in data["foundings"].items()}
        self.founding_verbs = _single_words({"formed": self.words["founding"]["formed"]})
        money = data["money"]
        self.currency_symbols: dict[str, str] = {key.lower(): code for key, code in money["symbols"].items()}
        self.currency_words = PhraseTable(money["words"])
        self.money_multipliers: dict[str, int] = _by_norm(money["multipliers"])
        self.money_fillers = _words(money["fillers"])

        self.listing = {key: PhraseTable(phrases) for key, phrases in data["listing"].items()}
        self.listing_words = {key: _words(phrases) for key, phrases in data["listing"].items()}

        self.contrasts = self.listing["contrasts"]
        #: Words that begin an aside, besides the contrasts: "a sheller that needs no wetting".
        self.asides = self.relative_words | (self.listing_words["conditions"] - self.prepositions)

        types = _joined(self.words["organization-type"], in_names["organization-type"])
        self.name_lexicon = Lexicon({"organization-type": types, "product": self.words["product"]})
        self.organization_words = _single_words({**everywhere["organization-word"], **types})
        self.legal_forms = _single_words(in_names["legal-form"])
        kinds = [everywhere["organization-word"], types, in_names["legal-form"], in_names["kind-word"]]
        kinds += [self.words[kind] for kind in ("generic", "product", "unit")]
        kinds += [{key: self.words["scheme"][key] for key in ("fair-trade", "fairtrade", "organic")}]
        #: Words that say of what kind an organisation is, or of which product, not which one.
        self.common_name_words = frozenset().union(
            *map(_all_words, kinds), _words(data["names"]["kind_words"])
        )

        #: Schemes of one word, and the last part of "utz-certified".
        self.schemes = {
            normal_form(word): value
            for value, listed in self.words["scheme"].items()
            for word in listed
            if " " not in word
        }
        adjectives = [word for word in self.words["certified"].get("adjective", ()) if "-" not in word]
        self.certified_tails = _single_words({"adjective": adjectives})

        names = data["names"]
        self.name_joiners = _words(names["joiners"])
        self.articles = _words(names["articles"])
        self.kind_words = _words(names["kind_words"])
        self.person_joiners = _words(names["person_joiners"])
        self.definite = _words(names["definite"])
        self.location_cues = _words(names["location_cues"])
        self.distance_cues = _words(names["distance_cues"])
        self.sources = _words(names["sources"])
        self.concerning = _words(names["concerning"])
        self.market_cues = _words(names["market_cues"])
        self.directions = _words(names["directions"])
        self.indefinite = _words(names["indefinite"])
        self.not_names = _words(names["not_names"])
        self.short_forms = PhraseTable(names["short"])

    def _is_finite(self, norm: str) -> bool:
        """True for a word form that is (most probably) a finite verb."""
        if norm in self.finite_words:
            return True
        if "-" in norm and norm.find("-") > _PREFIX:
            return False  # "farmer-owned", but "re-registered"
        return len(norm) > 3 and norm.endswith(self.finite_endings) and norm not in self.not_finite


@lru_cache(maxsize=8)
def load_language(code: str) -> Language:
    """Load the language of a two-letter code; raises AcopioError document-language, language-file."""
    if code not in language_codes():
        raise AcopioError(
            "document-language",
            f"no reader for language {code!r}; there are {', '.join(language_codes())}",
        )
    path = _folder() / f"{code}.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise AcopioError("language-file", f"not TOML: {error}", path=path) from None
    return Language(data, path)


@lru_cache(maxsize=1)
def language_codes() -> tuple[str, ...]:
    """Return the codes of the languages that can be read, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("??.toml")))


def _folder() -> Path:
    return loaders_folder() / "prose"


def _words(words: list[str]) -> frozenset[str]:
    return frozenset(normal_form(word) for word in words)


def _by_norm(table: dict[str, Any]) -> dict[str, Any]:
    return {normal_form(word): value for word, value in table.items()}


def _joined(one: dict[str, Phrases], other: dict[str, Phrases]) -> dict[str, Phrases]:
    return {value: [*one.get(value, ()), *other.get(value, ())] for value in {**one, **other}}


def _single_words(table: dict[str, Phrases]) -> frozenset[str]:
    """The phrases of one word."""
    return _words(
        [word for listed in table.values() for p in listed if " " not in p for word in p.split("/")]
    )


def _all_words(table: dict[str, Phrases]) -> frozenset[str]:
    """Every word of the phrases."""
    return _words(
        [w for listed in table.values() for phrase in listed for w in phrase.replace("/", " ").split()]
    )


@lru_cache(maxsize=1)
def _name_words() -> dict[str, dict[str, Phrases]]:
    """Words in names of organisations, which are in any language."""
    return tomllib.loads((_folder() / "names.toml").read_text("utf-8"))


UNKNOWN_LANGUAGE: Final = "und"
