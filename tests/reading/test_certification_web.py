"""Certificates read from pages and sentences as they stand on the web, HTML among them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from test_certification import key, slug, wanted

from acopio.claims.records import CertificationClaim
from acopio.documents import Metadata, document_from_bytes
from acopio.reading.read_claims import read_claims

BANKS = sorted((Path(__file__).parent / "bank").glob("certification_web*.yaml"))
OPENINGS = {
    "en": "{} is a cooperative of small farmers. It brings together 2,400 families.",
    "es": "{} es una cooperativa de pequeños productores. Agrupa a 2400 familias.",
    "fr": "{} est une coopérative de petits producteurs. Elle regroupe 2400 familles.",
}


def cases() -> list[object]:
    """Pages, and sentences below the same opening."""
    marked: list[object] = []
    for entry in (entry for bank in BANKS for entry in yaml.safe_load(bank.read_text("utf-8"))):
        name = entry["organization"]
        opening = f"# {name}\n\n" + OPENINGS[entry.get("language", "en")].format(name) + "\n\n"
        for case in entry.get("cases", [entry]):
            text = opening + case["text"] if "cases" in entry else case["text"]
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            label = slug(case["text"]) if "cases" in entry else slug(name)
            marked.append(pytest.param(entry, text, case["reads"], id=label, marks=marks))
    return marked


@pytest.mark.parametrize(("entry", "text", "reads"), cases())
def test_certificates_on_web_pages(entry: dict[str, Any], text: str, reads: str) -> None:
    name, form = entry["organization"], entry.get("form", "md")
    if form == "html":
        text = f'<!DOCTYPE html><html lang="en"><head><title>{name}</title></head><body>{text}</body></html>'
    language = entry.get("language", "en")
    options = Metadata(language=language, organization=name, publisher=entry.get("publisher"))
    claims = read_claims(document_from_bytes(text.encode(), f"page--x.{form}", options=options)).claims
    found = {key(claim) for claim in claims if isinstance(claim, CertificationClaim)}
    parts = [part.strip() for part in reads.split(";")]
    must = {told for told, _, _ in wanted(";".join(part for part in parts if not part.startswith("?")))}
    may = {told for told, _, _ in wanted(";".join(part.lstrip("?") for part in parts))}
    assert must <= found
    assert found <= may
