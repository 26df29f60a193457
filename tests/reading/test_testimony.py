"""Who says what, from a bank of passages."""

import re
from pathlib import Path

import pytest
import yaml

from acopio.claims.records import TestimonyClaim
from acopio.documents import Metadata, document_from_bytes
from acopio.reading.read_claims import read_claims

BANK = Path(__file__).with_name("bank") / "testimonies.yaml"
PAGE = """# COSONA

COSONA is a cooperative of coffee farmers in Peru. It was founded in 1990 by 30 families.

"""


def speakers(words: str) -> list[str]:
    options = Metadata(language="en", organization="Cooperativa Sol Naciente (COSONA)")
    document = document_from_bytes(f"{PAGE}{words}\n".encode(), "cosona--example.md", options=options)
    return [claim.speaker for claim in read_claims(document).claims if isinstance(claim, TestimonyClaim)]


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
def test_the_speaker_is_the_one_named(words: str, read: str) -> None:
    told = [name.strip() for name in read.split(";") if name.strip()]
    said = speakers(words)
    assert len(said) == len(told), said
    assert all(name in speaker for name, speaker in zip(told, said, strict=True)), said
