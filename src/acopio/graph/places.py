"""Countries and regions by their ISO 3166 codes, with names from pycountry."""

from __future__ import annotations

import gettext
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from acopio.graph.iris import place_iri
from acopio.graph.terms import Description, tagged, text

_MISSPELT: Final = {"CI": "Costa de Marfil"}  # "Marfíl" in the translation that pycountry carries


@lru_cache(maxsize=4096)
def _country_names(code: str) -> tuple[str, str]:
    """Return a country's name in English and in Spanish; raises LookupError for an unknown code."""
    import pycountry

    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        raise LookupError(f"{code!r} is no ISO 3166-1 alpha-2 code")
    spanish = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["es"], fallback=True)
    if not hasattr(country, "common_name"):
        return str(country.name), _MISSPELT.get(code) or spanish.gettext(country.name)
    # Common names first: "Bolivia", not "Bolivia, Plurinational State of"; Spanish has the long form only.
    return str(country.common_name), spanish.gettext(country.name).partition(",")[0]


@lru_cache(maxsize=4096)
def _region_name(code: str) -> str:
    """Return a region's name as ISO 3166-2 gives it; raises LookupError for an unknown code."""
    import pycountry

    region = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    if region is None:
        raise LookupError(f"{code!r} is no ISO 3166-2 code")
    return str(region.name)


def describe_place(code: str) -> list[Description]:
    """Describe a place, and for a region its country too.

    `code` is an ISO 3166-1 alpha-2 code (PE) or an ISO 3166-2 code (PE-SAM); raises LookupError
    where there is no such code.
    """
    country_code = code.partition("-")[0]
    english, spanish = _country_names(country_code)
    country = Description(place_iri(country_code)).a("schema:Country")
    country.add("schema:name", tagged(english, "en"), tagged(spanish, "es"))
    country.add("schema:identifier", text(country_code))
    if code == country_code:
        return [country]
    region = Description(place_iri(code)).a("schema:AdministrativeArea")
    region.add("schema:name", tagged(_region_name(code), "en"))
    region.add("schema:identifier", text(code))
    region.add("schema:containedInPlace", country.subject)
    return [country, region]


def place_code(iri: NamedNode) -> str | None:
    """Return the ISO 3166 code in a place's IRI; None for the IRI of anything else."""
    prefix = place_iri("").value
    return iri.value[len(prefix) :] if iri.value.startswith(prefix) else None
