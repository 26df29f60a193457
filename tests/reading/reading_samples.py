"""A short way from words to the layers of a reading."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from acopio.documents import Metadata, SourceDocument, document_from_bytes
from acopio.reading.context import ReadingContext
from acopio.reading.language import load_language

NAME = "Kilima Farmers Co-operative (KFC)"


def document(text: str, *, language: str = "en", organization: str | None = NAME) -> SourceDocument:
    options = Metadata(language=language, organization=organization)
    return document_from_bytes(text.encode(), "kilima--example.md", options=options)


def context(text: str, *, language: str = "en", organization: str | None = NAME) -> ReadingContext:
    return ReadingContext(
        document(text, language=language, organization=organization), load_language(language)
    )


def page_cases(*banks: str) -> list[Any]:
    """The pages of some banks, as parameters; those with `known` are not read yet."""
    folder = Path(__file__).parent / "bank"
    pages = [page for bank in banks for page in tomllib.loads((folder / bank).read_text("utf-8"))["pages"]]
    return [
        pytest.param(
            page,
            id=" ".join(page["text"].split())[:70],
            marks=[pytest.mark.xfail(reason=page["known"], strict=True)] if "known" in page else [],
        )
        for page in pages
    ]
