"""A short way from words to the layers of a reading."""

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
