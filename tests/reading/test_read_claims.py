import pytest
from reading_samples import document

from acopio.claims.records import FoundingClaim, Passage
from acopio.documents import SourceDocument
from acopio.reading import read_claims as module
from acopio.reading.passages import make_passage
from acopio.reading.read_claims import KINDS, kind_reader, read_claims

STORY = """# Kilima Farmers Co-operative

Kilima Farmers Co-operative was founded in 1990. It was registered four years later by 27 producers.
"""


def test_claims_come_in_the_order_of_their_words_with_what_they_rest_on() -> None:
    reading = read_claims(document(STORY))
    founding = [claim for claim in reading.claims if isinstance(claim, FoundingClaim)]
    assert [(claim.kind, claim.date and claim.date.edtf) for claim in founding] == [
        ("formed", "1990"),
        ("legally-established", "1994"),
    ]
    assert founding[1].assertion == "normalised"
    assert [passage.text for passage in founding[1].support] == ["1990"]
    assert (reading.organization_name, reading.language) == ("Kilima Farmers Co-operative", "en")


def test_reading_twice_gives_the_same() -> None:
    assert read_claims(document(STORY)) == read_claims(document(STORY))


def test_a_language_that_is_unknown_is_said_and_nothing_is_guessed() -> None:
    for text, language in (("Kilima founded 1990", None), (STORY, "fr-xx")):
        source = document(text)
        metadata = source.metadata.__class__(language=language, organization="Kilima")
        reading = read_claims(SourceDocument("a", text, "0", metadata))
        assert (reading.claims, reading.language) == ((), None)
        assert "nothing is claimed" in reading.notes[0]


def test_words_that_are_not_in_the_text_cannot_be_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no words"):
        make_passage(document(STORY), 5, 5)
    invented = FoundingClaim(passage=Passage(0, 4, "1066"), rule="x", kind="formed", date=None)
    monkeypatch.setattr(module, "kind_reader", lambda kind: lambda context: iter([invented]))
    with pytest.raises(AssertionError, match="not in kilima--example"):
        read_claims(document(STORY))


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (" , founded in 1990. ", "founded in 1990"),
        ("(founded in 1990", "founded in 1990"),
        ("Kilima (KFC)", "Kilima (KFC)"),
        ("of Kilima S.A.", "of Kilima S.A."),
        ("“a fair price", "a fair price"),
    ],
)
def test_passages_are_trimmed(words: str, quoted: str) -> None:
    assert make_passage(document(words), 0, len(words)).text == quoted


def test_every_kind_has_a_reader() -> None:
    assert all(callable(kind_reader(kind)) for kind in KINDS)
