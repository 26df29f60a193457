"""Places: names of countries, peoples and regions, with their ISO 3166 codes."""

from __future__ import annotations

import gettext
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from acopio.assets import loaders_folder
from acopio.reading.lexicon import PhraseTable
from acopio.reading.tokens import tokenize

#: Names of subdivisions that are common words or names of much else.
_SHORTEST_NAME: Final = 4
_SHORTEST_UNIQUE: Final = 3
_MOST_COUNTRIES: Final = 3  # more countries with a region of one name: it tells nothing
#: Parts in which ISO 3166-2 gives other names or kinds of a subdivision.
_QUALIFIERS: Final = ("[", "(", "/")


def country_names(language: str, others: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the names of countries in a language, by ISO 3166-1 alpha-2 code.

    `language` is a two-letter code; `others` are further names, by the same code.
    """
    table: dict[str, list[str]] = {}
    translate = _translation(language)
    for entry in database("iso3166-1")["3166-1"]:
        names = {entry["name"], entry.get("common_name", entry["name"])}
        names |= {translate(name) for name in list(names)}
        short = {name.partition(",")[0] for name in names}
        # "Congo, The Democratic Republic of the" has no short name of its own.
        table[entry["alpha_2"]] = sorted(short if entry["alpha_2"] not in ("CD", "KP", "KR") else names)
    for code, listed in others.items():
        table.setdefault(code, []).extend(listed)
    return table


@lru_cache(maxsize=300)
def region_table(country: str) -> PhraseTable:
    """Return the names of a country's regions, to be found in tokens; values are ISO 3166-2 codes."""
    names: dict[str, list[str]] = {}
    own = _names_of_country(country)
    for entry in _subdivisions().get(country, ()):
        regions = [name for name in _region_names(entry["name"]) if _spaced_norms(name) not in own]
        names.setdefault(entry["code"], []).extend(regions)
    for code, listed in _gazetteer()["regions"].items():
        if code.startswith(f"{country}-"):
            names.setdefault(code, []).extend(listed)
    return PhraseTable(
        {code: [n for n in listed if len(n) >= _SHORTEST_NAME] for code, listed in names.items()}
    )


@lru_cache(maxsize=300)
def _names_of_country(code: str) -> frozenset[str]:
    """Names of a country, which a state of it may bear too: "Mexico" is hardly ever the State of Mexico."""
    entries = [entry for entry in database("iso3166-1")["3166-1"] if entry["alpha_2"] == code]
    names = [entry[key] for entry in entries for key in ("name", "common_name") if key in entry]
    return frozenset(_spaced_norms(name.partition(",")[0]) for name in names)


def in_gazetteer(words: Sequence[str]) -> bool:
    """True for the name, in normal forms, of a town or an area of `places.toml`."""
    return " ".join(words) in _gazetteer_names()


@lru_cache(maxsize=1)
def _gazetteer_names() -> frozenset[str]:
    return frozenset(_spaced_norms(name) for names in _gazetteer()["regions"].values() for name in names)


@lru_cache(maxsize=1)
def consumer_countries() -> frozenset[str]:
    """Return the codes of countries that are named as markets, not as origins."""
    return frozenset(_gazetteer()["consumers"]["codes"])


def country_by_currency(currency: str) -> str | None:
    """Return the country of an ISO 4217 code, by its first two letters; None for shared currencies."""
    return None if currency[0] == "X" or currency == "EUR" else currency[:2]


@lru_cache(maxsize=1)
def product_countries() -> dict[str, str]:
    """Return the country of products that come from one only."""
    return dict(_gazetteer()["products"])


def countries_of_region(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that have a region of a name, given in normal form; no mere markets."""
    return _countries_by_region().get(name, ())


def country_of_town(name: str) -> str | None:
    """Return the code of the country in which the town of a name lies, given in normal form."""
    return _countries_by_town().get(name)


@lru_cache(maxsize=1)
def _countries_by_region() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for country, entries in _subdivisions().items():
        if country not in consumer_countries():
            for entry in entries:
                for name in _region_names(entry["name"]):
                    found.setdefault(_spaced_norms(name), set()).add(country)
    for code, names in _gazetteer()["regions"].items():
        for name in names:
            found.setdefault(_spaced_norms(name), set()).add(code.partition("-")[0])
    return {
        name: tuple(sorted(codes))
        for name, codes in found.items()
        if len(codes) <= _MOST_COUNTRIES and len(name) >= _SHORTEST_UNIQUE
    }


@lru_cache(maxsize=1)
def _countries_by_town() -> dict[str, str]:
    lines = (loaders_folder() / "prose" / "towns.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: country for country, names in rows for name in names.split("|")}


def _spaced_norms(name: str) -> str:
    return " ".join(token.norm for token in tokenize(name))


def _region_names(name: str) -> list[str]:
    """Names without "[…]", "(…)" and the part after "/"; "Madre de Dios", "Mbale"."""
    parts = [name]
    for mark in _QUALIFIERS:
        parts = [piece for part in parts for piece in part.split(mark)]
    cleaned = [part.strip(" ])*").replace("’", "'") for part in parts]
    return [part for part in cleaned if part and "/" not in part]


@lru_cache(maxsize=1)
def _subdivisions() -> dict[str, list[dict[str, str]]]:
    by_country: dict[str, list[dict[str, str]]] = {}
    for entry in database("iso3166-2")["3166-2"]:
        by_country.setdefault(entry["code"].partition("-")[0], []).append(entry)
    return by_country


def database(name: str) -> dict[str, Any]:
    """Read one of pycountry's files directly: its objects take fifty times as long to build."""
    path = _pycountry_folder() / "databases" / f"{name}.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _translation(code: str) -> Any:
    locales = str(_pycountry_folder() / "locales")
    return gettext.translation("iso3166-1", locales, languages=[code], fallback=True).gettext


def _pycountry_folder() -> Path:
    spec = find_spec("pycountry")
    assert spec is not None and spec.submodule_search_locations, "pycountry is a dependency"
    return Path(next(iter(spec.submodule_search_locations)))


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, Any]:
    return tomllib.loads((loaders_folder() / "prose" / "places.toml").read_text("utf-8"))
