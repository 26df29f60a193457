"""What a language file `loaders/prose/<code>.toml` must hold, and the check of it.

Every key is wanted of every language, none may be unknown: a word list that nobody reads, or that is
missing, would be a silent gap. A new word list is one line here and one in each language file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from acopio.errors import AcopioError

#: Tables of phrases `[words.<kind>]`: value = [phrases]. Values of a kind with a concept scheme are its slugs.
WORD_KINDS: Final[dict[str, str | None]] = {
    "among": None,
    "anniversary": None,
    "attained": None,
    "belonging": None,
    "beneficiary": "beneficiary",
    "body": None,
    "border": None,
    "certificate-cost": None,
    "certificate-tail": None,
    "certified": None,
    "certifier": None,
    "conversion": None,
    "counting": None,
    "deed": None,
    "elsewhere": None,
    "folk": None,
    "founding": None,
    "funding": None,
    "gain": None,
    "generic": None,
    "growth": None,
    "hedge": None,
    "label": None,
    "lost": None,
    "need": None,
    "negation": None,
    "organization-type": "organization-type",
    "organization-word": None,
    "outcome": None,
    "outsider": None,
    "part": "counted-part",
    "payer": None,
    "plan": None,
    "premium": None,
    "premium-talk": None,
    "produce": None,
    "product": "product",
    "pronoun": None,
    "purpose": "purpose",
    "purpose-too": "purpose",
    "recognition": None,
    "region-word": None,
    "role": None,
    "sales": None,
    "scheme": "certification",
    "section": None,
    "share-base": "share-base",
    "sought": None,
    "speech": None,
    "spend": None,
    "standing": None,
    "tally": None,
    "title": None,
    "umbrella": None,
    "unit": "unit-of-count",
    "vague": None,
}

#: Values of the word list "founding" that say that an organisation came to be.
FOUNDING_EVENTS: Final = frozenset({"formed", "united", "became", "legally-established"})

#: Other tables: name -> (key -> type of the value). "*" stands for any key.
TABLES: Final[dict[str, dict[str, type]]] = {
    "language": {"code": str, "name": str, "stop_words": list},
    "sentences": {"abbreviations": list, "final_abbreviations": list, "starters": list},
    "clauses": {
        "coordinators": list,
        "subordinators": list,
        "relatives": list,
        "subject_starters": list,
        "quantifiers": list,
        "relative_words": list,
        "infinitive": list,
        "owners": list,
        "prepositions": list,
        "finite_words": list,
        "finite_endings": list,
        "written_finite": list,
        "adverb_endings": list,
        "pro_drop": bool,
        "first_plural": list,
        "proclitics": list,
        "infinitive_endings": list,
        "not_finite": list,
    },
    "numbers": {
        "decimal": str,
        "grouping": list,
        "space_groups": bool,
        "joiners": list,
        "words": dict,
        "multipliers": dict,
        "collectives": dict,
        "fractions": dict,
        "articles": list,
        "of": list,
        "in": list,
        "ordinal_fractions": list,
        "percent": list,
        "range_joiners": list,
        "between": list,
        "between_joiners": list,
        "series": list,
        "noun_stops": list,
    },
    "comparators": {"before": dict, "after": dict},
    "dates": {
        "months": dict,
        "cues": dict,
        "parts": dict,
        "decade_before": list,
        "decade_names": dict,
        "day_joiners": list,
        "range_joiners": list,
        "approximate": list,
    },
    "relative_dates": {
        "same": list,
        "next": list,
        "previous": list,
        "later": list,
        "earlier": list,
        "after_founding": list,
        "decade_unit": list,
        "year_unit": list,
        "next_decade": list,
    },
    "money": {"symbols": dict, "words": dict, "multipliers": dict, "fillers": list},
    "measures": {"words": list},
    "membership": {
        "possessives": list,
        "linking": list,
        "copulas": list,
        "object_breaks": list,
        "of_words": list,
        "with_words": list,
        "agents": list,
        "in_words": list,
        "we_words": list,
        "existence": list,
        "existence_verbs": list,
        "tally_verbs": list,
        "member_words": list,
        "after_count": list,
        "not_counted": list,
        "not_counted_after": list,
        "auxiliaries": list,
        "focus": list,
        "comparing": list,
        "ages": list,
        "harvest": list,
        "wishing": list,
        "apiece": list,
        "our_words": list,
        "numbering": list,
        "what_words": list,
        "becoming": list,
        "levels": list,
        "at_words": list,
        "beginning": list,
        "pairing": list,
        "telling": list,
        "ranks": list,
        "also": list,
        "constituents": list,
        "adverbials": list,
        "behind": list,
        "as_words": list,
        "taking_up": list,
        "teasers": list,
        "plots": list,
        "strong": list,
        "us": list,
        "them": list,
        "organs": list,
        "kin": list,
        "for_whom": list,
        "attending": list,
        "seasonal": list,
        "distributive": list,
        "newcomers": list,
        "sourcing": list,
    },
    "certification": {
        "linkers": list,
        "agents": list,
        "from": list,
        "towards": list,
        "able": list,
        "moments": list,
        "states": list,
        "infinitives": list,
        "becoming": list,
        "after": list,
        "about": list,
        "latest": list,
        "yes": list,
        "replacing": list,
        "lasting": list,
        "ever_since": list,
        "calling": list,
        "granting": list,
        "carried": list,
        "no": list,
    },
    "foundings": {
        "passive": list,
        "adverbs": list,
        "moments": list,
        "merging": list,
        "vague": list,
        "when": list,
        "clitics": list,
        "carriers": list,
        "after": list,
        "sealed": list,
        "having": list,
        "what": list,
        "bodies": list,
        "owning": list,
        "that": list,
        "sequel": list,
        "bare": list,
        "law": list,
        "legal": list,
        "agents": list,
        "later_than": list,
        "tied": list,
        "begun": list,
        "as": list,
        "modest": list,
        "not_deeds": list,
        "doing": list,
        "operating": list,
    },
    "countries": {"*": list},
    "demonyms": {"*": list},
    "boilerplate": {"phrases": list, "captions": list},
    "listing": {
        "joiners": list,
        "openers": list,
        "pronouns": list,
        "introducers": list,
        "tails": list,
        "conditions": list,
        "contrasts": list,
        "speakers": list,
        "sources": list,
        "agents": list,
        "definite": list,
        "adverbs": list,
        "objects": list,
        "buying": list,
        "targets": list,
        "ranges": list,
        "demonstratives": list,
        "pluperfect": list,
        "attached": list,
        "resuming": list,
    },
    "names": {
        "joiners": list,
        "short": list,
        "according": list,
        "not_names": list,
        "articles": list,
        "kind_words": list,
        "location_cues": list,
        "distance_cues": list,
        "sources": list,
        "market_cues": list,
        "directions": list,
        "person_joiners": list,
        "definite": list,
        "indefinite": list,
    },
}


def check_language(data: dict[str, Any], path: Path) -> None:
    """Raise AcopioError language-file for a missing key, an unknown one, or a value of the wrong type."""

    def fault(problem: str) -> AcopioError:
        return AcopioError("language-file", problem, path=path)

    _check_keys(set(data), {"words", *TABLES}, "table", fault)
    _check_keys(set(data["words"]), set(WORD_KINDS), "word list", fault, prefix="words.")
    for kind, table in data["words"].items():
        for value, phrases in table.items():
            if not _phrases(phrases):
                raise fault(f"words.{kind}.{value} is no list of phrases")
    for name, keys in TABLES.items():
        table = data[name]
        if "*" not in keys:
            _check_keys(set(table), set(keys), "key", fault, prefix=f"{name}.")
        for key, value in table.items():
            wanted = keys.get(key) or keys["*"]
            if not isinstance(value, wanted) or (wanted is list and not _phrases(value)):
                raise fault(f"{name}.{key} is no {'list of phrases' if wanted is list else wanted.__name__}")


def _phrases(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(phrase, str) and phrase.strip() for phrase in value)


def _check_keys(found: set[str], wanted: set[str], what: str, fault: Any, prefix: str = "") -> None:
    for problem, keys in (("missing", wanted - found), ("unknown", found - wanted)):
        if keys:
            raise fault(f"{problem} {what}: {', '.join(prefix + key for key in sorted(keys))}")
