"""Places: names of countries, peoples and regions, with their ISO 3166 codes."""

from __future__ import annotations

import gettext
import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from acopio.assets import loaders_folder
from acopio.reading.lexicon import PhraseTable

#: Names of subdivisions that are common words or names of much else.
_SHORTEST_NAME: Final = 4
#: Parts in which ISO 3166-2 gives other names or kinds of a subdivision.
_QUALIFIERS: Final = ("[", "(", "/")


def country_names(language: str, others: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the names of countries in a language, by ISO 3166-1 alpha-2 code.

    `language` is a two-letter code; `others` are further names, by the same code.
    """
    table: dict[str, list[str]] = {}
    translate = _translation(language)
    for entry in _database("iso3166-1")["3166-1"]:
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
    for entry in _subdivisions().get(country, ()):
        names.setdefault(entry["code"], []).extend(_region_names(entry["name"]))
    for code, listed in _gazetteer()["regions"].items():
        if code.startswith(f"{country}-"):
            names.setdefault(code, []).extend(listed)
    return PhraseTable(
        {code: [n for n in listed if len(n) >= _SHORTEST_NAME] for code, listed in names.items()}
    )


@lru_cache(maxsize=1)
def area_table() -> PhraseTable:
    """Return the producing areas of `places.toml`, to be found in tokens; values are ISO 3166-2 codes."""
    return PhraseTable(_gazetteer()["regions"])


@lru_cache(maxsize=1)
def consumer_countries() -> frozenset[str]:
    """Return the codes of countries that are named as markets, not as origins."""
    return frozenset(_gazetteer()["consumers"]["codes"])


@lru_cache(maxsize=1)
def product_countries() -> dict[str, str]:
    """Return the country of products that come from one only."""
    return dict(_gazetteer()["products"])


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
    for entry in _database("iso3166-2")["3166-2"]:
        by_country.setdefault(entry["code"].partition("-")[0], []).append(entry)
    return by_country


def _database(name: str) -> dict[str, Any]:
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
