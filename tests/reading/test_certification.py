"""Certificates read from a bank of sentences and fact boxes."""

import re
from pathlib import Path

import pytest
import yaml

from acopio.claims.records import CertificationClaim
from acopio.documents import Metadata, document_from_bytes
from acopio.reading.certification_names import family
from acopio.reading.read_claims import read_claims

BANK = Path(__file__).with_name("bank") / "certifications.yaml"
PAGES = Path(__file__).with_name("bank") / "certification_pages.yaml"
SENTENCES = Path(__file__).with_name("bank") / "certification_sentences.yaml"
PAGE = """# COSONA

COSONA is a cooperative of coffee and cocoa farmers in Peru. It was founded in 1990 by 30 families.

"""


def read_certificates(
    words: str, organization: str = "Cooperativa Sol Naciente (COSONA)"
) -> list[CertificationClaim]:
    options = Metadata(language="en", organization=organization)
    document = document_from_bytes(f"{words}\n".encode(), "cosona--example.md", options=options)
    return [claim for claim in read_claims(document).claims if isinstance(claim, CertificationClaim)]


def key(claim: CertificationClaim) -> tuple[str, int | None, str]:
    """Scheme family, year of a certificate held, status."""
    held = claim.certification_status == "certified"
    year = claim.date.earliest.year if held and claim.date and claim.date.earliest else None
    return family(claim.scheme), year, claim.certification_status


def wanted(notation: str) -> list[tuple[tuple[str, int | None, str], str | None, float | None]]:
    """Read "organic 2006 60% @members; spp lost": key, holder and share (None where not told)."""
    found = []
    for part in filter(None, (part.strip() for part in (notation or "").split(";"))):
        scheme, *rest = part.split()
        year = next((int(word) for word in rest if word.isdigit()), None)
        status = next((word for word in rest if word in ("planned", "lost")), "certified")
        holder = next((word[1:] for word in rest if word.startswith("@")), None)
        share = next((float(word[:-1]) for word in rest if word.endswith("%")), None)
        found.append(((scheme, year, status), holder, share))
    return found


def cases() -> list[object]:
    bank = yaml.safe_load(BANK.read_text("utf-8"))
    marked: list[object] = [pytest.param(words, read, id=slug(words)) for words, read in bank["read"].items()]
    for words, entry in bank["not yet"].items():
        mark = pytest.mark.xfail(reason=entry["why"], strict=True)
        marked.append(pytest.param(words, entry["read"], id=slug(words), marks=mark))
    return marked


def slug(words: str) -> str:
    return re.sub(r"\W+", "-", words).strip("-")[:80]


@pytest.mark.parametrize(("words", "read"), cases())
def test_a_careful_person_would_read(words: str, read: str) -> None:
    claims = read_certificates(PAGE + words)
    assert {key(claim) for claim in claims} == {told for told, _, _ in wanted(read)}
    for told, holder, share in wanted(read):
        made = [claim for claim in claims if key(claim) == told]
        assert holder is None or holder in {claim.holder for claim in made}
        assert share is None or share in {claim.share.percent for claim in made if claim.share}


def pages() -> list[object]:
    marked: list[object] = []
    for page in yaml.safe_load(PAGES.read_text("utf-8")):
        marks = [pytest.mark.xfail(reason=page["why"], strict=True)] if "why" in page else []
        values = page["organization"], page["text"], page["read"]
        marked.append(pytest.param(*values, id=slug(page["organization"]), marks=marks))
    return marked


@pytest.mark.parametrize(("organization", "text", "read"), pages())
def test_certificates_told_in_context(organization: str, text: str, read: str) -> None:
    claims = read_certificates(text, organization)
    assert {key(claim) for claim in claims} == {told for told, _, _ in wanted(read)}


def sentences() -> list[object]:
    marked: list[object] = []
    for bank in yaml.safe_load(SENTENCES.read_text("utf-8")):
        name = bank["organization"]
        opening = (
            f"# {name}\n\n{name} is a cooperative of small farmers. It brings together 2,400 families.\n\n"
        )
        for case in bank["cases"]:
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            values = name, opening + case["text"], case["reads"]
            marked.append(pytest.param(*values, id=case["name"], marks=marks))
    return marked


@pytest.mark.parametrize(("organization", "text", "read"), sentences())
def test_certificates_told_by_many_editors(organization: str, text: str, read: str) -> None:
    claims = read_certificates(text, organization)
    assert {key(claim) for claim in claims} == {told for told, _, _ in wanted(read)}


def test_an_entry_that_begins_with_a_label_is_read_as_one() -> None:
    text = "- Members 602\n- Certifications Fairtrade, Organic\n- Harvest April to September\n"
    page = document_from_bytes(text.encode(), "page.md", options=Metadata(language="en", organization="Alba"))
    found = [c for c in read_claims(page).claims if isinstance(c, CertificationClaim)]
    assert [claim.scheme for claim in found] == ["fairtrade", "organic"]
