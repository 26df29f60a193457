"""Rules that ask first for the words without which they tell nothing must lose no claim by it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_samples import document

from acopio.documents.read_document import read_document
from acopio.documents.source_document import SourceDocument
from acopio.reading.context import ReadingContext
from acopio.reading.language import language_codes, load_language
from acopio.reading.read_claims import read_claims

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted((ROOT / "tests/gold/tuning").iterdir())


def check(document: SourceDocument) -> None:
    gated = read_claims(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ReadingContext, "has_any", lambda *_: True)
        assert read_claims(document) == gated


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_claim_is_lost_of_invented_documents(folder: Path) -> None:
    for path in sorted(folder.glob("*.md")):
        check(read_document(path))


PHRASES = {
    code: sorted(
        {
            phrase.replace("/", " ").replace("_", "")
            for kind in ("certified", "founding", "life", "need", "outcome", "plight", "purpose", "unit")
            for listed in load_language(code).words[kind].values()
            for phrase in listed
        }
    )
    for code in language_codes()
}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(language_codes()), st.data())
def test_no_claim_is_lost_of_rows_of_phrases(language: str, data: st.DataObject) -> None:
    words = st.sampled_from([*PHRASES[language], ".", ",", "\n\n", "# ", "the", "we", "2004", "Fairtrade"])
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=40)))
    if text.strip():
        check(document(text, language=language))
